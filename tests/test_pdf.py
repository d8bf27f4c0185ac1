"""PDF files object by object: what is read, what is refused, what hostile files cost."""

from __future__ import annotations

import os
import zlib
from functools import partial
from pathlib import Path

import pytest

from extractor import readers
from extractor.errors import BrokenDocumentError, EmptyTextError, MissingReaderError, ReadError, TooLongError
from extractor.readers import guard, pdf
from tests.documents import make
from tests.documents.sheets import flate, written
from tests.documents.sheets import pdf as pdf_of
from tests.places import SAMPLES

SCAN = SAMPLES / "documents" / "notice-ubnd-tinh-01.scan.pdf"


def shown(text: bytes, x: int = 85, y: int = 700) -> bytes:
    return b"BT /F 13 Tf %d %d Td (%s) Tj ET\n" % (x, y, text)


def read(data: bytes, name: str = "a.pdf") -> str:
    return readers.read_bytes(data, name).text


def test_text_at_places() -> None:
    assert read(pdf_of([shown(b"Hop giao ban"), shown(b"Trang hai")])) == "Hop giao ban\nTrang hai\n"


def test_a_table_with_rules() -> None:
    lines = b"".join(
        b"%d %d m %d %d l S\n" % one
        for one in [*((80, y, 400, y) for y in (600, 630, 660)), *((x, 600, x, 660) for x in (80, 150, 400))]
    )
    cells = shown(b"STT", 90, 640) + shown(b"Viec", 160, 640) + shown(b"1", 90, 610) + shown(b"Mua thuoc", 160, 610)
    assert (
        read(pdf_of([shown(b"Truoc") + lines + cells + shown(b"Sau", 85, 500)]))
        == "Truoc\nSTT | Viec\n1 | Mua thuoc\nSau\n"
    )


WIDE = b"/Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[%s]" % (b"500 " * 256)


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        # fonts of the nineties say nothing about their letters; their names tell
        (b".VnTime", b"Hoi ngh\xde t\xe6ng k\xd5t", "Hoi nghị tổng kết"),
        (b"ABCDEF+.VnTimeH", b"bi\xaan b\xb6n", "BIÊN BẢN"),
        (b"Helvetica", b"bien ban", "bien ban"),
    ],
)
def test_legacy_fonts(font: bytes, code: bytes, text: str) -> None:
    plain = readers.read_bytes(
        pdf_of(
            [shown(code)],
            b"%s/BaseFont/%s/FontDescriptor<</FontName/%s/Flags 32/FontBBox[0 0 1000 1000]>>" % (WIDE, font, font),
        ),
        "a.pdf",
    )
    assert plain.text == text + "\n"
    assert plain.encoding == ("utf-8+tcvn3" if font != b"Helvetica" else "utf-8")


def test_turned_words_are_left_out() -> None:
    # a stamp along the margin
    assert read(pdf_of([b"BT /F 9 Tf 0 1 -1 0 30 300 Tm (Ban sao) Tj ET\n" + shown(b"Noi dung")])) == "Noi dung\n"


def test_known_by_its_content() -> None:
    data = pdf_of([shown(b"Hop")])
    assert read(data, "a.txt") == read(data, "a.docx") == read(data) == "Hop\n"
    # some programs write something before the mark
    assert read(b"HTTP/1.1 200 OK\r\n\r\n" + data) == "Hop\n"
    # a text that is called a PDF is a text
    assert read("Biên bản họp".encode()) == "Biên bản họp"


# An image that fills the page and letters whose meaning nothing tells.
IMAGE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\0\nendstream"
PICTURE = (b"q 500 0 0 700 50 50 cm /I Do Q\n", IMAGE, b"/XObject<</I 10 0 R>>")
NAMELESS = b"/Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]"


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)


@pytest.mark.usefixtures("without_tesseract")
def test_what_needs_tesseract_says_so() -> None:
    nameless = pdf_of([b"BT /F 13 Tf 85 700 Td <0012001300140015001600170018001900200021> Tj ET"], NAMELESS)
    for data in (SCAN.read_bytes(), nameless, pdf_of([PICTURE[0]], extra=PICTURE[1:2], resources=PICTURE[2])):
        with pytest.raises(MissingReaderError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
            readers.read_bytes(data, "a.pdf")


@pytest.mark.usefixtures("without_tesseract")
def test_pages_that_are_pictures_among_others() -> None:
    plain = readers.read_bytes(
        pdf_of([shown(b"Trang mot co chu"), PICTURE[0]], extra=PICTURE[1:2], resources=PICTURE[2]), "a.pdf"
    )
    assert plain.text == "Trang mot co chu\n"
    assert [(doubt.code, doubt.message) for doubt in plain.doubts] == [("pages_not_read", "pages: 2")]


def test_tesseract_without_vietnamese_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    assert not pdf.can_recognise()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert not pdf.can_recognise()


@pytest.mark.skipif(not pdf.can_recognise(), reason="tesseract with Vietnamese is not installed")
def test_recognised_pages_are_counted_among_all() -> None:
    plain = readers.read_bytes(
        pdf_of([shown(b"Trang mot co chu"), PICTURE[0]], extra=PICTURE[1:2], resources=PICTURE[2]), "a.pdf"
    )
    assert [(doubt.code, doubt.message) for doubt in plain.doubts] == [("text_recognised", "pages: 1 of 2")]


@pytest.mark.skipif(not pdf.can_recognise(), reason="tesseract with Vietnamese is not installed")
def test_a_picture_without_words_is_empty() -> None:
    with pytest.raises(EmptyTextError):
        read(pdf_of([PICTURE[0]], extra=PICTURE[1:2], resources=PICTURE[2]))


def looping() -> bytes:
    """Forms that draw each other for ever, and a tree of pages that holds itself."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 10 0 R>>>>/Length 14>>stream\n/I Do /I Do   \nendstream"
    return pdf_of([b"/I Do " + shown(b"Hop giao ban")], extra=[form], resources=b"/XObject<</I 10 0 R>>")


def many_pages(count: int) -> bytes:
    return pdf_of([b""] * count)


def nested_forms(depth: int) -> bytes:
    """Each form draws the next one ten times."""
    forms = []
    for at in range(depth):
        content = b"/I Do " * 10 if at < depth - 1 else b"BT /F 1 Tf (a) Tj ET"
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I %d 0 R>>/Font<</F 3 0 R>>>>/Length %d>>stream\n%s\nendstream"
            % (11 + at, len(content), content)
        )
    return pdf_of([b"/I Do"], extra=forms, resources=b"/XObject<</I 10 0 R>>")


def bomb() -> bytes:
    """A content stream of over a gigabyte, packed twice into a few kilobytes."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 24)) for _ in range(66)) + packer.flush()
    stream = flate(packed).replace(b"[/FlateDecode]", b"[/FlateDecode/FlateDecode]")
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R/Contents 4 0 R>>"
    return written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>", 3: page, 4: stream})


ENCRYPTED = b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
GOOD = pdf_of([shown(b"Hop giao ban")])


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (GOOD[: len(GOOD) // 3], BrokenDocumentError, "is damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, BrokenDocumentError, "is damaged"),
        (
            written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 0/Kids[]>>"}, ENCRYPTED),
            BrokenDocumentError,
            "is encrypted",
        ),
        (pdf_of([b""]), EmptyTextError, "is empty"),
        (many_pages(600), TooLongError, "more than 500 pages"),
    ],
)
def test_refused(data: bytes, error: type[ReadError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        read(data)


def test_forms_that_draw_each_other_for_ever_are_drawn_once() -> None:
    assert read(looping()) == "Hop giao ban\n"


def test_hostile_files_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BrokenDocumentError, match=r"MB of memory|allocate"):
        read(bomb())
    assert read(GOOD) == "Hop giao ban\n"
    monkeypatch.setattr(guard, "read", partial(guard.read, seconds=3))
    with pytest.raises(BrokenDocumentError, match="takes longer than 3 seconds"):
        read(nested_forms(9))
    monkeypatch.undo()
    assert read(GOOD) == "Hop giao ban\n"


def test_a_file_cut_anywhere_is_an_error_or_a_text() -> None:
    for end in range(20, len(GOOD), 37):
        try:
            text = read(GOOD[:end])
        except ReadError:
            continue
        assert "\ufffd" not in text


@pytest.mark.skipif(not pdf.can_recognise(), reason="tesseract with Vietnamese is not installed")
def test_the_head_of_a_scanned_paper_reads_as_the_paper_does() -> None:
    assert read(SCAN.read_bytes()).splitlines()[:7] == make.HEAD_OF_SCANNED


@pytest.mark.parametrize("size", [0, -12])
def test_letters_without_a_size_or_mirrored_cost_nothing_else(size: int) -> None:
    lines = [b"BT /F %d Tf 85 %d Td (Noi dung %d) Tj ET" % (size, 700 - 20 * at, at) for at in range(3)]
    assert read(pdf_of([b"\n".join(lines), shown(b"Ket luan")])).endswith("Ket luan\n")
