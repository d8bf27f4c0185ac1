"""Lists as HTML tables: words that can be read whole, links that the keyboard reaches, every cell escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from extractor.show import visible


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `query` is what stands behind the dashboard's own address, from its question mark.

    `quiet` ones look like words until one points at them.
    """

    words: str
    query: str
    quiet: bool = False


Cell = str | int | float | Link | None
_SHORT = 12
_NUMBER = ' class="number"'


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table as HTML; numbers and their heads stand to the right, None is empty.

    On a narrow screen a row becomes a card, in which each cell states its head;
    the roles say what it is all the same.
    """
    numeric = [any(isinstance(row[n], int | float) for row in rows) for n in range(len(heads))]
    top = "".join(
        f'<th scope="col" role="columnheader"{_NUMBER if number else ""}>{safe(head)}</th>'
        for head, number in zip(heads, numeric, strict=True)
    )
    body = "".join(f'<tr role="row">{"".join(map(_cell, heads, row))}</tr>' for row in rows)
    return (
        f'<div class="listed"><table role="table"><caption>{safe(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def safe(words: str) -> str:
    """Words as they may stand in HTML; characters that are not seen are shown."""
    return escape(visible(words))


def _cell(head: str, cell: Cell) -> str:
    of = f'role="cell" data-head="{safe(head)}"'
    match cell:
        case None:
            return f"<td {of}></td>"
        case Link():
            quiet = ' class="quiet"' if cell.quiet else ""
            return f'<td {of}><a href="{safe(cell.query)}"{quiet}>{safe(cell.words)}</a></td>'
        case int() | float():
            return f"<td {of}{_NUMBER}>{f'{cell:,}' if isinstance(cell, int) else f'{cell:.0%}'}</td>"
        case str():
            # A day is not broken at its hyphens.
            short = "" if " " in cell or len(cell) > _SHORT else ' class="short"'
            return f"<td {of}{short}>{safe(cell)}</td>"
