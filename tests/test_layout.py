"""Layout: what each line of a report is, and which words show or credit a picture."""

from __future__ import annotations

import pytest

from extractor.fields import byline, event_name, genre, location, title
from extractor.findings import Code, Doubt, Finding
from extractor.language.layout import layout_of
from extractor.language.reading import Reading
from extractor.language.reporting import doubts_of
from extractor.language.stamps import is_stamp
from extractor.rules import read
from extractor.rules.meeting_types import TypeEntry, type_of
from tests.tables import cases

NEWS = """Trường nghề tổng kết năm học
Thứ Năm, 28/06/2018, 08:00
Ngày 26/6, Trường Trung cấp nghề tổ chức hội nghị tổng kết năm học.
Ông Lê Văn Tám, Hiệu trưởng phát biểu tại hội nghị
Trong năm học, nhà trường đã mở thêm ba nghề mới.
Nhiều nghề mới
Tỷ lệ có việc làm đạt 90%.
Bài và ảnh: Hà Thu
"""
NOTICE = """TRƯỜNG TIỂU HỌC ĐỒNG XUÂN
Số: 12/TB-THĐX
THÔNG BÁO
Kết luận của Hiệu trưởng tại cuộc họp giao ban tháng 3
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Xuân, ngày 5 tháng 3 năm 2026
Ngày 4/3/2026, nhà trường đã họp giao ban.
Nơi nhận:
- Lưu: VT.
Hoàng Thị Mơ
"""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (NEWS, ["title", "stamp", "body", "caption", "body", "heading", "body", "byline"]),
        # an order that ends the report without a full stop heads nothing; a heading by the same verb does
        (
            "Họp xã\nSáng 5/3/2024, xã Tân Lập họp thường kỳ.\nYêu cầu các thôn báo cáo kết quả trước ngày 25/3\n",
            ["title", "body", "body"],
        ),
        (
            "Họp xã\nSáng 5/3/2024, xã Tân Lập họp thường kỳ.\nĐề nghị của các thôn\nThôn 1 xin đèn đường.\n",
            ["title", "body", "heading", "body"],
        ),
        (
            NOTICE,
            [
                "header",
                "header",
                "title",
                "title",
                "header",
                "header",
                "header",
                "body",
                "signature",
                "signature",
                "signature",
            ],
        ),
        # a headline and a lead that end with the name of the Party or of the state are no head of a paper
        (
            (
                "Đảng ủy xã kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam\n"
                "Ngày 2/2/2025, xã Tân Sơn gặp mặt kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam.\n"
                "Xã cũng hưởng ứng Ngày Pháp luật nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2025.\n"
            ),
            ["title", "body", "body"],
        ),
        (
            "ĐẢNG BỘ XÃ TÂN SƠN    ĐẢNG CỘNG SẢN VIỆT NAM\nBIÊN BẢN\nHội nghị Ban Chấp hành\nHôm nay, ngày 2/2/2025, Ban Chấp hành họp bàn việc tu sửa đình.\n",
            ["header", "title", "title", "body"],
        ),
        # headlines in capitals that tell what an office did, and that begin like the furniture of a page
        (
            "SỞ Y TẾ TỔNG KẾT NĂM\n10/3/2023 08:00\nSáng 9/3, Sở Y tế tổ chức hội nghị tổng kết.\n",
            ["title", "stamp", "body"],
        ),
        (
            "Chia sẻ kinh nghiệm phòng dịch\n10/3/2023 08:00\nSáng 9/3, Sở Y tế tổ chức hội nghị.\nChia sẻ: Facebook\n",
            ["title", "stamp", "body", "furniture"],
        ),
        # headings of a file in Markdown
        ("# BIÊN BẢN HỌP TỔ\n## Tuần 5\n- Kiểm điểm tuần 4.\n", ["title", "title", "body"]),
        # a title in capitals over two lines
        ("HỘI NGHỊ TỔNG KẾT CÔNG TÁC\nVÀ TRIỂN KHAI NHIỆM VỤ\nSáng 5/1, công ty họp.\n", ["title", "title", "body"]),
        # the lead stands last, behind the byline
        (
            "Gỡ khó cho cảng\nCảng vụ đã giảm thủ tục.\nLê Na\n(BCV) - Ngày 16/12, Cảng vụ làm việc với công ty.\n",
            ["title", "body", "byline", "body"],
        ),
        # a text without a headline begins with its paragraph
        ("Sáng 5/1/2024, công ty họp. " * 15 + "\n", ["body"]),
        ("", []),
    ],
)
def test_the_kind_of_each_line(text: str, kinds: list[str]) -> None:
    assert list(layout_of(Reading.of(text)).kinds) == kinds


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Cập nhật lúc: 12/04/2023", True),
        ("Thứ Ba, 15/05/2018, 15:50", True),
        ("(12/30/2016 10:36:57 AM)", True),
        ("Thứ 5, 8/5/2025, TP.HCM", True),
        # who posted it, and where
        ("Tác giả: Hoàng Lan - Ngày đăng: 12/10/2023", True),
        ("Thanh Hà | 12/10/2023 09:15", True),
        ("Đăng bởi Đoàn trường ngày 12/10/2023", True),
        ("Chuyên mục: Tin hoạt động | 12/10/2023", True),
        ("Thời gian đăng: 12/10/2023 09:15", True),
        ("UBND xã Tân Sơn - 12/10/2023 09:15", True),
        ("12/10/2023 | Cổng thông tin điện tử tỉnh", True),
        # a headline with a date
        ("Hội nghị tổng kết công tác - 12/10/2023", False),
        ("Họp phụ huynh - 12/10/2023", False),
        ("Cập nhật tình hình mưa lũ ngày 12/10/2023", False),
        # in minutes this is when the meeting was
        ("Thời gian: 14h00 ngày 08/05/2025", False),
        # a sentence
        ("Ngày 12/04/2023, xã họp giao ban.", False),
        # no day
        ("Tháng 4 năm 2023", False),
    ],
)
def test_a_posting_line_holds_hardly_anything_but_its_date(line: str, stamp: bool) -> None:  # noqa: FBT001
    assert is_stamp(line, line.lower()) == stamp


@pytest.mark.parametrize(
    ("inside", "caption"),
    [
        # the credit ends at the agency, though no sentence mark follows
        ("Ông Tám phát biểu. Ảnh: An Đăng/TTXVN Tham dự hội nghị có các sở.", "Ông Tám phát biểu. Ảnh: An Đăng/TTXVN"),
        # the name ends before the word that opens the next sentence
        ("Quang cảnh hội nghị. Ảnh: Thanh Lê Theo báo cáo, tỉnh có 9 huyện.", "Quang cảnh hội nghị. Ảnh: Thanh Lê"),
        ("Các đại biểu tham quan. (Ảnh: Minh Hà) Tỉnh có 9 huyện.", "Các đại biểu tham quan. (Ảnh: Minh Hà)"),
    ],
)
def test_a_caption_glued_into_the_text(inside: str, caption: str) -> None:
    lead = "Sáng 5/3, tỉnh tổ chức hội nghị bàn việc trồng rừng ven biển trong mùa mưa bão sắp tới và các năm sau. " * 3
    reading = Reading.of(f"Bàn việc trồng rừng\n{lead}{inside}\n")
    assert [reading.folded[start:end].strip() for start, end in layout_of(reading).captions] == [caption]


def quotes(text: str, found: list[Finding]) -> list[str]:
    return [text[f.start : f.end] for f in found]


def test_title_byline_and_genre_of_news_and_papers() -> None:
    for text, headline, kind in (
        (NEWS, "Trường nghề tổng kết năm học", "news"),
        (NOTICE, "THÔNG BÁO\nKết luận của Hiệu trưởng tại cuộc họp giao ban tháng 3", "notice"),
        ("# BIÊN BẢN HỌP TỔ\n- Kiểm điểm.\n", "BIÊN BẢN HỌP TỔ", "minutes"),
    ):
        reading = Reading.of(text)
        assert quotes(text, list(title.find(reading))) == [headline]
        assert [f.value for f in genre.find(reading)] == [Code(kind)]
    assert quotes(NEWS, list(byline.find(Reading.of(NEWS)))) == ["Hà Thu"]
    last = "Chợ mới\nNgày 5/3, phường họp về chợ mới. Việc dời chợ xong trong quý II. Lê Na (TTXVN)\n"
    assert quotes(last, list(byline.find(Reading.of(last)))) == ["Lê Na"]


@pytest.mark.parametrize(
    ("body", "name", "place"),
    [
        # the name ends where the purpose begins, the place at the comma
        (
            "Ngày 5/3, tại Hội trường UBND huyện, Phòng Nội vụ tổ chức Hội nghị tổng kết công tác lưu trữ năm 2023 nhằm đánh giá kết quả.",
            "Hội nghị tổng kết công tác lưu trữ năm 2023",
            "Hội trường UBND huyện",
        ),
        # the bare noun names nothing
        ("Ngày 5/3, Phòng Nội vụ họp với các xã. Tham dự hội nghị có lãnh đạo các xã.", None, None),
        # "tại hội nghị" is no place
        ("Ngày 5/3, tại hội nghị giao ban quý I, Phòng Nội vụ đã biểu dương ba xã.", "hội nghị giao ban quý I", None),
        # a full stop inside the place's name
        (
            "Chiều 5/3, tại Hội trường B1.200, Học viện Nông nghiệp đã tổ chức tọa đàm về giống lúa mới.",
            "tọa đàm về giống lúa mới",
            "Hội trường B1.200",
        ),
    ],
)
def test_name_and_place(body: str, name: str | None, place: str | None) -> None:
    text = f"Tin tức trong ngày\n{body}\n"
    reading = Reading.of(text)
    assert quotes(text, list(event_name.find(reading))) == ([name] if name else [])
    assert quotes(text, list(location.find(reading))) == ([place] if place else [])


@pytest.mark.parametrize("case", cases("places"))
def test_the_place_of_the_meeting(case: dict[str, str]) -> None:
    text = case["text"].lstrip("\n")
    assert quotes(text, list(location.find(Reading.of(text)))) == ([case["place"]] if "place" in case else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # minutes: the title names the meeting, without its number or unit
        ("BIÊN BẢN HỌP TỔ DÂN PHỐ THÁNG 3 - PHƯỜNG 2\nNgày 5/3/2024, tổ họp.\n", "HỌP TỔ DÂN PHỐ THÁNG 3"),
        # the lead tells the deed alone
        (
            "Tin nông thôn\nNgày 5/3, Hội Làm vườn huyện tổng kết phong trào cải tạo vườn tạp.\n",
            "tổng kết phong trào cải tạo vườn tạp",
        ),
        # a delegation inspects
        (
            "Tin thị trường\nSáng 5/3, Đoàn liên ngành của tỉnh đã kiểm tra công tác bình ổn giá.\n",
            "kiểm tra công tác bình ổn giá",
        ),
        # a deed that the meeting talks about
        ("Tin xã\nNgày 5/3, UBND xã họp bàn cách làm và tổng kết phong trào.\n", None),
        # the meeting on whose occasion somebody met
        ("Tin vắn\nChiều 5/3, nhân dịp dự Hội nghị Bộ trưởng khu vực, hai bên đã gặp nhau.\n", None),
        # a bare press conference
        ("Tin vắn\nSở Y tế trả lời báo chí. Phát biểu tại buổi họp báo, ông Lê Văn Tám nêu ba việc.\n", None),
    ],
)
def test_names_without_a_noun_and_nouns_that_name_nothing(text: str, name: str | None) -> None:
    assert quotes(text, list(event_name.find(Reading.of(text)))) == ([name] if name else [])


@pytest.mark.parametrize(
    ("last", "writer"),
    [
        ("Tin, ảnh: Hà Thu", "Hà Thu"),
        ("Người viết: Lê Na", "Lê Na"),
        ("Phòng Hành chính", "Phòng Hành chính"),  # an office
        ("Lê Na (Hội Phụ nữ huyện)", "Lê Na"),
        ("Đ.T.", "Đ.T."),
    ],
)
def test_the_writer_is_named_without_label_and_gloss(last: str, writer: str) -> None:
    text = f"Chợ mới\nNgày 5/3, phường họp về chợ mới.\nViệc dời chợ xong trong quý II.\n{last}\n"
    assert quotes(text, list(byline.find(Reading.of(text)))) == [writer]


@pytest.mark.parametrize("entry", read("meeting_types", TypeEntry), ids=lambda entry: entry.id)
def test_a_type_is_told_by_its_example_and_not_by_its_counterexample(entry: TypeEntry) -> None:
    told, other = type_of(entry.example.lower()), type_of(entry.counterexample.lower())
    assert told is not None
    assert told.id == entry.id
    assert other is None or other.id != entry.id


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (NEWS, []),
        (NOTICE, []),
        # talks about prices, nobody meets
        (
            "Giá lúa tăng\nGiá lúa trong tuần tăng 200 đồng mỗi cân. Nông dân các huyện đang vào vụ.\n",
            ["not_a_meeting_report"],
        ),
        # an interview
        (
            "Trò chuyện về nghề\nPhóng viên: Ông nghĩ gì về nghề? Phóng viên: Hội nghị vừa qua ra sao?\n",
            ["not_a_meeting_report"],
        ),
        (
            "Ngày làm việc ở huyện\nSáng 5/3/2024, UBND huyện tổ chức hội nghị bàn việc cấp nước. Cũng trong ngày 5/3, UBND huyện tổ chức hội nghị tập huấn cho cán bộ thủy lợi các xã.\n",
            ["several_meetings"],
        ),
    ],
)
def test_doubts_about_the_meeting(text: str, codes: list[str]) -> None:
    assert [doubt.code for doubt in doubts_of(Reading.of(text)) if isinstance(doubt, Doubt)] == codes


BODY = """Sáng 11/10/2023, Trường THCS Hoa Mai tổ chức hội nghị triển khai nhiệm vụ năm học mới. Dự hội nghị có giáo viên.
Phát biểu kết luận, bà Hoa đề nghị các tổ chuyên môn xây dựng kế hoạch.
"""
PLAIN = "Hội nghị triển khai nhiệm vụ năm học mới"


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        # who did it, and what, in two lines of capitals
        (
            "TRƯỜNG THCS HOA MAI\nTỔ CHỨC HỘI NGHỊ TRIỂN KHAI NHIỆM VỤ\n",
            "TRƯỜNG THCS HOA MAI\nTỔ CHỨC HỘI NGHỊ TRIỂN KHAI NHIỆM VỤ",
        ),
        # the name of the body that issues a paper is none
        ("TRƯỜNG THCS HOA MAI\nTỔ KHTN\nBIÊN BẢN SINH HOẠT CHUYÊN MÔN\n", "BIÊN BẢN SINH HOẠT CHUYÊN MÔN"),
        # a date that the page sets behind the headline
        (f"{PLAIN} (12/10/2023)\n", PLAIN),
        # the section of the site above the headline
        (f"Tin hoạt động\n{PLAIN}\n12/10/2023\n", PLAIN),
        # alone it is the headline
        ("Tin hoạt động\n12/10/2023\n", "Tin hoạt động"),
        # posting lines above the headline
        (f"Posted on October 12, 2023\n{PLAIN}\n", PLAIN),
        (f"Nguyễn Lan - 12/10/2023\n{PLAIN}\n", PLAIN),
    ],
)
def test_the_headline(head: str, headline: str) -> None:
    text = head + BODY
    assert quotes(text, list(title.find(Reading.of(text)))) == [headline]


@pytest.mark.parametrize(
    ("foot", "writer"),
    [
        ("Nguyễn Lan Anh - Văn phòng", "Nguyễn Lan Anh - Văn phòng"),
        ("Nguồn: Cổng TTĐT huyện", "Cổng TTĐT huyện"),
        ("(Tin: Phòng Tổ chức)", "Phòng Tổ chức"),
        ("Thực hiện: Tổ Truyền thông", "Tổ Truyền thông"),
        ("N.L.A", "N.L.A"),
    ],
)
def test_the_byline_below_the_text(foot: str, writer: str) -> None:
    text = f"{PLAIN}\n{BODY}{foot}\n"
    assert quotes(text, list(byline.find(Reading.of(text)))) == [writer]
