"""Parts of regular expressions: groups of alternatives, none of which is empty and would fit everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(block: str) -> str:
    """A group of the alternatives in `block`, parted by `|`, any number of them a line; blanks at the ends of lines do not count.

    Raises `ValueError` where a line has none, or begins or ends with `|`.
    """
    return _group(line.strip() for line in block.strip().splitlines())


def any_phrase(phrases: Iterable[str]) -> str:
    """A group of phrases that stand for themselves, the longest first. Raises `ValueError` where there is none."""
    return _group(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


def whole_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds the phrases where they begin and end with whole words. Raises `ValueError` where there is none."""
    return re.compile(rf"\b{any_phrase(phrases)}\b")


def _group(alternatives: Iterable[str]) -> str:
    told = [*alternatives]
    if not told or any(not one or one.startswith("|") or (one.endswith("|") and one[-2:] != r"\|") for one in told):
        raise ValueError(f"an empty alternative fits everywhere: {told}")
    return f"(?:{'|'.join(told)})"
