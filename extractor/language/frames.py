"""Frames: under whose words, and under which governing verb, a segment stands.

"Ông A kiến nghị: B; C. Trong đó, ưu tiên D" puts B, C and D under the frame
(speaker, petition). A frame lasts until another verb governs or another speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.language.predicates import is_predicate
from extractor.language.segments import COLON, NUMBER, SEMICOLON, SENTENCE
from extractor.language.standing import asks_upwards

if TYPE_CHECKING:
    from extractor.language.floor import Floor, Holder
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment
    from extractor.rules.cues import Cue

    Cues = tuple[Cue, ...]


class Frame(NamedTuple):
    """Holder of the floor, kind and words of the governing verb ("" where none), and how long ago it stood.

    `age` counts segments, 0 where the verb opens this one, and `sentences` counts sentences; neither goes beyond 9.
    """

    holder: Holder
    kind: str
    verb: str
    age: int
    sentences: int


# What only those above say to those below, and what only those below say to those above.
_DOWNWARD = frozenset(
    {
        "yêu cầu",
        "giao",
        "giao cho",
        "chỉ đạo",
        "phân công",
        "đôn đốc",
        "giao nhiệm vụ",
        "nhắc nhở",
        "quán triệt",
        "lưu ý",
        "yêu cầu đối với",
    }
)

# Asked by those who lead, a point is an order; asked by others, a petition. Of those with a high post
# "đề nghị" is an order too, "kiến nghị" is not.
_EITHER = frozenset({"request", "petition"})
_UPWARD = frozenset(
    {
        "kiến nghị",
        "đề xuất",
        "phản ánh",
        "băn khoăn",
        "nguyện vọng",
        "đề đạt",
        "thắc mắc",
        "chất vấn",
        "lo ngại",
        "bức xúc",
        "hiến kế",
    }
)
# Of petitions only these words also ask those below: nobody orders by "lo lắng" or "câu hỏi".
_ASKING = frozenset({"đề nghị", "mong", "mong muốn", "đề xuất", "kiến nghị"})
_HIGH_RANK = 4
# Verbs that are said in both directions: whom they ask tells.
_BOTH_WAYS = frozenset({"đề nghị", "mong", "mong muốn"})


_ITEM_CUTS = frozenset({COLON, SEMICOLON, NUMBER, SENTENCE})
# Kinds of cues that govern; of several verbs in a segment, the kind that comes first here does.
_STRONGEST_FIRST = (
    "request", "petition", "acknowledge", "decide", "difficulty", "debate", "commit", "say", "report"
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_STRONGEST_FIRST)}
# `age` and `sentences` count no further.
_LONG_AGO = 9


def frames_of(reading: Reading, segments: list[Segment], cues: list[Cues], floor: Floor) -> list[Frame]:
    """One frame a segment; `cues` are those that begin in each segment."""
    frames: list[Frame] = []
    make = tuple.__new__  # as `Frame(…)` does, without the call of Python code
    kind, verb, age, since, sentence = "", "", 0, _LONG_AGO, -1
    for segment, row in zip(segments, cues, strict=True):
        start, _, within, _ = segment
        if within != sentence:
            since += since < _LONG_AGO
            sentence = within
            turn = floor.turns[sentence]
            holder = turn.holder
            if turn.since == 0 and holder in ("narrator", "caption", "report"):
                kind, verb = ("report" if holder == "report" else ""), ""
        opening = _strongest(reading, row, segment) if row else None
        if opening is None:
            frames.append(make(Frame, (holder, kind, verb, age, since)))
            age += age < _LONG_AGO
            continue
        if opening.start > start:
            frames.append(make(Frame, (holder, kind, verb, age, since)))
        verb, age, since = reading.lower[opening.start : opening.end], 0, 0
        person = floor.people[turn.person] if turn.person >= 0 else None
        upwards = person is None or (verb in _BOTH_WAYS and asks_upwards(reading.lower, opening.end, person))
        low = person is None or upwards
        told: Holder = "speaker" if person is not None and person.presumed and verb in _UPWARD else holder
        kind = _resolved(opening.kind, told, verb, 0 if low or person is None else person.rank)
        if opening.start == start:
            frames.append(make(Frame, (holder, kind, verb, 0, 0)))
            age = 1
    return frames


def _strongest(reading: Reading, cues: Cues, segment: Segment) -> Cue | None:
    """The strongest governing verb among the cues of a segment, the first of equals; None where none governs."""
    strongest, best = None, len(_RANK)
    for cue in cues:
        kind = cue.kind
        rank = _RANK.get(kind, best)
        if (
            rank < best
            and not (kind == "say" and _is_within_task(cue, cues[0], segment))
            and not (cue.role == "issue" and _is_within_thanks(cue, cues[0], segment))
            and is_predicate(reading, cue)
        ):
            strongest, best = cue, rank
    return strongest


def _is_within_task(cue: Cue, first: Cue, segment: Segment) -> bool:
    """Whether a task opens the segment with its `first` cue, so that what is said in it is part of it: "theo dõi thông tin cảnh báo"."""
    opens = segment.cut in _ITEM_CUTS and first.start == segment.start and first.kind == "imperative"
    return opens and cue.start > segment.start


def _is_within_thanks(cue: Cue, first: Cue, segment: Segment) -> bool:
    """Whether thanks or praise open the segment, so that what others are said to have done is part of it: "cảm ơn các đại biểu đã góp ý"."""
    return first.start == segment.start and first.kind == "acknowledge" and cue.start > segment.start


def _resolved(kind: str, holder: Holder, verb: str, rank: int) -> str:
    if kind not in _EITHER or (kind == "petition" and verb not in _ASKING):
        return kind
    ordered = holder in ("leader", "meeting") or verb in _DOWNWARD or (rank >= _HIGH_RANK and verb not in _UPWARD)
    return "request" if ordered else "petition"
