"""Whose meeting it is: bodies that a meeting is named after, that act in it, or that come to it as a delegation.

"phiên họp của UBND tỉnh", "tại hội nghị …, Sở A đã giải đáp", "đoàn giám sát của HĐND
tỉnh". Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.parthood import is_part
from extractor.language.people import Span, name_at_end
from extractor.language.subjects import SMALL_REST
from extractor.patterns import any_of
from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

_WORDS = range(1, 15)  # blanks in the name of a body that a meeting is named after
_LONG = range(1, 34)
_LENGTHY = (
    "ban chỉ đạo",
    "tổ công tác",
    "hội đồng",
    "ban soạn thảo",
    "ủy ban hỗn hợp",
    "ủy ban chỉ đạo",
    "ủy ban quốc gia",
    "ban điều hành",
    "ban điều phối",
    "ban tổ chức",
)
_TASKED = ("ủy ban", "ban ", "tiểu ban", "tổ ", "đoàn ", "nhóm ", "cục ", "vụ ", "phòng ", "cơ quan ")
# Only such bodies are named after what they are about.
_ABOUT = re.compile(r"(?<!tội phạm)(?<!pháp luật) về ")
# The body behind these is met, trained, opened or honoured, and holds nothing.
_WITH_OTHERS = (
    "đối thoại", "gặp mặt", "tập huấn", "bồi dưỡng", "khởi công", "khánh thành", "động thổ", "khai trương", "ra mắt", "bàn giao", "thành lập", "tôn vinh", "tri ân", "vinh danh", "tuyên dương", "kỷ niệm"
)  # fmt: skip
_REACH = 200  # of the names behind a meeting's
_BETWEEN_REACH = 320
_FULL_REACH = 80  # longer than the full name of a body
_TERM = re.compile(
    r"[ ,(]{1,3}(?:khóa [ivx\d]+|nhiệm kỳ (?:[\d\s/–-]{1,30}|mới)|giai đoạn [\d\s/–-]{4,30}|lần thứ \w+)\)?(?=[ ,)(]|$)"
)
# "của" tells whose meeting it is right behind the meeting's noun, or behind a period ("nhiệm vụ năm 2017 của …").
_OF = re.compile(
    r"(?:[^,;:.()\"]{0,28}?(?:\"[^\"\n]{3,120}\")?(?= của)|(?:[^;:.()\"]|\([^()]*\)){0,240}?(?:năm \d{4}|cuối năm|đầu năm|năm học [\d\s-]+|tháng \d{1,2}|quý [\w/]+|thời gian tới|thường kỳ|thường niên|toàn quốc|quy chế phối hợp(?: công tác)?))"
    r" (?:của|giữa) |[^,;:.()\"]{0,90}? giữa "
)
# "phiên họp triển khai Kết luận của Bộ Chính trị": the paper is the body's, not the meeting.
_PAPER = re.compile(
    r"(?<!\w)(?:kết luận|nghị quyết|chỉ thị|luật|nghị định|quyết định|dự thảo|tờ trình|đề án|quy định|ý kiến) của $"
)
_BETWEEN = re.compile(
    r"(?: (?:toàn thể|thường kỳ|thường niên|bất thường|đại biểu|đảng viên|trực tuyến|chuyên đề|mở rộng|lần thứ \w+|thứ \w+|tập thể lãnh đạo|giao ban|cán bộ|nhiệm kỳ \d[\d -]*\d|\([^()]*\)|trọng thể|tháng [\d/]+)),?"
)
# Words that go on behind the bodies: which meeting it was, when, and what it did.
_BREAK = re.compile(
    r"(?<!\w)"
    + any_of(r"""
    lần thứ|mở rộng|khóa|nhiệm kỳ|đã|tháng \d+|(?:ba|sáu|chín|3|6|9) tháng|năm \d+|thường kỳ|quý|do|(?<!tồn )tại|diễn ra|được|để|nhằm|chủ trì
    về (?:việc|tình hình|công tác|kết quả|định hướng|chính sách|hỗ trợ)|trong|với|cho ý kiến|tổ chức (?:tại|vào|sáng|chiều|ngày|thành công)
    [Nn]gày \d+|[Ss]áng|[Cc]hiều|mới đây|chuyên đề|định kỳ|đột xuất|bất thường|xem xét|thảo luận|thẩm tra|nghe|bàn|góp ý|giải trình|chất vấn
    cuối năm|đầu năm|giữa năm|sơ kết|tổng kết|triển khai|đánh giá|phiên|kỳ họp|lần|cùng|thông qua|có|là|kiểm điểm|ngay
    trực tuyến(?<!công trực tuyến)|đối thoại
""")
    + r"(?!\w)"
)
# Another meeting than the one reported: "trước kỳ họp", "Nghị quyết Đại hội".
_OTHER = re.compile(
    r"(?:trước|sau|bên lề|kết quả|nghị quyết|văn kiện|thông qua|chuẩn bị(?: cho)?|tinh thần|chương trình|thông cáo|thông báo kết luận|phòng|nội dung|báo cáo(?: chính trị)?|biên bản|công nghệ|chào mừng|hướng tới|phục vụ|kế hoạch|giới thiệu(?: về)?|thông tin về|công bố) (?:các )?$"
)


def bodies_of_meeting(reading: Reading, cue: Cue, start: int, end: int) -> list[Span]:
    """The bodies that a meeting is named after: "họp Ban Thường vụ Tỉnh ủy", "hội nghị tổng kết … của ngành Y tế"."""
    lower, folded = reading.lower, reading.folded
    if _OTHER.search(lower, max(start, cue.start - 24), cue.start):
        return []
    at = cue.end
    while (between := _BETWEEN.match(lower, at, end)) is not None:
        at = between.end()
    begin = at + 1
    held_for = lower.endswith(_WITH_OTHERS, cue.start, cue.end)
    if held_for or head_at(folded, lower, begin, end) is None or not folded[begin].isupper():
        of = _OF.match(lower, cue.end, end)
        if of is None or head_at(folded, lower, of.end(), end) is None or _PAPER.search(lower, cue.end, of.end()):
            return []
        begin = of.end()
    joint = lower.endswith(" giữa ", at, begin)
    limit = _limit(folded, lower, begin, end, between=joint)
    limit = begin + len(folded[begin:limit].rstrip(" .,"))
    bodies: list[Span] = []
    for item in listed(reading, begin, limit):
        _take_rest(item, folded, limit)
        if item.body is None or item.group or item.name is not None:
            break
        if lower.count(" ", *item.body) not in (_LONG if lower.startswith(_LENGTHY, item.body[0]) else _WORDS):
            break  # "của ngành", "của Bộ": named in full elsewhere; longer ones are no names
        named = _without_subject(lower, (item.body[0], item.body[0] + len(lower[slice(*item.body)].rstrip(" (,-"))))
        body = in_full(reading, named) or (named if joint and bodies else None)
        if body is None:
            break
        bodies.append(body)
        if not lower.startswith((" và ", *((" với ", ", ") if joint else ())), item.body[1]):
            break
    return bodies


def _without_subject(lower: str, body: Span) -> Span:
    """The body without what its meeting is about: "Thường trực Thành ủy về việc dời chợ"."""
    about = None if lower.startswith((*_LENGTHY, *_TASKED), body[0]) else _ABOUT.search(lower, *body)
    return (body[0], about.start()) if about else body


def _limit(folded: str, lower: str, begin: int, end: int, *, between: bool) -> int:
    """Where the names end that begin at `begin`; "với" and commas go on with those between which a meeting is held."""
    limit = min(end, begin + (_BETWEEN_REACH if between else _REACH))
    at = begin + 2
    while (stop := _BREAK.search(folded, at, limit)) is not None:
        if not between or stop.group() != "với" or head_at(folded, lower, stop.end() + 1, limit) is None:
            return stop.start()
        at = stop.end()
    return limit


def _take_rest(item: Item, folded: str, limit: int) -> None:
    """Add what ends the region in small letters behind a comma: "Hội đồng Tư vấn chính sách tiền tệ, tài chính quốc gia"."""
    if item.body is not None and SMALL_REST.fullmatch(folded, item.body[1], limit):
        item.body = (item.body[0], limit)


# Nouns that tell no body by themselves.
_BARE = frozenset(
    {
        "ủy ban", "hội đồng", "ban chỉ đạo", "tiểu ban", "ban quản lý", "ban tổ chức", "chi cục", "tổng cục", "hiệp hội",
        "ban chấp hành", "sở", "cục", "bộ", "vụ", "ban", "chi hội", "tập đoàn", "công ty", "tổng công ty", "bệnh viện", "liên đoàn", "tổ công tác", "văn phòng", "trung tâm", "học viện",
    }
)  # fmt: skip


def in_full(reading: Reading, body: Span) -> Span | None:
    """The body, or for a bare noun ("cuộc họp của Ủy ban") the name that began with it before; None where there is none."""
    lower, folded = reading.lower, reading.folded
    if lower[slice(*body)] not in _BARE:
        return body
    at = -1
    while (at := lower.find(lower[slice(*body)] + " ", at + 1, body[0])) >= 0:
        if folded[at].isupper() and not lower[at - 1 : at].isalpha():
            item = next(iter(listed(reading, at, min(body[0], at + _FULL_REACH))), None)
            if (
                item is not None
                and item.body is not None
                and item.body[0] == at
                and item.body[1] - at > body[1] - body[0]
            ):
                named = name_at_end(reading, *item.body)
                return (at, named - 1) if named is not None and named > at + 1 else _whole_line(folded, item.body)
    return None


def _whole_line(folded: str, body: Span) -> Span:
    """The body with what ends its line in small letters behind a comma, as in a headline."""
    rest = SMALL_REST.match(folded, body[1])
    return (body[0], rest.end()) if rest and folded.startswith("\n", rest.end()) else body


def without_term(lower: str, span: Span) -> Span:
    """The body's name without its term: "HĐND tỉnh khóa XX, nhiệm kỳ 2021-2026"."""
    term = _TERM.search(lower, span[0] + 3, span[1])
    return (span[0], term.start()) if term else span


_SAYS = re.compile(
    r", (?P<body>[^,;:.()]{3,80}?) (?:(?:đã|cũng|tiếp tục) )?(?:(?<=đã )(?!báo cáo|kiến nghị|đề nghị|đề xuất|phát biểu|tham gia|có ý kiến|trình bày|nêu)|(?<=cũng )(?!báo cáo|kiến nghị|đề nghị|đề xuất|cho)|cho ý kiến|thảo luận|xem xét|nghe|biểu quyết|thông qua|tiến hành)"
)
# At its own review a body tells what it did: "Thông tin tại hội nghị tổng kết năm 2020, Cục A cho biết".
_REVIEW = re.compile(r"[^,;:.]{0,20}(?:tổng kết|sơ kết|triển khai (?:công tác|nhiệm vụ)|kiểm điểm)")
_REPORTS = re.compile(r", (?P<body>[^,;:.()]{5,80}?) (?:cho biết|cho hay|thông tin|báo cáo|đề ra|đặt mục tiêu)")
_AT = re.compile(r"(?:(?<!\w)tại (?:buổi |cuộc )?\"?|tiếp tục (?:chương trình )?)$")
_DELEGATION = re.compile(
    r"đoàn (?<!\wđoàn )(?:công tác|khảo sát|giám sát|kiểm tra|thanh tra|liên ngành)(?: liên ngành| số \d+)? (?:của )?"
    r"|tổ công tác của (?<!trưởng tổ công tác của )(?<!\wtổ công tác của )(?=thủ tướng)"
)
_CENTRAL = re.compile(r"(?:trung ương|t\.?ư|tw|chính phủ)(?!\w)")
_PRIME_MINISTER = re.compile(r"thủ tướng(?: chính phủ)?(?!\w)")


def speaker_at(reading: Reading, cue: Cue, start: int, end: int) -> list[Span]:
    """Who acts at a meeting that nobody else is said to hold: "tại hội nghị …, Sở A đã giải đáp"."""
    lower = reading.lower
    if not _AT.search(lower, max(start, cue.start - 24), cue.start):
        return []
    reviews = _REVIEW.match(lower, cue.start) is not None
    says = _SAYS.search(lower, cue.end, end) or (_REPORTS.search(lower, cue.end, end) if reviews else None)
    if says is None or head_at(reading.folded, lower, says.start("body"), end) is None:
        return []
    items = listed(reading, *says.span("body"))
    whole = items and items[-1].body is not None and items[-1].body[1] == says.end("body")
    return [item.body for item in items if item.body is not None and not item.group][:1] if whole else []


def _whole_sender(lower: str, body: Span, items: list[Item]) -> int:
    """Where the name of the body that sends a delegation ends, with what it is part of: "Cục A, Bộ B"."""
    whole = items[1].body if len(items) > 1 else None
    owned = whole is not None and lower[body[1] : whole[0]] == ", " and is_part(lower, body, whole, one=True)
    return whole[1] if whole is not None and owned else body[1]


def delegation(reading: Reading, start: int, end: int) -> Span | None:
    """The delegation that comes to work with another body, in the lead of a report; None without one."""
    lower = reading.lower
    for found in _DELEGATION.finditer(lower, start, end):
        if (sender := _PRIME_MINISTER.match(lower, found.end()) or _CENTRAL.match(lower, found.end())) is not None:
            return found.start(), sender.end()
        if head_at(reading.folded, lower, found.end(), len(lower)) is None:
            continue
        limit = min(len(lower), found.end() + 90)
        verbs = [cue.start for cue in reading.cues_in(found.end(), limit, "organizer") if cue.kind == "verb"]
        items = listed(reading, found.end(), min([limit, *verbs]))
        body = items[0].body if items else None
        if body is not None and body[0] == found.end():
            return found.start(), _whole_sender(lower, body, items)
    return None
