"""What holds for all modules: codes have explanations, and the way through is one-way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import SERIOUS, WARNINGS
from tests.places import ROOT

MODULES = sorted((ROOT / "extractor").rglob("*.py"))


def codes_in(module: Path) -> set[str]:
    """The warning codes that a module names in `Doubt(…)` or `_warning(…)`."""
    calls = (node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    first = (
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("Doubt", "_warning") and call.args
    )
    return {node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_every_warning_code_is_explained(module: Path) -> None:
    assert codes_in(module) <= set(WARNINGS)


def test_serious_codes_are_codes() -> None:
    assert set(WARNINGS) >= SERIOUS
    assert codes_in(ROOT / "extractor" / "assemble.py"), "the search for codes finds none"


def test_imports_only_go_down() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
