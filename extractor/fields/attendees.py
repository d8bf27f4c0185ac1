"""The bodies present, from the statements about attendance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.component import register
from extractor.findings import Body, Doubt, Finding, Presence
from extractor.language.bodies import Item, listed, without_gloss
from extractor.language.layout import Layout, layout_of
from extractor.language.people import Span
from extractor.language.reading import Reading
from extractor.language.subjects import clause_start
from extractor.rules.cues import Cue

FIELD = "attendee_bodies"

_INTRODUCED = re.compile(
    r"(?P<more>[^;:.\n]{0,160}?)(?:(?<!\w)(?:còn có|có|gồm có|bao gồm|gồm)(?: sự tham (?:gia|dự) của)?(?!\w):?|:)"
)
_DIRECT = re.compile(r"(?:[^;:.,\n]{0,60}, ?| là | )(?=đại diện|lãnh đạo|đồng chí|ông|bà|các)")
_ONLINE = re.compile(r"điểm cầu|trực tuyến")
_EMPTY_CLAUSE = re.compile(r"(?:cùng|đến|về|tới|ngoài ra|còn|và|trân trọng|cũng|đã|vinh dự|đặc biệt|bên cạnh đó|[\s,.;:*+•-])*$")
_DATE_ONLY = re.compile(r"[^;]{0,80}$")


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The attending bodies, in the order of the text, each once."""
    seen: list[str] = []
    layout = layout_of(reading)
    for item, rule, presence, confidence in _items(reading, layout):
        body = item.stands_for(reading.lower)
        if body is None:
            continue
        body = without_gloss(reading, body, keep_bodies=True)
        name = reading.lower[body[0] : body[1]]
        if len(name) < 2 or _said(name, seen):
            continue
        seen.append(name)
        person = reading.folded[item.name[0] : item.name[1]] if item.name else None
        yield reading.finding(FIELD, body, Body(presence, person), rule, confidence)


def _said(name: str, seen: list[str]) -> bool:
    """Whether the body was named before, perhaps with its place behind."""
    return any(old == name or old.startswith(name + " ") for old in seen)


def _items(reading: Reading, layout: Layout) -> Iterator[tuple[Item, str, Presence, float]]:
    until = -1
    for cue in reading.cues_of("attendance"):
        if cue.start < until or layout.in_caption(cue.start):
            continue
        sentence = reading.sentence_at(cue.start)
        if sentence is None or layout.kinds[sentence.line] not in ("body", "heading", "title"):
            continue
        inside = [end for begin, end in layout.captions if sentence.start <= end <= cue.start]
        start = clause_start(reading, max([sentence.start, *inside]), cue.start)
        span = _span(reading, cue, start, sentence.end)
        if span is None:
            continue
        until = span[1]
        presence: Presence = "online" if _ONLINE.search(reading.lower, start, span[0]) else "present"
        for item in listed(reading, *span):
            yield item, cue.rule, presence, 0.8


def _span(reading: Reading, cue: Cue, start: int, end: int) -> Span | None:
    """Where those present are named: behind the cue, or before it."""
    lower = reading.lower
    if cue.kind == "list":
        return cue.end, end
    if cue.kind == "verb":
        if _EMPTY_CLAUSE.match(lower, start, cue.start):
            introduced = _INTRODUCED.match(lower, cue.end, end)
            if introduced is not None:
                return introduced.end(), end
            return None
        return start, cue.start
    if cue.kind == "side":
        introduced = _INTRODUCED.match(lower, cue.end, end)
        return (introduced.end(), end) if introduced else None
    return None


component = register("meeting_attendees", find)
