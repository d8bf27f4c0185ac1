"""Formal papers: minutes, notices and the like, whose head names the body that issues them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.bullets import names_chair
from extractor.language.pieces import opens_list
from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.layout import Layout
    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence

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


_HOLDER = re.compile(
    r"[*#+ -]*(?:đơn vị tổ chức|cơ quan tổ chức|đơn vị chủ trì|cơ quan chủ trì|đơn vị|cơ quan)\W{0,4}:\W*"
)


def labelled_holder(reading: Reading, layout: Layout) -> Span | None:
    """The body behind "Đơn vị tổ chức:" in minutes."""
    for line, kind in zip(reading.lines, layout.kinds, strict=True):
        if kind in ("body", "heading", "title") and (label := _HOLDER.match(reading.lower, line.start, line.end)):
            return _trimmed(reading.lower, label.end(), line.end)
    return None


_SECTION = re.compile(
    r"[*# ]*(?:[ivx]{1,4}[.)]|phần|nội dung|diễn biến|mục|\d+[.)] ?(?:nội dung|diễn biến|chương trình|thời gian))"
)
_LINE_LIMIT = 400  # longer lines are running text
_LINES_LIMIT = 40


def under_label(reading: Reading, sentence: Sentence, label: Span) -> Span | None:
    """What a label such as "Thành phần tham dự:" introduces: the rest of its line, and the items in the lines below.

    None where the words at `label` are no label: something stands before them, or no colon and more than them behind.
    """
    lower, line = reading.lower, reading.lines[sentence.line]
    if lower[sentence.start : label[0]].strip(' -+*#.:)(0123456789ivx"'):
        return None
    if not lower.startswith(":", _behind_blanks(lower, label[1])) and not _is_heading(reading, label, line.end):
        return None
    end = line.end
    for number in range(sentence.line + 1, min(len(reading.lines), sentence.line + _LINES_LIMIT)):
        following = reading.lines[number]
        if not _is_item(reading, following.start, following.end):
            break
        end = following.end
    colon = lower.find(":", label[1], line.end)
    begin = colon + 1 if colon >= 0 else line.end
    return (begin, end) if begin < end else None


def _behind_blanks(lower: str, at: int) -> int:
    while at < len(lower) and lower[at] in ' *"':
        at += 1
    return at


def _is_item(reading: Reading, start: int, end: int) -> bool:
    """Whether the line names somebody present, and is no heading of the next section."""
    if end - start > _LINE_LIMIT or reading.folded[start:end].isupper() or _SECTION.match(reading.lower, start, end):
        return False
    return opens_list(reading, start, end) or names_chair(reading.lower, start, end)


def _is_heading(reading: Reading, label: Span, end: int) -> bool:
    """Whether the label stands alone in its line, or in capitals."""
    rest = reading.lower[label[1] : end].strip(" .*:")
    return reading.folded[slice(*label)].isupper() or rest in ("", "tham dự", "gồm", "gồm có")
