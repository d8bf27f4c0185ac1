"""`extractor evaluate`: records against annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import complain


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Annotations, <id>.json.")],
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED_DIR", help="Records, <id>.json.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    errors: Annotated[
        str,
        typer.Option(
            metavar="FIELD",
            help="Print what of FIELD was missed and what was wrong, beside the text where GOLD_DIR/../reports has it.",
        ),
    ] = "",
) -> None:
    """Score records against annotated reports: precision, recall and F1 a field."""
    from extractor.evaluation import calibration, excerpts, matching, scores
    from extractor.show import visible

    annotated, records = scores.load_gold(gold), scores.load(predicted)
    if lacking := [report for report in annotated if report not in records]:
        complain(
            f"{len(lacking)} of {len(annotated)} reports have no record, which counts as an empty one: {lacking[0]} …"
        )
    if errors:
        if errors not in matching.FIELDS:
            raise typer.BadParameter(f"one of {', '.join(matching.FIELDS)}", param_hint="--errors")
        for miss in scores.misses(errors, annotated, records):
            typer.echo(visible(excerpts.beside(miss, excerpts.text_of(gold, miss.report))))
        return
    scored, calibrated = scores.score(annotated, records), calibration.calibrations(annotated, records)
    if as_json:
        typer.echo(json.dumps({**scored.as_dict(), "calibration": calibration.as_dict(calibrated)}, indent=1))
    else:
        typer.echo(f"{scored.table()}\n\n{calibration.table(calibrated)}")
