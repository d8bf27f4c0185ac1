"""A record as rows of tables: the one flattening behind CSV, Parquet and the databases.

Every table but `reports` has the report's key and a position, which counts from 0 as the record's lists do.
`evidence` has one row for every found value; its `field` and `position` lead from a row to the words behind it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from extractor.records import Attendee, Found, MeetingReport, Organizer, Published, Title

Kind = Literal["text", "whole", "share", "flag", "day", "moment", "clock"]
"""text; a whole number of 64 bits; a number from 0 to 1; true or false; a day; a day and time, a time, without zone."""

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]
"""The rows of each table, with the columns in the table's order."""

T = TypeVar("T", dt.datetime, dt.time)

KEY = "report_key"
HASH = "record_hash"
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what stands in it; `given` where no row is without."""

    name: str
    kind: Kind
    what: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns, and those that tell its rows apart."""

    name: str
    what: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _text(name: str, what: str, *, given: bool = False) -> Column:
    return Column(name, "text", what, given)


def _of_report(name: str, what: str, *columns: Column) -> Table:
    """A table of parts of reports."""
    ours = (
        _text(KEY, "The report (`reports.report_key`).", given=True),
        Column("position", "whole", "Which of the report's, from 0.", given=True),
    )
    return Table(name, what, (*ours, *columns), (KEY, "position"))


_CONFIDENCE = Column("confidence", "share", "How sure the value is, 0 to 1.", given=True)
_BODY = (
    _text("name", "The name as the report writes it.", given=True),
    _text("canonical", "The full name on the day of the meeting.", given=True),
    _text("kind", "What it is: government, party, department, school, company …"),
    _text("level", "central, province, district, commune, unit …"),
    _text("successor", "What it became."),
    _CONFIDENCE,
)

REPORTS = Table(
    "reports",
    "One row a report.",
    (
        _text(KEY, "Its path, or its id where it has none.", given=True),
        _text("id", "The record's id: the stem of the file.", given=True),
        _text(HASH, "SHA-256 of the record; tells whether it has changed.", given=True),
        _text("schema_version", "The version of the record's contract.", given=True),
        _text("source_path", "The file, relative to the folder that was given."),
        _text("media_type", "What kind of file it was.", given=True),
        _text("encoding", "How its text was encoded.", given=True),
        _text("source_sha256", "SHA-256 of the file.", given=True),
        Column("characters", "whole", "The length of its plain text, in code points.", given=True),
        _text("genre", "news, minutes or notice."),
        Column("is_meeting", "flag", "False where a warning says that the text reports no meeting.", given=True),
        _text("title", "The headline."),
        Column("published_on", "day", "The day when the page was posted."),
        Column("published_at", "moment", "Day and time of that, where a time is told."),
        Column("event_start", "day", "The (first) day of the meeting."),
        Column("event_end", "day", "The last day, where it is another."),
        Column("event_month", "day", "The first of the month of event_start."),
        _text("session", "morning, noon, afternoon, evening or all_day."),
        Column("event_time", "clock", "When it began."),
        _text("event_name", "The words that name the meeting."),
        _text("meeting_type", "tong_ket, so_ket, giao_ban …"),
        _text("location", "Where it was."),
        _text("conclusion_speaker", "Who concluded, or gave the directions."),
        _text("conclusion_speaker_post", "That person's post."),
        _text("slogan", "The motto."),
        _text("slogan_by", "Who gave it."),
        _text("byline", "Who wrote the report."),
        _text("extractor_version", "What made the record.", given=True),
        _text("profile", "With which profile.", given=True),
    ),
    (KEY,),
)

TABLES = (
    REPORTS,
    _of_report("organizers", "The bodies that held the meeting.", *_BODY),
    _of_report(
        "chairs",
        "The people who chaired.",
        _text("name", "The name, or the post where no name stands.", given=True),
        _text("post", "The posts as the report writes them."),
        _text("body", "The body whose post it is."),
        _CONFIDENCE,
    ),
    _of_report(
        "attendee_bodies",
        "The bodies that attended.",
        *_BODY,
        _text("presence", "present, invited or online.", given=True),
        _text("represented_by", "The person who stood for it."),
    ),
    _of_report(
        "issues",
        "Difficulties, petitions, questions and topics of debate.",
        _text("text", "The issue in the report's words.", given=True),
        _CONFIDENCE,
    ),
    Table(
        "issue_topics",
        "The topics of the issues; many issues have none, some have several.",
        (
            _text(KEY, "The report (`reports.report_key`).", given=True),
            Column("issue", "whole", "The issue (`issues.position`).", given=True),
            Column("position", "whole", "Which of the issue's topics, from 0.", given=True),
            _text("topic", "The id of the topic.", given=True),
        ),
        (KEY, "issue", "position"),
    ),
    _of_report(
        "conclusions",
        "What the meeting or its leader concluded.",
        _text("text", "The conclusion in the report's words.", given=True),
        _text("act", "acknowledge, commit, request or decide.", given=True),
        _text("speaker", "Who said so."),
        _text("owner", "Who is to act."),
        Column("deadline", "day", "By when."),
        _CONFIDENCE,
    ),
    _of_report(
        "warnings",
        "Reasons to distrust the record.",
        _text("code", "Which reason.", given=True),
        _text("field", "The field it is about."),
        _text("message", "The reason in words.", given=True),
    ),
    Table(
        "evidence",
        "The words behind each value: one row a value.",
        (
            _text(KEY, "The report (`reports.report_key`).", given=True),
            _text("field", "The record's field: `title`, `conclusions`, `conclusions.deadline` …", given=True),
            Column("position", "whole", "Which of the field's values, from 0.", given=True),
            Column("start_offset", "whole", "Where the words begin in the plain text, in code points."),
            Column("end_offset", "whole", "Where they end: the first code point behind them."),
            _text("quote", "The words; null, as the offsets, for a value from a document's metadata."),
            Column("confidence", "share", "How sure the value is, 0 to 1.", given=True),
            _text("rule", "The rule or model that found it.", given=True),
        ),
        (KEY, "field", "position"),
    ),
)

BY_NAME = MappingProxyType({table.name: table for table in TABLES})


def key_of(report: MeetingReport) -> str:
    """What tells a report from all others: its path (two folders may hold the same id), or its id without one.

    A key of more than 255 characters ends with a hash of the whole instead.
    """
    key = report.source.path or report.id
    if len(key) > _LONGEST_KEY:
        key = f"{key[:190]}~{hashlib.sha256(key.encode()).hexdigest()}"
    return key.replace("\0", "\ufffd")


def flatten(report: MeetingReport) -> Flat:
    """The rows of a record; the digest is the SHA-256 of its JSON. Raises `ValueError` where a value fits no column: a time with a zone, an endless number."""
    key, dumped = key_of(report), report.model_dump_json()
    digest = hashlib.sha256(dumped.encode()).hexdigest()
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


def _local(time: T) -> T:
    if time.tzinfo is not None:
        raise ValueError(f"the time {time} carries a zone")
    return time


def _report(report: MeetingReport, digest: str) -> Row:
    source, event, speaker, slogan = report.source, report.event_date, report.conclusion_speaker, report.slogan
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
        not any(warning.code in _NO_MEETING for warning in report.warnings),
        report.title.text if report.title else None,
        *_published(report.published),
        start,
        event.end if event else None,
        start.replace(day=1) if start else None,
        event.session if event else None,
        _local(event.time) if event and event.time else None,
        report.event_name.text if report.event_name else None,
        report.meeting_type,
        report.location.text if report.location else None,
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
    return (value.date(), _local(value)) if isinstance(value, dt.datetime) else (value, None)


def _body(body: Organizer | Attendee) -> Row:
    return body.name, body.canonical, body.kind, body.level, body.successor, body.confidence


def _conclusions(report: MeetingReport) -> Iterator[Row]:
    for one in report.conclusions:
        owner = one.owner.name if one.owner else None
        deadline = one.deadline.value if one.deadline else None
        yield one.text, one.act, one.speaker, owner, deadline, one.confidence


def _evidence(report: MeetingReport) -> Iterator[Row]:
    """Field, position, span, words, confidence and rule of every found value."""
    for field, position, value in _found(report):
        words = value.evidence
        span = (words.start, _bounded(words.end), words.quote) if words else (None, None, None)
        yield field, position, *span, value.confidence, value.rule


def _found(report: MeetingReport) -> Iterator[tuple[str, int, Found | Title | Published]]:
    """Every found value with its field and its place in the field's list."""
    once = ("title", "published", "event_date", "event_name", "location", "conclusion_speaker", "slogan", "byline")
    for field in once:
        value: Found | None = getattr(report, field)
        if value is not None:
            yield field, 0, value
    lists: tuple[tuple[str, Iterable[Found]], ...] = (
        ("organizers", report.organizers),
        ("chairs", report.chairs),
        ("attendee_bodies", report.attendee_bodies),
        ("issues_raised", report.issues_raised),
    )
    for field, values in lists:
        for n, one in enumerate(values):
            yield field, n, one
    for n, conclusion in enumerate(report.conclusions):
        yield "conclusions", n, conclusion
        if conclusion.owner:
            yield "conclusions.owner", n, conclusion.owner
        if conclusion.deadline:
            yield "conclusions.deadline", n, conclusion.deadline
