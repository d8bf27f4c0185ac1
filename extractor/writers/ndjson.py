"""All records in one file, one a line."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.records import MeetingReport

NAME = "records.ndjson"


class NdjsonFile:
    """Writes `records.ndjson`, which takes the place of an older one when the run has ended well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._half = folder / f".extractor-{os.getpid()}.tmp"

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = self._half.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if kind is None:
                self._half.replace(self._folder / NAME)
        finally:
            self._half.unlink(missing_ok=True)

    def write(self, report: MeetingReport, name: str) -> str:  # noqa: ARG002 - all records go to one file
        """Write one record; gives the file's path in the folder. Raises `OSError`."""
        self._file.write(report.model_dump_json().encode() + b"\n")
        return NAME
