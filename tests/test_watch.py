"""Watching: new and changed files become records, without anyone asking."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports import report
from tests.test_cli import COMMAND

_PATIENCE = 120.0


def wait_for(what: Callable[[], bool]) -> None:
    """Return when `what` holds."""
    end = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def records(out: Path) -> dict[str, str]:
    """Path and hash of each record in the part files."""
    lines = [line for part in sorted(out.glob("part-*.ndjson")) for line in part.read_bytes().splitlines()]
    sources = [json.loads(line)["source"] for line in lines]
    assert len({source["path"] for source in sources}) == len(sources)
    return {source["path"]: source["sha256"] for source in sources}


def test_new_and_changed_files_become_records(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "in" / "records"
    inputs.mkdir()
    (inputs / "a.txt").write_text(report(1), encoding="utf-8")
    command: list[str | Path] = [
        COMMAND,
        "watch",
        "in",
        "--out",
        "in/records",
        "--format",
        "ndjson",
        "--profile",
        "rules",
    ]
    with subprocess.Popen([*command, "--workers", "1"], cwd=tmp_path, stderr=subprocess.PIPE) as run:
        wait_for(lambda: set(records(out)) == {"a.txt"})
        before = records(out)["a.txt"]
        (inputs / "sub").mkdir()
        (inputs / "sub" / "b.txt").write_text(report(2), encoding="utf-8")
        (inputs / ".hidden.txt").write_text(report(3), encoding="utf-8")
        wait_for(lambda: set(records(out)) == {"a.txt", "sub/b.txt"})
        (inputs / "a.txt").write_text(report(4), encoding="utf-8")
        wait_for(lambda: records(out).get("a.txt") != before)
        (inputs / "bad.txt").touch()
        wait_for(lambda: '"failed"' in (out / "status.ndjson").read_text(encoding="utf-8"))
        (inputs / "sub" / "b.txt").unlink()
        wait_for(lambda: '"removed"' in (out / "status.ndjson").read_text(encoding="utf-8"))
        run.send_signal(signal.SIGINT)
        _, told = run.communicate()
    assert run.returncode == 130
    assert "failed: in/bad.txt: is empty" in told.decode()
    assert "Traceback" not in told.decode()
    # one part, made anew, and not one a change
    assert len(list(out.glob("part-*"))) == 1
    assert set(records(out)) == {"a.txt", "sub/b.txt"}


def test_records_may_go_to_the_folder_above(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "a.txt").write_text(report(1), encoding="utf-8")
    command: list[str | Path] = [COMMAND, "watch", "in", "--out", ".", "--format", "ndjson", "--profile", "rules"]
    with subprocess.Popen([*command, "--workers", "1"], cwd=tmp_path, stderr=subprocess.PIPE) as run:
        wait_for(lambda: set(records(tmp_path)) == {"a.txt"})
        (inputs / "b.txt").write_text(report(2), encoding="utf-8")
        wait_for(lambda: set(records(tmp_path)) == {"a.txt", "b.txt"})
        run.send_signal(signal.SIGINT)
        run.communicate()
    assert run.returncode == 130


def test_names_that_are_no_utf8_and_a_folder_that_goes(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    command: list[str | Path] = [COMMAND, "watch", "in", "--out", "out", "--format", "ndjson", "--profile", "rules"]
    with subprocess.Popen([*command, "--workers", "1"], cwd=tmp_path, stderr=subprocess.PIPE) as run:
        wait_for((out / "status.ndjson").exists)
        os.mkfifo(inputs / "pipe.txt")
        (inputs / os.fsdecode(b"a\xff.txt")).write_text(report(1), encoding="utf-8")
        wait_for(lambda: set(records(out)) == {"a\ufffd.txt"})
        (inputs / "b.txt").write_text(report(2), encoding="utf-8")
        wait_for(lambda: set(records(out)) == {"a\ufffd.txt", "b.txt"})
        inputs.rename(tmp_path / "elsewhere")
        _, told = run.communicate(timeout=_PATIENCE)
    assert run.returncode == 1
    assert "in: is no folder" in told.decode()
    assert "Traceback" not in told.decode()


@pytest.mark.parametrize(("folder", "reason"), [("nowhere", "is no folder"), ("file.txt", "is no folder")])
def test_only_a_folder_can_be_watched(tmp_path: Path, folder: str, reason: str) -> None:
    (tmp_path / "file.txt").touch()
    command: list[str | Path] = [COMMAND, "watch", folder, "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert reason in done.stderr.decode()
