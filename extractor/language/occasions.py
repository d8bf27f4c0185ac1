"""Years told by what has a calendar of its own: anniversaries, sessions of the National Assembly, campaigns, recruits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPRING, MIDYEAR, WINTER = 4, 5, 11
"""The first month behind the spring in which years are reviewed, the last before summer, the first in which they are."""
EARLIEST, LATEST = 2005, 2035
"""Reports on the web are no older; later years are plans or numbers."""

# "kỷ niệm 42 năm Ngày Nhà giáo Việt Nam (20/11/1982": the day comes round in 2024.
_ROUND = re.compile(r"kỷ niệm (\d{1,3}) năm [^.;:\n]{0,90}?\(?(\d{1,2})[/.-](\d{1,2})[/.-](1[89]\d\d|20[01]\d)(?!\d)")
# The National Assembly sits in summer and in autumn; a term begins with a first session in July.
_SESSION = re.compile(
    r"kỳ họp (?:bất thường )?(?:lần )?(?:thứ )?(?P<number>\d{1,2}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười),? (?:của )?(?:quốc hội|qh) khóa (?P<term>x[iv]+)\b"
)
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_TERMS = {"xii": 2007, "xiii": 2011, "xiv": 2016, "xv": 2021, "xvi": 2026}
_AUTUMN, _HALF_YEAR = 10, 6  # months
# What lasts for a season is reviewed when it is over, and not after the year: "tổng kết chiến dịch tình nguyện hè năm 2024".
_SEASON = re.compile(
    r"\b(?:hè|chiến dịch|cuộc thi|hội thi|hội thao|kỳ thi|tuyển sinh|giải|đợt|tháng (?:hành động|an toàn|thanh niên|nhân đạo|công nhân|cao điểm)|tuần lễ|vụ (?:xuân|mùa|hè|chiêm|đông)|lễ hội|festival|hội chợ|diễn tập|tuyển quân)\b[^.;,\d]{0,40} năm $"
)
# Those who join up early in a year are chosen in the autumn and the winter before it.
_RECRUITS = re.compile(
    r"\b(?:nhập ngũ|tuyển quân|giao quân|giao(?:,| và)? nhận quân|nghĩa vụ quân sự|gọi công dân)\b[^.;,\d]{0,30} năm $"
)
_REVIEWED = re.compile(r"(?:tổng kết|sơ kết|kết quả|đánh giá|kiểm điểm)[^.;,\d]{0,60}$")


def told_by_occasions(lower: str, day: tuple[int, int]) -> Iterator[tuple[int, float]]:
    """Years, with weights, in which a meeting of `day` (month, day) was held by the occasions that the text (folded, lower case) names."""
    yield from _rounds(lower, day)
    yield from _sessions(lower, day[0])


def of_season(before: str, month: int) -> list[tuple[int, float]] | None:
    """What a year behind a campaign, or behind recruits, says in `month`: offsets from it, each with a weight."""
    reviewed = _REVIEWED.search(before) is not None
    if month > MIDYEAR + 2 and not reviewed and _RECRUITS.search(before):
        return [(-1, 2.0)]
    if reviewed and SPRING <= month < WINTER and _SEASON.search(before):
        return [(0, 2.0)]
    return None


def _rounds(lower: str, day: tuple[int, int]) -> Iterator[tuple[int, float]]:
    """The year in which an anniversary comes round, and the year before where the meeting looks forward to it over the turn of the year."""
    if match := _ROUND.search(lower):
        year, month = int(match[4]) + int(match[1]), int(match[3])
        if EARLIEST <= year <= LATEST:
            yield (year - 1 if month < day[0] - _HALF_YEAR else year), 2.0


def _sessions(lower: str, month: int) -> Iterator[tuple[int, float]]:
    """The year nearest to a session of the National Assembly that the text names ("Kỳ họp thứ 3, Quốc hội khóa XIV" is summer 2017)."""
    named = _SESSION.search(lower)
    if named is None or named["term"] not in _TERMS or "bất thường" in named[0]:
        return
    word = named["number"]
    number = int(word) if word.isdigit() else _ORDINALS.index(word) + 1
    year, sat = _TERMS[named["term"]] + (number - 1) // 2, MIDYEAR if number % 2 else _AUTUMN
    yield year + (month + _HALF_YEAR < sat) - (month > sat + _HALF_YEAR), 1.5
