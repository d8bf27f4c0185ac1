"""What stands at the edges of a point and is no part of it; sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.point_edges import begun, ended, is_number, is_tag
from extractor.language.reading import Reading
from extractor.language.segments import segments_of

BEGUN = [
    ("a transition", "conclusion", "Đồng thời | các xã phải nộp báo cáo trước ngày 15/8"),
    ("with a copula", "conclusion", "Cùng với đó là | đẩy mạnh cải cách hành chính ở các xã"),
    ("two in a row", "conclusion", "Ngoài ra, đồng thời | phải sửa xong đường vào thôn Hạ trong quý III"),
    ("before what is named", "issue", "Đặc biệt là | việc thiếu nước sạch ở ba thôn vùng cao"),
    ("what leads to a topic", "issue", "Liên quan đến | thủ tục cấp lại giấy phép xây dựng nhà ở"),
    (
        "who speaks, and on what occasion",
        "conclusion",
        "Tiếp thu ý kiến chỉ đạo, đồng chí Vũ Đức Long khẳng định | Đảng ủy xã sẽ ban hành nghị quyết",
    ),
    ("whose words they are", "issue", "Theo Phòng Nội vụ, | nhiều hồ sơ còn thiếu chữ ký của người dân"),
    ("whose, and since when", "issue", "Theo ông Lê Văn Tám, hiện nay | nhiều tuyến đường đã xuống cấp nặng"),
    ("an order keeps its time", "conclusion", "| Hiện nay, các xã phải rà soát lại toàn bộ hộ nghèo"),
    ("how, not who", "conclusion", "| Theo đúng lộ trình, các đơn vị hoàn thành trước tháng 9"),
    ("on what ground, not who", "conclusion", "| Theo Thông tư 12, các trường phải công khai khoản thu"),
    ("'đặc biệt' that is part of it", "issue", "| Đặc biệt nghiêm trọng là nạn phá rừng ở thượng nguồn"),
    ("'còn' that is the predicate", "issue", "| còn nhiều hộ chưa có nước sạch để dùng"),
    ("'còn' before another subject", "issue", "Còn | các thôn vùng cao thì chưa có điện lưới quốc gia"),
    ("'song phương' is no 'song'", "conclusion", "| song phương phối hợp tuần tra trên tuyến biên giới"),
    ("what people worry about", "issue", "trước | tình trạng thiếu thuốc tại các trạm y tế xã"),
    ("nothing to speak of behind it", "issue", "| Đồng thời thiếu vốn"),
]


@pytest.mark.parametrize(("why", "kind", "marked"), BEGUN, ids=[case[0] for case in BEGUN])
def test_begins_behind_what_leads_to_it(why: str, kind: str, marked: str) -> None:
    text = marked.replace("| ", "")
    assert begun(Reading.of(text), kind, 0, len(text)) == marked.index("|"), why


ENDED = [
    ("a transition to the next", "biểu dương cố gắng của các thôn|, đồng thời"),
    ("a verb that governs what comes next", "thu ngân sách tăng 15% là quá cao|; đề nghị"),
    ("on that ground", "ghi nhận đề xuất của các xã|; trên cơ sở đó"),
    ("the same words within", "đồng thời với việc sửa đường phải lắp đèn cho các thôn|"),
]


@pytest.mark.parametrize(("why", "marked"), ENDED, ids=[case[0] for case in ENDED])
def test_ends_before_what_leads_on(why: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert ended(Reading.of(text), 0, len(text)) == marked.index("|"), why


TAGS = [
    ("a post and a verb of saying", "Bộ trưởng nêu rõ", True),
    ("a person and one", "ông Lê Văn Tám nhấn mạnh", True),
    ("a verb alone", "đề nghị", True),
    ("a person alone", "đồng chí Vũ Hải Đường", True),
    ("more is said", "Bộ trưởng nêu rõ ba việc phải làm ngay", False),
    ("nobody is named", "phải nhấn mạnh", False),
]


@pytest.mark.parametrize(("why", "text", "tag"), TAGS, ids=[case[0] for case in TAGS])
def test_who_spoke(why: str, text: str, tag: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_tag(Reading.of(text), 0, len(text)) is tag, why


def test_numbers_of_items() -> None:
    reading = Reading.of("Các nhiệm vụ gồm: (1) rà soát hộ nghèo; (12) sửa đường; 30 hộ có nước sạch.")
    numbers = [reading.folded[one.start : one.end] for one in segments_of(reading) if is_number(reading, one)]
    assert numbers == ["1", "12"]


WORDS = st.sampled_from(
    ["đồng thời", "đặc biệt", "là", ",", "theo", "ông Lê Văn Tám", "hiện nay", "còn", "các", "xã", "phải", "nộp", "báo cáo", "trong đó", "có", "việc"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.sampled_from(["issue", "conclusion"]))
def test_what_is_left_is_bare_and_within(text: str, kind: str) -> None:
    reading = Reading.of(text)
    length = len(reading.folded)
    start = begun(reading, kind, 0, length)
    end = ended(reading, start, length)
    assert 0 <= start <= end <= length
    assert begun(reading, kind, start, length) == start
