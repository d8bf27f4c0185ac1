"""The noun phrases that name a meeting, and which of them names the one that is reported.

`names_of(reading)` gives every phrase that begins at a meeting noun and says
more than the noun ("hội nghị tổng kết công tác năm 2016"), best first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language.dates import dates_of
from extractor.language.layout import layout_of
from extractor.language.name_ends import TERSE, end_of_name
from extractor.language.reading import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.layout import Layout
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A phrase (folded span) that names a meeting, the kind of its noun, and how well it names the reported one."""

    start: int
    end: int
    kind: str
    score: float


_BEFORE = 60  # characters before a noun that tell whether it is what is held
_BESIDE = 3
_BARE_DEED, _BARE_VERB, _SURE = 3.5, 5.0, 99.0
_MEET = "họp"
# Deeds that name the meeting by themselves where the lead tells them; the others need a verb of holding.
# A review does so only near the day, because its subject may go on to other verbs; an inspection's delegation has a long name.
_TELLING = re.compile(r"(?P<near>tổng kết|sơ kết|giao ban|tiếp xúc cử tri|sinh hoạt)|kiểm tra|giám sát|khảo sát")
_NEAR, _FAR = 80, 250
# Words before a deed that is only talked about.
_SPOKEN_OF = re.compile(
    r"\b(?:công tác|việc|báo cáo|nội dung|để|nhằm|về|kế hoạch|(?<!tỉnh )(?<!thành )(?<!huyện )(?<!quận )(?<!thị )(?<!xã )(?<!phường )đoàn|ban|tổ|dự thảo|sau|trước|và|kết quả|phục vụ|tăng cường|họp|làm việc|,) $"
)
# Several meetings at once are not the one that is reported.
_SEVERAL = re.compile(r"\b(?:các|những|nhiều|một số|mọi|mỗi|hàng chục|hàng loạt) $")
_COUNTED = re.compile(
    r"(?:tổ chức|được|mở|có|công) (?:trên |hơn |gần )?(?:0?[2-9]|[1-9]\d+|hai|ba|bốn) (?:buổi |cuộc )?$"
)
_MINUTES_TITLE = 5.5
_BARE_TITLE = 10  # characters of "HỌP DÂN" and its like, which the text may name better
_SUBJECT_TITLE = 3.1
_LEAD, _EARLY = 500, 1400
_HELD_BEFORE = re.compile(
    r"(?:tổ chức(?: thành công| trọng thể| buổi| cuộc| khai mạc)*|chủ trì|chủ toạ|dự và chủ trì|chỉ đạo|khai mạc|có|tiến hành|diễn ra|phát biểu tại|mở|trọng thể|triệu tập|dự(?:(?<=, dự)|(?<=\) dự)|(?<=\w\w dự))|tham gia) (?:\d+ |một )?$"
)
# Behind a verb of holding these words belong to the name: "chủ trì cuộc họp nghe báo cáo quy hoạch".
_HEARS = re.compile(r" (?:nghe|thảo luận|bàn|tập trung) \w")
# The name is what is held: "Hội nghị … diễn ra".
_HELD_BEHIND = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:đã |vừa |chính thức )*(?:được tổ chức|diễn ra|khai mạc|bế mạc)(?!\w)"
)
_PURPOSE = re.compile(r" (?:nhằm|để)\b")
_ATTENDED = re.compile(r"(?:^|[.;\n] ?)(?:tham |về |đến |tới |cùng |đã )*dự $")
_AT_BEFORE = re.compile(r"\b(?:tại|trong|ở|qua) (?:buổi )?$")
# Talked about everywhere, held by the Central Committee alone.
_CENTRAL = re.compile(r"hội nghị (?:trung ương|tw|t\.ư) (?:lần thứ )?\w+")
_MINUTES = re.compile(r"[#* ]*(?:biên bản )?((?:cuộc |buổi )?họp\b(?! (?:báo|lệ))[^\n]*?)[* ]{0,9}(?: - (?!\d)|$)")
# What minutes are about, where no noun names the meeting: "Giám sát công tác tiếp công dân".
_SUBJECT = re.compile(r"[#* ]*(?:biên bản )?(?!biên bản|số\b|năm |\(|v/v|v/v|về việc)([^\n]*?)[* ]{0,9}$", re.MULTILINE)
# The noun ends its line: "BIÊN BẢN HỌP", below it "Xét duyệt hộ nghèo".
_SPLIT = re.compile(r"biên bản ((?:cuộc |buổi )?họp *\n(?!\(|v/v|số\b|năm )[^\n]+?)[* ]{0,9}$", re.MULTILINE)
# A sitting that is to come, or long over.
_LATER = re.compile(r" (?:cuối năm|sau|tới|trước|vừa qua|sắp tới|tiếp theo|gần đây|gần nhất)(?!\w)")
_FIRST = re.compile(r" (?:(?:lần )?thứ (?:nhất|i|1|01)|lần đầu|đầu tiên)(?!\w)")
_COUNCIL_SITTING = "kỳ họp"
_ANOTHER = ("trước ", "sau ", "chuẩn bị ", "chuẩn bị cho ")
_SITTING = "ky_hop"
# What a body does by its headline: "HĐND huyện giám sát việc thu phí tại xã".
_HEADLINED = re.compile(r"(?:giám sát|kiểm tra|khảo sát|tiếp xúc cử tri|tổng kết|sơ kết|giao ban|sinh hoạt)\b")
_HEADLINE, _WORDS = 3.05, 2
_OPENED, _SHOWN = 1.5, 1.5  # what "… đã khai mạc" behind a name adds, and what standing in a caption takes away
_CAME = 1.5  # what "dự" before a deed takes away: "350 doanh nghiệp dự đối thoại"
_DEED, _CONGRESS, _PRESS = "deed", "dai_hoi", "hop_bao"
_EARLIER = re.compile(
    r"\b(?:trước đó|trước đây|sau|chuẩn bị|lần trước|tới đây|dự kiến|sẽ|kết luận của|nghị quyết|văn kiện|kế hoạch|phục vụ|nhân dịp|bên lề|khuôn khổ|(?<!tổ chức )thành công|ban chỉ đạo|ban tổ chức)[^.,;]{0,25}$"
)
# "Nhân chuyến thăm Nhật Bản và dự Hội nghị A, sáng 6/6 …"
_OCCASION = re.compile(
    r"(?:nhân(?: dịp)?|trong khuôn khổ|bên lề|trong chương trình|hướng tới|chào mừng|tiếp theo|sau) [^,]{0,250}"
)
_BEFOREHAND = ("trước đó", "trước đây", "trước kỳ họp", "trước buổi", "trước hội nghị", "trước khi")
_SHORT = 24  # characters of "Phiên họp thứ ba" and its like
_FULLER = 4.0  # the least score of a longer form
# What a body or a leader does in the lead by a bare verb is the meeting; what later sentences name lies behind it.
_WORKS = ("làm việc với", "thăm và làm việc", "thăm, làm việc")
_WITHIN_WORK = re.compile(
    r"(?<!\w)(?:tại|trong|buổi|cuộc|chương trình|chuyến)(?: \w+)? $|\b(?:sẽ|chương trình|chuyến)\b"
)
_BEHIND_WORK = 4.0  # what a name loses by that
_OWN_WORK = frozenset({"lam_viec", "deed"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all names of a report are weighed by; what is not there lies behind the text's end."""

    layout: Layout
    anchors: list[int]  # where days are told
    body: int  # where the text begins
    congress: int  # the first noun for one
    works: int  # where the sentence ends that tells of work with others

    @classmethod
    def of(cls, reading: Reading) -> _Scene:
        """What the report tells."""
        layout, nowhere = layout_of(reading), len(reading.lower)
        anchors = [date.start for date in dates_of(reading) if not date.trap]
        body = next((at.start for at, kind in zip(reading.lines, layout.kinds, strict=True) if kind == "body"), 0)
        congress = next((cue.start for cue in reading.cues_of("meeting") if cue.kind == _CONGRESS), nowhere)
        works = _end_of_work(reading, body, anchors)
        return cls(layout, anchors, body, congress, nowhere if works is None else works)


# Name, type and doubts all ask about the same reading.
@once
def names_of(reading: Reading) -> tuple[MeetingName, ...]:
    """Find the names of meetings in the report, the best first."""
    scene = _Scene.of(reading)
    found = list(_minutes(reading, scene.layout))
    covered = 0
    for cue in reading.cues_of("meeting"):
        if cue.start < covered or of_several(reading, cue.start):
            continue
        name, covered = _named(reading, scene, cue)
        if name is not None:
            found.append(name)
    return _fullest(reading.lower, sorted(found, key=lambda name: -name.score), scene.body)


def _named(reading: Reading, scene: _Scene, cue: Cue) -> tuple[MeetingName | None, int]:
    """The name that begins with the cue, if one does, and where the next one may begin."""
    lower, start, noun_end = reading.lower, cue.start, cue.end
    line = reading.line_at(start)
    held = _HELD_BEFORE.search(lower, max(0, start - _BEFORE), start) is not None
    bare_deed = cue.kind == _DEED and not held
    if bare_deed and (name := _headlined(reading, scene.layout, line, (start, noun_end))):
        return name, start
    if (
        (bare_deed and not _opens(reading, start, start - scene.body, scene.anchors))
        or (not held and _PURPOSE.match(lower, noun_end))
        or _sits_elsewhere(lower, (start, noun_end, cue.kind), elected=scene.congress < start)
    ):
        return None, start
    hears = held and _HEARS.match(lower, noun_end)
    end = end_of_name(reading, (start, noun_end), reading.lines[line].end, bare=not hears)
    if end is None:  # "buổi họp" within a bare "buổi họp báo" names nothing either
        return None, noun_end if cue.kind == _PRESS else start
    if scene.layout.kinds[line] in ("signature", "furniture", "stamp"):
        return None, start
    limit = _BARE_DEED if bare_deed else _BARE_VERB if noun_end - start == len(_MEET) else _SURE
    score = _place(scene.layout, line, start - scene.body) + _score(reading, scene, cue, end, held=held)
    return MeetingName(start, end, cue.kind, min(score, limit)), end


def _fullest(lower: str, names: list[MeetingName], body: int) -> tuple[MeetingName, ...]:
    """The names, first the one that tells in full (from `body` on) what the headline, or a terse best one, tells the beginning of."""
    if not names or (names[0].start >= body and names[0].end - names[0].start > _SHORT):
        return tuple(names)
    best, told = names[0], lower[names[0].start : names[0].end]
    fuller = (
        name for name in names[1:] if name.score >= _FULLER and lower.startswith(told + " ", name.start, name.end)
    )
    name = next((name for name in fuller if name.start >= body), best)
    return (name, *(other for other in names if other is not name))


def _end_of_work(reading: Reading, body: int, anchors: list[int]) -> int | None:
    """Where the dated sentence of the lead ends that tells by a bare verb that some worked with others; None where none does."""
    for cue in reading.cues_of("organizer"):
        if (
            cue.kind != "visit"
            or not body <= cue.start < body + _LEAD
            or not reading.lower.endswith(_WORKS, cue.start, cue.end)
        ):
            continue
        sentence = reading.sentence_at(cue.start)
        if sentence is None or not any(sentence.start <= anchor < cue.start for anchor in anchors):
            continue
        told = reading.cues_in(sentence.start, sentence.end, "meeting")
        if all(noun.kind == _DEED for noun in told) and not _WITHIN_WORK.search(
            reading.lower, sentence.start, cue.start
        ):
            return sentence.end
    return None


def _opens(reading: Reading, start: int, distance: int, anchors: list[int]) -> bool:
    """Whether the deed at `start` is what the dated sentence of the lead tells ("Ngày 20/12, Hội Nông dân huyện tổng kết …")."""
    sentence, telling = reading.sentence_at(start), _TELLING.match(reading.lower, start)
    if sentence is None or telling is None or not 0 <= distance < _LEAD:
        return False
    reach = max(sentence.start, start - (_NEAR if telling["near"] else _FAR))
    return (
        any(reach <= anchor < start for anchor in anchors)
        and not reading.cues_in(sentence.start, start, "meeting")
        and not _SPOKEN_OF.search(reading.lower, sentence.start, start)
    )


def _is_occasion(reading: Reading, start: int) -> bool:
    """Whether the sentence opens with words for the occasion of what it tells, up to the name at `start`, or tells of earlier."""
    sentence = reading.sentence_at(start)
    return sentence is not None and (
        _OCCASION.fullmatch(reading.lower, sentence.start, start) is not None
        or reading.lower.startswith(_BEFOREHAND, sentence.start, start)
    )


def _sits_elsewhere(lower: str, cue: tuple[int, int, str], *, elected: bool) -> bool:
    """Whether the noun means another sitting, or, behind a congress, the first of those whom it has `elected`."""
    start, end, kind = cue
    if kind == _SITTING and is_another_sitting(lower, start, end):
        return True
    others = elected and kind != _CONGRESS and not lower.startswith(_COUNCIL_SITTING, start)
    return others and _FIRST.match(lower, end) is not None


def is_another_sitting(lower: str, start: int, end: int) -> bool:
    """Whether the noun for a sitting means one that is to come or is over: "trước Kỳ họp thứ 18", "kỳ họp cuối năm"."""
    return lower.endswith(_ANOTHER, 0, start) or _LATER.match(lower, end) is not None


def of_several(reading: Reading, start: int) -> bool:
    """Whether the noun at `start` means several meetings ("các lớp tập huấn")."""
    return _SEVERAL.search(reading.lower, max(0, start - 20), start) is not None


def _headlined(reading: Reading, layout: Layout, line: int, deed: tuple[int, int]) -> MeetingName | None:
    """The name that the headline tells by its verb, behind whoever does it."""
    first, before = reading.lines[line].start, reading.lower[reading.lines[line].start : deed[0]]
    told = layout.kinds[line] == "title" and _HEADLINED.match(reading.lower, deed[0]) is not None
    if (
        not told
        or before.count(" ") < _WORDS
        or _SPOKEN_OF.search(before)
        or reading.cues_in(first, deed[0], "meeting")
    ):
        return None
    end = end_of_name(reading, deed, reading.lines[line].end, bare=True)
    return MeetingName(deed[0], end, _DEED, _HEADLINE) if end else None


def _minutes(reading: Reading, layout: Layout) -> Iterator[MeetingName]:
    """The meeting that the title of minutes names: "BIÊN BẢN HỌP TỔ DÂN PHỐ"."""
    titles = [line for line, kind in zip(reading.lines, layout.kinds, strict=True) if kind == "title"]
    if not titles or "biên bản" not in reading.lower[titles[0].start : titles[-1].end]:
        return
    if split := _SPLIT.search(reading.lower, titles[0].start, titles[-1].end):
        yield MeetingName(split.start(1), split.end(1), "noun", _SUBJECT_TITLE + 0.1)
    for line in titles:
        if (match := _SUBJECT.match(reading.lower, line.start, line.end)) and match.end(1) - match.start(
            1
        ) > TERSE // 2:
            yield MeetingName(match.start(1), match.end(1), "noun", _SUBJECT_TITLE)
        if (match := _MINUTES.match(reading.lower, line.start, line.end)) and match.end(1) - match.start(1) > _BESIDE:
            score = _MINUTES_TITLE if match.end(1) - match.start(1) > _BARE_TITLE else _BARE_DEED
            yield MeetingName(match.start(1), match.end(1), "noun", score)


def _score(reading: Reading, scene: _Scene, cue: Cue, end: int, *, held: bool) -> float:
    """How well the phrase from the cue to `end` names the meeting that is reported, by its length and what stands around it."""
    lower, start = reading.lower, cue.start
    before = lower[max(0, start - _BEFORE) : start]
    # Papers and tasks of a congress are talked about at many other meetings.
    elsewhere = (
        (cue.kind == _CONGRESS and scene.congress >= scene.body)
        or _CENTRAL.match(lower, start)
        or _is_occasion(reading, start)
    )
    weights = (
        (1.5, any(start - 330 < anchor <= end + 70 for anchor in scene.anchors)),
        (-4.5, _COUNTED.search(before)),  # what was held in the time before: "tổ chức thành công 2 hội nghị"
        (-3.0, _EARLIER.search(before)),
        (_OPENED, not held and _HELD_BEHIND.match(lower, end)),
        (-_SHOWN, scene.layout.in_caption(start)),
        (-3.5, elsewhere),
        (-_CAME, cue.kind == _DEED and before.endswith("dự ")),
        (-_BEHIND_WORK, start > scene.works and cue.kind not in _OWN_WORK),
    )
    score = min(3.0, (end - cue.end) / 22) + _at(before, start, scene.anchors, held=held)
    return score + sum(weight for weight, holds in weights if holds)


def _at(before: str, start: int, anchors: list[int], *, held: bool) -> float:
    """What the words before the phrase at `start` add: it is held, or somebody was at it."""
    if held and before.endswith("tham gia "):
        return 1.0  # others held it
    if held and not _ATTENDED.search(before):
        return 3.0
    at = _AT_BEFORE.search(before)
    if at is None:
        return 0.0
    opens = any(0 <= start - len(before) + at.start() - anchor <= _BESIDE for anchor in anchors)
    return 2.0 if opens else 1.0


def _place(layout: Layout, line: int, distance: int) -> float:
    """What the place adds: the headline, the lead, or a lead that stands last; `distance` counts from the body's start."""
    kinds = layout.kinds
    if kinds[line] == "title":
        return 2.5
    if 0 <= distance < _LEAD or (line >= len(kinds) - 2 and "byline" in kinds[max(0, line - 2) : line]):
        return 2.5
    return 1.0 if 0 <= distance < _EARLY else 0.0
