"""The posts of a person as the report writes them out: "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.chairing import chairs_of
from extractor.language.clause_starts import clause_start
from extractor.language.people import post_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.people import Span
    from extractor.language.reading import Reading

# The first mentions beside a post introduce the person; one that gives less than so many characters is a bare post.
_MENTIONS, _FULL = 3, 20
_NEAR = 60  # code points from a post to the name
_REACH = 200  # code points behind the name in which further posts may follow
_APPOSED = re.compile(r"(?:,| -| \() ?")  # between a name and its posts
# A row in which something happens has run on into its sentence.
_RUN_ON = re.compile(
    r"(?<!\w)(?:bao gồm|phục vụ|đã|đang|sẽ|trong|hiện|đưa ra|đón|giới thiệu|tại (?:buổi|hội nghị|cuộc|lễ))(?!\w)"
)


def posts_of(reading: Reading, name: str) -> Span | None:
    """The span of the first full row of posts beside `name` (folded), else of the longest; None where there is none.

    Of a chair it is the row that the report chairs them by.
    """
    for item, _ in chairs_of(reading):
        if item.name and item.post and reading.folded[slice(*item.name)] == name:
            return item.post
    longest: Span | None = None
    for row in islice(_rows(reading, name), _MENTIONS):
        if longest is None or row[1] - row[0] > longest[1] - longest[0]:
            longest = row
        if longest[1] - longest[0] >= _FULL:
            break
    return longest


def _rows(reading: Reading, name: str) -> Iterator[Span]:
    """The rows of posts beside the mentions of `name`, in text order."""
    folded = reading.folded
    at = folded.find(name)
    while at >= 0:
        span = _window(reading, at, at + len(name))
        for item in listed(reading, *span) if span else ():
            row = item.post
            if not row or not item.name or not item.name[0] <= at < item.name[1]:
                continue
            if "\n" not in folded[row[0] : at] and not _RUN_ON.search(reading.lower, *row):
                yield row
        at = folded.find(name, at + len(name))


def _window(reading: Reading, start: int, end: int) -> Span | None:
    """The clause around the name that holds its posts, those behind it too where there are; None where no post is near."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return None
    apposed = _APPOSED.match(reading.folded, end, sentence.end)
    follows = apposed is not None and post_at(reading, apposed.end(), sentence.end) is not None
    if not follows and not reading.cues_in(max(sentence.start, start - _NEAR), start, "post"):
        return None
    begin = clause_start(reading, sentence.start, start, semicolons=True)
    return begin, min(sentence.end, end + _REACH) if follows else end
