"""Lines that were broken to fit a width, as mails and hand-set texts are, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Programs break lines at 60 to 100 characters; longer lines are paragraphs.
_NARROWEST, _WIDEST = 50, 100
# No syllable is longer than seven letters: full lines end this close to the width.
_SLACK = 12
_FULL_LINES, _FULL_SHARE = 3, 0.4
_OPENS = re.compile(r"\s*(?:[-+*•>|]|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,4})[.)/:]|\S[^:]{0,40}:\s)")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines make up: a line goes on in the next one whose first word had no room in it.

    Lines that were never broken to a width stay as they are; blank lines stay.
    """
    lines = [line.rstrip() for line in lines]
    width = max(map(len, lines), default=0)
    filled = [line for line in lines if line]
    full = sum(len(line) >= width - _SLACK for line in filled)
    if not _NARROWEST <= width <= _WIDEST or full < _FULL_LINES or full < _FULL_SHARE * len(filled):
        return [*lines]
    whole: list[str] = []
    before = ""  # the line above, as it was broken
    for line in lines:
        if before and line and len(before) + 1 + len(line.split(None, 1)[0]) > width and not _OPENS.match(line):
            whole[-1] += " " + line.lstrip()
        else:
            whole.append(line)
        before = line
    return whole
