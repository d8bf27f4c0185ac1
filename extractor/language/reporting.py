"""Whether a text reports a meeting at all, and whether it reports several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.findings import Doubt
from extractor.language.dates import dates_of
from extractor.language.layout import layout_of
from extractor.language.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.dates import DateExpression
    from extractor.language.reading import Reading

_PAPER = re.compile(r"[#* ]*(?:biên bản|thông báo|kết luận|meeting minutes)\b")
_INTERVIEW = re.compile(r"(?:phóng viên|pv|p\.v) ?:")
_SAME_DAY = re.compile(r"c[ùũ]ng (?<=\W.{5})(?:trong )?(?:ngày|sáng|chiều|tối|buổi)\b")

# Fewer mentions than this tell of a meeting only beside a clear date, title or name.
_SCARCE, _FEW, _MANY = 1, 2, 6
_CLEAR_NAME, _STRONG_NAME = 4.5, 7.5
_INTERVIEWED = 2
_REACH = 330
_DATED, _MEETING, _WORKING = 1, 2, 3


def doubts_of(reading: Reading) -> Iterator[Doubt]:
    """Doubts that the report is about a meeting, or about one alone."""
    if not reports_meeting(reading):
        yield Doubt("not_a_meeting_report", None)
    elif second := _second_meeting(reading):
        yield Doubt("several_meetings", None, reading.source.quote(*second))


def reports_meeting(reading: Reading) -> bool:
    """Whether the text tells of a meeting that took place; formal papers of a meeting always do."""
    title_end, paper = _title(reading)
    if paper:
        return True
    if len(_INTERVIEW.findall(reading.lower)) >= _INTERVIEWED:
        return False
    mentions = [cue.start for cue in reading.cues_of("meeting") if cue.kind != "deed"]
    count, titled = len(set(mentions)), bool(mentions) and mentions[0] < title_end
    names = names_of(reading)
    best = names[0].score if names else 0.0
    strength = max((_opening_strength(reading, d) for d in dates_of(reading) if not d.trap and d.day), default=0)
    if count <= _SCARCE:
        return strength >= _WORKING or (count == _SCARCE and best >= _STRONG_NAME and strength >= _MEETING)
    if count <= _FEW:
        return titled or strength >= _MEETING
    return titled or strength >= _DATED or best >= _CLEAR_NAME or count >= _MANY


def _title(reading: Reading) -> tuple[int, bool]:
    """Where the title ends, and whether it is that of a formal paper."""
    end, paper = 0, False
    for line, kind in zip(reading.lines, layout_of(reading).kinds, strict=True):
        if kind == "title":
            end, paper = line.end, paper or bool(_PAPER.match(reading.lower, line.start))
    return end, paper


def _opening_strength(reading: Reading, date: DateExpression) -> int:
    """How clearly the sentence of a date says that people met then: 3 a working visit, 2 a meeting, 1 a session of a day."""
    sentence = reading.sentence_at(date.start)
    if not sentence:
        return 0
    span = (sentence.start, min(sentence.end, date.start + _REACH))
    holds = reading.cues_in(*span, "hold")
    if any(cue.kind == "work" for cue in holds):
        return _WORKING
    if reading.cues_in(*span, "meeting") and (holds or date.session):
        return _MEETING
    return _DATED if date.session else 0


def _second_meeting(reading: Reading) -> tuple[int, int] | None:
    """The name of a further meeting of the same day, if the report tells of one."""
    names = names_of(reading)
    for match in _SAME_DAY.finditer(reading.lower):
        sentence = reading.sentence_at(match.start())
        if not sentence:
            continue
        until = min(sentence.end, match.end() + 250)
        later = [n for n in names if match.end() <= n.start < until and n.kind != "deed"]
        if later and any(n.start < match.start() and n.score >= _CLEAR_NAME for n in names):
            return later[0].start, later[0].end
    return None
