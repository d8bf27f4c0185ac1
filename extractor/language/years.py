"""The year of a date that the text writes without one: weighed from every year that the report mentions.

A year is taken from the day of posting where there is one; else from the
reporting period ("tổng kết năm 2016" is held in December 2016 or early in
2017), else from the rest of the text: what each mention says about the time of
writing (`year_mentions`), and occasions that have a calendar of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from extractor.language.occasions import EARLIEST, LATEST, told_by_occasions
from extractor.language.year_mentions import FIRST_MONTHS, NUMBER_AFTER, said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# One that may be the meeting's. The pattern begins with letters of its own, which `re` finds many times faster than any of a set.
_NEAR_YEAR = re.compile(r"20\d\d(?<!\w.{4})(?!\d)")
_MONTH = re.compile(r"tháng (1[0-2]|0?[1-9])(?: năm |[/.-])((?:19|20)\d\d)(?!\d)")
# A quarter of which the text counts something up.
_QUARTER = re.compile(r"(?:tính đến|kết thúc)(?: hết| cuối)? quý (i{1,3}|iv|[1-4])(?:/| năm )(20\d\d)(?!\d)(?! sẽ)")
_AHEAD = re.compile(r"\b(?:đến|trước|sẽ|dự kiến|vào|tới)\b")
_SO_FAR_MONTH = re.compile(r"tính đến (?:thời điểm |hết |cuối |đầu )*$")
_ENOUGH = 1.0
# A document has its number from the year in which it was issued.
_ISSUED = re.compile(r"/(20[0-3]\d)/[a-zđ]")
_ITS_NUMBER = re.compile(r"(?<![\d/])\d{1,5}$")
_NUMBER_REACH = 8
_RECENT = 8  # months
_SLACK = dt.timedelta(days=3)
_CLEAR, _TIMES = 6.0, 4.0


def year_before(day: int, month: int, published: dt.date) -> int:
    """The year that puts day and month on or last before the day of posting; three days after it still count."""
    limit = published + _SLACK
    return limit.year if (month, day) <= (limit.month, limit.day) else limit.year - 1


def infer_year(lower: str, day: tuple[int, int], heading_end: int, past: Iterable[tuple[int, int, int]]) -> int | None:
    """Weigh in which year a meeting of `day` (month, day) was held; None where the text (folded, lower case) does not tell.

    Years before `heading_end` stand in the title and weigh more. `past` holds
    days (year, month, day) that the report looks back on: the meeting came after them.
    """
    votes: dict[int, float] = {}
    for year, weight in _votes(lower, day[0], heading_end):
        votes[year] = votes.get(year, 0.0) + weight
    issued = (
        (int(match[1]), 0, 0)
        for match in _ISSUED.finditer(lower)
        if _ITS_NUMBER.search(lower, max(0, match.start() - len("12345")), match.start())
    )
    for year, weight in told_by_occasions(lower, day):
        votes[year] = votes.get(year, 0.0) + weight
    latest = max([*past, *_months_past(lower, day[0]), *issued], default=(0, 0, 0))
    first_year = latest[0] + (day < latest[1:])
    # A day that nearly all other years contradict is a plan told without "sẽ".
    rest = max(votes.values(), default=0.0)
    if rest >= _CLEAR and rest > _TIMES * votes.get(first_year, 0.0) and votes.get(first_year, 0.0) > 0:
        first_year = 0
    for year in [year for year in votes if year < first_year]:
        votes[first_year] = votes.get(first_year, 0.0) + votes.pop(year) / 2
    best = max(votes, key=lambda year: (votes[year], year), default=first_year)
    if votes.get(best, 0.0) >= _ENOUGH:
        return best
    return first_year if best == first_year and _is_late(latest, first_year, day[0]) else None


def _is_late(latest: tuple[int, int, int], year: int, month: int) -> bool:
    """Whether the latest day that the report looks back on lies within the months before the meeting; not where its month is unknown (0)."""
    return latest[0] >= EARLIEST and latest[1] > 0 and (year - latest[0]) * 12 + month - latest[1] <= _RECENT


def _months_past(lower: str, month: int) -> Iterator[tuple[int, int, int]]:
    """Months and quarters with a year that the text looks back on, as (year, month, 0): "trong tháng 3/2017", "từ tháng 8/2016"."""
    for match in _MONTH.finditer(lower):
        planned = (
            _AHEAD.search(lower, max(0, match.start() - 20), match.start())
            or " sẽ " in lower[match.end() : match.end() + 20]
        )
        counted = _SO_FAR_MONTH.search(lower, max(0, match.start() - 20), match.start()) is not None
        if counted or (int(match[1]) <= month and not planned):
            yield int(match[2]), int(match[1]), 0
    if " quý " in lower:
        for match in _QUARTER.finditer(lower):
            yield int(match[2]), FIRST_MONTHS[match[1]], 0


def _votes(lower: str, month: int, heading_end: int) -> Iterator[tuple[int, float]]:
    named: set[str] = set()
    for match in _NEAR_YEAR.finditer(lower):
        year = int(match[0])
        at, end = match.span()
        if not EARLIEST <= year <= LATEST or lower.endswith("số ", 0, at):
            continue
        # A document or a contest that is named again and again says no more than once.
        name = lower[max(0, at - _NUMBER_REACH) : end + 3] if NUMBER_AFTER.match(lower, end) else ""
        if (
            not name
            and at > 1
            and lower[at - 1] == " "
            and lower[at - 2].isalpha()
            and not lower.endswith("năm ", 0, at)
        ):
            name = lower[max(0, at - _NUMBER_REACH) : end]
        if name and name in named:
            continue
        named.add(name)
        scale = 2.0 if at < heading_end else 1.0
        for voted, weight in said_by(lower, at, end, month):
            yield year + voted, weight * scale
