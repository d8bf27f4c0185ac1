"""`extractor dashboard`: many records on one page in a browser."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import complain

_COMPLAINTS = 10


def dashboard(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="What `extract` has written: a folder, or a file.")],
    reports: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of the reports, for the full texts; else they are looked for where they were read.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Where the page is served, on this machine alone.")
    ] = 8501,
    *,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Look at records in a browser: counts, bodies, issues, conclusions, mottos, and each report beside its text."""
    from extractor.dashboard import serve

    serve.check_installed()
    serve.free(port)
    from rich.console import Console

    from extractor.dashboard.store import build

    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        database = Path(folder) / "records.duckdb"
        with console.status("0 records") as status:
            built = build(records, database, lambda read: status.update(f"{read:,} records"))
        for error in built.refused[:_COMPLAINTS]:
            complain(str(error))
        if len(built.refused) > _COMPLAINTS:
            complain(f"… and {len(built.refused) - _COMPLAINTS:,} more that are no records")
        complain(f"{built.records:,} records; the page is at http://{serve.HOST}:{port} until you press Ctrl-C")
        serve.serve(database, reports, port, browser=browser)
