"""Clauses: the runs of segments that rules label as a whole, each one statement of a report.

A clause begins behind a strong mark, at "đồng thời", and where another verb begins to govern: what is asked
behind praise ("ghi nhận … và đề nghị …"), a second request ("…, giao Phòng Nội vụ …").
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.language.segments import COLON, COMMA, NUMBER, QUOTE, SEMICOLON, SENTENCE, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.language.frames import Frame
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment

# Kinds of frames whose verb opens a conclusion and stays in it.
GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})
_STRONG = frozenset({SENTENCE, SEMICOLON, COLON, NUMBER, QUOTE})
_TOGETHER, _POST = "đồng thời", ("là ", "làm ", "giữ ")  # "đồng thời là Chủ tịch" tells a second post
# Kinds of verbs that may begin another statement within a sentence, and those behind which they do.
_BEGINNING = frozenset({"request", "petition", "commit", "acknowledge", "decide"})
_TURNING = frozenset({*_BEGINNING, "debate", "difficulty"})
# Verbs that ask for something else than the clause before did; others go on with its task ("kiểm tra, đôn đốc").
_ORDERS = frozenset({"yêu cầu", "giao", "giao cho", "đề nghị"})
_ASKS = _ORDERS | {"giao nhiệm vụ", "kêu gọi", "lưu ý", "mong", "mong muốn", "hy vọng", "kỳ vọng", "tin tưởng"}
_DECIDES = frozenset({"thông qua", "thống nhất", "nhất trí", "bầu", "biểu quyết", "quyết nghị"})
_JOINING = ("và", "cũng", "và cũng", "song", "nhưng")
_JOINTS = 3  # of these in a row
_SAYING = ("khẳng định", "nhấn mạnh", "cho rằng", "cho biết", "nêu rõ")
_PETITIONS = frozenset({"đề nghị", "kiến nghị"})
_SHORTEST = 9  # characters behind a verb that say something: not "cảm ơn và …"
# Characters of a term in quotation marks that stands within a clause, and of who speaks before a verb.
_LONGEST_TERM, _LONGEST_SUBJECT = 60, 40

_kind_of = attrgetter("kind")


def clauses_of(reading: Reading, material: Material) -> Iterator[int]:
    """The segments at which a clause begins, in text order."""
    segments, frames = material.segments, material.frames
    names = frozenset(person.name for person in material.floor.people)
    governing, said = "", 0  # kind of the verb that governs the clause so far, and where it has said something
    for k, (segment, frame, cues) in enumerate(zip(segments, frames, material.cues, strict=True)):
        start, _, _, cut = segment
        if (
            not k
            or (cut == COMMA and _goes_together(reading.lower, start))
            or (cut in _STRONG and (cut != QUOTE or _quote_opens(reading, segments[k - 1], segment)))
        ):
            governing = ""
            yield k
        elif governing and start > said and (first := _turns(reading, material, k, governing, names)):
            governing = ""
            yield first
        _, kind, verb, age, _ = frame
        if age == 0 and kind in _TURNING and governing not in GOVERNING:
            governing, said = kind, start + len(verb) + _SHORTEST
        elif cues and not governing and "lack" in map(_kind_of, cues):
            governing, said = "difficulty", start


def goes_on_with(reading: Reading, segment: Segment) -> bool:
    """Whether a clause goes on with a list: behind a semicolon, behind a number, or with "đồng thời"."""
    return segment.cut in (SEMICOLON, NUMBER) or (
        segment.cut == COMMA and reading.lower.startswith(_TOGETHER, segment.start)
    )


def _goes_together(lower: str, start: int) -> bool:
    """Whether "đồng thời" stands at `start` and tells no second post."""
    return lower.startswith(_TOGETHER, start) and not lower.startswith(_POST, start + len(_TOGETHER) + 1)


def _turns(reading: Reading, material: Material, k: int, governing: str, names: frozenset[str]) -> int:
    """Where another statement begins with the verb that opens segment `k`: there, or at its subject before it; 0 where none does.

    `names` are those of the report's people.
    """
    frame, segments = material.frames[k], material.segments
    before = segments[k - 1]
    if governing in GOVERNING and _says(reading, material, k):
        return _joint(reading, segments, k)
    if frame.age or frame.kind not in _BEGINNING:
        return 0
    if _is_subject(reading, names, before, segments[k]):
        return k - 1
    joint = _joint(reading, segments, k)
    joined = segments[k].cut == COMMA or joint < k
    return joint if joined and _begins(reading, frame, segments[k], governing) else 0


def _joint(reading: Reading, segments: Sequence[Segment], k: int) -> int:
    """The first of the segments before `k` that only join it: "và", "song cũng"; `k` where none does."""
    for at in range(k, max(0, k - _JOINTS), -1):
        if reading.lower[segments[at - 1].start : segments[at - 1].end] not in _JOINING:
            return at
    return max(0, k - _JOINTS)


def _says(reading: Reading, material: Material, k: int) -> bool:
    """Whether a verb of saying opens segment `k` behind "và"; behind a comma only what is no noun: ", khẳng định …"."""
    start, cut = material.segments[k].start, material.segments[k].cut
    if cut == COMMA:
        return reading.lower.startswith(_SAYING, start)
    says = any(cue.start == start and cue.rule == "speech.say" for cue in material.cues[k])
    return says and _joint(reading, material.segments, k) < k


def _is_subject(reading: Reading, names: frozenset[str], before: Segment, segment: Segment) -> bool:
    """Whether the segment before a verb names behind a comma who speaks: ", Thủ tướng | yêu cầu …"."""
    near = before.cut == COMMA and segment.cut == VERB and before.end - before.start <= _LONGEST_SUBJECT
    if not near or before.end + 1 != segment.start:
        return False
    if reading.cues_in(before.start, before.start + 1, "post") or reading.cues_in(
        before.start, before.start + 1, "honorific"
    ):
        return True
    words = reading.folded[before.start : before.end].split(" ")
    return any(" ".join(words[at:]) in names for at in range(len(words)))


def _begins(reading: Reading, frame: Frame, segment: Segment, governing: str) -> bool:
    """Whether the verb of a frame begins another statement behind "và" or a comma, by what governed the clause before."""
    if frame.kind in ("request", "petition"):
        if governing in ("acknowledge", "decide", "commit"):
            return frame.kind == "request" and frame.verb in _ASKS
        if governing == "request":
            return frame.verb in _ORDERS and _names_doer(reading, segment.start + len(frame.verb) + 1)
        return frame.kind == "petition" and frame.verb in _PETITIONS
    if frame.kind == "decide":
        return governing == "decide" and frame.verb in _DECIDES and frame.holder in ("meeting", "group", "body")
    return governing == "acknowledge" and frame.kind == "commit"


def _names_doer(reading: Reading, at: int) -> bool:
    """Whether somebody who is told to act stands here, not what they are given: "giao Sở A", but not "giao chỉ tiêu"."""
    return reading.folded[at : at + 1].isupper() or reading.lower.startswith(("các ", "cho các "), at)


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
