"""Lists of bodies and persons.

`listed` reads a span such as "đại diện Sở A, Sở B và Phòng Văn hóa và Thông tin các
huyện, thị xã; đồng chí C, Phó Chủ tịch UBND tỉnh" into bodies and persons. A named
person stands for the body of the main post. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.brands import is_brand, is_brand_of_its_own, is_firm
from extractor.language.coordination import (
    goes_on,
    is_board_of,
    is_role,
    names_firms,
    starts_group,
)
from extractor.language.group_names import lists_names, lists_offices, names_each
from extractor.language.holders import (
    add_post,
    cut_name,
    is_another,
    is_deputy_too,
    is_of_group,
    is_own_work,
    names_body,
    needs_name,
    person_of,
    shares_body,
    shares_place,
    trailing_name,
)
from extractor.language.items import Item
from extractor.language.marks import STAFF
from extractor.language.people import PARTY, UPPER, Span
from extractor.language.pieces import BODY, GROUP, MORE, PEOPLE, PERSON, POST, STOP, Piece, pieces_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading

_GLOSS = re.compile(r" ?\(([^()]*)\)$")
_SHORT_FORM = re.compile(rf"(?:viết tắt|gọi tắt|sau đây|[{UPPER}\d&.-]+$|[{UPPER}][\w&-]*$|đ/c|đc|[\d ]+)")
# "ban giám đốc và công đoàn các công ty"
_BOARDS = ("cấp ủy", "ban giám đốc", "ban giám hiệu")
_OF_UNITS = re.compile(r"(?<= )(?:các|\d{1,3}) (?:công ty|doanh nghiệp|trường|bệnh viện|trung tâm|đồn|đơn vị)\b")
_LONG = 7  # words; more name no body
_REGIONS = ("miền bắc", "miền nam", "miền trung")
_CAPITAL = re.compile(rf"(?<= )[{UPPER}]")


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
                self.closed = self.closed or piece.cut or piece.counted
                continue
            if self.item is not None and not (piece.sep == "như" and self.item.group):
                self._name_alone(self.item, piece)
                if not self._is_of_next(self.item, piece):
                    yield self.item
            self.firms = self.firms and piece.kind != GROUP and not self.closed and not self._is_named_fully(piece)
            self.item, self.closed = self._new(piece), piece.cut or piece.counted
        if self.item is not None:
            yield self.item

    def _resumed(self, piece: Piece) -> Piece | None:
        """What stands behind "có" in a piece that begins with a verb ("cùng dự có các sở")."""
        at = self.lower.find(" có ", piece.start, piece.end)
        return next(pieces_of(self.reading, at + 3, piece.end), None) if at >= 0 else None

    def _is_named_fully(self, piece: Piece) -> bool:
        """Whether the piece is a body by its full name, so that words without a head may go on with it again."""
        head = head_at(self.reading.folded, self.lower, piece.start, piece.end)
        full = piece.kind == BODY and head is not None and head < piece.end
        return full and head is not None and not is_brand(self.lower, piece.start, head)

    def _is_of_next(self, item: Item, piece: Piece) -> bool:
        """Whether a board without a name is that of the bodies that are named next: "cấp ủy, chỉ huy các đồn Biên phòng"."""
        if item.body is None or piece.sep not in (",", "&") or piece.kind not in (BODY, GROUP):
            return False
        name = self.lower[slice(*item.body)]
        units = name in _BOARDS and _OF_UNITS.search(self.lower, piece.start, piece.end) is not None
        return units or (name == "cấp ủy" and piece.led)

    def _name_alone(self, item: Item, piece: Piece) -> None:
        """Leave a firm's name that stands behind "các nhà thầu" alone, where another firm follows."""
        many = lexicon("quantifier").at(self.lower, *item.body) if item.group and item.body is not None else None
        if item.body is None or many is None or piece.kind != BODY or not is_firm(self.lower, many[0] + 1):
            return
        known = head_at(self.reading.folded, self.lower, piece.start, piece.end) is not None
        if known and not is_firm(self.lower, piece.start):
            return  # no short form, and no firm
        capital = _CAPITAL.search(self.reading.folded, *item.body)
        if capital is not None and is_brand(self.lower, capital.start(), item.body[1]):
            item.body, item.group = (capital.start(), item.body[1]), False

    def _new(self, piece: Piece) -> Item | None:
        if piece.kind == PERSON:
            return person_of(self.reading, piece)
        if piece.kind == POST and self._is_staff_rank(piece):
            return Item(body=(piece.start, piece.end), group=True)
        if piece.kind == POST:
            item = Item(plural=piece.led)
            add_post(self.reading, item, piece)
            return item
        # "đại diện Viettel": a name without a known head.
        named = piece.kind == MORE and piece.led and self.reading.folded[piece.start].isupper()
        firm = piece.kind == MORE and self.firms and self.reading.folded[piece.start].isupper()
        brand = piece.kind == MORE and self.item is not None and is_brand_of_its_own(self.reading, self.item, piece)
        self.firms = self.firms or brand
        parted = piece.sep == ";" and self._names_body(piece)
        named = (named or firm or brand or parted) and lexicon("place").at(self.lower, piece.start, piece.end) is None
        if piece.kind in (BODY, GROUP) or named:
            return Item(body=(piece.start, piece.end), group=piece.kind == GROUP)
        return None

    def _names_body(self, piece: Piece) -> bool:
        """Whether a few words in capitals behind a semicolon name a body whose head is unknown: "…; Nhà giàn DK1"."""
        after_body = self.item is not None and self.item.body is not None and not self.item.group
        if not after_body or piece.cut or piece.kind != MORE or self.lower.startswith(":", piece.end):
            return False
        words = self.reading.folded[piece.start : piece.end].split()
        proper = any(word[0].isupper() for word in words[1:])
        return words[0].istitle() and len(words) < _LONG and proper

    def _is_staff_rank(self, piece: Piece) -> bool:
        """Whether the rank of staff stands for all of them in a list: "Phó Chánh án, Thẩm phán, Thư ký và người lao động"."""
        post = piece.post
        if post is None or post.end != piece.end or piece.sep not in (",", "&") or self.item is None or self.item.name:
            return False
        staff = lexicon("group").at(self.lower, post.start, piece.end)
        following = next(pieces_of(self.reading, piece.end, self.limit), None) if staff == (piece.end, STAFF) else None
        return following is not None and following.sep in (",", "&") and following.kind not in (PERSON, BODY)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether the piece belongs to the item at hand; if so it is added."""
        item = self.item
        if item is not None and item.body is not None and piece.sep == ";" and self._lists_on(item.body, piece):
            item.body = (item.body[0], piece.end)
            return True
        if item is None or piece.sep in (";", "\n", "^"):
            return False
        if (item.posts or item.name is not None) and self._goes_on_with_person(item, piece):
            return True
        return item.body is not None and self._goes_on_with_body(item, item.body, piece)

    def _lists_on(self, body: Span, piece: Piece) -> bool:
        """Whether semicolons part what departments are called: "các sở: Nội vụ; Tài chính"."""
        named = piece.kind == MORE and not piece.led and self.reading.folded[piece.start].isupper()
        return named and lists_offices(self.reading, body, ";")

    def _goes_on_with_body(self, item: Item, body: Span, piece: Piece) -> bool:
        role = piece.sep in (":", "-") and is_role(self.lower, body)
        if piece.kind == BODY and (role or (piece.sep == ":" and self._names_them(item, body, piece))):
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
            self._is_firm(item, body, piece)
            or is_brand_of_its_own(self.reading, item, piece)
            or not goes_on(self.reading, body, piece, group=item.group, one=bool(item.posts))
        ):
            return False
        item.body = (body[0], piece.end)
        return True

    def _names_them(self, item: Item, body: Span, piece: Piece) -> bool:
        """Whether the bodies of a group are named one by one: "một số đơn vị, gồm: Viện A", "các cục: Cục B, Cục C"."""
        return "gồm" in self.lower[body[1] : piece.start] or (item.group and names_each(self.reading, body, piece))

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
        if piece.kind == GROUP and self._takes_group(item, piece):
            return True
        if piece.kind == MORE and item.posts:
            return not self.closed and self._goes_on_with_post(item, piece)
        return piece.kind in (BODY, GROUP) and not self.closed and self._takes_body(item, piece)

    def _takes_group(self, item: Item, piece: Piece) -> bool:
        """Whether a group is the person's own work, or staff among whom the post before it is: they are then named."""
        if is_own_work(self.reading, item, piece):  # "ông A, chuyên viên Phòng B"
            add_post(self.reading, item, piece)
            return True
        if shares_place(self.reading, item, piece):  # "bí thư, trưởng thôn 22 thôn"
            item.body, item.group, item.posts = (item.posts[0][0].start, piece.end), True, []
            return True
        return False

    def _names(self, item: Item, piece: Piece) -> bool:
        """Whether the piece names the person whose post stands before: "các Phó Thủ tướng: A, B"."""
        if item.name is not None or not item.posts:
            return False
        if piece.sep not in ("", ":", "-") and (piece.sep != "," or piece.led):
            return False
        person = person_of(self.reading, piece)
        item.name = person.name
        if piece.sep == ":":
            # "các Phó Trưởng ban: A - Chủ tịch UBND tỉnh": what several hold gives way to the person's own post.
            item.posts = [(post._replace(weight=max(post.weight, PARTY)), body) for post, body in item.posts]
        item.posts += person.posts
        return True

    def _takes_post(self, item: Item, piece: Piece) -> bool:
        """Whether the post is a further one of the person, and no other person's."""
        post = piece.post
        if post is None:
            return False
        named = item.name is not None
        post_first = item.name is not None and bool(item.posts) and item.posts[0][0].start < item.name[0]
        other = trailing_name(self.reading, post.body or post.end, piece.end)
        names_other = other is not None and not (named and names_body(self.reading, post.body, other, piece.end))
        if other is not None and named and not item.posts and needs_name(self.reading, post.body, other):
            names_other = False
        next_ones = named and other is None and piece.sep == "&" and self._is_next_ones(piece)
        others = named and names_other and (post_first or piece.sep != "-")
        if next_ones or others or (post_first and piece.sep == "&"):
            return False
        if piece.led and (piece.sep == "&" or not named):
            return False
        if not named and piece.sep in (",", "&"):
            if is_deputy_too(self.reading, item, piece):
                item.plural = True  # "chủ tịch, phó chủ tịch Hội Nông dân các huyện"
            elif shares_body(self.reading, item, piece):
                # "giám đốc, kế toán trưởng các HTX": staff
                item.body, item.group, item.posts = (item.posts[0][0].start, piece.end), True, []
                return True
            elif item.plural or is_of_group(self.reading, item) or is_another(self.reading, item, piece):
                return False
        add_post(self.reading, item, piece)
        return True

    def _is_next_ones(self, piece: Piece) -> bool:
        """Whether the post is the first of whom the next post names: "A, Tư lệnh Quân khu và Tỉnh ủy viên, Bí thư Huyện ủy B"."""
        following = next(pieces_of(self.reading, piece.end, self.limit), None)
        post = following.post if following is not None and following.sep == "," else None
        if following is None or post is None:
            return False
        start = post.body or post.end
        name = trailing_name(self.reading, start, following.end)
        return name is not None and not names_body(self.reading, post.body, name, following.end)

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
            end = cut_name(self.reading, item, piece.start, piece.end) if item.name is None else piece.end
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
        if item.name is not None and len(item.posts) > 1 and trailing_name(self.reading, piece.start, end) is not None:
            # "Bộ trưởng A, Bộ trưởng Bộ Thông tin và Truyền thông B": the last post is B's.
            item.posts.pop()
            self.done.append(item)
            item = self.item = Item(posts=[(post, body)])
        if item.name is None:
            end = cut_name(self.reading, item, piece.start, end)
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
    if reading.lower.startswith(_REGIONS, *inner):
        return span  # "Hội thánh Tin lành Việt Nam (miền Bắc)"
    if keep_bodies and names_body and not _SHORT_FORM.match(reading.folded, *inner):
        return span
    return start, gloss.start()
