"""Records in PostgreSQL and SQLite, by SQLAlchemy Core: what is said to the database is ours, values are parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from extractor.errors import WriteError
from extractor.writers.sql.schema import metadata
from extractor.writers.sql.views import VIEWS
from extractor.writers.tables import HASH, KEY, REPORTS, TABLES, Row, Rows, Table

if TYPE_CHECKING:
    from typing_extensions import Self

_ADVICE = "load the records into a new database"

# Any number, the same for all loads: they wait for each other, queries do not wait.
_LOCK = 0x6D656574

Insert = Callable[[sa.Connection, Table, list[Row]], None]


class Relational:
    """A database that SQLAlchemy reaches; `insert` is how rows go in there."""

    def __init__(self, engine: sa.Engine, insert: Insert) -> None:
        self._engine, self._insert = engine, insert
        self._name = engine.url.render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        """Connect, make what is missing. Raises `WriteError`."""
        try:
            self._connection = self._engine.connect()
        except sa.exc.DBAPIError as error:
            raise WriteError(self._name, f"cannot be opened ({_reason(error)})", "see to the URL and rights") from error
        try:
            self._prepare()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._engine.dispose()

    def _prepare(self) -> None:
        with self.transaction():
            there = sa.inspect(self._connection)
            for table in TABLES:
                if not there.has_table(table.name):
                    metadata().tables[table.name].create(self._connection)
                elif tuple(column["name"] for column in there.get_columns(table.name)) != table.names:
                    raise WriteError(self._name, f"has a table {table.name} of another version or program", _ADVICE)
            views = there.get_view_names()
            for view in VIEWS:
                if view.name not in views:
                    self._connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {view.query}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Database`."""
        try:
            with self._connection.begin():
                if self._engine.dialect.name == "postgresql":
                    self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                yield
        except sa.exc.DBAPIError as error:
            raise WriteError(
                self._name, f"cannot be written ({_reason(error)})", "see to it, and load again"
            ) from error

    def hashes(self, keys: list[str]) -> dict[str, str]:
        """See `Database`."""
        reports = metadata().tables[REPORTS.name]
        query = sa.select(reports.c[KEY], reports.c[HASH]).where(reports.c[KEY].in_(keys))
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def replace(self, rows: Rows, stale: list[str]) -> None:
        """See `Database`."""
        reports = metadata().tables[REPORTS.name]
        if stale:
            # the rows of other tables go with those that they refer to
            self._connection.execute(sa.delete(reports).where(reports.c[KEY].in_(stale)))
        for table in TABLES:
            if rows[table.name]:
                self._insert(self._connection, table, rows[table.name])


def _reason(error: sa.exc.DBAPIError) -> str:
    """What the driver says, on one line."""
    return " ".join(str(error.orig).split())


def postgresql(url: sa.URL) -> Relational:
    """A PostgreSQL database, by psycopg 3. Raises `ImportError` without it."""
    url = url.set(drivername="postgresql+psycopg")
    return Relational(sa.create_engine(url, connect_args={"client_encoding": "utf8"}, hide_parameters=True), _copy)


def sqlite(url: sa.URL) -> Relational:
    """A SQLite file."""
    # one connection, used by one thread at a time, not always the same; seconds to wait for another load's transaction
    settings = {"check_same_thread": False, "timeout": 60}
    engine = sa.create_engine(url, connect_args=settings, hide_parameters=True)
    sa.event.listen(engine, "connect", _as_told)
    sa.event.listen(engine, "begin", _begin)
    return Relational(engine, _insert_many)


def _as_told(connection: Any, _record: object) -> None:
    """Keys are held to, and transactions begin where we say (SQLAlchemy's recipe for pysqlite)."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _insert_many(connection: sa.Connection, table: Table, rows: list[Row]) -> None:
    connection.execute(
        sa.insert(metadata().tables[table.name]), [dict(zip(table.names, row, strict=True)) for row in rows]
    )


def _copy(connection: sa.Connection, table: Table, rows: list[Row]) -> None:
    """Rows by COPY, PostgreSQL's way for many of them; values are data there, never statements."""
    from psycopg import Connection, Error, sql  # noqa: PLC0415 - only where PostgreSQL is used

    driver = connection.connection.driver_connection
    if not isinstance(driver, Connection):
        raise TypeError(type(driver))
    names = sql.SQL(", ").join(map(sql.Identifier, table.names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:
        raise sa.exc.DBAPIError("COPY", None, error) from error
