"""Stored records into databases and into files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from extractor.errors import RecordError, WriteError
from extractor.stored import Stored
from extractor.writers.export import opened
from extractor.writers.flatten import Flat, flatten
from extractor.writers.tables import TABLES, Rows

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from extractor.writers.export import Add, ExportFormat
    from extractor.writers.sql.database import Database

# Records of one transaction: enough that its cost does not count, few enough to hold.
_BATCH = 1000

Items = Iterable[Stored | RecordError]
Complain = Callable[[RecordError], None]


@dataclass(slots=True)
class Tally:
    """How many records of a load ended how."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0

    def count(self, digest: str, before: str | None) -> None:
        """Count a record by its digest and that of the record of the same report before it, if there was one."""
        if before is None:
            self.new += 1
        elif before == digest:
            self.unchanged += 1
        else:
            self.replaced += 1

    def __str__(self) -> str:
        told = f"{self.new} new, {self.replaced} replaced, {self.unchanged} unchanged, {self.failed} failed"
        return f"{self.new + self.replaced + self.unchanged + self.failed} records: {told}"


def load(items: Items, database: Database, complain: Complain) -> Tally:
    """Put the records into an open database; each that cannot be goes to `complain`, the others go on.

    A record of a report that is there already takes its place, with all its rows
    and in one transaction, where the two differ; of two in one load the later one stands.
    Raises `WriteError` where the database takes no more; what was put in before stays.
    """
    tally = Tally()
    # The next records are read while the database takes the last ones.
    with ThreadPoolExecutor(1) as other:
        last: Future[None] | None = None
        for batch in _batches(_all_flattened(items, tally, complain)):
            if last is not None:
                last.result()
            last = other.submit(_store, batch, database, tally)
        if last is not None:
            last.result()
    return tally


@dataclass(slots=True)
class Exported:
    """How many records of an export ended how; those `left_out` have no place in the format."""

    written: int = 0
    left_out: int = 0
    failed: int = 0

    def __str__(self) -> str:
        total = self.written + self.left_out + self.failed
        return f"{total} records: {self.written} written, {self.left_out} left out, {self.failed} failed"


def export(items: Items, form: ExportFormat, folder: Path, complain: Complain) -> Exported:
    """Write the records into a folder; each that cannot be goes to `complain`, the others go on.

    Raises `WriteError` where the files cannot be written; older ones stay then.
    """
    tally = Exported()
    try:
        with opened(form, folder) as add:
            for item in items:
                _export(item, add, tally, complain)
    except OSError as error:
        reason = f"cannot be written to ({error.strerror or error})"
        raise WriteError(str(folder), reason, "free space, see to your rights, or choose another --out") from error
    return tally


def _export(item: Stored | RecordError, add: Add, tally: Exported, complain: Complain) -> None:
    error = item if isinstance(item, RecordError) else None
    if not isinstance(item, RecordError):
        try:
            taken = add(item.report)
        except (ValueError, OverflowError) as misfit:
            error = _misfit(item, misfit)
        else:
            tally.written += taken
            tally.left_out += not taken
    if error is not None:
        tally.failed += 1
        complain(error)


def _all_flattened(items: Items, tally: Tally, complain: Complain) -> Iterator[Flat]:
    for item in items:
        flat = item if isinstance(item, RecordError) else flattened(item)
        if isinstance(flat, RecordError):
            tally.failed += 1
            complain(flat)
        else:
            yield flat


def flattened(stored: Stored) -> Flat | RecordError:
    """The rows of a stored record, or why it has none."""
    try:
        return flatten(stored.report)
    except ValueError as error:
        return _misfit(stored, error)


def _misfit(stored: Stored, error: Exception) -> RecordError:
    return RecordError(stored.path, stored.line, f"fits no table: {error}", "it was left out; extract it again")


def _batches(flats: Iterator[Flat]) -> Iterator[list[Flat]]:
    while batch := list(islice(flats, _BATCH)):
        yield batch


def _store(batch: list[Flat], database: Database, tally: Tally) -> None:
    """Put in what is new or has changed."""
    latest = {flat.key: flat for flat in batch}
    with database.transaction():
        there = database.hashes([*latest])
        changed = [flat for flat in latest.values() if there.get(flat.key) != flat.digest]
        stale = [flat.key for flat in changed if flat.key in there]
        if changed:
            database.replace(_merged(changed), stale)
    for flat in batch:
        tally.count(flat.digest, there.get(flat.key))
        there[flat.key] = flat.digest


def _merged(flats: list[Flat]) -> Rows:
    return {table.name: [row for flat in flats for row in flat.rows[table.name]] for table in TABLES}
