"""What the points of a report are told from: segments, frames, cues, and who holds the floor."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.floor import Floor, floor_of
from extractor.language.frames import Frame, frames_of
from extractor.language.reading import once
from extractor.language.segments import Segment, segments_of

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue


_TELLING = frozenset({"order", "issue", "speech", "report", "transition"})


class Material(NamedTuple):
    """Segments with their frames and cues, all lists of one length, and who holds the floor."""

    segments: list[Segment]
    frames: list[Frame]
    cues: list[tuple[Cue, ...]]
    floor: Floor


@once
def material_of(reading: Reading) -> Material:
    """The material of a reading; made once a reading."""
    segments = segments_of(reading)
    floor = floor_of(reading)
    cues = _cues_in(reading, segments)
    return Material(segments, frames_of(reading, segments, cues, floor), cues, floor)


def _cues_in(reading: Reading, segments: list[Segment]) -> list[tuple[Cue, ...]]:
    """The cues that begin in each segment, of the roles that tell points."""
    rows: list[tuple[Cue, ...]] = [()] * len(segments)
    starts = [segment.start for segment in segments]
    at = 0
    for cue in reading.cues:
        if cue.role in _TELLING:
            start = cue.start
            at = bisect_right(starts, start, at)
            if at and start < segments[at - 1].end:
                rows[at - 1] += (cue,)
    return rows
