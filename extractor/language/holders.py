"""Who holds the posts of a list: a person with posts before or behind the name, or those who hold one post in many bodies.

All offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.brands import foreign_name_at_end, is_foreign
from extractor.language.coordination import holds_group, starts_group
from extractor.language.items import INNER_BOARDS, Item
from extractor.language.marks import STAFF
from extractor.language.parthood import is_part
from extractor.language.people import MAIN, RANK, Post, name_at, name_at_end, post_at
from extractor.language.pieces import BODY, POST, Piece, pieces_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.reading import Reading

# Heads of places where people live, who are named beside the secretaries of the same places.
_OF_PLACES = frozenset(
    (
        "trưởng thôn",
        "trưởng bản",
        "trưởng ấp",
        "trưởng xóm",
        "trưởng khu phố",
        "tổ trưởng",
        "trưởng buôn",
        "trưởng khu",
        "trưởng khóm",
        "trưởng làng",
        "tổ trưởng tổ dân phố",
    )
)
_CALLED = "Tổ chức "  # "Trưởng đại diện Tổ chức Hoa Sen": no person
_WORD = re.compile(r"[^\s,.;:()]+")
# These bear names that may look like a person's: "Quỹ Hoa Sen", "Trường THPT Chu Văn An".
_SCHOOLS = ("trường", "thpt", "thcs")
_BEARERS = (
    *_SCHOOLS,
    "quỹ",
    "tập đoàn",
    "công ty",
    "câu lạc bộ",
    "hợp tác xã",
    "ngân hàng",
    "bệnh viện",
    "khách sạn",
    "viettel",
    "vnpt",
    "mobifone",
    "agribank",
    "bidv",
    "vietinbank",
    "vietcombank",
    "viễn thông",
    "bưu điện",
    "điện lực",
    "tiểu học",
    "mầm non",
)


# These go on with a name.
_BARE_ENDS = (" xã ", " phường ", " thị trấn ", " huyện ", " đặc khu ", " bệnh viện ", " trường ", " công ty ")


def person_of(reading: Reading, piece: Piece) -> Item:
    """A person, with what stands behind the name without a comma ("ông A Viện trưởng Viện B")."""
    word = _WORD.match(reading.lower, piece.name, piece.end)
    end = name_at(reading, piece.name, piece.end) or (word.end() if word else piece.name)
    item = Item(name=(piece.name, end))
    behind = end
    while end < piece.end and reading.lower[end] in " ,-(":
        end += 1
    bracketed = "(" in reading.lower[behind:end] and reading.lower.endswith(")", end, piece.end)
    limit = piece.end - 1 if bracketed else piece.end  # "ông A (Viện B)"
    if end < limit:
        for inner in pieces_of(reading, end, limit):
            if inner.kind == POST:
                add_post(reading, item, inner)
            elif inner.kind == BODY and item.body is None and not item.posts:
                item.body = (inner.start, inner.end)
            elif item.body is not None and is_part(reading.lower, item.body, (inner.start, inner.end), one=True):
                item.body = (item.body[0], inner.end)  # "ông A (Đội 3, Cục 6)"
    return item


def add_post(reading: Reading, item: Item, piece: Piece) -> None:
    """Add a post to the item; cut off the person's name where it stands behind the body."""
    post, end = piece.post, piece.end
    if post is None:
        return
    if item.name is None:
        behind = post.body if post.body is not None else post.end
        end = cut_name(reading, item, behind, end)
    body = (post.body, end) if post.body is not None and post.body < end else None
    item.posts.append((post, body))


def cut_name(reading: Reading, item: Item, start: int, end: int) -> int:
    """Give the item the name that ends the span; return where what stands before it ends."""
    at = trailing_name(reading, start, end)
    if at is None:
        return end
    item.name = (at, name_at(reading, at, end) or end)
    while at > start and reading.lower[at - 1] in " -,":
        at -= 1
    return at


def trailing_name(reading: Reading, start: int, end: int) -> int | None:
    """Where the name begins that ends the span, or None."""
    while start < end and reading.lower[start] in " -,:":
        start += 1
    if start >= end:
        return None
    gloss = reading.lower.rfind(") ", start, end)
    if gloss >= 0 and is_foreign(reading, gloss + 2, end):
        return gloss + 2  # "Chủ tịch Liên minh Sông ngòi (RLU) John Brown"
    found = lexicon("surname").at(reading.lower, start, end)
    surname = found is not None and (not found[1] or reading.lower.count(" ", start, end) > 1)
    if surname and name_at(reading, start, end) == end and head_at(reading.folded, reading.lower, start, end) is None:
        return start
    at = name_at_end(reading, start, end)
    if at is None:
        return foreign_name_at_end(reading, start, end)
    if at == start + len(_CALLED) and reading.folded.startswith(_CALLED, start):
        return None
    union = reading.lower.startswith("đoàn ", at) and reading.lower.count(" ", at, end) == 1
    return None if union else at  # "Ban Chấp hành Đoàn Khối"


def names_body(reading: Reading, start: int | None, at: int, end: int) -> bool:
    """Whether the run at `at` is the name of the body whose bare noun stands before it: "Quỹ Hoa Sen"."""
    if start is None or head_at(reading.folded, reading.lower, start, end) != at - 1:
        return False
    short = reading.lower.count(" ", at, end) == 1
    return reading.lower.startswith(_BEARERS if short else _SCHOOLS, start)


def needs_name(reading: Reading, start: int | None, at: int) -> bool:
    """Whether a bare noun stands before the words at `at`, so that the first post behind a name takes them for its body.

    "ông A, Bí thư Đảng ủy xã Kim Bôi Thượng" names one person; "ông A, Cục trưởng Cục Thuế B" two.
    """
    if start is None:
        return False
    bare = head_at(reading.folded, reading.lower, start, at) == at - 1
    return bare or reading.lower.endswith(_BARE_ENDS, start, at)


def is_own_work(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether a noun for staff tells the person's own work; it then is the piece's post."""
    if item.name is None or piece.sep not in (",", "-", ":") or holds_group(reading, (piece.start, piece.end)):
        return False
    piece.post = post_at(reading, piece.start, piece.end)
    staff = lexicon("group").at(reading.lower, piece.start, piece.end)
    free = not item.posts or (piece.sep in ("-", ":") and item.posts[-1][1] is None)
    if piece.post is None and free and staff is not None and staff[1] == STAFF:
        body = staff[0] + 1 if head_at(reading.folded, reading.lower, staff[0] + 1, piece.end) else None
        piece.post = Post(piece.start, staff[0], body, RANK)
    return piece.post is not None


def is_deputy_too(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether the piece names the deputies of those whose post stands before it, who share their body."""
    post, body = item.posts[-1]
    if body is not None or piece.post is None or piece.post.body is None:
        return False
    deputy, many = reading.lower[piece.start : piece.post.end], holds_group(reading, (piece.post.body, piece.end))
    return many and deputy == f"phó {reading.lower[post.start : post.end]}"


def shares_body(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether posts in small letters share the body behind the last of them, which is none of one person."""
    first, body = item.posts[-1]
    small = reading.folded[first.start].islower() and reading.folded[piece.start].islower()
    return small and body is None and piece.post is not None and piece.post.body is not None


def shares_place(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether a post without a body goes on with staff of the same places or bodies: "bí thư, trưởng thôn 22 thôn"."""
    if item.name is not None or len(item.posts) != 1 or piece.sep not in (",", "&"):
        return False
    first, body = item.posts[0]
    if body is not None or first.weight != MAIN:
        return False
    staff = lexicon("group").at(reading.lower, piece.start, piece.end)
    if staff is None or reading.folded[piece.start].isupper():
        return False
    small = reading.folded[first.start].islower() and staff[1] == STAFF
    return reading.lower[piece.start : staff[0]] in _OF_PLACES or (
        small and holds_group(reading, (staff[0], piece.end))
    )


def is_another(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether the post is another person's: of many bodies, or in small letters with a body of its own."""
    body = piece.post.body if piece.post is not None else None
    if piece.post is not None and piece.sep == "&" and _same_post(reading, item, piece.post):
        return True  # "Bộ trưởng Bộ A và Bộ trưởng, Chủ nhiệm Văn phòng B"
    if body is None or item.posts[-1][1] is None or piece.post is None:
        return False
    if reading.lower[slice(*item.posts[-1][1])] in INNER_BOARDS and not holds_group(reading, (body, piece.end)):
        return False  # "Chủ tịch HĐQT, Tổng Giám đốc Công ty A"
    if piece.post.weight == MAIN == item.posts[-1][0].weight and trailing_name(reading, body, piece.end) is None:
        return True
    return reading.folded[piece.start].islower() or holds_group(reading, (body, piece.end))


def _same_post(reading: Reading, item: Item, post: Post) -> bool:
    """Whether the words of the post are those of the last post of the item."""
    last = item.posts[-1][0]
    return reading.lower[last.start : last.end] == reading.lower[post.start : post.end]


def is_of_group(reading: Reading, item: Item) -> bool:
    """Whether the last post is held in many bodies: "trưởng các phòng"."""
    body = item.posts[-1][1] if item.posts else None
    return body is not None and starts_group(reading, body)
