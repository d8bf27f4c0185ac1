"""From a record to the rows of the tables."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from extractor.records import Attendee, Found, MeetingReport, Organizer, Published, Title, Vote
    from extractor.writers.tables import Cell, Row, Rows

T = TypeVar("T", dt.datetime, dt.time)

# Databases limit the size of what they index; the longest key has 4 bytes a character.
_LONGEST_KEY = 255
_LARGEST = 2**63 - 1
# With these the text reports no meeting, and nothing of it is to be counted as one.
_NO_MEETING = frozenset({"not_a_meeting_report", "not_yet_held"})


@dataclass(frozen=True, slots=True)
class Flat:
    """A record as rows; another `digest` under the same key means that the record has changed."""

    key: str
    digest: str
    rows: Rows


def key_of(report: MeetingReport) -> str:
    """What tells a report from all others: its path (two folders may hold the same id), or its id without one.

    A key of more than 255 characters ends with a hash of the whole instead.
    """
    key = report.source.path or report.id
    if len(key) > _LONGEST_KEY:
        key = f"{key[:190]}~{digest_of(key)}"
    return key.replace("\0", "\ufffd")


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_meeting(report: MeetingReport) -> bool:
    """Whether the report is one of a meeting that was held, as far as its warnings tell."""
    return not any(warning.code in _NO_MEETING for warning in report.warnings)


def flatten(report: MeetingReport) -> Flat:
    """The rows of a record; the digest is the SHA-256 of its JSON. Raises `ValueError` where a value fits no column: a time with a zone, an endless number."""
    key, dumped = key_of(report), report.model_dump_json()
    digest = digest_of(dumped)
    rows: Rows = {
        "reports": [(key, *_report(report, digest))],
        "organizers": [(key, n, *_body(body)) for n, body in enumerate(report.organizers)],
        "chairs": [(key, n, c.name, c.post, c.body, c.confidence) for n, c in enumerate(report.chairs)],
        "attendee_bodies": [
            (key, n, *_body(body), body.presence, body.represented_by) for n, body in enumerate(report.attendee_bodies)
        ],
        "issues": [(key, n, issue.text, issue.confidence) for n, issue in enumerate(report.issues_raised)],
        "issue_topics": [
            (key, n, m, topic) for n, issue in enumerate(report.issues_raised) for m, topic in enumerate(issue.topics)
        ],
        "conclusions": [(key, n, *row) for n, row in enumerate(_conclusions(report))],
        "votes": [(key, n, *_vote(vote)) for n, vote in enumerate(report.votes)],
        "warnings": [(key, n, w.code, w.field, w.message) for n, w in enumerate(report.warnings)],
        "evidence": [(key, *row) for row in _evidence(report)],
    }
    if "\\u0000" in dumped:
        rows = {name: [tuple(map(_storable, row)) for row in table] for name, table in rows.items()}
    return Flat(key, digest, rows)


def _storable(cell: Cell) -> Cell:
    """Text without NUL, which PostgreSQL refuses and others end at; its length stays what it was."""
    return cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell


def _bounded(number: int) -> int:
    if number > _LARGEST:
        raise ValueError(f"the number {number} is beyond what a table can hold")
    return number


def local(time: T) -> T:
    """The time itself, which is Vietnam's. Raises `ValueError` where it carries a zone, as no record of ours does."""
    if time.tzinfo is not None:
        raise ValueError(f"the time {time} carries a zone")
    return time


def _report(report: MeetingReport, digest: str) -> Row:
    source, event, slogan = report.source, report.event_date, report.slogan
    secretary, speaker = report.secretary, report.conclusion_speaker
    start = event.start if event else None
    return (
        report.id,
        digest,
        report.schema_version,
        source.path,
        source.media_type,
        source.encoding,
        source.sha256,
        _bounded(source.characters),
        report.genre,
        is_meeting(report),
        report.number.text if report.number else None,
        report.title.text if report.title else None,
        *_published(report.published),
        start,
        event.end if event else None,
        start.replace(day=1) if start else None,
        event.session if event else None,
        local(event.time) if event and event.time else None,
        report.event_name.text if report.event_name else None,
        report.meeting_type,
        report.location.text if report.location else None,
        secretary.name if secretary else None,
        secretary.post if secretary else None,
        secretary.body if secretary else None,
        speaker.name if speaker else None,
        speaker.post if speaker else None,
        slogan.text if slogan else None,
        slogan.attributed_to if slogan else None,
        report.byline.text if report.byline else None,
        report.extractor.version,
        report.extractor.profile,
    )


def _published(published: Published | None) -> tuple[dt.date | None, dt.datetime | None]:
    if published is None:
        return None, None
    value = published.value
    return (value.date(), local(value)) if isinstance(value, dt.datetime) else (value, None)


def _body(body: Organizer | Attendee) -> Row:
    return body.name, body.canonical, body.kind, body.level, body.successor, body.confidence


def _conclusions(report: MeetingReport) -> Iterator[Row]:
    for one in report.conclusions:
        owner = one.owner.name if one.owner else None
        deadline = one.deadline.value if one.deadline else None
        yield one.text, one.act, one.speaker, owner, deadline, one.confidence


def _vote(vote: Vote) -> Row:
    counts = (vote.in_favour, vote.against, vote.abstained, vote.out_of)
    bounded = (None if count is None else _bounded(count) for count in counts)
    return vote.text, vote.matter.text if vote.matter else None, *bounded, vote.percentage, vote.confidence


def _evidence(report: MeetingReport) -> Iterator[Row]:
    """Field, position, span, words, confidence and rule of every found value."""
    for field, position, value in _found(report):
        words = value.evidence
        span = (words.start, _bounded(words.end), words.quote) if words else (None, None, None)
        yield field, position, *span, value.confidence, value.rule


_ONCE = (
    *("number", "title", "published", "event_date", "event_name", "location"),
    *("secretary", "conclusion_speaker", "slogan", "byline"),
)
_LISTS = ("organizers", "chairs", "attendee_bodies", "issues_raised", "conclusions", "votes")


def _found(report: MeetingReport) -> Iterator[tuple[str, int, Found | Title | Published]]:
    """Every found value with its field and its place in the field's list."""
    for field in _ONCE:
        value: Found | None = getattr(report, field)
        if value is not None:
            yield field, 0, value
    for field in _LISTS:
        values: tuple[Found, ...] = getattr(report, field)
        for n, one in enumerate(values):
            yield field, n, one
    for n, conclusion in enumerate(report.conclusions):
        if conclusion.owner:
            yield "conclusions.owner", n, conclusion.owner
        if conclusion.deadline:
            yield "conclusions.deadline", n, conclusion.deadline
    for n, vote in enumerate(report.votes):
        if vote.matter:
            yield "votes.matter", n, vote.matter
