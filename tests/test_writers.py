"""What stands in the output folder, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import MeetingReport
from extractor.writers import WRITERS
from tests.test_records import FULL

REPORT = MeetingReport.model_validate(FULL)


def test_json_is_one_file_a_record(tmp_path: Path) -> None:
    with WRITERS["json"](tmp_path / "out") as writer:
        assert writer.write(REPORT, "a/b") == "a/b.json"
    (file,) = (path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert file == tmp_path / "out" / "a" / "b.json"
    assert MeetingReport.model_validate_json(file.read_bytes()) == REPORT


def test_ndjson_is_one_line_a_record(tmp_path: Path) -> None:
    with WRITERS["ndjson"](tmp_path) as writer:
        assert [writer.write(REPORT, name) for name in ("a", "b")] == ["records.ndjson"] * 2
    (file,) = tmp_path.iterdir()
    assert [MeetingReport.model_validate_json(line) for line in file.read_bytes().splitlines()] == [REPORT] * 2


def test_an_old_file_stands_until_the_run_has_ended_well(tmp_path: Path) -> None:
    (tmp_path / "records.ndjson").write_text("old")
    with pytest.raises(RuntimeError), WRITERS["ndjson"](tmp_path) as writer:
        writer.write(REPORT, "a")
        raise RuntimeError
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_a_record_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "kept").touch()
    with WRITERS["json"](tmp_path) as writer, pytest.raises(OSError, match="directory"):
        writer.write(REPORT, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
