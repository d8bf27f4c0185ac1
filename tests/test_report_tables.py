"""Tables of minutes: of tasks, a conclusion a row with who is to do it and by when; of those present, a body a row."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from extractor import readers
from extractor.rules import read
from extractor.rules.table_columns import ColumnEntry, column_of

if TYPE_CHECKING:
    from extractor import Extractor, MeetingReport

HEAD = """BIÊN BẢN HỌP GIAO BAN
Thời gian: 8h00 ngày 5/7/2024
Chủ trì: Ông Trần Văn Bình, Chủ tịch UBND xã Tân Hòa
I. Nội dung
Văn phòng báo cáo kết quả tháng 6.
II. Phân công
"""
BARS = """STT | Nội dung công việc | Đơn vị thực hiện | Thời hạn
1 | Rà soát hộ nghèo | Văn phòng UBND xã | 15/7/2024
2 | Kiểm tra hồ đập | Công an xã, Trạm Y tế xã | Trước 20/7
3 | Diệt lăng quăng | Trạm Y tế xã | Thường xuyên
"""
MARKDOWN = """| **Việc** | **Hạn** |
|:--|--:|
| Rà soát hộ nghèo | quý III |
"""
TASKS = [
    ("Rà soát hộ nghèo", "Văn phòng UBND xã", "2024-07-15"),
    ("Kiểm tra hồ đập", "Công an xã, Trạm Y tế xã", "2024-07-20"),
    ("Diệt lăng quăng", "Trạm Y tế xã", None),
]


def tasks(record: MeetingReport) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.text, one.owner.name if one.owner else None, one.deadline.value.isoformat() if one.deadline else None)
        for one in record.conclusions
    ]


CASES = [
    ("bars between cells, as readers write tables", BARS, TASKS),
    (
        "bars at both ends, a line of dashes, bold headings, no column for who",
        MARKDOWN,
        [("Rà soát hộ nghèo", None, "2024-09-30")],
    ),
    (
        "an empty cell keeps its column",
        "| Việc | Người phụ trách | Hạn |\n| Sửa cầu Đông | | 30/7/2024 |\n",
        [("Sửa cầu Đông", None, "2024-07-30")],
    ),
    (
        "where cells are missing, those behind the work belong to nobody",
        "STT | Nội dung công việc | Đơn vị thực hiện | Thời hạn\n4 | Sửa cầu Đông | 30/7/2024\n",
        [("Sửa cầu Đông", None, None)],
    ),
    ("a heading inside the table is no task", BARS.replace("3 |", "| A. Lĩnh vực y tế | |\n3 |"), TASKS),
    ("a table of those present lists no tasks", "STT | Họ và tên | Đơn vị\n1 | Trần Văn An | Trạm Y tế xã\n", []),
    ("a table of figures lists no tasks", "Nội dung | Kế hoạch | Kết quả\nTrồng rừng | 12 ha | 15 ha\n", []),
]


@pytest.mark.parametrize(("why", "table", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rows_are_conclusions(
    by_rules: Extractor, why: str, table: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert tasks(by_rules.extract(HEAD + table)) == expected, why


def test_the_table_of_a_word_document(by_rules: Extractor) -> None:
    docx = pytest.importorskip("docx", reason="the extra documents is not installed")
    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    rows = [line.split(" | ") for line in BARS.splitlines()]
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(cells.cells, row, strict=True):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    plain = readers.read_bytes(file.getvalue(), "minutes.docx")
    assert tasks(by_rules.record(plain, "minutes", None)) == TASKS


PRESENT = [
    (
        "a column for bodies",
        "STT | Họ và tên | Chức vụ | Đơn vị\n1 | Trần Văn An | Phó Giám đốc | Sở Y tế\n2 | Lê Thị Na | Chủ tịch | UBND xã Tân Hòa\n",
        [("Sở Y tế", "Trần Văn An"), ("UBND xã Tân Hòa", "Lê Thị Na")],
    ),
    (
        "the body stands in the column for posts",
        "| Họ tên | Chức vụ |\n|---|---|\n| Trần Văn An | Phó Giám đốc Sở Y tế |\n",
        [("Sở Y tế", "Trần Văn An")],
    ),
    (
        "a row without a body",
        "Họ và tên | Đơn vị | Ký tên\nTrần Văn An | | \nLê Thị Na | Công an xã | \n",
        [("Công an xã", "Lê Thị Na")],
    ),
]


@pytest.mark.parametrize(("why", "table", "bodies"), PRESENT, ids=[case[0] for case in PRESENT])
def test_rows_are_bodies(by_rules: Extractor, why: str, table: str, bodies: list[tuple[str, str]]) -> None:
    record = by_rules.extract(HEAD.replace("I. Nội dung", "I. Thành phần tham dự\n" + table + "II. Nội dung"))
    assert [(body.name, body.represented_by) for body in record.attendee_bodies] == bodies, why


@pytest.mark.parametrize("entry", read("table_columns", ColumnEntry), ids=lambda entry: entry.id)
def test_headings(entry: ColumnEntry) -> None:
    assert column_of(entry.example.lower()) == entry.column
    assert column_of(entry.counterexample.lower()) is None
