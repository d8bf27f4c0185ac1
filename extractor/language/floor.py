"""Who holds the floor in each sentence of a report.

People are told by name and post; later mentions by post alone ("Thứ trưởng đề
nghị"), by honorific and given name ("ông Thành") or by pronoun lead back to them.
A sentence that names no speaker belongs to whoever spoke before it, until
something else takes over: a report, the meeting as a whole, the narrator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractor.language.chairing import chairs_of
from extractor.language.layout import layout_of
from extractor.language.reading import Reading
from extractor.rules.cues import Cue

Holder = Literal["leader", "speaker", "group", "body", "meeting", "report", "narrator", "caption"]

Listing = Literal["", "order", "issue"]

# The hundred most frequent family names cover nearly all Kinh, Tày, Thái, Hmong, Khmer and Cham names in official use.
# Source: Lê Trung Hoa, Họ và tên người Việt Nam, 2005.
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Lưu|Mai|Cao|Hà|Tạ|Lương|Thái|Châu|Quách|Tô|Triệu|Kiều|Vương|Trương|Phùng|Tống|Thạch|Lâm|Chu|"
    "Nông|Hứa|Giàng|Vàng|Lò|Cầm|Đào|Tăng|La|Quàng|Hầu|Thào|Sùng|Vi|Bế|Kim|Danh|Từ|Thân|Nghiêm|Doãn|Khổng|Ma|Bạch|Lục|Uông|Trà|Diệp|Viên|Tòng|Bàn|Đàm|Khuất|Chẩu|Lù|Cù|Mạc|Thiều|Âu|Lại|Tôn|"
    "Chế|Đàng|Rơ|Ksor|Siu|Y|K|H|Điểu|Pờ|Lầu|Vừ|Sầm|Tiêu|Nhan|Cấn|Phí|Mã|Lã|Tào|Đậu|Biện|Trưng|Ngụy|Văn"
)
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAME = re.compile(rf"[{_UPPER}][\w']*(?: [{_UPPER}][\w']*)+")
_IS_FAMILY = re.compile(rf"(?:{_FAMILY})$")
_PLACE = re.compile(
    r"(?:Hà (?:Nội|Nam|Giang|Tĩnh|Tiên|Đông)|Cao (?:Bằng|Lãnh)|Lâm Đồng|Thái (?:Bình|Nguyên|Lan)|Hồ Chí Minh|Kim (?:Bôi|Sơn|Thành|Động)|La (?:Gi|Hiên)|Vị Thanh|Mai (?:Châu|Sơn)|Đoàn (?:Thanh|Hùng|Kinh|TN|ĐB)|"
    r"Lý (?:Sơn|Nhân)|Văn (?:Bàn|Lâm|Giang|Yên|Quan|Lãng|Phòng)|Trà (?:Vinh|My|Bồng|Cú|Ôn)|Châu (?:Á|Âu|Phi|Đốc|Thành|Phú|Đức)|Lai Châu|Lương (?:Sơn|Tài)|Từ (?:Liêm|Sơn)|Bạch Mai|Hoàng (?:Sa|Mai|Su Phì)|Vũ (?:Thư|Quang)|Đào tạo|Dương Minh Châu)$"
)
_BEHIND_PLACE = re.compile(r"(?:tỉnh|TP|Tp|thành phố|huyện|xã|phường|quận|thị xã|thị trấn|trường|công ty|HTX|đường|phố|Trường|Công ty|Đại học|ĐH|bệnh viện|Bệnh viện|cầu|cảng|Ảnh:|ảnh:)\.? $")
_GIVEN = re.compile(rf" ([{_UPPER}]\w*)(?! [{_UPPER}])")
_PRONOUN = re.compile(r"(?:ông|bà|đồng chí|đ/c|anh|chị)(?= (?:cũng|đã|đề|yêu|nhấn|cho|khẳng|nêu|đánh|bày|ghi|mong|chia|lưu|chỉ|nói|kêu|thông|phân|còn|\w+,))")
_NARRATOR = re.compile(
    r"(?:tại (?:hội nghị|buổi|cuộc|đại hội|kỳ họp|phiên|hội thảo|đây|lễ)|trước đó|sau (?:khi|hội nghị|phần)|cũng (?:tại|trong)|trong (?:khuôn khổ|chương trình|không khí)|hội nghị (?:đã|được|cũng|diễn|kết)|"
    r"nhân dịp|dịp này|được biết|chương trình|buổi (?:làm việc|họp|đối thoại)|theo kế hoạch|kết thúc)\b"
)


_CLOSING = ("conclude", "direct", "close")
# Behind these a body is told to do something, and the next verb is its task, not its words.
_TASKED = ("normative", "commit", "imperative", "future")
_NEAR = 220  # characters from "kết luận hội nghị" to the name
_HIGH = 4  # ranks from deputies of a department up


def _gives_floor(cue: Cue) -> bool:
    """Whether somebody before the verb speaks or acts by it."""
    if cue.role == "order":
        return cue.kind in ("request", "acknowledge", "decide")
    return cue.role == "speech" or (cue.role == "issue" and cue.kind in ("petition", "debate"))


@dataclass(slots=True)
class Person:
    """A person of the report: name as first written, words of posts seen beside it, highest rank, and whether they lead."""

    name: str
    start: int
    end: int
    posts: set[str] = field(default_factory=set)
    rank: int = 0
    chairs: bool = False
    concludes: bool = False


class Turn(NamedTuple):
    """Whose words a sentence gives: kind of holder, person's index or -1, how they took the floor, sentences since.

    `verb` is where the words that give the floor end, in the folded text; -1 where the sentence
    names nobody. `listing` is "order" or "issue" in the items of a list that a colon or a heading
    opened ("Bộ trưởng yêu cầu:", "III. KẾT LUẬN"), else "".
    """

    holder: Holder
    person: int
    mode: str
    since: int
    verb: int
    listing: Listing = ""


class Floor:
    """People and turns of one report."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.people: list[Person] = []
        self._mentions: list[tuple[int, int, int]] = []  # start, end, person
        self._find_people()
        self._by_sentence = self._cues_by_sentence()
        self._find_leaders()
        self.turns = self._turns()

    def _cues_by_sentence(self) -> list[list[Cue]]:
        rows: list[list[Cue]] = [[] for _ in self._reading.sentences]
        index = 0
        for cue in self._reading.cues:
            while index < len(rows) - 1 and self._reading.sentences[index].end <= cue.start:
                index += 1
            if rows:
                rows[index].append(cue)
        return rows

    # -- people ---------------------------------------------------------------

    def _find_people(self) -> None:
        reading = self._reading
        known: dict[str, int] = {}
        layout = layout_of(reading)
        for match in _NAME.finditer(reading.folded):
            words = match.group().split(" ")
            while len(words) > 3 and _PLACE.match(" ".join(words[:2])):
                words = words[2:]
            skip = len(match.group()) - len(" ".join(words))
            first = next((i for i, w in enumerate(words) if _IS_FAMILY.match(w) and 2 <= len(words) - i <= 5), None)
            if first is None:
                continue
            start = match.start() + skip + sum(len(w) + 1 for w in words[:first])
            name = " ".join(words[first:])
            if _PLACE.match(name) or _BEHIND_PLACE.search(reading.folded, max(0, start - 16), start) or layout.in_caption(start):
                continue
            key = name.lower()
            if key not in known:
                known[key] = len(self.people)
                self.people.append(Person(name, start, match.end()))
            self._mentions.append((start, match.end(), known[key]))
        self._add_posts()
        self._add_short_mentions()

    def _add_posts(self) -> None:
        """Give each post to the name right behind it or, in apposition, right before it."""
        reading, taken = self._reading, set()
        for cue in reading.cues_of("post"):
            for start, end, person in self._mentions:
                gap = reading.folded[cue.end : start] if start >= cue.end else reading.folded[end : cue.start]
                near = (0 <= start - cue.end <= 60 and "," not in gap and ";" not in gap and "." not in gap.strip(" .")) or (
                    0 <= cue.start - end <= 45 and gap[:3] in (", ", " - ", " (") or (0 <= cue.start - end <= 3)
                )
                if near and "\n" not in gap:
                    taken.add(cue.start)
                    self.people[person].posts.add(reading.lower[cue.start : cue.end])
                    self.people[person].rank = max(self.people[person].rank, int(cue.kind))
                    break

    def _add_short_mentions(self) -> None:
        """Mentions by post alone, by honorific and given name, or by pronoun."""
        reading = self._reading
        names = [(s, e) for s, e, _ in self._mentions]
        starts = {s for s, _ in names}
        short: list[tuple[int, int, int]] = []
        last_end = -1
        for cue in sorted([*reading.cues_of("post"), *reading.cues_of("honorific")], key=lambda c: (c.start, -c.end)):
            if cue.start < last_end or any(s - 60 <= cue.end <= s and "," not in reading.folded[cue.end : s] for s in starts):
                continue
            last_end = cue.end
            person = self._refers(cue)
            if person >= 0:
                short.append((cue.start, cue.end, person))
        self._mentions = sorted(self._mentions + short)

    def _refers(self, cue: Cue) -> int:
        reading = self._reading
        given = _GIVEN.match(reading.folded, cue.end)
        if given:
            for index, person in enumerate(self.people):
                if person.name.rsplit(" ", 1)[-1] == given[1] and person.start < cue.start:
                    return index
        if cue.role == "post":
            phrase = reading.lower[cue.start : cue.end]
            for index, person in enumerate(self.people):
                if phrase in person.posts and person.start < cue.start:
                    return index
            for index, person in enumerate(self.people):
                if phrase in person.posts:
                    return index
        elif _PRONOUN.match(reading.lower, cue.start):
            before = [m for m in self._mentions if m[1] <= cue.start]
            if before:
                return before[-1][2]
        return -1

    def _mentions_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        return [m for m in self._mentions if start <= m[0] < end]

    # -- leaders --------------------------------------------------------------

    def _find_leaders(self) -> None:
        """Mark who chairs and who concludes; where nobody does, the first of the highest rank leads."""
        reading, layout = self._reading, layout_of(self._reading)
        chairing = {reading.lower[slice(*item.name)] for item, _ in chairs_of(reading) if item.name}
        for person in self.people:
            person.chairs = person.name.lower() in chairing
        for index, sentence in enumerate(reading.sentences):
            closing = [c for c in self._by_sentence[index] if c.role == "conclusion" and c.kind in _CLOSING]
            if not closing or layout.in_caption(closing[0].start):
                continue
            start = closing[0].start
            near = self._mentions_in(start, min(sentence.end, start + _NEAR)) or self._mentions_in(sentence.start, start)[-1:]
            for _, _, person_at in near[:1]:
                self.people[person_at].concludes = True
        if not any(p.chairs or p.concludes for p in self.people):
            top = max((p.rank for p in self.people), default=0)
            first = next((p for p in self.people if p.rank == top >= _HIGH), None)
            if first:
                first.chairs = True

    def leads(self, person: int) -> bool:
        """Whether the person chairs, concludes or directs."""
        return person >= 0 and (self.people[person].chairs or self.people[person].concludes)

    # -- turns ----------------------------------------------------------------

    def _turns(self) -> list[Turn]:
        turns: list[Turn] = []
        before = Turn("narrator", -1, "", 9, -1)
        layout = layout_of(self._reading)
        for index, sentence in enumerate(self._reading.sentences):
            start = layout.behind_caption(sentence.start)
            if start >= sentence.end:
                turns.append(Turn("caption", -1, "", 0, -1))
                continue
            if layout.kinds[sentence.line] == "heading":
                turns.append(self._headed(index))
                # A heading that lists nothing parts a speech without ending it.
                before = turns[-1] if turns[-1].listing else before._replace(listing="")
                continue
            before = self._continued(index, start, before)
            turns.append(before)
        return turns

    def _headed(self, index: int) -> Turn:
        """A heading gives the floor to nobody; some say what the lines below list."""
        cues = self._by_sentence[index]
        if any(c.role == "conclusion" or (c.role == "order" and c.kind in ("decide", "request")) for c in cues):
            return Turn("meeting", -1, "heading", 0, -1, "order")
        if any(c.role == "issue" and c.kind in ("difficulty", "petition") for c in cues):
            return Turn("meeting", -1, "heading", 0, -1, "issue")
        return Turn("narrator", -1, "heading", 0, -1)

    def _continued(self, index: int, start: int, before: Turn) -> Turn:
        """The sentence's own turn, or the one that goes on from the sentence before."""
        own = self._explicit(index, start)
        if before.listing and (own is None or own.person < 0):
            if not _NARRATOR.match(self._reading.lower, start):
                return before._replace(since=before.since + 1, verb=-1)
        turn = own or self._inherited(start, before)
        end = self._reading.sentences[index].end
        if self._reading.folded[end - 1] == ":" and turn.holder not in ("narrator", "report"):
            return turn._replace(listing=self._opens(index, turn))
        return turn._replace(listing="")

    def _opens(self, index: int, turn: Turn) -> Listing:
        """What a sentence that ends in a colon opens a list of, by its last governing verb."""
        for cue in reversed(self._by_sentence[index]):
            if cue.role == "issue" and cue.kind in ("petition", "difficulty", "debate") and turn.holder != "leader":
                return "issue"
            if cue.role == "issue" and cue.kind == "difficulty":
                return "issue"
            if cue.role == "conclusion" or (cue.role == "order" and cue.kind in ("request", "decide", "commit", "normative", "imperative")):
                return "order" if turn.holder in ("leader", "meeting", "speaker") else ""
        return ""

    def _explicit(self, index: int, start: int) -> Turn | None:
        """The turn that the sentence itself gives, by its first governing verb that has a subject before it."""
        sentence = self._reading.sentences[index]
        cues = [c for c in self._by_sentence[index] if c.start >= start]
        modes = [c.kind for c in cues if c.role == "conclusion"]
        mode = next((m for m in modes if m != "speak"), modes[0] if modes else "")
        for cue in cues:
            if _gives_floor(cue) and (subject := self._subject(cues, start, cue)):
                holder, person = subject
                return Turn(holder, person, mode or "say", 0, cue.end)
        if mode in _CLOSING:
            mentions = self._mentions_in(start, sentence.end)
            return Turn("leader", mentions[0][2] if mentions else -1, mode, 0, -1)
        if mode == "decides":
            return Turn("meeting", -1, mode, 0, -1)
        if any(c.role == "report" and c.kind == "report" for c in cues[:3]):
            return Turn("report", -1, "report", 0, -1)
        return None

    def _subject(self, cues: list[Cue], start: int, verb: Cue) -> tuple[Holder, int] | None:
        """Who says or does what `verb` governs: the person or group nearest before it; None where nobody stands there."""
        mentions = [m for m in self._mentions if start <= m[0] and m[1] <= verb.start]
        groups = [c for c in cues if c.role == "group" and c.end <= verb.start and not self._within_post(cues, start, c)]
        if verb.kind == "decide" and any(g.kind == "meeting" for g in groups):
            return "meeting", -1
        group = next((g for g in reversed(groups) if g.kind != "meeting"), None)
        if mentions and (group is None or group.start < mentions[-1][1]):
            person = mentions[-1][2]
            return ("leader" if self.leads(person) else "speaker"), person
        group = groups[-1] if groups else None
        if group is None or any(c.role == "order" and c.kind in _TASKED and group.end <= c.start and c.end <= verb.start for c in cues):
            return None
        kinds: dict[str, Holder] = {"meeting": "meeting", "body": "body"}
        return kinds.get(group.kind, "group"), -1

    def _within_post(self, cues: list[Cue], start: int, group: Cue) -> bool:
        """Whether the body is part of a post or of an apposition ("Giám đốc Sở", "ông A, Phó Chủ tịch UBND tỉnh")."""
        before = self._reading.folded[start : group.start]
        chunk = start + max(before.rfind(mark) + 1 for mark in (",", ";", ":", " -"))
        return any(c.role in ("post", "honorific") and chunk <= c.start < group.start for c in cues)

    def _inherited(self, start: int, before: Turn) -> Turn:
        if _NARRATOR.match(self._reading.lower, start):
            return Turn("narrator", -1, "", 0, -1)
        return Turn(before.holder, before.person, before.mode, before.since + 1, -1)
