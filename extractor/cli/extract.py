"""`extractor extract`: files, folders and URLs to records."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from extractor.cli.options import Limit, ProfileOption
from extractor.readers import LIMIT
from extractor.writers import Format

Memory = Annotated[int, typer.Option(min=256, metavar="MB", help="Memory that a worker may use.")]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long one report may take.")]
Workers = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Worker processes; 0 for as many as there are cores.", show_default=False),
]


def extract(  # noqa: PLR0913, PLR0917 - a parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders with all that is in them, their URLs, or - for standard input."
        ),
    ],
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Folder or URL for records and status.ndjson; - for standard output.")
    ] = "",
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="json: one DIR/<stem>.json a report; ndjson, parquet: many in a file, DIR/part-00000.ndjson…",
        ),
    ] = "json",
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
    workers: Workers = 0,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    *,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--fresh", help="Go on where an earlier run into DIR stopped, or throw its records away first."
        ),
    ] = True,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Tell everything as JSON, an event a line on standard error.")
    ] = False,
) -> None:
    """Extract a record from each report.

    Exit status: 0 when every input gave a record, 1 when some did not, 2 for
    wrong usage, 130 after Ctrl-C and 143 after SIGTERM.
    """
    if not out and paths != ["-"]:
        raise typer.BadParameter("say where the records go, with --out DIR", param_hint="--out")
    from extractor import batch
    from extractor.cli.following import Events, Lines, Stopping

    job = batch.Job(tuple(paths), out, form, profile, fresh=not resume)
    told, stopping = Events() if log_json else Lines(), Stopping()
    limits = batch.Limits(limit, timeout, memory)
    engine = batch.local(job.loader(limit), workers or cores(), limits, told.listener)
    with told.showing():
        if out in ("", "-"):
            tally = batch.stream(job, engine, limit, told.listener, sys.stdout.buffer)
        else:
            with stopping.listening():
                tally = batch.run(job, engine, limit, told.listener, stopping)
    told.end(tally, stopped=stopping())
    raise typer.Exit(128 + stopping.signal if stopping.signal else int(tally.failed > 0))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
