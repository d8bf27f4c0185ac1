"""Inputs and outputs at URLs: the same records as in folders."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fsspec
import pytest
import s3fs
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer

from extractor import batch
from extractor.batch import output, remote
from extractor.batch.store import OWN, Remote
from extractor.errors import MissingExtraError, UnreadableFileError, WriteError
from extractor.writers import Format
from tests.kills import contents
from tests.reports import fill
from tests.test_resume import Engine

BUCKET = "reports"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "PART_INPUTS", 4)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3 server on loopback with a bucket; the environment says where it is, as for real ones."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
            ("AWS_ACCESS_KEY_ID", "nobody"),
            ("AWS_SECRET_ACCESS_KEY", "nothing"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
        ):
            patch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()
        s3fs.S3FileSystem().mkdir(BUCKET)
        yield f"s3://{BUCKET}"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture
def top(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place of the kind that the test asks for."""
    if request.param == "s3":
        return f"{request.getfixturevalue('s3')}/{tmp_path.name}"
    return f"memory://{tmp_path.name}" if request.param == "memory" else tmp_path.as_uri()


def fetched(url: str) -> dict[str, bytes]:
    """All files at a URL with their bytes."""
    system, root = remote.opened(url)
    system.invalidate_cache()
    found = {name[len(root) :].lstrip("/"): system.cat_file(name) for name in system.find(root)}
    return {name: data for name, data in found.items() if not name.endswith("lock")}


def small(folder: Path, count: int) -> Path:
    """Have so many small files in sub-folders of a folder."""
    for number in range(count):
        file = folder / f"{number % 3}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"report {number}", encoding="utf-8")
    return folder


def put(inputs: Path, url: str) -> str:
    """Copy a folder to a URL."""
    system, root = remote.opened(url)
    for file in sorted(inputs.rglob("*.txt")):
        name = f"{root}/{file.relative_to(inputs).as_posix()}"
        system.makedirs(name.rpartition("/")[0], exist_ok=True)
        system.pipe_file(name, file.read_bytes())
    return url


def run(inputs: str, out: str, form: Format, engine: Any = None) -> tuple[batch.Tally, list[str]]:
    engine = engine or Engine()
    tally = batch.run(batch.Job((inputs,), out, form), engine, 100_000, batch.Listener())
    return tally, engine.extracted


@pytest.mark.parametrize("form", ["json", "ndjson"])
@pytest.mark.parametrize("top", ["file", "memory", "s3"], indirect=True)
def test_records_are_the_same_at_a_url(tmp_path: Path, top: str, form: Format) -> None:
    inputs = small(tmp_path / "texts", 10)
    run(str(inputs), str(tmp_path / "here"), form)
    url = put(inputs, f"{top}/in")
    with pytest.raises(KeyboardInterrupt):
        run(url, f"{top}/out", form, Engine(at_most=6))
    tally, extracted = run(url, f"{top}/out", form)
    assert (tally.read, tally.failed) == (10, 0)
    assert len(extracted) in (4, 6)  # what the first run did not come to
    here, there = contents(tmp_path / "here"), fetched(f"{top}/out")
    # the status names the inputs by their places
    assert {name for name in there if "status" in name} == {name for name in here if "status" in name}
    for name in here:
        assert "status" in name or there[name] == here[name]
    if not top.startswith("file"):
        lines = [json.loads(line) for line in there["status.ndjson"].splitlines()]
        assert {urlsplit(line["input"]).scheme for line in lines} == {urlsplit(top).scheme}
    assert run(url, f"{top}/out", form)[1] == []


def test_workers_read_from_s3(tmp_path: Path, s3: str) -> None:
    url = put(fill(tmp_path / "in", 8), f"{s3}/workers/in")
    # In a process of its own: workers inherit the environment in which the first of them was made.
    program = "from extractor.cli import main; main()"
    options = ("--out", f"{s3}/workers/out", "--format", "ndjson", "--profile", "rules", "--workers", "2")
    command = [sys.executable, "-c", program, "extract", url, f"{url}/none.txt", *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 1, ended.stderr
    assert "9 read, 8 extracted" in ended.stderr
    assert b"none.txt: does not exist" in fetched(f"{s3}/workers/out")["status.ndjson"]


def test_what_is_in_this_process_is_read_here(tmp_path: Path) -> None:
    url = put(fill(tmp_path / "in", 3), f"memory://{tmp_path.name}/in")
    job = batch.Job((url,), str(tmp_path / "out"), "ndjson", "rules")
    limits = batch.Limits(100_000)
    engine = batch.local(job.loader(limits.text), 1, limits, batch.Listener())
    assert batch.run(job, engine, limits.text, batch.Listener()).failed == 0


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    url = put(small(tmp_path / "in", 3), f"memory://{tmp_path.name}/in")
    system, root = remote.opened(url)
    system.pipe_file(f"{root}/.hidden.txt", b"hidden")
    for _ in range(2):
        assert run(url, f"{url}/records", "json")[0].read == 3


@pytest.mark.parametrize("url", ["nothing://a/b", "memory://nowhere/at/all"])
def test_a_url_with_nothing_behind_it(tmp_path: Path, url: str) -> None:
    if url.startswith("nothing"):
        with pytest.raises(UnreadableFileError, match="cannot be opened"):
            run(url, str(tmp_path / "out"), "ndjson")
    else:
        assert run(url, str(tmp_path / "out"), "ndjson")[0].failed == 1


def test_drivers_have_errors_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(MemoryFileSystem):  # type: ignore[misc]
        protocol = "broken"

        def ls(self, path: str, **_: Any) -> None:
            raise LookupError(path)

        open = cat_file = makedirs = ls

    monkeypatch.setattr("fsspec.core.url_to_fs", lambda url: (Broken(), url.partition(":/")[2]))
    assert run("broken://a/b", str(tmp_path / "out"), "ndjson")[0].failed == 1
    with pytest.raises(WriteError, match="cannot be written to"):
        run(str(small(tmp_path / "in", 1)), "broken://a/out", "ndjson")


def test_without_fsspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r"\[ray\]"):
        remote.opened("s3://a/b")


def test_leavings_of_a_killed_run_are_cleared(tmp_path: Path) -> None:
    place = f"memory://{tmp_path.name}/out"
    run(str(small(tmp_path / "in", 5)), place, "ndjson")
    store = Remote(place)
    store.replace("part-00007.ndjson", b"left")
    store.replace(f"{OWN}/part-00008.0.ndjson", b"left")
    run(str(tmp_path / "in"), place, "ndjson")
    assert sorted(name for name in fetched(place) if "part" in name) == ["part-00000.ndjson", "part-00001.ndjson"]


def test_fsspec_knows_the_protocols() -> None:
    assert {"file", "memory", "s3"} <= set(fsspec.available_protocols())
