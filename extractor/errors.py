"""The one tree of exceptions that may leave the package, and the one list of warning codes."""

from __future__ import annotations

from types import MappingProxyType


class ExtractorError(Exception):
    """Base of every error that the package raises on purpose."""


class RuleError(ExtractorError):
    """A vocabulary file is broken; names the file and the entry."""

    def __init__(self, file: str, entry: str | None, reason: str) -> None:
        self.file, self.entry, self.reason = file, entry, reason
        super().__init__(f"rules/{file}{f', entry {entry!r}' if entry else ''}: {reason}")


class LocatedError(ExtractorError):
    """Something is wrong with one file or folder.

    `path` names it as it was given, `reason` says what is wrong, `advice` what to do about it.
    """

    def __init__(self, path: str, reason: str, advice: str) -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(path, reason, advice)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.advice}"


class ReadError(LocatedError):
    """An input is no text that can be read; the subclasses say why."""


class UnreadableFileError(ReadError):
    """The file is missing, may not be opened, or is no regular file."""


class EmptyTextError(ReadError):
    """There is nothing in the input but blanks."""


class TooLongError(ReadError):
    """The input exceeds the size limit."""


class BinaryFileError(ReadError):
    """The bytes are no text in any encoding."""


class UndecodableTextError(ReadError):
    """The bytes look like text but fit no encoding that is known here."""


class UnsupportedFormatError(ReadError):
    """The file is a document in a format that no reader takes."""


class MissingReaderError(ReadError):
    """The library or program that reads the format is not installed."""


class BrokenDocumentError(ReadError):
    """The document is damaged, encrypted, or larger inside than it may be."""


class WriteError(LocatedError):
    """An output cannot be written."""


class OutputError(LocatedError):
    """A folder for records holds something else than this run may go on with."""


class WorkerError(ExtractorError):
    """Worker processes cannot be started, or end before they could do anything."""


class MissingExtraError(ExtractorError):
    """Something needs a package that is not installed; names the extra of this package that brings it."""

    def __init__(self, what: str, extra: str, reason: str) -> None:
        self.what, self.extra, self.reason = what, extra, reason
        super().__init__(what, extra, reason)

    def __str__(self) -> str:
        return f"{self.what} cannot be used here ({self.reason}); pip install 'meeting-minutes-extractor[{self.extra}]'"


class RecordError(LocatedError):
    """A stored record cannot be read back, or fits no table; `line` counts from 1 (rows in Parquet), None for a file."""

    def __init__(self, path: str, line: int | None, reason: str, advice: str) -> None:
        self.line = line
        super().__init__(path, reason, advice)

    def __str__(self) -> str:
        where = f", line {self.line}" if self.line is not None else ""
        return f"{self.path}{where}: {self.reason}; {self.advice}"


class GoldError(LocatedError):
    """A folder of annotations or predictions cannot be scored."""


class ModelError(LocatedError):
    """The weights of the statistical stage are missing, broken or made for other features, or cannot be trained."""


WARNINGS = MappingProxyType(
    {
        "not_a_meeting_report": "The text does not read like a report of a meeting.",
        "not_yet_held": "The paper announces a meeting (invitation, agenda, plan); it does not report one.",
        "several_meetings": "The text reports several meetings; the record is about the one that heads it.",
        "no_event_date": "No words say when the meeting took place.",
        "event_date_unresolved": "The words for the meeting's date need another date that the report does not state.",
        "event_date_without_year": "The meeting's date stands without a year, and nothing in the report tells it.",
        "year_inferred": "The meeting's date stands without a year; it was taken from elsewhere in the report.",
        "lunar_date": "The meeting's date is given in the lunar calendar and was not converted.",
        "event_ends_before_start": "The last day of the meeting lies before its first day; it was left out.",
        "published_before_event": "The page was posted before the meeting took place.",
        "event_far_from_publication": "The page was posted more than 60 days after the meeting.",
        "deadline_before_event": "A deadline lies before the meeting that set it.",
        "no_organizer": "No words say who held the meeting.",
        "title_from_metadata": "The text has no headline; the title is that of the document's metadata.",
        "published_from_metadata": "The text does not say when it was posted; the day is that of the document's metadata.",
        "text_recognised": "Pages are pictures; their text was recognised by a program and may be misread.",
        "pages_not_read": "Pages are pictures without readable text, and were not read.",
        "attachments_not_read": "The document carries others, which were not read.",
    }
)
"""What each warning code means; the only place where codes are defined."""

SERIOUS = frozenset({"not_a_meeting_report", "not_yet_held", "several_meetings", "pages_not_read"})
"""Codes with which a record is `partial`: it does not cover what the text holds."""
