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

Cell = Sequence[str]
"""The lines of a cell, in reading order."""

BAR = " | "

# Beyond this a cell holds paragraphs, not an entry.
_LONG = 300


# What only the head of a formal paper says (Nghị định 30/2020/NĐ-CP, phụ lục I), and what stands over a signature.
_STATE = re.compile(r"\s*(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam)", re.IGNORECASE)
_SIGNER = re.compile(
    r"\s*(?:nơi nhận|(?:tm|tl|tuq|kt|q)\.|(?:đại diện|thư ký|chủ (?:tọa|toạ|trì)|người (?:ghi|lập)|thủ trưởng)\b.{0,40}$)",
    re.IGNORECASE,
)


def opens_paper(line: str) -> bool:
    """Whether a line is that of the state's or the Party's name at the head of a formal paper."""
    return bool(_STATE.match(unicodedata.normalize("NFC", line)))


def closes_paper(line: str) -> bool:
    """Whether a line is one that stands over the signatures of a formal paper."""
    return bool(_SIGNER.match(unicodedata.normalize("NFC", line)))


def lines_of(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a table given as rows of cells; empty cells, rows and lines are left out."""
    full = [[[line for line in cell if line.strip()] for cell in row] for row in rows]
    if _of_paper(full):
        columns = max(map(len, full))
        return [line for at in range(columns) for row in full if at < len(row) for line in row[at]]
    if _arranges(full):
        return [line for row in full for cell in row for line in cell]
    joined = (BAR.join(" ".join(cell) for cell in row if cell) for row in full)
    return [line for line in joined if line]


def _of_paper(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is the head of a formal paper or its signatures: two columns, with the words of such."""
    filled = [row for row in rows if any(row)]
    if not filled or max(sum(map(bool, row)) for row in filled) != 2:
        return False
    firsts = [cell[0] for row in filled[:2] for cell in row if cell]
    closing = [closes_paper(cell[0]) for cell in filled[0] if cell]
    return any(map(opens_paper, firsts)) or (len(filled) <= 4 and len(closing) == 2 and all(closing))


def _arranges(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is there for the looks: one row or column, or cells of paragraphs; data repeat in short cells."""
    filled = [[cell for cell in row if cell] for row in rows if any(row)]
    if len(filled) < 2 or all(len(row) == 1 for row in filled):
        return True
    cells = [cell for row in filled for cell in row]
    of_text = sum(len(cell) > 2 or sum(map(len, cell)) > _LONG for cell in cells)
    return (len(filled) == 2 and any(len(cell) > 1 for cell in cells)) or 2 * of_text > len(cells)
