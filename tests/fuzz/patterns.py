"""Every regular expression of the package on strings that are made to make it backtrack.

The strings repeat what the pattern itself names, its literals and the characters of its sets, and end in
something that fits nowhere. A pattern that backtracks without bound needs time that grows faster than the
square of the string; ours have to stay near linear.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import islice, product

import extractor

_SHORT = 2_000
_FACTOR = 8
# The seconds that a string of `_SHORT * _FACTOR` characters may take at once, and how often more than the short one.
_LONG_SECONDS = 0.5
_RATIO = 40.0
_PUMPS = (
    "a",
    "ă ",
    " ",
    "\n",
    "0",
    "1.",
    "(",
    ")",
    '"',
    "“",
    ",",
    ", ",
    ";",
    ":",
    "-",
    " - ",
    ".",
    "và ",
    "A",
    "Đ ",
    "ông ",
    "ngày ",
    "/",
    "%",
    "\t",
    "\u0301",
)
_END = "\x00\u2603"


def patterns() -> dict[str, re.Pattern[str]]:
    """All compiled patterns of text that modules of the package hold, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        try:
            names = vars(importlib.import_module(module.name))
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("extractor"):
                raise
            continue  # an extra that is not installed here
        for name, value in names.items():
            for at, pattern in enumerate(_patterns_in(value)):
                found.setdefault(f"{module.name}.{name}[{at}]", pattern)
    return found


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _patterns_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _patterns_in(part)


def pumps(pattern: re.Pattern[str]) -> list[str]:
    """What to repeat: the usual separators, the words of the pattern, and pairs of both."""
    words = [word.replace("\\", "") for word in re.findall(r"[^\W_]+|\\.|[^\w\s\\()\[\]{}?*+|^$]", pattern.pattern)]
    own = sorted(set(words), key=lambda word: (-len(word), word))[:12]
    pairs = (f"{one}{other}" for one, other in product(own[:5], (" ", ", ", ".", "1")))
    return [*_PUMPS, *own, *islice(pairs, 20)]


def slow(pattern: re.Pattern[str]) -> str | None:
    """The string that the pattern is too slow on, told by what is repeated; None where there is none."""
    for pump in pumps(pattern):
        short = _seconds(pattern, pump, _SHORT)
        long = _seconds(pattern, pump, _SHORT * _FACTOR)
        if long > _LONG_SECONDS or (long > 0.05 and long > _RATIO * short):
            return f"{pump!r} repeated: {short:.4f} s for {_SHORT}, {long:.4f} s for {_SHORT * _FACTOR} characters"
    return None


def _seconds(pattern: re.Pattern[str], pump: str, size: int) -> float:
    text = pump * (size // len(pump)) + _END
    start = time.perf_counter()
    sum(1 for _ in pattern.finditer(text))
    pattern.fullmatch(text)
    return time.perf_counter() - start
