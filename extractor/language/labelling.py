"""Points told by rule: which segments are issues raised and which are conclusions.

Labels: "O" outside, "BI"/"JI" beginning and inside of an issue, "BC"/"JC" of a conclusion.
Source of the rules: the annotation guidelines. What leaders order, request, promise or
acknowledge is concluded, and what the meeting agrees to; what others lack, ask for or
debate is raised.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

from extractor.language.announcing import announces, opens_ahead, turns_away
from extractor.language.clauses import GOVERNING, clauses_of, goes_on_with
from extractor.language.issue_items import heads_item, items_of, names_topic
from extractor.language.layout import layout_of
from extractor.language.owners import names_doer, owner_in
from extractor.language.paper_points import settle
from extractor.language.predicates import is_denied, is_own_conduct
from extractor.language.segments import COLON, COMMA, INTRODUCED, JOINT, MOTTO, SEMICOLON, SENTENCE
from extractor.language.sentences import is_glued_heading

if TYPE_CHECKING:
    from extractor.language.frames import Frame
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.rules.cues import Role

OUTSIDE = "O"
Letter = Literal["I", "C"]

# Verbs by which also somebody who does not lead the meeting orders; a guest's wishes and advice are none.
_ORDERS = frozenset({"đề nghị", "yêu cầu", "giao nhiệm vụ", "giao cho", "giao", "phân công", "lưu ý"})
_SPEAKERS: tuple[Role, ...] = ("post", "honorific")
_DECIDING = frozenset({"meeting", "group", "body", "leader"})
_ASKED_BY_MEETINGS = frozenset({"đề nghị", "yêu cầu", "giao", "giao cho", "giao nhiệm vụ", "kêu gọi"})
# Kinds of frames that a list of subjects may stand under, and that a list of issues may stand behind.
_LISTING = frozenset({"debate", "difficulty"})
_WITHIN_TASKS = _LISTING | {"report"}  # of frames that stand within an order: "báo cáo kết quả với cử tri"
_SOON = 3  # sentences behind an order
_RAISING = _LISTING | {"petition"}
_RAISERS = frozenset({"speaker", "group", "body"})
_MATTERS = ("các vấn đề", "những vấn đề", "nhiều vấn đề", "một số vấn đề", "vấn đề:")
_BEFORE_LISTS = GOVERNING | {
    "say",
    "conclude",
    "petition",
    "debate",
}  # kinds of verbs that announce a list right before a colon
_PLANNED = frozenset({"imperative", "future", "normative", "decide"})
# Fewer characters name no issue ("tại hội nghị").
_SHORTEST = 14
# How many segments of a sentence are looked back over.
_FAR = 60
# At most so many characters introduce a list: "một số khó khăn, vướng mắc trong".
_INTRODUCTION = 34
# At most so many stand between two words that introduce one after the other.
_BETWEEN = 18
# A transition alone is no longer.
_TRANSITION = 22


def rule_labels(reading: Reading, material: Material) -> list[str]:
    """One label a segment, by rule alone."""
    labels = [OUTSIDE] * len(material.segments)
    kinds, segments = layout_of(reading).kinds, material.segments
    for start, end in pairwise([*clauses_of(reading, material), len(segments)]):
        sentence = reading.sentences[segments[start].sentence]
        text = kinds[sentence.line] == "body" and not is_glued_heading(reading.folded, sentence)
        if text and material.frames[start].holder != "caption":
            _Clause(reading, material, labels, start, end).label()
    settle(reading, material, labels)
    return labels


class _Clause:
    """The segments `start` to before `end`, between two strong marks, and where their core begins."""

    def __init__(self, reading: Reading, material: Material, labels: list[str], start: int, end: int) -> None:
        self.reading, self.lower = reading, reading.lower
        self.labels, self.start, self.end = labels, start, end
        self.segments, self.frames, self.cues = material.segments, material.frames, material.cues
        self.turn = material.floor.turns[self.segments[start].sentence]
        self.holder = self.frames[start].holder
        self.begin = self._core()
        self.frame = self.frames[self.begin]
        self.governs = self.frame.age == 0 and self.frame.kind in GOVERNING

    # -- what the clause is ---------------------------------------------------------

    def label(self) -> None:
        """Label the clause, or leave it outside."""
        if self._says_who_spoke() or self._behind_motto():
            return
        if self._conducts():
            self._put_to_debate()
            return
        turn = self.turn
        if turn.listing and turn.verb < 0 and not (turn.mode == "heading" and turn.since == 0):
            self._mark(self._past_transitions(self.start), "C" if turn.listing == "order" else "I")
        elif not self._announces():
            self.end = self._left()
            if not self._continues():
                self._judge()

    def _announces(self) -> bool:
        """Whether the clause only announces a list: "một số nội dung sau", "thống nhất quyết nghị:"."""
        start, end = self.segments[self.begin].start, self.segments[self.end - 1].end
        if self.lower.startswith(":", end) and (
            any(cue.end == end and cue.kind in _BEFORE_LISTS for cue in self.cues[self.end - 1])
            or (self.governs and names_doer(self.reading, start + len(self.frame.verb) + 1, end))
        ):
            return True
        return announces(self.lower, start, end)

    def _continues(self) -> bool:
        """Go on with the list that the clause before belongs to; False where there is none, or another verb governs."""
        before = self.labels[self.start - 1] if self.start else OUTSIDE
        if before == OUTSIDE or not goes_on_with(self.reading, self.segments[self.start]):
            return before[1:] == "C" and self._spells_out()
        if before[1] == "C" and self.frame.kind == "acknowledge" and self._list_is_open():
            self.labels[self.start : self.end] = ["JC"] * (self.end - self.start)
            return True
        asks = (
            before[1] == "I" and self.holder not in ("leader", "meeting") and self.frame.kind in ("request", "commit")
        )
        within = before[1] == "C" and self.frame.kind in _WITHIN_TASKS
        if self.frame.age == 0 and self.frame.kind and not asks and not within:
            return False
        self._mark(self.start, "C" if before[1] == "C" else "I")
        return True

    def _spells_out(self) -> bool:
        """Go on with the decision before a colon whose numbers follow: "thông qua các chỉ tiêu: doanh thu 4 tỷ đồng …"."""
        frame = self.frame
        if self.segments[self.start].cut != COLON or frame.kind != "decide" or frame.sentences or not frame.age:
            return False
        self.labels[self.start : self.end] = ["JC"] * (self.end - self.start)
        return True

    def _judge(self) -> None:
        """Tell by who holds the floor and by what governs the clause."""
        holder, frame = self.holder, self.frame
        here = frame.sentences == 0
        if self.segments[self.start].cut == COLON and holder != "leader" and self._introduces_issues():
            self._mark_items(self.start, split=True)
        elif here and self._is_decided():
            self._mark(self.begin, "C")
        elif holder == "leader":
            self._judge_leader()
        elif holder in ("narrator", "report", "body") and self._plans():
            self._mark(self.begin, "C")
        elif frame.kind == "petition" and holder != "narrator" and (here or (frame.sentences == 1 and self._directs())):
            if self.begin > self.start or self.segments[self.start].cut != SENTENCE or not here:
                self._mark_items(self.begin, split=heads_item(self.reading, self.segments[self.begin].start))
        elif frame.kind == "request" and here and holder == "speaker":
            self._mark(self.begin, "I" if frame.verb == "lưu ý" and self._lacks() else "C")
        elif frame.kind in _LISTING and here and self.segments[self.begin].cut in (COLON, INTRODUCED, SEMICOLON):
            self._mark_items(self.begin, split=self.segments[self.begin].cut != SEMICOLON)
        elif (holder in ("speaker", "group", "body", "report") or self._turns_to_lacks()) and self._lacks():
            self._mark_items(self.begin, split=False)

    def _is_decided(self) -> bool:
        """Whether it tells what is decided, or what a meeting as a whole asks for."""
        told = self.governs or self._is_listed()
        if self.frame.kind == "decide":
            # An item of minutes may begin with the verb: "Thống nhất dời lịch".
            bare = self.begin == self.start or self.segments[self.begin].cut == COLON
            return told and (
                self.holder in _DECIDING
                or (bare and self.governs and self.reading.folded[self.segments[self.begin].start].isupper())
            )
        return told and self.holder == "meeting" and self.frame.verb in _ASKED_BY_MEETINGS

    def _judge_leader(self) -> None:
        frame = self.frame
        if (frame.sentences == 0 and frame.kind in ("request", "acknowledge", "commit")) or (
            self._directs() and (not self._lacks() or self._has("normative"))
        ):
            self._mark(self.begin, "C")
        elif frame.kind in ("say", "difficulty") and self._lacks():
            self._mark(self.begin, "I")
        elif frame.kind == "request" and frame.sentences <= _SOON and self._names_owner():
            self._mark(self.begin, "C")

    def _names_owner(self) -> bool:
        """Whether it goes on in its paragraph with those who are to act, and their task: "Đài Truyền thanh mở chuyên mục …"."""
        start, end = self.segments[self.begin].start, self.segments[self.end - 1].end
        sentence = self.segments[self.start].sentence
        before, here = self.reading.sentences[max(0, sentence - 1)], self.reading.sentences[sentence]
        done = " đã " in self.lower[start:end]
        return before.line == here.line and not done and owner_in(self.reading, start, end) is not None

    # -- what its words tell --------------------------------------------------------

    def _has(self, kind: str) -> bool:
        return any(c.kind == kind and c.role == "order" for row in self.cues[self.begin : self.end] for c in row)

    def _lacks(self) -> bool:
        """Whether something is said to be lacking, but for what is needed: "cần giải quyết phần việc chậm tiến độ"."""
        start = self.segments[self.begin].start
        for cue in chain.from_iterable(self.cues[self.begin : self.end]):
            if cue.role == "order" and cue.kind == "normative" and self.lower.startswith("cần", cue.start):
                return False
            if cue.role == "issue" and cue.kind == "lack" and not is_denied(self.lower, cue, start):
                return True
        return False

    def _plans(self) -> bool:
        """Whether the clause tells tasks for the time ahead: "Thời gian tới, ngành tập trung …"."""
        if not opens_ahead(self.lower, self._sentence_start()) or self._lacks():
            return False
        return any(c.role == "order" and c.kind in _PLANNED for row in self.cues[self.begin : self.end] for c in row)

    def _turns_to_lacks(self) -> bool:
        """Whether the narrator turns to what went less well: "Tuy nhiên, …"."""
        return self.holder in ("narrator", "meeting") and turns_away(self.lower, self._sentence_start())

    def _sentence_start(self) -> int:
        return self.reading.sentences[self.segments[self.start].sentence].start

    def _directs(self) -> bool:
        """Whether the clause says what has to be done: "cần", "phải", "sẽ", or a task first."""
        start = self.segments[self.begin].start
        first = next((c.kind for c in self.cues[self.begin] if c.start == start and c.role == "order"), "")
        return first in ("imperative", "request") or self._has("normative") or self._has("future")

    def _says_who_spoke(self) -> bool:
        """Whether nothing stands behind the verb ("..., ông A lưu ý."): it tells whose words went before."""
        segment = self.segments[self.begin]
        alone = self.end - self.begin == 1
        return alone and self.governs and segment.end - segment.start <= len(self.frame.verb) + 1

    def _conducts(self) -> bool:
        """Whether it asks those present to discuss, or takes up what was said before the speaker is named: the meeting's own conduct."""
        if self.frame.kind == "commit" and self.governs and self.end < len(self.segments):
            return self.turn.verb > self.segments[self.end].start  # "Tiếp thu các ý kiến, ông A …"
        asks = self.frame.kind in ("request", "petition") and self.frame.age == 0
        return asks and is_own_conduct(self.lower, self.segments[self.begin].start, self.segments[self.end - 1].end)

    def _put_to_debate(self) -> None:
        """Mark the topics that those present are asked to discuss."""
        for k in range(self.begin + 1, self.end):
            if self.segments[k].cut == INTRODUCED and any(cue.kind == "debate" for cue in self.cues[k - 1]):
                if names_topic(self.reading, self.segments[k].start):
                    self._mark_items(k, split=True)
                return

    def _behind_motto(self) -> bool:
        """Whether a motto was named before in the sentence, so that its quotation follows."""
        if not self.reading.cues_of("slogan"):
            return False
        sentence = self.segments[self.start].sentence
        for segment in reversed(self.segments[max(0, self.start - _FAR) : self.start + 1]):
            if segment.sentence != sentence:
                return False
            if segment.cut == MOTTO:
                return True
        return False

    def _introduces_issues(self) -> bool:
        """Whether the words before the colon, behind the last point, name difficulties, petitions or a debate."""
        for k in range(self.start - 1, max(0, self.start - _FAR) - 1, -1):
            if self.segments[k].sentence != self.segments[self.start].sentence or self.labels[k] != OUTSIDE:
                return False
            for cue in self.cues[k]:
                named = cue.kind == "list" and self.lower.startswith(_MATTERS, cue.start)
                if cue.role == "issue" and (cue.kind in _RAISING or (named and self.holder in _RAISERS)):
                    return True
        return False

    def _is_listed(self) -> bool:
        """Whether the clause opens a list that the words before its colon only announce."""
        return self.segments[self.start].cut == COLON and self.start > 0 and self.labels[self.start - 1] == OUTSIDE

    def _list_is_open(self) -> bool:
        """Whether a colon behind the governing verb opened the list that the clause continues."""
        k, sentence = self.start, self.segments[self.start].sentence
        first = max(0, k - _FAR)
        while k > first and self.segments[k - 1].sentence == sentence:
            if self.segments[k].cut == COLON:
                return True
            if self.frames[k].age == 0 and self.frames[k].kind in GOVERNING:
                return False
            k -= 1
        return False

    # -- where it begins and ends -----------------------------------------------------

    def _core(self) -> int:
        """Where the core begins: at the governing verb, or behind what introduces it."""
        for k in range(self.start, self.end):
            if self.frames[k].age or self.frames[k].kind not in GOVERNING:
                continue
            if self._is_task(k):
                break
            if self._is_item(k):
                return self.start
            if self._governs(self.frames[k]):
                return k
        best = self.start
        if self.holder == "leader" and self._opens_with("imperative"):
            return best
        for k in range(self.start, self.end):
            if not self.frames[k].sentences and self._introduced(k, best) and not self._is_task(k):
                best = k
                if not self._introduces_more(k):
                    break
        return self._past_transitions(best)

    def _governs(self, frame: Frame) -> bool:
        """Whether a conclusion begins at the verb of the frame: who leads decides and asks; others order by a few verbs only."""
        if frame.kind == "decide" or frame.holder in ("leader", "meeting"):
            return True
        return frame.kind == "request" and frame.holder == "speaker" and frame.verb in _ORDERS

    def _is_item(self, k: int) -> bool:
        """Whether the clause up to the verb of segment `k` already begins an item of a list."""
        return (self.frames[k].kind == "decide" and self._opens_with_task()) or self._is_done_by_others(k)

    def _opens_with_task(self) -> bool:
        """Whether an item of a leader's list opens with a task: "đẩy nhanh tiến độ, phấn đấu hoàn thành" is one."""
        listed = self.segments[self.start].cut in (COLON, SEMICOLON)
        return listed and self.holder in ("leader", "meeting") and self._opens_with("imperative")

    def _opens_with(self, kind: str) -> bool:
        """Whether the clause begins with an order of a kind."""
        start = self.segments[self.start].start
        return any(c.start == start and c.kind == kind and c.role == "order" for c in self.cues[self.start])

    def _is_done_by_others(self, k: int) -> bool:
        """Whether an item of a list tells what somebody is to ask of others: "…; Bộ đội Biên phòng kêu gọi tàu thuyền …"."""
        start = self.segments[self.start].start
        listed = (
            self.start > 0 and self.labels[self.start - 1][1:] == "C" and self.segments[self.start].cut == SEMICOLON
        )
        return listed and k == self.start + 1 and names_doer(self.reading, start, self.segments[k].start - 1)

    def _is_task(self, k: int) -> bool:
        """Whether the verb of segment `k` is part of a task that the clause tells before: "các xã phải …, phân công …"."""
        start, end = self.segments[self.start].start, self.segments[k].start
        told = [c.end for row in self.cues[self.start : k] for c in row if c.kind == "normative" and c.role == "order"]
        return bool(told) and not any(self.reading.cues_in(max(start, told[-1]), end, role) for role in _SPEAKERS)

    def _introduced(self, k: int, best: int) -> bool:
        """Whether segment `k`, in the sentence of the governing verb, follows words that introduce a point."""
        cut, frame = self.segments[k].cut, self.frames[k]
        if cut != COMMA:
            return cut == INTRODUCED
        return best > self.start or (k > self.start and frame.age == 0 and frame.kind == "say")

    def _introduces_more(self, k: int) -> bool:
        """Whether segment `k` only goes on introducing ("một số khó khăn", "với tỉnh")."""
        segment = self.segments[k]
        if k + 1 >= self.end:
            return False
        size = segment.end - segment.start
        short = size < _INTRODUCTION and any(c.role == "issue" and c.kind != "lack" for c in self.cues[k])
        return short or (self.segments[k + 1].cut == INTRODUCED and size < _BETWEEN)

    def _past_transitions(self, start: int) -> int:
        """The first segment from `start` that is not a transition alone ("Thứ nhất", "Đồng thời")."""
        k = start
        while k + 1 < self.end and self.segments[k + 1].cut in (COMMA, INTRODUCED, COLON):
            (start, end, _, _), cues = self.segments[k], self.cues[k]
            if not cues or end - start > _TRANSITION:
                break
            if not any(c.role == "transition" and c.start == start for c in cues):
                break
            k += 1
        return k

    def _left(self) -> int:
        """Where the point is left before the clause ends: at the motto it names, or where the meeting turns to debate."""
        first = self.begin + 1
        for k, segment in enumerate(self.segments[first : self.end], first):
            if segment.cut == MOTTO or (segment.cut == JOINT and self._debates(k + 1)):
                return k
        return self.end

    def _debates(self, k: int) -> bool:
        """Whether segment `k` of the clause begins with a verb of debating."""
        return k < self.end and self.frames[k].age == 0 and self.frames[k].kind == "debate"

    # -- marking ----------------------------------------------------------------------

    def _mark(self, begin: int, letter: Letter, end: int | None = None) -> None:
        last = self.end if end is None else end
        if begin < last:
            self.labels[begin:last] = ["B" + letter, *["J" + letter] * (last - begin - 1)]

    def _mark_items(self, begin: int, *, split: bool) -> None:
        """Mark issues: the whole, or each item of a list."""
        starts = items_of(self.reading, self.segments, self.cues, (begin, self.end), named=split)
        for first, end in pairwise([*starts, self.end]):
            if self.segments[end - 1].end - self.segments[first].start >= _SHORTEST:
                self._mark(first, "I", end)
