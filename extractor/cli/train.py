"""`extractor train`: the weights of the statistical stage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def train(
    corpus: Annotated[
        Path, typer.Option(metavar="DIR", help="The annotated corpus: dev and check, and the unlabelled texts.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the weights and their card.")],
    also: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="More annotated reports to learn from, never scored: our samples."),
    ] = None,
) -> None:
    """Train the statistical stage: grouped cross-validation first, then on everything; minutes on two cores."""
    from importlib.resources import as_file, files

    from extractor.training.train import train as run

    with as_file(files("extractor") / "models" / "silver.ndjson") as silver:
        card = run(corpus, silver, out, also)
    typer.echo(json.dumps(card["cross_validation"], indent=1))
