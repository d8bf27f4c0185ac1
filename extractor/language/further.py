"""Where a report turns from its own meeting to a further one of the day ("* Chiều cùng ngày, … chủ trì cuộc họp")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.layout import layout_of
from extractor.language.reading import once

if TYPE_CHECKING:
    from extractor.language.reading import Reading

_TURN = re.compile(
    r"(?:\* ?(?:(?:sáng|chiều|tối|trưa|ngày) |cùng ngày|cũng (?:trong|vào) )|(?:(?:sáng|chiều|tối|trưa) )?cùng ngày\b|cũng trong (?:ngày|sáng|chiều|tối|buổi)\b)"
)
# The same meeting goes on.
_GOES_ON = re.compile(
    r"hội nghị (?:đã|tiếp|sẽ|bế)|các đại biểu|đoàn (?:công tác |giám sát |kiểm tra |đã )|tiếp tục|đại hội (?:đã|tiếp)|kỳ họp (?:đã|tiếp)|phiên họp (?:đã|tiếp)"
)
_OPENING = 2  # sentences of the text before which no report turns away


@once
def further_from(reading: Reading) -> int:
    """Where the first further meeting begins; the length of the text where none does."""
    kinds = layout_of(reading).kinds
    body = [sentence for sentence in reading.sentences if kinds[sentence.line] == "body"]
    for sentence in body[_OPENING:]:
        if (
            _TURN.match(reading.lower, sentence.start)
            and reading.cues_in(sentence.start, sentence.end, "hold")
            and reading.cues_in(sentence.start, sentence.end, "meeting")
            and not _GOES_ON.search(reading.lower, sentence.start, sentence.end)
        ):
            return sentence.start
    return len(reading.lower)
