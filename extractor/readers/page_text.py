"""From words that have a place on a page to the lines of a text: paragraphs, items, rows of tables.

Page numbers and what repeats at the edges of pages is left out, footnotes go
to the end, a paragraph goes on over the end of a page.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.language.registry import head_phrases
from extractor.readers import tables
from extractor.readers.page_columns import Line, in_order
from extractor.readers.words import ITEM, Grid, Page, Row, Word, rows_of

_PAGE_NUMBER = re.compile(r"(?:trang |page )?[-–—]? ?\d{1,4} ?(?:[-–—]|(?:/|trên|of) ?\d{1,4})?", re.IGNORECASE)
_FOOTER_OF_BROWSER = re.compile(r"(?:https?://|file:///)\S+(?:\s.*\d/\d+)?")
_DIGITS = re.compile(r"\d+")
# The part of a page at either end where page headers and numbers stand, and how many rows of them there may be.
_EDGE, _EDGE_ROWS = 0.12, 2


def text_of(pages: Sequence[Page]) -> list[str]:
    """The lines of the text that stands on `pages`: paragraphs, items, rows of tables, column by column."""
    bodies = [rows_of(page.words) for page in pages]
    furniture = _furniture(pages, bodies)
    kept = [[row for row in rows if id(row) not in furniture] for rows in bodies]
    kept, notes = _without_notes(kept)
    margins = _margins(pages, kept)
    parts: list[Line | Grid] = []
    for number, (page, rows) in enumerate(zip(pages, kept, strict=True)):
        parts += in_order(number, rows, page.grids, margins[number])
    return [*_paragraphs(parts), *_paragraphs([Line(row, (-1, 0), *margins[at]) for at, row in notes])]


def _furniture(pages: Sequence[Page], bodies: Sequence[list[Row]]) -> set[int]:
    """The ids of the rows that are page numbers, or headers and footers that repeat."""
    edges: list[tuple[int, Row]] = []
    found: set[int] = set()
    for number, (page, rows) in enumerate(zip(pages, bodies, strict=True)):
        near = [row for row in rows if row.bottom < _EDGE * page.height or row.top > (1 - _EDGE) * page.height]
        found |= {id(row) for row in near if _PAGE_NUMBER.fullmatch(row.text)}
        if rows and _FOOTER_OF_BROWSER.fullmatch(rows[-1].text) and rows[-1] in near:
            # A browser prints the address below, day and title above.
            found |= {id(row) for row in (rows[0], rows[-1]) if row in near}
        outer = [*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]]
        edges += [(number, row) for row in near if row in outer]
    seen = Counter(key for key, _ in {(_key(row), number) for number, row in edges})
    often = max(2, len(pages) / 2)
    return found | {id(row) for _, row in edges if seen[_key(row)] >= often}


def _key(row: Row) -> tuple[str, int]:
    """What a row that repeats from page to page has in common: its words but for figures, and its height."""
    return _DIGITS.sub("#", row.text.lower()), round(row.top / max(row.size, 1))


def _without_notes(bodies: Sequence[list[Row]]) -> tuple[list[list[Row]], list[tuple[int, Row]]]:
    """The rows of each page without the footnotes in small type at its end, and these with their pages."""
    sizes = [row.size for rows in bodies for row in rows for _ in row.words]
    small = 0.9 * statistics.median(sizes) if sizes else 0
    kept, notes = [], []
    for number, rows in enumerate(bodies):
        begin = len(rows)
        while begin > 0 and rows[begin - 1].size < small:
            begin -= 1
        while begin < len(rows) and not rows[begin].text[0].isdigit():
            begin += 1
        begin = begin or len(rows)
        kept.append(rows[:begin])
        notes += [(number, row) for row in rows[begin:]]
    return kept, notes


def _margins(pages: Sequence[Page], bodies: Sequence[list[Row]]) -> list[tuple[float, float]]:
    """Where the text of each page begins and ends; by all pages where one has but few long rows."""
    width = max((page.width for page in pages), default=1)
    everywhere = _bounds([row for rows in bodies for row in rows], width)
    margins = []
    for page, rows in zip(pages, bodies, strict=True):
        long = [row for row in rows if row.x1 - row.x0 > 0.6 * page.width]
        margins.append(_bounds(rows, page.width) if len(long) >= 5 else everywhere)
    return margins


def _bounds(rows: list[Row], width: float) -> tuple[float, float]:
    """Where rows begin and end; where few reach to the right, that margin is taken to be like the left one."""
    left, right = min((row.x0 for row in rows), default=0), max((row.x1 for row in rows), default=width)
    full = sum(row.x1 > right - 3 * row.size for row in rows)
    return left, right if full > 3 else max(right, width - left)


def _lines_of(grid: Grid) -> list[str]:
    return tables.lines_of([[_cell(words) for words in row] for row in grid.rows])


def _cell(words: Sequence[Word]) -> list[str]:
    rows = rows_of(words)
    if not rows:
        return []
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    return _paragraphs([Line(row, (0, 0), left, right) for row in rows])


def _paragraphs(parts: Sequence[Line | Grid]) -> list[str]:
    """The lines of a text: rows joined to paragraphs, and the lines of tables as they are."""
    leading = _leading([part for part in parts if isinstance(part, Line)])
    lines: list[str] = []
    before: Line | None = None
    opened = False  # whether the row before is the first of its paragraph
    for part in parts:
        if not isinstance(part, Line):
            lines += _lines_of(part)
            before = None
        elif before is not None and _goes_on(before, part, leading, opened=opened):
            lines[-1] = _joined(lines[-1], part.row.text)
            before, opened = part, False
        else:
            lines.append(part.row.text)
            before, opened = part, True
    return lines


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two rows of a paragraph, in sizes of their type."""
    apart = [
        (b.row.top - a.row.bottom) / b.row.size for a, b in pairwise(lines) if a.full > 0.8 and a.column == b.column
    ]
    apart = sorted(gap for gap in apart if -1 < gap < 2)
    return apart[len(apart) // 4] if apart else 0.3


def _goes_on(before: Line, line: Line, leading: float, *, opened: bool) -> bool:
    """Whether `line` goes on the paragraph that `before` belongs to; `opened`: as its first row."""
    above, row = before.row, line.row
    size = max(above.size, row.size)
    apart = (row.top - above.bottom) / size
    same_page = apart > -1
    if (
        before.column != line.column
        or abs(above.size - row.size) > 0.12 * size
        or (same_page and apart > leading + 0.35)
    ):
        return False
    if before.centred and line.centred:
        alike = above.bold == row.bold and above.text.isupper() == row.text.isupper() and not ITEM.match(row.text)
        same = row.text[0].islower() or not (before.has_room_for(row.words[0]) or _names_body(row.text))
        return alike and same
    if before.has_room_for(row.words[0]):
        return False
    if ITEM.match(row.text) and (above.text[-1] in '.;:!?"”' or row.x0 > above.x0 + 0.3 * size or not opened):
        return False
    hanging = opened and ITEM.match(above.text)
    return row.x0 <= above.x0 + 0.5 * size or bool(hanging)


def _names_body(text: str) -> bool:
    """Whether a row begins with the noun of a body, as the second of two names one above the other does."""
    lower = text.lower()
    return any(lower.startswith(f"{phrase} ") for phrase in head_phrases())


def _joined(above: str, below: str) -> str:
    """Two rows of a paragraph; Vietnamese is not hyphenated, a hyphen at the end belongs to the words around it."""
    tight = above[-1] in "-/" and len(above) > 1 and not above[-2].isspace() and below[0].isalnum()
    return f"{above}{'' if tight else ' '}{below}"
