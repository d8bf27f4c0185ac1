"""What a report tells of its meeting: name, kind, place, who holds, attends, chairs and concludes it (`cases/meetings.toml`, `held.toml`, `speakers.toml`)."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.fields import (
    attendees,
    chairs,
    conclusion_speaker,
    event_name,
    location,
    meeting_type,
    organizers,
    slogan,
)
from extractor.findings import Code, Finding, Person
from extractor.language.reading import Reading
from extractor.rules.meeting_types import type_of
from extractor.text import SourceText
from tests.tables import cases

FIELDS = {
    "organizers": organizers,
    "attendees": attendees,
    "chairs": chairs,
    "speaker": conclusion_speaker,
    "name": event_name,
    "type": meeting_type,
    "location": location,
    "slogan": slogan,
}


def said(text: str, field: str) -> list[str]:
    """What a field finds in a report: the quotes, of the meeting's type the code."""
    found = [f for f in FIELDS[field].find(Reading.of(text)) if isinstance(f, Finding)]
    return [f.value.code if isinstance(f.value, Code) else text[f.start : f.end] for f in found]


@pytest.mark.parametrize("case", [*cases("meetings"), *cases("held"), *cases("speakers")])
def test_the_fields_of_a_report(case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n")
    expected = {key: value for key, value in case.items() if key in FIELDS}
    assert expected
    assert {key: said(text, key) for key in expected} == expected


@pytest.mark.parametrize("case", cases("speaker_posts"))
def test_the_posts_of_the_speaker(case: dict[str, Any]) -> None:
    people = [f.value for f in conclusion_speaker.find(Reading.of(case["text"].lstrip("\n")))]
    assert [person.post for person in people if isinstance(person, Person)] == [case["post"]]


@pytest.mark.parametrize("case", cases("types"))
def test_the_kind_that_a_name_tells(case: dict[str, str]) -> None:
    rule = type_of(SourceText.of(case["name"]).lower)
    assert (rule.type if rule else "hop") == case["type"]
