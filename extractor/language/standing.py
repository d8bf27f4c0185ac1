"""Whether somebody with a post asks those above them, as a petitioner does, or those below.

The head of a firm or a school petitions, as does a commune's chairman who turns to the district;
what they ask for tells, too: to be given something, to have a matter considered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.language.mentions import Person

# Heads of bodies that rule nobody outside.
_SUBJECTS = frozenset({"công ty", "hợp tác xã", "trường", "bệnh viện", "hiệp hội", "tập đoàn", "ngân hàng"})
_STANDING = {"xã": 1, "phường": 1, "quận": 2, "huyện": 2, "tỉnh": 3}
_PROVINCIAL = frozenset({"sở", "cục"})
# Whom somebody turns to, by standing.
_ASKED = re.compile(
    r"(?: với| rằng| các| lãnh đạo| đồng chí)* (?:(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|đảng ủy|công an) )?"
    r"(?:(?P<commune>xã|phường|đảng ủy)|(?P<district>huyện|quận|thị xã)|(?P<province>tỉnh|thành phố|sở)|(?P<state>trung ương|chính phủ|thủ tướng|quốc hội|bộ|cấp trên|nhà nước|cấp có thẩm quyền))\b"
)
_LEVELS = {"commune": 1, "district": 2, "province": 3, "state": 4}
# Words of a body's name that tell its standing; the lowest of them does ("Chi bộ Công an xã").
_OWN = re.compile(
    r"\b(?:(?P<cell>chi bộ|chi ủy|thôn|tổ dân phố|khu phố)|(?P<commune>xã(?! hội)|phường|thị trấn|đảng ủy)|(?P<district>huyện|quận|thị xã)|(?P<province>tỉnh|thành ủy|thành phố|sở|cục))\b"
)
_OWN_LEVELS = {"cell": 0, **_LEVELS}
_HIGHEST = 5
_DELEGATIONS = ("đoàn ", "tổ ")  # what they recommend is their result, whomever they turn to
_GIVEN = (" được ", " nhận được ")
_TO_BE_GIVEN = re.compile(r"(?: trong)?(?: thời gian tới| thời gian sắp tới)?,? (?:tiếp tục )?nhận được (?:sự|nhiều) ")
_MINISTER = 6  # rank from which on somebody speaks for the state
_CONSIDER = re.compile(r"[^,;.:]{0,50} (?:xem xét|cho phép|tháo gỡ giúp|gia hạn)\b")


def asks_upwards(lower: str, behind: int, person: Person) -> bool:
    """Whether what stands at `behind`, the end of a verb of asking, turns to those above the person."""
    if lower.startswith(_GIVEN, behind) or (person.rank < _MINISTER and _TO_BE_GIVEN.match(lower, behind)):
        return True
    if any(head in _SUBJECTS for head, _ in person.bodies):
        return True
    asked = _ASKED.match(lower, behind)
    own = max((_STANDING.get(level, 3 if head in _PROVINCIAL else 0) for head, level in person.bodies), default=0)
    if asked is not None and asked["state"] and person.rank < _MINISTER:
        return True
    if asked is not None and own:
        return any(asked[name] and level > own for name, level in _LEVELS.items())
    return own < _STANDING["tỉnh"] and _CONSIDER.match(lower, behind) is not None


def turns_upwards(lower: str, name: tuple[int, int], behind: int) -> bool:
    """Whether a body turns to those above it by the verb that ends at `behind`: "Chi bộ thôn Hạ đề nghị Đảng ủy …".

    `name` is the span up to the verb; a delegation turns to nobody above.
    """
    if lower.startswith(_DELEGATIONS, name[0]):
        return False
    asked = _ASKED.match(lower, behind)
    if asked is None:
        return False
    own = min((_OWN_LEVELS[str(found.lastgroup)] for found in _OWN.finditer(lower, *name)), default=_HIGHEST)
    return any(asked[level] and rank > own for level, rank in _LEVELS.items())
