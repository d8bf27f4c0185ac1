"""`extractor load` and `extractor export`, through the installed command."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.test_cli import call
from tests.test_stored import fill, line


def test_load(tmp_path: Path) -> None:
    fill(tmp_path, {"in/records.ndjson": line("a") + "{\n"})
    done = call("load", "in", "--to", "sqlite:///r.db", cwd=tmp_path)
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert told[0].startswith("failed: in/records.ndjson, line 2: is no record: ")
    assert told[1:] == ["2 records: 1 new, 0 replaced, 0 unchanged, 1 failed"]
    again = call("load", "-", "--to", "sqlite:///r.db", cwd=tmp_path, given=line("a").encode())
    assert (again.returncode, again.stderr) == (0, b"1 records: 0 new, 0 replaced, 1 unchanged, 0 failed\n")
    with sqlite3.connect(tmp_path / "r.db") as connection:
        assert connection.execute("SELECT id FROM reports").fetchall() == [("a",)]


@pytest.mark.parametrize(
    ("records", "url", "told"),
    [
        ("missing", "sqlite:///r.db", "missing: does not exist"),
        ("in", "mysql://me:secret@host/db", "mysql://me:***@host/db: is no URL of a database known here"),
        ("in", "not://me:secret@ho st:x/db", "not://me:***@ho st:x/db: is no URL of a database"),
        ("in", "duckdb://", "names no file"),
        ("in", "sqlite:///:memory:", "names no file"),
        ("in", "sqlite:///no/folder/r.db", "cannot be opened (unable to open database file)"),
        ("in", "duckdb:///no/folder/r.db", "cannot be opened"),
        ("in", "postgresql://me:secret@127.0.0.1:1/db", "postgresql+psycopg://me:***@127.0.0.1:1/db: cannot be opened"),
        ("in", "duckdb:///text.txt", "text.txt: cannot be opened"),
        ("in", "sqlite:///text.txt", "cannot be written (file is not a database)"),
    ],
)
def test_what_goes_wrong_with_a_load(tmp_path: Path, records: str, url: str, told: str) -> None:
    fill(tmp_path, {"in/a.json": line("a"), "text.txt": "no database" * 100})
    before = sorted(tmp_path.iterdir())
    done = call("load", records, "--to", url, cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert b"secret" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_export(tmp_path: Path) -> None:
    fill(tmp_path, {"in/a.json": line("a"), "in/b.json": "{}"})
    for form, files in (("csv", 10), ("parquet", 20), ("jsonld", 21), ("ics", 22)):
        done = call("export", "in", "--format", form, "--out", "out", cwd=tmp_path)
        assert done.returncode == 1
        told = done.stderr.decode().splitlines()
        assert told[0].startswith("failed: in/b.json: is no record: ")
        assert told[1:] == ["2 records: 1 written, 0 left out, 1 failed"]
        assert len([*(tmp_path / "out").iterdir()]) == files


def test_a_folder_that_cannot_be_exported_to(tmp_path: Path) -> None:
    fill(tmp_path, {"in/a.json": line("a"), "taken": ""})
    done = call("export", "in", "--format", "csv", "--out", "taken", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("taken: cannot be written to (")
