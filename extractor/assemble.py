"""From findings to a record: chooses, makes quotes readable, names bodies in full, cross-checks, warns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from extractor import findings as found
from extractor import records
from extractor.errors import WARNINGS
from extractor.language import registry
from extractor.text import readable

if TYPE_CHECKING:
    from extractor.findings import Doubt, Finding

V = TypeVar("V")
# A part of the record by its keys. The record makes the models of its parts and checks them, in half the time that
# making each of them first would take.
Part = dict[str, Any]

# A page is posted within days of a meeting, formal papers within weeks; beyond this the date is suspect.
FAR = dt.timedelta(days=60)
# All that is said of a text that reports no meeting: what else the fields found there belongs to something else.
_OF_ANY_TEXT = frozenset({"genre", "number", "title", "published", "byline"})
# Doubts with which nothing is said of a meeting, and what then still is.
_NO_REPORT = {"not_a_meeting_report": _OF_ANY_TEXT, "not_yet_held": _OF_ANY_TEXT - {"genre"}}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a record says about its report and its maker rather than about the meeting.

    `title` and `published` are the document's metadata, used where its text has none.
    """

    id: str
    source: records.Source
    extractor: records.Stamp
    title: str | None = None
    published: dt.date | dt.datetime | None = None


@dataclass(slots=True)
class Pick(Generic[V]):
    """A chosen finding with its value and its words: `quote` untouched, `words` made readable."""

    finding: Finding
    value: V
    quote: str
    words: str

    def part(self, **keys: Any) -> Part:
        """A part of the record with its own keys, and those that every found value has: what it rests on."""
        at = self.finding
        keys["confidence"], keys["rule"] = _rounded(at.confidence), at.rule
        keys["evidence"] = {"start": at.start, "end": at.end, "quote": self.quote}
        return keys


# Rules give few different numbers, and rounding takes longer than looking up.
@lru_cache(maxsize=1024)
def _rounded(confidence: float) -> float:
    return round(confidence, 3)


class Choice:
    """The findings of one report, by field."""

    def __init__(self, text: str, findings: Iterable[Finding]) -> None:
        self.text = text
        self._by_field: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._by_field[finding.field].append(finding)

    def pick(self, finding: Finding, kind: type[V]) -> Pick[V]:
        """The finding with its words; its value has to be a `kind`."""
        if not isinstance(finding.value, kind):
            raise TypeError(f"{finding.field} from {finding.rule}: {finding.value!r} is no {kind.__name__}")
        quote = self.text[finding.start : finding.end]
        return Pick(finding, finding.value, quote, readable(quote))

    def best(self, field: str, kind: type[V]) -> Pick[V] | None:
        """The surest finding of a field, the earliest of equals."""
        found = self._by_field.get(field)
        if not found:
            return None
        best = found[0] if len(found) == 1 else min(found, key=lambda f: (-f.confidence, f.start, f.end))
        return self.pick(best, kind)

    def ordered(self, field: str, kind: type[V]) -> Iterator[Pick[V]]:
        """The findings of a field in text order."""
        for finding in sorted(self._by_field.get(field, ()), key=attrgetter("start", "end")):
            yield self.pick(finding, kind)

    def listed(self, field: str, kind: type[V]) -> Iterator[Pick[V]]:
        """The findings of a field in text order; words that were there before are left out."""
        seen: set[str] = set()
        for pick in self.ordered(field, kind):
            words = pick.words.casefold()
            if words not in seen:
                seen.add(words)
                yield pick


def assemble(
    text: str, findings: Iterable[Finding], doubts: Iterable[Doubt], heading: Heading
) -> records.MeetingReport:
    """The record of a report from what the fields found in `text`, its untouched string."""
    findings, doubts = _of_a_report(findings, [*doubts])
    choice = Choice(text, findings)
    title, published = _title(choice, heading), _published(choice) or _posted(heading)
    event_date, late = _event_date(choice)
    on = event_date["start"] if event_date else None
    organizers = [_organizer(pick, on) for pick in choice.listed("organizers", found.Body)]
    conclusions = [_conclusion(choice, pick) for pick in choice.listed("conclusions", found.Conclusion)]
    unheld = () if organizers else (_warning("no_organizer", "organizers"),)
    checked = [*_borrowed(title, published), *late, *_about_time(event_date, published, conclusions), *unheld]
    return records.MeetingReport.model_validate(
        {
            "schema_version": records.SCHEMA_VERSION,
            "id": heading.id,
            "source": heading.source,
            "genre": _code(choice, "genre"),
            "number": _worded(choice.best("number", found.Quoted)),
            "title": title,
            "published": published,
            "event_date": event_date,
            "event_name": _worded(choice.best("event_name", found.Quoted)),
            "meeting_type": _code(choice, "meeting_type"),
            "location": _worded(choice.best("location", found.Quoted)),
            "organizers": organizers,
            "chairs": [_person(pick) for pick in choice.listed("chairs", found.Person)],
            "secretary": _secretary(choice),
            "attendee_bodies": [_attendee(pick, on) for pick in choice.listed("attendee_bodies", found.Body)],
            "issues_raised": [_issue(pick) for pick in choice.listed("issues_raised", found.Issue)],
            "conclusions": conclusions,
            "votes": [_vote(choice, pick) for pick in choice.ordered("votes", found.Vote)],
            "conclusion_speaker": _speaker(choice),
            "slogan": _slogan(choice),
            "byline": _worded(choice.best("byline", found.Quoted)),
            "warnings": list(_told_once([_warning(d.code, d.field, d.message) for d in doubts], checked)),
            "extractor": heading.extractor,
        }
    )


def _of_a_report(findings: Iterable[Finding], doubts: list[Doubt]) -> tuple[Iterable[Finding], list[Doubt]]:
    """What remains of findings and doubts where one of these says that the text reports no meeting."""
    for told in [_NO_REPORT[doubt.code] for doubt in doubts if doubt.code in _NO_REPORT]:
        findings = [finding for finding in findings if finding.field in told]
        doubts = [doubt for doubt in doubts if doubt.field is None or doubt.field in told]
    return findings, doubts


def _code(choice: Choice, field: str) -> str | None:
    pick = choice.best(field, found.Code)
    return pick.value.code if pick else None


def _worded(pick: Pick[found.Quoted] | None) -> Part | None:
    return pick.part(text=pick.words) if pick else None


def _published(choice: Choice) -> Part | None:
    pick = choice.best("published", found.Published)
    if pick is None:
        return None
    value = pick.value.value
    return pick.part(value=value if pick.value.has_time else value.date())


# Sites put their own name behind the headline, and machines date pages: not quite as sure as the text.
_METADATA = 0.8


def _title(choice: Choice, heading: Heading) -> Part | None:
    """The text's headline, else the metadata's, which also goes before a first line that is a sentence."""
    stated = readable(heading.title or "")
    titled = _worded(choice.best("title", found.Quoted))
    if titled and not (stated and titled["text"].endswith(".") and not stated.endswith(".")):
        return titled
    return {"text": stated, "confidence": _METADATA, "rule": "title.metadata", "evidence": None} if stated else None


def _posted(heading: Heading) -> Part | None:
    if heading.published is None:
        return None
    return {"value": heading.published, "confidence": _METADATA, "rule": "published.metadata", "evidence": None}


def _borrowed(title: Part | None, published: Part | None) -> Iterator[records.Warned]:
    """What comes from the document's metadata, which no words of the text support."""
    if title is not None and title["evidence"] is None:
        yield _warning("title_from_metadata", "title")
    if published is not None and published["evidence"] is None:
        yield _warning("published_from_metadata", "published")


def _event_date(choice: Choice) -> tuple[Part | None, list[records.Warned]]:
    pick = choice.best("event_date", found.EventDate)
    if pick is None:
        return None, []
    start, end = pick.value.start, pick.value.end
    late = []
    if end is not None and (start is None or end < start):
        late = [_warning("event_ends_before_start", "event_date", f"from {start} to {end}")]
        end = None
    return pick.part(start=start, end=end, session=pick.value.session, time=pick.value.time), late


def _organizer(pick: Pick[found.Body], on: dt.date | None) -> Part:
    return pick.part(**_described(pick.value.name or pick.words, on))


def _attendee(pick: Pick[found.Body], on: dt.date | None) -> Part:
    represented_by = pick.value.represented_by
    return pick.part(**_described(pick.words, on), presence=pick.value.presence, represented_by=represented_by)


def _described(name: str, on: dt.date | None) -> Part:
    """The keys of a body, with what the registry knows of it on a day."""
    facts = registry.describe(name, on)
    return {
        "name": name,
        "canonical": facts.canonical,
        "kind": facts.kind,
        "level": facts.level,
        "successor": facts.successor,
    }


def _person(pick: Pick[found.Person]) -> Part:
    return pick.part(name=pick.words, post=pick.value.post, body=pick.value.body)


def _secretary(choice: Choice) -> Part | None:
    pick = choice.best("secretary", found.Person)
    return _person(pick) if pick else None


def _speaker(choice: Choice) -> Part | None:
    pick = choice.best("conclusion_speaker", found.Person)
    return pick.part(name=pick.words, post=pick.value.post) if pick else None


def _issue(pick: Pick[found.Issue]) -> Part:
    return pick.part(text=pick.words, topics=pick.value.topics)


def _conclusion(choice: Choice, pick: Pick[found.Conclusion]) -> Part:
    value = pick.value
    owner = choice.pick(value.owner, object) if value.owner else None
    due = choice.pick(value.deadline, found.Deadline) if value.deadline else None
    return pick.part(
        text=pick.words,
        act=value.act,
        speaker=value.speaker,
        owner=owner.part(name=owner.words) if owner else None,
        deadline=due.part(value=due.value.value) if due else None,
    )


def _vote(choice: Choice, pick: Pick[found.Vote]) -> Part:
    value = pick.value
    return pick.part(
        text=pick.words,
        matter=_worded(choice.pick(value.matter, found.Quoted)) if value.matter else None,
        in_favour=value.in_favour,
        against=value.against,
        abstained=value.abstained,
        out_of=value.out_of,
        percentage=value.percentage,
    )


def _slogan(choice: Choice) -> Part | None:
    pick = choice.best("slogan", found.Slogan)
    return pick.part(text=pick.words, attributed_to=pick.value.attributed_to) if pick else None


def _warning(code: str, field: str | None, detail: str = "") -> records.Warned:
    return records.Warned(code=code, field=field, message=f"{WARNINGS[code]} ({detail})" if detail else WARNINGS[code])


# Warnings that go without saying beside another one.
_EXPLAINED_BY = {
    "no_event_date": set(_NO_REPORT),
    "no_organizer": set(_NO_REPORT),
    "event_date_unresolved": {"event_date_without_year", "lunar_date"},
}


def _told_once(doubted: list[records.Warned], checked: list[records.Warned]) -> Iterator[records.Warned]:
    """The warnings of the fields, then those of the cross-checks where no field has given the same code or its reason."""
    codes = {warning.code for warning in doubted}
    news = [warning for warning in checked if warning.code not in codes]
    for warning in dict.fromkeys([*doubted, *news]):
        if not codes & _EXPLAINED_BY.get(warning.code, set()):
            yield warning


def _about_time(when: Part | None, published: Part | None, conclusions: list[Part]) -> Iterator[records.Warned]:
    """What the dates of a record say against each other."""
    if when is None:
        yield _warning("no_event_date", "event_date")
    elif when["start"] is None:
        yield _warning("event_date_unresolved", "event_date", when["evidence"]["quote"])
    else:
        held: dt.date = when["start"]
        if published is not None:
            yield from _against_publication(published["value"], held, when["end"] or held)
        for conclusion in conclusions:
            due = conclusion["deadline"]
            if due is not None and due["value"] < held:
                yield _warning("deadline_before_event", "conclusions", f"due {due['value']}, held {held}")


def _against_publication(published: dt.date | dt.datetime, first: dt.date, last: dt.date) -> Iterator[records.Warned]:
    posted = published.date() if isinstance(published, dt.datetime) else published
    if posted < first:
        yield _warning("published_before_event", "published", f"posted {posted}, held {first}")
    elif posted - last > FAR:
        yield _warning("event_far_from_publication", "event_date", f"posted {posted}, held {last}")
