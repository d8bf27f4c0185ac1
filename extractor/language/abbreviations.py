"""Abbreviations spelled out, where their neighbours allow it (`rules/abbreviations.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from extractor.language.phrase_index import words_of
from extractor.language.places import place_at
from extractor.rules import Entry, read

_LETTERS = re.compile(r"[^\W\d_]+")
# Letters in capitals, or without a vowel behind the first one ("Tp", "Cty").
_PIECE = re.compile(r"[A-ZĂÂĐÊÔƠƯ](?<![^\W\d_].)(?:[A-ZĂÂĐÊÔƠƯ]*|[bcdđghklmnpqrstvxy]{1,2})(?![^\W\d_])")
_FIRST = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r" ?[&,.\-/] ?| và ")
_SPACED = frozenset({", ", " - ", ". ", " và ", " / ", " & "})


class Abbreviation(Entry):
    """Letters, what they stand for, and the neighbours beside which they do."""

    short: tuple[str, ...]
    full: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    dotted: bool = False
    since: date | None = None
    until: date | None = None


class Expansion(NamedTuple):
    """The span of a text that one abbreviation fills, and its entry."""

    start: int
    end: int
    entry: Abbreviation


class _Piece(NamedTuple):
    letters: str
    start: int
    end: int


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """All entries of `rules/abbreviations.toml`."""
    return read("abbreviations", Abbreviation)


@cache
def _by_letters() -> dict[str, tuple[Abbreviation, ...]]:
    table: dict[str, tuple[Abbreviation, ...]] = {}
    for entry in abbreviations():
        for key in dict.fromkeys("".join(_LETTERS.findall(short)).upper() for short in entry.short):
            table[key] = (*table.get(key, ()), entry)
    return table


def _pieces(text: str) -> Iterator[_Piece]:
    """What may be letters of an abbreviation; the first word of a text also in another case ("ubnd tỉnh")."""
    first = _FIRST.match(text)
    if first and not first[0].isupper() and first[0].upper() in _by_letters():
        yield _Piece(first[0].upper(), *first.span())
    for match in _PIECE.finditer(text):
        yield _Piece(match[0].upper(), *match.span())


def _groups(text: str) -> Iterator[list[_Piece]]:
    """Runs of pieces that only separators stand between."""
    group: list[_Piece] = []
    for piece in _pieces(text):
        if group and not _SEPARATOR.fullmatch(text, group[-1].end, piece.start):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _behind(text: str, end: int, cues: tuple[str, ...]) -> bool:
    """Whether the words before `end` are among `cues`."""
    left = text[:end].rstrip(" .")
    lower = left.lower()
    for cue in cues:
        if cue == "<number>":
            fits = lower[-1:].isdigit()
        elif cue == "<word>":
            fits = lower[-1:].isalpha()
        else:
            fits = lower.endswith(cue.rstrip(".")) and not lower[: -len(cue.rstrip("."))][-1:].isalnum()
        if fits:
            return True
    return False


def _ahead(text: str, start: int, cues: tuple[str, ...]) -> bool:
    """Whether the words from `start` on are among `cues`."""
    right = text[start:].lstrip(" .")
    lower = right.lower()
    for cue in cues:
        if cue == "$":
            fits = not right
        elif cue == "<number>":
            fits = right[:1].isdigit()
        elif cue == "<name>":
            fits = right[:1].isupper()
        elif cue == "<province>":
            fits = place_at(words_of(right), 0) is not None
        else:
            fits = lower.startswith(cue) and not (cue[-1].isalpha() and lower[len(cue) : len(cue) + 1].isalpha())
        if fits:
            return True
    return False


def _fits(entry: Abbreviation, text: str, span: tuple[int, int], on: date | None) -> bool:
    if on and ((entry.since and on < entry.since) or (entry.until and on > entry.until)):
        return False
    return (not entry.after or _behind(text, span[0], entry.after)) and (
        not entry.before or _ahead(text, span[1], entry.before)
    )


def _resolve(text: str, group: list[_Piece], on: date | None) -> list[Expansion | _Piece]:
    """The pieces of a group, longest abbreviations first; those that nothing is known of as they are."""
    found: list[Expansion | _Piece] = []
    at = 0
    while at < len(group):
        expansion, used = None, 1
        for end in range(len(group), at, -1):
            entries = _by_letters().get("".join(piece.letters for piece in group[at:end]), ())
            span = group[at].start, group[end - 1].end
            if entry := next((e for e in entries if _fits(e, text, span, on)), None):
                expansion, used = Expansion(*span, entry), end - at
                break
        found.append(expansion or group[at])
        at += used
    return found


def _whole(text: str, found: list[Expansion | _Piece]) -> Iterator[Expansion]:
    """The expansions of those clusters ("CNTT-TT&HL") that are resolved altogether: half of one reads badly."""
    cluster: list[Expansion | _Piece] = []
    for item, after in zip(found, [*found[1:], None], strict=True):
        cluster.append(item)
        if after is None or text[item.end : after.start] in _SPACED:
            known = [one for one in cluster if isinstance(one, Expansion)]
            if len(known) == len(cluster):
                yield from known
            cluster = []


def expansions(text: str, on: date | None = None) -> list[Expansion]:
    """The abbreviations of `text` (folded) that can be spelled out safely, in order.

    `on` is the day that the text speaks of, where known. Letters in the number
    of a document ("12/QĐ-UBND") are left alone.
    """
    found: list[Expansion] = []
    for group in _groups(text):
        first = group[0].start
        if text[first - 1 : first] == "/" and text[first - 2 : first - 1].isalnum():
            continue
        found += _whole(text, _resolve(text, group, on))
    return found


def expand(text: str, on: date | None = None) -> str:
    """`text` (folded) with its abbreviations spelled out where that is safe; see `expansions`."""
    parts: list[str] = []
    done = 0
    for start, end, entry in expansions(text, on):
        # "HĐND-UBND": the dash stands between two names.
        parts += (" - " if text[done:start] == "-" and done else text[done:start], entry.full)
        done = end
        if entry.dotted and text[end : end + 1] == ".":
            done += 1
            parts += [" "] if text[done : done + 1].isalnum() else []
    return "".join((*parts, text[done:])) if parts else text
