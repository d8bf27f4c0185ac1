"""Number and symbol (số, ký hiệu) of a formal paper, from its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted
from extractor.language.papers import number_in, paper_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """The number, if the paper has one; news has none."""
    if paper_in(reading) is not None and (span := number_in(reading)) is not None:
        yield reading.finding("number", span, Quoted(), "number.head", 0.97)


component = register("meeting_number", find)
