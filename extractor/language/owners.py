"""Who is told to act by a conclusion: "đề nghị UBND các xã rà soát" tells UBND các xã, "Sở sẽ phối hợp" binds Sở.

A conclusion is read from its beginning, a word at a time and no further than
its owner. Offsets are into the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractor.language.doers import TOKEN, Kind, NameReader, promise_entries, words
from extractor.language.people import post_at
from extractor.rules.phrases import PhraseMatcher

if TYPE_CHECKING:
    from extractor.language.people import Span
    from extractor.language.reading import Reading

_DATED = re.compile(r"(?:trong |từ |sang |vào |bước sang )?(?:năm|tháng|quý|ngày) [\divx][\w/.-]*")
_GLOSS = re.compile(r" \([^()\n]{1,60}\)")
_NEXT_CLAUSE = re.compile(r"[,:;] | thì | nên | và (?=giao |đề nghị |yêu cầu )")
# Behind a predicate these make its subject the one that is acted on; behind who is asked, only the first two do.
_PASSIVE = re.compile(r" (?:được|bị|là|có sự)\b(?! giao)")
_SERVED = re.compile(r" (?:được|bị)\b(?! giao)")

# Verbs by which those who act make others act; those who decide at the meeting ask by them themselves.
_GOING_ON = re.compile(
    r"(?: (?:tiếp tục|cần|phải|sẽ|cũng|tăng cường|thường xuyên|chủ động|tập trung|kịp thời|khẩn trương|quan tâm|có trách nhiệm|và))* ?"
)
_PASSING_ON = ("chỉ đạo", "đôn đốc", "kêu gọi", "phân công", "nhắc nhở", "đề xuất với", "kiến nghị với")
_ASKING = (
    "hội nghị",
    "đại hội",
    "cuộc họp",
    "ban thường vụ",
    "thường trực",
    "chi bộ",
    "chi ủy",
    "ban chỉ đạo",
    "ban giám",
    "đoàn ",
)

# An owner stands near the beginning: so many clauses are tried.
_CLAUSES = 5


@cache
def _asks() -> PhraseMatcher[Kind]:
    """The verbs of asking alone, to pass over quickly what holds none."""
    return PhraseMatcher((entry, entry.kind) for entry in promise_entries() if entry.kind == "ask")


def opens_task(reading: Reading, start: int, end: int) -> bool:
    """Whether the span begins with a verb of a task ("lắp thêm đèn")."""
    first = words().at(reading.lower, start, end)
    return first is not None and first[1] == "task"


def is_task(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is nothing but a verb of a task ("kiểm tra")."""
    return words().at(reading.lower, start, end) == (end, "task")


def names_doer(reading: Reading, start: int, end: int) -> bool:
    """Whether the span is nothing but a body or a group that may be told to act, and no person's post."""
    name = NameReader(reading, end).name(start)
    return name == (start, end) and post_at(reading, start, end) is None


def names_who_makes_act(reading: Reading, start: int, end: int) -> bool:
    """Whether the span names a body, and says no more than that it goes on ("UBND các xã tiếp tục"); no person's post."""
    name = NameReader(reading, end).name(start)
    return (
        name is not None
        and name[0] == start
        and _GOING_ON.fullmatch(reading.lower, name[1], end) is not None
        and post_at(reading, start, end) is None
        and not reading.lower.startswith(_ASKING, start)
    )


def owner_in(reading: Reading, start: int, end: int) -> Span | None:
    """The body, post or group that the conclusion `start` to `end` tells to act, or that promises; None where nobody is named."""
    first = words().at(reading.lower, start, end)
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


class _Reader(NameReader):
    """Reads the clauses of a conclusion that ends at `limit`, one after the other."""

    def __init__(self, reading: Reading, limit: int) -> None:
        super().__init__(reading, limit)
        # Behind a clause that has a predicate of its own, a subject needs a word that obliges it.
        self.strict = False

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
        name = self.name(at)
        found = self._subject(name) if name else self._asked(at)
        self.strict = True
        return found

    def _doubled(self, at: int, kind: Kind, behind: int) -> Span | None:
        """Who is asked behind "sẽ" or behind consent ("nhất trí giao Sở A")."""
        self.strict = True
        following = self.word(self.past(behind))
        if following is not None and following[1] == "ask" and (kind == "verdict" or self.lower.startswith("sẽ", at)):
            return self._told(following[0]) or _NOBODY
        return _NOBODY if kind == "modal" else None

    def _opening(self, at: int) -> tuple[int, Kind | None, int]:
        """Where the clause's first telling word stands, its kind and its end."""
        while True:
            at = self.past(at)
            word = self.word(at)
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
                name = self.name(at, proper=True)
                return None if name is None or _SERVED.match(self.lower, name[1], self.limit) else name
        return None

    def _subject(self, name: Span) -> Span | None:
        """The name, where a task follows it; who is asked, where a verb of asking does."""
        gloss = _GLOSS.match(self.lower, name[1], self.limit)
        behind = gloss.end() if gloss else name[1]
        if self.lower.startswith(":", behind) and behind < self.limit - 1:
            return name
        word = self.word(self.blank(behind))
        if word is None:
            acts = not self.strict and self.ends_with_unit(behind) and self.lower[behind : behind + 1] == " "
            return name if acts and self.reading.folded[behind + 1 : behind + 2].islower() else None
        end, kind = word
        if kind == "ask":
            return name if self._passes_on(name, behind) else self._told(end) or _NOBODY
        if kind == "modal" or (kind == "task" and not self.strict):
            return None if _PASSIVE.match(self.lower, end, self.limit) else name
        if kind in ("moment", "aside"):
            return self._later(name, end if kind == "moment" else behind, kind)
        return self._asked(behind)

    def _passes_on(self, name: Span, behind: int) -> bool:
        """Whether a body is to make others act, by the verb behind its name ("Sở Y tế chỉ đạo các bệnh viện …"), and does not ask now."""
        told = self.lower.startswith(_PASSING_ON, self.blank(behind))
        return told and not self.lower.startswith(_ASKING, name[0]) and post_at(self.reading, name[0], name[1]) is None

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
        for token in TOKEN.finditer(self.lower, at, self.limit):
            word = self.word(token.start()) if token.start() >= behind else None
            if word is not None and word[1] in kinds:
                return word
            behind = word[0] if word else behind
            if token[0][-1] in ",;:.":
                return None
        return None
