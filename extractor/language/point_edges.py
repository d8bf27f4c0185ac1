"""What stands at the edges of a point and is no part of it, by the annotation guidelines.

In front: transitions ("Đồng thời", "Cùng với đó là"), whose words they are ("Theo ông Nam,"), of issues also
since when ("Hiện nay,"), and the number of a list. Behind: transitions to what comes next, and who spoke
('..., Bộ trưởng nêu rõ').
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.people import honorifics_end, name_at
from extractor.language.segments import COMMA, QUOTE

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.language.segments import Segment

# Those after which a clause may also go on otherwise ("đặc biệt nghiêm trọng", "còn nhiều", "song phương") ask for more.
_TRANSITION = re.compile(
    r"(?:đồng thời|bên cạnh đó|ngoài ra|(?:cùng|đi liền) với đó|theo đó|trong đó(?: có)?(?: việc)?|tuy nhiên|do (?:đó|vậy)|vì (?:vậy|thế)|từ đó|qua đó"
    r"|mặt khác|hơn nữa|thêm vào đó|trong khi đó|trên cơ sở đó|như vậy|muốn vậy|nhất là|trước hết"
    r"|(?:đặc biệt|cụ thể|lý do|cuối cùng)(?=,| là |: | (?:cần|phải|việc|các|những) )|còn(?= (?:đối với|với các|các|những) ))"
    r"[,:]?(?: là| đó là)?,? "
)
# "Theo đúng lộ trình, …" tells how and "Theo Nghị định 10, …" on what ground, not who.
_ATTRIBUTED = re.compile(
    r"theo (?!đó|đúng|hướng|quy|kế hoạch|tinh thần|lộ trình|chỉ đạo|nghị |chương trình|luật|thông tư|điều|khoản|chỉ thị|quyết định|nguyên tắc|tiêu chuẩn"
    r"|phương|đề án|dự |hợp đồng|mục )(?:[^,;:.\"]|(?<=\bts)\.|(?<=gs)\.|(?<=ths)\.){3,80}, "
)
# "Báo cáo cho thấy, …" and "Qua kiểm tra cho thấy …" tell where it is known from.
_SHOWN = re.compile(
    r"(?:(?:theo |qua )?(?:báo cáo|kết quả|thực tế|số liệu|thống kê|khảo sát|kiểm tra|giám sát|rà soát|theo dõi|đánh giá|phản ánh)(?: [^,;:.\"]{3,60}?)?|qua đó) (?:cho thấy|nêu rõ|chỉ rõ|chỉ ra|cho biết|ghi nhận)(?: rằng)?[,:]? "
)
# "Tiếp thu ý kiến chỉ đạo, đồng chí Long khẳng định …" tells who speaks, and on what occasion; "đánh giá cao" is praise.
_SPOKEN = re.compile(
    r"(?:(?:tiếp thu|trả lời|giải trình|kết luận|phát biểu|thay mặt|để|về|đối với|trước|theo|với|tại|đề xuất|đề cập)[^,;:.\"]{3,90}, )?"
    r"(?:đồng chí|đ/c|ông|bà|thầy|cô|anh|chị|đại biểu|đại diện|lãnh đạo|(?:phó |quyền )?(?:chủ tịch|giám đốc|tổng giám đốc|bí thư|hiệu trưởng|trưởng|cục trưởng|bộ trưởng|thứ trưởng|thủ tướng)) (?!con )[^,;:.\"]{3,80}?(?:, [^,;:.\"]{3,60}?)?"
    r" (?:khẳng định|cho biết|nhấn mạnh|nêu rõ|cho rằng|cho hay|nhận định|(?<!được )đánh giá(?! (?:cao|lại|đúng|về|thực|của|tác|đầy|toàn|kết))|lưu ý(?=,| rằng))(?: thêm)?(?:,|:| rằng)? "
)
# "Nguyên nhân chủ yếu là do …" tells what kind of issue follows.
_CAUSED = re.compile(
    r"(?:một trong (?:những|các) |các |những )?(?:nguyên nhân|khó khăn|vướng mắc|hạn chế|tồn tại|bất cập)[^,;:.\"]{0,40}? (?:là do|là việc|là|do)(?!\w)(?: vì)? "
)
# A verb of saying before a full clause is left out of a conclusion; before a noun ("nhấn mạnh vai trò …") it stays.
_SAID = re.compile(
    r"(?:cho rằng|cho biết(?: thêm| rõ)?|cho hay)(?:,| rằng|:)? |(?:khẳng định|nhấn mạnh|nêu rõ|chỉ rõ|nói rõ)(?: thêm)?(?:,|:| rằng)? (?=[^,;:.]{3,60} (?:cần|phải|sẽ|là) )"
)
_SINCE = re.compile(
    r"(?:hiện nay|hiện tại|(?:trong )?(?:thời gian|những năm) qua|vừa qua|đến nay|hiện(?= (?:các|còn|vẫn|mới|đang|chưa|có|nay) )),? "
)
_TO_THE_NEXT = re.compile(
    r"[,;]? (?:đồng thời|trên cơ sở đó|từ đó|qua đó|bên cạnh đó)(?:,? (?:cũng )?(?:nhấn mạnh|khẳng định|đề nghị|yêu cầu|chỉ đạo|lưu ý|cho rằng|chỉ rõ|nêu rõ))?(?: rằng)?$"
    r"|[,;] (?:đề nghị|kiến nghị|đề xuất|yêu cầu)$"
)
# The last words of what leads to the next point; without one of them the pattern is not tried.
_LAST = ("đó", "thời", "mạnh", "định", "nghị", "cầu", "đạo", "ý", "rằng", "rõ", "xuất")
_LONGEST_TRANSITION = len(", trên cơ sở đó, cũng nhấn mạnh rằng")
_LONGEST_TAG = 60  # characters
# What introduces an issue is no part of it: "băn khoăn | về việc dạy thêm", "lo lắng | trước tình trạng …".
_ABOUT = re.compile(
    r"(?:có )?liên quan (?:đến|tới) |(?:tập trung vào|xoay quanh) |(?:về|trước|vào) (?=việc |các |những |tình trạng |thực trạng |vấn đề |chế độ |công tác |mức |tiến độ |nguồn |chất lượng )"
)
# A point is not cut down to less.
_SHORTEST = 15


def begun(reading: Reading, kind: str, start: int, end: int) -> int:
    """Where a point of a kind truly begins within its span in the folded text."""
    lower = reading.lower
    while True:
        found = (
            _TRANSITION.match(lower, start, end)
            or _ATTRIBUTED.match(lower, start, end)
            or _SHOWN.match(lower, start, end)
            or _SPOKEN.match(lower, start, end)
        )
        if found is None and kind == "conclusion":
            found = _SAID.match(lower, start, end)
        if found is None and kind == "issue":
            found = (
                _SINCE.match(lower, start, end) or _ABOUT.match(lower, start, end) or _CAUSED.match(lower, start, end)
            )
        if found is None or end - found.end() < _SHORTEST:
            return start
        start = found.end()


def past_opening(lower: str, start: int, end: int) -> int:
    """Where a clause begins behind the transitions in front of it: "Đồng thời nâng cao …", "Cùng với đó là đẩy mạnh …"."""
    while (found := _TRANSITION.match(lower, start, end)) is not None:
        start = found.end()
    return start


def ended(reading: Reading, start: int, end: int) -> int:
    """Where a point truly ends before words that lead to the next one."""
    lower, begin = reading.lower, max(start + _SHORTEST, end - _LONGEST_TRANSITION)
    found = _TO_THE_NEXT.search(lower, begin, end) if lower.endswith(_LAST, begin, end) else None
    return found.start() if found else end


def is_tag(reading: Reading, start: int, end: int) -> bool:
    """Whether the span only tells who spoke the words before it or speaks those behind, or that they did: '"…", ông Nam nhấn mạnh'."""
    if end - start > _LONGEST_TAG:
        return False
    if any(cue.end == end for cue in reading.cues_in(start, start + 1, "order")):
        return True
    name = honorifics_end(reading, start, end)
    if name is not None and name_at(reading, name, end) == end:
        return True
    named = reading.cues_in(start, start + 1, "post") or reading.cues_in(start, start + 1, "honorific")
    verbs = [*reading.cues_in(start, end, "speech"), *reading.cues_in(start, end, "order")] if named else []
    return any(
        verb.kind in ("say", "request") and reading.lower[verb.end : end] in ("", " thêm", " rõ") for verb in verbs
    )


def tags_what_stands_before(reading: Reading, segment: Segment) -> bool:
    """Whether the segment is such a tag behind a comma or a quotation mark."""
    start, end = segment.start, segment.end
    if segment.cut not in (COMMA, QUOTE) or not is_tag(reading, start, end):
        return False
    alone = {cue.kind for cue in reading.cues_in(start, start + 1, "order") if cue.end == end}
    return "imperative" not in alone  # a task: "xem xét, giải quyết"


def is_number(reading: Reading, segment: Segment) -> bool:
    """Whether the segment is nothing but a number, as of an item: "(2) xây dựng …"."""
    return (
        segment.end - segment.start <= len("10)") and reading.lower[segment.start : segment.end].rstrip(").").isdigit()
    )
