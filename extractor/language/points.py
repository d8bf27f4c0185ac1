"""Points: the runs of segments that are one issue or one conclusion each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.language.features import features_of
from extractor.language.labelling import OUTSIDE, rule_labels
from extractor.language.material import Material, material_of
from extractor.language.owners import opens_task
from extractor.language.point_edges import begun, ended, is_number, is_tag, tags_what_stands_before
from extractor.language.predicates import is_own_conduct
from extractor.language.reading import once
from extractor.language.sections import sections_of
from extractor.language.segments import INTRODUCED, JOINT, VERB
from extractor.language.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.features import Features
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment
    from extractor.language.tagger import Tagger

__all__ = ["Material", "Point", "material_of", "points_of", "rule_labels", "runs"]

Kind = Literal["issue", "conclusion"]
# The share of points found by rule that are right, dev and check together.
_SURE = 0.5
# "và chia sẻ các vấn đề như", "các nội dung của hội nghị".
_IDLE = re.compile(
    r"(?:và |đã |cũng )*(?:(?:đóng góp|tham gia|phát biểu|nêu|nêu ra|chia sẻ|trao đổi|thảo luận|về|có) )*(?:nhiều |các |những |một số )(?:ý kiến|nội dung|vấn đề)(?: (?:khác|liên quan|quan trọng))*(?: (?:của|tại|vào|cho) (?:hội nghị|cuộc họp|buổi làm việc|bản thảo|dự thảo|báo cáo))?(?: như)?"
    r"|(?:những|các|một số|nhiều) (?:nội dung|vấn đề)(?: lớn)? còn(?: có)?(?: nhiều)? ý kiến khác nhau(?: (?:của|trong|tại|về) (?:dự (?:án|thảo) )?(?:luật|nghị quyết|pháp lệnh|nghị định)[^,;.:]{0,120})?"
    r"|(?:những|các|một số|nhiều) (?:(?:,? và |, )?(?:khó khăn|vướng mắc|bất cập|tồn tại|hạn chế|thách thức|kiến nghị|đề xuất)){1,4}"
)
# "đề nghị trên", "thống nhất nội dung này" name nothing.
_POINTS_BACK = re.compile(
    r"(?:đề nghị|yêu cầu|kiến nghị|đề xuất|thống nhất|nhất trí|đồng ý|thông qua|chỉ đạo)(?: (?:với|các|những|nội dung|ý kiến|đề nghị|kiến nghị|đề xuất|phương án))*(?: (?:này|trên|đó|nêu trên|nói trên))"
)
# How a meeting went is told by its report, and concluded by nobody: none of 3,158 conclusions in the corpus begins so.
_WENT = re.compile(
    r"(?:hội nghị|hội thảo|tọa đàm|đại hội|kỳ họp|phiên họp|cuộc họp|buổi (?:họp|làm việc|tọa đàm|đối thoại|gặp mặt))(?: (?!phải |cần |sẽ |để )[^\s,;:.]+){0,16}? (?:diễn ra|kết thúc|khép lại|thành công|bế mạc)(?!\w)"
)
# Words that a point does not end with, but for those that are part of another one ("tồn tại", "tiếp theo").
_DANGLING = re.compile(
    r"[ ,;:]{0,3}(?<!\w)(?:và|hoặc|nhưng|song|(?<!\btriệt )để|nhằm|nhất là|đây là|(?<!\blơ )là|(?<!\bchưa )(?<!\btrở )về|rằng|của|cho rằng|cho|cũng như|như|với|bởi|mà|(?<!không )(?<!chưa )(?<!trở )(?<!làm )nên|vì|sẽ|các|những|khi|nếu|thì|bao gồm|gồm|liên quan (?:đến|tới)|dẫn đến|(?<!\blý )(?<!\btự )do"
    r"|(?<!\btiếp )(?<!\bkèm )(?<!\bđi )theo|(?<!\bhiện )(?<!\btồn )(?<!\bsở )(?<!\bthực )tại)$"
)
# Whose talk it was, and when: "lấy ý kiến góp ý | của nhân dân".
_WHOSE = ("của ", "giữa ", "cũng ", "lần này ", "hôm nay ")
_ENDS = (".", ";", "!", "?")
_LONGEST_DANGLING = len(", liên quan đến")
_LOOSE_START = re.compile(r"(?:và|hoặc|rằng|thì)[ ,]+")
_UNMARKED = frozenset({JOINT, VERB, INTRODUCED})
_LONGEST_GLOSS = 30  # characters of what a bracket holds: "cử tri A (tổ 5) phản ánh …"
_LONGEST_BRACKET = 120  # characters of it behind the point
_STOPS = re.compile(r"[(\n]")
_LONGEST_JOINT = len("nhưng")
# Words of what concludes nothing by itself, and of what does only where it orders: of 3,158 conclusions in the corpus 17 are as short.
_SCRAP, _SHORT = 2, 5
_ORDERS = frozenset({"request", "acknowledge", "decide", "imperative", "normative"})
_ITEM, _ITEM_REACH = re.compile(r"[;:]\s*(?:và |hoặc )?$"), 10  # before an item of a list
_APART = re.compile(r"[ ,;\"'-]{1,5}(?:và )?[\"']?")
# Words of what names no issue and no conclusion where the model alone finds it: of 1,230 in the corpus three are as short.
_EMPTY = {"issue": 2, "conclusion": 3}
MODEL = "points.model"  # the rule of points that the model found


class Point(NamedTuple):
    """A run of segments, `first` to `last`, that is one issue or one conclusion; span in the folded text."""

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    confidence: float
    rule: str = "points.rules"


@once
def points_of(reading: Reading) -> tuple[Point, ...]:
    """The points of a report in text order: by the model where the reading has one, else by the rules alone.

    Under the headings of minutes and notices the rules decide in either case.
    """
    material = material_of(reading)
    labels = rule_labels(reading, material)
    headed = _headed(reading, material) if reading.tagger else frozenset(range(len(labels)))
    sure = [_SURE] * len(labels)
    found = [point for point in runs(material, labels, sure) if point.first in headed] if headed else []
    if reading.tagger:
        told = _told(reading.tagger, features_of(reading, material, labels), material)
        found = sorted([*found, *(point for point in told if point.first not in headed)], key=lambda point: point.start)
    rows = tables_of(reading).lines
    if rows:
        found = [point for point in found if not any(start <= point.start < end for start, end in rows)]
    saying = (point for point in _completed(reading, material, found) if not _says_nothing(reading, point))
    whole = list(_without_scraps(reading, saying, headed))
    limits = [*(point.start for point in whole[1:]), len(reading.folded)]
    return tuple(_closed(reading, point, limit) for point, limit in zip(whole, limits, strict=False))


def _completed(reading: Reading, material: Material, points: list[Point]) -> Iterator[Point]:
    """The points without a conjunction or preposition at an end, gone on with what belongs to it where no mark parts them."""
    segments, lower = material.segments, reading.lower
    taken = {point.first for point in points}
    for point in points:
        last, end = point.last, point.end
        loose = _dangling(lower, point.start, end)
        while loose and last + 1 not in taken and _goes_on(segments, last):
            last += 1
            end = segments[last].end
            loose = _dangling(lower, point.start, end)
        while loose:
            end = loose.start()
            loose = _dangling(lower, point.start, end)
        opening = _LOOSE_START.match(lower, point.start, end)
        start = opening.end() if opening and reading.folded[point.start].islower() else point.start
        if start < end:
            whole = _bare(reading, segments, point, (start, end), last)
            if whole.start < whole.end:
                yield whole


def _without_scraps(reading: Reading, points: Iterator[Point], headed: frozenset[int]) -> Iterator[Point]:
    """The points, with conclusions of a few words that order nothing added to the one before them in their sentence, or left out.

    Such are words that stand in quotation marks within an order; an item under the heading of a paper may be as short.
    """
    before: Point | None = None
    papers = any(section.part for section in sections_of(reading))
    for point in points:
        words = reading.folded.count(" ", point.start, point.end) + 1
        whole = words > _SHORT or point.kind == "issue" or (papers and point.first in headed)
        item = _ITEM.search(reading.lower, max(0, point.start - _ITEM_REACH), point.start) is not None
        if whole or ((item or words > _SCRAP) and _orders(reading, point, item=item)):
            if before is not None:
                yield before
            before = point
        elif before is not None and _goes_with(reading, before, point):
            before = before._replace(end=point.end, last=point.last)
    if before is not None:
        yield before


def _goes_with(reading: Reading, before: Point, point: Point) -> bool:
    """Whether a scrap goes on with the point before it, and names no one who spoke."""
    speaker = any(reading.cues_in(point.start, point.start + 1, role) for role in ("honorific", "post"))
    return not speaker and _APART.fullmatch(reading.folded, before.end, point.start) is not None


def _orders(reading: Reading, point: Point, *, item: bool) -> bool:
    """Whether a conclusion of few words begins with one that orders, or as an item of a list has one, or a figure to be reached."""
    if opens_task(reading, point.start, point.end):
        return True
    if item and any(map(str.isdigit, reading.folded[point.start : point.end])):
        return True
    end = point.end if item else point.start + 1
    return any(cue.kind in _ORDERS for cue in reading.cues_in(point.start, end, "order"))


def _bare(reading: Reading, segments: list[Segment], point: Point, span: tuple[int, int], last: int) -> Point:
    """The point with a new span and last segment, without the number of its item, transitions, and those whose words it gives."""
    first, (start, end) = point.first, span
    while last > first and tags_what_stands_before(reading, segments[last]):
        last -= 1
        end = segments[last].end
    while first < last and is_number(reading, segments[first]):
        first += 1
        start = segments[first].start
    end = ended(reading, start, end)
    start = begun(reading, point.kind, start, end)
    if (start, end, last) == (point.start, point.end, point.last):
        return point  # as most are
    return point._replace(start=start, end=end, last=last)


def _dangling(lower: str, start: int, end: int) -> re.Match[str] | None:
    """The conjunction or preposition that ends the span, with the marks before it; none where the sentence ends there, too."""
    if lower.startswith(_ENDS, end):
        return None  # "chưa triệt để.", "chủ quan, lơ là!"
    return _DANGLING.search(lower, max(start, end - _LONGEST_DANGLING), end)


def _goes_on(segments: list[Segment], last: int) -> bool:
    """Whether the sentence goes on behind segment `last` without a mark."""
    after = last + 1
    return (
        after < len(segments)
        and segments[after].sentence == segments[last].sentence
        and segments[after].cut in _UNMARKED
    )


def _headed(reading: Reading, material: Material) -> frozenset[int]:
    """The segments in those parts of a paper that list issues, conclusions or those present."""
    sections = sections_of(reading)
    if not any(section.part for section in sections):
        return frozenset()
    lines = [reading.sentences[segment.sentence].line for segment in material.segments]
    return frozenset(k for k, line in enumerate(lines) if sections[line].part not in ("", "report"))


def _says_nothing(reading: Reading, point: Point) -> bool:
    """Whether the point only tells that there was or is to be talk, or who talked, or is the number of an item that its page parted from it."""
    if not any(map(str.isalpha, reading.folded[point.start : point.end])):
        return True
    words = reading.folded.count(" ", point.start, point.end) + 1
    if point.rule == MODEL and words <= _EMPTY[point.kind]:
        return True
    if point.kind == "conclusion" and (
        is_own_conduct(reading.lower, point.start, point.end)
        or _POINTS_BACK.fullmatch(reading.lower, point.start, point.end)
        or _WENT.match(reading.lower, point.start, point.end)
    ):
        return True
    if point.kind == "issue" and reading.folded.startswith(_WHOSE, point.start):
        return True
    idle = point.kind == "issue" and _IDLE.fullmatch(reading.lower, point.start, point.end) is not None
    return idle or is_tag(reading, point.start, point.end)


def _closed(reading: Reading, point: Point, limit: int) -> Point:
    """The point with what closes a bracket or quotation mark opened in it, by `limit`; else without the bracket; and behind one opened before it."""
    inside = reading.folded[point.start : point.end]
    opened, closed = inside.find("("), inside.find(")")
    if 0 <= closed <= _LONGEST_GLOSS and not 0 <= opened < closed:
        rest = inside[closed + 1 :].lstrip(" ,;:")
        return point._replace(start=point.end - len(rest)) if rest else point
    if inside.count("(") > inside.count(")"):
        close = reading.folded.find(")", point.end, min(limit, point.end + _LONGEST_BRACKET))
        if close >= 0 and not _STOPS.search(reading.folded, point.end, close):
            return point._replace(end=close + 1)
        bare = inside[: inside.rfind("(")].rstrip(" ,;:")
        return point._replace(end=point.start + len(bare)) if len(bare) >= _LONGEST_GLOSS else point
    quoted = reading.folded.startswith('"', point.end) and inside.count('"') % 2 == 1
    return point._replace(end=point.end + 1) if quoted else point


def _told(tagger: Tagger, features: Features, material: Material) -> Iterator[Point]:
    segments = material.segments
    for kind, first, last, confidence in tagger.finds(features, segments):
        left, right = _trimmed(material, first, last)
        yield Point(kind, segments[left].start, segments[right].end, left, right, confidence, MODEL)


def _trimmed(material: Material, first: int, last: int) -> tuple[int, int]:
    """The run without bare conjunctions at either end ("và", "để") and transitions in front ("đồng thời")."""
    segments = material.segments
    while last > first and _is_joint(segments[last]):
        last -= 1
    while last > first and (_is_joint(segments[first]) or _is_transition(material, first)):
        first += 1
    return first, last


def _is_transition(material: Material, at: int) -> bool:
    segment = material.segments[at]
    return any(c.role == "transition" and c.start == segment.start and c.end >= segment.end for c in material.cues[at])


def _is_joint(segment: Segment) -> bool:
    return segment.cut == JOINT and segment.end - segment.start <= _LONGEST_JOINT


def runs(material: Material, labels: list[str], sure: list[float]) -> Iterator[Point]:
    """The points that labels spell; an inside label without a beginning begins one. `sure` is one number a segment."""
    segments = material.segments
    first = -1
    for k, label in enumerate((*labels, OUTSIDE)):
        if first >= 0:
            if label[0] == "J" and label[1] == labels[first][1]:
                continue
            kind: Kind = "issue" if labels[first][1] == "I" else "conclusion"
            confidence = sum(sure[first:k]) / (k - first)
            left, right = _trimmed(material, first, k - 1)
            yield Point(kind, segments[left].start, segments[right].end, left, right, confidence)
            first = -1
        if label != OUTSIDE:
            first = k
