"""Whether confidence means something: finds of confidence p should be right in a share p of cases.

The expected calibration error (ECE) is the mean distance between the two over ten bins of confidence, each
bin weighing as much as it holds finds. Source: Guo et al., On Calibration of Modern Neural Networks, 2017.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from extractor.evaluation.matching import CHARACTERS, FIELDS, LISTS, Record, counts, unmatched

_BINS = 10
_STEPS = 50
_CERTAIN = 1e-6
_FAR = 30.0
# Finds that a logistic map imagines beside the real ones, half of them right, so that few finds prove little.
_PRIOR = 1.0


class Judged(NamedTuple):
    """The confidence of a find, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How many finds carry confidence, their mean confidence, the share that is right, and the ECE."""

    finds: int
    confidence: float
    right: float
    error: float


def calibrations(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> dict[str, Calibration]:
    """The calibration of every field whose predicted values carry confidence."""
    found = {}
    for field in FIELDS:
        if field in CHARACTERS or field == "session":
            continue
        judged = [one for key, gold_one in gold.items() for one in judge(field, gold_one, predicted.get(key) or {})]
        if judged:
            found[field] = measure(judged)
    return found


def table(found: Mapping[str, Calibration]) -> str:
    """The calibrations, a field a line."""
    lines = [f"{'calibration':20} {'finds':>6} {'sure':>6} {'right':>6}    ECE"]
    lines += [f"{f:20} {c.finds:6} {c.confidence:6.3f} {c.right:6.3f} {c.error:6.3f}" for f, c in found.items()]
    return "\n".join(lines)


def as_dict(found: Mapping[str, Calibration]) -> dict[str, dict[str, Any]]:
    """The calibrations as JSON values, by field."""
    return {field: asdict(one) for field, one in found.items()}


def judge(field: str, gold: Record, predicted: Record) -> Iterator[Judged]:
    """The predicted values of a field that carry confidence, each judged as the yardstick does."""
    values: list[Any] = predicted.get(field) or [] if field in LISTS else [predicted.get(field)]
    values = [one for one in values if isinstance(one, Mapping) and "confidence" in one]
    if field in LISTS:
        _, wrong = unmatched(field, gold, predicted)
        for one in values:
            yield Judged(float(one["confidence"]), not any(one is other for other in wrong))
    elif values and (count := counts(field, gold, predicted)).predicted:
        yield Judged(float(values[0]["confidence"]), bool(count.right))


def measure(judged: Sequence[Judged]) -> Calibration:
    """The calibration of some finds, at least one."""
    count = len(judged)
    bins: dict[int, list[Judged]] = {}
    for one in judged:
        bins.setdefault(min(int(one.confidence * _BINS), _BINS - 1), []).append(one)
    error = sum(abs(sum(one.confidence - one.right for one in row)) for row in bins.values()) / count
    return Calibration(
        count, sum(one.confidence for one in judged) / count, sum(one.right for one in judged) / count, error
    )


def fit_logistic(judged: Iterable[Judged]) -> tuple[float, float]:
    """Slope and offset of the logistic map of confidence, on the scale of its log odds, that fits best.

    Newton's method on the likelihood; `_PRIOR` holds the slope near 1 where there is little to learn from.
    """
    points = [(_odds(one.confidence), float(one.right)) for one in judged]
    slope, offset = 1.0, 0.0
    for _ in range(_STEPS):
        down_slope, down_offset = _PRIOR * (slope - 1), _PRIOR * offset
        aa, ab, bb = _PRIOR, 0.0, _PRIOR
        for odds, right in points:
            share = 1 / (1 + math.exp(-min(max(slope * odds + offset, -_FAR), _FAR)))
            weight = share * (1 - share)
            down_slope += (share - right) * odds
            down_offset += share - right
            aa, ab, bb = aa + weight * odds * odds, ab + weight * odds, bb + weight
        scale = aa * bb - ab * ab
        # A longer step may leave the region where the likelihood is nearly a parabola.
        slope -= min(max((bb * down_slope - ab * down_offset) / scale, -1), 1)
        offset -= min(max((aa * down_offset - ab * down_slope) / scale, -1), 1)
    return slope, offset


def _odds(share: float) -> float:
    bounded = min(max(share, _CERTAIN), 1 - _CERTAIN)
    return math.log(bounded / (1 - bounded))
