"""What a date belongs to where it is not when something in the report took place: a paper, a deadline, a jubilee, a life.

All texts are folded and in lower case.
"""

from __future__ import annotations

import re
from typing import Literal

from extractor.patterns import any_of

Trap = Literal["document", "deadline", "anniversary", "birth", "future"]

_PAPER = any_of(r"""
    luật|nghị định|nghị quyết|thông tư|quyết định|chỉ thị|kế hoạch|công văn|tờ trình|văn bản
    thông báo|kết luận|hướng dẫn|quy định|công điện|hiệp định|giấy mời|kế hoạch số \S{1,40}|giấy phép|chứng nhận
""")
# Its number, or its kind, before the day; or what was done with it that day.
_DOCUMENT = re.compile(
    rf"(?:\b(?:số )?[\w.]{{0,20}}[/-][\w/.-]{{0,30}}[a-zđ][\w/.-]{{0,30}}|\bsố \d\S{{0,40}}|\b{_PAPER}(?: này| trên| đó)?)"
    r"(?: ?\([^)]{0,80}\))?,? (?:ký |ban hành )?$"
    r"|\b(?:ký|ký ban hành|phê duyệt|ban hành|thông qua|công bố|thành lập|khánh thành|khởi công)(?: vào)? $"
)
# Behind the day of a paper, the day of the meeting: "Kế hoạch số 5 ngày 3/2, sáng ngày 5/3, …".
_ANOTHER_DAY = re.compile(r", (?:vào )?(?:(?:sáng|chiều|tối|trưa)(?: ngày)?|ngày) \d")
_BY = any_of("""
    trước|chậm nhất(?: là)?|hạn(?: cuối| chót)?|muộn nhất(?: là)?|đến(?: hết)?|hết|tính (?:đến|tới)|kể từ|sau|cho (?:đến|tới)|tới|thời hạn
    hiệu lực|áp dụng|(?:hiệu lực|áp dụng|thực hiện|thi hành|hoạt động|bắt đầu|công tác) từ
""")
_DEADLINE = re.compile(
    rf"{_BY}(?: (?:ngày|hôm|thời điểm))*[: ]*$"
    r"|(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?) \d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}(?: phút)?,?(?: ngày)? ?$"
)
_KEPT = any_of(r"""
    kỷ niệm|kỉ niệm|chào mừng|hướng tới|\d năm|truyền thống
    ngày (?:quốc tế|thành lập|sinh|giải phóng|thương binh|nhà giáo|quốc khánh)|tết|lễ
""")
_ANNIVERSARY = re.compile(rf"{_KEPT}(?: [^\d\s.;]+){{0,7}} ?\(?$")
TET_DAY = re.compile(r"(?:mùng|mồng) \d{1,2} tết[^\d.;]{0,20}$")
"""Counts the days of Tết before a bracket with the day of the solar calendar: "mùng 6 Tết (15/2)"."""
_BIRTH = re.compile(r"\b(?:sinh|mất|vào đảng|kết nạp(?: đảng)?|chính thức|cấp)(?: ngày)?[: ]*$")
# Behind another day and a comma a clause of its own begins: "dự kiến diễn ra từ ngày 10/8, ngày 2/8 …".
_FUTURE = re.compile(r"\b(?:dự kiến|sẽ|dự định|sắp)\b[^.;]{0,60}(?<!\d, )$")
_FUTURE_AFTER = re.compile(r"\)? (?:tới|sắp tới|tới đây)\b")
_PAST_AFTER = (" vừa qua", " vừa rồi", ") vừa qua")
# A paper has a day and no part of it: "hội nghị phổ biến Nghị định số 5/2017/NĐ-CP sáng 22/6"; but it is issued then.
_PARTS_OF_DAY = ("sáng", "trưa", "chiều", "tối")
_ISSUING = (
    "ký ", "ban hành ", "phê duyệt ", "thông qua ", "công bố ", "thành lập ", "khánh thành ", "khởi công ", " vào ",
)  # fmt: skip


def trap_of(lower: str, begin: int, start: int, end: int, *, ranged: bool) -> Trap | None:
    """What the date from `begin` to `end` belongs to, whose numbers begin at `start`; None where it is when something took place.

    A day of several (`ranged`) is no deadline.
    """
    before = lower[max(0, begin - 90) : begin]
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("; "))
    before = before[cut + 1 :].lstrip() if cut >= 0 else before
    held = lower.startswith(_PARTS_OF_DAY, begin) and not before.endswith(_ISSUING)
    if not held and _DOCUMENT.search(before) and (not lower.startswith(",", end) or _ANOTHER_DAY.match(lower, end)):
        return "document"
    to_number = before + lower[begin:start]
    if not ranged and _DEADLINE.search(to_number):
        return "deadline"
    if _BIRTH.search(to_number):
        return "birth"
    if _ANNIVERSARY.search(before) and not before.endswith(", ") and not TET_DAY.search(before):
        return "anniversary"
    if (_FUTURE.search(before) and not lower.startswith(_PAST_AFTER, end)) or _FUTURE_AFTER.match(lower, end):
        return "future"
    return None
