"""Which formats records can be written in."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol

from extractor.writers.json_files import JsonFiles
from extractor.writers.ndjson import NdjsonFile

if TYPE_CHECKING:
    from extractor.records import MeetingReport

Format = Literal["json", "ndjson"]


class Writer(Protocol):
    """Where records go; used as a context manager, within which they are written."""

    def __init__(self, folder: Path) -> None: ...

    def __enter__(self) -> Writer: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, report: MeetingReport, name: str) -> str:
        """Write one record under `name`, a relative path without suffix; gives the file's path in the folder."""
        ...


WRITERS: dict[Format, type[Writer]] = {
    "json": JsonFiles,
    "ndjson": NdjsonFile,
}


def writer_for(form: Format, folder: Path) -> Writer:
    """A writer of the format into `folder`, which it makes where it is missing."""
    return WRITERS[form](folder)
