"""What the points of a report are told from: segments, frames, cues, and who holds the floor."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.floor import Floor
from extractor.language.frames import Frame, frames_of
from extractor.language.segments import Segment, segments_of

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue


class Material(NamedTuple):
    """Segments with their frames and cues, all lists of one length, and who holds the floor."""

    segments: list[Segment]
    frames: list[Frame]
    cues: list[list[Cue]]
    floor: Floor


@lru_cache(maxsize=4)
def material_of(reading: Reading) -> Material:
    """The material of a reading; made once a reading."""
    segments = segments_of(reading)
    floor = Floor(reading)
    return Material(segments, frames_of(reading, segments, floor), _cues_in(reading, segments), floor)


def _cues_in(reading: Reading, segments: list[Segment]) -> list[list[Cue]]:
    """The cues that begin in each segment."""
    starts = [cue.start for cue in reading.cues]
    rows: list[list[Cue]] = []
    end = 0
    for segment in segments:
        first = bisect_left(starts, segment.start, end)
        end = bisect_left(starts, segment.end, first)
        rows.append(reading.cues[first:end])
    return rows
