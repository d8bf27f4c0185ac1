"""What holds for all modules: codes have explanations, the way through is one-way, what the README shows is so."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import SERIOUS, WARNINGS
from extractor.pipeline import FIELDS
from tests.places import README, ROOT
from tests.test_records import FULL

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


def test_every_component_is_registered_with_spacy() -> None:
    declared = {point.name for point in entry_points(group="spacy_factories") if point.value.startswith("extractor.")}
    assert declared == set(FIELDS)


def test_a_component_works_in_a_pipeline_that_knows_only_its_name() -> None:
    code = """
import sys, spacy
nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "meeting_tokenizer.v1"}}})
nlp.add_pipe("meeting_event_date")
assert "extractor.pipeline" not in sys.modules
doc = nlp("Sáng ngày 28/12/2016, Sở Y tế tổ chức hội nghị tổng kết công tác năm 2016.")
(finding,) = doc.user_data["meeting_findings"]
print(doc.text[finding.start:finding.end])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("28/12/2016"), done.stderr


def test_the_readme_code_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("Hội nghị tổng kết", encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    known: dict[str, Any] = {"texts": ["Hội nghị tổng kết"], "stored": json.dumps(FULL)}
    exec(code, known)  # noqa: S102 - the README's own
    before = code.partition("extractor = ")[0]
    exec(before, known)  # noqa: S102 - the same
    for line in before.splitlines():
        expression, comment, value = line.partition("  # ")
        if comment and "(" in value:
            assert repr(eval(expression, known)) == value.strip()  # noqa: S307 - the same


PROGRAMS = [
    module
    for module in sorted((ROOT / "tests").rglob("*.py"))
    if module.name == "__main__.py" or '\nif __name__ == "__main__":' in module.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", PROGRAMS, ids=lambda module: str(module.relative_to(ROOT)))
def test_every_program_among_the_tests_helps_before_it_writes(module: Path) -> None:
    names = (ast.unparse(node) for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    assert {"usage.parser(__doc__)"} & set(names)


def test_imports_only_go_down() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
