"""Names that no Vietnamese words make, as those of many firms and of foreigners.

Offsets are into the folded text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.language.people import name_at
from extractor.language.pieces import MORE
from extractor.language.syllables import is_syllable

if TYPE_CHECKING:
    from extractor.language.items import Item
    from extractor.language.pieces import Piece
    from extractor.language.reading import Reading

_FIRMS = ("công ty", "cty", "tập đoàn", "tổng công ty", "ngân hàng", "hãng", "viettel", "vnpt", "mobifone", "fpt")
_SHORT_FORM = 3  # letters; longer words are names
_WORD = re.compile(r"[^\s,.;:()]+")


def is_brand(lower: str, start: int, end: int) -> bool:
    """Whether no word of the span is a Vietnamese syllable, as in the names of many firms."""
    return not any(map(is_syllable, lower[start:end].split()))


def is_foreign(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is a person's name whose words are no Vietnamese syllables."""
    return name_at(reading, start, end) == end and is_brand(reading.lower, start, end)


def is_brand_of_its_own(reading: Reading, item: Item, piece: Piece) -> bool:
    """Whether a foreign name in capitals follows the firm that `item` is: "Công ty May 10, Samsung Electronics Bắc Ninh"."""
    if piece.kind != MORE or piece.sep != "," or item.group or item.posts or item.body is None:
        return False
    word = _WORD.match(reading.lower, piece.start, piece.end)
    name = word.group() if word else ""
    foreign = reading.folded[piece.start].isupper() and len(name) > _SHORT_FORM and not is_syllable(name)
    return foreign and reading.lower.startswith(_FIRMS, item.body[0])
