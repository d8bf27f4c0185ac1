"""Who does it: the bodies that stand before a verb of holding a meeting.

"Sáng 5/3, tại Hội trường huyện, Sở A phối hợp với Sở B tổ chức": behind the date and
the place stand the bodies. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.bodies import Item, listed
from extractor.language.coordination import is_part
from extractor.language.people import UPPER, Span, honorifics_end, name_at, post_at
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# A delegation's leader between the delegation and its verb.
_LED_BY = re.compile(
    r",? (?:do|\(do|được|với sự dẫn đầu của) [^;]*?(?:trưởng đoàn|dẫn đầu|chủ trì|chỉ đạo|làm tổ trưởng)[^,;.]{0,40}|,? gồm (?:có )?(?:các )?(?:đại biểu|đồng chí|ông|bà) .*"
)
# "Tổng cục A đã giao Báo B phối hợp tổ chức": B holds.
_TOLD = re.compile(rf"(?<!\w)(?:giao|giao cho|ủy quyền cho) (?=[{UPPER}])")
_TRAIL = re.compile(
    r"(?:[ ,]+(?:đã|vừa|sẽ|đang|cùng|long trọng|trọng thể|chính thức|tiếp tục|cũng|đồng|phối hợp|chủ trì|có|được|bắt đầu|tiến hành|đứng ra|đăng cai|chủ động|đến|tới|về|mới|lần đầu tiên|tưng bừng|trang trọng|thực hiện|xuống|kết hợp|tại|thành công|tổ chức|hôm nay|hôm qua|sáng nay|chiều nay|vừa qua|lại))+$"
)
_COORDINATION = re.compile(
    r"[ ,]+(?:(?:đã |chủ trì,? |và |được )*(?:phối hợp|phối kết hợp|phối|kết hợp|liên kết|hợp tác|cùng)(?: cùng)?(?: với| cùng|(?= các )|(?= (?:sở|ban|hội|trường|công ty|ubnd|ủy ban|đoàn|trung tâm|viện|cục|phòng|báo|đài|liên đoàn|công an|tỉnh|huyện|chi|bệnh viện|khoa|hiệp hội) ))|(?:và|cùng) (?=[^,]{3,120}$)(?=phối hợp))[ ,]+"
)
_DATE = re.compile(
    r"(?:(?:vào |hồi |trong )?(?:lúc \d+[\w:. ]{0,10} ?,? ?)?(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm qua|đêm|cuối|đầu|trong hai ngày|từ ngày|mới đây|vừa qua|vừa mới|trong \w+ ngày)\b"
    r"(?: (?:nay|qua|ngày|và|đến|tháng|năm|sáng|chiều|thứ \w+|chủ nhật|hôm nay|hôm qua|cùng ngày|mùng)\b| ?\(?\d[\d/.\-]*\)?)*)(?: ?\(.{3,40}?\))?"
)
_BYLINE = re.compile(rf"(?:\(?[{UPPER}\d&]{{2,12}}(?:\.\w+)?\)?|more\(\w+\)|\(\w+\)) - |more\(\w+\) ?-? ?")
# A clause begins behind a semicolon, and at a date in capitals where the full stop before it was lost.
_CLAUSE = re.compile(
    r"; | (?=[TSCNVMH])(?<=[^\W\d_A-Z] )(?=(?:Tại điểm cầu|Tại buổi|Tại hội nghị|Tại cuộc|Sáng(?! tạo| kiến| chế| lập)|Chiều|Tối|Ngày|Vừa qua|Mới đây|Hôm nay|Sáng nay|Chiều nay)\b)"
)
# "Hội đồng Tư vấn chính sách tài chính, tiền tệ quốc gia": right before the verb the name still goes on.
_SMALL_REST = re.compile(rf", [^\s\d{UPPER}]+(?: [^\s\d,;:{UPPER}]+){{1,4}}")
_NAME_LIMIT = 80
# A name in capitals throughout ("Forbes Việt Nam").
_PROPER = re.compile(rf"[{UPPER}][^\s,;:]*(?: (?:(?:và|của|&|-|–) )?[{UPPER}\d][^\s,;:]*)*")
_UNDER = re.compile(r"dưới sự (?:chủ trì|chủ tọa|điều hành|chỉ đạo)")
_WORDS = range(1, 12)  # blanks in the name of a body that a meeting is named after
_TERM = re.compile(r"[ ,(]+(?:khóa [ivx\d]+|nhiệm kỳ [\d\s/–-]+|lần thứ [\w]+)\)?(?=[ ,)(]|$)")
_CHUNK = re.compile(r"\([^()]*\)|\"[^\"]*\"|, | - (?=(?:sáng|chiều|tối|ngày|vừa|mới)\b)|: ")


def subject_before(reading: Reading, start: int, verb: int, *, any_name: bool) -> list[Span]:
    """The bodies that are the subject of the verb at `verb`, in a clause that begins at `start` or later.

    With `any_name` a capitalised name counts too where no head of a body is known ("Forbes Việt Nam").
    """
    lower = reading.lower
    region = _without_leader(lower, reading.folded, start, verb)
    spans: list[Span] = []
    parts = _parts(lower, *region)
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
    led = _LED_BY.search(lower, start, verb)
    if led is not None and led.start() > start + 5:
        verb = led.start()
    return start, _trimmed(lower, start, verb)


def _trimmed(lower: str, start: int, end: int) -> int:
    """The end of the region without marks, adverbs and auxiliaries before its verb."""
    while end > start and lower[end - 1] in " ,":
        end -= 1
    while (trail := _TRAIL.search(lower, max(start, end - 60), end)) is not None:
        end = trail.start()
    return end


def _parts(lower: str, start: int, end: int) -> list[Span]:
    """The region cut at "phối hợp với": main organizer first."""
    parts: list[Span] = []
    for match in _COORDINATION.finditer(lower, start, end):
        parts.append((start, _trimmed(lower, start, match.start())))
        start = match.end()
    return [*parts, (start, end)]


def _all_bodies(reading: Reading, start: int, end: int) -> list[Span]:
    """The bodies of a list that is bodies only: those behind "phối hợp với"."""
    found = [item.body for item in listed(reading, start, end) if item.body is not None and item.name is None]
    if (
        not found
        and reading.folded[start : start + 1].isupper()
        and end - start < 80
        and name_at(reading, start, end) is None
    ):
        return [(start, end)]
    return found


def _bodies_at_end(reading: Reading, start: int, end: int, *, any_name: bool) -> list[Span]:
    """The bodies that end the region: behind the last date, place or other adverbial."""
    lower, folded = reading.lower, reading.folded
    begin, end = _subject(reading, start, end)
    if begin >= end:
        return []
    items = listed(reading, begin, end)
    bodies = _with_parts(lower, _last_bodies(lower, items))
    if bodies and (bodies[-1][1] >= end - 1 or _SMALL_REST.fullmatch(folded, bodies[-1][1], end)):
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
            or (
                not is_part(lower, (at, right), (begin, end), one=True)
                and (_is_place(lower, at, right) or _is_venue(reading, start, left))
            )
        ):
            break
        begin = at
        if dated:
            break
    while end > start and lower[end - 1] in " ,-":
        end -= 1
    return (end if begin is None else begin), end


def _with_parts(lower: str, bodies: list[Span]) -> list[Span]:
    """The bodies, each that is part of the next one together with it: "Trung tâm A, Sở B"."""
    whole: list[Span] = []
    for body in bodies:
        if whole and lower[whole[-1][1] : body[0]] == ", " and is_part(lower, whole[-1], body, one=True):
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
    bodies: list[Span] = []
    for item in reversed(items):
        if item.body is None or item.name is not None or item.posts or item.group:
            shared = item.post is not None and bodies and lower[item.post[1] : bodies[-1][0]] == " và "
            return [] if shared else bodies[::-1]
        bodies.append(item.body)
    return bodies[::-1]


def _is_place(lower: str, start: int, end: int) -> bool:
    """Whether the chunk goes on with a place: "tại thành phố A, tỉnh B, Sở C tổ chức"."""
    return lexicon("level").at(lower, start, end) is not None


def _is_venue(reading: Reading, start: int, left: int) -> bool:
    """Whether the chunk before begins with "tại", so that this one still tells the venue."""
    before = _chunks(reading.lower, start, left - 1)[-1] if left - 1 > start else (start, start)
    at, _ = behind_date(reading.lower, *before)
    return reading.lower.startswith("tại ", at)


def _is_adverbial(lower: str, start: int, end: int) -> bool:
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


def clause_start(reading: Reading, start: int, verb: int, *, semicolons: bool = True) -> int:
    """Where the clause of the verb begins: behind a byline, a semicolon, or a full stop that was lost."""
    byline = _BYLINE.match(reading.folded, start, verb)
    if byline is not None:
        start = byline.end()
    for match in _CLAUSE.finditer(reading.folded, start, verb):
        if semicolons or match.group()[0] != ";":
            start = match.end()
    return start


# "của" tells whose meeting it is right behind the meeting's noun, or behind a period ("nhiệm vụ năm 2017 của …").
_OF = re.compile(
    r"(?:[^,;:.()\"]{0,28}?(?= của)|(?:[^;:.()\"]|\([^()]*\)){0,240}?(?:năm \d{4}|cuối năm|đầu năm|năm học [\d\s-]+|tháng \d{1,2}|quý \w+|thời gian tới|thường kỳ|thường niên|toàn quốc|quy chế phối hợp(?: công tác)?))"
    r" (?:của|giữa) |[^,;:.()\"]{0,12}? giữa "
)
_BETWEEN = re.compile(
    r"(?: (?:toàn thể|thường kỳ|thường niên|bất thường|đại biểu|đảng viên|trực tuyến|chuyên đề|mở rộng|lần thứ \w+|thứ \w+|tập thể lãnh đạo|giao ban|cán bộ|nhiệm kỳ \d[\d -]*\d|\([^()]*\)|trọng thể|tháng [\d/]+)),?"
)
_BREAK = re.compile(
    r"(?<!\w)(?:lần thứ|mở rộng|khóa|nhiệm kỳ|đã|tháng \d+|năm \d+|thường kỳ|quý|do|tại|diễn ra|được|để|nhằm|chủ trì|về (?:việc|tình hình|công tác|kết quả|định hướng|chính sách|hỗ trợ)|trong|với|cho ý kiến"
    r"|tổ chức (?:tại|vào|sáng|chiều|ngày|thành công)|[Nn]gày \d+|[Ss]áng|[Cc]hiều|mới đây|chuyên đề|định kỳ|đột xuất|bất thường|xem xét|thảo luận|thẩm tra|nghe|bàn|góp ý|giải trình|chất vấn|cuối năm|đầu năm|giữa năm|sơ kết|tổng kết|triển khai|đánh giá|phiên|kỳ họp|lần|cùng|thông qua|có|là|kiểm điểm|để|ngay|trực tuyến|đối thoại)(?!\w)"
)
# Another meeting than the one reported: "trước kỳ họp", "Nghị quyết Đại hội".
_OTHER = re.compile(
    r"(?:trước|sau|bên lề|kết quả|nghị quyết|văn kiện|thông qua|chuẩn bị(?: cho)?|tinh thần|chương trình|thông cáo|thông báo kết luận|phòng|nội dung|báo cáo(?: chính trị)?|biên bản|công nghệ|chào mừng|hướng tới|phục vụ|kế hoạch) (?:các )?$"
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
    if head_at(folded, lower, begin, end) is None or not folded[begin].isupper():
        of = _OF.match(lower, cue.end, end)
        if of is None or head_at(folded, lower, of.end(), end) is None:
            return []
        begin = of.end()
    stop = _BREAK.search(folded, begin + 2, min(end, begin + 200))
    limit = stop.start() if stop else min(end, begin + 200)
    bodies: list[Span] = []
    for item in listed(reading, begin, limit):
        if item.body is None or item.group or item.name is not None:
            break
        if lower.count(" ", *item.body) not in _WORDS:
            break  # "của ngành", "của Bộ": named in full elsewhere; longer ones are no names
        body = _in_full(reading, item.body)
        if body is None:
            break
        bodies.append(body)
        if lower[item.body[1] : item.body[1] + 4] != " và ":
            break
    return bodies


# Nouns that tell no body by themselves.
_BARE = frozenset(
    {
        "ủy ban", "hội đồng", "ban chỉ đạo", "tiểu ban", "ban quản lý", "ban tổ chức", "chi cục", "tổng cục", "hiệp hội",
        "tập đoàn", "công ty", "tổng công ty", "bệnh viện", "liên đoàn", "tổ công tác", "văn phòng", "trung tâm", "học viện",
    }
)  # fmt: skip


def _in_full(reading: Reading, body: Span) -> Span | None:
    """The body, or for a bare noun ("cuộc họp của Ủy ban") the name that began with it before; None where there is none."""
    lower, folded = reading.lower, reading.folded
    if lower[slice(*body)] not in _BARE:
        return body
    at = -1
    while (at := lower.find(lower[slice(*body)] + " ", at + 1, body[0])) >= 0:
        if folded[at].isupper() and not lower[at - 1 : at].isalpha():
            item = next(iter(listed(reading, at, min(body[0], at + _NAME_LIMIT))), None)
            if (
                item is not None
                and item.body is not None
                and item.body[0] == at
                and item.body[1] - at > body[1] - body[0]
            ):
                return item.body
    return None


def without_term(lower: str, span: Span) -> Span:
    """The body's name without its term: "HĐND tỉnh khóa XX, nhiệm kỳ 2021-2026"."""
    term = _TERM.search(lower, span[0] + 3, span[1])
    return (span[0], term.start()) if term else span


_SAYS = re.compile(
    r", (?P<body>[^,;:.()]{5,80}?) (?:(?:đã|cũng|tiếp tục) )?(?:(?<=đã )(?!báo cáo|kiến nghị|đề nghị|đề xuất|phát biểu|tham gia|có ý kiến|trình bày|nêu)|(?<=cũng )(?!báo cáo|kiến nghị|đề nghị|đề xuất|cho)|cho ý kiến|thảo luận|xem xét|nghe|biểu quyết|thông qua|tiến hành)"
)
# At its own review a body tells what it did: "Thông tin tại hội nghị tổng kết năm 2020, Cục A cho biết".
_REVIEW = re.compile(r"[^,;:.]{0,20}(?:tổng kết|sơ kết|triển khai (?:công tác|nhiệm vụ)|kiểm điểm)")
_REPORTS = re.compile(r", (?P<body>[^,;:.()]{5,80}?) (?:cho biết|cho hay|thông tin|báo cáo|đề ra|đặt mục tiêu)")
_AT = re.compile(r"(?:(?<!\w)tại (?:buổi |cuộc )?\"?|tiếp tục (?:chương trình )?)$")
_DELEGATION = re.compile(
    r"đoàn (?<!\wđoàn )(?:công tác|khảo sát|giám sát|kiểm tra|thanh tra|liên ngành)(?: liên ngành| số \d+)? (?:của )?"
    r"|tổ công tác của (?<!trưởng tổ công tác của )(?<!\wtổ công tác của )(?=thủ tướng)"
)
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


def delegation(reading: Reading, start: int, end: int) -> Span | None:
    """The delegation that comes to work with another body, in the lead of a report; None without one."""
    lower = reading.lower
    for found in _DELEGATION.finditer(lower, start, end):
        if (sender := _PRIME_MINISTER.match(lower, found.end())) is not None:
            return found.start(), sender.end()
        if head_at(reading.folded, lower, found.end(), len(lower)) is None:
            continue
        items = listed(reading, found.end(), min(len(lower), found.end() + 90))
        body = items[0].body if items else None
        if body is not None and body[0] == found.end():
            return found.start(), body[1]
    return None
