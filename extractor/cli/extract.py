"""`extractor extract`: files, folders and URLs to records."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Literal

import typer

from extractor.cli.options import Limit, ProfileOption
from extractor.readers import LIMIT
from extractor.writers import Format

Memory = Annotated[int, typer.Option(min=256, metavar="MB", help="Memory that a worker may use.")]
Timeout = Annotated[float, typer.Option(min=0.1, max=86_400, metavar="SECONDS", help="How long one report may take.")]
Workers = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Worker processes; 0 for as many as there are cores.", show_default=False),
]
Form = Annotated[
    Format,
    typer.Option(
        "--format", help="json: one DIR/<stem>.json a report; ndjson, parquet: many in a file, DIR/part-00000.ndjson…"
    ),
]
LogJson = Annotated[
    bool, typer.Option("--log-json", help="Tell everything as JSON, an event a line on standard error.")
]
WithText = Annotated[
    bool,
    typer.Option("--with-text", help="Write the plain text that the offsets refer to beside the record, <stem>.txt."),
]
Place = Literal["local", "ray"]


def extract(  # noqa: PLR0913, PLR0917 - a parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files, folders with all that is in them, their URLs, or - for standard input."
        ),
    ],
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Folder or URL for records and status.ndjson; - for standard output.")
    ] = "",
    form: Form = "json",
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
    workers: Workers = 0,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    engine: Annotated[
        Place, typer.Option(help="local: processes on this machine; ray: a cluster (extra ray).")
    ] = "local",
    address: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="The Ray cluster, as ray://HOST:10001 or HOST:6379; none: this machine."),
    ] = "",
    *,
    with_text: WithText = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--fresh", help="Go on where an earlier run into DIR stopped, or throw its records away first."
        ),
    ] = True,
    log_json: LogJson = False,
) -> None:
    """Extract a record from each report.

    Exit status: 0 when every input gave a record, 1 when some did not, 2 for
    wrong usage, 130 after Ctrl-C and 143 after SIGTERM.
    """
    if not out and paths != ["-"]:
        raise typer.BadParameter("say where the records go, with --out DIR", param_hint="--out")
    if address and engine != "ray":
        raise typer.BadParameter("there is a cluster with --engine ray only", param_hint="--address")
    if with_text and out in ("", "-"):
        raise typer.BadParameter("say where the texts go, with --out DIR", param_hint="--with-text")
    from extractor import batch
    from extractor.cli.following import Events, Lines, Stopping

    job = batch.Job(tuple(paths), out, form, profile, not resume, with_text=with_text)
    told, stopping = Events() if log_json else Lines(), Stopping()
    limits = batch.Limits(limit, timeout, memory)
    with told.showing():
        loader = job.loader(limit)
        if engine == "ray":
            from extractor.distributed import on_ray

            work = on_ray(loader, workers, limits, told.listener, address or None)
        else:
            work = batch.local(loader, workers or cores(), limits, told.listener)
        if out in ("", "-"):
            tally = batch.stream(job, work, limit, told.listener, sys.stdout.buffer)
        else:
            with stopping.listening():
                tally = batch.run(job, work, limit, told.listener, stopping)
    told.end(tally, stopped=stopping())
    raise typer.Exit(128 + stopping.signal if stopping.signal else int(tally.failed > 0))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
