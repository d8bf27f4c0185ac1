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
from extractor.language.sentences import Sentence
from extractor.language.subjects import bodies_of_meeting, clause_start, delegation, speaker_at, subject_before, without_term
from extractor.language.papers import issuer, labelled_holder
from extractor.rules.cues import Cue
from extractor.rules.naming import lexicon

FIELD = "organizers"

_DATED = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm qua|vừa qua|mới đây|vừa)(?!\w)")
_OTHER_TIME = re.compile(
    r"cùng ngày|cũng trong ngày|trước đó|thời gian tới|dự kiến|hàng năm|hằng năm|định kỳ|sắp tới|tháng tới|(?<!\w)sẽ |tổ chức (?:được )?\d|thường xuyên|(?<!\w)cần (?!thơ|giờ|đước)|chỉ đạo (?:tổ|việc)"
)
_COUNTED = re.compile(r" (?:được |trên |hơn |gần )?\d+ ")
_LEAD = re.compile(r"(?:more)?\(?[\w&.]{2,12}\)? ?- ")
_WORD = re.compile(r"\w+")
_REACH = 60  # how far behind the verb its meeting may stand
_EARLY = 4  # the sentences of the text that make its lead
_BASE = {"verb": 5.0, "agent": 5.0, "meet": 3.4, "visit": 4.0, "deed": 4.5, "of": 3.5, "at": 2.5, "delegation": 3.2, "label": 3.0, "paper": 2.0}
_FLOOR = 2.0


@dataclass(frozen=True, slots=True)
class Statement:
    """Bodies said to hold a meeting; a higher `rank` is surer, and of equals the first counts."""

    spans: tuple[Span, ...]
    rank: float
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and how it stands in the report."""

    sentence: Sentence
    title: bool
    early: bool
    shown: bool  # whether the line is a picture's caption


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The organizers, in the order of the text."""
    best: Statement | None = None
    for statement in _statements(reading):
        if statement.rank >= _FLOOR and (best is None or statement.rank > best.rank):
            best = statement
    if best is None:
        return
    seen: set[str] = set()
    for span in best.spans:
        span = without_term(reading.lower, without_gloss(reading, span, keep_bodies=False))
        name = reading.lower[span[0] : span[1]]
        if name not in seen:
            seen.add(name)
            yield reading.finding(FIELD, span, Body(), best.rule, min(0.95, 0.5 + best.rank / 14))


def _statements(reading: Reading) -> Iterator[Statement]:
    layout = layout_of(reading)
    if (paper := issuer(reading, layout)) is not None:
        yield Statement((paper,), _BASE["paper"], "organizer.paper")
    if (holder := labelled_holder(reading, layout)) is not None:
        yield Statement((holder,), _BASE["label"], "organizer.label")
    text = [s.start for s in reading.sentences if layout.kinds[s.line] == "body"]
    early = text[_EARLY - 1] if len(text) >= _EARLY else len(reading.lower)
    sent = delegation(reading, text[0] if text else 0, early) or delegation(reading, 0, early)
    if sent is not None:
        yield Statement((sent,), _BASE["delegation"], "organizer.delegation")
    for cue in sorted(reading.cues_of("organizer") + reading.cues_of("meeting"), key=lambda c: c.start):
        place = _place(reading, layout, cue.start, early)
        if place is None:
            continue
        start = _start(reading, layout, place.sentence.start, cue.start)
        if cue.role == "meeting":
            yield from _named_after(reading, cue, place, start)
            continue
        found = _read(reading, cue, start, place)
        if found:
            yield Statement(tuple(found), _rank(reading, cue.kind, cue.start, place), cue.rule)


def _place(reading: Reading, layout: Layout, at: int, early: int) -> Place | None:
    """Where the cue stands; None for captions, headers and the like."""
    sentence = reading.sentence_at(at)
    if sentence is None:
        return None
    kind = layout.kinds[sentence.line]
    if kind not in ("title", "body", "heading", "caption"):
        return None
    lead = sentence.start <= early or _LEAD.match(reading.lower, sentence.start) is not None
    shown = kind == "caption"
    if layout.in_caption(at) and not shown:
        return None
    return Place(sentence, kind == "title", lead, shown)


def _start(reading: Reading, layout: Layout, start: int, verb: int) -> int:
    """Where the verb's clause begins, behind captions."""
    inside = [end for begin, end in layout.captions if start <= end <= verb]
    return clause_start(reading, max([start, *inside]), verb)


def _rank(reading: Reading, kind: str, at: int, place: Place) -> float:
    """How sure a statement is: by its kind, its date, and where it stands."""
    rank = _BASE[kind]
    sentence = reading.lower[place.sentence.start : min(at + _REACH, place.sentence.end)]
    if place.title or place.shown:
        return rank - 2 if place.title else rank - 1.2
    if _OTHER_TIME.search(sentence):
        rank -= 3
    if _DATED.search(sentence):
        rank += 1
    if not place.early:
        rank -= 2.4
    return rank


def _read(reading: Reading, cue: Cue, start: int, place: Place) -> list[Span]:
    """The bodies that the cue's statement names."""
    end = place.sentence.end
    if place.shown or (cue.kind == "deed" and not place.title):
        return []
    if cue.kind == "agent":
        return _agent(reading, cue, place)
    if cue.kind == "verb" and not _meeting_behind(reading, cue.end, end):
        return []
    sure = cue.kind == "verb" and place.early and _DATED.search(reading.lower, start, cue.start) is not None
    return subject_before(reading, start, cue.start, any_name=sure)


def _meeting_behind(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun for a meeting follows, and no number of meetings."""
    lower = reading.lower
    if _COUNTED.match(lower, start):
        return False
    for match in _WORD.finditer(lower, start, min(end, start + _REACH)):
        found = lexicon("meeting").at(lower, match.start(), end)
        if found is not None and (found[1] == 0 or match.start() == start + 1):
            return True
    return False


def _agent(reading: Reading, cue: Cue, place: Place) -> list[Span]:
    """"Hội thảo do A phối hợp với B tổ chức": the bodies between the cue and the next verb of holding."""
    sentence = place.sentence
    if not reading.cues_in(max(sentence.start, cue.start - 250), cue.start, "meeting"):
        return []
    verbs = [v for v in reading.cues_in(cue.end, min(sentence.end, cue.end + 250), "organizer") if v.kind == "verb"]
    if not verbs:
        return []
    last = verbs[0]
    for verb in verbs[1:]:
        if "phối hợp" in reading.lower[last.end : verb.start]:
            last = verb  # "do A đăng cai, phối hợp với B tổ chức"
    return subject_before(reading, cue.end + 1, last.start, any_name=False)


def _named_after(reading: Reading, cue: Cue, place: Place, start: int) -> Iterator[Statement]:
    """"Phiên họp của UBND tỉnh", "Đại hội Đảng bộ xã": the meeting tells whose it is."""
    if not (place.early or place.title) or cue.kind == "deed":
        return
    found: list[Span] = bodies_of_meeting(reading, cue, start, place.sentence.end)
    if found:
        yield Statement(tuple(found), _rank(reading, "of", cue.start, place), "organizer.of")
    elif not place.title and (found := speaker_at(reading, cue, start, place.sentence.end)):
        yield Statement(tuple(found), _rank(reading, "at", cue.start, place), "organizer.at")


component = register("meeting_organizers", find)
