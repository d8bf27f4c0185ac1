"""Names that no Vietnamese words make, as those of many firms and of foreigners.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.people import behind_level, name_at
from extractor.language.pieces import MORE
from extractor.language.syllables import is_syllable
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.pieces import Piece
    from extractor.language.reading import Reading

_FIRMS = (
    "công ty",
    "cty",
    "tập đoàn",
    "tổng công ty",
    "ngân hàng",
    "hãng",
    "viettel",
    "vnpt",
    "mobifone",
    "fpt",
    "nhà thầu",
    "doanh nghiệp",
)
_WORLD_BANK = "ngân hàng thế giới"
_LEARNED = ("đại học", "học viện", "viện", "hiệp hội", "tổ chức", "quỹ", "trung tâm")  # these, too, stand beside firms
_SHORTEST_NAME = 2  # words
_SHORT_FORM = 3  # letters; longer words are names
_WORD = re.compile(r"[^\s,.;:()]+")


def is_brand(lower: str, start: int, end: int) -> bool:
    """Whether no word of the span is a Vietnamese syllable, as in the names of many firms."""
    return not any(map(is_syllable, lower[start:end].split()))


def is_firm(lower: str, start: int) -> bool:
    """Whether a noun for a firm, or a firm known by name, begins here."""
    return lower.startswith(_FIRMS, start)


def is_foreign(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is a person's name whose words are no Vietnamese syllables."""
    return name_at(reading, start, end) == end and is_brand(reading.lower, start, end)


def foreign_name_at_end(reading: Reading, start: int, end: int) -> int | None:
    """Where a foreigner's name begins that ends the name of a body: "Liên minh Nghị viện Thế giới Alvarez Bollard".

    None where it could be a part of the body's: right behind its noun, or a firm's.
    """
    at, words = end, reading.folded[start:end].split(" ")
    for count, word in enumerate(reversed(words)):
        if not word[:1].isupper() or word.isupper() or is_syllable(word.lower()):
            break
        if count >= _SHORTEST_NAME and lexicon("place").at(reading.lower, at - len(word) - 1, end) is not None:
            break  # "Hạ nghị viện Philippines Alvarez Bollard"
        at -= len(word) + (count > 0)
    if (
        len(reading.folded[at:end].split()) < _SHORTEST_NAME
        or at <= start
        or (reading.lower.startswith(_FIRMS, start) and not reading.lower.startswith(_WORLD_BANK, start))
    ):
        return None
    if behind_level(reading, start, at):
        return None  # "UBND các xã Ea Trol"
    head = head_at(reading.folded, reading.lower, start, end)
    named = head + 1 < at if head is not None else reading.folded[start : at - 1].isupper()
    return at if named else None


def _is_proper_firm(reading: Reading, start: int, piece: Piece) -> bool:
    """Whether a name of capitalised words follows a firm's at `start`: "Tập đoàn Sơn Hà, Trung Nam"."""
    words = reading.folded[piece.start : piece.end].split()
    place = lexicon("place", "level").at(reading.lower, piece.start, piece.end)
    proper = len(words) >= _SHORTEST_NAME and all(word[0].isupper() for word in words) and place is None
    return proper and reading.lower.startswith(("tập đoàn", "công ty", "tổng công ty"), start)


def is_brand_of_its_own(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether a foreign name in capitals follows the firm that `item` is: "Công ty May 10, Samsung Electronics Bắc Ninh"."""
    if piece.kind != MORE or piece.sep != "," or item.group or item.posts or item.body is None:
        return False
    words = _WORD.findall(reading.lower, piece.start, piece.end)[:_SHORTEST_NAME]
    named = any(len(word) > _SHORT_FORM and not is_syllable(word) for word in words)
    foreign = reading.folded[piece.start].isupper() and (named or _is_proper_firm(reading, item.body[0], piece))
    first = _WORD.match(reading.lower, *item.body)
    branded = first is not None and reading.folded[item.body[0]].isupper() and not is_syllable(first.group())
    return foreign and (branded or reading.lower.startswith((*_FIRMS, *_LEARNED), item.body[0]))
