"""The record: what other programs rely on, and the only place that knows its keys.

Offsets are half-open and in Unicode code points, into the report's plain text
as the reader returned it. Absent is None or an empty tuple; unknown keys are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from extractor.findings import Act, Genre, Presence, Session

SCHEMA_VERSION: Literal["1.1"] = "1.1"
"""Raised in its second part with keys that are new, in its first where a reader of older records would break."""

_BEGINNING = re.compile(rf'\s*\{{\s*"schema_version"\s*:\s*"{re.escape(SCHEMA_VERSION)}"\s*,'.encode())
# What records of earlier minor versions lack, with the value that says that nothing was looked for.
_SINCE: dict[str, dict[str, Any]] = {"1.0": {"number": None, "secretary": None, "votes": ()}}

MeetingType = Literal[
    "tong_ket",
    "so_ket",
    "giao_ban",
    "trien_khai",
    "tap_huan",
    "hoi_thao",
    "hop_bao",
    "ky_hop",
    "dai_hoi",
    "lam_viec",
    "tiep_xuc",
    "le",
    "hop",
    "khac",
]

Offset = Annotated[int, Field(ge=0)]
Words = Annotated[str, Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
# A page states a day, or a day and a time without a zone; a time of midnight tells no more than the day.
DayOrMoment = Annotated[
    dt.date | dt.datetime,
    Field(union_mode="left_to_right"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$"}),
]
TimeOfDay = Annotated[dt.time, WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"})]


class Part(BaseModel):
    """What all parts of a record have in common: fixed once made, and no keys but their own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Part):
    """The words of the report that say so: `text[start:end] == quote`."""

    start: Offset
    end: Offset
    quote: Words

    @model_validator(mode="after")
    def _as_long_as_its_span(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError("the quote is not as long as its span")
        return self


# Pydantic writes the keys of the last base first: a value's own keys, then what it rests on.
class Rated(Part):
    """How sure a value is (0 to 1), and the id of the rule or model that found it."""

    confidence: Share
    rule: Words


class Found(Rated):
    """A value and the words behind it."""

    evidence: Evidence


class Worded(Part):
    """A value that is its quote made readable: NFC, single blanks, no line breaks."""

    text: Words


class Named(Part):
    """A name as the report writes it, made readable."""

    name: Words


class Title(Rated, Worded):
    """The headline; `evidence` is null only where it comes from a document's metadata."""

    evidence: Evidence | None


class Moment(Part):
    """A day, or a day and a time without a zone."""

    value: DayOrMoment


class PaperNumber(Found, Worded):
    """Number and symbol of a formal paper ("118/TB-UBND")."""


class Published(Rated, Moment):
    """When the page was posted; `evidence` is null only where it comes from a document's metadata."""

    evidence: Evidence | None


class Days(Part):
    """The day or days of the meeting; `start` is null where the words need a date that the report lacks."""

    start: dt.date | None
    end: dt.date | None
    session: Session | None
    time: TimeOfDay | None

    @model_validator(mode="after")
    def _in_order(self) -> Days:
        if self.end is not None and (self.start is None or self.end < self.start):
            raise ValueError("the last day needs a first day that is not after it")
        return self


class EventDate(Found, Days):
    """When the meeting took place."""


class EventName(Found, Worded):
    """The noun phrase that names the meeting."""


class Location(Found, Worded):
    """The venue or place."""


class Byline(Found, Worded):
    """Who wrote the report."""


class Body(Named):
    """A body: its full name on the day of the meeting, what and of which level it is, what it became."""

    canonical: Words
    kind: str | None
    level: str | None
    successor: str | None


class Organizer(Found, Body):
    """A body that holds the meeting."""


class Attendee(Found, Body):
    """A body that is present, how, and the person who stands for it."""

    presence: Presence
    represented_by: str | None


class Role(Named):
    """A person and the posts as the report writes them."""

    post: str | None


class Chair(Found, Role):
    """A person who chairs, and the body whose post they hold."""

    body: str | None


class Secretary(Found, Role):
    """The person who kept the minutes, and the body whose post they hold."""

    body: str | None


class ConclusionSpeaker(Found, Role):
    """The person who concluded, or who gave the directions."""


class IssueRaised(Found, Worded):
    """A difficulty, petition, question or topic of debate; topics are ids of the taxonomy."""

    topics: tuple[str, ...]


class Owner(Found, Named):
    """The body or post that is told to act."""


class Due(Part):
    """A calendar day."""

    value: dt.date


class Deadline(Found, Due):
    """By when a conclusion is to be carried out."""


class Conclusion(Found, Worded):
    """One point that the meeting or its leader concluded."""

    act: Act
    speaker: str | None
    owner: Owner | None
    deadline: Deadline | None


class Matter(Found, Worded):
    """What a vote was about."""


class Tally(Part):
    """How a vote went, as far as the report says: votes (shares, households) and the percentage in favour."""

    in_favour: Offset | None
    against: Offset | None
    abstained: Offset | None
    out_of: Offset | None
    percentage: Annotated[float, Field(ge=0, le=100)] | None


class Vote(Found, Tally, Worded):
    """One vote: the words that tell its outcome, its numbers, and what it was about."""

    matter: Matter | None


class Slogan(Found, Worded):
    """The motto of the meeting or of the work ahead, and who gave it."""

    attributed_to: str | None


class Source(Part):
    """Where the text came from; `path` is relative to the folder given, null for text without a file.

    `sha256` is of the file's bytes (of the UTF-8 form for text without a file),
    `characters` the number of code points of the plain text.
    """

    path: str | None
    media_type: str
    encoding: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    characters: Offset


class Warned(Part):
    """A reason to distrust the record: a code, the field it is about, and words for a person."""

    code: Words
    field: str | None
    message: str


class Stamp(Part):
    """What made the record."""

    version: str
    profile: str


class _Present(Part):
    """The fields of a record of the present version."""

    schema_version: Literal["1.1"]
    id: Words
    source: Source
    genre: Genre | None
    number: PaperNumber | None
    title: Title | None
    published: Published | None
    event_date: EventDate | None
    event_name: EventName | None
    meeting_type: MeetingType | None
    location: Location | None
    organizers: tuple[Organizer, ...]
    chairs: tuple[Chair, ...]
    secretary: Secretary | None
    attendee_bodies: tuple[Attendee, ...]
    issues_raised: tuple[IssueRaised, ...]
    conclusions: tuple[Conclusion, ...]
    votes: tuple[Vote, ...]
    conclusion_speaker: ConclusionSpeaker | None
    slogan: Slogan | None
    byline: Byline | None
    warnings: tuple[Warned, ...]
    extractor: Stamp


class MeetingReport(_Present):
    """One meeting as one report tells it."""

    @model_validator(mode="before")
    @classmethod
    def _brought_up(cls, data: Any) -> Any:
        """Records of an earlier minor version, with the keys that have come since."""
        since = _SINCE.get(data["schema_version"]) if isinstance(data, dict) and "schema_version" in data else None
        if since is None:
            return data
        if early := sorted(since.keys() & data.keys()):
            raise ValueError(f"version {data['schema_version']} has no key {early[0]!r}")
        return {**data, **since, "schema_version": SCHEMA_VERSION}


def read_back(line: bytes) -> MeetingReport:
    """What `MeetingReport.model_validate_json` gives, a quarter sooner for a record that begins with the present version.

    There pydantic need not make Python's objects of all JSON, to look for an earlier
    version, before it validates them. Raises `ValidationError`.
    """
    if _BEGINNING.match(line) is None:
        return MeetingReport.model_validate_json(line)
    return MeetingReport.model_construct(**vars(_Present.model_validate_json(line)))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the record, made from the models."""
    schema = MeetingReport.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"meeting-report-{SCHEMA_VERSION}.schema.json",
        **schema,
    }
