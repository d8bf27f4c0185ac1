"""Word documents written part by part, for what no library writes: changes, controls, boxes, attacks."""

from __future__ import annotations

import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="urn:wp" xmlns:wps="urn:wps" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph with one run of text."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def item(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph that is an item of list `number`."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str) -> str:
    """A table of rows made by `row`."""
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{one}</w:tr>' for one in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """A cell; content is text or blocks."""
    blocks = content if content.startswith("<") else "".join(map(paragraph, content.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body, and parts by their kind: `styles`, `numbering`, `footnotes`, `header`."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    references = []
    for kind, content in parts.items():
        root = {"header": "hdr"}.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {NAMES}>{content}</w:{root}>"
        references.append(f'<Relationship Id="{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>')
    files["word/_rels/document.xml.rels"] = f"<Relationships {_PACKAGE}>{''.join(references)}</Relationships>"
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
