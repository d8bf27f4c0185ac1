"""`--with-text`: the plain text that the offsets refer to stands beside each record."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor import Extractor, batch
from extractor.cli import app
from extractor.errors import OutputError
from extractor.writers import Format
from tests.places import SAMPLES
from tests.test_grounding import evidences

STEM = "review-so-y-te-01"
NAMES = (f"{STEM}.html", f"{STEM}.mht", f"{STEM}.docx", f"{STEM}.tcvn3.txt")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in NAMES:
        shutil.copy(SAMPLES / "documents" / name, folder)
    shutil.copy(SAMPLES / "reports" / f"{STEM}.txt", folder / "sub")
    return folder


def run(inputs: Path, out: Path, extractor: Extractor, **how: Any) -> None:
    job = batch.Job((str(inputs),), str(out), **{"profile": "rules", "with_text": True, **how})
    with_text = job.with_text

    def engine(tasks: object, _total: int, _stop: object) -> object:
        return (batch.attempt(extractor, task, with_text=with_text) for task in tasks)  # type: ignore[attr-defined]

    batch.run(job, engine, extractor.limit, batch.Listener())  # type: ignore[arg-type]


def texts(out: Path) -> set[str]:
    return {file.relative_to(out).as_posix() for file in out.rglob("*.txt")}


def test_every_quote_stands_in_the_text_beside_its_record(tmp_path: Path, inputs: Path, by_rules: Extractor) -> None:
    run(inputs, tmp_path / "out", by_rules)
    records = [file for file in (tmp_path / "out").rglob("*.json") if ".extractor" not in file.parts]
    assert len(records) == 5
    for file in records:
        text = file.with_name(f"{file.name.removesuffix('.json')}.txt").read_bytes().decode()
        record = json.loads(file.read_bytes())
        assert record["source"]["characters"] == len(text)
        found = [*evidences(record)]
        assert len(found) > 10
        assert all(text[one["start"] : one["end"]] == one["quote"] for one in found)


@pytest.mark.parametrize("form", ["ndjson", "parquet"])
def test_texts_stand_beside_parts_too(tmp_path: Path, inputs: Path, by_rules: Extractor, form: Format) -> None:
    run(inputs, tmp_path / "out", by_rules, form=form)
    lines = (tmp_path / "out" / batch.STATUS).read_text(encoding="utf-8").splitlines()
    assert texts(tmp_path / "out") == {f"{json.loads(line)['name']}.txt" for line in lines}
    assert len(lines) == 5


def test_an_input_that_fails_leaves_no_text(tmp_path: Path, inputs: Path, by_rules: Extractor) -> None:
    run(inputs, tmp_path / "out", by_rules)
    (inputs / "sub" / f"{STEM}.txt").write_bytes(b"")
    run(inputs, tmp_path / "out", by_rules)
    assert f"sub/{STEM}.txt" not in texts(tmp_path / "out")
    assert len(texts(tmp_path / "out")) == 4


def test_a_text_that_cannot_be_written_fails_its_input(tmp_path: Path, inputs: Path, by_rules: Extractor) -> None:
    (tmp_path / "out" / "sub" / f"{STEM}.txt" / "x").mkdir(parents=True)
    run(inputs, tmp_path / "out", by_rules)
    status = [json.loads(line) for line in (tmp_path / "out" / batch.STATUS).read_text(encoding="utf-8").splitlines()]
    (failed,) = [line for line in status if line["status"] == "failed"]
    assert failed["path"] == f"sub/{STEM}.txt"
    assert "text" in failed["reason"]


def test_fresh_takes_texts_away_and_another_wish_asks_for_it(tmp_path: Path, inputs: Path, by_rules: Extractor) -> None:
    run(inputs, tmp_path / "out", by_rules)
    (tmp_path / "out" / "mine.txt").write_text("own", encoding="utf-8")
    with pytest.raises(OutputError, match="with_text True, not False"):
        run(inputs, tmp_path / "out", by_rules, with_text=False)
    run(inputs, tmp_path / "out", by_rules, with_text=False, fresh=True)
    assert texts(tmp_path / "out") == {"mine.txt"}


def test_texts_never_take_the_place_of_inputs(inputs: Path, by_rules: Extractor) -> None:
    before = {file: file.read_bytes() for file in inputs.rglob("*.*") if file.is_file()}
    with pytest.raises(OutputError, match="holds the inputs"):
        run(inputs, inputs, by_rules)
    with pytest.raises(OutputError, match="holds the inputs"):
        run(inputs / "sub" / f"{STEM}.txt", inputs / "sub" / ".", by_rules)
    assert {file: file.read_bytes() for file in inputs.rglob("*.*") if file.is_file()} == before


def test_on_the_command_line(tmp_path: Path, inputs: Path) -> None:
    args = ["extract", str(inputs), "--with-text", "--profile", "rules", "--workers", "1", "--out"]
    done = CliRunner().invoke(app, [*args, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert len(texts(tmp_path / "out")) == 5
    assert CliRunner().invoke(app, [*args, "-"]).exit_code == 2
