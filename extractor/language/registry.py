"""Bodies as a registry: what a name stands for on the day of the meeting, and what the body became.

`describe` spells a name out and says its kind, its level, and its successor.
The past is never rewritten: a name that stood on the day stays, and only
`successor` speaks of today.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractor.language.abbreviations import Abbreviation, abbreviations, expand, expansions
from extractor.language.body_kinds import (
    GROUP,
    BodyKind,
    Head,
    Kind,
    Level,
    body_kinds,
    group_phrases,
    head_at,
    spelled_heads,
)
from extractor.language.phrase_index import Words, lower_words, words_of
from extractor.language.places import first_words, place_at, today
from extractor.language.posts import before_name_at, honorifics, post_at, posts
from extractor.language.syllables import is_syllable
from extractor.rules.places import Place, places
from extractor.text import SourceText, readable

__all__ = [
    "Facts",
    "Kind",
    "Level",
    "before_name_at",
    "describe",
    "expand",
    "group_phrases",
    "head_length",
    "head_phrases",
    "honorifics",
    "post_at",
    "posts",
]

# "(PVN)", "(C04)": a gloss in capitals repeats the name in short.
_GLOSS = re.compile(r" ?\([^()a-zà-ỹđ]{2,12}\)")
# Counts and determiners before a group of bodies.
_MANY = re.compile(
    r"(?:(?:các|những|một số|một vài|nhiều|mọi|toàn thể|tất cả|đông đảo|đại diện|lãnh đạo|hơn|gần|trên|khoảng|cùng|hai|ba|\d[\d.]*) )+",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"các|những|một|nhiều|mọi|toàn thể|tất cả|đông đảo|hai|ba|\d", re.IGNORECASE)
# Names of units, and the level that they tell.
_UNITS: dict[str, Level] = {
    "tỉnh": "province",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "cấp huyện": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
    "thôn": "commune",
}
# "xã" is no commune in these pairs.
_NO_UNIT = frozenset({"xã hội", "tác xã", "tấn xã", "nông thôn"})
# Only where nothing smaller is named: "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh" is a province's.
_WHOLE_COUNTRY = frozenset({"trung ương", "việt nam", "quốc gia", "toàn quốc", "cả nước"})
# Where a body lies that is named before the comma: "Đảng ủy xã Tân Lập, tỉnh A".
_ADDRESS = re.compile(r", (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn) ", re.IGNORECASE)
_CITIES = frozenset({"thành phố", "thành ủy", "thành đoàn"})
_TITLES = frozenset({"tỉnh", "phố"})
_UNIT_TITLE = re.compile(
    r"(?:Tỉnh|TỈNH|Thành phố|THÀNH PHỐ|Huyện|HUYỆN|Quận|QUẬN|Thị xã|THỊ XÃ|Xã|XÃ|Phường|PHƯỜNG)(?= [A-ZÀ-ÝĂĐƠƯ\d]|$)"
)
# The bodies of which every province has one: they went the way of their province.
_TERRITORIAL: frozenset[Kind | None] = frozenset(
    {
        "party",
        "government",
        "council",
        "department",
        "agency",
        "front",
        "mass_organisation",
        "armed_forces",
        "police",
        "court",
        "procuracy",
    }
)
# Of these a province's name far behind the head tells nothing: "Đảng ủy Than Quảng Ninh" is a firm's.
_BRANCHED: frozenset[Kind | None] = frozenset({"party", "mass_organisation", "group"})
_REST = "…"
_WORD = re.compile(r"[^\W\d_]{2,}")
# A province that became part of a city is led by a city's committee.
_SEAT = re.compile(r"Tỉnh (ủy|đoàn)")
# Longer than the head of any name, in characters.
_REACH = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a body: its full name on the day, its kind and level, and the body it became, if it did."""

    canonical: str
    kind: Kind | None
    level: Level | None
    successor: str | None


def describe(name: str, on: date | None) -> Facts:
    """The facts about the body called `name` on the day `on` (None where the day is unknown).

    `canonical` has the abbreviations spelled out, glosses left out, and the
    official spelling of what is known; what is not known stays as it stands.
    """
    return _describe(name, bisect_right(_turns(), on) if on else None)


@cache
def _turns() -> tuple[date, ...]:
    """The days on which any name or place began, or ceased, to stand: between two of them all facts are the same."""
    days: set[date] = set()
    entries: tuple[BodyKind | Place, ...] = (*body_kinds(), *places())
    for entry in (*entries, *abbreviations()):
        days |= {entry.since} if entry.since else set()
        days |= {entry.until + timedelta(days=1)} if entry.until else set()
    return tuple(sorted(days))


@lru_cache(maxsize=8192)
def _describe(name: str, period: int | None) -> Facts:
    on = None
    if period is not None:
        on = _turns()[period - 1] if period else _turns()[0] - timedelta(days=1)
    plain = _GLOSS.sub("", SourceText.of(readable(name)).folded)
    spelled = expand(plain, on)
    words = words_of(spelled)
    many = _MANY.match(spelled)
    first = bisect_left(words.starts, many.end()) if many else 0
    head = head_at(words, first, on)
    if head is None or not head.entry.body:
        return Facts(spelled, GROUP if many and _PLURAL.search(many.group()) else None, None, None)
    spelled_name = _Name(spelled, words, first + head.count)
    level = _level(spelled_name, head, on)
    if first or head.entry.id == GROUP:
        return Facts(spelled, GROUP if head.entry.kind == "other" else head.entry.kind, level, None)
    canonical = _official(spelled_name, head)
    if plain.isupper():
        canonical = _WORD.sub(_in_small, canonical)
    return Facts(canonical, head.entry.kind, level, _successor(canonical, head, level))


def _in_small(word: re.Match[str]) -> str:
    """A word in capitals as names are written, where it is a syllable of Vietnamese: short forms are none."""
    return word[0].capitalize() if word[0].isupper() and is_syllable(word[0].lower()) else word[0]


class _Name(NamedTuple):
    """A name spelled out, its words, and the number of the first word behind its head."""

    text: str
    words: Words
    behind: int


def _level(name: _Name, head: Head, on: date | None) -> Level | None:
    """The level: the entry's where it is fixed, else that of the first unit or body named behind the head."""
    fixed, words = head.entry.level, name.words
    if fixed in ("central", "unit"):
        return fixed
    # Where nothing is fixed, the unit may be the last word of the head itself: "Đảng bộ thành phố".
    first = name.behind if fixed else max(name.behind - 2, 0)
    address = _ADDRESS.search(name.text)
    lies = bisect_left(words.starts, address.start()) if address else len(words)
    for at in (*range(first, lies), *(() if fixed else range(lies, len(words)))):
        if level := _unit_level(name, at, on):
            return level
        if (at == name.behind or head.entry.kind not in _BRANCHED) and place_at(words, at, on):
            return "province"
        if at >= name.behind and (inner := head_at(words, at, on)) and inner.count > 1 and inner.entry.level:
            return inner.entry.level
    return fixed or ("central" if _names_whole_country(words.lower[max(name.behind - 2, 0) :]) else None)


def _names_whole_country(words: list[str]) -> bool:
    return any(f"{first} {second}" in _WHOLE_COUNTRY for first, second in pairwise(words))


def _unit_level(name: _Name, at: int, on: date | None) -> Level | None:
    """The level of the unit or place named at word number `at`; None where none is, or it could be of two levels."""
    words = name.words.lower
    word, pair = words[at], " ".join(words[at : at + 2])
    if pair in _CITIES:
        if words[at + 2 : at + 4] == ["thành", "phố"]:
            return None
        if place_at(name.words, at + 2, on):
            return "province"
        return "district" if at + 2 < len(words) and name.text[name.words.starts[at + 2]].isupper() else None
    if pair in _NO_UNIT or (at and f"{words[at - 1]} {word}" in _NO_UNIT):
        return None
    return _UNITS.get(pair) or _UNITS.get(word)


def _official(name: _Name, head: Head) -> str:
    """The name with the official spelling of its head, and of the heads, provinces and units that stand behind it."""
    rest = "".join(_respelled(name))
    if head.entry.kind in _TERRITORIAL:
        rest = _UNIT_TITLE.sub(lambda match: match[0].lower(), rest)
    elif not any(map(str.isupper, name.text)):
        # "doanh nghiệp bưu chính": a description, and nobody's name.
        return name.text[: name.words.ends[name.behind - 1]] + rest
    spelled = head.official[0].upper() + head.official[1:] + rest
    return spelled.replace("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")


def _respelled(name: _Name) -> Iterator[str]:
    """What stands behind the head, piece by piece, with the official spelling of the bodies and provinces in it."""
    text, words, at = name.text, name.words, name.behind
    done = words.ends[at - 1]
    while at < len(words):
        official, count = _inner(words, at)
        first, last = words.starts[at], words.ends[at + count - 1]
        if official:
            yield text[done:first]
            yield official
            done = last
        at += count
    yield text[done:]


def _inner(words: Words, at: int) -> tuple[str | None, int]:
    """The official spelling of the body or province named at word number `at`, if one is, and its number of words."""
    inner = head_at(words, at)
    if inner and inner.count > 1 and inner.entry.kind in _TERRITORIAL:
        written = words.lower[at : at + inner.count]
        return inner.official if written == lower_words(inner.official) else None, inner.count
    if place := place_at(words, at):
        return place[1].name, place[0]
    return None, 1


def _successor(canonical: str, head: Head, level: Level | None) -> str | None:
    """The body that does the work today, where the body called `canonical` no longer exists under its name."""
    entry = head.entry
    if entry.until:
        rest = canonical[len(head.official) :]
        return _of_today(entry.successor.replace(f" {_REST}", rest)) if entry.successor else None
    if entry.kind not in _TERRITORIAL or level != "province" or first_words().isdisjoint(canonical.lower().split()):
        return None
    now = _of_today(canonical)
    return now if now != canonical else None


def _of_today(name: str) -> str:
    """`name` with the first province that it names brought up to date, and its title with it."""
    words = words_of(name)
    at, found = next(((at, hit) for at in range(len(words)) if (hit := place_at(words, at))), (0, None))
    if not found:
        return name
    count, place = found[0], today(found[1])
    start, end = words.starts[at], words.ends[at + count - 1]
    new = place.short
    if at and words.lower[at - 1] in _TITLES:
        start = words.starts[at - 1 if words.lower[at - 1] == "tỉnh" else at - 2]
        new = place.full if start else place.full[0].upper() + place.full[1:]
    ahead = _SEAT.sub(r"Thành \1", name[:start]) if place.is_city else name[:start]
    return ahead + new + name[end:]


def head_length(text: str, on: date | None = None) -> int:
    """How many characters at the start of `text` (folded) are the longest known beginning of a body's name.

    Abbreviations count as what they stand for: 11 for "Sở VH,TT&DL, Sở Y tế";
    0 where no body's name begins there.
    """
    window = text[:_REACH]
    words = Words()
    done = 0
    for start, end, entry in expansions(window, on):
        words.add(window[done:start], done)
        words.add_at(entry.full, (start, end))
        done = end
    words.add(window[done:], done)
    head = head_at(words, 0, on)
    return words.ends[head.count - 1] if head and head.entry.body and not words.starts[0] else 0


@cache
def head_phrases() -> tuple[str, ...]:
    """What names of bodies begin with, in lower case, longest first: spelled out, or as an abbreviation.

    Nouns for groups stand in `group_phrases`.
    """
    short = (letters.lower() for entry in abbreviations() if _names_a_body(entry) for letters in entry.short)
    return tuple(sorted({*spelled_heads(), *short}, key=lambda phrase: (-len(phrase), phrase)))


def _names_a_body(entry: Abbreviation) -> bool:
    head = head_at(words_of(entry.full))
    return head is not None and head.entry.body and head.entry.id != GROUP and len(entry.short[0]) > 1
