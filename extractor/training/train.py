"""The whole training: measured by grouped cross-validation, then done on everything, then written with its card."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.api import Extractor
from extractor.evaluation.calibration import Judged, fit_logistic, judge, measure
from extractor.evaluation.crossval import grouped_folds
from extractor.evaluation.scores import score
from extractor.fields import roles
from extractor.language.features import VERSION
from extractor.language.points import MODEL
from extractor.language.tagger import Tagger, calibrated
from extractor.language.weights import LABELS, Kind, in_memory, save
from extractor.training.corpus import SETS, Example, annotated, hash_of, samples, silver
from extractor.training.fit import SETTINGS, Fitted, fit

if TYPE_CHECKING:
    from extractor.evaluation.matching import Record

FOLDS = 5
_FIELD_OF: dict[Kind, str] = {"issue": "issues_raised", "conclusion": "conclusions"}
_WORDS = {
    "use": "Tells which clauses of a Vietnamese meeting report are issues raised and which are conclusions.",
    "not_for": "Not for judging persons or bodies by what they are found to have said; not for texts that report no "
    "meeting; not for other languages; not where a missed or wrong point does harm and nobody reads the report itself.",
    "retrain": "extractor train --corpus DIR --also samples --out extractor/models",
    "measured": "Cross-validated in folds that keep the reports of an office together: whole records of the default "
    "profile, whose points a model told that was trained without the reports of the office. Our own annotations of "
    "unlabelled texts (silver) and the invented samples are only ever trained on, never scored; the offices of silver "
    "are not known, but no text of it shares a quarter of its runs of six words with a scored one. The rules, "
    "which give all other fields and some features, were made with a view of the reports of dev, and a few narrowed when "
    "their scores on check fell; the settings were chosen by this cross-validation.",
}


@dataclass(frozen=True, slots=True)
class Validation:
    """Records predicted for reports of offices that were not trained on, by id; `folds` are the ids of each fold."""

    predicted: dict[str, Record]
    folds: list[list[str]]


def train(corpus: Path, silver_file: Path, out: Path, also: Path | None = None) -> dict[str, Any]:
    """Train on the annotated reports of `corpus`, on silver and on those of `also`; write weights and card to `out`.

    Returns the card. Cross-validation scores the reports of `corpus` alone.

    Raises `GoldError` where the reports or annotations cannot be read, `ModelError` where nothing can be trained.
    """
    gold, more = annotated(corpus), silver(silver_file, corpus)
    invented = samples(also) if also else []
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 2 * FOLDS + 1)) as pool:
        final = pool.submit(fit, [*gold, *more, *invented])
        with_silver = validate(gold, [*more, *invented], pool)
        without_silver = validate(gold, invented, pool)
        fitted = final.result()
    maps = {kind: fit_logistic(judged(gold, with_silver, kind)) for kind in _FIELD_OF}
    counts = {"annotated": len(gold), "silver": len(more), "samples": len(invented)}
    card = {
        "name": "points",
        "made": dt.datetime.now(dt.timezone.utc).date().isoformat(),
        **_WORDS,
        "features_version": VERSION,
        "features": len(fitted.weights),
        "settings": SETTINGS,
        "seed": None,  # training draws no random numbers
        "data": {"hash": hash_of([*gold, *more, *invented]), **counts},
        "cross_validation": {
            "folds": FOLDS,
            "offices": len({one.source for one in gold}),
            "with_silver": scores_of(gold, with_silver),
            "without_silver": scores_of(gold, without_silver),
        },
        "calibration_error": {_FIELD_OF[kind]: calibration_error(gold, with_silver, kind) for kind in _FIELD_OF},
        "calibration": {kind: [round(number, 4) for number in one] for kind, one in maps.items()},
        "labels": LABELS,
        "transitions": fitted.transitions.tolist(),
    }
    save(out, fitted.weights, card)
    return card


def validate(gold: Sequence[Example], more: Sequence[Example], pool: ProcessPoolExecutor) -> Validation:
    """Predict each fold by what the others and `more` teach."""
    folds = grouped_folds([one.source for one in gold], FOLDS)
    jobs = []
    for fold in folds:
        held = set(fold)
        learn = [one for at, one in enumerate(gold) if at not in held]
        jobs.append(pool.submit(fit_and_predict, [*learn, *more], [gold[at] for at in fold]))
    predicted = {key: record for job in jobs for key, record in job.result().items()}
    return Validation(predicted, [[gold[at].id for at in fold] for fold in folds])


def fit_and_predict(learn: Sequence[Example], test: Sequence[Example]) -> dict[str, Record]:
    """Train on some reports, predict others."""
    return predict(fit(learn), test)


class _Trained(Extractor):
    """The default profile with weights just trained; its points carry the model's own probability, not yet calibrated."""

    def __init__(self, fitted: Fitted) -> None:
        super().__init__(profile="rules")
        self._components.insert(0, roles.handing(Tagger(in_memory(fitted.weights, fitted.transitions))))


def predict(fitted: Fitted, test: Sequence[Example]) -> dict[str, Record]:
    """Whole records of reports, by id, as the package would give them with these weights."""
    extractor = _Trained(fitted)
    return {example.id: extractor.extract(example.text).model_dump(mode="json") for example in test}


def judged(gold: Sequence[Example], found: Validation, kind: Kind, ids: Sequence[str] | None = None) -> list[Judged]:
    """The finds of one kind that are the model's, in all reports or some, each judged."""
    field = _FIELD_OF[kind]
    records = {key: _of_model(record, field) for key, record in found.predicted.items() if ids is None or key in ids}
    return [one for example in gold if example.id in records for one in judge(field, example.gold, records[example.id])]


def _of_model(record: Record, field: str) -> Record:
    """The record without the points that rules have found, whose confidence needs no map."""
    return {**record, field: [point for point in record[field] if point["rule"] == MODEL]}


def scores_of(gold: Sequence[Example], found: Validation) -> dict[str, dict[str, dict[str, float]]]:
    """F1 and its interval for each field of the default profile's records, in each set and in all."""
    parts = {part: [one for one in gold if one.part == part] for part in SETS}
    return {
        name: {
            field: {key: round(row[key], 4) for key in ("f1", "low", "high") if key in row}
            for field, row in score({one.id: one.gold for one in some}, found.predicted).as_dict().items()
        }
        for name, some in {**parts, "all": gold}.items()
        if some
    }


def calibration_error(gold: Sequence[Example], found: Validation, kind: Kind) -> float | None:
    """The expected calibration error of finds whose map to confidence was fitted on the other folds."""
    mapped: list[Judged] = []
    for fold in found.folds:
        others = [key for other in found.folds if other is not fold for key in other]
        slope, offset = fit_logistic(judged(gold, found, kind, others))
        mapped += [Judged(calibrated(p, slope, offset), right) for p, right in judged(gold, found, kind, fold)]
    return round(measure(mapped).error, 4) if mapped else None
