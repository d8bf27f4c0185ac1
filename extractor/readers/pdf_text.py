"""The text layer of a PDF: its words with their places, from the library, its lines from `pages`."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extractor.errors import BrokenDocumentError, TooLongError
from extractor.findings import Doubt
from extractor.readers import legacy
from extractor.readers.page_text import text_of
from extractor.readers.plain import Content
from extractor.readers.words import Grid, Page, Word

if TYPE_CHECKING:
    from pdfplumber.page import Page as Sheet
    from pdfplumber.pdf import PDF

PAGES = 500
"""How many pages a PDF may have."""

# Letters that a font does not say the meaning of come as "(cid:12)", as a private character, or as none.
_UNKNOWN = re.compile("\\(cid:\\d+\\)|[\ufffd\ue000-\uf8ff]")
_UNREADABLE = 0.15
_FEW = 10  # a page with fewer letters and with a picture is a scan
_LIGATURES = {ord(one): unicodedata.normalize("NFKC", one) for one in "ﬀﬁﬂﬃﬄﬅﬆ"} | {0xAD: None, 0x200B: None}
_EDGES = 4  # fewer rules make no table
_BOLD = re.compile(r"bold|black|heavy|semibold", re.IGNORECASE)


def read(data: bytes, name: str, limit: int) -> Content:
    """The text of the pages that have a text layer; the doubt `pages_not_read` names those that are pictures.

    Raises `TooLongError` for too many pages or too much text,
    `BrokenDocumentError` for what is encrypted, and what pdfminer raises for
    damaged files.
    """
    with opened(data, name) as document:
        found = [page_of(sheet) for sheet in _sheets(document, name, limit)]
    return content_of([page for page in found if page], [at for at, page in enumerate(found, 1) if not page])


def _sheets(document: PDF, name: str, limit: int) -> Iterator[Sheet]:
    """The pages, as long as they hold no more than `limit` characters; each is let go of behind it."""
    room = limit
    for sheet in document.pages:
        room -= len(sheet.chars)
        if room < 0:
            raise TooLongError(name, f"is longer than {limit:,} bytes", "split it, or raise the limit")
        yield sheet
        sheet.close()


def content_of(found: list[Page], unread: list[int]) -> Content:
    """The text that stands on pages, with a doubt about the pages that are not among them."""
    lines = [unicodedata.normalize("NFC", line) for line in text_of(found)]
    named = ", ".join(map(str, unread[:10])) + (", …" if len(unread) > 10 else "")
    doubts = (Doubt("pages_not_read", None, f"pages: {named}"),) if unread else ()
    encodings = sorted({encoding for page in found for encoding in page.encodings})
    return Content("\n".join([*lines, ""]) if lines else "", "+".join(["utf-8", *encodings]), doubts=doubts)


def opened(data: bytes, name: str) -> PDF:
    """The document; errors as for `read`."""
    try:
        document = pdfplumber.open(io.BytesIO(data), unicode_norm="NFC")
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise BrokenDocumentError(name, "is encrypted", "take its password off and save it anew") from error
        raise
    if len(document.pages) > PAGES:
        document.close()
        raise TooLongError(name, f"has more than {PAGES} pages", "split it")
    return document


def page_of(sheet: Sheet) -> Page | None:
    """What stands on a page; None where that is a picture, or letters without meaning."""
    letters = [char["text"] for char in sheet.chars if not char["text"].isspace()]
    unknown = sum(bool(_UNKNOWN.search(letter)) for letter in letters)
    if (len(letters) < _FEW and sheet.images) or unknown > _UNREADABLE * len(letters):
        return None
    upright = sheet.filter(lambda thing: thing.get("upright", True))
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in sheet.chars}
    if len(places) < 0.9 * len(sheet.chars):
        upright = upright.dedupe_chars()  # bold by printing twice
    encodings: set[str] = set()
    words = [*_words(upright, encodings)]
    grids = [*_grids(upright, words)] if len(upright.edges) >= _EDGES else []
    inside = {id(word) for grid in grids for row in grid.rows for cell in row for word in cell}
    outside = [word for word in words if id(word) not in inside]
    return Page(float(sheet.width), float(sheet.height), outside, grids, frozenset(encodings))


_LEAST = 0.1  # points


def _words(sheet: Sheet, encodings: set[str]) -> Iterator[Word]:
    """The words of a page; `encodings` is told the legacy encodings of their fonts."""
    found: list[dict[str, Any]] = sheet.extract_words(x_tolerance_ratio=0.2, extra_attrs=["fontname", "size"])
    for word in found:
        text, encoding = legacy.shown(word["text"].translate(_LIGATURES), word["fontname"])
        encodings |= {encoding} if encoding else set()
        if text:
            bold = bool(_BOLD.search(word["fontname"]))
            # Letters may be upside down, or drawn without a size, and distances are told in sizes.
            size = max(abs(float(word["size"])), _LEAST)
            yield Word(text, word["x0"], word["x1"], word["top"], word["bottom"], size, bold)


def _grids(sheet: Sheet, words: list[Word]) -> Iterator[Grid]:
    """The tables with rules that have several rows and columns."""
    for table in sheet.find_tables():
        rows = [[cell for cell in row.cells if cell] for row in table.rows]
        if len(rows) > 1 and max(map(len, rows)) > 1:
            yield Grid(table.bbox[1], [[_inside(words, cell) for cell in row] for row in rows])


def _inside(words: list[Word], box: tuple[float, float, float, float]) -> list[Word]:
    x0, top, x1, bottom = box
    return [word for word in words if x0 <= (word.x0 + word.x1) / 2 < x1 and top <= word.middle < bottom]
