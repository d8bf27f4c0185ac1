"""What every database does for a load, and which one a URL names."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from extractor.errors import MissingExtraError, WriteError

if TYPE_CHECKING:
    from sqlalchemy import URL
    from typing_extensions import Self

    from extractor.writers.tables import Rows

_ADVICE = "say sqlite:///FILE, duckdb:///FILE or postgresql+psycopg://USER@HOST/DATABASE"


class Database(Protocol):
    """A database with our tables and views, made where they are missing; used as a context manager.

    All methods raise `WriteError`.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that is done within is there afterwards, or nothing of it; no other load meanwhile."""
        ...

    def hashes(self, keys: list[str]) -> dict[str, str]:
        """The hash of the record of each key that is there already; within a transaction."""
        ...

    def replace(self, rows: Rows, stale: list[str]) -> None:
        """Put in the rows of some reports, in place of all rows of the `stale` ones; within a transaction."""
        ...


def database(url: str) -> Database:
    """The database that a URL names. Raises `WriteError` for other URLs, `MissingExtraError` without a library."""
    try:
        from sqlalchemy import make_url  # noqa: PLC0415 - an extra
        from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtraError("databases", "sql", str(error)) from error
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WriteError(_without_password(url), "is no URL of a database", _ADVICE) from error
    kind = parsed.get_backend_name() if "+" in parsed.drivername else parsed.drivername
    if kind not in _KINDS:
        raise WriteError(parsed.render_as_string(hide_password=True), "is no URL of a database known here", _ADVICE)
    if kind in ("duckdb", "sqlite") and parsed.database in (None, "", ":memory:"):
        raise WriteError(url, "names no file", _ADVICE)
    try:
        return _KINDS[kind](parsed)
    except ImportError as error:
        raise MissingExtraError(kind, "sql", str(error)) from error


def _duckdb(url: URL) -> Database:
    from extractor.writers.sql.duck import DuckDb  # noqa: PLC0415 - an extra

    return DuckDb(str(url.database))


def _sqlite(url: URL) -> Database:
    from extractor.writers.sql.relational import sqlite  # noqa: PLC0415 - an extra

    return sqlite(url)


def _postgresql(url: URL) -> Database:
    from extractor.writers.sql.relational import postgresql  # noqa: PLC0415 - an extra

    return postgresql(url)


_KINDS = {"duckdb": _duckdb, "sqlite": _sqlite, "postgresql": _postgresql, "postgres": _postgresql}


def _without_password(url: str) -> str:
    return re.sub(r"(://[^/@]*:)[^/]*@", r"\1***@", url)
