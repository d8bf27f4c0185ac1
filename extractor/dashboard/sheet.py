"""A list as CSV (RFC 4180) for spreadsheets: as `extractor export` writes it, with the headings of the page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from extractor.dashboard.tables import Cell, Link
from extractor.writers.export.formulas import marked


def sheet(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file: UTF-8 with a byte order mark, commas, CRLF; text that could be a formula is marked, None is empty."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([_told(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _told(cell: Cell) -> str | int | float | None:
    words = cell.words if isinstance(cell, Link) else cell
    return marked(words) if isinstance(words, str) else words
