"""Records as rows: every value once, keys that tell reports apart, nothing that a database refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from extractor import MeetingReport
from extractor.writers.flatten import Flat, flatten, key_of
from extractor.writers.tables import BY_NAME, TABLES
from tests.test_records import FULL, changed

PYTHON = {
    "text": str,
    "whole": int,
    "share": float,
    "flag": bool,
    "day": dt.date,
    "moment": dt.datetime,
    "clock": dt.time,
}


def flat(record: dict[str, Any] = FULL) -> Flat:
    return flatten(MeetingReport.model_validate(record))


def cells(rows: Flat, table: str, number: int = 0) -> dict[str, Any]:
    return dict(zip(BY_NAME[table].names, rows.rows[table][number], strict=True))


def test_a_full_record_fills_every_table() -> None:
    rows = flat().rows
    assert [*rows] == [table.name for table in TABLES]
    assert {name: len(rows[name]) for name in rows if len(rows[name]) != 1} == {"evidence": 19}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_are_of_the_type_of_their_column(table: Any) -> None:
    for row in flat().rows[table.name]:
        for column, cell in zip(table.columns, row, strict=True):
            assert type(cell) is PYTHON[column.kind] or (cell is None and not column.given), column.name


def test_what_stands_in_a_row() -> None:
    rows = flat(changed("event_date.time", "07:30:00"))
    report = cells(rows, "reports")
    assert (report["report_key"], report["id"], report["title"]) == ("a/x.txt", "x", "ab")
    assert report["published_on"] == dt.date(2016, 12, 30)
    assert str(report["published_at"]) == "2016-12-30 10:36:57"
    assert (report["event_start"], report["event_month"]) == (dt.date(2016, 12, 28), dt.date(2016, 12, 1))
    assert report["event_time"] == dt.time(7, 30)
    conclusion = cells(rows, "conclusions")
    assert (conclusion["act"], conclusion["owner"], conclusion["deadline"]) == ("request", "ab", dt.date(2017, 3, 31))
    assert cells(rows, "issue_topics")["topic"] == "staff"


def found(part: Any) -> Iterator[dict[str, Any]]:
    """Everything in a record that was found by a rule."""
    if isinstance(part, dict):
        if "rule" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from found(inner)


def test_every_value_has_its_evidence() -> None:
    # a field that is new in the record has to come into the tables
    rows = flat().rows["evidence"]
    assert len({row[1:3] for row in rows}) == len(rows) == len([*found(FULL)])
    assert {"conclusions.owner", "conclusions.deadline", "votes.matter", "title"} <= {row[1] for row in rows}
    assert cells(flat(), "evidence")["quote"] == "ab"


def test_a_value_from_metadata_has_no_words() -> None:
    (title,) = (row for row in flat(changed("title.evidence", None)).rows["evidence"] if row[1] == "title")
    assert title[3:] == (None, None, None, 0.9, "some.rule")


@pytest.mark.parametrize(
    ("codes", "meeting"),
    [([], True), (["no_organizer"], True), (["several_meetings"], True), (["not_a_meeting_report"], False)],
)
def test_what_counts_as_a_meeting(codes: list[str], *, meeting: bool) -> None:
    record = {**FULL, "warnings": [{"code": code, "field": None, "message": ""} for code in codes]}
    assert cells(flat(record), "reports")["is_meeting"] is meeting


def key(path: str | None, name: str = "x") -> str:
    source = {**FULL["source"], "path": path}
    return key_of(MeetingReport.model_validate({**FULL, "id": name, "source": source}))


def test_keys_tell_reports_apart() -> None:
    # the same stem in two folders gives the same id
    assert key("2016/x.txt") != key("2017/x.txt")
    # a text without a file
    assert key(None) == "x"
    # what PostgreSQL's indexes cannot hold
    long = [key("a" * 5000 + end) for end in "bc"]
    assert long[0] != long[1]
    assert all(len(one) <= 255 for one in long)


def test_another_record_has_another_digest() -> None:
    assert flat().digest == flat().digest
    assert flat(changed("conclusions.0.text", "cd")).digest != flat().digest


def test_nul_stands_in_no_cell() -> None:
    record = changed("conclusions.0.text", "a\0b")
    record["source"]["path"] = "a\0.txt"
    rows = flat(record)
    assert cells(rows, "conclusions")["text"] == "a\ufffdb"
    assert rows.key == cells(rows, "evidence")["report_key"] == "a\ufffd.txt"
    assert "\0" not in str(rows.rows)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("source.characters", 10**30, "beyond"),
        ("title.evidence", {"start": 10**30, "end": 10**30 + 2, "quote": "ab"}, "beyond"),
        ("votes.0.in_favour", 2**63, "beyond"),
        ("event_date.time", "07:30:00Z", "zone"),
        ("published.value", "2016-12-30T10:36:57+07:00", "zone"),
    ],
)
def test_what_fits_no_column(path: str, value: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        flat(changed(path, value))
