"""Headings of the parts of formal papers (`sections.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.rules import Entry, read

Part = Literal["present", "report", "opinions", "answers", "assessment", "conclusions", "votes"]


class SectionEntry(Entry):
    """What opens a part of a paper: words at the beginning of its heading, or anywhere in a line that ends with a colon."""

    part: Part
    opens: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[tuple[SectionEntry, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (entry, _any(entry.opens or entry.tells), _any(entry.unless) if entry.unless else None)
        for entry in read("sections", SectionEntry)
    )


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def section_of(heading: str) -> SectionEntry | None:
    """The part that a heading opens, in lower case and without its number; None where it tells none."""
    announces = heading.endswith(":")
    for entry, words, unless in _patterns():
        found = words.match(heading) if entry.opens else words.search(heading) if announces else None
        if found and (unless is None or not unless.match(heading)):
            return entry
    return None
