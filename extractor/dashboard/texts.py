"""The full text of a report, where it can still be had and is still the text that the record is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor import readers
from extractor.errors import ReadError

if TYPE_CHECKING:
    from extractor.records import MeetingReport


def text_of(report: MeetingReport, noted: str | None, folder: Path | None) -> str | None:
    """The text behind a record: from `folder`, which `source.path` is relative to, or the place noted beside the record.

    A file counts only when its bytes have the hash that the record states, so
    that no record shows another file's words; None where no file does.
    """
    for file in _places(report, noted, folder):
        try:
            plain = readers.read(file)
        except ReadError:
            # Moved, or no longer readable: the next place may have it.
            continue
        if plain.sha256 == report.source.sha256:
            return plain.text
    return None


def _places(report: MeetingReport, noted: str | None, folder: Path | None) -> list[Path]:
    path = report.source.path
    places = [] if folder is None or path is None else [folder / path]
    return places + ([Path(noted)] if noted else [])
