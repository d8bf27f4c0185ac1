"""Who kept the minutes: behind the label, before the role, else by the signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Person
from extractor.language.bodies import listed
from extractor.language.bullets import behind_bullet
from extractor.language.layout import layout_of
from extractor.language.papers import paper_in, signed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.items import Item
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

FIELD = "secretary"

_LABELLED = re.compile(r"[ *]*(?:[:-]| là\b)[ *]*")
_ENDS = re.compile(r"[ *]*(?:$|[.;,)])")
_ELECTED = re.compile(r"\b(?:cử|bầu|mời|chỉ định|giới thiệu|phân công|giao)(?: ra)? ")
_SIGNATURE = re.compile(r"thư ký|(?:người |cán bộ )?(?:ghi|lập) biên bản")


def find(reading: Reading) -> Iterator[Finding]:
    """The secretary of minutes, if they name one; of several the first."""
    paper = paper_in(reading)
    if paper is None or paper.kind != "minutes":
        return
    for cue in reading.cues_of("secretary"):
        item = _labelled(reading, cue) if cue.kind == "label" else _named_before(reading, cue)
        if item is not None and item.name is not None:
            yield reading.finding(FIELD, item.name, _person(reading, item, cue), cue.rule, 0.9)
            return
    if (name := signed_by(reading, _SIGNATURE)) is not None:
        yield reading.finding(FIELD, name, Person(), "secretary.signature", 0.75)


def _labelled(reading: Reading, cue: Cue) -> Item | None:
    """The person behind "Thư ký:" at the head of a line, or behind a semicolon in it."""
    sentence = reading.sentence_at(cue.start)
    if sentence is None or layout_of(reading).kinds[sentence.line] not in ("body", "heading"):
        return None
    line = reading.lines[sentence.line]
    label = _LABELLED.match(reading.lower, cue.end, line.end)
    opens = behind_bullet(reading.lower, line.start, line.end) >= cue.start or reading.lower.endswith(
        "; ", 0, cue.start
    )
    if label is None or not opens:
        return None
    return _first(reading, label.end(), line.end)


def _first(reading: Reading, start: int, end: int) -> Item | None:
    return next((item for item in listed(reading, start, end) if item.name is not None), None)


def _named_before(reading: Reading, cue: Cue) -> Item | None:
    """The person before the role: "Bà A - Giáo viên - Thư ký", "cử bà A làm thư ký"."""
    sentence = reading.sentence_at(cue.start)
    if sentence is None or not _ENDS.match(reading.lower, cue.end, sentence.end):
        return None
    if layout_of(reading).kinds[sentence.line] not in ("body", "heading"):
        return None
    elected = [match.end() for match in _ELECTED.finditer(reading.lower, sentence.start, cue.start)]
    start = elected[-1] if elected else behind_bullet(reading.lower, sentence.start, cue.start)
    named = [item for item in listed(reading, start, cue.start) if item.name is not None]
    return named[-1] if named else None


def _person(reading: Reading, item: Item, cue: Cue) -> Person:
    """The person with the post, which is not the role in the minutes."""
    body, post = item.stands_for(reading.lower), item.post
    if post is not None and cue.start <= post[0] < cue.end:
        post = None
    return Person(reading.folded[slice(*post)] if post else None, reading.folded[slice(*body)] if body else None)


component = register("meeting_secretary", find)
