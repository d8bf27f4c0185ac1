"""`extractor load`: records into a database."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.counting import counted
from extractor.cli.options import RecordsArgument, complain


def load(
    records: RecordsArgument,
    to: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="sqlite:///FILE, duckdb:///FILE or postgresql+psycopg://USER@HOST/DATABASE; made where it is missing.",
        ),
    ],
) -> None:
    """Load records into a database: new ones go in, changed ones take their report's place, the others stay.

    Exit status: 0 when every record is in, 1 when some are not, 2 for wrong usage.
    """
    from extractor import stored, transfer
    from extractor.writers.sql.database import database

    items = counted(stored.read(records), "records")
    with database(to) as opened, stored.uncollected():
        tally = transfer.load(items, opened, lambda error: complain(f"failed: {error}"))
    complain(str(tally))
    raise typer.Exit(1 if tally.failed else 0)
