"""Deadlines that count from the meeting: "trong tuần này", "trong vòng 10 ngày", "chậm nhất cuối tháng", "tuần đầu tháng 9".

Each gives the last day of its period. What counts from a day that the report does not tell ("kể từ ngày
nhận hồ sơ"), working days, and terms that only tell how long something lasts give none. Offsets are into
the folded text.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

# A span is scanned only where it holds one of these.
_WORTH = ("tuần ", "tháng", " ngày", "hôm nay", " nay", " mai", "giờ", "thứ ", "chủ nhật")
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "bảy": 7, "mười": 10, "mười lăm": 15}
_DAYS = {"ngày": 1, "tuần": 7}
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_WEEKS = {
    "đầu": 1,
    "đầu tiên": 1,
    "thứ nhất": 1,
    "thứ hai": 2,
    "thứ ba": 3,
    "thứ tư": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}

_TURN = r"(?:này|nay|tới|sau)"
_LEAD = (
    r"\b(?P<lead>trước|chậm nhất|muộn nhất|thời hạn|hạn|xong|đến|tới|hết|ngay|trong|vào|sau)"
    r"(?P<more>(?: (?:là|vào|đến|tới|trong|trước|hết|cuối|ngay|vòng|thời gian|thời hạn|ngày|buổi|sáng|chiều))*)(?: ?:)? "
)
_WHEN = (
    r"(?:(?P<count>\d{1,3}|mười lăm|một|hai|ba|bốn|năm|bảy|mười) (?P<unit>ngày|tuần|tháng|giờ)(?! làm việc| (?:cuối|đầu|qua|nay|gần|liên|\d)|[/\w])(?P<since>,? (?:kể |tính )?từ [^,;.]{2,60})?"
    rf"|(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))(?: tuần (?P<wturn>{_TURN}))?(?!\w)"
    rf"|(?:cuối )?tuần (?P<turn>{_TURN})(?!\w)"
    rf"|(?:cuối )?tháng (?P<mturn>{_TURN})(?!\w)|(?P<monthend>cuối tháng)(?! ?\d| (?:này|nay|tới|sau|hằng|hàng))"
    r"|tuần (?P<nth>đầu tiên|đầu|cuối|thứ nhất|thứ hai|thứ ba|thứ tư|[1-4]) (?:của )?tháng (?P<month>[01]?\d)(?!\d)(?:(?:/| năm )(?P<year>20\d\d))?"
    r"|(?:ngày )?(?P<today>hôm nay|chiều nay|tối nay|sáng nay)|(?:sáng |chiều |ngày )?(?P<tomorrow>mai)(?!\w))"
)
_TERM = re.compile(_LEAD + _WHEN)
# In a column for deadlines no word has to say that a time is one.
_ENTRY = re.compile(f"(?:{_LEAD})?" + _WHEN)
# From these a term counts as from the meeting.
_SINCE_NOW = re.compile(
    r",? (?:kể |tính )?từ (?:ngày |khi |sau )*(?:họp|hôm nay|kết thúc|hội nghị|cuộc họp|buổi|nay|hôm|kỳ họp)"
)
_FROM_THEN = re.compile(r"\b(?:khi|kể từ|từ ngày|sau kỳ|sau đợt) [^;.]{3,110}$")
_FROM_NOW = frozenset({"trong", "sau", "chậm nhất", "muộn nhất", "hạn", "thời hạn"})
# Words before a term that say by when, whatever the task.
_ENDING = frozenset({"trước", "chậm nhất", "muộn nhất", "hạn", "thời hạn", "xong", "hết", "ngay"})
# What comes to an end within a term, else the term may only tell how long something lasts.
_FINISHES = re.compile(
    r"\b(?:hoàn thành|hoàn tất|hoàn thiện|hoàn chỉnh|xong|dứt điểm|trình|ban hành|nộp|gửi|bàn giao|báo cáo|lập|giải ngân|công bố|kết thúc|chấm dứt|phê duyệt|khắc phục|trả lời|thanh toán|chi trả|sửa|lắp|rà soát|xử lý|giải quyết|kiểm tra|tham mưu|thống kê|tổng hợp|khởi công|cung cấp|bổ sung|ký|làm việc với|xác minh|thông báo|niêm yết|mua|thay|cấp|tổ chức họp|phân công|cử|liên hệ|đăng ký|khảo sát|làm rõ|đo đạc|di dời|dọn|tháo dỡ|trao đổi|họp|chốt|tổ chức|triển khai)\b"
)
_REACH = 120
_RECURS = re.compile(r",? (?:hằng|hàng) | (?:mỗi|của quý)|-\d| (?:đầu|qua)\b")


class Term(NamedTuple):
    """A deadline as written, and the day it means; span of the folded text."""

    span: Span
    day: dt.date


def term_in(reading: Reading, start: int, end: int, held: dt.date) -> Term | None:
    """The first term that the conclusion `start` to `end` sets, for a meeting held on `held`; None where it sets none."""
    lower = reading.lower
    words = lower[start:end]
    if not any(map(words.__contains__, _WORTH)):
        return None
    for match in _TERM.finditer(lower, start, end):
        if _RECURS.match(lower, match.end(), end) or not _binds(lower, match, start, end):
            continue
        day = _day(match, held)
        if day is not None and day >= held:
            return Term(match.span(), day)
    return None


def term_entry(reading: Reading, start: int, end: int, held: dt.date) -> Term | None:
    """The term that the cell `start` to `end` of a table gives; None where it opens with none."""
    match = _ENTRY.match(reading.lower, start, end)
    if match is None or (match["since"] and _SINCE_NOW.match(match["since"]) is None):
        return None
    day = _day(match, held)
    return Term(match.span(), day) if day is not None and day >= held else None


def _binds(lower: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the words say by when a task is to be done, not how long it lasts or what it follows."""
    lead, within = match["lead"], " vòng" in match["more"] or match["since"] is not None
    before = max(start, match.start() - _REACH)
    if match["count"]:
        if match["since"] and _SINCE_NOW.match(match["since"]) is None:
            return False
        if lead not in _FROM_NOW or _FROM_THEN.search(lower, before, match.start()):
            return False  # "trước 10 ngày": before what? "khi có kết luận, trong 7 ngày …"
        lasts = lead == "trong" and not within
        return not lasts or (match["unit"] == "ngày" and _FINISHES.search(lower, before, match.start()) is not None)
    if lead == "sau":
        return False
    return lead in _ENDING or _FINISHES.search(lower, before, min(end, match.end() + _REACH)) is not None


def _day(match: re.Match[str], held: dt.date) -> dt.date | None:
    """The last day of the term."""
    if match["count"]:
        return _counted(match, held)
    if match["weekday"] or match["sunday"]:
        return _weekday(match, held)
    if match["turn"]:
        return _sunday(held) + dt.timedelta(days=7 * (match["turn"] in ("tới", "sau")))
    if match["mturn"] or match["monthend"]:
        return _month_end(held.year, held.month + (match["mturn"] in ("tới", "sau")))
    if match["nth"]:
        return _week_of_month(match, held)
    return held + dt.timedelta(days=1 if match["tomorrow"] else 0)


def _counted(match: re.Match[str], held: dt.date) -> dt.date | None:
    """The day so many hours, days, weeks or months after the meeting."""
    number = _NUMBERS.get(match["count"]) or int(match["count"])
    if match["unit"] == "tháng":
        month_end = _month_end(held.year, held.month + number)
        return month_end.replace(day=min(held.day, month_end.day))
    if match["unit"] == "giờ":
        return held + dt.timedelta(days=number // 24) if number and number % 24 == 0 else None
    return held + dt.timedelta(days=number * _DAYS[match["unit"]])


def _weekday(match: re.Match[str], held: dt.date) -> dt.date:
    """The day of the week meant: of this week or the next where that is said, else the first one from the meeting on."""
    number = 6 if match["sunday"] else _WEEKDAYS[match["weekday"]]
    if match["wturn"]:
        monday = held - dt.timedelta(days=held.weekday())
        return monday + dt.timedelta(days=number + 7 * (match["wturn"] in ("tới", "sau")))
    return held + dt.timedelta(days=(number - held.weekday()) % 7)


def _week_of_month(match: re.Match[str], held: dt.date) -> dt.date | None:
    """The last day of a month's week, which ends on the 7th, 14th, 21st or 28th; of the last week the month's last day."""
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    year = int(match["year"]) if match["year"] else held.year + (month < held.month)
    last = _month_end(year, month)
    return last if match["nth"] == "cuối" else last.replace(day=7 * _WEEKS[match["nth"]])


def _sunday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=6 - day.weekday())


def _month_end(year: int, month: int) -> dt.date:
    """The last day of a month, which may be counted on over the end of the year."""
    first = dt.date(year + month // 12, month % 12 + 1, 1)
    return first - dt.timedelta(days=1)
