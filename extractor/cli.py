"""The command line: parses, calls, prints, exits.

Heavy modules are imported where a command needs them, so that `--help` is quick.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor import __version__
from extractor.errors import ExtractorError, WriteError
from extractor.findings import Profile
from extractor.readers import LIMIT
from extractor.writers import WRITERS, Format, Stream, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch import Outcome, Tally

app = typer.Typer(
    help="From Vietnamese meeting reports to validated records in which every value is grounded in the text.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ProfileOption = Annotated[
    Profile, typer.Option("--profile", help="default: rules and the statistical stage; rules: the rules alone.")
]
Limit = Annotated[int, typer.Option(min=1, metavar="BYTES", help="Refuse inputs that are longer than this.")]


def main() -> None:
    """Run the command line; an error that is no single input's ends it with status 1."""
    try:
        app()
    except ExtractorError as error:
        _complain(str(error))
        sys.exit(1)


@app.callback(invoke_without_command=True, no_args_is_help=True)
def _root(*, version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders with all that is in them, or - for standard input."),
    ],
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Folder for records and status.ndjson; - for standard output.")
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", help="json: one DIR/<stem>.json a report; ndjson: all in DIR/records.ndjson.")
    ] = "json",
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
) -> None:
    """Extract a record from each report.

    Exit status: 0 when every input gave a record, 1 when some did not, 2 for wrong usage.
    """
    if not out and paths != ["-"]:
        raise typer.BadParameter("say where the records go, with --out DIR", param_hint="--out")
    from extractor import batch
    from extractor.api import Extractor

    folder = Path(out) if out not in ("", "-") else None
    inputs = batch.find(paths, folder)
    with ExitStack() as stack:
        try:
            writer = stack.enter_context(_writer(folder, form))
            status = (
                stack.enter_context((folder / batch.STATUS).open("w", encoding="utf-8", buffering=1))
                if folder
                else None
            )
        except OSError as error:
            raise WriteError(out, f"cannot be written to ({error.strerror})", "choose another --out") from error
        extractor = Extractor(profile, limit)
        tally = batch.Tally()
        _follow(batch.run(inputs, extractor, writer, status), len(inputs), tally)
    _complain(str(tally))
    raise typer.Exit(1 if tally.failed else 0)


def _writer(folder: Path | None, form: Format) -> Writer:
    if folder is None:
        return Stream(sys.stdout.buffer, indent=2 if form == "json" else None)
    return WRITERS[form](folder)


def _follow(outcomes: Iterable[Outcome], total: int, tally: Tally) -> None:
    """Count the outcomes as they come, tell what failed, and show a bar where someone is watching."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for outcome in progress.track(outcomes, total, description="reports"):
            tally.count(outcome)
            if outcome.report is None:
                _complain(f"failed: {outcome.reason}")


def _complain(message: str) -> None:
    from extractor.show import visible

    typer.echo(visible(message), err=True)


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report, or - for standard input.")],
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
) -> None:
    """Show a report and its record side by side, with the evidence of each field in its colour."""
    from rich.console import Console

    from extractor import readers
    from extractor.api import Extractor
    from extractor.show import side_by_side

    if file == "-":
        plain = readers.read_bytes(sys.stdin.buffer.read(limit + 1), "-", limit)
    else:
        plain = readers.read(Path(file), limit)
    report = Extractor(profile, limit).record(plain, Path(file).stem, file)
    Console().print(side_by_side(report, plain.text))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from extractor.records import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@app.command()
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


@app.command()
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
