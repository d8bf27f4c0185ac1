"""`extractor watch`: a folder whose records stay current."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.extract import Form, LogJson, Memory, Timeout, WithText, Workers, cores
from extractor.cli.options import Limit, ProfileOption
from extractor.readers import LIMIT


def watch(  # noqa: PLR0913, PLR0917 - a parameter an option
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder of reports, with all that is in it.")],
    out: Annotated[str, typer.Option(metavar="OUT", help="Folder or URL for records and status.ndjson.")],
    form: Form = "json",
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
    workers: Workers = 0,
    timeout: Timeout = 30.0,
    memory: Memory = 2048,
    *,
    with_text: WithText = False,
    log_json: LogJson = False,
) -> None:
    """Extract a record from each report in a folder, and from each that is new or changed, until Ctrl-C.

    Exit status: 130 after Ctrl-C and 143 after SIGTERM, 1 when the folder cannot be watched, 2 for wrong usage.
    """
    from extractor import batch
    from extractor.cli.following import Events, Lines, Stopping

    job = batch.Job((folder,), out, form, profile, with_text=with_text)
    told, stopping = Events() if log_json else Lines(), Stopping()
    limits = batch.Limits(limit, timeout, memory)
    with batch.Pool(job.loader(limit), workers or cores(), limits, told.listener.note) as pool, stopping.listening():
        rounds = batch.watch(job, pool.run, limit, told.listener, stopping)
        more = True
        while more:
            with told.showing():
                tally = next(rounds, None)
            if more := tally is not None:
                told.end(tally, stopped=False)
    raise typer.Exit(128 + (stopping.signal or 0))
