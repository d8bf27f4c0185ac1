"""PDF documents: the text layer, and where pages are pictures what tesseract sees on them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from extractor.errors import MissingReaderError
from extractor.readers import guard

if TYPE_CHECKING:
    from extractor.readers.plain import Content

SCAN_SECONDS = 300
"""How long the reading of a document may take of which pages are pictures."""

LANGUAGE = "vie"
"""The language in which tesseract reads."""

_ADVICE = "install them (Debian: apt-get install tesseract-ocr tesseract-ocr-vie)"


def read(data: bytes, name: str, limit: int) -> Content:
    """The text of a PDF; a doubt says where it was recognised or where pages were left unread.

    Raises `MissingReaderError` for a scan without text where tesseract or its
    Vietnamese is not installed; else as `guard.read`.
    """
    content = guard.read("pdf_text", data, name, limit)
    if not any(doubt.code == "pages_not_read" for doubt in content.doubts):
        return content
    if can_recognise():
        return guard.read("pdf_scan", data, name, limit, SCAN_SECONDS)
    if not content.text:
        reason = "is a scan without readable text, and tesseract with Vietnamese, which reads these, is not installed"
        raise MissingReaderError(name, reason, _ADVICE)
    return content


def can_recognise() -> bool:
    """Whether tesseract is installed, and knows Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    command = [program, "--list-langs"]
    try:
        known = subprocess.run(command, capture_output=True, check=False, timeout=guard.SECONDS)  # noqa: S603 - no input of others
    except (OSError, subprocess.TimeoutExpired):
        return False  # one that does not run is none
    return LANGUAGE in known.stdout.decode("utf-8", "replace").split()
