"""The kinds of meetings and the words of a meeting's name that tell them (`meeting_types.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.rules import Entry, read

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


@dataclass(frozen=True, slots=True)
class TypeRule:
    """An entry made ready to match a meeting's name in lower case."""

    id: str
    type: MeetingType
    fits: re.Pattern[str]
    beside: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def tells(self, name: str) -> bool:
        """Whether the words of `name` tell the type."""
        return (
            self.fits.search(name) is not None
            and (self.beside is None or self.beside.search(name) is not None)
            and (self.unless is None or self.unless.search(name) is None)
        )


@cache
def rules() -> tuple[TypeRule, ...]:
    """The rules of `meeting_types.toml`, in the file's order."""
    return tuple(_compiled(entry) for entry in read("meeting_types", TypeEntry))


def _compiled(entry: TypeEntry) -> TypeRule:
    parts = [rf"^{_any(entry.head)}"] if entry.head else []
    parts += [rf"\b{_any(entry.words)}"] if entry.words else []
    return TypeRule(entry.id, entry.type, re.compile("|".join(parts)), _words(entry.beside), _words(entry.unless))


def _words(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b{_any(phrases)}") if phrases else None


def _any(phrases: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(map(re.escape, phrases))})\b"


def type_of(name: str) -> TypeRule | None:
    """The first rule that fits the name (folded, lower case), or None."""
    return next((rule for rule in rules() if rule.tells(name)), None)
