"""What the dashboard asks its tables; every number on the page comes from here.

A meeting counts when it passes the filters (`filters.selected`); a value of it
counts when it is sure enough. Rows come as dictionaries, in a fixed order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from extractor.dashboard.filters import ALWAYS, Clause, Filters, Value, found, selected, sure
from extractor.dashboard.texts import Noted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

Row = dict[str, Any]
Role = Literal["organizers", "attendee_bodies"]
Span = Literal["month", "quarter", "year"]
# What tells a meeting in a list.
_MEETING = "m.report_key, m.title, m.event_start"
_NEWEST = "m.event_start DESC NULLS LAST, m.n"


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a long list: those that a search finds, `size` of them, from the page `number` (from 1)."""

    search: str = ""
    number: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows of a list, and how many it has."""

    total: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class _Select:
    """The rows of a whole list, of the meetings `chosen AS m`."""

    columns: str
    tables: str
    where: Clause
    order: str

    @property
    def body(self) -> str:
        """All of the statement but its columns and their order."""
        return f"FROM {self.tables} WHERE {self.where.sql}"


class Queries:
    """The questions to one file of tables; may be asked from several threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def counts(self, filters: Filters) -> Row:
        """How many meetings, meetings with a day, bodies, issues, conclusions, deadlines and mottos."""
        sql = f"""
          SELECT (SELECT count(*) FROM chosen) AS meetings,
            (SELECT count(event_start) FROM chosen WHERE {sure("event_confidence", filters).sql}) AS dated,
            (SELECT count(DISTINCT body) FROM chosen JOIN bodies USING (n) WHERE role = 'organizers' AND {_sure(filters)}) AS organizers,
            (SELECT count(DISTINCT body) FROM chosen JOIN bodies USING (n) WHERE role = 'attendee_bodies' AND {_sure(filters)}) AS attendee_bodies,
            (SELECT count(*) FROM chosen JOIN points USING (n) WHERE {_sure(filters)}) AS issues,
            (SELECT count(*) FROM chosen JOIN promises USING (n) WHERE {_sure(filters)}) AS conclusions,
            (SELECT count(deadline) FROM chosen JOIN promises USING (n) WHERE {_sure(filters)}) AS deadlines,
            (SELECT count(slogan) FROM chosen WHERE {sure("slogan_confidence", filters).sql}) AS slogans,
            (SELECT count(*) FROM meetings WHERE NOT is_meeting) AS left_out"""
        return self._chosen(filters, sql)[0]

    def timeline(self, filters: Filters) -> list[Row]:
        """Meetings by the month of their first day, and type; those without a day are left out."""
        sql = f"""
          SELECT event_month AS month, meeting_type AS type, count(*) AS meetings FROM chosen
          WHERE event_month IS NOT NULL AND {sure("event_confidence", filters).sql} GROUP BY ALL ORDER BY ALL"""
        return self._chosen(filters, sql)

    def types(self, filters: Filters) -> list[Row]:
        """Meetings by type, the most frequent first."""
        sql = "SELECT meeting_type AS type, count(*) AS meetings FROM chosen GROUP BY ALL ORDER BY meetings DESC, type"
        return self._chosen(filters, sql)

    def bodies(self, filters: Filters, role: Role, level: str, top: int) -> list[Row]:
        """The bodies that held or attended most meetings, of one level or (empty) of all."""
        at = Clause("role = $role", {"role": role})
        if level:
            at &= Clause("level = $level", {"level": level})
        sql = f"""
          SELECT name, most.level, most.meetings FROM (
            SELECT body, mode(level) AS level, count(DISTINCT n) AS meetings FROM chosen JOIN bodies USING (n)
            WHERE {at.sql} AND {_sure(filters)} GROUP BY body) AS most
          JOIN names USING (body) ORDER BY most.meetings DESC, name LIMIT $top"""
        return self._chosen(filters, sql, {**at.values, "top": top})

    def levels(self, filters: Filters) -> list[Row]:
        """How many bodies of each level there are in each role, and in how many meetings."""
        sql = f"""
          SELECT role, level, count(DISTINCT body) AS bodies, count(DISTINCT n) AS meetings
          FROM chosen JOIN bodies USING (n) WHERE {_sure(filters)} GROUP BY ALL ORDER BY ALL"""
        return self._chosen(filters, sql)

    def topics(self, filters: Filters) -> list[Row]:
        """Issues by topic and the meetings that raised them; an issue with two topics counts for both."""
        asked = _asked(filters)
        sql = f"""
          SELECT topic, count(*) AS issues, count(DISTINCT n) AS meetings FROM chosen JOIN topics USING (n)
          WHERE {asked.sql} AND {_sure(filters)} GROUP BY topic ORDER BY issues DESC, topic"""
        return self._chosen(filters, sql, asked.values)

    def topics_over_time(self, filters: Filters, span: Span) -> list[Row]:
        """Issues by topic and the time of the meeting; meetings without a day are left out."""
        asked = _asked(filters)
        sql = f"""
          SELECT CAST(date_trunc('{span}', event_month) AS DATE) AS start, topic, count(*) AS issues FROM chosen JOIN topics USING (n)
          WHERE event_month IS NOT NULL AND {sure("event_confidence", filters).sql}
            AND {asked.sql} AND {_sure(filters)} GROUP BY ALL ORDER BY ALL"""
        return self._chosen(filters, sql, asked.values)

    def issues(self, filters: Filters, part: Part) -> Listed:
        """The issues with their topics, newest meeting first; of chosen topics where the filters choose some."""
        where = found("p.folded", part.search) & sure("p.confidence", filters)
        if filters.topics:
            where &= Clause(
                "EXISTS (SELECT 1 FROM topics t WHERE t.n = p.n AND t.position = p.position AND list_contains($topics, t.topic))"
            )
        columns = f"m.n, {_MEETING}, p.position, p.text, p.confidence"
        points = _Select(columns, "chosen m JOIN points p USING (n)", where, f"{_NEWEST}, p.position")
        listed = self._listed(filters, points, part)
        told = self._of_page(listed, "SELECT n, position, topic AS told FROM topics WHERE {page} ORDER BY ALL", {})
        for row in listed.rows:
            row["topics"] = told.get((row["n"], row["position"]), [])
        return listed

    def acts(self, filters: Filters) -> list[Row]:
        """Conclusions by act, and how many of them name an owner and a deadline."""
        sql = f"""
          SELECT act, count(*) AS conclusions, count(owner) AS owners, count(deadline) AS deadlines
          FROM chosen JOIN promises USING (n) WHERE {_sure(filters)} GROUP BY act ORDER BY act"""
        return self._chosen(filters, sql)

    def conclusions(self, filters: Filters, part: Part, acts: tuple[str, ...] = (), *, due: bool = False) -> Listed:
        """Who promised what to whom by when: newest meeting first, or where `due`, those with a deadline by it."""
        where = found("p.folded", part.search) & sure("p.confidence", filters)
        if acts:
            where &= Clause("list_contains($acts, p.act)", {"acts": [*acts]})
        if due:
            where &= Clause("p.deadline IS NOT NULL")
        columns = f"{_MEETING}, p.position, p.text, p.act, p.speaker, p.owner, p.deadline, p.confidence"
        order = f"{'p.deadline DESC, ' if due else ''}{_NEWEST}, p.position"
        return self._listed(filters, _Select(columns, "chosen m JOIN promises p USING (n)", where, order), part)

    def slogans(self, filters: Filters, part: Part) -> Listed:
        """The mottos, who gave them and when, newest first."""
        where = (
            Clause("m.slogan IS NOT NULL")
            & found("m.slogan_folded", part.search)
            & sure("m.slogan_confidence", filters)
        )
        columns = f"{_MEETING}, 0 AS position, m.slogan AS text, m.slogan_by, m.slogan_confidence AS confidence"
        return self._listed(filters, _Select(columns, "chosen m", where, _NEWEST), part)

    def meetings(self, filters: Filters, part: Part) -> Listed:
        """The meetings, newest first; a search looks at title, name, place and id."""
        where = found("m.folded", part.search)
        meetings = _Select(f"m.n, {_MEETING}, m.meeting_type", "chosen m", where, _NEWEST)
        listed = self._listed(filters, meetings, part)
        least = sure("confidence", filters)
        sql = f"SELECT DISTINCT n, name AS told FROM bodies JOIN names USING (body) WHERE {{page}} AND role = 'organizers' AND {least.sql} ORDER BY ALL"
        told = self._of_page(listed, sql, least.values)
        for row in listed.rows:
            row["organizers"] = told.get((row["n"],), [])
        return listed

    def record(self, key: str) -> str | None:
        """The record under a key as JSON; None where there is none."""
        rows = self._rows("SELECT record FROM records JOIN meetings USING (n) WHERE report_key = $key", {"key": key})
        return str(rows[0]["record"]) if rows else None

    def noted(self, source_path: str) -> Noted | None:
        """What was noted about the report when it was extracted."""
        rows = self._rows("SELECT input, text FROM noted WHERE source_path = $path", {"path": source_path})
        return Noted(**rows[0]) if rows else None

    def records(self, filters: Filters) -> Iterator[str]:
        """The records of the meetings that pass the filters as JSON, in the order of their keys."""
        clause = selected(filters)
        cursor = self._connection.cursor()
        cursor.execute(
            f"SELECT r.record FROM meetings m JOIN records r USING (n) WHERE {clause.sql} ORDER BY m.n",
            dict(clause.values),
        )
        while rows := cursor.fetchmany(1_000):
            yield from (record for (record,) in rows)

    def names(self, most: int) -> list[str]:
        """The bodies with the most meetings, to be offered."""
        rows = self._rows("SELECT name FROM names ORDER BY meetings DESC, name LIMIT $most", {"most": most})
        return [row["name"] for row in rows]

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of all meetings."""
        row = self._rows("SELECT min(event_start) AS first, max(event_end) AS last FROM meetings WHERE is_meeting", {})[
            0
        ]
        return row["first"], row["last"]

    def _listed(self, filters: Filters, whole: _Select, part: Part) -> Listed:
        values = whole.where.values
        total = self._chosen(filters, f"SELECT count(*) AS total {whole.body}", values)[0]["total"]
        bounds = {"size": part.size, "skip": (part.number - 1) * part.size}
        sql = f"SELECT {whole.columns} {whole.body} ORDER BY {whole.order} LIMIT $size OFFSET $skip"
        return Listed(total, self._chosen(filters, sql, {**values, **bounds}))

    def _of_page(self, listed: Listed, sql: str, values: Mapping[str, Value]) -> dict[tuple[int, ...], list[str]]:
        """What the column `told` says of the rows of a page, by the columns before it."""
        page = [str(row["n"]) for row in listed.rows]
        asked = sql.format(page="n IN (SELECT CAST(unnest($page) AS INTEGER))")
        found: dict[tuple[int, ...], list[str]] = {}
        for row in self._rows(asked, {**values, "page": page}):
            *key, told = row.values()
            found.setdefault(tuple(key), []).append(told)
        return found

    def _chosen(self, filters: Filters, sql: str, values: Mapping[str, Value | int] | None = None) -> list[Row]:
        """Ask about the meetings that pass the filters, which are the table `chosen`."""
        clause = selected(filters)
        told: dict[str, Value | int] = {**clause.values, **(values or {})}
        whole = f"WITH chosen AS (SELECT m.* FROM meetings AS m WHERE {clause.sql}) {sql}"
        if "$confidence" in whole:
            told["confidence"] = filters.confidence
        return self._rows(whole, told)

    def _rows(self, sql: str, values: Mapping[str, Value | int]) -> list[Row]:
        cursor = self._connection.cursor()
        cursor.execute(sql, dict(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _sure(filters: Filters) -> str:
    return sure("confidence", filters).sql


def _asked(filters: Filters) -> Clause:
    """The topics that the filters choose, where they do."""
    return Clause("list_contains($topics, topic)", {"topics": [*filters.topics]}) if filters.topics else ALWAYS
