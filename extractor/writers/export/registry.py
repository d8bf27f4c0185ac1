"""Which formats records can be exported in: one module a format, one line here.

A module has

    def opened(folder: Path) -> AbstractContextManager[Add]

Within the `with`, what it gives takes one record after the other. The folder is
made where it is missing; the files appear when all went well, in place of older ones.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, cast

from extractor.errors import MissingExtraError

if TYPE_CHECKING:
    from extractor.records import MeetingReport

ExportFormat = Literal["csv", "parquet", "jsonld", "ics"]

Add = Callable[["MeetingReport"], bool]
"""Takes a record; False where the format has no place for it. Raises `ValueError` where a value does not fit."""


class _Module(Protocol):
    def opened(self, folder: Path) -> AbstractContextManager[Add]: ...


# The module of each format, and the extra with its library.
EXPORTS: MappingProxyType[ExportFormat, tuple[str, str | None]] = MappingProxyType(
    {
        "csv": ("extractor.writers.export.csv_tables", None),
        "parquet": ("extractor.writers.export.parquet_tables", "tables"),
        "jsonld": ("extractor.writers.export.jsonld", None),
        "ics": ("extractor.writers.export.ics", "calendar"),
    }
)


def opened(form: ExportFormat, folder: Path) -> AbstractContextManager[Add]:
    """The format's files in `folder`. Raises `MissingExtraError` without its library; within, `OSError`."""
    name, extra = EXPORTS[form]
    try:
        module = cast("_Module", import_module(name))
    except ImportError as error:
        raise MissingExtraError(f"format {form}", str(extra), str(error)) from error
    return module.opened(folder)
