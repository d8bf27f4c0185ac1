"""The bodies present, from the statements about attendance.

A verb of attending has those present behind it ("Tham dự hội nghị có …") or before
it ("Phó Chủ tịch UBND tỉnh A dự hội nghị"); other phrases are followed by the list at
once; minutes list them under a label; who is met, trained or consulted is present too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Body, Doubt, Finding, Presence
from extractor.language.bodies import listed, without_gloss
from extractor.language.chairing import chairs_of
from extractor.language.coordination import holds_group
from extractor.language.drawn import COUNTERPART_END, Statement, uncued
from extractor.language.layout import Layout, layout_of
from extractor.language.naming import names_of
from extractor.language.papers import under_label
from extractor.language.people import honorifics_end, post_at
from extractor.language.pieces import BODY, GROUP, MORE, PEOPLE, PERSON, POST, STOP, opens_list, pieces_of
from extractor.language.repeats import Named
from extractor.language.subjects import behind_adverbials, clause_start
from extractor.language.tables import tables_of
from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence
    from extractor.rules.cues import Cue

FIELD = "attendee_bodies"

_INTRODUCED = re.compile(
    r"(?P<more>[^;:.\n]{0,160}?)(?:(?<!\w)(?:còn có|có|gồm có|bao gồm|gồm)(?: sự (?:tham gia|tham dự|góp mặt|hiện diện) của)?(?!\w):?|:)"
)
_DIRECT = re.compile(r"(?:(?!tư cách)[^;:.,\n]){0,70}? (?=(?:đại diện|lãnh đạo|các đồng chí|đồng chí) )")
_COMMA = re.compile(r"[^;:.,\n]{0,70}, ")
_ONLINE = re.compile(r"điểm cầu|trực tuyến")
_INVITED = re.compile(r"khách mời|được mời|mời dự|mời tham dự")
_NO_SUBJECT = re.compile(
    r"(?:(?:ngày|sáng|chiều|tối|tại|vào|trong)\b[^;]{0,90}, ?)?(?:cùng|đến|về|tới|ngoài ra|còn|và|trân trọng|cũng|đã|vinh dự|đặc biệt|bên cạnh đó|trong số những đại biểu|hội nghị|[\s,.;:*+•\"-])*$"
)
_MEETING_BEHIND = re.compile(
    r"[ ,]*(?:$|[.,;]|và |hội nghị|hội thảo|buổi|cuộc|phiên|kỳ họp|lễ|đại hội|họp|tọa đàm|tại |trực tiếp|phát biểu|chỉ đạo|cùng|lớp|khóa|chương trình|diễn đàn|khai mạc|trực tuyến|đông đủ|đầy đủ|giao ban|tập huấn)"
)
_AND_SPEAKS = (" phát biểu", " chỉ đạo", " chủ trì")
_MEETING = re.compile(
    r"hội nghị|hội thảo|buổi|cuộc họp|phiên|kỳ họp|lễ |đại hội|tọa đàm|diễn đàn|chương trình|lớp|sự kiện"
)
_OTHER_TIME = re.compile(r"(?<!\w)sẽ |dự kiến|sắp tới|thời gian tới|trước đó|năm ngoái|cùng ngày")
_WISHED = re.compile(r"(?<!\w)(?:cần|nên|phải|đề nghị|kiến nghị) (?:sớm )?(?:tổ chức|mở|có) ")
_LEAD = re.compile(r"(?:more)?\(?[\w&.]{2,14}\)? ?- ?(?:sáng|chiều|tối|ngày|vừa)|(?:sáng|chiều|tối|ngày) ")
_SHORT_END = re.compile(r"(?:\b(?:ts|pgs|gs|ths|bs|p|tt|ks|cn|tp|đ/c)\.)$")
_AUXILIARY = re.compile(r"(?: (?:đã|cũng|còn|vừa|đích thân|trực tiếp)){1,4} ?$")
_SEVERAL = re.compile(r"(?:các đồng chí|các ông|các bà|các đ/c)(?:, bà| bà)?\b")
# "với", but not "gắn với", "phối hợp với".
_WITH = re.compile(
    r"(?<!gắn )(?<!đối )(?<!hợp )(?<!cùng )(?<!so )(?<!nối )(?<!cận )(?<!đồng )(?<!tác )(?<!đôi )(?<!ứng )(?<!liền )(?<!kết )(?<!quen )(?<!việc )(?<!\w)với "
)
_TELLS = re.compile(
    r"(?:các|những|một số|nhiều|\d+|lãnh đạo|đại diện|doanh nghiệp|cộng đồng|cử tri|nhân dân|người|cán bộ|công nhân|thanh niên|sở|ubnd|hđnd|bộ|tỉnh|huyện|thành phố|tập đoàn|công ty|hiệp hội|hội|ngân hàng)(?!\w)"
)
_DUE = re.compile(r"(?<!\w)(?:phải|cần|nên) (?:sớm )?(?:tổ chức )?$")
_MANY_MEETINGS = tuple(
    f"{many} {noun}" for many in ("các", "những", "nhiều") for noun in ("", "buổi ", "cuộc ")
)  # "đã có các buổi làm việc với" tells of others
# "Chủ tịch UBND tỉnh A cùng lãnh đạo các sở đã kiểm tra …"
_ALONG = re.compile(r" cùng (?:với )?(?=(?:đại diện|lãnh đạo|các đồng chí lãnh đạo|đồng chí lãnh đạo) )")
# "… đã kiểm tra công tác phòng dịch tại UBND huyện"
_VISITED = re.compile(
    r" [^;:.\n]{3,110}? (?:tại|ở) (?!(?:các )?(?:địa bàn|khu vực|thị xã|huyện|xã|phường|tỉnh|thành phố|tp|quận|thị trấn|thôn|đây)(?!\w))"
)
_ACTS = re.compile(r" ?(?:đã|cũng|sẽ|khẳng định)(?!\w)")
_AT_MEETING = re.compile(r"(?<!\w)tại (?:hội nghị|buổi|cuộc|tọa đàm|phiên|chương trình|diễn đàn)")
# "ngoài lãnh đạo Sở A còn có Sở B": both are present.
_BESIDES = re.compile(r"(?<!\w)ngoài (?=(?:đại diện|lãnh đạo|các đồng chí|đồng chí|sự tham gia|sự có mặt) )")
_INSPECTS = ("kiểm sát", "thanh tra")  # who does so "tại" a body meets it, with a delegation or without
_CLEAR_NAME = 4.5
_FAR = 1_500  # code points that are looked back over in a sentence
_SUBJECT_LIMIT = 420  # longer than any list before its verb
# These head a list of their own within the list: "Các thành viên: A, B".
_LABELS = frozenset(("các thành viên", "thành viên", "đại biểu", "các đại biểu"))
_HEADING = "thành phần"  # this heads lists and tables, and names nobody: "I. THÀNH PHẦN THAM DỰ"
_EARLY = 5
_SHORT = 7  # letters; "Viettel" tells a body


@dataclass(frozen=True, slots=True)
class Place:
    """The clause of a cue, and how it stands in the report."""

    start: int
    end: int
    sentence: Sentence
    title: bool
    early: bool


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The attending bodies, in the order of the text, each once."""
    named_before = Named()
    chairing = {reading.lower[slice(*item.post)] for item, _ in chairs_of(reading) if item.post}
    for statement in sorted(_statements(reading, layout_of(reading)), key=lambda s: (s.titled, s.span)):
        for item in _items(reading, statement):
            body = item.stands_for(reading.lower)
            if body is None:
                continue
            body = without_gloss(reading, body, keep_bodies=True)
            name = reading.lower[body[0] : body[1]]
            if _is_bare(reading.folded[slice(*body)]) or name in chairing or name == _HEADING:
                continue
            if name in _LABELS and reading.lower.startswith(":", body[1]):
                continue
            if named_before.again(reading.folded[slice(*body)]):
                continue
            named = item.name or statement.person
            person = reading.folded[slice(*named)] if named else None
            yield reading.finding(FIELD, body, Body(statement.presence, person), statement.rule, statement.confidence)


def _is_bare(name: str) -> bool:
    """Whether the name is one small syllable that tells no body: "Sở", "huyện"; short forms do ("HĐQT")."""
    if " " in name or name.isupper() or len(name) >= _SHORT:
        return False
    return name[0].islower() or head_at(name, name.lower(), 0, len(name), groups=True) is not None


def _items(reading: Reading, statement: Statement) -> list[Item]:
    items = listed(reading, *statement.span)
    if not statement.first_only:
        return items
    count = 0
    while count < len(items) and items[count].name is None and _is_met(reading, items[count]):
        count += 1
    return items[:count]


def _is_met(reading: Reading, item: Item) -> bool:
    """Whether the item is a body that may be met, or those who hold a post in many: "giám đốc các bệnh viện"."""
    body = item.stands_for(reading.lower)
    return body is not None and (not item.posts or holds_group(reading, body))


def _statements(reading: Reading, layout: Layout) -> Iterator[Statement]:
    text = [s.start for s in reading.sentences if layout.kinds[s.line] == "body"]
    early = text[_EARLY - 1] if len(text) >= _EARLY else len(reading.lower)
    until = -1
    rows = [
        Statement(row.body, "present", "attendance.table", 0.85, person=row.person)
        for row in tables_of(reading).attendees
    ]
    yield from rows
    told = bool(rows)
    met: list[Statement] = []
    for cue in reading.cues_of("attendance"):
        place = _place(reading, layout, cue, early)
        if place is None:
            continue
        if cue.kind == "counterpart":
            dated = _LEAD.match(reading.lower, place.sentence.start) is not None
            if (not met or met[0].titled or dated) and (found := _met(reading, cue, place)):
                met = [found, *(old for old in met if not old.titled)]
            continue
        found = None
        if cue.kind == "label":
            found = _labelled(reading, cue, place)
        elif cue.start >= until and not place.title:
            found = _present(reading, cue, place)
            until = max(until, cue.end)
        if found is not None:
            until = max(until, found.span[1], cue.end)
            told = True
            yield from _side_itself(reading, cue, found)
            if (besides := _BESIDES.search(reading.lower, place.start, found.span[0])) is not None:
                yield Statement((besides.end(), found.span[0]), found.presence, cue.rule, 0.8)
            yield found
    yield from met or (() if told else _named(reading))
    yield from _visiting(reading, layout, early, met=bool(met))
    yield from uncued(reading, layout, text[: 2 * _EARLY], early)


def _place(reading: Reading, layout: Layout, cue: Cue, early: int) -> Place | None:
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
    return last >= 0 and all(
        honorifics_end(reading, at, end, soft=False) is not None or post_at(reading, at, end) is not None
        for at in (start, last + 2)
    )


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


def _presence(lower: str, start: int, end: int) -> Presence:
    if _ONLINE.search(lower, start, end):
        return "online"
    return "invited" if _INVITED.search(lower, start, end) else "present"


def _present(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """Those present behind the cue, or before it."""
    lower, start, end = reading.lower, place.start, place.end
    if cue.kind == "list":
        told = place.early or _MEETING.search(lower, start, cue.start)
        later = not place.early and _OTHER_TIME.search(lower, start, cue.start)
        if not told or later or _WISHED.search(lower, start, cue.start) or not opens_list(reading, cue.end, end):
            return None
        return Statement((cue.end, end), _presence(lower, start, cue.end), cue.rule, 0.82)
    if cue.kind == "side":
        return _at_side(reading, cue, place)
    if _NO_SUBJECT.match(lower, start, cue.start):
        return _behind(reading, cue, start, end)
    return _before(reading, cue, place)


def _at_side(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """As in "Về phía huyện có ông A"; of bodies without a person only where the sentence begins so."""
    introduced = _INTRODUCED.match(reading.lower, cue.end, place.end)
    at = introduced.end() if introduced else cue.end
    first = next(pieces_of(reading, at, place.end), None)
    if first is None or not (introduced or reading.lower.endswith(" có", cue.start, cue.end)):
        return None
    opens = first.kind in (PERSON, POST) or first.led or (first.kind in (BODY, GROUP) and cue.start == place.start)
    return Statement((at, place.end), "present", cue.rule, 0.85) if opens else None


def _side_itself(reading: Reading, cue: Cue, found: Statement) -> Iterator[Statement]:
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
        return Statement((introduced.end(), end), _presence(lower, start, introduced.end()), cue.rule, 0.82)
    direct = _DIRECT.match(lower, cue.end, end)
    if direct is not None:
        return Statement((direct.end(), end), _presence(lower, start, direct.end()), cue.rule + ".direct", 0.85)
    comma = _COMMA.match(lower, cue.end, end)
    if comma is not None and opens_list(reading, comma.end(), end):
        return Statement((comma.end(), min(end, comma.end() + 160)), "present", cue.rule + ".speaker", 0.65)
    return None


def _before(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """As in "Phó Chủ tịch UBND tỉnh A dự hội nghị": those who stand before the verb."""
    lower, start, end = reading.lower, place.start, place.end
    speaks = lower.endswith(_AND_SPEAKS, cue.start, cue.end)
    if cue.start - start > _SUBJECT_LIMIT or not (speaks or _MEETING_BEHIND.match(lower, cue.end, end)):
        return None
    if _OTHER_TIME.search(lower, start, cue.start):
        return None
    start = behind_adverbials(reading, start, cue.start)
    auxiliary = _AUXILIARY.search(lower, max(start, cue.start - 30), cue.start)
    verb = auxiliary.start() if auxiliary else cue.start
    first = next(iter(pieces_of(reading, start, verb)), None)
    if first is None or first.kind in (MORE, STOP, PEOPLE) or first.cut:
        return None
    items = listed(reading, start, verb)
    if not place.early and not any(item.posts for item in items):
        return None
    return Statement((start, verb), _presence(lower, start, min(end, cue.end + 60)), cue.rule + ".subject", 0.88)


def _met(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """The bodies met: "làm việc với …", "đối thoại với …"."""
    lower, start, end = reading.lower, place.start, place.end
    early = place.early or place.title or _LEAD.match(lower, place.sentence.start) is not None
    if not early or _OTHER_TIME.search(lower, start, cue.start):
        return None
    if lower.endswith(_MANY_MEETINGS, start, cue.start) or _DUE.search(lower, start, cue.start):
        return None
    inspects = any(word in lower[cue.start : cue.end] for word in _INSPECTS)
    if lower.endswith("tại", cue.start, cue.end) and not inspects and "đoàn" not in lower[start : cue.start]:
        return None
    begin = cue.end - len(" các") if lower.endswith(" các", cue.start, cue.end) else cue.end  # "gặp mặt các chức sắc"
    stop = COUNTERPART_END.search(reading.folded, begin, min(end, begin + 220))
    limit = stop.start() if stop else _whole_word(lower, min(end, begin + 220), end)
    limit = _before_actor(reading, (start, cue.end), begin, limit)
    first = next(iter(pieces_of(reading, begin, limit)), None)
    if first is None or first.kind not in (BODY, GROUP):
        return None
    return Statement((begin, limit), "present", cue.rule, 0.7, first_only=True, titled=place.title)


def _before_actor(reading: Reading, before: tuple[int, int], begin: int, limit: int) -> int:
    """The limit, moved before who acts at the meeting met: "tại hội nghị đối thoại với các doanh nghiệp, Sở A đã giải đáp"."""
    comma = reading.lower.rfind(", ", begin, limit)
    if comma < 0 or not _ACTS.match(reading.lower, limit) or _AT_MEETING.search(reading.lower, *before) is None:
        return limit
    acts = head_at(reading.folded, reading.lower, comma + 2, limit) is not None and reading.folded[comma + 2].isupper()
    return comma if acts else limit


def _whole_word(lower: str, limit: int, end: int) -> int:
    """The limit, moved back to the end of a word where it cuts one."""
    return limit if limit == end else max(lower.rfind(" ", 0, limit), 0)


def _visiting(reading: Reading, layout: Layout, early: int, *, met: bool) -> Iterator[Statement]:
    """Who comes along with those who visit ("cùng lãnh đạo các sở đã kiểm tra"), and whom a delegation visits, if not told yet."""
    for cue in reading.cues_of("organizer"):
        if cue.start > early and not _LEAD.match(reading.lower, _line_start(reading, cue.start)):
            continue
        if cue.kind not in ("visit", "meet") or (place := _place(reading, layout, cue, early)) is None or place.title:
            continue
        if _OTHER_TIME.search(reading.lower, place.start, cue.start):
            continue
        along = _ALONG.search(reading.lower, place.start, cue.start)
        if along is not None:
            yield Statement((along.end(), cue.start), "present", "attendance.along", 0.75)
        visited = None if met else _VISITED.match(reading.lower, cue.end, place.end)
        if visited is None or "đoàn" not in reading.lower[place.start : cue.start]:
            continue
        if opens_list(reading, visited.end(), place.end):
            met = True
            stop = COUNTERPART_END.search(reading.folded, visited.end(), place.end)
            span = (visited.end(), stop.start() if stop else place.end)
            yield Statement(span, "present", "attendance.visited", 0.7, first_only=True)


def _line_start(reading: Reading, at: int) -> int:
    sentence = reading.sentence_at(at)
    return sentence.start if sentence is not None else at


def _named(reading: Reading) -> Iterator[Statement]:
    """Whom the meeting's name tells that it was held with: "hội nghị giao ban với lãnh đạo các xã"."""
    name = next(iter(names_of(reading)), None)
    if name is None or name.score < _CLEAR_NAME or name.kind == "hop_bao":
        return
    for match in _WITH.finditer(reading.lower, name.start, name.end):
        stop = COUNTERPART_END.search(reading.folded, match.end(), name.end)
        limit = stop.start() if stop else name.end
        first = next(iter(pieces_of(reading, match.end(), limit)), None)
        if (
            first is not None
            and first.kind in (BODY, GROUP)
            and (first.led or first.people or _TELLS.match(reading.lower, match.end()))
        ):
            yield Statement((match.end(), limit), "present", "attendance.named", 0.65, first_only=True)
            return


def _labelled(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """The lines under "Thành phần tham dự:" in minutes, or the rest of the label's line."""
    span = under_label(reading, place.sentence, (cue.start, cue.end))
    if span is None:
        return None
    return Statement(span, _presence(reading.lower, place.sentence.start, span[0]), cue.rule, 0.7)


component = register("meeting_attendees", find)
