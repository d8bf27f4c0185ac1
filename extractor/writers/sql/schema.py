"""The tables of `writers.tables` as SQLAlchemy knows them: types, keys, indexes, what each column is for."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from extractor.writers.tables import KEY, REPORTS, TABLES, Kind, Table

_TYPES: dict[Kind, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text,
    "whole": sa.BigInteger,
    "share": sa.Double,
    "flag": sa.Boolean,
    "day": sa.Date,
    "moment": sa.DateTime,
    "clock": sa.Time,
}

# What dashboards filter and group by. Names and topics have no greatest length, which a B-tree demands and a hash doesn't.
_INDEXES: dict[str, dict[str, bool]] = {
    "reports": {"id": True, "event_start": False, "event_month": False, "meeting_type": False},
    "organizers": {"canonical": True},
    "attendee_bodies": {"canonical": True},
    "issue_topics": {"topic": True},
    "conclusions": {"act": False, "owner": True, "deadline": False},
    "warnings": {"code": True},
}


@cache
def metadata() -> sa.MetaData:
    """The tables with their primary and foreign keys and indexes."""
    whole = sa.MetaData()
    for table in TABLES:
        _declare(table, whole)
    return whole


def _declare(table: Table, whole: sa.MetaData) -> None:
    columns = [
        sa.Column(
            column.name,
            _TYPES[column.kind],
            nullable=not column.given,
            primary_key=column.name in table.key,
            autoincrement=False,
            comment=column.what,
        )
        for column in table.columns
    ]
    keys: list[sa.ForeignKeyConstraint] = []
    if table is not REPORTS:
        keys.append(sa.ForeignKeyConstraint([KEY], [f"{REPORTS.name}.{KEY}"], ondelete="CASCADE"))
    if table.name == "issue_topics":
        keys.append(
            sa.ForeignKeyConstraint([KEY, "issue"], ["issues.report_key", "issues.position"], ondelete="CASCADE")
        )
    made = sa.Table(table.name, whole, *columns, *keys, comment=table.what)
    for name, unlimited in _INDEXES.get(table.name, {}).items():
        method = "hash" if unlimited else "btree"
        sa.Index(f"ix_{table.name}_{name}", made.c[name], postgresql_using=method)
