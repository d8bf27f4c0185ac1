"""Points told by rule: which segments are issues raised and which are conclusions.

Labels: "O" outside, "BI"/"JI" beginning and inside of an issue, "BC"/"JC" of a conclusion.
Source of the rules: the annotation guidelines. What leaders order, request, promise or
acknowledge is concluded, and what the meeting agrees to; what others lack, ask for or
debate is raised.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from extractor.language.announcing import announces
from extractor.language.clause_sense import Telling
from extractor.language.clauses import GOVERNING, clauses_of, goes_on_with
from extractor.language.debated import debated_of
from extractor.language.issue_items import heads_item, items_of, names_topic
from extractor.language.layout import layout_of
from extractor.language.material import material_of
from extractor.language.outcomes import outcome_from
from extractor.language.owners import names_doer
from extractor.language.paper_points import settle
from extractor.language.predicates import is_own_conduct
from extractor.language.reading import once
from extractor.language.segments import COLON, COMMA, INTRODUCED, JOINT, MOTTO, SEMICOLON, SENTENCE
from extractor.language.sentences import is_glued_heading

if TYPE_CHECKING:
    from extractor.language.material import Material
    from extractor.language.reading import Reading

OUTSIDE = "O"
Letter = Literal["I", "C"]

_DECIDING = frozenset({"meeting", "group", "body", "leader"})
_ASKED_BY_MEETINGS = frozenset({"đề nghị", "yêu cầu", "giao", "giao cho", "giao nhiệm vụ", "kêu gọi"})
_ASKED_BY_NAME = _ASKED_BY_MEETINGS | {"phân công", "kiến nghị", "lưu ý"}  # right behind the body that asks
# Kinds of frames that a list of subjects may stand under, and that a list of issues may stand behind.
_LISTING = frozenset({"debate", "difficulty"})
_WITHIN_TASKS = _LISTING | {"report"}  # of frames that stand within an order: "báo cáo kết quả với cử tri"
_SOON = 3  # sentences behind an order
_RAISING = _LISTING | {"petition"}
_RAISERS = frozenset({"speaker", "group", "body"})
_MATTERS = ("các vấn đề", "những vấn đề", "nhiều vấn đề", "một số vấn đề", "vấn đề:")
# Kinds of verbs that announce a list right before a colon.
_BEFORE_LISTS = GOVERNING | {"say", "conclude", "petition", "debate"}
_SAYING = ("cho ", "nói", "khẳng định", "nhấn mạnh", "nêu rõ")
_BEFORE_CLAUSE = frozenset({"khẳng định", "nhấn mạnh", "cho rằng", "cho biết", "nêu rõ", "chỉ rõ"})
_COURTESY = frozenset(
    {"cảm ơn", "trân trọng cảm ơn", "bày tỏ vui mừng", "giải trình", "tin tưởng", "kỳ vọng", "hy vọng"}
)
# Fewer characters name no issue ("tại hội nghị").
_SHORTEST = 14
# How many segments of a sentence are looked back over.
_FAR = 60


def rule_labels(reading: Reading, material: Material) -> list[str]:
    """One label a segment, by rule alone."""
    labels = [OUTSIDE] * len(material.segments)
    kinds, segments = layout_of(reading).kinds, material.segments
    for start, end in pairwise([*clauses_of(reading, material), len(segments)]):
        sentence = reading.sentences[segments[start].sentence]
        if (
            kinds[sentence.line] == "body"
            and material.frames[start].holder != "caption"
            and not is_glued_heading(reading.folded, sentence)
        ):
            _Labeller(reading, material, labels, start, end).label()
    settle(reading, material, labels)
    return labels


@once
def _naming_mottos(reading: Reading) -> frozenset[int]:
    """The sentences in which a motto is named, by index."""
    if not any(cue.kind == "sure" for cue in reading.cues_of("slogan")):
        return frozenset()
    return frozenset(segment.sentence for segment in material_of(reading).segments if segment.cut == MOTTO)


class _Labeller(Telling):
    """Labels a clause, or leaves it outside."""

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
            self._mark(self.past_transitions(self.start), "C" if turn.listing == "order" else "I")
        elif topics := self._topics():
            self._mark_topics(topics)
        elif not self._announces():
            self.end = self.left()
            if not (self._continues() or self._tells_outcome()):
                self._judge()

    def _topics(self) -> list[int]:
        """The segments at which what was talked about begins; none where the clause orders, or goes on with an order."""
        places, first = debated_of(self.reading), self.frames[self.start]
        if not places or self.governs:
            return []
        if first.kind in GOVERNING and not first.sentences and self.holder in ("leader", "meeting"):
            return []
        return [k for k in range(self.start, self.end) if self.segments[k].start in places]

    def _mark_topics(self, topics: list[int]) -> None:
        """Mark what was talked about, each up to the verb that leads to the next; who answers begins a clause of his own."""
        lead = next((at for at in range(topics[0], self.start, -1) if self.segments[at].cut == COMMA), self.start)
        if lead > self.start:
            _Labeller(self.reading, self.material, self.labels, self.start, lead).label()
        for k, after in zip(topics, [*topics[1:], self.end], strict=True):
            stop = after
            if after < self.end:
                stop = next((at for at in range(after, k, -1) if self.segments[at].cut in (COMMA, JOINT)), after)
            said = next((at for at in range(k + 1, stop) if self._answers(at)), 0)
            if said:
                end, stop = stop, next((at for at in range(said, k, -1) if self.segments[at].cut == COMMA), said)
            if k < stop and not announces(self.lower, self.segments[k].start, self.segments[stop - 1].end):
                self._mark_items(k, split=True, until=stop)
            if said and stop < end:
                _Labeller(self.reading, self.material, self.labels, stop, end).label()

    def _answers(self, k: int) -> bool:
        """Whether somebody is said to speak in segment `k`."""
        return any(cue.kind == "say" and self.lower.startswith(_SAYING, cue.start) for cue in self.cues[k])

    def _announces(self) -> bool:
        """Whether the clause only announces a list: "một số nội dung sau", "thống nhất quyết nghị:"."""
        start, end = self.segments[self.begin].start, self.segments[self.end - 1].end
        if self.lower.startswith(":", end) and (
            any(cue.end == end and cue.kind in _BEFORE_LISTS for cue in self.cues[self.end - 1])
            or (self.governs and names_doer(self.reading, self._behind_verb(start), end))
        ):
            return True
        return announces(self.lower, start, end)

    def _behind_verb(self, start: int) -> int:
        """Where whom the verb at `start` asks may be named."""
        behind = start + len(self.frame.verb) + 1
        return behind + len("cho ") if self.lower.startswith("cho ", behind) else behind

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
        within = before[1] == "C" and (self.frame.kind in _WITHIN_TASKS or self._reports_in_task())
        if self.frame.age == 0 and self.frame.kind and not asks and not within:
            return False
        behind = self.start + (before[1] == "C" and self._only_says(self.start))  # "; khẳng định | Sở sẽ …"
        self._mark(behind, "C" if before[1] == "C" else "I")
        return True

    def _only_says(self, k: int) -> bool:
        """Whether segment `k` is nothing but a verb of saying before a full clause."""
        segment = self.segments[k]
        return k + 1 < self.end and self.lower[segment.start : segment.end] in _BEFORE_CLAUSE

    def _reports_in_task(self) -> bool:
        """Whether a verb of petitioning is part of a task in a leader's list: "…; đại biểu tăng cường giám sát, phản ánh tâm tư"."""
        if self.frame.kind != "petition" or self.holder != "leader":
            return False
        return any(
            c.kind == "imperative" and c.role == "order" for row in self.cues[self.start : self.begin] for c in row
        )

    def _spells_out(self) -> bool:
        """Go on with the decision before a colon whose numbers follow: "thông qua các chỉ tiêu: doanh thu 4 tỷ đồng …"."""
        frame = self.frame
        if self.segments[self.start].cut != COLON or frame.kind != "decide" or frame.sentences or not frame.age:
            return False
        self.labels[self.start : self.end] = ["JC"] * (self.end - self.start)
        return True

    def _tells_outcome(self) -> bool:
        """Mark what was signed at the meeting, or who was elected; False where the clause tells neither."""
        begin = outcome_from(self.reading, self.segments, (self.start, self.end), self.frame)
        if begin >= 0:
            self._mark(begin, "C")
        return begin >= 0

    def _judge(self) -> None:
        """Tell by who holds the floor and by what governs the clause."""
        holder, frame = self.holder, self.frame
        here = frame.sentences == 0
        lists = holder != "leader" or frame.kind in ("say", "difficulty") or self.lacks()
        if self.segments[self.start].cut == COLON and lists and self._introduces_issues():
            self._mark_items(self.start, split=True)
        elif here and self._is_decided():
            self._mark(self.begin, "C")
        elif holder == "leader":
            self._judge_leader()
        elif holder in ("narrator", "report", "body") and self.plans():
            self._mark(self.begin, "C")
        elif frame.kind == "petition" and holder != "narrator" and (here or (frame.sentences == 1 and self.asks_on())):
            if self.begin > self.start or self.segments[self.start].cut != SENTENCE or not here:
                self._mark_items(self.begin, split=heads_item(self.reading, self.segments[self.begin].start))
        elif (
            frame.kind == "request" and here and holder == "speaker" and self.orders_himself(frame) and self.may_order()
        ):
            self._mark(self.begin, "I" if frame.verb == "lưu ý" and self.lacks() else "C")
        elif frame.kind in _LISTING and here and self.segments[self.begin].cut in (COLON, INTRODUCED, SEMICOLON):
            self._mark_items(self.begin, split=self.segments[self.begin].cut != SEMICOLON)
        elif self._raises():
            self._mark_items(self.contrasted() if self.lacks() else self.begin, split=False)

    def _raises(self) -> bool:
        """Whether somebody who does not lead, a report, or the narrator who turns to it tells what is lacking, or the first what is needed."""
        raised = self.holder in (*_RAISERS, "report") or self.turns_to_lacks()
        return (raised and self.lacks()) or (self.holder in _RAISERS and (self.thinks_needed() or self.doubts()))

    def _is_speech(self) -> bool:
        """Whether somebody's verb of saying stands right before the colon, so that a speech follows and no list: "ông A cho biết: …"."""
        if not self.start or self.holder != "speaker":
            return False
        end = self.segments[self.start - 1].end
        return any(cue.kind == "say" and cue.end == end for cue in self.cues[self.start - 1])

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
        if told and self.holder == "meeting" and self.frame.kind in ("acknowledge", "commit"):
            return True
        asked = _ASKED_BY_NAME if self.turn.since == 0 else _ASKED_BY_MEETINGS
        return told and self.holder == "meeting" and self.frame.verb in asked

    def _judge_leader(self) -> None:
        frame = self.frame
        if self.thinks_needed():
            self._mark_items(self.begin, split=False)
        elif self._is_courtesy():
            return
        elif (frame.sentences == 0 and frame.kind in ("request", "acknowledge", "commit")) or (
            self.directs() and (not self.lacks() or self.has("normative"))
        ):
            self._mark(self.begin, "C")
        elif (frame.kind in ("say", "difficulty") or (frame.sentences and frame.kind in GOVERNING)) and self.lacks():
            self._mark(self.contrasted(), "I")
        elif self._may_go_on_ordering() and self.names_owner():
            self._mark(self.begin, "C")

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
        sentence = self.segments[self.start].sentence
        return sentence in _naming_mottos(self.reading) and any(
            segment.cut == MOTTO and segment.sentence == sentence
            for segment in self.segments[max(0, self.start - _FAR) : self.start + 1]
        )

    def _introduces_issues(self) -> bool:
        """Whether the words before the colon, behind the last point, name difficulties, petitions or a debate, and lead to no speech."""
        if self._is_speech():
            return False
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

    def _is_courtesy(self) -> bool:
        """Whether somebody only thanks, answers or hopes who is not said to conclude."""
        person = self.turn.person
        closes = person >= 0 and self.material.floor.people[person].concludes
        return self.governs and self.frame.verb in _COURTESY and not closes

    def _may_go_on_ordering(self) -> bool:
        """Whether an order stands shortly before, or right before and no person is spoken of, so that "các cơ quan phối hợp …" is another."""
        if self.frame.kind == "request" and self.frame.sentences <= _SOON:
            return True
        start = self.segments[self.begin].start
        person = any(self.reading.cues_in(start, start + 1, role) for role in ("post", "honorific"))
        return self.start > 0 and self.labels[self.start - 1][1:] == "C" and not person

    # -- marking ----------------------------------------------------------------------

    def _mark(self, begin: int, letter: Letter, end: int | None = None) -> None:
        last = self.end if end is None else end
        if letter == "C" and begin == self.begin and self.governs:
            begin = self.doer_of(begin)
        if begin < last:
            self.labels[begin:last] = ["B" + letter, *["J" + letter] * (last - begin - 1)]

    def _mark_items(self, begin: int, *, split: bool, until: int = 0) -> None:
        """Mark issues up to the segment `until` (the clause's end): the whole, or each item of a list."""
        stop = until or self.end
        starts = items_of(self.reading, self.segments, self.cues, (begin, stop), named=split)
        for first, end in pairwise([*starts, stop]):
            if self.segments[end - 1].end - self.segments[first].start >= _SHORTEST:
                self._mark(first, "I", end)
