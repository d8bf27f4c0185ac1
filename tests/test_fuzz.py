"""The tools that look for holes find them: patterns that backtrack, texts that come back by their seed."""

from __future__ import annotations

import re

import pytest

from tests.fuzz.__main__ import made
from tests.fuzz.attacks import Attack, attacks
from tests.fuzz.patterns import slow
from tests.fuzz.uses import ALL, uses
from tests.places import ROOT

BAD = [
    (r"(?:a+)+b", "doubles with each character"),
    (r"(?:a|aa)+$", "two ways to take each pair"),
    (r"(?:\w+ ?){1,9},", "words that may be parted anywhere"),
    (r"\s+$", "a run that is looked at again from each of its places"),
    (r"x[^;]*?y", "a beginning, again and again, and no end"),
    (r"họp(?:[ *]*)[* ]*;", "two runs of the same behind a word"),
    (rb"<meta[^>]*charset", "bytes"),
]
GOOD = [r"a+b?", r"(?<!\s)\s+$", r"\w+(?: \w+){0,8}", r"[ ,]{1,3}và", r"\d{1,4}(?:/\d{1,4})*"]


@pytest.mark.parametrize(("pattern", "why"), BAD, ids=[case[1] for case in BAD])
def test_a_pattern_that_backtracks_is_found(pattern: str | bytes, why: str) -> None:
    assert slow(re.compile(pattern)), why


@pytest.mark.parametrize("pattern", GOOD)
def test_a_pattern_that_does_not_is_let_through(pattern: str) -> None:
    assert slow(re.compile(pattern)) is None


def test_a_pattern_that_is_only_matched_may_begin_with_a_run() -> None:
    assert slow(re.compile(r"[# ]*X"), frozenset({"match"})) is None
    assert slow(re.compile(r"[# ]*X"))


def test_attacks_are_made_of_the_pattern() -> None:
    assert Attack("họp:", "ab") in attacks("họp:(?:ab)*c", 0)


def test_how_a_pattern_is_used_is_read_from_the_source() -> None:
    file = "extractor/readers/page_text.py"
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, 1) if text.startswith("_FOOTER_OF_BROWSER = ")]
    assert uses(file, line) == {"fullmatch"}
    assert uses(file, 1) == ALL


def test_a_seed_stands_for_one_text() -> None:
    assert made("0.7") == made("0.7") != made("0.8")
