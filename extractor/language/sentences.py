"""Lines and sentences of a folded text."""

from __future__ import annotations

import re
from typing import NamedTuple


class Line(NamedTuple):
    """A line that holds more than blanks; `start` and `end` without the blanks around."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, without blanks around; `line` is the index of the line that holds it."""

    start: int
    end: int
    line: int


_LINE = re.compile(r"\S[^\n]*")
_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"  # within Ạ-Ỹ capitals and small letters alternate; checked with str.isupper
# A mark that may end a sentence: before a blank, or squeezed in ("tham dự.Các").
_END = re.compile(rf"[.!?…](?:(?<=\.)(?=[{_UPPER}])|[\"')\]]*(?= ))")
# Short forms that take a full stop and go on; source: titles, honorifics and administrative units in common use.
_SHORT = frozenset(
    "ts ths pgs gs bs bscki bsckii cki ckii ks cn nsưt nsnd ngưt ngnd ttưt ttnd tp tx tt q p h x đ đc đ/c th st no nxb vn dr mr ms mrs "  # noqa: SIM905 - as a list it fills forty lines
    "tskh th.s t.s pgs.ts gs.ts ds dscki dsckii ls kts tr".split()
)


# "Điều 1. Thông qua …": the number of an article opens a point of a resolution.
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU|Khoản) \d{1,2}")


def lines_of(folded: str) -> list[Line]:
    """The lines of `folded` that are not blank."""
    return [Line(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(folded)]


def sentences_of(folded: str, lines: list[Line]) -> list[Sentence]:
    """The sentences of each line; a line's end always ends a sentence."""
    found: list[Sentence] = []
    for index, line in enumerate(lines):
        start = line.start
        for match in _END.finditer(folded, line.start, line.end):
            end = match.end()
            if not _ends(folded, start, match.start(), end):
                continue
            found.append(Sentence(start, end, index))
            start = end + 1 if folded[end] == " " else end
        if start < line.end:
            found.append(Sentence(start, line.end, index))
    return found


def _ends(folded: str, start: int, mark: int, end: int) -> bool:
    """Whether the mark at `mark` ends the sentence that begins at `start`."""
    after = folded[end + 1 : end + 3] if folded[end] == " " else folded[end : end + 2]
    if not after or after[0].islower():
        return False
    word = folded[max(start, folded.rfind(" ", start, mark) + 1) : mark].lstrip("(\"'")
    if folded[mark] == ".":
        if word.lower() in _SHORT or (len(word) == 1 and word.isupper()):
            return False
        if mark - start <= 4 and word == folded[start:mark]:  # "1. ", "II. " open a point
            return False
        if _ARTICLE.fullmatch(folded, start, mark):
            return False
        if folded[end] != " " and (not word.isalpha() or not after[-1].islower() or word[-1].isupper()):
            return False  # "U.S.", "www.Abc", "V.Hải"
    return folded[mark] != "…" or after[0].isupper()
