"""Worker processes: order, backpressure, and what one bad report may cost."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from extractor.batch import Input, Limits, Outcome, Task
from extractor.batch.pool import Pool
from extractor.errors import ModelError, WorkerError
from tests.troublemaker import Troublemaker

LIMITS = Limits(text=1000, seconds=1.5, memory=400)


def tasks_of(folder: Path, texts: Iterable[str]) -> Iterator[Task]:
    """A task for each text, whose file is written when the task is asked for."""
    for number, text in enumerate(texts):
        file = folder / f"{number:05}.txt"
        file.write_text(text, encoding="utf-8")
        yield Task(Input(str(file), file.name, file.stem))


def outcomes(folder: Path, texts: list[str], workers: int = 2, limits: Limits = LIMITS) -> list[Outcome]:
    with Pool(Troublemaker(), workers, limits) as pool:
        return list(pool.run(tasks_of(folder, texts), len(texts)))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_tasks(tmp_path: Path, workers: int) -> None:
    texts = ["nap 0.2", *["fine"] * 99, "nap 0.1", *["fine"] * 99]
    found = outcomes(tmp_path, texts, workers)
    assert [outcome.source.id for outcome in found] == [f"{number:05}" for number in range(200)]
    assert {outcome.status for outcome in found} == {"ok"}


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        # what the kernel does when memory runs out
        ("die", "was ended by SIGKILL"),
        # what a library does that gives up
        ("exit", "ended with status 7"),
        # a regular expression that never ends
        ("hang", "took longer than 1.5 s"),
        # a document that unpacks to more than there is
        ("devour", "needs more memory than a worker may have (400 MB)"),
    ],
)
def test_trouble_costs_its_report_alone(tmp_path: Path, trouble: str, reason: str) -> None:
    texts = ["fine"] * 60
    for place in (0, 17, 59):
        texts[place] = trouble
    # To fill memory takes longer than it takes to hang, where others want the processors, too.
    limits = LIMITS if trouble == "hang" else replace(LIMITS, seconds=30)
    found = outcomes(tmp_path, texts, limits=limits)
    assert [number for number, outcome in enumerate(found) if outcome.status == "failed"] == [0, 17, 59]
    told = [str(found[place].reason) for place in (0, 17, 59)]
    assert [(reason in one, "000" in one) for one in told] == [(True, True)] * 3, told
    assert [outcome.source.id for outcome in found] == [f"{number:05}" for number in range(60)]


def test_a_report_that_meets_a_dying_worker_is_tried_again(tmp_path: Path) -> None:
    texts = ["fine", f"die-once {tmp_path / 'seen'}", "fine"]
    assert [outcome.status for outcome in outcomes(tmp_path, texts)] == ["ok"] * 3


def test_the_limit_of_time_is_a_reports_and_not_a_chunks(tmp_path: Path) -> None:
    found = outcomes(tmp_path, ["nap 0.3"] * 12, workers=1, limits=Limits(text=1000, seconds=1.2))
    assert [outcome.status for outcome in found] == ["ok"] * 12


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork server")
def test_the_fork_server_may_die(tmp_path: Path) -> None:
    texts = ["fine"] * 40
    with Pool(Troublemaker(), 1, LIMITS) as pool:
        assert len(list(pool.run(tasks_of(tmp_path, texts), 40))) == 40
        server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
        os.kill(server, signal.SIGKILL)
        texts[5] = f"die-once {tmp_path / 'seen'}"
        assert [outcome.status for outcome in pool.run(tasks_of(tmp_path, texts), 40)] == ["ok"] * 40


def test_a_start_that_fails_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    with Pool(Troublemaker(), 1, LIMITS, told.append) as pool:
        kind = pool._processes.Process  # noqa: SLF001 - the moment cannot be hit from outside
        # A killed server of some size was seen to refuse three connections in a row before it was gone.
        start, failures = kind.start, iter([*[ConnectionRefusedError("no server")] * 3, EOFError("server gone")])

        def failing(process: BaseProcess) -> None:
            for error in failures:
                raise error
            start(process)

        monkeypatch.setattr(kind, "start", failing)
        assert [outcome.status for outcome in pool.run(tasks_of(tmp_path, ["fine"]), 1)] == ["ok"]
    assert ["trying again" in one for one in told] == [True] * 4


def test_replacements_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    with Pool(Troublemaker(), 1, LIMITS, told.append) as pool:
        list(pool.run(tasks_of(tmp_path, ["fine", "hang", "fine"]), 3))
    (one,) = told
    assert "00001.txt: took longer" in one


def test_tasks_are_asked_for_as_outcomes_are_taken(tmp_path: Path) -> None:
    asked = 0

    def counted() -> Iterator[Task]:
        nonlocal asked
        for task in tasks_of(tmp_path, ["fine"] * 20_000):
            asked += 1
            yield task

    with Pool(Troublemaker(), 2, LIMITS) as pool:
        run = pool.run(counted(), 20_000)
        for _ in range(100):
            next(run)
        time.sleep(0.5)
        assert asked < 1000


def test_a_hanging_report_does_not_let_the_others_pile_up(tmp_path: Path) -> None:
    held: list[int] = []

    def counted() -> Iterator[Task]:
        for number, task in enumerate(tasks_of(tmp_path, ["hang", *["big 10000000"] * 60])):
            held.append(number)
            yield task

    with Pool(Troublemaker(), 2, Limits(text=1000, seconds=3)) as pool:
        run = pool.run(counted(), 61)
        assert next(run).status == "failed"
        assert len(held) < 40  # 64 MB of records, and what was handed out before they were made
        assert [outcome.status for outcome in run] == ["ok"] * 60


def test_big_tasks_and_big_records_do_not_block_each_other(tmp_path: Path) -> None:
    tasks = [Task(task.source, data=b"x" * 3_000_000) for task in tasks_of(tmp_path, ["big 3000000"] * 12)]
    with Pool(Troublemaker(), 2, LIMITS) as pool:
        assert [outcome.status for outcome in pool.run(tasks, 12)] == ["ok"] * 12


def test_an_error_in_loading_ends_the_run(tmp_path: Path) -> None:
    with Pool(Troublemaker("error"), 2, LIMITS) as pool, pytest.raises(ModelError, match="are broken"):
        list(pool.run(tasks_of(tmp_path, ["fine"]), 1))


def test_workers_that_never_come_up_end_the_run(tmp_path: Path) -> None:
    with Pool(Troublemaker("exit"), 1, LIMITS) as pool, pytest.raises(WorkerError, match="status 3"):
        list(pool.run(tasks_of(tmp_path, ["fine"]), 1))


def test_a_run_can_be_stopped(tmp_path: Path) -> None:
    done: list[Outcome] = []
    with Pool(Troublemaker(), 2, LIMITS) as pool:
        for outcome in pool.run(tasks_of(tmp_path, ["nap 0.05"] * 500), 500, lambda: len(done) >= 10):
            done.append(outcome)  # noqa: PERF402 - `stop` looks at it meanwhile
    assert 10 <= len(done) < 100
    assert [outcome.source.id for outcome in done] == [f"{number:05}" for number in range(len(done))]


def test_nothing_to_do() -> None:
    with Pool(Troublemaker(), 2, LIMITS) as pool:
        assert list(pool.run([], 0)) == []
