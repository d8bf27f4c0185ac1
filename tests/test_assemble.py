"""From findings to a record: what is chosen, spelled out, checked and warned of."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest

from extractor import assemble as step
from extractor import findings as found
from extractor.findings import Doubt, Finding
from extractor.records import MeetingReport, Source, Stamp

TEXT = "Sở A họp ngày 28/12/2016, hạn 31/03/2017, đăng 30/12/2016. Sở A và sở a."
HEADING = step.Heading(
    "x",
    Source(path=None, media_type="text/plain", encoding="utf-8", sha256="0" * 64, characters=len(TEXT)),
    Stamp(version="0", profile="default"),
)


def at(words: str, field: str, value: found.Value, confidence: float = 0.9, nth: int = 0) -> Finding:
    """A finding of the nth place where `words` stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Finding(field, start, start + len(words), value, "a.rule", confidence)


def assembled(*findings: Finding, doubts: tuple[Doubt, ...] = (), text: str = TEXT) -> MeetingReport:
    return step.assemble(text, findings, doubts, HEADING)


def codes(report: MeetingReport) -> list[str]:
    return [warning.code for warning in report.warnings]


def held(start: dt.date | None, end: dt.date | None = None) -> Finding:
    return at("28/12/2016", "event_date", found.EventDate(start, end))


def posted(day: dt.datetime, *, has_time: bool = False) -> Finding:
    return at("30/12/2016", "published", found.Published(day, has_time))


ORGANIZER = at("Sở A", "organizers", found.Body())
HELD = held(dt.date(2016, 12, 28))


def test_nothing_found_is_an_empty_record_that_says_so() -> None:
    report = assembled()
    assert (report.title, report.event_date, report.organizers, report.conclusions) == (None, None, (), ())
    assert codes(report) == ["no_event_date", "no_organizer"]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        # the surer one
        (("Sở A", 0.8), ("28/12/2016", 0.9), "28/12/2016"),
        # of equals the earlier one, in whatever order they were found
        (("28/12/2016", 0.8), ("Sở A", 0.8), "Sở A"),
    ],
)
def test_single_values(first: tuple[str, float], second: tuple[str, float], chosen: str) -> None:
    report = assembled(*(at(words, "title", found.Quoted(), sure) for words, sure in (first, second)))
    assert report.title is not None
    assert report.title.text == chosen


def test_lists_stand_in_text_order_and_say_nothing_twice() -> None:
    again = at("Sở A", "organizers", found.Body(), nth=1)
    other_case = at("sở a", "organizers", found.Body())
    report = assembled(other_case, again, at("31/03/2017", "organizers", found.Body()), ORGANIZER)
    assert [body.evidence.start for body in report.organizers] == [0, TEXT.index("31/03/2017")]


def test_quotes_are_untouched_and_words_readable() -> None:
    text = unicodedata.normalize("NFD", "Sở\u00a0Y\r\n tế họp")
    end = text.index(" ho")
    report = assembled(Finding("organizers", 0, end, found.Body(), "r", 0.9), text=text)
    assert report.organizers[0].name == "Sở Y tế"
    assert report.organizers[0].evidence.quote == text[:end]


def test_a_day_stays_a_day_and_a_clock_is_kept() -> None:
    moment = dt.datetime(2016, 12, 30, 10, 36, 57)  # noqa: DTZ001 - pages print no zone
    for has_time, value in ((False, moment.date()), (True, moment)):
        published = assembled(posted(moment, has_time=has_time)).published
        assert published is not None
        assert published.value == value


def test_owner_and_deadline_carry_their_own_evidence() -> None:
    owner = at("Sở A", "owner", found.Quoted(), nth=1)
    deadline = at("31/03/2017", "deadline", found.Deadline(dt.date(2017, 3, 31)))
    value = found.Conclusion("request", speaker="B", owner=owner, deadline=deadline)
    (point,) = assembled(at("hạn 31/03/2017", "conclusions", value)).conclusions
    assert point.owner is not None
    assert point.deadline is not None
    assert (point.act, point.speaker, point.owner.name, point.deadline.value.month) == ("request", "B", "Sở A", 3)
    assert point.deadline.evidence.quote == "31/03/2017"


def test_a_value_of_the_wrong_kind_is_a_bug_and_told() -> None:
    with pytest.raises(TypeError, match=r"title from a\.rule"):
        assembled(at("Sở A", "title", found.Body()))


_DUE = at(
    "hạn 31/03/2017",
    "conclusions",
    found.Conclusion("request", deadline=at("31/03/2017", "deadline", found.Deadline(dt.date(2016, 3, 31)))),
)


@pytest.mark.parametrize(
    ("findings", "doubts", "warned"),
    [
        # all as it should be
        ([HELD, posted(dt.datetime(2016, 12, 30))], [], []),  # noqa: DTZ001
        # nobody reports a meeting before it was held
        ([HELD, posted(dt.datetime(2016, 12, 27))], [], ["published_before_event"]),  # noqa: DTZ001
        # a report comes within days: either date may be wrong
        ([HELD, posted(dt.datetime(2017, 12, 30))], [], ["event_far_from_publication"]),  # noqa: DTZ001
        # of a meeting over several days the last one counts
        ([held(dt.date(2016, 10, 1), dt.date(2016, 12, 28)), posted(dt.datetime(2016, 12, 30))], [], []),  # noqa: DTZ001
        # a last day before the first is left out
        ([held(dt.date(2016, 12, 28), dt.date(2016, 12, 27))], [], ["event_ends_before_start"]),
        # "this morning" on a page without a date
        ([held(None)], [], ["event_date_unresolved"]),
        # the field has said why
        ([held(None)], [Doubt("lunar_date", "event_date", "")], ["lunar_date"]),
        # or the field has said the same in its own words
        ([held(None)], [Doubt("event_date_unresolved", "event_date", "sáng nay")], ["event_date_unresolved"]),
        # nobody is told to have done something before
        ([HELD, _DUE], [], ["deadline_before_event"]),
        # of a text that is no report nothing is missing
        ([], [Doubt("not_a_meeting_report", None, "")], ["not_a_meeting_report"]),
        # told once
        ([HELD], [Doubt("year_inferred", "event_date", "")] * 2, ["year_inferred"]),
    ],
)
def test_warnings(findings: list[Finding], doubts: list[Doubt], warned: list[str]) -> None:
    organizer: Any = [] if "not_a_meeting_report" in warned else [ORGANIZER]
    assert codes(assembled(*organizer, *findings, doubts=tuple(doubts))) == warned
