"""Lines of minutes that list those present: bullets, headings of categories, the line of the chair.

All offsets are into the folded text, of which the functions get the lower case.
"""

from __future__ import annotations

import re

# "P." and "p." stand for an office: "P. Hành chính".
_BULLET = re.compile(
    r"(?:[-+*•▪●◦✓] ?|\(?(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{2,4})[.)/]|[a-oq-zđ](?:\)|[./](?= ))) ?(?=\D)|[ivx]{1,4} ?- |\d{1,2}(?:\.\d{1,2}){1,2} (?=\D))+"
)
# A line of minutes for the chair or the secretary, who are told elsewhere; a heading over the lines of those present.
_CHAIR_LINE = re.compile(
    r"(?:chủ trì|chủ tọa|người chủ trì|đồng chủ trì|đoàn chủ tịch|đoàn chủ tọa|thư ký|(?:người )?(?:ghi|lập) biên bản)(?: [^:\n]{0,30})?:"
)
_HEADING = re.compile(r"[.:]? *\n[ \t]*[-+*•]")


def behind_bullet(lower: str, start: int, end: int) -> int:
    """Where the words begin behind marks and a bullet or number at `start`."""
    while start < end and lower[start] in " ,.:;*\"'":
        start += 1
    bullet = _BULLET.match(lower, start, end)
    if bullet is not None and (not lower[start].isdigit() or bullet.group()[-1] in ".)/ "):
        return bullet.end()
    return start


def names_chair(lower: str, start: int, end: int) -> bool:
    """Whether the line at `start` names the chair or the secretary."""
    return _CHAIR_LINE.match(lower, behind_bullet(lower, start, end), end) is not None


def heads_lines(lower: str, start: int, end: int) -> bool:
    """Whether the numbered line only heads the marked lines below: "A. Đại diện chính quyền, đoàn thể"."""
    line = lower.find("\n", start, end)
    if line < 0 or _HEADING.match(lower, line) is None:
        return False
    while start < line and lower[start] in " *\t":
        start += 1
    bullet = _BULLET.match(lower, start, line)
    return bullet is not None and bullet.group()[0].isalnum()
