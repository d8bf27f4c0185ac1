"""What the words of a clause tell: what is lacking or needed, whether it directs, and what it goes on with."""

from __future__ import annotations

import re
from itertools import chain

from extractor.language.announcing import opens_ahead, turns_away
from extractor.language.clause_core import Clause
from extractor.language.clauses import GOVERNING
from extractor.language.owners import owner_in
from extractor.language.point_edges import past_opening
from extractor.language.predicates import is_denied
from extractor.language.segments import JOINT, SEMICOLON, SENTENCE

_SOON = 3  # sentences behind an order or an opinion
_NO_POSTS = ("chủ trì", "phụ trách", "cán bộ", "đại diện")  # cues of posts that also tell a task
_PLANNED = frozenset({"imperative", "future", "normative", "decide"})
_REACH = 1000  # characters looked back over within a sentence
_STILL = "còn"
_SOME = ("nhiều ", "một số ", "có ")  # who do something already, not those who are told to: "nhiều đơn vị …"
_ORDERING = frozenset({"request", "normative", "future"})
_DONE, _WITHIN = " đã ", "trong đó"
# Where the second half of a contrast goes on with the subject of the first: "nhưng chưa …", "nhưng đến nay vẫn …".
_SUBJECT, _ADVERBIAL = 10, ("đến nay", "khi ", "nếu ", "trong ", "vẫn ", "lại ", "lúc ", "hiện ", "đồng thời ")
_CONTRAST = frozenset({"nhưng", "song"})
_OPINION = "cho rằng"
# "việc" before a task makes it a noun, of which somebody informs; who stresses it asks for it: "nhấn mạnh việc mở đường".
_WORK = "việc "
_INFORMING = frozenset({"cho biết", "cho hay", "nói", "nhận định", "đánh giá", "phân tích", "thông báo"})
_ACCORDING = re.compile(
    r"(?:tiếp tục )?(?:triển khai|thực hiện|tổng kết|sơ kết|quán triệt|cụ thể hóa)\b[^,;:.]{5,140}, [^,;:.]{2,80} đã "
)
# What somebody holds to be impossible, wrong or open, but for praise ("không thể thiếu") and what one cannot do oneself ("tôi không thể đến").
_DOUBT = re.compile(
    r"(?<!\w)(?:(?<!(?<!chúng )tôi )(?<!\bông )(?<!\bbà )(?<!(?<!chúng )tôi cũng )không thể (?!thiếu|không |phủ nhận|tách rời|quên|thay thế)|không nên |như thế nào(?!\w))"
)
_OFFICE = 5  # the highest rank by which somebody speaks for one office


class Telling(Clause):
    """A clause, asked for what its words tell."""

    def has(self, kind: str) -> bool:
        """Whether the core of the clause has an order of a kind."""
        return any(c.kind == kind and c.role == "order" for row in self.cues[self.begin : self.end] for c in row)

    def lacks(self) -> bool:
        """Whether something is said to be lacking, but for what is needed: "cần giải quyết phần việc chậm tiến độ"."""
        start = self.segments[self.begin].start
        for k in range(self.begin, self.end):
            for cue in self.cues[k]:
                if cue.role == "order" and cue.kind == "normative" and self.lower.startswith("cần", cue.start):
                    return False
                if cue.role != "issue" or cue.kind != "lack" or is_denied(self.lower, cue, start):
                    continue
                if self.lower[cue.start : cue.end] != _STILL or self._is_left(k, cue.start):
                    return True
        return False

    def _is_left(self, k: int, start: int) -> bool:
        """Whether "còn" at `start` of segment `k` tells what is still so: it opens none ("Còn về thủ tục, …"), and counts nothing ("còn 2 tỷ đồng")."""
        counted = self.lower[start + len(_STILL) + 1 : start + len(_STILL) + 2].isdigit()
        return start > self.segments[k].start and not counted

    def contrasted(self) -> int:
        """The segment at which begins what is lacking: behind "nhưng" where something is said of another subject, and nothing before lacks."""
        for k in range(self.begin, self.end - 1):
            if any(cue.role == "issue" and cue.kind in ("lack", "difficulty") for cue in self.cues[k]):
                break
            if self.segments[k].cut == JOINT and self._text(k) in _CONTRAST:
                start = self.segments[k + 1].start
                same = any(cue.start < start + _SUBJECT for cue in self.cues[k + 1] if cue.role == "issue")
                return self.begin if same or self.lower.startswith(_ADVERBIAL, start) else k + 1
        return self.begin

    def _text(self, k: int) -> str:
        return self.lower[self.segments[k].start : self.segments[k].end]

    def plans(self) -> bool:
        """Whether the clause tells tasks for the time ahead: "Thời gian tới, ngành tập trung …"."""
        if not opens_ahead(self.lower, self._sentence_start()) or self.lacks():
            return False
        return any(c.role == "order" and c.kind in _PLANNED for row in self.cues[self.begin : self.end] for c in row)

    def turns_to_lacks(self) -> bool:
        """Whether the narrator turns to what went less well: "Tuy nhiên, …"."""
        return self.holder in ("narrator", "meeting") and turns_away(self.lower, self._sentence_start())

    def _sentence_start(self) -> int:
        return self.reading.sentences[self.segments[self.start].sentence].start

    def directs(self) -> bool:
        """Whether the clause says what has to be done: "cần", "phải", "sẽ", or a task first."""
        start = self.segments[self.begin].start
        if not self._goes_on_reporting(start):
            start = past_opening(self.lower, start, self.segments[self.end - 1].end)
        cues = chain.from_iterable(self.cues[self.begin : self.end])
        first = next((c.kind for c in cues if c.start == start and c.role == "order"), "")
        if self.has("normative") or self.has("future"):
            return True
        if first not in ("imperative", "request") or self._names_work(start):
            return False
        return not self._lists_what_was_done()

    def _names_work(self, start: int) -> bool:
        """Whether the verb of a task at `start` names what is spoken of, or what was done: "việc mở đường là …", "Thực hiện Nghị quyết, xã đã …"."""
        if self.frame.verb in _INFORMING and self.lower.endswith(_WORK, 0, start):
            return True
        return _ACCORDING.match(self.lower, start, self.segments[self.end - 1].end) is not None

    def _lists_what_was_done(self) -> bool:
        """Whether the clause goes on with a list that tells what was done: "cho biết các trường đã đạt chuẩn; rà soát quy chế; …"."""
        at = self.segments[self.start].start
        start = max(self._sentence_start(), at - _REACH)
        if self.segments[self.start].cut != SEMICOLON or self.lower.find(_DONE, start, at) < 0:
            return False
        return self.frame.kind not in GOVERNING and not any(
            cue.kind in _ORDERING for cue in self.reading.cues_in(start, at, "order")
        )

    def _goes_on_reporting(self, start: int) -> bool:
        """Whether what stands behind a transition at `start` only goes on with what was done: "… đã rà soát, đồng thời bổ sung …"."""
        if self.segments[self.start].cut == SENTENCE and not self.lower.startswith(_WITHIN, start):
            return False
        done = self.lower.find(_DONE, max(self._sentence_start(), start - _REACH), start) >= 0
        return done or not self.start or self.labels[self.start - 1][1:] != "C"

    def thinks_needed(self) -> bool:
        """Whether somebody holds that something is needed who does not lead, or is only taken to: "ông A cho rằng cần …"; ministers order so."""
        frame, index = self.frame, self.turn.person
        person = self.material.floor.people[index] if index >= 0 else None
        held = frame.verb == _OPINION or (frame.kind == "difficulty" and self.holder != "leader")
        if not held or frame.sentences > _SOON or not self.has("normative"):
            return False
        return person is None or (person.rank <= _OFFICE and (self.holder != "leader" or person.presumed))

    def doubts(self) -> bool:
        """Whether it says that something cannot or should not be, or asks how: "mức này không thể áp dụng"."""
        start, end = self.segments[self.begin].start, self.segments[self.end - 1].end
        return _DOUBT.search(self.lower, start, end) is not None

    def asks_on(self) -> bool:
        """Whether the clause goes on with what the sentence before asks for; what will be is none of it: "Dự án sẽ …"."""
        return self.directs() and (self.has("normative") or not self.has("future"))

    def names_owner(self) -> bool:
        """Whether it goes on in its paragraph with those who are to act, and their task: "Đài Truyền thanh mở chuyên mục …"."""
        start, end = self.segments[self.begin].start, self.segments[self.end - 1].end
        sentence = self.segments[self.start].sentence
        before, here = self.reading.sentences[max(0, sentence - 1)], self.reading.sentences[sentence]
        # Somebody with two posts is presented: "Phan Đình A, Ủy viên …, Trưởng Ban …".
        posts = [p for p in self.reading.cues_in(start, end, "post") if not self.lower.startswith(_NO_POSTS, p.start)]
        done = " đã " in self.lower[start:end] or len(posts) > 1
        if before.line != here.line or done:
            return False
        owner = owner_in(self.reading, start, end)
        return owner is not None and not self.lower.startswith(_SOME, owner[0])
