"""Records as the tables that the dashboard asks, in a DuckDB file of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from extractor import stored
from extractor.batch.outcome import Line
from extractor.batch.output import STATUS, text_name
from extractor.errors import RecordError, WriteError
from extractor.transfer import flattened
from extractor.writers.arrow import arrow_table
from extractor.writers.tables import BY_NAME, KEY

if TYPE_CHECKING:
    from extractor.stored import Stored
    from extractor.writers.tables import Row

_BATCH = 2_000
# Letters without their marks, so that who types without them finds what is written with them.
_FOLDED = "CREATE MACRO folded(words) AS replace(strip_accents(lower(words)), 'đ', 'd')"
# What the tables of others are asked for: these, and beside them the records themselves.
_ASKED = tuple(
    BY_NAME[name] for name in ("reports", "organizers", "attendee_bodies", "issues", "issue_topics", "conclusions")
)
_STORED = pa.schema(
    [
        (KEY, pa.string()),
        ("record", pa.string()),
        ("event_confidence", pa.float64()),
        ("slogan_confidence", pa.float64()),
    ]
)
_NOTED = pa.schema([("source_path", pa.string()), ("input", pa.string()), ("text", pa.string())])


@dataclass(slots=True)
class Built:
    """How many records there are, and what was no record."""

    records: int = 0
    refused: list[RecordError] = field(default_factory=list)


def build(place: str, target: Path, follow: Callable[[int], None]) -> Built:
    """Make the tables of the records in a file or folder; `follow` hears how many were read so far.

    Of two records with one key the later counts. Raises `UnreadableFileError` where there are none,
    `WriteError` where there is no room for the tables.
    """
    try:
        return _built(place, target, follow)
    except duckdb.Error as error:
        advice = "free space where temporary files go, or have TMPDIR name another folder"
        raise WriteError(str(target), f"cannot be written ({error})", advice) from error


def _built(place: str, target: Path, follow: Callable[[int], None]) -> Built:
    with duckdb.connect(str(target)) as connection, stored.uncollected():
        connection.execute("SET enable_progress_bar = false")
        connection.execute(_FOLDED)
        # The next records are read while DuckDB takes the last ones.
        with ThreadPoolExecutor(1) as other:
            loader = _Loader(connection, other)
            for record in stored.read(place):
                loader.take(record)
                if loader.read % _BATCH == 0:
                    follow(loader.read)
            loader.finish(_noted(Path(place)))
        follow(loader.read)
        return loader.built


def _noted(place: Path) -> list[tuple[str, str, str | None]]:
    """The path in the record of each report, the file that it was read from and where its text may stand.

    `extract` notes the first two beside the records, and `--with-text` writes the third there.
    """
    folder = place if place.is_dir() else place.parent
    status = folder / STATUS
    if not status.is_file():
        return []
    with status.open("rb") as lines:
        return [noted for line in lines if (noted := _line(line, folder)) is not None]


def _line(line: bytes, folder: Path) -> tuple[str, str, str | None] | None:
    """What a line of the status notes; None for a line of something else."""
    try:
        told = Line.parsed(line)
        text = folder / text_name(told.name)
        beside = text.resolve().is_relative_to(folder.resolve())
    except (ValueError, TypeError):
        # No line that `extract` has written.
        return None
    return told.path, told.input, str(text) if beside else None


class _Loader:
    """Gathers rows and hands them to DuckDB in batches; then makes the tables that are asked."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, other: ThreadPoolExecutor) -> None:
        self._connection, self._other = connection, other
        self._rows: dict[str, list[Row]] = {table.name: [] for table in _ASKED}
        self._records: list[Row] = []
        self._hashes: dict[str, str] = {}
        self._last: Future[None] | None = None
        self.built = Built()
        self.read = 0
        for table in _ASKED:
            self._put(f"CREATE TEMP TABLE {table.name} AS", arrow_table(table, []))
        self._put("CREATE TEMP TABLE stored AS", _STORED.empty_table())

    def take(self, record: Stored | RecordError) -> None:
        """Take one more record, or note what was none."""
        self.read += 1
        if isinstance(record, RecordError):
            self.built.refused.append(record)
            return
        flat = flattened(record)
        if isinstance(flat, RecordError):
            self.built.refused.append(flat)
            return
        report = record.report
        before = self._hashes.get(flat.key)
        if before == flat.digest:
            return
        if before is not None:
            self._forget(flat.key)
        self._hashes[flat.key] = flat.digest
        for name, rows in self._rows.items():
            rows.extend(flat.rows[name])
        sure = (value.confidence if value else None for value in (report.event_date, report.slogan))
        self._records.append((flat.key, report.model_dump_json(), *sure))
        if len(self._records) >= _BATCH:
            self._flush()

    def finish(self, noted: list[tuple[str, str, str | None]]) -> None:
        """Make the tables that are asked out of those that were filled."""
        self._flush()
        self._wait()
        self.built.records = len(self._hashes)
        self._put("CREATE TABLE noted AS", _columns(noted, _NOTED))
        self._connection.execute((files(__package__) / "model.sql").read_text(encoding="utf-8"))

    def _forget(self, key: str) -> None:
        self._flush()
        self._wait()
        for name in (*self._rows, "stored"):
            self._connection.execute(f"DELETE FROM {name} WHERE {KEY} = ?", [key])

    def _flush(self) -> None:
        """Hand what was gathered to the other thread, once it has done with what it got before."""
        self._wait()
        self._last = self._other.submit(self._insert, self._rows, self._records)
        self._rows, self._records = {name: [] for name in self._rows}, []

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()

    def _insert(self, rows: dict[str, list[Row]], records: list[Row]) -> None:
        for table in _ASKED:
            self._put(f"INSERT INTO {table.name}", arrow_table(table, rows[table.name]))
        self._put("INSERT INTO stored", _columns(records, _STORED))

    def _put(self, statement: str, rows: pa.Table) -> None:
        self._connection.register("incoming", rows)
        self._connection.execute(f"{statement} SELECT * FROM incoming")
        self._connection.unregister("incoming")


def _columns(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.table([pa.array(cells, kind.type) for cells, kind in zip(columns, schema, strict=True)], schema=schema)
