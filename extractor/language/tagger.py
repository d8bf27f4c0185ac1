"""The statistical stage: a linear-chain conditional random field over the segments of a report.

Its weights are trained by python-crfsuite (see `extractor.training`); here they are only added up, which
needs no more than numpy and shares what the segments of a sentence have in common. Source of the method:
Lafferty, McCallum and Pereira, Conditional Random Fields, 2001.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractor.language.decoding import Choice, best_choices
from extractor.language.features import Features, weight_of_words
from extractor.language.weights import LABELS, Kind, Matrix, Weights, load

if TYPE_CHECKING:
    from extractor.language.segments import Segment

_OUTSIDE = LABELS.index("O")
_BEGINS = {"issue": LABELS.index("BI"), "conclusion": LABELS.index("BC")}
# The inside of a point follows only its beginning or its inside.
_POSSIBLE = np.array([[to[0] != "J" or (origin != "O" and origin[1] == to[1]) for to in LABELS] for origin in LABELS])
# Steps after which the numbers are brought back to a sum of 1, before they can leave a float's range.
_RESCALED = 8
_CERTAIN = 1e-6


class Find(NamedTuple):
    """A point that the model sees: segments `first` to `last`, both included, and the probability that it is right."""

    kind: Kind
    first: int
    last: int
    confidence: float


class Tagger:
    """Reads points off features with one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._steps: Matrix = np.where(_POSSIBLE, np.exp(weights.transitions), 0.0)

    def finds(self, features: Features, segments: list[Segment]) -> list[Find]:
        """The points of a report, in text order, with calibrated confidence."""
        return [
            Find(one.kind, one.first, one.last, self._calibrated(one.kind, one.expected))
            for one in self.choices(features, segments)
        ]

    def choices(self, features: Features, segments: list[Segment]) -> list[Choice]:
        """The points of a report, in text order, with the probability that the model itself gives them."""
        return best_choices(segments, self.marginals(features)) if segments else []

    def marginals(self, features: Features) -> Matrix:
        """The probability of each label for each segment: segments by labels, each row of sum 1."""
        return _smoothed(self._emissions(features), self._steps)

    def _emissions(self, features: Features) -> Matrix:
        """The exponentials of the scores of each segment's labels, the highest brought to 1."""
        owner = np.array(features.owner)
        sharing = [weight_of_words(count) for count in np.bincount(owner).tolist()]
        of_sentence = self._sums(features.sentences) + self._sums(features.words) * np.array(sharing)[:, None]
        scores = self._sums(features.segments) + of_sentence[owner]
        return np.asarray(np.exp(scores - scores.max(axis=1, keepdims=True)))

    def _sums(self, groups: list[list[str]]) -> Matrix:
        """The sum of the weights of each group of features."""
        row_of = self._weights.rows.get
        rows: list[int] = []
        starts: list[int] = []
        for group in groups:
            starts.append(len(rows))
            rows.append(0)
            rows += filter(None, map(row_of, group))
        return np.asarray(np.add.reduceat(self._weights.matrix[rows], starts, axis=0))

    def _calibrated(self, kind: Kind, expected: float) -> float:
        slope, offset = self._weights.calibration[kind]
        return calibrated(expected, slope, offset)


@cache
def shipped() -> Tagger:
    """The tagger with the weights in the package, which are read once. Raises `ModelError` where they are unfit."""
    with as_file(files("extractor") / "models") as folder:
        return Tagger(load(folder))


def calibrated(expected: float, slope: float, offset: float) -> float:
    """The share of finds of such an expectation that are right, by a logistic map."""
    bounded = min(max(expected, _CERTAIN), 1 - _CERTAIN)
    return 1 / (1 + math.exp(-(slope * math.log(bounded / (1 - bounded)) + offset)))


def _smoothed(emissions: Matrix, steps: Matrix) -> Matrix:
    """The marginals of a chain by the forward-backward algorithm; nothing is inside a point at the very start."""
    count = len(emissions)
    forward, backward = np.empty_like(emissions), np.empty_like(emissions)
    state = emissions[0] * (steps[_OUTSIDE] > 0)
    forward[0] = state
    for k in range(1, count):
        state = state.dot(steps) * emissions[k]
        if not k % _RESCALED:
            state /= state.sum()
        forward[k] = state
    back = steps.T.copy()
    state = np.ones(len(LABELS))
    backward[-1] = state
    for k in range(count - 2, -1, -1):
        state = (state * emissions[k + 1]).dot(back)
        if not k % _RESCALED:
            state /= state.sum()
        backward[k] = state
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))
