"""Records into databases: twice changes nothing, a corrected one takes its place, hostile words stay words."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlalchemy as sa

from extractor import MeetingReport
from extractor.errors import RecordError, WriteError
from extractor.stored import Stored
from extractor.transfer import Tally, load
from extractor.writers.flatten import flatten
from extractor.writers.sql.database import database
from extractor.writers.sql.schema import metadata
from extractor.writers.tables import TABLES, Table
from tests.places import README
from tests.test_records import FULL, changed


def items(*records: dict[str, Any]) -> list[Stored | RecordError]:
    return [Stored(MeetingReport.model_validate(record), "r.ndjson", n) for n, record in enumerate(records, 1)]


def named(name: str, path: str = "", value: Any = None) -> dict[str, Any]:
    """A full record of another report, with one value changed."""
    record = changed(path, value) if path else json.loads(json.dumps(FULL))
    record["id"], record["source"]["path"] = name, f"{name}.txt"
    return record


def refuse(error: RecordError) -> None:
    raise AssertionError(str(error))


class Target:
    """A database to load into and to ask afterwards, as its other users would."""

    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        if self.url.startswith("duckdb"):
            with duckdb.connect(self.url.removeprefix("duckdb:///")) as connection:
                return connection.execute(sql).fetchall()
        return self._asked(sa.text(sql))

    def rows(self, table: Table) -> list[tuple[Any, ...]]:
        """All rows of a table, with the types of its columns."""
        declared = metadata().tables[table.name]
        order = sa.select(declared).order_by(*declared.primary_key)
        return self.query(str(order)) if self.url.startswith("duckdb") else self._asked(order)

    def _asked(self, query: sa.Executable) -> list[tuple[Any, ...]]:
        engine = sa.create_engine(self.url)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
        try:
            with engine.begin() as connection:
                result = connection.execute(query)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()


@pytest.fixture(params=["duckdb", "sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    if request.param != "postgresql":
        return Target(f"{request.param}:///{tmp_path / 'r.db'}")
    target = Target(request.getfixturevalue("postgresql"))
    target.query("DROP SCHEMA public CASCADE")
    target.query("CREATE SCHEMA public")
    return target


def put(target: Target, *records: dict[str, Any]) -> Tally:
    with database(target.url) as opened:
        return load(items(*records), opened, refuse)


def whole(target: Target) -> dict[str, list[str]]:
    """Every row of every table."""
    return {table.name: [str(row) for row in target.rows(table)] for table in TABLES}


def test_what_goes_in_is_what_comes_out(target: Target) -> None:
    assert put(target, named("a"), named("b")) == Tally(new=2)
    flats = [flatten(MeetingReport.model_validate(named(name))) for name in "ab"]
    for table in TABLES:
        wanted = [row for flat in flats for row in flat.rows[table.name]]
        assert target.rows(table) == sorted(wanted, key=lambda row: row[: len(table.key)])


def test_loading_twice_changes_nothing(target: Target) -> None:
    put(target, named("a"), named("b"))
    before = whole(target)
    assert put(target, named("a"), named("b")) == Tally(unchanged=2)
    assert whole(target) == before


def test_a_corrected_record_takes_its_place(target: Target) -> None:
    two = [FULL["conclusions"][0]] * 2
    put(target, named("a", "conclusions", two), named("b"))
    corrected = named("a", "event_date.start", "2016-12-01")
    assert put(target, corrected, named("b"), named("c")) == Tally(new=1, replaced=1, unchanged=1)
    assert target.query("SELECT report_key, count(*) FROM conclusions GROUP BY 1 ORDER BY 1") == [
        (f"{name}.txt", 1) for name in "abc"
    ]
    together = whole(target)
    assert put(target, named("b"), named("c"), corrected) == Tally(unchanged=3)
    assert whole(target) == together


def test_of_two_records_of_one_report_the_later_stands(target: Target) -> None:
    assert put(target, named("a"), named("a", "title.text", "cd"), named("a", "title.text", "cd")) == Tally(1, 1, 1)
    assert target.query("SELECT title FROM reports") == [("cd",)]


HOSTILE = "'); DROP TABLE reports; --\"\\ $1 %s :x ? {{x}} \u202e\u0000\U0001f600"


def test_hostile_words_stay_words(target: Target) -> None:
    record = named(HOSTILE)
    evidence = {"start": 0, "end": len(HOSTILE), "quote": HOSTILE}
    record["conclusions"][0] |= {"text": HOSTILE, "speaker": HOSTILE, "evidence": evidence}
    record["attendee_bodies"][0] |= {"canonical": HOSTILE * 1000, "kind": HOSTILE}
    record["issues_raised"][0]["topics"] = [HOSTILE * 1000, HOSTILE]
    assert put(target, record, record) == Tally(new=1, unchanged=1)
    corrected = {**record, "slogan": None}
    assert put(target, corrected) == Tally(replaced=1)
    stored = HOSTILE.replace("\0", "\ufffd")
    assert target.query("SELECT text, speaker FROM conclusions") == [(stored, stored)]
    assert target.query("SELECT quote FROM promises") == [(stored,)]
    assert target.query("SELECT canonical FROM attendee_bodies") == [(stored * 1000,)]


def test_what_cannot_go_in_costs_no_other(target: Target) -> None:
    broken = RecordError("r.ndjson", 9, "is no record", "extract it again")
    told: list[str] = []
    with database(target.url) as opened:
        given = [broken, *items(named("a"), named("b", "source.characters", 10**30), named("c"))]
        tally = load(given, opened, lambda error: told.append(str(error)))
    assert tally == Tally(new=2, failed=2)
    assert str(tally) == "4 records: 2 new, 0 replaced, 0 unchanged, 2 failed"
    assert told[0] == str(broken)
    assert told[1].startswith("r.ndjson, line 2: fits no table: the number 1000")
    assert target.query("SELECT id FROM reports ORDER BY id") == [("a",), ("c",)]


def test_all_rows_of_a_batch_or_none(target: Target) -> None:
    put(target, named("a"))
    before = whole(target)
    rows = flatten(MeetingReport.model_validate(named("a", "title.text", "cd"))).rows
    rows["evidence"] = [("nobody", *rest) for _, *rest in rows["evidence"]]
    with database(target.url) as opened, pytest.raises(WriteError, match="cannot be written"), opened.transaction():
        opened.replace(rows, ["a.txt"])
    assert whole(target) == before


@pytest.mark.parametrize("target", ["sqlite", "postgresql"], indirect=True)
def test_two_loads_at_once_wait_for_each_other(target: Target) -> None:
    records = [named(f"r{n}") for n in range(200)]
    with database(target.url):
        pass
    with ThreadPoolExecutor(4) as pool:
        tallies = [*pool.map(lambda _: put(target, *records), range(4))]
    assert sum(tally.new for tally in tallies) == len(records)
    assert sum(tally.unchanged for tally in tallies) == 3 * len(records)
    assert target.query("SELECT count(*) FROM reports") == [(len(records),)]


def test_keys_are_held_to(target: Target) -> None:
    put(target, named("a"))
    with pytest.raises((duckdb.Error, sa.exc.DBAPIError), match=r"(?i)constraint"):
        target.query("UPDATE evidence SET report_key = 'nobody'")


def test_tables_of_another_program_are_left_alone(target: Target) -> None:
    target.query("CREATE TABLE issues (id integer)")
    with pytest.raises(WriteError, match="table issues of another"), database(target.url):
        pass
    with pytest.raises((duckdb.Error, sa.exc.DBAPIError)):
        target.query("SELECT * FROM reports")


def test_views(target: Target) -> None:
    later = named("c", "event_date.start", "2017-01-05")
    later["issues_raised"][0]["topics"] = []
    no_meeting = named("d", "warnings", [{"code": "not_a_meeting_report", "field": None, "message": ""}])
    put(target, named("a"), named("b"), later, no_meeting)
    months = "SELECT CAST(month AS VARCHAR), meeting_type, meetings FROM meetings_by_month ORDER BY month"
    assert target.query(months) == [("2016-12-01", "tong_ket", 2), ("2017-01-01", "tong_ket", 1)]
    assert target.query("SELECT canonical, meetings, held, attended FROM bodies_by_meetings") == [("ab", 4, 4, 4)]
    topics = "SELECT topic, issues, meetings FROM issues_by_topic_and_month ORDER BY issues DESC"
    assert target.query(topics) == [("staff", 3, 3), (None, 1, 1)]
    promises = "SELECT owner, CAST(deadline AS VARCHAR), quote FROM promises"
    assert target.query(promises) == [("ab", "2017-03-31", "ab")] * 4


def test_the_query_of_the_readme(target: Target) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    put(target, named("a", "conclusions.0.deadline.value", "9999-12-30"), named("b"))
    ((deadline, owner, *_, path),) = target.query(query.removesuffix(";\n"))
    assert (str(deadline), owner, path) == ("9999-12-30", "ab", "a.txt")
