"""Names of features: which strings a bundle of raw values stands for, its kind before "="."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Bundle = tuple[object, ...]
Codes = tuple[str, ...]


def spelled(bundle: Bundle) -> list[str]:
    """The features that a bundle stands for."""
    return list(_SPELLERS[str(bundle[0])](*bundle[1:]))


def _turn(who: str, holder: str, mode: str, since: int, listing: str) -> Iterator[str]:
    yield f"who={who}"
    yield f"mode={holder}.{mode}"
    yield f"since={holder}.{since}"
    yield f"list={listing}"


def _place(line: str, edges: int, fifth: int) -> Iterator[str]:
    yield f"line={line}"
    yield f"edges={edges}"
    yield f"fifth={fifth}"


def _told(party: str, digits: int, results: int) -> Iterator[str]:
    yield f"digits={digits}"
    yield f"digits={party}{min(digits, 2)}"
    yield f"results={results}"
    yield f"results={party}{min(results, 2)}"


def _size(length: int, segments: int) -> Iterator[str]:
    yield f"length={length}"
    yield f"segments={segments}"


def _cues(own: Codes, before: Codes) -> Iterator[str]:
    for code in own:
        yield f"sc={code}"
    for code in before:
        yield f"pc={code}"


def _cut(cut: str, holder: str, deep: int, side: int, marked: int) -> Iterator[str]:
    yield f"cut={cut}{holder}"
    yield f"deep={deep}"
    yield f"side={side}"
    yield f"marked={marked}"


def _beside(before: str, after: str) -> Iterator[str]:
    yield f"bcut={before}"
    yield f"acut={after}"


def _frame(holder: str, kind: str, cut: str, age: int) -> Iterator[str]:
    yield f"f={holder}.{kind}"
    yield f"fc={holder}.{kind}.{cut}.{age}"
    yield f"fk={kind}.{cut}.{age}"


def _rule(before: str, own: str, after: str, holder: str) -> Iterator[str]:
    yield f"rb={before}.{own}"
    yield f"ra={own}.{after}"
    yield f"rh={own}.{holder}"


def _has(holder: str, codes: Codes) -> Iterator[str]:
    for code in codes:
        yield f"c={code.rstrip('!')}"
        if code[-1] == "!":
            yield f"o={holder}.{code[:-1]}"


def _open(lead: str, last: str, kind: str, label: str) -> Iterator[str]:
    if lead:
        yield f"open={lead}"
        yield f"open={lead}.{last}"
        yield f"open={lead}.{kind}"
        yield f"open={lead}.{label}"


def _near(before: str, own: str, after: str) -> Iterator[str]:
    yield f"nb={before}.{own}"
    yield f"na={own}.{after}"
    yield f"nn={before}.{own}.{after}"


def _talk(before: str, own: str, after: str) -> Iterator[str]:
    yield f"hb={before}.{own}"
    yield f"ha={own}.{after}"


def _clause(codes: Codes) -> Iterator[str]:
    yield f"clause={'.'.join(codes)}"


_SPELLERS: dict[str, Callable[..., Iterator[str]]] = {
    "turn": _turn,
    "place": _place,
    "told": _told,
    "size": _size,
    "cues": _cues,
    "cut": _cut,
    "beside": _beside,
    "frame": _frame,
    "rule": _rule,
    "has": _has,
    "clause": _clause,
    "open": _open,
    "near": _near,
    "talk": _talk,
}
