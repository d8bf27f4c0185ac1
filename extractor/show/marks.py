"""The words of a text cut where values begin and end, after displaCy's span style: a lane below the words for each.

displaCy itself draws token by token, so that it puts blanks between all of them,
loses line breaks and takes time in tokens times spans; these marks keep the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LANES = 6
"""How many values can be drawn below the same words; what lies deeper begins where it does, but is not drawn."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the words of a value stand, half-open, in code points."""

    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same values on them: `lanes` from the lowest up, `begins` the values that begin here."""

    start: int
    end: int
    lanes: tuple[tuple[int, Span], ...]
    begins: tuple[Span, ...]


def pieces(length: int, spans: Sequence[Span]) -> Iterator[Piece]:
    """The text of `length` code points in pieces, in order and without gaps.

    The longer of two values that begin together gets the lower lane, and a value
    keeps its lane from its beginning to its end. Spans beyond the text are left out.
    """
    waiting = sorted((s for s in spans if 0 <= s.start < s.end <= length), key=lambda s: (s.start, -s.end, s.key))
    bounds = sorted({0, length, *(s.start for s in waiting), *(s.end for s in waiting)})
    waiting.reverse()
    drawn: dict[int, Span] = {}
    for start, end in pairwise(bounds):
        drawn = {lane: span for lane, span in drawn.items() if span.end > start}
        begins = []
        while waiting and waiting[-1].start == start:
            begins.append(span := waiting.pop())
            free = next((lane for lane in range(LANES) if lane not in drawn), None)
            if free is not None:
                drawn[free] = span
        yield Piece(start, end, tuple(sorted(drawn.items())), tuple(begins))
