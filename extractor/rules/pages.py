"""What stands on a portal's page beside the report (`pages.toml`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from extractor.patterns import any_phrase
from extractor.rules import Entry, read
from extractor.text import SourceText

Kind = Literal["end", "site", "label", "foot", "furniture", "beside", "headline", "author", "date"]


class Part(Entry):
    """A part of pages: the `words` that a line of it consists of, or the `names` of its elements."""

    kind: Kind
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@cache
def parts() -> tuple[Part, ...]:
    """The entries, in the file's order."""
    return read("pages", Part)


@cache
def _words(kind: Kind) -> frozenset[str]:
    return frozenset(SourceText.of(word).lower for part in parts() if part.kind == kind for word in part.words)


@cache
def _names(kind: Kind) -> re.Pattern[str]:
    listed = any_phrase({name for part in parts() if part.kind == kind for name in part.names})
    # A name ends where another part begins: at a blank, a hyphen, or where camel case was parted.
    return re.compile(rf"(?<![a-z]){listed}(?![a-z])")


_COUNTED = re.compile(r"[\s\d.,:;()…»«>|+*#/-]+$|^[\s\d.,:()»«>|+*#/-]+")
_NAME = 200
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def says(line: str, kind: Kind) -> bool:
    """Whether a line (in any spelling) consists of words of the kind, but for numbers and marks around them."""
    return len(line) < 60 and _COUNTED.sub("", SourceText.of(line).lower) in _words(kind)


def opens(line: str, kind: Kind) -> bool:
    """Whether a line (in any spelling) begins with words of the kind."""
    return SourceText.of(line[:80]).lower.startswith(tuple(_words(kind)))


@lru_cache(maxsize=4096)
def is_named(name: str, kind: Kind) -> bool:
    """Whether the class or id of an element says that it is of the kind."""
    return bool(_names(kind).search(_CAMEL.sub("-", name[:_NAME]).lower().replace("_", "-")))
