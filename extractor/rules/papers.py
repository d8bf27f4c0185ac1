"""What kind of formal paper a title tells (`papers.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.patterns import any_phrase, whole_phrases
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
            whole_phrases(entry.opens),
            whole_phrases(entry.about) if entry.about else None,
            whole_phrases(entry.unless) if entry.unless else None,
        )
        for entry in read("papers", PaperEntry)
    )


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
    return re.compile(rf"[#* ]{{0,9}}{any_phrase(words for entry, *_ in _patterns() for words in entry.opens)}\b")
