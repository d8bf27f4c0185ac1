"""Lists within a sentence: what its commas may part.

Counted over the annotated reports, half of the commas between issues part two of them in a sentence that ends in "…"
and has no semicolon, and one in twenty elsewhere; none of those between conclusions does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.language.segments import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.language.reading import Reading
    from extractor.language.segments import Segment
    from extractor.language.sentences import Sentence

# Kinds of cues that a list of issues may follow.
_TALK = frozenset({"debate", "list", "petition", "difficulty"})
_GAP = 3  # characters at most from a comma to what follows it


class List(NamedTuple):
    """What a sentence with commas may list: offsets into the folded text.

    `colon` and `talk` are where the first colon and the first cue stand that a list may follow, the sentence's end
    where none does; `last` is the last comma, `joined` whether "và" follows it, `left_open` whether the list is.
    """

    colon: int
    talk: int
    last: int
    joined: bool
    left_open: bool


def lists_of(reading: Reading, segments: Iterable[Segment]) -> dict[int, List]:
    """The sentences whose commas may part the items of a list, by index."""
    found: dict[int, List] = {}
    for index in {segment.sentence for segment in segments if segment.cut == COMMA}:
        start, end, _ = sentence = reading.sentences[index]
        colon = reading.folded.find(":", start, end)
        talk = next((cue.start for cue in reading.cues_in(start, end, "issue") if cue.kind in _TALK), end)
        last = reading.folded.rfind(",", start, end)
        joined = reading.folded.find(" và ", max(start, last), end) >= 0
        found[index] = List(colon if colon >= 0 else end, talk, last, joined, is_left_open(reading, sentence))
    return found


def list_at(found: List, start: int) -> tuple[str, str]:
    """Of a comma in front of `start`: what a list may follow before it (":" or "t"), with "E" where it is left open; "&" where its last item follows."""
    lead = ":" if found.colon < start else "t" if found.talk < start else ""
    last = found.joined and found.last < start <= found.last + _GAP
    return lead + ("E" if found.left_open else ""), "&" if last else ""


def is_left_open(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence ends in "…", so that its commas part the items of a list, which no semicolons do."""
    start, end, _ = sentence
    tail = reading.folded[max(start, end - 4) : end + 3]
    return ("…" in tail or "..." in tail) and reading.folded.find(";", start, end) < 0
