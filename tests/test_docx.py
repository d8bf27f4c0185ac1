"""What of a Word document becomes text, how, and what is refused."""

from __future__ import annotations

import pytest

from extractor import readers
from extractor.errors import BrokenDocumentError, EmptyTextError, TooLongError
from extractor.readers.docx_lists import written
from tests.documents.parts import NAMES, cell, docx, item, paragraph, table, unzipped, zipped


def lines(body: str, **parts: str) -> list[str]:
    return readers.read_bytes(docx(body, **parts), "a.docx").text.splitlines()


RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = f"<w:txbxContent>{paragraph('Khung')}</w:txbxContent>"
BOXED = (
    f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # words are split into runs wherever the spelling checker stopped
        ("<w:p><w:r><w:t>Sở </w:t></w:r><w:r><w:t>Y t</w:t></w:r><w:r><w:t>ế</w:t></w:r></w:p>", ["Sở Y tế"]),
        # old Word marked place names, which python-docx drops
        (f"<w:p>{RUN.format('xã ')}<w:smartTag>{RUN.format('Liên Trung')}</w:smartTag></w:p>", ["xã Liên Trung"]),
        (f"<w:p><w:hyperlink>{RUN.format('Cổng thông tin')}</w:hyperlink></w:p>", ["Cổng thông tin"]),
        # changes count as accepted
        (f"<w:p>{RUN.format('lúc ')}<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>{RUN.format('9')}</w:ins>{RUN.format(' giờ')}</w:p>", ["lúc 9 giờ"]),
        (f"<w:moveFrom><w:p>{RUN.format('cũ')}</w:p></w:moveFrom><w:moveTo><w:p>{RUN.format('mới')}</w:p></w:moveTo>", ["mới"]),
        # a paragraph whose mark is struck out goes on in the next
        (paragraph("Hội nghị ", "<w:rPr><w:del/></w:rPr>") + paragraph("tổng kết"), ["Hội nghị tổng kết"]),
        # forms keep their text in controls, around words and around paragraphs
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Chủ trì')}</w:sdtContent></w:sdt>", ["Chủ trì"]),
        (f"<w:p>{RUN.format('Số: ')}<w:sdt><w:sdtContent>{RUN.format('12')}</w:sdtContent></w:sdt></w:p>", ["Số: 12"]),
        # what a field shows, not how it is computed
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>5/3</w:t></w:r></w:p>', ["5/3"]),
        # line breaks part lines, tabs stay, hyphens that keep words together are hyphens
        ("<w:p><w:r><w:t>TRƯỜNG</w:t><w:br/><w:t>Số:</w:t><w:tab/><w:t>4</w:t><w:noBreakHyphen/><w:t>BB</w:t></w:r></w:p>", ["TRƯỜNG", "Số:\t4-BB"]),
        # hidden text is not what anybody reads; capitals are how it reads
        (paragraph("ẩn", run="<w:vanish/>") + paragraph("hiện", run='<w:vanish w:val="0"/>'), ["hiện"]),
        (paragraph("Biên bản", run="<w:caps/>"), ["BIÊN BẢN"]),
        # bullets typed in a font of symbols
        (paragraph("\uf0b7 Sở Y tế"), ["• Sở Y tế"]),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> Có mặt</w:t></w:r></w:p>', ["• Có mặt"]),
        # a text box is said twice, for new and for old programs; it follows the paragraph where it hangs
        (f"<w:p><w:r>{BOXED}</w:r>{RUN.format('Đoạn')}</w:p>", ["Đoạn", "Khung"]),
        # blank paragraphs are no lines
        (paragraph("A") + paragraph(" ") + "<w:p/>" + paragraph("B"), ["A", "B"]),
    ],
)  # fmt: skip
def test_paragraphs(body: str, text: list[str]) -> None:
    assert lines(body) == text


SPAN, DOWN = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="{}"/>'
LEFT, RIGHT = (
    "SỞ Y TẾ\nSố: 4/BB-SYT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTân Hà, ngày 3 tháng 5 năm 2024",
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # the head of a paper in one row, the left cell first
        (table(cell(LEFT) + cell(RIGHT)), [*LEFT.split("\n"), *RIGHT.split("\n")]),
        # in a row a line, with old tone marks, and with an empty cell between
        (table(cell("SỞ Y TẾ") + cell("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"), cell("Số: 4") + cell("Độc lập")), ["SỞ Y TẾ", "Số: 4", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập"]),
        (table(cell("ĐẢNG BỘ XÃ") + cell("") + cell("ĐẢNG CỘNG SẢN VIỆT NAM"), cell("CHI BỘ 2") + cell("") + cell("Tân Hà, ngày 3/5")), ["ĐẢNG BỘ XÃ", "CHI BỘ 2", "ĐẢNG CỘNG SẢN VIỆT NAM", "Tân Hà, ngày 3/5"]),
        # signatures: each with its name
        (table(cell("THƯ KÝ") + cell("CHỦ TRÌ"), cell("Bế An") + cell("Lò Thị Na")), ["THƯ KÝ", "Bế An", "CHỦ TRÌ", "Lò Thị Na"]),
        # data row by row, also where signers are among them
        (table(cell("STT") + cell("Họ tên"), cell("1") + cell("Bế An"), cell("2") + cell("Lò Na")), ["STT | Họ tên", "1 | Bế An", "2 | Lò Na"]),
        (table(cell("Thư ký") + cell("Bế An"), cell("Vắng") + cell("0")), ["Thư ký | Bế An", "Vắng | 0"]),
        # merged cells say their words once
        (table(cell("Đơn vị", SPAN) + cell("Hạn"), cell("Sở", DOWN.format("restart")) + cell("A") + cell("1/5"), cell("Sở", DOWN.format("continue")) + cell("B") + cell("2/5")), ["Đơn vị | Hạn", "Sở | A | 1/5", "B | 2/5"]),
        # a table within a cell is read where it stands
        (table(cell(paragraph("Trước") + table(cell("a") + cell("b"), cell("c") + cell("d")) + paragraph("Sau"))), ["Trước", "a | b", "c | d", "Sau"]),
        # a row that was struck out is gone
        ("<w:tbl>" + "".join(f"<w:tr><w:trPr>{p}</w:trPr>{cell(t)}</w:tr>" for p, t in (("", "giữ"), ("<w:del/>", "bỏ"))) + "</w:tbl>", ["giữ"]),
    ],
)  # fmt: skip
def test_tables(body: str, text: list[str]) -> None:
    assert lines(body) == text


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


LEVELS = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", chr(0xF0B7))}{level(1, "bullet", "+")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "Điều %1.")}{level(1, "decimal", "%1.%2", "<w:isLgl/>")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "decimal", "%1.", chr(60) + "w:pStyle w:val=" + chr(34) + "Muc" + chr(34) + "/>")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="0"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # three levels; the lower ones begin anew below each higher one
        (item("A") + item("B", 1) + item("C", 2) + item("D", 2) + item("E", 1) + item("F", 2) + item("G") + item("H", 1), ["I. A", "1. B", "a) C", "b) D", "2. E", "a) F", "II. G", "1. H"]),
        # bullets of any shape are "-"; the second level of Vietnamese papers is "+"
        (item("A", 0, 2) + item("B", 1, 2), ["- A", "+ B"]),
        # words in the number, numbers of two levels, Roman ones in figures where the list says so
        (item("A", 0, 3) + item("B", 1, 3), ["Điều I. A", "1.1 B"]),
        # a list that the style brings, itself or the one that it is based on
        (paragraph("A", '<w:pStyle w:val="Muc"/>') + paragraph("B", '<w:pStyle w:val="Con"/>'), ["1. A", "2. B"]),
        # list 0 takes a paragraph out of its style's list
        (paragraph("A", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'), ["A"]),
        # two lists of one definition count on, unless one says where it begins
        (item("A") + item("B", 0, 6) + item("C", 0, 5) + item("D", 0, 5), ["I. A", "II. B", "IV. C", "V. D"]),
        # an empty item is none, an unknown list gives nothing
        (item("") + item("A") + item("B", 0, 77) + item("C", 7), ["I. A", "B", "C"]),
    ],
)  # fmt: skip
def test_lists(body: str, text: list[str]) -> None:
    assert lines(body, numbering=NUMBERING, styles=STYLES) == text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
        (7, "decimalZero", "07"), (7, "none", ""), (7, "cardinalText", "7"), (0, "upperRoman", "0"),
    ],
)  # fmt: skip
def test_numbers(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


HEADED = '<w:sectPr><w:headerReference w:type="{}" r:id="header"/>{}</w:sectPr>'


@pytest.mark.parametrize(
    ("section", "header", "text"),
    [
        # what repeats on every page is no part of the text
        (HEADED.format("default", ""), paragraph("Tài liệu nội bộ"), ["A"]),
        # the first page's own header is a letterhead
        (HEADED.format("first", "<w:titlePg/>"), paragraph("CÔNG TY HOA SỮA"), ["CÔNG TY HOA SỮA", "A"]),
        (HEADED.format("first", ""), paragraph("CÔNG TY HOA SỮA"), ["A"]),
        # and so is the head of a formal paper, wherever it stands
        (HEADED.format("default", ""), table(cell(LEFT) + cell(RIGHT)), [*LEFT.split("\n"), *RIGHT.split("\n"), "A"]),
    ],
)
def test_headers(section: str, header: str, text: list[str]) -> None:
    assert lines(paragraph("A") + section, header=header) == text


def test_footnotes_stand_at_the_end_without_their_marks() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph("khác")}</w:footnote><w:footnote w:id="2">{paragraph("Nghị quyết số 5")}</w:footnote>'
    body = f"<w:p>{RUN.format('Nghị quyết')}{mark}</w:p>{paragraph('Cuối')}"
    assert lines(body, footnotes=notes) == ["Nghị quyết", "Cuối", "Nghị quyết số 5"]


def test_a_document_within_the_document_is_told_of() -> None:
    plain = readers.read_bytes(docx(paragraph("A") + '<w:altChunk r:id="x"/>'), "a.docx")
    assert [doubt.code for doubt in plain.doubts] == ["attachments_not_read"]


def test_a_document_saved_as_strict() -> None:
    strict = NAMES.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    )
    document = f"<w:document {strict}><w:body>{paragraph('Sở Y tế')}</w:body></w:document>"
    files = unzipped(docx("")) | {"word/document.xml": document}
    assert readers.read_bytes(zipped(files), "a.docx").text == "Sở Y tế\n"


def bomb(size: int) -> bytes:
    return docx("<w:p/>" + " " * size)


ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        # broken off, with the directory of the archive missing
        (docx(paragraph("Sở Y tế"))[:-40], BrokenDocumentError, "is damaged"),
        # no text at all
        (docx(""), EmptyTextError, "is empty"),
        # a document without the part that every document has
        (zipped({"word/document.xml": "<a/>"}), BrokenDocumentError, "no part with its text"),
        (docx("<w:p>"), BrokenDocumentError, "is damaged"),
        # deeper than any document: libxml2 stops
        (docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), BrokenDocumentError, "is damaged"),
        # bombs: blanks without end, entities of entities
        (bomb(40_000_000), BrokenDocumentError, "times its size"),
        (bomb(60_000_000), BrokenDocumentError, "larger inside"),
        (zipped({"_rels/.rels": f'<!DOCTYPE a [<!ENTITY e0 "ha">{ENTITIES}]><a>&e9;</a>', "word/document.xml": ""}), BrokenDocumentError, "is damaged"),
        # a file of the computer asked for
        (zipped({"_rels/.rels": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "word/document.xml": ""}), BrokenDocumentError, "declares entities"),
        # more text than may be
        (docx(paragraph(" ".join(map(str, range(900_000))))), TooLongError, "longer than"),
    ],
)  # fmt: skip
def test_refused(data: bytes, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        readers.read_bytes(data, "a.docx")


def test_known_by_its_content_under_any_name() -> None:
    for name in ("a.docx", "a.pdf", "a.txt", "a"):
        assert readers.read_bytes(docx(paragraph("Sở Y tế")), name).text == "Sở Y tế\n"
