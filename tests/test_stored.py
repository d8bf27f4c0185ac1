"""Records read back: whatever `extract` leaves, and what is broken costs nothing but itself."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import Extractor, MeetingReport, stored
from extractor.errors import RecordError, UnreadableFileError
from extractor.writers import Format
from tests.places import samples
from tests.test_cli import call
from tests.test_records import FULL


def record(name: str) -> dict[str, Any]:
    return {**FULL, "id": name}


def line(name: str) -> str:
    return json.dumps(record(name), ensure_ascii=False) + "\n"


def read(place: Path | str) -> list[str]:
    """The ids of the records, and of what is broken where it stands."""
    return [
        f"{Path(item.path).name}:{item.line}" if isinstance(item, RecordError) else item.report.id
        for item in stored.read(str(place))
    ]


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_folder_of_json(tmp_path: Path) -> None:
    # the status beside the records is none, hidden files neither
    fill(tmp_path, {"b.json": json.dumps(record("b"), indent=2), "a/c.json": line("c"), "status.ndjson": "{}\n"})
    fill(tmp_path, {".extractor/x.json": "{}", ".y.json": "{}", "notes.txt": "-"})
    assert read(tmp_path) == ["c", "b"]


def test_lines(tmp_path: Path) -> None:
    fill(tmp_path, {"records.ndjson": line("a") + "\n" + line("b")})
    assert read(tmp_path) == read(tmp_path / "records.ndjson") == ["a", "b"]
    places = [item.line for item in stored.read(str(tmp_path)) if isinstance(item, stored.Stored)]
    assert places == [1, 3]


def test_only_parts_of_the_manifest_count_in_its_order(tmp_path: Path) -> None:
    parts = {"part-00000.ndjson": line("a"), "part-00001.2.ndjson": line("b"), "part-00001.ndjson": line("old")}
    listed = [{"file": name} for name in ("part-00001.2.ndjson", "part-00000.ndjson", "part-00007.ndjson")]
    fill(tmp_path, {**parts, "manifest.json": json.dumps({"manifest": 1, "parts": [{"file": None}, *listed]})})
    assert read(tmp_path) == ["b", "a", "part-00007.ndjson:None"]


def test_rows_of_parquet(tmp_path: Path) -> None:
    rows = [record(name) for name in "ab"]
    pq.write_table(pa.Table.from_pylist([*rows, {**record("c"), "genre": "blog"}]), tmp_path / "part-00000.parquet")
    assert read(tmp_path) == ["a", "b", "part-00000.parquet:3"]
    first = next(stored.read(str(tmp_path)))
    assert isinstance(first, stored.Stored)
    assert first.report == MeetingReport.model_validate(rows[0])


@pytest.mark.parametrize("form", get_args(Format))
def test_what_extract_writes(tmp_path: Path, by_rules: Extractor, form: Format) -> None:
    # the same record from every format: a load sees no change
    fill(tmp_path, {"in/a.txt": samples()[0].read_text(encoding="utf-8")})
    done = call("extract", "in", "--out", "out", "--format", form, "--profile", "rules", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (item,) = stored.read(str(tmp_path / "out"))
    assert isinstance(item, stored.Stored)
    wanted = by_rules.extract_file(tmp_path / "in" / "a.txt")
    path = wanted.source.model_copy(update={"path": "a.txt"})
    assert item.report == wanted.model_copy(update={"source": path})


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(f"{line('a')}{{\n".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert read("-") == ["a", "standard input:2"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        # a run that was ended within a line
        (line("x")[:200], "EOF"),
        ("[]\n", "object"),
        (line("x").replace('"news"', '"blog"'), "genre: "),
        (json.dumps({**record("x"), "more": 1}) + "\n", "more: "),
        # deeper than any record
        ("[" * 100_000 + "\n", "recursion"),
        ('{"id": "\\ud800"}\n', "hex escape at column"),
    ],
)
def test_a_broken_line_costs_no_other(tmp_path: Path, broken: str, told: str) -> None:
    fill(tmp_path, {"records.ndjson": line("a") + broken.rstrip("\n") + "\n" + line("b")})
    assert read(tmp_path) == ["a", "records.ndjson:2", "b"]
    (error,) = (item for item in stored.read(str(tmp_path)) if isinstance(item, RecordError))
    assert f"{tmp_path / 'records.ndjson'}, line 2: is no record: " in str(error)
    assert told in str(error)
    assert len(str(error)) < 400


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "records.ndjson").write_bytes(b'{"id": "\xff"}\n' + line("b").encode())
    assert read(tmp_path) == ["records.ndjson:1", "b"]


def test_a_byte_order_mark_is_none_of_the_record(tmp_path: Path) -> None:
    (tmp_path / "records.ndjson").write_bytes(b"\xef\xbb\xbf" + line("a").encode())
    assert read(tmp_path) == ["a"]


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "LONGEST", len(line("a")) + 10)
    fill(tmp_path, {"records.ndjson": line("a") + line("x" * 5000) + line("b"), "y.json": line("y" * 50)})
    assert read(tmp_path) == ["a", "records.ndjson:2", "b", "y.json:None"]


def test_a_damaged_parquet_file_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    fill(tmp_path, {"b.json": line("b")})
    assert read(tmp_path) == ["a.parquet:1", "b"]


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ndjson")
    fill(tmp_path, {"b.json": line("b")})
    assert read(tmp_path) == ["a.ndjson:None", "b"]


@pytest.mark.parametrize(
    ("files", "place", "told"),
    [
        ({}, "missing", "does not exist"),
        ({}, ".", "holds no records"),
        ({"notes.txt": "-"}, "notes.txt", "holds no records"),
        ({"manifest.json": "{"}, ".", "manifest.json: cannot be read"),
        ({"manifest.json": '{"parts": [1]}'}, ".", "manifest.json: cannot be read"),
    ],
)
def test_nothing_to_read(tmp_path: Path, files: dict[str, str], place: str, told: str) -> None:
    fill(tmp_path, files)
    with pytest.raises(UnreadableFileError, match=told):
        read(tmp_path / place)
