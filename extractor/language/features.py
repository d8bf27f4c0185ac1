"""What the statistical stage sees of a report: features of its sentences and of their segments.

A feature is a short string, its kind before "=": "w=khó" is a word of the segment, "who=leaderc5" is
whose words the sentence gives. All segments of a sentence share the features of the sentence, which are
told once. The words of the sentence weigh less the more segments share them (`weight_of_words`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.layout import layout_of

if TYPE_CHECKING:
    from extractor.language.floor import Turn
    from extractor.language.material import Material
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment

VERSION = 1
"""Raised with every change of what the features are; weights of another version are refused."""

# Kinds of cues that tell the role of a segment, by role and kind, and what they are called in features.
_CODES = {
    ("order", "request"): "req",
    ("order", "acknowledge"): "ack",
    ("order", "decide"): "dec",
    ("order", "commit"): "com",
    ("order", "normative"): "norm",
    ("order", "imperative"): "imp",
    ("order", "future"): "fut",
    ("issue", "difficulty"): "diff",
    ("issue", "lack"): "lack",
    ("issue", "petition"): "pet",
    ("issue", "debate"): "deb",
    ("issue", "list"): "lst",
    ("speech", "say"): "say",
    ("report", "report"): "rep",
    ("report", "past"): "past",
    ("transition", "open"): "tr",
}
# Those of them that say something about the whole clause.
_TELLING = frozenset(["req", "ack", "norm", "imp", "diff", "lack", "pet", "dec", "com", "fut", "past"])
_CLAUSE = frozenset("S;#:")  # cuts that begin a clause
# Holders told apart roughly: who leads, who speaks, who speaks together, a report, the narrator.
_PARTY = {"leader": "L", "meeting": "L", "speaker": "S", "group": "G", "body": "G", "report": "R"}
# Words by which results are told.
_RESULT = re.compile(r"\b(?:đã|đạt|tăng|giảm|được|hoàn thành|kết quả)\b")
_DIGIT = re.compile(r"\d")
_DIGITS = frozenset("0123456789")

# The features of a segment, of a sentence, and the words of a sentence weigh together at most so much.
_POSITIONS = 5


class Features(NamedTuple):
    """Features of all sentences that hold segments, in text order, and of all segments; `owner` is each segment's sentence.

    `sentences` and `words` are as long as there are such sentences, `segments` and `owner` as there are segments.
    """

    sentences: list[list[str]]
    words: list[list[str]]
    segments: list[list[str]]
    owner: list[int]


class _Marks(NamedTuple):
    """The codes of the cues of each segment, with whether they open it; those of each segment's clause, and of each sentence by index."""

    segments: list[list[tuple[str, bool]]]
    clauses: list[set[str]]
    sentences: dict[int, set[str]]


def weight_of_words(segments: int) -> float:
    """How much the words of a sentence count for each of its segments."""
    return round(float(segments**-0.5), 3)


def features_of(reading: Reading, material: Material, labels: list[str]) -> Features:
    """The features of a report; `labels` are those that the rules give its segments."""
    segments = material.segments
    marks = _marks(material)
    told = Features([], [], [], [])
    first = 0
    before = -1
    for at in range(1, len(segments) + 1):
        if at < len(segments) and segments[at].sentence == segments[first].sentence:
            continue
        shared, words = _of_sentence(reading, material, marks, (first, at), before)
        told.sentences.append(shared)
        told.words.append(words)
        told.owner.extend([len(told.sentences) - 1] * (at - first))
        before = segments[first].sentence
        first = at
    _add_segments(reading, material, marks, labels, told.segments)
    return told


def _marks(material: Material) -> _Marks:
    rows: list[list[tuple[str, bool]]] = []
    clauses: list[set[str]] = []
    sentences: dict[int, set[str]] = {}
    clause: set[str] = set()
    for segment, cues in zip(material.segments, material.cues, strict=True):
        if segment.cut in _CLAUSE:
            clause = set()
        row = [(code, cue.start == segment.start) for cue in cues if (code := _CODES.get((cue.role, cue.kind)))]
        codes = {code for code, _ in row if code in _TELLING}
        clause |= codes
        sentences.setdefault(segment.sentence, set()).update(codes)
        rows.append(row)
        clauses.append(clause)
    return _Marks(rows, clauses, sentences)


def _of_sentence(
    reading: Reading, material: Material, marks: _Marks, segments: tuple[int, int], before: int
) -> tuple[list[str], list[str]]:
    """The features of the sentence of segments `first` to before `last`, and its words; `before` is the sentence before it."""
    first, last = segments
    index = material.segments[first].sentence
    sentence = reading.sentences[index]
    line = reading.lines[sentence.line]
    text = reading.lower[sentence.start : sentence.end]
    words = text.replace(",", "").rstrip(".;:").split(" ")
    turn = material.floor.turns[index]
    party = _PARTY.get(turn.holder, "N")
    digits = min(4, (len(_DIGIT.findall(text)) + 1) // 2)
    results = min(3, len(_RESULT.findall(text)))
    found = [
        f"who={_who(material, turn)}",
        f"mode={turn.holder}.{turn.mode}",
        f"since={turn.holder}.{min(turn.since, 3)}",
        f"list={turn.listing}",
        f"line={layout_of(reading).kinds[sentence.line]}",
        f"s1={words[0]}",
        f"s2={' '.join(words[:2])}",
        f"pos={_POSITIONS * sentence.start // len(reading.lower)}",
        f"dig={digits}",
        f"digp={party}{min(digits, 2)}",
        f"res={results}",
        f"resp={party}{min(results, 2)}",
        f"len={min(8, len(text) // 40)}",
        f"n={min(8, last - first)}",
    ]
    found += [f"has={code}" for code in sorted(marks.sentences[index])]
    found += [f"had={code}" for code in sorted(marks.sentences.get(before, ()))]
    if sentence.start == line.start:
        found.append("opens")
    if sentence.end == line.end and text[-1] not in '.!?":;…':
        found.append("open end")
    return found, [f"s={word}" for word in dict.fromkeys(words)]


def _who(material: Material, turn: Turn) -> str:
    """Holder of the floor, and of a person whether they conclude or chair and how high their post is."""
    if turn.person < 0:
        return turn.holder
    person = material.floor.people[turn.person]
    return f"{turn.holder}{'k' if person.concludes else ''}{'c' if person.chairs else ''}{person.rank}"


def _add_segments(
    reading: Reading, material: Material, marks: _Marks, labels: list[str], rows: list[list[str]]
) -> None:
    segments = material.segments
    lower, folded = reading.lower, reading.folded
    words = [lower[s.start : s.end].split(" ") for s in segments]
    last = len(segments) - 1
    sentence = depth = -1
    for k, segment in enumerate(segments):
        depth = depth + 1 if segment.sentence == sentence else 0
        sentence = segment.sentence
        turn = material.floor.turns[sentence]
        own = words[k]
        row = [f"w={word}" for word in dict.fromkeys(own)]
        row += _shape(segment, own, turn, depth)
        row += _frame(material, k, labels)
        row.append(f"clause={'.'.join(sorted(marks.clauses[k]))}")
        for code, opens in marks.segments[k]:
            row.append(f"c={code}")
            if opens:
                row.append(f"o={turn.holder}.{code}")
        if k:
            row += [f"bw={words[k - 1][-1]}", f"bcut={segments[k - 1].cut}"]
            row += [f"bc={code}" for code, _ in marks.segments[k - 1]]
        if k < last:
            after = segments[k + 1]
            row += [f"aw={words[k + 1][0]}", f"acut={after.cut if after.sentence == sentence else 'E'}"]
            row += [f"ac={code}" for code, _ in marks.segments[k + 1]]
        if folded[segment.start].isupper():
            row.append("upper")
        if "%" in lower[segment.start : segment.end + 2]:
            row.append("percent")
        rows.append(row)


def _shape(segment: Segment, words: list[str], turn: Turn, depth: int) -> list[str]:
    """Features of how a segment is cut and what stands at its ends; `depth` counts from the sentence's first segment."""
    length = segment.end - segment.start
    row = [
        f"cut={segment.cut}{turn.holder}",
        f"w1={words[0]}",
        f"w2={' '.join(words[:2])}",
        f"wl={words[-1]}",
        f"size={min(7, len(words).bit_length())}",
        f"long={min(length, 160) // 16}",
        f"deep={min(depth, 2)}",
    ]
    if not _DIGITS.isdisjoint(words[0]) or not _DIGITS.isdisjoint(words[-1]):
        row.append("number")
    if turn.verb >= 0:
        row.append("behind" if segment.start >= turn.verb else "before")
    return row


def _frame(material: Material, k: int, labels: list[str]) -> list[str]:
    """Features of the frame of segment `k` and of what the rules say of it and beside it."""
    frame = material.frames[k]
    cut = material.segments[k].cut
    kind = f"{frame.holder}.{frame.kind}"
    age = min(frame.age, 2)
    before = labels[k - 1] if k else "^"
    after = labels[k + 1] if k + 1 < len(labels) else "$"
    return [
        f"f={kind}",
        f"fc={kind}.{cut}.{age}",
        f"fk={frame.kind}.{cut}.{age}",
        f"rb={before}.{labels[k]}",
        f"ra={labels[k]}.{after}",
        f"rh={labels[k]}.{frame.holder}",
    ]
