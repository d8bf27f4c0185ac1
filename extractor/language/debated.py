"""Debated: where a sentence begins to name what was talked about, asked or answered at the meeting.

"Các đại biểu đặt câu hỏi liên quan đến | thủ tục hoàn thuế; | …", "giải đáp nhiều vướng mắc của doanh nghiệp về | …",
"Nhiều ý kiến tập trung vào | …", "trao đổi xung quanh chủ đề | …". Tasks that somebody sets ("cần tháo gỡ khó
khăn về …") and what was done before the meeting name none.

The words are those in which Vietnamese reports of meetings tell the course of a discussion: a verb of talk, a noun
for what is raised, who raised it, a preposition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.reading import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue


class _Form(NamedTuple):
    """A way to tell a topic: patterns for the words of its cue, what leads from them to the topic, what must stand before them, and what must not."""

    words: re.Pattern[str]
    lead: re.Pattern[str]
    before: re.Pattern[str]
    unless: re.Pattern[str]


_MATTERS = r"(?:vấn đề|nội dung|chủ đề|chuyên đề|kinh nghiệm|thông tin|câu hỏi|ý kiến)"
_SOME = r"(?: (?:các|nhiều|một số|những|\d+))?"
_LIST = (
    rf"(?:{_SOME} (?:chủ đề|vấn đề|nội dung|nhóm vấn đề)(?: như:?| gồm:?|:| về| xung quanh| liên quan (?:đến|tới)))?"
)
_ANY, _NOTHING = re.compile(""), re.compile(r"(?!)")
# Who may talk, before "tập trung vào" and "quan tâm đến".
_TALKERS = re.compile(
    r"\b(?:ý kiến|tham luận|đại biểu|cử tri|câu hỏi|thảo luận|trao đổi|doanh nghiệp|hội nghị|hội thảo|tọa đàm|kiến nghị)\b[^,.;:\n]{0,50}$"
)
_CAUSE = _Form(
    re.compile("nguyên nhân"),
    re.compile(
        r"(?: (?!là |do )[^\s,.;:]+){0,9}?(?:,? (?:trước hết|chủ yếu|một phần))? (?:là|do)(?: (?:do|vì|bởi|việc))?:? (?!\d)"
    ),
    _ANY,
    re.compile(
        r"(?:do|vì|từ|làm rõ|tìm|xác định|phân tích|chỉ ra|chỉ rõ|đánh giá|và|về|rõ|các|nhiều)(?: các| những)? $"
    ),
)
_FOCUS = re.compile("tập trung vào|xoay quanh|quan tâm (?:đến|tới)|tập trung (?:làm rõ|phân tích)|đi sâu phân tích")
_CENTRED = _Form(_FOCUS, re.compile(rf"{_LIST}:? "), _TALKERS, _NOTHING)
_CENTRED_LIST = _Form(
    _FOCUS,
    re.compile(rf"{_LIST}: "),
    re.compile(r"\b(?:thảo luận|trao đổi|góp ý|hiến kế|đề xuất|ý kiến)[^.;:\n]{0,64}, $"),
    _NOTHING,
)
# Ways out that many put forward: the tasks behind them.
_SOLUTIONS = _Form(
    re.compile(r"(?:đưa ra|đề ra|nêu|đề xuất) (?:nhiều|các|một số|những) giải pháp"),
    re.compile(r"(?: (?:cụ thể|thiết thực|hữu ích|hay|mới|quan trọng))*(?: (?:như|gồm):?|:)? "),
    _TALKERS,
    _NOTHING,
)
# Whose opinion is asked, who is questioned, and on what.
_OPINIONS = _Form(
    re.compile("lấy ý kiến"),
    re.compile(r"(?: [^\s,.;:]+){0,12}? (?:về|đối với|vào) "),
    re.compile(r"\b(?:tại|trong) (?:hội nghị|hội thảo|tọa đàm|buổi|cuộc|phiên)\b|\bhội nghị (?:đã|cũng)\b"),
    _NOTHING,
)
_QUESTIONS = _Form(re.compile("chất vấn"), re.compile(r"(?: [^\s,.;:]+){1,20}? về "), _ANY, _NOTHING)
# Behind a verb of talk, which is no name of a meeting: more such verbs, and what leads to the topic.
_TALK = _Form(
    re.compile("thảo luận|trao đổi|chia sẻ|bàn luận|tham luận|tranh luận"),
    re.compile(
        r"(?:(?:,| và|, và) (?:trao đổi|thảo luận|chia sẻ|bàn|bàn luận|làm rõ|tìm hiểu|giải đáp)){0,4}(?: (?:sôi nổi|sâu|kỹ|thẳng thắn|cởi mở|thêm)){0,3}{_SOME}"
        r"(?:(?: {_MATTERS}){1,4}(?: như:?| gồm:?|:)|(?: {_MATTERS}){0,4} (?:về|xung quanh|xoay quanh|liên quan (?:đến|tới))(?: chủ đề)?{_LIST}) ".replace(
            "{_SOME}", _SOME
        )
        .replace("{_MATTERS}", _MATTERS)
        .replace("{_LIST}", _LIST)
    ),
    _ANY,
    re.compile(r"\b(?:phiên|buổi|cuộc|hội nghị|hội thảo|chương trình|diễn đàn|dự)(?: [^\W\d_]+)? $"),
)
# Behind a noun for what is raised: more of them, whose it is, and the preposition before the topic. Before it stands
# a verb of talk; one that also tells of other work only behind a word by which the report says that it was done.
_RAISED = _Form(
    _ANY,
    re.compile(
        r"(?:(?:,| và|,? cũng như) (?:các |những |nhiều )?(?:khó khăn|vướng mắc|bất cập|thắc mắc|câu hỏi|kiến nghị|đề xuất|ý kiến|phản ánh|tồn tại|hạn chế|thách thức)){0,3}"
        r"(?: (?:giải quyết|phát sinh|còn tồn tại|gặp phải|đặt ra|cụ thể))?"
        r"(?: (?:của|cho|từ|mà|với|do) (?:(?!về |liên quan |trong |và )[^\s,.;:]+ ){1,9}?(?=về |liên |xung |xoay |trong ))?"
        r" ?(?:trong các vấn đề |trong đó có )?"
        r"(?:(?:có )?liên quan (?:đến|tới)|xung quanh|xoay quanh|về(?! đích| đêm| nước| quê| nhà)|trong(?= (?:việc|công tác) )) "
    ),
    re.compile(
        r"\b(?:(?:giải đáp|trả lời|giải trình|trao đổi|thảo luận|chia sẻ|đặt|đặt ra|nêu|nêu ra|nêu lên|đưa ra|đề cập(?: đến| tới)?|làm rõ|phản ánh|nhận được|bàn)"
        r"|(?:đã|cũng|được|cùng|và|trao đổi,|giải đáp,)(?: (?:đã|cũng|được|cùng|nhau|trực tiếp|hướng dẫn)){0,3} (?:nghe|lắng nghe|tháo gỡ|hướng dẫn|gửi))"
        r"(?: (?:thỏa đáng|cụ thể|trực tiếp|thêm|kỹ|sâu|nhiều|các|những|một số|rất nhiều|hàng loạt|\d+|các câu hỏi,|các ý kiến,|các nhóm))* (?:các |những )?$"
    ),
    _NOTHING,
)
# By the kind of their cue, in the order in which they are tried.
_FORMS = {
    "difficulty": (_CAUSE, _RAISED),
    "petition": (_QUESTIONS, _RAISED),
    "list": (_CENTRED_LIST, _CENTRED, _RAISED),
    "debate": (_CENTRED_LIST, _CENTRED, _SOLUTIONS, _OPINIONS, _TALK),
}
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
    for form in _FORMS.get(cue.kind, ()):
        words = form.words.match(lower, start)
        if words is None:
            continue
        found = form.lead.match(lower, cue.end if form is _RAISED else words.end())
        if found is None or not form.before.search(lower, before, start) or form.unless.search(lower, before, start):
            continue
        if form is _SOLUTIONS and not _lists_tasks(reading, found.end()):
            return
        if not _ELSEWHERE.search(lower, before, start):
            yield found.end()
        return


def _lists_tasks(reading: Reading, start: int) -> bool:
    """Whether several tasks stand here, parted by semicolons; one alone says what the solutions are for."""
    sentence = reading.sentence_at(start)
    several = sentence is not None and reading.lower.find(";", start, sentence.end) > 0
    return several and any(cue.kind == "imperative" for cue in reading.cues_in(start, start + 1, "order"))
