"""Which bodies of a report were named before, in full or in short."""

from __future__ import annotations

import re

from extractor.language.abbreviations import expand

_SHORT = re.compile(r"[^\W\d_a-z][^\W\d_a-z]|&")


class Named:
    """The names met so far, short forms spelled out."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    def again(self, name: str) -> bool:
        """Whether the body (folded) was named before, perhaps with its place behind; if not it is noted."""
        key = (expand(name) if _SHORT.search(name) else name).lower()
        if any(old == key or old.startswith(key + " ") for old in self._keys):
            return True
        self._keys.append(key)
        return False
