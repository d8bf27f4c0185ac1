"""`extractor show`: the record beside the text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import Limit, ProfileOption
from extractor.readers import LIMIT


def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report, or - for standard input.")],
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
) -> None:
    """Show a report and its record side by side, with the evidence of each field in its colour."""
    from rich.console import Console

    from extractor import readers
    from extractor.api import Extractor
    from extractor.show import side_by_side

    plain = readers.read_stream(sys.stdin.buffer, "-", limit) if file == "-" else readers.read(Path(file), limit)
    report = Extractor(profile, limit).record(plain, Path(file).stem, file)
    Console().print(side_by_side(report, plain.text))
