"""Statements about attendance: what a verb or phrase of attending tells of who is present.

A verb of attending has those present behind it ("Tham dự hội nghị có …") or before
it ("Phó Chủ tịch UBND tỉnh A dự hội nghị"); other phrases are followed by the list at
once; minutes list them under a label. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language.bodies import listed
from extractor.language.clause_starts import clause_start
from extractor.language.drawn import Statement, presence_in
from extractor.language.papers import under_label
from extractor.language.people import honorifics_end, post_at
from extractor.language.pieces import BODY, GROUP, MORE, PEOPLE, PERSON, POST, STOP, opens_list, pieces_of
from extractor.language.subjects import behind_adverbials
from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.layout import Layout
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence
    from extractor.rules.cues import Cue

_INTRODUCED = re.compile(
    r"(?P<more>(?:[^;:.\n]|(?<=tp)\.){0,160}?)(?:(?<!\w)(?:còn có|có|gồm có|bao gồm|gồm)(?: sự (?:tham gia|tham dự|góp mặt|hiện diện) của)?(?!\w):?|:)"
)
_DIRECT = re.compile(r"(?:(?!tư cách)[^;:.,\n]){0,70}? (?=(?:đại diện|lãnh đạo|các đồng chí|đồng chí) )")
# "Buổi đối thoại có đại diện Sở A, Sở B tham dự"
_HAS = re.compile(
    r"(?:hội nghị|hội thảo|buổi|cuộc họp|phiên|lễ|đại hội|tọa đàm|diễn đàn)(?!\w)[^,;:.]{0,40}? có (?:sự )?"
)
_COMMA = re.compile(r"[^;:.,\n]{0,70}, ")
_NO_SUBJECT = re.compile(
    r"(?:(?:ngày|sáng|chiều|tối|tại|vào|trong)\b[^;]{0,90}, ?)?(?:cùng|đến|về|tới|ngoài ra|còn|và|chứng minh|quang lâm|trân trọng|cũng|đã|vinh dự|đặc biệt|bên cạnh đó|trong số những đại biểu|hội nghị|[\s,.;:*+•\"-])*$"
)
_MEETING_BEHIND = re.compile(
    r"[ ,]*(?:$|[.,;]|và |hội nghị|hội thảo|buổi|cuộc|phiên|kỳ họp|lễ|đại hội|họp|tọa đàm|tại |trực tiếp|phát biểu|chỉ đạo|cùng|lớp|học[ .,;]|khóa|chương trình|diễn đàn|khai mạc|trực tuyến|đông đủ|đầy đủ|giao ban|tập huấn)"
)
_AND_SPEAKS = (" phát biểu", " chỉ đạo", " chủ trì")
_MEETING = re.compile(
    r"hội nghị|hội thảo|buổi|cuộc họp|phiên|kỳ họp|lễ |đại hội|tọa đàm|diễn đàn|chương trình|lớp|sự kiện"
)
OTHER_TIME = re.compile(r"s(?<!\ws)ẽ |dự kiến|sắp tới|thời gian tới|trước đó|năm ngoái|cùng ngày")
_WISHED = re.compile(r"(?<!\w)(?:cần|nên|phải|đề nghị|kiến nghị) (?:sớm )?(?:tổ chức|mở|có) ")
# "vấn đề … thu hút sự quan tâm của": no meeting draws those.
_DRAWN = re.compile(
    r"(?:hội nghị|hội thảo|buổi|cuộc họp|phiên|lễ|đại hội|tọa đàm|diễn đàn|chương trình|lớp|sự kiện|triển lãm)\b(?:(?!nhấn mạnh|cho biết|cho rằng| là )[^;]){0,160}$"
)
_FURTHER = re.compile(
    r"(?:bên cạnh đó|ngoài ra|cùng với đó|đặc biệt),? (?:(?:hội nghị|hội thảo|buổi|cuộc|lễ|phiên|đại hội|tọa đàm)[^.,;:]{0,25} )?(?:còn )?có "
)
# "sự tham gia của người dân vào việc giám sát": in the work, not at the meeting.
_IN_WORK = re.compile(r"[^.;,:]{2,80}? (?:vào|trong) (?:việc|công tác|quá trình|các hoạt động) ")
_SHORT_END = re.compile(r"(?:\b(?:ts|pgs|gs|ths|bs|p|tt|ks|cn|tp|đ/c)\.)$")
_AUXILIARY = re.compile(r"(?: (?:đã|cũng|còn|vừa|đích thân|trực tiếp)){1,4} ?$")
_SEVERAL = re.compile(r"(?:các đồng chí|các ông|các bà|các đ/c)(?:, bà| bà)?\b")
_BESIDES = re.compile(r"(?<!\w)ngoài (?=(?:đại diện|lãnh đạo|các đồng chí|đồng chí|sự tham gia|sự có mặt) )")
_FAR = 1_500  # code points that are looked back over in a sentence
_SUBJECT_LIMIT = 420  # longer than any list before its verb


@dataclass(frozen=True, slots=True)
class Place:
    """The clause of a cue, and how it stands in the report."""

    start: int
    end: int
    sentence: Sentence
    title: bool
    early: bool


def place_of(reading: Reading, layout: Layout, cue: Cue, early: int) -> Place | None:
    """The clause of a cue; None in captions, headers and the like."""
    sentence = reading.sentence_at(cue.start)
    if sentence is None or layout.in_caption(cue.start):
        return None
    kind = layout.kinds[sentence.line]
    quoted = reading.lower.count('"', max(sentence.start, cue.start - _FAR), cue.start) % 2 == 1
    if quoted or kind not in ("body", "heading", "title"):
        return None
    inside = [end for begin, end in layout.captions if sentence.start <= end <= cue.start]
    start = max([sentence.start, *inside])
    # "Các đồng chí: A, Phó Chủ tịch UBND; B, Giám đốc Sở dự hội nghị": the subject has semicolons.
    several = _SEVERAL.match(reading.lower, start) is not None or _lists_persons(reading, start, cue.start)
    start = clause_start(reading, start, cue.start, semicolons=not several)
    return Place(start, _whole(reading, sentence), sentence, kind == "title", sentence.start <= early)


def _lists_persons(reading: Reading, start: int, end: int) -> bool:
    """Whether persons stand before a verb with semicolons between them: "Ông A, Phó Chủ tịch UBND; bà B, Giám đốc Sở dự …"."""
    last = reading.lower.rfind("; ", max(start, end - _FAR), end)
    if last < 0 or not _opens_with_person(reading, start, end):
        return False
    if _opens_with_person(reading, last + 2, end):
        return True
    if end - start > _SUBJECT_LIMIT:
        return False
    # "Đại tá A, Phó Giám đốc Công an tỉnh; lãnh đạo các phòng dự hội nghị"
    before = pieces_of(reading, start, last)
    return opens_list(reading, last + 2, end) and not any(piece.cut or piece.kind == STOP for piece in before)


def _opens_with_person(reading: Reading, at: int, end: int) -> bool:
    """Whether a person or a post begins here."""
    return honorifics_end(reading, at, end, soft=False) is not None or post_at(reading, at, end) is not None


def _whole(reading: Reading, sentence: Sentence) -> int:
    """End of the sentence, or of the next ones where only a short form ended it ("PGS.,TS. Nguyễn …")."""
    end = sentence.end
    line_end = reading.lines[sentence.line].end
    while end < line_end and _SHORT_END.search(reading.lower, max(sentence.start, end - 8), end):
        following = reading.sentence_at(end + 1)
        if following is None or following.end <= end:
            break
        end = following.end
    return end


def present(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """Those present behind the cue, or before it."""
    lower, start, end = reading.lower, place.start, place.end
    if cue.kind == "list":
        told = place.early or _MEETING.search(lower, start, cue.start) or _FURTHER.match(lower, start, cue.end)
        later = not place.early and OTHER_TIME.search(lower, start, cue.start)
        if lower.startswith("thu hút", cue.start) and not _DRAWN.search(lower, start, cue.start):
            return None
        if (
            not told
            or later
            or _IN_WORK.match(lower, cue.end, end)
            or _WISHED.search(lower, start, cue.start)
            or not opens_list(reading, cue.end, end)
        ):
            return None
        return Statement((cue.end, end), presence_in(lower, start, cue.end), cue.rule, 0.82)
    if cue.kind == "side":
        return _at_side(reading, cue, place)
    if _NO_SUBJECT.match(lower, start, cue.start):
        return _behind(reading, cue, start, end)
    return _before(reading, cue, place)


def _at_side(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """As in "Về phía huyện có ông A"; of bodies without a person only where the sentence begins so."""
    complete = reading.lower.endswith(" có", cue.start, cue.end)  # "Cùng đi có lãnh đạo các sở: A, B"
    introduced = None if complete else _INTRODUCED.match(reading.lower, cue.end, place.end)
    at = introduced.end() if introduced else cue.end
    first = next(pieces_of(reading, at, place.end), None)
    if first is None or not (introduced or complete):
        return None
    opens = first.kind in (PERSON, POST) or first.led or (first.kind in (BODY, GROUP) and cue.start == place.start)
    return Statement((at, place.end), "present", cue.rule, 0.85) if opens else None


def side_itself(reading: Reading, cue: Cue, found: Statement) -> Iterator[Statement]:
    """The side, where its first person has a post that names no body: "Về phía Bộ A có Thứ trưởng B"."""
    side_at = reading.lower.rfind("phía ", cue.start, found.span[0])
    if side_at < 0:
        return
    first = next(iter(listed(reading, *found.span)), None)
    if first is None or first.name is None or not first.posts or first.stands_for(reading.lower) is not None:
        return
    begin = side_at + len("phía ")
    verb = reading.lower.find(" có", begin, found.span[0])
    side = next(iter(listed(reading, begin, verb)), None) if verb >= 0 else None
    bare = head_at(reading.folded, reading.lower, begin, max(begin, verb)) == verb  # "Về phía Nhà trường"
    if side is not None and side.body == (begin, verb) and not bare:
        yield Statement(side.body, "present", cue.rule, 0.8)


def _behind(reading: Reading, cue: Cue, start: int, end: int) -> Statement | None:
    """As in "Tham dự hội nghị có …", "Cùng dự: …", "Dự hội nghị, Giám đốc Sở A nói …"."""
    lower = reading.lower
    introduced = _INTRODUCED.match(lower, cue.end, end)
    if introduced is not None and opens_list(reading, introduced.end(), end):
        return Statement((introduced.end(), end), presence_in(lower, start, introduced.end()), cue.rule, 0.82)
    direct = _DIRECT.match(lower, cue.end, end)
    if direct is not None:
        return Statement((direct.end(), end), presence_in(lower, start, direct.end()), cue.rule + ".direct", 0.85)
    comma = _COMMA.match(lower, cue.end, end)
    if comma is not None and opens_list(reading, comma.end(), end):
        span = (comma.end(), min(end, comma.end() + 160))
        named = any(item.name is not None and item.posts for item in listed(reading, *span)[:2])
        return Statement(span, "present", cue.rule + ".speaker", 0.65) if named else None
    return None


def _before(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """As in "Phó Chủ tịch UBND tỉnh A dự hội nghị": those who stand before the verb."""
    lower, start, end = reading.lower, place.start, place.end
    speaks = lower.endswith(_AND_SPEAKS, cue.start, cue.end)
    if cue.start - start > _SUBJECT_LIMIT or not (speaks or _MEETING_BEHIND.match(lower, cue.end, end)):
        return None
    if OTHER_TIME.search(lower, start, cue.start):
        return None
    start = behind_adverbials(reading, start, cue.start)
    held = _HAS.match(lower, start, cue.start)
    start = held.end() if held else start
    auxiliary = _AUXILIARY.search(lower, max(start, cue.start - 30), cue.start)
    verb = auxiliary.start() if auxiliary else cue.start
    first = next(iter(pieces_of(reading, start, verb)), None)
    if first is None or first.kind in (MORE, STOP, PEOPLE) or first.cut:
        return None
    items = listed(reading, start, verb)
    if not place.early and not any(item.posts and item.name for item in items):
        return None
    return Statement((start, verb), presence_in(lower, start, min(end, cue.end + 60)), cue.rule + ".subject", 0.88)


def labelled(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """The lines under "Thành phần tham dự:" in minutes, or the rest of the label's line."""
    span = under_label(reading, place.sentence, (cue.start, cue.end))
    if span is None:
        return None
    return Statement(span, presence_in(reading.lower, place.sentence.start, span[0]), cue.rule, 0.7)


def beside(reading: Reading, cue: Cue, place: Place, found: Statement) -> Iterator[Statement]:
    """Those named before the list as present too: "ngoài lãnh đạo Sở A còn có Sở B"."""
    besides = _BESIDES.search(reading.lower, place.start, found.span[0])
    if besides is not None:
        yield Statement((besides.end(), found.span[0]), found.presence, cue.rule, 0.8)
