"""Segments: the smallest pieces that points of a report are made of.

A sentence is cut wherever an issue or a conclusion may begin or end: at marks, at
numbers that open a point, before verbs that govern a point ("đề nghị", "ghi nhận"),
behind words that introduce one ("nhấn mạnh rằng", "kiến nghị", "thảo luận về"), and
before words that may leave it ("và", "để", "nhằm"). A point is a run of segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.language.layout import layout_of
from extractor.language.reading import Reading
from extractor.language.sentences import Sentence
from extractor.rules.cues import Cue

# How a segment was cut off from what stands before it.
SENTENCE, SEMICOLON, COLON, COMMA, NUMBER, BRACKET, DASH, QUOTE, VERB, INTRODUCED, JOINT, MOTTO = "S;:,#(-\"vijm"


class Segment(NamedTuple):
    """A piece of a sentence, without marks around it; `cut` tells how it begins, `sentence` is an index."""

    start: int
    end: int
    sentence: int
    cut: str


_RANK = (SENTENCE, SEMICOLON, NUMBER, COLON, QUOTE, BRACKET, COMMA, DASH, MOTTO, VERB, INTRODUCED, JOINT)

# The look-ahead is what lets `re` skip letters quickly.
_MARK = re.compile(
    r"(?=[;:,\"()\[\].… ])(?:(?P<semi>;)|(?P<colon>:(?=[ \"\n]|$))|(?P<comma>,(?!\d))|(?P<quote>\"(?: ?-)?)|(?P<bracket>[()\[\]])|(?P<more>\.\.\.+|…)"
    r"| (?:(?P<joint>và|nhưng|để|nhằm|nên|hoặc|vì|song)|(?P<intro>rằng|về|là|việc|đến|tới|vào|do|với|cho|như)|(?P<dash>-)|(?P<number>(?<=[;:.,\"] )\d{1,2}[.)/]))(?= ))"
)
_CUT_BY = {
    "semi": SEMICOLON, "colon": COLON, "comma": COMMA, "quote": QUOTE, "bracket": BRACKET, "dash": DASH, "more": COMMA, "number": NUMBER
}  # fmt: skip
_BLANK = " \n-+*•·▪●○◦►>\"'(),.;:…/[]"
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\d{1,2}\)|[IVX]{1,4}\.|[a-zđ]\))(?=\s)")
_GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})


def segments_of(reading: Reading) -> list[Segment]:
    """The segments of every sentence, in text order."""
    found: list[Segment] = []
    cues = [c for c in reading.cues if _cuts(c) or (c.role == "slogan" and _names_motto(reading.lower, c))]
    marks = list(_MARK.finditer(reading.lower))
    layout = layout_of(reading)
    cue_at = mark_at = 0
    for index, sentence in enumerate(reading.sentences):
        cue_from, mark_from = cue_at, mark_at
        while cue_at < len(cues) and cues[cue_at].start < sentence.end:
            cue_at += 1
        while mark_at < len(marks) and marks[mark_at].start() < sentence.end:
            mark_at += 1
        start = layout.behind_caption(sentence.start)
        places = _places(sentence.end, cues[cue_from:cue_at], marks[mark_from:mark_at])
        found += _segments(reading.folded, Sentence(start, sentence.end, sentence.line), index, places)
    return found


def _cuts(cue: Cue) -> bool:
    return (cue.role == "order" and cue.kind in _GOVERNING) or cue.role == "speech" or (cue.role == "issue" and cue.kind in ("petition", "debate"))


def _names_motto(lower: str, cue: Cue) -> bool:
    """Whether the theme is added to what goes before ("... trong năm 2017 với chủ đề ...")."""
    return cue.kind == "sure" and lower.startswith("với ", cue.start - len("với "))


def _places(end: int, cues: list[Cue], marks: list[re.Match[str]]) -> dict[int, str]:
    """Where a sentence is cut, and how what follows begins."""
    places: dict[int, str] = {}
    introduced = end
    for cue in cues:
        if cue.role == "order":
            places.setdefault(cue.start, VERB)
        elif cue.role == "slogan":
            places.setdefault(cue.start - len("với "), MOTTO)
        else:
            places.setdefault(cue.end, INTRODUCED)
            introduced = min(introduced, cue.end)
    for match in marks:
        kind = match.lastgroup or ""
        if kind == "joint":
            places.setdefault(match.start() + 1, JOINT)
            places.setdefault(match.end(), JOINT)
        elif kind == "intro":
            if match.start() >= introduced:
                places.setdefault(match.end(), INTRODUCED)
        else:
            places[match.end()] = _CUT_BY[kind]
    return places


def _segments(folded: str, sentence: Sentence, index: int, places: dict[int, str]) -> Iterator[Segment]:
    start, cut = sentence.start, SENTENCE
    for place in sorted(places):
        if place <= start:
            continue
        if place > sentence.end:
            break
        if span := trimmed(folded, start, place):
            yield Segment(*span, index, cut)
            cut = places[place]
        elif _RANK.index(places[place]) < _RANK.index(cut):
            cut = places[place]  # nothing but marks between: the strongest tells how the next piece begins
        start = place
    if span := trimmed(folded, start, sentence.end):
        yield Segment(*span, index, cut)


def trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without bullets, numbers and marks around it; None where nothing is left."""
    core = folded[start:end].lstrip(_BLANK)
    if core and (number := _NUMBERED.match(core)):
        core = core[number.end() :].lstrip(_BLANK)
    begin = end - len(core)
    core = core.rstrip(_BLANK)
    return (begin, begin + len(core)) if core else None
