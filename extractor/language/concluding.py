"""Whose conclusions a paper lists: the person whom the heading names, or the one who chairs; nobody's where a body decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.chairing import chairs_of
from extractor.language.layout import layout_of
from extractor.language.papers import paper_in
from extractor.language.people import honorifics_end, name_at, post_at
from extractor.language.reading import once
from extractor.language.sections import sections_of

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

# A heading over what somebody says, and one over what a body does.
_SAYS = re.compile(r"\b(?:kết luận|chỉ đạo|bế mạc|phát biểu)\b")
_OF_BODY = re.compile(
    r"\bcủa (?:đoàn|hội đồng|ban|ủy ban|tổ|tập thể|đại hội|hđqt|hđnd|ubnd|chi bộ|thường trực|ban thường vụ)\b"
)
_SPEAKS = re.compile(r"\b(?:ông|bà|đồng chí|đ/c|anh|chị|cô|thầy) ")


class Concluder(NamedTuple):
    """Who concluded: the folded spans of the name and, where it is known, of the post; no name where a body did."""

    name: Span | None
    post: Span | None


@once
def concluder_of(reading: Reading) -> Concluder | None:
    """Who concluded by the headings of a paper; None where it has no part for conclusions, or the headings do not tell."""
    sections = sections_of(reading)
    openings = [
        reading.lines[at] for at in sorted({s.opened for s in sections if s.part == "conclusions" and s.opened >= 0})
    ]
    if not openings:
        return Concluder(None, None) if any(s.part == "votes" for s in sections) else None
    chairs = [(item.name, item.post) for item, _ in chairs_of(reading) if item.name]
    paper = paper_in(reading)
    if paper is not None and paper.kind == "notice":  # whose title may name the person
        openings += [
            line for line, kind in zip(reading.lines, layout_of(reading).kinds, strict=True) if kind == "title"
        ]
    says = [line for line in openings if _SAYS.search(reading.lower, line.start, line.end)]
    for line in says:
        words = reading.lower[line.start : line.end]
        if named := next((chair for chair in chairs if reading.lower[slice(*chair[0])] in words), None):
            return Concluder(*named)
        if name := _named_in(reading, line.start, line.end):
            return Concluder(name, None)
    if not says or any(_OF_BODY.search(reading.lower, line.start, line.end) for line in says):
        return Concluder(None, None)
    return Concluder(*chairs[0]) if len(chairs) == 1 else None


def _named_in(reading: Reading, start: int, end: int) -> Span | None:
    """The person whom a heading names behind an honorific."""
    for match in _SPEAKS.finditer(reading.lower, start, end):
        at = honorifics_end(reading, match.start(), end) or match.end()
        stop = name_at(reading, at, end)
        if stop is not None and post_at(reading, at, end) is None:
            return at, stop
    return None
