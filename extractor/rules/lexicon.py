"""Phrases looked up at a place of a text, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

V = TypeVar("V")
# Phrases are kept by so many of their first letters, the few shorter ones by all that they have.
_KEY = 3


class Lexicon(Generic[V]):
    """What phrases mean, by phrase in lower case."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._phrases = dict(phrases)
        self._short = sorted({len(phrase) for phrase in phrases if len(phrase) < _KEY}, reverse=True)
        rows: dict[str, list[str]] = {}
        for phrase in phrases:
            if len(phrase) >= _KEY:
                rows.setdefault(phrase[:_KEY], []).append(phrase)
        # For each key its phrases, looked for at once, and how long a phrase is that may begin with it, the longest first.
        self._long = {
            key: (tuple(row), [*sorted({len(phrase) for phrase in row}, reverse=True), *self._short])
            for key, row in rows.items()
        }

    def at(self, lower: str, start: int, limit: int) -> tuple[int, V] | None:
        """End and meaning of the longest phrase that begins at `start` of a folded text and ends by `limit`, or None."""
        key = lower[start : start + _KEY]
        found = self._long.get(key)
        if found is not None and lower.startswith(found[0], start):
            lengths = found[1]
        elif key.isalnum() and len(key) == _KEY:
            return None  # no shorter phrase ends within a word
        else:
            lengths = self._short
        for length in lengths:
            end = start + length
            if lower[start:end] in self._phrases and end <= limit and not lower[end : end + 1].isalnum():
                return end, self._phrases[lower[start:end]]
        return None
