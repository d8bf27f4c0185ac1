"""The bodies that hold the meeting.

Ways of saying so, from the surest: a verb of holding with a meeting behind it
("Sở A tổ chức hội nghị"), an agent ("hội thảo do Viện B tổ chức"), a body that comes
to work with another, a meeting named after its body ("phiên họp của UBND tỉnh"), and
in formal papers the head. The first statement of the surest kind is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Body, Doubt, Finding
from extractor.language.bodies import without_gloss
from extractor.language.clause_starts import clause_start
from extractor.language.layout import Layout, LineKind, layout_of
from extractor.language.naming import names_of
from extractor.language.ownership import bodies_of_meeting, delegation, in_full, speaker_at, without_term
from extractor.language.papers import issuer, labelled_holder, paper_in
from extractor.language.subjects import behind_date, subject_before
from extractor.rules.naming import lexicon

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence
    from extractor.rules.cues import Cue

FIELD = "organizers"

# Every branch begins with a letter, so that `re` skips the others quickly.
_DATED = re.compile(
    r"(?:s(?<!\ws)áng|c(?<!\wc)hiều|t(?<!\wt)(?:ối|rưa)|n(?<!\wn)gày|h(?<!\wh)ôm (?:nay|qua)|v(?<!\wv)ừa|m(?<!\wm)ới đây)(?!\w)"
)
_OTHER_TIME = re.compile(
    r"c(?:ùng ngày|ũng trong ngày|hỉ đạo (?:tổ|việc)|(?<!\wc)ần (?!thơ|giờ|đước|giuộc))|t(?:rước (?:đó|ngày)|hời gian tới|háng tới|ổ chức (?:được )?\d|hường xuyên (?:tổ chức|mở|họp|phối hợp|kiểm tra|gặp))|dự kiến|h[àằ]ng năm|định kỳ (?:h[àằ]ng|mỗi|tổ chức|mở|họp|\d)|(?:tổ chức|theo) định kỳ|s(?:ắp tới|(?<!\ws)ẽ )"
)
# "Sở A chủ trì, phối hợp với các sở tổ chức họp": late in a report, a task that is given.
_TASK = re.compile(r"(?<!\w)(?:chủ trì,? phối hợp|yêu cầu|đề nghị|kiến nghị|(?<!đã )giao|chỉ đạo) ")
# Others than boards may be those who were called: "chủ trì họp Sở A và các ngành".
_BOARD_MEETS = re.compile(
    r"họp (?:ban (?:chỉ đạo|chấp hành|thường vụ|điều hành|soạn thảo|tổ chức|đại diện|biên tập|quản trị)|hội đồng|ủy ban|tiểu ban|thường trực|thường vụ|tổ công tác|đảng ủy|chi ủy|chi bộ)(?!\w)"
)
_JOINTLY, _NAMES_END = "đồng ", (" cộng ", "hội ")
_FIRST_SITTING = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+){0,4} (?:phiên|hội nghị|kỳ họp|họp)(?: họp)? (?:thứ|lần thứ|đầu tiên)(?: (?:nhất|i|1|01))?\b"
)
_EVENT = re.compile(
    r"(?<!\w)(?:sự kiện|chương trình|hoạt động|hội thi|hội diễn|liên hoan|lễ hội|triển lãm|cuộc thi)(?!\w)"
)
_COUNTED = re.compile(r" (?:được |trên |hơn |gần )?\d+ ")
_LEAD = re.compile(r"(?:more)?\(?[\w&.]{2,12}\)? ?- |(?:more)?\([\w&.]{2,12}\) ?- ?(?=\w)")
# "phát biểu tại tọa đàm": the verb that may be a meeting is a noun here.
_WITHIN = re.compile(r"(?<!\w)(?:tại|trong|dự|sau|trước|cuộc|buổi|của|bên lề) $")
_MUST = (" phải ", " cần ", " nên ", " sớm ")  # what somebody has still to do
_OPENS_EVENT = ("tổ chức", "khai mạc", "bế mạc", "khai giảng", "phát động", "công bố")
_AGENTS = 420  # four bodies with their glosses between "do" and "tổ chức"
_VENUE = re.compile(r"[-+*• \d.)(]*địa điểm\b[^:\n]{0,20}:")  # whose room it is says nothing
_WORD = re.compile(r"\w+")
_REACH = 60  # how far behind the verb its meeting may stand
_LONGEST_TIME = 30  # characters, more than `_OTHER_TIME` spans
_ELSEWHERE = 3.1  # what a word for another time takes from a rank
_BESIDE = 60  # behind a cue, a word for another time still tells when
_OPENING = 400  # how much of a sentence tells its time
_EARLY = 4  # the sentences of the text that make its lead
_DONE = 1.5  # a deed in running text is less sure than one in a title
_BASE = {
    "verb": 5.0,
    "event": 2.2,
    "agent": 5.0,
    "meet": 3.4,
    "visit": 4.0,
    "deed": 4.5,
    "of": 3.5,
    "at": 2.5,
    "delegation": 3.2,
    "label": 3.0,
    "paper": 2.0,
}
# "tổ chức" of what no noun for a meeting names: "tổ chức bàn giao gạo".
_READ_AS = {"verb": ("verb", "event")}
_FLOOR = 2.0
_HEADED = 0.6  # a title that begins with the meeting tells more: "Hội nghị Ban Chấp hành Hội …"
_MEETS = 0.7  # a title that says that a body met, where nothing else tells who did: "UBND xã A giao ban …"
_DELEGATIONS = ("đoàn công tác", "đoàn giám sát", "đoàn kiểm tra", "đoàn khảo sát")
_COMING = ("đoàn", "tổ", "ban", "thường trực")  # begin names of those who visit, also in small letters
_ERRAND = re.compile(
    r" (?:về (?:việc|công tác|tình hình|kết quả|chuyên đề|thực hiện)|việc (?:chấp hành|thực hiện)|theo (?:kế hoạch|quyết định|chương trình)) | về (?=\")"
)
_CLEAR_NAME = 6.0  # score of a name that surely is the reported meeting's


@dataclass(frozen=True, slots=True)
class Statement:
    """Bodies said to hold a meeting; a higher `rank` is surer, and of equals the first counts."""

    spans: tuple[Span, ...]
    rank: float
    rule: str
    name: str | None = None  # where the span runs over two columns: the words of the one


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a report: its span behind captions, the kind of its line, and what it adds to a rank.

    `opening` is the part of running text that tells of the time.
    """

    start: int
    end: int
    kind: LineKind
    early: bool
    weight: float
    opening: Span = (0, 0)

    @property
    def title(self) -> bool:
        """Whether it is a title, where names are short."""
        return self.kind == "title"

    @property
    def shown(self) -> bool:
        """Whether it tells what a picture shows."""
        return self.kind == "caption"


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The organizers, in the order of the text."""
    best = _best(reading, layout_of(reading))
    if best is None:
        return
    seen: set[str] = set()
    for named in _holding(reading, best.spans):
        span = without_term(
            reading.lower, without_gloss(reading, _without_errand(reading.lower, named), keep_bodies=False)
        )
        name = reading.lower[span[0] : span[1]]
        if name not in seen:
            seen.add(name)
            yield reading.finding(FIELD, span, Body(name=best.name), best.rule, min(0.97, 0.7 + best.rank / 20))


def _holding(reading: Reading, spans: tuple[Span, ...]) -> list[Span]:
    """The bodies in full, where they are named so before; of a delegation and the body visited only the delegation."""
    coming = [span for span in spans if reading.lower.startswith(_DELEGATIONS, span[0])]
    return [in_full(reading, span) or span for span in coming or spans]


def _without_errand(lower: str, span: Span) -> Span:
    """The delegation without what it comes for: "Đoàn giám sát của Quốc hội về việc thực hiện pháp luật"."""
    errand = _ERRAND.search(lower, *span) if lower.startswith(_DELEGATIONS, span[0]) else None
    return (span[0], errand.start()) if errand else span


def _best(reading: Reading, layout: Layout) -> Statement | None:
    """The surest statement, of equals the first. What cannot be surer than the best so far is not read."""
    places = _Places(reading, layout)
    best = _labelled(reading, layout, places)
    floor = best.rank if best else _FLOOR
    for cue in sorted(reading.cues_of("organizer") + reading.cues_of("meeting"), key=itemgetter(0)):
        kinds = ("of", "at") if cue.role == "meeting" else _READ_AS.get(cue.kind, (cue.kind,))
        if _BASE[kinds[0]] + 1 <= floor:
            continue
        place = places.at(cue.start)
        if place is None:
            continue
        for kind in kinds:
            rank = _BASE[kind] + place.weight - (_DONE if kind == "deed" and not place.title else 0)
            rank += _MEETS if kind == "meet" and place.title else 0
            rank += _HEADED if kind == "of" and place.title and cue.start == place.start else 0
            if rank < floor or (best is not None and rank <= floor):
                continue
            if _is_of_other_time(reading.lower, cue, place):
                rank -= _ELSEWHERE
                if rank < floor or (best is not None and rank <= floor):
                    continue
            if found := _read(reading, kind, cue, place):
                rule = cue.rule if cue.role == "organizer" else f"organizer.{kind}"
                best, floor = Statement(tuple(found), rank, rule), rank
                break
    return best


def _is_of_other_time(lower: str, cue: Cue, place: Place) -> bool:
    """Whether the sentence tells of another time, before the cue or beside it."""
    start, end = place.opening
    until = cue.end + _BESIDE
    other = _OTHER_TIME.search(lower, start, min(end, until + _LONGEST_TIME))
    return other is not None and other.start() < until


def _labelled(reading: Reading, layout: Layout, places: _Places) -> Statement | None:
    """What needs no verb: a delegation in the lead, a label in minutes, the head of a paper."""
    sent = delegation(reading, places.text, places.early) or delegation(reading, 0, places.early)
    if sent is not None:
        return Statement((sent,), _BASE["delegation"], "organizer.delegation")
    if "header" not in layout.kinds and "đơn vị" not in reading.lower and "biên bản" not in reading.lower:
        return None
    if (holder := labelled_holder(reading, layout)) is not None:
        return Statement((holder,), _BASE["label"], "organizer.label")
    paper = paper_in(reading)
    if paper is not None and paper.kind == "minutes" and (by := issuer(reading, layout)) is not None:
        return Statement((by.span,), _BASE["paper"], "organizer.paper", by.name)
    return None


class _Places:
    """Tells where a cue stands; what a sentence adds is worked out once."""

    def __init__(self, reading: Reading, layout: Layout) -> None:
        self._reading, self._layout = reading, layout
        text = [s.start for s in reading.sentences if layout.kinds[s.line] == "body"]
        self.text = text[0] if text else 0
        self.early = text[_EARLY - 1] if len(text) >= _EARLY else len(reading.lower)
        self._known: dict[int, Place | None] = {}

    def at(self, position: int) -> Place | None:
        """The place of a cue; None in captions inside a line, headers and the like."""
        sentence = self._reading.sentence_at(position)
        if sentence is None:
            return None
        if sentence.start not in self._known:
            self._known[sentence.start] = self._place(sentence)
        place = self._known[sentence.start]
        if place is None or place.shown or not self._layout.captions:
            return place
        if self._layout.in_caption(position):
            return None
        shown = [end for begin, end in self._layout.captions if sentence.start <= end <= position]
        return replace(place, start=max(shown)) if shown else place

    def _place(self, sentence: Sentence) -> Place | None:
        kind = self._layout.kinds[sentence.line]
        if kind not in ("title", "body", "heading", "caption"):
            return None
        lower, start = self._reading.lower, sentence.start
        if _VENUE.match(lower, start):
            return None
        early = start <= self.early or _LEAD.match(lower, start) is not None
        if kind == "title":
            return Place(sentence.start, sentence.end, kind, early, -2)
        if kind == "caption":
            return Place(sentence.start, sentence.end, kind, early, -1.2)
        until = min(sentence.end, start + _OPENING)
        weight = 1.0 if _DATED.search(lower, start, until) else 0.0
        weight -= 0.0 if early else 2.4
        return Place(sentence.start, sentence.end, kind, early, weight, (start, until))


def _read(reading: Reading, kind: str, cue: Cue, place: Place) -> list[Span]:
    """The bodies that the cue's statement names."""
    end = place.end
    if kind == "of":
        return bodies_of_meeting(reading, cue, place.start, end) if _tells(reading, cue, place) else []
    if place.shown:
        return []
    if kind == "at":
        return speaker_at(reading, cue, place.start, end) if _tells(reading, cue, place) and not place.title else []
    if kind == "agent":
        return _agent(reading, cue, place)
    start = clause_start(reading, place.start, cue.start)
    if not _holds(reading, kind, cue, place) or (
        not place.early and _TASK.search(reading.lower, start, cue.end + _BESIDE)
    ):
        return []
    dated = kind == "verb" and place.early and _DATED.search(reading.lower, start, cue.start) is not None
    found = subject_before(reading, start, _verb(reading, cue), any_name=dated)
    return [span for span in found if kind != "visit" or _may_come(reading, span)]


def _verb(reading: Reading, cue: Cue) -> int:
    """Where the verb begins: behind "đồng" where that ends the name before it ("Tổ công nghệ số cộng đồng tổ chức")."""
    joint = reading.lower.startswith(_JOINTLY, cue.start)
    return cue.start + len(_JOINTLY) if joint and reading.lower.endswith(_NAMES_END, 0, cue.start) else cue.start


def _may_come(reading: Reading, span: Span) -> bool:
    """Whether a body that visits is named; "hải quan kiểm tra" tells a task."""
    return reading.folded[span[0]].isupper() or reading.lower.startswith(_COMING, span[0])


def _holds(reading: Reading, kind: str, cue: Cue, place: Place) -> bool:
    """Whether the verb tells of one meeting: a deed only in a title, and no visits that are counted ("đã kiểm tra 141 vụ")."""
    if reading.lower.endswith(_MUST, place.start, cue.start) or _elected_sits(reading, cue):
        return False
    if kind == "visit":
        return _COUNTED.match(reading.lower, cue.end) is None
    if kind == "verb":
        if not place.early and reading.lower.startswith(" triển khai", cue.end):
            return False  # late in a report a task: "tổ chức triển khai chính sách"
        return _meeting_behind(reading, cue.end, place.end) and not _in_name(reading, cue, place)
    if kind in ("deed", "event"):
        dated = place.early and _DATED.match(reading.lower, place.start, cue.start) is not None
        return (place.title and kind == "deed") or (dated and (kind == "deed" or _holds_event(reading, cue, place)))
    return _WITHIN.search(reading.lower, max(place.start, cue.start - 12), cue.start) is None


def _elected_sits(reading: Reading, cue: Cue) -> bool:
    """Whether the verb tells of the first sitting of those whom a congress has elected, which is not the meeting."""
    first = _FIRST_SITTING.match(reading.lower, cue.start)
    return first is not None and any(name.kind == "dai_hoi" and name.score >= _CLEAR_NAME for name in names_of(reading))


def _holds_event(reading: Reading, cue: Cue, place: Place) -> bool:
    """Whether the verb is one of holding or opening, with one thing behind it."""
    held = reading.lower.endswith(_OPENS_EVENT, cue.start, cue.end) and _COUNTED.match(reading.lower, cue.end) is None
    return held and not _in_name(reading, cue, place)


def _in_name(reading: Reading, cue: Cue, place: Place) -> bool:
    """Whether a word in capitals goes on with a name: "Trường Đại học Mở"."""
    if place.title or cue.start == place.start or not reading.folded[cue.start].isupper():
        return False
    before = reading.folded[: cue.start].rstrip().rsplit(" ", 1)[-1]
    return before[:1].isalpha() and not before.isupper()


def _tells(reading: Reading, cue: Cue, place: Place) -> bool:
    """Whether a meeting's name may tell whose it is: in the lead or the title, no bare deed but a board's, and not another meeting's."""
    if not (place.early or place.title) or (cue.kind == "deed" and not _BOARD_MEETS.match(reading.lower, cue.start)):
        return False
    best = next(iter(names_of(reading)), None)
    if place.title or best is None or best.score < _CLEAR_NAME or best.start <= cue.start < best.end:
        return True
    return reading.lower.startswith(reading.lower[cue.start : cue.end], best.start)


def _meeting_behind(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun for a meeting follows, and no number of meetings."""
    lower = reading.lower
    if _COUNTED.match(lower, start):
        return False
    for match in _WORD.finditer(lower, start, min(end, start + _REACH)):
        found = lexicon("meeting").at(lower, match.start(), end)
        if found is not None and (found[1] == 0 or match.start() == start + 1):
            return True
    return False


def _agent(reading: Reading, cue: Cue, place: Place) -> list[Span]:
    """As in "Hội thảo do A phối hợp với B tổ chức": the bodies between the cue and the next verb of holding."""
    told = _EVENT.match(reading.lower, behind_date(reading.lower, place.start, cue.start)[0], cue.start)
    if told is None and not reading.cues_in(max(place.start, cue.start - 250), cue.start, "meeting"):
        return []
    cues = reading.cues_in(cue.end, min(place.end, cue.end + _AGENTS), "organizer")
    verbs = [v for v in cues if v.kind == "verb" and not _in_name(reading, v, place)]
    if not verbs:
        return []
    last = verbs[0]
    for verb in verbs[1:]:
        if "phối hợp" in reading.lower[last.end : verb.start]:
            last = verb  # "do A đăng cai, phối hợp với B tổ chức"
    return subject_before(
        reading, cue.end + 1, _verb(reading, last), any_name=reading.folded[cue.end + 1 : cue.end + 2].isupper()
    )


component = register("meeting_organizers", find)
