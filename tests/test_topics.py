"""Topics of issues, over phrases that no report holds."""

from __future__ import annotations

import pytest

from extractor.language.reading import Reading
from extractor.language.topics import Topic, topics, topics_in

# The issue and its topics in the order in which its words name them.
CASES: list[tuple[str, tuple[str, ...]]] = [
    # one subject, named outright
    ("biên chế của phòng không đủ so với khối lượng việc", ("staff",)),
    ("một số cán bộ xã còn ngại va chạm", ("staff",)),
    ("việc sáp nhập thôn làm dôi dư người", ("staff",)),
    ("mức phụ cấp của trưởng bản quá thấp", ("pay_and_allowances",)),
    ("chậm trả nhuận bút cho cộng tác viên", ("pay_and_allowances", "communication")),
    ("kinh phí hoạt động hằng năm cấp muộn", ("funding",)),
    ("tỷ lệ giải ngân mới đạt một phần ba", ("funding",)),
    ("hụt thu do ít dự án mới", ("funding",)),
    ("cơ sở vật chất của hội trường xuống cấp", ("infrastructure",)),
    ("xóm Đá Bạc chưa có điện lưới", ("infrastructure",)),
    ("cầu treo qua suối Nậm Lạnh mục ván, dân đề nghị xây cầu dân sinh", ("transport",)),
    ("xe quá tải chạy ban đêm làm vỡ đường", ("transport",)),
    ("sổ đỏ của khu dãn dân chưa được cấp", ("land",)),
    ("giá đền bù thấp hơn giá chuyển nhượng", ("land",)),
    ("ba hộ chưa nhận tiền, vướng giải phóng mặt bằng", ("land",)),
    ("khu ven hồ nằm trong quy hoạch đã mười năm", ("planning_and_construction",)),
    ("nhà thầu bỏ dở phần móng", ("planning_and_construction",)),
    ("phần mềm kế toán hay treo", ("it_and_information_security",)),
    ("trang web của huyện bị chèn mã độc", ("it_and_information_security",)),
    ("người dân phải đi lại nhiều lần để bổ sung thủ tục", ("procedures",)),
    ("tỷ lệ hồ sơ trễ hạn ở cấp xã tăng", ("procedures",)),
    ("sự phối hợp giữa xã và trạm còn lỏng", ("coordination",)),
    ("có nơi đùn đẩy việc cho cấp dưới", ("coordination",)),
    ("chưa có hướng dẫn về thanh lý xe cũ", ("legal_gaps",)),
    ("bất cập trong quy định về đấu giá", ("legal_gaps",)),
    ("lò gạch thủ công gây ô nhiễm cho cả xóm", ("environment",)),
    ("bãi rác tạm cạnh sông bốc mùi", ("environment",)),
    ("bờ kênh bị sạt lở gần một cây số", ("disaster_and_climate",)),
    ("nước biển dâng lấn vào rặng dừa", ("disaster_and_climate",)),
    ("bệnh viện huyện chưa có máy chạy thận", ("health",)),
    ("quỹ BHYT của tỉnh vượt trần", ("health",)),
    ("học phí tăng hai năm liền", ("education",)),
    ("học sinh bán trú ở nhờ nhà dân", ("education",)),
    ("đàn lợn chưa tái lại sau dịch", ("agriculture",)),
    ("cây cà phê già cỗi, năng suất kém", ("agriculture",)),
    ("nhà đầu tư bỏ dự án sau khi khảo sát", ("business_support",)),
    ("hợp tác xã Mây Xanh hoạt động cầm chừng", ("business_support",)),
    ("nợ thuế của các công ty gỗ kéo dài", ("tax_and_customs",)),
    ("tờ khai hải quan phải nộp hai lần", ("procedures", "tax_and_customs")),
    ("giá phân bón gấp đôi năm ngoái", ("prices_and_markets", "agriculture")),
    ("xăng dầu có lúc khan hiếm", ("prices_and_markets",)),
    ("nạn trộm cắp ở khu nhà trọ", ("security_and_order",)),
    ("ma túy len vào vùng cao", ("security_and_order",)),
    ("đơn thư vượt cấp còn nhiều", ("inspection_and_complaints",)),
    ("kết luận thanh tra năm trước chưa thực hiện xong", ("inspection_and_complaints",)),
    ("đình làng là di tích mà mái đã dột", ("culture_and_tourism",)),
    ("khách quốc tế ở lại ít ngày", ("culture_and_tourism",)),
    ("tỷ lệ hộ nghèo giảm chậm", ("social_policy",)),
    ("công nhân bị nợ BHXH ba tháng", ("social_policy",)),
    ("sinh hoạt chi bộ ở bản xa còn thưa", ("party_building",)),
    ("thi đua, khen thưởng còn nể nang", ("party_building",)),
    ("tuyên truyền mới dừng ở hội họp", ("communication",)),
    ("loa truyền thanh thôn Hạ im đã lâu", ("communication",)),
    # several subjects in one issue
    ("thiếu kinh phí giải phóng mặt bằng cho tuyến đường ven đê", ("funding", "land", "transport")),
    ("thiếu giáo viên mầm non, phòng học còn mượn", ("staff", "education", "infrastructure")),
    ("nông sản khó tiêu thụ vì ách tắc ở cửa khẩu", ("agriculture", "transport")),
    ("nước thải chăn nuôi đổ ra kênh mương", ("environment", "agriculture", "infrastructure")),
    # no subject: general words of difficulty, or none of the taxonomy
    ("một số nhiệm vụ còn chậm so với kế hoạch", ()),
    ("kết quả chưa đều giữa các đơn vị", ()),
    ("các giải pháp cho thời gian tới", ()),
    ("quan hệ kết nghĩa với tỉnh bạn chưa sâu", ()),
    # words that stand inside a longer one with another meaning
    ("Sở Tài chính trả lời muộn", ()),
    ("Sở Nông nghiệp và Phát triển nông thôn chưa có ý kiến", ()),
    ("lực lượng thực thi công vụ mỏng", ()),
    ("nguồn cán bộ quy hoạch chưa dồi dào, nhiều người sắp nghỉ", ("staff",)),
    ("buôn bán thuốc bảo vệ thực vật giả", ("agriculture",)),
    ("hút thuốc lá trong giờ họp", ()),
    ("doanh thu, chi phí của từng đội", ()),
    ("vị trí việc làm chưa được duyệt", ("staff",)),
    ("suy thoái kinh tế kéo dài", ()),
    ("sim rác tràn lan", ()),
    ("tác động tiêu cực từ bên ngoài", ()),
    ("chưa lắp camera giám sát ở ngã tư", ()),
]


def _topics_of(issue: str) -> tuple[str, ...]:
    reading = Reading.of(issue)
    return topics_in(reading, 0, len(reading.folded))


@pytest.mark.parametrize(("issue", "expected"), CASES, ids=[case[0] for case in CASES])
def test_topics_of_an_issue(issue: str, expected: tuple[str, ...]) -> None:
    assert set(_topics_of(issue)) == set(expected)


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.id)
def test_each_topic_holds_to_its_examples(topic: Topic) -> None:
    assert topic.id in _topics_of(topic.example)
    assert topic.id not in _topics_of(topic.counterexample)
    assert topic.id.isascii()
    assert topic.vi
    assert topic.en


def test_only_the_span_counts_and_in_its_order() -> None:
    reading = Reading.of("Phụ cấp thấp. Học phí cao, kinh phí thiếu. Đường liên xã hỏng.")
    start = reading.folded.index("Học phí")
    assert topics_in(reading, start, reading.folded.index(" Đường")) == ("education", "funding")


def test_words_are_whole_and_in_any_case() -> None:
    assert _topics_of("KINH PHÍ còn thiếu") == ("funding",)
    assert _topics_of("tên xã Lúapha") == ()
