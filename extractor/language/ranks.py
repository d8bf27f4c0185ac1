"""Whether the words of a post name one person's or all who hold it: "thẩm phán, thư ký tòa án" are staff.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.counted import staff_follows
from extractor.language.marks import STAFF
from extractor.language.people import RANK, name_at_end
from extractor.language.piece_ends import trimmed
from extractor.rules.naming import lexicon

if TYPE_CHECKING:
    from extractor.language.people import Post
    from extractor.language.pieces import Piece
    from extractor.language.reading import Reading

_MEMBERS = "thành viên "
_ELECTED = ("thành viên ", "ủy viên ", "đại biểu hđnd", "đại biểu hội đồng nhân dân")
_SEVERAL = re.compile(r"(?:0?[2-9]|[1-9]\d{1,3}) (?!\d)")  # more bodies than one person serves
# How many of them came.
HEADCOUNT = re.compile(r"[^\n:(]{0,60}[:(] ?(?:(?:có mặt|gồm|tổng số|đủ)[ :]*)?\d+(?: ?/|[ )]|$)")


def is_staff(reading: Reading, piece: Piece, post: Post) -> bool:
    """Whether the words of a post name many: "thẩm phán, thư ký tòa án", "các đồng chí Bí thư chi bộ"."""
    if reading.lower.startswith(_ELECTED, piece.start) and HEADCOUNT.match(reading.lower, piece.start):
        return piece.sep in ("\n", "^")
    if reading.lower.startswith(_MEMBERS, piece.start):
        return piece.sep == "\n" and name_at_end(reading, piece.start, piece.end) is None
    noun = lexicon("group").at(reading.lower, piece.start, piece.end)
    if noun is None or noun[1] != STAFF:
        return False
    small = reading.folded[piece.start].islower()
    if noun[0] == post.end == piece.end and piece.sep in ("^", ";", "\n") and staff_follows(reading.lower, piece.end):
        return True  # "Kiểm sát viên, Kiểm tra viên Viện kiểm sát tỉnh"
    if noun[0] > post.end:
        return small or (piece.led and noun[0] == piece.end)
    small = small or _of_several(reading.lower, post)
    return (
        small
        and (noun[0] == post.end or _tells_staff(reading, piece, post))
        and (post.body is None or post.weight == RANK or reading.folded[post.body].islower())
    )


def _of_several(lower: str, post: Post) -> bool:
    """Whether a rank is told of more bodies than one person serves: "Giáo viên chủ nhiệm 18 lớp"."""
    return post.weight == RANK and post.body is not None and _SEVERAL.match(lower, post.body) is not None


def _tells_staff(reading: Reading, piece: Piece, post: Post) -> bool:
    """Whether a rank with what its holders do goes on without a name: "cán bộ chuyên trách Trung tâm Y tế"."""
    end = trimmed(reading.lower, post.end, piece.end)
    return post.weight == RANK and post.end < end and name_at_end(reading, post.end, end) is None
