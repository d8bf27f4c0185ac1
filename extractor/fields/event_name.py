"""The noun phrase that names the meeting, from its head noun on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted
from extractor.language.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading

_ENOUGH = 3.0


def find(reading: Reading) -> Iterator[Finding]:
    """The best name of the reported meeting; none where only the bare noun is used."""
    names = names_of(reading)
    if names and names[0].score >= _ENOUGH:
        best = names[0]
        confidence = 0.88 if best.score >= 1.6 * _ENOUGH else 0.5
        yield reading.finding("event_name", (best.start, best.end), Quoted(), f"event_name.{best.kind}", confidence)


component = register("meeting_event_name", find)
