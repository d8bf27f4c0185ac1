"""Whether a cue is a predicate that says something, or only part of a name, a noun phrase, a condition or a denial."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.deciding import decides
from extractor.patterns import any_of

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# A cue behind one of these is a noun ("các kiến nghị", "việc đề xuất") or passive, and governs nothing.
_NOMINAL = frozenset(
    "được bị việc sự tác với về trong các những số của trên từ qua theo quy bản đơn sơ quyết mọi nhiều cơ khâu khả cùng hoặc độ giải chậm người dung khí phần".split()  # noqa: SIM905 - as a list it fills thirty lines
)
# Praise and promises by others, or not yet made: "được nhân dân đồng tình", "sau khi tiếp thu", "nếu cam kết".
_HELD = frozenset({"acknowledge", "commit"})
_RECEIVED = re.compile(
    r"(?: được)?(?: gần| hơn| trên| khoảng)? \d+ (?:lượt |nhóm )?(?:câu hỏi|ý kiến|kiến nghị|lượt|vấn đề|phản ánh|đề xuất)\b"
)
_UNDONE = re.compile(
    r"(?:(?<!\bđạt )\bđược(?: [^\s,.;:]+){0,6}|\b(?:nếu|sau khi|trước khi|trên cơ sở|để)(?: (?:được|kịp thời|nghiêm túc|các bên|hai bên)){0,3}) $"
)
_EVENTS = ("phiên ", "cuộc ", "buổi ")
_OWNED = (" của ", " này ", " này,")  # "đề xuất này"
# One of several nouns: "tiếp nhận các ý kiến, kiến nghị, đề xuất để …".
_NOUNS_BEFORE = ("ý kiến, ", "kiến nghị, ", "phản ánh, ", "góp ý, ", "nguyện vọng, ", "ý kiến và ", "phản ánh và ")
# Asked for in the course of other work, or for a purpose: "rà soát, đề xuất cấp trên …".
_PETITIONS = ("đề xuất", "kiến nghị", "đề nghị")
_WORK_BEFORE = (
    "xem xét, ", "nghiên cứu, ", "rà soát, ", "tham mưu, ", "tổng hợp, ", "khảo sát, ", "xem xét và ", "nghiên cứu và ", "rà soát và ",
    "tham mưu ", "tổng hợp và ", "chủ động ", "dự kiến ", "để ", "nhằm ", "tổng hợp ",
)  # fmt: skip
_QUESTIONED = 12  # characters from the verb to the post of whom delegates question
_NOUN_BEHIND = re.compile(r"[,;.]|(?:,? và)? (?:để|nhằm|của|từ|gửi|theo|tại|liên quan|đến (?:từ|với))(?!\w)")
# Who rises to speak is told by what the sentence begins with: "Góp ý tại hội nghị, ông A cho biết …", "Đề cập đến …, ông A cho rằng …".
_RISING = re.compile(
    r"(?: (?:tại|trong|với|cho|vào) (?:hội nghị|hội thảo|cuộc họp|buổi |đại hội|phiên |kỳ họp|tọa đàm|dự thảo))"
)
# A petition or a request is the object of these: "thực hiện kiến nghị giám sát".
_ASKING = ("request", "petition")
_GIVEN = ("thực hiện ", "phê chuẩn ", "giải quyết ", "tiếp nhận ", "chấp thuận ")
_ASKED = ("chất vấn", "câu hỏi")
_ANSWERING = (
    "trả lời ",
    "sau các ",
    "sau phần ",
    "phiên ",
    "phiên họp ",
    "hoạt động ",
    "nội dung ",
    "sau các câu hỏi ",
)
# How many there are of them, but for the number of a body: "Tổ 3 kiến nghị".
_COUNTED = re.compile(
    r"(?<!\btổ)(?<!\bphố)(?<!\bthôn)(?<!\bkhu)(?<!\bkhối)(?<!\bấp)(?<!\bxóm)(?<!\bbản)(?<!\bquận)(?<!\bphường)(?<!\bnhóm)(?<!\blớp)(?<!\bđội)(?<!\bsố)(?<!\bban)(?<!\bkhoa)(?<!\blà) \d{1,3}(?:/\d+)? $"
)
_COUNT_REACH = 20
# What somebody was told before, by others: "chỉ tiêu do Bộ Tài chính giao", "được Đảng ủy giao phụ trách".
_TOLD_BY = re.compile(
    r"\b(?:được|do|bị|mà) (?:[A-ZĐÂỦÝ][\w.]*|tỉnh|huyện|xã|cấp trên|trên|đảng ủy|chi bộ|lãnh đạo|ngành|thành phố)(?: (?!nên |thì |đề nghị )[^\s,.;:]+){0,8} (?:đã )?$"
)
_TELLING = ("giao", "phân công", "chỉ đạo", "yêu cầu", "ủy quyền")
_ON_DUTY = ("đoàn công tác ", "tổ công tác ")  # who does it: "Tổ công tác đề nghị …"
_REACH = 80
_MEETINGS = (" hội nghị", " cuộc họp", " buổi ", " đại hội", " phiên họp", " hội thảo", " tại ")
_SPEAKING = ("phát biểu ", "phát biểu tiếp thu, ", "phát biểu giải trình, ")  # what somebody rose for promises nothing
_LEADING = ("lãnh đạo, ", "lãnh đạo và ")  # "công tác lãnh đạo, chỉ đạo" orders nothing
_ANSWERED = (" đã được", " được")  # "các câu hỏi đã được giải đáp"
# What a meeting is held for is part of its name: "tổ chức hội thảo góp ý đề án".
_NAMES_MEETING = re.compile(
    r"(?:tổ chức|khai mạc|dự|chủ trì|tham gia)(?: [^\W\d_]+){0,3} (?:hội thảo|hội nghị|tọa đàm|cuộc họp|phiên họp|buổi họp|buổi làm việc)(?: [^\W\d_]+){0,2} $"
)


def is_predicate(reading: Reading, cue: Cue) -> bool:
    """Whether the cue can be a predicate, by the words around it ("các kiến nghị", "thôn Bầu" are nouns)."""
    lower, start = reading.lower, cue.start
    if lower.startswith(_OWNED, cue.end) or (reading.folded[start].isupper() and _in_name(reading.folded, cue)):
        return False
    if start and lower[start - 1] == " ":
        before = lower.rfind(" ", 0, start - 1) + 1
        # "Hà Nội yêu cầu", "Trưởng Ban đề nghị": part of a name within the sentence
        named = reading.folded[before].isupper() and reading.folded[before - 2 : before - 1].isalpha()
        if lower[before : start - 1] in _NOMINAL and not named and not lower.endswith(_ON_DUTY, 0, start):
            return False
    if cue.kind == "request" and lower.startswith(_TELLING, start) and _is_told_by_others(reading.folded, start):
        return False
    if _is_of_meeting(lower, cue) or (cue.kind in _ASKING and _is_given(lower, cue)):
        return False
    if cue.role == "issue" and (_questions(reading, cue) or (reading.folded[start].isupper() and _rises(reading, cue))):
        return False
    return _is_done(lower, cue) if cue.kind in _HELD else cue.kind != "decide" or decides(reading, cue)


def _is_done(lower: str, cue: Cue) -> bool:
    """Whether praise or a promise is given here; opinions that are only counted ("ghi nhận 30 câu hỏi") are not praised."""
    return _RECEIVED.match(lower, cue.end) is None and not _UNDONE.search(lower, max(0, cue.start - _REACH), cue.start)


def _is_given(lower: str, cue: Cue) -> bool:
    """Whether a petition or a request is only named, as what others carry out, answer or count: "chấp nhận 182 khuyến nghị"."""
    start = cue.start
    if lower.endswith(_GIVEN, 0, start) or (lower.startswith(_ASKED, start) and lower.endswith(_ANSWERING, 0, start)):
        return True
    return (
        start > 1
        and lower[start - 2].isdigit()
        and _COUNTED.search(lower, max(0, start - _COUNT_REACH), start) is not None
    )


def _is_told_by_others(folded: str, start: int) -> bool:
    """Whether a verb of ordering at `start` tells what somebody was told by others."""
    return _TOLD_BY.search(folded, max(0, start - _REACH), start) is not None


def _is_event(lower: str, cue: Cue) -> bool:
    """Whether the talk is only named ("cuộc thảo luận giữa …"), or those are who were asked ("lấy ý kiến các bộ")."""
    if lower.endswith(_EVENTS, 0, cue.start):
        return not (lower.endswith("về", cue.start, cue.end) or lower.startswith((" về", " xoay quanh"), cue.end))
    return lower.startswith("lấy ý kiến", cue.start) and cue.end - cue.start == len("lấy ý kiến")


def _questions(reading: Reading, cue: Cue) -> bool:
    """Whether delegates question somebody, which names no issue yet: "chất vấn Bộ trưởng …"."""
    verb = reading.lower.startswith("chất vấn", cue.start)
    return verb and bool(reading.cues_in(cue.end, cue.end + _QUESTIONED, "post"))


def _rises(reading: Reading, cue: Cue) -> bool:
    """Whether a sentence begins with what somebody rose to talk about, and goes on with what he said."""
    if _RISING.match(reading.lower, cue.end):
        return True
    sentence = reading.sentence_at(cue.start)
    return cue.kind == "debate" and sentence is not None and bool(reading.cues_in(cue.end, sentence.end, "speech"))


def _is_of_meeting(lower: str, cue: Cue) -> bool:
    """Whether a cue only tells of the meeting's course: to direct it, to rise to answer, what was answered, what it was held for."""
    start, end = cue.start, cue.end
    if cue.kind == "commit":
        return lower.endswith(_SPEAKING, 0, start)
    if lower.endswith(_NOUNS_BEFORE, 0, start) and _NOUN_BEHIND.match(lower, end):
        return True
    if lower.startswith(_PETITIONS, start) and (
        lower.endswith(_WORK_BEFORE, 0, start) or lower.startswith(_ANSWERED, end) or lower.startswith('"', end)
    ):
        return True
    if cue.role == "issue":
        if cue.kind == "debate" and _is_event(lower, cue):
            return True
        answered = cue.kind == "petition" and lower.startswith(_ANSWERED, end)
        return answered or _NAMES_MEETING.search(lower, max(0, start - _REACH), start) is not None
    return lower.startswith("chỉ đạo", start) and (
        lower.startswith(_MEETINGS, end) or lower.endswith(_LEADING, 0, start)
    )


def _in_name(folded: str, cue: Cue) -> bool:
    """Whether a word with a capital stands within a sentence, as in the name of a place."""
    return cue.start > 1 and " " not in folded[cue.start : cue.end] and folded[cue.start - 2].islower()


# What is denied, or told to be overcome: "không xảy ra ùn tắc", "khắc phục được tình trạng ô nhiễm".
_OVERCOMING = r"\b(?<!chưa )" + any_of("""
    khắc phục|giải quyết|hạn chế|giảm thiểu|giảm|xử lý|ngăn chặn|ngăn ngừa|đẩy lùi|kiềm chế|chấm dứt|xóa bỏ|tháo gỡ|vượt qua
    phòng ngừa|phòng, chống|phòng chống|phòng tránh|tránh|kiểm soát|cải thiện|chấn chỉnh|loại bỏ|khỏi|bớt
""")
_WELL = r"(?: (?:được|dần|cơ bản|hẳn|bớt|tối đa|kịp thời|hiệu quả|đáng kể|mạnh|sâu|dứt điểm|tốt))*"
_TROUBLES = r" (?:các|những|một số|nhiều|tình trạng|hiện tượng|tình hình|nguy cơ|việc|vấn đề|vụ|sự cố|điểm|nạn|cơ bản)"
_DENIED = re.compile(
    r"(?:\bkhông (?:còn |có |để |hề |được |phải |bị |gây )*(?:xảy ra|phát sinh|tồn tại|ghi nhận|phát hiện|để xảy ra|gặp|có|bị|gây|làm|còn|được)"
    rf"|{_OVERCOMING}){_WELL}(?:{_TROUBLES})*(?: [^\W\d_]+){{0,3}}[ ,]+$"
)
# So is what is left of it: "khắc phục những điểm | còn tồn tại", "giảm | còn 3%"; but not "việc xử lý vi phạm | chưa nghiêm".
_LEFT = ("chưa", "còn", "vẫn còn")
_LEFT_BEHIND = re.compile(rf"{_OVERCOMING}{_WELL}(?:{_TROUBLES})+(?: [^\W\d_]+){{0,3}} $|\bgiảm $")
_OVERCOME = re.compile(
    r"(?: [^\W\d_]+){0,4} (?:đã |cơ bản |từng bước |đang |dần )*(?:được (?:khắc phục|giải quyết|tháo gỡ|kiểm soát|cải thiện|hạn chế|xử lý|kéo giảm|ngăn chặn|chấn chỉnh)|không (?:còn|xảy ra)|giảm (?:mạnh|dần|đáng kể|rõ rệt|sâu|hẳn|so với|\d))"
)
_GRANTED = re.compile(
    r"(?:^|[ ,])(?:mặc dù|dù|tuy|bất chấp|vượt qua|vượt lên|trước|trong bối cảnh)(?!\w)(?! (?:nhiên|mắt|đó|đây|hết|tiên))(?:(?! nhưng | song )[^,;.:]){0,50}$"
)
_DENIAL_REACH = 60


def is_denied(lower: str, cue: Cue, start: int) -> bool:
    """Whether what a cue calls lacking is denied, overcome or granted by the words around it, from `start` of its clause on."""
    before = lower[max(start, cue.start - _DENIAL_REACH) : cue.start]
    if _GRANTED.search(before) is not None:
        return True
    if lower.startswith(_LEFT, cue.start):
        return _LEFT_BEHIND.search(before) is not None
    return _DENIED.search(before) is not None or _OVERCOME.match(lower, cue.end) is not None


# What those present are asked to do at the meeting itself; offices are asked to do so after it.
_PRESENT = any_of("""
    đại biểu(?! hđnd| quốc hội| hội đồng)|đồng chí|thành viên|ủy viên|cử tri|bà con|thầy cô|quý vị|học viên|nhà khoa học|chuyên gia|diễn giả
""")
_AFTER_IT = "tăng cường|giám sát|tuyên truyền|vận động|triển khai|thực hiện|phối hợp"
_AT_IT = any_of("""
    thảo luận|cho ý kiến|góp ý|đóng góp (?:ý kiến|trí tuệ)|tham gia ý kiến|phát biểu|trao đổi|nghiên cứu kỹ|thẳng thắn|hiến kế|chia sẻ|nêu
    đánh giá khách quan|lắng nghe|ghi chép|chấp hành(?: nghiêm| tốt)? nội quy|nghiêm túc (?:học tập|nghiên cứu|tiếp thu)|tham gia (?:học tập )?đầy đủ
""")
_CONDUCT = re.compile(
    r"(?:đề nghị|mong|mong muốn|mong rằng|yêu cầu|gợi ý|kêu gọi|đề xuất)"
    r"(?: (?:rằng|các|quý|toàn thể|tất cả|những|từng|các đồng chí|vị|các vị))*"
    rf" {_PRESENT}(?:(?!{_AFTER_IT})[^.;:]){{0,60}}? {_AT_IT}\b"
)


def is_own_conduct(lower: str, start: int, end: int) -> bool:
    """Whether the span begins by asking those present to discuss or to listen."""
    return _CONDUCT.match(lower, start, end) is not None
