"""Frames: under whose words, and under which governing verb, a segment stands.

"Ông A kiến nghị: B; C. Trong đó, ưu tiên D" puts B, C and D under the frame
(speaker, petition). A frame lasts until another verb governs or another speaks.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.language.floor import Floor, Holder
from extractor.language.reading import Reading
from extractor.language.segments import Segment
from extractor.rules.cues import Cue


class Frame(NamedTuple):
    """Holder of the floor, kind and words of the governing verb ("" where none), and how long ago it stood.

    `age` counts segments within the sentence where the verb stands, `sentences` counts sentences since;
    `inside` is False for the segment that holds the verb's introduction itself.
    """

    holder: Holder
    kind: str
    verb: str
    age: int
    sentences: int


# A cue behind one of these is a noun ("các kiến nghị", "việc đề xuất") or passive, and governs nothing.
_NOMINAL = frozenset(
    "được bị việc sự tác các những số của trên từ qua theo quy bản đơn sơ quyết mọi nhiều về cơ khâu khả đã_được cùng hoặc nội văn giải ban".split()
)
# What only those above say to those below, and what only those below say to those above.
_DOWNWARD = frozenset({"yêu cầu", "giao", "giao cho", "chỉ đạo", "phân công", "đôn đốc", "giao nhiệm vụ", "nhắc nhở", "quán triệt", "lưu ý", "yêu cầu đối với"})

# Asked by those who lead, a point is an order; asked by others, a petition. Of those with a high post
# "đề nghị" is an order too, "kiến nghị" is not.
_EITHER = frozenset({"request", "petition"})
_UPWARD = frozenset({"kiến nghị", "đề xuất", "phản ánh", "băn khoăn", "nguyện vọng", "đề đạt", "thắc mắc", "chất vấn", "lo ngại", "bức xúc", "hiến kế"})
_HIGH_RANK = 4


def governing(cue: Cue) -> str:
    """The kind of frame that the cue opens, or "" where it opens none."""
    if cue.role == "order" and cue.kind in ("request", "acknowledge", "decide", "commit"):
        return cue.kind
    if cue.role == "issue" and cue.kind in ("petition", "debate", "difficulty"):
        return cue.kind
    if cue.role == "speech":
        return "say"
    if cue.role == "report" and cue.kind == "report":
        return "report"
    return ""


def frames_of(reading: Reading, segments: list[Segment], floor: Floor) -> list[Frame]:
    """One frame a segment."""
    frames: list[Frame] = []
    cues = [(cue, kind) for cue in reading.cues if (kind := governing(cue)) and _predicate(reading.lower, cue)]
    at, kind, verb, since, spoke = 0, "", "", 9, -1
    sentence = -1
    age = 0
    for segment in segments:
        turn = floor.turns[segment.sentence]
        if segment.sentence != sentence:
            since = since + 1 if sentence >= 0 else 9
            sentence = segment.sentence
            if turn.since == 0 and turn.holder in ("narrator", "caption", "report"):
                kind, verb = ("report", "") if turn.holder == "report" else ("", "")
        opened = None
        while at < len(cues) and cues[at][0].start < segment.end:
            cue, found = cues[at]
            at += 1
            if cue.start < segment.start:
                continue
            if opened is None or _stronger(found, opened[1]):
                opened = (cue, found)
        if opened and opened[0].start == segment.start:
            verb, since, age = reading.lower[opened[0].start : opened[0].end], 0, 0
            kind = _resolved(opened[1], turn.holder, verb, floor.people[turn.person].rank if turn.person >= 0 else 0)
            frames.append(Frame(turn.holder, kind, verb, 0, 0))
            age = 1
            continue
        frames.append(Frame(turn.holder, kind, verb, min(age, 9), min(since, 9)))
        age += 1
        if opened:
            verb, since, age = reading.lower[opened[0].start : opened[0].end], 0, 0
            kind = _resolved(opened[1], turn.holder, verb, floor.people[turn.person].rank if turn.person >= 0 else 0)
    return frames


_ORDER = ("request", "petition", "acknowledge", "decide", "difficulty", "debate", "commit", "say", "report")


def _stronger(kind: str, than: str) -> bool:
    return _ORDER.index(kind) < _ORDER.index(than)


def _resolved(kind: str, holder: Holder, verb: str, rank: int) -> str:
    if kind not in _EITHER:
        return kind
    ordered = holder in ("leader", "meeting") or verb in _DOWNWARD or (rank >= _HIGH_RANK and verb not in _UPWARD)
    return "request" if ordered else "petition"


def _predicate(lower: str, cue: Cue) -> bool:
    """Whether the cue can be a predicate, by the words around it ("các kiến nghị", "góp ý của cử tri" are nouns)."""
    if lower.startswith(" của ", cue.end):
        return False
    start = cue.start
    if start == 0 or lower[start - 1] != " ":
        return True
    return lower[lower.rfind(" ", 0, start - 1) + 1 : start - 1] not in _NOMINAL
