"""The untouched string of a report, its folded view, and the way back.

All matching happens on the folded view; every offset that leaves the package
is into the untouched string. Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# One code point for one code point: kinds of blank, quote and dash that mean the same here.
# U+0130 is the only character whose lower case has another length.
_SAME_LENGTH = {
    **dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("–—―−‐‑‒", "-"),
    "İ": "I",
    "Ð": "Đ",  # U+00D0, typed for U+0110 by some keyboards
}

# Pieces whose folded form has another length: runs of blanks, Windows line ends,
# characters without width, and, in text that is not NFC, letters with combining marks behind.
_MARKS = "\u0300-\u036f"
# All of Unicode's category Cf: what is left out of a quote's ends must not stand alone in the folded text.
_INVISIBLE_FIRST = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb"
)
_INVISIBLE = (
    _INVISIBLE_FIRST + "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f"
)
_UNEVEN = rf" (?=[ \r\n])(?: *(?:\n|\r\n?)| +)|\r\n?|[{_INVISIBLE}]+"
# A drop cap, which readers of documents put on a line of its own: "S", below it "áng 5/3, …".
_LETTERS = range(ord("A"), ord("ỹ") + 1)
_CAPITALS = "".join(chr(code) for code in _LETTERS if chr(code).isupper())
_SMALL = "".join(chr(code) for code in _LETTERS if chr(code).islower())
_BREAK = r" ?\r?\n[ \r\n]{0,6}"
_DROP_CAP = re.compile(rf"\n[{_CAPITALS}]{_BREAK}[{_SMALL}]")
_DROPPED = rf"(?<=\n[{_CAPITALS}])(?P<drop>{_BREAK})(?=[{_SMALL}])"
_FIRST_DROPPED = re.compile(rf"([{_CAPITALS}]){_BREAK}(?=[{_SMALL}])")
_UNEVEN_BLANKS = re.compile(r" (?: *\n| +)")
_UNEVEN_NFC = re.compile(_UNEVEN)
_UNEVEN_ANY = re.compile(rf"{_UNEVEN}|[^\W\d_][{_MARKS}]+")
# One look finds the few kinds of characters that are to be folded or left out; beyond the first plane any may be.
_RARE = re.compile(rf"[{re.escape(''.join(_SAME_LENGTH))}{_INVISIBLE_FIRST}\U00010000-\U0010ffff]")
_IS_INVISIBLE = re.compile(rf"[{_INVISIBLE}]")

# Old and new placement of the tone mark ("hoà", "hòa"). Only open syllables differ, and the
# u of "qu" belongs to the consonant. The pattern begins with one set of characters, which is
# what lets `re` skip quickly.
_BEHIND_O, _BEHIND_U = "àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ", "ỳýỷỹỵỲÝỶỸỴ"
_OLD_TONE = re.compile(
    rf"[{_BEHIND_O}{_BEHIND_U}](?!\w)(?:(?<=[oO][{_BEHIND_O}])|(?<=[uU][{_BEHIND_U}])(?<![qQ][uU].))"
)
_PLAIN = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ", "aaaaaeeeeeyyyyyAAAAAEEEEEYYYYY")


def _new_tones(text: str) -> str:
    """`text` (NFC) with the tone marks of open syllables on the first vowel; same length."""
    parts: list[str] = []
    done = 0
    for match in _OLD_TONE.finditer(text):
        at = match.start()
        tone = unicodedata.normalize("NFD", text[at])[1]
        parts += (text[done : at - 1], unicodedata.normalize("NFC", text[at - 1] + tone), text[at].translate(_PLAIN))
        done = at + 1
    if not parts:
        return text
    parts.append(text[done:])
    return "".join(parts)


def _uneven_pieces(text: str, *, invisible: bool) -> Iterable[re.Match[str]]:
    """The pieces of `text` whose folded form has another length; `invisible` tells whether a character without width is among them."""
    if _DROP_CAP.search(text):
        return re.finditer(rf"{_DROPPED}|{_UNEVEN_ANY.pattern}", text)
    if not unicodedata.is_normalized("NFC", text):
        return _UNEVEN_ANY.finditer(text)
    if "\r" in text or invisible:
        return _UNEVEN_NFC.finditer(text)
    return _UNEVEN_BLANKS.finditer(text) if "  " in text or " \n" in text else ()


def _even(piece: str) -> str:
    """The folded form of a piece that `_UNEVEN` found."""
    if piece[-1] in "\r\n":
        return "\n"
    if piece[0] == " ":
        return " "
    return unicodedata.normalize("NFC", piece) if piece[0].isalpha() else ""


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A report's plain text and its folded view.

    `text` is the string as the reader returned it. `folded` is NFC, with plain
    quotes, dashes and single blanks, "\n" line ends and the new placement of
    tone marks; `lower` is `folded` in lower case, of the same length.
    """

    text: str
    folded: str
    lower: str
    _folded_at: tuple[int, ...]
    _text_at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> SourceText:
        """Fold `text`; linear in its length."""
        plain, rare = text, set(_RARE.findall(text))
        for char in rare:
            plain = plain.replace(char, _SAME_LENGTH.get(char, char))
        parts: list[str] = []
        folded_at, text_at = [0], [0]
        done = length = 0
        for match in _uneven_pieces(plain, invisible=any(map(_IS_INVISIBLE.match, rare))):
            start, end = match.span()
            piece = "" if match.lastgroup == "drop" else _even(match.group())
            parts += (plain[done:start], piece)
            length += start - done + len(piece)
            done = end
            folded_at.append(length)
            text_at.append(end)
        parts.append(plain[done:])
        folded = _new_tones("".join(parts)).replace("İ", "I")  # it comes of an I with a dot above, too
        return cls(text, folded, folded.lower(), tuple(folded_at), tuple(text_at))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that the span `start`, `end` of `folded` came from.

        Blanks and invisible characters at either end are left out, so that the
        quote begins and ends with a visible character.
        """
        at, back = self._folded_at, self._text_at
        here = bisect_right(at, start) - 1
        first = back[here] + start - at[here]
        # The last character may be a letter with marks behind it: its end is where the next one begins.
        here = bisect_right(at, end) - 1
        last = back[here] + end - at[here]
        text = self.text
        while first < last and not text[first].isalnum() and _unseen(text[first]):
            first += 1
        while last > first and not text[last - 1].isalnum() and _unseen(text[last - 1]):
            last -= 1
        return first, last

    def quote(self, start: int, end: int) -> str:
        """The untouched words behind the span `start`, `end` of `folded`."""
        first, last = self.original(start, end)
        return self.text[first:last]


def _unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def readable(quote: str) -> str:
    """The quote made readable: NFC, single blanks, no line breaks, no invisible characters."""
    if quote.isprintable():
        quote = unicodedata.normalize("NFC", quote)
        # The only blank that counts as printable is the plain one.
        return quote if "  " not in quote and quote.strip(" ") == quote else " ".join(quote.split())
    quote = _FIRST_DROPPED.sub(r"\1", quote, count=1) if _FIRST_DROPPED.match(quote) else quote
    quote = "".join(char for char in quote if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", quote).split())
