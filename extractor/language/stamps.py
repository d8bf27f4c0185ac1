"""The day and time of a posting line, in the orders and spellings that pages print."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from extractor.language.calendar import confirmed

VIETNAM = dt.timezone(dt.timedelta(hours=7))
"""The time that pages and papers tell."""

# Day, month and year in the orders that pages print; the order of the first is settled by `_ordered`.
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?: ?,)? tháng (\d{1,2})(?:,? năm|,| -)? (\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d/.-])t?(\d{1,2}) ?[:h] ?(\d\d)(?:[:.](\d\d))?(?! ?[/-])(?: ?([ap])\.?m\b| ?(sa|ch)\b)?")
_ZONE = re.compile(r"gmt ?[+-] ?\d+|[+-]\d\d:\d\d$")
_NOON = 12

Piece = tuple[dt.date, int, int]


@lru_cache(maxsize=64)
def read_stamp(low: str) -> tuple[dt.datetime, bool, int, int] | None:
    """Moment, whether a clock time is given, and the span, of a posting line in lower case."""
    date = _date(low)
    if not date:
        return None
    day, start, end = date
    clock = _CLOCK.search(_ZONE.sub(lambda m: " " * len(m[0]), low[:start] + " " * (end - start) + low[end:]))
    time = _time(clock) if clock else None
    if clock and time is not None:
        start, end = min(start, clock.start()), max(end, clock.end())
    return dt.datetime.combine(day, time or dt.time()), time is not None, start, end


def _date(low: str) -> Piece | None:
    for pattern, order in ((_ISO, "ymd"), (_WORDS, "dmy"), (_NUMERIC, "")):
        match = pattern.search(low)
        if not match:
            continue
        if order == "ymd":
            year, month, day = int(match[1]), int(match[2]), int(match[3])
        elif order == "dmy":
            day, month, year = int(match[1]), int(match[2]), int(match[3])
        else:
            day, month = _ordered(int(match[1]), int(match[3]), low)
            year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        date = confirmed(day, month, year)
        if date:
            return date, match.start(), match.end()
    return None


def _ordered(first: int, second: int, low: str) -> tuple[int, int]:
    """Day and month of a stamp: day first, but month first beside a clock with AM/PM or where 13 to 31 comes second."""
    american = bool(re.search(r"\d ?[ap]\.?m\b", low))
    if second > _NOON >= first or (american and first <= _NOON):
        return second, first
    return first, second


def _time(clock: re.Match[str]) -> dt.time | None:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    half = clock[4] or {"sa": "a", "ch": "p"}.get(clock[5] or "")
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None
