"""What each line of a report is: title, posting line, byline, caption, heading, head of a formal paper, body.

`layout_of(reading)` gives a `Layout`: one `LineKind` for each of `reading.lines`
and the spans of captions, also of those that stand inside a body line, because
captions must not yield values. Spans are into the folded text. The work is done
once a text; asking again costs a look-up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from extractor.language.captions import captions_in
from extractor.language.heads import head_length, opens_foot
from extractor.language.reading import once
from extractor.language.stamps import is_stamp
from extractor.rules.papers import openings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.language.reading import Reading
    from extractor.language.sentences import Line

LineKind = Literal[
    "header",  # the head of a formal paper: issuing body, motto, number, place and date
    "title",
    "stamp",  # when the page was posted
    "furniture",  # counters of views, links, rules, table rows
    "byline",  # who wrote or took over the report
    "caption",
    "heading",
    "body",
    "signature",  # what follows the text of a formal paper: who gets it, who signs
]
Span = tuple[int, int]

# A line that is longer than this is running text.
_SHORT_LINE = 220
_TITLE_LIMIT = 330
_HEADING_LIMIT = 120

_HEADER = re.compile(
    r"(?:.*(?<!nước )cộng h[òo]a xã hội chủ nghĩa(?: việt nam)?(?:[\W\d_]*$|.*độc lập ?- ?tự do)|.*độc lập ?- ?tự do(?: ?- ?hạnh phúc)?[\W\d_]*$|\W*đảng cộng sản việt nam$|số ?:? ?[\d. …]*/|số ?:|(?:[^\d\n]{2,40}, ?)?ngày [\d. …_]+ ?tháng [\d. …_]+ ?năm [\d. …_]+$)"
)
# Beside the issuer, in capitals; a headline may end with the Party's name, too.
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_OF_PARTY = (f"LẬP {_PARTY}", f"CỦA {_PARTY}", f"SỬ {_PARTY}")
_FORMAL_TITLE = re.compile(r"(?:biên bản|thông báo|thông cáo|kết luận|nghị quyết|báo cáo|tờ trình|tóm tắt)\b")
# Alone in the first line these words say what is to come, and the next line for what.
_FORMAL_ALONE = re.compile(r"(?:giấy mời|thư mời|chương trình|kế hoạch|lịch họp|thông báo mời họp)[ :.*]*$")
_FURNITURE = re.compile(
    r"(?:lượt (?:xem|truy cập|đọc)|số lượt|xem thêm|tin (?:liên quan|khác)|các tin|nên đọc|tags?\b|in trang|"
    r"(?:từ khóa|chia sẻ|bình luận|trang chủ)(?= ?(?:[:|>/»\"(\d-]|$|bài viết|lên |qua |facebook|zalo|link|tin này|của bạn))|link:|https?://|www\.|cỡ chữ|màu chữ|đọc bài|nghe bài|facebook|zalo|\(?adsbygoogle|</?\w+|[-_=*~|#. ]+$|\|)"
)

# Before the day of posting some pages count their readers.
_COUNTED = ("lượt xem", "số lượt")

_CREDIT = re.compile(r"(?:ảnh(?<!\w.{3})|nguồn(?<!\w.{5}))(?: minh họa)?(?: internet)? ?(?:[:)-]| do .{3,30} cung cấp)")
_CAPTION_START = re.compile(
    r"(?:toàn cảnh|quang cảnh|khung cảnh|hình ảnh|một số hình|một vài hình|(?:các |những )?đại biểu (?:dự|tham dự|tham gia|chụp|biểu quyết|bỏ phiếu|tiến hành|thực hiện|nghe|tại)|"
    r"ảnh:|ảnh minh|\(?ảnh|clip:|video)"
)
_CAPTION_DEED = re.compile(
    r"\b(?:phát biểu|chủ trì|điều hành|trình bày|báo cáo|trao|tặng|chụp ảnh|ký kết|ký|chúc mừng|tham quan|thăm|khai mạc|bế mạc|kết luận|giải đáp|trả lời|đặt câu hỏi|"
    r"nhận|chia sẻ|thảo luận|trao đổi|nêu|bỏ phiếu|biểu quyết|ra mắt|phổ biến|hướng dẫn|triển khai|phân tích|tham luận)\b"
)
# "Ông A, Giám đốc Sở, phát biểu tại hội nghị." as a whole line shows a picture.
_WHOLE_CAPTION = re.compile(
    r"(?!(?:sáng|chiều|tối|ngày|hôm|vừa|tại|tham dự)\b)[^:;]{5,110}\b(?:phát biểu|điều hành|chủ trì|trao|tặng)\b[^.,:;]{0,60}\."
)
_BODY_VERB = re.compile(
    r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|đề nghị|yêu cầu|tổ chức|tham dự|đã|sẽ|cùng dự|dự hội nghị có)\b"
)
_CREDIT_WORD = re.compile(
    r"(?:tin|bài|ảnh|clip|thực hiện|nguồn|tác giả|biên tập|theo|người viết|đưa tin|cộng tác viên|ctv|pv|phóng viên|ban biên tập|nhóm pv)\b"
)
_WRITERS = re.compile(r"[(*]*(?:tin|bài|thực hiện|tổng hợp)\b")
# An office as the writer, alone on the last line.
_OFFICE = re.compile(
    r"[(*]*(?:phòng|ban|văn phòng|trung tâm|đài|công đoàn|đoàn thanh niên|chi bộ|tổ|khoa|cổng thông tin|hội|sở|ubnd|bộ phận)\b[^.;:!?,]{3,56}"
)
# "Nguyễn Lan Anh - Văn phòng": a name and the office of its bearer.
_WRITER_OF = re.compile(
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4}) ?[-–,(] ?(?:văn phòng|vp|phòng|ban|bộ phận|trung tâm|đài|công đoàn|đoàn|khoa|tổ|hội|sở|ubnd|trường|cổng|bệnh viện|công an|cán bộ)\b[^.;:!?]{0,50}$"
)
# The section of a site, above the headline.
_SITE_SECTION = re.compile(
    r"(?:tin|tin tức|tin hoạt động|tin nổi bật|tin nội bộ|tin địa phương|tin trong (?:tỉnh|huyện|ngành|nước)|tin tức(?: -| và|,)? sự kiện|thông tin hoạt động|hoạt động|sự kiện|thời sự|tin mới|chi tiết tin)(?: - [^.]{3,30})?"
)
# A headline in capitals goes on with what was done.
_DEED_BELOW = re.compile(
    r"(?:tổ chức|tổng kết|sơ kết|triển khai|khai mạc|khai giảng|bế mạc|họp|tập huấn|công bố|ra mắt|phát động|ký kết|quán triệt|đón|gặp mặt|làm việc)\b"
)
_OFFICE_BEHIND = re.compile(r"(?<=\w) \([^()\d]{3,40}\)$")
_LAST_LINES = 4
_NAME_LINE = re.compile(
    r"[(*/ .-]*[^\W\d_][\w.'&]*(?:[ ,()/*+-][ ,&()/*+-]*[^\W\d_][\w.'&]*){0,8}(?:[ ,()/*+-][ ,&()/*+.-]*)?$"
)
_NUMBERED = re.compile(r"(?:(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)]|[ivx]{1,4} ?-) ")
_BULLET = re.compile(r"(?:[-+*•●▪◦✓]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)/]|\d{1,2}\.\d)")


# What opens the text of a formal paper; a line with its subject still belongs to the title.
_BODY_START = re.compile(
    r"\*\*|(?:căn cứ|hôm nay|thời gian|ngày|lúc|vào|hồi|thành phần|địa điểm|tên doanh nghiệp|chủ trì|chủ tọa|kính gửi|kính mời|thực hiện|sáng|chiều|tối)\b(?!:? *$)"
)
# A line of minutes that says who presided or wrote.
_LABEL = re.compile(r"(?:chủ trì|chủ tọa|thư ký|người ghi biên bản|thành phần|khách mời|có mặt|vắng)[^:\n]{0,30}:")
_SUBJECT = re.compile(r"\(?v/v\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """The kinds of the lines, in the order of `reading.lines`, and the spans that show or credit a picture."""

    kinds: tuple[LineKind, ...]
    captions: tuple[Span, ...]
    _starts: tuple[int, ...]  # of the captions
    _reached: tuple[int, ...]  # how far the captions up to each one reach, as they may overlap

    @classmethod
    def of(cls, kinds: Iterable[LineKind], captions: Iterable[Span]) -> Layout:
        """The layout with captions in any order."""
        spans = tuple(sorted(captions))
        starts, ends = tuple(start for start, _ in spans), accumulate((end for _, end in spans), max)
        return cls(tuple(kinds), spans, starts, tuple(ends))

    def in_caption(self, position: int) -> bool:
        """Whether `position` (folded) stands in a caption, as a line or inside one."""
        if not self.captions:
            return False
        before = bisect_right(self._starts, position)
        return before > 0 and position < self._reached[before - 1]

    def behind_caption(self, position: int) -> int:
        """The end of the caption that `position` stands in, else `position`."""
        if not self.captions or not self.in_caption(position):
            return position
        return next(end for start, end in self.captions if start <= position < end)


# Every field in turn asks about the same reading.
@once
def layout_of(reading: Reading) -> Layout:
    """Tell the kinds of the lines and where the captions are."""
    folded, lower, lines = reading.folded, reading.lower, reading.lines
    kinds = _kinds(folded, lower, lines)
    captions = [(line.start, line.end) for line, kind in zip(lines, kinds, strict=True) if kind == "caption"]
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "body" and line.end - line.start > _SHORT_LINE:
            captions += captions_in(folded, lower, line)
    return Layout.of(kinds, captions)


def _kinds(folded: str, lower: str, lines: list[Line]) -> list[LineKind]:
    kinds: list[LineKind] = []
    head = head_length(folded, lower, lines)
    formal = head > 0
    state = "top"  # then "title", then "text", then "end" in formal papers
    for index, line in enumerate(lines):
        text, low = folded[line.start : line.end], lower[line.start : line.end]
        kind = _plain_kind(text, low)
        if index < head:
            kinds.append("furniture" if kind == "furniture" else "header")
            continue
        if (
            state == "top"
            and kind == "body"
            and _SITE_SECTION.fullmatch(low)
            and _headline_follows(folded, lower, lines, index)
        ):
            kind = "furniture"
        elif state in ("top", "title") and kind in ("body", "heading", "caption", "byline"):
            kind, state, formal = _opening(text, low, kinds, state, formal=formal)
        elif kind == "header":
            formal = True
            kind = "header" if state != "text" else "body"
            state = "text" if state == "title" and not _opens_more(lower, lines, index) else state
        elif state == "title":
            state = "text"
        elif state in ("text", "end"):
            state = "end" if formal and opens_foot(text, low, len(lines) - index) else state
            kind = "signature" if state == "end" else _text_kind(kind, text, low, len(lines) - index)
        kinds.append(kind)
    if kinds[:2] == ["header", "title"] and _DEED_BELOW.match(lower, lines[1].start):
        kinds[0] = "title"  # who did it: "TRƯỜNG THCS HOA MAI", below "TỔ CHỨC HỘI NGHỊ …"
    return kinds


def _headline_follows(folded: str, lower: str, lines: list[Line], index: int) -> bool:
    """Whether the line below is short enough for a headline and is neither a sentence nor a posting line."""
    if index + 1 == len(lines):
        return False
    below = lines[index + 1]
    text = folded[below.start : below.end]
    return len(text) < _SHORT_LINE and text[-1] != "." and _plain_kind(text, lower[below.start : below.end]) == "body"


def _plain_kind(text: str, low: str) -> LineKind:
    """Tell what a line is by its own words, wherever it stands."""
    if len(text) > _SHORT_LINE:
        return "body"
    if _FURNITURE.match(low) and not low.startswith("#"):
        return "stamp" if low.startswith(_COUNTED) and is_stamp(text, low) else "furniture"
    if _HEADER.match(low) or (text.endswith(_PARTY) and not text.endswith(_OF_PARTY)):
        return "header"
    return "stamp" if is_stamp(text, low) else "body"


def _opening(text: str, low: str, kinds: list[LineKind], state: str, *, formal: bool) -> tuple[LineKind, str, bool]:
    """Kind, new state and formality of a line at the top that is no stamp, header or furniture."""
    bare = low.lstrip("#* ")
    if state == "top":
        if _FORMAL_ALONE.match(bare) and text.isupper():
            formal = True
        elif _FORMAL_TITLE.match(bare) and not formal:
            formal = bare == low.strip("# *") and len(low) < 60 and text.lstrip("#* ")[:8].isupper()
        elif formal and text.isupper() and len(text) < 90 and not _names_meeting(low) and not openings().match(low):
            return "header", state, formal
        elif not kinds and text.isupper() and _is_issuer(low):
            return "header", state, True
        if len(text) > _TITLE_LIMIT:
            return "body", "text", formal
        return "title", "title", formal
    if _continues_title(text, low, formal=formal):
        return "title", "title", formal
    return _text_kind("body", text, low, 99), "text", formal


def _is_issuer(low: str) -> bool:
    """Whether a first line in capitals names the body that issues a paper."""
    return (
        len(low) < 60
        and not _names_meeting(low)
        and bool(re.match(r"(?:ubnd|ủy ban|sở|trường|bộ|công ty|đảng bộ|huyện|tỉnh|hđnd|hội đồng|ban)\b", low))
    )


def _names_meeting(low: str) -> bool:
    return bool(
        re.search(
            r"hội nghị|cuộc họp|đại hội|hội thảo|tọa đàm|tập huấn|phiên họp|kỳ họp|tổ chức|lễ |biên bản|thông báo|kết luận|\bhọp\b|tổng kết|sơ kết|làm việc|gặp mặt|đối thoại|giao ban|ra mắt|khai giảng|bế giảng|phát động|quán triệt|ra quân|tiếp xúc cử tri",
            low,
        )
    )


def _continues_title(text: str, low: str, *, formal: bool) -> bool:
    """Whether a line under a title line still belongs to the title."""
    if (
        len(text) > 160
        or text[-1] in ".;:"
        or _CREDIT.search(low)
        or _BODY_START.match(low)
        or (_BULLET.match(low) and not _SUBJECT.match(low))
    ):
        return False
    return formal or low.startswith("#") or text[0].islower() or (text.isupper() and len(text) > 12)


def _opens_more(lower: str, lines: list[Line], index: int) -> bool:
    """Whether the title goes on behind a line of the header ("THÔNG BÁO", motto, "Kết luận …")."""
    return index + 1 < len(lines) and bool(_HEADER.match(lower[lines[index + 1].start : lines[index + 1].end]))


def _text_kind(kind: LineKind, text: str, low: str, left: int) -> LineKind:
    """Tell the kind of a line below the title; `left` counts the lines from here to the end."""
    if kind != "body" or len(text) > _SHORT_LINE:
        return kind
    last = left <= _LAST_LINES
    if _CREDIT.search(low) or (_CAPTION_START.match(low) and low[-1] != ":"):  # "Đại biểu tham dự:" heads a list
        return (
            "byline"
            if low.startswith(("ảnh,", "bài")) or (last and _WRITERS.match(low)) or _names_source(low, left)
            else "caption"
        )
    if last and not _NUMBERED.match(low) and (is_byline(text, low) or (left == 1 and _OFFICE.fullmatch(low))):
        return "byline"
    return "body" if _BULLET.match(low) or (last and _ORDERS.match(low)) else _short_kind(text, low)


# At the end nothing follows for a heading to head: "Yêu cầu các thôn báo cáo kết quả trước ngày 25/10".
_ORDERS = re.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo|đôn đốc|kiến nghị) (?:\S+ ){4}")


def _names_source(low: str, left: int) -> bool:
    """Whether the last line tells where the report was taken from."""
    return left == 1 and low.startswith(("nguồn:", "nguồn :", "nguồn tin"))


def _short_kind(text: str, low: str) -> LineKind:
    """Tell a caption or heading from a short paragraph."""
    shows = (
        not _BODY_VERB.search(low)
        and text[0] != "#"
        and not (text.isupper() or _LABEL.match(low))
        and _shows_somebody(text)
    )
    if text[-1] in '.;:,!?"':
        return "caption" if shows and _WHOLE_CAPTION.fullmatch(low) else "body"
    if shows and _CAPTION_DEED.search(low):
        return "caption"
    return "heading" if len(text) < _HEADING_LIMIT and ". " not in text.lstrip("0123456789IVX. ") else "body"


def _shows_somebody(text: str) -> bool:
    """Whether the line begins with a person or group: two capitalised words among the first six."""
    words = text.split()[:6]
    return sum(w[0].isupper() for w in words) >= 2 or words[0] in ("Đại", "Lãnh", "Các", "Cán", "Chuyên")


def is_byline(text: str, low: str) -> bool:
    """Whether a short piece names its writer: capitalised words only, or a word such as "Tin, ảnh:"."""
    if len(text) > 70 or (low.startswith("theo ") and ", " in low and low.endswith(".")):
        return False  # "Theo báo cáo, tiến độ còn chậm."
    if _CREDIT_WORD.match(low.lstrip("(*")):
        return True
    writer = _WRITER_OF.match(low)
    bare = text[: writer.end("name")] if writer else _OFFICE_BEHIND.sub("", text)
    words = [w for w in re.split(r"[\s,&/()*+-]+", bare.strip(".(*)/")) if w]
    return bool(words) and len(words) <= 7 and bool(_NAME_LINE.match(bare)) and all(w[0].isupper() for w in words)
