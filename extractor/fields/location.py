"""Where the meeting was held: the place behind "tại" in the sentence that dates or opens the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.fields import event_date
from extractor.fields.component import register
from extractor.findings import Finding, Quoted
from extractor.language.dates import dates_of
from extractor.language.further import further_from
from extractor.language.layout import layout_of
from extractor.patterns import any_of
from extractor.rules.naming import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading
    from extractor.language.sentences import Sentence

_LABEL = re.compile(
    r"[-+*• \d.)]*(?:[ivx]{1,4}[.)/] ?)?(?:địa điểm(?: họp| tổ chức)?|(?:nơi|chỗ) (?:họp|tổ chức)|tại(?= ?:)|location|venue)(?: là| *[:*-]{1,3})[* ]{0,9}(?:tại )?(?=\w)"
)
_AT = re.compile(r"t[aạ]i (?<![^\W\d_].{4})")
# Behind the day, or where a meeting is said to have been, "ở" leads to its place; elsewhere to what the meeting is about.
_IN = re.compile(r"ở (?:(?<=diễn ra ở )|(?<=được tổ chức ở )|(?<=khai mạc ở )|(?<=, ở )|(?<=\d ở )|(?<=\) ở ))")
# What "tại" may lead to that is no place of the meeting.
_NO_PLACE = re.compile(
    any_of(r"""
    buổi|hội nghị|cuộc|phiên|kỳ họp|đại hội|hội thảo|tọa đàm|diễn đàn|chương trình|đây|địa bàn|các (?!điểm)|khoản|điều|nghị|quyết|thông|chỗ|thời điểm|lễ
    văn bản|báo cáo|dự án|luật|công văn|kế hoạch|quy|nhiều|một số|những|khu vực
    điểm cầu (?:chính|trung tâm|trung ương|các|cấp|cơ sở|địa phương)\b(?! (?:tại|ở|hội trường|trụ sở|ubnd|tỉnh|thành))
    mục|phụ lục|hiệp định|nước|việt nam|đó|(?:đơn vị|cơ quan)(?=[,.;\n])|tổ (?!dân|công|\d)|dn\b|doanh nghiệp|\d
""")
)
# What a comma in a place's name stands before: the larger place in which it lies.
_ADDRESS = any_of(r"""
    tỉnh|thành phố|tphcm|tp|huyện|quận|thị xã|xã|phường|số|ngõ|đường|học viện|trường|nhà|tòa|tầng|trụ sở
    hà nội|thủ đô|việt nam|nhật bản|hàn quốc|trung quốc|campuchia|thái lan|singapore|malaysia|indonesia|philippines|myanmar|ấn độ|hoa kỳ|australia|canada|thụy sĩ
    (?:lào|nga|đức|pháp|anh|mỹ|úc|bỉ)(?=[,.;)\n])
    cụm công nghiệp|khu công nghiệp|kcn|khu phố|khu đô thị|thôn|ấp|bản|làng|thị trấn|khách sạn|trung tâm|hội trường|nhà văn hóa|tòa nhà|văn phòng|khu
""")
# But whoever holds the meeting may bear such a word, too: "tại xã A, Trung tâm B tổ chức …".
_HOLDS = any_of("""
    tổ chức|chủ trì|phối hợp|họp|làm việc|mở (?:lớp|khóa)|khai mạc|khai giảng|có buổi
    đã(?! (?:diễn ra|khai mạc|bế mạc|được tổ chức|long trọng diễn|chính thức))
    gặp mặt|tập huấn|ra mắt|công bố|phát động|sơ kết|tổng kết
""")
_SAYS_MORE = any_of(r"""
    đã|hôm|diễn ra|tổ chức(?<!các tổ chức)|trước|sau|dưới|với|do|theo|nhân dịp|nhân kỷ niệm|thì|vào|ngày|từ(?= (?:ngày|sáng|chiều|hôm|\d))
    sáng(?! tạo| tác| kiến| chế)|chiều|trong|nhằm|để|vừa|được|phối hợp|chủ trì|có|cho|về|và làm
    ông(?<!nhà ông)|bà(?<!nhà bà)(?! (?:rịa|nà|đen|chiểu|điểm)\b)|đồng chí|thủ tướng|phó|bộ trưởng|thứ trưởng|chủ tịch
    chuyên đề|khai mạc|họp(?<!phòng họp)(?<!hội họp)|bộ (?=nông|tt|y tế|tư)|ubnd (?=tỉnh .{3,30} tổ chức)
""")
_PLACE_END = re.compile(
    r"[;:](?!\w)|\.(?<!\Wtp\.)(?!\w)|\n"
    rf"|,(?! {_ADDRESS}\b(?!(?:(?! (?:đã )?diễn ra\b)[^,.;]){{0,90}} {_HOLDS}\b))"
    rf"| (?:{_SAYS_MORE}\b|- (?=ubnd[^,.;]{{0,60}} (?:tổ chức|họp|đã|phối hợp|có buổi|gặp mặt)\b))"
)
_VENUE = re.compile(
    any_of(r"""
    hội trường|trụ sở|nhà|phòng họp|trung tâm|khách sạn|hà nội|thủ đô|thành phố|tp|tỉnh|huyện|thị xã|xã|phường|quận
    điểm cầu|phố|đường|văn phòng|học viện|trường|cục|sở|ubnd|công ty|bộ|số \d+|đình|chùa|đền|sân|quảng trường|khu|sảnh|phòng
    bệnh viện|giảng đường|nhà máy|thôn|ấp|bản|làng|buôn|khóm|khối|tổ|chợ|trạm|ủy ban|khuôn viên|tòa|cơ quan|doanh trại|đồn
    công viên|đại học|rạp|cung|bảo tàng|thư viện|viện|cầu cảng|cánh đồng|bến|vườn|trang trại|tượng đài|nghĩa trang|di tích
    cửa khẩu|đảo|xưởng|trung đoàn|lữ đoàn|sư đoàn
""")
    + r"\b"
)
_LINE_END = re.compile(r"tại (điểm cầu [^\W\d_]+)")
_CLOSES = re.compile(
    r"\btại ((?:tp|thành phố|tỉnh|huyện|thị xã|xã|phường|quận|công an|sở|trường|bệnh viện|công ty)\b[^,.:;]{2,60})$"
)
# What may stand between the date and "tại".
_BESIDE = re.compile(
    r"(?: vừa qua| vừa rồi)?(?: ?\([^)]{1,60}\))?[ ,:-]*(?:(?:theo )?giờ [^,\n]{3,25}, )?(?:dưới sự (?:chủ trì|điều hành|chỉ đạo|chủ tọa) của [^,\n]{3,90}, )?"
)
# "Đại sứ quán Hoa Kỳ tại Hà Nội" is a body.
_OF_BODY = re.compile(
    r"(?:đại sứ quán|lãnh sự quán|văn phòng đại diện|trưởng đại diện|phái đoàn|chi nhánh)[^,.;:]{0,30}$"
)
# "với 35 điểm cầu tại các huyện" tells where others sat.
_ENDS_OF_LINE = re.compile(r"(?:\d|các|những) (?:điểm cầu|đầu cầu) $")
# "Cuộc họp … đã diễn ra tại Trụ sở Chính phủ", in a lead without a date.
_HELD = re.compile(r"(?:diễn ra|được tổ chức|khai mạc) $")
_LEAD = 900
_LIMIT = 110
_NEAR = 260
_WORKED = "làm việc"
_POINTING = (" này", " nói trên", " trên")  # named before
_HALL = "hội trường"  # alone it is where a council sits in full
_BESIDE_DATE, _SET_APART = 5.0, 3.0
_BESIDE_REACH = 200  # from the day to what `_BESIDE` lets stand before "tại"
_HELD_REACH = 300  # from a place that stands by itself to the meeting
_PROVINCE = 24  # characters, more than the longest name of one
_CLOSE = 4  # from a place to the date behind it
_INSPECTS = ("kiểm tra", "giám sát", "khảo sát", "kiểm sát", "kiểm sát trực tiếp", "thanh tra")
_INSPECTED = 120  # from a verb of inspecting to "tại"
_MET = 30  # from a verb of meeting to "tại"


def find(reading: Reading) -> Iterator[Finding]:
    """The venue or place of the meeting."""
    lower = reading.lower
    label = next(filter(None, (_LABEL.match(lower, line.start) for line in reading.lines)), None)
    if label:
        end = lower.find("\n", label.end())
        start, end = label.end(), end if end >= 0 else len(lower)
        span = (start, start + len(lower[start:end].rstrip("*. ,;")))
        if span[0] < span[1]:
            yield reading.finding("location", span, Quoted(), "location.label", 0.9)
        return
    best = max(_candidates(reading), key=lambda c: c[0], default=None) or _remote(reading)
    if best:
        yield reading.finding("location", best[1], Quoted(), "location.at", 0.95 if best[0] >= 4 else 0.85)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that the report tells: where those of the meeting end, where others begin, and the sentence that dates it."""

    own: tuple[int, ...]
    others: tuple[int, ...]
    starts: tuple[int, ...]
    lead: Sentence | None

    @classmethod
    def of(cls, reading: Reading) -> _Days:
        """Tell the meeting's day from the others."""
        dates = [d for d in dates_of(reading) if not d.trap]
        begun = next((f.start for f in event_date.find(reading) if isinstance(f, Finding)), None)
        told = next((d for d in dates if reading.source.original(d.start, d.end)[0] == begun), None)
        days = {(told.day, told.month), (told.end_day, told.end_month)} if told else set()
        own = {d.start: d.end for d in dates if not days or not d.day or (d.day, d.month) in days}
        return cls(
            tuple(own.values()),
            tuple(d.start for d in dates_of(reading) if d.start not in own and d.trap in (None, "future", "deadline")),
            tuple(d.start for d in dates),
            reading.sentence_at(told.start) if told else None,
        )

    def ends_near(self, position: int) -> bool:
        """Whether the meeting's day stands right before `position`, or little between."""
        return bool(_within(self.own, position - _BESIDE_REACH + 1, position + 1))

    def begins_behind(self, position: int) -> bool:
        """Whether a day stands right behind `position`."""
        return bool(_within(self.starts, position + 1, position + _CLOSE))

    def others_in(self, sentence: Sentence) -> bool:
        """Whether the sentence tells another day."""
        return bool(_within(self.others, sentence.start, sentence.end))


def _within(positions: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    """Those of the rising positions from `start` to before `end`."""
    return positions[bisect_left(positions, start) : bisect_left(positions, end)]


def _candidates(reading: Reading) -> list[tuple[float, tuple[int, int]]]:
    """Places behind "tại" in the lead, each with how well it fits."""
    lower, days, further = reading.lower, _Days.of(reading), further_from(reading)
    found = []
    for match in _leads(lower, days, further):
        start = match.end()
        venue = _VENUE.match(lower, start) is not None
        named = venue or reading.folded[start : start + 1].isupper()
        if not (named or days.ends_near(match.start())) or not _may_be_place(reading, match):
            continue
        score = _fit(reading, match.start(), days)
        if not named and score < _BESIDE_DATE:
            continue
        stop = _PLACE_END.search(lower, start, start + _LIMIT)
        end = _with_address(reading, start, stop.start() if stop else min(start + _LIMIT, len(lower)))
        if not score and _opens(reading, match.start()) and days.begins_behind(end):
            score = 4.0  # "Tại Hà Nội, ngày 6/6, …"
        if score < _SET_APART and lower.startswith(",", end) and _set_apart(reading, match.start(), days):
            score = _SET_APART
        if score and end - start > 2 and lower[start:end] != _HALL and not lower.endswith(_POINTING, start, end):
            dated = days.lead is not None and days.lead.start <= start < days.lead.end
            found.append((score + (0.5 if venue else 0) + (1 if dated else 0), (start, end)))
    return found


def _with_address(reading: Reading, start: int, end: int) -> int:
    """The end of the place, behind the bracket that was open, and behind the province that a comma adds: "tại Mộc Châu, Sơn La, …"."""
    opened = reading.lower.rfind("(", start, end)
    if opened >= 0 and (closed := reading.lower.find(")", opened, start + _LIMIT)) >= end:
        return closed + 1
    name = end + len(", ")
    if not reading.lower.startswith(", ", end) or not reading.folded[name : name + 1].isupper():
        return end
    province = lexicon("place").at(reading.lower, name, min(name + _PROVINCE, len(reading.lower)))
    ends = province is not None and reading.lower.startswith((",", ".", ";", ")", "\n"), province[0])
    return province[0] if province and ends else end


def _leads(lower: str, days: _Days, further: int) -> Iterator[re.Match[str]]:
    """The words that may lead to a place, up to the next meeting at `further`."""
    yield from _AT.finditer(lower, 0, further)
    for end in days.own:
        yield from _IN.finditer(lower, end, min(further, end + _NEAR))


def _may_be_place(reading: Reading, at: re.Match[str]) -> bool:
    """Whether the words behind "tại" may name a place where the meeting was."""
    lower, start = reading.lower, at.end()
    return not (
        start == len(lower)
        or _NO_PLACE.match(lower, start)
        or _OF_BODY.search(lower, max(0, at.start() - 40), at.start())
        or _ENDS_OF_LINE.search(lower, max(0, at.start() - 20), at.start())
        or layout_of(reading).in_caption(start)
        or _quoted(reading, start)
    )


def _set_apart(reading: Reading, at: int, days: _Days) -> bool:
    """Whether the place at `at` stands by itself in the lead, before whoever held the meeting: "…, tại Hội trường A, Sở B tổ chức hội nghị"."""
    sentence = reading.sentence_at(at)
    if sentence is None or sentence.start >= _LEAD or reading.lower.startswith("trước đó", sentence.start):
        return False
    if days.others_in(sentence):
        return False
    apart = at == sentence.start or reading.lower.endswith((", ", "- ", ") "), 0, at)
    reach = min(sentence.end, at + _HELD_REACH)
    return bool(apart and reading.cues_in(at, reach, "meeting") and reading.cues_in(at, reach, "hold"))


def _remote(reading: Reading) -> tuple[float, tuple[int, int]] | None:
    """The end of the line ("điểm cầu …") from which a meeting by video is reported, or the place that closes the headline."""
    lower = reading.lower
    if (match := _LINE_END.search(lower)) and not _NO_PLACE.match(lower, match.start(1)):
        stop = _PLACE_END.search(lower, match.start(1), match.start(1) + _LIMIT)
        return 1.0, (match.start(1), stop.start() if stop else match.end())
    for line, kind in zip(reading.lines, layout_of(reading).kinds, strict=True):
        if kind == "title" and (match := _CLOSES.search(lower, line.start, line.end)):
            return 1.0, (match.start(1), match.end(1))
    return None


def _opens(reading: Reading, position: int) -> bool:
    """Whether the sentence begins at `position`."""
    sentence = reading.sentence_at(position)
    return sentence is not None and sentence.start == position


def _quoted(reading: Reading, position: int) -> bool:
    """Whether `position` stands between quotation marks, in the name of something."""
    sentence = reading.sentence_at(position)
    return sentence is not None and reading.lower.count('"', sentence.start, position) % 2 == 1


def _fit(reading: Reading, at: int, days: _Days) -> float:
    """How well a "tại" says where the meeting was: right behind the date, or behind the meeting's name."""
    sentence = reading.sentence_at(at)
    if not sentence or reading.lower.startswith("trước đó", sentence.start):
        return 0.0
    if any(_BESIDE.fullmatch(reading.lower, end, at) for end in _within(days.own, at - _BESIDE_REACH, at + 1)):
        return _BESIDE_DATE
    near = _within(days.own, max(sentence.start, at - _NEAR + 1), min(sentence.end + 1, at + _NEAR))
    if not near and days.others_in(sentence):
        return 0.0
    if not near:
        told = sentence.start < _LEAD and _HELD.search(reading.lower, max(sentence.start, at - 24), at)
        return 1.5 if told and reading.cues_in(sentence.start, at, "meeting") else 0.0
    return _told_by_verb(reading, sentence, at)


def _told_by_verb(reading: Reading, sentence: Sentence, at: int) -> float:
    """How well the verbs before "tại" say that some met, inspected or held a meeting there."""
    met = reading.cues_in(max(sentence.start, at - _MET), at, "organizer")
    if any(cue.kind == "meet" or _WORKED in reading.lower[cue.start : cue.end] for cue in met):
        return 2.0  # "đã họp phiên thứ 10 tại Hà Nội"
    seen = reading.cues_in(max(sentence.start, at - _INSPECTED), at, "organizer")
    if any(cue.kind == "visit" and reading.lower.endswith(_INSPECTS, cue.start, cue.end) for cue in seen):
        return 1.5  # "đoàn đã giám sát việc thu phí tại xã A"
    held = reading.cues_in(sentence.start, at, "meeting") and reading.cues_in(sentence.start, sentence.end, "hold")
    return 3.0 if held else 0.0


component = register("meeting_location", find)
