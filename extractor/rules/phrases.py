"""Phrases of many entries found in one pass over a text, however large the vocabulary grows.

An entry lists phrases, and phrases that contain them but mean something else
(`unless`). All phrases are compiled into one trie.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Generic, TypeVar

from extractor.rules import Entry
from extractor.text import SourceText


class PhraseEntry(Entry):
    """One entry: `cues` are its phrases, `unless` the longer ones in which they do not count."""

    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()


_WORD_END = re.compile(r"\b(?=\W)")

P = TypeVar("P", bound=PhraseEntry)


class PhraseMatcher(Generic[P]):
    """Finds the phrases of many entries in one pass over a text."""

    def __init__(self, entries: Iterable[P]) -> None:
        listed: dict[str, list[P]] = {}
        barred: dict[str, set[str]] = {}
        for entry in entries:
            for phrase in entry.cues:
                listed.setdefault(SourceText.of(phrase).lower, []).append(entry)
            for phrase in entry.unless:
                barred.setdefault(SourceText.of(phrase).lower, set()).add(entry.id)
        phrases = listed.keys() | barred.keys()
        # A set of first letters lets `re` skip quickly; from behind such a letter the phrase is looked at from its start.
        first = "".join(map(re.escape, {phrase[0] for phrase in phrases}))
        self._pattern = re.compile(rf"[{first}](?<!\w.)(?<=(?={_trie(phrases)}(?!\w)).)")
        # What the longest match at a place tells also of the shorter phrases that begin there.
        self._told = {p: (_prefixes(p, listed), _barred_by(p, barred)) for p in phrases}

    def matches(self, lower: str, start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int, P]]:
        """Start, end and entry of the phrases in the span of `lower` (a folded text in lower case), by start, longest first."""
        found: list[tuple[int, int, P]] = []
        bars: list[tuple[int, frozenset[str]]] = []
        for match in self._pattern.finditer(lower, start, end):
            at = match.start()
            told, barred = self._told[match[1]]
            if bars or barred:
                bars = [bar for bar in bars if bar[0] > at]
                bars += [(at + length, ids) for length, ids in barred]
            for length, entry in told:
                last = at + length
                if not bars or not any(last <= until and entry.id in ids for until, ids in bars):
                    found.append((at, last, entry))
        return found

    def at(self, lower: str, start: int, end: int = sys.maxsize) -> tuple[int, P] | None:
        """End and entry of the longest phrase that begins at `start` and ends by `end`; None where none does, or none that counts."""
        match = self._pattern.match(lower, start, end)
        listed = self._told[match[1]][0] if match else None
        return (start + listed[0][0], listed[0][1]) if listed else None


def _prefixes(phrase: str, listed: dict[str, list[P]]) -> list[tuple[int, P]]:
    """The entries of `phrase` and of those of its beginnings that end at a word; of each entry the longest."""
    longest: dict[str, tuple[int, P]] = {}
    for beginning in _beginnings(phrase):
        for entry in listed.get(beginning, ()):
            longest.setdefault(entry.id, (len(beginning), entry))
    return list(longest.values())


def _barred_by(phrase: str, barred: dict[str, set[str]]) -> list[tuple[int, frozenset[str]]]:
    """Length, and the ids of the entries that it bars, of `phrase` and of its beginnings that end at a word."""
    return [(len(b), frozenset(barred[b])) for b in _beginnings(phrase) if b in barred]


def _beginnings(phrase: str) -> list[str]:
    """`phrase` and its beginnings that end at a word, longest first."""
    return [phrase, *(phrase[: m.start()] for m in reversed(list(_WORD_END.finditer(phrase))))]


def _trie(phrases: set[str]) -> str:
    """A group that matches the longest of `phrases`; common beginnings are written once."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for phrase in phrases:
        node = root
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}

    def write(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [re.escape(char) + write(child) for char, child in sorted(node.items()) if char]
        if not branches:
            return ""
        # A phrase may end here only at the end of a word, and only if nothing longer fits.
        body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return f"(?:{body}|(?!\\w))" if "" in node else body

    return f"({write(root)})"
