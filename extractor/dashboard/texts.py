"""The full text of a report, where it can still be had and is still the text that the record is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import readers
from extractor.errors import ReadError
from extractor.show.labels import Labels
from extractor.show.values import shown

if TYPE_CHECKING:
    from extractor.records import MeetingReport

# No text within the readers' limit is longer in UTF-8.
_LONGEST = 4 * readers.LIMIT


@dataclass(frozen=True, slots=True)
class Noted:
    """What `extract` noted beside the records of a report: the file that it read, the text that it may have written."""

    input: str
    text: str | None


def text_of(report: MeetingReport, noted: Noted | None, folder: Path | None) -> str | None:
    """The text behind a record, None where it is not to be had.

    It is the one that `extract --with-text` wrote, or read anew from `folder`,
    which `source.path` is relative to, or from the file that `extract` read.
    A file that was read counts only when its bytes have the hash that the record
    states, and a text only when it says what the record quotes: no record shows
    another file's words.
    """
    return next((text for text in _texts(report, noted, folder) if _says(text, report)), None)


def _texts(report: MeetingReport, noted: Noted | None, folder: Path | None) -> Iterator[str]:
    if noted is not None and noted.text is not None and (text := _written(Path(noted.text))) is not None:
        yield text
    path = report.source.path
    for file in (folder / path if folder and path else None, Path(noted.input) if noted else None):
        if file is not None and (text := _read(file, report.source.sha256)) is not None:
            yield text


def _written(file: Path) -> str | None:
    try:
        return file.read_bytes().decode() if file.is_file() and file.stat().st_size <= _LONGEST else None
    except (OSError, UnicodeDecodeError):
        # Not what `extract` wrote: the report itself may still be there.
        return None


def _read(file: Path, sha256: str) -> str | None:
    try:
        plain = readers.read(file)
    except ReadError:
        # Moved, or no longer readable: the next place may have it.
        return None
    return plain.text if plain.sha256 == sha256 else None


def _says(text: str, report: MeetingReport) -> bool:
    """Whether the text has the record's length and all of its quotes, each in its place."""
    words = (value.evidence for value in shown(report, Labels("en")) if value.evidence is not None)
    return len(text) == report.source.characters and all(text[e.start : e.end] == e.quote for e in words)
