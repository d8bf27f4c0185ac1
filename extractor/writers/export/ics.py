"""Meetings as a calendar (RFC 5545), for Outlook, Google Calendar and the like.

A report tells the day, often the part of the day, seldom the time. A day alone,
and a meeting of several days, is an event of whole days; a session lasts the
office hours below, in Vietnam's time, from the time told where one is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from extractor.writers.flatten import digest_of, is_meeting, key_of, local
from extractor.writers.replacing import replacing

if TYPE_CHECKING:
    from extractor.records import EventDate, MeetingReport
    from extractor.writers.export.registry import Add

_ZONE = "Asia/Ho_Chi_Minh"
SESSIONS = MappingProxyType(
    {
        "morning": (dt.time(8), dt.time(11, 30)),
        "noon": (dt.time(11, 30), dt.time(13, 30)),
        "afternoon": (dt.time(13, 30), dt.time(17)),
        "evening": (dt.time(19), dt.time(21)),
    }
)
"""When a session begins and ends: hours of offices, not words of the report."""

_END = b"END:VCALENDAR\r\n"
# What no line of a calendar may hold, and what some programs take for a line's end.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")


@contextmanager
def opened(folder: Path) -> Iterator[Add]:
    """`meetings.ics` in `folder`; texts that report no meeting, and meetings without a day, are left out."""
    with replacing(folder / "meetings.ics") as (path,), path.open("wb") as file:
        file.write(_head())

        def add(report: MeetingReport) -> bool:
            day = report.event_date.start if report.event_date and is_meeting(report) else None
            if report.event_date is None or day is None:
                return False
            file.write(_event(report, report.event_date, day).to_ical())
            return True

        yield add
        file.write(_END)


def _head() -> bytes:
    """A calendar without its events and end."""
    calendar = Calendar()
    calendar.add("prodid", "-//meeting-minutes-extractor//EN")
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_tzid(_ZONE))
    return bytes(calendar.to_ical()).removesuffix(_END)


def _event(report: MeetingReport, when: EventDate, day: dt.date) -> Event:
    event = Event()
    # the same report keeps its UID, so that a calendar replaces what it has
    event.add("uid", f"{digest_of(key_of(report))[:32]}@meeting-minutes-extractor")
    # required; a fixed moment, so that the same records give the same file
    event.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.timezone.utc))
    start, end = _times(when, day)
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)
    name = report.event_name or report.title
    event.add("summary", _clean(name.text if name else report.id))
    if report.location:
        event.add("location", _clean(report.location.text))
    if description := _description(report):
        event.add("description", description)
    if report.meeting_type:
        event.add("categories", [report.meeting_type])
    event.add("transp", "TRANSPARENT")
    return event


def _times(when: EventDate, day: dt.date) -> tuple[dt.date, dt.date | None]:
    """Begin and end of the meeting; the end of whole days is the day after (RFC 5545, 3.6.1)."""
    hours = SESSIONS.get(when.session or "")
    begin = local(when.time) if when.time else hours[0] if hours else None
    if when.end is not None or begin is None:
        return day, (when.end or day) + dt.timedelta(days=1)
    zone = ZoneInfo(_ZONE)
    end = dt.datetime.combine(day, hours[1], zone) if hours and hours[1] > begin else None
    return dt.datetime.combine(day, begin, zone), end


def _description(report: MeetingReport) -> str:
    """Headline, who held it and who chaired it, and what was concluded, by whom and by when to be done."""
    lines = [report.title.text] if report.title and report.event_name else []
    lines += ["; ".join(body.canonical for body in report.organizers)]
    lines += ["; ".join(", ".join(filter(None, (chair.name, chair.post))) for chair in report.chairs)]
    for conclusion in report.conclusions:
        owner = conclusion.owner.name if conclusion.owner else None
        deadline = f"≤ {conclusion.deadline.value:%d/%m/%Y}" if conclusion.deadline else None
        told = ", ".join(filter(None, (owner, deadline)))
        lines.append(f"• {conclusion.text}{f' ({told})' if told else ''}")
    return "\n".join(_clean(line) for line in lines if line)


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text.replace("\n", " "))
