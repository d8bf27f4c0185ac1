"""Formal papers: minutes, notices and the like, whose head names the body that issues them."""

from __future__ import annotations

import re

from extractor.language.layout import Layout
from extractor.language.people import Span
from extractor.language.reading import Reading
from extractor.rules.naming import head_at

# The right column of the head: the state's or the Party's name, the motto.
_RIGHT = re.compile(r"cộng h[òo]a xã hội|đảng cộng sản việt nam|độc lập ?-|số ?:|\|")
_MINUTES_OF = re.compile(r"(?:biên bản|thông báo|minutes)[^\n]{0,12}?(?:cuộc )?họp(?: \w+){0,5}?(?: -|:)? ")


def issuer(reading: Reading, layout: Layout) -> Span | None:
    """The body that issues the paper: the last one named in the left column of its head, or the one in its title."""
    found: Span | None = None
    for line, kind in zip(reading.lines, layout.kinds, strict=True):
        if kind == "title":
            titled = _in_title(reading, line.start, line.end)
            return found or titled
        if kind == "header":
            right = _RIGHT.search(reading.lower, line.start, line.end)
            span = _trimmed(reading.lower, line.start, right.start() if right else line.end)
            if span[0] < span[1] and head_at(reading.folded, reading.lower, *span) is not None:
                found = span
    return found


def _in_title(reading: Reading, start: int, end: int) -> Span | None:
    """The body behind "biên bản họp" in a title."""
    for match in _MINUTES_OF.finditer(reading.lower, start, end):
        at = match.end()
        while at < end:
            if head_at(reading.folded, reading.lower, at, end) is not None and reading.folded[at].isupper():
                return _trimmed(reading.lower, at, end)
            blank = reading.lower.find(" ", at, end)
            at = blank + 1 if blank >= 0 else end
    return None


def _trimmed(lower: str, start: int, end: int) -> Span:
    while start < end and lower[start] in " *#-|\t":
        start += 1
    while end > start and lower[end - 1] in " *#-|,.\t":
        end -= 1
    return start, end


_HOLDER = re.compile(r"[*#+ -]*(?:đơn vị tổ chức|cơ quan tổ chức|đơn vị chủ trì|cơ quan chủ trì|đơn vị|cơ quan)\W{0,4}:\W*")


def labelled_holder(reading: Reading, layout: Layout) -> Span | None:
    """The body behind "Đơn vị tổ chức:" in minutes."""
    for line, kind in zip(reading.lines, layout.kinds, strict=True):
        if kind in ("body", "heading", "title") and (label := _HOLDER.match(reading.lower, line.start, line.end)):
            return _trimmed(reading.lower, label.end(), line.end)
    return None
