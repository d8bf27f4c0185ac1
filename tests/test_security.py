"""SECURITY.md says what the code does."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from extractor import errors, readers
from extractor.batch import Limits
from extractor.readers import guard, office, ooxml, pdf, pdf_text, registry
from tests.places import MODELS, ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = Limits(readers.LIMIT)
PROMISES = [
    ("text of one input", f"{readers.LIMIT:,} bytes"),
    ("file around it", f"{registry.WRAPPING} times that"),
    ("a part of a Word", f"{ooxml.EXPANSION} times its packed size"),
    ("pages of a PDF", str(pdf_text.PAGES)),
    ("reading one document", f"{guard.SECONDS} s, {guard.MEMORY >> 20} MB"),
    ("recognising a scan", f"{pdf.SCAN_SECONDS} s"),
    ("LibreOffice", f"{office.SECONDS} s"),
    ("one report in a worker", f"{LIMITS.seconds:g} s"),
    ("memory of a worker", f"{LIMITS.memory} MB"),
]


@pytest.mark.parametrize(("what", "number"), PROMISES)
def test_each_limit_is_the_code_s(what: str, number: str) -> None:
    (row,) = (line for line in TEXT.splitlines() if line.startswith(f"| {what}"))
    assert row.split("|")[2].strip().startswith(number)


def test_every_limit_is_held_to_the_code() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and "Default" not in line]
    assert len(rows) == len(PROMISES)


def test_one_tree_of_errors() -> None:
    raised = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, Exception)]
    assert [one for one in raised if not issubclass(one, errors.ExtractorError)] == []


# Modules that use pickle, each with what for; what runs text as code stands nowhere.
_PICKLES = {"batch/pool.py": "tasks to a worker's pipe", "distributed.py": "tasks to Ray's workers"}
_RUNS_CODE = re.compile(
    r"^\s*(?:import|from) (?:marshal|shelve|dill|joblib|cloudpickle)\b|(?<![\w.])(?:eval|exec)\(", re.MULTILINE
)


def test_nothing_is_unpickled_or_run_from_a_file() -> None:
    package = ROOT / "extractor"
    sources = {str(file.relative_to(package)): file.read_text(encoding="utf-8") for file in package.rglob("*.py")}
    assert [name for name, source in sources.items() if _RUNS_CODE.search(source)] == []
    assert {
        name for name, source in sources.items() if re.search(r"^import pickle|^from pickle", source, re.MULTILINE)
    } <= set(_PICKLES)
    assert not any(re.search(r"pickle\.load\b|allow_pickle=True", source) for source in sources.values())


def test_the_model_is_text() -> None:
    for file in filter(Path.is_file, MODELS.iterdir()):
        assert file.read_bytes().decode("utf-8"), file
