"""Whether a text reports a meeting at all, and whether it reports several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.findings import Doubt
from extractor.language.evidence import evidence_of
from extractor.language.layout import layout_of
from extractor.language.naming import names_of
from extractor.rules.reporting import weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading

_PAPER = re.compile(r"[#* ]*(?:biên bản|thông báo|kết luận|meeting minutes)\b")
_SAME_DAY = re.compile(r"c[ùũ]ng (?<=\W.{5})(?:trong )?(?:ngày|sáng|chiều|tối|buổi)\b")
# Behind such words a meeting took place: "chủ trì buổi làm việc", "tổ chức hai hội thảo".
_HELD = re.compile(r"\b(?:tổ chức|chủ trì|diễn ra|có|tiến hành|khai mạc|mở|triệu tập)(?: (?:hai|ba|các|một))? $")
_TALKS = re.compile(r"\b(?:có|đã) (?:(?:cuộc|buổi) )?(?:hội đàm|hội kiến|gặp gỡ|gặp|làm việc)\b")
_CLEAR_NAME = 4.5
# How far behind "cùng ngày" the further meeting is named.
_FURTHER = 250


def doubts_of(reading: Reading) -> Iterator[Doubt]:
    """Doubts that the report is about a meeting, or about one alone."""
    if not reports_meeting(reading):
        yield Doubt("not_a_meeting_report", None)
    elif second := _second_meeting(reading):
        yield Doubt("several_meetings", None, reading.source.quote(*second))


def reports_meeting(reading: Reading) -> bool:
    """Whether the text tells of a meeting that took place; formal papers of a meeting always do.

    A text that never mentions one does only where a dated sentence says that people met or a body took stock.
    """
    if _is_paper(reading):
        return True
    evidence = evidence_of(reading)
    if not evidence.mentions:
        return evidence.met or _takes_stock(reading)
    return sum(weight * evidence.counts[name] for name, weight in weights().items()) <= 0


def _is_paper(reading: Reading) -> bool:
    """Whether the title is that of a formal paper."""
    kinds = layout_of(reading).kinds
    return any(
        kind == "title" and _PAPER.match(reading.lower, line.start)
        for line, kind in zip(reading.lines, kinds, strict=True)
    )


def _takes_stock(reading: Reading) -> bool:
    """Whether a deed stands for a meeting ("Hội Nông dân tổng kết phong trào") at which people were present."""
    return any(cue.kind == "deed" for cue in reading.cues_of("meeting")) and bool(reading.cues_of("attendance"))


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
