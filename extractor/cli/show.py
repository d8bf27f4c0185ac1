"""`extractor show`: the record beside the text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import LanguageOption, Limit, ProfileOption, complain
from extractor.errors import WriteError
from extractor.readers import LIMIT


def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report, or - for standard input.")],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="PAGE", help="Write a page for a browser instead: one file, no network needed."),
    ] = None,
    language: LanguageOption = "vi",
    profile: ProfileOption = "default",
    limit: Limit = LIMIT,
) -> None:
    """Show a report and its record side by side, with the evidence of each field in its colour."""
    from rich.console import Console

    from extractor import readers
    from extractor.api import Extractor
    from extractor.show import side_by_side
    from extractor.show.labels import Labels
    from extractor.show.page import page
    from extractor.writers.replacing import replacing

    plain = readers.read_stream(sys.stdin.buffer, "-", limit) if file == "-" else readers.read(Path(file), limit)
    report = Extractor(profile, limit).record(plain, Path(file).stem, file)
    if html is None:
        console = Console()
        console.print(side_by_side(report, plain.text, console.width))
        return
    try:
        with replacing(html) as (made,):
            made.write_text(page(report, plain.text, Labels(language)), encoding="utf-8", newline="\n")
    except OSError as error:
        raise WriteError(str(html), f"cannot be written ({error.strerror})", "choose another --html") from error
    complain(f"wrote {html}")
