"""Pages for tests: words at places, and small PDF files written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.words import Page, Word

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0


@dataclass(frozen=True, slots=True)
class Put:
    """A line of text on a page: its left and upper edge; `to` spreads its words to a right edge."""

    text: str
    x: float = LEFT
    y: float = 100.0
    size: float = 13.0
    bold: bool = False
    to: float | None = None

    def words(self) -> list[Word]:
        """Its words, letters half as wide as high."""
        texts = self.text.split(" ")
        widths = [0.5 * self.size * len(text) for text in texts]
        blank = 0.25 * self.size
        if self.to is not None and len(texts) > 1:
            blank = (self.to - self.x - sum(widths)) / (len(texts) - 1)
        words, at = [], self.x
        for text, width in zip(texts, widths, strict=True):
            if text:
                words.append(Word(text, at, at + width, self.y, self.y + self.size, self.size, self.bold))
            at += width + blank
        return words


def centred(text: str, y: float, size: float = 13.0, between: tuple[float, float] = (LEFT, RIGHT)) -> Put:
    """A line in bold in the middle between two edges."""
    words = Put(text, 0, y, size).words()
    return Put(text, (sum(between) - words[-1].x1) / 2, y, size, bold=True)


def page(*puts: Put) -> Page:
    """A page in A4 with these lines."""
    return Page(WIDTH, HEIGHT, [word for put in puts for word in put.words()])


def pdf(
    contents: Sequence[bytes],
    font: bytes = b"/Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding",
    extra: Sequence[bytes] = (),
    resources: bytes = b"",
) -> bytes:
    """A PDF with one page for each content stream; `extra` objects are numbered from 10."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (100 + 2 * at) for at in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        3: b"<<%s>>" % font,
    }
    objects |= dict(enumerate(extra, 10))
    for at, content in enumerate(contents):
        objects[100 + 2 * at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>>>"
            % (101 + 2 * at, resources)
        )
        objects[101 + 2 * at] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return written(objects)


def written(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF file of numbered objects."""
    out, places = b"%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in places.items())
    return out + b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, begin)


def flate(data: bytes, times: int = 1) -> bytes:
    """A compressed stream object, compressed over and over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * times
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), filters, data)
