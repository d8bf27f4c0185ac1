"""Precision, recall and F1 a field over a folder of reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.errors import GoldError
from extractor.evaluation.matching import FIELDS, MISSION, Counts, Record, counts, unmatched

_SAMPLES = 300
_LOW, _HIGH = 7, 292  # the 2.5 % on either side of 300 sorted values


@dataclass(frozen=True, slots=True)
class Score:
    """One field, micro-averaged over the reports; `low` and `high` bound the 95 % bootstrap interval of F1.

    `false_on_empty` counts the reports that were given values where none is annotated.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    gold: int
    predicted: int
    correct: int
    false_on_empty: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all fields, and the mean F1 of the six mission fields."""

    reports: int
    fields: dict[str, Score]

    @property
    def mission(self) -> float:
        """The mean F1 of the mission fields."""
        return sum(self.fields[field].f1 for field in MISSION) / len(MISSION)

    def as_dict(self) -> dict[str, dict[str, float]]:
        """The scores as `score.py --json` writes them."""
        return {**{field: asdict(score) for field, score in self.fields.items()}, "mission": {"f1": self.mission}}

    def table(self) -> str:
        """The scores as `score.py` prints them."""
        lines = [
            f"{self.reports} reports",
            f"{'field':20} {'P':>6} {'R':>6} {'F1':>6}  95% interval   gold  pred  right",
        ]
        for field, s in self.fields.items():
            share = f"{s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f}  {s.low:.3f}-{s.high:.3f}"
            lines.append(f"{field:20} {share}  {s.gold:5} {s.predicted:5} {s.correct:6}")
        return "\n".join([*lines, f"{'MISSION (mean of 6)':20} {'':6} {'':6} {self.mission:6.3f}"])


def load(folder: Path) -> dict[str, Record]:
    """The JSON objects below a folder by their id, and by their file's stem where that is free.

    Raises `GoldError` where the folder or one of its files cannot be read.
    """
    found: dict[str, Record] = {}
    for file, key, one in _objects(folder):
        found[key] = one
        found.setdefault(file.stem, one)
    return found


def load_gold(folder: Path) -> dict[str, Record]:
    """The annotations of a folder by their id. Raises `GoldError` also where there are none, or two of one id."""
    gold: dict[str, Record] = {}
    for file, key, one in _objects(folder):
        if key in gold:
            raise GoldError(str(file), f"is a second annotation with the id {key}", "keep one of them")
        gold[key] = one
    if not gold:
        raise GoldError(str(folder), "holds no annotations", "give the folder that holds the <id>.json files")
    return gold


def _objects(folder: Path) -> Iterator[tuple[Path, str, Record]]:
    """The JSON objects below a folder, each with its file and its id, which is the file's stem where it tells none."""
    if not folder.is_dir():
        raise GoldError(str(folder), "is no folder", "give the folder that holds the <id>.json files")
    for file in sorted(folder.rglob("*.json")):
        try:
            one: Any = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise GoldError(str(file), f"is no readable JSON ({error})", "repair or remove it") from error
        if isinstance(one, dict):
            yield file, str(one.get("id") or file.stem), one


def score(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Scores:
    """The scores of `predicted` against `gold`, by id; a missing prediction counts as an empty one. Raises `GoldError`."""
    return Scores(len(gold), {f: _score([_counts(f, key, gold, predicted) for key in gold]) for f in FIELDS})


def _counts(field: str, key: str, gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Counts:
    try:
        return counts(field, gold[key], predicted.get(key) or {})
    except (AttributeError, TypeError, ValueError) as error:
        reason = f"has a {field} of another shape than records have ({error})"
        raise GoldError(key, reason, "see to the annotation and the record of this id") from error


@dataclass(frozen=True, slots=True)
class Miss:
    """A report in which a field is not all right: the annotated values that were missed, the predicted ones that are wrong."""

    report: str
    counts: Counts
    missed: list[Any]
    wrong: list[Any]


def misses(field: str, gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Iterator[Miss]:
    """What is wrong with a field, report by report; its counts add up to the field's score. Raises `GoldError`."""
    for report, one in gold.items():
        other = predicted.get(report) or {}
        count = _counts(field, report, gold, predicted)
        if len(set(count)) > 1:
            yield Miss(report, count, *unmatched(field, one, other))


def _score(per: Sequence[Counts]) -> Score:
    """One field's score from the counts of all reports."""
    right, predicted, gold = _totals(per)
    precision, recall, f1 = _rates(right, predicted, gold)
    draw = random.Random(0)  # noqa: S311 - a bootstrap that has to give the same interval every time
    spread = sorted(_rates(*_totals([per[draw.randrange(len(per))] for _ in per]))[2] for _ in range(_SAMPLES))
    return Score(
        precision=precision,
        recall=recall,
        f1=f1,
        low=spread[_LOW],
        high=spread[_HIGH],
        gold=gold,
        predicted=predicted,
        correct=right,
        false_on_empty=sum(1 for c in per if c.annotated == 0 and c.predicted > 0),
    )


def _totals(per: Sequence[Counts]) -> tuple[int, int, int]:
    right, predicted, annotated = zip(*per, strict=True)
    return sum(right), sum(predicted), sum(annotated)


def _rates(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1; with nothing to find, finding nothing is perfect."""
    precision = right / predicted if predicted else float(not gold)
    recall = right / gold if gold else float(not predicted)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
