"""The posts of a person as the report writes them out: "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.chairing import chairs_of
from extractor.language.subjects import clause_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.people import Span
    from extractor.language.reading import Reading

# Mentions that stand beside a post are read in full, as many as this: the first of them introduces the person.
_MENTIONS = 3
_NEAR = 60  # code points from a post to the name
_REACH = 200  # code points behind the name in which further posts may follow
# A row in which something happens has run on into its sentence.
_RUN_ON = re.compile(r"(?<!\w)(?:đã|đang|sẽ|trong|hiện|đưa ra|đón|giới thiệu|tại (?:buổi|hội nghị|cuộc|lễ))(?!\w)")


def posts_of(reading: Reading, name: str) -> Span | None:
    """The span of the fullest row of posts beside `name` (folded), the first of equals; None where there is none.

    Of a chair it is the row that the report chairs them by.
    """
    for item, _ in chairs_of(reading):
        if item.name and item.post and reading.folded[slice(*item.name)] == name:
            return item.post
    rows = islice(_rows(reading, name), _MENTIONS)
    return max(rows, key=lambda row: row[1] - row[0], default=None)


def _rows(reading: Reading, name: str) -> Iterator[Span]:
    """The rows of posts beside the mentions of `name`, in text order."""
    folded = reading.folded
    at = folded.find(name)
    while at >= 0:
        end = at + len(name)
        sentence = reading.sentence_at(at)
        if sentence is not None and reading.cues_in(max(sentence.start, at - _NEAR), end + _NEAR, "post"):
            start = clause_start(reading, sentence.start, at, semicolons=True)
            for item in listed(reading, start, min(sentence.end, end + _REACH)):
                row = item.post
                if not row or not item.name or not item.name[0] <= at < item.name[1]:
                    continue
                if "\n" not in folded[row[0] : at] and not _RUN_ON.search(reading.lower, *row):
                    yield row
        at = folded.find(name, end)
