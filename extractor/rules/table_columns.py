"""Headings of the columns of tables in minutes (`table_columns.toml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from extractor.rules import Entry, read
from extractor.rules.lexicon import Lexicon

Column = Literal["work", "owner", "due", "person", "post", "body"]


class ColumnEntry(Entry):
    """A column, and the words that its heading may be."""

    column: Column
    heads: tuple[str, ...]


@cache
def columns() -> Lexicon[Column]:
    """The column that the words at the beginning of a heading tell."""
    return Lexicon({head: entry.column for entry in read("table_columns", ColumnEntry) for head in entry.heads})


def column_of(heading: str) -> Column | None:
    """The column that a cell in lower case heads; None where it heads none, or goes on with other words ("Đơn vị tính")."""
    found = columns().at(heading, 0, len(heading))
    return found[1] if found is not None and not heading[found[0] :].strip(" :./()*") else None
