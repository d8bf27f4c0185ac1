"""Vietnamese written in legacy encodings: TCVN3 (ABC), VNI, VIQR, and UTF-8 that was encoded twice.

Fonts of the nineties showed letters of western code pages as Vietnamese ones, so
such text comes as bytes, or as the western characters of those bytes in UTF-8,
in DOCX and in HTML. `recognise` tells which it is, `Legacy.convert` makes it
Unicode line by line, because documents mix lines of both kinds.

What is good Unicode stays as it is: a word counts for an encoding only where it
is no syllable of Vietnamese as it stands and becomes one.

Source of the table `letters.tsv`: TCVN 5712:1993 (VN3) as in glibc's TCVN5712-1;
VNI for Windows; VIQR as in RFC 1456.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from extractor.language.syllables import is_syllable
from extractor.patterns import any_phrase
from extractor.readers import doubled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Name = Literal["tcvn3", "vni", "viqr"]

# Characters that TCVN3 and VNI texts need and that Unicode Vietnamese does not: one cheap look at clean text.
# All alternatives are told by their last character, so that the pattern begins with one set, which `re` skips quickly.
_ODD = "¡-¹»-¾ÄÅÆËÎÏÐÑÖØÜÞßäåæçëîïðñöøûüþ"
_SHOWN = rf"(?<=[{_ODD}])|(?<=[ÂâÊêÔôÖö][ÙÛÕùõÁÀÃáàã])"
_HINT = re.compile(rf"[{_ODD}ÙÛÕùõÁÀÃáàã^+Dd](?:{_SHOWN}|(?<=[AaEeOo]\^)|(?<=[OoUu]\+)|(?<=[Dd][Dd]))")
# The other hints are of VIQR, and tell nothing beside letters that are not ASCII ("Sở GDĐT", typed "SGDDT").
_HINT_OF_FONTS = re.compile(rf"[{_ODD}ÙÛÕùõÁÀÃáàã](?:{_SHOWN})")

# Two different words that make no sense as they stand are no chance; in a text of one word that word must do.
_ENOUGH = 2
# A line is of an encoding when hardly a word of it speaks against that.
_AGAINST = 4


@dataclass(frozen=True, slots=True)
class Legacy:
    """A legacy encoding: its name, its letters by their codes, and what a word and a code look like.

    `whole`: nothing in the text speaks for Unicode, so that lines that tell nothing are in the encoding too.
    """

    name: Name
    letters: dict[str, str]
    word: re.Pattern[str]
    code: re.Pattern[str]
    foreign: re.Pattern[str]  # a letter that the encoding has no code for, and ASCII neither
    whole: bool = False

    def convert(self, line: str) -> str:
        """The line of a text in this encoding in Unicode; as it is where it is not in the encoding itself."""
        if self.name == "viqr":
            return line if _NOT_ASCII.search(line) else _ESCAPED.sub(r"\1", self._decoded_words(line))
        found, against = self.evidence(line)
        meant = _speaks_for(found, against) or (self.whole and not against)
        return self._converted(line) if meant else line

    def evidence(self, line: str) -> tuple[list[str], int]:
        """The words that only this encoding makes sense of, and how many speak against it."""
        found: list[str] = []
        against = 0
        if self.name == "viqr" and _NOT_ASCII.search(line):
            return found, against
        for word in self.word.findall(line):
            letters = self.decoded(word)
            # A vowel before a full stop is spelled like one with a tone.
            if self.name == "viqr" and not _HATTED.search(word):
                continue
            if letters == word:
                against += bool(self.foreign.search(word)) and is_syllable(word)
            elif not is_syllable(letters.rstrip(_STOPS)):
                # Abbreviations ("HĐND") are no syllables in any encoding.
                against += any(map(str.isalpha, word)) and not ("Đ" in letters and letters.isupper())
            elif len(letters) > 1 and not is_syllable(word):
                found.append(letters)
        return found, against

    def decoded(self, word: str) -> str:
        """One word in Unicode."""
        letters = self.code.sub(lambda match: self.letters[match[0]], word)
        if self.name == "viqr" and letters != word and word[-1] in _STOPS and not is_syllable(letters):
            return self.decoded(word[:-1]) + word[-1]  # a syllable has one tone: this is a full stop
        return _in_capitals(letters) if self.name == "tcvn3" else letters

    def _decoded_words(self, line: str) -> str:
        return self.word.sub(lambda match: self.decoded(match[0]), line)

    def _converted(self, line: str) -> str:
        converted = self._decoded_words(line)
        # TCVN3 has no capitals with tones: a font of capitals showed the small ones.
        capitals = sum(char.isupper() and char.isascii() for char in line)
        small = sum(char.islower() and char.isascii() for char in line)
        return converted.upper() if self.name == "tcvn3" and capitals > 2 and not small else converted


# Letters with the tone marks behind them, as windows-1258 has them.
_MARKED = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_NOT_ASCII = re.compile(r"[^\W\d_a-zA-Z]")
_HATTED = re.compile(r"[AaEeOo]\^|[Aa]\(|[OoUu]\+|[Dd][Dd]")
_STOPS = ".?"
_ESCAPED = re.compile(r"\\([\\.'`?~^(+dDđĐ])")


def _in_capitals(word: str) -> str:
    """A word whose plain letters are capitals in capitals throughout."""
    plain = [char for char in word if char.isascii() and char.isalpha()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def _speaks_for(found: list[str], against: int) -> bool:
    return len(found) > 0 and len(found) >= _AGAINST * against


@cache
def encodings() -> tuple[Legacy, ...]:
    """The legacy encodings of the table."""
    table = (files(__package__) / "letters.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t"))
    viqr = r"(?:(?:[Aa][\^(]?|[Ee]\^?|[Oo][\^+]?|[Uu]\+?|[IiYy])['`?~.]?|[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz])"
    made = []
    for name in ("tcvn3", "vni", "viqr"):
        letters = {row[name]: row["letter"] for row in rows if row[name]}
        letters |= {spelled: letter for code, letter in letters.items() for spelled in _spelled(code)}
        symbols = re.escape("".join(sorted({char for code in letters for char in code if not char.isalnum()})))
        word = f"{viqr}+" if name == "viqr" else rf"(?:[^\W\d_]|[{symbols}])+" if symbols else r"[^\W\d_]+"
        known = re.escape("".join(sorted({char for code in letters for char in code})))
        foreign = re.compile(rf"[^\W\d_a-zA-Z{known}]")
        made.append(Legacy(name, letters, re.compile(word), re.compile(any_phrase(letters)), foreign))
    return tuple(made)


def _spelled(code: str) -> Iterator[str]:
    """The code of a capital with its mark in the small form, as in words with one capital."""
    if len(code) > 1 and code[0].isupper():
        yield code[0] + code[1:].lower()


def recognise(lines: Iterable[str]) -> Legacy | None:
    """The encoding that lines of the text are written in, where there is one; quick on text without."""
    lines = list(lines)
    hinted = [line for line in lines if _HINT.search(line)]
    suspect = [line for line in hinted if _HINT_OF_FONTS.search(line) or not _NOT_ASCII.search(line)]
    if not suspect:
        return None
    best, most = None, 0
    for legacy in encodings():
        words: list[str] = []
        for line in suspect:
            found, against = legacy.evidence(line)
            if _speaks_for(found, against):
                words += found
        if len(set(words)) >= _ENOUGH and len(words) > most:
            best, most = legacy, len(words)
    if best is None:
        return None
    return replace(best, whole=not any(against > len(found) for found, against in map(best.evidence, lines)))


def from_bytes(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are no UTF-8 and the name of its encoding; None where it reads like Vietnamese in none."""
    if _is_broken_utf8(data):
        return None
    western = doubled.western(data)
    ranked = [(_unicode_evidence(data), "windows-1258")]
    ranked += [(legacy.evidence(western), legacy.name) for legacy in encodings() if legacy.name != "viqr"]
    (found, against), name = max(ranked, key=lambda one: len(one[0][0]) - one[0][1])
    if not _speaks_for(found, against):
        return None
    if name == "windows-1258":
        return data.decode("cp1258"), name
    legacy = replace(next(legacy for legacy in encodings() if legacy.name == name), whole=True)
    return "\n".join(map(legacy.convert, western.split("\n"))), name


def _is_broken_utf8(data: bytes) -> bool:
    """Whether more letters of the bytes are UTF-8 than not, or some that take three bytes, which meet by chance in none."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum("\u1ea0" <= char <= "\u1ef9" for char in text) >= _ENOUGH:
        return True
    return sum(not char.isascii() for char in text) > 2 * broken


def _unicode_evidence(data: bytes) -> tuple[list[str], int]:
    """As `Legacy.evidence`, for bytes in windows-1258."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return [], 0
    marked = [word for word in _MARKED.findall(text) if not word.isascii()]
    found = [*filter(is_syllable, marked)]
    return found, len(marked) - len(found)


def restored(text: str) -> tuple[str, str | None]:
    """The text in proper Unicode, and what it was in; the text itself and None where nothing was wrong.

    Linear in the length of the text.
    """
    whole = doubled.undone(text)
    if whole is not None:
        return whole, doubled.NAME
    if _HINT.search(text) is None:
        return text, None
    lines = text.split("\n")
    legacy = recognise(lines)
    return ("\n".join(map(legacy.convert, lines)), legacy.name) if legacy else (text, None)


_OF_FONT = re.compile(r"(?:\w+\+)?(?:(\.vn\w)|vni-)", re.IGNORECASE)


def shown(text: str, font: str) -> tuple[str, Name | None]:
    """What a text in a font of the nineties shows, as in documents that name the font, and the encoding it was in.

    Fonts of TCVN3 are called ".VnTime", those of capitals only ".VnTimeH";
    fonts of VNI "VNI-Times". Text that is Unicode in spite of its font stays.
    """
    match = _OF_FONT.match(font)
    if match is None:
        return text, None
    name: Name = "tcvn3" if match[1] else "vni"
    legacy = replace(next(one for one in encodings() if one.name == name), whole=True)
    converted = "\n".join(map(legacy.convert, text.split("\n")))
    if name == "tcvn3" and font.endswith("H") and (converted != text or text.isascii()):
        converted = converted.upper()
    return converted, name if converted != text else None
