"""Captions that a page's conversion has glued into a line of running text, with the credit behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.language.sentences import Line

# Words that open a sentence; behind a small letter it tells that a sentence mark was lost.
OPENERS = (
    "Tại|Theo|Sau|Để|Trong|Trước|Sáng|Chiều|Tối|Ngày|Hôm|Phát biểu|Cùng|Tham dự|Tham gia|Dự|Từ|Với|Đến|Báo cáo|Nhằm|Thay mặt|Trên|Về|Nên đọc|"
    "Thực hiện|Qua|Kết luận|Kể từ|Bên cạnh|Ngoài|Tuy|Mở đầu|Hiện|Đồng thời|Năm|Thời gian|Tiếp|Trả lời|Đánh giá|Chia sẻ|Đối với|Đây|Đó"
)
_LOST_END = re.compile(rf"(?<=[a-zà-ỹ]) (?=(?:{OPENERS})\b)")
# Capitalised words that are no part of a photographer's name: they open the sentence behind the credit.
_NO_NAME = frozenset(
    (
        "Tại",
        "Theo",
        "Sau",
        "Để",
        "Trong",
        "Trước",
        "Sáng",
        "Chiều",
        "Tối",
        "Ngày",
        "Hôm",
        "Phát",
        "Cùng",
        "Tham",
        "Dự",
        "Từ",
        "Với",
        "Đến",
        "Báo",
        "Nhằm",
        "Thay",
        "Trên",
        "Về",
        "Nên",
        "Thực",
        "Qua",
        "Kết",
        "Kể",
        "Bên",
        "Ngoài",
        "Tuy",
        "Mở",
        "Hiện",
        "Đồng",
        "Năm",
        "Tiếp",
        "Trả",
        "Đánh",
        "Chia",
        "Đối",
        "Đây",
        "Đó",
        "Ông",
        "Bà",
        "Các",
        "Hội",
        "Phó",
        "Thủ",
        "Bộ",
        "Đại",
        "Chủ",
        "Thứ",
        "Buổi",
        "Cuộc",
        "Đoàn",
        "Ban",
        "Mức",
        "Góp",
        "Một",
        "Những",
        "Quan",
        "Diễn",
        "Bác",
        "Như",
        "Chưa",
        "Trao",
        "Nhận",
        "Và",
        "Cũng",
        "Nhiều",
        "Khi",
        "Do",
        "Đặc",
        "Nói",
        "Việc",
        "Vào",
        "Tổng",
        "Giám",
        "Sở",
        "Trường",
        "Công",
        "Người",
        "Được",
        "Có",
        "Là",
        "Mặc",
    )
)
_SOURCE = "(nguồn:"
_AGENCIES = frozenset(("TTXVN", "VGP", "VOV", "VPQH", "CTV", "TTX"))

# Code points of the longest caption, and how far before its credit it may begin.
_LONGEST, _LOOKED_BACK = 300, 400


def captions_in(folded: str, lower: str, line: Line) -> list[tuple[int, int]]:
    """Return the spans of the captions inside the line, each with its credit."""
    found: list[tuple[int, int]] = []
    at = line.start
    while (credit := _next_credit(lower, at, line.end)) >= 0:
        at = _credit_end(folded, credit, line.end)
        found.append((_caption_start(folded, line.start, credit), at))
    return found


def _next_credit(lower: str, start: int, end: int) -> int:
    """Where the next word for a picture's credit stands, or -1."""
    at = start
    while (at := lower.find("ảnh", at, end)) >= 0:
        behind = lower[at + 3 : at + 13]
        if not lower[at - 1 : at].isalpha() and (
            behind.lstrip()[:1] == ":" or behind.startswith((" minh họa:", " minh họa)"))
        ):
            return at
        at += 3
    return lower.find(_SOURCE, start, end)


def _credit_end(folded: str, credit: int, stop: int) -> int:
    """Where the name behind "Ảnh:" ends: at a bracket, an agency, a full stop, or a word that is no name."""
    colon = folded.find(":", credit, credit + 14)
    end = at = (colon if colon >= 0 else folded.find(")", credit)) + 1
    for number, word in enumerate(folded[at : min(stop, at + 60)].split(" ")):
        at += len(word) + (number > 0)
        if not word or word in "-/":
            continue
        begins = word[0].isupper() or (word.islower() and "." in word[:-1])
        if number > 5 or word in _NO_NAME or not (begins or word[0] in "/(" or end == colon + 1):
            break
        end = at
        if word[-1] in ").;," or "/" in word or word in _AGENCIES:
            break
    return end


def _caption_start(folded: str, line_start: int, credit: int) -> int:
    """Where the caption before the credit begins: behind the sentence before, or at the line's start."""
    stop = credit
    while stop > line_start and folded[stop - 1] in " (.,;-":
        stop -= 1
    line_start = max(line_start, stop - _LOOKED_BACK)
    begin = max(
        line_start, max(folded.rfind(mark, line_start, stop) for mark in (". ", "./ ", "? ", "! ", '" ', "… ")) + 2
    )
    lost = [m.end() for m in _LOST_END.finditer(folded, begin, stop)]
    if stop - begin > 250 and lost:
        begin = lost[-1]
    return begin if stop - begin <= _LONGEST else credit
