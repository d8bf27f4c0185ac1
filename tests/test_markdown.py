"""Markdown: the text that it stands for, line by line."""

from __future__ import annotations

import pytest

from extractor import readers
from extractor.errors import EmptyTextError
from extractor.readers import markdown

CASES = [
    ("headings and emphasis lose their marks", "# Biên **bản**\n\nÔng *Nam* và `mã`", ["Biên bản", "Ông Nam và mã"]),
    ("headings that are underlined", "Biên bản\n========", ["Biên bản"]),
    ("lines of minutes stay lines", "**Thời gian:** 8 giờ\n**Nơi họp:** phòng A", ["Thời gian: 8 giờ", "Nơi họp: phòng A"]),
    ("items keep mark and number", "3. Ba\n4. Bốn\n   - con\n\n* sao", ["3. Ba", "4. Bốn", "- con", "- sao"]),
    ("a second paragraph of an item has no mark", "- Một\n\n  Hai", ["- Một", "Hai"]),
    ("rows of tables are lines of cells", "| A | B |\n|---|---|\n| 1 | **2** |\n| 3 | 4 |", ["A | B", "1 | 2", "3 | 4"]),
    ("links and pictures give their words", "[Công văn](http://a/b) ![ảnh](c.png)", ["Công văn ảnh"]),
    ("HTML gives its text", '<div align="center">\n<b>Biên bản</b><br>họp\n</div>\n\nÔng<br>Nam <!-- ẩn -->', ["Biên bản", "họp", "Ông", "Nam"]),
    ("code is text", "```\nviệc một\nviệc hai\n```", ["việc một", "việc hai"]),
    ("quotations are text", "> Ông nói:\n> đồng ý", ["Ông nói:", "đồng ý"]),
    ("what is escaped is itself", r"\*không\* 1\. A &amp; B", ["*không* 1. A & B"]),
    ("a rule is no line", "một\n\n---\n\nhai", ["một", "hai"]),
    ("a number with a parenthesis", "1) một\n2) hai", ["1) một", "2) hai"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "source", "lines"), CASES, ids=[case[0] for case in CASES])
def test_lines(why: str, source: str, lines: list[str]) -> None:
    assert markdown.read(source.encode(), "a.md", readers.LIMIT).text.splitlines() == lines, why


def test_keys_at_the_top_are_metadata() -> None:
    found = markdown.read(
        b'---\ntitle: "Hop giao ban"\nauthor: x\ndate: 2026-01-08\n---\n# Bien ban\n', "a.md", readers.LIMIT
    )
    assert (found.text, found.title, str(found.published)) == ("Bien ban\n", "Hop giao ban", "2026-01-08")


@pytest.mark.parametrize(
    "source", [b">" * 30_000 + b"a", b"[" * 30_000 + b"a", b"*a_" * 30_000, b"| a " * 20_000 + b"\n" + b"|---" * 20_000, b"`" * 50_000],
    ids=range(5),
)  # fmt: skip
def test_marks_without_end(source: bytes) -> None:
    found = markdown.read(source + b"\n\nxin chao\n", "a.md", readers.LIMIT)
    assert len(found.text) < 2 * len(source) + 100


@pytest.mark.parametrize("source", [b"<!--" * 50_000 + b"\n\nxin chao\n", b">" * 20_000 + b" xin chao"], ids=range(2))
def test_text_that_nothing_is_shown_of(source: bytes) -> None:
    with pytest.raises(EmptyTextError, match="shows no text"):
        markdown.read(source, "a.md", readers.LIMIT)
