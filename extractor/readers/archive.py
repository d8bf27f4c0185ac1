"""Web archives (MHT, MHTML): a page and what it shows in one file, as browsers and word processors save them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import EmptyTextError
from extractor.readers import html, mime

if TYPE_CHECKING:
    from extractor.readers.plain import Content


def read(data: bytes, name: str, limit: int) -> Content:
    """The report on the archived page; see `registry`. Raises the errors of `mime` and `html`."""
    parts = mime.parsed(data, name)
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    root = str(parts[0].get_param("start", "")) or None
    page = next((page for page in pages if root and page.get("content-id") == root), pages[0] if pages else None)
    if page is None:
        raise EmptyTextError(
            name, "is a web archive without a page", "open it in a browser and save it as it is shown there"
        )
    return html.read(mime.bytes_of(page), name, limit, mime.charset_of(page))
