"""A folder whose records stay current: each change is a run that goes on from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.running import Engine, Job, Listener, Stop, run
from extractor.errors import MissingExtraError, UnreadableFileError

if TYPE_CHECKING:
    from extractor.batch.outcome import Tally

_POLL = 500  # milliseconds between two looks at `stop`
_SETTLE = 400  # milliseconds without a change, after which a file is taken for whole


def watch(job: Job, engine: Engine, limit: int, listener: Listener, stop: Stop) -> Iterator[Tally]:
    """Do the job over its one folder, and again with every change, until `stop` says so; gives each run's tally.

    Raises what `run` raises, `MissingExtraError` without watchfiles, and
    `UnreadableFileError` where the folder is none.
    """
    (folder,) = job.paths
    changes = _changes(folder, job.out, stop)
    yield run(job, engine, limit, listener, stop)
    for changed in changes:
        again = replace(job, fresh=False, changed=frozenset(changed))
        yield run(again, engine, limit, listener, stop)


def _changes(folder: str, out: str, stop: Stop) -> Iterator[set[str]]:
    """The files that have changed below `folder`, named as a listing names them; watching begins at once."""
    try:
        import watchfiles  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("watch", "watch", str(error)) from error
    if not Path(folder).is_dir():
        raise UnreadableFileError(folder, "is no folder", "give a folder of reports")
    top = Path(folder).resolve()
    seen = watchfiles.watch(
        top,
        watch_filter=_of_reports(top, Path(out).resolve()),
        step=_SETTLE,
        rust_timeout=_POLL,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    next(seen)  # from here on nothing is missed
    return _named(folder, top, seen, stop)


def _named(folder: str, top: Path, seen: Iterable[AbstractSet[tuple[object, str]]], stop: Stop) -> Iterator[set[str]]:
    for changes in seen:
        if stop():
            return
        if changes:
            yield {str(Path(folder) / Path(path).relative_to(top)) for _, path in changes}


def _of_reports(top: Path, out: Path) -> Callable[[object, str], bool]:
    """What tells inputs from hidden files and from the records that a run writes."""

    def is_report(_change: object, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in path.relative_to(top).parts)
        return not hidden and not path.is_relative_to(out)

    return is_report
