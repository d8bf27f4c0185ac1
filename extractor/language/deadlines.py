"""By when a conclusion is to be carried out: "trước ngày 15/6", "trong quý II", "đến hết năm 2025".

`due_in` finds the words, `resolved` turns them into a day. A period that is no
deadline ("giai đoạn 2021-2025"), the name of a plan, the date of a law and what
recurs ("trước ngày 25 hằng tháng") give none. Offsets are into the folded text.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.language.calendar import confirmed

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

Turn = Literal["this", "next"]

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# A span is scanned only where it holds a number or one of these.
_WORTH = re.compile(r"[0-9]")
_WORDED = ("quý i", "cuối năm", "hết năm", "năm nay", "năm tới", "năm sau")

_YEAR = r"(?: ?[/.-] ?| năm |, năm )(?P<y{n}>(?:19|20)\d\d)(?!\d)"
_TURN = r" (?:năm )?(?P<t{n}>nay|này|tới|sau)\b"
_TIME = (
    rf"(?:(?P<day>[0-3]?\d)(?:/| ?[.-] ?| tháng )(?P<month>[01]?\d)(?!\d)(?:{_YEAR.format(n=1)}|{_TURN.format(n=1)})?"
    rf"|(?P<part>cuối |đầu |giữa )?tháng (?P<only>[01]?\d)(?!\d)(?:{_YEAR.format(n=2)}|{_TURN.format(n=2)})?"
    rf"|quý (?P<quarter>iv|i{{1,3}}|[1-4])(?![\w])(?:{_YEAR.format(n=3)}|{_TURN.format(n=3)})?"
    rf"|(?P<end>cuối )?năm (?:(?P<year>20\d\d)(?![\d-])|(?P<t4>nay|tới|sau)\b)"
    rf"|(?P<yearend>cuối năm)(?! \d))"
)
_CLOCK = r"(?:(?:lúc |vào )?\d{1,2} ?(?:h|g|giờ|:) ?(?:\d\d)?(?: phút)?,? )?(?:ngày |thời điểm |thời gian |hôm )*"
_LEAD = (
    r"\b(?P<lead>trước|chậm nhất|muộn nhất|thời hạn|hạn|xong|đến|tới|hết|trong|vào)"
    r"(?P<more>(?: (?:là|vào|đến|tới|trong|trước|cuối cùng|cuối|chót|hoàn thành|nộp|báo cáo|khi|cuối kỳ))*)(?: ?:)?(?P<hết> hết)? "
)
_DUE = re.compile(_LEAD.replace("<hết>", "<whole>") + _CLOCK + _TIME)
# In a column for deadlines no word has to say that a day is one.
_ENTRY = re.compile(rf"(?:{_LEAD.replace('<hết>', '<whole>')})?" + _CLOCK + _TIME)

# What comes to an end by the day: without it, a period is only when something is done.
_FINISHES = re.compile(
    r"\b(?:hoàn thành(?! (?:tốt|xuất sắc|thắng lợi|vượt|toàn diện|các chỉ tiêu|nhiệm vụ|kế hoạch|chỉ tiêu|mục tiêu))|hoàn tất|hoàn thiện|xong|dứt điểm|triệt để|trình|ban hành|nộp|gửi|bàn giao|khởi công|khánh thành"
    r"|đưa vào (?:sử dụng|vận hành|hoạt động|khai thác)|báo cáo|lập (?:dự toán|kế hoạch|đề án|danh sách|danh mục|phương án)|giải ngân hết|công bố|kết thúc|chấm dứt|phê duyệt|khắc phục|thông xe|về đích|nghiệm thu|thanh toán)\b"
)
# What is done once, so that a month or a quarter behind it says by when: "trả lời cử tri trong quý III".
_DONE_ONCE = re.compile(
    r"\b(?:giải ngân|trả lời|sửa|sửa chữa|lắp|lắp đặt|rà soát|xử lý|giải quyết|kiểm tra|tham mưu|tổng hợp|bổ sung|đối thoại|thẩm định|chi trả|chi|kiện toàn|mua|mua sắm|lựa chọn|khảo sát|cấp|bố trí|di dời|thu hồi|xác minh|ký|tổ chức)\b"
)
# What goes on until then: "giữ nguyên mức phí đến hết năm 2025".
_LASTS = re.compile(
    r"\b(?:giữ nguyên|duy trì|kéo dài|áp dụng|tạm dừng|tạm ngừng|ngừng|hoãn|miễn|giảm|gia hạn|có hiệu lực|cho phép|tiếp tục cho)\b[^,;.]{0,70}$"
)
_CLAUSE_ENDS = re.compile(r"(?: này| tới)?(?:[,;.)]|$)")
# Words before a time that say by when, whatever the task.
_ENDING = frozenset({"trước", "chậm nhất", "muộn nhất", "hạn", "thời hạn", "xong"})
# What stands right before a day that belongs to something else than the task.
_OTHER_DAY = re.compile(
    r"(?:tính|kể|phát sinh|(?<!vào )sử dụng|ban hành|cấp|sinh|ký|tuyển dụng|hiệu lực|xây dựng|so với|như|thành lập|từ nay|công tác|được giao|tồn đọng|có từ|hình thành|đăng ký|diễn ra) $"
)
_SINCE = re.compile(r"\btừ [^,;.]{1,40}$")
_PLAN = re.compile(
    r"\b(?:quy hoạch|chiến lược|kế hoạch|đề án|chương trình|dự án|nghị quyết|định hướng|tầm nhìn|giai đoạn|nhiệm kỳ|mục tiêu quốc gia|luật|nghị định)\b[^,;.]*$"
)
_GOAL = re.compile(r"(?:^|[,;:(\"] ?|phấn đấu |mục tiêu |và |rằng |là |từ nay |ít nhất |thì )$")
_RECURS = re.compile(r",? (?:hằng|hàng) | (?:mỗi|của tháng|của quý|đến|- ?\d)|-\d")
_RANGE = re.compile(r" ?- ?\d|, tầm nhìn|, định hướng| so với|\d")

# A day without a year that would come so much later is the past one of this year, and no deadline.
_FARTHEST = dt.timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as written: the last day of a month, quarter or year where `day` is 0; `before` excludes that period."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    turn: Turn | None
    before: bool

    @property
    def span(self) -> Span:
        """Where the words stand, with "trước" or "chậm nhất"."""
        return self.start, self.end


def due_in(reading: Reading, start: int, end: int) -> Due | None:
    """The first deadline that the conclusion `start` to `end` states; None where it states none."""
    lower = reading.lower
    if not _WORTH.search(lower, start, end):
        words = lower[start:end]
        if not any(map(words.__contains__, _WORDED)):
            return None
    for match in _DUE.finditer(lower, start, end):
        if _binds(lower, match, start, end):
            return _read(match)
    return None


def due_entry(reading: Reading, start: int, end: int) -> Due | None:
    """The deadline that the cell `start` to `end` of a table gives; None where it opens with none ("thường xuyên")."""
    match = _ENTRY.match(reading.lower, start, end)
    return _read(match) if match else None


def resolved(due: Due, held: dt.date | None) -> dt.date | None:
    """The day that is meant, for a meeting held on `held`; None where that needs a date that is not there, or lies before it."""
    if due.year is not None:
        day = _day(due, due.year)
        return day if day is not None and (held is None or day >= held) else None
    if held is None:
        return None
    first = _day(due, held.year + (due.turn == "next"))
    if first is not None and first >= held:
        return first
    later = None if due.turn else _day(due, held.year + 1)
    return later if later is not None and later - held <= _FARTHEST else None


def _binds(lower: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the words say by when the task is to be done, and not when something else was or is."""
    before = lower[max(start, match.start() - 90) : match.start()]
    lead = match["lead"]
    other = _OTHER_DAY.search(before)
    if (
        (other and not _is_issued(match, other))
        or _RECURS.match(lower, match.end(), end)
        or match["part"] in ("đầu ", "giữa ")
        or (lead in ("đến", "tới", "hết") and _LASTS.search(before))
    ):
        return False
    if match["year"] and (_RANGE.match(lower, match.end(), end) or (_PLAN.search(before) and lead != "trước")):
        return False
    if lead in _ENDING or (lead == "trong" and before.endswith("ngay ")):
        return True
    finishes = _FINISHES.search(lower, max(start, match.start() - 90), min(end, match.end() + 70)) is not None
    if lead in ("trong", "vào") or _SINCE.search(before):
        once = lead == "trong" and not match["year"] and _DONE_ONCE.search(before) is not None
        return finishes or (once and _CLAUSE_ENDS.match(lower, match.end(), end) is not None)
    if lead == "đến" and match["year"] and not match["end"] and not match["whole"] and not match["more"]:
        return finishes or _GOAL.search(before) is not None
    return finishes or bool(match["day"]) or lead == "hết" or bool(match["whole"] or match["end"] or match["more"])


def _is_issued(match: re.Match[str], other: re.Match[str]) -> bool:
    """Whether something is still to be issued by the day: "ban hành trước 30/7", but "ban hành trước ngày 1/7/2015" tells its age."""
    return other[0] == "ban hành " and match["lead"] in _ENDING and match["y1"] is None


def _read(match: re.Match[str]) -> Due:
    """The numbers of a match of `_DUE`."""
    written = next((match[f"y{n}"] for n in (1, 2, 3) if match[f"y{n}"]), match["year"])
    turned = next((match[f"t{n}"] for n in (1, 2, 3, 4) if match[f"t{n}"]), None)
    quarter = _QUARTERS[match["quarter"]] if match["quarter"] else 0
    month = int(match["month"] or match["only"] or 0) or quarter * 3 or 12
    turn: Turn | None = None
    if match["yearend"] or turned in ("nay", "này"):
        turn = "this"
    elif match["t4"]:
        turn = "next"
    ends = match["part"] or match["end"] or match["yearend"] or match["whole"]
    before = match["lead"] == "trước" and not match["day"] and not ends
    return Due(
        match.start(),
        match.end(),
        int(match["day"] or 0),
        month - 2 if before and quarter else 1 if before and not match["only"] else month,
        int(written) if written else None,
        turn,
        before,
    )


def _day(due: Due, year: int) -> dt.date | None:
    """The day in a year: as written, else the last one of the month, or the one before the month where that is excluded."""
    if due.day:
        return confirmed(due.day, due.month, year)
    if not 1 <= due.month <= 12:
        return None
    if due.before:
        return dt.date(year, due.month, 1) - dt.timedelta(days=1)
    following = dt.date(year + due.month // 12, due.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
