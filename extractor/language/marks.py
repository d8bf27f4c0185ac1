"""Where a list of bodies and persons may fall apart: at marks, and before words that open an item.

All offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.people import honorifics_end
from extractor.language.syllables import is_syllable
from extractor.rules.naming import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.reading import Reading

# Every alternative begins with a letter or a mark of its own and looks back from there, which makes the search many times faster.
_MARK = re.compile(
    r"\([^()\n]{0,90}\)|\"[^\"\n]{0,120}\"|;|,(?<!gs,)(?<!gs\.,)(?<!giáo sư,)(?!\d|\w| chống\b| chữa cháy| cô (?:giáo|trong|là|của|thuộc)\b| (?:bà|chị)(?::| (?:trong|là|thuộc|bí thư|trưởng|phó|đoàn viên|em)\b))|…|\.\.\.|:| - (?!(?<=\d{4} - )\d{4})|- (?=\w)(?!(?:(?<=\d{4} - )|(?<=\d{4}- ))\d{4})|\.(?<=\w\.)(?= )|\n[-+*• ]*"
    r"|và(?<= và)(?<!nhỏ và)(?= )|cùng với(?<= cùng với)(?= )|cùng(?<= cùng)(?= )|với(?<= với)(?= )|kiêm(?<= kiêm)(?= )|như(?<= như)(?= )|chức(?<=[ ;,]chức)(?: vụ| danh):"
)
# A blank before the first letters of `OPENERS` and of such honorifics as stand within a line.
MAY_OPEN = re.compile(
    r" (?<=\w )(?:ông|b[às]|đ[ồạô/.]|t(?:[st]|h(?:[s.]|ượng |iếu )|rung [tú])|p(?:gs|hó g)|g(?:s|iáo)|l(?:ãnh|s|inh)|c(?:n|ki|huẩn|ác )|d(?:r\b|sck)|k(?:s\.|ts)|ng(?:ài|ưt|nd)|ns[nư]|hòa th|m(?:[rs]\.|ục sư)|ni sư)"
)
_POST_LABEL = "chức"  # "Bà: Lê Thị Na; Chức vụ: Chủ tịch Công đoàn"
_JOINT = re.compile(r"và|cùng|với|kiêm")
OPENERS = ("đại diện", "đại điện", "lãnh đạo", "các đồng chí", "các ông", "các bà", "đông đảo")
_DETERMINER = "các "  # before "lãnh đạo": the item has begun
# "nhà lãnh đạo", "phó trưởng đoàn đại biểu": the name before goes on, too.
_LEADING_ON = frozenset((
    "nhà", "trưởng", "phó", "nguyên", "ban", "hội", "đoàn", "văn", "tập", "các", "thể", "ông", "bà", "anh", "chị",
))  # fmt: skip
_STANDS_FOR = ("đại diện cho", "đại diện hộ", "đại diện các hộ")
# Weight of nouns for staff and other people in `rules/naming.toml`.
STAFF = 1
_LONGEST_WORD = 12  # characters of a syllable and its blank
_SHORT_WORD = 4  # letters; "viên" is a word, "PGĐ" a short form
_BEHIND_STAFF = 2  # words: "đoàn viên ưu tú"


def parts_of(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Spans between marks, and between words that open an item."""
    left, sep = start, "^"
    for match in _MARK.finditer(reading.lower, start, end):
        mark = match.group()
        if mark[0] in '("' or (mark == "." and not _ends_item(reading, match.start(), match.end())):
            continue
        if mark[0].isalpha() and mark[-1] != ":" and reading.folded[match.start() : match.start() + 2].istitle():
            continue  # "Phan Như Thạch"
        yield from _opened(reading, left, match.start(), sep)
        left = match.end()
        if mark.startswith(_POST_LABEL):
            sep = ","
            continue
        sep = (
            mark
            if mark == "như"
            else "&"
            if _JOINT.match(mark)
            else ("\n" if mark[0] == "\n" else ("-" if "-" in mark else mark))
        )
    yield from _opened(reading, left, end, sep)


def _ends_item(reading: Reading, start: int, end: int) -> bool:
    """Whether the full stop ends a sentence within a list (short forms have only a few letters)."""
    words = reading.lower[max(0, start - 8) : start].split()
    short = (
        bool(words) and len(words[-1]) <= _SHORT_WORD and not (len(words[-1]) == _SHORT_WORD and is_syllable(words[-1]))
    )
    if not words or short or "." in words[-1] or not reading.folded[end + 1 : end + 2].isupper():
        return False
    return lexicon("honorific").at(reading.lower, start - len(words[-1]), end) is None


def _opened(reading: Reading, start: int, end: int, sep: str) -> Iterator[tuple[int, int, str]]:
    """The span cut before "Ông", "đại diện" and the like inside it, where no mark stands."""
    left = start
    for match in MAY_OPEN.finditer(reading.lower, start, end):
        at = match.start() + 1
        if at > left + 1 and _opens_item(reading, left, at, end):
            yield left, at, sep
            left, sep = at, ""
    yield left, end, sep


def _opens_item(reading: Reading, left: int, at: int, end: int) -> bool:
    """Whether the words at `at` open an item behind the one that begins at `left`."""
    lower = reading.lower
    opener = lower.startswith(OPENERS, at) and not lower.endswith(_DETERMINER, 0, at)
    if not (opener or _titles(reading, at, end)) or lower[left:at].strip().rsplit(" ", 1)[-1] in _LEADING_ON:
        return False
    # "200 cử tri đại diện cho 21 khu phố"
    return not (lower.startswith(_STANDS_FOR, at) and _ends_with_staff(lower, left, at - 1))


def _titles(reading: Reading, at: int, end: int) -> bool:
    """Whether an honorific with a name behind it stands at `at`."""
    behind = honorifics_end(reading, at, end, soft=False)
    return (
        behind is not None
        and behind < end
        and reading.folded[behind].isupper()
        and lexicon("place").at(reading.lower, at, end) is None
        and not _names_place(reading, at, behind, end)
    )


def _names_place(reading: Reading, at: int, behind: int, end: int) -> bool:
    """Whether "Ông" or "Bà" at `at` is a syllable of a place and no title of address: "xã Bà Điểm", "phường Cầu Ông Lãnh"."""
    if not reading.folded.startswith(("Ông ", "Bà "), at):
        return False
    surname = lexicon("surname").at(reading.lower, behind, end)
    if surname and reading.folded[surname[0] + 1 : surname[0] + 2].isupper():
        return False  # "Ông Văn Lực"; but "quận Hai Bà Trưng tổ chức"
    word = reading.folded[max(0, at - _LONGEST_WORD) : at - 1].rsplit(" ", 1)[-1]
    return word.istitle() or lexicon("level").at(reading.lower, at - 1 - len(word), at - 1) is not None


def _ends_with_staff(lower: str, start: int, end: int) -> bool:
    """Whether the span ends with a noun for staff and a word or two: "cử tri", "đoàn viên ưu tú"."""
    at = end
    for _ in range(4):
        at = lower.rfind(" ", start, at)
        noun = lexicon("group").at(lower, max(at + 1, start), end)
        if noun is not None and noun[1] == STAFF and lower.count(" ", noun[0], end) <= _BEHIND_STAFF:
            return True
        if at < 0:
            break
    return False
