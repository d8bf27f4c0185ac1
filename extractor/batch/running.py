"""A run over inputs: what to do, who does it, where it goes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractor.batch import remote
from extractor.batch.catalogue import Catalogue, listing
from extractor.batch.inputs import STDIN
from extractor.batch.manifest import Configuration
from extractor.batch.outcome import Outcome, Tally, Task
from extractor.batch.output import Output
from extractor.batch.pool import Pool
from extractor.batch.store import store, writing
from extractor.batch.worker import Limits, Loader
from extractor.errors import ExtractorError, OutputError

if TYPE_CHECKING:
    from extractor.findings import Profile
    from extractor.writers import Format

Stop = Callable[[], bool]
# Outcomes of tasks, of which there are about so many, in their order; ends early when `Stop` says so.
Engine = Callable[[Iterable[Task], int, Stop], Generator[Outcome, None, None]]


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do: the inputs that `paths` name, the records' folder or URL, their format, how.

    `fresh` throws earlier records away; `changed` are the files that may have
    changed since an earlier run, where that is known; `with_text` writes the
    plain texts that the records' offsets refer to beside them.
    """

    paths: tuple[str, ...]
    out: str
    form: Format = "json"
    profile: Profile = "default"
    fresh: bool = False
    changed: frozenset[str] | None = None
    with_text: bool = False

    def loader(self, limit: int) -> Loader:
        """What workers load for this job."""
        return Loader(self.profile, limit, 2 if self.form == "json" else None, self.with_text)

    def configuration(self) -> Configuration:
        """What the records of this job have in common."""
        return Configuration.now(self.form, self.profile, with_text=self.with_text)


@dataclass(slots=True)
class Listener:
    """What hears of a run: how many inputs there are, each outcome, inputs that are gone, and notes."""

    begin: Callable[[int], None] = field(default=lambda _: None)
    outcome: Callable[[Outcome], None] = field(default=lambda _: None)
    gone: Callable[[str], None] = field(default=lambda _: None)
    note: Callable[[str], None] = field(default=lambda _: None)


def local(loader: Loader, workers: int, limits: Limits, listener: Listener) -> Engine:
    """The engine of this machine: `workers` processes."""

    def engine(tasks: Iterable[Task], total: int, stop: Stop) -> Generator[Outcome, None, None]:
        with Pool(loader, workers, limits, listener.note) as pool:
            yield from pool.run(tasks, total, stop)

    return engine


def run(job: Job, engine: Engine, limit: int, listener: Listener, stop: Stop = lambda: False) -> Tally:
    """Do a job; what is done is kept when `stop` says so, or when this process is killed.

    `limit` is the longest input in bytes. Raises an `ExtractorError` where the
    run as a whole cannot go on.
    """
    tally = Tally()
    _spare_inputs(job)
    with listing(), Output(store(job.out), job.configuration(), fresh=job.fresh) as output:
        catalogue = Catalogue(job.paths, job.out)
        for number, lines in output.lines():
            catalogue.note(number, lines)
        if output.broken_off:
            output.finish(catalogue.is_input, complete=False)
        total = len(catalogue) if job.changed is None else len(job.changed)
        listener.begin(total)
        tasks = (task.carrying(limit) for task in catalogue.tasks(job.changed))
        try:
            with closing(engine(tasks, total, stop)) as outcomes:
                for outcome in outcomes:
                    written = output.add(outcome)
                    tally.count(written.status)
                    listener.outcome(written)
        except ExtractorError:
            with suppress(ExtractorError):
                output.finish(catalogue.is_input, complete=False)
            raise
        output.finish(catalogue.is_input, complete=not stop())
        for path in catalogue.removed():
            tally.count("removed")
            listener.gone(path)
    return tally


def _spare_inputs(job: Job) -> None:
    """Raise `OutputError` for records in a folder of inputs, which the next run would read, and texts beside inputs, whose place they might take."""
    given = [path for path in job.paths if path != STDIN]
    taken = {_place(path) for path in given}
    if job.with_text:
        taken |= {Path(path).resolve().parent for path in given if not remote.is_url(path) and not Path(path).is_dir()}
    if _place(job.out) in taken:
        raise OutputError(job.out, "holds the inputs, among which nothing is written", "choose another --out")


def _place(given: str) -> str | Path:
    """What two names of one place have in common."""
    return given.rstrip("/") if remote.is_url(given) else Path(given).resolve()


@listing()
def stream(job: Job, engine: Engine, limit: int, listener: Listener, out: IO[bytes]) -> Tally:
    """Do a job whose records go to an open stream; nothing is kept that a later run could go on with.

    Raises `WriteError` where nothing can be written there any more, and where the list of inputs cannot be kept.
    """
    catalogue = Catalogue(job.paths)
    tally = Tally()
    listener.begin(len(catalogue))
    tasks = (task.carrying(limit) for task in catalogue.tasks())
    with closing(engine(tasks, len(catalogue), lambda: False)) as outcomes:
        for outcome in outcomes:
            with writing("standard output"):
                out.write(outcome.record or b"")
                out.flush()
            tally.count(outcome.status)
            listener.outcome(outcome)
    return tally
