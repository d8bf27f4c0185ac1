"""Tables of cases in tests/cases/*.toml, one `[[case]]` a row, each with its reason."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The rows of `<name>.toml` as parameters that are called by their reason."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["reason"]) for row in rows]
