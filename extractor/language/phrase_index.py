"""Phrases looked up word by word: the longest one that begins at a word.

Case, punctuation and "và" between the words do not count, so that "Lao động,
Thương binh & Xã hội" and "Lao động - Thương binh và Xã hội" are one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+")
_AND = "và"

V = TypeVar("V")


@dataclass(slots=True)
class Words:
    """The words of a text without "và", in lower case, and where each begins and ends in the text."""

    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lower)

    def add(self, text: str, start: int = 0) -> None:
        """The words of `text` behind those that are here; `start` is the offset at which `text` begins."""
        for match in _WORD.finditer(text):
            word = match[0].lower()
            if word != _AND:
                first, last = match.span()
                self.lower.append(word)
                self.starts.append(start + first)
                self.ends.append(start + last)

    def add_at(self, text: str, span: tuple[int, int]) -> None:
        """The words of `text`, which stand for what fills `span` of another text."""
        words = lower_words(text)
        self.lower += words
        self.starts += [span[0]] * len(words)
        self.ends += [span[1]] * len(words)


def words_of(text: str) -> Words:
    """The words of `text`, without "và"."""
    words = Words()
    words.add(text)
    return words


def lower_words(text: str) -> list[str]:
    """The words of `text` in lower case, without "và" and without their places."""
    return [word for word in _WORD.findall(text.lower()) if word != _AND]


class PhraseIndex(Generic[V]):
    """Values by phrase; several values may share one, in the order in which they were given."""

    def __init__(self, items: Iterable[tuple[str, V]]) -> None:
        self._values: dict[str, list[V]] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in items:
            words = lower_words(phrase)
            if not words:
                raise ValueError(f"a phrase without words: {phrase!r}")
            self._values.setdefault(" ".join(words), []).append(value)
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def longest(self, words: Words, at: int = 0) -> tuple[int, list[V]] | None:
        """How many words the longest phrase that begins at word number `at` has, and its values."""
        if at >= len(words.lower) or not (most := self._longest.get(words.lower[at])):
            return None
        ahead = words.lower[at : at + most]
        while ahead:
            if values := self._values.get(" ".join(ahead)):
                return len(ahead), values
            ahead.pop()
        return None

    def get(self, phrase: str) -> list[V]:
        """The values of exactly this phrase."""
        return self._values.get(" ".join(lower_words(phrase)), [])

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with this word, given in lower case."""
        return word in self._longest
