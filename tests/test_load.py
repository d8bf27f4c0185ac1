"""Records into databases: twice changes nothing, a corrected one takes its place, hostile words stay words."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractor import MeetingReport
from extractor.errors import RecordError, WriteError
from extractor.stored import Stored
from extractor.transfer import Tally, load
from extractor.writers.flatten import flatten
from extractor.writers.sql.database import Database
from extractor.writers.sql.duck import DuckDb
from extractor.writers.tables import TABLES
from tests.test_records import FULL, changed

Query = Callable[[str], list[tuple[Any, ...]]]


def items(*records: dict[str, Any]) -> list[Stored | RecordError]:
    return [Stored(MeetingReport.model_validate(record), "r.ndjson", n) for n, record in enumerate(records, 1)]


def named(name: str, path: str = "", value: Any = None) -> dict[str, Any]:
    """A full record of another report, with one value changed."""
    record = changed(path, value) if path else json.loads(json.dumps(FULL))
    record["id"], record["source"]["path"] = name, f"{name}.txt"
    return record


def refuse(error: RecordError) -> None:
    raise AssertionError(str(error))


@pytest.fixture
def database(tmp_path: Path) -> AbstractContextManager[Database]:
    return DuckDb(str(tmp_path / "r.duckdb"))


@pytest.fixture
def query(tmp_path: Path) -> Query:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(tmp_path / "r.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask


def put(database: AbstractContextManager[Database], *records: dict[str, Any]) -> Tally:
    with database as opened:
        return load(items(*records), opened, refuse)


def whole(query: Query) -> dict[str, list[str]]:
    """Every row of every table."""
    return {table.name: sorted(map(str, query(f"SELECT * FROM {table.name}"))) for table in TABLES}  # noqa: S608 - names of ours


def test_what_goes_in_is_what_comes_out(database: AbstractContextManager[Database], query: Query) -> None:
    assert put(database, named("a"), named("b")) == Tally(new=2)
    flats = [flatten(MeetingReport.model_validate(named(name))) for name in "ab"]
    for table in TABLES:
        names = ", ".join(table.names)
        rows = query(f"SELECT {names} FROM {table.name} ORDER BY {', '.join(table.key)}")  # noqa: S608 - the same
        assert rows == sorted((row for flat in flats for row in flat.rows[table.name]), key=lambda row: row[:2])


def test_loading_twice_changes_nothing(database: AbstractContextManager[Database], query: Query) -> None:
    put(database, named("a"), named("b"))
    before = whole(query)
    assert put(database, named("a"), named("b")) == Tally(unchanged=2)
    assert whole(query) == before


def test_a_corrected_record_takes_its_place(database: AbstractContextManager[Database], query: Query) -> None:
    two = [FULL["conclusions"][0]] * 2
    put(database, named("a", "conclusions", two), named("b"))
    corrected = named("a", "event_date.start", "2016-12-01")
    assert put(database, corrected, named("b"), named("c")) == Tally(new=1, replaced=1, unchanged=1)
    assert query("SELECT report_key, count(*) FROM conclusions GROUP BY 1 ORDER BY 1") == [
        (f"{name}.txt", 1) for name in "abc"
    ]
    together = whole(query)
    assert put(database, named("b"), named("c"), corrected) == Tally(unchanged=3)
    assert whole(query) == together


def test_of_two_records_of_one_report_the_later_stands(
    database: AbstractContextManager[Database], query: Query
) -> None:
    put(database, named("a"), named("a", "title.text", "cd"))
    assert query("SELECT title FROM reports") == [("cd",)]


HOSTILE = "'); DROP TABLE reports; --\"\\ $1 %s :x ? {{x}} \u202e\u0000\U0001f600"


def test_hostile_words_stay_words(database: AbstractContextManager[Database], query: Query) -> None:
    record = named(HOSTILE)
    evidence = {"start": 0, "end": len(HOSTILE), "quote": HOSTILE}
    record["conclusions"][0] |= {"text": HOSTILE, "speaker": HOSTILE, "evidence": evidence}
    record["attendee_bodies"][0] |= {"canonical": HOSTILE * 1000, "kind": HOSTILE}
    record["issues_raised"][0]["topics"] = [HOSTILE * 1000, HOSTILE]
    assert put(database, record, record) == Tally(new=1, unchanged=1)
    corrected = {**record, "slogan": None}
    assert put(database, corrected) == Tally(replaced=1)
    stored = HOSTILE.replace("\0", "\ufffd")
    assert query("SELECT text, speaker FROM conclusions") == [(stored, stored)]
    assert query("SELECT quote FROM promises") == [(stored,)]
    assert query("SELECT canonical FROM attendee_bodies") == [(stored * 1000,)]


def test_what_cannot_go_in_costs_no_other(database: AbstractContextManager[Database], query: Query) -> None:
    broken = RecordError("r.ndjson", 9, "is no record", "extract it again")
    told: list[str] = []
    with database as opened:
        given = [broken, *items(named("a"), named("b", "source.characters", 10**30), named("c"))]
        tally = load(given, opened, lambda error: told.append(str(error)))
    assert tally == Tally(new=2, failed=2)
    assert str(tally) == "4 records: 2 new, 0 replaced, 0 unchanged, 2 failed"
    assert told[0] == str(broken)
    assert told[1].startswith("r.ndjson, line 2: fits no table: the number 1000")
    assert query("SELECT id FROM reports ORDER BY id") == [("a",), ("c",)]


def test_all_rows_of_a_batch_or_none(database: AbstractContextManager[Database], query: Query) -> None:
    put(database, named("a"))
    before = whole(query)
    rows = flatten(MeetingReport.model_validate(named("a", "title.text", "cd"))).rows
    rows["evidence"] *= 2
    with database as opened, pytest.raises(WriteError, match="cannot be written"):
        opened.replace(rows, ["a.txt"])
    assert whole(query) == before


def test_tables_of_another_program_are_left_alone(database: AbstractContextManager[Database], tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "r.duckdb")) as connection:
        connection.execute("CREATE TABLE issues (id integer)")
    with pytest.raises(WriteError, match="table issues of another"), database:
        pass


def test_views(database: AbstractContextManager[Database], query: Query) -> None:
    later = named("c", "event_date.start", "2017-01-05")
    later["issues_raised"][0]["topics"] = []
    no_meeting = named("d", "warnings", [{"code": "not_a_meeting_report", "field": None, "message": ""}])
    put(database, named("a"), named("b"), later, no_meeting)
    months = "SELECT CAST(month AS VARCHAR), meeting_type, meetings FROM meetings_by_month ORDER BY month"
    assert query(months) == [("2016-12-01", "tong_ket", 2), ("2017-01-01", "tong_ket", 1)]
    assert query("SELECT canonical, meetings, held, attended FROM bodies_by_meetings") == [("ab", 4, 4, 4)]
    topics = "SELECT topic, issues, meetings FROM issues_by_topic_and_month ORDER BY month, topic"
    assert query(topics) == [("staff", 3, 3), (None, 1, 1)]
    promises = "SELECT owner, CAST(deadline AS VARCHAR), quote FROM promises"
    assert query(promises) == [("ab", "2017-03-31", "ab")] * 4
