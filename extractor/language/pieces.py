"""Pieces of a list of bodies and persons: where it may fall apart, and what each piece begins with.

A piece runs from one mark ("," ";" "và" "cùng" "-") to the next, or from a word
that opens a new item ("ông", "đại diện"). Whether a mark really separates two
bodies is told in `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language.bullets import behind_bullet, heads_lines, names_chair
from extractor.language.counted import (
    CROWD,
    FROM_MANY,
    NUMBER,
    WHOLE,
    behind_crowd,
    behind_origin,
    counted_noun,
    is_attendance,
    speaks_for_many,
    staff_goes_on,
)
from extractor.language.marks import STAFF, parts_of
from extractor.language.people import RANK, UPPER, Post, honorifics_end, name_at, post_at
from extractor.language.piece_ends import FOR_MANY, before_count, trimmed, within_brackets, within_name, within_noun
from extractor.language.ranks import HEADCOUNT, is_staff
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.reading import Reading

# What a piece is: a person, a post, a proper name of a body, a group ("các sở"), people without
# a body, a word at which the list ends, or the continuation of what stands before.
PERSON, POST, BODY, GROUP, PEOPLE, STOP, MORE = "person", "post", "body", "group", "people", "stop", "more"

_NEXT_WORD = re.compile(r"[ \n]\w")
_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d&.-]{{2,}}(?=[\s,.;:()…]|$)|[{UPPER}]{{2}} (?=[{UPPER}]{{2,}}(?!\w))")
_OPENING = 160  # how much of a span is read to tell how it begins
# "tại 9 điểm cầu cấp huyện có": a list may name the points of an online meeting before those present there.
_POINT = re.compile(
    r"(?:tại |ở )?(?:các |\d+ )?(?:điểm cầu|đầu cầu)\b[^,;:\n]{0,80}? có |(?:về )?phía [^,;:\n]{0,60}? có "
)
_PART_WORDS = (
    "tại ",
    "ở ",
    "các điểm",
    "các đầu",
    "điểm cầu",
    "đầu cầu",
    "về phía",
    "phía ",
    "phóng viên",
    "các phái đoàn",
    "các phóng viên",
    "các nhà báo",
    "nhà báo",
    "phái đoàn",
)
# Leads that link only, and tell nothing of a new item.
_LINKS = ("có", "là", "và", "của", "trong", "cùng")
_NAMED = re.compile(r": ?(?=\w)")  # "1. Chủ đầu tư: Ban Quản lý dự án A"
_IN_CHARGE = " phụ trách "
_APART = re.compile(r" ?[,(-] ?")
# What somebody present does there is no post: "Chủ tịch HĐQT, Chủ tọa cuộc họp".
_PART = re.compile(r"(?:chủ tọa|chủ trì|ghi biên bản)(?: (?:cuộc họp|hội nghị|đại hội|kỳ họp|phiên họp|buổi họp))?$")
_BOARDS = ("ban giám đốc", "ban giám hiệu", "ban chỉ huy", "ban lãnh đạo", "bgh", "bgđ")


# Weight of nouns for households in `rules/naming.toml`, which go with staff and with firms.
HOUSEHOLD = 2


@dataclass(slots=True)
class Piece:
    """A piece: `start` is behind what introduces it, `sep` the mark before it ("" where a word opens it)."""

    start: int
    end: int
    sep: str
    kind: str = MORE
    led: bool = False  # whether "đại diện", "lãnh đạo" stood before
    name: int = 0  # PERSON: where the name begins
    post: Post | None = None
    cut: bool = False  # whether a verb ended it
    people: bool = False  # whether nouns for people were left out in front
    counted: bool = False  # whether how many came stood behind it


def pieces_of(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    """The pieces of the span, each told by its first words."""
    heads, bare, opened = False, False, ","
    for left, right, sep in parts_of(reading, start, end):
        if heads and sep != "\n":
            continue
        heads = sep in ("\n", "^") and names_chair(reading.lower, left, end)
        if heads:
            continue
        piece = _told(reading, Piece(left, right, sep))
        if piece.kind == GROUP and sep in ("\n", "^") and _heads_lines(reading.lower, piece, left, end):
            heads = True
            continue
        if bare and piece.sep in (",", "&") and piece.kind == GROUP:
            _led_too(reading, piece)
        if bare and opened == ";":
            piece.sep = opened  # "…; lãnh đạo, thẩm phán Tòa án": the words that introduce it opened the item
        opened = piece.sep
        bare = piece.start == piece.end and piece.led
        if piece.start < piece.end or piece.kind == STOP:
            yield piece


def _heads_lines(lower: str, piece: Piece, start: int, end: int) -> bool:
    """Whether the group that opens the line at `start` only heads the lines below, and is not counted or named in it."""
    if HEADCOUNT.match(lower, piece.start) is not None or _NAMED.match(lower, piece.end) is not None:
        return False
    return heads_lines(lower, start, end)


def _led_too(reading: Reading, piece: Piece) -> None:
    """Cut off a noun for staff that goes on with "lãnh đạo": "lãnh đạo, chuyên viên Sở A"."""
    noun = lexicon("group").at(reading.lower, piece.start, piece.end)
    if noun is not None and noun[1] == STAFF and _is_proper(reading, noun[0] + 1, piece.end):
        piece.kind, piece.start, piece.led = BODY, noun[0] + 1, True


def opens_list(reading: Reading, start: int, end: int) -> bool:
    """Whether the span begins with a body, a group, a person or those who are counted."""
    first = next(pieces_of(reading, start, min(end, start + _OPENING)), None)
    return first is not None and (first.kind not in (MORE, STOP, PEOPLE) or first.people)


def _as(piece: Piece, kind: str, start: int, post: Post | None = None) -> Piece:
    """The piece, told to be of a kind and to begin at `start`."""
    piece.kind, piece.start, piece.post = kind, start, post
    return piece


def _named(piece: Piece, name: int) -> Piece:
    """The piece, told to be a person whose name begins at `name`."""
    piece.kind, piece.name = PERSON, name
    return piece


def _told(reading: Reading, piece: Piece) -> Piece:
    """The piece with its kind, behind the words that introduce it and before the verb that ends it."""
    lower, end = reading.lower, piece.end
    while True:
        start = piece.start = behind_bullet(lower, piece.start, end)
        if start >= end:
            return piece
        if (inner := _behind_role(reading, start, end)) is not None:
            piece.start, piece.led = inner, True
        elif piece.people and (crowd := behind_crowd(lower, start, end)) is not None:
            piece.start = crowd
        elif (told := _begins(reading, piece)) is not None:
            return _cut(reading, told)
        elif (number := NUMBER.match(lower, start, end)) is not None:
            if (told := _numbered(reading, piece, number)) is not None:
                return told
        elif speaks_for_many(lower, start, end):
            return _as(piece, PEOPLE, start)  # it parts what stands before it from what follows
        elif (skip := lexicon("lead", "people").at(lower, start, end)) is not None:
            piece.led = piece.led or lower[start : skip[0]] not in _LINKS
            piece.people = piece.people or lexicon("people").at(lower, start, end) is not None
            piece.start = skip[0]
        else:
            return _cut(reading, piece)


def _numbered(reading: Reading, piece: Piece, number: re.Match[str]) -> Piece | None:
    """The piece as those who are counted; None, and it begins behind the number, where its words do not tell."""
    lower, end = reading.lower, piece.end
    if is_attendance(lower, number, end):
        return _as(piece, PEOPLE, end)
    piece.start, piece.people = number.end(), True
    noun = counted_noun(lower, piece.start, end)
    if noun is None:
        return None
    piece.led = True  # bodies are counted by name, staff are not
    return _counted(reading, piece, number, noun)


def _counted(reading: Reading, piece: Piece, number: re.Match[str], noun: tuple[int, int]) -> Piece:
    """A group behind a number, which belongs to the name of bodies: "74 doanh nghiệp", but "cán bộ"."""
    alone = noun[0] >= piece.end - 1 and not staff_goes_on(reading.lower, piece.end)
    if ("/" in number["digits"] or (piece.sep == ":" and noun[1])) and alone:
        return _as(piece, PEOPLE, piece.end)  # "Thôn 3: 42 hộ", "37/41 hộ"
    many = FROM_MANY.match(reading.lower, piece.start, piece.end)
    of_all = "/" in number["digits"]  # "186/215 thành viên"
    start = many.end() if many else piece.start if noun[1] or of_all else number.start("digits")
    return _cut(reading, _as(piece, GROUP, start))


def _begins(reading: Reading, piece: Piece) -> Piece | None:
    """The piece as a person, a post, a body or a group, where its first words tell; else None."""
    lower, folded, start, end = reading.lower, reading.folded, piece.start, piece.end
    behind = honorifics_end(reading, start, end)
    if behind is not None and lexicon("place").at(lower, start, end) is not None:
        behind = None  # "Bà Rịa - Vũng Tàu"
    if behind is not None and behind < end and (folded[behind].isupper() or folded[behind] in "'\""):
        return _behind_honorifics(reading, piece, behind)
    if folded[start].isupper() and piece.sep in (",", "-") and _PART.match(lower, start, end):
        return _as(piece, STOP, end)
    stop = lexicon("stop").at(lower, start, end) if folded[start].islower() else None
    if stop is not None and not within_name(lower, start):
        return _as(piece, STOP, stop[0])
    if (quantifier := lexicon("quantifier").at(lower, start, end)) is not None:
        return _grouped(reading, piece, quantifier[0])
    if (post := post_at(reading, start, end)) is not None:
        return _posted(reading, piece, post)
    person = lower.startswith("đoàn ", start) and _told_by_post(
        reading, piece
    )  # "các đồng chí: Đoàn Hữu Nam, Bí thư …"
    return (None if person or _is_subject(reading, piece) else _body(reading, piece)) or _bare_name(reading, piece)


def _is_subject(reading: Reading, piece: Piece) -> bool:
    """Whether letters for what a body works on begin the piece: "Sở VH, TT&DL"."""
    if not reading.folded[piece.start : piece.start + 2].isupper():
        return False
    subject = lexicon("subject").at(reading.lower, piece.start, piece.end)
    return subject is not None and reading.folded[piece.start : subject[0]].isupper()


def _posted(reading: Reading, piece: Piece, post: Post) -> Piece | None:
    """The piece as a post, or as staff; None where the words of a rank only begin a longer phrase: "đại biểu là các hộ"."""
    lead = lexicon("lead", "people").at(reading.lower, post.start, piece.end)
    if post.weight == RANK and post.body is None and lead is not None and lead[0] > post.end:
        return None
    # "thẩm phán, thư ký" in small letters are staff, no person's rank.
    return _as(piece, GROUP, piece.start) if is_staff(reading, piece, post) else _as(piece, POST, piece.start, post)


def _behind_role(reading: Reading, start: int, end: int) -> int | None:
    """Where the bodies begin behind the point of an online meeting, or behind the part that they play."""
    lower = reading.lower
    if lower.startswith(_PART_WORDS, start):
        part = _POINT.match(lower, start, end) or FROM_MANY.match(lower, start, end)
        return part.end() if part is not None else None
    role = lexicon("role").at(lower, start, end)
    if role is None or (role[1] and reading.folded[start].isupper()):
        return None
    behind = role[0] + 2 if lower.startswith(" (", role[0]) else role[0] + 1  # "cơ quan soạn thảo (Sở Xây dựng)"
    return behind if _is_proper(reading, behind, end) else None


def _is_proper(reading: Reading, at: int, end: int) -> bool:
    """Whether a body's name in capitals begins here."""
    if at >= end or not reading.folded[at].isupper():
        return False
    return head_at(reading.folded, reading.lower, at, end, groups=True) is not None


def _behind_honorifics(reading: Reading, piece: Piece, behind: int) -> Piece:
    """What "ông", "đồng chí" introduce: a post, a person, or a body ("đồng chí Thường trực Tỉnh ủy")."""
    post = post_at(reading, behind, piece.end)
    if post is not None:
        return _as(piece, POST, behind, post)
    head = head_at(reading.folded, reading.lower, behind, piece.end)
    if head is None or name_at(reading, behind, piece.end) is not None:
        return _named(piece, behind)
    return _as(piece, BODY, behind)


def _body(reading: Reading, piece: Piece) -> Piece | None:
    """The piece as a body or a group; None where no noun for one begins it."""
    lower, folded, start, end = reading.lower, reading.folded, piece.start, piece.end
    head = head_at(folded, lower, start, end, groups=True)
    if head is None:
        short = _ACRONYM.match(folded, start, end)
        named = (
            short and lexicon("honorific").at(lower, start, end) is None and not _is_title(reading, short.end(), end)
        )
        return _as(piece, BODY, start) if named else None
    if lower.startswith(_BOARDS, start) and lexicon("quantifier").at(lower, head + 1, end) is not None:
        # "ban giám đốc các bệnh viện" are the hospitals.
        return _told(reading, Piece(head, end, piece.sep, led=True))
    lead = lexicon("lead").at(lower, start, end)
    if lead is not None and head < lead[0] < end:
        return None
    proper = head_at(folded, lower, start, end)
    if proper is None and folded.startswith("Tổ chức ", start) and _is_named_after(reading, start, end):
        return _as(piece, BODY, start)  # "Tổ chức Y tế Thế giới"
    if proper is None and folded[start].isupper() and not piece.led and piece.sep in (",", "&"):
        return None  # "Ủy ban Văn hóa, Giáo dục, Thanh niên …"
    # A noun for a body that stands alone in small letters is a group: "ban", "ngành".
    alone = proper is None or (proper == end and folded[start:end].islower())
    return _as(piece, GROUP if alone else BODY, start)


def _is_title(reading: Reading, at: int, end: int) -> bool:
    """Whether nothing but a person's name stands behind letters that are no body's: "NNC Trịnh Bỉnh Khôi"."""
    start = at + 1
    if start >= end or lexicon("surname").at(reading.lower, start, end) is None:
        return False
    return name_at(reading, start, end) == end and reading.lower.count(" ", start, end) > 1


def _is_named_after(reading: Reading, start: int, end: int) -> bool:
    """Whether a name and no meeting follows "Tổ chức": "Tổ chức Y tế Thế giới"."""
    at = start + len("Tổ chức ")
    return reading.folded[at : at + 1].isupper() and lexicon("meeting").at(reading.lower, at, end) is None


def _bare_name(reading: Reading, piece: Piece) -> Piece | None:
    """The piece as a person without honorific: a known surname, and nothing but the name."""
    lower, start, end = reading.lower, piece.start, piece.end
    known = lexicon("surname").at(lower, start, end) is not None or _told_by_post(reading, piece)
    if not known or lexicon("place").at(lower, start, end) is not None:
        return None
    name = name_at(reading, start, end)
    return _named(piece, start) if name is not None and (name == end or lower[name] in " (.") else None


def _told_by_post(reading: Reading, piece: Piece) -> bool:
    """Whether a post stands behind what may be a name in a list of persons: "các đồng chí: Rcom Sa Duyên, Bí thư …"."""
    behind = _APART.match(reading.lower, piece.end) if piece.sep in (":", ";", "^") else None
    if behind is None or name_at(reading, piece.start, piece.end) != piece.end:
        return False
    return post_at(reading, behind.end(), min(len(reading.lower), behind.end() + _OPENING)) is not None


def _grouped(reading: Reading, piece: Piece, behind: int) -> Piece | None:
    """A group behind "các", "một số"; None where only "các đại biểu" is said."""
    lower, end, at = reading.lower, piece.end, behind + 1
    whole, noun = lexicon("lead").at(lower, piece.start, end), lexicon("group").at(lower, at, end)
    if whole is not None and max(behind, noun[0] if noun else 0) < whole[0]:
        return None
    if at >= end:
        # "tập thể, cá nhân tiêu biểu"
        return _as(piece, *((GROUP, piece.start) if lower.startswith("tập thể", piece.start) else (PEOPLE, end)))
    people = lexicon("people").at(lower, at, end)
    skip = people or lexicon("lead").at(lower, at, end)
    if skip is not None and noun is not None and noun[0] > skip[0]:
        skip = None  # "các bà mẹ Việt Nam anh hùng"
    # "toàn thể cán bộ", "đông đảo các nhà khoa học": how many there are is no part of the name of staff.
    people_too = noun is not None and (noun[1] > 0 or lower.startswith("nhân dân", at))
    staff = lexicon("quantifier").at(lower, at, end) is not None or people_too
    if skip is not None or (staff and lower.startswith(CROWD, piece.start)):
        return _told(reading, Piece(skip[0] if skip else at, end, piece.sep, led=True))
    if (proper := _behind_crowd_of(reading, piece, at, noun)) is not None:
        return _told(reading, Piece(proper, end, piece.sep, led=True))
    if (post := post_at(reading, at, end)) is not None and (noun is None or post.end > noun[0]):
        piece.led = True
        return _as(piece, POST, at, post)
    return _as(piece, GROUP, piece.start)


def _behind_crowd_of(reading: Reading, piece: Piece, at: int, noun: tuple[int, int] | None) -> int | None:
    """Where the proper name begins of which all are meant, or from which staff come: "tập thể Hội đồng sư phạm"."""
    behind = behind_origin(reading.lower, noun[0], piece.end) if noun is not None and noun[1] == STAFF else None
    if behind is None and reading.lower.startswith(WHOLE, piece.start):
        behind = at
    return behind if behind is not None and _is_proper(reading, behind, piece.end) else None


def _keeps(lower: str, begin: int, at: int, end: int) -> bool:
    """Whether the word at `at`, at which many names end, stands within the one that begins at `begin`."""
    return within_name(lower, at) or within_noun(lower, begin, at, end) or within_brackets(lower, begin, at, end)


def _cut(reading: Reading, piece: Piece) -> Piece:
    """The piece up to the first word at which no name goes on."""
    if piece.kind == STOP:
        return piece
    lower = reading.lower
    begin = piece.post.body if piece.post is not None and piece.post.body is not None else piece.start
    if piece.kind == GROUP and (many := FOR_MANY.search(lower, begin, piece.end)) is not None:
        piece.end, piece.cut = many.start(), True
    stops = lexicon("stop")
    for match in _NEXT_WORD.finditer(lower[begin : piece.end]):
        at = begin + match.start() + 1
        stop = stops.at(lower, at, piece.end) if reading.folded[at].islower() else None
        if stop is not None and not _keeps(lower, begin, at, piece.end):
            piece.end, piece.cut = trimmed(lower, piece.start, at), True
            return piece
    piece.end = trimmed(lower, piece.start, piece.end)
    if piece.kind in (GROUP, BODY) and (end := before_count(lower, begin, piece.end)) < piece.end:
        piece.end, piece.counted = end, True
    if piece.kind == POST and (charge := lower.find(_IN_CHARGE, begin, piece.end)) >= 0:
        piece.end = charge  # "Phó Chủ tịch UBND xã phụ trách kinh tế"
    if piece.kind == GROUP and lower.endswith(" là", piece.start, piece.end):
        return _as(piece, PEOPLE, piece.end)  # "các thầy cô là đại diện các khoa"
    return piece
