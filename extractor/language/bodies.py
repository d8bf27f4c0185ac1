"""Lists of bodies and persons: which comma separates two bodies and which stands inside one.

`listed` reads a span such as "đại diện Sở A, Sở B và Phòng Văn hóa và Thông tin các
huyện, thị xã; đồng chí C, Phó Chủ tịch UBND tỉnh" into bodies and persons. A named
person stands for the body of the main post. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.language.people import FORMER, MAIN, PARTY, UPPER, Post, Span, name_at, name_at_end, post_at
from extractor.language.pieces import BODY, GROUP, MORE, PEOPLE, PERSON, POST, STOP, Piece, pieces_of
from extractor.language.reading import Reading
from extractor.rules.naming import head_at, lexicon

_GLOSS = re.compile(r" ?\(([^()]*)\)$")
_SHORT_FORM = re.compile(rf"(?:viết tắt|gọi tắt|sau đây|[{UPPER}\d&.-]+$|[{UPPER}][\w&-]*$|đ/c|đc|[\d ]+)")
# A unit and what it is part of: the comma between them separates no bodies.
_PARTS = (
    (re.compile(r"(?:khoa|bộ môn|viện|trung tâm|phòng)\b"), re.compile(r"(?:khoa|trường|học viện|đại học|đh)\b")),
    (re.compile(r"(?:trường|học viện|viện|đại học)\b"), re.compile(r"đại học (?:quốc gia|đà nẵng|huế|thái nguyên)\b|đhqg")),
    (re.compile(r"(?:phòng|đội|ban|cục [\w.]+$|cục nghiệp vụ)\b"), re.compile(r"(?:tổng cục|cục|bộ tư lệnh|tập đoàn|tổng công ty)\b")),
    (re.compile(r"(?:vụ|cục)\b"), re.compile(r"bộ\b")),
    (re.compile(r"(?:phòng|chi cục)\b"), re.compile(r"sở\b")),
)


_PERSON_PARTS = (
    (re.compile(r"(?:phòng|chi cục|trung tâm|thanh tra|văn phòng)\b"), re.compile(r"(?:sở|tổng công ty|công ty|cục|viện|bộ)\b")),
    (re.compile(r"(?:vụ|cục|viện|tổng cục)\b"), re.compile(r"bộ\b")),
)
_PLACES = re.compile(r"(?:các|hai|ba|bốn|\d+|một số) (?:(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn|thành)(?:, | và )?)+:? [^a-zà-ỹđ,]|(?:các|hai|ba|\d+|một số) (?:tỉnh|huyện|quận|xã|phường)[^:,]*: ")
_OFFICE = re.compile(r"^văn phòng (?:[^,]*, )?(?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội|huyện ủy|đảng ủy)$")
_COUNCIL = re.compile(r"(?:hđnd|ubnd|hội đồng nhân dân|ủy ban nhân dân)\b")
_QUANTIFIED = re.compile(r"(?<!\w)(?:các|một số|nhiều|những|cấp|toàn thể|đội ngũ|hai|ba|\d[\d.]*) ")


@dataclass(slots=True)
class Item:
    """A body (`body`), a person (`name`, `posts`), or both where a person stands for the body."""

    body: Span | None = None
    name: Span | None = None
    posts: list[tuple[Post, Span | None]] = field(default_factory=list)
    group: bool = False
    plural: bool = False  # "các đồng chí là Ủy viên …": several persons of one post
    first: int = 0  # where the item begins, posts before the name included
    last: int = 0

    @property
    def post(self) -> Span | None:
        """The posts as written, in one span, without the name."""
        if not self.posts:
            return None
        before = [p for p in self.posts if self.name is None or p[0].start < self.name[0]]
        after = [p for p in self.posts if self.name is not None and p[0].start > self.name[0]]
        chosen = after or before
        start = chosen[0][0].start
        end = max((body[1] if body else post.end) for post, body in chosen)
        return start, end

    def stands_for(self, lower: str) -> Span | None:
        """The body of the main post: a bare rank gives none where another post is named."""
        if self.body is not None:
            return self.body
        return _main_body(self.posts, lower)


def _main_body(posts: list[tuple[Post, Span | None]], lower: str) -> Span | None:
    current = [(post, body) for post, body in posts if post.weight != FORMER]
    for weight in (MAIN, PARTY):
        for post, body in current:
            if post.weight == weight and body is not None:
                return body
    # A rank alone names a body only where no other post is said: "Chủ tịch nước, Ủy viên …" names none.
    ranks = [body for post, body in current if body is not None and not lower.startswith(("bộ chính trị", "trung ương", "t.ư", "ban chấp hành trung ương", "bch trung ương", "bch tw"), body[0])]
    return ranks[0] if ranks and len(current) == len(ranks) else None


def listed(reading: Reading, start: int, end: int) -> list[Item]:
    """The bodies and persons of the span, in text order."""
    return list(_Reader(reading).read(start, end))


class _Reader:
    """Goes through the pieces of a span, holding the item that the next piece may go on with."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lower = reading.lower
        self.item: Item | None = None
        self.closed = False
        self.done: list[Item] = []

    def read(self, start: int, end: int) -> Iterator[Item]:
        """Yield each item once no further piece can go on with it."""
        for piece in pieces_of(self.reading, start, end):
            if piece.kind == STOP and piece.sep not in (";", "\n", "^"):
                behind = self._resumed(piece)
                if behind is None:
                    break
                piece = behind
            if self._goes_on(piece):
                yield from self.done
                self.done.clear()
                continue
            if self.item is not None and not (piece.sep == "như" and self.item.group):
                yield self.item
            self.item, self.closed = self._new(piece), piece.cut
        if self.item is not None:
            yield self.item

    def _resumed(self, piece: Piece) -> Piece | None:
        """What stands behind "có" in a piece that begins with a verb ("cùng dự có các sở")."""
        at = self.lower.find(" có ", piece.start, piece.end)
        if at < 0:
            return None
        return next(iter(pieces_of(self.reading, at + 3, piece.end)), None)

    def _new(self, piece: Piece) -> Item | None:
        if piece.kind == PERSON:
            return self._person(piece)
        if piece.kind == POST and piece.post is not None:
            item = Item(first=piece.start, last=piece.end, plural=piece.led)
            self._add_post(item, piece)
            return item
        if piece.kind in (BODY, GROUP):
            return self._bodied(piece)
        if piece.kind == MORE and piece.led and self.reading.folded[piece.start].isupper():
            # "đại diện Viettel": a name without a known head.
            return self._bodied(piece)
        return None

    def _bodied(self, piece: Piece) -> Item:
        span = (piece.start, piece.end)
        if piece.kind == BODY and not piece.led and (cut := self._name_behind(piece)) is not None:
            return Item(body=(piece.start, cut), group=False, first=piece.start, last=piece.end)
        return Item(body=span, group=piece.kind == GROUP, first=piece.start, last=piece.end)

    def _name_behind(self, piece: Piece) -> int | None:
        return None

    def _person(self, piece: Piece) -> Item:
        name_end = name_at(self.reading, piece.name, piece.end) or self._word_end(piece.name, piece.end)
        item = Item(name=(piece.name, name_end), first=piece.start, last=piece.end)
        rest = name_end
        while rest < piece.end and self.lower[rest] in " ,-(":
            rest += 1
        if rest < piece.end:
            for inner in pieces_of(self.reading, rest, piece.end):
                if inner.kind == POST:
                    self._add_post(item, inner)
                elif inner.kind == BODY and item.body is None and not item.posts:
                    item.body = (inner.start, inner.end)
        return item

    def _word_end(self, start: int, limit: int) -> int:
        match = re.compile(r"[^\s,.;:()]+").match(self.lower, start, limit)
        return match.end() if match else start

    def _add_post(self, item: Item, piece: Piece) -> None:
        """Add a post to the item; cut off the person's name where it stands behind the body."""
        post = piece.post
        if post is None:
            return
        end = piece.end
        if item.name is None:
            behind = post.body if post.body is not None else post.end
            at = self._trailing_name(behind, end)
            if at is not None:
                item.name = (at, name_at(self.reading, at, end) or end)
                end = at
                while end > behind and self.lower[end - 1] in " -,":
                    end -= 1
        has_body = post.body is not None and post.body < end
        body = (post.body, end) if has_body and post.body is not None else None
        item.posts.append((post, body))
        item.last = piece.end

    def _trailing_name(self, start: int, end: int) -> int | None:
        while start < end and self.lower[start] in " -,:":
            start += 1
        if start >= end:
            return None
        if lexicon("surname").at(self.lower, start, end) and name_at(self.reading, start, end) == end and head_at(self.reading.folded, self.lower, start, end) is None:
            return start
        return name_at_end(self.reading, start, end)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether the piece belongs to the item at hand; if so it is added."""
        item = self.item
        if item is None or piece.sep in (";", "\n", "^"):
            return False
        if item.posts or item.name is not None:
            if self._goes_on_with_person(item, piece):
                return True
            if item.body is None:
                return False
        return self._goes_on_with_body(item, piece)

    def _goes_on_with_person(self, item: Item, piece: Piece) -> bool:
        if piece.kind == PERSON:
            if item.name is None and item.posts and piece.sep in ("", ":", "-") or (item.name is None and item.posts and piece.sep == "," and not piece.led):
                person = self._person(piece)
                item.name = person.name
                item.posts += person.posts
                item.last = piece.end
                return True
            return False
        if piece.kind == POST and piece.post is not None:
            before_name = item.name is not None and item.posts and item.posts[0][0].start < item.name[0]
            names_other = self._trailing_name(piece.post.body or piece.post.end, piece.end) is not None
            if (before_name and (piece.sep == "&" or names_other)) or (item.name is not None and names_other and piece.sep != "-"):
                return False
            if piece.led and (piece.sep == "&" or item.name is None):
                return False
            if item.name is None and piece.sep in (",", "&") and (item.plural or self._is_of_group(item)):
                return False
            self._add_post(item, piece)
            return True
        if piece.kind == GROUP and item.name is not None and piece.sep in (",", "-") and not piece.led:
            post = post_at(self.reading, piece.start, piece.end)
            if post is not None:  # "ông A, chuyên viên Phòng B"
                piece.post = post
                self._add_post(item, piece)
                return True
        if piece.kind == MORE and item.posts and not piece.led and not self.closed:
            return self._goes_on_with_post(item, piece)
        if piece.kind in (BODY, GROUP) and item.posts and not piece.led:
            post, body = item.posts[-1]
            if body is not None and self._joins(self._starts_group(body), body, piece):
                item.posts[-1] = (post, (body[0], piece.end))
                return True
        if piece.kind == BODY and item.posts and item.posts[-1][1] is None and piece.sep in (",", "-") and not piece.led:
            # "Phó Trưởng phòng - Phòng Quản lý": the body follows its post.
            item.posts[-1] = (item.posts[-1][0], (piece.start, piece.end))
            return True
        if piece.kind == BODY and not item.posts and item.body is None and item.name is not None and piece.sep in (",", "-"):
            item.body = (piece.start, piece.end)
            return True
        return False

    def _is_of_group(self, item: Item) -> bool:
        """Whether the last post is held in many bodies: "trưởng các phòng"."""
        body = item.posts[-1][1] if item.posts else None
        return body is not None and self._starts_group(body)

    def _goes_on_with_post(self, item: Item, piece: Piece) -> bool:
        """"Giám đốc Sở Văn hóa" goes on with "Thể thao và Du lịch Trần Văn Nam"."""
        post, body = item.posts[-1]
        if body is None:
            return True
        if item.name is not None and item.name[0] > body[0]:
            return False
        end = piece.end
        at = self._trailing_name(piece.start, end)
        if at is not None and item.name is not None and len(item.posts) > 1:
            # "Bộ trưởng A, Bộ trưởng Bộ Thông tin và Truyền thông B": the last post is B's.
            item.posts.pop()
            self.done.append(item)
            item = self.item = Item(posts=[(post, body)], first=post.start)
        if item.name is None and at is not None:
            item.name = (at, name_at(self.reading, at, end) or end)
            end = at
            while end > piece.start and self.lower[end - 1] in " -,":
                end -= 1
        item.posts[-1] = (post, (body[0], end if end > piece.start else body[1]))
        item.last = piece.end
        return True

    def _goes_on_with_body(self, item: Item, piece: Piece) -> bool:
        if item.body is None or self.closed or piece.led or piece.kind in (PEOPLE, STOP):
            return False
        if piece.kind == PERSON and not (piece.name == piece.start and self._lists_places(item.body)):
            return False
        if not self._joins(item.group, item.body, piece):
            return False
        item.body = (item.body[0], piece.end)
        item.last = piece.end
        self.closed = piece.cut
        return True

    def _joins(self, group: bool, body: Span, piece: Piece) -> bool:
        """Whether the mark before the piece stands inside the body's name."""
        if piece.sep == "-":
            return True
        if piece.sep == ":":
            return group or _QUANTIFIED.search(self.lower, *body) is not None
        if piece.sep not in (",", "&"):
            return False
        if _OFFICE.match(self.lower[slice(*body)]) and _COUNCIL.match(self.lower, piece.start):
            return True  # one office: "Văn phòng HĐND và UBND huyện"
        if group and not piece.led and ":" in self.lower[slice(*body)] and piece.kind in (BODY, GROUP, MORE) and self._is_named(piece):
            return True  # "các bộ: Quốc phòng, Công an"
        if self._lists_places(body) and self._is_named(piece) and (piece.kind in (MORE, PERSON) or lexicon("level").at(self.lower, piece.start, piece.end)):
            return True
        if piece.kind == POST:
            return group and piece.post is not None and piece.post.body is None and self._is_open(body)
        if piece.kind in (BODY, GROUP):
            if lexicon("quantifier").at(self.lower, piece.start, piece.end) is not None:
                return piece.sep == "&" and group and self._is_open(body) and self.lower.startswith("các đơn vị", piece.start)
            if self._is_bare(piece) and self._is_open(body) and self._is_alike(body, piece):
                return True
            return piece.kind == BODY and piece.sep == "," and self._is_part(body, piece)
        small = self.reading.folded[piece.start].islower()
        if group and not small and self._is_name_list(body, piece):
            return False
        if piece.sep == "&" or group:
            return True
        return not small or self._is_small(body)

    def _is_bare(self, piece: Piece) -> bool:
        """Whether the piece begins with a noun for a group that is no proper name: "ngành", "Cục thuộc Bộ"."""
        noun = lexicon("group").at(self.lower, piece.start, piece.end)
        head = head_at(self.reading.folded, self.lower, piece.start, piece.end)
        if noun is None or (head is not None and head > noun[0]):
            return False
        if self.reading.folded[piece.start].islower():
            return True
        rest = self.reading.folded[noun[0] + 1 : piece.end]
        return not rest or rest[0].islower() or self.lower.startswith("bộ ", noun[0] + 1)

    def _starts_group(self, body: Span) -> bool:
        return lexicon("quantifier").at(self.lower, *body) is not None

    def _lists_places(self, body: Span) -> bool:
        """Whether a list of places goes on: "các tỉnh A, B", "UBND các huyện: A, B"."""
        return _PLACES.search(self.reading.folded, *body) is not None

    def _is_named(self, piece: Piece) -> bool:
        return self.reading.folded[piece.start].isupper() and not self._starts_group((piece.start, piece.end))

    def _is_alike(self, body: Span, piece: Piece) -> bool:
        """Whether both are bodies or both are staff; the press stands apart ("các cơ quan báo, đài")."""
        last = re.split(r", | và | ", self.lower[body[0] : body[1]])[-1]
        if last in ("đài", "báo", "chí"):
            return self.lower.startswith(("đài", "báo", "tạp chí"), piece.start)
        at, _ = self._tail(body)
        before, after = self._noun(at, body[1]), self._noun(piece.start, piece.end)
        return before is None or after is None or before == after

    def _noun(self, start: int, end: int) -> int | None:
        """The class of the noun for a group at `start`: 0 bodies, 1 staff."""
        found = lexicon("group").at(self.lower, start, end)
        return found[1] if found else None

    def _tail(self, body: Span) -> tuple[int, bool]:
        """Where the last noun of a list begins, behind "các" or the like, and whether such a word stood before it."""
        tail = re.split(r", | và ", self.lower[body[0] : body[1]])[-1]
        at = body[1] - len(tail)
        last = None
        for last in _QUANTIFIED.finditer(tail):
            pass
        return (at, False) if last is None else (at + last.end(), True)

    def _is_name_list(self, body: Span, piece: Piece) -> bool:
        """Whether names of firms are listed: "các doanh nghiệp A, B" are bodies of their own, "các tỉnh A, B" one group."""
        words = self.reading.folded[piece.start : piece.end].split()
        firms = ("doanh nghiệp", "công ty", "ngân hàng", "tập đoàn", "tổ chức", "nhà mạng", "hãng")
        if lexicon("place").at(self.lower, piece.start, piece.end) is not None:
            return False
        return any(f in self.lower[body[0] : body[1]] for f in firms) and all(w[0].isupper() for w in words)

    def _is_small(self, body: Span) -> bool:
        """Whether the name is written in small letters behind its head ("sở văn hóa")."""
        head = head_at(self.reading.folded, self.lower, *body)
        at = head + 1 if head else body[0]
        return at < body[1] and self.reading.folded[at].islower()

    def _is_open(self, body: Span) -> bool:
        """Whether the body ends with a bare noun of a group, so that "các sở" may go on with "ban, ngành"."""
        lower = self.lower
        at, quantified = self._tail(body)
        noun = lexicon("group").at(lower, at, body[1])
        if noun is None:
            return quantified and len(lower[at : body[1]].split()) <= 2
        words = len(lower[noun[0] : body[1]].split())
        if not quantified and at > body[0] and _QUANTIFIED.search(lower, *body) is None and lexicon("group").at(lower, *body) is None:
            return False
        if not quantified and self.reading.folded[at].isupper():
            return words == 0
        return words == 0 or (words == 1 and self.reading.folded[noun[0] + 1].islower())

    def _is_part(self, body: Span, piece: Piece) -> bool:
        """Whether the piece names what the body is part of: "Khoa Lịch sử, Trường Đại học …"."""
        return is_part(self.lower, body, (piece.start, piece.end), person=self.item is not None and bool(self.item.posts))


def is_part(lower: str, body: Span, whole: Span, *, person: bool = False) -> bool:
    """Whether `whole` names what `body` is part of; of a person's body more pairs are sure ("Phòng A, Sở B")."""
    last = re.split(r", | - ", lower[body[0] : body[1]])[-1]
    pairs = _PARTS + _PERSON_PARTS if person else _PARTS
    return any(part.match(last) and owner.match(lower, whole[0]) for part, owner in pairs)


def without_gloss(reading: Reading, span: Span, *, keep_bodies: bool) -> Span:
    """The span without a bracket at its end that glosses it ("(PVN)"); one that holds a body is kept on request."""
    start, end = span
    gloss = _GLOSS.search(reading.folded, start, end)
    if gloss is None:
        return span
    inner = gloss.start(1)
    if keep_bodies and not _SHORT_FORM.match(reading.folded, inner, gloss.end(1)):
        if head_at(reading.folded, reading.lower, inner, gloss.end(1)) is not None:
            return span
    return start, gloss.start()
