"""Lists as HTML tables: words that can be read whole, links that the keyboard reaches, every cell escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from extractor.show import visible


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `query` is what stands behind the dashboard's own address, from its question mark."""

    words: str
    query: str


Cell = str | int | float | Link | None


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table as HTML; numbers stand to the right, None is empty."""
    top = "".join(f'<th scope="col">{safe(head)}</th>' for head in heads)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<div class="listed"><table><caption>{safe(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def safe(words: str) -> str:
    """Words as they may stand in HTML; characters that are not seen are shown."""
    return escape(visible(words))


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return "<td></td>"
        case Link():
            return f'<td><a href="{safe(cell.query)}">{safe(cell.words)}</a></td>'
        case int() | float():
            return (
                f'<td class="number">{cell:,}</td>' if isinstance(cell, int) else f'<td class="number">{cell:.0%}</td>'
            )
        case str():
            return f"<td>{safe(cell)}</td>"
