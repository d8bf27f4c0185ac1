"""UTF-8 that was taken for windows-1252 and encoded once more: "Há»™i nghá»‹" for "Hội nghị".

The exact inverse: characters back to the bytes that they were taken from, bytes
to the letters that they are. windows-1252 leaves five bytes undefined, which
programs keep as control characters (WHATWG, Encoding, "windows-1252").
"""

from __future__ import annotations

import re

from extractor.language.syllables import is_syllable

NAME = "utf-8"
"""What text was in that was UTF-8 before it was encoded again."""

_HIGH = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0x100)}
_BYTES = {char: byte for char, byte in _HIGH.items() if char != "\ufffd"} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}

_SHOWN = {byte: char for char, byte in _BYTES.items() if ord(char) != byte}
_FOLLOWING = "".join(sorted(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0))
# A letter of UTF-8 in two, three or four bytes; programs make a blank of the last one where it is a blank that binds.
_LETTER = re.compile(
    rf"[\xc2-\xdf][{_FOLLOWING} ]|[\xe0-\xef][{_FOLLOWING}][{_FOLLOWING} ]|[\xf0-\xf4][{_FOLLOWING}]{{3}}"
)
# Where a blank was taken for the last byte, it may have been one all the same: "Ã " is "à" or "à ".
_SEAM = "\ue000"
_BROKEN = re.compile(rf"([^\W\d_]{{0,24}}){_SEAM}([^\W\d_]{{0,24}})")
_ANY_HIGH = re.compile(r"[^\x00-\x7f]")
# The first bytes of what Vietnamese is written with: two bytes for À to Ư, three for Ạ to ỹ and for quotes and dashes.
_OWN = re.compile(rf"[ÃÄÅÆ][{_FOLLOWING}]|á[º»][{_FOLLOWING}]")
# Without one of these there is none, which is found out sooner than by the pattern.
_SIGNS = ("Ã", "Ä", "Å", "Æ", "áº", "á»")
# In clean text "XÃ”" may end a quotation, but not twice with different letters and no others in the line.
_ENOUGH = 2
# One letter is enough where no quotation ends there.
_WITHIN = re.compile(rf"(?<=[A-Za-z])á[º»](?:[{_FOLLOWING}][a-z]|(?![”’»…–—])[{_FOLLOWING}])")
_ROUNDS = 2


def western(data: bytes) -> str:
    """The characters of windows-1252 that `data` shows, as control characters where that defines none."""
    return data.decode("latin-1").translate(_SHOWN)


def undone(text: str) -> str | None:
    """`text` as it was before it was encoded again, once or twice; None where it was not."""
    done = None
    for _ in range(_ROUNDS):
        if not any(sign in text for sign in _SIGNS) or not _OWN.search(text):
            break
        lines = text.split("\n")
        mended = [_line_undone(line) for line in lines]
        letters = {
            letter
            for line, better in zip(lines, mended, strict=True)
            if line != better
            for letter in _OWN.findall(line)
        }
        if len(letters) < _ENOUGH and not (letters and _WITHIN.search(text)):
            break
        done = text = "\n".join(mended)
    return done


def _line_undone(line: str) -> str:
    """The line's letters, where all that is not ASCII in it fits together as UTF-8; else the line."""
    rest = _LETTER.sub("", line)
    return line if _ANY_HIGH.search(rest) else _BROKEN.sub(_joined, _LETTER.sub(_letter, line))


def _letter(match: re.Match[str]) -> str:
    data = bytes(0xA0 if char == " " else _BYTES[char] for char in match[0])
    try:
        return data.decode("utf-8") + (_SEAM if match[0][-1] == " " else "")
    except UnicodeDecodeError:
        return match[0]


def _joined(match: re.Match[str]) -> str:
    """The two sides of a seam as one syllable where they make one."""
    before, behind = match.groups()
    return f"{before}{behind}" if not behind or is_syllable(before + behind) else f"{before} {behind}"
