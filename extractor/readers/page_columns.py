"""In which order the rows of a page are read: one column, or two side by side as in the head of a formal paper."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.readers import tables
from extractor.readers.words import BLANK, Grid, Row, Word

# Gaps between columns, in sizes of the type; before the state's name the smaller one will do.
_GUTTER, _NARROW = 1.2, 0.25
_PADDING = 1.4  # what a cell leaves free on both sides together, at most


@dataclass(frozen=True, slots=True)
class Line:
    """A row in its column: which column of which page, and the margins between which it stands.

    `axial`: all rows of the column have the same middle.
    """

    row: Row
    column: tuple[int, int]
    left: float
    right: float
    axial: bool = False

    @property
    def full(self) -> float:
        """How much of the space between its margins it takes."""
        return (self.row.x1 - self.row.x0) / max(self.right - self.left, 1)

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle between the margins."""
        before, behind = self.row.x0 - self.left, self.right - self.row.x1
        return self.axial or (min(before, behind) > 0.3 * self.row.size and abs(before - behind) < 0.6 * self.row.size)

    def has_room_for(self, word: Word) -> bool:
        """Whether `word`, which begins the next row, could have stood at the end of this one."""
        row = self.row
        needed = BLANK * row.size + word.x1 - word.x0
        if self.centred:
            return row.x1 - row.x0 + needed < self.right - self.left - _PADDING * row.size
        return row.x1 + needed < self.right - 0.1 * row.size


def in_order(
    number: int, rows: list[Row], grids: Sequence[Grid], margins: tuple[float, float]
) -> Iterator[Line | Grid]:
    """The rows of a page in reading order, with the lines of its tables between them."""
    waiting = sorted(grids, key=lambda grid: grid.top)
    begin = 0
    while begin < len(rows):
        while waiting and waiting[0].top < rows[begin].top:
            yield waiting.pop(0)
        below = waiting[0].top if waiting else float("inf")
        end, gutter = _columns_at(rows, begin, below, margins)
        if gutter is None:
            yield Line(rows[begin], (0, 0), *margins)
        else:
            yield from _columns(number, rows[begin:end], gutter, margins)
        begin = end
    yield from waiting


def _columns(number: int, rows: list[Row], gutter: tuple[float, float], margins: tuple[float, float]) -> Iterator[Line]:
    """The rows of a part in two columns: the left one, then the right one."""
    middle = sum(gutter) / 2
    for side in (0, 1):
        half = [tuple(word for word in row.words if (word.x0 > middle) == bool(side)) for row in rows]
        column = [Row(words) for words in half if words]
        left, right = min(row.x0 for row in column), max(row.x1 for row in column)
        axes = [(row.x0 + row.x1) / 2 for row in column]
        axis = statistics.median(axes)
        ragged = max(row.x0 for row in column) - left > 0.2 * column[0].size
        axial = ragged and all(abs(at - axis) < 0.6 * row.size for at, row in zip(axes, column, strict=True))
        if axial:
            # What is centred tells how wide its cell is: it reaches to the margin of the page.
            reach = max(right - axis, margins[1] - axis if side else axis - margins[0])
            left, right = axis - reach, axis + reach
        yield from (Line(row, (number + 1, 2 * round(column[0].top) + side), left, right, axial) for row in column)


def _columns_at(
    rows: list[Row], begin: int, below: float, margins: tuple[float, float]
) -> tuple[int, tuple[float, float] | None]:
    """The row behind those in two columns that begin at `begin`, and what is free between them; (next row, None) for one column."""
    best: tuple[int, tuple[float, float] | None] = (begin + 1, None)
    for gap in _gaps(rows[begin]):
        end, free = _reach(rows, begin, below, gap, margins)
        middle = sum(free) / 2
        both = sum(row.x0 < middle < row.x1 for row in rows[begin:end])
        if (both >= 2 or tables.opens_paper(_behind(rows[begin], middle))) and end > best[0] - (best[1] is None):
            best = (end, free)
    return best


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    """The gaps of a row that may part two columns."""
    for before, word in zip(row.words, row.words[1:], strict=False):
        gap, size = word.x0 - before.x1, max(before.size, word.size)
        if gap > _GUTTER * size or (gap > _NARROW * size and tables.names_state(_behind(row, word.x0))):
            yield before.x1, word.x0


def _behind(row: Row, at: float) -> str:
    """What stands to the right of `at`."""
    return " ".join(word.text for word in row.words if word.x0 >= at)


def _reach(
    rows: list[Row], begin: int, below: float, gap: tuple[float, float], margins: tuple[float, float]
) -> tuple[int, tuple[float, float]]:
    """How far down the gap of row `begin` stays free, and what of it does."""
    left, right = gap
    lowest = rows[begin].bottom
    for at in range(begin + 1, len(rows)):
        row = rows[at]
        a = max([left, *(word.x1 for word in row.words if word.x0 < left)])
        b = min([right, *(word.x0 for word in row.words if word.x0 >= left)])
        alone = row.x0 >= left or row.x1 <= right
        needed = _NARROW if alone or tables.names_state(_behind(row, b)) else _GUTTER
        own = b - max([word.x1 for word in row.words if word.x0 < left], default=left)
        titled = alone and Line(row, (0, 0), *margins).centred
        apart = row.x1 <= right and row.top - lowest > row.size
        if b - a < _NARROW * row.size or own < needed * row.size or row.top > below or titled or apart:
            return at, (left, right)
        left, right = a, b
        lowest = row.bottom if row.x0 < left else lowest
    return len(rows), (left, right)
