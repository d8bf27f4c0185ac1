"""Every value is grounded: `text[start:end] == quote`, whatever the text is made of."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractor import Extractor, MeetingReport
from extractor.errors import EmptyTextError
from tests.places import samples


def evidences(value: Any) -> Iterator[dict[str, Any]]:
    """All evidence below a part of a record."""
    if isinstance(value, dict):
        if isinstance(value.get("evidence"), dict):
            yield value["evidence"]
        for part in value.values():
            yield from evidences(part)
    elif isinstance(value, list):
        for part in value:
            yield from evidences(part)


def values(record: Any) -> Any:
    """A record without what may differ between two spellings of one text."""
    if isinstance(record, dict):
        return {key: values(part) for key, part in record.items() if key not in ("id", "source", "evidence", "message")}
    return [values(part) for part in record] if isinstance(record, list) else record


def extracted(extractor: Extractor, text: str) -> dict[str, Any]:
    """The record of a text, checked: grounded, and the same when read back."""
    report = extractor.extract(text)
    dumped = report.model_dump_json()
    assert MeetingReport.model_validate_json(dumped).model_dump_json() == dumped
    record: dict[str, Any] = json.loads(dumped)
    for evidence in evidences(record):
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    return record


@st.composite
def spellings(draw: st.DrawFn, sample: Path) -> str:
    """One of the ways in which the bytes of the same report may come."""
    text = sample.read_bytes().decode().replace("\r\n", "\n")
    blanks = [i for i, char in enumerate(text) if char == " "]
    odd = set(draw(st.lists(st.sampled_from(blanks), max_size=60))) if blanks else set()
    text = "".join("\u00a0" if i in odd else char for i, char in enumerate(text))
    text = unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), text)
    return text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_the_spelling_of_a_report_changes_no_value(extractor: Extractor, sample: Path) -> None:
    plain = values(extracted(extractor, sample.read_bytes().decode()))

    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(spellings(sample))
    def holds(text: str) -> None:
        assert values(extracted(extractor, text)) == plain

    holds()


# What the fuzzer found, each with what is odd about it.
FOUND = [
    ("a first line that shows nothing", "\u2069\n\ufeffa) kiến nghị về • thảo luận về kinh phí"),
    ("a blank by another name before it", "\x1c\u2066\nTham dự hội nghị có đại diện lãnh đạo"),
    ("a text that ends in the midst of its place", "Sáng ngày 15/8/2017, tại Khách s"),
    ("a letter that is longer in lower case once it is composed", "UBND I\u0307 họp, mùng 5 tháng Giêng"),
    ("a place that is announced and not told", "Địa điểm: \nSáng ngày 15/8/2017, Sở Y tế họp."),
]


@pytest.mark.parametrize(("why", "text"), FOUND, ids=[case[0] for case in FOUND])
@pytest.mark.parametrize("profile", ["default", "rules"])
def test_what_the_fuzzer_found(why: str, text: str, profile: str, extractor: Extractor, by_rules: Extractor) -> None:
    record = extracted(extractor if profile == "default" else by_rules, text)
    assert record["source"]["characters"] == len(text), why


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text="TAI ")  # "tại" at the end of a text, with nothing behind it
@given(text=st.text(max_size=400))
def test_any_text_gives_a_grounded_record_or_a_typed_error(extractor: Extractor, text: str) -> None:
    try:
        extracted(extractor, text)
    except EmptyTextError:
        assert not text.strip()


_PIECES = st.sampled_from(
    [
        "Sáng ngày 28/12/2016, ",
        "Sở Y tế tỉnh tổ chức hội nghị tổng kết ",
        "Tham dự hội nghị có đại diện lãnh đạo ",
        "Kết luận hội nghị, Giám đốc Sở đề nghị ",
        "khó khăn, vướng mắc như: ",
        "với chủ đề \u201c",
        "\u201d",
        "; ",
        ". ",
        "\n",
        "\r\n\r\n",
        " \u00a0\u200b",
        "a\u0323\u0302",
        "(",
        "…",
        "- ",
        "1. ",
        "31/02/2020",
        "(13/13/2013 25:61:61 PM)",
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(_PIECES, min_size=1, max_size=25))
def test_shuffled_wordings_give_a_grounded_record(extractor: Extractor, pieces: list[str]) -> None:
    text = "".join(pieces)
    if text.strip():
        extracted(extractor, text)
