"""Word documents (DOCX, and DOCM with its macros left alone).

The text as the document shows it with all changes accepted: paragraphs with the
numbers of their lists, tables, content controls, text boxes behind the
paragraph that holds them, footnotes at the end. Comments, hidden text and what
was struck out are left out, and so are headers and footers, which repeat on every
page, unless a header holds a letterhead.

The XML is walked here because python-docx gives neither inserted text nor
content controls, smart tags, text boxes, notes or numbers, and refuses
documents with macros and those saved as Strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from extractor.errors import TooLongError
from extractor.findings import Doubt
from extractor.readers import legacy, tables
from extractor.readers.docx_lists import VAL, Lists, W
from extractor.readers.docx_styles import Styles
from extractor.readers.ooxml import Package
from extractor.readers.plain import Content
from extractor.readers.registry import WRAPPING

if TYPE_CHECKING:
    from lxml import etree

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Elements whose children count as if they stood in their place, and those whose content nobody sees.
_TRANSPARENT = frozenset(f"{W}{tag}" for tag in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple",
                                                  "dir", "bdo", "sdtContent"))  # fmt: skip
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
# Characters of Symbol and Wingdings, which have no meaning without the font: bullets and ticks.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLET = "•"


Piece = tuple[str, str]
"""The name of a font and text in it."""


def read(data: bytes, name: str, limit: int) -> Content:
    """The text of a Word document; errors as for `Package`, `TooLongError`, and what lxml raises for broken XML."""
    package = Package(data, name, WRAPPING * limit)
    story = _Story(package, limit)
    lines = story.lines()
    doubts = (Doubt("attachments_not_read", None, "a document within the document"),) if story.embeds else ()
    text = "\n".join(lines) + "\n" if lines else ""
    return Content(text, "+".join(["utf-8", *sorted(story.encodings)]), doubts=doubts)


class _Story:
    """A document on its way to lines."""

    def __init__(self, package: Package, limit: int) -> None:
        self._package, self._limit, self._length = package, limit, 0
        self._main = package.main()
        self._styles = Styles(package.read(package.related(self._main, "styles")))
        self._lists = Lists(package.read(package.related(self._main, "numbering")))
        self._notes: list[tuple[str, str]] = []
        self._carried = ""
        self.encodings: set[str] = set()
        self.embeds = False

    def lines(self) -> list[str]:
        root = self._package.read(self._main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            return []
        lines = [*self._letterhead(body), *self._blocks(body)]
        lines += [self._carried] if self._carried else []
        return lines + [line for kind in ("footnote", "endnote") for line in self._noted(kind)]

    def _letterhead(self, body: etree._Element) -> Iterator[str]:
        """The lines of the first page's header, if they are for this page alone or the head of a formal paper."""
        section = next(body.iter(f"{W}sectPr"), None)
        if section is None:
            return
        headers = {one.get(f"{W}type"): one.get(_REFERENCE, "") for one in section.iterfind(f"{W}headerReference")}
        alone = section.find(f"{W}titlePg") is not None
        _, path = self._package.relations(self._main).get(headers.get("first" if alone else "default", ""), ("", ""))
        root = self._package.read(path)
        lines = [] if root is None else [*self._blocks(root)]
        if alone or any(tables.opens_paper(line) for line in lines):
            yield from lines

    def _noted(self, kind: str) -> Iterator[str]:
        """The lines of the notes that the text refers to."""
        root = self._package.read(self._package.related(self._main, f"{kind}s"))
        notes = {} if root is None else {one.get(f"{W}id"): one for one in root.iterfind(f"{W}{kind}")}
        for of, number in self._notes:
            if of == kind and number in notes:
                yield from self._blocks(notes[number])

    def _blocks(self, parent: etree._Element) -> Iterator[str]:
        """The lines of the paragraphs and tables in `parent`."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from tables.lines_of(self._rows(child))
            elif child.tag == f"{W}sdt" or child.tag in _TRANSPARENT:
                yield from self._blocks(child)
            elif child.tag == f"{_MARKUP}AlternateContent":
                yield from self._blocks(_chosen(child))
            elif child.tag == f"{W}altChunk":
                self.embeds = True

    def _rows(self, table: etree._Element) -> Iterator[list[list[str]]]:
        """The cells of a table's rows; a cell that goes on from the row above is empty."""
        for row in _within(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                yield [[] if _continues(cell) else [*self._blocks(cell)] for cell in _within(row, f"{W}tc")]

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        pieces: list[Piece] = []
        boxes: list[etree._Element] = []
        self._inline(paragraph, paragraph, pieces, boxes)
        text, self._carried = self._carried + self._shown(pieces), ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # Its end is struck out: it goes on in the next paragraph.
            self._carried, text = text, ""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        item = self._styles.list_of(paragraph)
        if lines and item is not None:
            number, level = item
            at = self._lists.level_of(number, self._styles.name_of(paragraph)) if level is None else level
            lines[0] = f"{self._lists.label(number, at)} {lines[0]}".strip()
        # Numbers and notes can be shown a thousand times that stand in the document once.
        self._length += sum(map(len, lines))
        if self._length > self._limit:
            raise TooLongError(
                self._package.name, f"is longer than {self._limit:,} bytes", "split it, or raise the limit"
            )
        yield from lines
        for box in boxes:
            yield from self._blocks(box)

    def _shown(self, pieces: list[Piece]) -> str:
        """The text of pieces, those in fonts of legacy encodings in Unicode."""
        parts = []
        for font, same in groupby(pieces, key=itemgetter(0)):
            text, encoding = legacy.shown("".join(map(itemgetter(1), same)), font)
            parts.append(text)
            self.encodings |= {encoding} if encoding else set()
        return _PRIVATE.sub(_BULLET, "".join(parts))

    def _inline(
        self, parent: etree._Element, paragraph: etree._Element, pieces: list[Piece], boxes: list[etree._Element]
    ) -> None:
        """Collect the text in `parent`, a part of `paragraph`, and the text boxes that hang there."""
        for child in parent:
            if child.tag == f"{W}r":
                if not self._styles.has(child, paragraph, "vanish"):
                    self._run(child, paragraph, pieces, boxes)
            elif child.tag == f"{W}sdt" or child.tag in _TRANSPARENT:
                self._inline(child, paragraph, pieces, boxes)

    def _run(
        self, run: etree._Element, paragraph: etree._Element, pieces: list[Piece], boxes: list[etree._Element]
    ) -> None:
        capitals = self._styles.has(run, paragraph, "caps")
        font = self._styles.font(run, paragraph)
        for child in run:
            if child.tag == f"{W}t":
                pieces.append((font, (child.text or "").upper() if capitals else child.text or ""))
            elif child.tag in _CHARACTERS:
                pieces.append((font, _CHARACTERS[child.tag]))
            elif child.tag == f"{W}sym":
                pieces.append(("", _BULLET))
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._notes.append((child.tag[len(W) : -len("Reference")], child.get(f"{W}id", "")))
            elif child.tag in _PICTURES:
                boxes += _boxes(child)
            elif child.tag == f"{_MARKUP}AlternateContent":
                self._run(_chosen(child), paragraph, pieces, boxes)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls and changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt" or child.tag in _TRANSPARENT:
            yield from _within(child, tag)


def _continues(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of one above, or the right part of one to its left."""
    for tag in ("vMerge", "hMerge"):
        merged = cell.find(f"{W}tcPr/{W}{tag}")
        if merged is not None and merged.get(VAL, "continue") == "continue":
            return True
    return False


def _chosen(alternatives: etree._Element) -> etree._Element:
    """One of the alternatives, which say the same: the first, which is the newest, or the one for old programs."""
    return next(iter(alternatives), alternatives)


def _boxes(picture: etree._Element) -> Iterator[etree._Element]:
    """The text boxes in a drawing, the outermost ones."""
    for child in picture:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MARKUP}AlternateContent":
            yield from _boxes(_chosen(child))
        else:
            yield from _boxes(child)
