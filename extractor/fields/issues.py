"""Difficulties, petitions and topics of debate that the report or delegates raised."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.fields.component import register
from extractor.findings import Finding, Issue
from extractor.language.points import points_of
from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """One finding an issue."""
    for point in points_of(reading):
        if point.kind == "issue":
            yield reading.finding("issues_raised", (point.start, point.end), Issue(), "points.rules", point.confidence)


component = register("meeting_issues", find)
