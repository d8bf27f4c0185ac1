"""The terminal view: evidence in colour, and nothing of a report that steers the terminal."""

from __future__ import annotations

import re

import pytest
from rich.console import Console

from extractor import Extractor, MeetingReport
from extractor.show import side_by_side, visible
from tests.test_records import FULL


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Sở Y tế\n\tA", "Sở Y tế\n\tA"),
        # clear the screen, ring, delete
        ("\x1b[2J\x07\x7f", "␛[2J␇␡"),
        # a carriage return would write over the line
        ("a\r\nb\rc", "a \nb c"),
        # one-byte escapes and text that runs backwards
        ("\x9b2J\u202eabc\u2066", "\ufffd2J\ufffdabc\ufffd"),
        ("a\u2028b\ud800", "a\ufffdb\ufffd"),
    ],
)
def test_visible(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert len(visible(text)) == len(text)


def shown(report: MeetingReport, text: str, *, colour: bool = True, width: int = 100) -> str:
    console = Console(
        width=width, force_terminal=colour, color_system="truecolor" if colour else None, no_color=not colour
    )
    with console.capture() as capture:
        console.print(side_by_side(report, text, width))
    return capture.get()


@pytest.mark.parametrize(("width", "beside"), [(200, True), (60, True), (59, False), (30, False)])
def test_a_narrow_terminal_has_the_record_below_the_text(width: int, *, beside: bool) -> None:
    lines = shown(MeetingReport.model_validate(FULL), "one two", colour=False, width=width).splitlines()
    (words,) = (line for line in lines if "one two" in line)
    assert ("genre" in words, max(map(len, lines)) <= width) == (beside, True)


def test_evidence_is_coloured_in_the_text() -> None:
    text = "xx Sở Y tế họp"
    evidence = {"start": 3, "end": 10, "quote": "Sở Y tế"}
    report = MeetingReport.model_validate(
        {
            **{key: [] if isinstance(value, list) else value for key, value in FULL.items()},
            **dict.fromkeys(("title", "published", "event_date", "event_name", "location", "slogan", "byline")),
            **dict.fromkeys(("number", "secretary", "conclusion_speaker")),
            "organizers": [{**FULL["organizers"][0], "name": "Sở Y tế", "canonical": "Sở Y tế", "evidence": evidence}],
        }
    )
    page = shown(report, text)
    assert re.search(r"xx \x1b\[1;36mSở Y tế\x1b\[0m họp", page)
    assert "Sở Y tế [3-10, 0.90]" in re.sub(r"\x1b\[[\d;]*m", "", page)


def test_every_found_value_is_told() -> None:
    page = shown(MeetingReport.model_validate(FULL), "ab", colour=False)
    for words in (
        "tong_ket",
        "2016-12-28 · morning",
        "2016-12-30T10:36:57",
        "request · ab · 2017-03-31",
        "! no_organizer: m",
    ):
        assert words in page
    assert "\x1b" not in page


def test_numbers_and_lists_are_told_as_people_read_them() -> None:
    report = MeetingReport.model_validate(FULL)
    issue = report.issues_raised[0].model_copy(update={"topics": ("funding", "schools")})
    vote = report.votes[0].model_copy(update={"in_favour": 45, "against": 0, "percentage": 97.5})
    page = shown(report.model_copy(update={"issues_raised": (issue,), "votes": (vote,)}), "ab", colour=False)
    for words in ("funding, schools", "in_favour 45", "against 0", "percentage 97.5"):
        assert words in page


def test_a_hostile_report(extractor: Extractor) -> None:
    text = "\x1b]0;owned\x07Sáng 28/12/2016, Sở Y tế \x1b[31mtổ chức hội nghị tổng kết [bold]năm[/bold] 2016.\u202e"
    page = shown(extractor.extract(text), text, colour=False)
    assert "\x1b" not in page
    assert "\x07" not in page
    assert "\u202e" not in page
    assert "[bold]năm[/bold]" in page
