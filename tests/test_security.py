"""SECURITY.md says what the code does."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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
    ("LibreOffice", f"{office.SECONDS} s, {office.MEMORY >> 20} MB"),
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


# Modules that use pickle, each with what for and with what of it.
_PICKLES = {
    "batch/pool.py": "tasks to a worker's pipe",
    "distributed.py": "tasks to Ray's workers",
}
# What unpickles or runs what it is given.
_RUNS = frozenset(
    {"marshal", "shelve", "dill", "joblib", "cloudpickle", "torch", "eval", "exec", "compile", "__import__"}
)


def _named(source: str) -> set[str]:
    """What a module imports and the functions it calls by a bare name, and attributes of modules as `pickle.load`."""
    named = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module.partition(".")[0], *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            named.add(node.func.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            named.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            named.add(node.arg)
    return named


def test_nothing_is_unpickled_or_run_from_a_file() -> None:
    package = ROOT / "extractor"
    named = {str(file.relative_to(package)): _named(file.read_text(encoding="utf-8")) for file in package.rglob("*.py")}
    assert {file: found & _RUNS for file, found in named.items() if found & _RUNS} == {}
    assert {file for file, found in named.items() if "pickle" in found} <= set(_PICKLES)
    loads = {"pickle.load", "pickle.Unpickler", "allow_pickle", "np.load", "numpy.load", "spacy.load"}
    assert {file: found & loads for file, found in named.items() if found & loads} == {}
    # These are blocks of this run's own tasks.
    assert {file for file, found in named.items() if "pickle.loads" in found} == {"distributed.py"}


def test_the_search_for_pickles_finds_one() -> None:
    assert "pickle.load" in _named("import pickle\npickle.load(file)")
    assert "pickle.load" in _named("from pickle import load")
    assert "joblib" in _named("import joblib.numpy_pickle")
    assert "allow_pickle" in _named("np.load(file, allow_pickle=True)")


# What the repository and what is made of it may hold that is no text, by the first bytes of what it says it is.
_SIGNATURES = {
    ".docx": b"PK\x03\x04", ".odt": b"PK\x03\x04", ".pdf": b"%PDF-", ".doc": b"\xd0\xcf\x11\xe0", ".png": b"\x89PNG",
}  # fmt: skip
_LEGACY = (".tcvn3.txt", ".vni.txt", ".viqr.txt", ".windows-1258.txt")


def test_nothing_binary_is_of_unknown_origin() -> None:
    """Samples and pictures are what their suffix says; the rest is text, and the package is nothing but text."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("no git")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    names = listed.decode().split("\0")[:-1]
    if not names:
        pytest.skip("no repository")
    for name in names:
        data = (ROOT / name).read_bytes()
        signature = _SIGNATURES.get(Path(name).suffix)
        if signature is not None and not name.startswith("extractor/"):
            assert data.startswith(signature), name
            assert name.startswith(("samples/", "docs/")), f"{name}: nobody says where it is from"
        elif not name.endswith(_LEGACY):
            assert b"\0" not in data, name
            assert data.decode("utf-8") is not None, name


LOCK = (ROOT / "requirements-ci.txt").read_text(encoding="utf-8")
_PINNED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)((?:[^\n]*\\\n)(?:[ ]+--hash=sha256:[0-9a-f]{64}[^\n]*\n)+)",
    re.MULTILINE,
)


def test_the_lock_file_pins_every_package_by_its_hashes() -> None:
    lines = [line for line in LOCK.splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(_PINNED.findall(LOCK)) > 100


def test_the_lock_file_pins_what_the_project_asks_for() -> None:
    pinned: dict[str, set[str]] = {}
    for name, version, _ in _PINNED.findall(LOCK):
        pinned.setdefault(name, set()).add(version)
    asked = [Requirement(one) for one in requires("meeting-minutes-extractor") or ()]
    own = ("benchmark", "fuzz", "train")  # extras that CI does not install
    for one in asked:
        if one.name == "meeting-minutes-extractor" or any(
            f"extra == '{extra}'" in str(one.marker).replace('"', "'") for extra in own
        ):
            continue
        versions = pinned.get(canonicalize_name(one.name))
        assert versions, f"{one.name} is not pinned: see the command at the top of requirements-ci.txt"
        assert any(one.specifier.contains(version) for version in versions), one


def test_the_model_is_text() -> None:
    for file in filter(Path.is_file, MODELS.iterdir()):
        assert file.read_bytes().decode("utf-8"), file
