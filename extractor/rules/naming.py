"""The words that names of bodies, posts and persons are made of (`rules/naming.toml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from extractor.rules import Entry, read
from extractor.rules.lexicon import Lexicon
from extractor.rules.places import places
from extractor.text import SourceText

Kind = Literal[
    "head",
    "group",
    "role",
    "subject",
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


class NamingEntry(Entry):
    """Words of one kind; `weight` tells posts that name a body (0) from ranks (2)."""

    kind: Kind
    words: tuple[str, ...]
    weight: int = 0


# Weights of heads: a short form that counts in capitals only; a noun that is one only in capitals and before a name;
# words that begin like a body and are none.
SHORT_FORM, NAMED, NO_BODY = 5, 6, 9


@cache
def entries() -> tuple[NamingEntry, ...]:
    """The entries of `naming.toml`, those of places with the provinces and cities of `places.toml`."""
    provinces = tuple(name for place in places() for name in place.names)
    return tuple(
        entry.model_copy(update={"words": (*entry.words, *provinces)}) if entry.kind == "place" else entry
        for entry in read("naming", NamingEntry)
    )


@cache
def lexicon(*kinds: Kind) -> Lexicon[int]:
    """The phrases of some kinds together; a phrase of several entries has the weight of the last."""
    phrases = {SourceText.of(word).lower: e.weight for e in entries() if e.kind in kinds for word in e.words}
    return Lexicon(phrases)


@cache
def family_names() -> frozenset[str]:
    """The family names, capitalised, by which a person is known without a post or an honorific beside them."""
    return frozenset(word.capitalize() for e in entries() if e.kind == "surname" and not e.weight for word in e.words)


@cache
def rare_family_names() -> frozenset[str]:
    """The family names, capitalised, that are mostly other words: a person bears them only where an honorific tells."""
    return frozenset(word.capitalize() for e in entries() if e.kind == "surname" and e.weight for word in e.words)


def _is_named(folded: str, lower: str, at: int, limit: int) -> bool:
    """Whether a name or what tells the place follows a noun: "Thống kê Sông Lam", "Thi hành án dân sự tỉnh"."""
    return at < limit and (folded[at].isupper() or lexicon("level").at(lower, at, limit) is not None)


def head_at(folded: str, lower: str, start: int, limit: int, *, groups: bool = False) -> int | None:
    """End of the head of a body's name that begins at `start`, with `groups` also of a noun for a group; or None."""
    found = (lexicon("head", "group") if groups else lexicon("head")).at(lower, start, limit)
    if found is None or found[1] == NO_BODY:
        return None
    if found[1] == SHORT_FORM and not folded[start : found[0]].rstrip(".").isupper():
        return None
    if found[1] == NAMED and folded and not (folded[start].isupper() and _is_named(folded, lower, found[0] + 1, limit)):
        return None
    return found[0]
