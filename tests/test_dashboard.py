"""What the dashboard counts, against counts made from the records themselves; its filters, its address, its texts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

duckdb = pytest.importorskip("duckdb", reason="the extra dashboard is not installed")

from extractor import Extractor, MeetingReport, readers  # noqa: E402 - after the line that may skip
from extractor.batch.outcome import Line  # noqa: E402
from extractor.dashboard import address, serve  # noqa: E402
from extractor.dashboard.filters import Filters  # noqa: E402
from extractor.dashboard.queries import Part, Queries  # noqa: E402
from extractor.dashboard.sheet import sheet  # noqa: E402
from extractor.dashboard.store import build  # noqa: E402
from extractor.dashboard.tables import Link, table  # noqa: E402
from extractor.dashboard.texts import Noted, text_of  # noqa: E402
from extractor.errors import MissingExtraError  # noqa: E402
from extractor.show.labels import LANGUAGES, tables  # noqa: E402
from extractor.writers.flatten import key_of  # noqa: E402
from tests.places import ROOT, SAMPLES  # noqa: E402

EVERYTHING = Part(size=100_000)


@pytest.fixture(scope="module")
def reports(extractor: Extractor) -> list[MeetingReport]:
    files = sorted((SAMPLES / "reports").glob("*.txt"))
    return [extractor.record(readers.read(file), file.stem, file.name) for file in files]


def stored(folder: Path, reports: list[MeetingReport]) -> Path:
    file = folder / "records.ndjson"
    file.write_text("".join(report.model_dump_json() + "\n" for report in reports), encoding="utf-8")
    return file


def opened(folder: Path, place: Path) -> Queries:
    target = folder / "records.duckdb"
    build(str(place), target, lambda _: None)
    return Queries(duckdb.connect(str(target), read_only=True))


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory, reports: list[MeetingReport]) -> Queries:
    folder = tmp_path_factory.mktemp("dashboard")
    return opened(folder, stored(folder, reports))


class Plain:
    """The filters once more, over the records as they are."""

    def __init__(self, reports: list[MeetingReport], filters: Filters) -> None:
        self.filters = filters
        self.chosen = [report for report in reports if self._passes(report)]

    def sure(self, values: Any) -> list[Any]:
        return [value for value in values if value.confidence >= self.filters.confidence]

    def day(self, report: MeetingReport) -> dt.date | None:
        event = report.event_date
        return event.start if event and event.confidence >= self.filters.confidence else None

    def each(self, field: str) -> Iterator[tuple[MeetingReport, Any]]:
        for report in self.chosen:
            for value in self.sure(getattr(report, field)):
                yield report, value

    def _passes(self, report: MeetingReport) -> bool:
        asked = self.filters
        if {warning.code for warning in report.warnings} & {"not_a_meeting_report", "not_yet_held"}:
            return False
        first = self.day(report)
        last = (report.event_date.end if report.event_date else None) or first
        return (
            (asked.since is None or (last is not None and last >= asked.since))
            and (asked.until is None or (first is not None and first <= asked.until))
            and (not asked.types or (report.meeting_type or "none") in asked.types)
            and (not asked.bodies or bool({b.canonical for b in self._bodies(report)} & {*asked.bodies}))
            and (not asked.topics or bool(self._topics(report) & {*asked.topics}))
        )

    def _bodies(self, report: MeetingReport) -> list[Any]:
        return self.sure([*report.organizers, *report.attendee_bodies])

    def _topics(self, report: MeetingReport) -> set[str]:
        return {topic for issue in self.sure(report.issues_raised) for topic in issue.topics or ("none",)}


FILTERS = [
    Filters(),
    Filters(confidence=0.6),
    Filters(confidence=1.0),
    # a meeting of several days counts on each of them
    Filters(since=dt.date(2019, 1, 1), until=dt.date(2022, 12, 31)),
    Filters(types=("tong_ket", "hop")),
    Filters(topics=("funding", "health")),
    Filters(topics=("none",), confidence=0.5),
    Filters(bodies=("Sở Nông nghiệp và Phát triển nông thôn",)),
    # all at once
    Filters(dt.date(2017, 1, 1), None, ("Hội Nông dân tỉnh",), ("tong_ket", "le", "hop"), ("agriculture",), 0.4),
    # nothing
    Filters(since=dt.date(2100, 1, 1)),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_every_number_is_that_of_the_records(filters: Filters, queries: Queries, reports: list[MeetingReport]) -> None:
    plain = Plain(reports, filters)
    days = {report.id: plain.day(report) for report in plain.chosen}
    assert queries.counts(filters) == {
        "meetings": len(plain.chosen),
        "dated": sum(day is not None for day in days.values()),
        "organizers": len({body.canonical for _, body in plain.each("organizers")}),
        "attendee_bodies": len({body.canonical for _, body in plain.each("attendee_bodies")}),
        "issues": sum(1 for _ in plain.each("issues_raised")),
        "conclusions": sum(1 for _ in plain.each("conclusions")),
        "deadlines": sum(one.deadline is not None for _, one in plain.each("conclusions")),
        "slogans": sum(len(plain.sure([report.slogan])) for report in plain.chosen if report.slogan),
        "left_out": len(reports) - len(Plain(reports, Filters()).chosen),
    }
    timeline = Counter((day.replace(day=1), r.meeting_type or "none") for r in plain.chosen if (day := days[r.id]))
    assert {(row["month"], row["type"]): row["meetings"] for row in queries.timeline(filters)} == timeline
    assert {row["type"]: row["meetings"] for row in queries.types(filters)} == Counter(
        report.meeting_type or "none" for report in plain.chosen
    )


@pytest.mark.parametrize("filters", FILTERS)
def test_bodies_topics_and_acts_are_those_of_the_records(
    filters: Filters, queries: Queries, reports: list[MeetingReport]
) -> None:
    plain = Plain(reports, filters)
    for role in ("organizers", "attendee_bodies"):
        held = Counter(name for name, _ in {(body.canonical, report.id) for report, body in plain.each(role)})
        rows = queries.bodies(filters, role, "", 1_000)
        assert {row["name"]: row["meetings"] for row in rows} == held
        assert [row["meetings"] for row in rows] == sorted(held.values(), reverse=True)
        of_level = {body.canonical for _, body in plain.each(role) if body.level == "province"}
        assert {row["name"] for row in queries.bodies(filters, role, "province", 1_000)} == of_level
    raised = Counter(
        topic
        for _, issue in plain.each("issues_raised")
        for topic in issue.topics or ("none",)
        if not filters.topics or topic in filters.topics
    )
    assert {row["topic"]: row["issues"] for row in queries.topics(filters)} == raised
    dated = Counter(
        (day.replace(month=1, day=1), topic)
        for report, issue in plain.each("issues_raised")
        for topic in issue.topics or ("none",)
        if (day := plain.day(report)) and (not filters.topics or topic in filters.topics)
    )
    assert {(row["start"], row["topic"]): row["issues"] for row in queries.topics_over_time(filters, "year")} == dated
    acts = Counter(one.act for _, one in plain.each("conclusions"))
    assert {row["act"]: row["conclusions"] for row in queries.acts(filters)} == acts


@pytest.mark.parametrize("filters", FILTERS)
def test_lists_hold_what_the_records_hold(filters: Filters, queries: Queries, reports: list[MeetingReport]) -> None:
    plain = Plain(reports, filters)
    told = queries.conclusions(filters, EVERYTHING)
    assert told.total == len(told.rows)
    assert Counter((row["report_key"], row["text"], row["owner"], row["deadline"]) for row in told.rows) == Counter(
        (key_of(r), c.text, c.owner and c.owner.name, c.deadline and c.deadline.value)
        for r, c in plain.each("conclusions")
    )
    due = queries.conclusions(filters, EVERYTHING, ("request",), due=True)
    assert due.total == sum(c.act == "request" and c.deadline is not None for _, c in plain.each("conclusions"))
    issues = queries.issues(filters, EVERYTHING)
    assert {(row["text"], *row["topics"]) for row in issues.rows} == {
        (issue.text, *sorted(issue.topics or ("none",)))
        for _, issue in plain.each("issues_raised")
        if not filters.topics or {*(issue.topics or ("none",))} & {*filters.topics}
    }
    meetings = queries.meetings(filters, EVERYTHING)
    assert {row["report_key"]: row["organizers"] for row in meetings.rows} == {
        key_of(report): sorted({body.canonical for body in plain.sure(report.organizers)}) for report in plain.chosen
    }
    assert [MeetingReport.model_validate_json(one) for one in queries.records(filters)] == sorted(
        plain.chosen, key=key_of
    )


def test_pages_follow_each_other_without_gap_or_repeat(queries: Queries) -> None:
    whole = queries.issues(Filters(), EVERYTHING).rows
    pages = [queries.issues(Filters(), Part(number=number, size=7)) for number in range(1, len(whole) // 7 + 2)]
    assert [row for one in pages for row in one.rows] == whole
    assert {one.total for one in pages} == {len(whole)}


@pytest.mark.parametrize(
    ("search", "fits"),
    [
        # with and without marks, in any case, composed and decomposed
        ("kinh phí", "kinh phí"),
        ("KINH PHI", "kinh phí"),
        ("kinh phi\u0301", "kinh phí"),
        ("duong", "đường"),
        # words in any order
        ("phí kinh", "kinh phí"),
    ],
)
def test_a_search_finds_words_without_their_marks(search: str, fits: str, queries: Queries) -> None:
    rows = queries.issues(Filters(), Part(search, size=1_000)).rows
    assert any(fits in row["text"].lower() for row in rows)


@pytest.mark.parametrize("words", ["'", "' OR 1=1 --", "%", "_", "$word0", "\\", '"; DROP TABLE meetings; --', "\x00"])
def test_what_a_reader_types_is_no_sql(words: str, queries: Queries) -> None:
    everything = queries.counts(Filters())["meetings"]
    assert queries.meetings(Filters(), Part(words)).total < everything
    assert queries.counts(Filters(bodies=(words,)))["meetings"] < everything
    assert queries.counts(Filters(types=(words,), topics=(words,)))["meetings"] == 0
    assert queries.bodies(Filters(), "organizers", words, 10) == []
    assert queries.record(words) is None


def test_words_that_are_no_whole_name_stand_for_all_bodies_that_have_them(queries: Queries) -> None:
    names = {
        row["name"] for role in ("organizers", "attendee_bodies") for row in queries.bodies(Filters(), role, "", 1_000)
    }
    fitting = tuple(name for name in names if "hội nông dân" in name.lower())
    assert len(fitting) > 1
    assert "hoi nong dan" not in names
    assert queries.counts(Filters(bodies=("hoi nong dan",))) == queries.counts(Filters(bodies=fitting))


def test_one_key_counts_once_and_the_later_record_stands(tmp_path: Path, reports: list[MeetingReport]) -> None:
    first = reports[0]
    corrected = first.model_copy(update={"issues_raised": ()})
    place = stored(tmp_path, [first, reports[1], first, corrected, corrected])
    found = opened(tmp_path, place)
    assert found.counts(Filters())["meetings"] == 2
    assert found.record(key_of(first)) == corrected.model_dump_json()
    assert found.counts(Filters())["issues"] == len(reports[1].issues_raised)


def test_what_is_no_record_is_told_and_the_others_count(tmp_path: Path, reports: list[MeetingReport]) -> None:
    place = stored(tmp_path, reports[:2])
    with place.open("a", encoding="utf-8") as file:
        file.write('{"no": "record"}\nnot even JSON\n')
    built = build(str(place), tmp_path / "records.duckdb", lambda _: None)
    assert built.records == 2
    assert [error.line for error in built.refused] == [3, 4]


def test_a_folder_of_records_and_what_was_noted_of_their_reports(tmp_path: Path, reports: list[MeetingReport]) -> None:
    for report in reports[:3]:
        (tmp_path / f"{report.id}.json").write_text(report.model_dump_json(), encoding="utf-8")
    source = SAMPLES / "reports" / f"{reports[0].id}.txt"
    noted = Line(f"{reports[0].id}.txt", reports[0].id, "ok", None, [], str(source), None, reports[0].id, None)
    (tmp_path / "elsewhere.txt").symlink_to("/etc/hostname")
    others = [
        noted._replace(path="outside.txt", name="../../outside"),
        noted._replace(path="zero", name="\0"),
        noted._replace(path="linked.txt", input="linked.txt", name="elsewhere"),
    ]
    status = "".join(map(str, (noted, *others)))
    (tmp_path / "status.ndjson").write_text(f"{status}[]\nbroken\n", encoding="utf-8")
    found = opened(tmp_path, tmp_path)
    assert found.counts(Filters())["meetings"] == 3
    assert found.noted(f"{reports[0].id}.txt") == Noted(str(source), str(tmp_path / f"{reports[0].id}.txt"))
    assert found.noted("outside.txt") is None
    assert found.noted("linked.txt") == Noted("linked.txt", None)
    assert found.noted(f"{reports[1].id}.txt") is None


def test_the_text_is_shown_only_while_it_is_the_record_s(tmp_path: Path, reports: list[MeetingReport]) -> None:
    report, folder, name = reports[0], SAMPLES / "reports", f"{reports[0].id}.txt"
    text = readers.read(folder / name).text
    assert text_of(report, None, folder) == text
    assert text_of(report, Noted(str(folder / name), None), None) == text
    # the second place has it where the first has not
    assert text_of(report, Noted(str(folder / name), str(tmp_path / "none.txt")), tmp_path) == text
    assert text_of(report, None, None) is None
    (tmp_path / name).write_text(text + "changed", encoding="utf-8")
    assert text_of(report, None, tmp_path) is None
    assert text_of(report, Noted("none", str(tmp_path / name)), None) is None
    # what was written beside the record is the text as it was read, also where the file was no plain text
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    converted = report.model_copy(update={"source": report.source.model_copy(update={"sha256": "0" * 64})})
    assert text_of(converted, Noted(str(folder / name), None), folder) is None
    assert text_of(converted, Noted("none", str(tmp_path / name)), None) == text
    # of the same length, but with other words
    (tmp_path / name).write_text(text[::-1], encoding="utf-8", newline="")
    assert text_of(converted, Noted("none", str(tmp_path / name)), None) is None
    outside = report.model_copy(update={"source": report.source.model_copy(update={"path": "../../etc/passwd"})})
    assert text_of(outside, Noted("/etc/passwd", "/etc/passwd"), tmp_path) is None
    nowhere = report.model_copy(update={"source": report.source.model_copy(update={"path": "\0"})})
    assert text_of(nowhere, Noted("\0", "\0"), tmp_path) is None


DAYS = st.none() | st.dates()
WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=3)
CHOICES = st.fixed_dictionaries(
    {
        "lang": st.sampled_from(LANGUAGES),
        "view": st.sampled_from(address.VIEWS),
        "from": DAYS,
        "to": DAYS,
        "body": WORDS,
        "type": WORDS,
        "topic": WORDS,
        "confidence": st.integers(0, 20).map(lambda n: n / 20),
        "report": st.text(),
        "at": st.from_regex(r"([a-z_]+-[0-9]{1,9})?", fullmatch=True),
        "search": st.text(),
        "page": st.integers(1, 1_000),
        "level": st.text(),
        "top": st.sampled_from(address.TOPS),
        "act": WORDS,
        "due": st.booleans(),
    }
)


@given(CHOICES)
def test_an_address_restores_what_was_chosen(choices: address.Choices) -> None:
    assert address.read(address.write(choices)) == choices


@pytest.mark.parametrize(
    "query",
    [
        {"from": ["tomorrow"], "to": ["2020-13-45"]},
        {"confidence": ["nan"], "page": ["x"], "top": ["7"]},
        {"confidence": ["2"], "lang": ["fr"], "view": ["nothing"]},
        {"confidence": ["1e999"], "unknown": ["x"]},
        {"at": ["conclusions"]},
        {"at": ["conclusions-9999999999"]},
        {},
    ],
)
def test_what_an_address_says_wrongly_is_as_if_not_said(query: dict[str, list[str]]) -> None:
    assert address.write(address.read(query)) == {}


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "streamlit" else object())
    with pytest.raises(MissingExtraError, match=r"streamlit not installed.*meeting-minutes-extractor\[dashboard\]"):
        serve.check_installed()


def test_a_table_is_text_whatever_stands_in_it() -> None:
    made = table("<b>", [*"<>&'\""], [["<script>", 1_234, 0.5, None, Link("<u>", '?a="><img')]])
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
    assert 'href="?a=&quot;&gt;&lt;img"' in made
    assert ">1,234<" in made
    assert ">50%<" in made


def test_a_list_for_spreadsheets_runs_nothing() -> None:
    link = Link("=HYPERLINK(1)", "?a=b")
    made = sheet(["Nội dung", "Tin cậy"], [[link, 0.5], [None, 3], ['hai\ndòng, "kép"', 1.0]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig") == ('Nội dung,Tin cậy\r\n\'=HYPERLINK(1),0.5\r\n,3\r\n"hai\ndòng, ""kép""",1.0\r\n')


def test_labels_that_the_modules_ask_for_are_there_and_no_others() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "extractor" / "dashboard").rglob("*.py"))
    known = set(tables()["dashboard"])
    assert {*re.findall(r"""(?:say\(|"dashboard", )["'](\w+)["']""", source)} <= known
    assert {code for code in known if not re.search(rf"""["']{code}["']""", source)} == set()
