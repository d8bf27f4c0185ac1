"""What someone sees of a run: a bar on a terminal, plain lines in a pipe, or events for a machine; and Ctrl-C."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer

from extractor.batch import Listener, Tally
from extractor.cli.options import complain

if TYPE_CHECKING:
    from extractor.batch import Outcome

_EVERY = 1.0  # seconds between two progress events


class Stopping:
    """Set by the first Ctrl-C (SIGINT) or SIGTERM, so that a run ends cleanly; a second one ends it at once."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def __call__(self) -> bool:
        """Whether the run is to end."""
        return self.signal is not None

    def _take(self, number: int, _frame: FrameType | None) -> None:
        self.signal = number
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals within the context."""
        before = {one: signal.signal(one, self._take) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def how_to_go_on() -> str:
    """The command that goes on where this one was stopped."""
    program = "extractor" if shutil.which("extractor") else sys.argv[0]
    return shlex.join([program, *(word for word in sys.argv[1:] if word != "--fresh")])


def _in_one_line(message: str) -> None:
    """Tell of an input; what a file's name holds after a line break is not to look like another message."""
    complain(message.replace("\n", "␊"))


class Lines:
    """Failures and notes as lines on standard error, under a bar where someone is watching."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("reports"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:,.0f}/s"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reports", total=None, rate=0.0)
        self._tally = Tally()
        self.listener = Listener(self._begin, self._outcome, self._gone, _in_one_line)

    def _begin(self, total: int) -> None:
        self._tally = Tally()
        self._bar.reset(self._task, total=total)
        self._bar.start()

    def _outcome(self, outcome: Outcome) -> None:
        self._tally.count(outcome.status)
        self._bar.update(self._task, advance=1, rate=self._tally.rate)
        if outcome.status == "failed":
            _in_one_line(f"failed: {outcome.reason}")

    def _gone(self, path: str) -> None:
        _in_one_line(f"no longer among the inputs: {path}")

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Take the bar away at the end of the context."""
        try:
            yield
        finally:
            self._bar.stop()

    def end(self, tally: Tally, *, stopped: bool) -> None:
        """Say how it ended, and how to go on."""
        complain(str(tally))
        if stopped:
            complain(f"stopped; what is done is kept, and this goes on from there:\n  {how_to_go_on()}")


class Events:
    """Everything as JSON, an event a line on standard error."""

    def __init__(self) -> None:
        self._tally, self._total, self._told = Tally(), 0, 0.0
        self.listener = Listener(self._begin, self._outcome, self._gone, self._note)

    @staticmethod
    def _event(event: str, **told: Any) -> None:
        now = dt.datetime.now(dt.timezone.utc).isoformat(timespec="milliseconds")
        typer.echo(json.dumps({"event": event, "time": now, **told}, ensure_ascii=False), err=True)

    def _begin(self, total: int) -> None:
        self._tally, self._total, self._told = Tally(), total, time.monotonic()
        self._event("begin", total=total)

    def _outcome(self, outcome: Outcome) -> None:
        self._tally.count(outcome.status)
        if outcome.status == "failed":
            self._event("failed", path=outcome.source.path, input=outcome.source.given, reason=outcome.reason)
        if time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            rate = self._tally.rate
            left = (self._total - self._tally.read) / rate
            self._event("progress", **self._counts(self._tally), total=self._total, seconds_left=round(left, 1))

    def _gone(self, path: str) -> None:
        self._event("removed", path=path)

    def _note(self, message: str) -> None:
        self._event("note", message=message)

    @staticmethod
    def _counts(tally: Tally) -> dict[str, float]:
        return {
            "read": tally.read,
            "ok": tally.ok,
            "partial": tally.partial,
            "unchanged": tally.unchanged,
            "failed": tally.failed,
            "rate": round(tally.rate, 1),
        }

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Report an error that ends the run, too."""
        from extractor.errors import ExtractorError

        try:
            yield
        except ExtractorError as error:
            self._event("error", reason=str(error))
            raise typer.Exit(1) from error

    def end(self, tally: Tally, *, stopped: bool) -> None:
        """Say how it ended, and how to go on."""
        counts = {**self._counts(tally), "removed": tally.removed}
        self._event("end", **counts, stopped=stopped, go_on=how_to_go_on() if stopped else None)
