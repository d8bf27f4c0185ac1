"""Mails: the page or, where it has none, the text; the subject and the day of sending as metadata.

What is attached is not read; a doubt names it. Of two alternatives the page is
taken, which has whole paragraphs and tables where the text is broken into lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import EmptyTextError
from extractor.findings import Doubt
from extractor.readers import mime, wrapping
from extractor.readers.plain import Content

_NAMED, _NAME = 10, 80


def read(data: bytes, name: str, limit: int) -> Content:
    """The text of a mail; see `registry`. Raises the errors of `mime` and, for its page, of `html`."""
    parts = mime.parsed(data, name)
    body = _body(parts, name, limit)
    return Content(
        body.text,
        body.encoding,
        mime.subject_of(parts[0]) or body.title,
        mime.sent_at(parts[0]),
        (*_left_out(parts), *body.doubts),
    )


def _body(parts: list[mime.Part], name: str, limit: int) -> Content:
    pages = [part for part in parts if part.get_content_type() == "text/html" and not mime.file_name_of(part)]
    for page in pages[:1]:
        from extractor.readers import html  # noqa: PLC0415 - a mail of plain text needs no library

        try:
            return html.whole(mime.bytes_of(page), name, limit, mime.charset_of(page))
        except EmptyTextError:
            continue  # its words may stand in the other alternative
    texts = [part for part in parts if part.get_content_type() == "text/plain" and not mime.file_name_of(part)]
    told = [(part, *mime.words_of(part, name)) for part in texts]
    lines = [line for part, words, _ in told for line in _lines(part, words)]
    if not any(line.strip() for line in lines):
        raise EmptyTextError(name, "is a mail without text", "read what is attached on its own")
    return Content("\n".join(lines) + "\n", told[0][2])


def _lines(part: mime.Part, words: str) -> list[str]:
    """The lines of a part of plain text, put together again where the mail program broke them."""
    lines = words.splitlines()
    if str(part.get_param("format", "")).lower() != "flowed":
        return wrapping.unwrapped(lines)
    whole: list[str] = []
    goes_on = False  # a blank at the end says that the next line belongs to it (RFC 3676)
    for line in lines:
        if goes_on and whole:
            whole[-1] += line
        else:
            whole.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return [line.rstrip() for line in whole]


def _left_out(parts: Iterable[mime.Part]) -> list[Doubt]:
    """What the mail carries besides its text; pictures that its page shows do not count."""
    shown = ("image", "multipart")
    names = [
        mime.file_name_of(part)[:_NAME]
        for part in parts
        if part.get_content_maintype() not in shown or part.get_content_disposition() == "attachment"
    ]
    named = [name for name in names if name]
    more = ["…"] * (len(named) > _NAMED)
    return [Doubt("attachments_not_read", None, ", ".join([*named[:_NAMED], *more]))] if named else []
