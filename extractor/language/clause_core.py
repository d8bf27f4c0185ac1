"""The core of a clause: where its point begins, at the governing verb or behind what introduces it, and where it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.language.clauses import GOVERNING
from extractor.language.owners import names_doer, names_who_makes_act
from extractor.language.segments import COLON, COMMA, INTRODUCED, JOINT, MOTTO, SEMICOLON, VERB

if TYPE_CHECKING:
    from extractor.language.frames import Frame
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue, Role

# Verbs by which also somebody who does not lead the meeting orders; a guest's wishes and advice are none.
_ORDERS = frozenset({"chỉ đạo", "đề nghị", "yêu cầu", "giao nhiệm vụ", "giao cho", "giao", "phân công", "lưu ý"})
_ASKING = ("request", "petition")
_DEPUTIES = 4  # the lowest rank of those who order without leading the meeting: deputies of a department
# Verbs by which those told to act make others act.
_MAKING_ACT = frozenset({"chỉ đạo", "đôn đốc", "kêu gọi", "phân công", "nhắc nhở"})
_BEHIND_MARK = frozenset({COLON, COMMA, SEMICOLON, INTRODUCED})
_SPEAKERS: tuple[Role, ...] = ("post", "honorific")
# How a segment is cut off that may follow words that introduce a point.
_INTRODUCING = frozenset({INTRODUCED, COMMA})
# At most so many characters introduce a list: "một số khó khăn, vướng mắc trong".
_INTRODUCTION = 34
# At most so many stand between two words that introduce one after the other.
_BETWEEN = 18
# A transition alone is no longer.
_TRANSITION = 22


class Clause:
    """The segments `start` to before `end`, and the one, `begin`, at which their core begins; `labels` are those told so far."""

    def __init__(self, reading: Reading, material: Material, labels: list[str], start: int, end: int) -> None:
        self.reading, self.lower, self.material = reading, reading.lower, material
        self.labels, self.start, self.end = labels, start, end
        self.segments, self.frames, self.cues = material.segments, material.frames, material.cues
        self.turn = material.floor.turns[self.segments[start].sentence]
        self.holder = self.frames[start].holder
        self.begin = self._core()
        self.frame = self.frames[self.begin]
        self.governs = self.frame.age == 0 and self.frame.kind in GOVERNING

    def _core(self) -> int:
        """Where the core begins: at the governing verb, or behind what introduces it."""
        frames, best = self.frames, self.start
        for k in range(best, self.end):
            _, kind, _, age, _ = frames[k]
            if age or kind not in GOVERNING:
                continue
            if self._is_task(k):
                break
            if self._is_item(k):
                return best
            if self._governs(frames[k]) and not self._is_asked_for(k):
                return k
        if self.holder == "leader" and self.opens_with("imperative"):
            return best
        return self.past_transitions(self._behind_introduction())

    def _behind_introduction(self) -> int:
        """The segment behind the words that introduce a point in the sentence of the governing verb; the first where none do."""
        best = self.start
        for k in range(best, self.end):
            cut = self.segments[k].cut
            if cut not in _INTRODUCING or self.frames[k].sentences:
                continue
            if (cut == INTRODUCED or self._goes_on_introducing(k, best)) and not self._is_task(k):
                best = k
                if not self._introduces_more(k):
                    break
        return best

    def _governs(self, frame: Frame) -> bool:
        """Whether a conclusion begins at the verb of the frame: who leads decides and asks; others order by a few verbs only."""
        if frame.kind == "decide" or frame.holder in ("leader", "meeting"):
            return True
        return (
            frame.kind == "request"
            and frame.holder == "speaker"
            and frame.verb in _ORDERS
            and self.orders_himself(frame)
        )

    def orders_himself(self, frame: Frame) -> bool:
        """Whether who speaks in the sentence is the one who asks by the verb of the frame.

        Behind another verb, or in a later sentence, what others ask is told of: "ông A cho biết, Luật yêu cầu …".
        """
        return self.turn.verb >= 0 and self.lower.endswith(frame.verb, 0, self.turn.verb)

    def may_order(self) -> bool:
        """Whether who speaks without leading has a post by which to order; a post alone, without a name, does."""
        index = self.turn.person
        return index < 0 or self.material.floor.people[index].rank >= _DEPUTIES

    def _is_asked_for(self, k: int) -> bool:
        """Whether the verb of deciding in segment `k` is what somebody asks others for: "đề nghị UBND tỉnh chấp thuận …"."""
        if self.frames[k].kind != "decide" or self.holder == "meeting" or k == self.start:
            return False
        _, kind, _, age, _ = self.frames[k - 1]
        return (
            age <= 1
            and kind in _ASKING
            and self.segments[k].cut == VERB
            and self.segments[k - 1].end + 1 == self.segments[k].start
        )

    def doer_of(self, k: int) -> int:
        """Where a leader's order begins that tells who is to make others act by the verb of segment `k`: "nhấn mạnh, Sở A chỉ đạo …"."""
        if self.frames[k].verb not in _MAKING_ACT or self.holder != "leader":
            return k
        for at in (k - 1, k - 2):
            if at < self.start:
                break
            told = self.segments[at].cut in _BEHIND_MARK and names_who_makes_act(
                self.reading, self.segments[at].start, self.segments[k].start
            )
            if told:
                return at
        return k

    def _is_item(self, k: int) -> bool:
        """Whether the clause up to the verb of segment `k` already begins an item of a list."""
        return (self.frames[k].kind == "decide" and self._opens_with_task()) or self._is_done_by_others(k)

    def _opens_with_task(self) -> bool:
        """Whether an item of a leader's list opens with a task: "đẩy nhanh tiến độ, phấn đấu hoàn thành" is one."""
        listed = self.segments[self.start].cut in (COLON, SEMICOLON)
        return listed and self.holder in ("leader", "meeting") and self.opens_with("imperative")

    def opens_with(self, kind: str) -> bool:
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
        cues = ((at, c) for at in range(k - 1, self.start - 1, -1) for c in reversed(self.cues[at]))
        told = next((c.end for at, c in cues if c.role == "order" and self._obliges(at, c)), -1)
        return told >= 0 and not any(self.reading.cues_in(max(start, told), end, role) for role in _SPEAKERS)

    def _obliges(self, at: int, cue: Cue) -> bool:
        """Whether an order of segment `at` tells a task: "cần", "phải", and "sẽ" behind a body that promises ("Sở sẽ đề xuất …")."""
        promises = cue.kind == "future" and self.lower.startswith("sẽ", cue.start)
        return cue.kind == "normative" or (
            promises and names_doer(self.reading, self.segments[at].start, cue.start - 1)
        )

    def _goes_on_introducing(self, k: int, best: int) -> bool:
        """Whether words that introduce a point stand before the comma of segment `k`, or a verb of saying behind it."""
        frame = self.frames[k]
        return best > self.start or (k > self.start and frame.age == 0 and frame.kind == "say")

    def _introduces_more(self, k: int) -> bool:
        """Whether segment `k` only goes on introducing ("một số khó khăn", "với tỉnh")."""
        segment = self.segments[k]
        if k + 1 >= self.end:
            return False
        if self.frames[k].kind == "say" and self.segments[k + 1].cut == VERB and self.frames[k + 1].kind == "petition":
            return True  # "chia sẻ | mong muốn | …"
        size = segment.end - segment.start
        short = size < _INTRODUCTION and any(c.role == "issue" and c.kind != "lack" for c in self.cues[k])
        return short or (self.segments[k + 1].cut == INTRODUCED and size < _BETWEEN)

    def past_transitions(self, start: int) -> int:
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

    def left(self) -> int:
        """Where the point is left before the clause ends: at the motto it names, or where the meeting turns to debate."""
        for k in range(self.begin + 1, self.end):
            cut = self.segments[k].cut
            if cut == MOTTO or (cut == JOINT and self._debates(k + 1)):
                return k
        return self.end

    def _debates(self, k: int) -> bool:
        """Whether segment `k` of the clause begins with a verb of debating."""
        if k >= self.end:
            return False
        _, kind, _, age, _ = self.frames[k]
        return age == 0 and kind == "debate"
