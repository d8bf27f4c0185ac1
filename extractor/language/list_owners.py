"""Whose tasks a list holds: the body or post in the line above it ("1. Phòng Kinh tế:", then "- Rà soát …")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.language.bullets import behind_bullet
from extractor.language.owners import owner_in

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

# Lines of one list above an item, and characters of a line that names whose list it is.
_ITEMS, _LONGEST = 30, 160


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
