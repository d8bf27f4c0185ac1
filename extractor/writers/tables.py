"""A record as rows of tables: the one flattening behind CSV, Parquet and the databases.

Every table but `reports` has the report's key and a position, which counts from 0 as the record's lists do.
`evidence` has one row for every found value; its `field` and `position` lead from a row to the words behind it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "whole", "share", "flag", "day", "moment", "clock"]
"""text; a whole number of 64 bits; a number with a fraction; true or false; a day; a day and time, a time, without zone."""

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]
"""The rows of each table, with the columns in the table's order."""


KEY = "report_key"
HASH = "record_hash"


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
        _text("number", "Number and symbol of a formal paper."),
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
        _text("secretary", "Who kept the minutes."),
        _text("secretary_post", "That person's post."),
        _text("secretary_body", "The body whose post it is."),
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
        "votes",
        "How votes went, as far as the report says.",
        _text("text", "The words that tell the outcome.", given=True),
        _text("matter", "What the vote was about."),
        Column("in_favour", "whole", "Votes in favour."),
        Column("against", "whole", "Votes against."),
        Column("abstained", "whole", "Abstentions."),
        Column("out_of", "whole", "Of how many."),
        Column("percentage", "share", "Votes in favour, 0 to 100."),
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
