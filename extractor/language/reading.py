"""What a report is made of, whatever the field: lines, sentences and cues.

A `Reading` is made once a report and shared by all fields. Its offsets are into
the folded text; `Reading.finding` takes them back to the untouched one.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from extractor.findings import Finding, Value
from extractor.language.homonyms import without_homonyms
from extractor.language.sentences import Line, Sentence, lines_of, sentences_of
from extractor.rules.cues import Cue, Role, matcher
from extractor.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.language.tagger import Tagger

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Reading:
    """A folded report with its lines, sentences and cues, all in text order.

    `tagger` is the statistical stage, None where the rules decide alone; `posted` the
    day of posting by the document's metadata, for a text that does not tell its own.
    """

    source: SourceText
    folded: str  # the text that all offsets of a reading refer to
    lower: str  # the same in lower case, of the same length
    lines: list[Line]
    sentences: list[Sentence]
    cues: list[Cue]
    tagger: Tagger | None = None
    posted: dt.date | None = None
    _by_role: dict[str, list[Cue]] = field(default_factory=dict)
    _cue_starts: dict[str, list[int]] = field(default_factory=dict)  # by role, of those that were asked for
    _starts: list[int] = field(default_factory=list)
    _line_starts: list[int] = field(default_factory=list)
    made: dict[object, Any] = field(default_factory=dict)  # see `once`

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read `text`, the untouched string of a report."""
        source = SourceText.of(text)
        lines = lines_of(source.folded)
        sentences = sentences_of(source.folded, lines)
        cues = without_homonyms(source, matcher().find(source.lower))
        reading = cls(source, source.folded, source.lower, lines, sentences, cues)
        reading._starts = [s.start for s in sentences]
        reading._line_starts = [line.start for line in lines]
        by_role: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in reading.cues:
            by_role[cue.role].append(cue)
        reading._by_role = by_role
        return reading

    def cues_of(self, role: Role) -> list[Cue]:
        """The cues of one role, by start."""
        return self._by_role.get(role, [])

    def cues_in(self, start: int, end: int, role: Role) -> list[Cue]:
        """The cues of one role that begin within the span."""
        cues = self.cues_of(role)
        if role not in self._cue_starts:
            self._cue_starts[role] = [cue.start for cue in cues]
        starts = self._cue_starts[role]
        first = bisect_left(starts, start)
        return cues[first : bisect_left(starts, end, first)]

    def line_at(self, position: int) -> int:
        """The number of the line that holds `position`."""
        return max(0, bisect_right(self._line_starts, position) - 1)

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds `position`, or the one before it; None before the first."""
        index = bisect_right(self._starts, position) - 1
        return self.sentences[index] if index >= 0 else None

    def finding(self, field: str, span: tuple[int, int], value: Value, rule: str, confidence: float) -> Finding:
        """A finding over a span of the folded text."""
        start, end = self.source.original(*span)
        return Finding(field, start, end, value, rule, confidence)


def once(make: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """`make`, done once a reading: what it gives is kept with the reading, and its memory is the next report's.

    What it gives must not refer to the reading, which would then live until the garbage is collected.
    """

    @wraps(make)
    def made(reading: Reading) -> T:
        kept: dict[object, T] = reading.made
        if make not in kept:
            kept[make] = make(reading)
        return kept[make]

    return made
