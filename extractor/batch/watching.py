"""A folder whose records stay current: each change is a run that goes on from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.running import Engine, Job, Listener, Stop, run
from extractor.errors import MissingExtraError, UnreadableFileError

if TYPE_CHECKING:
    from extractor.batch.outcome import Tally

_Seen = Iterator[AbstractSet[tuple[object, str]]]

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
        again = replace(job, fresh=False, changed=changed)
        yield run(again, engine, limit, listener, stop)


def _changes(folder: str, out: str, stop: Stop) -> Iterator[frozenset[str] | None]:
    """The files that have changed below `folder`, named as a listing names them; watching begins at once.

    None: some have changed, and nobody knows which.
    """
    beside = Path(out).resolve()
    return _named(folder, _seen(folder, beside), lambda: _seen(folder, beside), stop)


def _seen(folder: str, out: Path) -> _Seen:
    """What changes below `folder`: from when this returns nothing is missed."""
    try:
        import watchfiles  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("watch", "watch", str(error)) from error
    top = _folder(folder)
    seen = watchfiles.watch(
        top,
        watch_filter=_of_reports(top, out),
        step=_SETTLE,
        rust_timeout=_POLL,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    next(seen)
    return seen


def _folder(given: str) -> Path:
    if not Path(given).is_dir():
        raise UnreadableFileError(given, "is no folder", "give a folder of reports")
    return Path(given).resolve()


def _named(folder: str, seen: _Seen, anew: Callable[[], _Seen], stop: Stop) -> Iterator[frozenset[str] | None]:
    yield from _told(folder, seen, stop)
    while not stop():
        seen = anew()
        yield None
        yield from _told(folder, seen, stop)


def _told(folder: str, seen: _Seen, stop: Stop) -> Iterator[frozenset[str]]:
    """What is seen, until `stop` says so or watchfiles gives up, as it does at a name that is no UTF-8."""
    top = Path(folder).resolve()
    with suppress(RuntimeError):
        for changes in seen:
            if stop():
                return
            _folder(folder)
            if changes:
                yield frozenset(str(Path(folder) / Path(path).relative_to(top)) for _, path in changes)


def _of_reports(top: Path, out: Path) -> Callable[[object, str], bool]:
    """What tells inputs from hidden files and from the records that a run writes, if it writes below `top`."""
    within = out.is_relative_to(top)

    def is_report(_change: object, name: str) -> bool:
        path = Path(name)
        hidden = any(part.startswith(".") for part in path.relative_to(top).parts)
        return not hidden and not (within and path.is_relative_to(out))

    return is_report
