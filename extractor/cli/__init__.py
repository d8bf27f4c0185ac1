"""The command line: parses, calls, prints, exits; one module a command.

Heavy modules are imported where a command needs them, so that `--help` is quick.
"""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from extractor import __version__
from extractor.cli.dashboard import dashboard
from extractor.cli.evaluate import evaluate
from extractor.cli.export import export
from extractor.cli.extract import extract
from extractor.cli.load import load
from extractor.cli.options import complain
from extractor.cli.schema import schema
from extractor.cli.show import show
from extractor.cli.train import train
from extractor.cli.watch import watch
from extractor.errors import ExtractorError

# What an open stream says that takes no more; opening a file, which is no error that may come here, tells its name.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

app = typer.Typer(
    help="From Vietnamese meeting reports to validated records in which every value is grounded in the text.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (extract, watch, show, dashboard, load, export, schema, evaluate, train):
    app.command()(_command)


def main() -> None:
    """Run the command line; an error that is no single input's ends it with status 1."""
    _open_streams()
    try:
        app()
    except ExtractorError as error:
        complain(str(error))
        sys.exit(1)
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename is not None:
            raise
        complain(f"standard output: cannot be written to ({error.strerror or error})")
        # What is still held for it would fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _open_streams() -> None:
    """Have standard streams that are closed empty, or go nowhere; a character that output cannot encode is escaped.

    Else the next file that is opened would get a closed stream's number, and be taken for it by other processes.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open as long as the process lives
            setattr(sys, name, stream)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


@app.callback(invoke_without_command=True, no_args_is_help=True)
def _root(*, version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit
