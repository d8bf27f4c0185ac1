"""Bodies and persons: how lists fall apart, and what the fields organizers, attendees and chairs make of reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.fields import attendees, chairs, organizers
from extractor.findings import Body, Finding, Person
from extractor.language import marks
from extractor.language.bodies import listed
from extractor.language.people import name_at, post_at
from extractor.language.reading import Reading
from extractor.rules.cues import CueMatcher
from extractor.rules.cues import entries as cue_entries
from extractor.rules.naming import SHORT_FORM, lexicon
from extractor.rules.naming import entries as naming_entries
from extractor.text import SourceText

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent / "cases"
OWN_ROLES = ("organizer", "attendance", "chair")


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["reason"]) for row in rows]


def findings(text: str, field: Any) -> list[tuple[str, Finding]]:
    return [(text[f.start : f.end], f) for f in field.find(Reading.of(text)) if isinstance(f, Finding)]


@pytest.mark.parametrize("case", cases("bodies"))
def test_a_list_falls_apart_between_bodies(case: dict[str, Any]) -> None:
    reading = Reading.of(case["text"])
    bodies = [item.stands_for(reading.lower) for item in listed(reading, 0, len(reading.lower))]
    assert [reading.folded[slice(*body)] for body in bodies if body is not None] == case["bodies"]


@pytest.mark.parametrize("case", cases("bodies_in_reports"))
def test_fields_find_who_holds_attends_and_chairs(case: dict[str, Any]) -> None:
    text = (
        f"Tin trong tuần\n{case['text'].strip()}\nCác ý kiến trao đổi sôi nổi về nhiều nội dung trong thời gian qua.\n"
    )
    assert [quote for quote, _ in findings(text, organizers)] == case.get("organizers", [])
    assert [quote for quote, _ in findings(text, attendees)] == case.get("attendees", [])
    chaired = [
        [quote, found.value.post or ""] for quote, found in findings(text, chairs) if isinstance(found.value, Person)
    ]
    assert chaired == case.get("chairs", [])


def test_who_sits_at_the_main_point_of_an_online_meeting_is_present() -> None:
    text = (
        "Tin trong tuần\nSáng 5/3, Sở Y tế tổ chức hội nghị trực tuyến.\n"
        "Tại điểm cầu trung tâm có lãnh đạo các phòng; bà Kim Hoa, Trưởng đại diện KOTRA Hà Nội.\n"
        "Tại các điểm cầu cấp xã có đại diện UBND các xã.\n"
    )
    values = {quote: found.value for quote, found in findings(text, attendees)}
    assert values == {
        "các phòng": Body("present", None),
        "KOTRA Hà Nội": Body("present", "Kim Hoa"),
        "UBND các xã": Body("online", None),
    }


def test_presence_and_the_person_who_stands_for_a_body() -> None:
    text = (
        "Tin trong tuần\nSáng 5/3, Sở Y tế tổ chức hội nghị.\n"
        "Tham dự hội nghị có ông Lê Văn Ba, Giám đốc Sở Tài chính.\n"
        "Dự tại các điểm cầu có lãnh đạo UBND các huyện.\n"
        "Khách mời có đại diện Công ty Sao Mai.\n"
    )
    values = {quote: found.value for quote, found in findings(text, attendees)}
    assert values == {
        "Sở Tài chính": Body("present", "Lê Văn Ba"),
        "UBND các huyện": Body("online", None),
        "Công ty Sao Mai": Body("invited", None),
    }


def test_offsets_point_into_the_untouched_text() -> None:
    text = "Tin\r\nSáng 5/3,\u00a0 Sở  Y tế tổ chức hội nghị.\r\nTham dự có lãnh đạo UBND\u00a0tỉnh.\r\n"
    assert [quote for quote, _ in findings(text, organizers)] == ["Sở  Y tế"]
    assert [quote for quote, _ in findings(text, attendees)] == ["UBND\u00a0tỉnh"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Trần Văn Nam dự họp", "Trần Văn Nam", id="ends before a small letter"),
        pytest.param("H'Yim Kđoh, Chủ tịch", "H'Yim Kđoh", id="apostrophe in a name"),
        pytest.param("Đoàn Cao Sơn Viện trưởng Viện Dược", "Đoàn Cao Sơn", id="ends before a post"),
        pytest.param("TRẦN VĂN NAM - Chủ tịch", "TRẦN VĂN NAM", id="in capitals, with a known surname"),
        pytest.param("Nam", None, id="one syllable is no full name"),
    ],
)
def test_a_name_is_a_run_of_capitalised_syllables(text: str, name: str | None) -> None:
    end = name_at(Reading.of(text), 0, len(text))
    assert (text[:end] if end else None) == name


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        pytest.param("Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực", "UBND tỉnh", id="modifier"),
        pytest.param("Trưởng Phòng Nội vụ", "Trưởng", "Phòng Nội vụ", id="the unit is the body's"),
        pytest.param("Phó Trưởng phòng", "Phó Trưởng phòng", None, id="a unit without a name"),
        pytest.param("Thứ trưởng Phạm Hồng Hải", "Thứ trưởng", None, id="a name is no body"),
        pytest.param("Phó Tổng Lãnh sự quán Hàn Quốc", "Phó", "Tổng Lãnh sự quán Hàn Quốc", id="head longer than post"),
        pytest.param("Tổng cục Hải quan", None, None, id="tổng begins a body"),
    ],
)
def test_a_post_ends_where_its_body_begins(text: str, post: str | None, body: str | None) -> None:
    found = post_at(Reading.of(text), 0, len(text))
    assert (text[found.start : found.end] if found else None) == post
    assert (text[found.body :] if found and found.body is not None else None) == body


@pytest.mark.parametrize("entry", [e for e in cue_entries() if e.role in OWN_ROLES], ids=lambda e: e.id)
def test_a_cue_is_in_its_example_and_not_in_its_counterexample(entry: Any) -> None:
    matcher = CueMatcher((entry,))
    assert matcher.find(SourceText.of(entry.example).lower)
    assert not matcher.find(SourceText.of(entry.counterexample).lower)


@pytest.mark.parametrize("entry", naming_entries(), ids=lambda e: e.id)
def test_a_word_is_in_its_example_and_not_in_its_counterexample(entry: Any) -> None:
    words = {SourceText.of(word).lower for word in entry.words}

    def holds(sentence: str) -> bool:
        lower = SourceText.of(sentence).lower
        return any(
            found is not None and lower[at : found[0]] in words and (found[1] != SHORT_FORM or sentence[at].isupper())
            for at in range(len(lower))
            if at == 0 or not lower[at - 1].isalnum()
            if (found := lexicon(entry.kind).at(lower, at, len(lower))) is not None
        )

    assert holds(entry.example)
    assert not holds(entry.counterexample)


def test_the_quick_look_for_what_opens_an_item_sees_every_honorific() -> None:
    hard = [entry for entry in naming_entries() if entry.kind == "honorific" and not entry.weight]
    words = [*marks.OPENERS, *(SourceText.of(word).lower for entry in hard for word in entry.words)]
    within = [word for word in words if word[0] in "ôbđtpgcl"]  # others open no item behind a word
    assert len(within) > 50
    assert [word for word in within if not marks.MAY_OPEN.search(f"a {word} b")] == []
