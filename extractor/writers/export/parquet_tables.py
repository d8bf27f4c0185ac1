"""A Parquet file a table, for pandas, Polars, Spark and the like."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from extractor.writers.arrow import arrow_table, schema_of
from extractor.writers.flatten import flatten
from extractor.writers.replacing import replacing
from extractor.writers.tables import TABLES, Rows

if TYPE_CHECKING:
    from extractor.records import MeetingReport
    from extractor.writers.export.registry import Add

# Rows of one table that are held before they are written together.
_GROUP = 20_000


@contextmanager
def opened(folder: Path) -> Iterator[Add]:
    """`reports.parquet`, `conclusions.parquet` … in `folder`."""
    with replacing(*(folder / f"{table.name}.parquet" for table in TABLES)) as paths, ExitStack() as stack:
        writers = {
            table.name: stack.enter_context(pq.ParquetWriter(path, schema_of(table), compression="zstd"))
            for table, path in zip(TABLES, paths, strict=True)
        }
        held: Rows = {table.name: [] for table in TABLES}

        def flush(fullness: int) -> None:
            for table in TABLES:
                if len(held[table.name]) >= fullness:
                    writers[table.name].write_table(arrow_table(table, held[table.name]))
                    held[table.name].clear()

        def add(report: MeetingReport) -> bool:
            for name, rows in flatten(report).rows.items():
                held[name] += rows
            flush(_GROUP)
            return True

        yield add
        flush(1)
