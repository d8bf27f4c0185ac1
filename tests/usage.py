"""How the programs among the tests are asked: `--help` prints what their docstring says, and nothing is done."""

from __future__ import annotations

import argparse
import sys


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser without options of its own; `doc` is the docstring of the program that runs."""
    spec = sys.modules["__main__"].__spec__
    module = spec.name.removesuffix(".__main__") if spec else "__main__"
    return argparse.ArgumentParser(
        prog=None if module == "__main__" else f"python -m {module}",
        description=doc,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
