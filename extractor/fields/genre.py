"""What kind of paper the report is: news, minutes ("biên bản") or notice of a conclusion ("thông báo")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Code
from extractor.language.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading

_MINUTES = re.compile(r"[#* ]*(?:biên bản|meeting minutes|minutes of)\b")
_NOTICE = re.compile(r"[#* ]*(?:thông báo|kết luận)\b")


def find(reading: Reading) -> Iterator[Finding]:
    """The genre, grounded in the title line that tells it, else in the first line."""
    kinds = layout_of(reading).kinds
    formal = "header" in kinds
    for line, kind in zip(reading.lines, kinds, strict=True):
        if kind != "title":
            continue
        span = (line.start, line.end)
        capitals = reading.folded[line.start : line.end].lstrip("#* ")[:8].isupper()
        if _MINUTES.match(reading.lower, line.start) and (formal or capitals or reading.folded[line.start] == "#"):
            yield reading.finding("genre", span, Code("minutes"), "genre.minutes", 0.95)
            return
        if _NOTICE.match(reading.lower, line.start) and (formal or capitals):
            yield reading.finding("genre", span, Code("notice"), "genre.notice", 0.95)
            return
    if reading.lines:
        first = reading.lines[0]
        yield reading.finding("genre", (first.start, first.end), Code("news"), "genre.news", 0.97)


component = register("meeting_genre", find)
