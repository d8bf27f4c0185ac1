"""A sample report as a Word document, laid out as an office lays it out.

The head and the signatures of a formal paper become tables of two cells without
borders, list items paragraphs with Word's own numbers and bullets. The same
report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Liberation Serif"  # of the same widths as Times New Roman, which offices use
_EPOCH = (1980, 1, 1, 0, 0, 0)
# How an item begins, by the format that Word counts it with: decimal "1.", letters "a)", Roman "IV.", bullets.
_ITEMS = (
    ("bullet", "-", re.compile(r"- ")),
    ("bullet", "+", re.compile(r"\+ ")),
    ("decimal", "%1.", re.compile(r"(\d{1,2})\. ")),
    ("decimal", "%1/", re.compile(r"(\d{1,2})/ ")),
    ("upperRoman", "%1.", re.compile(r"([IVX]{1,4})\. ")),
    ("lowerLetter", "%1)", re.compile(r"([a-z])\) ")),
)


@dataclass(frozen=True, slots=True)
class Lines:
    """A report by its parts: left and right column of the head, the text, left and right column of the signatures."""

    text: list[str]
    head: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    foot: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))


def parted(report: str, head: int | None = None, foot: int | None = None) -> Lines:
    """A plain text by its parts.

    Lines with tabs at the top and at the end are the two columns. In a paper
    without, the first `head` lines are the left column of the head, the rest
    down to the blank line the right one; from the bottom, the last `foot` lines
    the right column of the signatures, and those up to the blank line the left.
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", report.strip())]
    opening: tuple[list[str], list[str]] = ([], [])
    closing: tuple[list[str], list[str]] = ([], [])
    if head is not None:
        first = blocks.pop(0)
        opening = (first[:head], first[head:])
    while "\t" in blocks[0][0]:
        opening = _joined(opening, _columns(blocks.pop(0)))
    if foot is not None:
        last = blocks.pop()
        closing = (last[:-foot], last[-foot:])
    while "\t" in blocks[-1][0]:
        closing = _joined(_columns(blocks.pop()), closing)
    return Lines([line for block in blocks for line in block], opening, closing)


def _columns(block: list[str]) -> tuple[list[str], list[str]]:
    left, right = zip(
        *(re.split(r"\t+", line, maxsplit=1) if "\t" in line else (line, "") for line in block), strict=True
    )
    return [one for one in left if one], [one for one in right if one]


def _joined(above: tuple[list[str], list[str]], below: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    return above[0] + below[0], above[1] + below[1]


def word(lines: Lines) -> bytes:
    """The Word document of a report."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = dt.datetime(2025, 1, 1)  # noqa: DTZ001
    _set_up(document)
    _beside(document, lines.head, bold=slice(0, 3))
    formal = bool(lines.head[0] or lines.head[1])
    titled = False
    for line in lines.text:
        text, list_id = _item(document, line)
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if list_id is not None:
            _number(paragraph, list_id)
        title = not titled and list_id is None
        run.bold = title or None
        if formal and title:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            titled = not line.isupper()
        elif title:
            run.font.size, titled = Pt(18), True
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = None if list_id is not None else Cm(1)
    _beside(document, lines.foot, bold=slice(0, 1))
    return steady(document)


def _set_up(document: Word) -> None:
    """A4 with the margins of Nghị định 30/2020/NĐ-CP, its size of type, page numbers at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, content in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = content
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields


def _beside(document: Word, columns: tuple[list[str], list[str]], bold: slice) -> None:
    if not columns[0] and not columns[1]:
        return
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for at, (cell, width, lines) in enumerate(zip(table.rows[0].cells, (Cm(6.5), Cm(9.5)), columns, strict=True)):
        cell.width = table.columns[at].width = width
        _fill(cell, lines, bold)


def _fill(cell: _Cell, lines: list[str], bold: slice) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        listed = line.startswith("- ")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if listed else WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.bold = number in range(*bold.indices(len(lines))) and not re.match(r"Số|- |.*ngày \d", line)
        run.font.size = Pt(12)


def _item(document: Word, line: str) -> tuple[str, str | None]:
    """A line without its number, and the list that counts it; one that Word would number otherwise keeps its own."""
    for form, label, begins in _ITEMS:
        match = begins.match(line)
        if match:
            return line[match.end() :], _list(document, form, label, match)
    return line, None


def _list(document: Word, form: str, label: str, match: re.Match[str]) -> str:
    """The id of a list that counts on from what stands in the text."""
    numbering = document.part.numbering_part.element
    start = _counted(form, match[1]) if match.lastindex else 1
    key = f"{form} {label} {start}"
    known = numbering.xpath(f"./w:abstractNum[w:name/@w:val='{key}']/@w:abstractNumId")
    number = known[0] if known else str(900 + len(numbering))
    if not known:
        indent = '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:name w:val="{key}"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/>{indent}</w:lvl></w:abstractNum>'
        ))  # fmt: skip
    fresh = str(9000 + len(numbering))
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{fresh}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
    ))  # fmt: skip
    return fresh


def _counted(form: str, number: str) -> int:
    if form == "lowerLetter":
        return ord(number) - ord("a") + 1
    if form == "upperRoman":
        values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in number]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return int(number)


def _number(paragraph: Paragraph, list_id: str) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no numbers
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(list_id)


def steady(document: Word) -> bytes:
    """The bytes of a document, the same for the same content: files in order, without the time of day."""
    made = io.BytesIO()
    document.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steadied:
        for name in archive.namelist():
            if not name.startswith("docProps/thumbnail"):
                steadied.writestr(zipfile.ZipInfo(name, _EPOCH), archive.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
