"""Provinces and cities under central government, found in a text by name and date."""

from __future__ import annotations

from datetime import date
from functools import cache

from extractor.language.phrase_index import PhraseIndex, Words
from extractor.rules.places import Place, places

# The head nouns of places below or beside a province: behind them a name is not the province's.
_LOWER = frozenset({"huyện", "quận", "xã", "phường", "trấn", "thôn", "đường", "phố", "cộng", "sản"})
# Behind these two words stands a city: a central one, or one inside a province that may bear the province's name.
_CITY = frozenset({"thành phố", "thành ủy", "thành đoàn"})


@cache
def _index() -> PhraseIndex[Place]:
    return PhraseIndex((name, place) for place in places() for name in place.names)


@cache
def _by_name() -> dict[str, Place]:
    return {place.name: place for place in places()}


def place_at(words: Words, at: int, on: date | None = None) -> tuple[int, Place] | None:
    """The province or central city whose name begins at word number `at`, and the number of its words.

    None where the word before makes it a district, a commune, or a city inside a province.
    """
    found = _index().longest(words, at)
    if not found:
        return None
    count, (place, *_) = found
    before = words.lower[at - 1] if at else ""
    if at > 1 and f"{words.lower[at - 2]} {before}" in _CITY:
        began = on is None or place.since is None or on >= place.since
        return (count, place) if place.is_city and began else None
    if before in _LOWER or (before == "xã" and at > 1 and words.lower[at - 2] == "thị"):
        return None
    return count, place


@cache
def first_words() -> frozenset[str]:
    """The words with which the places begin that are no more; a name without any of them names none of those."""
    return frozenset(name.lower().split()[0] for p in places() if p.successor for name in p.names)


def today(place: Place) -> Place:
    """The province or central city that `place` is, or is part of, today."""
    return _by_name()[place.successor] if place.successor else place
