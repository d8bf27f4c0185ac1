"""What kind of paper the report is: news, minutes ("biên bản") or notice of a conclusion ("thông báo")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Code
from extractor.language.papers import paper_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """The genre, grounded in the title line that tells it, else in the first line; none of a paper of another kind."""
    paper = paper_in(reading)
    if paper is None:
        if reading.lines:
            first = reading.lines[0]
            yield reading.finding("genre", (first.start, first.end), Code("news"), "genre.news", 0.97)
    elif paper.kind in ("minutes", "notice"):
        yield reading.finding("genre", paper.line, Code(paper.kind), f"genre.{paper.kind}", 0.95)


component = register("meeting_genre", find)
