"""Issues and conclusions of minutes and notices, by the part of the paper that an item stands in.

What a heading lists needs no verb to tell it: an item under "Ý kiến" is an issue, behind its
speaker; one under "Kết luận" a conclusion. Labels are those of `labelling`, one a segment.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from extractor.language.bullets import behind_bullet
from extractor.language.predicates import is_denied
from extractor.language.sections import sections_of
from extractor.language.segments import COLON, COMMA, INTRODUCED, NUMBER, SEMICOLON, SENTENCE, VERB
from extractor.language.voting import votes_of

if TYPE_CHECKING:
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.language.sections import Section

_CLAUSE = frozenset((SENTENCE, SEMICOLON, NUMBER))
# Who speaks, before a colon; what only introduces, before an issue.
_SPEAKER, _INTRODUCTION = 110, 26
_WITH = len("với ")
_SUBJECT = 40  # who decides, before the verb
_PRESENTS = re.compile(
    r"\b(?:báo cáo|trình bày|thông qua|đánh giá|phổ biến|thông báo|triển khai|quán triệt|giới thiệu|trả lời|giải trình|giải đáp)\b"
)
_REPLIES = re.compile(r"(?:trả lời|giải đáp|giải trình|tiếp thu)\b")
_AGREES = re.compile(r"(?:nhất trí|đồng ý|thống nhất|tán thành|không có ý kiến)\b")
_BALLOT = re.compile(r"(?:kết quả )?(?:biểu quyết|bỏ phiếu|kiểm phiếu|lấy ý kiến)\b")
_TAKES_FLOOR = re.compile(r"\b(?:phát biểu|kết luận|bế mạc|chỉ đạo|tiếp thu)\b")
_REQUESTS = re.compile(r"(?:đề nghị|yêu cầu|giao)\b")
_CONTRAST = re.compile(r"(?:tuy nhiên|bên cạnh đó|song|tuy vậy|mặc dù vậy|ngoài ra)\b")
_TURNS = re.compile(r"(?:tuy nhiên|song|tuy vậy|mặc dù vậy|mặc dù)\b")  # of a whole item, too
# What a clause is about that tells what is lacking and orders nothing: "Việc thu gom rác còn chậm".
_STATE = re.compile(
    r"(?:công tác|việc|tình trạng|tình hình|một số|tỷ lệ|tiến độ|chất lượng|nhiều|hiện|còn|vẫn|số|ý thức|cơ sở vật chất)\b"
)
_SHORTCOMINGS = re.compile(r"\b(?:tồn tại|hạn chế|khó khăn|vướng mắc|khuyết điểm|bất cập)\b")
# What was reached, which is no conclusion.
_RESULT = re.compile(r"\b(?:đã|cơ bản hoàn thành|đạt \d|tăng \d|giảm \d)\b")
_ABOUT = re.compile(r"(?:về|công tác|đối với công tác|một là|hai là|ba là|thứ \w+)\b")
_ASKS = frozenset(("request", "normative", "future"))  # in an assessment "Thực hiện đúng chương trình" tells a result
_ORDERS = frozenset(("request", "normative", "imperative", "decide", "commit", "future"))


def settle(reading: Reading, material: Material, labels: list[str]) -> None:
    """Label anew the segments of lines whose part of a paper tells what they are."""
    sections = sections_of(reading)
    if not any(section.part for section in sections):
        return
    painter = _Painter(reading, material, labels)
    for line, group in groupby(range(len(labels)), lambda k: reading.sentences[material.segments[k].sentence].line):
        section = sections[line]
        if section.part:
            inside = list(group)
            painter.line(section, inside[0], inside[-1] + 1)


class _Painter:
    """Labels lines; `first` and `end` bound their segments."""

    def __init__(self, reading: Reading, material: Material, labels: list[str]) -> None:
        self.reading, self.lower = reading, reading.lower
        self.segments, self.cues, self.material, self.labels = material.segments, material.cues, material, labels
        self.tallies = [(tally.start, tally.end) for tally in votes_of(reading)]

    def line(self, section: Section, first: int, end: int) -> None:
        """Label one line by its section."""
        part = section.part
        if section.heading or part in ("present", "answers", "closing"):
            self._clear(first, end)
        elif part == "report":
            if _PRESENTS.search(self.lower, self.segments[first].start, self._line_end(first)):
                self._clear(first, end)
            self._requests(first, end)
        elif part == "opinions":
            self._opinion(first, end)
        elif not self._is_spoken(first):
            self._concluded(first, end, assessed=part == "assessment")

    def _clear(self, first: int, end: int) -> None:
        self.labels[first:end] = ["O"] * (end - first)

    def _mark(self, first: int, end: int, letter: Literal["I", "C"]) -> None:
        while end > first and self._counted(end - 1):
            end -= 1
        if first < end:
            self.labels[first:end] = ["B" + letter, *["J" + letter] * (end - first - 1)]

    def _line_end(self, k: int) -> int:
        return self.reading.lines[self.reading.sentences[self.segments[k].sentence].line].end

    def _counted(self, k: int) -> bool:
        """Whether the segment tells how a vote went."""
        start, end = self.segments[k].start, self.segments[k].end
        return any(first - _WITH <= start and end <= last + 1 for first, last in self.tallies)

    def _is_spoken(self, first: int) -> bool:
        """Whether a line without a number tells who said it, as running text does."""
        turn = self.material.floor.turns[self.segments[first].sentence]
        start = self.reading.lines[self.reading.sentences[self.segments[first].sentence].line].start
        plain = behind_bullet(self.lower, start, self.segments[first].end) == start
        return plain and turn.person >= 0 and turn.verb >= 0

    def _clauses(self, first: int, end: int) -> list[tuple[int, int]]:
        starts = [k for k in range(first, end) if k == first or self.segments[k].cut in _CLAUSE]
        return list(zip(starts, [*starts[1:], end], strict=True))

    def _requests(self, first: int, end: int) -> None:
        """Sentences of a report that begin with a request, which are those of whoever writes the minutes: "Đề nghị đơn vị …"."""
        for begin, stop in self._clauses(first, end):
            start = self.segments[begin].start
            if self.segments[begin].cut == SENTENCE and _REQUESTS.match(self.lower, start) and self._opens_order(begin):
                self._mark(begin, stop, "C")

    # -- opinions -----------------------------------------------------------------

    def _opinion(self, first: int, end: int) -> None:
        """What a speaker says, sentence by sentence; agreement and replies are none."""
        start = self.segments[first].start
        colon = next((k for k in range(first + 1, end) if self.segments[k].cut == COLON), None)
        if _REPLIES.match(self.lower, start) or (
            colon and _REPLIES.search(self.lower, start, self.segments[colon].start)
        ):
            self._clear(first, end)
            return
        spoken = colon if colon is not None and self.segments[colon].start - start <= _SPEAKER else None
        listed = (
            behind_bullet(
                self.lower,
                self.reading.lines[self.reading.sentences[self.segments[first].sentence].line].start,
                start + 1,
            )
            > self.reading.lines[self.reading.sentences[self.segments[first].sentence].line].start
        )
        if spoken is None and not listed:
            return
        self._clear(first, end)
        for begin, stop in self._clauses(spoken or first, end):
            core = self._core(begin, stop, named=spoken is None and begin == first)
            if not (_AGREES.match(self.lower, self.segments[core].start) or self._praises(core)):
                self._mark(core, stop, "I")

    def _praises(self, first: int) -> bool:
        start = self.segments[first].start
        return any(cue.start == start and cue.kind == "acknowledge" for cue in self.cues[first])

    def _core(self, begin: int, stop: int, *, named: bool) -> int:
        """Behind what introduces the issue; with `named` the speaker stands before the verb."""
        for k in range(begin + 1, stop):
            if self.segments[k].cut != INTRODUCED:
                continue
            before = self.segments[k].start - self.segments[begin].start
            if before <= (_SPEAKER if named else _INTRODUCTION):
                return k
        return begin

    # -- conclusions --------------------------------------------------------------

    def _concluded(self, first: int, end: int, *, assessed: bool) -> None:
        """Every clause of an item; behind praise and "tuy nhiên", what is lacking is an issue."""
        self._clear(first, end)
        if _BALLOT.match(self.lower, self.segments[first].start) or self._counted(first):
            return
        lacking = listed = False
        for begin, stop in self._clauses(first, end):
            core, names_lack = self._item(begin, stop)
            listed = listed or names_lack
            turns = begin > first or assessed or _TURNS.match(self.lower, self.segments[begin].start) is not None
            lacking = lacking or (turns and _CONTRAST.match(self.lower, self.segments[begin].start) is not None)
            self._judge(core, stop, assessed=assessed, listed=listed, lacking=lacking)

    def _judge(self, core: int, stop: int, *, assessed: bool, listed: bool, lacking: bool) -> None:
        """Tell a clause of an item; `listed` tells that shortcomings are listed, `lacking` that praise is over."""
        praised = self._has("acknowledge", core, stop)
        directs = self._opens_order(core, _ASKS if assessed else _ORDERS) or self._has("normative", core, stop)
        if listed or (lacking and not praised and not directs) or self._states_lack(core, stop):
            self._mark(core, stop, "I")
        elif praised or directs or self._has("request", core, stop):
            self._mark(core, stop, "C")
        elif assessed and any(cue.kind == "lack" for row in self.cues[core:stop] for cue in row):
            self._mark(core, stop, "I")
        elif not assessed and not _RESULT.search(self.lower, self.segments[core].start, self.segments[stop - 1].end):
            self._mark(core, stop, "C")

    def _states_lack(self, core: int, stop: int) -> bool:
        """Whether a clause only states what is lacking, and asks for nothing."""
        start = self.segments[core].start
        if _STATE.match(self.lower, start) is None or any(
            self._has(kind, core, stop) for kind in ("normative", "request", "future", "decide", "commit")
        ):
            return False
        lacks = (cue for row in self.cues[core:stop] for cue in row if cue.kind == "lack")
        return any(not is_denied(self.lower, cue, start) for cue in lacks)

    def _item(self, begin: int, stop: int) -> tuple[int, bool]:
        """Where the words of an item begin, behind transitions and headings of its own; and whether those name shortcomings."""
        core = begin
        for k in range(begin + 1, stop):
            cut, start = self.segments[k].cut, self.segments[begin].start
            if cut == COLON:
                if _SHORTCOMINGS.search(self.lower, start, self.segments[k].start):
                    return k, True
                if _ABOUT.match(self.lower, start):
                    core = k
                break
        while core + 1 < stop and self._is_transition(core):
            core += 1
        return self._decided(core, stop), False

    def _decided(self, core: int, stop: int) -> int:
        """The verb of deciding behind those who decide; the verb of asking behind the words that give the floor."""
        for k in range(core + 1, stop):
            if self.segments[k].cut not in (VERB, COMMA):
                continue
            before = self.segments[k].start - self.segments[core].start
            opens = [c for c in self.cues[k] if c.start == self.segments[k].start and c.role == "order"]
            spoken = _TAKES_FLOOR.search(self.lower, self.segments[core].start, self.segments[k].start) is not None
            if (opens and spoken) or (before <= _SUBJECT and any(c.kind == "decide" for c in opens)):
                return k
        return core

    def _is_transition(self, k: int) -> bool:
        segment = self.segments[k]
        return any(c.role == "transition" and c.start == segment.start and c.end >= segment.end for c in self.cues[k])

    def _has(self, kind: str, first: int, end: int) -> bool:
        return any(cue.role == "order" and cue.kind == kind for row in self.cues[first:end] for cue in row)

    def _opens_order(self, first: int, kinds: frozenset[str] = _ORDERS) -> bool:
        start = self.segments[first].start
        return any(c.start == start and c.role == "order" and c.kind in kinds for c in self.cues[first])
