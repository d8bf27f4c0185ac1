"""Meetings as schema.org Events, in one JSON-LD document.

The report is what `recordedIn` names; its abstract is what was concluded, what
the event is `about` is what was raised. Only what the record holds is said.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.writers.flatten import digest_of, is_meeting, key_of, local
from extractor.writers.replacing import replacing

if TYPE_CHECKING:
    from extractor.records import Attendee, Chair, EventDate, MeetingReport, Organizer
    from extractor.writers.export.registry import Add

# Vietnam has one zone, without summer time.
_OFFSET = "+07:00"
# Within <script> nothing may end the script or begin a comment; JSON knows the signs by number too.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@contextmanager
def opened(folder: Path) -> Iterator[Add]:
    """`events.jsonld` in `folder`; texts that report no meeting are left out."""
    with replacing(folder / "events.jsonld") as (path,), path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": "https://schema.org", "@graph": [')
        between = "\n"

        def add(report: MeetingReport) -> bool:
            nonlocal between
            if not is_meeting(report):
                return False
            file.write(between + json.dumps(event(report), ensure_ascii=False).translate(_ESCAPES))
            between = ",\n"
            return True

        yield add
        file.write("\n]}\n")


def event(report: MeetingReport) -> dict[str, Any]:
    """The meeting as an Event, without properties of which the record says nothing."""
    name = report.event_name or report.title
    return _without_nothing(
        {
            "@type": "Event",
            "@id": f"urn:sha256:{digest_of(key_of(report))}",
            "name": name.text if name else report.id,
            **_dates(report.event_date),
            "location": {"@type": "Place", "name": report.location.text} if report.location else None,
            "organizer": [_body(body) for body in report.organizers],
            "attendee": [_body(body) for body in report.attendee_bodies],
            "contributor": [_chair(chair) for chair in report.chairs],
            "about": [{"@type": "Thing", "name": issue.text} for issue in report.issues_raised],
            "keywords": sorted({topic for issue in report.issues_raised for topic in issue.topics}),
            "recordedIn": _report(report),
        }
    )


def _without_nothing(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, [], "")}


def _dates(when: EventDate | None) -> dict[str, str]:
    """ISO 8601: days, or a day with its time in Vietnam."""
    if when is None or when.start is None:
        return {}
    start = when.start.isoformat() + (f"T{local(when.time).isoformat()}{_OFFSET}" if when.time else "")
    return {"startDate": start, **({"endDate": when.end.isoformat()} if when.end else {})}


def _body(body: Organizer | Attendee) -> dict[str, Any]:
    alternate = body.name if body.name != body.canonical else None
    return _without_nothing({"@type": "Organization", "name": body.canonical, "alternateName": alternate})


def _chair(chair: Chair) -> dict[str, Any]:
    affiliation = {"@type": "Organization", "name": chair.body} if chair.body else None
    person = {"@type": "Person", "name": chair.name, "jobTitle": chair.post, "affiliation": affiliation}
    return {"@type": "Role", "roleName": "chair", "contributor": _without_nothing(person)}


def _report(report: MeetingReport) -> dict[str, Any]:
    published = report.published.value if report.published else None
    zone = _OFFSET if isinstance(published, dt.datetime) and published.tzinfo is None else ""
    return _without_nothing(
        {
            "@type": "NewsArticle" if report.genre == "news" else "Report",
            "headline": report.title.text if report.title else None,
            "identifier": report.number.text if report.number else None,
            "datePublished": f"{published.isoformat()}{zone}" if published else None,
            "author": {"@type": "Person", "name": report.byline.text} if report.byline else None,
            "abstract": "\n".join(conclusion.text for conclusion in report.conclusions),
        }
    )
