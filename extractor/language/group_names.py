"""What follows the noun of a group: names of places or offices that share it, or bodies by their full names.

"các tỉnh A, B" and "các sở: Nội vụ, Tài chính" are one group each; "các đơn vị: Cục A, Vụ B"
are two bodies. All offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.pieces import Piece
    from extractor.language.reading import Reading

# "các tỉnh A", "UBND các huyện: A": a list of places that may go on.
_PLACES = re.compile(
    r"(?:các|hai|ba|bốn|\d{1,6}|một số) (?:(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn|thành)(?:, | và )?)+:? [^a-zà-ỹđ,]"
    r"|(?:các|hai|ba|\d{1,6}|một số) (?:tỉnh|huyện|quận|xã|phường)[^:,]{0,200}: "
)
_LEVELS = re.compile(
    r"(?:các|hai|ba|bốn|\d{1,6}|một số) (?:(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn|đặc khu)(?:, | và |$))+$"
)
# "các sở: Công Thương, Tài chính", "2 bộ: Công Thương, Nội vụ".
_OFFICES = re.compile(r"(?:các|\d{1,4}) (?:(?:sở|bộ|ban|ngành|phòng|cục|chi cục|vụ|khoa)(?:, |$)){1,3}$")
_ONE_KIND = re.compile(r"(?:các|\d{1,4}) (?:sở|bộ|phòng|cục|chi cục|vụ|khoa):")
_FIRMS = re.compile(
    r"(?:các|một số|\d{1,4}) (?:tổ chức|doanh nghiệp|công ty|tập đoàn|ngân hàng|nhà mạng|hãng|nhà thầu)"
)
_OFFICE_HEAD = re.compile(r"(?:sở|bộ|ban|phòng|cục|chi cục|vụ|khoa|tổng cục)\b")
# "các bộ, ngành: Văn phòng Chính phủ, Bộ Ngoại giao": a further one by its full name.
_FULL_NAME = re.compile(r"[^;.\n]{0,120}?(?:,| và) (?:Sở|Bộ|Phòng|Cục|Vụ|Ban) (?=[A-ZĐÀ-Ỹ])")
# These stand within the bodies that are named: "các đảng bộ: Công ty A, Sở B".
_WITHIN = re.compile(r"(?:đảng bộ|chi bộ|đảng ủy|cấp ủy|công đoàn(?: cơ sở)?|chi đoàn|đoàn thanh niên|chi hội|tự vệ)$")


def lists_names(reading: Reading, body: Span, sep: str) -> bool:
    """Whether names without a head may go on with the body: places, and what departments are called behind a colon."""
    if lists_places(reading, body) or (sep == ":" and _LEVELS.search(reading.lower, *body)):
        return True
    return lists_offices(reading, body, sep)


def lists_offices(reading: Reading, body: Span, sep: str) -> bool:
    """Whether what departments are called is listed behind a colon: "các sở: Nội vụ, Tài chính"."""
    colon = body[1] if sep == ":" else reading.lower.find(":", *body)
    return colon >= 0 and _OFFICES.search(reading.lower, body[0], colon) is not None


def names_each(reading: Reading, group: Span, piece: Piece) -> bool:
    """Whether the piece behind the colon of a group is a body by its full name: "các đơn vị: Cục Đê điều, Vụ Pháp chế"."""
    head = head_at(reading.folded, reading.lower, piece.start, piece.end)
    if head is None and _FIRMS.match(reading.lower, *group):
        return True  # "các tổ chức quốc tế: WWF, IUCN"
    name = reading.folded[piece.start : piece.end]
    short = name.isupper() and not name.startswith("TP")  # "VKSND", but no "TPHCM"
    if (
        head is None
        or (head >= piece.end and " " not in name and not short)
        or _WITHIN.search(reading.lower, *group)
        or "\n" in reading.lower[group[1] : piece.start]
    ):
        return False
    # "các ngành: Công an tỉnh, Y tế": what follows may still be what offices are called.
    if not _OFFICES.search(reading.lower, *group) or _OFFICE_HEAD.match(reading.lower, piece.start) is not None:
        return True
    return _FULL_NAME.match(reading.folded, piece.end) is not None


def stands_alone(reading: Reading, group: Span, piece: Piece) -> bool:
    """Whether a body by its full name ends what departments alone are called: "các sở: Nội vụ, Xây dựng, Công an tỉnh"."""
    head = head_at(reading.folded, reading.lower, piece.start, piece.end)
    return head is not None and head < piece.end and _ONE_KIND.match(reading.lower, *group) is not None


def lists_places(reading: Reading, body: Span) -> bool:
    """Whether the body is a list of places that may go on."""
    return _PLACES.search(reading.folded, *body) is not None
