"""What kind of formal paper a title tells (`papers.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.rules import Entry, read

Kind = Literal["minutes", "notice", "ahead", "other"]


class PaperEntry(Entry):
    """A kind of paper: words that open its title, words of which one stands in it, words of which none does."""

    kind: Kind
    opens: tuple[str, ...]
    about: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[tuple[PaperEntry, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            entry,
            _any(entry.opens),
            _any(entry.about) if entry.about else None,
            _any(entry.unless) if entry.unless else None,
        )
        for entry in read("papers", PaperEntry)
    )


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def paper_of(title: str) -> PaperEntry | None:
    """The paper that `title` (folded, in lower case, with its line ends) tells of; None for a headline."""
    title = title.lstrip("#* ")
    for entry, opens, about, unless in _patterns():
        if (
            opens.match(title)
            and (about is None or about.search(title))
            and (unless is None or not unless.search(title))
        ):
            return entry
    return None


@cache
def openings() -> re.Pattern[str]:
    """The words that open the title of a paper, behind the marks of a heading."""
    return re.compile(rf"[#* ]{{0,9}}(?:{'|'.join(re.escape(p) for entry, *_ in _patterns() for p in entry.opens)})\b")
