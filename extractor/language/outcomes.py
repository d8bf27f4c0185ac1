"""Outcomes of a meeting that its narrator tells of: what was signed there, and who was elected.

"Tại hội nghị, hai bên đã ký kết quy chế phối hợp" concludes as a vote does; what was signed before, or is
to be signed, is no outcome.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.segments import COMMA

if TYPE_CHECKING:
    from extractor.language.frames import Frame
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment

# How the narrator goes on with the meeting: "Cũng tại hội nghị, …".
_THERE = re.compile(
    r"(?:cũng )?(?:tại|trong khuôn khổ|trong chương trình|trong phiên|trong dịp|nhân dịp|dịp|kết thúc|cuối)(?: [^\s,;:.]+){1,12}, "
)
_SIGNS = " ký "
# What was signed says more than its kind: "quy chế phối hợp chi trả", but not "biên bản ghi nhớ hợp tác".
_SIGNED = re.compile(
    r"[^;:.]{3,200}? (?:đã |cùng |cùng nhau |tiến hành |tổ chức |chính thức |tổ chức lễ ){1,4}ký (?:kết )?"
    r"(?:bản |văn bản |biên bản )?(?:giao ước|quy chế|quy ước|thỏa thuận|chương trình|kế hoạch|ghi nhớ|hợp tác|đối tác|cam kết|hợp đồng|nghị quyết liên tịch)(?: [^\s.;:]+){3}"
)
# Behind an election told in one of the sentences before: "Ông A được bầu làm Chủ tịch Hội".
_ELECTS = "bầu"
_ELECTED = re.compile(
    r"(?:\bđược (?:đại hội |hội nghị |tín nhiệm |tái ){0,2}(?:bầu|cử) (?:làm|giữ|vào|là)|\b(?:tái )?đắc cử|\btrúng cử|\btái cử)\b"
)
_SOON = 2  # sentences behind the election
_SPOKEN = frozenset({"request", "acknowledge", "commit"})  # "chúc mừng ông A được bầu …" is somebody's praise


def outcome_from(reading: Reading, segments: list[Segment], span: tuple[int, int], frame: Frame) -> int:
    """The segment of the clause `span` at which an outcome begins; -1 where it tells none. `frame` is the clause's."""
    first, end = span
    lower, start, stop = reading.lower, segments[first].start, segments[end - 1].end
    there = _THERE.match(lower, start, stop)
    behind = there.end() if there else start
    signed = there is not None and lower.find(_SIGNS, behind, stop) >= 0 and _SIGNED.match(lower, behind, stop)
    elected = frame.verb == _ELECTS and frame.sentences <= _SOON and frame.holder != "leader"
    if not signed and not (elected and _ELECTED.search(lower, start, stop)):
        return -1
    return next((k for k in range(first, end) if segments[k].cut == COMMA and segments[k].start == behind), first)


def tells_outcome(reading: Reading, start: int, end: int) -> bool:
    """Whether a conclusion in a span of the folded text tells what was signed, or who was elected, and nobody's words."""
    lower = reading.lower
    if lower.find(_SIGNS, start, end) >= 0 and _SIGNED.match(lower, start, end):
        return True
    told = _ELECTED.search(lower, start, end) is not None
    return told and not any(cue.kind in _SPOKEN for cue in reading.cues_in(start, start + 1, "order"))
