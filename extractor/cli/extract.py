"""`extractor extract`: files and folders to records."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import Limit, ProfileOption, complain
from extractor.errors import WriteError
from extractor.readers import LIMIT
from extractor.writers import WRITERS, Format, Stream, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch import Outcome, Tally


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
    complain(str(tally))
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
                complain(f"failed: {outcome.reason}")
