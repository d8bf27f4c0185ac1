"""What 100 power cuts do to a run: SIGKILL at random moments, start again, compare with a run that nobody killed.

    python -m tests.kills [--kills 100] [--reports 3000] [--format ndjson] [--part-inputs 1000]

Kills the whole run, workers too, or its parent alone, by turns. After each kill
every line in every file has to be whole; a run that was killed until it came to
its end has to hold exactly the records of the run that nobody killed, each once,
byte by byte in the same files; then the next run begins with an empty folder.
Exit status 1 where anything differs.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests import usage
from tests.reports import fill

_COMMAND = """
import sys
from extractor.batch import output
from extractor.cli import main
if __name__ == "__main__":
    output.PART_INPUTS = int(sys.argv.pop(1))
    main()
"""


@dataclass
class Experiment:
    """A folder of reports, and what a whole run makes of it."""

    inputs: Path
    form: str
    part_inputs: int
    chance: random.Random = field(default_factory=lambda: random.Random(20161228))
    kills: int = 0
    runs: int = 0
    seconds: float = 0.0

    def start(self, out: Path) -> subprocess.Popen[bytes]:
        """Begin to extract into `out`."""
        options = ["--out", str(out), "--format", self.form, "--profile", "rules", "--workers", "2"]
        command = [sys.executable, str(self.inputs.parent / "run.py"), str(self.part_inputs), "extract"]
        return subprocess.Popen(
            [*command, str(self.inputs), *options], start_new_session=True, stderr=subprocess.PIPE, cwd=Path.cwd()
        )

    def whole_run(self, out: Path) -> dict[str, bytes]:
        """Run without a kill; gives all files."""
        (self.inputs.parent / "run.py").write_text(_COMMAND, encoding="utf-8")
        since = time.monotonic()
        self._end(self.start(out))
        self.seconds = time.monotonic() - since
        return contents(out)

    def _end(self, run: subprocess.Popen[bytes]) -> None:
        _, told = run.communicate()
        if run.returncode:
            raise AssertionError(told.decode())

    def killed_runs(self, out: Path, at_most: int) -> None:
        """Run and kill until a run comes to its end, which the last one may after `at_most` kills."""
        for number in range(at_most):
            run, since = self.start(out), time.monotonic()
            try:
                run.wait(self.chance.uniform(0.0, self.seconds))
            except subprocess.TimeoutExpired:
                self._kill(run)
                check_lines(out)
                continue
            self._end(run)
            # The machine has become quicker: the next one is to be met before it ends.
            if not number:
                self.seconds = min(self.seconds, time.monotonic() - since)
            break
        else:
            self._end(self.start(out))
        self.runs += 1

    def _kill(self, run: subprocess.Popen[bytes]) -> None:
        if self.kills % 2:
            run.kill()
        else:
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        self.kills += 1


def contents(out: Path) -> dict[str, bytes]:
    """All files of an output folder but the lock."""
    files = (file for file in sorted(out.rglob("*")) if file.is_file() and file.name != "lock")
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


def check_lines(out: Path) -> None:
    """Raise `ValueError` where a file that readers may look at has half a line or half a record in it, or one twice."""
    have = records({file.name: file.read_bytes() for file in out.glob("part-*")})
    if len(have) != len(set(have)):
        raise ValueError(f"{out} holds records twice")
    for file in out.rglob("*"):
        if file.suffix == ".ndjson":
            for line in file.read_bytes().splitlines(keepends=True):
                json.loads(line)
                if not line.endswith(b"\n"):
                    raise ValueError(f"{file} ends within a line")
        elif file.suffix == ".json":
            json.loads(file.read_bytes())


def differences(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The names of files that differ."""
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def lost_and_doubled(found: dict[str, bytes], expected: dict[str, bytes]) -> tuple[int, int]:
    """How many records are missing, and how many are there more than once."""
    wanted, have = records(expected), records(found)
    return len(set(wanted) - set(have)), len(have) - len(set(have))


def records(files: dict[str, bytes]) -> list[bytes]:
    """The records in part files, or those that are files of their own."""
    parts = [data for name, data in files.items() if name.startswith("part-")]
    lines = [line for data in parts for line in data.splitlines()]
    return lines or [data for name, data in files.items() if name.endswith(".json") and name != "manifest.json"]


def main() -> None:
    """Make the experiment and print what came of it."""
    parser = usage.parser(__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--format", choices=("json", "ndjson"), default="ndjson")
    parser.add_argument("--part-inputs", type=int, default=1000)
    told = parser.parse_args()
    lost = doubled = 0
    differing: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        experiment = Experiment(fill(folder / "in", told.reports), told.format, told.part_inputs)
        expected = experiment.whole_run(folder / "whole")
        print(
            f"{told.reports} reports, format {told.format}, one whole run takes {experiment.seconds:.1f} s", flush=True
        )
        while experiment.kills < told.kills:
            shutil.rmtree(folder / "out", ignore_errors=True)
            experiment.killed_runs(folder / "out", min(10, told.kills - experiment.kills))
            found = contents(folder / "out")
            differing += differences(found, expected)
            lost, doubled = (a + b for a, b in zip((lost, doubled), lost_and_doubled(found, expected), strict=True))
            print(f"{experiment.kills} kills, {experiment.runs} runs ended: {lost} lost, {doubled} doubled", flush=True)
    print(f"files that differ from those of a run that nobody killed: {len(differing)}")
    sys.exit(1 if lost or doubled or differing else 0)


if __name__ == "__main__":
    main()
