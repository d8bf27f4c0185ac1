"""Formal papers: minutes, notices and the like, whose head names the body that issues them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.language.bullets import behind_bullet, names_chair
from extractor.language.layout import layout_of
from extractor.language.people import UPPER, honorifics_end, name_at, post_at
from extractor.language.pieces import opens_list
from extractor.language.reading import once
from extractor.rules.naming import head_at
from extractor.rules.papers import paper_of

if TYPE_CHECKING:
    from extractor.language.layout import Layout, LineKind
    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Line, Sentence
    from extractor.rules.papers import Kind


@dataclass(frozen=True, slots=True)
class Paper:
    """A formal paper: its kind, and the title line (folded span) that tells it."""

    kind: Kind
    line: Span


@once
def paper_in(reading: Reading) -> Paper | None:
    """What kind of paper the text is; None for news, whose headline may begin with the same words in small letters."""
    kinds = layout_of(reading).kinds
    titles = [line for line, kind in zip(reading.lines, kinds, strict=True) if kind == "title"]
    for number, line in enumerate(titles):
        entry = paper_of(reading.lower[line.start : titles[-1].end])
        if entry is None:
            continue
        if entry.id == _NOTES:
            if number == 0 and _has_labels(reading):
                return Paper(entry.kind, (line.start, line.end))
            continue
        head = reading.folded[line.start : line.end].lstrip("#* ")
        sure = (entry.kind == "minutes" and (reading.folded[line.start] == "#" or number == 0)) or (
            entry.id in _TOLD_BY_HEADLINE and number == 0
        )
        if head[:8].isupper() or "header" in kinds or sure:
            return Paper(entry.kind, (line.start, line.end))
    return _below_headline(reading, kinds)


def _below_headline(reading: Reading, kinds: tuple[LineKind, ...]) -> Paper | None:
    """The minutes or notice whose title in capitals stands below the headline of the page that shows it."""
    for index in range(1, min(_HEAD_LINES, len(reading.lines) - 1)):
        line, below = reading.lines[index], reading.lines[index + 1]
        if kinds[index] == "heading" and reading.folded[line.start : line.end].isupper():
            entry = paper_of(reading.lower[line.start : below.end])
            if entry is not None and entry.kind in ("minutes", "notice"):
                return Paper(entry.kind, (line.start, line.end))
    return None


def _has_labels(reading: Reading) -> bool:
    """Whether the lines below the title name time, place, chair or those present, as the head of minutes does."""
    below = reading.lines[1 : 1 + _HEAD_LINES]
    return sum(_LABEL.match(reading.lower, line.start, line.end) is not None for line in below) >= _LABELS


_TOLD_BY_HEADLINE = ("paper.invitation", "paper.schedule")
_NOTES = "paper.notes"
_HEAD_LINES, _LABELS = 9, 2
_LABEL = re.compile(
    r"[*#+\- ]{0,6}(?:thời gian|ngày|ngày họp|địa điểm|chủ trì|chủ tọa|người chủ trì|thư ký|người ghi|thành phần|tham dự|tham gia|có mặt|vắng|date|chair|attendees|participants)(?: \w+){0,3}\W{0,4}:"
)
# What ends the left column of the head: the state's or the Party's name, the motto, the place and date, a bar between cells.
_RIGHT = re.compile(
    r"cộng h[òo]a xã hội|đảng cộng sản việt nam|độc lập ?-|(?<![^ |\n])[^\W\d_][^\d\s|,]*(?: [^\W\d_][^\d\s|,]*){0,5} ?, ?ngày [\d. …_]+ ?tháng|\|"
)
_NUMBERED = re.compile(r"số ?:? ?")
_NUMBER = re.compile(r"\d[\w.]*(?: ?[-/&] ?[^\W\d_][\w.]*|[-/&][\w.]+)*")
_BRIEFING = "giao "  # "HỌP GIAO BAN" names no board
_MINUTES_OF = re.compile(r"(?:biên bản|thông báo|minutes)[^\n]{0,12}?(?:cuộc )?họp(?: \w+){0,5}?(?: -|:)? ")
# Such a line only says where the body of the line above is: "ỦY BAN NHÂN DÂN", "XÃ NẬM TẦN".
_LEVEL = re.compile(r"(?:tỉnh|thành phố|tp\.?|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu) ")
# Such a line begins no body, and does not go on with one: a class, a subject.
_PART = re.compile(r"(?:lớp|khối|khóa|v/v|về việc)\b")
_HAS_LEVEL = re.compile(r"(?<!\w)(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu)(?!\w)")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issues a paper: its folded span, and its own words where another column stands in between."""

    span: Span
    name: str | None = None


def number_in(reading: Reading) -> Span | None:
    """Number and symbol of a paper ("118/TB-UBND"); None where the number was left open."""
    for line, kind in zip(reading.lines, layout_of(reading).kinds, strict=True):
        if kind == "header" and (label := _NUMBERED.match(reading.lower, line.start, line.end)):
            number = _NUMBER.match(reading.lower, label.end(), line.end)
            return number.span() if number else None
        if kind == "body":
            break
    return None


def issuer(reading: Reading, layout: Layout) -> Issuer | None:
    """The body that issues the paper: the last one named in the left column of its head, or the one in its title."""
    left: list[Span] = []
    for line, kind in zip(reading.lines, layout.kinds, strict=True):
        if kind == "title":
            titled = _in_title(reading, line.start, line.end)
            return _last_body(reading, left) or (Issuer(titled) if titled else None)
        if kind == "header" and _NUMBERED.match(reading.lower, line.start) is None:
            right = _RIGHT.search(reading.lower, line.start, line.end)
            span = _trimmed(reading.lower, line.start, right.start() if right else line.end)
            if span[0] < span[1]:
                left.append(span)
    return None


def _last_body(reading: Reading, left: list[Span]) -> Issuer | None:
    """The last body in the lines of the left column, which may run over several of them."""
    for last in range(len(left) - 1, -1, -1):
        first = last
        while first > 0 and _goes_on(reading, left[first - 1], left[first]):
            first -= 1
        if head_at(reading.folded, reading.lower, *left[first]) is not None:
            start, end = left[first][0], left[last][1]
            name = " ".join(reading.folded[slice(*part)] for part in left[first : last + 1])
            whole = " ".join(reading.folded[start:end].split())
            return Issuer((start, end), None if name == whole else name)
    return None


def _goes_on(reading: Reading, above: Span, line: Span) -> bool:
    """Whether a line of the left column goes on with the name in the line above."""
    if _PART.match(reading.lower, *line):
        return False
    if _LEVEL.match(reading.lower, *line):
        return _HAS_LEVEL.search(reading.lower, *above) is None
    return head_at(reading.folded, reading.lower, *line) is None


def _in_title(reading: Reading, start: int, end: int) -> Span | None:
    """The body behind "biên bản họp" in a title."""
    for match in _MINUTES_OF.finditer(reading.lower, start, end):
        at = match.end()
        while at < end:
            headed = head_at(reading.folded, reading.lower, at, end) is not None and reading.folded[at].isupper()
            if headed and not reading.lower.endswith(_BRIEFING, 0, at):
                return _trimmed(reading.lower, at, end)
            blank = reading.lower.find(" ", at, end)
            at = blank + 1 if blank >= 0 else end
    return None


def _trimmed(lower: str, start: int, end: int) -> Span:
    while start < end and lower[start] in " *#-|\t":
        start += 1
    while end > start and lower[end - 1] in " *#-|,.\t":
        end -= 1
    return start, end


_HOLDER = re.compile(
    r"[*#+ -]*(?:đơn vị tổ chức|cơ quan tổ chức|đơn vị chủ trì|cơ quan chủ trì|đơn vị|cơ quan)\W{0,4}:\W*"
)


def labelled_holder(reading: Reading, layout: Layout) -> Span | None:
    """The body behind "Đơn vị tổ chức:" in minutes."""
    for line, kind in zip(reading.lines, layout.kinds, strict=True):
        if kind in ("body", "heading", "title") and (label := _HOLDER.match(reading.lower, line.start, line.end)):
            start, end = _trimmed(reading.lower, label.end(), line.end)
            if start < end:
                return start, end
    return None


_DAY = re.compile(
    r"[-+*•# ]{0,6}ngày(?: họp)?:?[* ]{1,6}(?:\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\W*$|\W{1,4}(?:thời gian|lúc|\d{1,2}(?:h|g|:)))"
)


def tells_its_day(reading: Reading, line: Line) -> bool:
    """Whether a line of minutes is the day of the meeting, as it stands alone below their title: "Ngày 18 tháng 9 năm 2024", "Ngày: 18/9/2024"."""
    if _DAY.match(reading.lower, line.start, line.end) is None:
        return False
    paper = paper_in(reading)
    return paper is not None and paper.kind == "minutes"


_SECTION = re.compile(
    r"[*# ]*(?:[ivx]{1,4}(?:[.)]| ?-)|phần|nội dung|diễn biến|mục|\d+[.)] ?(?:nội dung|diễn biến|chương trình|thời gian))"
)
# "Thành phần tham dự gồm có: …" in a sentence, with others behind it in its line.
_RUNNING = re.compile(
    r"(?:(?: của| dự| tham dự| đến dự)? (?:hội nghị|chương trình|diễn đàn|cuộc họp|buổi \w+(?: \w+)?|hội thảo|phiên họp|kỳ họp|đại hội|tọa đàm|lớp \w+))?(?: (?:có|gồm có|bao gồm|gồm|là)(?!\w))(?: :|:)?"
)
_WE_ARE = "chúng tôi gồm"
_TELLS_PRESENT = re.compile(r"dự|mời|có mặt|tham gia")
# A line that only counts those who came: "- Tổng số đảng viên: 18; có mặt: 17; vắng: 01 (ốm)".
_COUNT = re.compile(
    r"[-+*• ]*(?:\d+[.)] ?)?(?:tổng số|số lượng|sĩ số|quân số|có mặt|vắng(?: mặt)?|số (?:đảng viên|đại biểu|thành viên|người|hộ))(?: [^\d\W]+){0,6}(?: dự họp| triệu tập)?[ :(]{1,3}\d[^\n]*$"
)
# "- Bên mời thầu: Công ty A"; but "- Dự với chi bộ: đồng chí B"
_PARTY = re.compile(
    r"[-+*• ]*(?:\d{1,2}[.)/] ?)?(?![^:\n]{0,60}(?<!\w)với )(?!thời gian|địa điểm|lý do|mục đích|chủ đề|căn cứ)[^\W\d_][^:\n]{1,60}: (?=\w)"
)
_LINE_LIMIT = 400  # longer lines are running text
_LINES_LIMIT = 40


def under_label(reading: Reading, sentence: Sentence, label: Span) -> Span | None:
    """What a label such as "Thành phần tham dự:" introduces: the rest of its line, and the items in the lines below.

    None where the words at `label` are no label: something stands before them, or no colon and more than them behind.
    """
    lower, line = reading.lower, reading.lines[sentence.line]
    before = lower[sentence.start : label[0]].strip(' -+*#.:)(0123456789ivx"')
    told = lower.startswith(_WE_ARE, label[0])  # "Hôm nay, ngày 5/3, tại UBND xã, chúng tôi gồm:"
    if before and not told and behind_bullet(lower, sentence.start, label[1]) < label[0]:
        return None
    running = _RUNNING.match(lower, label[1], sentence.end)
    tells = running is not None and _TELLS_PRESENT.search(lower, *label) is not None
    if running is not None and tells and opens_list(reading, running.end(), sentence.end):
        return running.end(), sentence.end
    heads = running is not None and tells and running.end() == line.end  # "Tham dự phiên họp có:"
    if (
        not heads
        and not lower.startswith(":", _behind_blanks(lower, label[1]))
        and not _is_heading(reading, label, line.end)
    ):
        return None
    end = line.end
    for number in range(sentence.line + 1, min(len(reading.lines), sentence.line + _LINES_LIMIT)):
        following = reading.lines[number]
        if _COUNT.match(reading.lower, following.start, following.end):
            continue  # counted where others follow
        if not _is_item(reading, following.start, following.end):
            break
        end = following.end
    colon = lower.find(":", label[1], line.end)
    begin = colon + 1 if colon >= 0 else line.end
    return (begin, end) if begin < end else None


def _behind_blanks(lower: str, at: int) -> int:
    while at < len(lower) and lower[at] in ' *"':
        at += 1
    return at


# Words in capitals and a dash: a name, perhaps behind a title that nobody knows.
_NAME_AND_DASH = re.compile(rf"(?:\d{{1,2}}[.)] ?|[-+*•] ?)?(?:[{UPPER}][\w.]{{0,9}} ){{2,6}}[-–] ")


def _tells_post(reading: Reading, start: int, end: int) -> bool:
    """Whether a post stands behind a name and a dash in the line: "3. CNĐD Lê Thị Na - Trưởng khoa"."""
    dash = _NAME_AND_DASH.match(reading.folded, start, end)
    return dash is not None and post_at(reading, dash.end(), end) is not None


def _is_item(reading: Reading, start: int, end: int) -> bool:
    """Whether the line names somebody present, and is no heading of the next section."""
    if reading.folded.count("|", start, end) > 1:
        return False  # a row of a table, see `tables`
    if end - start > _LINE_LIMIT or reading.folded[start:end].isupper() or _SECTION.match(reading.lower, start, end):
        return False
    if _tells_post(reading, start, end) or opens_list(reading, start, end) or names_chair(reading.lower, start, end):
        return True
    part = _PARTY.match(reading.lower, start, end)
    return part is not None and opens_list(reading, part.end(), end)


def _is_heading(reading: Reading, label: Span, end: int) -> bool:
    """Whether the label stands alone in its line, or in capitals."""
    rest = reading.lower[label[1] : end].strip(" .*:")
    return reading.folded[slice(*label)].isupper() or rest in ("", "tham dự", "gồm", "gồm có")


_SIGN = re.compile(r"[(* ]*(?:ký|đã ký)[^\n]*$")
_COLUMNS = re.compile(r"\t+|\s{3,}| \| ")


def signed_by(reading: Reading, role: re.Pattern[str]) -> Span | None:
    """The name that a signature gives to `role`: behind it in its line, or in a line below, in the same column."""
    kinds = layout_of(reading).kinds
    foot = [line for line, kind in zip(reading.lines, kinds, strict=True) if kind == "signature"]
    for number, line in enumerate(foot):
        columns = _columns(reading, line.start, line.end)
        for place, (start, end) in enumerate(columns):
            if (label := role.match(reading.lower, start, end)) is None:
                continue
            colon = reading.lower.find(":", label.end(), end)
            if colon >= 0 and (name := _whole_name(reading, colon + 1, end)):
                return name
            for below in foot[number + 1 :]:
                parts = _columns(reading, below.start, below.end)
                part = parts[place] if place < len(parts) else parts[0]
                if _SIGN.match(reading.lower, *part):
                    continue
                return _whole_name(reading, *part) if len(parts) == len(columns) else None
    return None


def _columns(reading: Reading, start: int, end: int) -> list[Span]:
    """The parts of a line that tabs or wide gaps of the untouched text part, as folded spans."""
    source, parts, done = reading.source, [(start, start)], -1
    for word in re.finditer(r"\S+", reading.folded[start:end]):
        span = start + word.start(), start + word.end()
        first, last = source.original(*span)
        if done >= 0 and _COLUMNS.search(source.text, done, first):
            parts.append(span)
        else:
            parts[-1] = (parts[-1][0], span[1])
        done = last
    return parts


def _whole_name(reading: Reading, start: int, end: int) -> Span | None:
    """The person's name that fills the span but for honorifics."""
    start, end = _trimmed(reading.lower, start, end)
    at = honorifics_end(reading, start, end) or start
    return (at, end) if name_at(reading, at, end) == end else None
