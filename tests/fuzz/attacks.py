"""Strings that make a regular expression backtrack, made from the expression itself.

For each repetition in a pattern: the shortest text that leads to it, a text that it takes again and again, and an
end that fits nowhere. The tree of the pattern is that of Python's own parser of patterns.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

# The parser has no public name; that it moved in 3.11 is all that has happened to it in twenty years.
_PARSER: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

# What separates words, numbers and lists in any text.
_USUAL = ("a", "ă ", " ", "\n", "0", "1.", "(", ", ", "-", "A", "Đ ")
_CATEGORIES = {
    "CATEGORY_DIGIT": "0",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": ".",
}
# Of many alternatives the first and the last few.
_BRANCHES = 2
# A repetition of fewer is none.
_OFTEN = 8
_MOST = 60


class Attack(NamedTuple):
    """A text to begin with, and one to repeat behind it."""

    lead: str
    pump: str


def attacks(pattern: str, flags: int) -> list[Attack]:
    """What to try on a pattern: the usual, and up to `_MOST` of its own."""
    own = dict.fromkeys(_attacks(_PARSER.parse(pattern, flags), ""))
    doubled = dict.fromkeys(
        Attack("", text) for lead, pump in own for text in (lead + pump, pump + " ", f"{pump}, ") if text
    )
    chosen = [*own, *doubled]
    return [*(Attack("", usual) for usual in _USUAL), *chosen[:_MOST]]


def _attacks(tree: Iterable[tuple[Any, Any]], lead: str) -> Iterator[Attack]:
    """One attack for each repetition below a part of a pattern that `lead` leads to."""
    for code, value in tree:
        name = str(code)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = value
            if most >= _OFTEN:
                yield from (Attack(lead, pump) for pump in dict.fromkeys(_samples(body)) if pump)
            yield from _attacks(body, lead)
            lead += _sample(body) * max(least, 1 if most < _OFTEN else 0)
            continue
        for part in _parts(name, value):
            yield from _attacks(part, lead)
        lead += _of(name, value)


def _parts(name: str, value: Any) -> list[Any]:
    """The parts of a pattern that a step of it holds."""
    if name == "BRANCH":
        return [*value[1][:_BRANCHES], *value[1][-_BRANCHES:]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


def _samples(tree: Iterable[tuple[Any, Any]]) -> list[str]:
    """Texts that a repeated part takes: one for each of its first alternatives, else one."""
    steps = list(tree)
    while len(steps) == 1 and str(steps[0][0]) == "SUBPATTERN":
        steps = list(steps[0][1][3])
    if len(steps) == 1 and str(steps[0][0]) == "BRANCH":
        return [_sample(part) for part in _parts("BRANCH", steps[0][1])]
    if len(steps) == 1 and str(steps[0][0]) == "IN":
        return list(dict.fromkeys(_member(one) for one in steps[0][1]))[: 2 * _BRANCHES]
    return [_sample(steps)]


def _sample(tree: Iterable[tuple[Any, Any]]) -> str:
    """A short text that a part of a pattern takes, as near as that can be told without trying."""
    return "".join(_of(str(code), value) for code, value in tree)


def _of(name: str, value: Any) -> str:
    """A text that one step of a pattern takes."""
    if name == "LITERAL":
        return chr(value)
    if name in ("ANY", "NOT_LITERAL"):
        return "a"
    if name == "IN":
        return next(map(_member, value), "a")
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least: int = value[0]
        return _sample(value[2]) * least
    return next(map(_sample, _parts(name, value)), "") if not name.startswith("ASSERT") else ""


def _member(step: tuple[Any, Any]) -> str:
    """A character of a set; "a" for what the set leaves out."""
    name, value = str(step[0]), step[1]
    if name == "LITERAL":
        return chr(value)
    if name == "RANGE":
        return chr(value[0])
    return _CATEGORIES[str(value)] if name == "CATEGORY" else "a"
