"""Votes: numbers beside the words for them ("22/23 đại biểu tán thành, đạt 95,65%; không tán thành: 01").

A line is read clause by clause. A clause counts those in favour, against or abstaining by the
outcome word beside its number; where none stands there, a ratio in a line about a ballot counts
those in favour, and a percentage goes with the clause before. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.bullets import behind_bullet
from extractor.language.layout import layout_of
from extractor.language.papers import paper_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

FAVOUR, BALLOT = "favour", "ballot"

_AMOUNT = r"\d{1,3}(?:\.\d{3}){1,3}|\d{1,9}"
_UNIT = (
    r"(?:số )?phiếu|hộ(?: dân| gia đình)?|đại biểu|thành viên|đồng chí|đảng viên|ủy viên|cổ đông|cổ phần|phụ huynh|người|ý kiến|căn(?: hộ)?|"
    r"hội viên|xã viên|giáo viên|cán bộ|đoàn viên|cử tri|chị|vị"
)
_RATIO = re.compile(rf"(?<![\w.,/])({_AMOUNT}) ?/ ?({_AMOUNT})(?![/.\d])(?: (?:{_UNIT})\b)?")
_PERCENT = re.compile(r"(?<![\w.,/])(\d{1,3}(?:[.,]\d+)?) ?%")
_COUNT = re.compile(rf"(?<![\w.,/])({_AMOUNT})(?![\w/%]|[.,]\d| %)(?P<unit> (?:{_UNIT})\b)?")
_NUMBERED = re.compile(r"\d")
_CLAUSE = re.compile(r"[^;(),.]+(?:[.,](?=\d)[^;(),.]+)*")
# What may stand between the word for an outcome and its number.
_TOLD = frozenset((":", "là", "-", "với", ": có", "có", "đạt", "là:", "gồm"))
# A day, or about how much it was.
_NO_RATIO = re.compile(r"(?:ngày|sáng|chiều|tối|trước|đến|tháng|số|quý|điều) $")
_ABOUT = re.compile(r"(?:trên|hơn|gần|khoảng|dưới|tối thiểu|ít nhất) $")
_REACH = 45


@dataclass(slots=True)
class Tally:
    """A vote: where its words stand, its numbers by outcome, how many voted, the percentage in favour."""

    start: int
    end: int
    counts: dict[str, int] = field(default_factory=dict)
    out_of: int | None = None
    percentage: float | None = None
    last: str = FAVOUR  # the outcome that the clause before told


class Clause(NamedTuple):
    """What a clause counts: its words, the outcome ("" where none is told), and its numbers."""

    span: Span
    outcome: str
    amount: int | None
    whole: int | None
    percent: float | None


def votes_of(reading: Reading) -> list[Tally]:
    """The votes of a report, in text order."""
    found: list[Tally] = []
    cues = reading.cues_of("vote")
    if not cues:
        return found
    paper, kinds = paper_in(reading) is not None, layout_of(reading).kinds
    starts = [line.start for line in reading.lines]
    for index, group in groupby(cues, lambda cue: bisect_right(starts, cue.start) - 1):
        of_line = list(group)
        ballot = any(cue.kind == BALLOT for cue in of_line)
        if kinds[index] in ("body", "heading") and (paper or ballot):
            _read(reading, index, of_line, found)
    return [tally for tally in found if tally.counts or tally.percentage is not None]


def _read(reading: Reading, index: int, cues: Sequence[Cue], found: list[Tally]) -> None:
    """Add the votes of a line; one that only goes on with the vote of the line above adds to that."""
    lower, line = reading.lower, reading.lines[index]
    ballot = any(cue.kind == BALLOT for cue in cues)
    current = found[-1] if found and found[-1].end > reading.lines[index - 1].start else None
    for clause in _clauses(lower, line.start, line.end, cues):
        outcome = clause.outcome
        if not outcome and clause.whole is not None and ballot:
            outcome = FAVOUR
        if outcome:
            if current is None or outcome in current.counts or outcome == FAVOUR:
                current = Tally(*clause.span)
                found.append(current)
            _add(current, outcome, clause)
        elif clause.percent is not None and current is not None and clause.amount is None:
            _add(current, current.last, clause)


def _add(tally: Tally, outcome: str, clause: Clause) -> None:
    tally.end, tally.last = clause.span[1], outcome
    if clause.amount is not None:
        tally.counts[outcome] = clause.amount
    tally.out_of = tally.out_of or clause.whole
    if outcome == FAVOUR and tally.percentage is None:
        tally.percentage = clause.percent


def _clauses(lower: str, start: int, end: int, cues: Sequence[Cue]) -> Iterator[Clause]:
    cues = sorted(cues, key=attrgetter("start"))
    starts = [cue.start for cue in cues]
    for match in _CLAUSE.finditer(lower, start, end):
        within = cues[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
        # Of cues that share words the longest tells: "không tán thành".
        outcomes = [cue for cue in within if cue.kind != BALLOT]
        if (clause := _clause(lower, match.span(), outcomes)) is not None:
            yield clause


def _clause(lower: str, span: Span, outcomes: Sequence[Cue]) -> Clause | None:
    """What the clause counts; None where it holds no number that could."""
    start, end = span
    # What stands before a colon is what the vote was about, with numbers of its own: "Giảm 10% phí: 90/96 tán thành".
    colon = lower.rfind(":", start, end)
    begin = max(start, colon + 1) if colon >= 0 and _NUMBERED.search(lower, colon + 1, end) else start
    percent = next(
        (m for m in _PERCENT.finditer(lower, begin, end) if not _ABOUT.search(lower, start, m.start())), None
    )
    share = min(100.0, float(percent[1].replace(",", "."))) if percent else None
    ratio = next((m for m in _RATIO.finditer(lower, begin, end) if _is_ratio(lower, start, m)), None)
    number = ratio or next((m for m in _COUNT.finditer(lower, begin, end)), None)
    beside = _beside(lower, number, outcomes) if number else None
    if number is not None and (beside is not None or ratio is not None):
        whole = _amount(ratio[2]) if ratio else None
        words = [
            number.span(),
            *([(beside.start, beside.end)] if beside else []),
            *([percent.span()] if percent else []),
        ]
        first, last = min(s for s, _ in words), max(e for _, e in words)
        return Clause((first, last), beside.kind if beside else "", _amount(number[1]), whole, share)
    if percent is None:
        return None
    told = next((cue for cue in outcomes if 0 <= cue.start - percent.end() <= _REACH), None)
    stop = told.end if told else percent.end()
    closed = stop + 1 if lower[stop : stop + 1] == ")" and lower[start - 1 : start] == "(" else stop
    return Clause((percent.start(), closed), told.kind if told else "", None, None, share)


def _is_ratio(lower: str, start: int, match: re.Match[str]) -> bool:
    """Whether "12/15" says how many of how many, and is no day."""
    return 0 < _amount(match[2]) >= _amount(match[1]) and _NO_RATIO.search(lower, start, match.start()) is None


def _beside(lower: str, number: re.Match[str], outcomes: Sequence[Cue]) -> Cue | None:
    """The word for the outcome that a number counts: right before it, or behind it."""
    ratio = number.re is _RATIO
    unit = ratio or number["unit"] is not None
    for cue in outcomes:
        between = lower[cue.end : number.start()].strip(" *") if cue.end <= number.start() else None
        if between in _TOLD or (between == "" and unit):
            return cue
        gap = cue.start - number.end()
        if gap >= 0 and (gap <= _REACH if ratio else (unit or cue.kind != FAVOUR) and gap <= 1):
            return cue
        if number.start() <= cue.start < number.end():  # "25 phiếu bầu", "02 ý kiến không đồng ý"
            return cue
    return None


def _amount(digits: str) -> int:
    return int(digits.replace(".", ""))


_LEADING = re.compile(
    r"(?:(?:kết quả )?(?:biểu quyết|bỏ phiếu|kiểm phiếu|lấy ý kiến|lấy phiếu)(?: (?:thông qua|tán thành))?(?= (?:về |mức |việc |chủ trương )|[ :]*$)|về (?:việc )?|nội dung:? |[ :,-])*"
)
_TAIL = re.compile(r"(?:[ :,(-]|(?<!\w)(?:với|có|đạt|được|tỷ lệ|kết quả|số phiếu|biểu quyết)(?!\w)){1,24}$")
_DECIDES = re.compile(r"(?<!\w)(?:thông qua|phê duyệt|bầu|thống nhất|nhất trí|đồng ý|chấp thuận)(?!\w)")
_ABOVE = re.compile(r"(?:thông qua|phê duyệt|thống nhất|nhất trí|đồng ý|bầu|chấp thuận|quyết định|miễn nhiệm)\b")
_MINUTES = re.compile(r"biên bản")
_SHORTEST = 5
_FAR = 600  # code points before a vote in which its matter stands


def matter_of(reading: Reading, tally: Tally) -> Span | None:
    """What the vote was about: the words before it in its line, or the decision in the line above."""
    lower = reading.lower
    index = reading.line_at(tally.start)
    line = reading.lines[index]
    start = behind_bullet(lower, line.start, tally.start)
    sentence = reading.sentence_at(tally.start)
    start = max(start, sentence.start if sentence else start, tally.start - _FAR)
    head = _LEADING.match(lower, start, tally.start)
    start = head.end() if head else start
    tail = _TAIL.search(lower, start, tally.start)
    end = tail.start() if tail else tally.start
    if (decides := [m.start() for m in _DECIDES.finditer(lower, start, end)]) and decides[-1] > start:
        start = decides[-1]
    if end - start >= _SHORTEST:
        return start, end
    above = reading.lines[index - 1] if index else None
    if above is None or lower.count("\n", above.end, line.start) > 1:
        return None
    start = behind_bullet(lower, above.start, above.end)
    stop = above.end - len(lower[above.start : above.end]) + len(lower[above.start : above.end].rstrip(" .;:"))
    return (start, stop) if _ABOVE.match(lower, start, stop) else None


def is_formality(reading: Reading, tally: Tally) -> bool:
    """Whether the vote only approves the minutes that tell of it."""
    sentence = reading.sentence_at(tally.start)
    return (
        sentence is not None
        and _MINUTES.search(reading.lower, max(sentence.start, tally.start - _FAR), tally.start) is not None
    )
