"""Head and foot of a formal paper: which lines stand above its title, and where the signatures begin.

The layout of Nghị định 30/2020/NĐ-CP and the looser ones: issuing body and number in the left
column, the state's or the Party's name and the place and date in the right one. Readers give the two
columns as cells one after the other, line beside line, or line by line in turn. All functions
get the folded text, its lower case, and its lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.patterns import any_of
from extractor.rules.papers import openings

if TYPE_CHECKING:
    from extractor.language.sentences import Line

# A head is no longer, and neither is a line in it.
_LINES, _LONG = 16, 150
_MOTTO = re.compile(r"cộng h[òo]a xã hội chủ nghĩa|độc lập ?- ?tự do|đảng cộng sản việt nam")
_NUMBER = re.compile(r"số\b ?:?[ \d.…/_]")
_PLACE = re.compile(r"[^\d\n]{0,40}\bngày [\d. …_]+ ?tháng [\d. …_]+ ?năm [\d. …_]+$")
_RULE = re.compile(r"[-_=*~|#. +]+$")
_SUBJECT = re.compile(r"\(?v/v\b|\(?về việc\b")

# On whose behalf, as what, and of what somebody signs.
_BEHALF = r"(?:(?:t[lm]\.|t/[lm]|kt\.|q\.|tuq\.) ?)?"
_SIGNER = any_of(r"""
    đại diện [^\n:]{2,50}|(?:người |cán bộ )?(?:ghi biên bản|lập biên bản)|thư ký|chủ tọa|chủ trì|chủ toạ đoàn|đoàn chủ tịch|trưởng đoàn
    (?:phó )?(?:chủ tịch|hiệu trưởng|giám đốc|bí thư|chánh văn phòng|chánh án|viện trưởng|cục trưởng|vụ trưởng|trưởng (?:ban|phòng|đoàn|thôn|ấp|bản|khu phố))
""")
_OF_WHAT = "(?: (?:cuộc họp|hội nghị|đại hội|kỳ họp|phiên họp|buổi họp|chi bộ|sở|công ty|xã|phường))?"
_ROLE = f"{_BEHALF}{_SIGNER}{_OF_WHAT}"
_ROLES = re.compile(rf"(?:{_ROLE})(?: {_ROLE})*[:.]?$")
_SURE_FOOT = re.compile(
    r"nơi nhận\b|t[lm]\. |kt\. |t/[lm] |người ghi biên bản\b|đại diện .{2,50}(?:đoàn|chủ tọa|chủ trì|ghi biên bản)$"
)
_FOOT_LINES = 12


def head_length(folded: str, lower: str, lines: list[Line]) -> int:
    """How many lines stand in the head above the title of a formal paper; 0 where the text is none."""
    telling = False
    opens = openings()
    for index, line in enumerate(lines[:_LINES]):
        low = lower[line.start : line.end]
        if opens.match(low) and _capitals(folded[line.start : line.end]):
            return index if telling else 0
        if not _above_title(folded[line.start : line.end], low):
            return 0
        telling = telling or not _RULE.match(low)
    return 0


def _above_title(text: str, low: str) -> bool:
    if len(text) > _LONG:
        return False
    told = text.isupper() or _MOTTO.search(low) or _NUMBER.match(low) or _PLACE.match(low)
    return bool(told or _RULE.match(low) or _SUBJECT.match(low))


def _capitals(text: str) -> bool:
    return text.lstrip("#* ")[:8].isupper()


def opens_foot(text: str, low: str, left: int) -> bool:
    """Whether a line opens the foot of a paper: who gets it, who signs; `left` counts the lines from here to the end."""
    if _SURE_FOOT.match(low):
        return ":" not in low or low.startswith("nơi nhận") or left <= _FOOT_LINES
    return left <= _FOOT_LINES and bool(_ROLES.match(low)) and (text.isupper() or text[0].isupper())
