"""One row a record, its columns nested as in the JSON; days and times are strings there too."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import IO, Annotated, Any, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.json
import pyarrow.parquet as pq
from pydantic import BaseModel

from extractor.records import MeetingReport

suffix = ".parquet"

# Bytes of JSON that become one row group: what is held in memory at most, with one record more.
_ROW_GROUP = 8 << 20
_ROWS = 256

# All else is a string in the JSON.
_TYPES = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def schema() -> pa.Schema:
    """The Arrow schema of a record, made from the models."""
    return pa.schema(_fields(MeetingReport))


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    return [pa.field(name, _typed(field.annotation)) for name, field in model.model_fields.items()]


def _typed(annotation: Any) -> pa.DataType:
    """The Arrow type of a field; all may be null, as all is within something that is null."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, types.UnionType):
        # beside None, and behind an annotation, there is one kind
        return next(_typed(part) for part in parts if part is not type(None))
    if origin is tuple:
        return pa.list_(_typed(parts[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    return _TYPES.get(annotation, pa.string())


class Writer:
    """Collects records and writes them as row groups."""

    def __init__(self, file: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(file, schema(), compression="zstd")
        self._lines: list[bytes] = []
        self._bytes = 0

    def write(self, record: bytes) -> None:
        """Write one record, given as its line of JSON. Raises `OSError`."""
        self._lines.append(record)
        self._bytes += len(record)
        if self._bytes >= _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is still missing. Raises `OSError`."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._lines:
            return
        block = b"".join(self._lines)
        table = pyarrow.json.read_json(
            BytesIO(block),
            read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(block) + 1),
            parse_options=pyarrow.json.ParseOptions(explicit_schema=schema(), unexpected_field_behavior="error"),
        )
        self._writer.write_table(table)
        self._lines, self._bytes = [], 0


def records(file: IO[bytes]) -> Iterator[bytes]:
    """The rows of the file as lines of JSON. Raises `OSError`."""
    with pq.ParquetFile(file) as source:
        for batch in source.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
