"""Who is said to chair the meeting.

The persons before "chủ trì", "chủ tọa" or "điều hành" of a meeting, behind "dưới sự
chủ trì của", behind the label in minutes, or in the list of those who "dự và chủ trì".
A body that presides over a task ("Sở A chủ trì, phối hợp") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.bullets import behind_bullet
from extractor.language.clause_starts import clause_start
from extractor.language.further import further_from
from extractor.language.items import Item
from extractor.language.layout import Layout, layout_of
from extractor.language.mentions import mentions_of
from extractor.language.people import MAIN
from extractor.language.reading import once
from extractor.language.subjects import behind_adverbials
from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

_OTHER = re.compile(
    r"(?<!\w)(?:không|chưa) (?:phải )?$|cùng ngày|cũng trong ngày|trước đó|(?<!\w)sẽ |dự kiến|được giao|giao cho|(?<!\w)(?<!ngoại )(?<!chuyển )(?<!bàn )giao (?!ban|thông|dịch|lưu|thương|tiếp|thừa|hữu|mùa)|thời gian tới|chiêu đãi|tiệc"
)
_BEHIND = re.compile(
    r"[ ,]{0,3}(?:$|[.;)]|tại |cuộc|buổi|hội nghị|phiên|kỳ họp|đại hội|họp|hội thảo|tọa đàm|lễ|lớp|khóa|chương trình|và (?:chỉ đạo|phát biểu|điều hành|kết luận|khai mạc|trực tiếp)|(?:có|gồm|là) (?:các )?(?:đồng chí|đ/c|ông|bà)|làm việc|cùng (?:lãnh đạo|đại diện)|điểm cầu|(?:đã|vừa) (?:tổ chức|họp|tiến hành|diễn ra|khai mạc)|phần|thảo luận|diễn đàn|đối thoại|giao ban|đã nêu|chất vấn|tiếp|trực tiếp|gặp mặt|với sự (?:tham|có|góp)|(?:vào |sáng |chiều |tối )?(?:ngày )?\d{1,2}[/-]|(?:sáng|chiều|tối|hôm) (?:ngày|nay|qua))"
)
_RUNS_TASK = re.compile(
    r" ?(?:thảo luận|hội nghị|cuộc|buổi|phiên|phần|chương trình|tọa đàm|diễn đàn|đối thoại|lớp|lễ|hội thảo|đại hội|kỳ họp|họp|tại|$|\.|,? ?\()"
)
_AGENT = re.compile(r"(?<!\w)do (?!đó)")
_LISTED = re.compile(r"[^;:.\n]{0,90}?(?:(?<!\w)(?:có|gồm có|gồm|là)(?!\w):?|:)")
# Behind the words of a label: "Chủ trì:", "Đoàn Chủ tịch hội nghị gồm".
_LABELLED = re.compile(
    r"(?: (?:điều hành |chủ trì )?(?:hội nghị|cuộc họp|đại hội|kỳ họp|phiên họp|buổi \w+))?(?:[ *]*:| (?:có|gồm|gồm có|là)(?: \d{1,2} (?:đồng chí|đại biểu|ông, bà))?(?!\w):?)"
)
_LINK = re.compile(r"[,;:&-]|(?<!\w)(?:và|cùng|với)(?!\w)")
_LED = re.compile(r"(?:cùng )?(?:tới |đến |về |tham )?(?:dự|tham dự)(?:,| và|,? đồng)? *$")
# "Chủ trì hội nghị, ông A nhấn mạnh": the chair stands behind the verb.
_LEADING = re.compile(
    r" (?:và (?:kết luận|chỉ đạo|phát biểu)[^,;:.\n]{0,20}|hội nghị|cuộc họp|buổi (?:họp|làm việc|tọa đàm|đối thoại)|phiên họp|hội thảo|tọa đàm|kỳ họp)(?:(?! có | gồm | là )[^,;:.\n]){0,30}(?:, (?! có | gồm | là )[^,;:.\n]{5,100}){0,2}?, (?=(?:đồng chí|ông|bà|đ/c|phó|chủ|bí|giám|cục|tổng|thứ|bộ|trưởng|viện|hiệu|thiếu|đại|trung|thượng)\b)"
)
_SPEAKS = re.compile(
    r",? (?:đã |cũng )?(?:cho biết|cho hay|cho rằng|phát biểu|nhấn mạnh|khẳng định|thông tin|báo cáo|trình bày|nói|chia sẻ|đề nghị|yêu cầu|nêu|đánh giá)(?!\w)"
)
# "ông A thông tin như vậy khi chủ trì buổi họp báo"
_WHILE = re.compile(
    r" (?:đã |cũng )?(?:cho biết|cho hay|phát biểu|nhấn mạnh|khẳng định|thông tin|nói|chia sẻ|đề nghị|yêu cầu|nêu|lưu ý)(?:(?!chủ trì)[^;:.\n\"]){0,60} khi $"
)
# For whom the two who chair a dialogue speak: "ông A, Giám đốc, đại diện người sử dụng lao động".
_PARTIES = ("người sử dụng lao động", "tập thể người lao động", "tập thể lao động", "người lao động")
_LONGEST_SYLLABLE = 9  # characters, with the blanks around it
_LED_LIMIT = 30  # "Đến dự và": a person before it would be longer
_UNTIL = re.compile(
    r"[;.]? ?(?:cùng dự|tham dự|tham gia|dự họp|dự hội nghị|cùng tham|có sự tham|với sự tham|với sự có mặt|thành phần)"
)


@once
def chairs_of(reading: Reading) -> tuple[tuple[Item, str], ...]:
    """The chairs with the rule that found each, in the order of the text; of several mentions the one with the fullest post."""
    chosen: dict[str, tuple[Item, str]] = {}
    for item, rule in _persons(reading, layout_of(reading)):
        if item.name is None:
            continue
        name = reading.lower[item.name[0] : item.name[1]]
        if name not in chosen or _length(item) > _length(chosen[name][0]):
            chosen[name] = (item, rule)
    return tuple(sorted(chosen.values(), key=lambda pair: pair[0].name or (0, 0)))


def _length(item: Item) -> int:
    return item.post[1] - item.post[0] if item.post else 0


def _persons(reading: Reading, layout: Layout) -> Iterator[tuple[Item, str]]:
    last = -1
    further = further_from(reading) if reading.cues_of("chair") else 0
    for cue in reading.cues_of("chair"):
        sentence = reading.sentence_at(cue.start)
        if sentence is None or cue.start < last or cue.start >= further or _ends_name(reading.folded, cue.start):
            continue
        kind = layout.kinds[sentence.line]
        if kind in ("byline", "furniture", "stamp", "signature"):
            continue
        inside = [end for begin, end in layout.captions if sentence.start < end <= cue.start]
        start = clause_start(reading, max([sentence.start, *inside]), cue.start, semicolons=False)
        span = _span(reading, cue, start, sentence.end)
        if span is None:
            continue
        last = cue.end
        items = listed(reading, *span)
        if cue.kind == "under":
            items = _without_speaker(reading.lower, items, span[1])
        elif span[0] > cue.end and _LEADING.match(reading.lower, cue.end, span[0]):
            items = items[:1]
        before = span[1] <= cue.start
        while before and items and _is_rest(reading, items[-1]):
            items.pop()
        closing = _close(reading.lower, items, before=before)
        if before and not closing and (meant := _by_post(reading, items)) is not None:
            closing = [meant]
        for item in closing:
            yield item, cue.rule


def _by_post(reading: Reading, items: list[Item]) -> Item | None:
    """Whom the post right before the verb means that the report names elsewhere: "Thủ tướng chủ trì phiên họp"."""
    posts = items[-1].posts if items and items[-1].name is None else []
    if len(posts) != 1 or posts[0][0].weight != MAIN:
        return None
    mentions = mentions_of(reading)
    post, body = posts[0]
    found = mentions.last_within(post.start, body[1] if body else post.end)
    if found is None:
        return None
    person = mentions.people[found.person]
    return Item(name=(person.start, person.end), posts=posts)


def _ends_name(folded: str, at: int) -> bool:
    """Whether the first word of "Đồng chủ trì" is the last of a name: "Chủ tịch UBND tỉnh Trần Văn Đồng chủ trì"."""
    before = folded[max(0, at - _LONGEST_SYLLABLE) : at].rsplit(None, 1)
    return folded.startswith("Đồng ", at) and folded[at - 1 : at] == " " and before[-1][:1].isupper()


def _span(reading: Reading, cue: Cue, start: int, end: int) -> Span | None:
    """Where the chairs are named."""
    lower = reading.lower
    if cue.kind == "label":
        bare = lower[start : cue.start].strip(' -+*#.:)(0123456789ivx"')
        opens = not bare or behind_bullet(lower, start, end) >= cue.start
        colon = _LABELLED.match(lower, cue.end, end) if opens else None
        return (colon.end(), _before_secretary(reading, colon.end(), end)) if colon else None
    if _OTHER.search(lower, start, cue.start):
        return None
    if cue.kind == "under":
        return cue.end, _until(lower, cue.end, end)
    meeting = _RUNS_TASK if lower.startswith("điều", cue.start) else _BEHIND
    told = meeting.match(lower, cue.end, end) or (
        lower.startswith(":", cue.end) and _LED.search(lower, start, cue.start)
    )
    return _around(reading, cue, start, end) if told else None


def _before_secretary(reading: Reading, start: int, end: int) -> int:
    """Where another label begins in the line: "Chủ tọa: ông A; Thư ký: bà B"."""
    others = (cue.start for cue in reading.cues_in(start, end, "secretary") if cue.kind == "label")
    return next((at for at in others if reading.lower.endswith("; ", start, at)), end)


def _around(reading: Reading, cue: Cue, start: int, end: int) -> Span | None:
    """The persons before the verb of chairing, or behind "dự và chủ trì hội nghị có"."""
    lower = reading.lower
    if _LED.search(lower, start, cue.start) and cue.start - start < _LED_LIMIT:
        listing = _LISTED.match(lower, cue.end, end)
        return (listing.end(), _until(lower, listing.end(), end)) if listing else None
    agents = [match.end() for match in _AGENT.finditer(lower, start, cue.start)]
    begin = agents[-1] if agents else behind_adverbials(reading, start, cue.start)
    while_leading = _WHILE.search(lower, begin, cue.start)
    if while_leading is not None:
        return begin, while_leading.start()
    behind = (_LEADING.match(lower, cue.end, end) or _LISTED.match(lower, cue.end, end)) if begin >= cue.start else None
    return (behind.end(), _until(lower, behind.end(), end)) if behind else (begin, cue.start)


def _without_speaker(lower: str, items: list[Item], end: int) -> list[Item]:
    """The items before one that a comma parts from them and that goes on to speak: "… của ông A, ông B cho biết"."""
    for number, item in enumerate(items):
        if not number or item.name is None:
            continue
        span = item.post or item.name
        behind, first = max(item.name[1], span[1]), min(item.name[0], span[0])
        joined = lower[:first].rstrip().endswith((" và", " cùng", ":"))
        if not joined and _SPEAKS.match(lower, behind, end):
            return items[:number]
    return items


def _until(lower: str, start: int, end: int) -> int:
    """Where the chairs' list ends: before those who only attend."""
    stop = _UNTIL.search(lower, start, end)
    return stop.start() if stop else end


def _close(lower: str, items: list[Item], *, before: bool) -> list[Item]:
    """The persons next to the verb, linked by "và", commas or semicolons; `before` tells that it stands behind them."""
    items = [item for item in items if item.body is None or not lower.startswith(_PARTIES, item.body[0])]
    if before:
        while _shares_post(lower, items):
            items = items[:-1]
        # "A, Phó Chủ tịch UBND tỉnh; Trưởng Ban Chỉ đạo chủ trì": a second post of A.
        items = list(dropwhile(_is_post_only, reversed(items)))
    persons = list(takewhile(_is_named, items))
    return _joined(lower, persons)[::-1] if before else persons


def _joined(lower: str, persons: list[Item]) -> list[Item]:
    """Those of the persons, last first, that a mark or "và" links: a caption may run into the sentence behind it."""
    for number in range(1, len(persons)):
        here, behind = persons[number], persons[number - 1]
        if not _LINK.search(lower, _end(here), _start(behind)):
            return persons[:number]
    return persons


def _start(item: Item) -> int:
    return min(span[0] for span in (item.name, item.post) if span)


def _end(item: Item) -> int:
    return max(span[1] for span in (item.name, item.post) if span)


def _shares_post(lower: str, items: list[Item]) -> bool:
    """Whether the last item is a further body of the post before it: "Trưởng Ban Chỉ đạo A và Ban Chỉ đạo B"."""
    post, body = (items[-2].post, items[-1].body) if len(items) > 1 else (None, None)
    return post is not None and body is not None and items[-1].name is None and lower[post[1] : body[0]] == " và "


def _is_rest(reading: Reading, item: Item) -> bool:
    """Whether the item is words of the name before it: "Chủ tịch Ủy ban về ASW, NSW và tạo thuận lợi thương mại chủ trì"."""
    if item.name is not None or item.posts or item.body is None:
        return False
    return head_at(reading.folded, reading.lower, *item.body, groups=True) is None


def _is_post_only(item: Item) -> bool:
    return item.name is None and bool(item.posts)


def _is_named(item: Item) -> bool:
    return item.name is not None
