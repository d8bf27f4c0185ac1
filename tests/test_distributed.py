"""Ray: the same records as on one machine, on several nodes, also when one of them dies half-way."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import ray
from ray.cluster_utils import Cluster

from extractor import batch
from extractor.distributed import on_ray
from extractor.errors import WorkerError
from tests.kills import contents
from tests.reports import fill
from tests.test_pool import tasks_of
from tests.troublemaker import Troublemaker

LIMITS = batch.Limits(text=5_000_000)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three Ray nodes: a head that does no work, and two with a core each; and a connection to them."""
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    nodes.add_node(num_cpus=1)
    nodes.wait_for_nodes()
    ray.init(nodes.address, log_to_driver=False, logging_level=logging.ERROR)
    yield nodes
    ray.shutdown()
    nodes.shutdown()  # type: ignore[no-untyped-call]


def job(inputs: Path, out: Path) -> batch.Job:
    return batch.Job((str(inputs),), str(out), "ndjson", "rules")


def run_locally(inputs: Path, out: Path) -> batch.Tally:
    told = job(inputs, out)
    engine = batch.local(told.loader(LIMITS.text), 2, LIMITS, batch.Listener())
    return batch.run(told, engine, LIMITS.text, batch.Listener())


def run_on_ray(inputs: Path, out: Path, listener: batch.Listener | None = None) -> batch.Tally:
    told, listener = job(inputs, out), listener or batch.Listener()
    engine = on_ray(told.loader(LIMITS.text), 0, LIMITS, listener)
    return batch.run(told, engine, LIMITS.text, listener)


def test_the_same_files_as_on_one_machine(tmp_path: Path, cluster: Any) -> None:
    assert len(cluster.list_all_nodes()) == 3
    inputs = fill(tmp_path / "in", 120)
    (inputs / "empty.txt").touch()
    here, there = run_locally(inputs, tmp_path / "here"), run_on_ray(inputs, tmp_path / "there")
    assert (here.ok + here.partial, here.failed) == (there.ok + there.partial, there.failed) == (120, 1)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    # and each goes on with what the other has done
    (inputs / "new.txt").write_text("Sáng 3/4/2025, UBND xã Mây Xanh họp giao ban.", encoding="utf-8")
    assert run_on_ray(inputs, tmp_path / "here").unchanged == 120
    assert run_locally(inputs, tmp_path / "there").unchanged == 120
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_trouble_costs_its_report_alone(tmp_path: Path, cluster: Any) -> None:
    assert cluster.head_node is not None
    texts = ["fine"] * 40
    texts[3], texts[20] = "die", "hang"
    engine = on_ray(Troublemaker(), 2, batch.Limits(text=1000, seconds=3), batch.Listener())
    outcomes = list(engine(tasks_of(tmp_path, texts), 40, lambda: False))
    assert [number for number, outcome in enumerate(outcomes) if outcome.status == "failed"] == [3, 20]
    assert "SIGKILL" in str(outcomes[3].reason)
    assert "took longer than 3 s" in str(outcomes[20].reason)


def test_workers_that_cannot_load_end_the_run(tmp_path: Path, cluster: Any) -> None:
    assert cluster.head_node is not None
    engine = on_ray(Troublemaker("error"), 2, LIMITS, batch.Listener())
    with pytest.raises(WorkerError, match="are broken"):
        list(engine(tasks_of(tmp_path, ["fine"] * 4), 4, lambda: False))


def test_nothing_to_do(cluster: Any) -> None:
    assert cluster.head_node is not None
    assert list(on_ray(Troublemaker(), 2, LIMITS, batch.Listener())([], 0, lambda: False)) == []


def test_a_node_is_killed_half_way(tmp_path: Path, cluster: Any) -> None:
    inputs = fill(tmp_path / "in", 600)
    seen: list[str] = []

    def half_way(outcome: batch.Outcome) -> None:
        seen.append(outcome.source.path)
        if len(seen) == 200:
            node = next(one for one in cluster.list_all_nodes() if one is not cluster.head_node)
            cluster.remove_node(node, allow_graceful=False)

    tally = run_on_ray(inputs, tmp_path / "there", batch.Listener(outcome=half_way))
    assert len(cluster.list_all_nodes()) == 2
    assert (tally.ok + tally.partial, tally.failed) == (600, 0)
    run_locally(inputs, tmp_path / "here")
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
