"""The bodies that hold the meeting.

Ways of saying so, from the surest: a verb of holding with a meeting behind it
("Sở A tổ chức hội nghị"), an agent ("hội thảo do Viện B tổ chức"), a body that comes
to work with another, a meeting named after its body ("phiên họp của UBND tỉnh"), and
in formal papers the head. The first statement of the surest kind is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.component import register
from extractor.findings import Body, Doubt, Finding
from extractor.language.bodies import listed, without_gloss
from extractor.language.layout import Layout, layout_of
from extractor.language.people import Span
from extractor.language.reading import Reading
from extractor.language.subjects import clause_start, subject_before
from extractor.rules.cues import Cue
from extractor.rules.naming import lexicon

FIELD = "organizers"

_DATED = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm qua|vừa qua|mới đây|vừa)(?!\w)")
_ELSEWHEN = re.compile(r"cùng ngày|cũng trong ngày|trước đó|thời gian tới|dự kiến|hàng năm|hằng năm|định kỳ|sắp tới|tháng tới|tiếp tục tổ chức|đã tổ chức (?:được )?\d|sẽ ")
_COUNTED = re.compile(r" (?:được |trên |hơn |gần )?\d+ ")
_WORD = re.compile(r"\w+")
_REACH = 90  # how far behind the verb its meeting may stand
_PRONOUN = re.compile(r"(?:đơn vị|cơ quan|hội nghị|ban tổ chức|tổ chức|nhà nước|địa phương|công ty|chính quyền)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """Bodies said to hold a meeting; a higher `rank` is surer, and of equals the first counts."""

    spans: tuple[Span, ...]
    rank: int
    rule: str
    confidence: float


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The organizers, in the order of the text."""
    best: Statement | None = None
    for statement in _statements(reading):
        if best is None or statement.rank > best.rank:
            best = statement
    if best is None:
        return
    seen: set[str] = set()
    for span in best.spans:
        span = without_gloss(reading, span, keep_bodies=False)
        name = reading.lower[span[0] : span[1]]
        if name not in seen:
            seen.add(name)
            yield reading.finding(FIELD, span, Body(), best.rule, best.confidence)


def _statements(reading: Reading) -> Iterator[Statement]:
    layout = layout_of(reading)
    body_sentences = 0
    last = -1
    for cue in reading.cues_of("organizer"):
        sentence = reading.sentence_at(cue.start)
        if sentence is None:
            continue
        kind = layout.kinds[sentence.line]
        if kind not in ("title", "body", "heading") or layout.in_caption(cue.start):
            continue
        if kind != "title" and sentence.start != last:
            last = sentence.start
            body_sentences += 1
        found = _read(reading, cue, _start(reading, layout, sentence.start, cue.start), sentence.end)
        if found:
            yield _ranked(reading, cue, found, sentence.start, title=kind == "title", early=body_sentences <= 4)


def _start(reading: Reading, layout: Layout, start: int, verb: int) -> int:
    """Where the verb's clause begins, behind captions."""
    inside = [end for begin, end in layout.captions if start <= end <= verb]
    return clause_start(reading, max([start, *inside]), verb)


def _ranked(reading: Reading, cue: Cue, spans: list[Span], start: int, *, title: bool, early: bool) -> Statement:
    sentence = reading.lower[start : cue.end + _REACH]
    dated = _DATED.search(sentence) is not None
    rank = {"verb": 4, "agent": 4, "meet": 3, "visit": 3}[cue.kind]
    if _ELSEWHEN.search(sentence):
        rank = 0
    elif title:
        rank -= 2
    elif dated:
        rank += 2
    elif not early:
        rank -= 3
    return Statement(tuple(spans), rank, cue.rule, 0.9 if rank >= 5 else 0.8)


def _read(reading: Reading, cue: Cue, start: int, end: int) -> list[Span]:
    """The bodies that the cue's statement names."""
    if cue.kind == "agent":
        return _agent(reading, cue, end)
    if cue.kind == "verb" and not _meeting_behind(reading, cue.end, end):
        return []
    return subject_before(reading, start, cue.start)


def _meeting_behind(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun for a meeting follows, and no number of meetings."""
    lower = reading.lower
    if _COUNTED.match(lower, start):
        return False
    for match in _WORD.finditer(lower, start, min(end, start + _REACH)):
        if lexicon("meeting").at(lower, match.start(), end):
            return True
    return False


def _agent(reading: Reading, cue: Cue, end: int) -> list[Span]:
    """"… do A phối hợp với B tổ chức": the bodies between the cue and the next verb of holding."""
    for verb in reading.cues_in(cue.end, min(end, cue.end + 250), "organizer"):
        if verb.kind == "verb":
            return subject_before(reading, cue.end + 1, verb.start)
    return []


component = register("meeting_organizers", find)
