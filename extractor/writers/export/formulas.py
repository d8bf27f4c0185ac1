"""Text that no spreadsheet takes for a formula, and back.

A program that opens a CSV file may take a cell for a formula where it begins
with `=`, `+`, `-`, `@`, a tab or a carriage return (OWASP, CSV Injection), or
with the wide forms of these signs; and one that takes another sign than the
comma for the end of a cell may see the beginning of a cell within another.

So wherever a cell could begin – at the beginning, and behind a comma,
semicolon, tab, line break or quotation mark – an apostrophe is put before such a
sign, blanks before it or not, and before apostrophes that stand before one
already. Taking away one apostrophe at each such place gives the text back.
"""

from __future__ import annotations

import re

_BEGINNING = r"(?:\A|(?<=[,;\t\r\n\"]))"
# Blanks, and what is seen as little as a blank.
_BLANKS = r"[^\S\t\r\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_SIGN = "[=+\\-@\t\r＝＋－＠]"
_AHEAD = rf"(?=(?:'|{_BLANKS})*{_SIGN})"
_UNMARKED = re.compile(_BEGINNING + _AHEAD)
_MARKED = re.compile(rf"{_BEGINNING}'{_AHEAD}")


def marked(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for a formula."""
    return _UNMARKED.sub("'", text)


def unmarked(text: str) -> str:
    """The text that `marked` was given."""
    return _MARKED.sub("", text)
