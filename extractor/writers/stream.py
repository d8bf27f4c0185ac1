"""Records on standard output, for pipes."""

from __future__ import annotations

from types import TracebackType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.records import MeetingReport


class Stream:
    """Writes records to an open stream as they come, one a line or indented."""

    def __init__(self, stream: IO[bytes], indent: int | None) -> None:
        self._stream, self._indent = stream, indent

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The stream belongs to the caller."""

    def write(self, report: MeetingReport, name: str) -> str:  # noqa: ARG002 - a stream has no names
        """Write one record. Raises `OSError`."""
        self._stream.write(report.model_dump_json(indent=self._indent).encode() + b"\n")
        self._stream.flush()
        return "-"
