"""Bodies that tell others what to do, as the meeting itself does.

"Thường trực HĐND huyện đề nghị UBND huyện …": a standing council orders those below;
"Chi bộ thôn Hạ đề nghị Đảng ủy …" turns to those above, as a petitioner does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.standing import turns_upwards

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

BOARD = "board"
ACTING = frozenset({"request", "petition", "acknowledge", "commit"})
# How far before a verb the body that governs it may begin; what may stand within its name and between it and the verb.
_REACH = 90
_NAME = re.compile(
    r"(?: (?:của|thuộc|số|và|\d{1,3}|-|&|khóa|mở rộng|tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quận|thôn|tổ dân phố|khu phố|ủy|bộ|công ty|trường|bệnh viện|sở|hđnd|ubnd|quốc hội|\([^()]{1,20}\)|[A-ZĐÁÂẤỦÝ][^\s,;:.()]{0,12}))*"
    r"(?: (?:đã|cũng|còn|tiếp tục|sẽ|thống nhất|đồng thời|tập trung|đặc biệt|rất|trân trọng|và|xin))* "
)
# Where a clause begins whose subject the body is; a second verb follows the first ("Hội nghị thống nhất … và giao").
_OPENS = re.compile(r"(?:^|[,;:.\n\"(-] ?|\b(?:thì|nên|và|rằng|qua đó|do đó|đồng thời) )$")
_OPENING = 10
# What a delegation recommends is its result; others petition by these words.
_PETITIONS = ("kiến nghị", "đề xuất", "phản ánh")
_DELEGATIONS = ("đoàn ", "tổ ")


def decides_as_meeting(reading: Reading, verb: Cue, start: int, named: int, boards: list[Cue]) -> bool:
    """Whether right before the verb, behind `start` of the sentence and the last person `named`, stands a body that orders by it.

    Asked of verbs whose kind is in `ACTING`; `boards` are the cues of that kind in the sentence.
    """
    lower = reading.lower
    first = max(start, named, verb.start - _REACH)
    for cue in boards:
        near = first <= cue.start and cue.end <= verb.start
        if not near or _NAME.fullmatch(reading.folded, cue.end, verb.start) is None:
            continue
        if _OPENS.search(lower, max(start, cue.start - _OPENING), cue.start) is None and cue.start > start:
            return False
        if lower.startswith(_PETITIONS, verb.start):
            return lower.startswith(_DELEGATIONS, cue.start)
        return not turns_upwards(lower, (cue.start, verb.start), verb.end)
    return False


# A leader speaks of the body as its own: "nhà trường đề nghị phụ huynh …" goes on with the head's words.
_OWN = re.compile(
    r"(?:^|[,;:] )(?:nhà trường|trường|công ty|sở|xã|phường|thị trấn|huyện|tỉnh|thành phố|đơn vị|bệnh viện|ban giám hiệu|ban giám đốc|trung tâm|hợp tác xã|ban quản trị|ubnd (?:xã|phường|huyện|tỉnh)|công đoàn|ban quản lý|hội)"
    r"(?: (?:cũng|xin|rất|trân trọng|tiếp tục))* $"
)
_OWN_REACH = 60


def speaks_for_leader(reading: Reading, start: int, verb: int) -> bool:
    """Whether nobody but a bare noun for the leader's own body stands right before the verb that ends at `verb`, in the sentence from `start` on."""
    begin = reading.lower.rfind(" ", start, verb)
    for cue in reading.cues_in(max(start, verb - _OWN_REACH), verb, "order"):
        if cue.end == verb:
            begin = cue.start
    return _OWN.search(reading.lower, max(start, begin - _OWN_REACH), begin) is not None


# Whose petition is taken up, and then who answers it by the honorific alone: "Về kiến nghị của bà Hoa, ông yêu cầu …".
_ANSWERING = re.compile(
    r"(?:về|đối với|trước|trả lời|với|liên quan đến|tiếp thu)(?: các| những)? (?:kiến nghị|đề nghị|ý kiến|phản ánh|câu hỏi|đề xuất|thắc mắc|băn khoăn|nguyện vọng)"
    r"[^;:,]{0,30}? của [^;:]{2,90}, (?:đồng chí|đ/c|ông|bà|anh|chị|thầy|cô)(?: (?:cũng|đã))* (?P<verb>[^\s,;:]+(?: [^\s,;:]+){0,3})"
)


def answers_petition(reading: Reading, start: int, verb: int) -> bool:
    """Whether the sentence from `start` to the end of its `verb` takes up what somebody asked for, and then tells by a bare honorific who answers."""
    told = _ANSWERING.fullmatch(reading.lower, start, verb)
    return told is not None and reading.folded[told.start("verb")].islower()
