"""The statistical stage: a linear-chain conditional random field over the segments of a report.

Its weights are trained by python-crfsuite (see `extractor.training`); here they are only added up, which
needs no more than numpy, shares what the segments of a sentence have in common and adds up each bundle of
features once. Source of the method: Lafferty, McCallum and Pereira, Conditional Random Fields, 2001.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import as_file, files
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from extractor.language.decoding import Choice, best_choices, item_numbers
from extractor.language.feature_names import Bundle, spelled
from extractor.language.features import Features, opening_pair, weight_of_words
from extractor.language.weights import LABELS, Kind, Matrix, Weights, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.language.segments import Segment

Rows = npt.NDArray[np.intp]
_Key = TypeVar("_Key")

_OUTSIDE = LABELS.index("O")
_WIDTH = len(LABELS)
# The inside of a point follows only its beginning or its inside.
_POSSIBLE = np.array([[to[0] != "J" or (origin != "O" and origin[1] == to[1]) for to in LABELS] for origin in LABELS])
# Steps multiplied before the numbers are brought back to a sum of 1: `_LEAST` to this power is within a float's range.
_BLOCK = 12
# No label is less likely than this beside the likeliest, whatever its features say.
_LEAST = 1e-20
_CERTAIN = 1e-6
# Bundles whose sums are kept; there are far fewer in a thousand reports.
_KEPT = 50_000


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
        self._words = _WordTables(weights)
        self._sums = _BundleSums(weights)
        steps = np.where(_POSSIBLE, np.exp(weights.transitions), 0.0)
        nothing = np.zeros_like(steps)
        # Forwards and backwards at once.
        self._steps: Matrix = np.block([[steps, nothing], [nothing, steps.T]])

    def finds(self, features: Features, segments: list[Segment]) -> list[Find]:
        """The points of a report, in text order, with calibrated confidence."""
        calibration = self._weights.calibration
        return [
            Find(kind, first, last, calibrated(expected, *calibration[kind]))
            for kind, first, last, expected in self.choices(features, segments)
        ]

    def choices(self, features: Features, segments: list[Segment]) -> list[Choice]:
        """The points of a report, in text order, with the probability that the model itself gives them."""
        if not segments:
            return []
        return best_choices(segments, self.marginals(features), item_numbers(segments, features.words))

    def marginals(self, features: Features) -> Matrix:
        """The probability of each label for each segment: segments by labels, each row of sum 1."""
        return _smoothed(_likelihoods(self.scores(features)), self._steps)

    def scores(self, features: Features) -> Matrix:
        """The sum of the weights of each segment's features, for each label; at least one segment."""
        owner = np.array(features.owner)
        own, shared = self._words.sums(features, owner)
        sentences = shared + self._sums.of(features.sentences)
        return np.asarray(own + self._sums.of(features.segments) + sentences[owner])


class _BundleSums:
    """The sums of the weights of bundles, each added up when it is first met."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._row_of: dict[Bundle, int] = {}
        self._matrix: Matrix = np.zeros((256, _WIDTH))

    def of(self, groups: list[tuple[Bundle, ...]]) -> Matrix:
        """The sums of groups of bundles, all of one size: groups by labels."""
        if len(self._row_of) > _KEPT:
            self._row_of.clear()
        bundles = list(chain.from_iterable(groups))
        rows = _rows(self._row_of, bundles, -1)
        if rows.min() < 0:
            rows = np.array([self._row(bundle) for bundle in bundles])
        return np.asarray(self._matrix[rows].reshape(len(groups), -1, _WIDTH).sum(axis=1))

    def _row(self, bundle: Bundle) -> int:
        row = self._row_of.get(bundle)
        if row is None:
            row = self._row_of[bundle] = len(self._row_of)
            if row == len(self._matrix):
                self._matrix = np.concatenate([self._matrix, np.zeros_like(self._matrix)])
            weights = self._weights
            self._matrix[row] = sum((weights.matrix[weights.rows.get(f, 0)] for f in spelled(bundle)), np.zeros(_WIDTH))
        return row


class _WordTables:
    """Weights by word: within a segment and its sentence, side by side; first in either, alone and with the next; beside a segment."""

    def __init__(self, weights: Weights) -> None:
        self._inside = _table(weights, "w=", "s=")
        self._opening = _table(weights, "w1=", "s1=")
        self._pairs = _table(weights, "w2=", "s2=")
        self._before, self._after = _table(weights, "bw="), _table(weights, "aw=")

    def sums(self, features: Features, owner: Matrix) -> tuple[Matrix, Matrix]:
        """The sums over each segment's words and the words beside it, and over each sentence's words."""
        words = features.words
        inside = _gathered(self._inside, list(chain.from_iterable(words)))
        starts = np.cumsum([0, *map(len, words[:-1])])
        inside = np.add.reduceat(inside, starts, axis=0)
        opening = _gathered(self._opening, [row[0] for row in words])
        opening += _gathered(self._pairs, [opening_pair(row) for row in words])
        own = inside[:, :_WIDTH] + opening[:, :_WIDTH]
        own += _gathered(self._before, ["^", *(row[-1] for row in words[:-1])])
        own += _gathered(self._after, [*(row[0] for row in words[1:]), "$"])
        firsts = np.concatenate([[0], np.flatnonzero(np.diff(owner)) + 1])
        counts = np.diff(np.append(firsts, len(owner)))
        sharing = np.array([weight_of_words(count) for count in counts.tolist()])[:, None]
        shared = np.add.reduceat(inside[:, _WIDTH:], firsts, axis=0) * sharing + opening[firsts, _WIDTH:]
        return own, shared


_Table = tuple[dict[str, int], Matrix]


def _table(weights: Weights, *kinds: str) -> _Table:
    """The rows by word, and the weights of that word's features of all `kinds` side by side; row 0 is zero."""
    words = sorted({f[len(kind) :] for kind in kinds for f in weights.rows if f.startswith(kind)})
    columns = [weights.matrix[[0, *(weights.rows.get(kind + word, 0) for word in words)]] for kind in kinds]
    return {word: row for row, word in enumerate(words, 1)}, np.concatenate(columns, axis=1)


def _gathered(table: _Table, words: list[str]) -> Matrix:
    rows, matrix = table
    return np.asarray(matrix[_rows(rows, words, 0)])


def _rows(known: Mapping[_Key, int], keys: Sequence[_Key], missing: int) -> Rows:
    """The row of each key, `missing` where it has none."""
    return np.fromiter(map(known.get, keys, repeat(missing)), dtype=np.intp, count=len(keys))


@cache
def shipped() -> Tagger:
    """The tagger with the weights in the package, which are read once. Raises `ModelError` where they are unfit."""
    with as_file(files("extractor") / "models") as folder:
        return Tagger(load(folder))


def calibrated(expected: float, slope: float, offset: float) -> float:
    """The share of finds of such an expectation that are right, by a logistic map."""
    bounded = min(max(expected, _CERTAIN), 1 - _CERTAIN)
    return 1 / (1 + math.exp(-(slope * math.log(bounded / (1 - bounded)) + offset)))


def _likelihoods(scores: Matrix) -> Matrix:
    """The exponentials of scores, the highest of each segment brought to 1."""
    return np.asarray(np.maximum(np.exp(scores - scores.max(axis=1, keepdims=True)), _LEAST))


def _smoothed(likelihoods: Matrix, steps: Matrix) -> Matrix:
    """The marginals of a chain by the forward-backward algorithm; nothing is inside a point at the very start.

    Steps are multiplied within blocks first, all blocks at once, so that only from block to block one waits for another.
    """
    count, width = len(likelihoods), 2 * _WIDTH
    blocks = -(-(count - 1) // _BLOCK)
    # On the left what a segment and all before it say, on the right it and all behind it, which runs backwards.
    rows = np.ones((1 + blocks * _BLOCK, width))
    rows[:count, :_WIDTH], rows[:count, _WIDTH:] = likelihoods, likelihoods[::-1]
    rows[0, :_WIDTH] *= steps[_OUTSIDE, :_WIDTH] > 0
    products = _multiplied(rows[1:].reshape(blocks, _BLOCK, 1, width), steps)
    starts = np.empty((blocks, 1, width))
    state = rows[0]
    for block in range(blocks):
        starts[block] = state
        halves = np.dot(state, products[-1, block]).reshape(2, _WIDTH)
        state = (halves / halves.sum(axis=1, keepdims=True)).ravel()
    behind = np.matmul(starts, products).swapaxes(0, 1).reshape(-1, width)
    sums = np.concatenate([rows[:1], behind[: count - 1]])
    both = sums[:, :_WIDTH] * sums[::-1, _WIDTH:] / likelihoods  # which both sides count
    return np.asarray(both / both.sum(axis=1, keepdims=True))


def _multiplied(rows: Matrix, steps: Matrix) -> Matrix:
    """What the steps from the start of a block to each of its `rows` (blocks, steps) make of a state: steps, blocks, from, to."""
    blocks, count, _, width = rows.shape
    products = np.empty((count, blocks, width, width))
    np.multiply(steps, rows[:, 0], out=products[0])
    for k in range(1, count):
        np.dot(products[k - 1].reshape(-1, width), steps, products[k].reshape(-1, width))
        products[k] *= rows[:, k]
    return products
