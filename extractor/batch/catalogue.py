"""Which inputs a run has, what earlier runs made of them, and so what is left to do.

All of it stands in a temporary database on disk, so that memory does not grow
with the number of inputs. An input is known again by its name and its path; an
earlier record stands where the hash of the input's bytes is the same.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from extractor.batch.inputs import Input, folded, free_names, listed, stem_of
from extractor.batch.outcome import Task
from extractor.errors import WriteError

if TYPE_CHECKING:
    from extractor.batch.outcome import Line

# What stands behind an input's name in the names of the files that are written for it.
_WRITTEN = (".json", ".txt")
# In format json a record of this name would pass for a manifest, in sub-folders too: these may be read by themselves.
_RESERVED = "manifest"

_TABLES = """
CREATE TABLE listed (given INTEGER, path TEXT, file BLOB);
CREATE TABLE inputs (number INTEGER PRIMARY KEY, file BLOB, path TEXT, name TEXT UNIQUE, folded TEXT UNIQUE);
CREATE TABLE folders (folded TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE done (name TEXT PRIMARY KEY, path TEXT, hash TEXT, part INTEGER, line INTEGER) WITHOUT ROWID;
"""


@contextmanager
def listing() -> Iterator[None]:
    """Whatever goes wrong with the database of a `Catalogue` within the context becomes a `WriteError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        advice = "free space where temporary files go, or have TMPDIR name another folder"
        raise WriteError("the list of inputs", f"cannot be kept ({error})", advice) from error


class Catalogue:
    """The inputs that `paths` name, in a fixed order: that of the paths given, in each by relative path.

    `out` is the folder for records and is left out. A second input of the same
    name gets `~2` behind its own, and so does one whose record would be called as
    a folder of others.
    """

    def __init__(self, paths: Iterable[str], out: str | None = None) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a private file on disk, gone with the connection
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000; {_TABLES}")
        rows = ((given, path, None if file is None else os.fsencode(file)) for given, path, file in listed(paths, out))
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO listed VALUES (?, ?, ?)", rows)
        self._name()
        self._db.execute("COMMIT")
        self._db.execute("DROP TABLE listed")
        self._length = int(self._db.execute("SELECT count(*) FROM inputs").fetchone()[0])

    def _name(self) -> None:
        """Give the inputs their numbers and names, in order."""
        folders = (
            (folded(folder),)
            for (path,) in self._db.execute("SELECT path FROM listed WHERE path LIKE '%.json/%' OR path LIKE '%.txt/%'")
            for folder in _like_files(path)
        )
        self._db.executemany("INSERT OR IGNORE INTO folders VALUES (?)", folders)
        for file, path in self._db.execute("SELECT file, path FROM listed ORDER BY given, path, file"):
            for name in free_names(stem_of(path)):
                key = folded(name)
                if key.rpartition("/")[2] == _RESERVED or self._is_folder(key):
                    continue
                with suppress(sqlite3.IntegrityError):
                    self._db.execute(
                        "INSERT INTO inputs (file, path, name, folded) VALUES (?, ?, ?, ?)", (file, path, name, key)
                    )
                    break

    def _is_folder(self, key: str) -> bool:
        """Whether a file of this name's has to make room for a folder."""
        files = tuple(f"{key}{suffix}" for suffix in _WRITTEN)
        return self._db.execute("SELECT 1 FROM folders WHERE folded IN (?, ?)", files).fetchone() is not None

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Input]:
        return (_input(*row) for row in self._db.execute("SELECT file, path, name FROM inputs ORDER BY number"))

    def note(self, part: int, lines: Iterable[Line]) -> None:
        """Take in what an earlier run made of inputs: the status lines of its part number `part`."""
        rows = (
            (line.name, line.path, line.sha256 if line.status in ("ok", "partial") else None, part, number)
            for number, line in enumerate(lines)
        )
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def tasks(self, changed: Container[str] | None = None) -> Iterator[Task]:
        """What is to be looked at: inputs of earlier parts first, part by part, then the new ones in their order.

        Where it is known which files have `changed`, earlier inputs that are not among them are left out.
        """
        known = self._db.execute(
            "SELECT file, inputs.path, name, CASE WHEN inputs.path = done.path THEN hash END, part"
            " FROM done JOIN inputs USING (name) ORDER BY part, line"
        )
        for file, path, name, digest, part in known:
            source = _input(file, path, name)
            if changed is None or source.file in changed:
                yield Task(source, known=digest, part=part)
        new = self._db.execute(
            "SELECT file, path, name FROM inputs WHERE NOT EXISTS (SELECT 1 FROM done WHERE done.name = inputs.name)"
            " ORDER BY number"
        )
        yield from (Task(_input(*row)) for row in new)

    def is_input(self, name: str) -> bool:
        """Whether an input of this run has the name."""
        return self._db.execute("SELECT 1 FROM inputs WHERE name = ?", (name,)).fetchone() is not None

    def removed(self) -> Iterator[str]:
        """The paths of inputs that earlier runs had and that are not given any more."""
        gone = self._db.execute(
            "SELECT path FROM done WHERE NOT EXISTS (SELECT 1 FROM inputs WHERE inputs.name = done.name) ORDER BY part, line"
        )
        return (path for (path,) in gone)


def _like_files(path: str) -> Iterator[str]:
    """The folders on a path that are called as the files that are written."""
    return (str(folder) for folder in PurePosixPath(path).parents if folder.suffix.lower() in _WRITTEN)


def _input(file: bytes | None, path: str, name: str) -> Input:
    return Input(None if file is None else os.fsdecode(file), path, name)
