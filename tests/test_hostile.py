"""A folder of hostile files among good ones: each has its outcome, none costs much, no good record is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from extractor import Extractor, readers
from extractor.batch import Limits
from extractor.batch.inputs import legible
from tests.hostile import CASES
from tests.hostile.documents import RECORD, Case
from tests.hostile.places import SITUATIONS, Situation, report
from tests.places import SAMPLES, samples

# What ends a report is the time that a run gives it; on a busy machine as much again goes by until a new worker is up.
SECONDS, MEMORY = 2 * Limits(readers.LIMIT).seconds, 1 << 30
COMMAND = Path(sys.executable).with_name("extractor")
NEEDS_OFFICE = (".odt", ".doc", ".rtf")

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell of processes")


class Run:
    """One run of the command over a folder: its events, and the memory of the largest of its processes."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.peak = 0
        options = ["--out", str(out), "--workers", "1", "--profile", "rules", "--log-json"]
        self._process = subprocess.Popen(
            [COMMAND, "extract", str(folder), *options], stderr=subprocess.PIPE, start_new_session=True
        )
        watching = threading.Thread(target=self._watch)
        watching.start()
        told = self._process.communicate()[1]
        watching.join()
        self.events = [json.loads(line) for line in told.splitlines()]
        lines = (out / "status.ndjson").read_text(encoding="utf-8").splitlines()
        self.lines = {line["path"]: line for line in map(json.loads, lines)}

    def _watch(self) -> None:
        while self._process.poll() is None:
            self.peak = max(self.peak, *map(_peak, _descendants(self._process.pid)))
            time.sleep(0.05)

    @property
    def longest(self) -> float:
        """The longest time between two events that are no note of how far it is: no file took longer.

        The time in which the first worker came up is taken off: where one was ended for
        taking too long, another has to come up before anything is heard.
        """
        times = [datetime.fromisoformat(event["time"]) for event in self.events if event["event"] != "progress"]
        waited = [(after - before).total_seconds() for before, after in pairwise(times)]
        return max(waited) - waited[0]


def _descendants(process: int) -> list[int]:
    """A process with all that it has started, whatever of it still runs."""
    try:
        # Each thread has children of its own: LibreOffice's first process starts the second in one.
        files = list(Path(f"/proc/{process}/task").glob("*/children"))
        own = [child for file in files for child in file.read_text(encoding="ascii").split()]
    except OSError:
        return [process]
    return [process, *(one for child in own for one in _descendants(int(child)))]


def _peak(process: int) -> int:
    """The most memory that a process has held, in bytes; 0 when it is gone."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) * 1024 if found else 0


def _wrong(run: Run, expected: Sequence[Case | Situation]) -> dict[str, str]:
    """The files of which something else came than expected."""
    wrong = {}
    for case in expected:
        line = run.lines.get(legible(case.name))
        got = "never read" if line is None else RECORD if line["output"] else line["reason"]
        if not re.search(case.outcome, got):
            wrong[case.name] = f"{got!r} instead of {case.outcome!r}"
    return wrong


def _with_good(folder: Path, names: list[str]) -> set[str]:
    """A good report behind every other hostile file, in the order of a run; their paths."""
    good = {
        f"{name}.good.txt" for name in sorted(names)[::2] if len(name) < 200 and name.isprintable() and name[0] != "."
    }
    for name in good:
        report(folder / name)
    return good


def test_hostile_documents_cost_little_and_nobody_else(tmp_path: Path) -> None:
    cases = [case for case in CASES if shutil.which("soffice") or not case.name.endswith(NEEDS_OFFICE)]
    folder = tmp_path / "in"
    folder.mkdir()
    for case in cases:
        (folder / case.name).write_bytes(case.make())
    good = _with_good(folder, [case.name for case in cases])
    run = Run(folder, tmp_path / "out")
    assert _wrong(run, cases) == {}
    assert {name for name in good if run.lines[name]["status"] not in ("ok", "partial")} == set()
    assert run.longest < SECONDS
    assert 0 < run.peak < MEMORY
    secrets = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()[0]
    assert not [file for file in (tmp_path / "out").rglob("*.json") if secrets in file.read_text(encoding="utf-8")]


def test_hostile_names_and_places(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for situation in SITUATIONS:
        situation.make(folder / situation.name)
    good = _with_good(folder, [situation.name for situation in SITUATIONS])
    run = Run(folder, tmp_path / "out")
    assert _wrong(run, SITUATIONS) == {}
    assert {name for name in good if run.lines[name]["status"] not in ("ok", "partial")} == set()
    assert run.longest < SECONDS
    assert run.peak < MEMORY
    records = [line["output"] for line in run.lines.values() if line["output"]]
    assert len(set(records)) == len(records)
    assert all((tmp_path / "out" / record).resolve().is_relative_to((tmp_path / "out").resolve()) for record in records)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("change", ["grows", "shrinks", "vanishes"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        report(folder / f"{number:03}.txt")
    moving, ended = folder / "030.txt", threading.Event()

    def move() -> None:
        while not ended.is_set():
            if change == "vanishes":
                moving.unlink(missing_ok=True)
            elif change == "grows":
                with moving.open("ab") as file:
                    file.write(b" a" * 500)
            else:
                os.truncate(moving, 20)
            report(moving)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        run = Run(folder, tmp_path / "out")
    finally:
        ended.set()
        thread.join()
    lost = {path: line["reason"] for path, line in run.lines.items() if not line["output"]}
    assert set(lost) <= {"030.txt"}
    assert set(run.lines) | {"030.txt"} == {f"{number:03}.txt" for number in range(60)}


def test_an_output_folder_that_fills_up(tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk that is full: writing fails with an error of the system.

    It leaves room for a page of memory that processes share, which is a file, too.
    """
    out = tmp_path / "out"
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); from extractor.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "extract", str(SAMPLES / "reports"), "--out", str(out), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr.decode()
    assert "cannot be written" in done.stderr.decode()


@pytest.mark.parametrize(
    "command",
    [
        # a commit that fails has ended its transaction
        "load records.ndjson --to duckdb:///r.duckdb",
        "load records.ndjson --to sqlite:///r.sqlite",
        "dashboard records.ndjson --no-browser",
        "export records.ndjson --format csv --out tables",
        "export records.ndjson --format parquet --out tables",
    ],
)
def test_a_disk_that_is_full_for_records(tmp_path: Path, extractor: Extractor, command: str) -> None:
    records = [extractor.record(readers.read(file), file.stem, file.name) for file in samples()]
    lines = "".join(record.model_dump_json() + "\n" for record in records)
    (tmp_path / "records.ndjson").write_text(lines, encoding="utf-8")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (14000, 14000)); from extractor.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False), done.stderr.decode()
    assert re.search(r"cannot be (opened|written)", done.stderr.decode())


def _bound_by_rights() -> list[str]:
    """What starts a command that rights bind, even where root runs the tests."""
    if os.geteuid():
        return []
    program = shutil.which("setpriv")
    if program is None:
        pytest.skip("root writes wherever it likes")
    return [program, "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("later", [False, True])
def test_an_output_folder_that_may_not_be_written(tmp_path: Path, later: bool) -> None:  # noqa: FBT001 - before or while
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for number in range(2_000 if later else 1):
        report(folder / f"{number:04}.txt")
    if not later:
        out.chmod(0o500)
    command = [*_bound_by_rights(), str(COMMAND), "extract", str(folder), "--out", str(out), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while later and not any(out.glob("*.json")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    out.chmod(0o500)
    told = process.communicate(timeout=120)[1].decode()
    out.chmod(0o700)
    assert process.returncode == 1
    assert "cannot be written" in told
    assert "Traceback" not in told
