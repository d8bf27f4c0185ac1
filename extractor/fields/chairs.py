"""Who chaired the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.component import register
from extractor.findings import Doubt, Finding, Person
from extractor.language.bodies import Item, listed
from extractor.language.layout import layout_of
from extractor.language.reading import Reading
from extractor.language.subjects import clause_start

FIELD = "chairs"


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    yield from ()


component = register("meeting_chairs", find)
