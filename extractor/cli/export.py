"""`extractor export`: records as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.counting import counted
from extractor.cli.options import RecordsArgument, complain
from extractor.writers.export import ExportFormat


def export(
    records: RecordsArgument,
    form: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="csv: a file a table, for spreadsheets; parquet: the same for data frames; "
            "jsonld: events.jsonld, schema.org Events; ics: meetings.ics, a calendar.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files; older ones of their names go.")],
) -> None:
    """Write records as files that other programs read.

    Exit status: 0 when no record failed, 1 when some did, 2 for wrong usage.
    """
    from extractor import stored, transfer

    items = counted(stored.read(records), "records")
    tally = transfer.export(items, form, out, lambda error: complain(f"failed: {error}"))
    complain(str(tally))
    raise typer.Exit(1 if tally.failed else 0)
