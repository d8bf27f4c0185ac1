"""Points: the runs of segments that are one issue or one conclusion each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.language.features import features_of
from extractor.language.labelling import OUTSIDE, rule_labels
from extractor.language.material import Material, material_of
from extractor.language.segments import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.features import Features
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment
    from extractor.language.tagger import Tagger

__all__ = ["Material", "Point", "material_of", "points_of", "rule_labels", "runs"]

Kind = Literal["issue", "conclusion"]
# The share of points found by rule that are right, dev and check together.
_SURE = 0.5
_LONGEST_TAG = 60  # characters
_LONGEST_JOINT = len("nhưng")


class Point(NamedTuple):
    """A run of segments, `first` to `last`, that is one issue or one conclusion; span in the folded text."""

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    confidence: float
    rule: str = "points.rules"


@lru_cache(maxsize=4)
def points_of(reading: Reading) -> tuple[Point, ...]:
    """The points of a report in text order: by the model where the reading has one, else by the rules alone."""
    material = material_of(reading)
    labels = rule_labels(reading, material)
    if reading.tagger:
        found = _told(reading.tagger, features_of(reading, material, labels), material)
    else:
        found = runs(material, labels, [_SURE] * len(labels))
    return tuple(point for point in found if not _is_tag(material, point))


def _is_tag(material: Material, point: Point) -> bool:
    """Whether the point only tells who spoke the words before it: '"…", ông Nam nhấn mạnh'."""
    if point.end - point.start > _LONGEST_TAG:
        return False
    cues = [cue for row in material.cues[point.first : point.last + 1] for cue in row]
    named = any(cue.role in ("post", "honorific") and cue.start == point.start for cue in cues)
    return named and any(cue.role in ("speech", "order") and cue.end >= point.end for cue in cues)


def _told(tagger: Tagger, features: Features, material: Material) -> Iterator[Point]:
    segments = material.segments
    for kind, first, last, confidence in tagger.finds(features, segments):
        left, right = _trimmed(material, first, last)
        yield Point(kind, segments[left].start, segments[right].end, left, right, confidence, "points.model")


def _trimmed(material: Material, first: int, last: int) -> tuple[int, int]:
    """The run without bare conjunctions at either end ("và", "để") and transitions in front ("đồng thời")."""
    segments = material.segments
    while last > first and _is_joint(segments[last]):
        last -= 1
    while last > first and (_is_joint(segments[first]) or _is_transition(material, first)):
        first += 1
    return first, last


def _is_transition(material: Material, at: int) -> bool:
    segment = material.segments[at]
    return any(c.role == "transition" and c.start == segment.start and c.end >= segment.end for c in material.cues[at])


def _is_joint(segment: Segment) -> bool:
    return segment.cut == JOINT and segment.end - segment.start <= _LONGEST_JOINT


def runs(material: Material, labels: list[str], sure: list[float]) -> Iterator[Point]:
    """The points that labels spell; an inside label without a beginning begins one. `sure` is one number a segment."""
    segments = material.segments
    first = -1
    for k in range(len(labels) + 1):
        label = labels[k] if k < len(labels) else OUTSIDE
        if first >= 0 and (label[0] != "J" or label[1] != labels[first][1]):
            kind: Kind = "issue" if labels[first][1] == "I" else "conclusion"
            confidence = sum(sure[first:k]) / (k - first)
            left, right = _trimmed(material, first, k - 1)
            yield Point(kind, segments[left].start, segments[right].end, left, right, confidence)
            first = -1
        if label != OUTSIDE and first < 0:
            first = k
