"""How a table becomes lines, the same in every format.

A table that only arranges text (the two columns of a formal paper's head, a
page laid out in cells) is read cell by cell; one of data row by row, its cells
parted by a bar, which no name and no number runs across.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Cell = Sequence[str]
"""The lines of a cell, in reading order."""

BAR = " | "

# Beyond this a cell holds paragraphs, not an entry.
_LONG = 300


def lines_of(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a table given as rows of cells; empty cells, rows and lines are left out."""
    full = [[[line for line in cell if line.strip()] for cell in row] for row in rows]
    if _arranges(full):
        return [line for row in full for cell in row for line in cell]
    joined = (BAR.join(" ".join(cell) for cell in row if cell) for row in full)
    return [line for line in joined if line]


def _arranges(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is there for the looks: one row or column, or cells of paragraphs; data repeat in short cells."""
    filled = [[cell for cell in row if cell] for row in rows if any(row)]
    if len(filled) < 2 or all(len(row) == 1 for row in filled):
        return True
    cells = [cell for row in filled for cell in row]
    of_text = sum(len(cell) > 2 or sum(map(len, cell)) > _LONG for cell in cells)
    return (len(filled) == 2 and any(len(cell) > 1 for cell in cells)) or 2 * of_text > len(cells)
