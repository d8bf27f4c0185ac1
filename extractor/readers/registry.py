"""Which reader takes which file: by what it contains, then by what it is called.

A format is one line of `FORMATS` and one module with a function

    read(data: bytes, name: str, limit: int) -> Content

that gives the plain text of the file's bytes, where the document has them also
its title and day of posting from its metadata, and doubts about what it left
out (see `plain.Content`). `name` is the input's, for errors; the text may hold
no more than `limit` bytes in UTF-8, and nothing that is unpacked on the way
much more (the registry checks the text; a reader raises `TooLongError` early).
A reader raises a `ReadError` and nothing else: `BrokenDocumentError` for what
is damaged or encrypted; that of a guarded format may let through what its
library raises for damaged documents, too. It fetches nothing and runs nothing.

The module is imported with the first file of its format and imports the
format's library at its top; where that is missing, the registry raises a
`MissingReaderError` that names the extra. The registry turns text in Vietnamese
legacy encodings inside of a document (TCVN3, VNI) into Unicode, for every format.

Lines for the text: `tables.lines_of` makes lines of a table's cells; a list's item
begins with "- " or its number; paragraphs are lines.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import IO, Protocol

from extractor.errors import (
    EmptyTextError,
    MissingReaderError,
    TooLongError,
    UndecodableTextError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from extractor.readers import guard, legacy, sniffing
from extractor.readers.plain import Content, PlainText

LIMIT = 5_000_000
"""The longest text that is read, in bytes, unless another limit is given."""

WRAPPING = 10
"""How many times the limit a file may be long whose format wraps the text in markup, pictures or attachments."""


class Reader(Protocol):
    """The function `read` of a format's module."""

    def __call__(self, data: bytes, name: str, limit: int) -> Content:
        """What is in `data`; see the module."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, how it is known, which module of this package reads it.

    `signs` tells the format by the content; without signs only the suffix does.
    `extra` is the extra of this package that brings the library. A `guarded`
    format is read in a process of its own, with bounds on time and memory.
    """

    kind: str
    media_type: str
    suffixes: tuple[str, ...]
    module: str
    signs: sniffing.Signs | None = None
    extra: str | None = None
    guarded: bool = False

    def holds(self, data: bytes, suffix: str) -> bool:
        """Whether the content is of this format."""
        return self.signs is not None and self.signs(data, named=suffix in self.suffixes)


PLAIN = Format("plain text", "text/plain", ("", ".txt", ".text"), "text")
# In the order in which their signs are looked for.
FORMATS = (
    PLAIN,
    Format(
        "a Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm", ".dotx", ".dotm"),
        "docx",
        sniffing.is_word,
        "documents",
        guarded=True,
    ),
    Format(
        "a web page",
        "text/html",
        (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php", ".jsp"),
        "html",
        sniffing.is_page,
        "documents",
        guarded=True,
    ),
    Format("a PDF document", "application/pdf", (".pdf",), "pdf", sniffing.is_pdf, "documents"),
    Format("an old Word document", "application/msword", (".doc", ".dot"), "office", sniffing.is_old_word, "documents"),
    Format("an RTF document", "application/rtf", (".rtf",), "office", sniffing.begins(b"{\\rtf"), "documents"),
    Format(
        "an OpenDocument text",
        "application/vnd.oasis.opendocument.text",
        (".odt", ".ott"),
        "office",
        sniffing.is_odt,
        "documents",
    ),
    Format(
        "a web archive",
        "multipart/related",
        (".mht", ".mhtml"),
        "archive",
        sniffing.is_archive,
        "documents",
        guarded=True,
    ),
    Format("a mail", "message/rfc822", (".eml",), "mail", sniffing.is_mail, "documents", guarded=True),
    Format("Markdown", "text/markdown", (".md", ".markdown"), "markdown", None, "documents", guarded=True),
)

# Documents that are no text or that no reader takes, known by their first bytes or by their suffix.
_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or a table or presentation (XLSX, PPTX)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old table or presentation (XLS, PPT) or mail (MSG)",
    b"<?xml": "an XML document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
}
_SUFFIXES = {
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".csv", ".tsv"), "a table"),
    **dict.fromkeys((".pptx", ".ppt", ".odp"), "a presentation"),
    **dict.fromkeys((".msg",), "a mail of Outlook"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".xml", ".yaml", ".yml", ".toml"), "a data file"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp"), "an image"),
    **dict.fromkeys((".zip", ".gz", ".rar", ".7z"), "an archive"),
}
_SIGNATURE_LENGTH = max(map(len, _SIGNATURES))
_AS_TEXT = "save it as plain text in UTF-8"


def read(path: Path, limit: int = LIMIT) -> PlainText:
    """The plain text of the file `path`, of at most `limit` bytes (see `WRAPPING`).

    Raises a `ReadError` that names the file, the reason and the way out.
    """
    return read_bytes(contents(path, limit), str(path), limit)


def contents(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of the file `path`, one more than may be read where it is too long; errors as for `read`."""
    try:
        # A FIFO or a device may never end, and opening one may block.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            hidden = "" if os.access(path, os.R_OK | os.X_OK) else " that cannot be listed"
            raise UnreadableFileError(str(path), f"is a folder{hidden}", "give a file, or a folder that you may read")
        if not stat.S_ISREG(mode):
            raise UnreadableFileError(str(path), "is no regular file", "give a file")
        with path.open("rb") as file:
            return drawn(file, limit)
    except FileNotFoundError as error:
        raise UnreadableFileError(str(path), "does not exist", "check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(str(path), f"cannot be opened ({reason})", "check the path and its rights") from error


def drawn(stream: IO[bytes], limit: int = LIMIT) -> bytes:
    """The bytes of an open input, one more than may be read where it is too long. Raises `OSError`."""
    return stream.read(WRAPPING * limit + 1)


def read_stream(stream: IO[bytes], name: str, limit: int = LIMIT) -> PlainText:
    """The plain text of what an open input called `name` holds; errors as for `read`, and `OSError`."""
    return read_bytes(drawn(stream, limit), name, limit)


def read_bytes(data: bytes, name: str, limit: int = LIMIT) -> PlainText:
    """The plain text of the bytes `data` of an input called `name`; errors as for `read`."""
    form = _format_of(data, name)
    _check_length(len(data), name, limit if form is PLAIN else WRAPPING * limit)
    content = _content(form, data, name, limit)
    if form is not PLAIN:
        _check_length(len(content.text.encode("utf-8", "surrogatepass")), name, limit)
    _check_content(content.text, name)
    text, inner = legacy.restored(content.text)
    return PlainText(
        text,
        f"{content.encoding}+{inner}" if inner else content.encoding,
        form.media_type,
        sha256(data).hexdigest(),
        content.title and legacy.restored(content.title)[0],
        content.published,
        content.doubts,
    )


def given(text: str, limit: int = LIMIT) -> PlainText:
    """A text that comes from no file, of at most `limit` bytes in UTF-8; errors as for `read`."""
    name = "the text given"
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        reason = f"holds half a character at {error.start} (a lone surrogate)"
        raise UndecodableTextError(name, reason, "decode it anew from its bytes") from error
    _check_length(len(data), name, limit)
    _check_content(text, name)
    return PlainText(text, "utf-8", PLAIN.media_type, sha256(data).hexdigest())


def _check_length(length: int, name: str, limit: int) -> None:
    if length > limit:
        raise TooLongError(name, f"is longer than {limit:,} bytes", "split it, or raise the limit")


def _check_content(text: str, name: str) -> None:
    if not text or text.isspace():
        raise EmptyTextError(name, "holds only blanks" if text else "is empty", "give a report")


def _format_of(data: bytes, name: str) -> Format:
    """The format by its signs, else by the suffix; text where neither tells."""
    suffix = Path(name).suffix.lower()
    for form in FORMATS:
        if form.holds(data, suffix):
            return form
    head = data[:_SIGNATURE_LENGTH].lower()
    unread = next((kind for mark, kind in _SIGNATURES.items() if head.startswith(mark.lower())), None)
    called = next((form for form in FORMATS if suffix in form.suffixes), None)
    if unread is None and called is None:
        unread = _SUFFIXES.get(suffix)
    if unread is not None:
        raise UnsupportedFormatError(name, f"is {unread}, not plain text", _AS_TEXT)
    # Without its format's signs a file may be text under a wrong name.
    return called if called and called.signs is None else PLAIN


def _content(form: Format, data: bytes, name: str, limit: int) -> Content:
    try:
        if form.guarded:
            return guard.read(form.module, data, name, limit)
        reader: Reader = import_module(f"extractor.readers.{form.module}").read
        return reader(data, name, limit)
    except ModuleNotFoundError as error:
        if form.extra is None or (error.name or "").startswith("extractor"):
            raise
        reason = f"is {form.kind}, and {error.name}, which reads these, is not installed"
        raise MissingReaderError(name, reason, f"pip install 'meeting-minutes-extractor[{form.extra}]'") from error
