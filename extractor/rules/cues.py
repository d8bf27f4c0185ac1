"""Cues: the words that tell what a sentence of a meeting report is about.

A cue entry lists phrases, and phrases that contain them but mean something else
(`unless`). All files of `rules/cues/` are compiled into one trie of phrases, so
that a text is scanned once however large the vocabulary grows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from extractor.rules import Entry, read
from extractor.text import SourceText

Role = Literal[
    "meeting",  # nouns and phrases that name a meeting
    "hold",  # verbs of holding a meeting
    "organizer",  # phrases behind or before which the body stands that holds the meeting
    "attendance",  # phrases that open a list of those present
    "chair",  # phrases that say who chairs
    "report",  # somebody reports or presents
    "issue",  # difficulties, petitions, debate
    "conclusion",  # somebody concludes, directs, closes
    "order",  # verbs that govern a conclusion: ask, request, order, acknowledge
    "speech",  # verbs of saying
    "slogan",  # theme, motto
    "post",  # posts, by rank
    "honorific",  # words before a person's name
    "group",  # groups that speak together
    "transition",  # words that open a point and belong to none
]


class CueEntry(Entry):
    """One entry of a cue file; `kind` tells cues of one role apart where a field needs it."""

    role: Role
    kind: str = ""
    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: span of the folded text, and the entry that lists it."""

    start: int
    end: int
    role: Role
    kind: str
    rule: str


class CueMatcher:
    """Finds the cues of many entries in one pass over a text."""

    def __init__(self, entries: tuple[CueEntry, ...]) -> None:
        listed: dict[str, list[CueEntry]] = {}
        barred: dict[str, set[str]] = {}
        for entry in entries:
            for phrase in entry.cues:
                listed.setdefault(SourceText.of(phrase).lower, []).append(entry)
            for phrase in entry.unless:
                barred.setdefault(SourceText.of(phrase).lower, set()).add(entry.id)
        phrases = listed.keys() | barred.keys()
        self._pattern = re.compile(rf"(?<!\w)(?={_trie(phrases)}(?!\w))")
        # What the longest match at a place tells also of the shorter phrases that begin there.
        self._found = {p: _prefixes(p, listed) for p in phrases}
        self._barred = {p: _barred_by(p, barred) for p in phrases}

    def find(self, lower: str) -> list[Cue]:
        """The cues of `lower` (a folded text in lower case), by start, longest first."""
        cues: list[Cue] = []
        bars: list[tuple[int, frozenset[str]]] = []
        for match in self._pattern.finditer(lower):
            phrase, start = match[1], match.start()
            if barred := self._barred[phrase]:
                bars += [(start + length, ids) for length, ids in barred]
            bars = [bar for bar in bars if bar[0] > start]
            for length, entry in self._found[phrase]:
                end = start + length
                if not any(end <= until and entry.id in ids for until, ids in bars):
                    cues.append(Cue(start, end, entry.role, entry.kind, entry.id))
        return cues


def _prefixes(phrase: str, listed: dict[str, list[CueEntry]]) -> list[tuple[int, CueEntry]]:
    """The entries of `phrase` and of those of its beginnings that end at a word; of each entry the longest."""
    lengths = [len(phrase), *(m.start() for m in reversed(list(re.finditer(r"\b(?=\W)", phrase))))]
    longest: dict[str, tuple[int, CueEntry]] = {}
    for length in lengths:
        for entry in listed.get(phrase[:length], ()):
            longest.setdefault(entry.id, (length, entry))
    return list(longest.values())


def _barred_by(phrase: str, barred: dict[str, set[str]]) -> list[tuple[int, frozenset[str]]]:
    return [(len(b), frozenset(ids)) for b, ids in barred.items() if phrase == b or phrase.startswith(b + " ")]


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


@cache
def entries() -> tuple[CueEntry, ...]:
    """Every entry of every file of `rules/cues/`, files in alphabetical order."""
    folder = files(__package__) / "cues"
    names = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(entry for name in names for entry in read(f"cues/{name}", CueEntry))


@cache
def matcher() -> CueMatcher:
    """The matcher of the shipped cues."""
    return CueMatcher(entries())
