"""When the page was posted, from its posting line or, in a formal paper, from its line of place and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Published
from extractor.language.layout import layout_of
from extractor.language.papers import tells_its_day
from extractor.language.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


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
                span = (line.start + start, line.start + end)
                yield reading.finding("published", span, Published(moment, has_time), rule, confidence)
                return


component = register("meeting_published", find)
