"""Messages of the Internet: their parts, header fields and encodings (RFC 5322, 2045 to 2047)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from extractor.errors import BrokenDocumentError, ReadError, UndecodableTextError
from extractor.language.stamps import VIETNAM
from extractor.readers import text

if TYPE_CHECKING:
    from typing import TypeAlias

    Part: TypeAlias = Message[str, str]

_PARTS = 2_000
_SUBJECT = 2_000
# The fields that `email` takes apart in a time that grows with the square; programs write some hundred bytes.
_TYPE = re.compile(
    rb"^content-(?:type|disposition):[^\r\n]*(?:(?:\r\n|[\r\n])[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE
)
_TYPE_LENGTH = 20_000
_REPLIED = re.compile(r"\s*(?:re|fwd?|aw|tr|trả lời|chuyển tiếp)\s*(?:\[\d+\]\s*)?:\s*", re.IGNORECASE)


def parsed(data: bytes, name: str) -> list[Part]:
    """The message and its parts, from the outside in, in their order; messages within it are not taken apart.

    Raises `BrokenDocumentError` for parts nested, numbered or described beyond any use.
    """
    if any(len(field[0]) > _TYPE_LENGTH for field in _TYPE.finditer(data)):
        raise BrokenDocumentError(name, "describes a part without end", "save its text alone")
    try:
        parts = [*_walk(message_from_bytes(data), _PARTS)]
    except (RecursionError, MessageError) as error:
        raise BrokenDocumentError(name, "nests messages without end", "save its text alone") from error
    if len(parts) > _PARTS:
        raise BrokenDocumentError(name, f"has more than {_PARTS:,} parts", "save its text alone")
    return parts


def _walk(message: Part, most: int) -> Iterator[Part]:
    waiting = [message]
    while waiting and most >= 0:
        part = waiting.pop(0)
        most -= 1
        yield part
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting[:0] = [inner for inner in part.get_payload() if isinstance(inner, Message)]


def words_of(part: Part, name: str) -> tuple[str, str]:
    """The text of a part and its encoding: by its bytes where they tell, else as the part declares it.

    Raises the errors of `text.decode`.
    """
    data = bytes_of(part)
    try:
        return text.decode(data, name)
    except UndecodableTextError:
        charset = charset_of(part)
        # Where it is not known here, or not what the bytes are in, the first error stands.
        with suppress(LookupError, ValueError):
            return _whole(data.decode(charset)), charset
        raise


def _whole(words: str) -> str:
    """The words. Raises `ValueError` for half characters, which codecs that are Python's own make ("unicode_escape")."""
    words.encode()
    return words


def bytes_of(part: Part) -> bytes:
    """What a part holds, its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def charset_of(part: Part) -> str:
    """The character set that a part declares, in lower case; empty where it declares none."""
    return (part.get_content_charset() or "").lower()


def file_name_of(part: Part) -> str:
    """The name under which a part is attached; empty for one that belongs to the message itself."""
    named = part.get_filename()
    if named is None and part.get_content_disposition() != "attachment" and part.get_content_maintype() != "message":
        return ""
    return _decoded(str(named or part.get_content_type()))


def subject_of(message: Part) -> str:
    """The subject without "Re:" and "Fwd:"; empty where there is none."""
    raw = next((str(value) for name, value in message.raw_items() if name.lower() == "subject"), "")[:_SUBJECT]
    # Some programs write the bytes as they are, though RFC 5322 does not allow it.
    subject = " ".join(_decoded(raw if raw.isascii() else _as_bytes_say(raw)).split())
    while mark := _REPLIED.match(subject):
        subject = subject[mark.end() :]
    return subject


def sent_at(message: Part) -> dt.datetime | None:
    """When the message was sent, in the time of Vietnam; None where it does not say so."""
    try:
        sent = parsedate_to_datetime(str(message.get("date", "")))
        return (sent.astimezone(VIETNAM) if sent.tzinfo else sent).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None


def _as_bytes_say(value: str) -> str:
    data = value.encode("ascii", "surrogateescape")
    try:
        return text.decode(data, "")[0]
    except ReadError:
        return data.decode("latin-1")


def _decoded(value: str) -> str:
    """A header field's value in Unicode (RFC 2047); as it stands where it is in no known encoding."""
    try:
        return _whole(str(make_header(decode_header(value))))
    except (MessageError, LookupError, ValueError):
        return value.encode("utf-8", "replace").decode()
