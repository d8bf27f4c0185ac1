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
        self._short = {phrase: meaning for phrase, meaning in phrases.items() if len(phrase) < _KEY}
        self._lengths = sorted({len(phrase) for phrase in self._short}, reverse=True)
        rows: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            if phrase not in self._short:
                rows.setdefault(phrase[:_KEY], []).append(phrase)
        # For each key its phrases, looked for at once, and each with its length and its meaning.
        self._long = {
            key: (tuple(row), [(phrase, len(phrase), phrases[phrase]) for phrase in row]) for key, row in rows.items()
        }

    def at(self, lower: str, start: int, limit: int) -> tuple[int, V] | None:
        """End and meaning of the longest phrase that begins at `start` of a folded text and ends by `limit`, or None."""
        found = self._long.get(lower[start : start + _KEY])
        if found is not None and lower.startswith(found[0], start):
            for phrase, length, meaning in found[1]:
                end = start + length
                if end <= limit and lower[start:end] == phrase and not lower[end : end + 1].isalnum():
                    return end, meaning
        for length in self._lengths:
            end = start + length
            if lower[start:end] in self._short and end <= limit and not lower[end : end + 1].isalnum():
                return end, self._short[lower[start:end]]
        return None
