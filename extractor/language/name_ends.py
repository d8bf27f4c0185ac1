"""Where the name of a meeting ends: at a mark, or at words that go on to say who, where, when or what for.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.patterns import any_of

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

_LIMIT = 330
TERSE = 42
"""Characters of a name that says little more than its noun."""
# What was inspected is told with its place: "giám sát việc thu phí tại huyện A".
_INSPECTION, _PLACE = re.compile(r"(?:giám sát|kiểm tra|khảo sát)\b"), " tại "
# These nouns say all: which meeting it was needs no more words.
_WHOLE = ("ngày hội đại đoàn kết", "chương trình cà phê doanh", "lễ giao nhận quân")
_WHOM, _MANY = " cho ", " cho các "
_PURPOSES = (" nhằm", " nhân dịp", " nhân kỷ niệm", " nhân ngày")
# A name that tells which meeting of a row it was needs no purpose.
_THIS_MONTH = re.compile(r"(?:tháng|quý|tuần) \w+ $")
_PERIOD = re.compile(
    r"quý [ivx\d]|\bthứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d+)\b|lần thứ|thường kỳ|định kỳ|(?:năm|tháng) \d|khóa [ivx\d]"
)
# Where a name ends: at a mark, or at words that go on to say who, where, when or what for.
_FULL_STOP = r"\.(?!\w)(?<!\btp\.)(?<!\btx\.)(?<!\bts\.)(?<!\bgs\.)(?<!\bbs\.)(?<!\bths\.)(?<!\bpgs\.)"
_SECOND_PART = any_of("""
    triển khai|phương hướng|phát động|ký (?:kết )?giao ước|sơ kết|tổng kết|biểu dương|tuyên dương|quán triệt|công bố
""")
_SAYS_MORE = any_of(r"""
    nhằm|nhân dịp|nhân kỷ niệm|nhân ngày|để|(?<!tự )do (?!ảnh hưởng)|dưới sự|trước sự
    với (?:\d+ (?:điểm|đầu) cầu|tư cách|sự|chủ đề|tiêu đề|khẩu hiệu|phương châm|thông điệp|nội dung|mục đích|tinh thần|các nội dung|hình thức)
    diễn ra|đã|được tổ chức|tổ chức (?:vào|ngày|sáng|chiều|tối|hôm|tại)|được|vừa|vào (?:ngày|hôm|sáng|chiều|tối|lúc|hồi|cuối|đầu)
    (?:sáng|chiều|tối|trưa)(?: tối| muộn)?(?: ngày| nay|,)? ?\(?\d+|sáng nay|chiều nay|hôm|(?<=, )ngày \d+|ngày \d|từ ngày|trong (?:hai|ba|2|3|khuôn|ngày)
    tham dự|cùng dự|tới dự|đến dự|dự và|chủ trì|phát biểu|bằng hình thức|kết hợp|thu hút|có sự
    theo hình thức|là |đến các|do đồng chí|được kết nối|quy tụ|kết luận(?! của| số| thanh tra| kiểm tra| giám sát| kiểm toán)|nhưng|tập trung|sẽ|cần(?! thơ| giờ| giuộc| đước)
    cho các(?<=\d cho các)|lần đầu(?: tiên)?|ghi nhận|cho biết|cho rằng|nói rằng|đồng thời|nhất trí|nhấn mạnh|khẳng định|tiếp tục|một lần nữa|bước sang
    kết thúc (?:tốt đẹp|thành công|sau|vào|trong|với)|thành công tốt đẹp|ngoài ra|theo (?:ông|bà|đó)|này|nói trên|kể trên|nêu trên|thống nhất (?:chủ trương|cao|đánh giá)
""")
_WHO_ACTS = any_of("""
    ông|bà(?! rịa)|đồng chí|đ/c|thủ tướng|phó|bộ trưởng|thứ trưởng|chủ tịch|bí thư|giám đốc|tổng(?! công ty)|cục trưởng|trưởng|đại(?! diện)|thượng|trung tướng
    ubnd(?! các)|sở|cục|chi cục|bộ|lãnh đạo|phía|các ý kiến|với|trong đó|qua đó|các đại biểu|nhiều|tham|có|đây|phục vụ|gs|pgs|ts|tập
""")
_STOP = re.compile(
    rf"[:\n!?…](?!\d)|;(?! (?:và )?{_SECOND_PART} )(?!\d)|{_FULL_STOP}|,? {_SAYS_MORE}\b"
    r"|, (?!nhiệm kỳ|khóa|giai đoạn)(?=[^,.;:]{3,60} đã )|, (?:tiễn|công bố quyết định số|nghe)\b| (?:đến|tới) \d+ (?:điểm|đầu) cầu"
    rf"| tại (?!các |một số |những |nhiều |việt nam|địa |khu vực|doanh|cơ sở)|, (?:{_WHO_ACTS}\b)"
)
# Behind a bare noun the sentence goes on with somebody present, a verb, or the next sentence.
_GOES_ON_WITH = any_of(r"""
    này|trên|đó|hôm nay|sáng nay|chiều nay|năm nay|lần này|còn|cũng|có|gồm|bao gồm|đại diện|nhưng|vẫn|là|đã|sẽ|được|vừa|chưa|đều|ông|bà|đồng chí|đ/c
    các đại biểu|đại biểu(?! (?:người|cán bộ|công chức|viên chức|nhân dân|cử tri|hội viên|công nhân|các dân tộc|phụ nữ|chuyên trách))
    nên đọc|trên tinh thần|trong không khí|thống nhất|cho rằng|nói|nhắc nhở|cho biết|(?<!công bố )quyết định|yêu cầu|đề nghị|đề ra|ghi nhận|hoàn thành|nhất trí
    biểu quyết|tiếp tục|bắt đầu|kéo dài|phải|cần|và(?! trả lời)|hay|hoặc|lãnh đạo|thủ tướng(?! (?:chính phủ )?(?:với|đối thoại|gặp))
    bộ trưởng(?! (?:giữa kỳ|phụ trách|kinh tế|ngoại giao|tài chính|quốc phòng|thương mại|lao động|apec|asean|các nước))|thứ trưởng|chủ tịch|phó|giám đốc
    hiện|ra(?! nghị quyết| mắt| quân)|kết thúc|thành công|diễn ra|nghe|tập trung|thảo luận|chúng|khi|mà|theo|vì|do|với sự|dự|bế mạc|khai mạc|liên quan
    tại (?:buổi|hội nghị|cuộc|đây|(?:các |\d+ )?(?:điểm|đầu) cầu)|(?:sáng|chiều|tối|ngày) (?:ngày )?\d[\d/.-]*|thì
""")
_FURTHER_DEED = any_of("""
    trao đổi|gặp mặt|gặp gỡ|đối thoại|giao lưu|góp ý|tập huấn|tổng kết|tri ân|tặng quà|tọa đàm|biểu dương|tôn vinh|khen thưởng|động viên|ký kết|công bố
    (?<=báo, )(?:thông báo|thông tin|cung cấp|giới thiệu)|(?<=truyền, )(?:phổ biến|giáo dục|quán triệt|hướng dẫn)|(?<=thông, )(?:tư vấn|phổ biến|hướng dẫn)
""")
_BARE_NEXT = re.compile(rf'(?: {_GOES_ON_WITH}\b)|[,.;:)\n?!](?<!:(?= "))(?! {_FURTHER_DEED})|$')
# At the beginning of a sentence the meeting itself does so: "Đại hội thông qua kế hoạch lợi nhuận".
_ACTS = re.compile(r" (?:thông qua|bầu|suy tôn|xem xét|lắng nghe|dành|giao)(?!\w)")
# "Phiên họp chiều 22/10 thảo luận về dự án Luật": the day stands inside the name.
_DATED = re.compile(r" (?:(?:sáng|chiều|tối|trưa)(?: ngày)?|ngày) \d[\d/.-]*(?= (?:bàn|về|thảo luận|của|với)\b)")
# Words that begin a sentence whose full stop was lost, as pages lose it between paragraphs.
_LOST_STOP = re.compile(
    r"(?<=[^\W_]) (?=(?:Theo|Tại|Phát biểu|Tham dự|Cùng dự|Đến dự|Tới dự|Sau khi|Trong khi|Đây là|Tuy nhiên|Cũng tại|(?<!với )Ông) )"
)
_GOES_ON = re.compile(r",? (?:nhằm|để|tại|với (?:chủ đề|nội dung)|ngày|sáng|chiều|tối|trong|,) ?")
# Behind the closing quotation mark: which meeting of a row it was.
_WHICH_TIME = re.compile(r"(?: lần thứ \w+)?(?:,? năm 20\d\d)?")
_IN_QUOTES = re.compile(r"[^\".;!?]{8,220}(?=\")")
_BRACKET = re.compile(r" \((?:[^()]{1,40}\)|[^()]{0,60})$")  # also one in which the name would end
_POINTING = (" này", " nói trên", " kể trên", " nêu trên")  # what has been named before
_OPEN_QUOTE = '"'


def end_of_name(reading: Reading, noun: Span, line_end: int, *, bare: bool) -> int | None:
    """Where the name ends that begins with `noun` in a line that ends at `line_end`; None where the noun stands alone, as it may if `bare`."""
    lower, (start, noun_end) = reading.lower, noun
    lost = _LOST_STOP.search(reading.folded, noun_end, min(line_end, start + _LIMIT))
    line_end = lost.start() if lost else line_end
    dated = _DATED.match(lower, noun_end, line_end)
    if bare and not dated and _BARE_NEXT.match(lower, noun_end, line_end):
        return noun_end if lower.startswith(_WHOLE, start) else None
    limit = min(line_end, start + _LIMIT)
    if _acts(reading, noun) or (lower.startswith(_OPEN_QUOTE, start - 1) and lower.startswith(_OPEN_QUOTE, noun_end)):
        return None
    if lower.startswith(_OPEN_QUOTE, start - 1) and (quoted := _IN_QUOTES.match(lower, noun_end, limit)):
        return quoted.end()
    quote = lower.find(_OPEN_QUOTE, noun_end, noun_end + 24)
    closing = lower.find(_OPEN_QUOTE, quote + 1, limit) if quote >= 0 else -1
    after = closing + 1 if closing >= 0 else dated.end() if dated else noun_end
    on = _GOES_ON.match(lower, noun_end)
    stop = _stop(lower, (start, noun_end), max(after, on.end() if on else 0), limit)
    if stop and stop[0].endswith(_POINTING) and not _THIS_MONTH.search(lower, noun_end, stop.start() + 1):
        return None
    end = stop.start() if stop else limit
    if closing >= 0 and stop and lower[closing + 1] in ",. ":
        which = _WHICH_TIME.match(lower, closing + 1, limit)
        end = which.end() if which else closing + 1
    elif stop and lower.count(_OPEN_QUOTE, noun_end, end) % 2 and (closed := lower.find(_OPEN_QUOTE, end, limit)) >= 0:
        end = closed + 1  # "Hội nghị chuyên đề về "Hành động nhằm bảo vệ biển""
    text = _trimmed(lower[start:end], noun_end - start)
    if text.endswith(_POINTING):
        return None
    return start + len(text) if start + len(text) > noun_end + 2 else None


def _acts(reading: Reading, noun: Span) -> bool:
    """Whether the noun opens a sentence that tells what the meeting did."""
    sentence = reading.sentence_at(noun[0])
    return sentence is not None and sentence.start == noun[0] and _ACTS.match(reading.lower, noun[1]) is not None


def _stop(lower: str, noun: Span, after: int, limit: int) -> re.Match[str] | None:
    """The words at which the name stops that begins with the span `noun`."""
    start, noun_end = noun
    stop = _STOP.search(lower, after, limit)
    if (
        stop
        and stop[0].endswith(_PURPOSES)
        and stop.start() - start < TERSE
        and not _PERIOD.search(lower, noun_end, stop.start())
    ):
        stop = _STOP.search(lower, stop.end(), limit)
    if stop and stop[0] == _PLACE and _INSPECTION.match(lower, start) and not lower[stop.start() - 1].isdigit():
        stop = _STOP.search(lower, stop.end(), limit)
    return stop


def _trimmed(name: str, noun: int) -> str:
    """The name, whose noun ends at `noun`, without a further "cho các …", and without a bracket at its end."""
    whom = name.find(_WHOM, noun)
    if whom >= 0 and (again := name.find(_MANY, whom + 1)) >= 0:
        name = name[:again]  # a name tells once for whom
    name = name.rstrip(" ,-" if "(" in name else " ,-)")
    bracket = _BRACKET.search(name)
    return name[: bracket.start()] if bracket else name
