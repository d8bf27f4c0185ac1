"""`extractor schema`: the contract as JSON Schema."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the record."""
    from extractor.records import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
