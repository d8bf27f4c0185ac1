"""Documents that attack by what is in them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from tests.documents.parts import docx, paragraph, unzipped, zipped
from tests.documents.sheets import flate, pdf, written
from tests.test_docx import ENTITIES
from tests.test_office import encrypted_doc, odt
from tests.test_pdf import GOOD as GOOD_PDF
from tests.test_pdf import bomb as pdf_bomb
from tests.test_pdf import looping, many_pages, nested_forms

RECORD = "record"
REPORT = "Sáng ngày 28/12/2016, Sở Y tế tỉnh An Bình tổ chức hội nghị tổng kết công tác năm 2016."
_MEGABYTE = 1_000_000


class Case(NamedTuple):
    """A hostile file: its name, what is hostile about it, its bytes, and what has to come of it.

    `outcome` is `RECORD`, or a pattern that the reason of the failure fits.
    """

    name: str
    why: str
    make: Callable[[], bytes]
    outcome: str


def _replaced(part: str, content: str) -> bytes:
    """A Word document in which one part is something else."""
    return zipped(unzipped(docx(paragraph(REPORT))) | {part: content})


def _word(declared: str, body: str) -> bytes:
    """A Word document with a document type of its own."""
    content = unzipped(docx(body))["word/document.xml"]
    return _replaced("word/document.xml", f"<!DOCTYPE w [{declared}]>{content}")


def _lying_zip() -> bytes:
    """A Word document whose directory says that a part of 50 MB unpacks to ten bytes."""
    data = bytearray(_replaced("word/document.xml", "<a>" + " " * (50 * _MEGABYTE) + "</a>"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return bytes(data.replace(struct.pack("<I", size), struct.pack("<I", 10)))


def _overlapping_zip() -> bytes:
    """A Word document whose directory names the same bytes under a thousand names."""
    data = docx(paragraph(REPORT))
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    directory = data[start:end]
    count = 1000 * directory.count(b"PK\x01\x02")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, 1000 * len(directory), start, 0)
    return data[:start] + directory * 1000 + tail


def _displaced(data: bytes) -> bytes:
    """An archive whose directory says that it lies 5,000 bytes further on, and so each part before the beginning."""
    at = data.rindex(b"PK\x05\x06") + 16
    return data[:at] + struct.pack("<I", struct.unpack("<I", data[at : at + 4])[0] + 5_000) + data[at + 4 :]


def _many_parts() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in unzipped(docx(paragraph(REPORT))).items():
            archive.writestr(name, content)
        for number in range(20_000):
            archive.writestr(f"word/media/{number}.png", b"")
    return made.getvalue()


def _nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph(REPORT) + "</w:tc></w:tr></w:tbl>" * depth


WORD = [
    Case("bomb-ratio.docx", "40 MB of blanks in 40 kB", lambda: docx("<w:p/>" + " " * 40 * _MEGABYTE), "times its size"),
    Case("bomb-size.docx", "more than may be unpacked", lambda: docx("<w:p/>" + " " * 60 * _MEGABYTE), "larger inside"),
    Case("bomb-styles.docx", "a bomb in a part beside the text", lambda: docx(paragraph(REPORT), styles=" " * 40 * _MEGABYTE), "times its size"),
    Case("bomb-lying.docx", "the directory lies about the size", _lying_zip, "is damaged|times its size"),
    Case("bomb-overlap.docx", "a thousand names for the same bytes", _overlapping_zip, f"{RECORD}|is damaged"),
    Case("many-parts.docx", "20,000 empty pictures", _many_parts, RECORD),
    Case("entities.docx", "entities of entities, a billion laughs", lambda: _word(f'<!ENTITY e0 "ha">{ENTITIES}', paragraph("&e9;")), "is damaged|declares entities"),
    Case("entities-wide.docx", "one long entity a thousand times", lambda: _word(f'<!ENTITY e "{"a" * 100_000}">', paragraph("&e;" * 1000)), "is damaged|declares entities"),
    Case("xxe-file.docx", "asks for a file of the computer", lambda: _word('<!ENTITY e SYSTEM "file:///etc/passwd">', paragraph("&e;")), "declares entities"),
    Case("xxe-net.docx", "asks for a page of the network", lambda: _word('<!ENTITY % e SYSTEM "http://127.0.0.1:9/x"> %e;', paragraph(REPORT)), "declares entities|is damaged"),
    Case("outside-part.docx", "names its text by a path out of the document", lambda: _replaced("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>'), "no part with its text"),
    Case("template.docx", "a template from elsewhere", lambda: _replaced("word/_rels/document.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'), RECORD),
    Case("slip.docx", "a part whose name climbs out of any folder", lambda: zipped({**unzipped(docx(paragraph(REPORT))), "../../../tmp/extractor-slip": "x"}), RECORD),
    Case("deep.docx", "elements 5,000 deep", lambda: docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "is damaged"),
    Case("deep-tables.docx", "tables 60 deep", lambda: docx(_nested_tables(60)), f"{RECORD}|is damaged"),
    Case("wide-table.docx", "a cell that spans a billion columns", lambda: docx(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph(REPORT)}</w:tc></w:tr></w:tbl>'), RECORD),
    Case("style-loop.docx", "styles that are based on each other", lambda: docx(f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>{REPORT}</w:t></w:r></w:p>', styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'), RECORD),
    Case("number.docx", "a list that begins with a number of 4,000 digits", lambda: docx(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{REPORT}</w:t></w:r></w:p>', numbering=f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{"9" * 4000}"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'), RECORD),
    Case("displaced.docx", "parts before the file's beginning", lambda: _displaced(docx(paragraph(REPORT))), "is damaged"),
    Case("cut.docx", "broken off", lambda: docx(paragraph(REPORT))[:-40], "is damaged"),
    Case("long.docx", "more text than may be", lambda: docx(paragraph(" ".join(map(str, range(900_000))))), "longer than"),
]  # fmt: skip
OPEN = [
    Case("bomb.odt", "blanks without end", lambda: odt("<text:p>" + " " * 5 * _MEGABYTE + "</text:p>"), "times its size"),
    Case("bomb-size.odt", "more than may be unpacked", lambda: odt("<text:p>" + " " * 70 * _MEGABYTE + "</text:p>"), "larger inside"),
    Case("entities.odt", "entities of entities", lambda: odt("").replace(b"content.xml", b"content.xmm"), "is damaged|is empty"),
    Case("xxe.odt", "asks for a file of the computer", lambda: zipped({**unzipped(odt("")), "content.xml": f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{unzipped(odt("<text:p>&e;</text:p>"))["content.xml"]}'}), "is damaged|empty"),
    Case("displaced.odt", "parts before the file's beginning", lambda: _displaced(odt("<text:p>a</text:p>")), "is damaged"),
    Case("encrypted.odt", "encrypted", lambda: odt("", inside="<manifest:encryption-data/>"), "is encrypted"),
    Case("encrypted.doc", "encrypted", encrypted_doc, "is encrypted"),
    Case("deep.rtf", "groups 50,000 deep", lambda: b"{\\rtf1 " + b"{" * 50_000 + b"a" + b"}" * 50_000 + b"}", f"{RECORD}|is damaged|empty|longer"),
    Case("binary.rtf", "two gigabytes are announced", lambda: b"{\\rtf1 a\\bin2147483647 b}", f"{RECORD}|is damaged|empty|takes longer"),
    Case("object.rtf", "an embedded program", lambda: b"{\\rtf1 H\\u7885?p giao ban{\\object\\objemb{\\*\\objdata 4d5a90000300}}}", RECORD),
]  # fmt: skip


def _page(markup: str) -> bytes:
    return f"<html><body>{markup}<article><h1>Hội nghị tổng kết</h1><p>{REPORT}</p></article></body></html>".encode()


WEB = [
    Case("deep.html", "elements 100,000 deep", lambda: b"<html>" + b"<div>" * 100_000 + REPORT.encode(), "is damaged|deep"),
    Case("wide.html", "100,001 line breaks", lambda: b"<html>" + b"<br>" * 100_001, "longer than|elements"),
    Case("attributes.html", "thousands of attributes", lambda: b"<html><p " + b"".join(b"a%d " % n for n in range(9000)) + b">x", "is damaged|attributes"),
    Case("scripts.html", "scripts that never end", lambda: b"<html>" + b"<script>" * 200_000, "page without text"),
    Case("comments.html", "comments that never end", lambda: _page("<!--" * 50_000), "page without text"),
    Case("xxe.html", "asks for a file of the computer", lambda: b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + _page("&e;"), RECORD),
    Case("script.html", "runs when it is shown", lambda: _page("<script>fetch('http://127.0.0.1:9')</script><img src=x onerror=alert(1)>"), RECORD),
    Case("fetch.html", "names what is elsewhere", lambda: _page('<link rel=stylesheet href="http://127.0.0.1:9/a.css"><iframe src="file:///etc/passwd"></iframe>'), RECORD),
    Case("json.html", "data nested without end", lambda: _page(f'<script type="application/ld+json">{"[" * 100_000}</script>'), RECORD),
    Case("references.html", "characters that do not exist", lambda: _page("&#0;&#xd800;&#99999999999999999999;&#x110000;" * 1000), RECORD),
    Case("loop.eml", "a mail in a mail in a mail, 200 deep", lambda: b"Content-Type: message/rfc822\n\n" * 200 + b"Subject: a\n\n" + REPORT.encode(), "mail without text"),
    Case("boundaries.eml", "20,000 parts", lambda: b"From: a@b\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 20_000 + b"--x--\n", "more than 2,000 parts"),
    Case("headers.eml", "a header of a megabyte", lambda: b"From: a@b\nSubject: " + b"=?utf-8?q?a?= " * 70_000 + b"\n\n" + REPORT.encode(), RECORD),
    Case("quotes.md", "quotes 20,000 deep", lambda: b">" * 20_000 + b" " + REPORT.encode(), "nested less than 100 deep"),
    Case("links.md", "brackets that never close", lambda: b"[" * 50_000 + b"\n\n" + REPORT.encode(), f"{RECORD}|damaged|longer"),
    Case("emphasis.md", "stars without end", lambda: b"*a_ " * 50_000 + b"\n\n" + REPORT.encode(), f"{RECORD}|damaged|longer"),
]  # fmt: skip


def _own_parent() -> bytes:
    """A tree of pages that holds itself."""
    return written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"})


def _own_reference() -> bytes:
    """A tree of pages that is a reference to itself."""
    return written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"2 0 R"})


def _own_table() -> bytes:
    """A table of objects that names itself as the one before."""
    begin = GOOD_PDF.rindex(b"xref\n0 1")
    return GOOD_PDF.replace(b"trailer<<", b"trailer<</Prev %d" % begin)


def _attached() -> bytes:
    """A page, and a program that is attached and asked to run."""
    stream = flate(zlib.compress(b"MZ" * 1000))
    data = pdf([b"BT /F 12 Tf 90 700 Td (Hop giao ban) Tj ET"], extra=[stream])
    run = b"/Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>/Names<</EmbeddedFiles<</Names[(a.exe) 10 0 R]>>>>"
    return data.replace(b"/Type/Catalog", run)


PDF = [
    Case("pages.pdf", "600 pages", lambda: many_pages(600), "more than 500 pages"),
    Case("count.pdf", "says that it has two billion pages", lambda: GOOD_PDF.replace(b"/Count 1", b"/Count 2147483647"), f"{RECORD}|is damaged|pages"),
    Case("tree.pdf", "a tree of pages that holds itself", _own_parent, "is damaged|empty|blanks|fail|pages"),
    Case("itself.pdf", "an object that refers to itself", _own_reference, "longer than"),
    Case("table.pdf", "a table of objects that comes before itself", _own_table, f"{RECORD}|is damaged|longer"),
    Case("forms.pdf", "forms that draw each other for ever", looping, RECORD),
    Case("forms-power.pdf", "forms that draw a billion letters", lambda: nested_forms(9), "longer than"),
    Case("bomb.pdf", "a gigabyte packed into kilobytes", pdf_bomb, "memory|allocate"),
    Case("attached.pdf", "a program that is attached and asked to run", _attached, RECORD),
    Case("cut.pdf", "broken off", lambda: GOOD_PDF[: len(GOOD_PDF) // 3], "is damaged"),
    Case("noise.pdf", "noise behind a PDF's first bytes", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50, "is damaged"),
    Case("size.pdf", "a page of a million metres", lambda: GOOD_PDF.replace(b"[0 0 595 842]", b"[0 0 3e9 3e9]"), f"{RECORD}|is damaged"),
]  # fmt: skip
TEXT = [
    Case("line.txt", "a line of four megabytes", lambda: b"a" * 4 * _MEGABYTE, RECORD),
    Case("long.txt", "more than is read", lambda: b"a " * 3 * _MEGABYTE, "longer than"),
    Case("quotes.txt", "100,000 quotes that open", lambda: "“".encode() * 100_000 + REPORT.encode(), RECORD),
    Case("brackets.txt", "100,000 brackets that open", lambda: b"(" * 100_000 + REPORT.encode(), RECORD),
    Case("marks.txt", "a letter with 100,000 marks above it", lambda: b"a" + "\u0301".encode() * 100_000 + REPORT.encode(), RECORD),
    Case("bullets.txt", "100,000 marks of lists", lambda: b"- " * 100_000 + REPORT.encode(), RECORD),
    Case("dates.txt", "100,000 dates", lambda: b"28/12/2016, " * 100_000, RECORD),
    Case("verbs.txt", "20,000 verbs of attending in one sentence", ("Tham dự có " * 20_000 + REPORT).encode, RECORD),
    Case("chairs.txt", "20,000 verbs of chairing in one sentence", (REPORT + "chủ trì " * 20_000).encode, RECORD),
    Case("votes.txt", "5,000 votes in one line", (REPORT + "Biểu quyết: 45/50 đồng ý (90%)" * 5_000).encode, RECORD),
    Case("mottos.txt", "20,000 mottos that open", (REPORT + 'với chủ đề "' * 20_000).encode, RECORD),
    Case("lines.txt", "a million empty lines", lambda: b"\n" * _MEGABYTE + REPORT.encode(), RECORD),
    Case("escapes.txt", "sequences that steer a terminal", lambda: b"\x1b]0;owned\x07\x1b[2J" + REPORT.encode(), RECORD),
    Case("formula.txt", "a formula for a spreadsheet", lambda: b'=HYPERLINK("http://x","y")\n' + REPORT.encode(), RECORD),
    Case("bidi.txt", "words that run backwards", lambda: "\u202e\u2066".encode() + REPORT.encode(), RECORD),
    Case("surrogate.txt", "half a character in UTF-8", lambda: b"\xed\xa0\x80" + REPORT.encode(), "no encoding|control|fits|known"),
    Case("zeros.txt", "nothing but zeros", lambda: bytes(_MEGABYTE), "control characters|binary|no text|zero"),
    Case("overlong.txt", "a slash in three bytes", lambda: b"\xe0\x80\xaf" * 100 + REPORT.encode(), "no known encoding"),
    Case("empty.txt", "nothing", bytes, "is empty"),
    Case("program.txt", "a program", lambda: b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 100, "control characters|binary|no text|zero"),
    Case("archive.docx", "an archive of something else", lambda: zipped({"a.txt": REPORT}), "ZIP archive|no part"),
    Case("gzip.html", "packed", lambda: b"\x1f\x8b\x08\x00" + bytes(100), "gzip"),
]  # fmt: skip
CASES = [*WORD, *OPEN, *WEB, *PDF, *TEXT]
