"""Cues: the words that tell what a sentence of a meeting report is about.

A cue entry lists phrases, and phrases that contain them but mean something else
(`unless`). All files of `rules/cues/` are compiled into one matcher, so that a
text is scanned once however large the vocabulary grows (see `phrases`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from extractor.rules import read
from extractor.rules.phrases import PhraseEntry, PhraseMatcher

Role = Literal[
    "meeting",  # nouns and phrases that name a meeting
    "hold",  # verbs of holding a meeting
    "organizer",  # phrases behind or before which the body stands that holds the meeting
    "attendance",  # phrases that open a list of those present
    "chair",  # phrases that say who chairs
    "secretary",  # phrases that say who keeps the minutes
    "report",  # somebody reports or presents
    "issue",  # difficulties, petitions, debate
    "conclusion",  # somebody concludes, directs, closes
    "order",  # verbs that govern a conclusion: ask, request, order, acknowledge
    "speech",  # verbs of saying
    "slogan",  # theme, motto
    "post",  # posts, by rank
    "honorific",  # words before a person's name
    "group",  # groups that speak together
    "vote",  # outcomes of a vote, and that there was one
    "transition",  # words that open a point and belong to none
    "coverage",  # how the press writes when its subject is no meeting that took place
]


class CueEntry(PhraseEntry):
    """One entry of a cue file; `kind` tells cues of one role apart where a field needs it."""

    role: Role
    kind: str = ""


class Cue(NamedTuple):
    """A cue found: span of the folded text, and the entry that lists it."""

    start: int
    end: int
    role: Role
    kind: str
    rule: str


class CueMatcher(PhraseMatcher[tuple[Role, str, str]]):
    """Finds the cues of many entries in one pass over a text."""

    def __init__(self, entries: Iterable[CueEntry]) -> None:
        super().__init__((entry, (entry.role, entry.kind, entry.id)) for entry in entries)

    def find(self, lower: str, start: int = 0, end: int | None = None) -> list[Cue]:
        """The cues in the span of `lower` (a folded text in lower case), by start, longest first."""
        # As `Cue(…)` does, without the call of Python code that doubles its cost.
        make = tuple.__new__
        return [
            make(Cue, (first, last, role, kind, rule))
            for first, last, (role, kind, rule) in self.matches(lower, start, end)
        ]


@cache
def entries() -> tuple[CueEntry, ...]:
    """Every entry of every file of `rules/cues/`, files in alphabetical order."""
    folder = files(__package__) / "cues"
    names = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(entry for name in names for entry in read(f"cues/{name}", CueEntry))


@cache
def matcher() -> CueMatcher:
    """The matcher of the shipped cues but those of groups."""
    return CueMatcher(entry for entry in entries() if entry.role != "group")


@cache
def group_matcher() -> CueMatcher:
    """The matcher of the shipped cues of groups, which stand everywhere and matter in few sentences."""
    return CueMatcher(entry for entry in entries() if entry.role == "group")
