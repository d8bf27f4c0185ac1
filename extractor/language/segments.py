"""Segments: the smallest pieces that points of a report are made of.

A sentence is cut wherever an issue or a conclusion may begin or end: at marks, at
numbers that open a point, before verbs that govern a point ("đề nghị", "ghi nhận"),
behind words that introduce one ("nhấn mạnh rằng", "kiến nghị", "thảo luận về"), and
before words that may leave it ("và", "để", "nhằm"). A point is a run of segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.language.reading import Reading
from extractor.language.sentences import Sentence
from extractor.rules.cues import Cue

# How a segment was cut off from what stands before it.
SENTENCE, SEMICOLON, COLON, COMMA, NUMBER, BRACKET, DASH, QUOTE, VERB, INTRODUCED, JOINT = "S;:,#(-\"vij"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence, without marks around it; `cut` tells how it begins, `sentence` is an index."""

    start: int
    end: int
    sentence: int
    cut: str


_MARK = re.compile(
    r"(?P<semi>;)|(?P<colon>:(?=[ \"\n]|$))|(?P<comma>,(?!\d))|(?P<quote>\")|(?P<bracket>[()\[\]])|(?P<dash> -(?= )|\" ?-)"
    r"|(?P<more>\.\.\.+|…)|(?P<number>(?<=[;:.,\"] )\d{1,2}[.)/](?= ))"
    r"|(?P<joint>(?<= )(?:và|nhưng|để|nhằm|nên|hoặc|vì|song)(?= ))"
    r"|(?P<intro>(?<= )(?:rằng|về|là|việc|đến|tới|vào|do|với|cho|như|nhằm)(?= ))"
)
_CUT_BY = {"semi": SEMICOLON, "colon": COLON, "comma": COMMA, "quote": QUOTE, "bracket": BRACKET, "dash": DASH, "more": COMMA, "number": NUMBER}
_EDGE_BEFORE = re.compile(r"[\s\-+*•·▪●○◦►>\"'(\[,.;:…/)\]]*(?:(?:\d{1,2}[.)]|\(?\d{1,2}\)|[IVX]{1,4}\.|[a-zđ]\))(?=\s))?[\s\-+*•·▪●○◦►>\"',.;:…/]*")
_EDGE_AFTER = re.compile(r"[\s.;,:…\"'(\[/+\-]+$")
_GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})


def segments_of(reading: Reading) -> list[Segment]:
    """The segments of every sentence, in text order."""
    found: list[Segment] = []
    cues = [c for c in reading.cues if _cuts(c)]
    at = 0
    for index, sentence in enumerate(reading.sentences):
        own: list[Cue] = []
        while at < len(cues) and cues[at].start < sentence.end:
            own.append(cues[at])
            at += 1
        found += _segments(reading, sentence, index, own)
    return found


def _cuts(cue: Cue) -> bool:
    return (cue.role == "order" and cue.kind in _GOVERNING) or cue.role == "speech" or (cue.role == "issue" and cue.kind in ("petition", "debate"))


def _places(reading: Reading, sentence: Sentence, cues: list[Cue]) -> dict[int, str]:
    """Where the sentence is cut, and how what follows begins."""
    lower = reading.lower
    places: dict[int, str] = {}
    introduced = sentence.end
    for cue in cues:
        if cue.role == "order":
            places.setdefault(cue.start, VERB)
        else:
            places.setdefault(cue.end, INTRODUCED)
            introduced = min(introduced, cue.end)
    for match in _MARK.finditer(lower, sentence.start, sentence.end):
        kind = match.lastgroup or ""
        if kind == "joint":
            places.setdefault(match.start(), JOINT)
            places.setdefault(match.end(), JOINT)
        elif kind == "intro":
            if match.start() >= introduced - 1:
                places.setdefault(match.end(), INTRODUCED)
        else:
            places[match.end()] = _CUT_BY[kind]
    return places


def _segments(reading: Reading, sentence: Sentence, index: int, cues: list[Cue]) -> Iterator[Segment]:
    places = _places(reading, sentence, cues)
    start, cut = sentence.start, SENTENCE
    for place in sorted(places):
        if span := trimmed(reading.folded, start, place):
            yield Segment(*span, index, cut)
            cut = places[place]
        elif places[place] not in (JOINT, INTRODUCED):
            # Nothing but marks: the stronger mark tells how the next piece begins.
            cut = places[place] if cut in (SENTENCE, COMMA, JOINT, VERB, INTRODUCED, DASH) and cut != SENTENCE else cut
        start = place
    if span := trimmed(reading.folded, start, sentence.end):
        yield Segment(*span, index, cut)


def trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without bullets, numbers and marks around it; None where nothing is left."""
    before = _EDGE_BEFORE.match(folded, start, end)
    if before:
        start = before.end()
    if start >= end:
        return None
    after = _EDGE_AFTER.search(folded, start, end)
    if after:
        end = after.start()
    return (start, end) if start < end else None
