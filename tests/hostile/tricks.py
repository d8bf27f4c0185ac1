"""Documents that make a library do more than it should: show once what is said a thousand times, decode, count, fetch."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.documents.parts import docx, paragraph, unzipped, zipped
from tests.documents.sheets import flate, written
from tests.hostile.documents import RECORD, REPORT, Case

_BLANKS = " " * 40_000_000
_RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _packed(method: int, content: str = "") -> bytes:
    """A Word document packed in another way than Word does, with more content at its beginning."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in unzipped(docx(content + paragraph(REPORT))).items():
            archive.writestr(name, part)
    return made.getvalue()


def _in_utf16() -> bytes:
    """A Word document whose declaration of entities is not seen by who looks at bytes."""
    parts = unzipped(docx(paragraph("&e;")))
    words = str(parts["word/document.xml"]).rpartition("?>")[2]
    declared = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>{words}'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, declared.encode("utf-16") if name == "word/document.xml" else part)
    return made.getvalue()


def _noted() -> bytes:
    """A Word document with a note of 100 kB to which it refers 20,000 times."""
    note = (
        f'<w:footnotes xmlns:w="{_WORDS}"><w:footnote w:id="1">{paragraph("họp " * 25_000)}</w:footnote></w:footnotes>'
    )
    references = '<w:r><w:footnoteReference w:id="1"/></w:r>' * 20_000
    related = _RELATED.format('<Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/>')
    return zipped(
        unzipped(docx(f"<w:p>{references}</w:p>"))
        | {"word/_rels/document.xml.rels": related, "word/footnotes.xml": note}
    )


def _numbered() -> bytes:
    """A Word document with a list whose number is 200 kB long."""
    item = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{REPORT}</w:t></w:r></w:p>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 100_000}"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return docx(item * 5_000, numbering=lists)


def _of_itself() -> bytes:
    """A Word document that is its own styles, numbers and notes."""
    kinds = ("styles", "numbering", "footnotes")
    related = _RELATED.format(
        "".join(f'<Relationship Id="{kind}" Type="x/{kind}" Target="document.xml"/>' for kind in kinds)
    )
    return zipped(unzipped(docx(paragraph(REPORT))) | {"word/_rels/document.xml.rels": related})


def _mail(kind: bytes, body: bytes, *fields: bytes) -> bytes:
    """A mail of one part, of this type."""
    head = (b"From: a@b", b"MIME-Version: 1.0", *fields, b"Content-Type: " + kind, b"Content-Transfer-Encoding: 8bit")
    return b"\n".join(head) + b"\n\n" + body


def _font(font: bytes, mapping: bytes = b"") -> bytes:
    """A PDF with a page in this font; `mapping` tells what its letters mean."""
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            4: flate(b"BT /F 12 Tf 90 700 Td (Hop giao ban) Tj ET"),
            5: font,
            6: flate(b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + mapping + b" endcmap"),
        }
    )


_LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
_WIDE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</FontName/X/Flags 4>>"
    b"/W[0 2147483647 500]>>]>>"
)


def _content(drawn: bytes) -> bytes:
    """A PDF whose page is drawn so."""
    return _font(_LATIN).replace(flate(b"BT /F 12 Tf 90 700 Td (Hop giao ban) Tj ET"), flate(drawn))


def _looped() -> bytes:
    """A PDF with a stream whose length is the stream itself."""
    return _font(_LATIN).replace(b"4 0 obj\n<</Length ", b"4 0 obj\n<</Length 4 0 R/Was ")


TRICKS = [
    Case("packed-lzma.docx", "40 MB of blanks in 6 kB, packed by LZMA", lambda: _packed(zipfile.ZIP_LZMA, _BLANKS), "times its size"),
    Case("packed-bzip2.docx", "40 MB of blanks in 100 bytes, packed by bzip2", lambda: _packed(zipfile.ZIP_BZIP2, _BLANKS), "times its size"),
    Case("packed-other.docx", "packed in a way that nobody knows", lambda: _packed(zipfile.ZIP_DEFLATED).replace(b"\x08\x00", b"\x63\x00"), "is damaged"),
    Case("utf16.docx", "asks for a file of the computer, in UTF-16", _in_utf16, "declares entities"),
    Case("include.docx", "includes a file of the computer", lambda: docx(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>{paragraph(REPORT)}'), RECORD),
    Case("fields.docx", "fields that start a program and read a file", lambda: docx(f'<w:p><w:r><w:instrText>DDEAUTO cmd.exe "/k calc"</w:instrText></w:r><w:fldSimple w:instr="INCLUDETEXT /etc/passwd"/></w:p>{paragraph(REPORT)}'), RECORD),
    Case("notes.docx", "refers 20,000 times to a note of 100 kB", _noted, "longer than"),
    Case("numbers.docx", "5,000 items with numbers of 200 kB", _numbered, "longer than"),
    Case("itself.docx", "a document that is its own styles and notes", _of_itself, RECORD),
    Case("spans.html", "a cell over a hundred million rows and columns", lambda: _page(b"<table><tr><td colspan=100000000 rowspan=100000000>a<td>b<tr><td>c</table>"), RECORD),
    Case("titles.html", "a title of 3 MB in 300,000 parts", lambda: _page(b"<title>" + b"Tin | " * 500_000 + b"</title>"), RECORD),
    Case("numbers.html", "metadata with numbers of 100,000 figures", lambda: _page(b'<script type="application/ld+json">{"@type":"NewsArticle","headline":' + b"9" * 100_000 + b"}</script><time datetime=" + b"9" * 100_000 + b">x</time>"), RECORD),
    Case("heads.html", "2,000 headlines", lambda: _page(b'<script type="application/ld+json">[' + b",".join([b'{"@type":"Article","headline":"a b c d"}'] * 2_000) + b"]</script>"), RECORD),
    Case("seven.html", "markup in UTF-7, which no browser reads", lambda: b'<html><meta charset="utf-7"><p>+ADw-script+AD4-alert(1)</p><p>' + REPORT.encode(), RECORD),
    Case("codec-escapes.eml", "half characters by a codec of Python's own", lambda: _mail(b"text/plain; charset=unicode_escape", b"\xff \\ud800 " + REPORT.encode()), "no known encoding"),
    Case("codec-none.eml", "a codec that always fails", lambda: _mail(b"text/plain; charset=undefined", b"\xff" + b"\x80" * 50), "no known encoding|no text"),
    Case("codec-null.eml", "a codec with a NUL in its name", lambda: _mail(b'text/plain; charset="a\0b"', b"\xff" + b"\x80" * 50), "no known encoding|no text"),
    Case("codec-bytes.eml", "a codec that gives bytes", lambda: _mail(b"text/plain; charset=hex", b"\xff" + b"\x80" * 50), "no known encoding|no text"),
    Case("subject.eml", "a subject of half characters", lambda: _mail(b"text/plain", REPORT.encode(), b"Subject: =?unicode_escape?q?a_b_c_\\ud800?="), RECORD),
    Case("attached-name.eml", "an attachment whose name is half a character", lambda: b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" + REPORT.encode() + b'\n--x\nContent-Type: text/csv; name="=?unicode_escape?q?\\udfff?="\n\na\n--x--\n', RECORD),
    Case("type.eml", "a type with 200,000 parameters", lambda: _mail(b"text/plain; " + b"a=b; " * 200_000 + b"charset=utf-8", REPORT.encode()), "without end"),
    Case("day.eml", "sent in the year 1, in a zone before it", lambda: _mail(b"text/plain; charset=utf-8", REPORT.encode(), b"Date: Fri, 01 Jan 0001 00:00:00 +2359"), RECORD),
    Case("definitions.md", "a table of 20,000 columns", lambda: b"|" + b"a|" * 20_000 + b"\n|" + b"-|" * 20_000 + b"\n|a\n\n" + REPORT.encode(), RECORD),
    Case("keys.md", "a title of a million quotes", lambda: b"---\ntitle: " + b'"' * 1_000_000 + b"\n---\n" + REPORT.encode(), RECORD),
    Case("letters.pdf", "says what four billion letters mean", lambda: _font(_LATIN, b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"), f"{RECORD}|memory|longer|is damaged"),
    Case("widths.pdf", "says how wide two billion letters are", lambda: _font(_WIDE), "memory|longer"),
    Case("arrays.pdf", "arrays 200,000 deep", lambda: _content(b"[" * 200_000 + b"BT ET"), "fail|is damaged|empty"),
    Case("kept.pdf", "keeps its state 300,000 times", lambda: _content(b"q " * 300_000 + b"BT /F 12 Tf 90 700 Td (Hop) Tj ET"), f"{RECORD}|memory|longer"),
    Case("length.pdf", "a stream that is as long as itself", _looped, f"{RECORD}|is damaged|empty"),
    Case("predictor.pdf", "rows of two billion columns", lambda: _font(_LATIN).replace(b"/Filter[/FlateDecode]", b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000/Colors 32>>"), f"{RECORD}|is damaged|empty|memory"),
    Case("figures.txt", "votes of 6,000 figures", (f"{REPORT} Biểu quyết: {'9' * 6000}/{'9' * 6000} đại biểu đồng ý, đạt {'9' * 400},5%.").encode, RECORD),
    Case("years.txt", "days of 6,000 figures", (f"{REPORT} Trước ngày 28/12/{'2' * 6000} lúc {'9' * 6000} giờ; quý {'I' * 9000}.").encode, RECORD),
    Case("digits.txt", "figures of other scripts", ("Sáng ngày ٢٨/١٢/٢٠١٦, Sở Y tế tổ chức hội nghị tổng kết năm ２０１６, lần thứ ⑫. Biểu quyết: ٤٥/٥٠ đồng ý.").encode, RECORD),
    Case("tags.txt", "letters that nobody sees", ("".join(chr(0xE0000 + ord(sign)) for sign in "ignore") * 1_000 + REPORT).encode, RECORD),
    Case("marks.utf16.txt", "half a character in UTF-16", lambda: b"\xff\xfe" + REPORT.encode("utf-16-le") + b"\x00\xd8", "breaks off"),
    Case("wide.utf32.txt", "characters beyond the last one", lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\xff" * 100, "breaks off"),
]  # fmt: skip


def _page(markup: bytes) -> bytes:
    return (
        b"<html><body>"
        + markup
        + f"<article><h1>Hội nghị tổng kết</h1><p>{REPORT}</p></article></body></html>".encode()
    )
