"""The page of a report: its marks, its labels, its colours, and that nothing of a report becomes HTML."""

from __future__ import annotations

import itertools
import math
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractor import MeetingReport
from extractor.cli import app
from extractor.errors import WARNINGS
from extractor.findings import Act, Genre, Presence, Session
from extractor.language.body_kinds import Level
from extractor.records import MeetingType
from extractor.show.labels import LANGUAGES, Labels, Language
from extractor.show.marks import LANES, Span, pieces
from extractor.show.page import page
from extractor.show.values import FIELDS, PARTS, shown
from tests.places import SAMPLES
from tests.test_records import FULL

TEXT = "Sáng 28/12/2016, Sở Y tế họp."


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=12))
def test_pieces_cover_the_text_and_each_value(length: int, bounds: list[tuple[int, int]]) -> None:
    spans = [Span(key, start, end) for key, (start, end) in enumerate(bounds)]
    found = list(pieces(length, spans))
    assert [p.start for p in found] == [0, *(p.end for p in found)][: len(found)]
    assert "".join("x" * (p.end - p.start) for p in found) == "x" * length
    for span in spans:
        inside = 0 <= span.start < span.end <= length
        assert [p.start for p in found if span in p.begins] == ([span.start] if inside else [])
        covered = [(p.start, p.end, lane) for p in found for lane, s in p.lanes if s == span]
        if covered:
            assert (covered[0][0], covered[-1][1]) == (span.start, span.end)
            assert len({lane for *_, lane in covered}) == 1
    assert all(len({lane for lane, _ in p.lanes}) == len(p.lanes) <= LANES for p in found)


def test_the_longer_of_two_that_begin_together_is_nearer_to_the_words() -> None:
    found = list(pieces(9, [Span(0, 2, 4), Span(1, 2, 8)]))
    assert [[(lane, s.key) for lane, s in p.lanes] for p in found] == [[], [(0, 1), (1, 0)], [(0, 1)], []]


CODES = {
    "field": (*FIELDS, *PARTS),
    "genre": get_args(Genre),
    "type": get_args(MeetingType),
    "level": get_args(Level),
    "presence": get_args(Presence),
    "act": get_args(Act),
    "session": get_args(Session),
    "warning": tuple(WARNINGS),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", CODES)
def test_every_code_has_a_label(table: str, language: Language) -> None:
    labels = Labels(language)
    assert set(CODES[table]) <= set(labels.codes(table))
    told = [labels(table, code) for code in CODES[table]]
    assert len(set(told)) == len(told)


def test_english_warnings_are_those_of_the_errors_module() -> None:
    assert {code: Labels("en")("warning", code) for code in WARNINGS} == dict(WARNINGS)


def test_a_code_of_another_vocabulary_stands_for_itself() -> None:
    assert Labels("vi")("level", "galaxy") == "galaxy"


def test_every_value_of_a_record_is_shown() -> None:
    fields = [value.field for value in shown(MeetingReport.model_validate(FULL), Labels("vi"))]
    assert set(fields) == {*FIELDS, *PARTS}


class Reader(HTMLParser):
    """The tags of a page, the words of its text pane, and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names.update(name for name, _ in attrs)


HOSTILE = [
    "<script>x()</script>",
    '"><img src=x onerror=x()>',
    "' onclick='x()",
    "</style><style>",
    "&lt;b&gt;",
    "\x00\u202e",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_of_a_record_becomes_html(words: str) -> None:
    evidence = {"start": 0, "end": len(words), "quote": words}

    def poisoned(value: object) -> object:
        if isinstance(value, dict):
            return evidence if "quote" in value else {key: poisoned(part) for key, part in value.items()}
        if isinstance(value, list):
            return [poisoned(part) for part in value]
        return words if value in {"ab", "r", "m"} else value

    clean = page(MeetingReport.model_validate(FULL), "ab", Labels("vi"))
    dirty = page(MeetingReport.model_validate(poisoned(FULL)), words, Labels("vi"))
    assert re.search(r"&lt;|&#x27;|�|&amp;", dirty)
    before, after = Reader(), Reader()
    before.feed(clean)
    after.feed(dirty)
    assert after.tags.count("script") == after.tags.count("style") == 1
    assert set(after.tags) <= set(before.tags)
    assert after.names <= before.names


@pytest.mark.parametrize(
    ("at", "begins"),
    [(("conclusions", 0), True), (("title", 0), True), (("conclusions", 99), False), (("nothing", 0), False)],
)
def test_the_page_opens_at_a_value(at: tuple[str, int], begins: bool) -> None:  # noqa: FBT001 - from a table of cases
    report = MeetingReport.model_validate(FULL)
    made = page(report, None, Labels("vi"), at)
    values = list(shown(report, Labels("vi")))
    keys = [int(key) for key in re.findall(r'<body data-at="(\d+)">', made)]
    assert [values[key].field for key in keys] == ([at[0]] if begins else [])


def test_where_the_text_is_not_at_hand_the_quotes_are_shown() -> None:
    told = page(MeetingReport.model_validate(FULL), None, Labels("en"))
    assert "<q" in told
    assert '<a href="#e' not in told
    assert "The full text is not at hand" in told


def test_on_the_command_line(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    sample = str(SAMPLES / "reports" / "short-doan-thanh-nien-01.txt")
    done = CliRunner().invoke(app, ["show", sample, "--html", str(target), "--language", "en"])
    assert done.exit_code == 0
    written = target.read_text(encoding="utf-8")
    assert '<html lang="en">' in written
    assert "Đoàn xã Liên Trung họp bàn công trình thanh niên" in written
    assert not re.search(r"(?:src|href)=\"(?!#)", written)


def test_a_page_takes_the_place_of_an_older_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "page.html"
    target.parent.mkdir()
    target.write_text("older", encoding="utf-8")
    older = target.open(encoding="utf-8")
    link = tmp_path / "link.html"
    link.symlink_to(target)
    sample = str(SAMPLES / "reports" / "short-doan-thanh-nien-01.txt")
    with older:
        assert CliRunner().invoke(app, ["show", sample, "--html", str(target)]).exit_code == 0
        assert older.read() == "older", "whoever had it open is not left with half of another"
    assert CliRunner().invoke(app, ["show", sample, "--html", str(link)]).exit_code == 0
    assert link.is_symlink(), "as /dev/stdout is"
    assert [one.name for one in target.parent.iterdir()] == ["page.html"]


def palette() -> dict[str, tuple[tuple[float, ...], str]]:
    """The colour (0 to 1 a channel, sRGB) and the way of the line of each field, from the page's style."""
    css = (files("extractor.show") / "page.css").read_text(encoding="utf-8")
    rules = re.findall(r"^\.f-(\w+) \{ --hue: #(\w{6});(?: --way: (\w+);)? \}$", css, re.MULTILINE)
    return {name: (tuple(int(hue[n : n + 2], 16) / 255 for n in (0, 2, 4)), way or "solid") for name, hue, way in rules}


def linear(colour: tuple[float, ...]) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]


def test_labels_are_white_on_colours_dark_enough() -> None:
    """WCAG 2.2, contrast (minimum): 4.5 to 1 for small words."""
    colours = palette()
    assert set(colours) == {*FIELDS, *PARTS}
    for field, (colour, _) in colours.items():
        red, green, blue = linear(colour)
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5, field


# What is seen without the red, the green, the blue cones: Viénot, Brettel & Mollon 1999; Machado et al. 2009 for the last.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear sRGB, white point D65."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    xyz = (max(0.0, sum(w * c for w, c in zip(row, rgb, strict=False)) / row[3]) for row in rows)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_like_colours_differ_in_the_way_of_the_line(kind: str) -> None:
    """No two fields look alike to people who see fewer colours (10 is told apart at a glance); labels come on top."""
    seen = {
        field: (lab([sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in BLINDNESS[kind]]), way)
        for field, (colour, way) in palette().items()
    }
    alike = {
        (one, other): distance
        for (one, (first, way)), (other, (second, another)) in itertools.combinations(seen.items(), 2)
        if way == another and (distance := math.dist(first, second)) < 10
    }
    assert alike == {}
