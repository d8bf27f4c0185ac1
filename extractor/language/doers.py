"""Names of those who may be told to act, read a word at a time: bodies, groups, posts and persons.

The vocabulary is that of `rules/promises.toml` and the nouns of `naming.toml`. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from extractor.language.people import UPPER, honorifics_end, post_at
from extractor.rules import naming, read
from extractor.rules.lexicon import Lexicon
from extractor.rules.phrases import PhraseEntry
from extractor.text import SourceText

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

Kind = Literal[
    "ask",
    "modal",
    "task",
    "verdict",
    "link",
    "moment",
    "aside",
    "cut",
    "within",
    "doer",
    "short",
    "count",
    "paper",
    "none",
]
# The nouns of `naming.toml` by which a name begins, and the kinds that they are here.
_NOUNS: dict[naming.Kind, Kind] = {
    "head": "doer",
    "group": "doer",
    "quantifier": "count",
    "lead": "count",
    "place": "doer",
}
_BY_WEIGHT: dict[int, Kind] = {naming.NO_BODY: "none", naming.SHORT_FORM: "short"}
_ENDS_NAME = frozenset({"ask", "modal", "task", "verdict", "moment", "aside", "link", "cut"})
_BEGINS_NAME = frozenset({"doer", "short", "count", "within"})

_BLANK = re.compile(r"[ ,:;.\-\"'*+•(\n]*(?:\d{1,2}[.)] ?)?")
TOKEN = re.compile(r"\S+")
_JOINT = frozenset({"và", "cùng", "-", "&", "hoặc"})
_NUMBER = re.compile(r"\d+ ")

# Behind the unit of one body its name is whole.
_AT_LEVEL = re.compile(
    r"(?<!các)(?<!những)(?<!mọi)(?<!từng)(?<!mỗi)(?<!cấp)(?<!số) (?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố)"
    rf"(?: [{UPPER}]\w{{0,8}}){{0,3}}$"
)
_LEVEL_REACH = 44

# In a name so many words may stand in a row that the vocabulary does not know; with more, a verb of the task is among them.
_UNKNOWN = 6


class PromiseEntry(PhraseEntry):
    """Words of one kind, looked up at a place."""

    kind: Kind


@cache
def promise_entries() -> tuple[PromiseEntry, ...]:
    """The entries of `promises.toml`."""
    return read("promises", PromiseEntry)


@cache
def words() -> Lexicon[Kind]:
    """The words of `promises.toml`, which come first, and the nouns for bodies and groups of `naming.toml`."""
    kinds: dict[str, Kind] = {}
    for entry in promise_entries():
        for word in entry.cues:
            kinds.setdefault(SourceText.of(word).lower, entry.kind)
    for noun in naming.entries():
        for word in noun.words if noun.kind in _NOUNS else ():
            kinds.setdefault(SourceText.of(word).lower, _kind_of(noun))
    return Lexicon(kinds)


def _kind_of(noun: naming.NamingEntry) -> Kind:
    kind = _NOUNS[noun.kind]
    return _BY_WEIGHT.get(noun.weight, kind) if noun.kind == "head" else kind


class NameReader:
    """Reads the names of those who act in a span that ends at `limit`."""

    def __init__(self, reading: Reading, limit: int) -> None:
        self.reading = reading
        self.lower = reading.lower
        self.limit = limit
        self._words = words()

    def name(self, at: int, *, proper: bool = False) -> Span | None:
        """The name of those who act that begins at `at`; with `proper`, any name in capitals will do."""
        noun = self._noun(at, proper=proper)
        if noun is None:
            return None
        start, end = noun
        named = self._is_person(at, start)
        known, run = end, 0
        while end < self.limit and run <= _UNKNOWN:
            behind, told = self._goes_on(end)
            if behind is None or (named and self._is_small(end)):
                return start, end
            known, run = (behind, 0) if told else (known, run + 1)
            end = behind
        return start, known if run > _UNKNOWN else end

    def _is_person(self, at: int, start: int) -> bool:
        """Whether a person's name and no post begins at `start`, behind the honorific at `at`."""
        behind = honorifics_end(self.reading, at, self.limit, soft=False)
        return behind is not None and behind >= start > at - 1 and post_at(self.reading, behind, self.limit) is None

    def _is_small(self, end: int) -> bool:
        """Whether the word behind `end` has small letters and joins nothing: "đồng chí Lê Văn Tám | phụ trách …"."""
        token = TOKEN.match(self.lower, end + 1, self.limit) if self.lower.startswith(" ", end) else None
        return token is not None and self.reading.folded[token.start()].islower() and token[0] not in _JOINT

    def _goes_on(self, end: int) -> tuple[int | None, bool]:
        """Where the name that reaches to `end` reaches with its next word, None where it ends; and whether the word is known."""
        lower, folded, limit = self.lower, self.reading.folded, self.limit
        comma = lower.startswith(", ", end)
        at = end + 2 if comma else end + 1
        if at >= limit or (not comma and lower[end] != " ") or lower[at] in "(\"'":
            return None, False
        small = folded[at].islower()
        word = self.word(at)
        if not small and word is not None and word[1] != "within":
            # Capitals go on with a name, whatever the word says otherwise: "Bộ phận Thu mua".
            named = word[1] == "task" and lower.count(" ", at, word[0]) == 1 and folded[at + 1].islower()
            word = (word[0], "within") if named else None
        if word is not None and word[1] == "within" and not comma:
            return word[0], True
        token = TOKEN.match(lower, at, limit)
        if token is None:
            return None, False
        joint = token[0] in _JOINT
        if comma or joint:
            behind = token.end() + 1 if joint else at
            noun = self._capital(behind) or self._noun(behind, proper=True)
            return (noun[1] if noun else None), True
        if word is not None:
            return (None if word[1] in _ENDS_NAME else word[0]), True
        whole = small and self.ends_with_unit(end)  # "Công an xã xác minh"
        return (None if whole else self._stripped(token)), not small

    def _noun(self, at: int, *, proper: bool) -> Span | None:
        """The first noun of a name: where it begins behind "đồng chí", and where it ends."""
        word = self.word(at)
        kind = word[1] if word else None
        if word is not None and (kind == "doer" or (kind == "short" and self._is_capitals(at, word[0]))):
            return at, word[0]
        if at >= self.limit or (kind is not None and kind not in _BEGINS_NAME):
            return None
        person = self._person(at)
        number = _NUMBER.match(self.lower, at, self.limit)
        opened = word[0] if word and kind == "count" else number.end() - 1 if number else None
        if person is None and opened is not None:
            noun = self._noun(opened + 1, proper=proper)
            return (at, noun[1]) if noun else None
        return person or self._post(at) or (self._capital(at) if proper else None)

    def _is_capitals(self, at: int, end: int) -> bool:
        return self.reading.folded[at:end].rstrip(".").isupper()

    def _post(self, at: int) -> Span | None:
        post = post_at(self.reading, at, self.limit)
        return (at, post.end) if post else None

    def _person(self, at: int) -> Span | None:
        """Where the name or post behind an honorific at `at` begins, and where its first words end."""
        behind = honorifics_end(self.reading, at, self.limit, soft=False)
        if behind is None or behind >= self.limit or not self.reading.folded[behind].isupper():
            return None
        post = post_at(self.reading, behind, self.limit)
        return behind, post.end if post else self._stripped_at(behind)

    def _capital(self, at: int) -> Span | None:
        return (at, self._stripped_at(at)) if at < self.limit and self.reading.folded[at].isupper() else None

    def _stripped_at(self, at: int) -> int:
        token = TOKEN.match(self.lower, at, self.limit)
        return self._stripped(token) if token else at

    def _stripped(self, token: re.Match[str]) -> int:
        """The end of the word without marks behind it; short forms keep their full stop."""
        word = token[0]
        if len(word) <= 3 and word[-1] == "." and token.end() < self.limit:
            return token.end()
        return token.start() + len(word.rstrip(",;:.…)\"'"))

    def word(self, at: int) -> tuple[int, Kind] | None:
        """End and kind of the longest word of the vocabulary at `at`."""
        return self._words.at(self.lower, at, self.limit)

    def past(self, at: int) -> int:
        """Behind the marks, and the number of a point, at `at`."""
        match = _BLANK.match(self.lower, at, self.limit)
        return match.end() if match else at

    def blank(self, at: int) -> int:
        """Behind the blank, with a comma or without, at `at`."""
        return at + 1 if self.lower.startswith(" ", at) else at + 2 if self.lower.startswith(", ", at) else at

    def ends_with_unit(self, end: int) -> bool:
        """Whether the name that reaches to `end` closes with the unit of one body ("Trạm Y tế xã", "Công an huyện Sơn Hạ")."""
        return _AT_LEVEL.search(self.reading.folded, max(0, end - _LEVEL_REACH), end) is not None
