"""Those whom a meeting draws, trains or reaches online, told by no verb of attending.

"Hội thảo thu hút 164 hợp tác xã", "tổ chức tập huấn cho cán bộ", "tại các điểm cầu có …":
only in the lead. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language.pieces import opens_list
from extractor.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Presence
    from extractor.language.layout import Layout
    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence

# Where the names of those who are met, trained or drawn end.
COUNTERPART_END = re.compile(
    r"(?<!\w)"
    + any_of(r"""
    về(?! phía)|nhằm|quý|tháng|6 tháng|để|do|đã|(?<!hoạt động )(?<!đầu tư )(?<!đóng chân )tại
    liên quan(?= (?!về|để|nhằm|trong|tại|và|trên|của|ở|đã|cùng|theo|thuộc|đi|ngày)[a-zà-ỹđ])
    (?:cuối|đầu) (?:năm|tháng|tuần)|[Nn]gày \d+|[Ss]áng|[Cc]hiều|diễn ra|được|(?<!hoạt động )trong|theo|vào|mới đây|khẳng định
    sửa đổi|góp ý|nhân (?:dịp|ngày|kỷ niệm|chuyến)|(?:năm )?(?:19|20)\d\d|lần (?:thứ )?\w+|(?:trước|sau) (?:và sau )?(?:[Kk]ỳ|khi)
    với nội dung|xung quanh|và ký kết|các văn bản
""")
    + r"(?!\w)|[Xx]uân (?=[A-ZĐ])|(?<!TP)(?<!Tp)\.(?!\w)|[;\"]|:(?<!gồm:)"
)
# "Hội thảo … thu hút 164 hợp tác xã", "tổ chức tập huấn … cho cán bộ": only in a sentence that tells the day.
_DATED = re.compile(r"(?:s(?<!\ws)áng|c(?<!\wc)hiều|t(?<!\wt)ối|n(?<!\wn)gày|h(?<!\wh)ôm qua|v(?<!\wv)ừa qua)[ ,]")
_OPENS = re.compile(
    r"(?:hội nghị|hội thảo|diễn đàn|tọa đàm|buổi|lớp|khóa)(?!\w)(?: \w+){0,4}? (?:đã )?(?:thu hút|quy tụ) "
)
_DRAWS = re.compile(
    r"(?:hội nghị|hội thảo|diễn đàn|tọa đàm|buổi|lớp|khóa|chương trình)\b[^;.\n]{0,260}?(?<!\w)(?:thu hút|quy tụ) (?!sự )"
)
_TRAINS = re.compile(
    r"(?:tổ chức|khai giảng|khai mạc|mở)\b[^;.\n]{0,80}?(?:tập huấn|bồi dưỡng|huấn luyện|tuyên truyền|truyền thông|(?:hội nghị|buổi) (?:triển khai|phổ biến|quán triệt))(?!\w)[^;.()\n]{0,240}(?<!\w)cho (?!biết|rằng|đến|ý kiến|thấy)"
)
_CLASS = re.compile(r"(?:lớp|khóa)\b[^;.,\n]{0,40}? (?:có|gồm) [^;.,\n]{0,20}?(?:học viên|đại biểu) (?:là|đến từ|gồm) ")
# "Hội nghị được kết nối trực tuyến đến điểm cầu 12 xã, phường"
_LINKED = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|buổi|kỳ họp|hội thảo|tọa đàm|lễ)\b[^;.\n]{0,160}?(?:kết nối|truyền hình|tiếp sóng)(?: trực tiếp| trực tuyến| hình ảnh){0,2} (?:đến|tới|với|về) (?:các |\d+ )?(?:(?:điểm cầu|đầu cầu) (?:của )?)?(?!điểm|đầu cầu|tại|ở)"
)
# Pattern, words without which it is not tried, and whether the sentence must tell the day.
_REACHES = (
    (_DRAWS, ("thu hút", "quy tụ"), True),
    (_TRAINS, ("tập huấn", "bồi dưỡng", "huấn luyện", "hội nghị", "buổi", "tuyên truyền", "truyền thông"), True),
    (_CLASS, ("học viên", "đại biểu"), False),
    (_LINKED, ("kết nối", "truyền hình", "tiếp sóng"), False),
)
_POINT = re.compile(
    r"tại (?:buổi|hội nghị|cuộc|hội thảo|phiên|lễ)\b[^.,;:\n]{0,50} có (?=(?:đại diện|lãnh đạo|người đứng đầu|các đồng chí|đồng chí|sự tham dự|sự có mặt) )|"
    r"(?:tại|ở|từ) (?:các |\d+ )?(?:điểm cầu|đầu cầu)\b[^.;:\n]{0,90}?,? (?:còn )?có (?:sự (?:tham dự|tham gia|có mặt) của )?(?!ý kiến)"
)
# "Ngoài ra, còn có đại diện Sở A": those present go on.
_STILL = re.compile(
    r"(?:ngoài ra|bên cạnh đó|cùng với đó|đặc biệt|hội nghị|đại hội|cuộc họp|buổi lễ|hội thảo)(?!\w),? (?:(?:hội nghị|hội thảo|đại hội|cuộc họp|buổi \w+)(?: \w+)? )?(?:còn|cũng) có (?:sự (?:tham dự|tham gia|góp mặt|có mặt|hiện diện) của )?(?=(?:các đồng chí |(?:hơn |gần |trên |khoảng )?\d+ (?:đại biểu|đồng chí) |đồng chí )?(?:đại diện|lãnh đạo|là |các đại biểu|các đồng chí|các vị|đồng chí |ông |bà ))"
)

_ONLINE = re.compile(r"điểm cầu|đầu cầu|trực tuyến")
_MAIN_POINT = re.compile(r"(?:điểm cầu|đầu cầu) (?:chính|trung tâm)(?!\w)")  # where the meeting itself sits
_INVITED = re.compile(r"khách mời|được mời|mời dự|mời tham dự")


@dataclass(frozen=True, slots=True)
class Statement:
    """Where those present are named: a span, how they attend, the rule and its share of right finds."""

    span: Span
    presence: Presence
    rule: str
    confidence: float
    first_only: bool = False
    titled: bool = False  # in the title, where names are short: after all others
    person: Span | None = None  # who represents the body, where a table names them beside it


def presence_in(lower: str, start: int, end: int) -> Presence:
    """How those attend of whom the span tells."""
    if _ONLINE.search(lower, start, end) and _MAIN_POINT.search(lower, start, end) is None:
        return "online"
    return "invited" if _INVITED.search(lower, start, end) else "present"


def uncued(reading: Reading, layout: Layout, starts: list[int], early: int) -> Iterator[Statement]:
    """Those whom the meeting draws, trains or reaches online, told by no verb of attending, in the lead."""
    lower = reading.lower
    for sentence in reading.sentences:
        if not starts or sentence.start > starts[-1]:
            break
        if layout.kinds[sentence.line] != "body":
            continue
        point = _POINT.match(lower, sentence.start, sentence.end) or _STILL.match(lower, sentence.start, sentence.end)
        if point is not None and opens_list(reading, point.end(), sentence.end):
            presence = presence_in(lower, sentence.start, point.end())
            yield Statement((point.end(), sentence.end), presence, "attendance.point", 0.8)
        elif sentence.start <= early:
            yield from _reached(reading, sentence)


def _reached(reading: Reading, sentence: Sentence) -> Iterator[Statement]:
    """Those trained, or drawn to the meeting; of holding it only in a sentence that tells its day."""
    lower = reading.lower
    holds = lower[sentence.start : sentence.end].__contains__
    tried = [(pattern, dated) for pattern, words, dated in _REACHES if any(map(holds, words))]
    told = tried and (_OPENS.match(lower, sentence.start) or _DATED.search(lower, sentence.start, sentence.end))
    for pattern, dated in tried:
        if dated and not told:
            continue
        found = pattern.search(lower, sentence.start, sentence.end)
        if found is None or not opens_list(reading, found.end(), sentence.end):
            continue
        stop = COUNTERPART_END.search(reading.folded, found.end(), sentence.end)
        presence: Presence = "online" if pattern is _LINKED else "present"
        yield Statement((found.end(), stop.start() if stop else sentence.end), presence, "attendance.reached", 0.75)
