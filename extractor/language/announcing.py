"""How a clause begins or ends by which others are announced: a list, tasks for the time ahead, what went less well.

All functions get the lower case of the folded text and offsets into it.
"""

from __future__ import annotations

import re

# The end of a clause that announces a list and says nothing yet: "một số nội dung sau", "5 nhiệm vụ trọng tâm".
_ANNOUNCING = re.compile(
    r"\b(?:(?:như |cụ thể |vấn đề |nội dung |việc |nhiệm vụ |giải pháp |tâm )sau|sau đây|dưới đây"
    r"|(?:một số|các|những|nhiều|0?\d{1,2}|hai|ba|bốn) (?:(?:nhóm|nội dung|vấn đề|nhiệm vụ|công việc|việc|giải pháp)[, ]*)+(?:(?:trọng tâm|cụ thể|chủ yếu|cơ bản|chính|quan trọng|lớn|khác)[, ]*)*(?:như|gồm|bao gồm)?)$"
)
_BEFORE_COLON = ("sau", "tập trung vào", "cụ thể", "trọng tâm", "vấn đề", "nội dung", "nhiệm vụ", "việc", "giải pháp")
_ANNOUNCED = 60  # characters
# Difficulties that are only announced: "còn gặp một số khó khăn, trở ngại như:".
_NAMES_NONE = re.compile(
    r"\b(?:khó khăn|vướng mắc|tồn tại|hạn chế|bất cập|trở ngại|thách thức|khuyết điểm|yếu kém|thiếu sót)"
    r"(?: (?:nhất định|chủ yếu|cơ bản|lớn))?,? (?:như|gồm|đó là|cụ thể|cụ thể là|nhất là|là)$"
)
_DIFFICULTIES = re.compile(
    r"\b(?:khó khăn|vướng mắc|tồn tại|hạn chế|bất cập|trở ngại|thách thức|khuyết điểm|yếu kém|thiếu sót|nguyên nhân|(?:điểm|mặt|nội dung|vấn đề) cần (?:khắc phục|chấn chỉnh|rút kinh nghiệm))"
    r"(?: (?:nhất định|chủ yếu|cơ bản|lớn|cần (?:được )?(?:khắc phục|tháo gỡ|quan tâm|giải quyết)|(?:trong )?(?:thời gian (?:tới|qua)|hiện nay)))?(?: như)?$"
)
# What opens a sentence about the time ahead.
_AHEAD = re.compile(
    r"(?:trong |ngay )*(?:thời gian tới|những tháng (?:cuối|còn lại|tới)|\d{1,2} tháng cuối năm|quý (?:iv|iii|ii|i|[1-4])(?:/20\d\d)? tới|năm tới|nhiệm kỳ (?:tới|mới|này|20\d\d ?- ?20\d\d)|tuần tới|tháng tới|từ nay đến (?:cuối|hết))\b"
    r"|(?:theo (?:nội dung|chương trình|thỏa thuận|biên bản|kế hoạch|quy chế|bản ghi nhớ)[^,;.]{0,60}, )?(?:hai|ba|các) (?:bên|đơn vị|ngành|cơ quan|địa phương) sẽ\b"
    r"|(?:bước )?sang năm 20\d\d\b|về (?:phương hướng|nhiệm vụ)\b|(?:phương hướng|nhiệm vụ)(?:,? (?:phương hướng|nhiệm vụ|trọng tâm|năm|quý|tháng|nhiệm kỳ|thời gian tới|[\d/]+|-)){1,9}(?= ?:)"
)
# The last words of what announces or names none; without one of them neither is tried.
_LAST = (
    "sau", "đây", "nhóm", "nội dung", "vấn đề", "nhiệm vụ", "việc", "giải pháp", "trọng tâm", "cụ thể", "chủ yếu", "cơ bản",
    "chính", "quan trọng", "lớn", "khác", "như", "gồm", "là", ",", " ",
)  # fmt: skip
_ADVERSATIVE = (
    "nguyên nhân",
    "khó khăn",
    "tồn tại",
    "hạn chế",
    "về tồn tại",
    "về hạn chế",
    "về khó khăn",
    "những khó khăn",
    "tuy nhiên",
    "song,",
    "mặc dù vậy",
    "tuy vậy",
    "bên cạnh những kết quả",
    "bên cạnh kết quả",
    "bên cạnh những mặt",
    "ngoài những kết quả",
)
_NAMING = 52  # characters of what names no difficulty


def announces(lower: str, start: int, end: int) -> bool:
    """Whether the span only announces a list: "một số nội dung sau", or difficulties that follow."""
    if lower.startswith((":", " như:"), end) and (
        lower.endswith(_BEFORE_COLON, start, end)
        or _DIFFICULTIES.search(lower, max(start, end - _ANNOUNCED), end) is not None
    ):
        return True
    return lower.endswith(_LAST, start, end) and (
        _ANNOUNCING.search(lower, max(start, end - _ANNOUNCED), end) is not None
        or _NAMES_NONE.search(lower, max(start, end - _NAMING), end) is not None
    )


def opens_ahead(lower: str, start: int) -> bool:
    """Whether the sentence at `start` is about the time ahead."""
    return _AHEAD.match(lower, start) is not None


def turns_away(lower: str, start: int) -> bool:
    """Whether the sentence at `start` turns from what was reached to something else: "Tuy nhiên, …"."""
    return lower.startswith(_ADVERSATIVE, start)
