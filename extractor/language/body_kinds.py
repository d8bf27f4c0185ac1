"""Kinds of bodies, found by the words that their names begin with (`rules/bodies.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from pydantic import Field

from extractor.language.phrase_index import PhraseIndex, Words
from extractor.language.places import place_at
from extractor.rules import Entry, read

Kind = Literal[
    "party",
    "government",
    "council",
    "ministry",
    "department",
    "agency",
    "front",
    "mass_organisation",
    "armed_forces",
    "police",
    "court",
    "procuracy",
    "school",
    "university",
    "hospital",
    "institute",
    "firm",
    "bank",
    "cooperative",
    "association",
    "press",
    "religious",
    "residents",
    "foreign",
    "group",
    "other",
]
Level = Literal["central", "province", "district", "commune", "unit"]
GROUP: Final = "group"
"""Id of the entry whose names are nouns for groups, and not the beginnings of names."""


class BodyKind(Entry):
    """Bodies whose names begin alike; see the head of the rules file for each key."""

    names: tuple[str, ...]
    variants: dict[str, str] = Field(default_factory=dict)
    kind: Kind | None = None
    level: Level | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    body: bool = True

    def stood(self, on: date) -> bool:
        """Whether bodies bore these names on that day."""
        return (self.since is None or on >= self.since) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a body's name: its official spelling, its number of words in the text, and its entry."""

    official: str
    count: int
    entry: BodyKind


@cache
def body_kinds() -> tuple[BodyKind, ...]:
    """All entries of `rules/bodies.toml`."""
    return read("bodies", BodyKind)


@cache
def _index() -> PhraseIndex[tuple[str, BodyKind]]:
    return PhraseIndex(
        (wording, (official, entry))
        for entry in body_kinds()
        for wording, official in (*zip(entry.names, entry.names, strict=True), *entry.variants.items())
    )


def _choose(values: Sequence[tuple[str, BodyKind]], on: date | None) -> tuple[str, BodyKind]:
    """The value valid on the day; without a day one that still stands; else the first."""
    if len(values) == 1:
        return values[0]
    fitting = (v for v in values if (v[1].stood(on) if on else v[1].until is None))
    return next(fitting, values[0])


def head_at(words: Words, at: int = 0, on: date | None = None) -> Head | None:
    """The longest known beginning of a body's name at word number `at`; None where nothing is known.

    A province's name right behind counts as if "tỉnh" or "thành phố" stood
    before it: "Cục Thuế Bắc Kạn" is known by "Cục Thuế tỉnh".
    """
    found = _index().longest(words, at)
    if not found:
        return None
    count, values = found
    official, entry = _choose(values, on)
    if place := place_at(words, at + count, on):
        titled = _index().get(f"{official} {place[1].title}")
        entry = _choose(titled, on)[1] if titled else entry
    return Head(official, count, entry)


def _wordings(entries: Iterable[BodyKind]) -> tuple[str, ...]:
    found = {wording.lower() for entry in entries for wording in (*entry.names, *entry.variants)}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def spelled_heads() -> tuple[str, ...]:
    """What names of single bodies begin with, spelled out, in lower case, longest first."""
    return _wordings(entry for entry in body_kinds() if entry.body and entry.id != GROUP)


@cache
def group_phrases() -> tuple[str, ...]:
    """Nouns for groups of bodies or people ("sở, ban, ngành"), in lower case, longest first."""
    return _wordings(entry for entry in body_kinds() if entry.id == GROUP)
