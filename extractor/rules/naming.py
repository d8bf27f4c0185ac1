"""The words that names of bodies, posts and persons are made of (`rules/naming.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.rules import Entry, read
from extractor.text import SourceText

Kind = Literal[
    "head",
    "group",
    "role",
    "people",
    "quantifier",
    "lead",
    "honorific",
    "post",
    "modifier",
    "unit",
    "stop",
    "adverbial",
    "level",
    "meeting",
    "surname",
    "place",
]
_WORD = re.compile(r"\w+")


class NamingEntry(Entry):
    """Words of one kind; `weight` tells posts that name a body (0) from ranks (2)."""

    kind: Kind
    words: tuple[str, ...]
    weight: int = 0


# Weights of heads: a short form that counts in capitals only; words that begin like a body and are none.
SHORT_FORM, NO_BODY = 5, 9


class Lexicon:
    """Phrases looked up at a place of a folded text in lower case, the longest first."""

    def __init__(self, phrases: dict[str, int]) -> None:
        by_first: dict[str, list[tuple[str, int]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            word = _WORD.match(phrase)
            by_first.setdefault(word.group() if word else phrase[0], []).append((phrase, phrases[phrase]))
        self._by_first = by_first
        # Most places are told to begin no phrase by two letters, without looking for the end of the word.
        self._begins = frozenset(phrase[:2] for phrase in phrases)
        self._letters = frozenset(first for first in by_first if len(first) == 1)

    def at(self, lower: str, start: int, limit: int) -> tuple[int, int] | None:
        """End and weight of the longest phrase that begins at `start` and ends by `limit`, or None."""
        if lower[start : start + 2] not in self._begins and lower[start : start + 1] not in self._letters:
            return None
        word = _WORD.match(lower, start, limit)
        if word is None:
            return None
        for phrase, weight in self._by_first.get(word.group(), ()):
            end = start + len(phrase)
            if end <= limit and lower.startswith(phrase, start) and not lower[end : end + 1].isalnum():
                return end, weight
        return None


@cache
def entries() -> tuple[NamingEntry, ...]:
    """The entries of `naming.toml`."""
    return read("naming", NamingEntry)


@cache
def lexicon(*kinds: Kind) -> Lexicon:
    """The phrases of some kinds together; a phrase of several entries has the weight of the last."""
    phrases = {SourceText.of(word).lower: e.weight for e in entries() if e.kind in kinds for word in e.words}
    return Lexicon(phrases)


def head_at(folded: str, lower: str, start: int, limit: int, *, groups: bool = False) -> int | None:
    """End of the head of a body's name that begins at `start`, with `groups` also of a noun for a group; or None."""
    found = (lexicon("head", "group") if groups else lexicon("head")).at(lower, start, limit)
    if found is None or found[1] == NO_BODY:
        return None
    if found[1] == SHORT_FORM and not folded[start : found[0]].rstrip(".").isupper():
        return None
    return found[0]
