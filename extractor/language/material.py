"""What the points of a report are told from: segments, frames, cues, and who holds the floor."""

from __future__ import annotations

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
    rows: list[list[Cue]] = [[] for _ in segments]
    at = 0
    for cue in reading.cues:
        while at < len(segments) - 1 and segments[at].end <= cue.start:
            at += 1
        if segments and segments[at].start <= cue.start < segments[at].end:
            rows[at].append(cue)
    return rows
