"""Whom a meeting is held with: those met ("làm việc với …"), visited by a delegation, or told in the meeting's name.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.attendance import OTHER_TIME, place_of
from extractor.language.bodies import listed
from extractor.language.coordination import holds_group
from extractor.language.drawn import COUNTERPART_END, Statement
from extractor.language.naming import names_of
from extractor.language.pieces import BODY, GROUP, PERSON, POST, opens_list, pieces_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.attendance import Place
    from extractor.language.layout import Layout
    from extractor.language.pieces import Piece
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

LEAD = re.compile(r"(?:more)?\(?[\w&.]{2,14}\)? ?- ?(?:sáng|chiều|tối|ngày|vừa)|(?:sáng|chiều|tối|ngày) ")
VOTERS = "cử tri"
# "với", but not "gắn với", "phối hợp với".
_WITH = re.compile(
    r"(?<!gắn )(?<!đối )(?<!hợp )(?<!cùng )(?<!so )(?<!nối )(?<!cận )(?<!đồng )(?<!tác )(?<!đôi )(?<!ứng )(?<!liền )(?<!kết )(?<!quen )(?<!việc )(?<!\w)với "
)
_TELLS = re.compile(
    r"(?:các|những|một số|nhiều|\d+|lãnh đạo|đại diện|doanh nghiệp|cộng đồng|cử tri|nhân dân|mặt trận|mttq|ủy ban|đoàn viên|hội viên|người|cán bộ|công nhân|thanh niên|sở|ubnd|hđnd|bộ|tỉnh|huyện|thành phố|tập đoàn|công ty|hiệp hội|hội|ngân hàng)(?!\w)"
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
_INSPECTS = ("kiểm sát", "thanh tra")  # who does so "tại" a body meets it, with a delegation or without
# Who is asked at a meeting for that: "tổ chức hội nghị lấy ý kiến của các sở".
_BY_THEM = (" sự tham", " sự có mặt", " sự hiện diện", " sự góp mặt")  # "chủ trì cuộc họp với sự tham gia của"
_CONSULTS = "lấy ý kiến"
_HELD = re.compile(r"tổ chức (?:buổi |cuộc )?(?:hội nghị|hội thảo|tọa đàm|họp)[^,;:.]{0,30},? (?:để |nhằm )?$")
_HELD_BY = re.compile(r"(?:chủ trì|tổ chức) ")
_AND_WITH = re.compile(r" (?:và|với|cùng) ")
_HELD_BEHIND = " tổ chức "
_SIDES = ("các bên", "hai bên", "đôi bên")
_OF_PLACE = re.compile(r" (?:các |\d+ |liên )?(?:quận|huyện|phường|xã|thị xã|thị trấn|thành phố|tp|đặc khu|tỉnh)(?!\w)")
_CLEAR_NAME = 4.5


def met_by(reading: Reading, cue: Cue, place: Place) -> Statement | None:
    """The bodies met: "làm việc với …", "đối thoại với …"."""
    lower, start, end = reading.lower, place.start, place.end
    early = place.early or place.title or LEAD.match(lower, place.sentence.start) is not None
    if not early or OTHER_TIME.search(lower, start, cue.start):
        return None
    if _tells_other(lower, start, cue.start, cue.end):
        return None
    inspects = any(word in lower[cue.start : cue.end] for word in _INSPECTS)
    if lower.endswith("tại", cue.start, cue.end) and not inspects and "đoàn" not in lower[start : cue.start]:
        return None
    begin = _where_met(lower, cue)
    stop = COUNTERPART_END.search(reading.folded, begin, min(end, begin + 220))
    limit = stop.start() if stop else _whole_word(lower, min(end, begin + 220), end)
    limit = _before_actor(reading, (start, cue.end), begin, limit)
    if reading.folded.endswith(_HELD_BEHIND, begin, limit):
        limit -= len(_HELD_BEHIND)  # "buổi làm việc giữa Sở A và Sở B tổ chức chiều 3/7"
    first = next(iter(pieces_of(reading, begin, limit)), None)
    if first is None or not (first.kind in (BODY, GROUP) or _is_person_met(reading, place, first, limit)):
        return None
    if lower.endswith("giữa", cue.start, cue.end) and (begin := _met_between(reading, start, cue, limit)) >= limit:
        return None
    return Statement((begin, limit), "present", cue.rule, 0.7, first_only=True, titled=place.title)


def _is_person_met(reading: Reading, place: Place, first: Piece, limit: int) -> bool:
    """Whether a person with a body is met, or those who hold a post in many bodies: "với ông A, Giám đốc Công ty B"."""
    if place.title or first.kind not in (POST, PERSON):
        return False
    item = next(iter(listed(reading, first.start, limit)), None)
    body = item.stands_for(reading.lower) if item is not None else None
    return body is not None and item is not None and (item.name is not None or holds_group(reading, body))


def _where_met(lower: str, cue: Cue) -> int:
    """Where those met are named: a noun or "các" at the end of the cue belongs to their name."""
    for noun in (" các", VOTERS):
        if lower.endswith(noun, cue.start, cue.end):
            return cue.end - len(noun)  # "gặp mặt các chức sắc", "tiếp xúc cử tri quận A"
    return cue.end


def _tells_other(lower: str, start: int, cue: int, end: int) -> bool:
    """Whether the words around the cue tell of other meetings, or of one that is still due, or of none."""
    if lower.startswith(_BY_THEM, end):
        return True
    if lower.endswith(VOTERS, cue, end) and _OF_PLACE.match(lower, end) is None:
        return True  # "tiếp xúc cử tri trước kỳ họp" tells no voters of a place
    if lower.startswith(_CONSULTS, cue) and not _HELD.search(lower, start, cue):
        return True
    return lower.endswith(_MANY_MEETINGS, start, cue) or _DUE.search(lower, start, cue) is not None


def _met_between(reading: Reading, start: int, cue: Cue, limit: int) -> int:
    """Where those are named whom the first body meets: "buổi làm việc giữa Sở A và Sở B"; `limit` where nobody is.

    Where another body holds the meeting all are met: "Sở A chủ trì buổi làm việc giữa Công ty B và Công ty C".
    """
    lower = reading.lower
    items = listed(reading, cue.end, limit)
    body = items[0].stands_for(lower) if items else None
    if body is None:
        return limit
    if _HELD_BY.search(lower, start, cue.start) and lower.find(lower[slice(*body)], start, cue.start) < 0:
        return cue.end
    met = _AND_WITH.match(lower, body[1], limit)
    return met.end() if met is not None else limit


def _before_actor(reading: Reading, before: tuple[int, int], begin: int, limit: int) -> int:
    """The limit, moved before who acts at the meeting met: "tại hội nghị đối thoại với các doanh nghiệp, Sở A đã giải đáp"."""
    comma = reading.lower.rfind(", ", begin, limit)
    if comma >= 0 and reading.lower.startswith(_SIDES, comma + 2):
        return comma
    if comma < 0 or not _ACTS.match(reading.lower, limit) or _AT_MEETING.search(reading.lower, *before) is None:
        return limit
    acts = head_at(reading.folded, reading.lower, comma + 2, limit) is not None and reading.folded[comma + 2].isupper()
    return comma if acts else limit


def _whole_word(lower: str, limit: int, end: int) -> int:
    """The limit, moved back to the end of a word where it cuts one."""
    return limit if limit == end else max(lower.rfind(" ", 0, limit), 0)


def visiting(reading: Reading, layout: Layout, early: int, *, met: bool) -> Iterator[Statement]:
    """Who comes along with those who visit ("cùng lãnh đạo các sở đã kiểm tra"), and whom a delegation visits, if not told yet."""
    for cue in reading.cues_of("organizer"):
        if cue.start > early and not LEAD.match(reading.lower, _line_start(reading, cue.start)):
            continue
        if cue.kind not in ("visit", "meet") or (place := place_of(reading, layout, cue, early)) is None or place.title:
            continue
        if OTHER_TIME.search(reading.lower, place.start, cue.start):
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


def _is_known(reading: Reading, piece: Piece) -> bool:
    """Whether the piece is a body, or a group of bodies or people that a known noun tells: no "các bất đồng"."""
    at = lexicon("quantifier").at(reading.lower, piece.start, piece.end)
    noun = head_at(reading.folded, reading.lower, at[0] + 1 if at else piece.start, piece.end, groups=True)
    return piece.kind == BODY or (piece.kind == GROUP and (at is None or noun is not None))


def told_by_name(reading: Reading) -> Iterator[Statement]:
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
            and _is_known(reading, first)
            and (first.led or first.people or _TELLS.match(reading.lower, match.end()))
        ):
            yield Statement((match.end(), limit), "present", "attendance.named", 0.65, first_only=True)
            return
