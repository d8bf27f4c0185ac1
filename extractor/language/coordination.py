"""Which mark separates two bodies, and which stands inside the name of one.

"các sở, ban, ngành", "Sở Văn hóa, Thể thao và Du lịch", "Văn phòng HĐND và UBND huyện",
"các tỉnh A, B" and "Khoa C, Trường D" are one each. All offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.group_names import lists_places, stands_alone
from extractor.language.marks import STAFF
from extractor.language.parthood import is_part
from extractor.language.people import UPPER, Post, name_at_end
from extractor.language.pieces import BODY, GROUP, HOUSEHOLD, MORE, PERSON, POST, Piece
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

_QUANTIFIED = re.compile(r"(?<!\w)(?:các|một số|nhiều|những|cấp|toàn thể|đội ngũ|hai|ba|\d[\d.]{0,12}) ")
_ITEM = re.compile(r", | và ")
# One office serves several bodies.
_OFFICE = re.compile(
    r"văn phòng (?:[^,]*, )?(?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội|huyện ủy|đảng ủy)$"
)
_COUNCIL = re.compile(r"(?:hđnd|ubnd|hội đồng nhân dân|ủy ban nhân dân)\b")
# What only both halves name: "Báo và Đài Phát thanh tỉnh", "Liên danh A và B"; and where such a half stands apart.
_HALVES = (
    (re.compile(r"viện công nhân"), re.compile(r"công đoàn")),
    (re.compile(r"báo"), re.compile(r"(?:đài )?(?:phát thanh|truyền hình)")),
    (re.compile(r"liên danh (?!.* và )[^,]+"), re.compile(r"")),
)
_PRESS_PAIR = re.compile(r"báo và (?:đài )?(?:phát thanh|truyền hình)")
# "các cục, vụ, ban quản lý dự án thuộc Bộ": a longer noun in small letters is no name either.
_SMALL_NAME = re.compile(rf"[^{UPPER}]+(?:$|(?<=thuộc) |(?<=của) )")
_NEIGHBOURS = re.compile(
    r"(?:ban công tác mặt trận |ban ctmt )?(?:các |\d+ )?(?:thôn|xóm|khu phố|tổ dân phố|khu dân cư|ấp|bản|buôn|chi bộ|tổ)\b"
)
# The board of each of many bodies: "Ban Giám hiệu, tổ trưởng chuyên môn 7 trường".
_BOARD = re.compile(
    r"(?:ban giám hiệu|bgh|hiệu trưởng) (?:các |\d+ )?trường|(?:ban giám đốc|bgđ) (?:các |\d+ )?(?:bệnh viện|trung tâm|công ty|doanh nghiệp)"
)
# "Ủy viên BTV, BCH Đoàn Khối": the inner board is the outer one's.
_BARE_BOARD = re.compile(r"(?:btv|ban thường vụ|thường vụ|thường trực)")
_BOARD_OF_SAME = re.compile(r"(?:bch|ban chấp hành) \w")
_COMMITTEES = re.compile(r"(?:các|\d{1,6}) (?:(?:tỉnh|huyện|thành|thị|quận|đảng) ủy(?:, | và |$))+$")
_COMMITTEE = re.compile(r"(?:huyện|thành|thị|quận|đảng) ủy\b(?! [A-ZĐ])")
_SHORT_LEVELS = re.compile(r"(?:các|\d{1,6}) (?:(?:tỉnh|huyện|thành|thị|quận)(?:, | và |$))+$")
_OF_LEVEL = re.compile(r"(?:tỉnh|huyện|thành|thị|quận) (?:ủy|đoàn|hội)\b")
_SCHOOLS = re.compile(
    r"(?:các|\d{1,4}) trường (?:mầm non|mẫu giáo|mn|tiểu học|th|thcs|thpt|trung học|phổ thông|trung cấp|cao đẳng)(?:\b|(?=[ ,]))"
)
_ONE_SCHOOL = re.compile(
    r"trường (?:(?:phổ thông|ptdtnt|ptdtbt|dân tộc|nội trú|bán trú|tư thục|quốc tế|liên cấp)[ ,]{1,2}){0,5}(?:(?:và |, )?(?:mầm non|mn|tiểu học|th|thcs|trung học cơ sở)(?:, )?){1,3}"
)
_SCHOOL_LEVEL = re.compile(
    r"(?:mầm non|mẫu giáo|mn|tiểu học|th|thcs|thpt|ptdt(?:bt|nt)|gdtx|trung học (?:cơ sở|phổ thông)|phổ thông|cao đẳng|đại học)(?: |$)"
)
# Units bear codes and numbers: "PC06", "các Khu Quản lý đường bộ II, III".
_CODE = re.compile(rf"(?:[{UPPER}]{{1,4}}\d{{1,3}}|[IVX]{{1,4}}|\d{{1,2}})(?!\w)")
_CODE_AT_END = re.compile(rf"(?<!\w)(?:[{UPPER}]{{1,4}}\d{{1,3}}|[IVX]{{1,4}}|\d{{1,2}})$")
_OFFICE_IN_SHORT = re.compile(rf"(?:phòng|ban|khoa|đội|vụ|cục|tổ|bộ môn)(?:,? [{UPPER}][{UPPER}&-]+)+$")
_SHORT_OFFICE = re.compile(rf"[{UPPER}][{UPPER}&-]+(?= thuộc |$|[,;.])")
_LONGEST = 800  # code points of a name with all that it lists; more is looked over at every piece
# "Trường Xuân", "Hội An", "Vụ Bản" are places; "Hội LHPN" is none.
_PLACE_LIKE_BODY = re.compile(rf"(?:Trường|Hội|Đoàn|Ban|Tổ|Viện|Đài|Báo|Vụ) [{UPPER}][^\W\d_{UPPER}]+")
_FEW_WORDS = 4
# "Cục Thanh tra, giám sát ngân hàng", "Ban Bảo vệ, chăm sóc sức khỏe cán bộ": deeds in the names of offices.
_DEED = re.compile(
    r"(?:giám sát|kiểm tra|thanh tra|chăm sóc|bồi dưỡng|thẩm định|xử lý|khen thưởng|chống|bảo vệ|phục hồi|kiểm nghiệm|kiểm định|kiểm soát|điều trị|giám định|quản lý|phát triển|khai thác) "
)
_FIRMS = (
    "doanh nghiệp",
    "công ty",
    "ngân hàng",
    "tập đoàn",
    "tổ chức",
    "nhà mạng",
    "hãng",
    "nhà thầu",
    "hệ thống",
    "siêu thị",
)
_PRESS = ("đài", "báo", "tạp chí")


def goes_on(reading: Reading, body: Span, piece: Piece, *, group: bool, one: bool) -> bool:
    """Whether `piece` still belongs to the name of `body`, which stands before it.

    `group` tells that the body is a group ("các sở"); `one` that it is the body of one person.
    """
    if piece.sep in ("-", ":"):
        return piece.sep == "-" or group or _QUANTIFIED.search(reading.lower, *body) is not None
    if (
        piece.sep not in (",", "&")
        or piece.end - body[0] > _LONGEST
        or (piece.sep == "," and _PRESS_PAIR.match(reading.lower, piece.start))
    ):
        return False
    if (
        _is_listed_place(reading, body, piece)
        or _is_one_office(reading, body, piece)
        or _is_listed_name(reading, body, piece, group=group)
    ):
        return True
    if piece.kind == POST:
        return (
            group and not piece.people and piece.post is not None and _joins_post(reading, body, piece.post, piece.end)
        )
    if piece.kind in (BODY, GROUP):
        return _joins_bodies(reading, body, piece, group=group, one=one)
    return piece.kind == MORE and _joins_words(reading, body, piece, group=group)


def _is_listed_place(reading: Reading, body: Span, piece: Piece) -> bool:
    """Whether a place that begins like a body goes on with places: "UBND các xã Phú Sơn, Trường Xuân"."""
    if _PLACE_LIKE_BODY.fullmatch(reading.folded, piece.start, piece.end) is None:
        return False
    return not piece.led and lists_places(reading, body)


def _joins_post(reading: Reading, body: Span, post: Post, end: int) -> bool:
    """Whether a post goes on with staff: "bí thư chi bộ, trưởng thôn"."""
    if post.body is None:
        return _is_open(reading, body)
    at, _ = _last_noun(reading.lower, body)
    first = at if starts_group(reading, body) else body[0]
    noun = lexicon("group").at(reading.lower, first, body[1]) or lexicon("group").at(reading.lower, at, body[1])
    if noun is None or noun[1] != STAFF:
        return False
    if _NEIGHBOURS.match(reading.lower, post.body) is not None:
        return True
    also = lexicon("group").at(reading.lower, post.start, post.end)
    if also != (post.end, STAFF):
        return False
    if starts_group(reading, body):
        return name_at_end(reading, post.body, end) is None  # "các Thẩm phán, Thư ký TAND"
    small = reading.folded[post.start].islower() and reading.folded[body[0]].islower()
    near = reading.lower.count(" ", noun[0], body[1]) <= 2  # "45 chủ hộ kinh doanh, tổ trưởng tổ hợp tác"
    return small and near  # "thẩm phán, thư ký TAND"


def is_board_of(lower: str, body: Span, post: Post, end: int) -> bool:
    """Whether the body is the board of the many bodies in which the post behind it is held."""
    return post.body is not None and _BOARD.match(f"{lower[slice(*body)]} {lower[post.body : end]}") is not None


def _joins_words(reading: Reading, body: Span, piece: Piece, *, group: bool) -> bool:
    """Whether words that name no body go on with the name: "Sở Văn hóa, Thể thao và Du lịch"."""
    if piece.people:
        return False  # "lãnh đạo thành phố và 800 kiều bào"
    small = reading.folded[piece.start].islower()
    named = reading.folded[piece.start].isupper() and " " in reading.folded[piece.start : piece.end]
    if named and piece.sep == "," and not group and _CODE_AT_END.search(reading.folded, *body):
        return False  # "Phòng PC04, Cơ sở cai nghiện"
    if not small and ((group and names_firms(reading, body, piece)) or reading.lower[body[1] - 1] == ")"):
        return False
    return piece.sep == "&" or group or not small or _is_small(reading, body) or _goes_on_small(reading, piece)


def _goes_on_small(reading: Reading, piece: Piece) -> bool:
    """Whether a few words in small letters behind a comma are the rest of a name: "Vụ Giám sát, thẩm định và xử lý"."""
    words = reading.folded[piece.start : piece.end].split()
    if piece.cut or not 1 < len(words) <= _FEW_WORDS:
        return False
    return reading.lower.startswith(" và ", piece.end) or _DEED.match(reading.lower, piece.start) is not None


def starts_group(reading: Reading, span: Span) -> bool:
    """Whether the span begins with "các", "một số" or the like."""
    return lexicon("quantifier").at(reading.lower, *span) is not None


def holds_group(reading: Reading, span: Span) -> bool:
    """Whether "các" or the like stands in the span: "UBND các xã"."""
    return _QUANTIFIED.search(reading.lower, *span) is not None


def is_role(lower: str, span: Span) -> bool:
    """Whether the span only tells the part that a body plays: "chủ đầu tư"."""
    role = lexicon("role").at(lower, *span)
    return role is not None and role[0] == span[1]


def _is_one_office(reading: Reading, body: Span, piece: Piece) -> bool:
    """Whether both names are one body's: "Văn phòng HĐND và UBND", "Báo và Đài Phát thanh tỉnh"."""
    name = reading.lower[slice(*body)]
    if _OFFICE.match(name) is not None and _COUNCIL.match(reading.lower, piece.start) is not None:
        return True
    return piece.sep == "&" and any(
        first.fullmatch(name) and second.match(reading.lower, piece.start) for first, second in _HALVES
    )


def _is_listed_name(reading: Reading, body: Span, piece: Piece, *, group: bool) -> bool:
    """Whether a list of names goes on: "các bộ: Quốc phòng, Công an", "các tỉnh A, B"."""
    if starts_group(reading, (piece.start, piece.end)):
        return False
    if reading.folded[piece.start].islower():
        return lists_places(reading, body) and _is_place_with_level(reading, piece)
    if group and ":" in reading.lower[slice(*body)] and piece.kind in (BODY, GROUP, MORE, PERSON):
        return not (piece.kind == BODY and stands_alone(reading, body, piece))
    if (
        (group or holds_group(reading, body))
        and _CODE_AT_END.search(reading.folded, *body)
        and _CODE.match(reading.folded, piece.start)
    ):
        return True  # "các phòng PC06, PV01"
    if group and _OFFICE_IN_SHORT.search(reading.folded, *body) and _SHORT_OFFICE.match(reading.folded, piece.start):
        return True  # "các phòng QLHT, QLVT&ATGT thuộc Sở"
    place = piece.kind in (MORE, PERSON) or lexicon("level").at(reading.lower, piece.start, piece.end) is not None
    return place and lists_places(reading, body)


def _is_place_with_level(reading: Reading, piece: Piece) -> bool:
    """Whether the piece is a place's name behind its level: "UBND các phường A, B và xã C"."""
    level = lexicon("level").at(reading.lower, piece.start, piece.end)
    return level is not None and reading.folded[level[0] + 1 : piece.end][:1].isupper()


def _joins_bodies(reading: Reading, body: Span, piece: Piece, *, group: bool, one: bool) -> bool:
    """Whether a noun for bodies goes on with the group ("các sở, ban"), or names the whole of a part."""
    span = (piece.start, piece.end)
    if _is_other_half(reading.lower, body, span):
        return True
    if starts_group(reading, span):
        units = reading.lower.startswith("các đơn vị", piece.start)
        return piece.sep == "&" and group and units and _is_open(reading, body)
    if _lists_units(reading, body, span):
        return True
    noun = lexicon("group").at(reading.lower, *span)
    reach = (
        2 if piece.sep == "," and noun is not None and noun[1] != STAFF and reading.folded[piece.start].islower() else 1
    )
    if _is_bare(reading, span) and _is_open(reading, body, reach) and _is_alike(reading, body, span):
        return True
    if group and piece.sep == "," and starts_group(reading, body) and _is_small_name(reading, span):
        return _is_open(reading, body) and _is_alike(reading, body, span)
    return piece.kind == BODY and piece.sep == "," and is_part(reading.lower, body, span, one=one)


def _is_other_half(lower: str, body: Span, span: Span) -> bool:
    """Whether the span ends what only both together name: "trung ương và địa phương", "BTV, BCH Đoàn Khối"."""
    if lower.endswith(("trung ương", "trung ương thường trú"), *body):
        return lower.startswith("địa phương", span[0])
    return _BARE_BOARD.fullmatch(lower, *body) is not None and _BOARD_OF_SAME.match(lower, *span) is not None


def _lists_units(reading: Reading, body: Span, span: Span) -> bool:
    """Whether units go on being listed: "Cục Hải quan các tỉnh, thành phố", "ban tuyên giáo các huyện ủy, thành ủy"."""
    if _COMMITTEES.search(reading.lower, *body) and _COMMITTEE.match(reading.folded, *span):
        return True
    if _SHORT_LEVELS.search(reading.lower, *body) and _OF_LEVEL.match(reading.lower, *span):
        return True  # "các huyện, thị, thành đoàn"
    if _ONE_SCHOOL.fullmatch(reading.lower, *body) and _SCHOOL_LEVEL.match(reading.lower, *span):
        return True  # "Trường THCS và THPT Sao Mai"
    if _SCHOOLS.search(reading.lower, *body) and _SCHOOL_LEVEL.match(reading.lower, *span):
        return True  # "các trường Mầm non, Tiểu học, THCS"
    return _ends_with_level(reading.lower, body) and _begins_with_level(reading, span)


def _ends_with_level(lower: str, body: Span) -> bool:
    last = _ITEM.split(lower[body[0] : body[1]])[-1]
    return last.endswith((" tỉnh", " huyện", " xã", " phường", " quận", " thành phố", " thị xã"))


def _begins_with_level(reading: Reading, span: Span) -> bool:
    """Whether a level of places begins the span: "huyện", but not "Huyện ủy"."""
    level = lexicon("level").at(reading.lower, *span)
    head = head_at(reading.folded, reading.lower, *span)
    return level is not None and (head is None or head <= level[0])


def _is_bare(reading: Reading, span: Span) -> bool:
    """Whether the span begins with a noun for a group and is no proper name: "ngành", "Cục thuộc Bộ"."""
    lower, folded = reading.lower, reading.folded
    noun = lexicon("group").at(lower, *span)
    head = head_at(folded, lower, *span)
    if noun is None or (head is not None and head > noun[0]):
        return False
    rest = folded[noun[0] + 1 : span[1]]
    small = folded[span[0]].islower() and not (rest[:1].isupper() and lower.startswith("khoa ", span[0]))
    return small or not rest or rest[0].islower() or rest.startswith("Bộ ")


def _is_small_name(reading: Reading, span: Span) -> bool:
    """Whether the span names bodies of a kind: "ban quản lý dự án thuộc Bộ"."""
    head = head_at(reading.folded, reading.lower, *span)
    return head is not None and _SMALL_NAME.match(reading.folded[slice(*span)]) is not None


def _is_alike(reading: Reading, body: Span, span: Span) -> bool:
    """Whether both are bodies or both are staff; the press stands apart ("các cơ quan báo, đài")."""
    lower = reading.lower
    if re.split(r"[ ,]+", lower[body[0] : body[1]])[-1] in ("đài", "báo", "chí"):
        return lower.startswith(_PRESS, span[0])
    at, _ = _last_noun(lower, body)
    before, after = lexicon("group").at(lower, at, body[1]), lexicon("group").at(lower, *span)
    return before is None or after is None or before[1] == after[1] or HOUSEHOLD in (before[1], after[1])


def _last_noun(lower: str, body: Span) -> tuple[int, bool]:
    """Where the last noun of a list begins, behind "các" or the like, and whether such a word stands before it."""
    tail = _ITEM.split(lower[body[0] : body[1]])[-1]
    at = body[1] - len(tail)
    ends = [match.end() for match in _QUANTIFIED.finditer(tail)]
    return (at + ends[-1], True) if ends else (at, False)


def names_firms(reading: Reading, body: Span, piece: Piece) -> bool:
    """Whether names of firms are listed: "các doanh nghiệp A, B" are bodies of their own, "các tỉnh A, B" one group."""
    if lexicon("place").at(reading.lower, piece.start, piece.end) is not None:
        return False
    words = reading.folded[piece.start : piece.end].split()
    name = reading.lower[body[0] : body[1]]
    if " từ " in name:
        return False  # "các doanh nghiệp đến từ Đức, Pháp"
    return any(firm in name for firm in _FIRMS) and all(word[0].isupper() for word in words)


def _is_small(reading: Reading, body: Span) -> bool:
    """Whether the name is written in small letters behind its head ("sở văn hóa")."""
    head = head_at(reading.folded, reading.lower, *body)
    at = head + 1 if head else body[0]
    return at < body[1] and reading.folded[at].islower()


def _is_open(reading: Reading, body: Span, reach: int = 1) -> bool:
    """Whether the body ends with a bare noun of a group, so that "các sở" may go on with "ban, ngành".

    Up to `reach` words in small letters may stand behind the noun.
    """
    lower, folded = reading.lower, reading.folded
    at, quantified = _last_noun(lower, body)
    noun = lexicon("group").at(lower, at, body[1])
    if noun is None:
        # "Vùng 3 Hải quân": a number before a name in capitals counts nothing.
        counts = quantified and (folded[at].islower() or not lower[at - 2].isdigit())
        return counts and len(lower[at : body[1]].split()) <= 2
    words = len(lower[noun[0] : body[1]].split())
    name = folded[at + 1 : noun[0]]
    if words == 0 and not quantified and " " in name and not name.islower():
        return False  # "Trạm Y tế", but "Sở"
    if words == 0 and (quantified or at == body[0]):
        return True
    if not quantified:
        grouped = _QUANTIFIED.search(lower, *body) is not None or lexicon("group").at(lower, *body) is not None
        if not grouped or folded[at].isupper():
            return grouped and words == 0
    return words == 0 or (words <= reach and folded[slice(noun[0], body[1])].islower())
