"""Lists of bodies and persons.

`listed` reads a span such as "đại diện Sở A, Sở B và Phòng Văn hóa và Thông tin các
huyện, thị xã; đồng chí C, Phó Chủ tịch UBND tỉnh" into bodies and persons. A named
person stands for the body of the main post. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.brands import is_brand, is_brand_of_its_own, is_foreign
from extractor.language.coordination import (
    goes_on,
    holds_group,
    is_board_of,
    is_role,
    lists_names,
    names_firms,
    starts_group,
)
from extractor.language.items import Item
from extractor.language.marks import STAFF
from extractor.language.people import MAIN, RANK, UPPER, Post, Span, name_at, name_at_end, post_at
from extractor.language.pieces import BODY, GROUP, MORE, PEOPLE, PERSON, POST, STOP, Piece, pieces_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading

_GLOSS = re.compile(r" ?\(([^()]*)\)$")
_SHORT_FORM = re.compile(rf"(?:viết tắt|gọi tắt|sau đây|[{UPPER}\d&.-]+$|[{UPPER}][\w&-]*$|đ/c|đc|[\d ]+)")
_WORD = re.compile(r"[^\s,.;:()]+")
_CAPITAL = re.compile(rf"(?<= )[{UPPER}]")
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


def listed(reading: Reading, start: int, end: int) -> list[Item]:
    """The bodies and persons of the span, in text order."""
    return list(_Reader(reading).read(start, end))


class _Reader:
    """Goes through the pieces of a span, holding the item that the next piece may go on with."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lower = reading.lower
        self.item: Item | None = None
        self.done: list[Item] = []  # items that ended while a piece was added
        self.closed = False
        self.limit = 0  # where the span that is read ends
        self.firms = False  # whether names of firms are being listed: "các tập đoàn A, B"

    def read(self, start: int, end: int) -> Iterator[Item]:
        """Yield each item once no further piece can go on with it."""
        skipping, self.limit = False, end
        for found in pieces_of(self.reading, start, end):
            skipping = skipping and found.sep != "\n"
            if skipping:
                continue
            piece: Piece | None = found
            if found.kind == STOP and found.sep not in (";", "\n", "^"):
                piece = self._resumed(found)
            if piece is None:
                skipping = True  # a verb ends the list, or its line of a list in lines
                continue
            if self._goes_on(piece):
                yield from self.done
                self.done.clear()
                self.closed = self.closed or piece.cut
                continue
            if self.item is not None and not (piece.sep == "như" and self.item.group):
                yield self.item
            self.item, self.closed = self._new(piece), piece.cut
        if self.item is not None:
            yield self.item

    def _resumed(self, piece: Piece) -> Piece | None:
        """What stands behind "có" in a piece that begins with a verb ("cùng dự có các sở")."""
        at = self.lower.find(" có ", piece.start, piece.end)
        return next(pieces_of(self.reading, at + 3, piece.end), None) if at >= 0 else None

    def _new(self, piece: Piece) -> Item | None:
        if piece.kind == PERSON:
            return self._person(piece)
        if piece.kind == POST and self._is_staff_rank(piece):
            return Item(body=(piece.start, piece.end), group=True)
        if piece.kind == POST:
            item = Item(plural=piece.led)
            self._add_post(item, piece)
            return item
        # "đại diện Viettel": a name without a known head.
        named = piece.kind == MORE and piece.led and self.reading.folded[piece.start].isupper()
        firm = piece.kind == MORE and self.firms and self.reading.folded[piece.start].isupper()
        brand = piece.kind == MORE and self.item is not None and is_brand_of_its_own(self.reading, self.item, piece)
        named = (named or firm or brand) and lexicon("place").at(self.lower, piece.start, piece.end) is None
        if piece.kind in (BODY, GROUP) or named:
            return Item(body=(piece.start, piece.end), group=piece.kind == GROUP)
        return None

    def _is_staff_rank(self, piece: Piece) -> bool:
        """Whether the rank of staff stands for all of them in a list: "Phó Chánh án, Thẩm phán, Thư ký và người lao động"."""
        post = piece.post
        if post is None or post.end != piece.end or piece.sep not in (",", "&") or self.item is None or self.item.name:
            return False
        staff = lexicon("group").at(self.lower, post.start, piece.end)
        following = next(pieces_of(self.reading, piece.end, self.limit), None) if staff == (piece.end, STAFF) else None
        return following is not None and following.sep in (",", "&") and following.kind not in (PERSON, BODY)

    def _person(self, piece: Piece) -> Item:
        """A person, with what stands behind the name without a comma ("ông A Viện trưởng Viện B")."""
        word = _WORD.match(self.lower, piece.name, piece.end)
        end = name_at(self.reading, piece.name, piece.end) or (word.end() if word else piece.name)
        item = Item(name=(piece.name, end))
        while end < piece.end and self.lower[end] in " ,-(":
            end += 1
        if end < piece.end:
            for inner in pieces_of(self.reading, end, piece.end):
                if inner.kind == POST:
                    self._add_post(item, inner)
                elif inner.kind == BODY and item.body is None and not item.posts:
                    item.body = (inner.start, inner.end)
        return item

    def _add_post(self, item: Item, piece: Piece) -> None:
        """Add a post to the item; cut off the person's name where it stands behind the body."""
        post, end = piece.post, piece.end
        if post is None:
            return
        if item.name is None:
            behind = post.body if post.body is not None else post.end
            end = self._cut_name(item, behind, end)
        body = (post.body, end) if post.body is not None and post.body < end else None
        item.posts.append((post, body))

    def _cut_name(self, item: Item, start: int, end: int) -> int:
        """Give the item the name that ends the span; return where what stands before it ends."""
        at = self._trailing_name(start, end)
        if at is None:
            return end
        item.name = (at, name_at(self.reading, at, end) or end)
        while at > start and self.lower[at - 1] in " -,":
            at -= 1
        return at

    def _trailing_name(self, start: int, end: int) -> int | None:
        """Where the name begins that ends the span, or None."""
        while start < end and self.lower[start] in " -,:":
            start += 1
        if start >= end:
            return None
        gloss = self.lower.rfind(") ", start, end)
        if gloss >= 0 and is_foreign(self.reading, gloss + 2, end):
            return gloss + 2  # "Chủ tịch Liên minh Sông ngòi (RLU) John Brown"
        surname = lexicon("surname").at(self.lower, start, end) is not None
        if (
            surname
            and name_at(self.reading, start, end) == end
            and head_at(self.reading.folded, self.lower, start, end) is None
        ):
            return start
        at = name_at_end(self.reading, start, end)
        union = at is not None and self.lower.startswith("đoàn ", at) and self.lower.count(" ", at, end) == 1
        return None if union else at  # "Ban Chấp hành Đoàn Khối"

    def _names_body(self, start: int | None, at: int, end: int) -> bool:
        """Whether the run at `at` is the name of the body whose bare noun stands before it: "Quỹ Hoa Sen"."""
        if start is None or head_at(self.reading.folded, self.lower, start, end) != at - 1:
            return False
        short = self.lower.count(" ", at, end) == 1
        return self.lower.startswith(_BEARERS if short else _SCHOOLS, start)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether the piece belongs to the item at hand; if so it is added."""
        item = self.item
        if item is None or piece.sep in (";", "\n", "^"):
            return False
        if (item.posts or item.name is not None) and self._goes_on_with_person(item, piece):
            return True
        return item.body is not None and self._goes_on_with_body(item, item.body, piece)

    def _goes_on_with_body(self, item: Item, body: Span, piece: Piece) -> bool:
        if piece.sep == ":" and piece.kind == BODY and (is_role(self.lower, body) or self._names_them(body, piece)):
            item.body, item.group = (piece.start, piece.end), False  # "đại diện chủ đầu tư: Ban Quản lý dự án A"
            return True
        if piece.post is not None and is_board_of(self.lower, body, piece.post, piece.end):
            item.body, item.group = (piece.post.body or piece.start, piece.end), True
            return True
        counted = piece.sep == ":" and self.lower[piece.start : piece.end].replace("/", "").isdecimal()
        if self.closed or piece.led or counted or piece.kind in (PEOPLE, STOP):
            return False
        if piece.kind == PERSON and not (piece.name == piece.start and lists_names(self.reading, body, piece.sep)):
            return False
        if (
            is_brand_of_its_own(self.reading, item, piece)
            or self._is_firm(item, body, piece)
            or not goes_on(self.reading, body, piece, group=item.group, one=bool(item.posts))
        ):
            return False
        item.body = (body[0], piece.end)
        return True

    def _names_them(self, body: Span, piece: Piece) -> bool:
        """Whether the bodies of a group are named one by one: "một số đơn vị, gồm: Viện A, Viện B"."""
        return "gồm" in self.lower[body[1] : piece.start]

    def _is_firm(self, item: Item, body: Span, piece: Piece) -> bool:
        """Whether the piece is a firm of its own in a list of names: "các tập đoàn A, B"."""
        if piece.kind != MORE or not self.reading.folded[piece.start].isupper():
            return False
        if is_brand(self.lower, piece.start, piece.end) and is_brand(self.lower, *body):
            self.firms = True  # "MobiFone, Vietnamobile"
        elif item.group and not self.firms and names_firms(self.reading, body, piece):
            self.firms = True
            capital = _CAPITAL.search(self.reading.folded, *body)
            item.body = (capital.start() if capital else body[0], body[1])
        return self.firms

    def _goes_on_with_person(self, item: Item, piece: Piece) -> bool:
        if piece.kind == PERSON:
            return self._names(item, piece)
        if piece.kind == POST:
            return self._takes_post(item, piece)
        if piece.led:
            return False
        if piece.kind == GROUP and self._is_own_work(item, piece):  # "ông A, chuyên viên Phòng B"
            self._add_post(item, piece)
            return True
        if piece.kind == MORE and item.posts:
            return not self.closed and self._goes_on_with_post(item, piece)
        return piece.kind in (BODY, GROUP) and not self.closed and self._takes_body(item, piece)

    def _is_own_work(self, item: Item, piece: Piece) -> bool:
        """Whether a noun for staff tells the person's own work; it then is the piece's post."""
        if item.name is None or piece.sep not in (",", "-") or holds_group(self.reading, (piece.start, piece.end)):
            return False
        piece.post = post_at(self.reading, piece.start, piece.end)
        staff = lexicon("group").at(self.lower, piece.start, piece.end)
        free = not item.posts or (piece.sep == "-" and item.posts[-1][1] is None)
        if piece.post is None and free and staff is not None and staff[1] == STAFF:
            body = staff[0] + 1 if head_at(self.reading.folded, self.lower, staff[0] + 1, piece.end) else None
            piece.post = Post(piece.start, staff[0], body, RANK)
        return piece.post is not None

    def _names(self, item: Item, piece: Piece) -> bool:
        """Whether the piece names the person whose post stands before: "các Phó Thủ tướng: A, B"."""
        if item.name is not None or not item.posts:
            return False
        if piece.sep not in ("", ":", "-") and (piece.sep != "," or piece.led):
            return False
        person = self._person(piece)
        item.name = person.name
        item.posts += person.posts
        return True

    def _takes_post(self, item: Item, piece: Piece) -> bool:
        """Whether the post is a further one of the person, and no other person's."""
        post = piece.post
        if post is None:
            return False
        named = item.name is not None
        post_first = item.name is not None and bool(item.posts) and item.posts[0][0].start < item.name[0]
        other = self._trailing_name(post.body or post.end, piece.end)
        names_other = other is not None and not (named and self._names_body(post.body, other, piece.end))
        if (post_first and piece.sep == "&") or (named and names_other and (post_first or piece.sep != "-")):
            return False
        if piece.led and (piece.sep == "&" or not named):
            return False
        if not named and piece.sep in (",", "&"):
            if self._is_deputy_too(item, piece):
                item.plural = True  # "chủ tịch, phó chủ tịch Hội Nông dân các huyện"
            elif self._shares_body(item, piece):
                # "giám đốc, kế toán trưởng các HTX": staff
                item.body, item.group, item.posts = (item.posts[0][0].start, piece.end), True, []
                return True
            elif item.plural or self._is_of_group(item) or self._is_another(item, piece):
                return False
        self._add_post(item, piece)
        return True

    def _is_deputy_too(self, item: Item, piece: Piece) -> bool:
        """Whether the piece names the deputies of those whose post stands before it, who share their body."""
        post, body = item.posts[-1]
        if body is not None or piece.post is None or piece.post.body is None:
            return False
        deputy, many = self.lower[piece.start : piece.post.end], holds_group(self.reading, (piece.post.body, piece.end))
        return many and deputy == f"phó {self.lower[post.start : post.end]}"

    def _shares_body(self, item: Item, piece: Piece) -> bool:
        """Whether posts in small letters share the body behind the last of them, which is none of one person."""
        first, body = item.posts[-1]
        small = self.reading.folded[first.start].islower() and self.reading.folded[piece.start].islower()
        return small and body is None and piece.post is not None and piece.post.body is not None

    def _is_another(self, item: Item, piece: Piece) -> bool:
        """Whether the post is another person's: of many bodies, or in small letters with a body of its own."""
        body = piece.post.body if piece.post is not None else None
        if piece.post is not None and piece.sep == "&" and self._same_post(item, piece.post):
            return True  # "Bộ trưởng Bộ A và Bộ trưởng, Chủ nhiệm Văn phòng B"
        if body is None or item.posts[-1][1] is None or piece.post is None:
            return False
        if piece.post.weight == MAIN == item.posts[-1][0].weight and self._trailing_name(body, piece.end) is None:
            return True
        return self.reading.folded[piece.start].islower() or holds_group(self.reading, (body, piece.end))

    def _same_post(self, item: Item, post: Post) -> bool:
        """Whether the words of the post are those of the last post of the item."""
        last = item.posts[-1][0]
        return self.lower[last.start : last.end] == self.lower[post.start : post.end]

    def _is_of_group(self, item: Item) -> bool:
        """Whether the last post is held in many bodies: "trưởng các phòng"."""
        body = item.posts[-1][1] if item.posts else None
        return body is not None and starts_group(self.reading, body)

    def _takes_body(self, item: Item, piece: Piece) -> bool:
        """Whether the body is, or goes on with, the body of the person's last post."""
        if not item.posts:
            if item.name is None or item.body is not None or piece.kind != BODY or piece.sep not in (",", "-"):
                return False
            item.body = (piece.start, piece.end)
            return True
        post, body = item.posts[-1]
        if body is not None:
            if not goes_on(self.reading, body, piece, group=starts_group(self.reading, body), one=True):
                return False
            end = self._cut_name(item, piece.start, piece.end) if item.name is None else piece.end
            item.posts[-1] = (post, (body[0], end))
            return True
        if piece.kind == BODY and piece.sep in (",", "-"):
            # "Phó Trưởng phòng - Phòng Quản lý": the body follows its post.
            item.posts[-1] = (post, (piece.start, piece.end))
            return True
        return False

    def _goes_on_with_post(self, item: Item, piece: Piece) -> bool:
        """As in "Giám đốc Sở Văn hóa" goes on with "Thể thao và Du lịch Trần Văn Nam"."""
        post, body = item.posts[-1]
        if body is None:
            return True
        if item.name is not None and item.name[0] > body[0]:
            return False
        end = piece.end
        if item.name is not None and len(item.posts) > 1 and self._trailing_name(piece.start, end) is not None:
            # "Bộ trưởng A, Bộ trưởng Bộ Thông tin và Truyền thông B": the last post is B's.
            item.posts.pop()
            self.done.append(item)
            item = self.item = Item(posts=[(post, body)])
        if item.name is None:
            end = self._cut_name(item, piece.start, end)
        item.posts[-1] = (post, (body[0], end if end > piece.start else body[1]))
        return True


def without_gloss(reading: Reading, span: Span, *, keep_bodies: bool) -> Span:
    """The span without a bracket at its end that glosses it ("(PVN)"); one that holds a body is kept on request."""
    start, end = span
    gloss = _GLOSS.search(reading.folded, start, end)
    if gloss is None:
        return span
    inner = gloss.span(1)
    names_body = head_at(reading.folded, reading.lower, *inner) is not None
    if keep_bodies and names_body and not _SHORT_FORM.match(reading.folded, *inner):
        return span
    return start, gloss.start()
