"""What in a text speaks for or against its reporting a meeting, as numbers that a small model weighs.

`evidence_of(reading)` counts: how the text mentions meetings (held, "tại hội nghị",
many, or yet to come), what its opening says, who speaks and decides, and how the
press writes about other things. The weights are in `rules/reporting.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from extractor.language.dates import dates_of
from extractor.language.layout import layout_of
from extractor.language.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.language.dates import DateExpression
    from extractor.language.reading import Reading
    from extractor.rules.cues import Role

# The opening of a text, in code points from the first line of the body: summary and lead paragraph.
_OPENING = 700
# How far around a mention words of the future count, and around a date the words that say that people met.
_BEFORE, _AFTER, _REACH = 60, 90, 330
_AT = re.compile(r"(?:tại|trong) (?:buổi )?$")
_MANY = re.compile(r"(?:các|những|nhiều|một số|mọi|mỗi|hàng|\d{1,9}) $")
_ASKS = re.compile(r"\?|\b(?:vì sao|tại sao|thế nào|những điều)\b")
# Behind another day a clause of its own begins: "dự kiến diễn ra từ ngày 10/8, ngày 2/8 …".
_ANOTHER_DAY = re.compile(r"\d, $")
# What patrols and officers check, and no delegation inspects: "kiểm tra xe tải", "kiểm tra hành chính".
_CHECKS = re.compile(
    r",?(?: (?:hành chính|đột xuất|thực tế|phát hiện|và|đối với|kiểm soát|bất ngờ))* (?:xe|phương tiện|ô tô|mô tô|tàu|thuyền|ghe|container|lô hàng|hành lý|hành khách|đối tượng|nồng độ|giấy tờ|kho hàng|nhà nghỉ|quán|cơ sở (?:kinh doanh|massage)|người điều khiển|hiện trường vụ)(?!\w)"
)
_SURE_NAME = 10.0
_SITS = "organizer.sits"  # "Quốc hội thảo luận tại tổ": a council in session
# Texts that are shorter than this are taken as this long, in thousands of code points.
_SHORTEST = 1.0
_ROLES: tuple[Role, ...] = ("chair", "report", "conclusion", "transition")
_PRESS = ("hearsay", "journey", "story", "interview")


@dataclass(frozen=True, slots=True)
class Mentions:
    """The places (folded) at which running text speaks of a meeting, and how many of them are of one sort."""

    starts: list[int]
    known: int  # the bare noun, for a meeting that is known by now: "hội nghị thống nhất …"
    at: int  # "tại …", "trong …"
    opening: int  # at the start of a sentence
    ahead: int  # the meeting is still to come
    many: int  # "các hội nghị", "nhiều cuộc họp"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers by name (see `rules/reporting.toml`), and two facts that decide alone where there are few mentions."""

    counts: dict[str, float]
    mentions: int
    many: int  # of these those that mean several
    met: bool  # a sentence with a date says that people met, worked or inspected


def evidence_of(reading: Reading) -> Evidence:
    """The evidence of a text."""
    lower = reading.lower
    kinds = layout_of(reading).kinds
    body = next((at.start for at, kind in zip(reading.lines, kinds, strict=True) if kind == "body"), 0)
    ahead = [cue.start for cue in reading.cues_of("coverage") if cue.kind == "ahead"]
    found = _mentions(reading, body, ahead)
    names, dates = names_of(reading), dates_of(reading)
    press = [cue.kind for cue in reading.cues_of("coverage")]
    lead, met = _lead(reading, body + _OPENING, found.starts, ahead)
    counts = {
        "always": 1.0,
        "loose": log1p(max(0, len(found.starts) - found.known - found.at)),
        "opening": log1p(found.opening),
        "many": log1p(found.many),
        "ahead": found.ahead / max(1, len(found.starts)),
        "ahead_early": log1p(bisect_left(ahead, body + _OPENING)),
        "name": min(_SURE_NAME, names[0].score) if names else 0.0,
        "asking": float(_ASKS.search(lower, 0, body) is not None),
        "delegates": log1p(lower.count("đại biểu") + lower.count("đại diện")),
        "dates": len(dates) / max(len(lower) / 1000, _SHORTEST),
    }
    counts |= lead
    counts |= {role: log1p(len(reading.cues_of(role))) for role in _ROLES}
    counts |= {kind: log1p(press.count(kind)) for kind in _PRESS}
    return Evidence(counts, len(found.starts), found.many, met)


def _mentions(reading: Reading, body: int, ahead: Sequence[int]) -> Mentions:
    """How the text from `body` on speaks of meetings; `ahead` are the places of words of the future."""
    lower, layout = reading.lower, layout_of(reading)
    named = {name.start for name in names_of(reading)}
    starts: list[int] = []
    known = at = opening = coming = many = 0
    last = body
    for cue in reading.cues_of("meeting"):
        start = cue.start
        if start < last or cue.kind == "deed" or layout.in_caption(start):
            continue
        last = cue.end
        starts.append(start)
        known += start not in named
        at += _AT.search(lower, max(0, start - 11), start) is not None
        sentence = reading.sentence_at(start)
        first = sentence.start if sentence else start
        opening += start - first < len("tại buổi ")
        many += _MANY.search(lower, max(0, start - 9), start) is not None
        near = bisect_left(ahead, max(first, start - _BEFORE))
        coming += near < len(ahead) and ahead[near] < cue.end + _AFTER
    return Mentions(starts, known, at, opening, coming, many)


def _lead(reading: Reading, end: int, mentions: Sequence[int], ahead: Sequence[int]) -> tuple[dict[str, float], bool]:
    """What dated sentences say, above all those before `end`, where the opening ends; and whether people met."""
    held = met = 0
    lower = reading.lower
    early: list[DateExpression] = []
    kinds = layout_of(reading).kinds
    for date in dates_of(reading):
        sentence = reading.sentence_at(date.start)
        if (
            date.trap
            or sentence is None
            or kinds[sentence.line] == "stamp"
            or not (date.day or date.relative is not None or date.weekday is not None)
        ):
            continue
        if date.start < end:
            early.append(date)
        first, last = max(sentence.start, date.start - _REACH), min(sentence.end, date.start + _REACH)
        if _ANOTHER_DAY.search(lower, max(first, date.start - 3), date.start):
            first = date.start
        if _within(ahead, first, last):
            continue
        holds = reading.cues_in(first, last, "hold")
        sits = any(cue.rule == _SITS for cue in reading.cues_in(first, last, "organizer"))
        met |= sits or any(cue.kind == "work" and not _CHECKS.match(lower, cue.end) for cue in holds)
        if holds and _within(mentions, first, last):
            held = max(held, 2 if date.start < end else 1)
    session = any(date.session for date in early)
    return {"held": float(held), "dated": float(bool(early)), "session": float(session)}, bool(met)


def _within(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted `places` is in the span."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last
