"""The parts of formal papers: every heading rule on its own example, and what items under a heading are taken for."""

from __future__ import annotations

import pytest

from extractor import Extractor
from extractor.language.reading import Reading
from extractor.language.sections import sections_of
from extractor.rules import read
from extractor.rules.sections import SectionEntry, section_of
from extractor.text import SourceText

_HEAD = """SỞ TÀI CHÍNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
BIÊN BẢN
Họp bàn công tác lưu trữ
Hôm nay, hồi 8 giờ ngày 5/3/2024, Sở Tài chính họp bàn công tác lưu trữ.
Chủ trì: Ông Lê Văn Tám - Giám đốc.
"""


def _bare(heading: str) -> str:
    low = SourceText.of(heading).lower
    return low.split(" ", 1)[1] if low[0] in "ivx123" and low.split(" ", 1)[0][-1] == "." else low


@pytest.mark.parametrize("entry", read("sections", SectionEntry), ids=lambda entry: entry.id)
def test_example_is_told_and_counterexample_is_not(entry: SectionEntry) -> None:
    told, other = section_of(_bare(entry.example)), section_of(_bare(entry.counterexample))
    assert told is not None
    assert told.part == entry.part
    assert other is None or other.id != entry.id


# Lines below the head, and the part of each with "!" for a heading; each with the reason for the case.
PARTS = [
    (
        "a heading holds until one of its level",
        ["II. NỘI DUNG", "1. Ông Tám báo cáo.", "2. Ý kiến:", "- Bà Na: thiếu kho.", "3. Bà Hà trả lời.", "III. KẾT LUẬN", "1. Sửa kho."],
        ["report!", "report", "opinions!", "opinions", "report", "conclusions!", "conclusions"],
    ),
    (
        "levels of decimals",
        ["3. Nội dung:", "3.1. Ý kiến:", "- Bà Na: thiếu kho.", "3.2. Kết luận:", "- Sửa kho.", "4. Biểu quyết:"],
        ["report!", "opinions!", "opinions", "conclusions!", "conclusions", "votes!"],
    ),
    (
        "a heading of its own within the conclusions",
        ["Ông Lê Văn Tám kết luận như sau:", "1. Về kho lưu trữ", "- Sửa kho.", "2. Phòng Tổ chức rà soát hồ sơ."],
        ["conclusions!", "conclusions!", "conclusions", "conclusions"],
    ),
    (
        "Roman numbers with a dash",
        ["IV- Nội dung:", "+ Tổ Sửa chữa: thiếu áo.", "V- Hội nghị biểu quyết thông qua:", "- Quy chế: 114/116 đồng ý."],
        ["report!", "report", "votes!", "votes"],
    ),
    (
        "whoever presides concludes, and is not only present",
        ["I. THÀNH PHẦN", "III. KẾT LUẬN", "Chủ tọa kết luận:", "- Sửa kho.", "Biên bản kết thúc lúc 9 giờ."],
        ["present!", "conclusions!", "conclusions!", "conclusions", "closing!"],
    ),
    ("the end of the paper", ["III. KẾT LUẬN", "Cuộc họp kết thúc lúc 9 giờ."], ["conclusions!", "closing!"]),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "lines", "parts"), PARTS, ids=[reason for reason, *_ in PARTS])
def test_parts(reason: str, lines: list[str], parts: list[str]) -> None:
    found = sections_of(Reading.of(_HEAD + "\n".join(lines)))[-len(lines) :]
    assert [section.part + "!" * section.heading for section in found] == parts, reason


def test_news_has_no_parts() -> None:
    text = "Sở Tài chính họp\nSáng 5/3/2024, Sở Tài chính họp bàn công tác lưu trữ.\nIII. KẾT LUẬN\n1. Sửa kho."
    assert {section.part for section in sections_of(Reading.of(text))} == {""}


# Lines below the head, issues, conclusions, who concluded; each with the reason for the case.
ITEMS = [
    (
        "behind the speaker and the verb of asking",
        "II. Ý KIẾN\n- Bà Lê Thị Na: kho lưu trữ bị dột.\n- Ông Hồ Tư đề nghị mua thêm giá sắt.\n- Bà Hà: nhất trí với báo cáo.",
        ["kho lưu trữ bị dột", "mua thêm giá sắt"], [], None,
    ),
    (
        "under the chair's conclusions every item counts, heading and result none",
        "III. KẾT LUẬN CỦA CHỦ TRÌ\n1. Về kho lưu trữ\na) Văn phòng sửa mái kho (xong trước 20/3).\nb) Đã số hóa 200 hồ sơ.",
        [], ["Văn phòng sửa mái kho (xong trước 20/3)"], "Lê Văn Tám",
    ),
    (
        "behind praise and a turn, what is lacking is an issue",
        "Ông Lê Văn Tám kết luận:\n1. Biểu dương các phòng đã nộp hồ sơ. Tuy nhiên, hồ sơ năm 2020 còn thiếu; giao Văn phòng đôn đốc.",
        ["hồ sơ năm 2020 còn thiếu"], ["Biểu dương các phòng đã nộp hồ sơ", "giao Văn phòng đôn đốc"], "Lê Văn Tám",
    ),
    (
        "what a body decides is nobody's conclusion",
        "3. Quyết định của Hội đồng:\n3.1. Thông qua kế hoạch số hóa.\nKết quả biểu quyết: Tán thành 5/5 phiếu.",
        [], ["Thông qua kế hoạch số hóa"], None,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", ITEMS, ids=[reason for reason, *_ in ITEMS])
def test_items(by_rules: Extractor, case: tuple[str, str, list[str], list[str], str | None]) -> None:
    reason, lines, *told = case
    record = by_rules.extract(_HEAD + lines)
    speaker = record.conclusion_speaker and record.conclusion_speaker.name
    assert [[i.text for i in record.issues_raised], [c.text for c in record.conclusions], speaker] == told, reason
