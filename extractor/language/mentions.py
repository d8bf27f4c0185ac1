"""Who is named in a report, and where.

People are told by name and post; later mentions by post alone ("Thứ trưởng đề
nghị"), by honorific and given name ("ông Thành") or by pronoun lead back to them.
Offsets are into the folded text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.layout import layout_of
from extractor.language.people import UPPER
from extractor.language.reading import once
from extractor.rules.naming import family_names, lexicon, rare_family_names

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# What looks like a name and is none: places, and bodies that begin with a family name.
_PLACE = re.compile(
    r"Hà (?:Nội|Nam|Giang|Tĩnh|Tiên|Đông)|Cao (?:Bằng|Lãnh)|Lâm Đồng|Thái (?:Bình|Nguyên|Lan)|Hồ Chí Minh|Kim (?:Bôi|Sơn|Thành|Động)|La (?:Gi|Hiên)|Vị Thanh|Mai (?:Châu|Sơn)|Đoàn (?:Thanh|Hùng|Kinh|TN|ĐB)|"
    r"Lý (?:Sơn|Nhân)|Văn (?:Bàn|Lâm|Giang|Yên|Quan|Lãng|Phòng)|Trà (?:Vinh|My|Bồng|Cú|Ôn)|Châu (?:Á|Âu|Phi|Đốc|Thành|Phú|Đức)|Lai Châu|Lương (?:Sơn|Tài)|Từ (?:Liêm|Sơn)|Thái Bình Dương|Bạch Mai|Hoàng (?:Sa|Mai|Su Phì)|Vũ (?:Thư|Quang)|Đào tạo|Dương Minh Châu|Tăng [Nn]i"
)
# Behind one of these a name is that of a place, or of who took a picture.
_LEVELS = ("tỉnh", "TP", "Tp", "thành phố", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn")
_BEFORE_PLACE = tuple(
    f"{noun}{stop} "
    for noun in (
        *_LEVELS, "trường", "công ty", "HTX", "đường", "phố",
        "Trường", "Công ty", "Đại học", "ĐH", "bệnh viện", "Bệnh viện", "cầu", "cảng", "Ảnh:", "ảnh:",
        # what is called after the great: "Trường THPT Nguyễn Huệ", "giải thưởng Võ Thị Sáu", "đường hoa Nguyễn Huệ"
        "THPT", "THCS", "Tiểu học", "tiểu học", "TH", "Mầm non", "mầm non", "Chuyên", "chuyên", "Chính trị", "đường hoa",
        "giải thưởng", "Giải thưởng", "học bổng", "Học bổng", "quỹ", "Quỹ", "công viên", "Công viên", "quảng trường",
        "Quảng trường", "tượng đài", "Tượng đài", "bảo tàng", "Bảo tàng", "nhà văn hóa", "Nhà văn hóa", "chợ", "Chợ",
        "chùa", "đền", "anh hùng", "Anh hùng", "liệt sĩ", "Liệt sĩ", "mang tên",
    )
    for stop in ("", ".")
)  # fmt: skip
_NO_SCHOOL = (
    "ôi trường ",
    "ị trường ",
    "ội trường ",
    "iện trường ",
    "ông trường ",
    "ôi Trường ",
    "ội Trường ",
)  # "Sở Tài nguyên và Môi trường Lê Bách"
# "Chủ tịch UBND tỉnh Trần Văn Nam": a name of three or more behind the level of a body is the person's; communes and wards
# themselves bear such names, so that there a body has to stand before.
_OF_BODY = re.compile(
    r"(?:(?:tỉnh|TP|Tp|thành phố|huyện|quận|thị xã)|(?:UBND|HĐND|MTTQ|ủy|[Cc]ông an|[Nn]hân dân|[Tt]ổ quốc|[Pp]hụ nữ|[Nn]ông dân) (?:xã|phường|thị trấn)) $"
)
_BODY_REACH = 24
# Words that open the next sentence, where the mark before them was lost.
_OPENERS = frozenset(("Chiều", "Sáng", "Tối", "Ngày", "Tại", "Theo", "Trước", "Trong", "Sau", "Tham", "Phát"))
_SHORTEST, _LONG, _MOST = 2, 3, 5  # words in full names, at least, mostly and at most
_NAME = re.compile(rf"[{UPPER}](?<![\w'].)[\w']*(?: [{UPPER}][\w']*)+")
# "ông Ninh Văn Bình": what stands before a name that only an honorific tells, and what begins a sentence with it.
_CALLED = (
    "ông ",
    "bà ",
    "chí ",
    "đ/c ",
    "anh ",
    "chị ",
    "thầy ",
    "cô ",
    " tá ",
    " úy ",
    "tướng ",
    "sĩ ",
    "TS ",
    "TS. ",
)
_ONG = "Ông"  # behind another honorific a family name: "đồng chí Ông Thế Hiển"
_TITLES = frozenset(("Ông", "Bà", "Anh", "Chị", "Thầy", "Cô"))
_GIVEN = re.compile(rf" ([{UPPER}]\w*)(?! [{UPPER}])")
_PRONOUN = re.compile(
    r"(?:ông|bà|thầy|cô|đồng chí|đ/c|anh|chị)(?= (?:cũng|đã|đề|yêu|nhấn|cho|khẳng|nêu|đánh|bày|ghi|mong|chia|lưu|chỉ|nói|kêu|thông|phân|còn|giao|biểu|cảm|hoan|kết|tin|kỳ|hy|gợi|quán|nhắc|thống|tiếp|trân|đôn|xin|hứa|cam|đồng tình|phát|kiến|bổ|gửi|\w+,))"
)
# Heads and levels of bodies that tell whose a post is; others are written in too many ways.
_BODY_BEHIND = re.compile(
    r" (?P<head>sở|công ty|bộ|cục|trường|bệnh viện|hiệp hội|ngân hàng|tập đoàn|hợp tác xã|ubnd|hđnd|đảng ủy)(?: (?P<level>tỉnh|huyện|xã|phường|quận))?(?!\w)"
)
_LEVEL_REACH = len(" phường ")
# Between a post and the name behind it.
_UP_TO_NAME = re.compile(r"[ .]*[^,;.\n]*[ .]*")
# What stands before a post with which a clause opens: "Kết luận hội nghị, đồng chí Bí thư ghi nhận".
_OPENS = re.compile(r"(?:^|[\n.,;:\"] ?|đồng chí |đ/c |ông |bà |thầy |cô )$")
# Between the posts of one person: "Phó Bí thư Đảng ủy, Chủ tịch UBND xã".
_NEXT_POST = re.compile(r"[^,;.:\n]{0,60}(?:, | kiêm | đồng thời là | làm )(?:kiêm |nguyên |làm )?")
# Characters at most from a post to the name behind it, and to a name before it that a dash sets off.
_AHEAD, _BACK = 60, 45


@dataclass(slots=True)
class Person:
    """A person of the report: name as first written, words of posts seen beside it, highest rank, and whether they lead.

    `bodies` are head and level of the body of each post ("sở", "ubnd" and "xã"), "" where it tells none.
    `presumed` tells that nobody is said to lead, so that they are taken to, who have the highest rank.
    `closing` tells how surely the report says that they conclude: 4 "kết luận", 3 "phát biểu bế mạc", 2 "kết thúc", 1 "phát biểu chỉ đạo", 0 not at all.
    """

    name: str
    start: int
    end: int
    posts: set[str] = field(default_factory=set)
    bodies: list[tuple[str, str]] = field(default_factory=list)
    rank: int = 0
    chairs: bool = False
    presumed: bool = False
    closing: int = 0

    @property
    def concludes(self) -> bool:
        """Whether the report says that they conclude, close or direct."""
        return self.closing > 0


class Mention(NamedTuple):
    """Where a person is meant, by their index among the people."""

    start: int
    end: int
    person: int


_NOBODY = Mention(-1, -1, -1)
_PERSONAL = frozenset({"post", "honorific"})  # roles of cues by which somebody may be meant


class Mentions:
    """The people of one report, by first mention, and where they are meant."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.people: list[Person] = []
        self._all = self._names()
        self._add_posts()
        self._by_given, self._holders = self._index()
        self._all = sorted([*self._all, *self._short()])
        self._starts = [mention.start for mention in self._all]
        del self._reading  # which keeps what `mentions_of` gives

    def first(self, start: int, end: int) -> Mention | None:
        """The first mention that begins within the span."""
        at = bisect_left(self._starts, start)
        return self._all[at] if at < len(self._all) and self._starts[at] < end else None

    def last(self, start: int, end: int) -> Mention | None:
        """The last mention that begins within the span."""
        at = bisect_left(self._starts, end) - 1
        return self._all[at] if at >= 0 and self._starts[at] >= start else None

    def last_within(self, start: int, end: int) -> Mention | None:
        """The last mention that begins and ends within the span."""
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._starts[at] < start:
                return None
            if self._all[at].end <= end:
                return self._all[at]
        return None

    def _names(self) -> list[Mention]:
        """The mentions by full name; makes the people."""
        folded, layout = self._reading.folded, layout_of(self._reading)
        known: dict[str, int] = {}
        found: list[Mention] = []
        posts = {cue.start for cue in self._reading.cues_of("post")}
        families, rare = family_names() | rare_family_names() | {_ONG}, set[str]()
        for match in _NAME.finditer(folded):
            words = match[0].split(" ")
            if families.isdisjoint(words) and "'" not in match[0]:
                continue  # as most runs of words in capitals: no name begins in it
            if len(words) > _SHORTEST:
                words = words[: _in_name(folded, match.start(), words, posts)]
            name = _rarely_named(folded, match.start(), words, rare) or _person_in(words)
            if not name:
                continue
            end = match.start() + len(" ".join(words))
            start = end - len(name)
            if _PLACE.fullmatch(name) or self._names_place(start, name) or layout.in_caption(start):
                continue
            person = known.setdefault(name.lower(), len(known))
            if person == len(self.people):
                self.people.append(Person(name, start, end))
            found.append(Mention(start, end, person))
        return found

    def _names_place(self, start: int, name: str) -> bool:
        """Whether what stands before the name tells that it is a place's, a firm's or a photographer's."""
        folded = self._reading.folded
        if not folded.endswith(_BEFORE_PLACE, max(0, start - 16), start) or folded.endswith(_NO_SCHOOL, 0, start):
            return False
        of_body = name.count(" ") > 1 and _OF_BODY.search(folded, max(0, start - _BODY_REACH), start) is not None
        return not of_body or lexicon("place").at(self._reading.lower, start, start + len(name)) is not None

    def _add_posts(self) -> None:
        """Give each post to the first name that it belongs to, else to whose name the posts before it in a row follow."""
        at = 0
        owner, until = -1, 0  # whose posts stand behind the name, and where the last of them ends
        for post in self._reading.cues_of("post"):
            while at < len(self._all) and self._all[at].end < post.start - _BACK:
                at += 1
            name = self._name_of(post, at)
            if name is not None:
                owner, until = name.person if name.end <= post.start else -1, post.end
            elif owner < 0 or post.start < until or not _NEXT_POST.fullmatch(self._reading.folded, until, post.start):
                continue
            else:
                until = post.end
            person = self.people[name.person if name is not None else owner]
            deputy = self._reading.lower.endswith("phó ", 0, post.start)  # "bí thư" inside "phó bí thư"
            if not deputy:
                person.posts.add(self._reading.lower[post.start : post.end])
                person.bodies.append(self._body_behind(post))
            person.rank = max(person.rank, int(post.kind) - deputy)

    def _name_of(self, post: Cue, at: int) -> Mention | None:
        """The first name from the one at `at` on that the post belongs to."""
        for index in range(at, len(self._all)):
            mention = self._all[index]
            if mention.start > post.end + _AHEAD:
                return None
            if self._belongs(post, mention):
                return mention
        return None

    def _belongs(self, post: Cue, name: Mention) -> bool:
        """Whether the name stands right behind the post or, in apposition, right before it."""
        folded = self._reading.folded
        if name.start >= post.end:
            return _UP_TO_NAME.fullmatch(folded, post.end, name.start) is not None
        close = 0 <= post.start - name.end <= 3 or (name.end <= post.start and folded.startswith(" - ", name.end))
        return close and "\n" not in folded[name.end : post.start]

    def _index(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The people by given name, which stands last, and by the posts that they hold; each list by first mention."""
        by_given: dict[str, list[int]] = {}
        holders: dict[str, list[int]] = {}
        for index, person in enumerate(self.people):
            by_given.setdefault(person.name.rpartition(" ")[2], []).append(index)
            for post in person.posts:
                holders.setdefault(post, []).append(index)
        return by_given, holders

    def _short(self) -> list[Mention]:
        """The mentions by post alone, by honorific and given name, or by pronoun."""
        reading = self._reading
        starts = [mention.start for mention in self._all]
        short: list[Mention] = []
        subject: Mention | None = None
        last_end = -1
        for cue in reading.cues:  # by start, the longest first
            if cue.role not in _PERSONAL or cue.start < last_end:
                continue
            at = bisect_left(starts, cue.end)
            if at < len(starts) and self._leads_to(cue, starts[at]):
                continue  # the full name follows
            last_end = cue.end
            person = self._meant(cue, subject)
            if person >= 0:
                short.append(Mention(cue.start, cue.end, person))
                subject = short[-1] if _OPENS.search(reading.lower, max(0, cue.start - 9), cue.start) else subject
        return short

    def _leads_to(self, cue: Cue, name: int) -> bool:
        """Whether the full name that begins at `name` belongs to the post or honorific: in its sentence, no comma between."""
        if name - cue.end > _AHEAD or "," in self._reading.folded[cue.end : name]:
            return False
        sentence = self._reading.sentence_at(cue.start)
        return sentence is None or name < sentence.end

    def _akin(self, phrase: str) -> list[int]:
        """Those with a post that the phrase words longer or shorter: "Thủ tướng Chính phủ" of who was called "Thủ tướng"."""
        return [
            index for index, person in enumerate(self.people) if any(_same_post(phrase, post) for post in person.posts)
        ]

    def _meant(self, cue: Cue, before: Mention | None) -> int:
        """Whom a post or an honorific without a full name means; -1 where that cannot be told.

        `before` is the last one before it, also without a full name, with which a clause opens: a pronoun goes on with it.
        """
        reading = self._reading
        if given := _GIVEN.match(reading.folded, cue.end):
            named = next(iter(self._by_given.get(given[1], ())), None)
            if named is not None and self.people[named].start < cue.start:
                return named
        if cue.role == "post":
            phrase = reading.lower[cue.start : cue.end]
            if phrase not in self._holders:
                self._holders[phrase] = self._akin(phrase)
            holders = self._holders[phrase]
            if not holders:
                return -1
            body = self._body_behind(cue)
            holders = [index for index in holders if not _of_others(body, self.people[index].bodies)]
            told = (index for index in holders if self.people[index].start < cue.start)
            return next(told, holders[0] if holders else -1)
        if _PRONOUN.match(reading.lower, cue.start):
            upwards = range(bisect_left(self._all, (cue.start, 0, 0)) - 1, -1, -1)
            last = next((self._all[at] for at in upwards if self._all[at].end <= cue.start), None)
            return max((one for one in (last, before) if one), default=_NOBODY).person
        return -1

    def _body_behind(self, post: Cue) -> tuple[str, str]:
        """Head and level of the body that ends a post or stands right behind it, each "" where none tells bodies apart."""
        lower = self._reading.lower
        found = _BODY_BEHIND.match(lower, post.end) or _BODY_BEHIND.search(lower, post.start, post.end + _LEVEL_REACH)
        return (found["head"] or "", found["level"] or "") if found else ("", "")


def _of_others(body: tuple[str, str], bodies: list[tuple[str, str]]) -> bool:
    """Whether a post is told to be of another body than each of somebody's: "Giám đốc Công ty A" is not "Giám đốc Sở"."""
    return (
        any(body)
        and bool(bodies)
        and all(any(one and other and one != other for one, other in zip(body, known, strict=True)) for known in bodies)
    )


def _same_post(phrase: str, post: str) -> bool:
    """Whether one wording of a post goes on with the body of the other: "thủ tướng", "thủ tướng chính phủ"."""
    return phrase.startswith(post + " ") or post.startswith(phrase + " ")


def _in_name(folded: str, start: int, words: list[str], posts: set[int]) -> int:
    """How many of the capitalised words at `start` stand before the last post or opener among them: "Trần Văn Nam Thứ trưởng"."""
    at, count = start, len(words)
    for number, word in enumerate(words):
        end = at + len(word)
        if number >= _SHORTEST and (at in posts or (word in _OPENERS and folded.startswith(" ", end))):
            count = number
        at = end + 1
    return count


def _rarely_named(folded: str, start: int, words: list[str], rare: set[str]) -> str:
    """The name with a rare family name that the words are behind an honorific, or end with where it is in `rare`; else "".

    What an honorific told is added to `rare`, so that the name is known also where only a post stands before it.
    """
    called = folded.endswith(_CALLED, max(0, start - _BODY_REACH), start)
    titled = words[0] in _TITLES and not (called and words[0] == _ONG)
    name = words[titled:]
    rarely = bool(name) and (name[0] == _ONG or name[0] in rare_family_names())
    if (called or titled) and _LONG <= len(name) <= _MOST and rarely:
        rare.add(" ".join(name))
    ends = (" ".join(words[at:]) for at in range(max(0, len(words) - _MOST), len(words) - 1)) if rare else ()
    return next((name for name in ends if name in rare), "")


def _begins_name(word: str) -> bool:
    """Whether a person's name may begin with the word: a family name, or a given name of the Central Highlands ("H'Yim")."""
    return word in family_names() or word.startswith(("H'", "K'"))


def _person_in(words: list[str]) -> str:
    """The name of a person that a run of capitalised words ends with; "" where it ends with none."""
    first, count = 0, len(words)
    while count - first > 3 and _PLACE.fullmatch(f"{words[first]} {words[first + 1]}"):
        first += 2
    for at in range(max(first, count - 5), count - 1):
        # "huyện Gia Lâm Nguyễn Ngọc Nam": behind another word a name of four that goes on with a family name is a place and a name.
        if not _begins_name(words[at]) or (at > 0 and count - at > _LONG and words[at + 1] in family_names()):
            continue
        # "Đoàn TNCS Hồ Chí Minh": a name has no short form in it.
        if not any(len(word) > 1 and word.isupper() for word in words[at:]) or all(map(str.isupper, words[at:])):
            return " ".join(words[at:])
    return ""


@once
def mentions_of(reading: Reading) -> Mentions:
    """The people of a report."""
    return Mentions(reading)
