"""The command line: parses, calls, prints, exits; one module a command.

Heavy modules are imported where a command needs them, so that `--help` is quick.
"""

from __future__ import annotations

import sys
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
    try:
        app()
    except ExtractorError as error:
        complain(str(error))
        sys.exit(1)


@app.callback(invoke_without_command=True, no_args_is_help=True)
def _root(*, version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit
