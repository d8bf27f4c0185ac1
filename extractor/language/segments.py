"""Segments: the smallest pieces that points of a report are made of.

A sentence is cut wherever an issue or a conclusion may begin or end: at marks, at
numbers that open a point, before verbs that govern a point ("đề nghị", "ghi nhận"),
behind words that introduce one ("nhấn mạnh rằng", "kiến nghị", "thảo luận về"), and
before words that may leave it ("và", "để", "nhằm"). A point is a run of segments.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.debated import debated_of
from extractor.language.layout import layout_of
from extractor.language.papers import paper_in
from extractor.language.voting import votes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading

# How a segment was cut off from what stands before it.
SENTENCE, SEMICOLON, COLON, COMMA, NUMBER, BRACKET, DASH, QUOTE, VERB, INTRODUCED, JOINT, MOTTO = 'S;:,#(-"vijm'
_STRONGEST_FIRST = (
    SENTENCE, SEMICOLON, NUMBER, COLON, QUOTE, BRACKET, COMMA, DASH, MOTTO, VERB, INTRODUCED, JOINT
)  # fmt: skip
_RANK = {cut: rank for rank, cut in enumerate(_STRONGEST_FIRST)}


class Segment(NamedTuple):
    """A piece of a sentence, without marks around it; `cut` tells how it begins, `sentence` is an index."""

    start: int
    end: int
    sentence: int
    cut: str


# Marks; between blanks: words that may leave a point, a dash; behind a mark and a blank numbers that open one (group 1).
# Words are told by a letter that few others have: the pattern begins with one set of characters, which `re` skips quickly;
# behind it what is found most often, or begins with a letter, is tried first.
_MARK = re.compile(
    r"[;()\[\]…:,\".\-/àìưằêểặs](?:"
    r"(?<=,)(?!\d)|ng(?<= nhưng)(?= )|m(?<= nhằm)(?= )|n(?<= nên)(?= )|c(?<= hoặc)(?= )|ong(?<= song)(?= (?!phương|hành))"
    r"|(?= )(?:(?<= v[àì])|(?<= để)(?<!không để)(?<!triệt để)|(?<= -)|(?:(?<=[;:.,\"] [0-9][.)/])|(?<=[;:.,\"] [0-9]{2}[.)/]))())"
    r"|(?<=[;()\[\]…])|(?<=:)(?=[ \"\n]|$)|(?<=\")(?: ?-)?|(?<=\.)\.\.+)"
)
# By what `_MARK` finds: the length of the word; else how what stands behind is cut off, by several full stops as by a comma.
_JOINTS = {"à": 2, "ì": 2, "ể": 2, "ưng": 5, "ằm": 4, "ên": 3, "ặc": 4, "song": 4}
_CUT_BY = {
    ";": SEMICOLON,
    ":": COLON,
    '"': QUOTE,
    '"-': QUOTE,
    '" -': QUOTE,
    "-": DASH,
    **dict.fromkeys("()[]", BRACKET),
}
# What may stand between a verb that introduces a point and the point.
_BETWEEN = re.compile(
    r" (?:rằng|về|là|việc(?! này| đó| ấy)|(?:đến|tới)(?! (?:hết|năm|tháng|ngày|cuối|nay|quý|khi|đầu|thời điểm|\d))|do(?! đó| vậy)|với|cho(?! biết| rằng| hay)|như|(?:(?<= ý )|(?<=kiến )|(?<=trung )|(?<=sâu )|(?<=quanh ))vào)(?= )"
)
_NOT_SAID = (
    "chưa ",
    "không ",
    "kiểm tra, ",
    "khảo sát, ",
)  # before a verb of saying that introduces nothing: "chưa phân tích rõ …"
# A motto or a name within a clause is part of it: 'theo phương châm "A, B, C"', 'phong trào "D, E"'.
_SAYING = re.compile(r" \"[^\"\n.;:?!]{3,90}\"")
_NAMED = re.compile(r"(?:phong trào|cuộc vận động|mô hình|đề án|chương trình|dự án)(?: \w+){0,5}$")
_ABOUT = re.compile(r"(?: \w+){0,5}")  # from the word for a motto to the motto
_SAYING_REACH = 60  # code points before a quotation
_GLOSS = re.compile(r"\([^()\n]{2,160}\)")  # a note in brackets
_GOVERNING = frozenset({"request", "acknowledge", "decide", "commit"})
_WITH = "với "  # before the numbers of a vote
_THEME = "với "  # before a theme that is added to what goes before ("... trong năm 2017 với chủ đề ...")

_BLANK = frozenset(" \n-+*•·▪●○◦►>\"'(),.;:…/[]")
_LETTERED = re.compile(r"[^\n]{0,2}\n+ ?[a-zđ]$|^ ?[a-zđ]$")  # "a)" at the head of a line
# A number that opens a segment and is no part of it, and what such a number begins with but for "a)".
_NUMBERED = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)/]|[0-9]\.[0-9]{1,2}|[IVX]{1,4}(?:\.| ?-)|[a-zđ]\))(?=\s)")
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU|Khoản) [0-9]{1,2}(?:[.:]|$)")  # of a resolution
_NUMERALS = frozenset("0123456789IVXĐK")


def segments_of(reading: Reading) -> list[Segment]:
    """The segments of every sentence, in text order."""
    found: list[Segment] = []
    make = tuple.__new__  # as `Segment(…)` does, without the call of Python code
    folded, layout = reading.folded, layout_of(reading)
    cuts = _places(reading)
    places = iter([*sorted(cuts), len(folded) + 1])
    place = next(places)
    for index, (first, last, _) in enumerate(reading.sentences):
        start, cut = layout.behind_caption(first), SENTENCE
        while place <= last:
            if place > start:
                begin, end = _trimmed(folded, start, place)
                if begin < end:
                    found.append(make(Segment, (begin, end, index, cut)))
                    cut = cuts[place]
                elif _RANK[cuts[place]] < _RANK[cut]:
                    cut = cuts[place]  # nothing but marks between: the strongest tells how the next piece begins
                start = place
            place = next(places)
        begin, end = _trimmed(folded, start, last)
        if begin < end:
            found.append(make(Segment, (begin, end, index, cut)))
    return found


def _places(reading: Reading) -> dict[int, str]:
    """Where the text is cut, and how what follows begins; marks overrule words."""
    lower = reading.lower
    places = dict(_introduced(reading))
    places.update(dict.fromkeys(debated_of(reading), INTRODUCED))
    for cue in reading.cues_of("order"):
        if cue.kind in _GOVERNING:
            places[cue.start] = VERB
    for cue in reading.cues_of("slogan"):
        start = cue.start - len(_THEME)
        if cue.kind == "sure" and lower.startswith(_THEME, start):
            places[start] = MOTTO
    if paper_in(reading) is not None:
        for tally in votes_of(reading):
            places[tally.start - len(_WITH) if lower.startswith(_WITH, tally.start - len(_WITH)) else tally.start] = (
                JOINT
            )
    _add_marks(lower, places)
    if '"' in lower:
        _keep_sayings_whole(reading, places)
    if "(" in lower:
        _keep_glosses_whole(lower, places)
    return places


def _keep_glosses_whole(lower: str, places: dict[int, str]) -> None:
    """Drop the places within brackets but for those of the brackets: "các xã (Tân Lộc, Bình An; Phú Lâm) rà soát …"."""
    for match in _GLOSS.finditer(lower):
        for at in range(match.start() + 2, match.end() - 1):
            places.pop(at, None)


def _keep_sayings_whole(reading: Reading, places: dict[int, str]) -> None:
    """Drop the places within mottos and names that a clause quotes, and right behind them."""
    for match in _SAYING.finditer(reading.lower):
        start, end = match.span()
        if _names_saying(reading, max(0, start - _SAYING_REACH), start):
            for at in range(start, end + 1):
                places.pop(at, None)


def _names_saying(reading: Reading, start: int, end: int) -> bool:
    """Whether the words before a quotation tell that a motto or a name is quoted."""
    if _NAMED.search(reading.lower, start, end):
        return True
    return any(_ABOUT.fullmatch(reading.lower, cue.end, end) for cue in reading.cues_in(start, end, "slogan"))


def _add_marks(lower: str, places: dict[int, str]) -> None:
    """Add the places behind marks, which overrule words, and those around words that may leave a point."""
    for match in _MARK.finditer(lower):
        mark, end = match[0], match.end()
        if mark in _JOINTS:
            places.setdefault(end - _JOINTS[mark], JOINT)
            places.setdefault(end, JOINT)
        elif match.lastindex:
            places[end] = NUMBER
        elif mark != ")" or not _LETTERED.match(lower, max(0, end - 4), end - 1):
            places[end] = _CUT_BY.get(mark, COMMA)


def _introduced(reading: Reading) -> Iterator[tuple[int, str]]:
    """The places behind verbs that introduce a point, and behind each word later in the sentence that may follow such a verb."""
    petitions = (cue for cue in reading.cues_of("issue") if cue.kind in ("petition", "debate"))
    reach: dict[int, int] = {}  # by the end of a sentence, how far to its left such a verb stands
    for cue in chain(reading.cues_of("speech"), petitions):
        if reading.lower.endswith(_NOT_SAID, 0, cue.start):
            continue
        yield cue.end, INTRODUCED
        sentence = reading.sentence_at(cue.start)
        if sentence is not None:
            reach[sentence.end] = min(cue.end, reach.get(sentence.end, cue.end))
    for until, start in reach.items():
        for match in _BETWEEN.finditer(reading.lower, start, until):
            yield match.end(), INTRODUCED


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without bullets, a number and marks around it, which may leave nothing."""
    while start < end and folded[start] in _BLANK:
        start += 1
    if start < end and (folded[start] in _NUMERALS or folded[start + 1 : start + 2] == ")"):
        number = _NUMBERED.match(folded, start, end) or _ARTICLE.match(folded, start, end)
        start = number.end() if number else start
        while start < end and folded[start] in _BLANK:
            start += 1
    while start < end and folded[end - 1] in _BLANK:
        end -= 1
    return start, end
