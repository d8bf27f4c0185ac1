"""Parts of regular expressions."""

from __future__ import annotations

import pytest

from extractor.patterns import any_of, any_phrase, whole_phrases


def test_a_block_is_one_group() -> None:
    meeting = any_of("""
        họp|hội (?:nghị|thảo)
        đại hội
    """)
    assert meeting == "(?:họp|hội (?:nghị|thảo)|đại hội)"


@pytest.mark.parametrize("block", ["", " \n ", "họp|\nlễ", "họp\n|lễ", "họp\n\nlễ"])
def test_an_empty_alternative_is_refused(block: str) -> None:
    with pytest.raises(ValueError, match="fits everywhere"):
        any_of(block)


def test_no_phrases_are_no_group() -> None:
    with pytest.raises(ValueError, match="fits everywhere"):
        any_phrase(())


def test_phrases_stand_for_themselves_the_longest_first() -> None:
    found = whole_phrases(["b.c", "b.c d"])
    assert found.findall("b.c d, bxc, b.c, ab.c, b.cd") == ["b.c d", "b.c"]
