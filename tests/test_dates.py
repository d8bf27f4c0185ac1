"""Dates: which words are one, what they say, and which of them is the meeting's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractor.fields import event_date, published
from extractor.findings import Doubt, EventDate, Finding, Published
from extractor.language.calendar import confirmed
from extractor.language.dates import find_dates
from extractor.language.reading import Reading
from extractor.language.years import infer_year, year_before
from extractor.text import SourceText
from tests.tables import cases


@pytest.mark.parametrize("case", cases("dates"))
def test_an_expression_is_read_by_its_numbers(case: dict[str, Any]) -> None:
    source = SourceText.of(case["text"])
    dates = find_dates(source.lower)
    assert [[source.folded[d.start : d.end], d.day, d.month, d.year or 0] for d in dates] == case["found"]
    for date in dates:
        assert date.session == case.get("session")
        assert (date.end_day, date.end_month) == tuple(case.get("last", (None, None)))
        assert (date.time.isoformat("minutes") if date.time else None) == case.get("time")
        assert (date.trap, date.lunar) == (case.get("trap"), case.get("lunar", False))


@pytest.mark.parametrize("case", cases("events"))
def test_the_date_of_the_meeting(case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n")
    found = list(event_date.find(Reading.of(text)))
    dates = [f for f in found if isinstance(f, Finding)]
    assert "doubt" not in case or case["doubt"] in {d.code for d in found if isinstance(d, Doubt)}
    if "start" not in case and "quote" not in case:
        assert dates == []
        return
    (date,) = dates
    assert isinstance(date.value, EventDate)
    said = (date.value.start, date.value.end, date.value.session, date.value.time)
    day = {key: dt.date.fromisoformat(case[key]) if key in case else None for key in ("start", "end")}
    assert said[:2] == (day["start"], day["end"])
    assert said[2] == case.get("session")
    assert (said[3].isoformat("minutes") if said[3] else None) == case.get("time")
    if "quote" in case:
        assert text[date.start : date.end] == case["quote"]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        # a clock with AM or PM: month first, whatever the numbers allow
        ("(12/30/2016 10:36:57 AM)", "2016-12-30T10:36:57"),
        ("(3/5/2016 1:05:00 PM)", "2016-03-05T13:05:00"),
        # without it, day first
        ("Cập nhật lúc: 12/04/2023", "2023-04-12T00:00:00"),
        ("Thứ Hai, 06/05/2024 | 14:20", "2024-05-06T14:20:00"),
        ("14:20 | 06/05/2024", "2024-05-06T14:20:00"),
        ("Thứ tư, 15/3/2023, 14:20 (GMT+7)", "2023-03-15T14:20:00"),
        ("Ngày đăng: 5-3-2024 lúc 9h05", "2024-03-05T09:05:00"),
        # year first
        ("2025-06-28T22:31:51+07:00", "2025-06-28T22:31:51"),
        ("2022/04/08", "2022-04-08T00:00:00"),
        # in words
        ("22 tháng 08 năm 2025", "2025-08-22T00:00:00"),
        ("12 Tháng Mười, 2023", "2023-10-12T00:00:00"),
        ("Tháng Mười Một 2, 2023", "2023-11-02T00:00:00"),
        ("Th10 12, 2023", "2023-10-12T00:00:00"),
        ("Posted on October 12, 2023", "2023-10-12T00:00:00"),
        ("12 Oct 2023 09:15", "2023-10-12T09:15:00"),
        # beside it who posted the page, how many read it, the section of the site
        ("Thanh Hà | 12/10/2023 09:15", "2023-10-12T09:15:00"),
        ("12-10-2023 | 09:15 | Ban Biên tập", "2023-10-12T09:15:00"),
        ("Tác giả: Hoàng Lan - Ngày đăng: 12/10/2023", "2023-10-12T00:00:00"),
        ("Số lượt xem: 256 - Ngày đăng: 12/10/2023", "2023-10-12T00:00:00"),
        ("Ngày tạo: 12/10/2023 - Tác giả: Trường THCS Hoa Mai", "2023-10-12T00:00:00"),
        ("Chuyên mục: Tin hoạt động | 12/10/2023", "2023-10-12T00:00:00"),
    ],
)
def test_a_posting_line_is_read(line: str, moment: str) -> None:
    reading = Reading.of(f"Hội nghị bàn việc trồng rừng\n{line}\nChi cục đã tổ chức hội nghị bàn việc trồng rừng.")
    (found,) = published.find(reading)
    assert isinstance(found.value, Published)
    assert found.value.value == dt.datetime.fromisoformat(moment)
    assert found.value.has_time == (moment[11:] != "00:00:00")


def test_a_report_without_posting_line_has_no_posting_date() -> None:
    reading = Reading.of(
        "Hội nghị bàn việc trồng rừng\nNgày 5/3/2024, Chi cục đã tổ chức hội nghị bàn việc trồng rừng."
    )
    assert list(published.find(reading)) == []


@pytest.mark.parametrize(
    ("day", "month", "posted", "year"),
    [
        (28, 12, dt.date(2016, 12, 30), 2016),
        (28, 12, dt.date(2016, 1, 5), 2015),
        # a page may be dated a little before the day that it reports
        (7, 1, dt.date(2016, 1, 5), 2016),
        (1, 1, dt.date(2015, 12, 30), 2016),
    ],
)
def test_the_year_that_ends_at_the_posting_date(day: int, month: int, posted: dt.date, year: int) -> None:
    assert year_before(day, month, posted) == year


@pytest.mark.parametrize(
    ("text", "day", "year"),
    [
        # a comparison with the same months tells the year after
        ("giảm 5% so với cùng kỳ năm 2020", (7, 2), 2021),
        # a year that has ended
        ("tính đến hết năm 2016, toàn vùng có 40 hợp tác xã", (6, 10), 2017),
        # numbers of laws and plans do not tell
        ("theo Nghị quyết số 30/2012/NQ-HĐND về quy hoạch giai đoạn 2011-2020", (6, 10), None),
        # a number that looks like a year
        ("Quyết định số 2030 về cấp bằng", (6, 10), None),
    ],
)
def test_a_year_from_the_rest_of_the_text(text: str, day: tuple[int, int], year: int | None) -> None:
    assert infer_year(text.lower(), day, 0, []) == year


def test_days_that_the_calendar_lacks_are_refused() -> None:
    assert confirmed(29, 2, 2023) is None
    assert confirmed(29, 2, 2024) == dt.date(2024, 2, 29)
