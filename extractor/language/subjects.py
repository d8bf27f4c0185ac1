"""Who does it: the bodies that stand before a verb of holding a meeting.

"Sáng 5/3, tại Hội trường huyện, Sở A phối hợp với Sở B tổ chức": behind the date and
the place stand the bodies. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.parthood import is_part
from extractor.language.people import UPPER, Span, honorifics_end, name_at, post_at
from extractor.patterns import any_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.reading import Reading

# A delegation's leader between the delegation and its verb.
_LED_BY = re.compile(
    any_of(r"""
    ,? (?:do|\(do|được(?! sự| [^,;]{0,60}(?:ủy quyền|giao|phân công))|với sự dẫn đầu của) [^;]{0,200}?(?:trưởng đoàn|dẫn đầu|chủ trì|chỉ đạo|làm (?:tổ trưởng|khối trưởng|cụm trưởng|trưởng khối|trưởng cụm))[^,;.]{0,40}
    ,? (?:gồm|bao gồm|với) (?:có )?\d+ (?:đơn vị|thành viên|cơ quan|đại biểu|sở|trường)(?: thành viên)?$
    , (?:là )?(?:cơ quan|đơn vị) (?:thường trực|chủ trì|đăng cai)\b[^;]*
    (?:[ ]-|,(?: là)?) (?:cụm trưởng|khối trưởng|cụm phó|khối phó|trưởng cụm|trưởng khối|đơn vị|cơ quan thường trực)\b[^;]*
    ,? gồm (?:có )?(?:các )?(?:đại biểu|đồng chí|đ/c|vị|ông|bà)(?:,? bà)?[ :].*
""")
)
# Who told the body to act stands between it and its verb: "Hội Nông dân tỉnh được UBND tỉnh giao chủ trì".
_ENTRUSTED = re.compile(
    r",? (?:đã )?được (?!sự)[^,;]{3,80}? (?:ủy quyền|giao|phân công)(?: nhiệm vụ| trách nhiệm)?$"
    r"|(?<=\w),? (?:với|được) sự (?:hỗ trợ|tài trợ|giúp đỡ|đồng hành|bảo trợ)(?: kỹ thuật| tài chính| kinh phí)? (?:của|từ) [^;]*$"
    r"| (?:đã )?mời (?:các|đại diện|lãnh đạo) [^;]*$"
)
# Those with whose leave others act stand before them: "được sự quan tâm của Đảng ủy, UBND xã, Hội Nông dân xã tổ chức".
_LEAVE = re.compile(
    r"(?:được|dưới|nhận được) sự |theo (?:chỉ đạo|chủ trương)"
    r"|(?:quan tâm|chỉ đạo|lãnh đạo|giúp đỡ|tạo điều kiện|hỗ trợ|đồng ý|thống nhất|nhất trí|cho phép)[^,]{0,30} của "
)
# Behind a venue these act, and are none of it: "tại Nhà văn hóa xã, Đảng ủy, UBND xã tổ chức".
_NO_VENUE = re.compile(
    r"[ ,]*"
    + any_of("""
    phòng (?:kinh tế|văn hóa|nội vụ|tư pháp|tài chính|giáo dục|lao động|nông nghiệp|tài nguyên|quản lý|y tế|dân tộc)
    báo (?!cáo)|thanh tra|tòa án|viện kiểm sát|đảng ủy|ban (?:thường vụ|chấp hành|chỉ đạo)|hđnd|công an|sở|chi cục|hội (?!trường)|liên đoàn
    (?:ban thường trực )?ủy ban mttq|đoàn thanh niên|(?:tỉnh|thành|huyện|quận|thị) (?:đoàn|ủy)|ban (?:dân vận|tuyên giáo)
""")
    + r"\b"
)
_ABOVE = re.compile(
    r"(?:hđnd|ubnd|đảng ủy|ban thường vụ|thường trực|thường vụ|huyện ủy|thị ủy|tỉnh ủy|thành ủy|chi bộ|ban giám (?:hiệu|đốc)|lãnh đạo|chính quyền)\b"
)
# "Tổng cục A đã giao Báo B phối hợp tổ chức": B holds.
_TOLD = re.compile(rf"(?<!\w)(?:giao|giao cho|ủy quyền cho|tham mưu(?: cho)?|tham mưu, giúp) (?=[{UPPER}])")
# What may stand between a body and the verb of holding: tense, manner, time, and verbs beside it.
_TRAIL = re.compile(
    r"(?:[ ,]{1,3}"
    + any_of("""
    đã|vừa|sẽ|đang|cùng|long trọng|trọng thể|chính thức|tiếp tục|cũng|đồng(?<!cộng đồng)(?<!hội đồng)|phối hợp|chủ trì|có|được
    bắt đầu|tiến hành|đứng ra|đăng cai|chủ động|đến|tới|về|mới|lần đầu tiên|tưng bừng|trang trọng|thực hiện|xuống|kết hợp|tại|thành công
    luân phiên|lần lượt|tổ chức|hôm nay|hôm qua|sáng nay|chiều nay|vừa qua|lại|sang|mở rộng|cùng lúc|tham mưu|đồng thời|đồng loạt
    kịp thời|khẩn trương|nhanh chóng|linh hoạt|vinh dự|tích cực|nghiêm túc|duy trì|quyết định|thường niên|hàng năm|hằng năm|tự|trực tiếp|lồng ghép
    chỉ đạo(?<![Bb]an chỉ đạo)|hướng dẫn|đôn đốc|xây dựng kế hoạch|ban hành kế hoạch|chú trọng|đẩy mạnh|liên tục|ngay lập tức
    trân trọng|phấn khởi|vui mừng|nô nức|hân hoan|và|họp báo|họp
""")
    + r"){1,12}$"
)
# The day may stand between the body and its verb: "Hội Nông dân xã A sáng 15/8 tổ chức".
_DAY_BEHIND = re.compile(
    r" (?:vào )?(?:sáng|trưa|chiều|tối|ngày|hôm|từ ngày|trong (?:hai|ba|\d) ngày)(?: (?:ngày|tháng|năm|đến|và|nay|qua)|,? \(?\d[\d/.-]{0,9}\)?){1,8}$"
)
_COORDINATION = re.compile(
    r"[ ,]{1,3}(?:(?:đã |chủ trì,? |và |được ){0,4}(?:(?:phối hợp|phối kết hợp|phối|kết hợp|liên kết|hợp tác|cùng)(?: cùng)?(?: với| cùng|(?= các ))|(?P<bare>phối hợp|phối kết hợp|kết hợp|liên kết|cùng)(?= ))|(?:và|cùng) (?=[^,]{3,120}$)(?=phối hợp))[ ,]+"
)
_DATE = re.compile(
    r"(?:(?:vào |hồi |trong )?(?:lúc \d+[\w:. ]{0,10} ?,? ?)?(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm qua|đêm|cuối|đầu|trong hai ngày|từ ngày|mới đây|vừa qua|vừa mới|trong \w+ ngày)\b"
    r"(?: (?:nay|qua|ngày|và|đến|tháng|năm|sáng|chiều|thứ \w+|chủ nhật|hôm nay|hôm qua|cùng ngày|mùng)\b| ?\(?\d[\d/.\-]*\)?)*)(?: ?\(.{3,40}?\))?"
)
# "Hội đồng Tư vấn chính sách tài chính, tiền tệ quốc gia": right before the verb the name still goes on.
SMALL_REST = re.compile(rf", [^\s\d{UPPER}]+(?: [^\s\d,;:.{UPPER}]+){{1,4}}")
_NAME_LIMIT = 80
# A name in capitals throughout ("Forbes Việt Nam").
_PROPER = re.compile(rf"[{UPPER}][^\s,;:]*(?: (?:(?:và|của|&|-|–) )?[{UPPER}\d][^\s,;:]*)*")
# "Hà Nội", "thành phố Vinh", but no "Hội trường".
_PLACE_NAME = re.compile(
    rf"(?:(?:[Tt]hành phố|TP\.?|[Tt]ỉnh|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hủ đô) ?)?(?!Hội |Nhà |Trung |Trụ |Văn phòng|Khách |UBND|Sở |Trường )[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}}"
)
# Whoever is thanked for what they held is not said to hold the meeting: "cảm ơn lãnh đạo tỉnh đã tổ chức".
_PRAISED = re.compile(
    r"(?<!\w)(?:cảm ơn|cám ơn|hoan nghênh|biểu dương|đánh giá cao|chúc mừng|ghi nhận)(?: [^\s,]+){0,3} $"
)
# Those who belong to a body act for it: "thầy và trò Trường A", "tập thể cán bộ, viên chức Bệnh viện B".
_MEMBERS = any_of("""
    thầy cô|thầy|cô|trò|cán bộ|giáo viên|giảng viên|nhân viên|viên chức|công chức|người lao động|học sinh|sinh viên|học viên
    đảng viên|đoàn viên|hội viên|chiến sĩ|công nhân|nhân dân|cbcnv|cbvc|cb,? gv
""")
_FOLK = re.compile(rf"(?:(?:tập thể|toàn thể) )?(?:{_MEMBERS}(?:,| và| cùng)? ){{1,8}}(?:của )?")
# How many those are that are named next: "hai đơn vị Hội A và Hội B".
_TOGETHER = re.compile(
    r"(?:các|cả hai|hai|ba|bốn|0?[2-4]) (?:đơn vị|cơ quan|ngành|bên|tổ chức|hội|trường|doanh nghiệp|địa phương):? (?:(?:là|gồm)(?: có)?:? )?"
)
_STAFF = ("nhân viên ", "nhân dân ")  # no occasion, as "nhân" alone
# No name of a body has these words: "Ban Bí thư năm 2016 gắn với thực hiện Nghị quyết".
_NO_NAME = re.compile(
    r"(?<!\w)(?:gắn với|đưa ra|xem xét|biên bản|nhằm|trong giai đoạn|luôn|có thể|trân trọng|biết|nỗ lực|năm \d{4} \w|(?:trong|và|của|có|là)$)(?!\w)"
)
# Who help as persons hold nothing: "phối hợp với các chuyên gia mở lớp tập huấn".
_SPECIALISTS = re.compile(
    r"(?:các|một số|nhiều|đội ngũ|\d+) (?:chuyên gia|giảng viên|báo cáo viên|nhà khoa học|nhà hảo tâm|mạnh thường quân|nhà tài trợ|nghệ nhân|luật sư|bác sĩ|phụ huynh)(?!\w)"
)
_UNDER = re.compile(r"dưới sự (?:chủ trì|chủ tọa|điều hành|chỉ đạo)")
_CHUNK = re.compile(r"\([^()]*\)|\"[^\"]*\"|, | - (?=(?:sáng|chiều|tối|ngày|vừa|mới)\b)|: ")


def subject_before(reading: Reading, start: int, verb: int, *, any_name: bool) -> list[Span]:
    """The bodies that are the subject of the verb at `verb`, in a clause that begins at `start` or later.

    With `any_name` a capitalised name counts too where no head of a body is known ("Forbes Việt Nam").
    """
    lower = reading.lower
    region = _without_leader(lower, reading.folded, start, verb)
    spans: list[Span] = []
    parts = _parts(reading.folded, lower, *region)
    for number, (left, right) in enumerate(reversed(parts)):
        first = number == len(parts) - 1
        found = _bodies_at_end(reading, left, right, any_name=any_name) if first else _all_bodies(reading, left, right)
        if not found and not spans and not first:
            continue
        if not found:
            break
        spans = found + spans
    return spans


def _without_leader(lower: str, folded: str, start: int, verb: int) -> Span:
    """The region without what stands between the body and its verb, and without who told the body to act."""
    for told in _TOLD.finditer(folded, start, verb):
        start = told.end()
    while (led := _LED_BY.search(lower, start, verb)) is not None and led.start() > start + 5:
        verb = led.start()  # "… gồm 9 đơn vị do Sở A làm Khối trưởng": one behind the other
    return start, _trimmed(lower, folded, start, verb)


def _trimmed(lower: str, folded: str, start: int, end: int) -> int:
    """The end of the region without marks, adverbs and auxiliaries before its verb."""
    while end > start and lower[end - 1] in " ,":
        end -= 1
    # In mixed case a word in capitals is none of them: "Trường Kim Đồng họp".
    words = lower if folded[start:end].isupper() else folded
    while (trail := _trail(lower, words, start, end)) is not None:
        end = trail.start()
    return end


def _trail(lower: str, words: str, start: int, end: int) -> re.Match[str] | None:
    """The adverbs and auxiliaries, or the day, that close the region."""
    first = max(start, end - 60)
    return _TRAIL.search(words, first, end) or (_DAY_BEHIND.search(lower, first + 2, end) if first + 2 < end else None)


def _parts(folded: str, lower: str, start: int, end: int) -> list[Span]:
    """The region cut at "phối hợp với": main organizer first."""
    parts: list[Span] = []
    for match in _COORDINATION.finditer(lower, start, end):
        if match["bare"] and head_at(folded, lower, match.end(), end) is None:
            continue
        parts.append((start, _trimmed(lower, folded, start, match.start())))
        start = match.end()
    return [*parts, (start, end)]


def _all_bodies(reading: Reading, start: int, end: int) -> list[Span]:
    """The bodies of a list that is bodies only: those behind "phối hợp với"."""
    lower = reading.lower
    found = [item.body for item in listed(reading, start, end) if item.body is not None and item.name is None]
    found = [body for body in found if _SPECIALISTS.match(lower, *body) is None]
    if found and SMALL_REST.fullmatch(reading.folded, found[-1][1], end):
        found[-1] = (found[-1][0], end)
    if (
        not found
        and reading.folded[start : start + 1].isupper()
        and end - start < 80
        and name_at(reading, start, end) is None
    ):
        agent = lower.find(" do ", start, end)
        return [(start, agent if agent > 0 else end)]  # "Dự án A do B tài trợ"
    return found


def _bodies_at_end(reading: Reading, start: int, end: int, *, any_name: bool) -> list[Span]:
    """The bodies that end the region: behind the last date, place or other adverbial."""
    lower, folded = reading.lower, reading.folded
    entrusted = _ENTRUSTED.search(lower, start, end)
    begin, end = _subject(reading, start, entrusted.start() if entrusted else end)
    if begin >= end:
        return []
    for opener in (_FOLK, _TOGETHER):
        told = opener.match(lower, begin, end)
        if told and head_at(folded, lower, told.end(), end) is not None:
            begin = told.end()
    items = listed(reading, begin, end)
    bodies = _with_parts(lower, _last_bodies(lower, items))
    bodies = [body for body in bodies if _NO_NAME.search(lower, *body) is None]
    if bodies and _PRAISED.search(lower, start, bodies[0][0]):
        return []
    if bodies and (bodies[-1][1] >= end - 1 or SMALL_REST.fullmatch(folded, bodies[-1][1], end)):
        return [*bodies[:-1], (bodies[-1][0], end)]
    named = folded[begin].isupper() and end - begin < _NAME_LIMIT
    if not bodies and (chaired := _behind_chair(reading, start, begin, end)):
        return chaired
    person = lexicon("surname").at(lower, begin, end) is not None or any(item.posts or item.name for item in items)
    return [(begin, end)] if any_name and named and not person and _PROPER.fullmatch(folded, begin, end) else []


def _behind_chair(reading: Reading, start: int, begin: int, end: int) -> list[Span]:
    """The body behind "dưới sự chủ trì của" and a person: "… của Thứ trưởng A, Bảo hiểm xã hội Việt Nam tổ chức"."""
    comma = reading.lower.rfind(", ", begin, end)
    if comma < 0 or _UNDER.search(reading.lower, start, comma) is None:
        return []
    bodies = _last_bodies(reading.lower, listed(reading, comma + 2, end))
    return bodies if bodies and bodies[0][0] == comma + 2 and bodies[-1][1] >= end - 1 else []


def _subject(reading: Reading, start: int, end: int) -> Span:
    """The part of the region behind the last date, place or other adverbial; adverbials at its end are left out."""
    lower = reading.lower
    begin: int | None = None
    for left, right in reversed(_chunks(lower, start, end)):
        at, dated = behind_date(lower, left, right)
        if begin is None:
            term = lower.startswith(("nhiệm kỳ", "khóa"), at)
            if at >= right or term or _is_adverbial(lower, at, right):
                end = left
                continue
        elif (
            at >= right
            or _is_adverbial(lower, at, right)
            or _LEAVE.match(lower, at, right)
            or (
                not is_part(lower, (at, right), (begin, end), one=True)
                and (_is_place(lower, at, right) or _is_venue(reading, start, left))
            )
        ):
            begin = _behind_leave(lower, begin, end) if _LEAVE.match(lower, at) else begin
            break
        begin = at
        if dated:
            break
    while end > start and lower[end - 1] in " ,-":
        end -= 1
    return (end if begin is None else begin), end


def _behind_leave(lower: str, begin: int, end: int) -> int:
    """Where the subject begins behind further superiors who gave their leave."""
    while _ABOVE.match(lower, begin, end) and (comma := lower.find(", ", begin, end)) >= 0:
        begin = comma + 2
    return begin


def _with_parts(lower: str, bodies: list[Span]) -> list[Span]:
    """The bodies, each that is part of the next one, or lies in the place that is named next, together with it.

    "Trung tâm A, Sở B", "Trường Mầm non C, xã D".
    """
    whole: list[Span] = []
    for body in bodies:
        if (
            whole
            and lower[whole[-1][1] : body[0]] == ", "
            and (is_part(lower, whole[-1], body, one=True) or _lies_in(lower, whole[-1], body))
        ):
            whole[-1] = (whole[-1][0], body[1])
        else:
            whole.append(body)
    return whole


# Behind these a person is none of those who act.
_AIM = re.compile(
    r"(?:nhằm|để|thực hiện|theo|căn cứ|được sự|hưởng ứng|chào mừng|kỷ niệm|triển khai|góp phần|nhân)(?!\w)"
)


def behind_adverbials(reading: Reading, start: int, end: int) -> int:
    """Where the subject begins: behind dates and places at the beginning of a clause."""
    lower = reading.lower
    while True:
        at, _ = behind_date(lower, start, end)
        if lexicon("adverbial").at(lower, at, end) is None or head_at("", lower, at, end) is not None:
            return at
        comma = lower.find(", ", at, end)
        aim = comma >= 0 and _AIM.match(lower, at)
        person = None if aim else _person_inside(reading, at, comma if comma >= 0 else end)
        if person is not None or comma < 0:
            return at if person is None else person
        start = comma + 2


def _person_inside(reading: Reading, start: int, end: int) -> int | None:
    """Where a person begins behind a place without a comma: "tại hội nghị ông Trần Văn Nam"."""
    for match in re.finditer(r"(?<= )\w", reading.lower[start:end]):
        at = start + match.start()
        name = honorifics_end(reading, at, end, soft=False)
        if name is not None and name < end and reading.folded[name].isupper():
            return at
        if reading.folded[at].isupper() and post_at(reading, at, end) is not None:
            return at
    return None


def _last_bodies(lower: str, items: list[Item]) -> list[Span]:
    """The bodies that close the list, behind persons and groups: "… của đồng chí A, Bí thư, Sở B".

    None behind a post and "và": "Trưởng Ban Chỉ đạo A và Ban Chỉ đạo B" is one person.
    """
    joined = _joined_group(lower, items)
    bodies: list[Span] = joined
    for item in reversed(items[: len(items) - len(joined)]):
        if item.body is None or item.name is not None or item.posts or item.group:
            shared = item.post is not None and bodies and lower[item.post[1] : bodies[-1][0]] == " và "
            return [] if shared else bodies[::-1]
        bodies.append(item.body)
    return bodies[::-1]


def _joined_group(lower: str, items: list[Item]) -> list[Span]:
    """The group that closes the list behind a body and "và": "Mặt trận Tổ quốc và các đoàn thể xã"."""
    if len(items) > 1 and items[-1].group and items[-1].body is not None and items[-2].body is not None:
        plain = items[-2].name is None and not items[-2].posts and not items[-2].group
        if plain and lower[items[-2].body[1] : items[-1].body[0]] == " và ":
            return [items[-1].body]
    return []


def _is_place(lower: str, start: int, end: int) -> bool:
    """Whether the chunk goes on with a place: "tại thành phố A, tỉnh B, Sở C tổ chức"."""
    level = lexicon("level").at(lower, start, end)
    return level is not None and (head_at("", lower, start, end) or 0) <= level[0]  # but "Tỉnh đoàn" is a body


def _is_venue(reading: Reading, start: int, left: int) -> bool:
    """Whether the chunk before begins with "tại" and a venue, so that this one still tells it: "tại Hội trường, Trung tâm A".

    Behind a mere place ("tại Hà Nội, Ban A, Bộ B") a body stands for itself.
    """
    before = _chunks(reading.lower, start, left - 1)[-1] if left - 1 > start else (start, start)
    at, _ = behind_date(reading.lower, *before)
    if not reading.lower.startswith("tại ", at):
        return False
    if _NO_VENUE.match(reading.lower, left):
        return False
    named = _PLACE_NAME.fullmatch(reading.folded[at + 4 : before[1]].rstrip(" ,")) is not None
    return not named or head_at(reading.folded, reading.lower, left, len(reading.lower)) is None


def _lies_in(lower: str, body: Span, place: Span) -> bool:
    """Whether the body, which is no place itself, is told with the place behind a comma where it is."""
    return _is_place(lower, *place) and not _is_place(lower, *body)


def _is_adverbial(lower: str, start: int, end: int) -> bool:
    if lower.startswith(_STAFF, start):
        return False
    return lexicon("adverbial").at(lower, start, end) is not None and head_at("", lower, start, end) is None


def _chunks(lower: str, start: int, end: int) -> list[Span]:
    """The region cut at commas and colons outside brackets."""
    chunks: list[Span] = []
    for match in _CHUNK.finditer(lower, start, end):
        if match.group()[0] not in '("':
            chunks.append((start, match.start()))
            start = match.end()
    return [*chunks, (start, end)]


def behind_date(lower: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words behind a date or byline at the beginning stand, and whether there was a date."""
    while start < end and lower[start] in " (,*#+-":
        start += 1
    date = _DATE.match(lower, start, end)
    if date is None:
        return start, False
    at = date.end()
    while at < end and lower[at] in " ,":
        at += 1
    return at, True
