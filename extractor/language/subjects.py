"""Who does it: the bodies that stand before a verb of holding a meeting.

"Sáng 5/3, tại Hội trường huyện, Sở A phối hợp với Sở B tổ chức": behind the date and
the place stand the bodies. Offsets are into the folded text.
"""

from __future__ import annotations

import re

from extractor.language.bodies import listed
from extractor.language.people import UPPER, Span, name_at
from extractor.language.reading import Reading
from extractor.rules.naming import lexicon

# A delegation's leader between the delegation and its verb.
_LED_BY = re.compile(r",? (?:do|\(do|được|với sự dẫn đầu của) [^;]*?(?:trưởng đoàn|dẫn đầu|chủ trì|chỉ đạo|làm tổ trưởng)[^,;.]{0,40}")
_TRAIL = re.compile(
    r"(?:[ ,]+(?:đã|vừa|sẽ|đang|cùng|long trọng|trọng thể|chính thức|tiếp tục|cũng|đồng|phối hợp|chủ trì|có|được|bắt đầu|tiến hành|đứng ra|chủ động|đến|tới|về|mới|lần đầu tiên|tưng bừng|trang trọng|thực hiện|xuống|kết hợp|tại|thành công|tổ chức))+$"
)
_COORDINATION = re.compile(
    r"[ ,]+(?:(?:đã |chủ trì,? |và |được )*(?:phối hợp|phối kết hợp|phối|kết hợp|liên kết|hợp tác|cùng)(?: cùng)?(?: với| cùng|(?= các ))|(?:và|cùng) (?=[^,]{3,120}$)(?=phối hợp))[ ,]+"
)
_DATE = re.compile(
    r"(?:(?:vào |hồi |trong )?(?:lúc \d+[\w:. ]{0,10} ?,? ?)?(?:sáng|chiều|tối|trưa|ngày|hôm nay|hôm qua|đêm|cuối|đầu|trong hai ngày|từ ngày|mới đây|vừa qua|vừa mới|trong \w+ ngày)\b"
    r"(?: (?:nay|qua|ngày|và|đến|tháng|năm|sáng|chiều|thứ \w+|hôm nay|hôm qua|cùng ngày|mùng)\b| ?\(?\d[\d/.\-]*\)?)*)(?: ?\(.{3,40}?\))?"
)
_BYLINE = re.compile(rf"(?:\(?[{UPPER}\d&]{{2,12}}(?:\.\w+)?\)?|more\(\w+\)|\(\w+\)) - |more\(\w+\) ?-? ?")
_CHUNK = re.compile(r"\([^()]*\)|\"[^\"]*\"|, | - (?=(?:sáng|chiều|tối|ngày|vừa|mới)\b)|: ")


def subject_before(reading: Reading, start: int, verb: int) -> list[Span]:
    """The bodies that are the subject of the verb at `verb`, in a clause that begins at `start` or later."""
    lower = reading.lower
    region = _without_leader(lower, start, verb)
    spans: list[Span] = []
    parts = _parts(lower, *region)
    for number, (left, right) in enumerate(reversed(parts)):
        first = number == len(parts) - 1
        found = _bodies_at_end(reading, left, right) if first else _all_bodies(reading, left, right)
        if not found and not spans and not first:
            continue
        if not found:
            break
        spans = found + spans
    return spans


def _without_leader(lower: str, start: int, verb: int) -> Span:
    """The region without what stands between the body and its verb."""
    led = _LED_BY.search(lower, start, verb)
    if led is not None and led.start() > start + 5:
        verb = led.start()
    end = verb
    while end > start and lower[end - 1] in " ,":
        end -= 1
    while (trail := _TRAIL.search(lower, max(start, end - 60), end)) is not None:
        end = trail.start()
    return start, end


def _parts(lower: str, start: int, end: int) -> list[Span]:
    """The region cut at "phối hợp với": main organizer first."""
    parts: list[Span] = []
    for match in _COORDINATION.finditer(lower, start, end):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, end)]


def _all_bodies(reading: Reading, start: int, end: int) -> list[Span]:
    """The bodies of a list that is bodies only: those behind "phối hợp với"."""
    found = [item.body for item in listed(reading, start, end) if item.body is not None and item.name is None]
    if not found and reading.folded[start : start + 1].isupper() and end - start < 80 and name_at(reading, start, end) is None:
        return [(start, end)]
    return found


def _bodies_at_end(reading: Reading, start: int, end: int) -> list[Span]:
    """The bodies that end the region: behind the last date, place or other adverbial."""
    lower, folded = reading.lower, reading.folded
    begin: int | None = None
    for left, right in reversed(_chunks(lower, start, end)):
        at, dated = _behind_date(lower, left, right)
        if at >= right or _is_adverbial(lower, at, right):
            if begin is not None:
                break
            end = left
            continue
        begin = at
        if dated:
            break
    while end > start and lower[end - 1] in " ,-":
        end -= 1
    if begin is None or begin >= end:
        return []
    items = listed(reading, begin, end)
    if any(item.posts or item.name for item in items):
        return []
    bodies = [item.body for item in items if item.body is not None and not item.group]
    if bodies and bodies[-1][1] >= end - 1:
        return bodies
    if not items and folded[begin].isupper() and end - begin < 60 and "," not in lower[begin:end] and name_at(reading, begin, end) != end:
        return [(begin, end)]
    return []


def _is_adverbial(lower: str, start: int, end: int) -> bool:
    return lexicon("adverbial").at(lower, start, end) is not None and lexicon("head").at(lower, start, end) is None


def _chunks(lower: str, start: int, end: int) -> list[Span]:
    """The region cut at commas and colons outside brackets."""
    chunks: list[Span] = []
    for match in _CHUNK.finditer(lower, start, end):
        if match.group()[0] not in '("':
            chunks.append((start, match.start()))
            start = match.end()
    return [*chunks, (start, end)]


def _behind_date(lower: str, start: int, end: int) -> tuple[int, bool]:
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


def clause_start(reading: Reading, start: int, verb: int) -> int:
    """Where the clause of the verb begins: behind a byline, a semicolon or a caption in its sentence."""
    byline = _BYLINE.match(reading.folded, start, verb)
    if byline is not None:
        start = byline.end()
    semicolon = reading.lower.rfind("; ", start, verb)
    return semicolon + 2 if semicolon >= 0 else start
