"""How a table becomes lines, the same in every format.

A table that only arranges text (the two columns of a formal paper's head, a
page laid out in cells) is read cell by cell; one of data row by row, its cells
parted by a bar, which no name and no number runs across. The head of a formal
paper and its signatures are read column by column, in however many rows they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

Cell = Sequence[str]
"""The lines of a cell, in reading order."""

Order = Literal["columns", "cells", "rows"]

BAR = " | "

# Beyond this a cell holds paragraphs, not an entry.
_LONG = 300

# What only the head of a formal paper says (Nghị định 30/2020/NĐ-CP, phụ lục I), and what stands over a signature.
_STATE = re.compile(r"\s*(?:cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam)", re.IGNORECASE)
_DATED = re.compile(r"[^\d,.:;]{2,40}, ?ngày [\d. …]{0,6} ?tháng [\d. …]{0,6} ?năm [\d. …]{1,8}", re.IGNORECASE)
_SIGNER = re.compile(
    r"\s*(?:nơi nhận|(?:tm|tl|tuq|kt|q)\.|(?:đại diện|thư ký|chủ (?:tọa|toạ|trì)|người (?:ghi|lập)|thủ trưởng)\b.{0,40}$)",
    re.IGNORECASE,
)


def names_state(line: str) -> bool:
    """Whether a line is that of the state's or the Party's name at the head of a formal paper."""
    return bool(_STATE.match(unicodedata.normalize("NFC", line)))


def opens_paper(line: str) -> bool:
    """Whether a line stands in the right column of a formal paper's head: state or Party, place and date."""
    return names_state(line) or bool(_DATED.fullmatch(unicodedata.normalize("NFC", line).strip()))


def closes_paper(line: str) -> bool:
    """Whether a line is one that stands over the signatures of a formal paper."""
    return bool(_SIGNER.match(unicodedata.normalize("NFC", line)))


def lines_of(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a table given as rows of cells; empty cells, rows and lines are left out."""
    full = [[_full(cell) for cell in row] for row in rows]
    order = order_of(full)
    if order == "columns":
        columns = max(map(len, full))
        return [line for at in range(columns) for row in full if at < len(row) for line in row[at]]
    if order == "cells":
        return [line for row in full for cell in row for line in cell]
    return [line for line in map(row_of, full) if line]


def row_of(cells: Iterable[Cell]) -> str:
    """The line of a row of data."""
    return BAR.join(" ".join(lines) for lines in map(_full, cells) if lines)


def order_of(rows: Sequence[Sequence[Cell]]) -> Order:
    """How the table is read: a formal paper's head by columns, one that only arranges text by cells, data by rows."""
    filled = [[lines for lines in map(_full, row) if lines] for row in rows]
    filled = [row for row in filled if row]
    if _of_paper(filled):
        return "columns"
    return "cells" if _arranges(filled) else "rows"


def _of_paper(filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is the head of a formal paper or its signatures: two columns, with the words of such."""
    if not filled or max(map(len, filled)) != 2:
        return False
    firsts = [cell[0] for row in filled[:2] for cell in row]
    closing = [closes_paper(cell[0]) for cell in filled[0]]
    return any(map(opens_paper, firsts)) or (len(filled) <= 4 and len(closing) == 2 and all(closing))


def _arranges(filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is there for the looks: one row or column, or cells of paragraphs; data repeat in short cells."""
    if len(filled) < 2 or all(len(row) == 1 for row in filled):
        return True
    cells = [cell for row in filled for cell in row]
    if len(filled) == 2 and any(len(cell) > 1 for cell in cells):
        return True
    return 2 * sum(len(cell) > 2 or sum(map(len, cell)) > _LONG for cell in cells) > len(cells)


def _full(cell: Cell) -> list[str]:
    return [line for line in cell if line.strip()]
