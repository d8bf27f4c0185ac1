"""Pieces of a list of bodies and persons: where it may fall apart, and what each piece begins with.

A piece runs from one mark ("," ";" "và" "cùng" "-") to the next, or from a word
that opens a new item ("ông", "đại diện"). Whether a mark really separates two
bodies is told in `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.language.people import RANK, UPPER, Post, honorifics_end, name_at, post_at
from extractor.language.reading import Reading
from extractor.rules.naming import head_at, lexicon

# What a piece is: a person, a post, a proper name of a body, a group ("các sở"), people without
# a body, a word at which the list ends, or the continuation of what stands before.
PERSON, POST, BODY, GROUP, PEOPLE, STOP, MORE = "person", "post", "body", "group", "people", "stop", "more"

_MARK = re.compile(
    r"\([^()\n]{0,90}\)|\"[^\"\n]{0,120}\"|;|,(?!\d|\w)|…|\.\.\.|:| - |- (?=\w)|(?<=\w)\.(?= )|\n[-+*• ]*"
    r"|(?<= )(?:và|cùng với|cùng|với|kiêm|như)(?= )"
)
_JOINT = re.compile(r"và|cùng|với|kiêm")
_NUMBER = re.compile(r"(?:(?:hơn|gần|khoảng|trên|ước|tổng số|đủ) )*(?P<digits>\d[\d.,]*/?\d*|hàng trăm|hàng nghìn|hàng chục)(?: lượt)? ")
_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d&.-]{{2,}}(?=[\s,.;:()…]|$)")
_BULLET = re.compile(r"(?:[-+*•▪●◦✓]+ ?|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)/] ?(?=\D))+")
_BOARDS = ("ban giám đốc", "ban giám hiệu", "ban chỉ huy", "ban lãnh đạo", "bgh", "bgđ")
_OPENERS = ("đại diện", "đại điện", "lãnh đạo", "các đồng chí", "các ông", "các bà", "đông đảo")


@dataclass(slots=True)
class Piece:
    """A piece: `start` is behind what introduces it, `sep` the mark before it ("" where a word opens it)."""

    start: int
    end: int
    sep: str
    kind: str = MORE
    led: bool = False  # whether "đại diện", "lãnh đạo" stood before
    name: int = 0  # PERSON: where the name begins
    post: Post | None = None
    cut: bool = False  # whether a verb ended it
    people: bool = False  # whether nouns for people were left out in front


def pieces_of(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    """The pieces of the span, each told by its first words."""
    for left, right, sep in _split(reading, start, end):
        piece = _told(reading, Piece(left, right, sep))
        if piece.start < piece.end or piece.kind == STOP:
            yield piece


def _split(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Spans between marks, and between words that open an item."""
    left, sep = start, "^"
    for match in _MARK.finditer(reading.lower, start, end):
        mark = match.group()
        if mark[0] in '("' or (mark == "." and not _ends_item(reading, match.start(), match.end())):
            continue
        yield from _opened(reading, left, match.start(), sep)
        left = match.end()
        sep = mark if mark == "như" else "&" if _JOINT.match(mark) else ("\n" if mark[0] == "\n" else ("-" if "-" in mark else mark))
    yield from _opened(reading, left, end, sep)


def _ends_item(reading: Reading, start: int, end: int) -> bool:
    """Whether the full stop ends a sentence within a list (short forms have only a few letters)."""
    words = reading.lower[max(0, start - 8) : start].split()
    return bool(words) and len(words[-1]) > 4 and "." not in words[-1] and reading.folded[end + 1 : end + 2].isupper()


def _opened(reading: Reading, start: int, end: int, sep: str) -> Iterator[tuple[int, int, str]]:
    """The span cut before "Ông", "đại diện" and the like inside it, where no mark stands."""
    lower, folded = reading.lower, reading.folded
    left = start
    for match in re.finditer(r"(?<=\w )(?=[oôbđtpgvcl])\w", lower[start:end]):
        at = start + match.start()
        if at <= left + 1:
            continue
        behind = honorifics_end(reading, at, end, soft=False)
        opens = behind is not None and behind < end and folded[behind].isupper() and lexicon("place").at(lower, at, end) is None
        if opens or (lower.startswith(_OPENERS, at) and not lower.startswith(("có ", "các "), at - 4)):
            before = lower[left:at].strip().rsplit(" ", 1)[-1]
            if before in ("nguyên", "ban", "hội", "đoàn", "văn", "tập", "các", "thể"):
                continue
            yield left, at, sep
            left, sep = at, ""
    yield left, end, sep


def _as(piece: Piece, kind: str, start: int, *, post: Post | None = None, name: int = 0, led: bool = False) -> Piece:
    """The piece, told."""
    piece.kind, piece.start, piece.post, piece.name = kind, start, post, name
    piece.led = piece.led or led
    return piece


def _told(reading: Reading, piece: Piece) -> Piece:
    """The piece with its kind, behind the words that introduce it and before the verb that ends it."""
    lower = reading.lower
    start, end = piece.start, piece.end
    led, people = piece.led, False
    while True:
        while start < end and lower[start] in " ,.:;*\"'":
            start += 1
        if bullet := _BULLET.match(lower, start, end):
            if not lower[start].isdigit() or bullet.group()[-1] in ".)/ ":
                start = bullet.end()
        piece.start, piece.led, piece.people = start, led, people
        if start >= end:
            return piece
        if (told := _begins(reading, piece)) is not None:
            return _cut(reading, told)
        number = _NUMBER.match(lower, start, end)
        if number is not None:
            start, people = number.end(), True
            if (group := lexicon("group").at(lower, start, end)) is not None:
                # Bodies are counted by name, staff are not.
                kept = start if group[1] else number.start("digits")
                return _cut(reading, _as(piece, GROUP, kept, led=True))
            continue
        if (skip := lexicon("lead", "people").at(lower, start, end)) is not None:
            led = led or lower[start : skip[0]] not in ("có", "là", "và", "của", "trong", "cùng")
            people = people or lexicon("people").at(lower, start, end) is not None
            start = skip[0]
            continue
        return _cut(reading, piece)


def _begins(reading: Reading, piece: Piece) -> Piece | None:
    """The piece as a person, a post, a body or a group, where its first words tell; else None."""
    lower, folded, start, end = reading.lower, reading.folded, piece.start, piece.end
    behind = honorifics_end(reading, start, end)
    if behind is not None and behind < end and (folded[behind].isupper() or folded[behind] in "'\""):
        post = post_at(reading, behind, end)
        if post is not None:
            return _as(piece, POST, behind, post=post)
        if head_at(folded, lower, behind, end) is None or name_at(reading, behind, end):
            return _as(piece, PERSON, start, name=behind)
        return _as(piece, BODY, behind)
    if (stop := lexicon("stop").at(lower, start, end)) is not None and folded[start].islower():
        return _as(piece, STOP, stop[0])
    quantifier = lexicon("quantifier").at(lower, start, end)
    if quantifier is not None:
        return _grouped(reading, piece, quantifier[0])
    if (post := post_at(reading, start, end)) is not None:
        # "thẩm phán, thư ký" in small letters are staff, no person's rank.
        staff = folded[start].islower() and (post.body is None or post.weight == RANK) and lexicon("group").at(lower, start, end)
        return _as(piece, GROUP, start) if staff else _as(piece, POST, start, post=post)
    head = head_at(folded, lower, start, end, groups=True)
    lead = lexicon("lead").at(lower, start, end)
    if head is not None and _of_many(lower, head, end) and lower.startswith(_BOARDS, start):
        return _told(reading, Piece(head, end, piece.sep, led=True))
    if head is not None and (lead is None or lead[0] <= head or lead[0] == end):
        # A noun for a body that stands alone in small letters is a group: "ban", "ngành".
        proper = head_at(folded, lower, start, end)
        if proper is None and folded[start].isupper() and not piece.led and piece.sep in (",", "&"):
            return None  # "Ủy ban Văn hóa, Giáo dục, Thanh niên …"
        return _as(piece, BODY if proper is not None and (folded[start].isupper() or proper < end) else GROUP, start)
    if _ACRONYM.match(folded, start, end):
        return _as(piece, BODY, start)
    if lexicon("surname").at(lower, start, end) and not lexicon("place").at(lower, start, end) and (name := name_at(reading, start, end)) and (name == end or lower[name] in " ("):
        return _as(piece, PERSON, start, name=start)
    return None


def _of_many(lower: str, head: int, end: int) -> bool:
    """Whether "các" follows: "ban giám đốc các bệnh viện" are the hospitals."""
    return lexicon("quantifier").at(lower, head + 1, end) is not None


def _grouped(reading: Reading, piece: Piece, behind: int) -> Piece | None:
    """A group behind "các", "một số"; None where only "các đại biểu" is said."""
    lower, end = reading.lower, piece.end
    if lexicon("lead").at(lower, piece.start, end) is not None:
        longest = lexicon("lead").at(lower, piece.start, end)
        if longest is not None and longest[0] > behind:
            return None
    at = behind + 1
    if at >= end:
        return _as(piece, PEOPLE, end)
    if lower.startswith("thành viên ", at) and _names_body(reading, at + len("thành viên "), end):
        return _told(reading, Piece(at + len("thành viên "), end, piece.sep, led=True))
    if (people := lexicon("people").at(lower, at, end)) is not None:
        return _told(reading, Piece(people[0], end, piece.sep))
    if (lead := lexicon("lead").at(lower, at, end)) is not None:
        return _told(reading, Piece(lead[0], end, piece.sep, led=True))
    noun = lexicon("group").at(lower, at, end)
    if (post := post_at(reading, at, end)) is not None and (noun is None or post.end > noun[0]):
        return _as(piece, POST, at, post=post, led=True)
    return _as(piece, GROUP, piece.start)


def _names_body(reading: Reading, at: int, end: int) -> bool:
    """Whether a body's name begins here, in capitals: "các thành viên Ban Chỉ đạo" are the Ban."""
    return at < end and reading.folded[at].isupper() and head_at(reading.folded, reading.lower, at, end) is not None


def _cut(reading: Reading, piece: Piece) -> Piece:
    """The piece up to the first word at which no name goes on."""
    if piece.kind == STOP:
        return piece
    lower = reading.lower
    for match in re.finditer(r"(?<=\s)\w", lower[piece.start : piece.end]):
        at = piece.start + match.start()
        stop = lexicon("stop").at(lower, at, piece.end)
        if stop is not None and reading.folded[at].islower() and not _within_name(lower, at):
            piece.end, piece.cut = _trimmed(lower, piece.start, at), True
            return piece
    piece.end = _trimmed(lower, piece.start, piece.end)
    return piece


def _within_name(lower: str, at: int) -> bool:
    """Whether a word that often ends a name goes on with it here: "cơ quan báo cáo", "báo cáo viên"."""
    return lower.startswith(("báo cáo viên", "dự án", "dự báo", "dự phòng", "dự nguồn", "dự trữ", "bàn thờ", "thông qua mạng"), at)


def _trimmed(lower: str, start: int, end: int) -> int:
    while end > start and lower[end - 1] in " ,.;:-\n\"'*":
        end -= 1
    for tail in (" còn có", " có", " gồm"):
        if lower.endswith(tail, start, end):
            return end - len(tail)
    return end
