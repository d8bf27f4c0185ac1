"""Owners and deadlines of conclusions, in sentences that no report holds."""

from __future__ import annotations

import datetime as dt

import pytest

from extractor.fields.conclusions import deadline_of, owner_of
from extractor.findings import Deadline
from extractor.language.deadlines import due_in, resolved
from extractor.language.doers import PromiseEntry, promise_entries
from extractor.language.list_owners import owner_above
from extractor.language.owners import owner_in
from extractor.language.reading import Reading

# The conclusion, who is told to act, and why.
OWNERS: list[tuple[str, str | None, str]] = [
    ("giao Công an xã xác minh lý lịch xong trước ngày 25/12", "Công an xã", "a body's name is whole behind its unit"),
    ("Trạm Y tế xã phun thuốc diệt muỗi", "Trạm Y tế xã", "behind its unit stands its verb, whichever it is"),
    ("Phòng Nông nghiệp huyện Sơn Hạ cấp giống", "Phòng Nông nghiệp huyện Sơn Hạ", "the unit may have its name"),
    ("các xã có rừng ký cam kết", "các xã có rừng", "several units may be described"),
    ("đề nghị UBND các xã rà soát lại danh sách hộ nghèo", "UBND các xã", "behind the verb of asking"),
    ("giao Phòng Tài chính chủ trì lập dự toán", "Phòng Tài chính", "up to the verb of the task"),
    ("giao cho Trạm Khuyến nông Đồi Chè theo dõi mô hình", "Trạm Khuyến nông Đồi Chè", "asking with two words"),
    ("yêu cầu các sở, ban, ngành và UBND các huyện báo cáo", "các sở, ban, ngành và UBND các huyện", "a list"),
    ("đề nghị Sở Văn hóa, Thể thao và Du lịch tu bổ đình", "Sở Văn hóa, Thể thao và Du lịch", "a comma in a name"),
    ("giao Bộ Kế hoạch và đầu tư tổng hợp", "Bộ Kế hoạch và đầu tư", "a name that goes on in small letters"),
    ("giao Sở Xây dựng rà soát", "Sở Xây dựng", "a verb in capitals belongs to the name"),
    ("đề nghị, năm 2031, hai bên cần gặp nhau hai lần", "hai bên", "a year between"),
    ("đề nghị trong thời gian tới cụm cần họp đều", "cụm", "a time between, without a comma"),
    ("Các xã cần nộp báo cáo", "Các xã", "subject of an obligation"),
    ("Sở Y tế phải công khai giá thuốc", "Sở Y tế", "subject of an obligation"),
    ("Sở sẽ phối hợp với huyện Mây Trắng gỡ vướng", "Sở", "who promises"),
    ("Ủy ban cũng cần làm việc này sớm", "Ủy ban", "an adverb before the obligation"),
    ("Để kịp mùa mưa, nhà thầu cần thêm hai máy xúc", "nhà thầu", "an adverbial before the subject"),
    ("nếu mẫu đạt chuẩn thì ngành Y tế cần công bố", "ngành Y tế", "a condition before the subject"),
    ("bước sang năm 2031, Công ty Gạch Sông Hoa phải đổi lò", "Công ty Gạch Sông Hoa", "a year before the subject"),
    ("Chủ tịch huyện kết luận việc chia đất phải công khai", None, "who concludes something is not told to do it"),
    ("Chủ tịch huyện nhấn mạnh, Phòng Y tế cần báo cáo sớm", "Phòng Y tế", "nor who stresses something"),
    ("Hội nghị giao ban lãnh đạo Trường diễn ra sôi nổi", None, "'giao ban' gives nothing to a board"),
    ("Hội nghị thống nhất giao Ban Thường vụ soạn quy chế", "Ban Thường vụ", "the meeting asks"),
    ("Thường trực tỉnh yêu cầu các huyện báo cáo", "các huyện", "the one who asks is not told"),
    ("ghi nhận nỗ lực của các xã, đề nghị Đoàn xã duy trì", "Đoàn xã", "praise, then a request"),
    ("giao đồng chí Lý Văn Sơn phụ trách kho", "Lý Văn Sơn", "a person without the honorific, before the task"),
    ("Giáo viên chủ nhiệm: Rà soát học sinh bán trú", "Giáo viên chủ nhiệm", "a label before the task"),
    ("Thanh tra tỉnh lập kế hoạch", "Thanh tra tỉnh", "a body that begins like a task"),
    ("yêu cầu mỗi đảng viên, cán bộ nêu gương", "mỗi đảng viên, cán bộ", "a group of people"),
    ("đề nghị các đơn vị trong ngành giữ nề nếp", "các đơn vị trong ngành", "words that tell which ones"),
    ("các cơ quan liên quan rà soát lại hồ sơ", "các cơ quan liên quan", "words that tell which ones"),
    (
        "đề nghị Cây Sồi Xanh giao hàng đúng hẹn",
        "Cây Sồi Xanh",
        "a name without a known noun, behind the verb of asking",
    ),
    ("Hà Mây và Đắk Lắk cần ký lại bản ghi nhớ", None, "a name without a known noun is no subject"),
    ("giao Ban cán sự đảng chuẩn bị tờ trình", "Ban cán sự đảng", "not 'giao ban', a briefing"),
    ("Phòng Tài chính - Kế hoạch tham mưu phương án", "Phòng Tài chính - Kế hoạch", "a dash in a name"),
    ("Cục Quản lý công trình tổ chức ba đoàn kiểm tra", "Cục Quản lý công trình", "a name that goes on like a task"),
    ("các cơ quan, đơn vị tổ chức tốt diễn tập", "các cơ quan, đơn vị", "a task that may go on with a name"),
    ("yêu cầu tập trung thu hoạch trước bão", None, "nobody is named"),
    ("tiếp tục rà soát, kiến nghị cấp trên xem xét", None, "asking is the task itself"),
    ("cần giao đất sớm cho hai mươi hộ", None, "an obligation without a subject"),
    ("tổ chức tập huấn cho cán bộ thôn", None, "a task that begins like a body"),
    ("báo cáo kết quả lên huyện", None, "a task that begins like a newspaper"),
    ("đánh giá cao UBND xã Đồi Chè làm tốt vệ sinh", None, "praise tells nobody to act"),
    ("mọi việc phải được công khai", None, "a thing is no owner"),
    ("Các hộ vùng lũ sẽ được hỗ trợ gạo", None, "those who are served do not act"),
    ("đề nghị các hộ vùng lũ được hỗ trợ gạo", None, "those who are served do not act"),
    ("các đơn vị đã ký giao ước", None, "what is done already"),
    ("Nghị quyết phải đi vào cuộc sống", None, "a paper does not act"),
    ("tuyến giao thông ven sông phải thông trước lũ", None, "no verb of asking"),
    ("đề nghị việc sửa cầu cần làm ngay", None, "a thing behind the verb of asking"),
]

HELD = dt.date(2024, 5, 20)

# The conclusion, the day by which it is due for a meeting on HELD, and why.
DEADLINES: list[tuple[str, str | None, str]] = [
    ("các xã nộp báo cáo trước ngày 15/6", "2024-06-15", "the year of the meeting"),
    ("gửi về huyện trước 15/6/2024", "2024-06-15", "without 'ngày'"),
    ("nộp chậm nhất ngày 30/9/2024", "2024-09-30", "at the latest"),
    ("nộp chậm nhất là ngày 30 tháng 9 năm 2024", "2024-09-30", "in words"),
    ("Hạn cuối: 5/7/2024", "2024-07-05", "a label"),
    ("xong trước 31/12", "2024-12-31", "bare numbers behind 'trước'"),
    ("họp dân trước 17h ngày 28/5", "2024-05-28", "an hour between"),
    ("trước ngày 15/01 phải quyết toán", "2025-01-15", "a day that lies in the next year"),
    ("hoàn thành cầu treo trong tháng 6", "2024-06-30", "last day of the month"),
    ("trình Hội đồng trong tháng 6 này", "2024-06-30", "this month of June"),
    ("bàn giao lô đất trong quý III", "2024-09-30", "last day of the quarter"),
    ("hoàn thành trong quý II/2025", "2025-06-30", "a quarter with its year"),
    ("đến hết năm 2025 xóa nhà tạm", "2025-12-31", "last day of the year"),
    ("đến hết quý I năm 2025 phải xong phần móng", "2025-03-31", "to the end of a quarter"),
    ("Đến năm 2026, mỗi xã có một sân bóng", "2026-12-31", "a goal for a year"),
    ("sửa xong kè trước tháng 9", "2024-08-31", "before the month is by the end of the one before"),
    ("trồng xong rừng trước quý IV", "2024-09-30", "before the quarter"),
    ("phải xong trước cuối năm 2025", "2025-12-31", "the end is not excluded"),
    ("đưa vào sử dụng vào cuối tháng 10", "2024-10-31", "when it is done"),
    ("hoàn thành trong năm nay", "2024-12-31", "this year"),
    ("hoàn thành trong năm tới", "2025-12-31", "next year"),
    ("xong trước ngày 01/7 năm nay", "2024-07-01", "this year behind the day"),
    ("làm việc với hiệp hội ngay trong tháng 7", "2024-07-31", "at once, in a month"),
    ("xong trong tuần này", None, "a week is not resolved"),
    ("thực hiện đề án giai đoạn 2021-2025", None, "a period"),
    ("thực hiện kế hoạch năm 2024", None, "the name of a plan"),
    ("triển khai Chiến lược biển đến năm 2030", None, "the name of a plan"),
    ("theo Luật ban hành trước ngày 1/7/2024", None, "the date of a law"),
    ("thi hành Nghị định số 12/2024/NĐ-CP ngày 5/6/2024", None, "the date of a decree"),
    ("giữ vững kết quả trong năm 2024", None, "a period without an end"),
    ("hoàn thành tốt nhiệm vụ được giao trong năm 2025", None, "a year's work"),
    ("nộp báo cáo trước ngày 25 hằng tháng", None, "what recurs"),
    ("tổng hợp số liệu trước ngày 5/12 hằng năm", None, "what recurs"),
    ("áp dụng từ ngày 1/7/2024", None, "a beginning"),
    ("rà soát đất sử dụng trước ngày 1/7/2014", None, "a day that belongs to something else"),
    ("ghi nhận kết quả đạt được trong năm 2023", None, "the past"),
    ("trước ngày 10/5 đã có ba xã nộp", None, "a day just past is none of the next year"),
    ("nâng lên 5-7 cây/ha, chia 3 đợt", None, "numbers that are no dates"),
    ("nộp trước ngày 31/6", None, "no such day"),
]


@pytest.mark.parametrize(("conclusion", "owner", "reason"), OWNERS, ids=[case[0] for case in OWNERS])
def test_owner_of_a_conclusion(conclusion: str, owner: str | None, reason: str) -> None:
    reading = Reading.of(conclusion)
    found = owner_in(reading, 0, len(reading.folded))
    assert (reading.folded[slice(*found)] if found else None) == owner, reason


@pytest.mark.parametrize(("conclusion", "day", "reason"), DEADLINES, ids=[case[0] for case in DEADLINES])
def test_deadline_of_a_conclusion(conclusion: str, day: str | None, reason: str) -> None:
    reading = Reading.of(conclusion)
    due = due_in(reading, 0, len(reading.folded))
    found = resolved(due, HELD) if due else None
    assert (found.isoformat() if found else None) == day, reason


def test_a_deadline_without_a_year_needs_the_meetings_day() -> None:
    reading = Reading.of("nộp trước ngày 15/6")
    due = due_in(reading, 0, len(reading.folded))
    assert due is not None
    assert resolved(due, None) is None


def test_both_have_their_own_evidence() -> None:
    text = "Sáng ngày 20/5/2024, UBND xã Mây Xanh tổ chức hội nghị.\r\nĐề  nghị các  thôn nộp sổ trước ngày 15/6."
    reading = Reading.of(text)
    span = (reading.folded.index("Đề nghị"), len(reading.folded) - 1)
    owner, deadline = owner_of(reading, span), deadline_of(reading, span)
    assert owner is not None
    assert deadline is not None
    assert text[owner.start : owner.end] == "các  thôn"
    assert text[deadline.start : deadline.end] == "trước ngày 15/6"
    assert deadline.value == Deadline(dt.date(2024, 6, 15))
    assert deadline.rule == "deadline.year_inferred"


@pytest.mark.parametrize("entry", promise_entries(), ids=lambda entry: entry.id)
def test_each_entry_holds_to_its_examples(entry: PromiseEntry) -> None:
    assert any(cue in entry.example.lower() for cue in entry.cues)


LISTS = [
    ("the line above the list names whose tasks it holds", "1. Công chức Địa chính:\n- Hướng dẫn trừ rầy\n- Cắm mốc", "Công chức Địa chính"),
    ("who is told, not the verb", "2. Giao Phòng Kinh tế:\n+ Rà soát hộ nghèo\n+ Cắm mốc", "Phòng Kinh tế"),
    ("a task of its own names nobody above", "3. Tăng cường tuyên truyền:\n- Treo băng rôn\n- Cắm mốc", None),
    ("a heading without a colon is none", "4. Phòng Kinh tế\n- Cắm mốc", None),
    ("of the same list no item names the next one's owner", "- Phòng Kinh tế:\n- Cắm mốc", None),
    ("no list", "Phòng Kinh tế:\nCắm mốc", None),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "lines", "owner"), LISTS, ids=[case[0] for case in LISTS])
def test_owner_of_a_list(reason: str, lines: str, owner: str | None) -> None:
    reading = Reading.of(lines)
    found = owner_above(reading, lines.index("Cắm mốc"))
    assert (reading.folded[slice(*found)] if found else None) == owner, reason
