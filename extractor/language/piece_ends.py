"""Where a piece of a list of bodies and persons ends: words that look like its end and are none.

Offsets are into the folded text, of which the functions get the lower case.
"""

from __future__ import annotations

import re

from extractor.rules.naming import lexicon

# "67 cổ đông đại diện cho 92% số cổ phần": how many they speak for is no part of who they are.
FOR_MANY = re.compile(
    r" đại diện cho (?:(?:hơn|gần|trên|khoảng|toàn thể) |[\d.,]+ ?(?:%|(?:cán bộ|đảng viên|đoàn viên|hội viên|công đoàn viên|viên chức|công nhân|thành viên|xã viên|khách hàng|người|học sinh|sinh viên|giáo viên|cử tri|hộ|lao động|phiếu|cổ phần)\b))"
)


# What bodies take part in for long, and no meeting, and what they undergo: "các hợp tác xã tham gia mô hình",
# "các đơn vị được kiểm toán".
_TELLS_WHICH = re.compile(
    r"tham gia (?:các |thực hiện )?(?:mô hình|dự án|đề tài|đề án|chuỗi|thí điểm|liên kết|bảo hiểm|kháng chiến|chiến trường|chiến đấu)(?!\w)"
    r"|được (?:kiểm toán|kiểm tra|giám sát|thanh tra|kiểm sát|khảo sát|khen thưởng|tuyên dương|vinh danh|biểu dương|tôn vinh|thụ hưởng|điều tra)(?=[ ,;.]|$)"
)


# What introduces a list behind a name, or what its body does.
_TAILS = (" còn có", " có", " gồm", " đang", " hiện đang")


# "khối doanh nghiệp tư nhân khoảng 1.500 đại biểu": how many came from there.
_CAME = re.compile(
    r" (?:(?:có|với|gồm) )?(?:(?:khoảng|hơn|gần|trên) )?\d[\d.]{0,8} (?:đại biểu|người|đồng chí|vị|em|học viên)$"
)
_BRACKET = 120  # code points that a bracket holds at most before and behind a word


def within_noun(lower: str, start: int, at: int, end: int) -> bool:
    """Whether the word at `at` belongs to the noun at `start`: "người được ủy quyền", "Ban điều hành"."""
    noun = lexicon("group", "head", "role").at(lower, start, end)
    return noun is not None and at < noun[0]


def within_brackets(lower: str, start: int, at: int, end: int) -> bool:
    """Whether brackets stand around the word at `at`: "khoa Dược (18/19 người, vắng 01)"."""
    start, end = max(start, at - _BRACKET), min(end, at + _BRACKET)
    return lower.rfind("(", start, at) > lower.rfind(")", start, at) and lower.find(")", at, end) >= 0


def within_name(lower: str, at: int) -> bool:
    """Whether a word that often ends a name goes on with it here: "cơ quan báo cáo", "báo cáo viên"."""
    if lower.startswith("độc lập", at):
        return lower.endswith(("thẩm định ", "giám sát ", "tư vấn ", "đánh giá "), 0, at)  # "tổ thẩm định độc lập"
    if lower.startswith(("trực tiếp", "tiếp"), at):
        return lower.endswith(("cấp trên ", "cấp trên trực "), 0, at)  # "công đoàn cấp trên trực tiếp cơ sở"
    if lower.startswith(("tham gia", "được"), at):
        return _TELLS_WHICH.match(lower, at) is not None
    if lower.startswith("giữ", at):
        return lower.endswith("tạm ", 0, at)  # "Nhà tạm giữ"
    if lower.startswith("vừa", at):
        # "doanh nghiệp nhỏ và vừa", "Hiệp hội Doanh nghiệp vừa và nhỏ"
        return lower.endswith("nhỏ và ", 0, at) or lower.startswith(("vừa và nhỏ", "vừa, nhỏ"), at)
    return lower.startswith(
        ("báo cáo viên", "dự án", "dự báo", "dự phòng", "dự nguồn", "dự trữ", "bàn thờ", "thông qua mạng"), at
    )


def before_count(lower: str, start: int, end: int) -> int:
    """The end of the span without how many came from there."""
    came = _CAME.search(lower, start, end)
    return came.start() if came else end


def trimmed(lower: str, start: int, end: int) -> int:
    """The end of the span without marks and words that only introduce a list."""
    while end > start and lower[end - 1] in " ,.;:-\n\"'*/":
        end -= 1
    if lower.endswith(")", start, end) and "(" not in lower[start:end]:
        end -= 1  # the bracket opened before: "cơ quan soạn thảo (Sở Xây dựng)"
    if not lower.endswith(_TAILS, start, end):
        return end
    return end - next(len(tail) for tail in _TAILS if lower.endswith(tail, start, end))
