"""What a field says it has found, before anything is chosen or spelled out.

Offsets are code points into the untouched text of the report.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

Session = Literal["morning", "noon", "afternoon", "evening", "all_day"]
Act = Literal["acknowledge", "commit", "request", "decide"]
Presence = Literal["present", "invited", "online"]
Genre = Literal["news", "minutes", "notice"]
# "rules" leaves the statistical stage out.
Profile = Literal["default", "rules"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A value that is its quote: title, number, event name, location, byline."""


@dataclass(frozen=True, slots=True)
class Published:
    """When the page was posted."""

    value: dt.datetime
    has_time: bool


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the meeting took place; `start` is None where the words need a date that is not there."""

    start: dt.date | None
    end: dt.date | None = None
    session: Session | None = None
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A value from a closed list: meeting type, genre."""

    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a role; the finding's span is the bare name, or the post where no name stands."""

    post: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that holds or attends the meeting."""

    presence: Presence = "present"
    represented_by: str | None = None
    name: str | None = None  # where another column stands within the finding's span: the words of its own


@dataclass(frozen=True, slots=True)
class Issue:
    """A difficulty, petition or topic of debate."""

    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One point that the meeting or its leader concluded; `owner` and `deadline` are findings of their own."""

    act: Act
    speaker: str | None = None
    owner: Finding | None = None
    deadline: Finding | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a promise is due."""

    value: dt.date


@dataclass(frozen=True, slots=True)
class Vote:
    """The numbers of a vote, as far as they are told; `matter` is a finding of its own."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    out_of: int | None = None
    percentage: float | None = None
    matter: Finding | None = None


@dataclass(frozen=True, slots=True)
class Slogan:
    """A motto and who gave it."""

    attributed_to: str | None = None


Value = Quoted | Published | EventDate | Code | Person | Body | Issue | Conclusion | Deadline | Vote | Slogan


class Finding(NamedTuple):
    """A value, the words that say so, the rule that found it and how sure it is (0 to 1)."""

    field: str
    start: int
    end: int
    value: Value
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to distrust the record: a code from `WARNINGS`, the field, and words for a person."""

    code: str
    field: str | None
    message: str = ""
