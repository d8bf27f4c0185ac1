"""Debated: where a sentence begins to name what was talked about, asked or answered at the meeting.

"Các đại biểu đặt câu hỏi liên quan đến | thủ tục hoàn thuế; | …", "giải đáp nhiều vướng mắc của doanh nghiệp về | …",
"Nhiều ý kiến tập trung vào | …", "trao đổi xung quanh chủ đề | …". Tasks that somebody sets ("cần tháo gỡ khó
khăn về …") and what was done before the meeting name none.

The words are those in which Vietnamese reports of meetings tell the course of a discussion: a verb of talk, a noun
for what is raised, who raised it, a preposition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.reading import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# Behind a noun for what is raised: more of them, whose it is, and the preposition before the topic.
_ABOUT = re.compile(
    r"(?:(?:,| và|,? cũng như) (?:các |những |nhiều )?(?:khó khăn|vướng mắc|bất cập|thắc mắc|câu hỏi|kiến nghị|đề xuất|ý kiến|phản ánh|tồn tại|hạn chế|thách thức)){0,3}"
    r"(?: (?:giải quyết|phát sinh|còn tồn tại|gặp phải|đặt ra|cụ thể))?"
    r"(?: (?:của|cho|từ|mà|với|do) (?:(?!về |liên quan |trong |và )[^\s,.;:]+ ){1,9}?(?=về |liên |xung |xoay |trong ))?"
    r" ?(?:trong các vấn đề |trong đó có )?"
    r"(?:(?:có )?liên quan (?:đến|tới)|xung quanh|xoay quanh|về(?! đích| đêm| nước| quê| nhà)|trong(?= (?:việc|công tác) )) "
)
# Verbs of talk before such a noun, those that also tell of other work behind a word of the report.
_TALKED = re.compile(
    r"\b(?:(?:giải đáp|trả lời|giải trình|trao đổi|thảo luận|chia sẻ|đặt|đặt ra|nêu|nêu ra|nêu lên|đưa ra|đề cập(?: đến| tới)?|làm rõ|phản ánh|nhận được|bàn)"
    r"|(?:đã|cũng|được|cùng|và|trao đổi,|giải đáp,)(?: (?:đã|cũng|được|cùng|nhau|trực tiếp|hướng dẫn))* (?:nghe|lắng nghe|tháo gỡ|hướng dẫn|gửi))"
    r"(?: (?:thỏa đáng|cụ thể|trực tiếp|thêm|kỹ|sâu|nhiều|các|những|một số|rất nhiều|hàng loạt|\d+|các câu hỏi,|các ý kiến,|các nhóm))* (?:các |những )?$"
)
# Behind a verb of talk: more of them, and what leads to the topic.
_LIST = r"(?:(?: (?:các|những|một số|nhiều))? (?:chủ đề|vấn đề|nội dung|nhóm vấn đề)(?: như:?| gồm:?|:| về| xung quanh| liên quan (?:đến|tới)))?"
_TOPIC = re.compile(
    r"(?:(?:,| và|, và) (?:trao đổi|thảo luận|chia sẻ|bàn|bàn luận|làm rõ|tìm hiểu|giải đáp))*(?: (?:sôi nổi|sâu|kỹ|thẳng thắn|cởi mở|thêm))*"
    r"(?:(?: (?:các|nhiều|một số|những|\d+))?(?: (?:vấn đề|nội dung|chủ đề|chuyên đề|kinh nghiệm|thông tin|câu hỏi|ý kiến))+(?: như:?| gồm:?|:)"
    r"|(?: (?:các|nhiều|một số|những|\d+))?(?: (?:vấn đề|nội dung|chủ đề|chuyên đề|kinh nghiệm|thông tin|câu hỏi|ý kiến))*"
    rf" (?:về|xung quanh|xoay quanh|liên quan (?:đến|tới))(?: chủ đề)?{_LIST}) "
)
_VERB = re.compile("thảo luận|trao đổi|chia sẻ|bàn luận|tham luận|tranh luận")
_OPINIONS = "lấy ý kiến"
_ASKED = re.compile(r"(?: [^\s,.;:]+){0,12}? (?:về|đối với|vào) ")  # whose opinion is asked, and on what
_QUESTIONED = re.compile(r"(?: [^\s,.;:]+){1,20}? về ")  # who is questioned, and on what
_HERE = re.compile(r"\b(?:tại|trong) (?:hội nghị|hội thảo|tọa đàm|buổi|cuộc|phiên)\b|\bhội nghị (?:đã|cũng)\b")
_NAME = re.compile(r"\b(?:phiên|buổi|cuộc|hội nghị|hội thảo|chương trình|diễn đàn|dự)(?: [^\W\d_]+)? $")  # of a meeting
# Who may talk, before "tập trung vào" and "quan tâm đến".
_FOCUSING = re.compile(
    r"\b(?:ý kiến|tham luận|đại biểu|cử tri|câu hỏi|thảo luận|trao đổi|doanh nghiệp|hội nghị|hội thảo|tọa đàm|kiến nghị)\b[^,.;:\n]{0,50}$"
)
_FOCUSED = re.compile(
    r"\b(?:thảo luận|trao đổi|góp ý|hiến kế|đề xuất|ý kiến)[^.;:\n]{0,64}, $"
)  # before "tập trung vào:"
_FOCUS = ("tập trung vào", "xoay quanh", "quan tâm đến", "quan tâm tới")
_MATTER = re.compile(rf"{_LIST}:? ")
_CAUSE = re.compile(
    r"(?: (?!là |do )[^\s,.;:]+){0,9}?(?:,? (?:trước hết|chủ yếu|một phần))? (?:là|do)(?: (?:do|vì|bởi|việc))?:? (?!\d)"
)
_CAUSED_BEFORE = re.compile(
    r"(?:do|vì|từ|làm rõ|tìm|xác định|phân tích|chỉ ra|chỉ rõ|đánh giá|và|về|rõ|các|nhiều)(?: các| những)? $"
)
# Ways out that many put forward: the tasks behind them, or what they are for.
_SOLUTIONS = "giải pháp"
_WAYS = re.compile(r"(?: (?:cụ thể|thiết thực|hữu ích|hay|mới|quan trọng))*(?: (?:như|gồm):?|:)? ")
# What is still to be done, or was done at other times.
_ELSEWHERE = re.compile(
    r"\b(?:sẽ|cần|phải|nên|hãy|nhằm|để|đề nghị|yêu cầu|giao|chỉ đạo|tiếp tục|kịp thời|tăng cường|chủ động|thời gian tới|mong muốn|sẵn sàng|thường xuyên|nếu|khi|tuyên truyền|năm 20\d\d|tháng đầu năm|thời gian qua)\b[^,;:.\n]{0,60}$"
)
_REACH = 70  # characters looked back over


@once
def debated_of(reading: Reading) -> frozenset[int]:
    """Where in the folded text topics of talk begin."""
    return frozenset(start for cue in reading.cues_of("issue") for start in _topics(reading, cue))


def _topics(reading: Reading, cue: Cue) -> Iterator[int]:
    """Where the topic begins to which a cue leads, if it leads to one."""
    lower, start = reading.lower, cue.start
    before = max(0, start - _REACH)
    found = None
    if lower.startswith("nguyên nhân", start):
        found = None if _CAUSED_BEFORE.search(lower, before, start) else _CAUSE.match(lower, cue.end)
    elif lower.startswith(_FOCUS, start):
        found = _MATTER.match(lower, cue.end)
        listed = found is not None and lower[found.end() - 2] == ":" and _FOCUSED.search(lower, before, start)
        if not (listed or _FOCUSING.search(lower, before, start)):
            return
    elif cue.kind == "debate" and lower.endswith(_SOLUTIONS, start, cue.end):
        found = _WAYS.match(lower, cue.end) if _FOCUSING.search(lower, before, start) else None
        if found is not None and not _lists_tasks(reading, found.end()):
            return
    elif lower.startswith(_OPINIONS, start):
        found = _ASKED.match(lower, start + len(_OPINIONS)) if _HERE.search(lower, before, start) else None
    elif lower.startswith("chất vấn", start):
        found = _QUESTIONED.match(lower, cue.end)
    elif cue.kind == "debate" and (verb := _VERB.match(lower, start)):
        found = None if _NAME.search(lower, before, start) else _TOPIC.match(lower, verb.end())
    elif cue.kind in ("difficulty", "petition", "list") and _TALKED.search(lower, before, start):
        found = _ABOUT.match(lower, cue.end)
    if found is not None and not _ELSEWHERE.search(lower, before, start):
        yield found.end()


def _lists_tasks(reading: Reading, start: int) -> bool:
    """Whether several tasks stand here, parted by semicolons; one alone says what the solutions are for."""
    sentence = reading.sentence_at(start)
    several = sentence is not None and reading.lower.find(";", start, sentence.end) > 0
    return several and any(cue.kind == "imperative" for cue in reading.cues_in(start, start + 1, "order"))
