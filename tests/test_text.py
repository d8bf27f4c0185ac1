"""The folded view and the way back to the untouched text."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text import SourceText, readable

FOLDS = [
    ("runs of blanks become one", "Ủy  ban \u00a0nhân\tdân", "Ủy ban nhân dân"),
    ("Windows line ends, blanks before them", "một  \r\nhai\rba", "một\nhai\nba"),
    ("quotes and dashes are plain", "“Mới” – ‘cũ’ — «lạ»", '"Mới" - \'cũ\' - "lạ"'),
    ("old tone placement of open syllables", "hoà, thuỷ, Uỷ ban, khoẻ", "hòa, thủy, Ủy ban, khỏe"),
    ("closed syllables and qu stay", "hoàn, quý, quỷ, toán", "hoàn, quý, quỷ, toán"),
    ("decomposed letters are composed", unicodedata.normalize("NFD", "Hội nghị"), "Hội nghị"),
    ("a composed letter stays one letter in lower case", "I\u0307n", "In"),
    ("invisible characters go", "kết\u200b luận\ufeff", "kết luận"),
    ("a drop cap joins its word", "Tin\nS \r\n\r\náng nay", "Tin\nSáng nay"),
    ("a letter that opens a list stays alone", "A\nMột", "A\nMột"),
    ("a line of directions is a line of nothing", "\u2069\nmột\U000e0041", "\nmột"),
]


@pytest.mark.parametrize(("why", "text", "folded"), FOLDS, ids=[case[0] for case in FOLDS])
def test_folded(why: str, text: str, folded: str) -> None:
    source = SourceText.of(text)
    assert source.folded == folded, why
    assert len(source.lower) == len(source.folded)


def test_what_ends_no_quote_stands_nowhere_in_the_folded_text() -> None:
    formats = "".join(char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Cf")
    assert not SourceText.of(formats).folded


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["Ủy ban", "hòa", "“Mới”"])
def test_quote_gives_the_untouched_words(form: str, word: str) -> None:
    text = unicodedata.normalize(form, f"Sáng\u00a0 nay,\r\n  {word}  họp.")  # type: ignore[arg-type]
    source = SourceText.of(text)
    at = source.folded.index(SourceText.of(word).folded)
    quote = source.quote(at, at + len(SourceText.of(word).folded))
    assert quote == unicodedata.normalize(form, word)  # type: ignore[arg-type]


PIECES = st.sampled_from(
    [
        " ",
        "  ",
        "\u00a0",
        "\r\n",
        "\n",
        "\t",
        "a",
        "đ",
        "Ắ",
        "\u0301",
        "\u0323",
        "\u200b",
        "\ufeff",
        "hoà",
        "“",
        "–",
        "…",
        "İ",
        "𝒜",
        "1",
    ]
)


@given(st.lists(PIECES | st.characters(), max_size=60).map("".join), st.data())
def test_every_span_comes_from_a_span_of_the_text(text: str, data: st.DataObject) -> None:
    source = SourceText.of(text)
    start = data.draw(st.integers(0, len(source.folded)))
    end = data.draw(st.integers(start, len(source.folded)))
    first, last = source.original(start, end)
    assert 0 <= first <= last <= len(text)
    if first < last:
        assert not text[first].isspace()
        assert not text[last - 1].isspace()


@given(st.text(max_size=80))
def test_readable_is_one_line_without_invisible_characters(text: str) -> None:
    words = readable(text)
    assert words == words.strip()
    assert "\n" not in words
    assert "  " not in words


def test_a_drop_cap_is_readable() -> None:
    text = "Tin\nĐ\nảng ủy xã họp."
    source = SourceText.of(text)
    at = source.folded.index("Đảng")
    quote = source.quote(at, at + len("Đảng ủy xã"))
    assert quote == "Đ\nảng ủy xã"
    assert readable(quote) == "Đảng ủy xã"
