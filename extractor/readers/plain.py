"""What every reader returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainText:
    """The plain text of a report, to whose code points all offsets refer.

    `text` is exactly what the bytes say, line ends untouched, without a byte
    order mark; `encoding` and `media_type` are those of the file, `sha256` is the
    hexadecimal hash of its bytes.
    """

    text: str
    encoding: str
    media_type: str
    sha256: str
