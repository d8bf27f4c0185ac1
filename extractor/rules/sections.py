"""Headings of the parts of formal papers (`sections.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.patterns import whole_phrases
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
        (entry, whole_phrases(entry.opens or entry.tells), whole_phrases(entry.unless) if entry.unless else None)
        for entry in read("sections", SectionEntry)
    )


def section_of(heading: str) -> SectionEntry | None:
    """The part that a heading opens, in lower case and without its number; None where it tells none.

    The longest opening counts. What whoever presides says outweighs that they are present: "Chủ tọa kết luận:".
    """
    opened, length, told = None, 0, None
    for entry, words, unless in _patterns():
        if unless is not None and unless.match(heading):
            continue
        if not entry.opens:
            told = told or (entry if heading.endswith(":") and words.search(heading) else None)
        elif (found := words.match(heading)) is not None and found.end() > length:
            opened, length = entry, found.end()
    return told if told and (opened is None or opened.part == "present") else opened
