"""The numbers that Word puts before paragraphs, which stand nowhere in their text.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 100_000  # a number beyond this is none that a list reaches


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered; `style` is the style that puts a paragraph there."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list: which definition it counts with, where its levels begin, what it defines of its own."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Lists:
    """The lists of a document, counting as their paragraphs come."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._load(numbering)

    def _load(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}  # definitions that only name a style, and the definition that belongs to it
        styled: dict[str, str] = {}
        for one in numbering.iterfind(f"{W}abstractNum"):
            number = one.get(f"{W}abstractNumId", "")
            self._definitions[number] = dict(_levels(one))
            if name := _value(one, "numStyleLink"):
                linked[number] = name
            if name := _value(one, "styleLink"):
                styled[name] = number
        for number, name in linked.items():
            self._definitions[number] = self._definitions.get(styled.get(name, ""), {})
        for one in numbering.iterfind(f"{W}num"):
            overrides = {_int(change.get(f"{W}ilvl"), 0): change for change in one.iterfind(f"{W}lvlOverride")}
            starts = {at: _value(change, "startOverride") for at, change in overrides.items()}
            self._lists[one.get(f"{W}numId", "")] = _List(
                _value(one, "abstractNumId") or "",
                {at: _int(start, 1) for at, start in starts.items() if start is not None},
                {at: level for change in overrides.values() for at, level in _levels(change)},
            )

    def level_of(self, number: str, style: str | None) -> int:
        """The level of list `number` that the paragraph style `style` puts a paragraph on."""
        levels = self._levels_of(number)
        return next((at for at, level in levels.items() if style is not None and level.style == style), 0)

    def _levels_of(self, number: str) -> dict[int, Level]:
        one = self._lists.get(number)
        return {**self._definitions.get(one.definition, {}), **one.levels} if one else {}

    def label(self, number: str, at: int) -> str:
        """What stands before the next paragraph on level `at` of list `number`: "1.", "a)", "II.3.", "-", or nothing."""
        one, levels = self._lists.get(number), self._levels_of(number)
        level = levels.get(at)
        if one is None or level is None:
            return ""
        counts = self._counts.setdefault(one.definition, {})
        if at in one.starts and (number, at) not in self._begun:
            counts[at] = one.starts[at]
        else:
            counts[at] = min(counts[at] + 1, _LARGEST) if at in counts else level.start
        self._begun.add((number, at))
        for deeper in [d for d in counts if d > at and levels.get(d, level).restarts]:
            del counts[deeper]
        if level.form == "bullet":
            # Vietnamese papers itemise with "-", and below that with "+".
            return "+" if level.text.strip() == "+" else "-"
        return _PLACE.sub(lambda place: _counted(int(place[1]) - 1, levels, counts, legal=level.legal), level.text)


def _counted(at: int, levels: dict[int, Level], counts: dict[int, int], *, legal: bool) -> str:
    level = levels.get(at, Level())
    return written(counts.get(at, level.start), "decimal" if legal else level.form)


def written(number: int, form: str) -> str:
    """`number` in one of Word's number formats; in figures where the format is a rare one."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 30:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (number // size)
            number %= size
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for one in parent.iterfind(f"{W}lvl"):
        at = _int(one.get(f"{W}ilvl"), 0)
        if at < _LEVELS:
            yield (
                at,
                Level(
                    _int(_value(one, "start"), 1),
                    _value(one, "numFmt") or "decimal",
                    _value(one, "lvlText") or "",
                    one.find(f"{W}isLgl") is not None,
                    _value(one, "lvlRestart") != "0",
                    _value(one, "pStyle"),
                ),
            )


def _value(parent: etree._Element, tag: str) -> str | None:
    child = parent.find(f"{W}{tag}")
    return None if child is None else child.get(VAL)


def _int(text: str | None, otherwise: int) -> int:
    """The number in `text`, `otherwise` where it is none or out of bounds."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else otherwise
