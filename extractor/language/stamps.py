"""Posting lines: which line is one, and its day and time in the orders and spellings that pages print."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from extractor.language.calendar import confirmed

VIETNAM = dt.timezone(dt.timedelta(hours=7))
"""The time that pages and papers tell."""

# Day, month and year in the orders that pages print; the order of the first is settled by `_ordered`.
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTHS = (
    "một|giêng",
    "hai",
    "ba",
    "tư|bốn",
    "năm",
    "sáu",
    "bảy|bẩy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai|chạp",
)
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - as a list it fills a page
_MONTH = rf"(?:tháng (?P<m{{n}}>mười một|mười hai|{'|'.join(_MONTHS)})|th(?P<t{{n}}>\d\d?)|(?P<e{{n}}>{'|'.join(_ENGLISH)})[a-z]*\.?)"
# "12 Tháng Mười, 2023", "October 12, 2023", "Th10 12, 2023"
_NAMED = re.compile(
    rf"(?<!\d)(?P<d1>\d\d?)(?:st|nd|rd|th)?,? {_MONTH.format(n=1)},? (?:năm )?(?P<y1>\d{{4}})(?!\d)"
    rf"|\b{_MONTH.format(n=2)} (?P<d2>\d\d?)(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})(?!\d)"
)
_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?: ?,)? tháng (\d{1,2})(?:,? năm|,| -)? (\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d/.-])t?(\d{1,2}) ?[:h] ?(\d\d)(?:[:.](\d\d))?(?! ?[/-])(?: ?([ap])\.?m\b| ?(sa|ch)\b)?")
_ZONE = re.compile(r"gmt ?[+-] ?\d+|[+-]\d\d:\d\d$")
_NOON = 12

Piece = tuple[dt.date, int, int]

_WEEKDAY = r"thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|t[2-7]|cn"
_MOMENT = re.compile(
    rf"\d{{4}}-\d\d-\d\dt[\d:.+]+z?|\d{{1,4}} ?[-/.] ?\d{{1,2}} ?[-/.] ?\d{{2,4}}|\d{{1,2}} ?[:h] ?\d\d(?:[:.]\d\d)*(?: ?[ap]m)?|ngày \d\d? tháng \d\d?,? năm \d{{4}}|"
    rf"\d\d? tháng \d\d?,?(?: năm)? \d{{4}}|\b(?:{_WEEKDAY})\b|gmt ?\+? ?\d+|\+07:?00|tháng \d\d?|\b20\d\d\b|\d+"
)
# In minutes such a line says when the meeting was.
_EVENT_LABEL = re.compile(
    r"[-+*•| ]*(?:\(?[\divxa-d]{1,4}[.)] ?)*(?:thời gian(?! đăng| cập nhật)|date|time|ngày họp)\b|hôm nay,? (?:vào )?(?:lúc|hồi|ngày)\b|(?:vào )?hồi \d|.*\b(?:họp|kết thúc|bắt đầu|khai mạc|hạn)\b"
)
_HAS_DATE = re.compile(r"\d{1,4} ?[-/.] ?\d{1,2} ?[-/.] ?\d{2,4}|\d,? tháng \d\d?,?(?: năm)? \d{4}")
_STAMP_WORDS = re.compile(
    r"\b(?:ngày|được|thời gian đăng|đăng tải|đăng|bởi|xuất bản|cập nhật|cập nhập|lúc|lần cuối|vào|đưa tin|tin tức|tin hoạt động|tin|sự kiện|phát hành|post(?:ed)?|admin|ban biên tập|giờ|phút|sa|ch|am|pm|tp\.? ?hcm|hà nội|viết|tạo|thứ|ban hành|"
    r"số lượt xem|lượt xem|lượt đọc|số lượt|đã xem|xem|cỡ chữ|view(?:s|ed)?|hits|by|on|published|updated|last)\b"
)
# Who posted the page, and the section of the site.
_BESIDE = re.compile(
    r"(?:tác giả|viết bởi|được viết bởi|người viết|người đăng|đăng bởi|đăng ngày|chuyên mục|danh mục) ?:? ?[^|\d]{2,40}?(?=$|\||[ ,]-|,? ngày|\d)|(?<=\d )bởi [^|\d]{2,40}$"
)
_OFFICE = re.compile(
    r"(?:cổng|trang|báo|đài|tạp chí|ubnd|sở|phòng|trung tâm|công an|trường|bệnh viện|chi cục|cục|văn phòng|liên đoàn|hội(?! nghị| thảo| đàm| thi| diễn)) [^.;:!?,\d]{2,40}"
)
_BAR = re.compile(r" ?\| ?| [–-] ")
_DIGIT = re.compile(r"\d")
_LIMIT, _LETTERS, _NAME = 110, 9, 5


def is_stamp(text: str, low: str) -> bool:
    """Whether the line holds a full date and hardly anything beside it but clock, weekday, label and who posted it.

    `low` is `text` in lower case.
    """
    if len(low) > _LIMIT or not _DIGIT.search(low) or _EVENT_LABEL.match(low):
        return False
    if not _HAS_DATE.search(low):
        return _NAMED.search(low) is not None and _letters(_NAMED.sub("", low)) <= _LETTERS
    if _letters(_BESIDE.sub("", low)) <= _LETTERS:
        return True
    parts = [part for part in _BAR.split(text) if _letters(part.lower()) > _LETTERS // 2]
    return len(parts) == 1 and _BAR.search(text) is not None and (_is_name(parts[0]) or _is_office(parts[0]))


def _letters(low: str) -> int:
    """How many letters of the line belong neither to a moment nor to a label."""
    return sum(map(str.isalpha, _STAMP_WORDS.sub("", _MOMENT.sub("", low))))


def _is_office(part: str) -> bool:
    """Whether the part is the name of the office whose page it is."""
    return _OFFICE.fullmatch(part.strip().lower()) is not None


def _is_name(part: str) -> bool:
    """Whether the part is the name of who wrote the page."""
    words = part.split()
    return 1 < len(words) <= _NAME and all(word[0].isupper() for word in words) and not part.isupper()


@lru_cache(maxsize=64)
def read_stamp(low: str) -> tuple[dt.datetime, bool, int, int] | None:
    """Moment, whether a clock time is given, and the span, of a posting line in lower case."""
    date = _date(low)
    if not date:
        return None
    day, start, end = date
    clock = _CLOCK.search(_ZONE.sub(lambda m: " " * len(m[0]), low[:start] + " " * (end - start) + low[end:]))
    time = _time(clock) if clock else None
    if clock and time is not None:
        start, end = min(start, clock.start()), max(end, clock.end())
    return dt.datetime.combine(day, time or dt.time()), time is not None, start, end


def _date(low: str) -> Piece | None:
    for pattern, order in ((_ISO, "ymd"), (_WORDS, "dmy"), (_NUMERIC, "")):
        match = pattern.search(low)
        if not match:
            continue
        if order == "ymd":
            year, month, day = int(match[1]), int(match[2]), int(match[3])
        elif order == "dmy":
            day, month, year = int(match[1]), int(match[2]), int(match[3])
        else:
            day, month = _ordered(int(match[1]), int(match[3]), low)
            year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        date = confirmed(day, month, year)
        if date:
            return date, match.start(), match.end()
    return _named(low)


def _named(low: str) -> Piece | None:
    """A date whose month is a word."""
    match = _NAMED.search(low)
    if match is None:
        return None
    n = "1" if match["d1"] else "2"
    date = confirmed(int(match[f"d{n}"]), _month(match[f"m{n}"], match[f"t{n}"], match[f"e{n}"]), int(match[f"y{n}"]))
    return (date, match.start(), match.end()) if date else None


def _month(word: str | None, number: str | None, english: str | None) -> int:
    if number:
        return int(number)
    if english:
        return _ENGLISH.index(english) + 1
    return next(month for month, words in enumerate(_MONTHS, 1) if word in words.split("|"))


def _ordered(first: int, second: int, low: str) -> tuple[int, int]:
    """Day and month of a stamp: day first, but month first beside a clock with AM/PM or where 13 to 31 comes second."""
    american = bool(re.search(r"\d ?[ap]\.?m\b", low))
    if second > _NOON >= first or (american and first <= _NOON):
        return second, first
    return first, second


def _time(clock: re.Match[str]) -> dt.time | None:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    half = clock[4] or {"sa": "a", "ch": "p"}.get(clock[5] or "")
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return None
