"""The theme, motto or watchword given for the meeting or for the work ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Finding, Slogan
from extractor.language.layout import layout_of
from extractor.patterns import any_of

if TYPE_CHECKING:
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

# From the cue to the quotation: words about the motto, no other sentence and no other quotation.
_QUOTED = re.compile(
    r"(?P<between>(?:[^\"'\n.;]|\.(?=\w)){0,140}?):? ?(?:\"+(?P<motto>[^\"\n]{4,220})\"|'+(?P<single>[^'\"\n]{4,220})'(?!\w))"
)
_SHORT_WAY = 16  # from "tinh thần" to what it is
_WAY_BEFORE = 30  # the words before a motto by which something was done
_FAR = 1_000  # code points of a sentence that are looked back over
_QUOTE_REACH = 145  # characters, more than may stand before the quotation
# "X" là chủ đề của hội nghị: the words stand before the cue.
_BEFORE = re.compile(r"\"(?P<motto>[^\"\n]{8,160})\",? (?:chính )?(?:là|cũng là|-|:) $")
# Not quoted, but named behind a colon; a capital says that it is no clause. A theme may go on in small letters behind a semicolon.
_UNQUOTED = re.compile(
    r"(?: [^:\".;,\n]{0,40})?: ?(?P<motto>[^\W\d_][^\":.;\n]{10,130}(?P<rest>(?:; [^\W\d_A-ZĐ][^\":.;\n]{6,130})*))(?=[.;\n]|$)"
)
# Parts set off by dashes end where the sentence goes on: "Đoàn kết - Dân chủ - Phát triển và thông qua …".
_DASHED = re.compile(r"[^-]+(?: - [^-]+?)+(?= và [^\W\d_]+ [^\W\d_]+)")
# Several parts, each a watchword: "Kỷ cương - Sáng tạo - Phát triển".
_PARTS = re.compile(r" ?- |; |, |\. ")
# Whose theme it is when it is not the meeting's: a contest, a movement, a paper read.
_OTHER = re.compile(
    any_of(r"""
    cuộc thi|hội thi|cuộc vận động|triển lãm|tham luận|bài (?:viết|phát biểu|trình bày|thuyết trình)|báo cáo|chương trình nghệ thuật
    phong trào|phiên|chuyên mục|tiết mục|đề tài|cuốn sách|phóng sự|phim|video|clip|bức tranh|bài thơ|bài hát|ca khúc|vở (?:kịch|chèo|diễn)|tác phẩm
    băng rôn|băng-rôn|biểu ngữ|pa nô|pano|trưng bày|đêm|gala
    chương trình(?! (?:đối thoại|làm việc|hội nghị|hội thảo|tọa đàm|tập huấn|gặp mặt|họp mặt|giao ban)\b)
    hội diễn(?! ra)|giao lưu|dự án|ngày hội(?! đại đoàn kết)|tháng (?:hành động|cao điểm|thanh niên)|tuần lễ
""")
    + r"[^.,;\"]{0,45}$"
)
# But whoever opens a campaign gives its theme.
_OPENED = re.compile(r"\b(?:lễ|phát động|hưởng ứng|ra quân|khai mạc|mít tinh)\b[^.;]*$")
# "Với phương châm "…", xã đã làm 5 km đường" tells what was done by it; not so of the meeting itself.
_DONE = re.compile(
    r"\"?,? (?!(?:đại hội|hội nghị|hội thảo|tọa đàm|diễn đàn|sự kiện|lễ|buổi|chương trình|kỳ họp|cuộc|ngày hội|liên hoan)\b)[^.;\"]{0,60}(?<!\w)đã (?!xác định|đề ra|đặt|thống nhất|chọn|lựa chọn|chỉ đạo|yêu cầu)"
)
_WAYS = ("phương châm", "tinh thần", "mục tiêu", "quyết tâm", "tiêu chí", "châm ngôn")
_BY = re.compile(r"(?:^|[.\n] ?)(?:(?:theo|với|bằng|thực hiện|phát huy|trên) )+$")
_CARRIED_OUT = re.compile(r"\bthực hiện (?:(?:tốt|nghiêm|hiệu quả|có hiệu quả) )?$")
# The meeting itself goes by the words: "Với quyết tâm "…", Đại hội đề ra …".
_MEETING_GOES_BY = re.compile(r"\"?, (?:toàn thể )?(?:đại hội|hội nghị|hội thảo|kỳ họp|diễn đàn)\b")
# One of several: "các nội dung: "Đất đai", "Hộ tịch"".
_LISTED = re.compile(r"[.,;]?\"(?:,|;| và|, và) \"")
# Between the cue and the words: a message that somebody sends, one example of several.
_NOT_ITS = re.compile(r"\b(?:gửi|như|từng|mỗi)\b")
_DONE_LATELY = re.compile(r"\"[^.;\"]{0,20}\b(?:trong |những )?(?:năm|thời gian|nhiệm kỳ) qua\b")
# What was done by the motto lies behind, and a message that somebody sends is no motto.
_PAST = re.compile(r"\b(?:năm qua|thời gian qua|nhiệm kỳ qua|trong nhiệm kỳ|những năm qua|trước đây)\b")
_SENT = re.compile(r"(?:nhấn mạnh|gửi|gửi đi|đưa ra|phát đi|ký tên vào|ký vào|đọc|nhắc lại)(?: \w+){0,2} $")
_GIVEN_BY = re.compile(
    r"(?:được|do|của) (?P<giver>[^\",;]{4,80}?) (?:nêu|phát động|đề ra|đưa ra|chỉ đạo|lựa chọn|chọn|quán triệt)\b"
)
# "Năm 2024 được chọn là "Năm …"", "chọn năm 2024 là Năm "…"".
_YEAR_NAMED = re.compile(
    r"(?:năm (?:20\d\d|nay|tới|học 20\d\d ?- ?20\d\d) [^.;:\"\n]{0,40}?(?:xác định|chọn|lấy|coi|xem)|(?:xác định|chọn|lấy|coi|xem) năm (?:20\d\d|nay|tới|học 20\d\d ?- ?20\d\d))"
    r"(?: (?:là|làm|với chủ đề))+:? (?:năm(?: về)?:? )?\"(?P<motto>[^\"\n]{6,140})\""
)
# What may stand right before the name, and how far before and behind its mark the pattern reaches.
_BEFORE_NAME = tuple(f"{word}{mark} " for word in ("là", "làm", "chủ đề", "năm", "năm về") for mark in ("", ":"))
_NAME_REACH, _LONGEST_NAME = 140, 142
# "5 rõ" and its like, with or without quotation marks.
_COUNTED = re.compile(
    r" (?P<quote>\"?)(?P<motto>\d{1,2} (?:rõ|không|dám|thật|hơn|sát|giảm|tăng|quyết|đúng|nhất|tốt|chủ động|xung kích|sẵn sàng))(?P=quote)(?=[ ,.;:()]|$)"
)
_SEVERAL_PARTS = re.compile(r",| - ")
# Not quoted and behind "là": "Phương châm năm 2024 là Kỷ cương, trách nhiệm".
_PLAIN = re.compile(r"[^:\".;,\n]{0,60}? là (?P<motto>[^\W\d_][^\":.;\n]{6,130})(?=[.;\n]|$)")
# Neither quoted nor behind a colon: "với chủ đề Kinh tế số và lao động trẻ".
_BARE = re.compile(
    r"(?: chính)? (?P<motto>[^\W\d_][^\":.,;()\n]{13,130}?)(?=[.,;(\n]| (?:được|đã|sẽ|do|diễn ra|thu hút|nhằm|tại|vào|với|gồm|quy tụ|cùng|và các)\b|$)"
)
_BEARS = (" mang ", " với ", " có ", " với: ", "với ")
_TITLE_IS = re.compile(r"(?:\"|đây|đó) (?:chính )?là (?:chủ đề|thông điệp|khẩu hiệu) (?:của|chính|mà)")
_OPENING_TITLE = re.compile(r"[^:\n\"]{8,120}: ?\"(?P<motto>[^\"\n]{8,160})\"$")


def find(reading: Reading) -> Iterator[Finding]:
    """The best candidate and weaker ones behind it; none in most reports."""
    layout = layout_of(reading)
    for cue in reading.cues_of("slogan"):
        if not layout.in_caption(cue.start) and (found := _after(reading, cue)):
            yield found
    if named := _year_named(reading.lower):
        yield reading.finding("slogan", named.span("motto"), Slogan(), "slogan.year", 0.7)
    yield from _title(reading)


def _year_named(lower: str) -> re.Match[str] | None:
    """The first naming of a year, found by the quotation mark before the name."""
    quote = lower.find('"')
    while quote >= 0:
        if lower.endswith(_BEFORE_NAME, 0, quote):
            named = _YEAR_NAMED.search(lower, max(0, quote - _NAME_REACH), quote + _LONGEST_NAME)
            if named is not None and named.start("motto") == quote + 1 and not _DONE.match(lower, named.end("motto")):
                return named
        quote = lower.find('"', quote + 1)
    return None


def _after(reading: Reading, cue: Cue) -> Finding | None:
    ahead = reading.folded[cue.end : cue.end + _QUOTE_REACH]
    match = _QUOTED.match(reading.folded, cue.end) if '"' in ahead or "'" in ahead else None
    if not match:
        return _counted(reading, cue) or _before(reading, cue) or _unquoted(reading, cue)
    return _quoted(reading, cue, match)


def _quoted(reading: Reading, cue: Cue, match: re.Match[str]) -> Finding | None:
    """The words in quotation marks behind the cue, or the count of a rule in them ("5 rõ")."""
    if reading.folded.startswith(' "', cue.end) and (counted := _counted(reading, cue)):
        return counted
    quoted = "motto" if match["motto"] else "single"
    motto = match[quoted].rstrip(" .,;…/")
    between = match["between"]
    span = (match.start(quoted), match.start(quoted) + len(motto))
    none = not motto or _LISTED.match(reading.lower, span[1]) or _NOT_ITS.search(between)
    if none or _of_another(reading, cue) or _not_ahead(reading, cue) or _done_by_it(reading, cue, span[1]):
        return None
    if cue.kind == "shaped":
        shaped = _is_shaped(reading, cue, motto) or _MEETING_GOES_BY.match(reading.lower, span[1])
        if len(between) > _SHORT_WAY or len(motto) > 110 or not shaped:
            return None
        return reading.finding("slogan", span, Slogan(_giver(between)), cue.rule, 0.8)
    # A theme that stands far behind its cue belongs to it only over a colon.
    if len(between) > 60 and ":" not in reading.folded[match.end("between") : span[0]]:
        return None
    return reading.finding("slogan", span, Slogan(_giver(between)), cue.rule, 0.96 if len(between) < 40 else 0.92)


def _of_another(reading: Reading, cue: Cue) -> bool:
    """Whether the theme is that of something else than the meeting, which the meeting does not open either."""
    other = _OTHER.search(reading.lower, max(0, cue.start - 70), cue.start)
    if other is None:
        return False
    begun = reading.lower[max(0, other.start() - 80) : other.start()]
    opened = _OPENED.search(begun) or " phát động" in other[0]
    return not (other[0].startswith(("tháng ", "tuần lễ", "phong trào")) and opened)


def _done_by_it(reading: Reading, cue: Cue, end: int) -> bool:
    """Whether the sentence opens with the motto and tells what was done by it."""
    if _DONE_LATELY.match(reading.lower, end):
        return True
    reach = max(0, cue.start - _WAY_BEFORE)
    opens = reading.lower.startswith(_WAYS, cue.start) and _BY.search(reading.lower, reach, cue.start)
    by_it = opens or _CARRIED_OUT.search(reading.lower, reach, cue.start)
    return bool(by_it) and _DONE.match(reading.lower, end) is not None


def _is_shaped(reading: Reading, cue: Cue, motto: str) -> bool:
    """Whether the words have the shape of a motto: several parts, and a capital where no order names them."""
    if reading.lower.endswith("quán triệt ", 0, cue.start):
        return True
    parts = len(_PARTS.split(motto)) > 1 and (motto[0].isupper() or motto[0].isdigit())
    return parts or (motto[0].islower() and motto.count(", ") > 0 and reading.lower.startswith("tinh thần", cue.start))


def _counted(reading: Reading, cue: Cue) -> Finding | None:
    match = _COUNTED.match(reading.lower, cue.end)
    if match is None or _not_ahead(reading, cue):
        return None
    return reading.finding("slogan", match.span("motto"), Slogan(), cue.rule, 0.6)


def _not_ahead(reading: Reading, cue: Cue) -> bool:
    """Whether the words are those by which something was done, or a message that somebody sends."""
    sentence = reading.sentence_at(cue.start)
    start = sentence.start if sentence else cue.start
    sent = reading.lower.startswith("thông điệp", cue.start) and _SENT.search(
        reading.lower, max(start, cue.start - 40), cue.start
    )
    return bool(sent) or _PAST.search(reading.lower, max(start, cue.start - _FAR), cue.start) is not None


def _before(reading: Reading, cue: Cue) -> Finding | None:
    match = _BEFORE.search(reading.folded, max(0, cue.start - 180), cue.start)
    if not match or cue.kind == "shaped":
        return None
    return reading.finding("slogan", match.span("motto"), Slogan(), cue.rule, 0.7)


def _unquoted(reading: Reading, cue: Cue) -> Finding | None:
    match = _UNQUOTED.match(reading.folded, cue.end)
    plain = None if match or cue.kind == "shaped" else _PLAIN.match(reading.folded, cue.end)
    if plain and plain["motto"][0].isupper() and _SEVERAL_PARTS.search(plain["motto"]):
        return reading.finding("slogan", plain.span("motto"), Slogan(), cue.rule, 0.55)
    if not match and cue.kind != "shaped":
        return _bare(reading, cue)
    if not match or cue.kind == "shaped" or not match["motto"][0].isupper():
        return None
    start, end = match.span("motto")
    if match["rest"] and not reading.lower.startswith("chủ đề", cue.start):
        end = match.start("rest")
    elif dashed := _DASHED.match(reading.folded, start, end):
        end = dashed.end()
    return reading.finding("slogan", (start, end), Slogan(), cue.rule, 0.6)


def _bare(reading: Reading, cue: Cue) -> Finding | None:
    """The theme that a capital alone tells from the words before it."""
    named = _BARE.match(reading.folded, cue.end) if reading.lower.endswith(_BEARS, 0, cue.start) else None
    if named is None or not named["motto"][0].isupper() or _of_another(reading, cue) or _not_ahead(reading, cue):
        return None
    return reading.finding("slogan", named.span("motto"), Slogan(), cue.rule, 0.5)


def _giver(between: str) -> str | None:
    given = _GIVEN_BY.search(between)
    return given["giver"].strip() if given else None


def _title(reading: Reading) -> Iterator[Finding]:
    """The headline itself, where the next line says that it is the theme; or its quoted second half."""
    if len(reading.lines) < 2:
        return
    first, second = reading.lines[0], reading.lines[1]
    if _TITLE_IS.match(reading.lower, second.start):
        start, end = first.start, first.end
        if reading.folded[start] == '"' and reading.folded[end - 1] == '"':
            start, end = start + 1, end - 1
        yield reading.finding("slogan", (start, end), Slogan(), "slogan.title_is_theme", 0.95)
    elif match := _OPENING_TITLE.match(reading.folded, first.start, first.end):
        yield reading.finding("slogan", match.span("motto"), Slogan(), "slogan.title", 0.6)


component = register("meeting_slogan", find)
