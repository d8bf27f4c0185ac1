"""Verbs of deciding: whether what stands there tells what is decided, or "by way of", a virtue, an adverb, a target set before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# What is passed by a vote; before anything else "thông qua" means "by way of".
_PASSED = re.compile(
    r"(?: (?:cao|toàn bộ|toàn văn|bản|các|những|một số|nội dung|\d+(?:/\d+)?|dự thảo|và|ban hành|danh mục|việc|về))*"
    r" (?:nghị quyết|báo cáo|dự thảo|đề án|tờ trình|danh sách|kế hoạch|chương trình|quy chế|quy định|phương án|phương hướng|nhiệm vụ|chủ trương|điều lệ|biên bản|kết quả|quy hoạch|luật"
    r"|dự án|dự toán|quyết toán|chỉ tiêu|quyết định|thể lệ|cơ cấu|nhân sự|số lượng|đồ án|quy ước|hương ước|hồ sơ|nội dung|bộ tiêu chí|thỏa ước|tuyên bố|mục tiêu|giải pháp|văn kiện|tên|chính sách|mức|khoản)\b"
)
# What opens a meeting is no decision of it: "thông qua nội dung cuộc họp".
_AGENDA = re.compile(
    r" (?:nội dung|chương trình|mục đích|lý do|thành phần|quy chế làm việc|biên bản|thời gian)(?:, (?:nội dung|chương trình|yêu cầu|thành phần))*(?: làm việc)?(?: của)? (?:cuộc họp|buổi họp|hội nghị|đại hội|buổi làm việc|phiên họp|kỳ họp|buổi sinh hoạt|làm việc)\b"
)
_PASSED_ALONE = re.compile(r"(?: (?:với|tại|cao))?(?: \d|[.,;:]|$)| với (?:tỷ lệ|tỉ lệ|\d)")
_THROUGH = "thông qua"
# Words before a verb of deciding by which nothing is decided here: by others, not at all, or only if.
_OTHERS = re.compile(
    r"(?:\bđược [^,.;:]{3,70}|\b(?:chưa|không|chẳng|nếu|trường hợp|giả sử|khi|sau khi|trước khi|để|mới)(?: (?:được|tìm ra|thể|có|hoàn toàn|các bên|hai bên))*) $"
)
_IF = re.compile(r"\b(?:nếu|trường hợp|không|chưa)\b[^,.;:]{0,40}$")
# A virtue, as in "đoàn kết, thống nhất, nỗ lực".
_VIRTUE_BEFORE = re.compile(
    r"(?:đoàn kết|dân chủ|đồng lòng|đồng thuận|đồng bộ|kỷ cương|nỗ lực|quyết tâm|tinh thần),? (?:và )?$"
)
_VIRTUES = frozenset({"thống nhất", "nhất trí", "phấn đấu"})
# How something is done or what it is like: "áp dụng thống nhất", "tính thống nhất, đồng bộ", "khuôn khổ ổn định, thống nhất".
_ONE = "thống nhất"
_LIKE_ONE = re.compile(
    r"(?:\b(?:tính|áp dụng|sử dụng|thực hiện|quản lý|hướng dẫn|điều hành|vận hành|thị trường|hệ thống|quốc gia|khung|một cách) "
    r"|\b(?:ổn định|hợp pháp|minh bạch|chặt chẽ|khoa học|công khai|bền vững), )$"
)
_AND_LIKE = re.compile(
    r"(?:,| và) (?:đồng bộ|minh bạch|hợp lý|chặt chẽ|ổn định|hiệu quả|khả thi|công khai|rõ ràng)\b| hơn\b"
)
# What was agreed before is taken up: "những nội dung được trao đổi, thống nhất".
_PASSIVE = re.compile(r"\bđược(?: [^\s,.;:]+){1,3}, (?:và )?$")
# A target that somebody set: "hoàn thành chỉ tiêu phấn đấu", "chỉ tiêu Bộ Tài chính giao phấn đấu".
_STRIVING = "phấn đấu"
_TARGET_BEFORE = re.compile(
    r"[^\s.,;:\n\"-] (?:chỉ tiêu|mục tiêu|quan điểm|chủ trương|động lực|giải pháp|tinh thần|ý chí|giao) $"
)
_SET_BEFORE = re.compile(
    r"(?:mục tiêu|nhiệm vụ|kế hoạch|chỉ tiêu|nghị quyết|chương trình|yêu cầu|tiến độ|phương hướng)[^,.;:]{0,50} $"
)
_SET = frozenset({"đề ra"})
# That tasks were set tells none of them: "đề ra một số giải pháp", "đề ra mục tiêu, nhiệm vụ …"; "giải pháp đề ra trong báo cáo".
_SET_BEHIND = re.compile(
    r" (?:(?:các|một số|nhiều|những) (?:giải pháp|biện pháp|sáng kiến|phương án|chính sách|nhiệm vụ|mục tiêu|chỉ tiêu|phương hướng|kế hoạch)|(?:mục tiêu|phương hướng|nhiệm vụ), |trong |tại |từ |đã |là )(?![^.;\n]{0,80}:)"
)
_REACH = 80


def decides(reading: Reading, cue: Cue) -> bool:
    """Whether a verb of deciding tells what is decided here and now.

    Not "by way of", by others, a virtue or manner, nor what was set before.
    """
    lower, start, end = reading.lower, cue.start, cue.end
    verb, before = lower[start:end], lower[max(0, start - _REACH) : start]
    if verb == _THROUGH and (
        _AGENDA.match(lower, end) or not (_PASSED.match(lower, end) or _PASSED_ALONE.match(lower, end))
    ):
        return False
    if verb in _VIRTUES and _VIRTUE_BEFORE.search(before):
        return False
    if verb == _ONE and (_is_quality(lower, end, before) or reading.folded[start:end].istitle()):
        return False  # "quận Thống Nhất" is a name
    if verb == _STRIVING and _TARGET_BEFORE.search(before):
        return False
    if verb in _SET and (_SET_BEFORE.search(before) or _SET_BEHIND.match(lower, end)):
        return False
    return not (_OTHERS.search(before) or _IF.search(before))


def _is_quality(lower: str, end: int, before: str) -> bool:
    """Whether "thống nhất", which ends at `end`, tells how something is done, what it is like, or what was agreed before."""
    return (_LIKE_ONE.search(before) or _PASSIVE.search(before)) is not None or _AND_LIKE.match(lower, end) is not None
