"""The gate over the corpus and the samples, and that the gate itself can fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor import Extractor
from tests.quality import gate
from tests.quality.gate import Measured


@pytest.mark.parametrize("name", gate.SETS)
def test_no_field_is_below_its_floor(name: str, by_rules: Extractor) -> None:
    folder = gate.folder_of(name)
    if folder is None:
        pytest.skip("there is no corpus here (../shared/corpus or $EXTRACTOR_CORPUS)")
    assert not gate.falls(name, gate.measure(folder, by_rules))


@pytest.mark.parametrize("name", gate.CROSS_VALIDATED)
def test_the_shipped_weights_are_as_good_as_pinned(name: str) -> None:
    assert not gate.falls(name, gate.cross_validated()[name])


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"dev": {"corpus": "abc", "f1": {"title": 0.9, "slogan": 0.5}}}))
    monkeypatch.setattr(gate, "FLOORS", file)
    return file


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        # as good, or better
        ("dev", Measured("abc", {"title": 0.9, "slogan": 0.6}), []),
        # one field worse, another better
        ("dev", Measured("abc", {"title": 0.8999, "slogan": 0.9}), ["dev title: 0.8999 is below 0.9000"]),
        # other reports: the floors say nothing
        ("dev", Measured("abd", {"title": 1.0, "slogan": 1.0}), ["have changed"]),
        # a set without floors gates nothing, which is no pass
        ("check", Measured("abc", {"title": 1.0}), ["no floors"]),
    ],
)
def test_falls(pinned: Path, name: str, now: Measured, said: list[str]) -> None:
    assert pinned.exists()
    found = gate.falls(name, now)
    assert len(found) == len(said)
    assert all(part in fall for part, fall in zip(said, found, strict=True))


def test_a_floor_is_lowered_only_when_told(pinned: Path) -> None:
    worse = {"dev": Measured("abc", {"title": 0.80009, "slogan": 0.6})}
    before = pinned.read_text()
    assert len(gate.write(worse, lower=False)) == 1
    assert pinned.read_text() == before
    assert gate.write(worse, lower=True) == []
    assert json.loads(pinned.read_text())["dev"]["f1"] == {"title": 0.8, "slogan": 0.6}


def test_the_hash_changes_with_any_file(tmp_path: Path) -> None:
    hashes = set()
    for folder, name, content in [("gold", "a.json", "{}"), ("reports", "a.txt", "x"), ("reports", "b.txt", "x")]:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(content)
        hashes.add(gate.hash_of(tmp_path))
    assert len(hashes) == 3
