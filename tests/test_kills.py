"""SIGKILL at random moments of a run, a few times; `python -m tests.kills` does it a hundred times."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.kills import Experiment, contents, differences, lost_and_doubled
from tests.reports import fill


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_nothing_is_lost_or_doubled(tmp_path: Path, form: str) -> None:
    experiment = Experiment(fill(tmp_path / "in", 160), form, part_inputs=20)
    expected = experiment.whole_run(tmp_path / "whole")
    while experiment.kills < 3:
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        experiment.killed_runs(tmp_path / "out", 3)
        found = contents(tmp_path / "out")
        assert lost_and_doubled(found, expected) == (0, 0)
        assert differences(found, expected) == []
