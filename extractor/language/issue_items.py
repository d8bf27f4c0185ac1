"""Items of a list of issues, which commas part: subjects ("chế độ …, việc …"), proposals ("nâng …, trang bị …"), lacks.

A comma parts two items where the next one begins like the first, or says by itself what is lacking, and in a list
that is left open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.lists import is_left_open
from extractor.language.owners import is_task, opens_task
from extractor.language.segments import COMMA, JOINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.language.reading import Reading
    from extractor.language.segments import Segment
    from extractor.rules.cues import Cue

# Nouns that head an item of a list of subjects; a comma before another word stands inside an item.
_ITEM_HEAD = re.compile(
    r"(?:và )?(?:việc|công tác|tình (?:trạng|hình)|chế độ|chính sách|hoạt động|vấn đề|giải pháp|quy (?:trình|định|hoạch)|thủ tục|"
    r"cơ (?:chế|sở vật chất)|nguồn (?:vốn|lực|nhân lực)|kinh phí|đội ngũ|chất lượng|tiến độ|các|những|một số|nội dung|"
    r"phương (?:án|hướng)|biện pháp|kế hoạch|chương trình|dự án|đề án|điều kiện|sự|mức|giá|thời gian|số lượng|hệ thống|hạ tầng|"
    r"tiêu chí|nguyên nhân|trách nhiệm|quy chế|thực trạng|kết quả|chỉ tiêu|vai trò|quyền lợi|nhu cầu|trình tự|lộ trình|định mức|đơn giá|mô hình|"
    r"môi trường|xây dựng|nâng cao|đẩy mạnh|tăng cường|phát triển)\b"
)
_HEADED = "việc "
_NEEDED = re.compile(r"(?:(?:cần|phải|nên|sớm) )+")  # before the first proposal
_NEXT = ("nguyên nhân là", "nguyên nhân do", "bên cạnh đó", "ngoài ra", "một phần do")
_COUNTED = ("các ", "những ", "một số ", "nội dung")
# What a piece begins with that belongs to the item before.
_ADDING = (
    "nếu ", "khi ", "trong ", "qua đó", "hay ", "nhất là", "đặc biệt", "như ", "của ", "để ", "nhằm ", "là ", "do ", "chưa ", "bổ sung ", "chống ", "gồm ",
)  # fmt: skip
# Words of an item that is more than a verb ("thu gom, xử lý rác thải" is one), and of one that follows it.
_WORDS_BEFORE, _WORDS = 4, 3


def items_of(
    reading: Reading,
    segments: Sequence[Segment],
    cues: Sequence[tuple[Cue, ...]],
    span: tuple[int, int],
    *,
    named: bool,
) -> Iterator[int]:
    """The segments at which the items of a list begin, within the segments from `span[0]` to before `span[1]`.

    With `named` a noun that heads an item is enough to begin one.
    """
    begin, end = span
    yield begin
    needed = _NEEDED.match(reading.lower, segments[begin].start, segments[begin].end)
    proposes = opens_task(reading, needed.end() if needed else segments[begin].start, segments[begin].end)
    first, comma, lacking = (
        begin,
        begin,
        False,
    )  # where the item and its last piece begin; whether it says what is lacking
    left_open = named and is_left_open(reading, reading.sentences[segments[begin].sentence])
    for k in range(begin + 1, end):
        start = segments[k].start
        lacking = lacking or _lacks(cues[k - 1])
        if segments[k].cut != COMMA:
            continue
        whole = _words(reading, segments, comma, k) >= _WORDS
        if (
            reading.lower.startswith(_NEXT, start)
            or (named and heads_item(reading, start) and _words(reading, segments, first, k) >= _WORDS)
            or (lacking and whole and _lacks_itself(cues, segments, k, end))
            or (proposes and opens_task(reading, start, segments[k].end) and _is_whole(reading, segments, first, k))
            or (left_open and whole and _is_apart(reading, segments, k, end))
        ):
            yield k
            first, lacking = k, False
        comma = k
    if named and comma > begin and first > begin:
        yield from _last_of(reading, segments, first, end)


def _last_of(reading: Reading, segments: Sequence[Segment], first: int, end: int) -> Iterator[int]:
    """Where "và" adds an item to a list behind the last comma of which segment `first` stands."""
    for k in range(first + 1, end):
        if segments[k].cut == JOINT and reading.lower.endswith("và ", 0, segments[k].start):
            if heads_item(reading, segments[k].start):
                yield k
            return


def heads_item(reading: Reading, start: int) -> bool:
    """Whether a noun that heads an item stands here, or "việc" right before."""
    return reading.lower.endswith(_HEADED, 0, start) or _ITEM_HEAD.match(reading.lower, start) is not None


def names_topic(reading: Reading, start: int) -> bool:
    """Whether what is put to debate is named here, and not only counted ("những vấn đề còn khác nhau")."""
    return heads_item(reading, start) and not reading.lower.startswith(_COUNTED, start)


def _lacks(cues: tuple[Cue, ...]) -> bool:
    return any(cue.role == "issue" and cue.kind == "lack" for cue in cues)


def _lacks_itself(cues: Sequence[tuple[Cue, ...]], segments: Sequence[Segment], k: int, end: int) -> bool:
    """Whether the item from segment `k` to the next comma has a subject of its own that lacks something."""
    if any(cue.start == segments[k].start and cue.role == "issue" for cue in cues[k]):
        return False  # "còn chậm, chưa đạt": of the same subject
    return any(map(_lacks, cues[k : _next_comma(segments, k, end)]))


def _is_apart(reading: Reading, segments: Sequence[Segment], k: int, end: int) -> bool:
    """Whether the piece from segment `k` to the next comma says enough, and adds nothing to the item before."""
    enough = _words(reading, segments, k, _next_comma(segments, k, end)) >= _WORDS
    return enough and not reading.lower.startswith(_ADDING, segments[k].start)


def _next_comma(segments: Sequence[Segment], k: int, end: int) -> int:
    """The segment behind the next comma after segment `k`, or `end`."""
    return next((at for at in range(k + 1, end) if segments[at].cut == COMMA), end)


def _is_whole(reading: Reading, segments: Sequence[Segment], first: int, k: int) -> bool:
    """Whether the item up to segment `k`, and the one from it on, each say more than a verb ("kiểm tra, giám sát hàng hóa" is one)."""
    if _words(reading, segments, first, k) < _WORDS_BEFORE or _words(reading, segments, k, k + 1) < _WORDS:
        return False
    stop = segments[k - 1].end
    last = reading.lower.rfind(" ", 0, stop)
    return not any(is_task(reading, at + 1, stop) for at in (last, reading.lower.rfind(" ", 0, last)))


def _words(reading: Reading, segments: Sequence[Segment], first: int, end: int) -> int:
    """How many syllables the segments from `first` to before `end` have."""
    return reading.lower.count(" ", segments[first].start, segments[end - 1].end) + 1
