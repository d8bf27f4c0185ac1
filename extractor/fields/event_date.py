"""When the meeting took place: the date expression that the report ties to the meeting, with its year and session.

Each expression is rated by what stands around it (the opening of a sentence of
the lead, a verb of holding, a meeting's name), never by the posting date. Parts
that other sentences give about the same day (the session, the last day of
several, the year) are added.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.fields import published as published_field
from extractor.fields.component import register
from extractor.findings import Doubt, EventDate, Published
from extractor.language.calendar import confirmed
from extractor.language.dates import SESSIONS, dates_of, session_of
from extractor.language.layout import layout_of
from extractor.language.naming import names_of
from extractor.language.papers import tells_its_day
from extractor.language.reading import once
from extractor.language.year_mentions import lies_ahead
from extractor.language.years import infer_year, year_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding, Session
    from extractor.language.dates import DateExpression
    from extractor.language.layout import Layout
    from extractor.language.reading import Reading

FIELD = "event_date"

# What stands between the beginning of a sentence and its date where the date still opens it.
_OPENING = re.compile(
    r"(?:\W|more\b|\(?[\w&]{2,12}\)? ?[-,:] ?|vào (?:lúc |hồi )?|trong |hôm nay,? ?|theo đó,? |thực hiện [^,]{5,160}, |nhằm [^,]{5,200}, |để [^,]{5,160}, |tiếp tục [^,]{5,120}, )*"
)
_LABEL = re.compile(r"(?:thời gian(?: họp| tổ chức| bắt đầu)?|date|ngày họp|khai mạc)\W*(?:vào |lúc |từ |bắt đầu )*$")
_HELD_BEFORE = re.compile(
    r"(?:diễn ra|tổ chức|khai mạc|bế mạc|hội nghị|cuộc họp|buổi họp|họp báo|làm việc|phiên họp|hội thảo|tọa đàm|đại hội|lễ|họp|tp\.?hcm|hà nội|công an [^,.]{3,40}|việt nam)"
    r"(?: (?:vào|trong|hồi|lúc|ngay|hôm|từ|đã|vừa|được))*[ ,(]*$"
)
# "Phiên họp lần thứ 7 của Ủy ban A, ngày 22/9".
_NAMED_BEFORE = re.compile(
    r"(?:hội nghị|phiên họp|cuộc họp|buổi họp|kỳ họp|hội thảo|buổi làm việc|đại hội|họp báo|tọa đàm) [^.;:,]{3,110},? (?:tổ chức |diễn ra )?(?:vào |hôm )?$"
)
_EARLIER = re.compile(r"\b(?:trước đó|trước đây|lần trước|mới đây|cách đây|năm ngoái|năm trước|trước kia)\b[^.]{0,50}$")
_SPAN_WORDS = re.compile(r"(?:diễn ra|kéo dài|trong|tổ chức|thời gian|họp)[^.]{0,40}$")
# What lasts for weeks and is talked about at a meeting of one day.
_CAMPAIGN = re.compile(
    r"\b(?:đợt|cao điểm|chiến dịch|tháng hành động|cuộc thi|hội chợ|triển lãm|phong trào|chương trình|dự án|thí điểm|lộ trình|thời hạn|giai đoạn|kế hoạch)\b[^.;]*$"
)
_WHOLE_DAY = re.compile(
    r"(?:diễn ra|kéo dài|làm việc|tổ chức|họp|bế mạc|thành công|trọng thể)(?: trọng thể| thành công)?,?(?: trong| sau)? (?:(?:cả|trọn|suốt)(?: một| 1| 01)?|một|1|01) ngày\b(?! rưỡi)"
    r"|\b(?:sau|trong|qua) (?:một|1|01) ngày làm việc\b"
)

# "Lớp tập huấn kéo dài đến hết ngày 14/6" behind the day on which it began.
_UNTIL = re.compile(
    r"\b(?:hội nghị|hội thảo|đại hội|kỳ họp|phiên họp|diễn đàn|tập huấn|bồi dưỡng|lớp học|khóa học|buổi|lớp)\b[^.;]{0,40} (?:kéo dài|diễn ra|tiếp tục|làm việc)(?: cho)? đến (?:hết )?$"
)
_UNTIL_REACH = 90
_PART_TOLD = re.compile(r"\b(?:diễn ra|tổ chức|họp)(?: vào| trong)? buổi (?P<part>sáng|trưa|chiều|tối)\b(?! và)")
_CLOCK_LABEL = re.compile(
    r"[* ]{0,4}\n[-+*•#| ]{0,6}(?:thời gian|giờ)(?: họp)?[*: ]{1,6}(?:từ |lúc |hồi |vào )*(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<minute>\d\d)?"
)
_HOURS, _MINUTES = 24, 60
_TERM = re.compile(r"(?:nhiệm kỳ|khóa)[^,;\d]{0,20} ((?:19|20)\d\d) ?- ?(?:19|20)\d\d")

_WEEK = 7
_BESIDE = 45
_LEAD, _EARLY, _REACH = 700, 1600, 330
_ENOUGH = 2.0
_OWN_DAY = 5.0  # less than a label or an opening in the text of minutes
_COMING, _SLACK, _AHEAD = 4.0, 4, 93  # what an announced day loses; days after the writing in which it lies
_MONTH, _YEAR = 31, 372  # days, roughly
_UNTIL_NOW = (" đến nay", " đến thời điểm", " tới nay")
_TODAY = 40  # from "hôm nay" to the day it is


@dataclass(frozen=True, slots=True)
class _Rated:
    score: float
    date: DateExpression


# A conclusion's deadline asks for it, too.
@once
def find(reading: Reading) -> tuple[Finding | Doubt, ...]:
    """The meeting's date, and doubts where the year was inferred or a day could not be resolved."""
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[Finding | Doubt]:
    rated = [_Rated(score, date) for date in dates_of(reading) if (score := _rate(reading, date)) > 0]
    if not rated:
        yield Doubt("no_event_date", FIELD)
        return
    posted = _posted(reading)
    rated = _not_ahead(rated, posted)
    best = max(rated, key=lambda r: r.score)
    if best.score < _ENOUGH:
        best = _shown(reading, rated) or best
    if best.score < _ENOUGH:
        yield Doubt("no_event_date", FIELD)
        return
    best = _dated_today(reading, best, rated)
    date = _solar(best.date, dates_of(reading))
    date = _completed(date, [r for r in rated if r is not best], reading, posted)
    if date.lunar:
        yield Doubt("lunar_date", FIELD, reading.source.quote(date.start, date.end))
    value, rule, sure = _resolved(reading, date, posted)
    if rule.startswith("event_date.year"):
        yield Doubt("year_inferred", FIELD, str(value.start.year) if value.start else "")
    if value.start is None:
        yield Doubt(
            "event_date_without_year" if date.day and not date.lunar else "event_date_unresolved",
            FIELD,
            reading.source.quote(date.start, date.end),
        )
    yield reading.finding(FIELD, (date.start, date.end), value, rule, sure)


def _not_ahead(rated: list[_Rated], posted: dt.date | None) -> list[_Rated]:
    """The dates with those rated down that lie in the weeks after the day on which the report was written."""
    told = next((r.date for r in rated if r.date.relative == 0 and r.date.day), None)
    today = (told.month, told.day) if told else (posted.month, posted.day) if posted else None
    if today is None:
        return rated
    return [_Rated(r.score - _COMING, r.date) if _comes(r.date, today) else r for r in rated]


def _comes(date: DateExpression, today: tuple[int, int]) -> bool:
    """Whether the day, without a year, lies in the weeks behind `today` (month, day)."""
    ahead = _MONTH * (date.month - today[0]) + date.day - today[1]
    return bool(date.day) and date.year is None and _SLACK < ahead % _YEAR < _AHEAD


def _dated_today(reading: Reading, best: _Rated, rated: list[_Rated]) -> _Rated:
    """For "hôm nay" the day that the same sentence tells behind it: "Hôm nay, hồi 8 giờ, ngày 22/12/2021"."""
    if best.date.day or best.date.relative != 0:
        return best
    reach = min(best.date.end + _TODAY, _sentence(reading, best.date.start)[1])
    told = (r for r in rated if r.date.day and r.date.year and not r.date.trap and r.date.start - best.date.end >= 0)
    return next((r for r in told if r.date.start < reach), best)


def _shown(reading: Reading, rated: list[_Rated]) -> _Rated | None:
    """The full date of a caption that names a meeting, for a report that says nowhere else when it was."""
    layout = layout_of(reading)
    for at in (r.date for r in rated):
        begin, _ = _sentence(reading, at.start)
        captioned = layout.in_caption(at.start) or layout.kinds[reading.line_at(at.start)] == "caption"
        if at.year and not at.trap and captioned and reading.cues_in(begin, at.start, "meeting"):
            return _Rated(_ENOUGH, at)
    return None


def _solar(date: DateExpression, dates: tuple[DateExpression, ...]) -> DateExpression:
    """For a lunar date, the day of the solar calendar that stands right behind it: "mùng 10 tháng Giêng (19/2)"."""
    if not date.lunar:
        return date
    beside = (d for d in dates if d.day and not d.lunar and 0 <= d.start - date.end < _BESIDE)
    same = next(beside, None)
    return replace(same, start=date.start, session=date.session or same.session, trap=None) if same else date


def _posted(reading: Reading) -> dt.date | None:
    """The posting date, where the page or its metadata state one; a paper's line of place and date dates no event."""
    for found in published_field.find(reading):
        if isinstance(found.value, Published):
            return found.value.value.date()
    return reading.posted.date() if isinstance(reading.posted, dt.datetime) else reading.posted


def _rate(reading: Reading, date: DateExpression) -> float:
    """How well the expression fits as the meeting's date; 0 where it is none at all."""
    if date.trap in ("document", "birth", "anniversary"):
        return 0.0
    layout = layout_of(reading)
    line = reading.line_at(date.start)
    kind = layout.kinds[line]
    if kind in ("stamp", "header") and tells_its_day(reading, reading.lines[line]):
        return _OWN_DAY
    if kind in ("stamp", "header", "signature", "furniture"):
        return 0.0
    score = 0.5 + _place(reading, layout, line, date.start) + _context(reading, date)
    if kind == "caption" or layout.in_caption(date.start):
        score -= 2
    return max(score, 0.0)


def _context(reading: Reading, date: DateExpression) -> float:
    """What the words around the expression add: a label, the opening of a sentence, a meeting that is held."""
    lower = reading.lower
    begin, end = _sentence(reading, date.start)
    head = lower[max(begin, date.start - 160) : date.start]
    weights = (
        (6.0, _LABEL.search(lower, max(0, date.start - 40), date.start)),
        (3.0, _OPENING.fullmatch(lower, begin, date.start)),
        (1.0, date.session or date.time),
        (2.0, _HELD_BEFORE.search(head)),
        (1.5, date.relative == 0),
        (1.5, reading.cues_in(date.end, min(end, date.end + _REACH), "hold")),
        (1.5, reading.cues_in(date.end, min(end, date.end + _REACH), "meeting")),
        (-1.5, not date.day),
        (-3.0, date.end_day is None and lower.startswith("từ ngày", date.start)),
        (1.0, _NAMED_BEFORE.search(head)),
        (-4.0, date.trap and not reading.folded[date.start].isupper()),  # in capitals it begins a sentence
        (-3.0, _EARLIER.search(head)),
    )
    return sum(weight for weight, holds in weights if holds)


def _sentence(reading: Reading, position: int) -> tuple[int, int]:
    sentence = reading.sentence_at(position)
    return (sentence.start, sentence.end) if sentence else (0, len(reading.folded))


def _place(reading: Reading, layout: Layout, line: int, position: int) -> float:
    """What the place in the report adds: the lead, which may stand last, and the early text."""
    kinds = layout.kinds
    if kinds[line] == "title":
        return 0.5
    if line >= len(kinds) - 2 and "byline" in kinds[max(0, line - 2) : line]:
        return 2.5
    first = next((i for i, kind in enumerate(kinds) if kind == "body"), 0)
    distance = position - reading.lines[first].start
    return 2.0 if distance < _LEAD else 1.0 if distance < _EARLY else 0.0


def _completed(date: DateExpression, others: list[_Rated], reading: Reading, posted: dt.date | None) -> DateExpression:
    """`date` with what other expressions of the same day tell: year, session, last day."""
    if not date.day and date.relative == 0:
        today = next((r.date for r in others if r.date.day and r.date.relative == 0 and not r.date.trap), None)
        if today:
            date = replace(today, start=date.start, end=date.end)
    same = [r.date for r in others if (r.date.day, r.date.month) == (date.day, date.month) and date.day]
    sessions = len({other.session for other in same if other.session})
    for other in same:
        if (
            date.year is None
            and other.year
            and not _close(date, posted)
            and (other.end_day is None or other.end_month == date.month)
        ):
            date = replace(date, year=other.year)
        if (
            date.session is None
            and other.session
            and sessions == 1
            and not (other.end_day or other.trap)
            and abs(other.start - date.end) < _EARLY
        ):
            date = replace(date, session=other.session)
        if (
            date.end_day is None
            and other.end_day
            and _SPAN_WORDS.search(reading.lower[max(0, other.start - 60) : other.start + 12])
            and not _CAMPAIGN.search(reading.lower, max(0, other.start - 90), other.start)
        ):
            date = replace(date, end_day=other.end_day, end_month=other.end_month, end_year=other.end_year)
    if date.end_day is None and date.day and (last := _last_day(date, reading)):
        date = replace(date, end_day=last.day, end_month=last.month, end_year=last.year)
    if date.session is None and date.end_day is None:
        clock = _clock_told(reading.lower, date.end) if date.time is None else None
        session = session_of(clock) if clock else _session_told(reading.lower, date.end)
        date = replace(date, session=session, time=clock or date.time)
    return date


def _clock_told(lower: str, end: int) -> dt.time | None:
    """The clock time in a line of minutes of its own, right below the day, which ends at `end`: "Thời gian: 7h30 - 8h15"."""
    told = _CLOCK_LABEL.match(lower, end)
    hour, minute = (int(told["hour"]), int(told["minute"] or 0)) if told else (0, 0)
    return dt.time(hour, minute) if told and hour < _HOURS and minute < _MINUTES else None


def _session_told(lower: str, end: int) -> Session | None:
    """The part of the day that the lead tells behind the date, which ends at `end`."""
    if _WHOLE_DAY.search(lower, end, end + _LEAD):
        return "all_day"
    told = _PART_TOLD.search(lower, end, end + _LEAD) if " buổi " in lower[end : end + _LEAD] else None
    return SESSIONS[told["part"]] if told else None


def _last_day(date: DateExpression, reading: Reading) -> DateExpression | None:
    """The day until which the lead says that the meeting lasts."""
    reach = range(date.end, date.end + _LEAD)
    due = (d for d in dates_of(reading) if d.trap == "deadline" and d.start in reach)
    last = next((d for d in due if _UNTIL.search(reading.lower, d.start - _UNTIL_REACH, d.start)), None)
    follows = last is not None and (date.month, date.day) < (last.month, last.day) and last.month - date.month <= 1
    return last if follows else None


def _close(date: DateExpression, posted: dt.date | None) -> bool:
    """Whether the page was posted within weeks after the day, which then settles the year."""
    if posted is None:
        return False
    day = confirmed(date.day, date.month, year_before(date.day, date.month, posted))
    return day is not None and posted - day < dt.timedelta(days=60)


def _resolved(reading: Reading, date: DateExpression, posted: dt.date | None) -> tuple[EventDate, str, float]:
    """The value, the rule that gave its year, and how sure that is."""
    if not date.day:
        start = posted + dt.timedelta(days=_distance(date, posted)) if posted else None
        return EventDate(start, None, date.session, date.time), "event_date.relative", 0.85 if start else 0.3
    if date.lunar:
        return EventDate(None, None, date.session, date.time), "event_date.lunar", 0.3
    year, rule, sure = date.year, "event_date.full", 0.97
    if year is None and posted:
        year, rule, sure = year_before(date.day, date.month, posted), "event_date.year_from_posting", 0.97
    if year is None:
        year, rule, sure = _year_from_text(reading, date), "event_date.year_from_text", 0.93
    if year is None:
        year = _term_begins(reading)
    start = confirmed(date.day, date.month, year) if year else None
    end = _end(date, year) if start and year else None
    return (
        EventDate(start, end, date.session, date.time),
        rule if start else "event_date.no_year",
        sure if start else 0.3,
    )


def _distance(date: DateExpression, posted: dt.date) -> int:
    """Days from the day of posting to a day that is named without a number."""
    if date.weekday is None:
        return date.relative or 0
    if date.relative is not None:
        return date.weekday - posted.weekday() + _WEEK * date.relative
    return -((posted.weekday() - date.weekday - 1) % _WEEK + 1)


def _year_from_text(reading: Reading, date: DateExpression) -> int | None:
    """The year from the rest of the text; papers named there, and earlier days of some year, lie before the meeting."""
    past = []
    for other in dates_of(reading):
        open_ended = reading.lower.startswith("từ", other.start) and other.end_day is None
        open_ended = open_ended and not reading.lower.startswith(_UNTIL_NOW, other.end)
        open_ended = open_ended or lies_ahead(reading.lower, other.start)
        earlier = not other.trap and not open_ended and (other.month, other.day) < (date.month, date.day)
        if other.year and (other.trap == "document" or earlier):
            past.append((other.year, other.month, other.day))
    return infer_year(reading.lower, (date.month, date.day), _title_end(reading), past)


def _term_begins(reading: Reading) -> int | None:
    """The year in which a congress met: the first of the term that its name tells ("nhiệm kỳ 2025-2030")."""
    names = names_of(reading)
    if not names or names[0].kind != "dai_hoi":
        return None
    term = _TERM.search(reading.lower, names[0].start, names[0].end)
    return int(term[1]) if term else None


def _end(date: DateExpression, year: int) -> dt.date | None:
    if date.end_day is None or date.end_month is None:
        return None
    turned = year + 1 if date.end_month < date.month else year
    return confirmed(date.end_day, date.end_month, turned)


def _title_end(reading: Reading) -> int:
    kinds = layout_of(reading).kinds
    return max((line.end for line, kind in zip(reading.lines, kinds, strict=True) if kind == "title"), default=0)


component = register("meeting_event_date", find)
