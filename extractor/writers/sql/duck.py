"""Records in DuckDB, by its own interface: columns go over as Arrow tables.

Declared are the primary key of `reports` and the foreign keys to it. Indexes are
not, and no key from topics to issues: within one transaction DuckDB can neither
change an indexed column of a row that others refer to, nor delete such a row
after them; its statistics of each block serve instead. The other primary keys
would cost a third of the load, and most of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING

import duckdb
from sqlalchemy.dialects import postgresql

from extractor.errors import WriteError
from extractor.writers.arrow import arrow_table
from extractor.writers.sql.schema import metadata
from extractor.writers.sql.views import VIEWS
from extractor.writers.tables import HASH, KEY, REPORTS, TABLES, Row, Rows, Table

if TYPE_CHECKING:
    from typing_extensions import Self

_ADVICE = "load the records into a new database"
_INCOMING = "extractor_incoming"


class DuckDb:
    """A DuckDB file, made where it is missing; `connection` is open within the `with`."""

    connection: duckdb.DuckDBPyConnection

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> Self:
        """Open the file, make what it lacks. Raises `WriteError`."""
        try:
            self.connection = duckdb.connect(self._path)
            self.connection.execute("SET enable_progress_bar = false")
            # at each checkpoint the keys are written anew as a whole
            self.connection.execute("SET checkpoint_threshold = '256MB'")
        except duckdb.Error as error:
            raise WriteError(
                self._path, f"cannot be opened ({error})", "see to the path, or end what uses it"
            ) from error
        try:
            self._prepare()
        except BaseException:
            self.connection.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Database`."""
        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except BaseException as error:
            # A commit that fails has ended the transaction, as on a full disk.
            with suppress(duckdb.TransactionException):
                self.connection.rollback()
            if isinstance(error, duckdb.Error):
                raise WriteError(self._path, f"cannot be written ({error})", "see to it, and load again") from error
            raise

    def _prepare(self) -> None:
        with self.transaction():
            for table in TABLES:
                self._make(table)
            for view in VIEWS:
                self.connection.execute(f"CREATE VIEW IF NOT EXISTS {view.name} AS {view.query}")

    def _make(self, table: Table) -> None:
        there = self.connection.execute(
            "SELECT column_name FROM duckdb_columns() WHERE schema_name = current_schema() "
            "AND database_name = current_database() AND table_name = ? ORDER BY column_index",
            [table.name],
        ).fetchall()
        if not there:
            self.connection.execute(_statement(table))
        elif tuple(name for (name,) in there) != table.names:
            raise WriteError(self._path, f"has a table {table.name} of another version or program", _ADVICE)

    def hashes(self, keys: list[str]) -> dict[str, str]:
        """See `Database`."""
        query = f"SELECT {KEY}, {HASH} FROM {REPORTS.name} WHERE {KEY} IN (SELECT unnest(?))"  # noqa: S608 - names of ours
        return dict(self.connection.execute(query, [keys]).fetchall())

    def replace(self, rows: Rows, stale: list[str]) -> None:
        """See `Database`."""
        for table in reversed(TABLES):
            if stale and table is not REPORTS:
                query = f"DELETE FROM {table.name} WHERE {KEY} IN (SELECT unnest(?))"  # noqa: S608 - names of ours
                self.connection.execute(query, [stale])
        for table in TABLES:
            self._insert(table, rows[table.name])

    def _insert(self, table: Table, rows: list[Row]) -> None:
        if not rows:
            return
        self.connection.register(_INCOMING, arrow_table(table, rows))
        try:
            self.connection.execute(_insertion(table))
        finally:
            self.connection.unregister(_INCOMING)


def _statement(table: Table) -> str:
    """The table's declaration; DuckDB names its types as PostgreSQL does."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    parts = [
        f"{column.name} {column.type.compile(dialect)}{'' if column.nullable else ' NOT NULL'}"
        for column in metadata().tables[table.name].columns
    ]
    parts.append(f"{'PRIMARY' if table is REPORTS else 'FOREIGN'} KEY ({KEY})")
    if table is not REPORTS:
        parts[-1] += f" REFERENCES {REPORTS.name} ({KEY})"
    return f"CREATE TABLE {table.name} ({', '.join(parts)})"


def _insertion(table: Table) -> str:
    names = ", ".join(table.names)
    query = f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {_INCOMING}"  # noqa: S608 - names of ours
    if table is not REPORTS:
        return query
    changes = ", ".join(f"{name} = excluded.{name}" for name in table.names if name != KEY)
    return f"{query} ON CONFLICT ({KEY}) DO UPDATE SET {changes}"
