"""Worker processes and who looks after them: outcomes in the order of the tasks, whatever happens to a worker.

Each worker has a connection of its own, and tells the report at hand in shared
memory, so that the report on which a worker died or hung is known, and nothing
that one worker does can block another: a pool with a shared queue, as those of
`concurrent.futures` and pebble, stops when a process dies while it holds the
queue's lock, and limits the time of a whole chunk.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from ctypes import c_longlong
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from extractor.batch.worker import READY, Attempt, Limits, work
from extractor.errors import ExtractorError, WorkerError

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.batch.outcome import Outcome, Task

# Tasks handed out at once, and how many bytes of them may wait in a busy worker's pipe: far below what it holds,
# or this process and the worker would wait for each other.
_CHUNK = 32
_PIPE = 32_768
# How far outcomes may run ahead of the oldest one missing: this many, and as many bytes of records.
_AHEAD = 4096
_BUFFER = 64 << 20
# Seconds between looks at the clock, and what counts at most from one look to the next: a suspended machine,
# or a parent that was busy writing, is no fault of a worker's.
_TICK = 0.25
# A report on which a worker died gets a second try: something else may have killed it.
_TRIES = 2
_START_FAILURES = 3
# How often a process that cannot be started is tried, each time after a longer pause.
_STARTS = 6
# Seconds for a process to end in when it has closed its connection or was killed.
_LEAVE = 5


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, what it has to do by number and in order, and for how long it has been at the task `last`."""

    process: BaseProcess
    link: Connection
    hand: c_longlong
    tasks: dict[int, Task] = field(default_factory=dict)
    ready: bool = False
    last: int = -1
    spent: float = 0.0

    @property
    def at_hand(self) -> int | None:
        """The number of the task that the process is doing, or will do next; None where it has nothing to do."""
        number = self.hand.value
        return number if number in self.tasks else next(iter(self.tasks), None)


class Pool:
    """`workers` processes, each with what `load` gives it; a context manager that ends them.

    `load` must be found by its name from a new process. `tell` hears of every
    worker that had to be replaced.
    """

    def __init__(
        self, load: Callable[[], Attempt], workers: int, limits: Limits, tell: Callable[[str], None] | None = None
    ) -> None:
        self._load, self._size, self._limits = load, workers, limits
        self._tell = tell or (lambda _: None)
        # Where there is a fork server, it imports once what takes long, and all workers are forked from it.
        windows = sys.platform == "win32"
        self._processes = multiprocessing.get_context("spawn") if windows else multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["__main__", "extractor.api"])
        self._workers: list[_Worker] = []
        self._start_failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.link.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def run(
        self, tasks: Iterable[Task], total: int, stop: Callable[[], bool] = lambda: False
    ) -> Generator[Outcome, None, None]:
        """The outcomes of `tasks`, of which there are about `total`, in their order; ends early when `stop` says so.

        Raises `WorkerError` where workers do not come up, and the error with which
        they fail to load.
        """
        job = _Job(iter(tasks), max(1, min(_CHUNK, total // (4 * self._size))))
        size = min(self._size, max(total, 1))
        while True:
            yield from job.finished()
            if stop() or job.empty:
                return
            self._hand_out(job, size)
            self._collect(job)

    def _hand_out(self, job: _Job, size: int) -> None:
        while len(self._workers) < size and job.waiting:
            self._workers.append(self._started())
        for worker in sorted(self._workers, key=lambda one: len(one.tasks)):
            if not worker.ready or len(worker.tasks) > job.chunk:
                continue
            chunk = job.next_chunk()
            if not chunk:
                return
            message = pickle.dumps(chunk)
            if worker.tasks and len(message) > _PIPE:
                job.give_back(chunk)
                continue
            try:
                worker.link.send_bytes(message)
            except OSError:
                job.give_back(chunk)  # it has just died; `_collect` will see it
                continue
            worker.tasks.update(chunk)

    def _started(self) -> _Worker:
        for failures in count(1):
            ours, theirs = self._processes.Pipe()
            try:
                # A page of shared memory, for which there may be no room.
                hand = self._processes.RawValue(c_longlong, -1)
                process = self._processes.Process(
                    target=work, args=(theirs, hand, self._load, self._limits), daemon=True
                )
                process.start()
                break
            except (OSError, EOFError) as error:
                # A fork server that was killed refuses connections for as long as it takes to die; then a new one starts.
                ours.close()
                if failures >= _STARTS:
                    raise WorkerError(f"no worker process can be started ({error}); try fewer --workers") from error
                self._tell(f"a worker process could not be started ({error}); trying again")
                time.sleep(failures * _TICK)
            finally:
                theirs.close()
        return _Worker(process, ours, hand)

    def _collect(self, job: _Job) -> None:
        """Take what the workers have sent; replace those that are dead or take too long."""
        since = time.monotonic()
        heard = set(wait([worker.link for worker in self._workers], _TICK))
        passed = min(time.monotonic() - since, 2 * _TICK)
        for worker in list(self._workers):
            if worker.link in heard:
                worker.spent = 0.0
                if not self._drain(worker, job):
                    self._bury(worker, job)
            elif (number := worker.at_hand) is not None:
                worker.spent = worker.spent + passed if number == worker.last else 0.0
                worker.last = number
                if worker.spent > self._limits.seconds:
                    worker.process.kill()
                    self._give_up(worker, number, job, f"took longer than {self._limits.seconds:g} s")

    def _drain(self, worker: _Worker, job: _Job) -> bool:
        """Take all that a worker has sent so far; False where its end of the line is closed."""
        try:
            while worker.link.poll():
                message = worker.link.recv()
                if isinstance(message, ExtractorError):
                    raise message
                if message == READY:
                    worker.ready, self._start_failures = True, 0
                    continue
                for number, outcome in message:
                    del worker.tasks[number]
                    job.done(number, outcome)
        except (EOFError, OSError):
            return False
        return True

    def _bury(self, worker: _Worker, job: _Job) -> None:
        """Find out why a worker ended, and on which report."""
        worker.process.join(_LEAVE)
        code = worker.process.exitcode
        if not worker.ready:
            self._start_failures += 1
            if self._start_failures >= _START_FAILURES:
                raise WorkerError(f"worker processes end while they load ({_ending(code)})")
        reason = f"the worker process {_ending(code)}"
        number = worker.at_hand
        if code and number is not None and job.tried(number) >= _TRIES:
            self._give_up(worker, number, job, reason)
        else:
            self._replace(worker, job, reason)

    def _give_up(self, worker: _Worker, number: int, job: _Job, reason: str) -> None:
        """Have a worker's task failed, and the worker replaced."""
        task = worker.tasks.pop(number)
        told = f"{task.source.given}: {reason}"
        job.done(number, task.failed(told))
        self._replace(worker, job, told)

    def _replace(self, worker: _Worker, job: _Job, reason: str) -> None:
        """Give back what the worker had still to do; `_hand_out` starts another one."""
        job.give_back([*worker.tasks.items()])
        self._workers.remove(worker)
        worker.link.close()
        worker.process.kill()
        worker.process.join(_LEAVE)
        self._tell(f"worker replaced: {reason}")


class _Job:
    """Tasks not handed out yet, outcomes not given on yet."""

    def __init__(self, tasks: Iterator[Task], chunk: int) -> None:
        self.chunk = chunk
        self._tasks = enumerate(tasks)
        self._returned: deque[tuple[int, Task]] = deque()
        self._outcomes: dict[int, Outcome] = {}
        self._tries: dict[int, int] = {}
        self._next = self._taken = self._bytes = 0
        self._ended = False

    @property
    def empty(self) -> bool:
        """Whether every task has its outcome, given on already."""
        if self._next == self._taken and not self._ended:
            self.give_back(self.next_chunk())
        return self._ended and self._next == self._taken

    @property
    def waiting(self) -> bool:
        """Whether there is something to hand out."""
        return bool(self._returned) or not self._ended

    def next_chunk(self) -> list[tuple[int, Task]]:
        """The next tasks with their numbers; none where there are none, or outcomes have run far enough ahead."""
        chunk: list[tuple[int, Task]] = []
        while self._returned and len(chunk) < self.chunk:
            chunk.append(self._returned.popleft())
        while len(chunk) < self.chunk and not self._ended:
            if self._taken - self._next >= _AHEAD or self._bytes >= _BUFFER:
                break
            numbered = next(self._tasks, None)
            if numbered is None:
                self._ended = True
                break
            chunk.append(numbered)
            self._taken += 1
        return chunk

    def give_back(self, chunk: list[tuple[int, Task]]) -> None:
        """Take tasks back that no worker has done."""
        self._returned = deque(sorted([*chunk, *self._returned], key=lambda numbered: numbered[0]))

    def tried(self, number: int) -> int:
        """Count a worker's death on a task; how many there were."""
        self._tries[number] = self._tries.get(number, 0) + 1
        return self._tries[number]

    def done(self, number: int, outcome: Outcome) -> None:
        """Note the outcome of a task."""
        self._outcomes[number] = outcome
        self._bytes += len(outcome.record or b"")

    def finished(self) -> Iterator[Outcome]:
        """The outcomes that are next in order."""
        while (outcome := self._outcomes.pop(self._next, None)) is not None:
            self._bytes -= len(outcome.record or b"")
            self._tries.pop(self._next, None)
            self._next += 1
            yield outcome


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        killed = ", by whoever ran out of memory or patience" if name == "SIGKILL" else ""
        return f"was ended by {name}{killed}"
    return f"ended with status {code}"
