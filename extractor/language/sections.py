"""The parts of minutes and notices: those present, reports, opinions, conclusions, votes.

A heading is told by its words (`rules/sections.toml`) and holds for the lines below it, until
a heading or an item of the same or a higher level: "III." stands above "2.", that above "2.1", "a)" and "-".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.bullets import behind_bullet
from extractor.language.layout import layout_of
from extractor.language.papers import paper_in
from extractor.language.reading import once
from extractor.rules.sections import section_of

if TYPE_CHECKING:
    from extractor.language.papers import Paper
    from extractor.language.reading import Reading
    from extractor.language.sentences import Line
    from extractor.rules.sections import Part

_LEVELS = (
    (1, re.compile(r"[*# ]{0,9}(?:(?:[ivx]{1,5}|[A-HĐ])[.)/]|[ivx]{1,5} ?-)\s")),
    (2, re.compile(r"[*# ]{0,9}\(?\d{1,2}[.)/](?!\d)")),
    (3, re.compile(r"[*# ]{0,9}\(?(?:\d{1,2}(?:\.\d{1,2}){1,9}[.)]?|[a-zđ][.)/])\s")),
    (4, re.compile(r"[*# ]{0,9}[-+*•▪●◦✓]")),
)
_WHOLE, _UNNUMBERED, _ITEM = 0.6, 1.5, 4.0
_NUMBERED, _BELOW = 2, 2.5  # "3.", and "1." of a list that begins anew below it
_DIGITS = re.compile(r"[*# ]{0,9}\(?(\d{1,2})[.)/](?!\d)")
_HEADING_LIMIT, _ANNOUNCING_LIMIT = 110, 260
_CLOSING = re.compile(
    r"kết thúc (?:lúc|vào lúc|hồi) \d|kết thúc (?:giao ban|cuộc họp|buổi họp|phiên họp|hội nghị|sinh hoạt) (?:lúc|vào|hồi)\b|mọi người (?:cùng )?(?:nghe|nhất trí)|(?:(?:cuộc|buổi|phiên|kỳ) (?:họp|sinh hoạt|làm việc|giám sát)|hội nghị|đại hội|họp)\b[^.;\n]{0,25}\b(?:kết thúc|bế mạc)\b|biên bản\b[^.\n]{0,30}\b(?:lập|đọc|thông qua|làm thành|kết thúc)\b"
    r"|trên đây là|[^.\n]{3,70}\bthông báo (?:để|đến|tới)\b|đề nghị các [^.\n]{3,60}nghiêm túc thực hiện\W*$"
)


class Section(NamedTuple):
    """The part that a line belongs to, "" for none; whether it is a heading; which line opened the part (-1 for none)."""

    part: Part | str
    heading: bool
    opened: int


_NOWHERE = Section("", heading=False, opened=-1)


@once
def sections_of(reading: Reading) -> tuple[Section, ...]:
    """One section a line; all of them empty in news."""
    paper = paper_in(reading)
    if paper is None or paper.kind not in ("minutes", "notice"):
        return (_NOWHERE,) * len(reading.lines)
    kinds = layout_of(reading).kinds
    found: list[Section] = []
    open_parts: list[tuple[float, Part | str, int]] = []
    awaited = 0  # the next number of a list that began anew below a numbered heading
    for index, line in enumerate(reading.lines):
        if kinds[index] not in ("body", "heading"):
            found.append(_NOWHERE)
            continue
        if _CLOSING.match(reading.lower, line.start, line.end):
            found.append(Section("closing", heading=True, opened=-1))
            continue
        level = _level(reading, line)
        if level == _NUMBERED:
            if number_of(reading, line) == awaited:
                level, awaited = _BELOW, awaited + 1
            else:
                awaited = 0
        part = _opened(reading, index, level)
        if level == _NUMBERED and _begins_anew(reading, index):
            awaited = 1
        if part is not None:
            place = _place(paper, part, level)
            open_parts = [one for one in open_parts if one[0] < place]
            open_parts.append((place, part, index))
            found.append(Section(part, heading=True, opened=index))
            continue
        if level is not None and level < _ITEM:
            open_parts = [one for one in open_parts if one[0] < level]
        _, within, opened = open_parts[-1] if open_parts else (0, "", -1)
        found.append(Section(within, heading=_parts_off(reading, index, level), opened=opened))
    return tuple(found)


def _level(reading: Reading, line: Line) -> float | None:
    """The level of the number or mark that opens a line; None where there is none."""
    for level, pattern in _LEVELS:
        text = reading.lower if level != 1 else reading.folded
        if pattern.match(text, line.start, line.end) or (
            level == 1 and pattern.match(reading.lower, line.start, line.end) and reading.folded[line.start].isupper()
        ):
            return level
    return 0.5 if reading.folded[line.start : line.end].isupper() else None


def _opened(reading: Reading, index: int, level: float | None) -> Part | None:
    """The part that the line opens as a heading."""
    line = reading.lines[index]
    start = _behind_number(reading, line)
    words = reading.lower[start : line.end].strip(" *#")
    announces = words.endswith(":")
    if announces and len(words) > _ANNOUNCING_LIMIT and (last := reading.sentence_at(line.end - 1)) is not None:
        words = reading.lower[last.start : line.end].strip(" *#")
    if len(words) > (_ANNOUNCING_LIMIT if announces else _HEADING_LIMIT) or (words[-1:] in ".;" and level != 1):
        return None
    if not announces and level is None and layout_of(reading).kinds[index] != "heading":
        return None
    if level is not None and level >= _ITEM and not announces:
        return None
    if not announces and level is not None and level >= 2 and not _leads(reading, index, level):
        return None
    entry = section_of(words.rstrip(". "))
    return entry.part if entry else None


def _behind_number(reading: Reading, line: Line) -> int:
    """Where the words of a line begin behind the marks of a heading, its number or mark."""
    start = line.start
    while start < line.end and reading.lower[start] in "#* ":
        start += 1
    return behind_bullet(reading.lower, start, line.end)


def _place(paper: Paper, part: Part, level: float | None) -> float:
    """The level on which a heading opens a part; what a notice says that somebody concluded are all its numbered parts."""
    if level is not None:
        return level
    return _WHOLE if paper.kind == "notice" and part == "conclusions" else _UNNUMBERED


def number_of(reading: Reading, line: Line) -> int:
    """The number that opens a line ("3." or "(3)"); 0 where there is none."""
    number = _DIGITS.match(reading.lower, line.start, line.end)
    return int(number[1]) if number else 0


def _begins_anew(reading: Reading, index: int) -> bool:
    """Whether the next line begins to count anew, so that the line heads it: "3. Kết luận:", then "1. …"."""
    return index + 1 < len(reading.lines) and number_of(reading, reading.lines[index + 1]) == 1


def _leads(reading: Reading, index: int, level: float) -> bool:
    """Whether the next line is on a lower level, so that the line heads it, or no item at all."""
    if index + 1 >= len(reading.lines):
        return False
    below = _level(reading, reading.lines[index + 1])
    return below is None or below > level or (level == _NUMBERED and _begins_anew(reading, index))


def _parts_off(reading: Reading, index: int, level: float | None) -> bool:
    """Whether a numbered line only heads the items below: "1. Về công tác chuyên môn"."""
    line = reading.lines[index]
    start = _behind_number(reading, line)
    if line.end - start > _HEADING_LIMIT or reading.lower[line.end - 1] in ".;/":
        return False
    if reading.lower.startswith("về ", start) and level is not None:
        return True
    return level is not None and level < _ITEM and _leads(reading, index, level) and reading.lower[line.end - 1] != ","
