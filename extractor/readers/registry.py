"""Which reader takes which file: by what it contains, then by what it is called."""

from __future__ import annotations

import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from extractor.errors import (
    EmptyTextError,
    TooLongError,
    UndecodableTextError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from extractor.readers import text
from extractor.readers.plain import PlainText

LIMIT = 5_000_000
"""The largest file that is read, in bytes, unless another limit is given."""

# A reader takes the bytes and the input's name, for its errors, and gives text and encoding.
Reader = Callable[[bytes, str], tuple[str, str]]

# Media type and reader a suffix. A file with a suffix that stands nowhere here is taken for text.
READERS: dict[str, tuple[str, Reader]] = {
    "": ("text/plain", text.decode),
    ".txt": ("text/plain", text.decode),
    ".text": ("text/plain", text.decode),
}

# Documents that are no plain text, known by their first bytes or by their suffix.
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document (DOCX, XLSX, ODT)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old office document (DOC, XLS, PPT)",
    b"{\\rtf": "an RTF document",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
}
_SUFFIXES = {
    **dict.fromkeys((".pdf",), "a PDF document"),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf"), "a word processor's document"),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".csv", ".tsv"), "a table"),
    **dict.fromkeys((".pptx", ".ppt", ".odp"), "a presentation"),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), "a web page"),
    **dict.fromkeys((".eml", ".msg"), "a mail"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".xml", ".yaml", ".yml", ".toml"), "a data file"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp"), "an image"),
    **dict.fromkeys((".zip", ".gz", ".rar", ".7z"), "an archive"),
}
_SIGNATURE_LENGTH = max(map(len, _SIGNATURES))


def read(path: Path, limit: int = LIMIT) -> PlainText:
    """The plain text of the file `path`, of at most `limit` bytes.

    Raises a `ReadError` that names the file, the reason and the way out.
    """
    try:
        # A FIFO or a device may never end, and opening one may block.
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "is a folder that cannot be listed" if stat.S_ISDIR(mode) else "is no regular file"
            raise UnreadableFileError(str(path), what, "give a text file or a folder that you may read")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise UnreadableFileError(str(path), "does not exist", "check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(str(path), f"cannot be opened ({reason})", "check the path and its rights") from error
    return read_bytes(data, str(path), limit)


def read_bytes(data: bytes, name: str, limit: int = LIMIT) -> PlainText:
    """The plain text of the bytes `data` of an input called `name`; errors as for `read`."""
    _check_length(data, name, limit)
    media_type, reader = _reader_for(data, name)
    text, encoding = reader(data, name)
    _check_content(text, name)
    return PlainText(text, encoding, media_type, sha256(data).hexdigest())


def given(text: str, limit: int = LIMIT) -> PlainText:
    """A text that comes from no file, of at most `limit` bytes in UTF-8; errors as for `read`."""
    name = "the text given"
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        reason = f"holds half a character at {error.start} (a lone surrogate)"
        raise UndecodableTextError(name, reason, "decode it anew from its bytes") from error
    _check_length(data, name, limit)
    _check_content(text, name)
    return PlainText(text, "utf-8", "text/plain", sha256(data).hexdigest())


def _check_length(data: bytes, name: str, limit: int) -> None:
    if len(data) > limit:
        raise TooLongError(name, f"is longer than {limit:,} bytes", "split it, or raise the limit")


def _check_content(text: str, name: str) -> None:
    if not text or text.isspace():
        raise EmptyTextError(name, "holds only blanks" if text else "is empty", "give a report")


def _reader_for(data: bytes, name: str) -> tuple[str, Reader]:
    head = data[:_SIGNATURE_LENGTH].lower()
    suffix = Path(name).suffix.lower()
    found = next((kind for mark, kind in _SIGNATURES.items() if head.startswith(mark.lower())), None)
    if found is None and suffix not in READERS:
        found = _SUFFIXES.get(suffix)
    if found is not None:
        raise UnsupportedFormatError(name, f"is {found}, not plain text", "save it as plain text in UTF-8")
    return READERS.get(suffix, READERS[""])
