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
        self._long: dict[str, list[tuple[str, int, V]]] = {}
        self._short: dict[str, V] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            if len(phrase) < _KEY:
                self._short[phrase] = phrases[phrase]
            else:
                self._long.setdefault(phrase[:_KEY], []).append((phrase, len(phrase), phrases[phrase]))
        self._lengths = sorted({len(phrase) for phrase in self._short}, reverse=True)

    def at(self, lower: str, start: int, limit: int) -> tuple[int, V] | None:
        """End and meaning of the longest phrase that begins at `start` of a folded text and ends by `limit`, or None."""
        rows = self._long.get(lower[start : start + _KEY])
        if rows is not None:
            for phrase, length, meaning in rows:
                if lower.startswith(phrase, start):
                    end = start + length
                    if end <= limit and not lower[end : end + 1].isalnum():
                        return end, meaning
        if self._short:
            for length in self._lengths:
                end = start + length
                if lower[start:end] in self._short and end <= limit and not lower[end : end + 1].isalnum():
                    return end, self._short[lower[start:end]]
        return None
