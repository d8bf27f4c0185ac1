"""The record's contract: keys, closed lists, and that nothing else gets in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from extractor import MeetingReport
from extractor.records import json_schema, read_back
from tests import regenerate
from tests.places import README, SCHEMA

_EVIDENCE = {"start": 0, "end": 2, "quote": "ab"}
_GROUNDS = {"confidence": 0.9, "rule": "some.rule", "evidence": _EVIDENCE}
_BODY = {"name": "ab", "canonical": "ab", "kind": None, "level": None, "successor": None, **_GROUNDS}

# Every key that the contract fixes, each value filled.
FULL: dict[str, Any] = {
    "schema_version": "1.1",
    "id": "x",
    "source": {"path": "a/x.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": "0" * 64, "characters": 2},
    "genre": "news",
    "number": {"text": "ab", **_GROUNDS},
    "title": {"text": "ab", **_GROUNDS},
    "published": {"value": "2016-12-30T10:36:57", **_GROUNDS},
    "event_date": {"start": "2016-12-28", "end": None, "session": "morning", "time": None, **_GROUNDS},
    "event_name": {"text": "ab", **_GROUNDS},
    "meeting_type": "tong_ket",
    "location": {"text": "ab", **_GROUNDS},
    "organizers": [_BODY],
    "chairs": [{"name": "ab", "post": None, "body": None, **_GROUNDS}],
    "secretary": {"name": "ab", "post": None, "body": None, **_GROUNDS},
    "attendee_bodies": [{**_BODY, "presence": "online", "represented_by": None}],
    "issues_raised": [{"text": "ab", "topics": ["staff"], **_GROUNDS}],
    "conclusions": [
        {
            "text": "ab",
            "act": "request",
            "speaker": None,
            "owner": {"name": "ab", **_GROUNDS},
            "deadline": {"value": "2017-03-31", **_GROUNDS},
            **_GROUNDS,
        }
    ],
    "votes": [
        {
            "text": "ab",
            "matter": {"text": "ab", **_GROUNDS},
            "in_favour": 22,
            "against": 0,
            "abstained": None,
            "out_of": 23,
            "percentage": 95.65,
            **_GROUNDS,
        }
    ],
    "conclusion_speaker": {"name": "ab", "post": None, **_GROUNDS},
    "slogan": {"text": "ab", "attributed_to": None, **_GROUNDS},
    "byline": {"text": "ab", **_GROUNDS},
    "warnings": [{"code": "no_organizer", "field": None, "message": "m"}],
    "extractor": {"version": "0.1.0", "profile": "default"},
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """FULL with the value at the dotted path set anew."""
    record: dict[str, Any] = json.loads(json.dumps(FULL))
    *parents, last = path.split(".")
    part: Any = record
    for key in parents:
        part = part[int(key)] if isinstance(part, list) else part[key]
    part[last] = value
    return record


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
@pytest.mark.parametrize("late", [False, True])
def test_what_is_read_back_is_what_pydantic_gives(indent: int | None, version: str, *, late: bool) -> None:
    """The way around the look for earlier versions leads to the same record, or the same complaints."""
    record = {key: value for key, value in FULL.items() if key != "schema_version"}
    record = {**record, "schema_version": version} if late else {"schema_version": version, **record}
    for data in (record, {**record, "id": 3}, {**record, "unknown": None}):
        line = json.dumps(data, indent=indent).encode()
        found, expected = told(read_back, line), told(MeetingReport.model_validate_json, line)
        assert (found, str(found)) == (expected, str(expected))


def told(read: Callable[[bytes], MeetingReport], line: bytes) -> MeetingReport | list[tuple[object, str]]:
    """The record of a line, or where it is wrong, and how."""
    try:
        return read(line)
    except ValidationError as error:
        return [(one["loc"], one["msg"]) for one in error.errors()]


def test_a_full_record_comes_back_key_for_key() -> None:
    report = MeetingReport.model_validate_json(json.dumps(FULL))
    assert json.loads(report.model_dump_json()) == FULL


def test_a_record_of_version_1_0_comes_back_with_the_new_keys_empty() -> None:
    earlier = {key: value for key, value in FULL.items() if key not in ("number", "secretary", "votes")}
    report = MeetingReport.model_validate_json(json.dumps({**earlier, "schema_version": "1.0"}))
    expected = {**FULL, "number": None, "secretary": None, "votes": []}
    assert json.loads(report.model_dump_json()) == expected


def test_version_1_0_knows_none_of_the_later_keys() -> None:
    with pytest.raises(ValidationError, match=r"version 1\.0 has no key 'number'"):
        MeetingReport.model_validate({**FULL, "schema_version": "1.0"})


def test_the_schema_of_version_1_0_stays_as_it_was() -> None:
    earlier = SCHEMA.with_name("meeting-report-1.0.schema.json")
    assert (
        hashlib.sha256(earlier.read_bytes()).hexdigest()
        == "017183781da56725bc56b5805a4538267c2740437213fa7d8109d683e6bfd989"
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        # a record with nothing found still has every key
        *(
            (key, None)
            for key in ("genre", "title", "published", "event_date", "event_name", "meeting_type", "location")
        ),
        *((key, None) for key in ("conclusion_speaker", "slogan", "byline")),
        *((key, []) for key in ("organizers", "chairs", "attendee_bodies", "issues_raised", "conclusions", "warnings")),
        # title and stamp may come from a page's metadata
        ("title.evidence", None),
        ("published.evidence", None),
        # a day without a clock stays a day
        ("published.value", "2016-12-30"),
        # words for a date that resolve to none
        ("event_date.start", None),
        ("event_date.end", "2016-12-29"),
        ("event_date.time", "07:30:00"),
        ("conclusions.0.owner", None),
        ("conclusions.0.deadline", None),
        ("source.path", None),
    ],
)
def test_allowed(path: str, value: Any) -> None:
    record = changed(path, value)
    assert json.loads(MeetingReport.model_validate_json(json.dumps(record)).model_dump_json()) == record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        # unknown keys, at the top and below
        ("chair", []),
        ("title.words", "ab"),
        # closed lists
        ("genre", "blog"),
        ("meeting_type", "meeting"),
        ("event_date.session", "night"),
        ("conclusions.0.act", "say"),
        ("attendee_bodies.0.presence", "absent"),
        # all but title and stamp need words of the report
        ("slogan.evidence", None),
        ("event_date.evidence", None),
        # a quote that cannot be what stands there
        ("slogan.evidence", {"start": 0, "end": 3, "quote": "ab"}),
        ("slogan.evidence", {"start": 2, "end": 2, "quote": ""}),
        ("slogan.evidence", {"start": -2, "end": 0, "quote": "ab"}),
        # confidence is a share
        ("slogan.confidence", 1.1),
        # a meeting does not end before it begins, nor without having begun
        ("event_date.end", "2016-12-27"),
        ("event_date", {**FULL["event_date"], "start": None, "end": "2016-12-28"}),
        ("schema_version", "2.0"),
    ],
)
def test_refused(path: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        MeetingReport.model_validate_json(json.dumps(changed(path, value)))


@pytest.mark.parametrize("key", FULL)
def test_no_key_may_be_missing(key: str) -> None:
    with pytest.raises(ValidationError):
        MeetingReport.model_validate({k: v for k, v in FULL.items() if k != key})


def test_a_record_stays_as_it_is() -> None:
    report = MeetingReport.model_validate(FULL)
    with pytest.raises(ValidationError):
        report.id = "y"  # type: ignore[misc]  # that is what must not go
    assert hash(report) == hash(MeetingReport.model_validate(FULL))


def test_the_schema_file_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == regenerate.schema(), "run python -m tests.regenerate"
    assert SCHEMA.name == json_schema()["$id"]


def test_the_readme_tables_are_current() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == regenerate.readme(text), "run python -m tests.regenerate"
