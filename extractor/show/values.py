"""The values of a record as people read them, in the order of the page, each with the words behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.records import (
    Attendee,
    Body,
    Chair,
    Conclusion,
    Deadline,
    EventDate,
    IssueRaised,
    Named,
    Published,
    Rated,
    Role,
    Secretary,
    Slogan,
    Tally,
    Vote,
    Worded,
)

if TYPE_CHECKING:
    from extractor.records import Evidence, MeetingReport
    from extractor.show.labels import Labels

FIELDS = (
    "title",
    "event_name",
    "event_date",
    "location",
    "organizers",
    "chairs",
    "secretary",
    "attendee_bodies",
    "issues_raised",
    "conclusion_speaker",
    "conclusions",
    "votes",
    "slogan",
    "number",
    "published",
    "byline",
)
"""The fields of found values, in the order of the page."""
PARTS = ("owner", "deadline", "matter")
"""What a conclusion or a vote holds besides its words, each with words of its own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One value: its field, its number there (0 where there is but one), its words, details, and evidence.

    `evidence` is None where a document's metadata told the value.
    """

    field: str
    number: int
    words: str
    details: tuple[str, ...]
    confidence: float
    rule: str
    evidence: Evidence | None


def shown(report: MeetingReport, labels: Labels) -> Iterator[Shown]:
    """The values of the record, field by field; the owner and the deadline of a conclusion follow it."""
    for field in FIELDS:
        found = getattr(report, field)
        values = () if found is None else found if isinstance(found, tuple) else (found,)
        for number, value in enumerate(values, 1):
            for name, one in _with_parts(field, value):
                yield Shown(
                    name,
                    number if len(values) > 1 else 0,
                    _words(one, labels),
                    tuple(filter(None, _details(one, labels))),
                    one.confidence,
                    one.rule,
                    getattr(one, "evidence", None),
                )


def day(value: dt.date, labels: Labels) -> str:
    """A day as people of the language write it, with the time of day where the value has one."""
    told = value.strftime("%d/%m/%Y" if labels.language == "vi" else "%Y-%m-%d")
    return f"{told} {value:%H:%M}" if isinstance(value, dt.datetime) else told


def _with_parts(field: str, value: Rated) -> Iterator[tuple[str, Rated]]:
    yield field, value
    for part in PARTS if isinstance(value, Conclusion | Vote) else ():
        if (inner := getattr(value, part, None)) is not None:
            yield part, inner


def _words(value: Rated, labels: Labels) -> str:
    match value:
        case EventDate():
            return _days(value, labels)
        case Published() | Deadline():
            return day(value.value, labels)
        case Body():
            return value.canonical
        case Named():
            return value.name
        case Worded():
            return value.text
    raise TypeError(f"{type(value).__name__} is no value of a record")


def _days(value: EventDate, labels: Labels) -> str:
    days = " – ".join(day(one, labels) for one in (value.start, value.end) if one)
    told = [days, value.time.strftime("%H:%M") if value.time else "", labels("session", value.session or "")]
    return ", ".join(filter(None, told)) or labels("page", "unresolved")


def _details(value: Rated, labels: Labels) -> Iterable[str | None]:
    """What else the record says of a value, each as one short phrase; empty ones do not count."""
    told: Iterable[str | None] = ()
    match value:
        case Attendee():
            stands = _told(labels, "represented_by", value.represented_by)
            told = (_code(labels, "level", value.level), labels("presence", value.presence), stands)
        case Body():
            told = (_code(labels, "level", value.level),)
        case Chair() | Secretary():
            told = (value.post, value.body)
        case Role():
            told = (value.post,)
        case IssueRaised():
            told = (labels("topic", topic) for topic in value.topics)
        case Conclusion():
            told = (labels("act", value.act), _told(labels, "by", value.speaker))
        case Vote():
            told = _counts(value, labels)
        case Slogan():
            told = (_told(labels, "attributed_to", value.attributed_to),)
    return told


def _counts(value: Tally, labels: Labels) -> Iterator[str]:
    for name in Tally.model_fields:
        if (number := getattr(value, name)) is not None:
            yield (
                f"{labels('vote', name)} {number:g}"
                if isinstance(number, float)
                else f"{labels('vote', name)} {number}"
            )


def _code(labels: Labels, table: str, code: str | None) -> str | None:
    return labels(table, code) if code else None


def _told(labels: Labels, what: str, words: str | None) -> str | None:
    return f"{labels('page', what)} {words}" if words else None
