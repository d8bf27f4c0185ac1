"""Points told by rule: which segments are issues raised and which are conclusions.

Labels: "O" outside, "BI"/"JI" beginning and inside of an issue, "BC"/"JC" of a conclusion.
Source of the rules: the annotation guidelines ("What counts"): what leaders order, request,
promise or acknowledge is concluded; what others lack, ask for or debate is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.language.floor import Floor
from extractor.language.frames import Frame, frames_of
from extractor.language.layout import layout_of
from extractor.language.reading import Reading
from extractor.language.segments import BRACKET, COLON, COMMA, INTRODUCED, JOINT, MOTTO, NUMBER, QUOTE, SEMICOLON, SENTENCE, VERB, Segment, segments_of
from extractor.rules.cues import Cue

Kind = Literal["issue", "conclusion"]
OUTSIDE = "O"
# Nouns that head an item of a list of subjects; a comma before another word stands inside an item.
_ITEM_HEAD = re.compile(
    r"(?:và )?(?:việc|công tác|tình (?:trạng|hình)|chế độ|chính sách|hoạt động|vấn đề|giải pháp|quy (?:trình|định|hoạch)|thủ tục|cơ (?:chế|sở vật chất)|nguồn (?:vốn|lực|nhân lực)|kinh phí|đội ngũ|chất lượng|tiến độ|"
    r"các|những|một số|nội dung|phương (?:án|hướng)|biện pháp|kế hoạch|chương trình|dự án|đề án|điều kiện|sự|mức|giá|thời gian|số lượng|hệ thống|hạ tầng|môi trường|xây dựng|nâng cao|đẩy mạnh|tăng cường|phát triển)\b"
)
# Fewer characters name no issue ("tại hội nghị").
_SHORTEST = 14
# Words that announce a list and say nothing yet.
_ANNOUNCED = re.compile(r"(?:sau|sau đây|dưới đây|cụ thể|như sau|trọng tâm|vấn đề|nội dung|nhiệm vụ|việc|giải pháp)$")
# Kinds of frames whose verb opens a conclusion and stays in it.
_GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})
# Kinds of frames that a list of subjects may stand under.
_LISTING = frozenset({"debate", "difficulty"})
# At most so many characters introduce a list: "một số khó khăn, vướng mắc trong".
_INTRODUCTION = 34
# The share of points found by rule that are right, dev and check together.
_SURE = 0.5
_ITEM = frozenset({SENTENCE, SEMICOLON, COLON, NUMBER, QUOTE})


@dataclass(frozen=True, slots=True)
class Material:
    """Segments with their frames and cues, all lists of one length, and who holds the floor."""

    segments: list[Segment]
    frames: list[Frame]
    cues: list[list[Cue]]
    floor: Floor


@dataclass(frozen=True, slots=True)
class Point:
    """A run of segments, `first` to before `end`, that is one issue or one conclusion; span in the folded text."""

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    confidence: float


@lru_cache(maxsize=4)
def material_of(reading: Reading) -> Material:
    """What labels are told from; made once a reading."""
    segments = segments_of(reading)
    floor = Floor(reading)
    return Material(segments, frames_of(reading, segments, floor), _cues_in(reading, segments), floor)


@lru_cache(maxsize=4)
def points_of(reading: Reading) -> tuple[Point, ...]:
    """The points that the rules find, in text order."""
    material = material_of(reading)
    labels = rule_labels(reading, material)
    return tuple(runs(material.segments, labels, [_SURE] * len(labels)))


def runs(segments: list[Segment], labels: list[str], sure: list[float]) -> Iterator[Point]:
    """The points that labels spell; an inside label without a beginning begins one. `sure` is one number a segment."""
    first = -1
    for k in range(len(labels) + 1):
        label = labels[k] if k < len(labels) else OUTSIDE
        if first >= 0 and (label[0] != "J" or label[1] != labels[first][1]):
            kind: Kind = "issue" if labels[first][1] == "I" else "conclusion"
            yield Point(kind, segments[first].start, segments[k - 1].end, first, k - 1, sum(sure[first:k]) / (k - first))
            first = -1
        if label != OUTSIDE and first < 0:
            first = k


def rule_labels(reading: Reading, material: Material) -> list[str]:
    """One label a segment, by rule alone."""
    segments = material.segments
    labels = [OUTSIDE] * len(segments)
    start = 0
    for end in range(1, len(segments) + 1):
        if end == len(segments) or segments[end].cut in _ITEM:
            _label(reading, material, labels, start, end)
            start = end
    return labels


def _cues_in(reading: Reading, segments: list[Segment]) -> list[list[Cue]]:
    rows: list[list[Cue]] = [[] for _ in segments]
    at = 0
    for cue in reading.cues:
        while at < len(segments) - 1 and segments[at].end <= cue.start:
            at += 1
        if segments and segments[at].start <= cue.start < segments[at].end:
            rows[at].append(cue)
    return rows


def _label(reading: Reading, material: Material, labels: list[str], start: int, end: int) -> None:
    """Label the clause of segments `start` to `end`."""
    segments, frames, cues = material.segments, material.frames, material.cues
    holder = frames[start].holder
    turn = material.floor.turns[segments[start].sentence]
    sentence = reading.sentences[segments[start].sentence]
    if holder == "caption" or layout_of(reading).kinds[sentence.line] != "body":
        return
    begin = _governed(segments, frames, cues, start, end)
    rows = [c for row in cues[begin:end] for c in row]
    kinds = {c.kind for c in rows if c.role == "order"}
    frame = frames[min(begin, end - 1)]
    governs = frame.age == 0 and frame.kind in _GOVERNING
    if end - begin == 1 and governs and segments[begin].end - segments[begin].start <= len(frame.verb) + 1:
        return  # "..., ông A lưu ý." says whose words went before
    if turn.listing and turn.mode and not (turn.verb >= 0 or turn.mode == "heading" and turn.since == 0):
        _mark(labels, _past_transitions(segments, cues, start, end), end, "C" if turn.listing == "order" else "I")
        return
    if _ANNOUNCED.search(reading.lower, segments[begin].start, segments[end - 1].end):
        return  # "thực hiện một số nội dung sau:" is no point itself
    first = next((c for c in cues[begin] if c.start == segments[begin].start and c.role == "order"), None)
    directs = bool(kinds & {"normative", "future"}) or (first is not None and first.kind in ("imperative", "request"))
    lacks = any(c.role == "issue" and c.kind == "lack" for c in rows)
    continues = segments[start].cut in (SEMICOLON, NUMBER) and start > 0 and labels[start - 1] != OUTSIDE
    end = _left(segments, frames, begin, end)
    if continues and labels[start - 1][1] == "C" and frame.kind == "acknowledge" and _opened_list(segments, start):
        labels[start:end] = ["JC"] * (end - start)
        return
    if continues and not (frame.age == 0 and frame.kind):
        _mark(labels, begin if governs else start, end, labels[start - 1][1])
        return
    if segments[start].cut == COLON and holder != "leader" and _introduces_issues(segments, cues, labels, start):
        _mark_items(reading.lower, segments, labels, start, end, "I", split=True)
    elif frame.kind == "decide" and frame.sentences == 0 and holder in ("meeting", "group", "body", "leader") and governs:
        _mark(labels, begin, end, "C")
    elif holder == "leader":
        if (frame.sentences == 0 and frame.kind in ("request", "acknowledge", "commit")) or (directs and (not lacks or "normative" in kinds)):
            _mark(labels, begin, end, "C")
        elif lacks and frame.kind in ("say", "difficulty"):
            _mark(labels, begin, end, "I")
    elif frame.kind == "petition" and (frame.sentences == 0 or (frame.sentences == 1 and directs)) and holder != "narrator":
        _mark_items(reading.lower, segments, labels, begin, end, "I", split=False)
    elif frame.kind == "request" and frame.sentences == 0 and holder == "speaker":
        _mark(labels, begin, end, "C")
    elif frame.kind in _LISTING and frame.sentences == 0 and segments[begin].cut in (COLON, INTRODUCED, SEMICOLON):
        _mark_items(reading.lower, segments, labels, begin, end, "I", split=segments[begin].cut != SEMICOLON)
    elif lacks and holder in ("speaker", "group", "body", "report"):
        _mark(labels, begin, end, "I")


def _left(segments: list[Segment], frames: list[Frame], begin: int, end: int) -> int:
    """Where a point is left before the clause ends: at the motto it names, or where the meeting turns to debate."""
    for k in range(begin + 1, end):
        if segments[k].cut == MOTTO or (segments[k].cut == JOINT and k + 1 < end and frames[k + 1].age == 0 and frames[k + 1].kind == "debate"):
            return k
    return end


def _introduces_issues(segments: list[Segment], cues: list[list[Cue]], labels: list[str], colon: int) -> bool:
    """Whether the words before the colon, behind the last point, name difficulties, petitions or a debate."""
    for k in range(colon - 1, -1, -1):
        if segments[k].sentence != segments[colon].sentence or labels[k] != OUTSIDE:
            return False
        if any(c.role == "issue" and c.kind in ("difficulty", "petition", "debate") for c in cues[k]):
            return True
    return False


def _opened_list(segments: list[Segment], at: int) -> bool:
    """Whether a colon opened the list that the segment continues."""
    k = at
    while k > 0 and segments[k - 1].sentence == segments[at].sentence:
        if segments[k].cut in (COLON, VERB):
            return segments[k].cut == COLON
        k -= 1
    return False


def _governed(segments: list[Segment], frames: list[Frame], cues: list[list[Cue]], start: int, end: int) -> int:
    """Where the core of a clause begins: at its governing verb, or behind what introduces it."""
    for k in range(start, end):
        if frames[k].age == 0 and frames[k].kind in _GOVERNING and frames[k].holder in ("leader", "meeting"):
            return k
    best = start
    for k in range(start, end):
        if segments[k].cut in (INTRODUCED, COMMA) and frames[k].sentences == 0 and (best > start or segments[k].cut == INTRODUCED):
            best = k
            short = segments[k].end - segments[k].start < _INTRODUCTION and any(c.role == "issue" for c in cues[k])
            if k + 1 < end and (short or (segments[k + 1].cut == INTRODUCED and segments[k].end - segments[k].start < 18)):
                continue
            break
    return _past_transitions(segments, cues, best, end)


def _past_transitions(segments: list[Segment], cues: list[list[Cue]], start: int, end: int) -> int:
    """The first segment from `start` that is not a transition alone ("Thứ nhất", "Đồng thời")."""
    best = start
    while best + 1 < end and segments[best].end - segments[best].start <= 22 and any(c.role == "transition" and c.start == segments[best].start for c in cues[best]) and segments[best + 1].cut in (COMMA, INTRODUCED, COLON):
        best += 1
    return best


def _mark(labels: list[str], start: int, end: int, kind: str) -> None:
    labels[start] = "B" + kind
    labels[start + 1 : end] = ["J" + kind] * (end - start - 1)


def _mark_items(lower: str, segments: list[Segment], labels: list[str], start: int, end: int, kind: str, *, split: bool) -> None:
    begin = start
    for k in range(start + 1, end + 1):
        if k == end or (split and segments[k].cut == COMMA and _ITEM_HEAD.match(lower, segments[k].start)):
            if segments[k - 1].end - segments[begin].start >= _SHORTEST:
                _mark(labels, begin, k, kind)
            begin = k
