"""Output folders that somebody has changed: an error that says so, and no file touched that is not the run's."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import batch, stored
from extractor.batch.inputs import below
from extractor.batch.remote import opened
from extractor.dashboard.store import build
from extractor.errors import ExtractorError, OutputError, UnreadableFileError, WriteError
from tests.test_resume import Engine

PART = "part-00000.ndjson"
STATUS = ".extractor/status-00000.0.ndjson"
PRECIOUS = "nobody's business\n"

Change = Callable[[Path], object]


def run(inputs: Path, out: Path, *, fresh: bool = False) -> batch.Tally:
    return batch.run(batch.Job((str(inputs),), str(out), "ndjson", fresh=fresh), Engine(), 1000, batch.Listener())


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Inputs and what a run has made of them, in a folder with a file that is neither's."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    for name in ("a", "b"):
        (inputs / f"{name}.txt").write_text(f"report {name}\n", encoding="utf-8")
    run(inputs, out)
    (tmp_path / "precious.ndjson").write_text(PRECIOUS, encoding="utf-8")
    return inputs, out


def part(**told: Any) -> Change:
    """Have the manifest say something else of its part."""

    def change(out: Path) -> None:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        manifest["parts"][0].update(told)
        (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    return change


def whole(**told: Any) -> Change:
    """Have the manifest say something else."""

    def change(out: Path) -> None:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        (out / "manifest.json").write_text(json.dumps(manifest | told), encoding="utf-8")

    return change


def line(**told: Any) -> Change:
    """Have the first status line say something else."""

    def change(out: Path) -> None:
        first, *others = (out / STATUS).read_text(encoding="utf-8").splitlines()
        lines = [json.dumps(json.loads(first) | told), *others]
        (out / STATUS).write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")

    return change


def instead(name: str, make: Callable[[Path], object]) -> Change:
    """Put something else in a file's place."""

    def change(out: Path) -> None:
        (out / name).unlink()
        make(out / name)

    return change


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def deep(path: Path) -> None:
    path.write_text("[" * 200_000, encoding="utf-8")


# What was changed, how, and what the next run says.
CHANGES: list[tuple[str, Change, str]] = [
    ("records elsewhere", part(file="../precious.ndjson", bytes=len(PRECIOUS)), "no run has made"),
    ("records at a path from the root", part(file="/etc/hostname"), "no run has made"),
    ("status elsewhere", part(status="../precious.ndjson"), "no run has made"),
    ("a part's name with a NUL", part(file="a\0.ndjson"), "no run has made"),
    ("a part's name that is a number", part(file=5), "no run has made"),
    ("a generation that is no number", part(generation="x"), "no run has made"),
    ("a number that no database holds", part(number=10**30), "no run has made"),
    ("counts that are words", part(inputs="many"), "no run has made"),
    ("no parts", whole(parts=None), "cannot be read"),
    ("no configuration", whole(configuration=None), "cannot be read"),
    ("a half-truth about the end", whole(complete="no"), "how the last run ended"),
    ("a manifest nested without end", instead("manifest.json", deep), "cannot be read"),
    ("a manifest without end", instead("manifest.json", endless), "should be a file"),
    ("a manifest that is a pipe", instead("manifest.json", os.mkfifo), "should be a file"),
    ("a manifest that is a folder", instead("manifest.json", Path.mkdir), "should be a file"),
    ("a status that is a pipe", instead(STATUS, os.mkfifo), "should be a file"),
    ("a status without end", instead(STATUS, endless), "should be a file"),
    ("a status nested without end", instead(STATUS, deep), "nests without end"),
    ("an input's name that climbs", line(name="../precious"), "no line that a run has written"),
    ("an input's name that is a list", line(name=[1]), "no line that a run has written"),
    ("a path that is none", line(path={}), "no line that a run has written"),
    ("a status that there is not", line(status="splendid"), "no line that a run has written"),
    ("a hash that is none", line(sha256=[]), "no line that a run has written"),
    ("half a character", line(path="\ud800"), "surrogates"),
    ("a lock that is a pipe", instead(".extractor/lock", os.mkfifo), "should be a file"),
    ("a lock that is another file", instead(".extractor/lock", lambda at: at.symlink_to(at.parents[2] / "precious.ndjson")), "symbolic links"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_was_changed_is_told(folders: tuple[Path, Path], change: Change, told: str) -> None:
    inputs, out = folders
    change(out)
    with pytest.raises((OutputError, WriteError), match=told):
        run(inputs, out)
    assert (out.parent / "precious.ndjson").read_text(encoding="utf-8") == PRECIOUS


def test_a_link_in_place_of_the_run_s_own_folder(folders: tuple[Path, Path]) -> None:
    inputs, out = folders
    elsewhere = out.parent / "elsewhere"
    (out / ".extractor").rename(elsewhere)
    (elsewhere / "draft.tmp").write_text(PRECIOUS, encoding="utf-8")
    (out / ".extractor").symlink_to(elsewhere)
    with pytest.raises(OutputError, match=r"a link for \.extractor"):
        run(inputs, out)
    assert (elsewhere / "draft.tmp").exists()


def test_throwing_away_stays_in_the_folder(folders: tuple[Path, Path]) -> None:
    inputs, out = folders
    (out.parent / "precious.json").write_text(PRECIOUS, encoding="utf-8")
    line(name="../precious", output="../precious.json")(out)
    assert run(inputs, out, fresh=True).ok == 2
    assert (out.parent / "precious.json").exists()


@pytest.mark.parametrize("file", ["../precious.ndjson", ".extractor/lock", "x.exe", "a\0b.ndjson", 5])
def test_reading_back_stays_in_the_folder(folders: tuple[Path, Path], file: object) -> None:
    _, out = folders
    part(file=file)(out)
    found: list[object] = []
    try:
        found += stored.read(str(out))
    except UnreadableFileError as error:
        found.append(error)
    assert len(found) == 1
    assert isinstance(found[0], ExtractorError)
    assert PRECIOUS.strip() not in str(found[0])


def test_reading_back_a_manifest_nested_without_end(folders: tuple[Path, Path]) -> None:
    _, out = folders
    instead("manifest.json", deep)(out)
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        list(stored.read(str(out)))


def test_the_dashboard_passes_over_lines_of_others(tmp_path: Path) -> None:
    lines = ["[" * 200_000, '{"path": "\\ud800", "input": "\\ud800", "name": "a"}', "null", '{"name": 5}']
    (tmp_path / "status.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    built = build(str(tmp_path), tmp_path / "records.duckdb", lambda _: None)
    assert (built.records, len(built.refused)) == (0, 1)


@pytest.mark.parametrize(
    ("key", "path", "why"),
    [
        ("a/b.txt", "a/b.txt", "as they mostly are"),
        ("../../x.txt", "_/_/x.txt", "climbs out of the folder"),
        ("a/../../x.txt", "a/_/_/x.txt", "climbs from within"),
        ("a//b.txt", "a/_/b.txt", "a folder without a name"),
        ("/etc/x.txt", "_/etc/x.txt", "begins at the root"),
        ("", "_", "no name at all"),
        ("a\0b.txt", "a\ufffdb.txt", "ends before its end"),
        ("..a/...", "..a/...", "names with dots are names"),
    ],
)
def test_keys_of_object_stores_are_put_below_the_folder(key: str, path: str, why: str) -> None:
    assert below(key) == path, why


@pytest.mark.parametrize(
    "url", ["zip://::evil.zip", "memory://a::file:///etc/passwd", "simplecache::file:///etc/passwd"]
)
def test_a_url_that_leads_to_another_is_refused(url: str) -> None:
    with pytest.raises(UnreadableFileError, match="holds another URL"):
        opened(url)
