"""From the tree of a page to its lines, in reading order.

A block is a line as a browser shows it: a paragraph, a heading, an item of a
list, a row of a table, the words between two line breaks. Blanks are single;
what a browser does not show is left out. The tree is walked without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from extractor.readers import tables

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that begin and end a line. Source: HTML Standard, "Rendering", display: block and table parts.
_LINES = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "  # noqa: SIM905 - as a list it fills sixty lines
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section "
    "summary table tbody td tfoot th thead tr ul xmp".split()
)
_UNSEEN = frozenset(
    "script style noscript template head iframe frame frameset object embed applet svg math canvas audio video map "  # noqa: SIM905 - the same
    "select option datalist button input textarea dialog title meta link".split()
)
_LISTS = ("ol", "ul", "menu", "dir")


@dataclass(eq=False, slots=True)
class Block:
    """A line of the page: its words, the element that holds it, and how many of its letters and digits are links.

    `at` is the element whose text, or tail, the words begin with; None where
    they begin within the words of the block before.
    """

    text: str
    element: HtmlElement
    linked: int
    at: tuple[HtmlElement, bool] | None

    @property
    def tag(self) -> str:
        """The name of the element that makes it a line."""
        return str(self.element.tag)

    @property
    def links(self) -> float:
        """The share of its letters and digits that are links."""
        return self.linked / max(sum(map(str.isalnum, self.text)), 1)


@dataclass(slots=True)
class _Line:
    """The line that is being read."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    at: tuple[HtmlElement, bool] | None = None

    def add(self, text: str | None, element: HtmlElement, *, behind: bool, linked: bool) -> None:
        """Add the text of an element, or what stands `behind` it."""
        if not text:
            return
        if text.strip():
            self.at = self.at or (element, behind)
            self.linked += sum(map(str.isalnum, text)) if linked else 0
        self.parts.append(text)


class _Walk:
    """One walk over a tree; `found` are the blocks so far."""

    def __init__(self, tree: HtmlElement, ordered: dict[HtmlElement, tables.Order]) -> None:
        self.found: list[Block] = []
        self._tables = ordered
        self._line = _Line()
        self._holders = [tree]
        self._counters: list[int | None] = []
        self._mark = ""
        self._links = self._pre = 0

    def run(self, tree: HtmlElement) -> list[Block]:
        """The blocks of the tree."""
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if not self._enter(element):
                    walk.skip_subtree()
            else:
                self._leave(element)
                if element is not tree:
                    self._line.add(element.tail, element, behind=True, linked=self._links > 0)
        self._flush()
        return self.found

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; False where nothing in it is to be read."""
        tag = element.tag
        if tag in _UNSEEN or _hidden(element):
            return False
        if tag in _LINES:
            self._flush()
            self._holders.append(element)
            if element in self._tables:
                self._table(element, self._tables[element])
                return False
        if tag in _LISTS:
            self._counters.append(_first_number(element) if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._next_mark()
        self._links += tag == "a"
        self._pre += tag == "pre"
        self._line.add(element.text, element, behind=False, linked=self._links > 0)
        return True

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _LINES and self._holders[-1] is element:
            self._flush()
            self._holders.pop()
        if tag in _UNSEEN or _hidden(element) or element in self._tables:
            return
        if tag == "br":
            self._flush()
        elif tag in _LISTS and self._counters:
            self._counters.pop()
        elif tag == "li":
            self._mark = ""
        self._links -= tag == "a"
        self._pre -= tag == "pre"

    def _next_mark(self) -> str:
        number = self._counters[-1] if self._counters else None
        if number is None:
            return "- "
        self._counters[-1] = number + 1
        return f"{number}. "

    def _flush(self) -> None:
        """End the line, if there is anything in it."""
        line, self._line = self._line, _Line()
        joined = "".join(line.parts)
        at = line.at
        for text in joined.split("\n") if self._pre else [joined]:
            words = " ".join(text.split())
            if words:
                mark = "" if self._mark and _is_numbered(words) else self._mark
                self.found.append(Block(mark + words, self._holders[-1], line.linked, at))
                self._mark, at = "", None

    def _table(self, table: HtmlElement, order: tables.Order) -> None:
        """A table: its caption, and the rows of data, one a line, or the cells of a paper's head by columns."""
        for caption in table.iter("caption"):
            self.found += lines_in(caption)
        rows = [[lines_in(cell) for cell in _cells(row)] for row in table.iter("tr")]
        if order == "columns":
            width = max(map(len, rows), default=0)
            self.found += [block for at in range(width) for row in rows if at < len(row) for block in row[at]]
            return
        for row in rows:
            line = tables.row_of([block.text for block in cell] for cell in row)
            blocks = [block for cell in row for block in cell]
            if blocks:
                holder = blocks[0].element.getparent()
                linked = sum(block.linked for block in blocks)
                self.found.append(Block(line, table if holder is None else holder, linked, blocks[0].at))


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The lines of a page, in reading order."""
    return _Walk(tree, dict(_ordered(tree))).run(tree)


def lines_in(cell: HtmlElement) -> list[Block]:
    """The lines of an element that holds no tables of data."""
    return _Walk(cell, {}).run(cell)


def _ordered(tree: HtmlElement) -> Iterator[tuple[HtmlElement, tables.Order]]:
    """The tables without others in them that are not read cell by cell, and how they are."""
    holding = {next(table.iterancestors("table"), None) for table in tree.iter("table")}
    for table in tree.iter("table"):
        if table in holding:
            continue
        rows = [[[block.text for block in lines_in(cell)] for cell in _cells(row)] for row in table.iter("tr")]
        order = tables.order_of(rows)
        if order != "cells":
            yield table, order


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and "display:none" in style.replace(" ", "").lower())


def _first_number(element: HtmlElement) -> int | None:
    start = element.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _is_numbered(words: str) -> bool:
    """Whether an item has a mark of its own."""
    head = words.split(" ", 1)[0]
    return head in ("-", "+", "•", "*", "–") or (head[-1] in ".)" and len(head) < 5 and head[:-1].isalnum())
