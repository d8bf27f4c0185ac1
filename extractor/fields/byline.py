"""Who wrote the report or whom it was taken from: a line of its own, or the last words of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted
from extractor.language.layout import is_byline, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


_LABEL = re.compile(
    r"[(* ]*(?:(?:tin|bài|ảnh|và|bài viết|hình|clip|video|tổng hợp|thực hiện|nguồn|tác giả|biên tập|người viết|đưa tin|theo|pv|ctv)(?:[ ,/&+-]+(?=\w)|(?= ?:)))+(?::|(?<=theo )) ?"
)
_GLOSS = re.compile(r" ?\([^()]*\)[.) ]*$|(?<![-.)* ])[-.)* ]+$")


def _name(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The writer alone, without the label before the name and the gloss in brackets behind it."""
    label = _LABEL.match(reading.lower, start, end)
    if label and label.end() < end:
        start = label.end()
    bare = reading.folded[start:end].lstrip("(*")
    start = end - len(bare)
    gloss = _GLOSS.search(bare)
    return (start, start + gloss.start()) if gloss and gloss.start() > 1 and not _initials(bare) else (start, end)


def _initials(words: str) -> bool:
    """Whether the full stop at the end belongs to a name such as "Đ.T."."""
    return words[-1] == "." and words[-3:-2] == "."


def find(reading: Reading) -> Iterator[Finding]:
    """The byline, if there is one."""
    kinds = layout_of(reading).kinds
    for line, kind in zip(reversed(reading.lines), reversed(kinds), strict=True):
        if kind == "byline":
            yield reading.finding("byline", _name(reading, line.start, line.end), Quoted(), "byline.line", 0.9)
            return
    if not reading.sentences or (kinds and kinds[-1] != "body"):
        return
    last = reading.sentences[-1]
    opens_line = last.start == reading.lines[last.line].start
    if not opens_line and is_byline(reading.folded[last.start : last.end], reading.lower[last.start : last.end]):
        yield reading.finding("byline", _name(reading, last.start, last.end), Quoted(), "byline.last_words", 0.8)


component = register("meeting_byline", find)
