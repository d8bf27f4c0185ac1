"""From probabilities of labels to points: those that can expect to match most.

A candidate is a run of segments that may be one point. It is right when some true point overlaps it by at
least half, so its expectation adds up the probabilities of all runs that do. Of candidates that exclude each
other those are chosen that together gain most (weighted interval scheduling). This is the decision of least
expected error under the yardstick of `evaluation.matching`, in place of the likeliest sequence of labels.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.segments import BRACKET, COMMA, JOINT, QUOTE, SEMICOLON
from extractor.language.weights import LABELS, Kind, Matrix

if TYPE_CHECKING:
    from extractor.language.segments import Segment

_KINDS: tuple[tuple[Kind, int, int], ...] = (
    ("issue", LABELS.index("BI"), LABELS.index("JI")),
    ("conclusion", LABELS.index("BC"), LABELS.index("JC")),
)
# Runs that are longer or less likely than this are no candidates.
_LONGEST = 30
_UNLIKELY = 0.015
# Two runs are the same point when they overlap by at least this.
_SAME = 0.5
# How much better boundaries count beside being right at all, and what a candidate has to gain to be worth its
# place. Set by grouped cross-validation; F1 hardly changes within a tenth of either.
_EXACT = 0.3
_COST: dict[Kind, float] = {"issue": 0.3, "conclusion": 0.25}
# Of the chance that a point goes on behind a semicolon this share goes to a new one: annotators split there in 98 of
# 100 places, of which the model makes too little. Grouped cross-validation: conclusions' F1 + .01, issues' the same.
_SPLIT = 0.7
# Within an item of a numbered list no point begins by these: "(2) đào tạo, tập huấn 20 người và | 400 lượt hộ; (3) …".
_WITHIN_ITEM = frozenset({COMMA, JOINT})
_DIGITS = 2  # of the number of an item


class Choice(NamedTuple):
    """A run of segments `first` to `last`, both included, chosen as a point; `expected` is its chance to be right."""

    kind: Kind
    first: int
    last: int
    expected: float


# A run that may be a point: its span in the folded text, its first and last segment, its probability. There are many,
# and plain tuples are made and read in a fraction of the time of named ones.
_Run = tuple[int, int, int, int, float]


def item_numbers(segments: list[Segment], words: list[list[str]]) -> list[bool]:
    """Whether each segment is the number of an item, as in "(1) rà soát; (2) bố trí"; `words` are those of the segments."""
    ahead = [*segments[1:], None]
    return [
        behind is not None
        and behind.cut == BRACKET
        and behind.sentence == segment.sentence
        and len(row) == 1
        and len(row[0]) <= _DIGITS
        and row[0].isdigit()
        for segment, behind, row in zip(segments, ahead, words, strict=True)
    ]


def best_choices(segments: list[Segment], marginals: Matrix, numbers: list[bool]) -> list[Choice]:
    """The points to report, in text order; `marginals` are segments by labels, `numbers` tells which number an item."""
    columns: list[list[float]] = marginals.T.tolist()
    ending: dict[int, list[tuple[float, Choice]]] = {}
    # The guidelines part points at semicolons, and the items of a list are points of their own.
    part_of = list(
        accumulate(segment.cut == SEMICOLON or number for segment, number in zip(segments, numbers, strict=True))
    )
    within = _within_items(segments, numbers)
    for kind, begin, inside in _KINDS:
        _split(segments, columns[begin], columns[inside])
        for gain, choice in _worthwhile(kind, _runs(segments, columns[begin], columns[inside])):
            if part_of[choice.first] == part_of[choice.last] and not within[choice.first]:
                ending.setdefault(choice.last, []).append((gain, choice))
    return _scheduled(ending, [segment.cut == QUOTE for segment in segments])


def _within_items(segments: list[Segment], numbers: list[bool]) -> list[bool]:
    """Whether each segment goes on with an item of a numbered list."""
    found: list[bool] = []
    listing = -1  # the sentence of the last number
    for segment, number in zip(segments, numbers, strict=True):
        if number:
            listing = segment.sentence
        found.append(segment.sentence == listing and segment.cut in _WITHIN_ITEM and not number)
    return found


def _split(segments: list[Segment], begins: list[float], insides: list[float]) -> None:
    """Let what stands behind a semicolon rather begin a point than go on with one."""
    for k, segment in enumerate(segments):
        if segment.cut == SEMICOLON:
            moved = _SPLIT * insides[k]
            begins[k] += moved
            insides[k] -= moved


def _runs(segments: list[Segment], begins: list[float], insides: list[float]) -> list[_Run]:
    """The candidates of one kind by start; in a chain a point goes on with a chance that forgets where it began."""
    found: list[_Run] = []
    count = len(segments)
    for first, begun in enumerate(begins):
        if begun < _UNLIKELY:
            continue  # as nearly all
        chance, last = begun, first
        while chance >= _UNLIKELY and last - first < _LONGEST:
            after = last + 1
            on = min(1.0, insides[after] / (begins[last] + insides[last])) if after < count else 0.0
            if chance * (1 - on) >= _UNLIKELY:
                found.append((segments[first].start, segments[last].end, first, last, chance * (1 - on)))
            chance *= on
            last = after
    return found


def _worthwhile(kind: Kind, runs: list[_Run]) -> list[tuple[float, Choice]]:
    """What each candidate gains, and the candidate with its expectation, where it gains anything."""
    expected = [chance for _, _, _, _, chance in runs]
    exact = expected.copy()
    for one, (start, end, _, _, chance) in enumerate(runs):
        for other in range(one + 1, len(runs)):
            later, until, _, _, also = runs[other]
            if 2 * (end - later) < end - start:
                break  # sorted by start: none behind the middle overlaps by half
            # Overlap is the shorter way between inner ends by the longer one between outer ends.
            overlap = (end - later) / (until - start) if until > end else (until - later) / (end - start)
            if overlap >= _SAME:
                expected[one] += also
                expected[other] += chance
                exact[one] += also * overlap
                exact[other] += chance * overlap
    found: list[tuple[float, Choice]] = []
    for (_, _, first, last, _), sure, close in zip(runs, expected, exact, strict=True):
        gain = sure + _EXACT * close - _COST[kind]
        if gain > 0:
            found.append((gain, Choice(kind, first, last, sure)))
    return found


def _scheduled(ending: dict[int, list[tuple[float, Choice]]], quoted: list[bool]) -> list[Choice]:
    """The choices without overlap that gain most together; `ending` holds them by their last segment.

    A quotation mark alone does not part two points: of `quoted` segments none begins a point right behind another.
    """
    count = len(quoted)
    best = [0.0] * (count + 1)
    taken: list[Choice | None] = [None] * (count + 1)
    for last in range(count):
        best[last + 1] = best[last]
        for gain, choice in ending.get(last, ()):
            total = best[choice.first] + gain
            if total > best[last + 1] and not (quoted[choice.first] and taken[choice.first]):
                best[last + 1], taken[last + 1] = total, choice
    chosen: list[Choice] = []
    at = count
    while at:
        choice_here = taken[at]
        if choice_here is None:
            at -= 1
        else:
            chosen.append(choice_here)
            at = choice_here.first
    return chosen[::-1]
