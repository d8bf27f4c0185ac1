"""Words that have a place on a page, and the rows that they form, for PDF and for pictures of pages.

A page knows no paragraphs, columns or page numbers, only where words stand.
Lengths are in points, y grows downwards; what is compared is relative to the
size of the type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Gaps between words, in sizes of the type; a justified line has gaps of up to one size.
BLANK = 0.12
_TAB = 2.5
ITEM = re.compile(r"(?:[-+*•●▪–]|\(?(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)/]|\d{1,2}\.\d{1,2}\.?)\s")
"""How an item begins: a bullet, or a number or letter with its stop."""

_GLUED = re.compile(r"^([IVX]{1,4}\.|\d{1,2}[.)]|[a-zđ]\))(?=[^\W\d_][^\W\d_])")
_UNIT = re.compile(r"(?:^|[\d\s])[kcmd]?m$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; `bold` where its font is."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with rules: its upper edge, and what stands in the cells of its rows."""

    top: float
    rows: Sequence[Sequence[Sequence[Word]]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, its words but for those in tables, its tables, legacy encodings that its fonts had."""

    width: float
    height: float
    words: Sequence[Word]
    grids: Sequence[Grid] = ()
    encodings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return max(self.words, key=lambda word: (word.x1 - word.x0, word.size)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Its words; far apart they are parted by a tab, but behind the number of an item."""
        parts = [_GLUED.sub(r"\1 ", self.words[0].text)]
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap, size = word.x0 - before.x1, max(before.size, word.size)
            numbered = len(parts) == 1 and ITEM.match(before.text + " ")
            parts += ["\t" if gap > _TAB * size and not numbered else " ", word.text]
        return "".join(parts)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows that words form, from top to bottom; marks of footnotes are left out."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if rows and word.middle - rows[-1][0].middle < 0.5 * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(_whole(_without_marks(sorted(row, key=lambda word: word.x0))))) for row in rows]


def _whole(pieces: Iterable[Word]) -> list[Word]:
    """Words put together from pieces in several fonts; the number of an item stays alone."""
    words: list[Word] = []
    for piece in pieces:
        before = words[-1] if words else None
        numbered = len(words) == 1 and ITEM.match(words[0].text + " ") and piece.text[0].isalpha()
        if before is None or numbered or piece.x0 - before.x1 > BLANK * max(before.size, piece.size):
            words.append(piece)
            continue
        top, bottom = min(before.top, piece.top), max(before.bottom, piece.bottom)
        size, bold = max(before.size, piece.size), before.bold and piece.bold
        words[-1] = Word(before.text + piece.text, before.x0, piece.x1, top, bottom, size, bold)
    return words


def _without_marks(words: list[Word]) -> Iterator[Word]:
    """Words without raised small figures, unless a unit stands before them ("m²")."""
    size = max(word.size for word in words)
    foot = max(word.bottom for word in words if word.size > 0.9 * size)
    for before, word in zip([None, *words], words, strict=False):
        raised = word.size < 0.75 * size and word.bottom < foot - 0.2 * size and word.text.isdigit()
        if not raised or before is None or _UNIT.search(before.text):
            yield word
