"""Any number of different reports, made from the samples by changing words."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from tests.places import samples

_WORD = re.compile(r"[^\W\d_]{3,}")
_CHANGED = 0.1  # share of the words
_FOLDER = 1000  # files in a folder


@cache
def _texts() -> list[str]:
    return [sample.read_text(encoding="utf-8") for sample in samples()]


def report(number: int) -> str:
    """Report number `number`: a sample in which one word in ten is another, most of them words that no text had before."""
    text, chance = _texts()[number % len(_texts())], random.Random(number)

    def other(word: re.Match[str]) -> str:
        if chance.random() > _CHANGED:
            return word[0]
        return word[0][:-1] + "".join(chance.choices("aeghiklmnoptuy", k=3))

    return _WORD.sub(other, text)


def fill(folder: Path, count: int) -> Path:
    """Have the first `count` reports in sub-folders of a folder."""
    for number in range(count):
        file = folder / f"{number // _FOLDER:04}" / f"{number:07}.txt"
        if not number % _FOLDER:
            file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text(report(number), encoding="utf-8")
    return folder


def long_report(characters: int) -> str:
    """A report of so many characters: samples one after the other, as a bulletin has them, each changed."""
    parts: list[str] = []
    size = number = 0
    while size < characters:
        parts.append(report(number))
        size += len(parts[-1]) + 2
        number += 1
    return "\n\n".join(parts)[:characters]
