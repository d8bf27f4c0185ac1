"""Who is told to act by a conclusion: "đề nghị UBND các xã rà soát" tells UBND các xã, "Sở sẽ phối hợp" binds Sở.

A conclusion is read from its beginning, a word at a time and no further than
its owner, with the vocabulary of `rules/promises.toml`. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from extractor.language.people import UPPER, honorifics_end, post_at
from extractor.rules import naming, read
from extractor.rules.lexicon import Lexicon
from extractor.rules.phrases import PhraseEntry, PhraseMatcher
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
_TOKEN = re.compile(r"\S+")
_JOINT = frozenset({"và", "cùng", "-", "&", "hoặc"})
_DATED = re.compile(r"(?:trong |từ |sang |vào |bước sang )?(?:năm|tháng|quý|ngày) [\divx][\w/.-]*")
_NUMBER = re.compile(r"\d+ ")
_GLOSS = re.compile(r" \([^()\n]{1,60}\)")
_NEXT_CLAUSE = re.compile(r"[,:;] | thì | nên | và (?=giao |đề nghị |yêu cầu )")
# Behind a predicate these make its subject the one that is acted on; behind who is asked, only the first two do.
_PASSIVE = re.compile(r" (?:được|bị|là|có sự)\b(?! giao)")
_SERVED = re.compile(r" (?:được|bị)\b(?! giao)")

# Behind the unit of one body its name is whole.
_AT_LEVEL = re.compile(
    r"(?<!các)(?<!những)(?<!mọi)(?<!từng)(?<!mỗi)(?<!cấp)(?<!số) (?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố)"
    rf"(?: [{UPPER}]\w{{0,8}}){{0,3}}$"
)
_LEVEL_REACH = 44

# An owner stands near the beginning: so many clauses are tried. In a name so many words may stand in a row that the
# vocabulary does not know; with more, a verb of the task is among them.
_CLAUSES, _UNKNOWN = 5, 6


class PromiseEntry(PhraseEntry):
    """Words of one kind, looked up at a place."""

    kind: Kind


@cache
def promise_entries() -> tuple[PromiseEntry, ...]:
    """The entries of `promises.toml`."""
    return read("promises", PromiseEntry)


@cache
def _words() -> Lexicon[Kind]:
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


@cache
def _asks() -> PhraseMatcher[Kind]:
    """The verbs of asking alone, to pass over quickly what holds none."""
    return PhraseMatcher((entry, entry.kind) for entry in promise_entries() if entry.kind == "ask")


def opens_task(reading: Reading, start: int, end: int) -> bool:
    """Whether the span begins with a verb of a task ("lắp thêm đèn")."""
    first = _words().at(reading.lower, start, end)
    return first is not None and first[1] == "task"


def is_task(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is nothing but a verb of a task ("kiểm tra")."""
    return _words().at(reading.lower, start, end) == (end, "task")


def names_doer(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is nothing but a body or a group that may be told to act, and no person's post."""
    name = _Reader(reading, end).name(start)
    return name == (start, end) and post_at(reading, start, end) is None


def owner_in(reading: Reading, start: int, end: int) -> Span | None:
    """The body, post or group that the conclusion `start` to `end` tells to act, or that promises; None where nobody is named."""
    first = _words().at(reading.lower, start, end)
    if first is not None and first[1] == "task":
        return None  # as most conclusions begin
    reader = _Reader(reading, end)
    at = start
    for _ in range(_CLAUSES):
        found = reader.owner(at)
        if found is not None:
            return None if found == _NOBODY else found
        comma = _NEXT_CLAUSE.search(reading.lower, at, end)
        if comma is None:
            return None
        at = comma.end()
    return None


# What a clause gives where it tells that nobody is named, so that no further clause is asked.
_NOBODY = (-1, -1)


class _Reader:
    """Reads the clauses of a conclusion that ends at `limit`, one after the other."""

    def __init__(self, reading: Reading, limit: int) -> None:
        self.reading = reading
        self.lower = reading.lower
        self.limit = limit
        # Behind a clause that has a predicate of its own, a subject needs a word that obliges it.
        self.strict = False
        self._words = _words()

    def name(self, at: int) -> Span | None:
        """The name of those who act that begins at `at`."""
        return self._name(at, proper=False)

    def owner(self, at: int) -> Span | None:
        """Whom the clause at `at` tells to act; `_NOBODY` where it begins with a task; None where the next clause may tell."""
        at, kind, behind = self._opening(at)
        if kind == "ask":
            return self._told(behind) or _NOBODY
        if kind == "task":
            return _NOBODY
        if kind in ("modal", "verdict"):
            return self._doubled(at, kind, behind)
        if kind == "aside" or at >= self.limit:
            return None
        name = self._name(at, proper=False)
        found = self._subject(name) if name else self._asked(at)
        self.strict = True
        return found

    def _doubled(self, at: int, kind: Kind, behind: int) -> Span | None:
        """Who is asked behind "sẽ" or behind consent ("nhất trí giao Sở A")."""
        self.strict = True
        following = self._word(self._past(behind))
        if following is not None and following[1] == "ask" and (kind == "verdict" or self.lower.startswith("sẽ", at)):
            return self._told(following[0]) or _NOBODY
        return _NOBODY if kind == "modal" else None

    def _opening(self, at: int) -> tuple[int, Kind | None, int]:
        """Where the clause's first telling word stands, its kind and its end."""
        while True:
            at = self._past(at)
            word = self._word(at)
            if word is None or word[1] not in ("link", "moment", "aside"):
                return (at, word[1], word[0]) if word else (at, None, at)
            dated = _DATED.match(self.lower, at, self.limit)
            if dated is None and word[1] == "aside":
                return at, "aside", word[0]
            at = dated.end() if dated else word[0]

    def _told(self, at: int) -> Span | None:
        """Who stands behind a verb of asking."""
        for _ in range(_CLAUSES):
            at, kind, behind = self._opening(at)
            if kind == "ask":
                at = behind
            elif kind == "aside":
                comma = _NEXT_CLAUSE.search(self.lower, behind, self.limit)
                if comma is None:
                    return None
                at = comma.end()
            else:
                name = self._name(at, proper=True)
                return None if name is None or _SERVED.match(self.lower, name[1], self.limit) else name
        return None

    def _subject(self, name: Span) -> Span | None:
        """The name, where a task follows it; who is asked, where a verb of asking does."""
        gloss = _GLOSS.match(self.lower, name[1], self.limit)
        behind = gloss.end() if gloss else name[1]
        if self.lower.startswith(":", behind) and behind < self.limit - 1:
            return name
        word = self._word(self._blank(behind))
        if word is None:
            acts = not self.strict and self._ends_with_unit(behind) and self.lower[behind : behind + 1] == " "
            return name if acts and self.reading.folded[behind + 1 : behind + 2].islower() else None
        end, kind = word
        if kind == "ask":
            return self._told(end) or _NOBODY
        if kind == "modal" or (kind == "task" and not self.strict):
            return None if _PASSIVE.match(self.lower, end, self.limit) else name
        if kind in ("moment", "aside"):
            return self._later(name, end if kind == "moment" else behind, kind)
        return self._asked(behind)

    def _ends_with_unit(self, end: int) -> bool:
        """Whether the name that reaches to `end` closes with the unit of one body ("Trạm Y tế xã", "Công an huyện Sơn Hạ")."""
        return _AT_LEVEL.search(self.reading.folded, max(0, end - _LEVEL_REACH), end) is not None

    def _later(self, name: Span, at: int, kind: Kind) -> Span | None:
        """The name, where a task follows later in its clause ("các xã trong thời gian tới cần …")."""
        obliges: tuple[Kind, ...] = (
            ("ask", "modal", "task") if kind == "moment" and not self.strict else ("ask", "modal")
        )
        following = self._predicate(at, obliges)
        if following is None or _PASSIVE.match(self.lower, following[0], self.limit):
            return None
        return (self._told(following[0]) or _NOBODY) if following[1] == "ask" else name

    def _asked(self, at: int) -> Span | None:
        """Who is asked by a clause with another subject ("hội nghị thống nhất giao Ban Thường vụ …")."""
        if not _asks().matches(self.lower, at, self.limit):
            return None
        following = self._predicate(at, ("ask", "modal"))
        return self._told(following[0]) if following and following[1] == "ask" else None

    def _predicate(self, at: int, kinds: tuple[Kind, ...]) -> tuple[int, Kind] | None:
        """End and kind of the first word of these kinds in the clause behind `at`."""
        behind = at
        for token in _TOKEN.finditer(self.lower, at, self.limit):
            word = self._word(token.start()) if token.start() >= behind else None
            if word is not None and word[1] in kinds:
                return word
            behind = word[0] if word else behind
            if token[0][-1] in ",;:.":
                return None
        return None

    def _name(self, at: int, *, proper: bool) -> Span | None:
        """The name of those who act that begins at `at`; with `proper`, any name in capitals will do."""
        noun = self._noun(at, proper=proper)
        if noun is None:
            return None
        start, end = noun
        known, run = end, 0
        while end < self.limit and run <= _UNKNOWN:
            behind, told = self._goes_on(end)
            if behind is None:
                return start, end
            known, run = (behind, 0) if told else (known, run + 1)
            end = behind
        return start, known if run > _UNKNOWN else end

    def _goes_on(self, end: int) -> tuple[int | None, bool]:
        """Where the name that reaches to `end` reaches with its next word, None where it ends; and whether the word is known."""
        lower, folded, limit = self.lower, self.reading.folded, self.limit
        comma = lower.startswith(", ", end)
        at = end + 2 if comma else end + 1
        if at >= limit or (not comma and lower[end] != " ") or lower[at] in "(\"'":
            return None, False
        small = folded[at].islower()
        word = self._word(at)
        if not small and word is not None and word[1] != "within":
            word = None  # capitals go on with a name, whatever the word says otherwise
        if word is not None and word[1] == "within" and not comma:
            return word[0], True
        token = _TOKEN.match(lower, at, limit)
        if token is None:
            return None, False
        joint = token[0] in _JOINT
        if comma or joint:
            behind = token.end() + 1 if joint else at
            noun = self._capital(behind) or self._noun(behind, proper=True)
            return (noun[1] if noun else None), True
        if word is not None:
            return (None if word[1] in _ENDS_NAME else word[0]), True
        whole = small and self._ends_with_unit(end)  # "Công an xã xác minh"
        return (None if whole else self._stripped(token)), not small

    def _noun(self, at: int, *, proper: bool) -> Span | None:
        """The first noun of a name: where it begins behind "đồng chí", and where it ends."""
        word = self._word(at)
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
        token = _TOKEN.match(self.lower, at, self.limit)
        return self._stripped(token) if token else at

    def _stripped(self, token: re.Match[str]) -> int:
        """The end of the word without marks behind it; short forms keep their full stop."""
        word = token[0]
        if len(word) <= 3 and word[-1] == "." and token.end() < self.limit:
            return token.end()
        return token.start() + len(word.rstrip(",;:.…)\"'"))

    def _word(self, at: int) -> tuple[int, Kind] | None:
        return self._words.at(self.lower, at, self.limit)

    def _past(self, at: int) -> int:
        """Behind the marks, and the number of a point, at `at`."""
        match = _BLANK.match(self.lower, at, self.limit)
        return match.end() if match else at

    def _blank(self, at: int) -> int:
        return at + 1 if self.lower.startswith(" ", at) else at + 2 if self.lower.startswith(", ", at) else at
