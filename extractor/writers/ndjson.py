"""One record a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

suffix = ".ndjson"


class Writer:
    """Writes lines as they come."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, record: bytes) -> None:
        """Write one record, given as its line of JSON. Raises `OSError`."""
        self._file.write(record)

    def close(self) -> None:
        """Nothing is missing yet."""


def records(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of the file. Raises `OSError`."""
    return iter(file)
