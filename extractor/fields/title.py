"""The headline: the title lines of the layout, without the marks of a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted
from extractor.language.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


# A date in brackets that the page sets behind the headline.
_DATED = re.compile(r" ?[(\[]\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[ \d:|-]*[)\]]$")


def find(reading: Reading) -> Iterator[Finding]:
    """The title, which may run over several lines; none where the text begins with a paragraph."""
    lines = [line for line, kind in zip(reading.lines, layout_of(reading).kinds, strict=True) if kind == "title"]
    if not lines:
        return
    start, end = lines[0].start, lines[-1].end
    text = reading.folded[start:end]
    start += len(text) - len(text.lstrip("#* "))
    end -= len(text) - len(text.rstrip("* "))
    if dated := _DATED.search(reading.lower, start, end):
        end = dated.start()
    if start < end:
        rule = "title.lines" if len(lines) > 1 else "title.line"
        yield reading.finding("title", (start, end), Quoted(), rule, 0.93 if len(lines) > 1 else 0.98)


component = register("meeting_title", find)
