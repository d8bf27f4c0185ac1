"""Who wrote the report or whom it was taken from: a line of its own, or the last words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted
from extractor.language.layout import is_byline, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """The byline, if there is one."""
    kinds = layout_of(reading).kinds
    for line, kind in zip(reversed(reading.lines), reversed(kinds), strict=True):
        if kind == "byline":
            yield reading.finding("byline", (line.start, line.end), Quoted(), "byline.line", 0.9)
            return
    if not reading.sentences or (kinds and kinds[-1] != "body"):
        return
    last = reading.sentences[-1]
    opens_line = last.start == reading.lines[last.line].start
    if not opens_line and is_byline(reading.folded[last.start : last.end], reading.lower[last.start : last.end]):
        yield reading.finding("byline", (last.start, last.end), Quoted(), "byline.last_words", 0.8)


component = register("meeting_byline", find)
