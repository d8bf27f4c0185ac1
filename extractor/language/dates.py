"""Date expressions of a report: found in one pass over its digits, read by number, and told apart by what they date.

`dates_of(reading)` gives every `DateExpression` in text order. Nothing is
resolved here: a missing year stays missing (see `years`), "sáng nay" keeps its
distance in days, and a lunar date is only marked. Offsets are into the folded text.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.language.date_traps import TET_DAY, trap_of
from extractor.language.reading import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Session
    from extractor.language.date_traps import Trap
    from extractor.language.reading import Reading


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as the text writes it; `start`, `end` span it with session, clock and "ngày".

    `day` and `month` are 0 where the words name a day by its distance from the
    day of writing (`relative`, in days: "hôm qua" is -1) or as a `weekday`
    (Monday is 0) that is past, with `relative` in weeks where the words tell the
    week ("tuần trước" is -1). `end_day`, `end_month` and `end_year` are set for
    ranges and lists of days.
    """

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int | None = None
    end_day: int | None = None
    end_month: int | None = None
    end_year: int | None = None
    session: Session | None = None
    time: dt.time | None = None
    relative: int | None = None
    weekday: int | None = None
    lunar: bool = False
    trap: Trap | None = None


_MONTH_WORDS = {
    "giêng": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "chạp": 12,
}
_LUNAR_MONTHS = ("giêng", "chạp")


def _point(n: str) -> str:
    """A day with its month, as "28/12/2016", "7-2", "27.6" or "28 tháng 12 năm 2016"; groups end in `n`."""
    words = "|".join(_MONTH_WORDS)
    return (
        rf"(?P<d{n}>[0-3]?\d)(?:"
        rf" ?(?P<s{n}>[/.-]) ?(?P<m{n}>[01]?\d)(?!\d)(?: ?(?P=s{n}) ?(?P<y{n}>(?:19|20)\d\d|[12]\d)(?!\d)|,? năm (?P<v{n}>(?:19|20)\d\d)(?!\d))?"
        rf"|,? ?/?tháng (?P<t{n}>[01]?\d(?!\d)|(?:{words})\b)(?:,? ?(?:năm|/|-) ?(?P<w{n}>(?:19|20)\d\d)(?!\d)|, (?P<x{n}>20\d\d)(?!\d))?)"
    )


_JOIN = r"(?: ?- ?| đến | tới |, | và | & )(?:hết )?(?:(?:buổi )?(?P<join{n}>sáng|trưa|chiều|tối) )?(?:ngày )?"
_CANDIDATE = re.compile(
    r"[0-9](?<![\w,./-].)[0-9]{0,3}(?= ?[-/.,&] ?(?:ngày )?[0-9]|,? tháng |/tháng | và | đến | tới )"
)
# "thứ 7, 10/8": a weekday, no list of days.
_WEEKDAY_NUMBER = re.compile(r"thứ \d,")
_PARSE = re.compile(
    r"(?P<iy>(?:19|20)\d\d)(?P<is>[-/.])(?P<im>[01]?\d)(?P=is)(?P<id>[0-3]?\d)(?!\d)"
    rf"|(?P<d0>[0-3]?\d)(?:(?:, | - )[0-3]?\d)*{_JOIN.format(n=1)}{_point('b')}"
    rf"|{_point('a')}(?:{_JOIN.format(n=2)}{_point('c')})?"
)
# What may follow a date: no percentage, no further number, no unit of measure.
_NOT_DATE_AFTER = re.compile(
    r" ?%|[/.,-]\d|\w| (?:tỷ|tỉ|triệu|nghìn|ngàn|điểm|người|xã|huyện|hộ|lần|m\b|km|ha\b|tấn|đồng|thành viên|đại biểu)\b"
)
_WEEKDAY = r"thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|t[2-7]\b|cn\b"
_LEFT = re.compile(
    r"(?:(?P<hour>\d{1,2}) ?(?:giờ|h|g|:)(?: ?(?P<minute>\d\d)(?!\d) ?(?:phút|'|p\b)?)?(?: ?\(?(?P<clockpart>sáng|trưa|chiều|tối)\)?)?(?:,| -)? ?)?"
    r"(?:(?:vào )?(?:buổi )?(?P<session>cả ngày|sáng|trưa|chiều|tối|đêm|hôm|đầu giờ (?:sáng|chiều))(?: sớm| muộn|(?<=chiều) tối)?(?: và (?P<second>chiều|tối))?(?: hôm)?(?: (?P<near>nay|qua))?(?:,| -)? ?)?"
    rf"(?:,? ?(?:{_WEEKDAY})(?: (?:tuần (?:qua|trước|này|rồi)|(?:đầu|cuối) tuần|vừa qua|vừa rồi|vừa|qua))?(?:,| -)? ?)?"
    rf"(?:\(|vào )?(?P<range>từ |trong |các |cả |suốt )*(?:(?P<count>hai|ba|bốn|(?<!số )\d{{1,2}}|các|những) )?(?:ngày|hôm)? ?:?(?:{_WEEKDAY})?,? ?\(?(?P<moon>mùng|mồng|rằm)? ?$"
)
_SESSION_BEHIND = re.compile(
    r"(?:(?:,? (?:vào |trong )?| \()buổi | \((?=\w+\)))(?P<part>sáng|trưa|chiều|tối)(?!\w)\)?(?! và)"
)
_CLOCK_BEHIND = re.compile(
    r"(?:,? (?:vào |bắt đầu )?(?:lúc|hồi)|[ ;,-]{1,3}thời gian:?|,(?= \d\d?[:h]\d\d)) (\d\d?) ?(?:giờ|h|g|:) ?(?:(\d\d)(?!\d))?(?: ?phút| ?')?"
)
_DISTANCES = {"nay": 0, "qua": -1, "kia": -2}
_WEEKS = {"này": 0, "trước": -1, "rồi": -1}  # "thứ ba tuần này"
_RELATIVE_LEFT = re.compile(
    r"(?:(?P<session>sáng|trưa|chiều|tối|đêm)(?:(?<=chiều) tối)?(?: hôm| ngày)?|(?:trong )?(?:ngày )?hôm|(?:(?P<part>sáng|trưa|chiều|tối) )?(?:ngày )?(?P<weekday>thứ \w+|chủ nhật)(?: vừa| tuần)) $"
)
_WEEKDAYS = ("hai|2", "ba|3", "tư|4", "năm|5", "sáu|6", "bảy|bẩy|7", "nhật")
SESSIONS: dict[str, Session] = {
    "sáng": "morning",
    "trưa": "noon",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "evening",
    "cả ngày": "all_day",
}
_LUNAR = re.compile(r"[ ,]*\(?(?:âm lịch|al\b|âl\b|tháng (?:giêng|chạp))")

_LEFT_SPAN = 64
_AT_EDGES = " (:,-"  # of the words before the numbers
# What the words of `_LEFT` may begin with.
_LEFT_BEGINS = re.compile(
    r"[0-9(vbsctđhnm](?<!\w.)(?:(?<=[0-9(])|(?<=v)ào|(?<=b)(?:uổi|a|ốn)|(?<=s)(?:áng|uốt)|(?<=c)(?:ả|ác|hiều|hủ|n)"
    r"|(?<=t)(?:rưa|ối|hứ|ừ|rong|[2-7])|(?<=đ)(?:êm|ầu)|(?<=h)(?:ôm|ai)|(?<=n)(?:gày|hững)|(?<=m)(?:ùng|ồng))"
)
_TET_REACH = 40  # before a bracket
_LATELY = ("vừa qua (", "vừa rồi (", "mới đây (", "tuần qua (", "cuối tuần (", "đầu tuần (")


# Several fields ask for the dates of the same report in turn.
@once
def dates_of(reading: Reading) -> tuple[DateExpression, ...]:
    """Find the date expressions of the report, in text order."""
    return find_dates(reading.lower)


def find_dates(lower: str) -> tuple[DateExpression, ...]:
    """Find the date expressions of a folded text in lower case, in text order."""
    found: list[DateExpression] = []
    done = 0
    for candidate in _CANDIDATE.finditer(lower):
        if candidate.start() < done or _WEEKDAY_NUMBER.match(lower, candidate.start() - 4):
            continue
        match = _PARSE.match(lower, candidate.start())
        if match and _falls_back(match):
            match = _PARSE.match(lower, match.start(), match.start("dc"))
        if match and (date := _expression(lower, match)):
            done = match.end()
            found.append(date)
    found += _relatives(lower, found)
    return tuple(sorted(found, key=lambda date: date.start))


def _falls_back(match: re.Match[str]) -> bool:
    """Whether a comma joins a day to one that stands for itself ("ngày Thương binh 27/7, ngày 25/7", "ngày 3/2/2024, sáng 5/3")."""
    if not match["dc"]:
        return False
    (first, last), between = _numbers(match), match.string[match.start("da") : match.start("dc")]
    if "," in between and (match["join2"] or (first and first[2] and match["ya"])):
        return True
    return bool(
        first and last and "," in between and (last[2] or 0, last[1], last[0]) <= (first[2] or 0, *first[1::-1])
    )


def _expression(lower: str, match: re.Match[str]) -> DateExpression | None:
    """The expression around the numbers of `match`, or None where they are no date."""
    first, last = _numbers(match)
    if first is None or not _possible(*first) or (last and not _possible(*last)):
        return None
    start, end = match.span()
    if _NOT_DATE_AFTER.match(lower, end):
        return None
    left = _words_before(lower, start)
    lead = left[0].strip(_AT_EDGES) if left else ""
    last_day, last_month, last_year = last or (None, None, None)
    year = first[2] or last_year
    if not (year or lead or _governed(lower, match, ranged=last is not None)):
        return None  # "25/30 xã", "5-7 tỷ": numbers alone are no date
    begin = start - len(left[0].lstrip(_AT_EDGES)) if left and lead else start
    if lower.startswith("vào ", begin):
        begin += len("vào ")
    if "(" in lower[begin:start] and lower.startswith(")", end):
        end += 1
    session, time, end = _session_and_time(match, left, end, ranged=last is not None)
    return DateExpression(
        begin,
        end,
        first[0],
        first[1],
        year,
        last_day,
        last_month,
        last_year,
        session=session,
        time=time,
        relative=_DISTANCES.get(left["near"]) if left else None,
        lunar=match["ta"] in _LUNAR_MONTHS or bool(_LUNAR.match(lower, end)),
        trap=trap_of(lower, begin, start, end, ranged=last is not None),
    )


def _governed(lower: str, match: re.Match[str], *, ranged: bool) -> bool:
    """Whether words tell that the numbers are a date: a month, words before, or a bracket around several days or the day of "Tết"."""
    if _worded(match) or _listed_before(lower, match.start()):
        return True
    if not (lower.endswith("(", 0, match.start()) and lower.startswith(")", match.end())):
        return False
    before = max(0, match.start() - _TET_REACH), match.start()
    return ranged or lower.endswith(_LATELY, *before) or TET_DAY.search(lower, *before) is not None


def _session_and_time(
    match: re.Match[str], left: re.Match[str] | None, end: int, *, ranged: bool
) -> tuple[Session | None, dt.time | None, int]:
    """What the words around the numbers tell of session and clock, and where the whole then ends; without them it ends at `end`."""
    lower = match.string
    session, time = _part_of_day(left) if left else (None, None)
    joined = match["join1"] or match["join2"]
    if joined and SESSIONS[joined] != session:
        session = None  # "từ sáng 10/7 đến trưa 11/7"
    if time is None:
        end, time = _clock_behind(lower, end)
        session = session or (session_of(time) if time else None)
    if session is None and not ranged and (behind := _SESSION_BEHIND.match(lower, end)):
        session, end = SESSIONS[behind["part"]], behind.end()
    return session, time, end


def _clock_behind(lower: str, end: int) -> tuple[int, dt.time | None]:
    """The clock time right behind a date ("ngày 5/3 lúc 8h00"), and where the whole then ends."""
    clock = _CLOCK_BEHIND.match(lower, end)
    if clock and int(clock[1]) < 24 and int(clock[2] or 0) < 60:
        return clock.end(), dt.time(int(clock[1]), int(clock[2] or 0))
    return end, None


def _words_before(lower: str, start: int) -> re.Match[str] | None:
    """The longest run of words before `start` that belong to the date: session, clock, weekday, "ngày"."""
    first = max(0, start - _LEFT_SPAN, lower.rfind("\n", 0, start) + 1)
    for word in _LEFT_BEGINS.finditer(lower, first, start):
        if left := _LEFT.match(lower, word.start(), start):
            return left
    return None


Point = tuple[int, int, "int | None"]


def _numbers(match: re.Match[str]) -> tuple[Point | None, Point | None]:
    """Day, month and year of the first and, in a range or list, of the last day."""
    if match["iy"]:
        return (int(match["id"]), int(match["im"]), int(match["iy"])), None
    if match["d0"]:
        last = _one(match, "b")
        return (int(match["d0"]), last[1], last[2]), last
    first = _one(match, "a")
    if not match["dc"]:
        return first, None
    last = _one(match, "c")
    return (first[0], first[1], first[2] or last[2]), (last[0], last[1], last[2] or first[2])


def _one(match: re.Match[str], n: str) -> Point:
    month = match[f"m{n}"] or match[f"t{n}"]
    year = match[f"y{n}"] or match[f"v{n}"] or match[f"w{n}"] or match[f"x{n}"]
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return int(match[f"d{n}"]), int(month) if month.isdigit() else _MONTH_WORDS[month], full


def _possible(day: int, month: int, year: int | None) -> bool:
    try:
        dt.date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _worded(match: re.Match[str]) -> bool:
    """Whether the month is written with "tháng" and a year stands with it."""
    return bool(match["wa"] or match["wb"])


def _listed_before(lower: str, start: int) -> bool:
    """Whether words that govern a date stand before bare numbers ("sáng và chiều 5/3", "tối 4/5 và 5/5")."""
    return lower[max(0, start - 6) : start].endswith((" nay ", " qua ", " nay, ", "từ ", " đến ", " hôm ", " vào "))


def _part_of_day(left: re.Match[str]) -> tuple[Session | None, dt.time | None]:
    """Session and clock time that the words before a date give."""
    time = None
    if left["hour"] and int(left["hour"]) < 24 and int(left["minute"] or 0) < 60:
        time = dt.time(int(left["hour"]), int(left["minute"] or 0))
    word = left["session"] or left["clockpart"] or ""
    word = word.removeprefix("đầu giờ ")
    if word == "sáng" and left["second"] == "chiều":
        return "all_day", time
    if word in SESSIONS:
        return SESSIONS[word], time
    return (session_of(time) if time else None), time


def session_of(time: dt.time) -> Session:
    """The session of a clock time: noon from half past eleven to one, evening from six."""
    if time < dt.time(11, 30):
        return "morning"
    if time < dt.time(13):
        return "noon"
    return "afternoon" if time < dt.time(18) else "evening"


def _weekday(words: str) -> int | None:
    """The weekday that the words name, Monday being 0."""
    name = words.rsplit(maxsplit=1)[-1]
    return next((number for number, names in enumerate(_WEEKDAYS) if name in names.split("|")), None)


def _relatives(lower: str, numbered: list[DateExpression]) -> list[DateExpression]:
    """Days named by their distance from the day of writing: "sáng nay", "hôm qua", "thứ bảy vừa qua"."""
    found: list[DateExpression] = []
    words = _DISTANCES | _WEEKS if " tuần " in lower else _DISTANCES
    for word, distance in words.items():
        for at in _places_of(word, lower):
            left = _RELATIVE_LEFT.search(lower, max(0, at - 24), at)
            if not left or any(date.start <= at < date.end for date in numbered):
                continue
            part = left["session"] or left["part"]
            date = DateExpression(left.start(), at + len(word), session=SESSIONS[part] if part else None)
            if left["weekday"]:
                weekday, week = _weekday(left["weekday"]), _WEEKS.get(word)
                found += (
                    [replace(date, weekday=weekday, relative=week)] if weekday is not None and word != "nay" else []
                )
            elif word in _DISTANCES:
                found.append(replace(date, relative=distance))
    return found


def _places_of(word: str, lower: str) -> Iterator[int]:
    """Where the word stands behind a blank."""
    blank_and_word = f" {word}"
    at = lower.find(blank_and_word) + 1
    while at:
        end = at + len(word)
        behind = lower[end : end + 1]
        if not behind.isalnum() and behind != "_":
            yield at
        at = lower.find(blank_and_word, at) + 1
