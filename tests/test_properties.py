"""What holds for every text: a record or a typed error, grounded, the same again, JSON that reads back as it was.

What one text costs is in `tests/hostile`; these are many, and short enough to be quick. `python -m tests.fuzz` tries
a million.
"""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import Extractor, readers
from extractor.errors import ReadError
from tests.fuzz import documents, texts
from tests.fuzz.invariants import broken
from tests.places import dev_reports, samples

_FEW = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_REPORT = "Sáng ngày 28/12/2016, Sở Y tế tỉnh An Bình tổ chức hội nghị tổng kết công tác năm 2016. "

_any_character = st.characters(exclude_categories=())
_control = st.sampled_from(
    "\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\x85\u2028"
)
_MARKS = st.sampled_from(("“", "”", '"', "'", "«", "»", "(", ")", "[", "]", "{", "}", "‘", "’", "（", "）"))


@_FEW
@given(words=st.text(_any_character, max_size=60), at=st.integers(0, len(_REPORT)))
def test_any_character_within_a_report(by_rules: Extractor, words: str, at: int) -> None:
    assert broken(by_rules, _REPORT[:at] + words + _REPORT[at:]) is None


@_FEW
@given(lone=st.integers(0xD800, 0xDFFF), at=st.integers(0, len(_REPORT)))
def test_half_a_character_is_a_typed_error(by_rules: Extractor, lone: int, at: int) -> None:
    assert broken(by_rules, _REPORT[:at] + chr(lone) + _REPORT[at:]) is None


@_FEW
@given(st.lists(st.tuples(st.integers(0, len(_REPORT)), _control), min_size=1, max_size=40))
def test_directions_and_what_has_no_width(by_rules: Extractor, marks: list[tuple[int, str]]) -> None:
    text = _REPORT
    for at, mark in marks:
        text = text[:at] + mark + text[at:]
    assert broken(by_rules, text) is None


@_FEW
@given(st.lists(st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")), min_size=1, max_size=20))
def test_composed_and_decomposed_in_one_text(by_rules: Extractor, forms: list[str]) -> None:
    words = (_REPORT * 2).split(" ")
    text = " ".join(unicodedata.normalize(forms[at % len(forms)], word) for at, word in enumerate(words))  # type: ignore[arg-type]
    assert broken(by_rules, text) is None


@settings(_FEW, max_examples=15)
@given(st.lists(_MARKS, min_size=1, max_size=4), st.integers(1_000, 5_000), st.booleans())
def test_thousands_of_quotes_and_brackets(by_rules: Extractor, marks: list[str], depth: int, closed: bool) -> None:  # noqa: FBT001 - drawn
    opening = "".join(marks)
    assert broken(by_rules, opening * depth + _REPORT + (opening[::-1] * depth if closed else "")) is None


@pytest.mark.parametrize("piece", ["a", "“", "\u200b", " ấ"])
def test_a_line_of_a_megabyte(by_rules: Extractor, piece: str) -> None:
    text = _REPORT + piece * (1_000_000 // len(piece.encode()))
    assert by_rules.extract(text).source.characters == len(text)


@pytest.mark.parametrize("piece", ["ông Nguyễn Văn A, ", "28/12/2016 ", "Sở Y tế và ", "- ", "1.1.", "đề nghị ", "(«"])
def test_one_wording_in_a_long_line(by_rules: Extractor, piece: str) -> None:
    assert broken(by_rules, _REPORT + piece * (30_000 // len(piece))) is None


@settings(_FEW, max_examples=100)
@given(st.integers(0, 2**64))
def test_reports_that_have_been_tampered_with(extractor: Extractor, seed: int) -> None:
    reports = tuple(file.read_bytes().decode() for file in (*samples(), *dev_reports()))
    assert broken(extractor, texts.mutated(reports)(Random(seed))) is None


# Those that are read without LibreOffice and tesseract, whose starts take seconds.
_QUICK = tuple(one for one in documents.samples() if one[0].endswith((".docx", ".html", ".eml", ".mht", ".md", ".txt")))


@settings(_FEW, max_examples=40)
@given(document=st.sampled_from(_QUICK), seed=st.integers(0, 2**64))
def test_documents_that_have_been_tampered_with(by_rules: Extractor, document: tuple[str, bytes], seed: int) -> None:
    name, data = document
    try:
        plain = readers.read_bytes(documents.tampered(data, Random(seed)), name)
    except ReadError:
        return
    assert broken(by_rules, plain.text) is None
