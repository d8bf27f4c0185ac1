"""Every cue on its own example and counterexample, and the matcher's own promises."""

from __future__ import annotations

import pytest

from extractor.errors import RuleError
from extractor.rules import parse
from extractor.rules.cues import CueEntry, CueMatcher, entries, group_matcher, matcher
from extractor.text import SourceText


def _found(text: str) -> set[str]:
    lower = SourceText.of(text).lower
    return {cue.rule for cue in (*matcher().find(lower), *group_matcher().find(lower))}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_example_is_found_and_counterexample_is_not(entry: CueEntry) -> None:
    assert entry.id in _found(entry.example)
    assert entry.id not in _found(entry.counterexample)


def _entry(name: str, *cues: str, unless: tuple[str, ...] = ()) -> CueEntry:
    return CueEntry(id=name, role="issue", cues=cues, unless=unless, example="x", counterexample="y")


MATCHES = [
    # the longest phrase of an entry is the one that counts
    (("a", ["thảo luận", "thảo luận về"], ()), "họ thảo luận về giá", [(3, 15)]),
    # a phrase ends where a word ends
    (("a", ["bàn"], ()), "địa bàn và bàng quang", [(4, 7)]),
    # what bars a cue may begin before it
    (("a", ["giao"], ("được giao",)), "việc được giao và giao việc", [(18, 22)]),
    # and may go on behind it
    (("a", ["giao"], ("giao thông",)), "giao thông, giao việc", [(12, 16)]),
]


@pytest.mark.parametrize(("entry", "text", "spans"), MATCHES)
def test_matches(entry: tuple[str, list[str], tuple[str, ...]], text: str, spans: list[tuple[int, int]]) -> None:
    name, cues, unless = entry
    found = CueMatcher((_entry(name, *cues, unless=unless),)).find(text)
    assert [(cue.start, cue.end) for cue in found] == spans


def test_cues_of_two_entries_may_overlap() -> None:
    both = CueMatcher((_entry("short", "kết luận"), _entry("long", "kết luận hội nghị")))
    assert {cue.rule for cue in both.find("kết luận hội nghị")} == {"short", "long"}


BROKEN = [
    ("not toml", 'x = "', None),
    ("no list of entries", "[cue]\nid = 'a'", "cue"),
    ("a key too many", "[[cue]]\nid='a'\nrole='issue'\ncues=['x']\nexample='x'\ncounterexample='y'\nwhat=1", "a"),
    ("an unknown role", "[[cue]]\nid='b'\nrole='nothing'\ncues=['x']\nexample='x'\ncounterexample='y'", "b"),
    ("no example", "[[cue]]\nid='c'\nrole='issue'\ncues=['x']\ncounterexample='y'", "c"),
    ("twice", "[[cue]]\nid='d'\nrole='issue'\ncues=['x']\nexample='x'\ncounterexample='y'\n" * 2, "d"),
]


@pytest.mark.parametrize(("why", "toml", "entry"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_entry_names_file_and_entry(why: str, toml: str, entry: str | None) -> None:
    with pytest.raises(RuleError) as error:
        parse(toml, "mine.toml", CueEntry)
    assert (error.value.file, error.value.entry) == ("mine.toml", entry), why
