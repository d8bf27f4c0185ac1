"""Who holds the floor in each sentence of a report.

A sentence that names no speaker belongs to whoever spoke before it, until
something else takes over: a report, the meeting as a whole, the narrator.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.language.chairing import chairs_of
from extractor.language.layout import layout_of
from extractor.language.mentions import mentions_of
from extractor.language.voices import ACTING, BOARD, answers_petition, decides_as_meeting, speaks_for_leader
from extractor.rules.cues import group_matcher

if TYPE_CHECKING:
    from extractor.language.mentions import Person
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence
    from extractor.rules.cues import Cue

Holder = Literal["leader", "speaker", "group", "body", "meeting", "report", "narrator", "caption"]

Listing = Literal["", "order", "issue"]

_NARRATOR = re.compile(
    r"(?:tại (?:hội nghị|buổi|cuộc|đại hội|kỳ họp|phiên|hội thảo|đây|lễ)|trước đó|sau (?:khi|hội nghị|phần)|cũng (?:tại|trong)|trong (?:khuôn khổ|chương trình|không khí)|hội nghị (?:đã|được|cũng|diễn|kết)|"
    r"nhân dịp|dịp này|được biết|chương trình|buổi (?:làm việc|họp|đối thoại)|theo kế hoạch|kết thúc)\b"
)
# Ways of closing, and how surely each tells who concludes.
_CLOSING = {"conclude": 4, "close": 2, "direct": 1}
_SPEECH, _SPOKEN = ("phát biểu ", "diễn văn "), 3  # "phát biểu bế mạc" tells more surely than "kết thúc hội nghị"
# Before these verbs, by role and kind, stands who speaks or acts by them.
_GIVING = frozenset(
    {
        ("order", "request"),
        ("order", "acknowledge"),
        ("order", "decide"),
        ("order", "commit"),
        ("issue", "petition"),
        ("issue", "debate"),
        ("speech", "say"),
    }
)
_TELLING = frozenset({"conclusion", "report", *(role for role, _ in _GIVING)})
_ORDERING = frozenset({"request", "decide", "commit", "normative", "imperative"})
_HOLDERS: dict[str, Holder] = {"meeting": "meeting", "body": "body"}
_PARTED = re.compile(r"[,;:-](?:(?<!-)|(?<= -))")
# What stands before a post that is the subject of its clause.
_OPENS_CLAUSE = re.compile(r"(?:[,;:.]|theo|một|các|nhiều|và) $")
# A heading that names nothing else: "II. Khó khăn, vướng mắc và nguyên nhân", but "Hạn chế làm giả giấy tờ".
_HEADS_ISSUES = re.compile(
    r"[\W\d]*(?:[ivx]{1,4}[.) /-]+|[a-h][.)] ?)?(?:về |các |những |một số |phần |mục |nội dung |tổng hợp ){0,3}"
    r"(?:(?:khó khăn|vướng mắc|tồn tại|hạn chế|bất cập|khuyết điểm|thiếu sót|yếu kém|thách thức|trở ngại|nguyên nhân|kiến nghị|đề xuất|phản ánh|ý kiến|nguyện vọng)(?:,| và|,? -)? ?){1,5}"
    r"(?:$|[:.;(]|(?:của|trong|cần|chính|chủ yếu|với|đối với|phát sinh|năm|tháng|tại|từ|đã|còn)\b)"
)
# What was reached is listed, whoever spoke before: "Kết quả thực hiện quý I:".
_RESULTS = re.compile(r"[\W\d]*(?:kết quả|tình hình|thực trạng|số liệu)\b")
# Many of whom the vocabulary does not know: "các nhà thuốc đề xuất …".
_MANY = re.compile(
    r"(?:(?<=\n)|(?<=[,;:.] ))(?:các(?! đồng chí)|nhiều|một số|đa số|hầu hết|phần lớn|toàn thể) [^\W\d_][^,;:.\n]{2,60}$"
)
_NEAR_POST = 90  # characters from a post to its verb
_PRESENT, _PRESENT_REACH = re.compile(r"\b(?:dự|chủ trì|có mặt)(?:,| và| và có)* $"), 24
_WITHIN = ("tại ", "trong ")  # "tại cuộc họp" tells where, not who
_ATTRIBUTED = re.compile(r"(?:cũng )?theo [^;:\"\n]{3,110}?, ")
_NEAR_HEAD = 9  # characters from members to their board: "các thành viên của Hội đồng"
_VERBS = 40  # how many verbs of a sentence are asked for who stands before them
_NEAR = 220  # characters from "kết luận hội nghị" to the name
_STANDS_FOR = "đại diện"  # "Đại diện Sở A đề nghị": the body speaks
_SOON = 2  # sentences in which a leader may go on as "nhà trường"
_VOICED = frozenset({"petition", "say"})  # verbs by which many of whom the vocabulary does not know speak
_HIGH = 4  # ranks from deputies of a department up


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


class Floor(NamedTuple):
    """The people of one report, and the turn of each of its sentences."""

    people: list[Person]
    turns: list[Turn]

    def leads(self, person: int) -> bool:
        """Whether the person chairs, concludes or directs."""
        return person >= 0 and (self.people[person].chairs or self.people[person].concludes)


def floor_of(reading: Reading) -> Floor:
    """Who holds the floor in each sentence of a report."""
    return _Listener(reading).floor


class _Listener:
    """Follows a report sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._mentions = mentions_of(reading)
        self.people = self._mentions.people
        self.floor = Floor(self.people, [])
        self._find_leaders()
        self._take_turns()

    # -- leaders --------------------------------------------------------------

    def _find_leaders(self) -> None:
        """Mark who chairs and who concludes; where nobody does, the first of the highest rank leads."""
        reading = self._reading
        chairing = {reading.lower[slice(*item.name)] for item, _ in chairs_of(reading) if item.name}
        for person in self.people:
            person.chairs = person.name.lower() in chairing
        closing: dict[Sentence | None, tuple[int, int]] = {}
        for cue in reading.cues_of("conclusion"):
            if cue.kind in _CLOSING:
                opens = reading.lower.find("bế mạc", cue.start, cue.end)
                spoken = opens >= 0 and reading.lower.endswith(_SPEECH, 0, opens)
                sure = _SPOKEN if spoken else _CLOSING[cue.kind]
                closing.setdefault(reading.sentence_at(cue.start), (cue.start, sure))
        for sentence, (start, sure) in closing.items():
            if sentence is None or layout_of(reading).in_caption(start):
                continue
            near = self._mentions.first(start, min(sentence.end, start + _NEAR))
            if mention := near or self._mentions.last(sentence.start, start):
                person = self.people[mention.person]
                person.closing = max(person.closing, sure)
        if not any(p.chairs or p.concludes for p in self.people):
            self._choose_leaders()

    def _choose_leaders(self) -> None:
        """Where nobody is said to chair or conclude: the first of the highest rank, and who launches a campaign."""
        top = max((p.rank for p in self.people), default=0)
        first = next((p for p in self.people if p.rank == top >= _HIGH), None)
        if first:
            first.chairs = first.presumed = True
        for cue in self._reading.cues_of("conclusion"):
            launching = self._mentions.first(cue.end, cue.end + _NEAR) if cue.kind == "launch" else None
            if launching is not None:
                self.people[launching.person].chairs = True

    # -- turns ----------------------------------------------------------------

    def _take_turns(self) -> None:
        reading, layout, turns = self._reading, layout_of(self._reading), self.floor.turns
        before = Turn("narrator", -1, "", 9, -1)
        starts = [cue.start for cue in reading.cues]
        first = 0
        for sentence in reading.sentences:
            last = bisect_left(starts, sentence.end, first)
            cues, first = reading.cues[first:last], last
            start = layout.behind_caption(sentence.start)
            if start >= sentence.end:
                turns.append(Turn("caption", -1, "", 0, -1))
                continue
            if layout.kinds[sentence.line] == "heading":
                turns.append(_headed(reading.lower, cues, start, sentence.end))
                # A heading that lists nothing parts a speech without ending it.
                before = turns[-1] if turns[-1].listing else before._replace(listing="")
                continue
            before = self._continued(cues, start, sentence.end, before)
            turns.append(before)

    def _continued(self, cues: list[Cue], start: int, end: int, before: Turn) -> Turn:
        """The turn of the sentence `start` to `end`: its own, or the one that goes on from the sentence before."""
        own = None
        if cues:
            behind = cues if cues[0].start >= start else [cue for cue in cues if cue.start >= start]
            own = self._explicit(behind, start, end)
        if own is not None and own.holder == "body" and before.holder == "leader" and before.since <= _SOON:
            own = None if speaks_for_leader(self._reading, start, own.verb) else own
        if own is not None and own.person >= 0 and before.holder == "leader" and before.person >= 0:
            answers = answers_petition(self._reading, start, own.verb)
            own = own._replace(holder="leader", person=before.person) if answers else own
        narrates = (own is None or own.person < 0) and _NARRATOR.match(self._reading.lower, start) is not None
        if before.listing and (own is None or own.person < 0) and not narrates:
            return before._replace(since=before.since + 1, verb=-1)
        turn = own or _inherited(before, narrates=narrates)
        if self._reading.folded[end - 1] == ":" and turn.holder not in ("narrator", "report"):
            return turn._replace(listing="" if _RESULTS.match(self._reading.lower, start) else _opens(cues, turn))
        return turn

    def _explicit(self, cues: list[Cue], start: int, end: int) -> Turn | None:
        """The turn that the sentence itself gives, by its first governing verb that has a subject before it."""
        mode, verbs, reports = _told(cues)
        if verbs:
            named = group_matcher().find(self._reading.lower, start, verbs[-1].start)
            groups = self._groups(named, cues, start)
            boards = [cue for cue in named if cue.kind == BOARD]
            for verb in verbs[:_VERBS]:
                subject = self._subject(verb, start, groups, cues)
                if (
                    boards
                    and verb.kind in ACTING
                    and decides_as_meeting(self._reading, verb, start, self._named_before(start, verb.start), boards)
                ):
                    subject = "meeting", -1
                if subject and subject[1] < 0 and self._closes_by_post(cues, verb):
                    subject = "leader", -1
                if subject:
                    return Turn(*subject, mode or "say", 0, verb.end)
        if mode in _CLOSING and not self._is_present(cues):
            mention = self._mentions.first(start, end)
            return Turn("leader", mention.person if mention else -1, mode, 0, -1)
        if mode == "decides":
            return Turn("meeting", -1, mode, 0, -1)
        if reports and any(map(_is_report, self._with_groups(cues, start, end)[:3])):
            return Turn("report", -1, "report", 0, -1)
        return self._attributed(start, end)

    def _attributed(self, start: int, end: int) -> Turn | None:
        """The turn of whoever a sentence is said to follow: "Theo ông A, …"."""
        said = _ATTRIBUTED.match(self._reading.lower, start, end)
        mention = self._mentions.last_within(start, said.end()) if said else None
        if said is None or mention is None:
            return None
        return Turn("leader" if self.floor.leads(mention.person) else "speaker", mention.person, "say", 0, said.end())

    def _is_present(self, cues: list[Cue]) -> bool:
        """Whether the sentence only tells who came or chaired and closed: "ông A dự và chỉ đạo hội nghị"."""
        closing = (cue for cue in cues if cue.role == "conclusion" and cue.kind in _CLOSING)
        return all(
            _PRESENT.search(self._reading.lower, max(0, cue.start - _PRESENT_REACH), cue.start) for cue in closing
        )

    def _with_groups(self, cues: list[Cue], start: int, end: int) -> list[Cue]:
        groups = group_matcher().find(self._reading.lower, start, end)
        return sorted([*cues, *groups], key=lambda cue: (cue.start, -cue.end))

    def _groups(self, named: list[Cue], cues: list[Cue], start: int) -> list[Cue]:
        """The groups and bodies among those named but those within a post or an apposition ("Giám đốc Sở", "ông A, Phó Chủ tịch UBND tỉnh")."""
        lower = self._reading.lower
        posts = [
            cue.start
            for cue in cues
            if cue.role in ("post", "honorific") and not lower.startswith(_STANDS_FOR, cue.start)
        ]
        groups: list[Cue] = []
        for cue in named:
            if cue.kind == BOARD:
                continue
            if self._is_modifier(cue, groups, start):
                continue  # "các thành viên Hội đồng"
            before = bisect_left(posts, cue.start)
            if not before or _PARTED.search(self._reading.folded, posts[before - 1], cue.start):
                groups.append(cue)
        return groups

    def _is_modifier(self, cue: Cue, groups: list[Cue], start: int) -> bool:
        """Whether a meeting or a board only tells where somebody speaks, or whose members those before it are."""
        if cue.kind != "meeting":
            return False
        lower = self._reading.lower
        last = groups[-1] if groups else None
        members = last is not None and last.kind == "delegates" and cue.start - last.end < _NEAR_HEAD
        parted = last is not None and _PARTED.search(self._reading.folded, last.end, cue.start) is not None
        return lower.endswith(_WITHIN, start, cue.start) or (members and not parted)

    def _is_spoken_by_post(self, verb: Cue, start: int, cues: list[Cue]) -> bool:
        """Whether somebody who is told by a post alone, and not named in the report, stands right before the verb."""
        posts = [cue for cue in cues if cue.role == "post" and start <= cue.start and cue.end <= verb.start]
        if not posts:
            return False
        at = min(cue.start for cue in posts)
        reaches = verb.start - at < _NEAR_POST and not _PARTED.search(self._reading.folded, at, verb.start)
        return reaches and (at == start or _OPENS_CLAUSE.search(self._reading.lower, start, at) is not None)

    def _closes_by_post(self, cues: list[Cue], verb: Cue) -> bool:
        """Whether a post without a name concludes before the verb: "Kết luận hội nghị, Chủ tịch UBND huyện | yêu cầu …"."""
        closing = next((cue for cue in cues if cue.role == "conclusion" and cue.kind in _CLOSING), None)
        return closing is not None and any(cue.role == "post" and closing.end <= cue.start < verb.start for cue in cues)

    def _are_many(self, verb: Cue, start: int) -> bool:
        """Whether the clause before the verb opens with many in the plural: "các nhà thuốc …"."""
        named = _MANY.search(self._reading.lower, max(start, verb.start - _NEAR_POST), verb.start)
        return named is not None

    def _named_before(self, start: int, end: int) -> int:
        """Where the last person named in the span stands; `start` where there is none."""
        mention = self._mentions.last_within(start, end)
        return mention.end if mention else start

    def _subject(self, verb: Cue, start: int, groups: list[Cue], cues: list[Cue]) -> tuple[Holder, int] | None:
        """Who says or does what `verb` governs: the person or group nearest before it; None where nobody stands there."""
        groups = [group for group in groups if group.end <= verb.start]
        if verb.kind == "decide" and any(group.kind == "meeting" for group in groups):
            return "meeting", -1
        mention = self._mentions.last_within(start, verb.start)
        if mention and not any(group.kind != "meeting" and group.start >= mention.end for group in groups):
            return ("leader" if self.floor.leads(mention.person) else "speaker"), mention.person
        if not groups and self._is_spoken_by_post(verb, start, cues):
            return ("group" if self._are_many(verb, start) else "speaker"), -1
        if not groups and verb.kind in _VOICED and self._are_many(verb, start):
            return "group", -1
        if (
            not groups
            or verb.kind == "commit"
            or any(cue.start < verb.start and _is_task(cue, groups[-1]) for cue in cues)
        ):
            return None
        return _HOLDERS.get(groups[-1].kind, "group"), -1


def _told(cues: list[Cue]) -> tuple[str, list[Cue], bool]:
    """The way of concluding, the verbs before which stands who speaks, and whether a report is given."""
    mode, reports = "", False
    verbs: list[Cue] = []
    for cue in cues:
        role, kind = cue.role, cue.kind
        if role not in _TELLING:
            continue
        if role == "conclusion":
            mode = kind if mode in ("", "speak") else mode
        elif (role, kind) in _GIVING:
            verbs.append(cue)
        elif role == "report":
            reports = reports or kind == "report"
    return mode, verbs, reports


def _headed(lower: str, cues: list[Cue], start: int, end: int) -> Turn:
    """A heading gives the floor to nobody; some say what the lines below list."""
    if any(c.role == "conclusion" or (c.role == "order" and c.kind in ("decide", "request")) for c in cues):
        return Turn("meeting", -1, "heading", 0, -1, "order")
    issues = any(c.role == "issue" and c.kind in ("difficulty", "petition") for c in cues)
    if issues and _HEADS_ISSUES.match(lower, start, end):
        return Turn("meeting", -1, "heading", 0, -1, "issue")
    return Turn("narrator", -1, "heading", 0, -1)


def _inherited(before: Turn, *, narrates: bool) -> Turn:
    """The turn of a sentence that names no speaker; `narrates` tells that the narrator takes over."""
    if narrates:
        return Turn("narrator", -1, "", 0, -1)
    return Turn(before.holder, before.person, before.mode, before.since + 1, -1)


def _opens(cues: list[Cue], turn: Turn) -> Listing:
    """What a sentence that ends in a colon opens a list of, by its last governing verb."""
    for cue in reversed(cues):
        if cue.role == "issue" and cue.kind in ("petition", "difficulty", "debate") and turn.holder != "leader":
            return "issue"
        if cue.role == "issue" and cue.kind == "difficulty":
            return "issue"
        if cue.role == "conclusion" or (cue.role == "order" and cue.kind in _ORDERING):
            return "order" if turn.holder in ("leader", "meeting", "speaker") else ""
    return ""


def _is_report(cue: Cue) -> bool:
    return cue.role == "report" and cue.kind == "report"


def _is_task(cue: Cue, group: Cue) -> bool:
    """Whether a cue tells that something has to be done, so that the next verb is the task of the group, not its words."""
    behind = cue.kind in ("commit", "imperative", "future") and cue.start >= group.end
    return cue.role == "order" and (behind or cue.kind == "normative")
