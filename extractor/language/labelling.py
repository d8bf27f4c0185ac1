"""Points told by rule: which segments are issues raised and which are conclusions.

Labels: "O" outside, "BI"/"JI" beginning and inside of an issue, "BC"/"JC" of a conclusion.
Source of the rules: the annotation guidelines. What leaders order, request, promise or
acknowledge is concluded, and what the meeting agrees to; what others lack, ask for or
debate is raised.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from extractor.language.layout import layout_of
from extractor.language.paper_points import settle
from extractor.language.predicates import is_denied, is_own_conduct
from extractor.language.segments import COLON, COMMA, INTRODUCED, JOINT, MOTTO, NUMBER, QUOTE, SEMICOLON, SENTENCE
from extractor.language.sentences import is_glued_heading

if TYPE_CHECKING:
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment

OUTSIDE = "O"
Letter = Literal["I", "C"]

# Before these a new clause begins, which is labelled as a whole.
_ITEM = frozenset({SENTENCE, SEMICOLON, COLON, NUMBER, QUOTE})
# Kinds of frames whose verb opens a conclusion and stays in it.
_GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})
# Verbs by which also somebody who does not lead the meeting orders; a guest's wishes and advice are none.
_ORDERS = frozenset({"đề nghị", "yêu cầu", "giao nhiệm vụ", "giao cho", "phân công"})
# Kinds of frames that a list of subjects may stand under.
_LISTING = frozenset({"debate", "difficulty"})
# The end of a clause that announces a list and says nothing yet: "một số nội dung sau", "5 nhiệm vụ trọng tâm".
_ANNOUNCING = re.compile(
    r"\b(?:(?:như |cụ thể |vấn đề |nội dung |việc |nhiệm vụ |giải pháp |tâm )sau|sau đây|dưới đây"
    r"|(?:một số|các|những|nhiều|0?\d{1,2}|hai|ba|bốn) (?:(?:nhóm|nội dung|vấn đề|nhiệm vụ|công việc|việc|giải pháp)[, ]*)+(?:(?:trọng tâm|cụ thể|chủ yếu|cơ bản|chính|quan trọng|lớn|khác)[, ]*)*)$"
)
_BEFORE_COLON = ("sau", "cụ thể", "trọng tâm", "vấn đề", "nội dung", "nhiệm vụ", "việc", "giải pháp")
_ANNOUNCED = 60  # characters
# Verbs that do so right before a colon.
_VERBS_BEFORE_LISTS = (
    "quyết nghị",
    "quyết định",
    "thống nhất",
    "nhất trí",
    "yêu cầu",
    "đề nghị",
    "kết luận",
    "chỉ đạo",
)
_OPENING = (*_BEFORE_COLON, *_VERBS_BEFORE_LISTS)
# Difficulties that are only announced: "còn gặp một số khó khăn, trở ngại như:".
_NAMES_NONE = re.compile(
    r"\b(?:khó khăn|vướng mắc|tồn tại|hạn chế|bất cập|trở ngại|thách thức|khuyết điểm|yếu kém|thiếu sót)"
    r"(?: (?:nhất định|chủ yếu|cơ bản|lớn))?,? (?:như|gồm|đó là|cụ thể|cụ thể là|nhất là|là)$"
)
# What opens a sentence about the time ahead, and the kinds of cues that tell its tasks.
_AHEAD = re.compile(
    r"(?:trong |ngay )*(?:thời gian tới|những tháng (?:cuối|còn lại|tới)|\d{1,2} tháng cuối năm|quý (?:iv|iii|ii|i|[1-4])(?:/20\d\d)? tới|năm tới|nhiệm kỳ (?:tới|mới|này|20\d\d ?- ?20\d\d)|tuần tới|tháng tới|từ nay đến (?:cuối|hết))\b"
    r"|(?:bước )?sang năm 20\d\d\b|về (?:phương hướng|nhiệm vụ)\b"
)
_TASKS = frozenset({"imperative", "future", "normative"})
# The last words of what announces or names none; without one of them neither is tried.
_LAST = (
    "sau", "đây", "nhóm", "nội dung", "vấn đề", "nhiệm vụ", "việc", "giải pháp", "trọng tâm", "cụ thể", "chủ yếu", "cơ bản",
    "chính", "quan trọng", "lớn", "khác", "như", "gồm", "là", ",", " ",
)  # fmt: skip
_ADVERSATIVE = (
    "tuy nhiên",
    "song,",
    "mặc dù vậy",
    "tuy vậy",
    "bên cạnh những kết quả",
    "bên cạnh kết quả",
    "bên cạnh những mặt",
    "ngoài những kết quả",
)
# Nouns that head an item of a list of subjects; a comma before another word stands inside an item.
_ITEM_HEAD = re.compile(
    r"(?:và )?(?:việc|công tác|tình (?:trạng|hình)|chế độ|chính sách|hoạt động|vấn đề|giải pháp|quy (?:trình|định|hoạch)|thủ tục|"
    r"cơ (?:chế|sở vật chất)|nguồn (?:vốn|lực|nhân lực)|kinh phí|đội ngũ|chất lượng|tiến độ|các|những|một số|nội dung|"
    r"phương (?:án|hướng)|biện pháp|kế hoạch|chương trình|dự án|đề án|điều kiện|sự|mức|giá|thời gian|số lượng|hệ thống|hạ tầng|"
    r"môi trường|xây dựng|nâng cao|đẩy mạnh|tăng cường|phát triển)\b"
)
# Fewer characters name no issue ("tại hội nghị").
_SHORTEST = 14
# How many segments of a sentence are looked back over.
_FAR = 60
# Characters of a term in quotation marks that stands within a clause.
_LONGEST_TERM = 60
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
    starts = [
        k
        for k, segment in enumerate(segments)
        if not k or (segment.cut in _ITEM and (segment.cut != QUOTE or _quote_opens(reading, segments[k - 1], segment)))
    ]
    for start, end in pairwise([*starts, len(segments)]):
        sentence = reading.sentences[segments[start].sentence]
        text = kinds[sentence.line] == "body" and not is_glued_heading(reading.folded, sentence)
        if text and material.frames[start].holder != "caption":
            _Clause(reading, material, labels, start, end).label()
    settle(reading, material, labels)
    return labels


def _quote_opens(reading: Reading, before: Segment, segment: Segment) -> bool:
    """Whether a clause begins at a quotation mark; at a term in such marks, and behind it, its sentence goes on."""
    if before.sentence != segment.sentence:
        return True
    folded = reading.folded
    between = folded[before.end : segment.start]
    if between == ' "':
        closing = folded.find('"', segment.start, segment.start + _LONGEST_TERM)
        return closing < 0 or closing > segment.end + 1
    return not (
        between == '" '
        and before.cut == QUOTE
        and folded[segment.start].islower()
        and before.end - before.start < _LONGEST_TERM
    )


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
        self.governs = self.frame.age == 0 and self.frame.kind in _GOVERNING

    # -- what the clause is ---------------------------------------------------------

    def label(self) -> None:
        """Label the clause, or leave it outside."""
        if self._says_who_spoke() or self._behind_motto() or self._conducts():
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
        opens = self.lower.startswith(":", end)
        if opens and self.lower.endswith(_OPENING, start, end):
            return True
        return self.lower.endswith(_LAST, start, end) and (
            _ANNOUNCING.search(self.lower, max(start, end - _ANNOUNCED), end) is not None
            or _NAMES_NONE.search(self.lower, max(start, end - _INTRODUCTION - _BETWEEN), end) is not None
        )

    def _continues(self) -> bool:
        """Go on with the list that the clause before belongs to; False where there is none, or another verb governs."""
        before = self.labels[self.start - 1] if self.start else OUTSIDE
        if self.segments[self.start].cut not in (SEMICOLON, NUMBER) or before == OUTSIDE:
            return False
        if before[1] == "C" and self.frame.kind == "acknowledge" and self._list_is_open():
            self.labels[self.start : self.end] = ["JC"] * (self.end - self.start)
            return True
        asks = (
            before[1] == "I" and self.holder not in ("leader", "meeting") and self.frame.kind in ("request", "commit")
        )
        if self.frame.age == 0 and self.frame.kind and not asks:
            return False
        self._mark(self.start, "C" if before[1] == "C" else "I")
        return True

    def _judge(self) -> None:
        """Tell by who holds the floor and by what governs the clause."""
        holder, frame = self.holder, self.frame
        here = frame.sentences == 0
        if self.segments[self.start].cut == COLON and holder != "leader" and self._introduces_issues():
            self._mark_items(self.start, split=True)
        elif frame.kind == "decide" and here and self.governs and holder in ("meeting", "group", "body", "leader"):
            self._mark(self.begin, "C")
        elif holder == "leader":
            self._judge_leader()
        elif holder in ("narrator", "report", "body") and self._plans():
            self._mark(self.begin, "C")
        elif frame.kind == "petition" and holder != "narrator" and (here or (frame.sentences == 1 and self._directs())):
            if self.begin > self.start or self.segments[self.start].cut != SENTENCE or not here:
                self._mark_items(self.begin, split=False)
        elif frame.kind == "request" and here and holder == "speaker":
            self._mark(self.begin, "C")
        elif frame.kind in _LISTING and here and self.segments[self.begin].cut in (COLON, INTRODUCED, SEMICOLON):
            self._mark_items(self.begin, split=self.segments[self.begin].cut != SEMICOLON)
        elif (holder in ("speaker", "group", "body", "report") or self._turns_to_lacks()) and self._lacks():
            self._mark(self.begin, "I")

    def _judge_leader(self) -> None:
        frame = self.frame
        if (frame.sentences == 0 and frame.kind in ("request", "acknowledge", "commit")) or (
            self._directs() and (not self._lacks() or self._has("normative"))
        ):
            self._mark(self.begin, "C")
        elif frame.kind in ("say", "difficulty") and self._lacks():
            self._mark(self.begin, "I")

    # -- what its words tell --------------------------------------------------------

    def _has(self, kind: str) -> bool:
        return any(c.kind == kind and c.role == "order" for row in self.cues[self.begin : self.end] for c in row)

    def _lacks(self) -> bool:
        start = self.segments[self.begin].start
        lacking = (c for row in self.cues[self.begin : self.end] for c in row if c.kind == "lack" and c.role == "issue")
        return any(not is_denied(self.lower, c, start) for c in lacking)

    def _plans(self) -> bool:
        """Whether the clause tells tasks for the time ahead: "Thời gian tới, ngành tập trung …"."""
        start = self.reading.sentences[self.segments[self.start].sentence].start
        if _AHEAD.match(self.lower, start) is None or self._lacks():
            return False
        return any(c.role == "order" and c.kind in _TASKS for row in self.cues[self.begin : self.end] for c in row)

    def _turns_to_lacks(self) -> bool:
        """Whether the narrator turns to what went less well: "Tuy nhiên, …"."""
        start = self.reading.sentences[self.segments[self.start].sentence].start
        return self.holder == "narrator" and self.lower.startswith(_ADVERSATIVE, start)

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
        """Whether it asks those present to discuss: the meeting's own conduct."""
        asks = self.frame.kind in ("request", "petition") and self.frame.age == 0
        return asks and is_own_conduct(self.lower, self.segments[self.begin].start, self.segments[self.end - 1].end)

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
            if any(c.role == "issue" and c.kind in ("difficulty", "petition", "debate") for c in self.cues[k]):
                return True
        return False

    def _list_is_open(self) -> bool:
        """Whether a colon behind the governing verb opened the list that the clause continues."""
        k, sentence = self.start, self.segments[self.start].sentence
        first = max(0, k - _FAR)
        while k > first and self.segments[k - 1].sentence == sentence:
            if self.segments[k].cut == COLON:
                return True
            if self.frames[k].age == 0 and self.frames[k].kind in _GOVERNING:
                return False
            k -= 1
        return False

    # -- where it begins and ends -----------------------------------------------------

    def _core(self) -> int:
        """Where the core begins: at the governing verb, or behind what introduces it."""
        frames = self.frames[self.start : self.end]
        for k, frame in enumerate(frames, self.start):
            if frame.age or frame.kind not in _GOVERNING:
                continue
            if frame.kind == "decide" and self._opens_with_task():
                return self.start
            if frame.kind == "decide" or frame.holder in ("leader", "meeting"):
                return k
            if frame.kind == "request" and frame.holder == "speaker" and frame.verb in _ORDERS:
                return k
        best = self.start
        for k, frame in enumerate(frames, self.start):
            if not frame.sentences and self._introduced(k, best):
                best = k
                if not self._introduces_more(k):
                    break
        return self._past_transitions(best)

    def _opens_with_task(self) -> bool:
        """Whether an item of a leader's list opens with a task: "đẩy nhanh tiến độ, phấn đấu hoàn thành" is one."""
        (start, _, _, cut), cues = self.segments[self.start], self.cues[self.start]
        task = any(c.start == start and c.kind == "imperative" and c.role == "order" for c in cues)
        return task and cut in (COLON, SEMICOLON) and self.holder in ("leader", "meeting")

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
        short = size < _INTRODUCTION and any(c.role == "issue" for c in self.cues[k])
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
        """Mark issues: the whole, or an item at each comma before a noun that heads one."""
        for k in range(begin + 1, self.end + 1):
            heads = (
                k < self.end
                and split
                and self.segments[k].cut == COMMA
                and _ITEM_HEAD.match(self.lower, self.segments[k].start)
            )
            if k == self.end or heads:
                if self.segments[k - 1].end - self.segments[begin].start >= _SHORTEST:
                    self._mark(begin, "I", k)
                begin = k
