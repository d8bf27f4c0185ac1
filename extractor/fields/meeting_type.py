"""What kind of meeting it was, told by its name, else by the headline and the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Code
from extractor.language.layout import layout_of
from extractor.language.naming import names_of
from extractor.rules.meeting_types import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading

# The type that a meeting noun tells where no word of the name tells more.
_LEAD = 600


def find(reading: Reading) -> Iterator[Finding]:
    """The type, grounded in the words that tell it."""
    names = names_of(reading)
    if names:
        best = names[0]
        span = (best.start, best.end)
        rule = type_of(reading.lower[best.start : best.end])
        if rule:
            yield reading.finding("meeting_type", span, Code(rule.type), rule.id, 0.85)
            return
    for start, end in _headline_and_lead(reading):
        rule = type_of(reading.lower[start:end])
        if rule:
            yield reading.finding("meeting_type", (start, end), Code(rule.type), rule.id, 0.6)
            return
    if names:
        yield reading.finding("meeting_type", (names[0].start, names[0].end), Code("hop"), "type.other", 0.7)


def _headline_and_lead(reading: Reading) -> list[tuple[int, int]]:
    kinds = layout_of(reading).kinds
    spans = [(ln.start, ln.end) for ln, kind in zip(reading.lines, kinds, strict=True) if kind == "title"]
    lead = next((ln for ln, kind in zip(reading.lines, kinds, strict=True) if kind == "body"), None)
    return spans + ([(lead.start, min(lead.end, lead.start + _LEAD))] if lead else [])


component = register("meeting_type", find)
