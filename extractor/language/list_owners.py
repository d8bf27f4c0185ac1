"""Whose tasks a list holds: the body or post in the line above it ("1. Phòng Kinh tế:", then "- Rà soát …"), or before its colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.bullets import behind_bullet
from extractor.language.owners import owner_in

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

# Lines of one list above an item, and characters of a line that names whose list it is.
_ITEMS, _LONGEST = 30, 160
# What announces the list behind whom it asks: "các cấp Hội | thực hiện | một số nội dung trọng tâm".
_ANNOUNCED = re.compile(
    r"(?: (?:một số|các|những|\d{1,2}|hai|ba|bốn|năm))? (?:nội dung|nhiệm vụ|việc|giải pháp|công việc|vấn đề)(?: (?:sau|sau đây|trọng tâm|chủ yếu|cụ thể|chính|như))*$"
)
_DOING = re.compile(r"(?: (?:cần|phải|tập trung|thực hiện|làm tốt|triển khai|quan tâm|chú trọng|tiếp tục|tốt|vào))*")
_LONGEST_ANNOUNCED = 60
_LONGEST_LIST = 900  # characters of a sentence that lists tasks


def owner_above(reading: Reading, start: int) -> Span | None:
    """The body or post that the line above the list names in whose item `start` stands; None where it names none, or more."""
    index = reading.line_at(start)
    mark = _mark(reading, index)
    if not mark:
        return None
    for above in range(index - 1, max(-1, index - 1 - _ITEMS), -1):
        if _mark(reading, above) != mark:
            return _named(reading, above)
    return None


def owner_before_colon(reading: Reading, start: int) -> Span | None:
    """The body or post that is asked right before the colon of the sentence behind which `start` stands: "đề nghị Sở Nội vụ: rà soát …; nâng …"."""
    sentence = reading.sentence_at(start)
    colon = reading.lower.rfind(":", max(sentence.start, start - _LONGEST_LIST), start) if sentence else -1
    if sentence is None or colon < 0:
        return None
    asked = [
        cue
        for cue in reading.cues_in(max(sentence.start, colon - _LONGEST_LIST), colon, "order")
        if cue.kind == "request"
    ]
    if not asked:
        return None
    announced = _ANNOUNCED.search(reading.lower, max(asked[-1].end, colon - _LONGEST_ANNOUNCED), colon)
    owner = owner_in(reading, asked[-1].start, announced.start() if announced else colon)
    whole = owner is not None and _DOING.fullmatch(reading.lower, owner[1], announced.start() if announced else colon)
    return owner if whole else None


def _mark(reading: Reading, index: int) -> str:
    """What kind of bullet opens the line: the mark itself, "1" for a number, "a" for a letter; "" for none."""
    line = reading.lines[index]
    behind = behind_bullet(reading.lower, line.start, line.end)
    if behind == line.start:
        return ""
    first = reading.folded[line.start]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _named(reading: Reading, index: int) -> Span | None:
    line = reading.lines[index]
    if reading.lower[line.end - 1] != ":" or line.end - line.start > _LONGEST:
        return None
    # The clause may go on behind the colon, as it does in the list.
    owner = owner_in(reading, behind_bullet(reading.lower, line.start, line.end), line.end + 1)
    return owner if owner is not None and owner[1] == line.end - 1 else None
