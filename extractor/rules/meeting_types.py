"""The kinds of meetings and the words of a meeting's name that tell them (`meeting_types.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from extractor.rules import Entry, read
from extractor.rules.phrases import PhraseEntry, PhraseMatcher

MeetingType = Literal[
    "tong_ket", "so_ket", "giao_ban", "trien_khai", "tap_huan", "hoi_thao", "hop_bao",
    "ky_hop", "dai_hoi", "lam_viec", "tiep_xuc", "le", "hop", "khac",
]  # fmt: skip


class TypeEntry(Entry):
    """Words that tell one type: `head` where they open the name, `words` anywhere, with one of `beside` and none of `unless`."""

    type: MeetingType
    head: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


# Which words of an entry were found: the entry's place in the file, and "head", "words", "beside" or "unless".
_Told = tuple[int, str]


@cache
def rules() -> tuple[TypeEntry, ...]:
    """The rules of `meeting_types.toml`, in the file's order."""
    return read("meeting_types", TypeEntry)


@cache
def _matcher() -> PhraseMatcher[_Told]:
    """The words of all rules in one automaton."""
    return PhraseMatcher(
        (
            PhraseEntry(id=f"{rule.id}.{part}", cues=phrases, example=rule.example, counterexample=rule.counterexample),
            (number, part),
        )
        for number, rule in enumerate(rules())
        for part, phrases in _parts(rule)
    )


def _parts(rule: TypeEntry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("head", rule.head), ("words", rule.words), ("beside", rule.beside), ("unless", rule.unless))


def type_of(name: str) -> TypeEntry | None:
    """The first rule that fits the name (folded, lower case), or None."""
    told = {meaning for start, _, meaning in _matcher().matches(name) if not start or meaning[1] != "head"}
    for number in sorted({number for number, part in told if part in ("head", "words")}):
        rule = rules()[number]
        if (not rule.beside or (number, "beside") in told) and (number, "unless") not in told:
            return rule
    return None
