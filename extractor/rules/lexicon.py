"""Phrases looked up at a place of a text, the longest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"\w+")

V = TypeVar("V")


class Lexicon(Generic[V]):
    """What phrases mean, by phrase in lower case."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        by_first: dict[str, list[tuple[str, V]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            word = _WORD.match(phrase)
            by_first.setdefault(word.group() if word else phrase[0], []).append((phrase, phrases[phrase]))
        self._by_first = by_first
        # Most places are told to begin no phrase by two letters, without looking for the end of the word.
        self._begins = frozenset(phrase[:2] for phrase in phrases)
        self._letters = frozenset(first for first in by_first if len(first) == 1)

    def at(self, lower: str, start: int, limit: int) -> tuple[int, V] | None:
        """End and meaning of the longest phrase that begins at `start` of a folded text and ends by `limit`, or None."""
        if lower[start : start + 2] not in self._begins and lower[start : start + 1] not in self._letters:
            return None
        word = _WORD.match(lower, start, limit)
        if word is None:
            return None
        for phrase, meaning in self._by_first.get(word.group(), ()):
            end = start + len(phrase)
            if end <= limit and lower.startswith(phrase, start) and not lower[end : end + 1].isalnum():
                return end, meaning
        return None
