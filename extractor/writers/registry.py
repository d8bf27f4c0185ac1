"""Which formats records can be written in, many to a file: one module a format, one line here.

A module has

    suffix: str
    class Writer(file: IO[bytes]) with write(record: bytes) and close()
    def records(file: IO[bytes]) -> Iterator[bytes]

where a record is its JSON on one line, line break included, and `close` ends
what stands in the file, not the file. Both raise `OSError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import IO, Literal, Protocol, cast

from extractor.errors import MissingExtraError

Format = Literal["json", "ndjson", "parquet"]

# The module of each format, and the extra with its library; json is no such format: it has a file a record.
_MODULES: dict[Format, tuple[str, str | None]] = {
    "ndjson": ("extractor.writers.ndjson", None),
    "parquet": ("extractor.writers.parquet", "tables"),
}


class RecordWriter(Protocol):
    """Writes records into an open file."""

    def write(self, record: bytes) -> None:
        """Write one record, given as its line of JSON."""

    def close(self) -> None:
        """End the file's content."""


class RecordFormat(Protocol):
    """A module of this package that knows a format."""

    suffix: str

    def Writer(self, file: IO[bytes]) -> RecordWriter:  # noqa: N802 - a class of the module
        """A writer into `file`."""

    def records(self, file: IO[bytes]) -> Iterator[bytes]:
        """The records in `file`, each as its line of JSON."""


def record_format(form: Format) -> RecordFormat | None:
    """The format's module; None for one file a record. Raises `MissingExtraError` without its library."""
    if form not in _MODULES:
        return None
    module, extra = _MODULES[form]
    try:
        return cast("RecordFormat", import_module(module))
    except ImportError as error:
        raise MissingExtraError(f"format {form}", str(extra), str(error)) from error
