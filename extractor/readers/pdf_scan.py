"""PDF documents of which pages are pictures: these are drawn and given to tesseract."""

from __future__ import annotations

import csv
import io
import os
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.errors import BrokenDocumentError
from extractor.findings import Doubt
from extractor.readers.pdf import LANGUAGE, SCAN_SECONDS
from extractor.readers.pdf_text import content_of, opened, page_of
from extractor.readers.words import Page, Word

if TYPE_CHECKING:
    from pdfplumber.page import Page as Sheet

    from extractor.readers.plain import Content

_DPI = 300
_LONGEST = 5000  # pixels of a side, that of A3 at 300 dpi
_PAGE_SECONDS = 60
_SURE = 20  # of 100; what tesseract is less sure of is dirt

_TELLING = 4  # words of a line that tell the size of its type
# Of the size of the type: the height of a common word with its marks, and what hangs below the line.
_HEIGHT, _DEPTH = 0.85, 0.2


def read(data: bytes, name: str, limit: int) -> Content:  # noqa: ARG001 - no scan that is read in time has so much text
    """As `pdf_text.read`, with the pages that are pictures recognised, as far as the time reaches.

    Raises also `BrokenDocumentError` where tesseract fails.
    """
    end = time.monotonic() + SCAN_SECONDS - 1.5 * _PAGE_SECONDS
    found: list[Page] = []
    unread: list[int] = []
    recognised = 0
    with opened(data, name) as document:
        for number, sheet in enumerate(document.pages, 1):
            page = page_of(sheet)
            if page is not None:
                found.append(page)
            elif time.monotonic() < end:
                found.append(_seen(sheet, name))
                recognised += 1
            else:
                unread.append(number)
            sheet.close()
    content = content_of(found, unread)
    doubt = Doubt("text_recognised", None, f"pages: {recognised} of {len(found) + len(unread)}")
    return replace(content, doubts=(doubt, *content.doubts))


def _seen(sheet: Sheet, name: str) -> Page:
    """What tesseract sees on a page."""
    dpi = min(_DPI, _LONGEST * 72 / max(sheet.width, sheet.height, 1))
    picture = io.BytesIO()
    sheet.to_image(resolution=dpi).original.convert("L").save(picture, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(round(dpi)), "tsv"]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, the picture is on its input
            command, input=picture.getvalue(), capture_output=True, check=True, timeout=_PAGE_SECONDS, env=alone
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise BrokenDocumentError(name, f"is a scan that tesseract fails to read ({error})", "scan it anew") from error
    words = _in_lines(done.stdout.decode("utf-8", "replace"), 72 / dpi)
    return Page(float(sheet.width), float(sheet.height), [*words])


def _in_lines(table: str, point: float) -> Iterator[Word]:
    """The words of tesseract's table, in points; each line's at one height, most of the page in one size."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and float(row["conf"]) >= _SURE and row["text"].strip():
            lines[row["block_num"], row["par_num"], row["line_num"]].append(row)
    heights = {key: statistics.median(int(row["height"]) for row in rows) for key, rows in lines.items()}
    usual = statistics.median(heights.values()) if heights else 0
    for key, rows in lines.items():
        # In a few small letters without marks nothing tells the size.
        alike = (len(rows) < _TELLING or 0.7 * usual < heights[key]) and heights[key] < 1.4 * usual
        height = usual if alike else heights[key]
        size = height / _HEIGHT * point
        bottom = _baseline(rows) * point + _DEPTH * size
        for row in rows:
            x0 = int(row["left"]) * point
            yield Word(row["text"], x0, x0 + int(row["width"]) * point, bottom - size, bottom, size)


def _baseline(rows: list[dict[str, str]]) -> float:
    """Where the words of a line stand, some of which have letters that hang below it."""
    bottoms = sorted(int(row["top"]) + int(row["height"]) for row in rows if any(map(str.isalnum, row["text"])))
    return bottoms[len(bottoms) // 3] if bottoms else int(rows[0]["top"]) + int(rows[0]["height"])
