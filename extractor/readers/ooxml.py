"""The parts of an office document in Office Open XML: a ZIP archive of XML files that refer to one another.

Nothing is unpacked but the parts that are asked for, and of these no more than
the limit allows; pictures, macros and embedded files stay where they are.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

from extractor.errors import BrokenDocumentError

EXPANSION = 300
"""How many times its packed size a part may be long; ten times what Word writes for long empty tables."""

# Below this no part is a bomb.
_SMALL = 1_000_000

_ADVICE = "save it anew where it was made"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The names in documents that Word saves as "Strict".
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+/\w+)")
_OF_STRICT = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


class Package:
    """An office document, by its parts.

    `most` is how many bytes all parts that are read may have together,
    unpacked. The methods raise `BrokenDocumentError`, and what `zipfile` and
    `lxml` raise for damaged files.
    """

    def __init__(self, data: bytes, name: str, most: int) -> None:
        self.name = name
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = {info.filename.lower(): info for info in self._archive.infolist()}
        self._left = most

    def main(self) -> str:
        """The path of the part that holds the document's text."""
        path = self.related("", "officeDocument")
        if path is None or not self.has(path):
            raise BrokenDocumentError(self.name, "has no part with its text", _ADVICE)
        return path

    def related(self, part: str, kind: str) -> str | None:
        """The path of the part that `part` refers to as its `kind` ("styles", "numbering")."""
        return next((path for of, path in self.relations(part).values() if of == kind), None)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What `part` refers to inside of the document: kind and path, by the reference's id."""
        folder, file = posixpath.split(part)
        root = self.read(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in root.iter(_RELATIONS)
            if one.get("TargetMode") != "External"
        }

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return path.lower() in self._names

    def read(self, path: str | None) -> etree._Element | None:
        """The XML of a part, None where there is none."""
        info = self._names.get(path.lower()) if path else None
        if info is None:
            return None
        if info.flag_bits & 1:
            raise BrokenDocumentError(self.name, "is encrypted", "take its password off and save it anew")
        self._left = _room(info, self.name, self._left)
        data = _STRICT.sub(lambda match: _OF_STRICT.get(match[1], match[0]), self._archive.read(info))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise BrokenDocumentError(self.name, "declares entities, as no office program does", _ADVICE)
        return root


def check(archive: zipfile.ZipFile, name: str, most: int) -> None:
    """Whether all files of an archive may be unpacked, `most` bytes together. Raises `BrokenDocumentError`."""
    for info in archive.infolist():
        most = _room(info, name, most)


def _room(info: zipfile.ZipInfo, name: str, room: int) -> int:
    """What is left of `room` when a file of an archive is unpacked."""
    if info.file_size > room:
        raise BrokenDocumentError(name, "is larger inside than it may be", "split it, or raise the limit")
    if info.file_size > max(_SMALL, EXPANSION * info.compress_size):
        raise BrokenDocumentError(name, f"unpacks to over {EXPANSION} times its size", _ADVICE)
    return room - info.file_size
