"""Where the tests find what they read."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PAPERS = SAMPLES / "papers"
SCHEMA = ROOT / "schemas" / "meeting-report-1.1.schema.json"
README = ROOT / "README.md"
MODELS = ROOT / "extractor" / "models"
FLOORS = ROOT / "tests" / "quality" / "floors.json"


def corpus() -> Path | None:
    """The annotated corpus: the folder that EXTRACTOR_CORPUS names, else ../shared/corpus; None where neither is there."""
    folder = Path(os.environ.get("EXTRACTOR_CORPUS") or ROOT.parent / "shared" / "corpus")
    return folder if folder.is_dir() else None


def samples() -> list[Path]:
    """The sample reports, in the order of their names."""
    return sorted((SAMPLES / "reports").glob("*.txt"))


def dev_reports() -> list[Path]:
    """The reports of the corpus that may be read; none where it is not there."""
    folder = corpus()
    return sorted((folder / "dev" / "reports").glob("*.txt")) if folder else []
