"""What is looked at: the filters, and the one place where they become SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | float | dt.date | list[str]

NONE = "none"
"""The code of what is not told: meetings without a type, issues without a topic, bodies without a level."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Days from and to, bodies, types, topics, and how sure a value must be to count; the empty ones let all pass."""

    since: dt.date | None = None
    until: dt.date | None = None
    bodies: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in SQL and the values of its `$names`, which never stand in the SQL itself."""

    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __and__(self, other: Clause) -> Clause:
        return Clause(f"{self.sql} AND {other.sql}", {**self.values, **other.values})


ALWAYS = Clause("true")


def sure(table: str, filters: Filters) -> Clause:
    """The values of a table that are sure enough; all of them where no filter asks."""
    return Clause(f"{table} >= $confidence", {"confidence": filters.confidence}) if filters.confidence else ALWAYS


def found(column: str, search: str) -> Clause:
    """Rows whose folded words hold every word of a search, with or without its marks."""
    clause = ALWAYS
    for number, word in enumerate(search.split()):
        name = f"word{number}"
        clause &= Clause(f"contains({column}, folded(${name}))", {name: word})
    return clause


def selected(filters: Filters) -> Clause:
    """The meetings `m` that pass every filter; a value that is not sure enough lets none pass."""
    clause = Clause("m.is_meeting")
    if filters.since or filters.until:
        clause &= sure("m.event_confidence", filters)
    if filters.since:
        clause &= Clause("m.event_end >= $since", {"since": filters.since})
    if filters.until:
        clause &= Clause("m.event_start <= $until", {"until": filters.until})
    if filters.types:
        clause &= Clause("list_contains($types, m.meeting_type)", {"types": [*filters.types]})
    if filters.topics:
        clause &= _within("topics", Clause("list_contains($topics, t.topic)", {"topics": [*filters.topics]}), filters)
    if filters.bodies:
        clause &= _within("bodies", _named(filters.bodies), filters)
    return clause


def _within(table: str, condition: Clause, filters: Filters) -> Clause:
    inner = condition & sure("t.confidence", filters)
    return Clause(f"m.n IN (SELECT t.n FROM {table} AS t WHERE {inner.sql})", inner.values)


def _named(bodies: tuple[str, ...]) -> Clause:
    """Bodies by their whole name; words that are no body's whole name stand for all bodies whose names hold them."""
    sql = (
        "t.body IN (SELECT body FROM names WHERE list_contains($bodies, name) OR EXISTS ("
        "SELECT 1 FROM unnest($bodies) AS asked(words) WHERE contains(names.folded, folded(words))"
        " AND words NOT IN (SELECT name FROM names)))"
    )
    return Clause(sql, {"bodies": [*bodies]})
