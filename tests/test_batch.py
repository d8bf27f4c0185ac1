"""Folders: which inputs there are, what they are called, what becomes of them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Generator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extractor import Extractor, batch
from extractor.errors import SERIOUS, OutputError, WriteError
from tests.places import samples

TEXT = samples()[0].read_bytes().decode()


def fill(folder: Path, *names: str) -> Path:
    """Make files with a report in them below the folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")
    return folder


def by(extractor: Extractor) -> batch.Engine:
    """An engine that works in this process."""
    return lambda tasks, _total, _stop: (batch.attempt(extractor, task) for task in tasks)


def run(paths: list[str], out: Path, extractor: Extractor) -> list[dict[str, Any]]:
    """Run a batch into `out`; gives its status lines."""
    batch.run(batch.Job(tuple(paths), str(out)), by(extractor), extractor.limit, batch.Listener())
    return [json.loads(line) for line in (out / batch.STATUS).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("files", "given", "found"),
    [
        # in the order of their paths, sub-folders kept
        (["b.txt", "a/c.txt", "a/b/d.txt"], ["."], [("a/b/d.txt", "a/b/d"), ("a/c.txt", "a/c"), ("b.txt", "b")]),
        # the same stem in two folders is no conflict
        (["1/x.txt", "2/x.txt"], ["."], [("1/x.txt", "1/x"), ("2/x.txt", "2/x")]),
        # two suffixes are
        (["x.text", "x.txt"], ["."], [("x.text", "x"), ("x.txt", "x~2")]),
        # and so are two folders given
        (["1/x.txt", "2/x.txt"], ["1", "2"], [("x.txt", "x"), ("x.txt", "x~2")]),
        # even where a file has the name that the second one would get
        (["x.text", "x.txt", "x~2.txt"], ["."], [("x.text", "x"), ("x.txt", "x~2"), ("x~2.txt", "x~2~2")]),
        # some file systems do not tell these apart
        (["1/X.txt", "2/x.txt"], ["1", "2"], [("X.txt", "X"), ("x.txt", "x~2")]),
        # files in the order given, by their names alone
        (["1/b.txt", "2/a.txt"], ["2/a.txt", "1/b.txt"], [("a.txt", "a"), ("b.txt", "b")]),
        # hidden ones are not meant
        ([".git/x.txt", ".x.txt", "x.txt"], ["."], [("x.txt", "x")]),
        # nor is what an earlier run wrote
        (["x.txt", "out/x.json"], ["."], [("x.txt", "x")]),
        # a record or a text cannot be called as a folder of others, also where capitals do not count
        (["x.txt", "x.json/y.txt"], ["."], [("x.json/y.txt", "x.json/y"), ("x.txt", "x~2")]),
        (["x.md", "X.TXT/y.txt"], ["."], [("X.TXT/y.txt", "X.TXT/y"), ("x.md", "x~2")]),
        # names of our own files, which readers of records pass over wherever they stand
        (
            ["manifest.txt", "sub/manifest.txt"],
            ["."],
            [("manifest.txt", "manifest~2"), ("sub/manifest.txt", "sub/manifest~2")],
        ),
        # standard input
        ([], ["-"], [("stdin", "stdin")]),
    ],
)
def test_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], given: list[str], found: list[Any]
) -> None:
    monkeypatch.chdir(fill(tmp_path, *files))
    assert [(source.path, source.name) for source in batch.Catalogue(given, "out")] == found


def test_names_that_are_no_unicode(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(TEXT, encoding="utf-8")
    (line,) = run([str(tmp_path)], tmp_path / "out", extractor)
    assert (line["path"], line["status"], line["output"]) == ("a\ufffd.txt", "ok", "a\ufffd.json")


def test_a_link_to_itself_hides_no_other_file(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    assert [source.path for source in batch.Catalogue([str(tmp_path)])] == ["a.txt", "b.txt", "c.txt"]


def test_a_broken_input_does_not_stop_the_others(tmp_path: Path, extractor: Extractor) -> None:
    fill(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x00")
    lines = run([str(tmp_path), "nowhere"], tmp_path / "out", extractor)
    assert [(line["path"], line["status"]) for line in lines] == [
        ("a.txt", "ok"),
        ("b.txt", "failed"),
        ("c.txt", "ok"),
        ("nowhere", "failed"),
    ]
    assert str(tmp_path / "b.txt") in lines[1]["reason"]
    assert lines[1]["output"] is None
    assert sorted(file.name for file in (tmp_path / "out").glob("*.json")) == ["a.json", "c.json"]


def test_a_bug_in_the_pipeline_is_one_reports_failure(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    whole = Extractor.record

    def breaks(self: Extractor, plain: Any, id: str, path: str | None) -> Any:  # noqa: A002
        if id == "a":
            raise ZeroDivisionError("by zero")
        return whole(self, plain, id, path)

    monkeypatch.setattr(Extractor, "record", breaks)
    first, second = run([str(tmp_path)], tmp_path / "out", extractor)
    assert (first["status"], first["reason"]) == ("failed", "a.txt: ZeroDivisionError: by zero")
    assert second["status"] == "ok"


def test_a_folder_where_an_earlier_run_wrote_a_file_costs_no_other(tmp_path: Path, extractor: Extractor) -> None:
    inputs, out = fill(tmp_path / "in", "x.md", "z.txt"), tmp_path / "out"
    job = batch.Job((str(inputs),), str(out), with_text=True)

    def engine(tasks: Any, _total: int, _stop: Any) -> Generator[batch.Outcome, None, None]:
        return (batch.attempt(extractor, task, with_text=True) for task in tasks)

    batch.run(job, engine, extractor.limit, batch.Listener())
    fill(inputs, "x.txt/y.txt")
    tally = batch.run(job, engine, extractor.limit, batch.Listener())
    assert (tally.ok, tally.failed, tally.unchanged) == (1, 1, 1)
    lines = [json.loads(line) for line in (out / batch.STATUS).read_text(encoding="utf-8").splitlines()]
    (failed,) = (line for line in lines if line["status"] == "failed")
    assert failed["path"] == "x.txt/y.txt"
    assert "cannot be written" in failed["reason"]


def test_a_record_that_cannot_be_written_is_a_failure(tmp_path: Path, extractor: Extractor) -> None:
    fill(tmp_path / "in", "a.txt", "b.txt")
    (tmp_path / "out" / "a.json" / "full").mkdir(parents=True)
    first, second = run([str(tmp_path / "in")], tmp_path / "out", extractor)
    assert first["status"] == "failed"
    assert "cannot be written" in first["reason"]
    assert second["status"] == "ok"


def test_a_renamed_output_is_told(tmp_path: Path, extractor: Extractor) -> None:
    fill(tmp_path, "x.text", "x.txt")
    first, second = run([str(tmp_path)], tmp_path / "out", extractor)
    assert (first["output"], first["reason"]) == ("x.json", None)
    assert (second["output"], second["id"]) == ("x~2.json", "x")
    assert "the name is another input's" in second["reason"]


@pytest.mark.parametrize(("code", "status"), [*((code, "partial") for code in sorted(SERIOUS)), ("no_organizer", "ok")])
def test_what_makes_a_record_partial(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch, code: str, status: str
) -> None:
    report = extractor.extract(TEXT)
    warned = type(report).model_validate(
        {**report.model_dump(), "warnings": [{"code": code, "field": None, "message": "m"}]}
    )
    monkeypatch.setattr(Extractor, "record", lambda *_: warned)
    (line,) = run([str(fill(tmp_path, "a.txt"))], tmp_path / "out", extractor)
    assert (line["status"], line["warnings"]) == (status, [code])


def test_an_output_that_cannot_be_written_ends_the_run(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(WriteError, match="cannot be written to"):
        run([str(fill(tmp_path / "in", "a.txt"))], tmp_path / "out", extractor)


def test_a_full_disk_ends_the_run(tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "in", "a.txt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        run([str(tmp_path / "in")], tmp_path / "out", extractor)


@pytest.mark.parametrize("out", [".", "../in", "sub/.."])
def test_nothing_is_written_among_the_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: Extractor, out: str
) -> None:
    monkeypatch.chdir(fill(tmp_path / "in", "a.txt", "sub/b.txt"))
    with pytest.raises(OutputError, match="holds the inputs"):
        run(["."], Path(out), extractor)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["a.txt", "b.txt", "in", "sub"]
    # beside a file that is given by itself there is room for its record
    assert [line["output"] for line in run(["a.txt"], Path(out), extractor)] == ["a.json"]


def test_a_list_of_inputs_that_finds_no_room_is_told(tmp_path: Path, extractor: Extractor) -> None:
    fill(tmp_path, "in/a.txt")

    def engine(tasks: Any, _total: int, _stop: Any) -> Generator[batch.Outcome, None, None]:
        yield batch.attempt(extractor, next(tasks))
        raise sqlite3.OperationalError("database or disk is full")

    job = batch.Job((str(tmp_path / "in"),), str(tmp_path / "out"))
    told = r"the list of inputs: cannot be kept .*TMPDIR"
    with pytest.raises(WriteError, match=told):
        batch.run(job, engine, extractor.limit, batch.Listener())
    with pytest.raises(WriteError, match=told):
        batch.stream(job, engine, extractor.limit, batch.Listener(), BytesIO())


def test_a_folder_with_many_files_is_sorted_on_disk(tmp_path: Path) -> None:
    names = [f"{number % 7}/{number}.txt" for number in range(300)]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = batch.Catalogue([str(tmp_path)])
    assert [source.path for source in found] == sorted(names)
    assert len(found) == 300
