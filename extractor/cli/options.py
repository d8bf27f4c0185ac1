"""What several commands share: their options, and how they complain."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from extractor.findings import Profile

ProfileOption = Annotated[
    Profile, typer.Option("--profile", help="default: rules and the statistical stage; rules: the rules alone.")
]
LanguageOption = Annotated[Literal["vi", "en"], typer.Option("--language", help="Of the labels on the page.")]
RecordsArgument = Annotated[
    str,
    typer.Argument(
        metavar="RECORDS", help="What extract has written: a folder or file; - for NDJSON on standard input."
    ),
]
Limit = Annotated[int, typer.Option(min=1, metavar="BYTES", help="Refuse inputs that are longer than this.")]


def complain(message: str) -> None:
    """Tell the user on standard error; control characters of file names are made visible."""
    from extractor.show import visible

    typer.echo(visible(message), err=True)
