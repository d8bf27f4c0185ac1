"""Fit the weights of `extractor/rules/reporting.toml`, which tell whether a text reports a meeting.

    python -m tests.quality.fit_reporting MARKS TEXTS REPORTS...

MARKS holds `<id>.json` with `id` and `meeting` (true or false), TEXTS the marked
texts as `<id>.txt`, REPORTS are folders of texts that all report meetings. Prints
the confusion counts of 5-fold cross-validation, the mean of several shuffles, and
the weights of a fit to everything, to be copied into the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from extractor.language.evidence import evidence_of
from extractor.language.reading import Reading
from tests import usage

Array = Any

# Strength of the ridge on standardised evidence, chosen by cross-validation; folds, and shuffles of the folds.
RIDGE, FOLDS, SHUFFLES = 33.0, 5, 20
# The share of real meetings that may be doubted.
ALARMS = 0.02


def fit(x: Array, y: Array) -> tuple[Array, Array, Array, float]:
    """Mean and scale of the columns, and weights and bias of a ridge logistic regression, by Newton's method."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    w = np.zeros(z.shape[1])
    ridge = np.full(z.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve((z.T * (p * (1 - p))) @ z + np.diag(ridge), z.T @ (p - y) + ridge * w)
    return mean, scale, w[:-1], float(w[-1])


def score(model: tuple[Array, Array, Array, float], x: Array) -> Array:
    mean, scale, w, bias = model
    return (x - mean) / scale @ w + bias


def crossed(x: Array, y: Array, seed: int) -> Array:
    """The score of every row by a model that has not seen it; folds have equal shares of both kinds."""
    folds = np.empty(len(y), int)
    chance = np.random.default_rng(seed)
    for kind in (0, 1):
        rows = np.flatnonzero(y == kind)
        folds[chance.permutation(rows)] = np.arange(len(rows)) % FOLDS
    told = np.empty(len(y))
    for fold in range(FOLDS):
        told[folds == fold] = score(fit(x[folds != fold], y[folds != fold]), x[folds == fold])
    return told


def main() -> None:
    parser = usage.parser(__doc__)
    parser.add_argument("marks", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("reports", type=Path, nargs="+")
    asked = parser.parse_args()
    print_fit(asked.marks, asked.texts, asked.reports)


def print_fit(marks: Path, texts: Path, reports: list[Path]) -> None:
    """Cross-validate over the marked texts and the reports, fit to all, and print both."""
    marked = [json.loads(f.read_text("utf-8")) for f in sorted(marks.glob("*.json"))]
    rows = [((texts / f"{m['id']}.txt").read_text("utf-8"), not m["meeting"], True) for m in marked]
    rows += [(f.read_text("utf-8"), False, False) for folder in reports for f in sorted(folder.glob("*.txt"))]
    found = [evidence_of(Reading.of(text)).counts for text, _, _ in rows]
    names = [name for name in found[0] if name != "always"]
    x = np.array([[counts[name] for name in names] for counts in found])
    y = np.array([none for _, none, _ in rows], float)
    silver = np.array([s for _, _, s in rows])
    shuffled = [crossed(x, y, seed) for seed in range(SHUFFLES)]
    for alarms in (0.01, ALARMS, 0.03, 0.05):
        at = float(np.mean([np.quantile(s[y == 0], 1 - alarms) for s in shuffled]))
        flagged = [[(s[m] > at).sum() for m in (y == 1, silver & (y == 0), ~silver)] for s in shuffled]
        none, false, other = np.mean(flagged, 0)
        print(
            f"at {at:+.2f}: {none:.1f} of {y.sum():.0f} without a meeting; wrongly {false:.1f} of"
            f" {(silver & (y == 0)).sum()} marked meetings, {other:.1f} of {(~silver).sum()} reports"
        )
        if alarms == ALARMS:
            limit = at
    mean, scale, w, bias = fit(x, y)
    print(f"always {bias - limit - float((w * mean / scale).sum()):.3f}")
    for name, weight in zip(names, w / scale, strict=True):
        print(f"{name} {weight:.3f}")


if __name__ == "__main__":
    main()
