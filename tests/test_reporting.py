"""Whether a text reports a meeting, or several: invented texts of both kinds, each with its reason."""

from __future__ import annotations

import pytest

from extractor import extract
from extractor.language.evidence import evidence_of
from extractor.language.reading import Reading
from extractor.language.reporting import doubts_of, reports_meeting
from extractor.rules import read
from extractor.rules.reporting import Weight

MEETINGS = [
    (
        "what is to come is told in a clause of its own before the day",
        "Sẵn sàng tiêm chủng\nĐể chuẩn bị cho chiến dịch dự kiến diễn ra từ ngày 10/8, ngày 2/8, Trung tâm Y tế huyện Bắc Hòa tổ chức hội nghị trực tuyến triển khai chiến dịch tiêm vắc xin với 22 trạm y tế.\n",
    ),
    (
        "those who meet after the holidays",
        "Gặp mặt đầu năm\nSáng 15/2/2024, Thường trực Huyện ủy gặp mặt cán bộ, công chức khối Đảng. Bí thư Huyện ủy yêu cầu các cơ quan bắt tay ngay vào công việc.\n",
    ),
    (
        "soldiers and their commanders talk",
        "Tiểu đoàn 3 đối thoại\nTối 4/9/2020, Tiểu đoàn 3 tổ chức sinh hoạt đối thoại dân chủ quý III. Chính ủy Trung đoàn chủ trì. Chiến sĩ kiến nghị sửa hệ thống nước.\n",
    ),
    (
        "a delegation inspects",
        "Kiểm tra phòng cháy\nNgày 10/11/2024, đoàn liên ngành kiểm tra công tác phòng cháy tại chợ Nậm Tiến, yêu cầu bổ sung bình chữa cháy.\n",
    ),
    (
        "a leader receives a guest",
        "Tiếp Tổng Lãnh sự\nChiều 24/6/2024, tại Trụ sở UBND tỉnh, Chủ tịch UBND tỉnh Hồ Quốc Phong đã tiếp ông Kang Min-ho, Tổng Lãnh sự Hàn Quốc. Chủ tịch UBND tỉnh đề nghị Tổng Lãnh sự làm cầu nối.\n",
    ),
    (
        "the plain report",
        "Sở Y tế tổng kết công tác năm\nSáng 5/1/2024, Sở Y tế tỉnh Bình Sơn tổ chức hội nghị tổng kết công tác năm 2023. Tham dự có đại diện các bệnh viện. Phát biểu kết luận hội nghị, ông Trần Nam yêu cầu các đơn vị bảo đảm đủ thuốc.\n",
    ),
    (
        "a deed stands for the meeting",
        "Hội Nông dân xã tổng kết phong trào\nNgày 20/12, Hội Nông dân xã Ba Lòng tổng kết phong trào năm 2016. Tham dự có lãnh đạo Đảng ủy xã.\n",
    ),
    (
        "a working visit without a meeting's noun",
        "Đoàn công tác về huyện Sơn Hạ\nChiều 7/3/2024, đoàn công tác của Sở Tài chính làm việc với UBND huyện Sơn Hạ về thu ngân sách.\n",
    ),
    (
        "a press conference",
        "Nhiều điểm mới trong mùa du lịch\nChiều 2/4/2024, Sở Du lịch tổ chức họp báo về mùa du lịch biển. Tại buổi họp báo, bà Lê Hoa cho biết lượng khách tăng. Trả lời báo chí, đại diện Sở khẳng định giá phòng ổn định.\n",
    ),
    (
        "a dialogue whose headline is a demand",
        "Doanh nghiệp xin giãn nợ\nTại buổi đối thoại do UBND thành phố tổ chức sáng 9/5/2024, đại diện các doanh nghiệp kiến nghị giãn nợ. Kết luận buổi đối thoại, ông Lê Minh yêu cầu các ngân hàng rà soát hồ sơ.\n",
    ),
    (
        "bilateral talks",
        "Hai tỉnh bàn việc mở cửa khẩu\nNgày 3/8/2023, lãnh đạo tỉnh Bình Sơn có cuộc hội đàm với đoàn đại biểu tỉnh bạn. Tại cuộc gặp, hai bên thống nhất mở cửa khẩu phụ. Phát biểu tại cuộc gặp, ông Nam đề nghị lập tổ công tác chung.\n",
    ),
    (
        "a workshop told through its speakers",
        "Cây dược liệu cần đầu ra\nTại hội thảo về cây dược liệu diễn ra sáng 4/6/2024, các đại biểu cho rằng giá còn bấp bênh. Trình bày báo cáo tại hội thảo, bà Đỗ Lan nêu ba giải pháp. Hội thảo thống nhất kiến nghị tỉnh lập vùng trồng.\n",
    ),
    (
        "a course is opened, for those of 'đối tượng 4'",
        "Khai giảng lớp bồi dưỡng\nSáng 16/11/2023, Hội đồng Giáo dục quốc phòng huyện Vân Hà khai giảng lớp bồi dưỡng kiến thức cho đối tượng 4. Lớp học diễn ra trong 2 ngày (16 - 17/11). Các học viên được truyền đạt 6 chuyên đề.\n",
    ),
    (
        "'sắp xếp' speaks of no future",
        "Sắp xếp các đơn vị sự nghiệp\nSáng nay, đồng chí Lương Văn Đạo đã chủ trì cuộc họp bàn phương án sắp xếp các đơn vị sự nghiệp. Đồng chí nhấn mạnh việc sắp xếp phải bảo đảm quyền lợi của viên chức.\n",
    ),
    (
        "what is held is told by a verb alone",
        "Gặp mặt nữ cán bộ\nSáng 06/3/2026, Kho bạc khu vực XXI tổ chức gặp mặt nữ cán bộ nhân kỷ niệm 116 năm Ngày Quốc tế Phụ nữ 8/3.\n",
    ),
    (
        "minutes, though hardly a sentence",
        "BIÊN BẢN\nVề việc phân công trực\nThành phần: ông Nam, bà Hoa.\nNội dung: phân công trực hè.\n",
    ),
    (
        "the next meeting is announced at the end of the one reported",
        "HĐND huyện chuẩn bị kỳ họp\nSáng 6/6/2024, Thường trực HĐND huyện Sơn Hạ họp giao ban với các ban. Ông Lê Minh chủ trì cuộc họp. Tại cuộc họp, các ban báo cáo kết quả giám sát. Kết luận cuộc họp, ông Minh đề nghị hoàn thành báo cáo. Kỳ họp sẽ diễn ra cuối tháng 6.\n",
    ),
]

OTHERS = [
    (
        "a meeting that is still to be held",
        "Hội nghị sắp diễn ra\nTheo kế hoạch, ngày 20/7 tới, Hội Nông dân tỉnh sẽ tổ chức Hội nghị lần thứ 5. Hội nghị dự kiến sơ kết công tác Hội.\n",
    ),
    (
        "a patrol checks a lorry, and no delegation inspects",
        "Phát hiện hàng lậu\nNgày 10/11/2024, Chi cục Hải quan Nậm Tiến phối hợp Đồn Biên phòng kiểm tra xe tải, phát hiện hai tấn hàng không rõ nguồn gốc.\n",
    ),
    (
        "a plan counts the meetings that it provides for",
        "Kế hoạch cải cách hành chính\nNgày 14/1/2025, Sở Xây dựng ban hành kế hoạch cải cách hành chính. Theo đó, phấn đấu tổ chức 02 hội nghị đối thoại với doanh nghiệp; sơ kết vào tháng 7. Văn phòng Sở chủ trì theo dõi.\n",
    ),
    (
        "a life with a course in it; the day of posting dates no meeting",
        "Gương phụ nữ làm kinh tế giỏi\n08/03/2022\nChị Lò Thị Phanh là điển hình làm kinh tế. Năm 2018, sau khi tham gia lớp tập huấn do Hội LHPN xã tổ chức, chị vay vốn nuôi bò. Đến nay, đàn bò có 14 con, thu nhập 120 triệu đồng.\n",
    ),
    (
        "crime, no meeting named",
        "Bắt nghi phạm trộm xe\nRạng sáng 5/3/2024, Công an phường bắt giữ nghi phạm trộm ba xe máy. Nạn nhân cho biết xe mất lúc nửa đêm.\n",
    ),
    (
        "prices, no meeting named",
        "Giá lúa tăng\nGiá lúa trong tuần tăng 200 đồng mỗi cân. Nông dân các huyện đang vào vụ.\n",
    ),
    (
        "a life, no meeting named",
        "Người thầy của bản\nÔng sinh ra ở một bản nghèo. Cả cuộc đời ông dạy chữ cho trẻ em vùng cao.\n",
    ),
    (
        "a law explained",
        "Những điều cần biết về hộ chiếu mới\nLuật quy định hộ chiếu có hai mẫu. Người dân nộp hồ sơ tại xã và nhận kết quả sau năm ngày.\n",
    ),
    (
        "an event to come",
        "Hội thảo về nước sạch sẽ diễn ra cuối tháng\nDự kiến ngày 28/5, hội thảo về nước sạch sẽ được tổ chức tại Đà Lạt. Theo kế hoạch, hội thảo sẽ có hai phiên. Ban tổ chức sẽ mời các chuyên gia.\n",
    ),
    (
        "a leader on the way to a summit",
        "Tổng thống lên đường dự hội nghị thượng đỉnh\nTổng thống bắt đầu chuyến công du châu Âu để dự hội nghị thượng đỉnh. Theo kế hoạch, ông sẽ gặp các nhà lãnh đạo tại đó. Hãng tin Reuters dẫn lời giới chức cho hay chuyến thăm kéo dài ba ngày.\n",
    ),
    (
        "comment on a summit gone by",
        "Vì sao hội nghị thượng đỉnh làm nhiều nước lo ngại?\nTờ nhật báo này bình luận rằng hội nghị thượng đỉnh năm ngoái để lại nhiều nghi vấn. Giới quan sát cho rằng các hội nghị như thế ít kết quả. Dư luận được cho là thờ ơ.\n",
    ),
    (
        "sports with a word to the press beforehand",
        "Đội tuyển sẵn sàng cho trận chung kết\nHuấn luyện viên nói trong buổi họp báo trước trận chung kết rằng các cầu thủ sẽ chơi tấn công. Khán giả kỳ vọng nhiều bàn thắng. Đội tuyển sẽ ra sân lúc 19 giờ.\n",
    ),
    (
        "an interview",
        "Trò chuyện về nghề\nPhóng viên: Ông nghĩ gì về nghề? Phóng viên: Hội nghị vừa qua ra sao?\n",
    ),
    (
        "advice on meetings",
        "Bí quyết để cuộc họp ngắn gọn\nBạn nên gửi tài liệu trước các cuộc họp. Trong những cuộc họp dài, bạn có thể cho nghỉ giữa giờ. Kỹ năng lắng nghe giúp ích trong mọi cuộc họp.\n",
    ),
    (
        "a feature in which meetings are one measure of many",
        "Làng nghề hồi sinh\nMấy năm nay, xã đã tổ chức nhiều hội nghị và mở hàng chục lớp tập huấn cho thợ trẻ. Gia đình bà Tư có ba đời làm gốm. Bà kể lại những ngày lò tắt lửa.\n",
    ),
    (
        "an accident on the way to a ceremony",
        "Xin giúp em nhỏ bị tai nạn\nTrên đường dự lễ tổng kết năm học, em bị tai nạn. Gia đình em khó khăn, người thân chạy vạy khắp nơi.\n",
    ),
]


@pytest.mark.parametrize(("reason", "text"), MEETINGS, ids=[reason for reason, _ in MEETINGS])
def test_reports_of_meetings(reason: str, text: str) -> None:
    assert reports_meeting(Reading.of(text)), reason


@pytest.mark.parametrize(("reason", "text"), OTHERS, ids=[reason for reason, _ in OTHERS])
def test_texts_that_report_no_meeting(reason: str, text: str) -> None:
    assert not reports_meeting(Reading.of(text)), reason


@pytest.mark.parametrize(("reason", "text"), OTHERS, ids=[reason for reason, _ in OTHERS])
def test_nothing_is_made_up_about_a_meeting_that_was_not(reason: str, text: str) -> None:
    record = extract(text)
    assert [warning.code for warning in record.warnings] == ["not_a_meeting_report"], reason
    told = {field for field, value in record.model_dump().items() if value}
    assert told - {"byline", "published"} == {
        "schema_version",
        "id",
        "source",
        "genre",
        "title",
        "warnings",
        "extractor",
    }


_FIRST = "Sáng 5/3/2024, UBND huyện Sơn Hạ tổ chức hội nghị bàn việc cấp nước. Ông Lê Minh chủ trì hội nghị. Kết luận hội nghị, ông Minh yêu cầu sửa đường ống."


@pytest.mark.parametrize(
    ("more", "several"),
    [
        # a meeting with a noun and a verb of its own
        ("Cũng trong ngày 5/3, UBND huyện tổ chức hội nghị tập huấn cho cán bộ thủy lợi các xã.", True),
        ("Chiều cùng ngày, ông Minh chủ trì buổi làm việc với Công ty Cấp nước.", True),
        # talks without a noun of their own
        ("Cùng ngày, lãnh đạo huyện đã hội đàm với đoàn công tác huyện bạn.", True),
        # something else was done that day
        ("Cùng ngày, ông Minh thăm các hộ dân bị ngập.", False),
        # the same meeting goes on
        ("Cũng trong buổi sáng, hội nghị xem xét một số nội dung về vốn.", False),
        # a meeting that was called off
        ("Cùng ngày, huyện cho biết đã dừng một hội thảo về thủy lợi.", False),
        ("Cũng trong ngày 5/3, Chủ tịch UBND huyện làm việc với Công ty Sao Mai về điện gió.", True),
    ],
)
def test_several_meetings(more: str, several: bool) -> None:  # noqa: FBT001 - what the table says
    text = f"Bàn việc cấp nước\n{_FIRST} {more}\n"
    assert [doubt.code for doubt in doubts_of(Reading.of(text))] == (["several_meetings"] if several else [])


@pytest.mark.parametrize("entry", read("reporting", Weight), ids=lambda entry: entry.id)
def test_an_example_has_more_of_the_evidence_than_the_counterexample(entry: Weight) -> None:
    more, less = (evidence_of(Reading.of(text)).counts[entry.id] for text in (entry.example, entry.counterexample))
    assert more > less or entry.id == "always"


def test_every_piece_of_evidence_has_a_weight() -> None:
    assert {entry.id for entry in read("reporting", Weight)} == set(evidence_of(Reading.of("")).counts)


@pytest.mark.parametrize(
    "text",
    [
        "CHƯƠNG TRÌNH\nHội nghị tổng kết công tác năm 2023\n(Ngày 15/01/2024)\n7h30: Đón tiếp đại biểu\n8h00: Khai mạc\n",
        "Thư mời tham dự Hội thảo Đất và nước\nTrường Đại học Sông Đà trân trọng kính mời quý vị dự Hội thảo ngày 12/5/2024.\n",
        "Thông báo mời họp Đại hội đồng cổ đông 2024\nHội đồng quản trị kính mời Quý cổ đông dự họp vào 8h ngày 26/4/2024.\n",
    ],
)
def test_a_meeting_that_is_still_to_come(text: str) -> None:
    assert [doubt.code for doubt in doubts_of(Reading.of(text))] == ["not_yet_held"]
