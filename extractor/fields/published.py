"""When the page was posted, from its posting line or, in a formal paper, from its line of place and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Published
from extractor.language.calendar import confirmed
from extractor.language.dates import dates_of
from extractor.language.layout import layout_of
from extractor.language.papers import tells_its_day
from extractor.language.stamps import read_stamp
from extractor.language.years import year_before

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.dates import DateExpression
    from extractor.language.reading import Reading
    from extractor.language.sentences import Line

# Beside such a clock most pages print the month first, some the day.
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b")
_MONTHS, _LATELY = 12, 12


def find(reading: Reading) -> Iterator[Finding]:
    """The posting date, with its time where the line gives one."""
    layout = layout_of(reading)
    for kind, rule, confidence in (("stamp", "published.stamp", 0.98), ("header", "published.place_and_date", 0.9)):
        for line, line_kind in zip(reading.lines, layout.kinds, strict=True):
            if line_kind != kind or tells_its_day(reading, line):
                continue
            found = read_stamp(reading.lower[line.start : line.end])
            if found:
                moment, has_time, start, end = found
                moment = _near_lead(reading, moment, line)
                span = (line.start + start, line.start + end)
                yield reading.finding("published", span, Published(moment, has_time), rule, confidence)
                return


def _near_lead(reading: Reading, moment: dt.datetime, line: Line) -> dt.datetime:
    """The moment, with day and month the other way round where a clock with AM/PM leaves that open and the lead tells a day just before."""
    american = _HALF_DAY.search(reading.lower, line.start, line.end)
    if not american or moment.day > _MONTHS or moment.day == moment.month:
        return moment
    lead = next((d for d in dates_of(reading) if d.start >= line.end and d.day and not d.trap and not d.lunar), None)
    other = moment.replace(day=moment.month, month=moment.day)
    if lead is None:
        return moment
    return other if _since(lead, other) < _LATELY and _since(lead, moment) > 2 * _LATELY else moment


def _since(date: DateExpression, moment: dt.datetime) -> int:
    """Days from the date, in its year or the last before, to the moment."""
    year = date.year or year_before(date.day, date.month, moment.date())
    day = confirmed(date.day, date.month, year)
    return abs((moment.date() - day).days) if day else 10 * _LATELY


component = register("meeting_published", find)
