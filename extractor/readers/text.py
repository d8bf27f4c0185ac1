"""Plain text in the encodings that Vietnamese offices use: UTF-8, UTF-16, windows-1258, TCVN3, VNI."""

from __future__ import annotations

import codecs
import re

from extractor.errors import BinaryFileError, UndecodableTextError
from extractor.readers import legacy
from extractor.readers.plain import Content

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ADVICE = "save it as plain text in UTF-8"

# In UTF-16 two of three letters of Vietnamese have a zero byte, all on the same side.
_ZEROS = 0.3
_STRAY_ZEROS = 0.02

# Text has line ends and tabs, seldom anything else below a blank.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(0x80) if _CONTROL.match(chr(byte)))
_CONTROLS = 0.02


def read(data: bytes, name: str, limit: int) -> Content:  # noqa: ARG001 - text is as long as its file
    """The text of `data`; errors as for `decode`."""
    return Content(*decode(data, name))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding; `name` is the input's, for errors.

    Raises `BinaryFileError` for what is no text at all, `UndecodableTextError`
    for text in an encoding that is not known here.
    """
    text, encoding = _decode(data, name)
    # In UTF-8 they are bytes of their own, which are counted sooner.
    controls = (
        len(data) - len(data.translate(None, _CONTROL_BYTES)) if encoding == "utf-8" else len(_CONTROL.findall(text))
    )
    if controls > _CONTROLS * len(text):
        raise BinaryFileError(name, "holds control characters instead of text", _ADVICE)
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), encoding
    if 0 in data:
        return _without_mark(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        found = legacy.from_bytes(data)
        if found is not None:
            return found
        if len(_CONTROL.findall(data.decode("latin-1"))) > _CONTROLS * len(data):
            raise BinaryFileError(name, "holds bytes that are no text", _ADVICE) from error
        reason = f"is text in no known encoding (byte {error.start} is not UTF-8, nor is the text Vietnamese in windows-1258, TCVN3 or VNI)"
        raise UndecodableTextError(name, reason, _ADVICE) from error


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"begins as {encoding} but breaks off at byte {error.start}"
        raise UndecodableTextError(name, reason, _ADVICE) from error


def _without_mark(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a byte order mark, which has its zero bytes on one side only."""
    half = len(data) / 2
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    if odd > _ZEROS and even < _STRAY_ZEROS:
        return _strictly(data, "utf-16-le", name), "utf-16-le"
    if even > _ZEROS and odd < _STRAY_ZEROS:
        return _strictly(data, "utf-16-be", name), "utf-16-be"
    raise BinaryFileError(name, "holds zero bytes and is no text", _ADVICE)
