"""Cues that are spelled like others: "giao ban" is a briefing, "giao Ban Quản lý" charges a board; "quyết định" is mostly a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.rules.cues import Cue
    from extractor.text import SourceText

_BRIEFING, _RESOLVES = "giao ban", "quyết định"
_REACH = 70
# Who resolves, right before the verb; and what follows the noun for a paper.
_BOARD = re.compile(
    r"(?:^|[,;:.\n\"] ?|và )(?:hội nghị|đại hội|cuộc họp|phiên họp|kỳ họp|hội đồng|ban thường vụ|ban chấp hành|ban chỉ đạo|ban quản trị|ban giám đốc|ban giám hiệu"
    r"|thường trực|đảng ủy|chi bộ|chi ủy|tập thể|hai bên|các bên|các thành viên|các đại biểu|đại hội đồng)(?: (?!sẽ |nếu |trước |do |để )[^\s,;:.\"]+){0,7} $"
)
_PAPER = re.compile(r" (?:số|của|này|trên|về|phê duyệt|bổ nhiệm|công nhận|thành công|đến|tới|sự|nêu)(?!\w)")


def without_homonyms(source: SourceText, cues: list[Cue]) -> list[Cue]:
    """The cues of a text but for those that only look like one."""
    lower = source.lower
    suspected = {name for name in (_BRIEFING, _RESOLVES) if name in lower}
    if not suspected:
        return cues
    return [cue for cue in cues if cue.role != "order" or not _is_homonym(source, cue)]


def _is_homonym(source: SourceText, cue: Cue) -> bool:
    lower, start, end = source.lower, cue.start, cue.end
    if lower.startswith(_RESOLVES, start, end):
        return not _resolves(source, cue)
    behind = source.folded[end : end + len(" ban")]
    return lower.startswith("giao", start, end) and behind.lower() == " ban" and behind != " Ban"


def _resolves(source: SourceText, cue: Cue) -> bool:
    """Whether "quyết định" is what a board or a meeting does, behind its name: "Hội đồng quản trị quyết định gieo cấy …"."""
    folded, lower, start, end = source.folded, source.lower, cue.start, cue.end
    if not (folded[start].islower() and folded[end + 1 : end + 2].islower() and lower.startswith(" ", end)):
        return False
    named = _BOARD.search(lower, max(0, start - _REACH), start)
    return named is not None and _PAPER.match(lower, end) is None
