"""The one tree of exceptions that may leave the package."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of every error that the package raises on purpose."""


class RuleError(ExtractorError):
    """A vocabulary file is broken; names the file and the entry."""

    def __init__(self, file: str, entry: str | None, reason: str) -> None:
        self.file, self.entry, self.reason = file, entry, reason
        super().__init__(f"rules/{file}{f', entry {entry!r}' if entry else ''}: {reason}")
