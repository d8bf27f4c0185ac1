"""Which formats records can be written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol

from extractor.writers.json_files import JsonFiles
from extractor.writers.ndjson import NdjsonFile

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.records import MeetingReport

Format = Literal["json", "ndjson"]


class Writer(Protocol):
    """Where records go; used as a context manager, within which they are written."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def write(self, report: MeetingReport, name: str) -> str:
        """Write one record under `name`, a relative path without suffix; gives the path of its file."""
        ...


# A format's writer is made with the folder that it writes into, and makes it where it is missing.
WRITERS: dict[Format, Callable[[Path], Writer]] = {
    "json": JsonFiles,
    "ndjson": NdjsonFile,
}
