"""The engine of a cluster: the tasks of a run on Ray Data, its outcomes back in their order.

Where the records go, how a run goes on and what the status says is the business
of `batch`, the same as on one machine. Each of Ray's processes looks after one
worker process as `batch.pool` does, so that a report on which that dies or hangs
costs no more here; a node that dies costs what it had not yet given back, which Ray
has others do again.

All nodes need this package in the same state. Inputs are read where they are
extracted: they have to be on storage that all nodes see, or at URLs.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractor.batch import manifest
from extractor.batch.pool import Pool
from extractor.errors import MissingExtraError, WorkerError

if TYPE_CHECKING:
    from extractor.batch import Engine, Limits, Listener, Outcome, Task
    from extractor.batch.running import Stop
    from extractor.batch.worker import Attempt

# Tasks in a block: about a second's work, so that handing it over costs little and losing it, too.
_BLOCK = 200


@dataclass(frozen=True, slots=True)
class _Maker:
    """What each of the cluster's processes makes its worker of; `code` is the package's fingerprint where it was asked."""

    load: Callable[[], Attempt]
    limits: Limits
    code: str

    @cache  # noqa: B019 - one worker for each process of the cluster, kept as long as that lives
    def pool(self) -> Pool:
        """The pool of one worker of this process."""
        if manifest.fingerprint() != self.code:
            raise WorkerError("a node of the cluster has this package in another version; install the same everywhere")
        return Pool(self.load, 1, self.limits)

    def outcomes(self, block: dict[str, Any]) -> dict[str, list[bytes]]:
        """The outcomes of a block of tasks; both are pickled."""
        tasks: list[Task] = [task for tasks in block["tasks"] for task in pickle.loads(tasks)]  # noqa: S301 - our own
        return {"outcomes": [pickle.dumps(list(self.pool().run(tasks, len(tasks))))]}


def on_ray(
    load: Callable[[], Attempt], workers: int, limits: Limits, listener: Listener, address: str | None = None
) -> Engine:
    """The engine of the cluster at `address`, of this machine where there is none.

    `workers` is the number of cores to use, 0 for all that the cluster has.
    Raises `MissingExtraError` without Ray; its runs raise `WorkerError` where the cluster fails.
    """
    try:
        import ray  # noqa: F401, PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise MissingExtraError("engine ray", "ray", str(error)) from error

    def engine(tasks: Iterable[Task], total: int, stop: Stop) -> Generator[Outcome, None, None]:
        with _connected(address):
            for outcomes in _blocks(_dataset(tasks, total, workers, _Maker(load, limits, manifest.fingerprint()))):
                for outcome in outcomes:
                    yield outcome
                    if stop():
                        return

    listener.note("engine ray: loading takes some seconds")
    return engine


@contextmanager
def _connected(address: str | None) -> Iterator[None]:
    """A connection to the cluster; one that is there already is used and stays. Raises `WorkerError`."""
    import ray  # noqa: PLC0415 - as above

    # Nothing is reported to anyone outside.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ours = not ray.is_initialized()
    try:
        if ours:
            ray.init(
                address, include_dashboard=None if address else False, log_to_driver=False, logging_level=logging.ERROR
            )
        yield
    except (ray.exceptions.RayError, ConnectionError, TimeoutError) as error:
        raise WorkerError(f"the cluster failed: {_told(error)}") from error
    finally:
        if ours:
            ray.shutdown()


def _told(error: Exception) -> str:
    """The line of an error that says most: that of this package's own error on a node, else the last."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    ours = [line.partition(": ")[2] for line in lines if line.startswith("extractor.errors.")]
    return (ours or lines)[-1]


def _dataset(tasks: Iterable[Task], total: int, workers: int, maker: _Maker) -> Any:
    """The dataset of outcomes; it begins to work when it is read."""
    import pyarrow as pa  # noqa: PLC0415 - comes with Ray
    import ray.data  # noqa: PLC0415 - as above

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    size = min(workers or int(ray.cluster_resources().get("CPU", 1)), max(total, 1))  # type: ignore[no-untyped-call]
    length = max(1, min(_BLOCK, total // (4 * size)))
    rest = iter(tasks)
    # The blocks stand in the cluster's object store, which puts on disk what memory does not hold.
    blocks: list[Any] = [
        ray.put(pa.table({"tasks": pa.array([pickle.dumps(block)], pa.large_binary())}))
        for block in iter(lambda: list(islice(rest, length)), [])
    ]
    if not blocks:
        return None
    # Stateless for Ray: a task goes to whatever node has a core free, also after another has died.
    return ray.data.from_arrow_refs(blocks).map_batches(
        maker.outcomes,
        compute=ray.data.TaskPoolStrategy(size=min(size, len(blocks))),
        batch_size=1,
        num_cpus=1,
    )


def _blocks(dataset: Any) -> Iterator[list[Outcome]]:
    """The outcomes of each block, in order."""
    if dataset is None:
        return
    for batch in dataset.iter_batches(batch_size=None):
        for outcomes in batch["outcomes"]:
            yield pickle.loads(outcomes)  # noqa: S301 - our own
