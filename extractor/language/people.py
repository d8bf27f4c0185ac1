"""Persons and their posts: "đồng chí A, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh".

All offsets are into the folded text of a reading. Only small windows are read:
every function takes the place where it starts and the limit where it ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.reading import Reading

Span = tuple[int, int]

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SYLLABLE = re.compile(
    rf"[{UPPER}](?:[^\W\d_{UPPER}]+|'[{UPPER}]?[^\W\d_]+|'(?= [{UPPER}]))?(?:-[^\W\d_]+)*(?=[\s,.;:()\"…-]|$)"
)
_CAPITALS = re.compile(rf"[{UPPER}]{{3,20}}(?: [{UPPER}]{{2,20}}){{1,4}}(?=[\s,.;:()\"…-]|$)")
_RUN_AT_END = re.compile(
    rf"(?<!\w)(?:[{UPPER}][^\W\d_{UPPER}]*(?:-[^\W\d_]+)? ){{0,20}}[{UPPER}][^\W\d_{UPPER}]*(?:-[^\W\d_]+)?$"
)
_PREFIX = re.compile(r"(?:các |hai |ba )?(?:nguyên )?(?:quyền |q\. ?)?(?:(?:phó|p\.) ?)?")
# "bà Ông Thị Ba": behind an honorific, in capitals, "Ông" is a surname.
_SURNAME_ONG = re.compile(rf"Ông (?=[{UPPER}])")
_COUNTED = re.compile(r"(?:\d[\d.]{0,20}|hai|ba|bốn|năm) ")
BRANCHES = ("chi, đảng bộ", "chi, đảng ủy")  # "bí thư 21 chi, đảng bộ"
# The one standing member of a body who is called so; elsewhere "Thường trực" is a body.
_STANDING = "thường trực ban bí thư"
# The Youth Union has secretaries too.
_YOUTH = ("đoàn ", "chi đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "trung ương đoàn", "liên chi đoàn")
# A country that a head of state, an ambassador or consul speaks for is no body present.
_ENVOYS = (
    "thủ tướng",
    "phó thủ tướng",
    "tổng thống",
    "phó tổng thống",
    "quốc vương",
    "đại sứ",
    "tổng lãnh sự",
    "lãnh sự",
    "đại biện",
)
# These begin like a person's name, and are what departments are called: "Sở Công Thương".
_FIELDS = frozenset(("công thương", "công an", "công nghệ", "công đoàn", "y tế", "văn hóa", "thanh tra", "thanh niên"))
_TRADES = ("công thương ", "công nghệ ", "công đoàn ")  # "Công đoàn Công Thương Việt Nam"
_OF = " của "
_MAX_SYLLABLES = 6

# How much a post tells of the body that a person stands for.
MAIN, PARTY, RANK, FORMER = 0, 1, 2, 3


class Post(NamedTuple):
    """A post as written; `body` is where the name of its body begins, None where it names none."""

    start: int
    end: int
    body: int | None
    weight: int


def name_at(reading: Reading, start: int, limit: int) -> int | None:
    """End of the person's name that begins at `start`: two to six capitalised syllables; None if there is none."""
    folded, lower = reading.folded, reading.lower
    if (capitals := _CAPITALS.match(folded, start, limit)) is not None:
        return capitals.end() if lexicon("surname").at(lower, start, limit) else None
    at = end = start
    for count in range(_MAX_SYLLABLES):
        syllable = _SYLLABLE.match(folded, at, limit)
        if syllable is None or (count >= 2 and _opens_other(reading, at, limit)):
            break
        end = syllable.end()
        if folded[end : end + 1] != " " or end >= limit:
            break
        at = end + 1
    return end if " " in folded[start:end] else None


def _opens_other(reading: Reading, at: int, limit: int) -> bool:
    """Whether a post or a longer head of a body begins here, so that a name ends."""
    if post_at(reading, at, limit) is not None:
        return True
    head = head_at(reading.folded, reading.lower, at, limit)
    return head is not None and " " in reading.lower[at:head]


def name_at_end(reading: Reading, start: int, end: int) -> int | None:
    """Where the name begins that ends the span, as in "Phó Chủ tịch UBND tỉnh Trần Văn Nam"; None if there is none."""
    folded, lower = reading.folded, reading.lower
    run = _RUN_AT_END.search(folded, start, end)
    if run is None:
        return None
    starts = [m.start() for m in re.finditer(r"(?<!\S)\S", folded[run.start() : end])]
    places = [run.start() + s for s in starts]
    level = behind_level(reading, start, run.start())
    for size in (3, 4, 2, 5):
        if len(places) < size or (level and len(places) - size == 1):
            continue
        at = places[-size]
        surname = lexicon("surname").at(lower, at, end)
        if surname and (size > 2 or not surname[1]) and not _is_place(reading, at, end, size, start):
            return at  # of two syllables with a rare family name: "Công ty Điện lực Long Kiên"
    return None


def behind_level(reading: Reading, start: int, at: int) -> bool:
    """Whether "huyện", "xã" or the like stands right before, so that a place's name comes first."""
    before = reading.lower[start:at].rstrip().rsplit(" ", 1)[-1]
    found = lexicon("level").at(before, 0, len(before))
    return found is not None and found[0] == len(before)


def _is_place(reading: Reading, at: int, end: int, size: int, start: int) -> bool:
    """Whether the run names a place: a known one, or two syllables behind "huyện", "xã"; or what a department works on."""
    if reading.lower[at:end] in _FIELDS or reading.lower.startswith(_TRADES, at):
        return True
    place = lexicon("place").at(reading.lower, at, end)
    if place is not None and (size == 2 or place[0] == end or reading.folded[place[0]] == "-"):
        return True  # "Vụ trưởng Vụ Châu Á-Thái Bình Dương"
    return size == 2 and behind_level(reading, start, at)


def honorifics_end(reading: Reading, start: int, limit: int, *, soft: bool = True) -> int | None:
    """Where the name behind honorifics, ranks and degrees begins ("đồng chí PGS.TS."); None without any."""
    lower, at = reading.lower, start
    while (found := lexicon("honorific").at(lower, at, limit)) is not None:
        end, weight = found
        if (weight and not soft) or (at > start and _SURNAME_ONG.match(reading.folded, at)):
            break
        while end < limit and lower[end] in ".: ":
            end += 1
        if lower[end : end + 1] == ",":
            behind = end + 2 if lower[end + 1 : end + 2] == " " else end + 1
            if lexicon("honorific").at(lower, behind, limit) is not None:
                end = behind
        at = end
    return at if at > start else None


def post_at(reading: Reading, start: int, limit: int) -> Post | None:
    """The post that begins at `start`, without the name of its body."""
    lower = reading.lower
    if lower.startswith(_STANDING, start, limit):
        return Post(start, start + len("thường trực"), start + len("thường trực "), MAIN)
    prefix = _PREFIX.match(lower, start, limit)
    at = prefix.end() if prefix else start
    deputy = prefix is not None and "p" in prefix.group()
    found = lexicon("post").at(lower, at, limit)
    head = head_at(reading.folded, lower, at, limit) if deputy or found else None
    if found is None or (head is not None and head > found[0]):
        deputy = deputy and lexicon("unit", "head").at(lower, at, limit) is not None
        post = Post(start, at - 1, at, MAIN) if deputy else None
    elif lower[at : found[0]] in ("trưởng", "chánh", "tổng"):
        post = _of_unit(lower, Post(start, found[0], None, MAIN), lower[at : found[0]], limit)
    else:
        post = _with_body(reading, Post(start, found[0], None, found[1]), limit)
    if post is not None and prefix is not None and "nguyên" in prefix.group():
        return post._replace(weight=FORMER)
    return post


def _of_unit(lower: str, post: Post, word: str, limit: int) -> Post | None:
    """A post whose last word begins the body: "Trưởng Ban", "Chánh Văn phòng"; "Trưởng phòng" alone names no body."""
    behind = post.end + 1
    unit = lexicon("unit").at(lower, behind, limit)
    if unit is None and _counts_bodies(lower, behind, limit):
        return post._replace(body=behind)
    if unit is None or (word == "tổng" and not lower.startswith(("thanh tra", "kiểm toán"), behind)):
        return None
    named = lower[unit[0] : unit[0] + 1] == " " and unit[0] + 1 < limit
    if lower.startswith(f"{lower[behind : unit[0]]} ", unit[0] + 1):
        return post._replace(end=unit[0], body=unit[0] + 1)  # "Trưởng ban Ban Quản lý Khu kinh tế"
    return post._replace(body=behind) if named else post._replace(end=unit[0])


def _with_body(reading: Reading, post: Post, limit: int) -> Post:
    """The post with its modifiers, and with where its body begins."""
    lower, end = reading.lower, post.end
    while (modifier := lexicon("modifier").at(lower, end + 1, limit)) is not None and lower[end] == " ":
        head = head_at(reading.folded, lower, end + 1, limit)
        if head is not None and head > modifier[0] and not lower.startswith("thường trực", end + 1):
            break  # "Chính phủ" is no "chính"
        end = modifier[0]
    body = end + 1 if end + 1 < limit and lower[end] == " " else None
    if reading.folded[post.start].isupper() and lower.startswith(_OF, end) and end + len(_OF) < limit:
        body = end + len(_OF)  # "Điều phối viên của Tổ chức Hoa Sen"
    # What staff work on is no body: "Công chức Văn hóa - Xã hội".
    named = post.weight == MAIN and not lower.startswith(_ENVOYS, post.start)
    if body is not None and not _begins_body(reading, body, limit, named=named):
        body = None
    return Post(post.start, end, body, _weight(lower[post.start : end], lower, body, post.weight))


def _counts_bodies(lower: str, at: int, limit: int) -> bool:
    """Whether a number of bodies is named here: "bí thư 7 chi đoàn"."""
    number = _COUNTED.match(lower, at, limit)
    if number is None:
        return False
    return (
        lower.startswith(BRANCHES, number.end()) or lexicon("group", "head").at(lower, number.end(), limit) is not None
    )


def _begins_body(reading: Reading, at: int, limit: int, *, named: bool) -> bool:
    """Whether a body begins here; with `named` a name in capitals that is no person's is one."""
    if _counts_bodies(reading.lower, at, limit):
        return True
    if head_at(reading.folded, reading.lower, at, limit, groups=True) is not None or lexicon("quantifier").at(
        reading.lower, at, limit
    ):
        return True
    return named and reading.folded[at].isupper() and not _is_name(reading, at, limit)


def _is_name(reading: Reading, at: int, limit: int) -> bool:
    return lexicon("surname").at(reading.lower, at, limit) is not None and name_at(reading, at, limit) is not None


def _weight(post: str, lower: str, body: int | None, weight: int) -> int:
    """How much the post tells: the Party's posts give way to the others."""
    if weight != MAIN:
        return weight
    if body is not None and lower.startswith(_YOUTH, body):
        return MAIN
    if post.endswith("phó bí thư"):
        return PARTY
    if (
        post.endswith("bí thư")
        and body is not None
        and lower.startswith(("đảng", "chi ", "trung ương đảng", "t.ư đảng"), body)
    ):
        return RANK if lower.startswith(("trung ương", "t.ư"), body) else PARTY
    return MAIN
