"""Where the clause of a verb begins: behind a byline, a semicolon, or a full stop that was lost.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.people import UPPER

if TYPE_CHECKING:
    from extractor.language.reading import Reading

# Whose news it is: "(LĐO) - ", "(Báo Sơn La) ", "VOV.VN - ", "SGGPO Sáng 5/3".
_BYLINE = re.compile(
    rf"(?:more)?\((?:(?:Báo|Đài|Cổng) [^()]{{2,30}}|[\w&.+-]{{2,24}})\) ?(?:- ?)?"
    rf"|[{UPPER}\d&]{{2,12}}(?:\.\w+)?(?: - | (?=(?:Sáng|Chiều|Tối|Ngày|Vừa qua|Mới đây|Hôm) ))"
)
# A clause begins behind a semicolon, and at a date in capitals where the full stop before it was lost. The pattern begins with one set of
# characters, which `re` skips quickly, and so holds of a date the first letter.
_CLAUSE = re.compile(
    r"[;TSCNVMH](?:(?<=;) |(?<=[^\W_A-Z] .)(?<=(?=(?:Tại điểm cầu|Tại buổi|Tại hội nghị|Tại cuộc|(?:Sáng|Chiều|Tối|Ngày) (?:\d+|ngày|mùng|nay|qua|cùng|hôm|mai|thứ|chủ)|Vừa qua|Mới đây|Hôm nay|Sáng nay|Chiều nay|Tham dự|Cùng dự|Cùng tham dự|Đến dự|Tới dự|Về dự|Dự và|Dự hội nghị|Dự buổi|Dự cuộc|Dự họp|Dự lễ|Chủ trì)\b).))"
)
_CLAUSE_REACH = 14  # the verb itself may open the clause: "… bên lề hội nghị Tham dự hội nghị có"
_LONGEST_CLAUSE = 1_500  # code points; no clause that anybody wrote is longer


def clause_start(reading: Reading, start: int, verb: int, *, semicolons: bool = True) -> int:
    """Where the clause of the verb begins: behind a byline, a semicolon, or a full stop that was lost."""
    byline = _BYLINE.match(reading.folded, start, verb)
    if byline is not None:
        start = byline.end()
    start = max(start, verb - _LONGEST_CLAUSE)
    for match in _CLAUSE.finditer(reading.folded, start, verb + _CLAUSE_REACH):
        semicolon = match.group() == "; "
        begin = match.end() if semicolon else match.start()
        if begin <= verb and (semicolons or not semicolon):
            start = begin
    return start
