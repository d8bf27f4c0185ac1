"""Web pages: the report, its headline, date and byline, without what portals put around it.

Nothing is fetched and no script is run: links, pictures, frames and styles are
left out. What the page says about its encoding counts only where its bytes are
no UTF-8, which browsers write whatever the page says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from extractor.errors import BrokenDocumentError, EmptyTextError, TooLongError, UndecodableTextError
from extractor.readers import doubled, legacy, page_metadata, text
from extractor.readers.article import report_of
from extractor.readers.blocks import Block, blocks_of
from extractor.readers.plain import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_PICTURE = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%\s]+")
_OPENING = re.compile(rb"<(script|style)\b([^>]{0,1000})>", re.IGNORECASE)
_CLOSING = {
    b"script": re.compile(rb"</script\s*>", re.IGNORECASE),
    b"style": re.compile(rb"</style\s*>", re.IGNORECASE),
}
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_WESTERN = frozenset({"windows-1252", "iso-8859-1", "latin1", "us-ascii"})
_ALONE = "save its text alone"
# Characters that XML does not know: the parser lets them in, but takes them from nobody else.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOO_DEEP = "Excessive depth"
# What the parser takes time for that grows with the square: attributes of one element. Pages have some ten.
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{5000,}")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = 1000
# Classes and ids are searched for many names.
_NAMES = 1000
ELEMENTS = 100_000
"""The most elements of a page that is read."""


def read(data: bytes, name: str, limit: int, charset: str = "") -> Content:
    """The report on the page `data`; see `registry`. `charset` is what the page comes with, if anything.

    Raises `TooLongError` for more than `limit` bytes of markup beside pictures
    and scripts and for more than `ELEMENTS`, `BrokenDocumentError` for elements
    nested deeper than 255, `EmptyTextError`, and the errors of `text.decode`.
    """
    page, encoding = _tree(data, name, limit, charset)
    title = page_metadata.title_of(page)
    published = page_metadata.published_of(page)
    blocks = _blocks(page, name)
    lines = [block.text for block in report_of(page, blocks, title)]
    if not lines:
        raise EmptyTextError(name, "is a page of links", "save the page of the report itself")
    return Content("\n".join(lines) + "\n", encoding, title, published)


def whole(data: bytes, name: str, limit: int, charset: str = "") -> Content:
    """All that a page shows, for pages that are one text, such as mails; errors as for `read`."""
    page, encoding = _tree(data, name, limit, charset)
    return Content("\n".join(block.text for block in _blocks(page, name)) + "\n", encoding)


def _blocks(page: HtmlElement, name: str) -> list[Block]:
    blocks = blocks_of(page)
    if not blocks:
        raise EmptyTextError(name, "is a page without text", "open it in a browser and save it as it is shown there")
    return blocks


def _tree(data: bytes, name: str, limit: int, charset: str) -> tuple[HtmlElement, str]:
    """The page's elements, their words in Unicode, and its encoding."""
    lean = _PICTURE.sub(b"", b"".join(_without_scripts(data)))
    if len(lean) > limit:
        raise TooLongError(name, f"has more than {limit:,} bytes of markup", "save its text alone, or raise the limit")
    markup, encoding = _decode(lean, name, charset)
    page = _parsed(markup, name)
    inner = _restore(page)
    return page, f"{encoding}+{inner}" if inner else encoding


def _without_scripts(data: bytes) -> Iterator[bytes]:
    """The pieces of `data` around its scripts and styles, but for JSON-LD; each byte is looked at once or twice."""
    done = 0
    opening = _OPENING.search(data)
    while opening:
        closing = _CLOSING[opening[1].lower()].search(data, opening.end())
        if closing is None:
            break
        if b"ld+json" not in opening[2]:
            yield data[done : opening.start()]
            done = closing.end()
        opening = _OPENING.search(data, closing.end())
    yield data[done:]


def _decode(data: bytes, name: str, charset: str) -> tuple[str, str]:
    """The markup and its encoding: as for plain text, else what the page declares or comes with."""
    try:
        return text.decode(data, name)
    except UndecodableTextError:
        declared = _CHARSET.search(data[:_DECLARED_WITHIN])
        if (declared[1].decode("ascii", "replace").lower() if declared else charset) in _WESTERN:
            return doubled.western(data), "windows-1252"
        raise


def _parsed(markup: str, name: str) -> HtmlElement:
    # The parser is told the encoding: what the markup declares no longer holds.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    data = markup.replace("\0", "").encode()
    if any(len(_QUOTED.sub(b"", tag).split()) > _ATTRIBUTES for tag in _LONG_TAG.findall(data)):
        raise BrokenDocumentError(name, "has an element with thousands of attributes", _ALONE)
    try:
        page = document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise EmptyTextError(name, "is a page without text", "give a report") from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        reason = "nests elements deeper than any page does, which cuts its text off"
        raise BrokenDocumentError(name, reason, _ALONE)
    for number, element in enumerate(page.iter(), 1):
        if number > ELEMENTS:
            raise TooLongError(name, f"has more than {ELEMENTS:,} elements", _ALONE)
        for key in ("class", "id"):
            if len(element.get(key, "")) > _NAMES:
                element.set(key, "")
    return page


def _restore(page: HtmlElement) -> str | None:
    """Turn text in a legacy encoding into Unicode, in place; the name of the encoding, or None."""
    places = [(element, behind) for element in page.iter(etree.Element) for behind in (False, True)]
    places = [(element, behind) for element, behind in places if (element.tail if behind else element.text)]
    words = [_CONTROL.sub("", (element.tail if behind else element.text)) for element, behind in places]
    name: str | None = None
    if (whole := doubled.undone("\0".join(words))) is not None:
        words, name = whole.split("\0"), doubled.NAME
    elif (found := legacy.recognise(words)) is not None:
        words, name = [found.convert(word) for word in words], found.name
    for (element, behind), word in zip(places, words, strict=True):
        if behind:
            element.tail = word
        else:
            element.text = word
    return name
