"""What many reports cost, and long ones: rates of workers, memory, length, Ray. All print lines of the one table."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor import Extractor, batch
from extractor.cli.extract import cores
from tests.reports import fill, long_report

LIMITS = batch.Limits(text=5_000_000)
_WARM = 100  # outcomes before a rate is taken: loading is told apart, as start-up


class Rate(batch.Listener):
    """Takes the time of a run from the outcome number `_WARM` to the last."""

    def __init__(self) -> None:
        super().__init__(outcome=self._seen)
        self._count, self._first, self._last = 0, 0.0, 0.0

    def _seen(self, _outcome: batch.Outcome) -> None:
        self._count += 1
        self._last = time.perf_counter()
        if self._count == _WARM:
            self._first = self._last

    @property
    def per_second(self) -> float:
        """Reports a second."""
        return (self._count - _WARM) / (self._last - self._first)


def rate_of(inputs: Path, engine: batch.Engine, rate: Rate) -> float:
    """Reports a second of a run into part files."""
    with tempfile.TemporaryDirectory() as out:
        job = batch.Job((str(inputs),), out, "ndjson")
        batch.run(job, engine, LIMITS.text, rate)
    return rate.per_second


def local_rate(inputs: Path, workers: int, profile: str = "default") -> float:
    """Reports a second of so many worker processes."""
    rate = Rate()
    load = batch.Loader("rules" if profile == "rules" else "default", LIMITS.text)
    return rate_of(inputs, batch.local(load, workers, LIMITS, rate), rate)


def workers(count: int) -> None:
    """Compare one worker with as many as there are cores."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = fill(Path(folder), count)
        one = line_of_rate(f"extract, 1 worker, {count:,} reports, loading apart", local_rate(inputs, 1))
        many = cores()
        rate = local_rate(inputs, many)
        line_of_rate(f"extract, {many} workers (all cores): x {rate / one:.2f}", rate)


def line_of_rate(what: str, rate: float) -> float:
    """Print a rate as the table has it; gives it."""
    print(f"{what:46} {1000 / rate:9.3f} {rate:10,.0f}", flush=True)
    return rate


def lengths(sizes: tuple[int, ...] = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)) -> None:
    """Print the cost of a character in reports from 1 kB to 1 MB, against that at 3 kB."""
    for profile in ("rules", "default"):
        extractor = Extractor("rules" if profile == "rules" else "default")
        extractor.extract(long_report(sizes[0]))
        costs = {size: _cost(extractor, long_report(size)) / size for size in sizes}
        print(f"\n{f'length, profile {profile}':46} {'ms':>9} {'us/char':>10} {'x 3 kB':>8}")
        for size, cost in costs.items():
            print(
                f"{f'{size:,} characters':46} {1000 * cost * size:9.1f} {1e6 * cost:10.3f} {cost / costs[3_000]:8.2f}"
            )


def _cost(extractor: Extractor, text: str) -> float:
    """Seconds of this process for one report, the least of three turns."""
    times = max(1, min(50, 200_000 // len(text)))

    def turn() -> float:
        since = time.process_time()
        for _ in range(times):
            extractor.extract(text)
        return (time.process_time() - since) / times

    return min(turn() for _ in range(3))


def memory(counts: list[int]) -> None:
    """Print the peak memory of each process of a run over so many reports."""
    print(f"\n{'peak memory, MB':46} {'parent':>9} {'worker':>10} {'seconds':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for count in sorted(counts):
            inputs = fill(Path(folder) / "in", count)
            since = time.perf_counter()
            parent, worker = peaks(inputs, Path(folder) / f"out{count}")
            spent = time.perf_counter() - since
            print(f"{f'{count:,} reports':46} {parent:9.0f} {worker:10.0f} {spent:8.0f}", flush=True)


def peaks(inputs: Path, out: Path) -> tuple[float, float]:
    """The peak resident memory in MB of a run's parent, and of the largest of its other processes."""
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "extract", str(inputs)]
    command += ["--out", str(out), "--format", "ndjson"]
    found: dict[int, float] = {}
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            found |= dict(_of_session(run.pid))
            time.sleep(0.1)
    return found.pop(run.pid), max(found.values())


def _of_session(session: int) -> Iterator[tuple[int, float]]:
    """The processes of a session with the most memory that each has held so far, in MB."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.getsid(int(entry.name)) == session:
                told = (entry / "status").read_text()
                yield int(entry.name), int(told.partition("VmHWM:")[2].split()[0]) / 1024
        except (OSError, IndexError):
            continue  # it has just ended


def on_ray(count: int) -> None:
    """Compare Ray on two nodes of one core each with two local workers."""
    from extractor.distributed import on_ray as engine  # noqa: PLC0415 - Ray is slow to load

    with tempfile.TemporaryDirectory() as folder, _two_nodes():
        inputs = fill(Path(folder), count)
        here = line_of_rate(f"\nextract, 2 workers, {count:,} reports", local_rate(inputs, 2))
        rate = Rate()
        there = rate_of(inputs, engine(batch.Loader("default", LIMITS.text), 2, LIMITS, rate), rate)
        line_of_rate(f"Ray, 2 nodes of one core: x {there / here:.2f}", there)


@contextmanager
def _two_nodes() -> Iterator[None]:
    import ray  # noqa: PLC0415 - as above
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - as above

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    nodes.add_node(num_cpus=1)
    ray.init(nodes.address, log_to_driver=False, logging_level=logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()
        nodes.shutdown()  # type: ignore[no-untyped-call]
