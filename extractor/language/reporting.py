"""Whether a text reports a meeting at all, and whether it reports several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.findings import Doubt
from extractor.language.bodies import listed
from extractor.language.evidence import evidence_of
from extractor.language.layout import layout_of
from extractor.language.naming import names_of
from extractor.language.papers import paper_in
from extractor.language.pieces import opens_list
from extractor.rules.reporting import weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.evidence import Evidence
    from extractor.language.papers import Paper
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# An invitation that no title tells.
_INVITES = re.compile(r"(?:trân trọng (?:kính )?|kính )mời\b(?![^\n]{0,40} theo dõi)|thông báo mời")
_SAME_DAY = re.compile(r"c[ùũ]ng (?<=\W.{5})(?:trong )?(?:ngày|sáng|chiều|tối|buổi)\b")
# Behind such words a meeting took place: "chủ trì buổi làm việc", "tổ chức hai hội thảo".
_HELD = re.compile(r"\b(?:tổ chức|chủ trì|diễn ra|có|tiến hành|khai mạc|mở|triệu tập)(?: (?:hai|ba|các|một))? $")
_TALKS = re.compile(
    r"\b(?:có|đã) (?:(?:cuộc|buổi) )?(?:hội đàm|hội kiến|gặp gỡ|gặp|làm việc)\b|\b(?:làm việc|hội đàm) với\b|\btiếp xúc cử tri\b"
)
# "Đến dự chương trình có ông A, Giám đốc Sở B"
_CAME = re.compile(
    r"[^;:.\n]{0,60}? (?:còn có|có|gồm)(?: các)?:? (?=(?:đồng chí|đ/c|ông|bà|anh|chị|đại diện|lãnh đạo)\W)"
)
_RECENT = re.compile(r"\b(?:vừa qua|mới đây|vừa rồi|hôm nay|hôm qua)\b")
_OPENING = 700
_EVENT = re.compile(r"(?:ngày hội|chương trình|buổi|lễ|sự kiện|hoạt động)(?!\w)")
_CHAIRED = re.compile(
    r" (?:buổi (?:làm việc|họp|giao ban|đối thoại|tiếp)|cuộc họp|hội nghị|giao ban|phiên họp)(?: này)?(?=[.,;]| và)"
)
_CLEAR_NAME, _DEED = 4.5, 3.5
# With a date and a chair such a name tells of a meeting, whatever else the text is like.
_LEAD_NAME = 7.0
# How far behind "cùng ngày" the further meeting is named.
_FURTHER = 250


def doubts_of(reading: Reading) -> Iterator[Doubt]:
    """Doubts that the report is about a meeting, or about one alone."""
    paper = paper_in(reading)
    if _ahead(reading, paper):
        yield Doubt("not_yet_held", None)
    elif not reports_meeting(reading):
        yield Doubt("not_a_meeting_report", None)
    elif second := _second_meeting(reading):
        yield Doubt("several_meetings", None, reading.source.quote(*second))


def reports_meeting(reading: Reading) -> bool:
    """Whether the text tells of a meeting that took place; formal papers of a meeting always do.

    A text that never mentions one by a noun does only where a dated sentence says that people met, where it says what
    was held ("tổ chức gặp mặt …"), or where a body took stock or inspected.
    """
    paper = paper_in(reading)
    if paper is not None:
        return paper.kind != "other"
    evidence = evidence_of(reading)
    names = names_of(reading)
    sure = names[0].score if names else 0.0
    if not evidence.mentions:
        told = evidence.met or sure >= _CLEAR_NAME or _takes_stock(reading) or _did(reading, evidence)
    elif (evidence.counts["held"] > 1 and sure >= _LEAD_NAME and reading.cues_of("chair")) or (
        evidence.counts["dated"] and _is_chaired(reading)
    ):
        told = True
    elif evidence.many >= evidence.mentions and not (evidence.counts["held"] or evidence.met):
        told = False  # "phấn đấu tổ chức 02 hội nghị"
    else:
        told = sum(weight * evidence.counts[name] for name, weight in weights().items()) <= 0
    return told or (_is_recent(reading, evidence) and _attended(reading))


def _is_recent(reading: Reading, evidence: Evidence) -> bool:
    """Whether the lead tells a day, or that something was lately."""
    return evidence.counts["dated"] > 0 or _RECENT.search(reading.lower, 0, _OPENING) is not None


def _ahead(reading: Reading, paper: Paper | None) -> bool:
    """Whether the text is an invitation, an agenda or a plan: by its title, or a letter that invites."""
    if paper is not None:
        return paper.kind == "ahead"
    if "header" not in layout_of(reading).kinds:
        return False
    invites = _INVITES.search(reading.lower)
    return invites is not None and any(cue.kind != "deed" for cue in reading.cues_of("meeting"))


def _takes_stock(reading: Reading) -> bool:
    """Whether a deed stands for a meeting ("Hội Nông dân tổng kết phong trào") at which people were present."""
    return any(cue.kind == "deed" for cue in reading.cues_of("meeting")) and bool(reading.cues_of("attendance"))


def _did(reading: Reading, evidence: Evidence) -> bool:
    """Whether the dated lead tells a deed that stands for a meeting, and somebody chairs, asks or orders."""
    names = names_of(reading)
    if not names or names[0].kind != "deed":
        return False
    if names[0].score < _DEED:
        return evidence.counts["dated"] > 0 and bool(reading.cues_of("chair"))
    return bool(reading.cues_of("chair")) or any(cue.kind == "request" for cue in reading.cues_of("order"))


def _is_chaired(reading: Reading) -> bool:
    """Whether the opening tells who chaired the meeting: "ông A chủ trì buổi làm việc"."""
    return any(
        cue.start < _OPENING and _CHAIRED.match(reading.lower, cue.end) is not None for cue in reading.cues_of("chair")
    )


def _attended(reading: Reading) -> bool:
    """Whether people with their posts are said to have come to what a body held, whatever it is called."""
    if not any(cue.kind == "organize" for cue in reading.cues_of("hold")):
        return False
    for cue in reading.cues_of("attendance"):
        if cue.kind == "list" and _to_event(reading, cue):
            return True
        came = _CAME.match(reading.lower, cue.end) if cue.kind == "verb" else None
        if came is not None and any(
            item.posts or item.body
            for item in listed(reading, came.end(), min(len(reading.lower), came.end() + _FURTHER))
        ):
            return True
    return False


def _to_event(reading: Reading, cue: Cue) -> bool:
    """Whether bodies or people are said to have come to an event: "Ngày hội có sự tham gia của 60 trường"."""
    sentence = reading.sentence_at(cue.start)
    return (
        sentence is not None
        and _EVENT.match(reading.lower, sentence.start, cue.start) is not None
        and opens_list(reading, cue.end, sentence.end)
    )


def _second_meeting(reading: Reading) -> tuple[int, int] | None:
    """The words for a further meeting of the same day, if the report says that one was held."""
    names = sorted((name for name in names_of(reading) if name.kind != "deed"), key=lambda name: name.start)
    for match in _SAME_DAY.finditer(reading.lower):
        sentence = reading.sentence_at(match.start())
        if sentence is None or not any(n.start < match.start() and n.score >= _CLEAR_NAME for n in names):
            continue
        first, until = match.end(), min(sentence.end, match.end() + _FURTHER)
        for name in names:
            if first <= name.start < until and _HELD.search(reading.lower, first, name.start):
                return name.start, name.end
        if talks := _TALKS.search(reading.lower, first, until):
            return talks.span()
    return None
