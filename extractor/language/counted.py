"""Those who are counted in a list: "74 doanh nghiệp", "200 đại biểu đến từ …", "58/60 viên chức, người lao động".

Offsets are into the folded text, of which the functions get the lower case.
"""

from __future__ import annotations

import re

from extractor.language.marks import STAFF
from extractor.language.people import BRANCHES
from extractor.language.piece_ends import FOR_MANY
from extractor.rules.naming import lexicon

NUMBER = re.compile(
    r"(?:(?:hơn|gần|khoảng|trên|ước|tổng số|đủ) ){0,4}(?P<digits>\d[\d.,]{0,15}(?:/\d{0,12})?|hàng trăm|hàng nghìn|hàng chục)(?: lượt)? "
)
# Those who come from many bodies: the bodies are meant.
FROM_MANY = re.compile(
    r"(?:các )?(?:phóng viên|nhà báo|phái đoàn)(?: thường trú)?(?: của| đến từ| từ)? (?=(?:các |một số |nhiều |(?:hơn |gần |trên |khoảng )?\d+ )(?:cơ quan|báo|đài|hãng|tòa soạn|nước|quốc gia))"
)
_ORIGIN = re.compile(r"(?: \w+){1,4}? (?:đến|tới|về) từ (?=\w)")
_ORIGIN_OF = re.compile(r"(?: \w+){0,4}? đến từ (?=\w)")
_MORE_STAFF = re.compile(r", (?:công chức|viên chức|giáo viên|giảng viên|nhân viên|người lao động|đoàn viên)(?!\w)")
_FOR = " đại diện cho"
# How many there are of them: all, said also before a proper name ("toàn thể Ban Chỉ huy Quân sự xã"); or many, said of staff alone.
WHOLE = ("tập thể", "toàn thể", "toàn bộ")
CROWD = (*WHOLE, "tất cả", "đông đảo", "đông đủ", "đầy đủ", "hàng trăm", "hàng nghìn", "hàng chục")
_SHORT_COUNT = 12
_LONGEST_NOUN = 60  # characters in which a noun for staff ends


def is_attendance(lower: str, number: re.Match[str], end: int) -> bool:
    """Whether the number only tells how many came: "Ủy viên Ban Chấp hành: 27/29 chị", but "58/60 viên chức, nhân viên"."""
    return "/" in number["digits"] and end - number.end() < _SHORT_COUNT and not staff_goes_on(lower, end)


def staff_goes_on(lower: str, end: int) -> bool:
    """Whether a further noun for staff follows a noun for staff that ends at `end`."""
    return _MORE_STAFF.match(lower, end) is not None


def staff_follows(lower: str, end: int) -> bool:
    """Whether a comma and any noun for staff stand at `end`: "Kiểm sát viên, Kiểm tra viên"."""
    noun = lexicon("group").at(lower, end + 2, end + _LONGEST_NOUN) if lower.startswith(", ", end) else None
    return noun is not None and noun[1] == STAFF


def counted_noun(lower: str, start: int, end: int) -> tuple[int, int] | None:
    """End and weight of the noun for bodies or staff behind a number; None for people who tell no body."""
    if lower.startswith(BRANCHES, start):
        return start + len("chi"), 0
    group, people = lexicon("group").at(lower, start, end), lexicon("people").at(lower, start, end)
    return group if group is not None and (people is None or people[0] <= group[0]) else None


def behind_crowd(lower: str, start: int, end: int) -> int | None:
    """Where the bodies begin behind people who are counted and come from them: "200 đại biểu đến từ …"."""
    crowd = lexicon("people").at(lower, start, end)
    if crowd is None or lower.endswith(" từ", start, crowd[0]):
        return crowd[0] if crowd else None
    origin = _ORIGIN.match(lower, crowd[0], end)  # "300 gương mặt tiêu biểu đến từ …"
    return origin.end() if origin else None


def behind_origin(lower: str, start: int, end: int) -> int | None:
    """Where the body begins from which staff come whose noun ends at `start`: "các nhà nghiên cứu đến từ Viện A"."""
    origin = _ORIGIN_OF.match(lower, start, end)
    return origin.end() if origin else None


def speaks_for_many(lower: str, start: int, end: int) -> bool:
    """Whether people begin here who speak for many: "đại biểu đại diện cho 245 đoàn viên"."""
    skip = lexicon("lead", "people").at(lower, start, end)
    if skip is None or FOR_MANY.match(lower, skip[0] - len(_FOR), end) is None:
        return False
    return " thuộc " not in lower[skip[0] : end]  # "1.254 đảng viên thuộc 43 chi bộ" are told by their bodies
