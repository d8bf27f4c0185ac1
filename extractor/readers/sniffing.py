"""What a file is, by its first bytes: cheap, and without the library that reads it.

A suffix makes weak signs count; it makes up for none.
"""

from __future__ import annotations

import re
from typing import Protocol


class Signs(Protocol):
    """Whether bytes are of a format."""

    def __call__(self, data: bytes, *, named: bool) -> bool:
        """Whether `data` is of the format; `named`: whether the file's suffix is one of the format's."""
        ...


_HEAD = 4096

# Source: WHATWG, MIME Sniffing, "identifying a resource with an unknown MIME type"; but for elements that texts with
# a little markup begin with. What tools write in front of it is skipped.
_LEADING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<!--(?:(?!-->).){0,2000}-->|<\?xml[^>]{0,200}>)\s*){0,20}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|iframe)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"<(?:p|br|div|span|table|td|h[1-6]|ul|ol|li|a|b|i|strong|em|font|center)\b[^<>]{0,1000}>", re.IGNORECASE
)

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\r\n]")
# What the first line of a mail or a mailbox begins with.
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*(?:[A-Za-z][A-Za-z0-9-]{1,60}:|From )")
_CONTINUED = re.compile(rb"[ \t]+\S")
_OF_TRANSPORT = frozenset(
    {b"mime-version", b"received", b"return-path", b"message-id", b"delivered-to", b"dkim-signature"}
)
_OF_MAIL = frozenset({b"from", b"to", b"subject", b"date", b"content-type"}) | _OF_TRANSPORT
_ON_THE_WAY = frozenset({b"to", b"received", b"delivered-to", b"return-path", b"message-id"})
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def begins(*marks: bytes) -> Signs:
    """Signs of a format whose files begin with one of `marks`."""

    def signs(data: bytes, *, named: bool) -> bool:  # noqa: ARG001 - a mark at the start is proof under any name
        return data.startswith(marks)

    return signs


_ZIP = b"PK\x03\x04"
# Names of files stand in an archive as they are.
_OF_WORD = re.compile(rb"word/(?:document|_rels/document)\d*\.xml")
_OF_SHEETS = re.compile(rb"(?:xl/workbook|ppt/presentation)\d*\.xml")


def is_word(data: bytes, *, named: bool) -> bool:  # noqa: ARG001 - the parts are proof under any name
    """An archive with the parts of a Word document, broken off or not, that is no sheet or slides with one inside."""
    return data.startswith(_ZIP) and bool(_OF_WORD.search(data)) and not _OF_SHEETS.search(data)


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "EncryptedPackage"))
_ODT = b"application/vnd.oasis.opendocument.text"


def is_old_word(data: bytes, *, named: bool) -> bool:  # noqa: ARG001 - the streams are proof under any name
    """A compound file with the stream of a Word document, or with an encrypted document that may be one."""
    return data.startswith(_COMPOUND) and any(stream in data for stream in _STREAMS)


def is_odt(data: bytes, *, named: bool) -> bool:  # noqa: ARG001 - the type is proof under any name
    """An archive that says at its start that it is an OpenDocument text, or a template for one."""
    return data.startswith(_ZIP) and _ODT in data[:200]


def is_pdf(data: bytes, *, named: bool) -> bool:
    """The mark of a PDF at the start; in a file called a PDF, near it, for some programs write something before it."""
    return _PDF in (data[:1024] if named else data[: len(_PDF)])


_PDF = b"%PDF-"


def is_page(data: bytes, *, named: bool) -> bool:
    """Markup at the start; in a file called a page, anywhere near it."""
    head = _narrow(data[:_HEAD])
    return bool(_LEADING.match(head)) or (named and bool(_TAG.search(head)))


def is_mail(data: bytes, *, named: bool) -> bool:
    """Header fields of a mail at the start: one that only mail programs write, or in a file called a mail any."""
    fields = _fields(data)
    return bool(fields & (_OF_MAIL if named else _OF_TRANSPORT))


def is_archive(data: bytes, *, named: bool) -> bool:
    """A message to nobody whose parts make up one page, or any message in a file called a web archive."""
    fields = _fields(data)
    if named:
        return bool(fields & _OF_TRANSPORT)
    return b"mime-version" in fields and not fields & _ON_THE_WAY and bool(_ARCHIVE.search(_head_of_mail(data)))


def _narrow(head: bytes) -> bytes:
    """The head of a file in UTF-16 as bytes of ASCII, any other as it is."""
    return head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _head_of_mail(data: bytes) -> bytes:
    head = data[: 4 * _HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").replace(b"\r\n", b"\n")
    return head.partition(b"\n\n")[0]


def _fields(data: bytes) -> frozenset[bytes]:
    """The names of the header fields, in lower case, up to the first line that is none."""
    found: set[bytes] = set()
    if not _FIRST.match(data):
        return frozenset()  # as nearly all files
    for line in _head_of_mail(data).split(b"\n"):
        field = _FIELD.match(line + b"\n")
        if field:
            found.add(field[1].lower())
        elif not found and line.startswith(b"From "):
            continue  # the first line of a mailbox
        elif not (found and _CONTINUED.match(line)):
            break
    return frozenset(found)
