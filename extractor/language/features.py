"""What the statistical stage sees of a report: features of its sentences and of their segments.

Features come in bundles, tuples of raw values that begin with the name of their kind: ("frame", holder, kind
of frame, cut, age, …). There are few different bundles, so whoever tags adds up the weights of each only
once; `feature_names` says which features a bundle stands for.
The words of a sentence weigh less the more segments share them (`weight_of_words`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.feature_names import spelled
from extractor.language.layout import layout_of
from extractor.language.lists import list_at, lists_of
from extractor.language.segments import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.feature_names import Bundle, Codes
    from extractor.language.floor import Turn
    from extractor.language.material import Material
    from extractor.language.reading import Reading

VERSION = 4
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
# Those of them that say nothing about the clause as a whole.
_LOCAL = frozenset({"lst", "say", "rep", "tr"})
_CLAUSE = frozenset("S;#:")  # cuts that begin a clause
# Holders told apart roughly: who leads, who speaks, who speaks together, a report; all others are the narrator.
_PARTY = {"leader": "L", "meeting": "L", "speaker": "S", "group": "G", "body": "G", "report": "R"}
_NO_LIST = ("open", "", "", "", "")
# Words by which results are told; `str.count` is quicker than one pattern of all.
_RESULTS = ("đã ", "đạt ", "tăng ", "giảm ", "được ", "hoàn thành ", "kết quả ")
_DIGIT = re.compile(r"\d")
_FIFTHS = 5
# Characters counted as one step of a sentence's length, and the most steps told apart.
_LONG, _STEPS = 40, 8


class Features(NamedTuple):
    """The features of a report.

    `segments` and `words` have one entry a segment, its bundles and its words; `owner` says to which of
    `sentences` it belongs, which holds the bundles of all sentences that have segments, in text order.
    """

    segments: list[tuple[Bundle, ...]]
    words: list[list[str]]
    owner: list[int]
    sentences: list[tuple[Bundle, ...]]


class _Marks(NamedTuple):
    """The codes of the cues of each segment, those that open it with "!"; those of its clause, and of each sentence by index."""

    segments: list[Codes]
    clauses: list[Codes]
    sentences: dict[int, Codes]


def weight_of_words(segments: int) -> float:
    """How much the words of a sentence count for each of its segments."""
    return round(float(segments**-0.5), 3)


def opening_pair(words: list[str]) -> str:
    """The first two words of a segment, which most verbs of orders and petitions have ("tiếp tục", "kiến nghị")."""
    return " ".join(words[:2])


def features_of(reading: Reading, material: Material, labels: list[str]) -> Features:
    """The features of a report; `labels` are those that the rules give its segments."""
    segments = material.segments
    marks = _marks(material)
    lower = reading.lower
    words = [lower[start:end].split(" ") for start, end, _, _ in segments]
    bundles = list(_of_segments(reading, material, marks, labels))
    owner: list[int] = []
    firsts: list[int] = []
    last = at = -1
    for k, (_, _, sentence, _) in enumerate(segments):
        if sentence != last:
            firsts.append(k)
            last, at = sentence, at + 1
        owner.append(at)
    spans = [*pairwise([*firsts, len(segments)])]
    beside = _beside_sentences(material, labels, spans)
    sentences = [
        (*_of_sentence(reading, material, marks, span), *more) for span, more in zip(spans, beside, strict=True)
    ]
    return Features(bundles, words, owner, sentences)


def _beside_sentences(
    material: Material, labels: list[str], spans: list[tuple[int, int]]
) -> Iterator[tuple[Bundle, ...]]:
    """Of each sentence: which points the rules find in it and in those beside it, and whose words these give."""
    told = ["".join(sorted({label[1] for label in labels[first:end] if label != "O"})) for first, end in spans]
    turns = [material.floor.turns[material.segments[first].sentence] for first, _ in spans]
    found = ["^", *told, "$"]
    holders = ["^", *(turn.holder + ("" if turn.since else "!") for turn in turns), "$"]
    for k in range(len(turns)):
        yield (
            ("near", *found[k : k + 3]),
            ("talk", *holders[k : k + 3]),
        )


def items_of(features: Features) -> list[dict[str, float]]:
    """All features of each segment, those of its sentence among them, and how much each counts."""
    items = []
    words = features.words
    in_sentence: list[list[str]] = [[] for _ in features.sentences]
    firsts: dict[int, int] = {}
    for k, (owner, row) in enumerate(zip(features.owner, words, strict=True)):
        in_sentence[owner] += row
        firsts.setdefault(owner, k)
    sizes = Counter(features.owner)
    for k, owner in enumerate(features.owner):
        item: dict[str, float] = defaultdict(float)
        bundles = features.segments[k] + features.sentences[owner]
        for feature in (
            *(feature for bundle in bundles for feature in spelled(bundle)),
            *(f"w={word}" for word in words[k]),
            f"w1={words[k][0]}",
            f"s1={in_sentence[owner][0]}",
            f"w2={opening_pair(words[k])}",
            f"s2={opening_pair(words[firsts[owner]])}",
            f"bw={words[k - 1][-1] if k else '^'}",
            f"aw={words[k + 1][0] if k + 1 < len(words) else '$'}",
        ):
            item[feature] += 1.0
        for word in in_sentence[owner]:
            item[f"s={word}"] += weight_of_words(sizes[owner])
        items.append(dict(item))
    return items


def _marks(material: Material) -> _Marks:
    rows: list[Codes] = []
    clauses: list[set[str]] = []
    within: list[int] = []  # which clause each segment is in
    sentences: dict[int, set[str]] = {}
    clause: set[str] = set()
    code_of = _CODES.get
    for (start, _, sentence, cut), cues in zip(material.segments, material.cues, strict=True):
        if cut in _CLAUSE or not clauses:
            clause = set()
            clauses.append(clause)
        within.append(len(clauses) - 1)
        if not cues:
            rows.append(())
            continue
        row: list[str] = []
        for at, _, role, kind, _ in cues:
            code = code_of((role, kind))
            if code:
                row.append(code + "!" if at == start else code)
                if code not in _LOCAL:
                    clause.add(code)
                    sentences.setdefault(sentence, set()).add(code)
        rows.append(tuple(row))
    told = [tuple(sorted(c)) for c in clauses]
    return _Marks(rows, [told[at] for at in within], {k: tuple(sorted(c)) for k, c in sentences.items()})


def _of_sentence(reading: Reading, material: Material, marks: _Marks, span: tuple[int, int]) -> tuple[Bundle, ...]:
    """The bundles of the sentence that holds segments `span`, from the first to before the second."""
    first, end = span
    index = material.segments[first].sentence
    before = material.segments[first - 1].sentence if first else -1
    sentence = reading.sentences[index]
    line = reading.lines[sentence.line]
    text = reading.lower[sentence.start : sentence.end]
    turn = material.floor.turns[index]
    edges = (sentence.start == line.start) + 2 * (sentence.end == line.end and text[-1] not in '.!?":;…')
    digits = min(4, (len(_DIGIT.findall(text)) + 1) // 2)
    return (
        ("turn", _who(material, turn), turn.holder, turn.mode, min(turn.since, 3), turn.listing),
        ("place", layout_of(reading).kinds[sentence.line], edges, _FIFTHS * sentence.start // len(reading.lower)),
        ("told", _PARTY.get(turn.holder, "N"), digits, min(3, sum(map(text.count, _RESULTS)))),
        ("size", min(_STEPS, len(text) // _LONG), min(_STEPS, end - first)),
        ("cues", marks.sentences.get(index, ()), marks.sentences.get(before, ())),
    )


def _who(material: Material, turn: Turn) -> str:
    """Holder of the floor, and of a person whether they conclude or chair and how high their post is."""
    if turn.person < 0:
        return turn.holder
    person = material.floor.people[turn.person]
    return f"{turn.holder}{'k' if person.concludes else ''}{'c' if person.chairs else ''}{person.rank}"


def _of_segments(
    reading: Reading, material: Material, marks: _Marks, labels: list[str]
) -> Iterator[tuple[Bundle, ...]]:
    """The bundles of each segment."""
    folded, lower, turns = reading.folded, reading.lower, material.floor.turns
    shares = "%" in lower
    # With what stands before the first segment and behind the last one.
    owners = [-1, -1, *(segment.sentence for segment in material.segments), -1]
    cuts = ["^", *(segment.cut for segment in material.segments), "E"]
    told = ["^", *labels, "$"]
    rows = zip(material.segments, material.frames, marks.segments, marks.clauses, strict=True)
    lists = lists_of(reading, material.segments)
    for k, ((start, end, sentence, cut), (holder, kind, _, age, _), codes, clause) in enumerate(rows):
        verb = turns[sentence].verb
        side = 0 if verb < 0 else 1 if start >= verb else 2
        deep = 0 if owners[k + 1] != sentence else 1 if owners[k] != sentence else 2
        after = cuts[k + 2] if owners[k + 3] == sentence else "E"
        marked = folded[start].isupper() + 2 * (shares and "%" in lower[start : end + 2])
        yield (
            ("cut", cut, holder, deep, side, marked),
            ("beside", cuts[k], after),
            ("frame", holder, kind, cut, min(age, 2)),
            ("rule", told[k], labels[k], told[k + 2], holder),
            ("has", holder, codes),
            ("clause", clause),
            ("open", *list_at(lists[sentence], start), kind, labels[k]) if cut == COMMA else _NO_LIST,
        )
