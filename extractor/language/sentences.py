"""Lines and sentences of a folded text."""

from __future__ import annotations

import re
from typing import NamedTuple


class Line(NamedTuple):
    """A line that holds more than blanks; `start` and `end` without the blanks around."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, without blanks around; `line` is the index of the line that holds it."""

    start: int
    end: int
    line: int


_LINE = re.compile(r"\S[^\n]*")
_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"  # within Ạ-Ỹ capitals and small letters alternate; checked with str.isupper
# A mark that may end a sentence: before a blank, or squeezed in ("tham dự.Các").
_END = re.compile(rf"[.!?…](?:(?<=\.)(?=[{_UPPER}])|[\"')\]]*(?= ))")
# Short forms that take a full stop and go on; source: titles, honorifics and administrative units in common use.
_SHORT = frozenset(
    "ts ths pgs gs bs bscki bsckii cki ckii ks cn nsưt nsnd ngưt ngnd ttưt ttnd tp tx tt q p h x đ đc đ/c th st no nxb vn pl dr mr ms mrs "  # noqa: SIM905 - as a list it fills forty lines
    "tskh th.s t.s pgs.ts gs.ts ds dscki dsckii ls kts tr".split()
)


# A heading that the page's conversion has glued to the sentence below it: a few words without a mark, then words
# that open a sentence.
_HEADING = re.compile(
    rf"[{_UPPER}\"][^.,;:!?…()\n]{{14,110}}? (?<=[a-zà-ỹ] )(?=(?:Tại (?:buổi|hội|cuộc|phiên|kỳ|đại|lễ|đây)|Theo (?!dõi)[{_UPPER}a-zđôb]|Sau (?:khi|đó|gần|phần|hơn)|Trong (?:khi|khuôn|thời|buổi|đó|những|năm|bối|dịp|quá)"
    r"|Trước (?:đó|mắt|khi|tình|thực)|(?:Sáng|Chiều|Tối) (?:ngày|nay|qua|\d)|Ngày \d|Hôm (?:nay|qua)|Phát biểu (?:tại|kết|chỉ|khai|với|bế|trước)|Cùng (?:với|ngày)|Tiếp (?:tục|theo|đó)"
    r"|Kết luận (?:hội|buổi|cuộc|phiên)|Thay mặt|Báo cáo (?:tại|với)|Bên cạnh|Tuy nhiên|Mở đầu|Hiện nay|Đồng thời|Trả lời|Nhằm |Qua (?:đó|thảo|kiểm)|Từ (?:đó|thực)|Cũng (?:tại|trong|để|theo)|Để |Đối với|Về phía|Tính đến|Đến nay)\b)"
)

# "giao ban quý I. Dự hội nghị …", "Đại hội lần thứ X. Dự …" (but "x. Tân Lập"), "nhà xe khu B. Giải đáp …": a number, or one of several things alike, no initial.
_LABEL = re.compile(
    r"(?:(?:quý|học kỳ|kỳ|đợt|phần|lần thứ|khóa|vùng|khu vực|Quý|cấp) [IVX]"
    r"|(?<!\w)(?:[Kk]hu|khối|hạng|loại|nhóm|tổ|đội|lớp|dãy|nhà|tòa|tòa nhà|hội trường|giảng đường|phòng họp|phương án|bảng|mục|phụ lục|cúm|viêm gan|vitamin) [A-Z])$"
)
_LONGEST_LABEL = len("giảng đường A")
# "Điều 1. Thông qua …": the number of an article opens a point of a resolution.
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU|Khoản) \d{1,2}")


def lines_of(folded: str) -> list[Line]:
    """The lines of `folded` that are not blank."""
    return [Line(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(folded)]


def sentences_of(folded: str, lines: list[Line]) -> list[Sentence]:
    """The sentences of each line; a line's end always ends a sentence."""
    found: list[Sentence] = []
    for index, line in enumerate(lines):
        start = line.start
        for match in _END.finditer(folded, line.start, line.end):
            end = match.end()
            if not _ends(folded, start, match.start(), end):
                continue
            found.extend(_parted(folded, Sentence(start, end, index)))
            start = end + 1 if folded[end] == " " else end
        if start < line.end:
            found.extend(_parted(folded, Sentence(start, line.end, index)))
    return found


def is_glued_heading(folded: str, sentence: Sentence) -> bool:
    """Whether the sentence is a heading to which the next sentence of its line is glued."""
    return folded[sentence.end - 1].isalpha() and folded.startswith(" ", sentence.end)


def _parted(folded: str, sentence: Sentence) -> list[Sentence]:
    """The sentence, apart from a heading that is glued to its beginning."""
    heading = _HEADING.match(folded, sentence.start, sentence.end)
    if heading is None:
        return [sentence]
    return [Sentence(sentence.start, heading.end() - 1, sentence.line), sentence._replace(start=heading.end())]


def _ends(folded: str, start: int, mark: int, end: int) -> bool:
    """Whether the mark at `mark` ends the sentence that begins at `start`."""
    after = folded[end + 1 : end + 3] if folded[end] == " " else folded[end : end + 2]
    if not after or after[0].islower():
        return False
    word = folded[max(start, folded.rfind(" ", start, mark) + 1) : mark].lstrip("(\"'")
    if folded[mark] == ".":
        short = word.lower() in _SHORT or (len(word) == 1 and word.isupper())
        if short and not (len(word) == 1 and _LABEL.search(folded, max(start, mark - _LONGEST_LABEL), mark)):
            return False
        if mark - start <= 4 and word == folded[start:mark]:  # "1. ", "II. " open a point
            return False
        if _ARTICLE.fullmatch(folded, start, mark):
            return False
        if folded[end] != " " and (not word.isalpha() or not after[-1].islower() or word[-1].isupper()):
            return False  # "U.S.", "www.Abc", "V.Hải"
    return folded[mark] != "…" or after[0].isupper()
