"""Weights from annotated reports, by python-crfsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractor.errors import ModelError
from extractor.language.features import Features, features_of, items_of
from extractor.language.labelling import rule_labels
from extractor.language.material import material_of
from extractor.language.reading import Reading
from extractor.language.weights import LABELS, Matrix

if TYPE_CHECKING:
    from extractor.evaluation.matching import Span
    from extractor.language.segments import Segment
    from extractor.training.corpus import Example

# L1 and L2 regularisation and steps of L-BFGS; chosen by grouped cross-validation. Weak regularisation makes
# the probabilities far too sure, which costs more than it gains.
SETTINGS = {"c1": 2.0, "c2": 30.0, "max_iterations": 60, "feature.possible_transitions": True}
# A transition that no example shows.
_NEVER = -20.0


class Prepared(NamedTuple):
    """A report made ready to learn from or to tag: its reading, segments and features."""

    reading: Reading
    segments: list[Segment]
    features: Features


class Fitted(NamedTuple):
    """Weights in thousandths by feature, one a label, and transitions, labels by labels."""

    weights: dict[str, list[int]]
    transitions: Matrix


def prepare(text: str) -> Prepared:
    """Read a report as the tagger will see it."""
    reading = Reading.of(text)
    material = material_of(reading)
    return Prepared(reading, material.segments, features_of(reading, material, rule_labels(reading, material)))


def fit(examples: Sequence[Example]) -> Fitted:
    """Train on all examples, in their order; the same examples give the same weights.

    Raises `ModelError` where python-crfsuite is not installed.
    """
    try:
        import pycrfsuite  # noqa: PLC0415 - needed by nobody who does not train
    except ImportError as error:
        advice = "pip install 'meeting-minutes-extractor[train]'"
        raise ModelError("python-crfsuite", "is not installed", advice) from error
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        prepared = prepare(example.text)
        if prepared.segments:
            trainer.append(items_of(prepared.features), labels_of(example, prepared))
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "points.crfsuite")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        with tagger.open(file):
            info = tagger.info()
    return Fitted(_rounded(info.state_features), _transitions(info.transitions))


def labels_of(example: Example, prepared: Prepared) -> list[str]:
    """The label of each segment: of the point that covers at least half of it."""
    spans = [prepared.reading.source.original(s.start, s.end) for s in prepared.segments]
    labels = ["O"] * len(spans)
    for kind, points in (("I", example.issues), ("C", example.conclusions)):
        for point in points:
            inside = [k for k, span in enumerate(spans) if _covers(point, span)]
            for k in inside:
                labels[k] = ("B" if k == inside[0] else "J") + kind
    return labels


def _covers(point: Span, segment: Span) -> bool:
    inter = min(point[1], segment[1]) - max(point[0], segment[0])
    return inter > 0 and 2 * inter >= segment[1] - segment[0]


def _rounded(weights: dict[tuple[str, str], float]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for (feature, label), weight in weights.items():
        rows.setdefault(feature, [0] * len(LABELS))[LABELS.index(label)] = round(1000 * weight)
    return {feature: row for feature, row in rows.items() if any(row)}


def _transitions(weights: dict[tuple[str, str], float]) -> Matrix:
    return np.array([[round(weights.get((origin, to), _NEVER), 3) for to in LABELS] for origin in LABELS])
