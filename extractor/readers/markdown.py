"""Markdown (CommonMark, with tables): the text that it stands for, one line a paragraph, heading, item or row.

Marks of emphasis and links go, what they mark stays; HTML within gives its
text. A block of keys at the top ("---") states title and date as metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from extractor.errors import EmptyTextError
from extractor.readers import tables, text, wrapping
from extractor.readers.page_metadata import moment_of
from extractor.readers.plain import Content

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEYS = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,5000}?\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)
_KEY = re.compile(r"^(title|date)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]{0,9}\r?$", re.MULTILINE)
# What is nested deeper is left out, by markdown-it.
_NESTING = 100
_BREAK = re.compile(r"<(?:br|/p|/div|/h\d|/tr|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[A-Za-z][^<>]*>", re.DOTALL)


def read(data: bytes, name: str, limit: int) -> Content:  # noqa: ARG001 - the text is shorter than its file
    """The text of a Markdown file; see `registry`. Raises `EmptyTextError` and the errors of `text.decode`."""
    words, encoding = text.decode(data, name)
    keys = _KEYS.match(words)
    stated = dict(_KEY.findall(keys[1])) if keys else {}
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").parse(words[keys.end() :] if keys else words)
    )
    lines = [line for line in _lines(tokens) if line.strip()]
    if words.strip() and not lines:
        reason = f"shows no text, or none that is nested less than {_NESTING} deep"
        raise EmptyTextError(name, reason, "save its text alone")
    plain = "\n".join(lines) + "\n" if lines else ""
    return Content(plain, encoding, stated.get("title"), moment_of(stated.get("date", "")))


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """The lines of the blocks; the first line of a list's item begins with its mark."""
    mark = ""
    rows: list[list[list[str]]] = []
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "table_close":
            yield from tables.lines_of(rows)
            rows = []
        elif rows or token.type == "tr_open":
            _fill(rows, token)
        else:
            for line in _block(token):
                yield mark + line
                mark = ""


def _fill(rows: list[list[list[str]]], token: Token) -> None:
    """Put what a token says into the rows of the table that is being read."""
    if token.type == "tr_open":
        rows.append([])
    elif token.type in ("th_open", "td_open"):
        rows[-1].append([])
    elif token.type == "inline":
        rows[-1][-1].extend(_inline(token))


def _block(token: Token) -> list[str]:
    if token.type == "inline":
        return wrapping.unwrapped(_inline(token))
    if token.type in ("fence", "code_block"):
        return token.content.splitlines()
    return _without_tags(token.content).splitlines() if token.type == "html_block" else []


def _inline(token: Token) -> list[str]:
    """The lines of a paragraph: writers of minutes break lines where a line ends."""
    pieces = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type == "html_inline":
            pieces.append(_without_tags(child.content))
        else:
            pieces.append(child.content)
    return [" ".join(line.split()) for line in "".join(pieces).split("\n")]


def _without_tags(markup: str) -> str:
    return _TAG.sub("", _BREAK.sub("\n", markup))
