"""One indented JSON file a record."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.records import MeetingReport


class JsonFiles:
    """Writes each record to `<name>.json`; a reader sees the old file or the new one, never half of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left open."""

    def write(self, report: MeetingReport, name: str) -> str:
        """Write one record under `name`; gives the file's path in the folder. Raises `OSError`."""
        output = f"{name}.json"
        target = self._folder / output
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.parent / f".extractor-{os.getpid()}.tmp"
        try:
            half.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)
        return output
