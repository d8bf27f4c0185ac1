"""Who chaired the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Finding, Person
from extractor.language.chairing import chairs_of

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.reading import Reading

FIELD = "chairs"


def find(reading: Reading) -> Iterator[Finding]:
    """One finding a chair, in the order of the text."""
    for item, rule in chairs_of(reading):
        if item.name is not None:
            yield reading.finding(FIELD, item.name, _person(reading, item), rule, 0.95)


def _person(reading: Reading, item: Item) -> Person:
    post, body = item.post, item.stands_for(reading.lower)
    return Person(reading.folded[slice(*post)] if post else None, reading.folded[slice(*body)] if body else None)


component = register("meeting_chairs", find)
