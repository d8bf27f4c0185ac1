"""A CSV file a table (RFC 4180), for spreadsheets.

UTF-8 with a byte order mark, without which Excel takes Vietnamese for Windows-1252;
commas, CRLF; null is an empty cell; text that could be a formula is marked.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.writers.export.formulas import marked
from extractor.writers.flatten import flatten
from extractor.writers.replacing import replacing
from extractor.writers.tables import TABLES, Cell

if TYPE_CHECKING:
    from extractor.records import MeetingReport
    from extractor.writers.export.registry import Add


@contextmanager
def opened(folder: Path) -> Iterator[Add]:
    """`reports.csv`, `conclusions.csv` … in `folder`."""
    with replacing(*(folder / f"{table.name}.csv" for table in TABLES)) as paths, ExitStack() as stack:
        writers = {}
        for table, path in zip(TABLES, paths, strict=True):
            file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(table.names)

        def add(report: MeetingReport) -> bool:
            for name, rows in flatten(report).rows.items():
                writers[name].writerows([[_told(cell) for cell in row] for row in rows])
            return True

        yield add


def _told(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return marked(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else cell
