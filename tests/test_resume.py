"""Runs that go on: what is extracted again, what stays, and that a killed run leaves nothing wrong behind."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor import batch
from extractor.batch import output, store
from extractor.batch.outcome import Outcome, Task
from extractor.errors import OutputError
from extractor.writers import Format, record_format

FORMATS: tuple[Format, ...] = ("json", "ndjson", "parquet")


class Engine:
    """Makes a small record of each input's text; notes whose; may raise after some."""

    def __init__(self, at_most: int | None = None) -> None:
        self.at_most = at_most
        self.extracted: list[str] = []

    def __call__(self, tasks: Any, _total: int, _stop: Any) -> Generator[Outcome, None, None]:
        for number, task in enumerate(tasks):
            if number == self.at_most:
                raise KeyboardInterrupt
            yield self._done(task)

    def _done(self, task: Task) -> Outcome:
        done = batch.attempt(_Echo(), task)  # type: ignore[arg-type]
        if done.status != "unchanged":
            self.extracted.append(task.source.path)
        return done


class _Echo:
    """Stands in for an extractor: a record that holds the text."""

    limit = 1000

    def record(self, plain: Any, name: str, path: str) -> Any:
        return _Record(plain.text, name, path)


class _Record:
    warnings = ()

    def __init__(self, text: str, name: str, path: str) -> None:
        self._told = {"schema_version": "1.0", "id": name, "source": {"path": path, "sha256": text.strip()}}

    def model_dump_json(self, indent: int | None) -> str:
        return json.dumps(self._told, indent=indent)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "PART_INPUTS", 4)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in range(10):
        file = folder / f"{number % 3}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"report {number}\n", encoding="utf-8")
    return folder


def run(
    inputs: Path, out: Path, form: Format, engine: Engine | None = None, **told: Any
) -> tuple[batch.Tally, list[str]]:
    """Run; gives the tally and whose inputs were extracted."""
    engine = engine or Engine()
    job = replace(batch.Job((str(inputs),), str(out), form), **told)
    return batch.run(job, engine, 1000, batch.Listener()), engine.extracted


def records(out: Path, form: Format) -> list[tuple[str, str]]:
    """Path and text of every record, in the order of the parts; files under other names count, too."""
    if form == "json":
        found = [json.loads(file.read_bytes()) for file in sorted(out.rglob("*.json"))]
    else:
        kind = record_format(form)
        assert kind is not None
        found = []
        for file in sorted(out.glob(f"part-*{kind.suffix}")):
            with file.open("rb") as opened:
                found += [json.loads(line) for line in kind.records(opened)]
    return [(record["source"]["path"], record["source"]["sha256"]) for record in found]


def status(out: Path) -> dict[str, tuple[str, str | None]]:
    lines = map(json.loads, (out / "status.ndjson").read_bytes().splitlines())
    return {line["path"]: (line["status"], line["output"]) for line in lines}


def content(out: Path) -> dict[str, bytes]:
    """All files with their bytes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


EXPECTED = sorted((f"{number % 3}/{number}.txt", f"report {number}") for number in range(10))


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_and_one_that_finds_nothing_to_do(tmp_path: Path, inputs: Path, form: Format) -> None:
    tally, extracted = run(inputs, tmp_path / "out", form)
    assert (tally.ok, len(extracted)) == (10, 10)
    assert records(tmp_path / "out", form) == EXPECTED
    before = content(tmp_path / "out")
    tally, extracted = run(inputs, tmp_path / "out", form)
    assert (tally.unchanged, extracted) == (10, [])
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("form", FORMATS)
def test_changed_new_and_removed_inputs(tmp_path: Path, inputs: Path, form: Format) -> None:
    out = tmp_path / "out"
    run(inputs, out, form)
    (inputs / "1" / "4.txt").write_text("changed", encoding="utf-8")
    (inputs / "0" / "00.txt").write_text("new", encoding="utf-8")
    (inputs / "2" / "8.txt").unlink()
    tally, extracted = run(inputs, out, form)
    assert extracted == ["1/4.txt", "0/00.txt"]
    assert (tally.ok, tally.unchanged, tally.removed) == (2, 8, 1)
    # the changed one stands in its old place, the removed one's record stays
    now = {**dict(EXPECTED), "1/4.txt": "changed"}
    assert records(out, form)[:10] == sorted(now.items()) or form == "json"
    assert sorted(records(out, form)) == sorted({**now, "0/00.txt": "new"}.items())
    assert status(out)["2/8.txt"][0] == "removed"
    assert {told for path, (told, _) in status(out).items() if path != "2/8.txt"} == {"ok"}
    for _, written in status(out).values():
        assert (out / str(written)).exists()


@pytest.mark.parametrize("form", FORMATS)
def test_what_has_failed_is_tried_again(tmp_path: Path, inputs: Path, form: Format) -> None:
    out, bad = tmp_path / "out", inputs / "1" / "1.txt"
    bad.write_bytes(b"")
    tally, _ = run(inputs, out, form)
    assert (tally.ok, tally.failed) == (9, 1)
    before = content(out)
    # no better: nothing changes
    assert run(inputs, out, form)[0].failed == 1
    assert content(out) == before
    # better
    bad.write_text("report 1", encoding="utf-8")
    assert run(inputs, out, form)[0].ok == 1
    assert sorted(records(out, form)) == EXPECTED
    # and bad again: its record goes
    bad.write_bytes(b"")
    assert run(inputs, out, form)[0].failed == 1
    assert sorted(records(out, form)) == [pair for pair in EXPECTED if pair[0] != "1/1.txt"]
    assert status(out)["1/1.txt"] == ("failed", None)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("at_most", range(11))
def test_an_interrupted_run_ends_as_if_it_had_not_been(
    tmp_path: Path, inputs: Path, form: Format, at_most: int
) -> None:
    run(inputs, tmp_path / "whole", form)
    if at_most < 10:
        with pytest.raises(KeyboardInterrupt):
            run(inputs, tmp_path / "out", form, Engine(at_most))
    run(inputs, tmp_path / "out", form)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize("form", FORMATS)
def test_every_step_of_writing_may_be_the_last(
    tmp_path: Path, inputs: Path, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Break off before each rename and each deletion: of a first run, and of one that makes parts anew."""
    out, kept = tmp_path / "out", tmp_path / "kept"
    for changed in (False, True):
        shutil.rmtree(kept, ignore_errors=True)
        if changed:
            run(inputs, kept, form)
            for number in (1, 4, 8):
                (inputs / f"{number % 3}" / f"{number}.txt").write_text("changed", encoding="utf-8")
        expected = sorted((str(p.relative_to(inputs)), p.read_text().strip()) for p in inputs.rglob("*.txt"))
        for step in range(100):
            shutil.rmtree(out, ignore_errors=True)
            if kept.exists():
                shutil.copytree(kept, out)
            broke_off = _run_until(step, inputs, out, form, monkeypatch)
            assert len(dict(records(out, form))) == len(records(out, form))
            run(inputs, out, form)
            assert sorted(records(out, form)) == expected
            assert {path for path, (told, _) in status(out).items() if told == "ok"} == dict(expected).keys()
            assert not list(out.rglob("*.tmp"))
            if not broke_off:
                break
        assert step > 10


def _run_until(step: int, inputs: Path, out: Path, form: Format, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run until the given step of writing; whether there were as many."""
    left = step

    class Killed(BaseException):
        """Nothing that the code could catch."""

    def steps(real: Any) -> Any:
        def counted(*arguments: Any) -> Any:
            nonlocal left
            if not left:
                raise Killed
            left -= 1
            return real(*arguments)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(store.Local, "_rename", steps(store.Local._rename))  # noqa: SLF001 - there is no other hook
        patch.setattr(store.Local, "delete", steps(store.Local.delete))
        # A kill leaves half-written files; `finally` would clear them away.
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        try:
            run(inputs, out, form)
        except Killed:
            return True
    return False


@pytest.mark.parametrize("form", FORMATS)
def test_a_stopped_run_keeps_what_is_done(tmp_path: Path, inputs: Path, form: Format) -> None:
    out = tmp_path / "out"
    engine = Engine()

    def stopped(tasks: Any, total: int, stop: Any) -> Generator[Outcome, None, None]:
        for number, outcome in enumerate(engine(tasks, total, stop)):
            yield outcome
            if number == 5:
                return

    batch.run(batch.Job((str(inputs),), str(out), form), stopped, 1000, batch.Listener())
    assert records(out, form) == EXPECTED[:6]
    assert len(status(out)) == 6
    assert run(inputs, out, form)[1] == [path for path, _ in EXPECTED[6:]]
    assert records(out, form) == EXPECTED


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"form": "parquet"}, "format ndjson, not parquet"),
        ({"form": "json"}, "format ndjson, not json"),
        ({"profile": "rules"}, "profile default, not rules"),
    ],
)
def test_another_configuration_asks_for_fresh(tmp_path: Path, inputs: Path, told: Any, reason: str) -> None:
    out = tmp_path / "out"
    run(inputs, out, "ndjson")
    before = content(out)
    with pytest.raises(OutputError, match=reason) as error:
        run(inputs, out, **{"form": "ndjson", **told})
    assert "--fresh" in str(error.value)
    assert content(out) == before
    run(inputs, out, **{"form": "ndjson", **told}, fresh=True)
    assert sorted(records(out, told.get("form", "ndjson"))) == EXPECTED
    assert told == {"profile": "rules"} or records(out, "ndjson") == []


def test_another_version_asks_for_fresh(tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inputs, tmp_path / "out", "ndjson")
    monkeypatch.setattr("extractor.batch.manifest.__version__", "0.0.9")
    with pytest.raises(OutputError, match=r"version 0\.1\.0, not 0\.0\.9; say --fresh"):
        run(inputs, tmp_path / "out", "ndjson")
    monkeypatch.undo()
    monkeypatch.setattr("extractor.batch.manifest.fingerprint", lambda: "of other rules")
    with pytest.raises(OutputError, match="other rules or code; say --fresh"):
        run(inputs, tmp_path / "out", "ndjson")


@pytest.mark.parametrize("form", FORMATS)
def test_fresh_leaves_nothing_of_earlier_runs(tmp_path: Path, inputs: Path, form: Format) -> None:
    out = tmp_path / "out"
    run(inputs, out, form)
    (out / "notes.json").write_text('{"source":{"path":"mine","sha256":""}}')
    (inputs / "2" / "8.txt").unlink()
    run(inputs, out, form, fresh=True)
    assert (out / "notes.json").exists()
    (out / "notes.json").unlink()
    assert records(out, form) == [pair for pair in EXPECTED if pair[0] != "2/8.txt"]
    run(inputs, tmp_path / "new", form)
    assert content(out) == content(tmp_path / "new")


def test_a_fresh_run_that_is_killed_goes_on_clearing(
    tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(inputs, out, "json")
    (inputs / "2" / "8.txt").unlink()
    real, left = os.unlink, 5

    def unlink(*arguments: Any, **more: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        real(*arguments, **more)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "unlink", unlink)
        run(inputs, out, "json", fresh=True)
    run(inputs, out, "json")
    assert records(out, "json") == [pair for pair in EXPECTED if pair[0] != "2/8.txt"]


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path, inputs: Path) -> None:
    held = store.Local(str(tmp_path / "out"))
    held.open()
    with pytest.raises(OutputError, match="another run"):
        run(inputs, tmp_path / "out", "ndjson")
    held.close()
    run(inputs, tmp_path / "out", "ndjson")


@pytest.mark.parametrize("damage", ["gone", "short"])
def test_a_part_that_is_gone_is_made_again(tmp_path: Path, inputs: Path, damage: str) -> None:
    run(inputs, tmp_path / "out", "ndjson")
    part = tmp_path / "out" / "part-00001.ndjson"
    part.unlink() if damage == "gone" else part.write_bytes(part.read_bytes()[:-5])
    assert len(run(inputs, tmp_path / "out", "ndjson")[1]) == 4
    assert sorted(records(tmp_path / "out", "ndjson")) == EXPECTED


@pytest.mark.parametrize("text", ["", "{}", '{"manifest": 99}', "[]", '{"manifest": 1, "parts": [{}]}'])
def test_a_manifest_that_cannot_be_read(tmp_path: Path, inputs: Path, text: str) -> None:
    run(inputs, tmp_path / "out", "ndjson")
    (tmp_path / "out" / "manifest.json").write_text(text)
    with pytest.raises(OutputError, match="cannot be read"):
        run(inputs, tmp_path / "out", "ndjson")
    run(inputs, tmp_path / "out", "ndjson", fresh=True)
    assert records(tmp_path / "out", "ndjson") == EXPECTED


def test_a_name_that_goes_to_another_input(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "x.txt").write_text("first")
    run(inputs, out, "json")
    (inputs / "x.text").write_text("second")
    run(inputs, out, "json")
    assert {path: written for path, (_, written) in status(out).items()} == {"x.text": "x.json", "x.txt": "x~2.json"}
    assert records(out, "json") == [("x.text", "second"), ("x.txt", "first")]


def test_an_identical_file_under_another_name_is_extracted(tmp_path: Path, inputs: Path) -> None:
    run(inputs, tmp_path / "out", "ndjson")
    (inputs / "1" / "1.txt").rename(inputs / "1" / "1.text")
    _, extracted = run(inputs, tmp_path / "out", "ndjson")
    assert extracted == ["1/1.text"]
    assert ("1/1.text", "report 1") in records(tmp_path / "out", "ndjson")
    assert ("1/1.txt", "report 1") not in records(tmp_path / "out", "ndjson")


def test_files_are_readable_for_others(tmp_path: Path, inputs: Path) -> None:
    (tmp_path / "probe").touch()
    mode = (tmp_path / "probe").stat().st_mode
    for form in FORMATS:
        run(inputs, tmp_path / form, form)
        assert {path.stat().st_mode for path in (tmp_path / form).rglob("*") if path.is_file()} == {mode}
