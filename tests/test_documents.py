"""The sample documents: the same report gives the same values in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from extractor import Extractor, readers
from extractor.readers import pdf
from tests.documents import make
from tests.documents.parts import unzipped
from tests.places import SAMPLES

DOCUMENTS = sorted((SAMPLES / "documents").iterdir())
_OF_THE_FILE = frozenset({"id", "source", "extractor", "warnings"})
_OF_THE_PLACE = frozenset({"evidence", "confidence", "rule"})

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def needs(file: Path) -> list[pytest.MarkDecorator]:
    return [needs_office] if file.suffix in (".doc", ".rtf", ".odt") else []


def values(record: Any) -> Any:
    """A record, or part of it, without what differs from file to file: offsets, quotes, how sure the rules are."""
    if isinstance(record, dict):
        return {key: values(value) for key, value in record.items() if key not in _OF_THE_PLACE}
    return [values(value) for value in record] if isinstance(record, list) else record


def fields(extractor: Extractor, file: Path) -> dict[str, Any]:
    record = json.loads(extractor.extract_file(file).model_dump_json())
    return {key: values(value) for key, value in record.items() if key not in _OF_THE_FILE}


@pytest.mark.parametrize(
    "file", [pytest.param(file, id=file.name, marks=needs(file)) for file in DOCUMENTS if ".scan" not in file.suffixes]
)
def test_the_same_values_as_from_plain_text(extractor: Extractor, file: Path) -> None:
    report = make.report_at(file.name.partition(".")[0])
    assert fields(extractor, file) == fields(extractor, report)


@pytest.mark.skipif(not pdf.can_recognise(), reason="tesseract with Vietnamese is not installed")
def test_a_scan_gives_the_same_but_for_points_that_hang_on_a_stop(extractor: Extractor) -> None:
    # tesseract reads some semicolons as colons
    stem = make.SCANNED
    seen = fields(extractor, SAMPLES / "documents" / f"{stem}.scan.pdf")
    written = fields(extractor, make.report_at(stem))
    assert {key for key in seen if seen[key] != written[key]} <= {"attendee_bodies", "issues_raised", "conclusions"}
    plain = readers.read(SAMPLES / "documents" / f"{stem}.scan.pdf")
    assert [doubt.code for doubt in plain.doubts] == ["text_recognised"]


def test_there_are_enough_of_them() -> None:
    for suffix in (".docx", ".pdf"):
        stems = {file.stem for file in DOCUMENTS if file.suffix == suffix}
        assert set(make.KEPT) <= stems
    assert len(make.PAPERS) >= 12
    assert len(make.NEWS) >= 3
    assert {".doc", ".rtf", ".odt"} <= {file.suffix for file in DOCUMENTS}


@pytest.mark.parametrize("stem", sorted({*make.PAPERS} - {*make.KEPT}))
def test_papers_as_word_documents(extractor: Extractor, stem: str, tmp_path: Path) -> None:
    file = tmp_path / f"{stem}.docx"
    file.write_bytes(make.docx_of(stem))
    assert fields(extractor, file) == fields(extractor, make.report_at(stem))


@pytest.mark.parametrize("stem", make.KEPT)
def test_word_documents_are_made_anew_from_their_reports(stem: str) -> None:
    kept = (SAMPLES / "documents" / f"{stem}.docx").read_bytes()
    assert unzipped(make.docx_of(stem)) == unzipped(kept)


@pytest.mark.parametrize("file", [file for file in DOCUMENTS if file.name.startswith("notice-ubnd-tinh-01.d")], ids=str)
def test_the_head_reads_as_the_paper_does(file: Path) -> None:
    if file.suffix == ".doc" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    assert readers.read(file).text.splitlines()[:7] == make.HEAD_OF_SCANNED
