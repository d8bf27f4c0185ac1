"""Rows of the tables as Arrow tables, for Parquet and DuckDB."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from extractor.writers.tables import Kind, Row, Table

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "share": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
    "clock": pa.time64("us"),
}


@cache
def schema_of(table: Table) -> pa.Schema:
    """The columns of a table with their types; what each is stands in the field's metadata."""
    return pa.schema(
        pa.field(column.name, _TYPES[column.kind], nullable=not column.given, metadata={"description": column.what})
        for column in table.columns
    )


def arrow_table(table: Table, rows: list[Row]) -> pa.Table:
    """The rows as columns."""
    schema = schema_of(table)
    # lists: `zip` of so many rows, and tuples in Arrow, cost several times as much
    columns = [pa.array([row[n] for row in rows], field.type) for n, field in enumerate(schema)]
    return pa.table(columns, schema=schema)
