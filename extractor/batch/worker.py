"""What a worker process does: load the pipeline once, then one report after the other.

Over its connection it gets lists of numbered tasks, and sends `Ready` once, then
lists of outcomes with their tasks' numbers: several at a time where they come
quickly, which costs both sides a fraction. The number of the task at hand stands
in memory that the other side sees, who so knows on which one this process died
or hangs. It ends when the other side is gone, and by itself after a report that
took more memory than there is.
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable
from ctypes import c_longlong
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Literal

from extractor.batch.outcome import Outcome, Task, attempt
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.findings import Profile

Attempt = Callable[[Task], Outcome]
Ready = Literal["ready"]
READY: Ready = "ready"

# What is held back at most before it is sent: seconds since the last was sent, and bytes of records.
_HELD_SECONDS = 0.05
_HELD_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may cost: bytes of text, seconds, and megabytes of its worker's memory."""

    text: int
    seconds: float = 30.0
    memory: int = 2048


@dataclass(frozen=True, slots=True)
class Loader:
    """How a worker gets its pipeline; records are indented where `indent` says so, texts go along `with_text`."""

    profile: Profile
    limit: int
    indent: int | None = None
    with_text: bool = False

    def __call__(self) -> Attempt:
        """Load the pipeline. Raises an `ExtractorError` where that fails."""
        from extractor.api import Extractor  # noqa: PLC0415 - spaCy is for workers alone

        extractor = Extractor(self.profile, self.limit)
        return lambda task: attempt(extractor, task, self.indent, with_text=self.with_text)


def work(link: Connection, hand: c_longlong, load: Callable[[], Attempt], limits: Limits) -> None:
    """Serve `link` until its other side is closed; `hand` is shared, and gets the number of the task at hand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all of a terminal's processes; the parent decides
    try:
        attempt_one = load()
    except ExtractorError as error:
        link.send(error)
        return
    _restrict(limits.memory)
    gc.freeze()  # rules and weights stay; looking for garbage in them again and again costs more with each report's size
    try:
        link.send(READY)
        while _serve(link, hand, attempt_one, limits):
            pass
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone


def _serve(link: Connection, hand: c_longlong, attempt_one: Attempt, limits: Limits) -> bool:
    """Do one list of tasks; False after one that ran out of memory, when this process has to go."""
    tasks: list[tuple[int, Task]] = link.recv()
    held: list[tuple[int, Outcome]] = []
    size, sent = 0, time.monotonic()
    for number, task in tasks:
        hand.value = number
        _set_alarm(2 * limits.seconds + 10)
        try:
            held.append((number, attempt_one(task)))
            size += len(held[-1][1].record or b"")
            if size > _HELD_BYTES or time.monotonic() - sent > _HELD_SECONDS:
                link.send(held)
                held = []
                size, sent = 0, time.monotonic()
        except MemoryError:
            # What was held is done again by another one: sending it takes memory, too.
            reason = f"{task.source.given}: needs more memory than a worker may have ({limits.memory} MB)"
            link.send([(number, task.failed(reason))])
            return False
        finally:
            _set_alarm(0)
    if held:
        link.send(held)
    return True


def _set_alarm(seconds: float) -> None:
    """Have the system end this process after that time, should the parent not live to do it; 0 calls it off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _restrict(megabytes: int) -> None:
    """Let allocations fail beyond this much memory, where the system knows such a limit."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
