"""Phrases of many entries found in one pass over a text, however large the vocabulary grows.

An entry lists phrases, and phrases that contain them but mean something else
(`unless`). All phrases are compiled into one automaton.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

import ahocorasick

from extractor.rules import Entry
from extractor.text import SourceText


class PhraseEntry(Entry):
    """One entry: `cues` are its phrases, `unless` the longer ones in which they do not count."""

    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()


_WORD_END = re.compile(r"\b(?=\W)")

T = TypeVar("T")

# Characters of a phrase; for each entry that it tells of: characters, its id and its meaning; and for each that it bars: characters and its id.
_Told = tuple[tuple[int, str, T], ...]
_Barred = tuple[tuple[int, str], ...]
_Phrase = tuple[int, _Told[T], _Barred]


class _Within(dict[str, bool]):
    """Whether a character stands within words, found out once a character."""

    def __missing__(self, char: str) -> bool:
        within = self[char] = char.isalnum() or char == "_"
        return within


_within_words = _Within()


class PhraseMatcher(Generic[T]):
    """Finds the phrases of many entries in one pass over a text, by an Aho-Corasick automaton."""

    def __init__(self, entries: Iterable[tuple[PhraseEntry, T]]) -> None:
        """Take the entries, each with what it means."""
        listed: dict[str, list[tuple[str, T]]] = {}
        barred: dict[str, set[str]] = {}
        for entry, meaning in entries:
            for phrase in entry.cues:
                listed.setdefault(SourceText.of(phrase).lower, []).append((entry.id, meaning))
            for phrase in entry.unless:
                barred.setdefault(SourceText.of(phrase).lower, set()).add(entry.id)
        self._automaton = ahocorasick.Automaton()
        for phrase in listed.keys() | barred.keys():
            # What the longest phrase at a place tells also of the shorter ones that begin there.
            self._automaton.add_word(phrase, (len(phrase), _prefixes(phrase, listed), _barred_by(phrase, barred)))
        self._automaton.make_automaton()

    def matches(self, lower: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, T]]:
        """Start, end and meaning of the phrases in the span of `lower` (a folded text in lower case), by start, longest first."""
        found: list[tuple[int, int, T]] = []
        until: dict[str, int] = {}  # up to where the phrases of an entry do not count, by its id
        longest = self._longest(lower, start, len(lower) if end is None else end)
        for at in sorted(longest):
            _, told, barred = longest[at]
            for length, name in barred:
                until[name] = max(until.get(name, 0), at + length)
            for length, name, meaning in told:
                last = at + length
                if name not in until or last > until[name]:
                    found.append((at, last, meaning))
        return found

    def _longest(self, lower: str, start: int, end: int) -> dict[int, _Phrase[T]]:
        """The longest phrases that stand in the span as whole words, by where they begin."""
        longest: dict[int, _Phrase[T]] = {}
        # With what stands before it; behind it whatever ends a word, as the span does.
        text = f"{lower[start - 1] if start else ' '}{lower[start:end]} "
        within = _within_words
        for last, phrase in self._automaton.iter(text):
            before = last - phrase[0]
            if not (within[text[before]] or within[text[last + 1]]):
                longest[start + before] = phrase  # of those with one beginning the longest comes last
        return longest


def _prefixes(phrase: str, listed: dict[str, list[tuple[str, T]]]) -> _Told[T]:
    """The entries of `phrase` and of those of its beginnings that end at a word; of each entry the longest."""
    longest: dict[str, tuple[int, str, T]] = {}
    for beginning in _beginnings(phrase):
        for name, meaning in listed.get(beginning, ()):
            longest.setdefault(name, (len(beginning), name, meaning))
    return tuple(longest.values())


def _barred_by(phrase: str, barred: dict[str, set[str]]) -> _Barred:
    """Of `phrase` and its beginnings that end at a word: length and id for each entry that they bar; of each entry the longest."""
    longest: dict[str, int] = {}
    for beginning in _beginnings(phrase):
        for name in sorted(barred.get(beginning, ())):
            longest.setdefault(name, len(beginning))
    return tuple((length, name) for name, length in longest.items())


def _beginnings(phrase: str) -> list[str]:
    """`phrase` and its beginnings that end at a word, longest first."""
    return [phrase, *(phrase[: m.start()] for m in reversed(list(_WORD_END.finditer(phrase))))]
