"""A unit and what it is part of: "Khoa Lịch sử, Trường Đại học Sao Mai" is one body, and no two.

Offsets are into the folded text, of which the functions get the lower case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.rules.naming import head_at

if TYPE_CHECKING:
    from extractor.language.people import Span


def _pairs(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What begins the name of a part, and that of its whole."""
    return tuple((re.compile(rf"(?:{part})\b"), re.compile(rf"(?:{whole})\b")) for part, whole in pairs)


# A unit and what it is part of: the comma between them separates no bodies.
_PARTS = _pairs(
    ("khoa|bộ môn", "khoa|trường|học viện|đại học|đh"),
    (
        "viện|trung tâm|phòng(?! thương mại)|ban(?! quản lý (?:khu|các|dự|rừng))",
        "(?:trường )?(?:đại học|đh|cao đẳng)|học viện",
    ),
    ("trường|học viện|viện|đại học", r"đại học (?:quốc gia|đà nẵng|huế|thái nguyên)|đhqg\w*"),
    ("phòng|đội|ban", "tổng cục|cục|bộ tư lệnh|tập đoàn|tổng công ty"),
    (r"cục (?:[\w.]+$|nghiệp vụ)", "tổng cục|bộ tư lệnh|tập đoàn|tổng công ty"),
    ("vụ|cục", "bộ(?! chỉ huy| tư lệnh| chqs)"),
    ("đại đội", "tiểu đoàn|trung đoàn|lữ đoàn|sư đoàn|quân đoàn|quân khu"),
    ("tiểu đoàn", "trung đoàn|lữ đoàn|sư đoàn|quân đoàn|quân khu"),
    ("trung đoàn", "sư đoàn|quân đoàn|quân khu|quân chủng|binh chủng"),
    ("lữ đoàn|sư đoàn", "quân đoàn|quân khu|quân chủng|binh chủng"),
    ("phòng|chi cục", "sở"),
)
# Sure only of the body of one person, or of one who holds a meeting; in a list they may be two.
_PARTS_OF_ONE = _pairs(
    ("phòng|đội|trại|trạm|chi đoàn|chi hội|chi bộ|công đoàn|đoàn cơ sở", "công an"),
    ("chi bộ|chi ủy", "đảng bộ|đảng ủy"),
    ("phòng|chi cục|trung tâm|thanh tra|văn phòng", "sở|tổng công ty|công ty|cục|viện|bộ"),
    (
        "khoa|phòng|đội|ban|tổ|trung tâm|xưởng|phân xưởng|nhà máy|chi nhánh",
        "bệnh viện|trung tâm|công ty|tập đoàn|ngân hàng|công an|trường|đại học|học viện",
    ),
    # … unless its own level ends the part: "Phòng Y tế huyện, Hội Chữ thập đỏ huyện" are two.
    (
        r"(?:phòng|vụ|ban)\b(?!.* (?:tỉnh|huyện|quận|xã|phường|thành phố|thị xã)$)",
        "ban|văn phòng|thanh tra|kho bạc|thuế|tỉnh đoàn|thành đoàn|liên đoàn lao động|lđlđ|bảo hiểm xã hội|bhxh|bộ chỉ huy|bộ chqs|đài phát thanh",
    ),
    ("trường", "đại học|đh"),
    ("vụ|cục|phòng", "vksnd|viện kiểm sát|tand|tòa án|kiểm toán"),
    ("vụ|cục|viện|tổng cục|trung tâm|trường|ban|báo|tạp chí|văn phòng|thanh tra", "bộ"),
)
_PART_OF_NAME = re.compile(r", | - (?=(?:khoa|phòng|ban|trung tâm|viện|cục|vụ|trường|sở)\b)")
_SENT = re.compile(r"^đoàn (?:công tác|kiểm tra|giám sát|khảo sát|thanh tra) (?:của )?")  # by the body behind it
_PART_HEAD = re.compile(r"(?:vụ|cục|phòng|chi cục|viện|ban|trung tâm)\b")
_OF_PARTY = (" trung ương", " tỉnh ủy", " thành ủy", " huyện ủy", " quận ủy")  # parts of no ministry
# "Trung tâm Khuyến nông Quốc gia, Đại học Sao Mai": of no university.
_OF_STATE = (" quốc gia", " tỉnh", " thành phố")
_DEPARTMENT = "sở "  # of a province, which has no part of the state's
_SCHOOL = re.compile(r"(?:trường|đại học|đh|học viện|cao đẳng)\b")


def is_part(lower: str, body: Span, whole: Span, *, one: bool = False) -> bool:
    """Whether `whole` names what `body` is part of; with `one` more pairs are sure ("Trung tâm A, Sở B")."""
    last = _last_name(lower[slice(*body)])
    pairs = _PARTS + _PARTS_OF_ONE if one else _PARTS
    if last.endswith(_OF_STATE) and _SCHOOL.match(lower, whole[0]):
        return False
    if last.endswith(_OF_STATE[0]) and lower.startswith(_DEPARTMENT, whole[0]):
        return False
    if last.endswith(_OF_PARTY) or (last.startswith("khoa ") and lower.startswith("khoa ", whole[0])):
        return False
    return any(part.match(last) and owner.match(lower, whole[0]) for part, owner in pairs)


def _last_name(name: str) -> str:
    """The last of the names joined by commas: "Sở A, Vụ Đào tạo, Bồi dưỡng" ends with "Vụ Đào tạo, Bồi dưỡng"."""
    name = _SENT.sub("", name, count=1)
    parts = _PART_OF_NAME.split(name)
    for number in range(len(parts) - 1, 0, -1):
        if head_at(parts[number], parts[number], 0, len(parts[number])) is not None:
            return ", ".join(parts[number:])
    return ", ".join(parts) if _PART_HEAD.match(name) else parts[-1]
