"""Vocabulary as data: TOML files that a domain expert can read and extend.

Every file is a list of entries under one table name. `read` validates them
against a Pydantic model; a broken entry is an error that names file and entry.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import RuleError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Entry(BaseModel):
    """What every entry has: an id that ends up in the record, an example that it finds and one that it must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    example: str
    counterexample: str


E = TypeVar("E", bound=Entry)


def read(name: str, model: type[E]) -> tuple[E, ...]:
    """The entries of `rules/<name>.toml`, in the file's order.

    Raises `RuleError`, naming file and entry, where the file is no TOML, an
    entry does not fit `model`, or an id stands twice.
    """
    return parse((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml", model)


def parse(toml: str, file: str, model: type[E]) -> tuple[E, ...]:
    """The entries of the TOML text `toml`; `file` is named in errors."""
    try:
        tables: dict[str, Any] = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(file, None, str(error)) from error
    entries: dict[str, E] = {}
    for table, rows in tables.items():
        if not isinstance(rows, list):
            raise RuleError(file, table, "write each entry as [[...]]")
        for number, row in enumerate(rows, 1):
            label = str(row.get("id", f"{table} no. {number}")) if isinstance(row, dict) else f"{table} no. {number}"
            try:
                entry = model.model_validate(row)
            except ValidationError as error:
                problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                raise RuleError(file, label, problems) from error
            if entry.id in entries:
                raise RuleError(file, label, "the id stands twice")
            entries[entry.id] = entry
    return tuple(entries.values())
