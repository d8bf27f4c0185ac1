"""What a reader gives, and what reading a file gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.findings import Doubt


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader finds in a file's bytes.

    `text` is the plain text, to whose code points all offsets refer; `encoding`
    says how the file writes its characters ("utf-8" also for formats that know
    only Unicode). `title` and `published` are the document's metadata, used
    where the text lacks them: a moment without a zone, in the time of Vietnam.
    `doubts` says what was left unread, with codes from `errors.WARNINGS`.
    """

    text: str
    encoding: str
    title: str | None = None
    published: dt.date | dt.datetime | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainText:
    """The plain text of a report, to whose code points all offsets refer.

    For plain text, `text` is exactly what the bytes say, line ends untouched,
    without a byte order mark; else what the format's reader makes of them.
    `encoding` and `media_type` are those of the file, `sha256` is the
    hexadecimal hash of its bytes; the rest as in `Content`.
    """

    text: str
    encoding: str
    media_type: str
    sha256: str
    title: str | None = None
    published: dt.date | dt.datetime | None = None
    doubts: tuple[Doubt, ...] = ()
