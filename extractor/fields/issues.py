"""Difficulties, petitions and topics of debate that the report or delegates raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Finding, Issue
from extractor.language.points import points_of
from extractor.language.topics import topics_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """One finding an issue, with the topics that its words name."""
    for point in points_of(reading):
        if point.kind == "issue":
            value = Issue(topics_in(reading, point.start, point.end))
            yield reading.finding("issues_raised", (point.start, point.end), value, point.rule, point.confidence)


component = register("meeting_issues", find)
