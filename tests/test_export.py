"""Records as files for other programs: nothing lost, nothing that runs, nothing half-written."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from extractor import MeetingReport
from extractor.errors import RecordError, WriteError
from extractor.transfer import Exported, export
from extractor.writers.export import EXPORTS, ExportFormat
from extractor.writers.export.formulas import marked, unmarked
from extractor.writers.flatten import flatten
from extractor.writers.tables import TABLES
from tests.test_load import HOSTILE, items, named, refuse
from tests.test_records import changed

NO_MEETING = [{"code": "not_a_meeting_report", "field": None, "message": ""}]


def write(form: ExportFormat, folder: Path, *records: dict[str, Any]) -> Exported:
    return export(items(*records), form, folder, refuse)


def hostile() -> dict[str, Any]:
    """A record whose texts are for someone else's program."""
    text = f"=1+1;=2\n@x\t+1</script><b>\r\nATTENDEE:mailto:x\u2028{HOSTILE}"
    record = named("=cmd|'/c calc'!A1")
    for field in ("title", "event_name", "location", "slogan", "byline"):
        record[field]["text"] = text
    record["conclusions"][0]["text"] = text
    record["conclusions"][0]["owner"]["name"] = text
    record["organizers"][0]["canonical"] = record["chairs"][0]["name"] = text
    return record


def test_every_format_is_registered() -> None:
    assert set(EXPORTS) == set(get_args(ExportFormat))


def read_csv(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def test_csv_has_a_file_a_table(tmp_path: Path) -> None:
    assert write("csv", tmp_path, named("a"), named("b")) == Exported(written=2)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(f"{table.name}.csv" for table in TABLES)
    # Excel knows UTF-8 by the mark alone
    assert (tmp_path / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbfreport_key,id,")
    (first, second) = read_csv(tmp_path, "reports")
    assert (first["id"], second["id"], first["is_meeting"], first["event_end"]) == ("a", "b", "true", "")
    assert (first["event_start"], first["published_at"]) == ("2016-12-28", "2016-12-30T10:36:57")
    assert [row["deadline"] for row in read_csv(tmp_path, "conclusions")] == ["2017-03-31"] * 2


def test_csv_gives_every_text_back(tmp_path: Path) -> None:
    record = hostile()
    write("csv", tmp_path, record)
    rows = flatten(MeetingReport.model_validate(record)).rows
    for table in TABLES:
        texts = [column.name for column in table.columns if column.kind == "text"]
        wanted = [dict(zip(table.names, row, strict=True)) for row in rows[table.name]]
        read = read_csv(tmp_path, table.name)
        assert [[unmarked(row[name]) for name in texts] for row in read] == [
            [row[name] or "" for name in texts] for row in wanted
        ]
        assert not [cell for row in read for cell in row.values() if re.match(r"\s*[=+@\t\r-]", cell)]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        # the sign of a bullet
        ("- Phát triển", "'- Phát triển"),
        ("＝1", "'＝1"),
        # blanks that a program may pass over
        (" \u200b=1", "' \u200b=1"),
        # where a program that ends cells at semicolons sees a cell begin
        ("a; =1", "a;' =1"),
        ('a";"=1', 'a";"\'=1'),
        ("a\n@b", "a\n'@b"),
        # an apostrophe that was there stays told apart from ours
        ("'=1", "''=1"),
        # nothing that begins a cell
        ("1-2 = 3", "1-2 = 3"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_marks(text: str, safe: str) -> None:
    assert marked(text) == safe
    assert unmarked(safe) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("'\"=+-@＝;,\t\r\n \u200b\ufeff"), st.characters(codec="utf-8"))))
def test_marks_can_be_taken_away_and_leave_no_formula(text: str) -> None:
    assert unmarked(marked(text)) == text
    for cell in re.split(r'[,;\t\r\n"]', marked(text)):
        assert not re.match(r"[\s\u200b\ufeff]*[=+@＝-]", cell)


def test_parquet_has_the_tables(tmp_path: Path) -> None:
    assert write("parquet", tmp_path, hostile(), named("b")) == Exported(written=2)
    flats = [flatten(MeetingReport.model_validate(record)).rows for record in (hostile(), named("b"))]
    for table in TABLES:
        read = pq.read_table(tmp_path / f"{table.name}.parquet")
        assert tuple(read.column_names) == table.names
        wanted = [dict(zip(table.names, row, strict=True)) for rows in flats for row in rows[table.name]]
        assert read.to_pylist() == wanted


def events(folder: Path) -> list[dict[str, Any]]:
    document = json.loads((folder / "events.jsonld").read_text(encoding="utf-8"))
    assert document.pop("@context") == "https://schema.org"
    graph: list[dict[str, Any]] = document.pop("@graph")
    assert not document
    return graph


def test_jsonld_is_schema_orgs(tmp_path: Path) -> None:
    record = named("a", "event_date.time", "07:30:00")
    record["organizers"][0]["canonical"] = "abc"
    assert write("jsonld", tmp_path, record, named("b", "warnings", NO_MEETING)) == Exported(written=1, left_out=1)
    (event,) = events(tmp_path)
    assert event.pop("@id").startswith("urn:sha256:")
    assert event == {
        "@type": "Event",
        "name": "ab",
        "startDate": "2016-12-28T07:30:00+07:00",
        "location": {"@type": "Place", "name": "ab"},
        "organizer": [{"@type": "Organization", "name": "abc", "alternateName": "ab"}],
        "attendee": [{"@type": "Organization", "name": "ab"}],
        "contributor": [{"@type": "Role", "roleName": "chair", "contributor": {"@type": "Person", "name": "ab"}}],
        "about": [{"@type": "Thing", "name": "ab"}],
        "keywords": ["staff"],
        "recordedIn": {
            "@type": "NewsArticle",
            "headline": "ab",
            "identifier": "ab",
            "datePublished": "2016-12-30T10:36:57+07:00",
            "author": {"@type": "Person", "name": "ab"},
            "abstract": "ab",
        },
    }


def test_jsonld_without_records(tmp_path: Path) -> None:
    write("jsonld", tmp_path)
    assert events(tmp_path) == []


def test_jsonld_can_stand_in_a_page(tmp_path: Path) -> None:
    write("jsonld", tmp_path, hostile(), named("b"))
    assert not re.search("[<>&\u2028\u2029]", (tmp_path / "events.jsonld").read_text(encoding="utf-8"))
    first, second = events(tmp_path)
    assert first["name"] == hostile()["event_name"]["text"]
    assert first["@id"] != second["@id"]


def calendar(folder: Path) -> list[Component]:
    """The events of the calendar, read back."""
    data = (folder / "meetings.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (read,) = Calendar.from_ical(data, multiple=True)
    assert read.subcomponents[0].name == "VTIMEZONE"
    return list(read.walk("VEVENT"))


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        # a day alone, and a whole day: to the day after
        ({"session": None}, "20161228", "20161229"),
        ({"session": "all_day"}, "20161228", "20161229"),
        # days have no hours in common
        ({"end": "2016-12-30", "time": "07:30:00"}, "20161228", "20161231"),
        ({}, "20161228T080000", "20161228T113000"),
        ({"session": "evening"}, "20161228T190000", "20161228T210000"),
        ({"time": "07:30:00"}, "20161228T073000", "20161228T113000"),
        # nothing tells when it ended
        ({"session": None, "time": "07:30:00"}, "20161228T073000", None),
        ({"session": "morning", "time": "12:00:00"}, "20161228T120000", None),
    ],
)
def test_times_of_the_calendar(tmp_path: Path, date: dict[str, Any], start: str, end: str | None) -> None:
    record = named("a")
    record["event_date"] |= date
    assert write("ics", tmp_path, record) == Exported(written=1)
    (event,) = calendar(tmp_path)
    assert event["DTSTART"].to_ical() == start.encode()
    assert ("DTEND" in event and event["DTEND"].to_ical()) == (end is not None and end.encode())
    if "T" in start:
        assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
        assert event.decoded("DTSTART").utcoffset() == dt.timedelta(hours=7)


def test_what_has_no_place_in_a_calendar(tmp_path: Path) -> None:
    given = [named("a", "event_date", None), named("b", "event_date.start", None), named("c", "warnings", NO_MEETING)]
    assert write("ics", tmp_path, *given, named("d")) == Exported(written=1, left_out=3)
    assert len(calendar(tmp_path)) == 1


def test_calendar_entries_keep_their_names(tmp_path: Path) -> None:
    write("ics", tmp_path, named("a"), named("b"))
    first, second = (str(event["UID"]) for event in calendar(tmp_path))
    assert first != second
    write("ics", tmp_path, named("a", "event_date.start", "2016-12-01"))
    assert [str(event["UID"]) for event in calendar(tmp_path)] == [first]


def test_words_cannot_become_lines_of_the_calendar(tmp_path: Path) -> None:
    write("ics", tmp_path, hostile())
    (event,) = calendar(tmp_path)
    assert "ATTENDEE" not in event
    assert "</script>" in str(event["SUMMARY"])
    told = (tmp_path / "meetings.ics").read_bytes().decode().replace("\r\n", "")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028]", told)


@pytest.mark.parametrize("form", EXPORTS)
def test_what_cannot_be_written_costs_no_other(tmp_path: Path, form: ExportFormat) -> None:
    broken = RecordError("r.ndjson", 9, "is no record", "extract it again")
    # the day after the last has no number
    misfit = named("b", "event_date.session", None)
    misfit["event_date"] |= {"start": "9999-12-31"}
    misfit["source"]["characters"] = 10**30
    told: list[str] = []
    given = [broken, *items(named("a"), misfit, named("c"))]
    tally = export(given, form, tmp_path, lambda error: told.append(str(error)))
    taken = 1 if form == "jsonld" else 0
    assert tally == Exported(written=2 + taken, failed=2 - taken)
    assert told[1:] == [] if taken else told[1].startswith("r.ndjson, line 2: fits no ")
    assert str(tally).startswith("4 records: ")


@pytest.mark.parametrize("form", EXPORTS)
def test_a_time_with_a_zone_costs_no_other(tmp_path: Path, form: ExportFormat) -> None:
    misfit = named("b", "event_date.session", "morning")
    misfit["event_date"] |= {"time": "08:00:00-23:59"}
    tally = export(items(named("a"), misfit), form, tmp_path, lambda _: None)
    assert tally == Exported(written=1, failed=1)


@pytest.mark.parametrize("form", EXPORTS)
def test_old_files_stand_until_all_is_written(tmp_path: Path, form: ExportFormat) -> None:
    write(form, tmp_path, named("a"))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def fail(_: RecordError) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export([*items(named("b")), RecordError("r", 1, "", "")], form, tmp_path, fail)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    # the same records give the same files
    write(form, tmp_path, named("a"))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("form", EXPORTS)
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, form: ExportFormat) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(WriteError, match="taken: cannot be written to"):
        write(form, tmp_path / "taken", changed("id", "a"))
