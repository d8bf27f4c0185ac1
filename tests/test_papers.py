"""Formal papers: what tells them, their heads in each order that readers give the two columns in, and what is refused."""

from __future__ import annotations

import pytest

from extractor import Extractor
from extractor.language.bullets import behind_bullet
from extractor.rules import read
from extractor.rules.papers import PaperEntry, paper_of
from extractor.text import SourceText


@pytest.mark.parametrize("entry", read("papers", PaperEntry), ids=lambda entry: entry.id)
def test_example_is_told_and_counterexample_is_not(entry: PaperEntry) -> None:
    told, other = paper_of(SourceText.of(entry.example).lower), paper_of(SourceText.of(entry.counterexample).lower)
    assert told is not None
    assert told.id == entry.id
    assert other is None or other.id != entry.id


_TEXT = """
{head}

BIÊN BẢN
Họp xét duyệt hộ nghèo

Hôm nay, hồi 14 giờ ngày 12/4/2018, các thành viên họp xét duyệt hộ nghèo. Ông Kha Văn Thoong chủ trì cuộc họp.
"""
_STATE, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_PLACE = "Nậm Tần, ngày 12 tháng 4 năm 2018"

# The same head as readers give it, with the issuing body and the number; each with the reason for the case.
HEADS = [
    ("cells parted by tabs", f"ỦY BAN NHÂN DÂN\t{_STATE}\nXÃ NẬM TẦN\t{_MOTTO}\nSố: 08/BB-UBND\t{_PLACE}"),
    ("columns run together", f"ỦY BAN NHÂN DÂN {_STATE}\nXÃ NẬM TẦN {_MOTTO}\nSố: 08/BB-UBND {_PLACE}"),
    (
        "columns kept apart by blanks",
        f"ỦY BAN NHÂN DÂN      {_STATE}\n  XÃ NẬM TẦN      {_MOTTO}\nSố: 08/BB-UBND    {_PLACE}",
    ),
    ("rows with bars", f"ỦY BAN NHÂN DÂN | {_STATE}\nXÃ NẬM TẦN | {_MOTTO}\nSố: 08/BB-UBND | {_PLACE}"),
    ("the left cell, then the right one", f"ỦY BAN NHÂN DÂN\nXÃ NẬM TẦN\nSố: 08/BB-UBND\n{_STATE}\n{_MOTTO}\n{_PLACE}"),
    ("line by line in turn", f"ỦY BAN NHÂN DÂN\n{_STATE}\nXÃ NẬM TẦN\n{_MOTTO}\nSố: 08/BB-UBND\n{_PLACE}"),
    (
        "rules below the lines",
        f"ỦY BAN NHÂN DÂN\nXÃ NẬM TẦN\n-------\n{_STATE}\n{_MOTTO}\n---------------\nSố: 08/BB-UBND\n{_PLACE}",
    ),
]


@pytest.mark.parametrize(("reason", "head"), HEADS, ids=[reason for reason, _ in HEADS])
def test_the_head_is_read_in_every_order(by_rules: Extractor, reason: str, head: str) -> None:
    record = by_rules.extract(_TEXT.format(head=head))
    assert record.genre == "minutes", reason
    assert [body.name for body in record.organizers] == ["ỦY BAN NHÂN DÂN XÃ NẬM TẦN"]
    assert record.number is not None
    assert record.number.text == "08/BB-UBND"
    assert str(record.published and record.published.value) == "2018-04-12"
    assert record.title is not None
    assert record.title.text == "BIÊN BẢN Họp xét duyệt hộ nghèo"


# The left column of a head, and the body that issues the paper.
ISSUERS = [
    ("ỦY BAN NHÂN DÂN TỈNH CAO SƠN\nSỞ TÀI CHÍNH", "SỞ TÀI CHÍNH"),
    ("ỦY BAN NHÂN DÂN\nTỈNH CAO SƠN\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
    ("TÒA ÁN NHÂN DÂN\nHUYỆN BA VÌNH", "TÒA ÁN NHÂN DÂN HUYỆN BA VÌNH"),
    ("TRƯỜNG TIỂU HỌC ĐỒNG SIM\nLỚP 3B", "TRƯỜNG TIỂU HỌC ĐỒNG SIM"),
    ("ĐẢNG BỘ XÃ MƯỜNG CANG\nCHI BỘ BẢN NÀ PHÁT", "CHI BỘ BẢN NÀ PHÁT"),
    ("PHƯỜNG SÔNG ĐÁY\nTỔ DÂN PHỐ SỐ 7", "TỔ DÂN PHỐ SỐ 7"),
]


@pytest.mark.parametrize(("left", "issuer"), ISSUERS)
def test_the_issuing_body_is_the_last_in_the_left_column(by_rules: Extractor, left: str, issuer: str) -> None:
    record = by_rules.extract(_TEXT.format(head=f"{left}\n{_STATE}\n{_MOTTO}"))
    assert [body.name for body in record.organizers] == [issuer]


# What stands behind "Số" in the head, and the number of the paper.
NUMBERS = [
    ("Số: 118/TB-UBND", "118/TB-UBND"),
    ("Số 318-TB/VPTU", "318-TB/VPTU"),
    ("Số: 09/2024/BB-HĐQT", "09/2024/BB-HĐQT"),
    ("Số:  12", "12"),
    # the number was left open
    ("Số: .../TB-TH-TD", None),
    ("Số      /TB-TCCB", None),
]


@pytest.mark.parametrize(("line", "number"), NUMBERS)
def test_the_number(by_rules: Extractor, line: str, number: str | None) -> None:
    record = by_rules.extract(_TEXT.format(head=f"SỞ TÀI CHÍNH\n{line}\n{_STATE}\n{_MOTTO}"))
    assert (record.number and record.number.text) == number


def test_news_has_no_number(by_rules: Extractor) -> None:
    text = "Số: 12/KH là kế hoạch được bàn\nSáng 5/3/2024, UBND xã Hòa Lạc tổ chức hội nghị triển khai Kế hoạch số 12/KH-UBND."
    assert by_rules.extract(text).number is None


# A line of minutes, the secretary's name and post; each with the reason for the case.
SECRETARIES = [
    ("behind the label", "- Thư ký: Bà Lê Thị Na - Giáo viên.", ("Lê Thị Na", "Giáo viên")),
    ("numbered, with the meeting's noun", "2.3. Thư ký cuộc họp: ông Trần Bá Lộc.", ("Trần Bá Lộc", None)),
    (
        "the role behind name and post",
        "3. Bà Âu Thị Quế - Thẩm tra viên - Ghi biên bản;",
        ("Âu Thị Quế", "Thẩm tra viên"),
    ),
    (
        "behind the chair in one line",
        "Chủ tọa: Thầy Đoàn Chiến - Tổ trưởng; Thư ký: Cô Võ Thị Sen",
        ("Võ Thị Sen", None),
    ),
    ("elected", "Hội nghị bầu đồng chí Lò Văn Ún làm thư ký.", ("Lò Văn Ún", None)),
    (
        "by the signature",
        "Cuộc họp kết thúc lúc 16 giờ.\nTHƯ KÝ\t\tCHỦ TRÌ\n(Ký tên)\t\t(Ký tên)\nMạc Thị Thu\t\tKha Văn Thoong",
        ("Mạc Thị Thu", None),
    ),
    ("a post of that name is no role", "- Ông Hồ Văn Tư, Thư ký Tòa án huyện.", None),
]


@pytest.mark.parametrize(("reason", "line", "told"), SECRETARIES, ids=[reason for reason, *_ in SECRETARIES])
def test_the_secretary(by_rules: Extractor, reason: str, line: str, told: tuple[str, str | None] | None) -> None:
    found = by_rules.extract(_TEXT.format(head=f"SỞ TÀI CHÍNH\n{_STATE}\n{_MOTTO}") + line + "\n").secretary
    assert (found and (found.name, found.post)) == told, reason


# A paper, its votes: words, matter, in favour, against, abstained, out of, percentage; each with the reason for the case.
VOTES = [
    (
        "numbers before the colon belong to the matter",
        "Đại hội biểu quyết các nội dung sau:\n2. Giảm 10% tiền bơm tưới năm 2023: 90/96 phiếu tán thành.",
        [("90/96 phiếu tán thành", "Giảm 10% tiền bơm tưới năm 2023", 90, None, None, 96, None)],
    ),
    (
        "ratio and share",
        "Kết quả biểu quyết: 22/23 đại biểu tán thành, đạt 95,65%.",
        [("22/23 đại biểu tán thành, đạt 95,65%", None, 22, None, None, 23, 95.65)],
    ),
    (
        "each outcome, behind its word",
        "4.1. Thông qua hạn mức vay vốn.\nTán thành: 18.450.000 cổ phần, chiếm 99,5%; Không tán thành: 0 cổ phần; Không có ý kiến: 92.000 cổ phần, chiếm 0,5%.",
        [
            (
                "Tán thành: 18.450.000 cổ phần, chiếm 99,5%; Không tán thành: 0 cổ phần; Không có ý kiến: 92.000 cổ phần, chiếm 0,5%",
                "Thông qua hạn mức vay vốn",
                18450000,
                0,
                92000,
                None,
                99.5,
            )
        ],
    ),
    (
        "outcomes in lines of their own",
        "Kết quả biểu quyết:\n- Tán thành: 12/13 phiếu\n- Không tán thành: 01 phiếu",
        [("Tán thành: 12/13 phiếu - Không tán thành: 01 phiếu", None, 12, 1, None, 13, None)],
    ),
    (
        "the matter before the count",
        "- Thông qua dự toán thu, chi: 10/11 phiếu (90,9%).",
        [("10/11 phiếu (90,9%)", "Thông qua dự toán thu, chi", 10, None, None, 11, 90.9)],
    ),
    (
        "a share alone",
        "100% đại biểu dự họp nhất trí với dự thảo.",
        [("100% đại biểu dự họp nhất trí", None, None, None, None, None, 100.0)],
    ),
    (
        "households, without a ballot",
        "29 hộ đồng ý, 6 hộ không đồng ý, 2 hộ có ý kiến khác.",
        [("29 hộ đồng ý, 6 hộ không đồng ý, 2 hộ có ý kiến khác", None, 29, 6, 2, None, None)],
    ),
    (
        "a number right before the outcome",
        "- Quy chế dân chủ: 114/116 đồng ý, 02 không đồng ý.",
        [("114/116 đồng ý, 02 không đồng ý", "Quy chế dân chủ", 114, 2, None, 116, None)],
    ),
    ("what is agreed may have numbers", "Thống nhất hỗ trợ 14 hộ, sửa 13/24 máy tính trước ngày 12/5.", []),
    ("those present did not vote", "Có mặt 64/81 hộ.", []),
    ("more than a share is no share", "Cuộc họp thông qua tờ trình với tỷ lệ tán thành trên 97%.", []),
    ("the minutes' own approval", "Biên bản được 100% thành viên nhất trí thông qua.", []),
]


@pytest.mark.parametrize(("reason", "lines", "votes"), VOTES, ids=[reason for reason, *_ in VOTES])
def test_votes(by_rules: Extractor, reason: str, lines: str, votes: list[tuple[object, ...]]) -> None:
    found = by_rules.extract(_TEXT.format(head=f"SỞ TÀI CHÍNH\n{_STATE}\n{_MOTTO}") + "\n" + lines + "\n").votes
    told = [
        (v.text, v.matter and v.matter.text, v.in_favour, v.against, v.abstained, v.out_of, v.percentage) for v in found
    ]
    assert told == votes, reason


_NEWS = "Đại hội cổ đông Công ty Dệt Lam Sơn\nSáng 5/3/2024, Công ty Dệt Lam Sơn tổ chức Đại hội cổ đông. "
# In news only what is said to be a ballot counts.
NEWS_VOTES = [
    ("Đại hội biểu quyết thông qua báo cáo với 25/26 phiếu tán thành.", 1),
    ("Có 25/26 xã thống nhất phương án thu gom rác.", 0),
]


@pytest.mark.parametrize(("sentence", "count"), NEWS_VOTES)
def test_votes_in_news(by_rules: Extractor, sentence: str, count: int) -> None:
    assert len(by_rules.extract(_NEWS + sentence).votes) == count


_HEAD = f"UBND XÃ HÒA LẠC\n{_STATE}\n{_MOTTO}\nSố: 5/UBND\nHòa Lạc, ngày 3 tháng 3 năm 2025\n"
# Papers that announce a meeting: nothing is told of it but what the paper says of itself.
AHEAD = [
    ("an invitation", _HEAD + "GIẤY MỜI\nHọp giao ban tháng 3\nTrân trọng kính mời các đồng chí dự họp.\nThời gian: 8 giờ ngày 6/3/2025.\nChủ trì: Ông Lê Văn Tám."),
    ("an invitation without a head", "GIẤY MỜI HỌP PHỤ HUYNH\nKính mời phụ huynh em Nam tới dự họp.\nThời gian: 8 giờ ngày 6/3/2025."),
    ("a letter that invites", _HEAD + "V/v mời họp giao ban\nKính gửi: Các ban, ngành xã\nUBND xã trân trọng kính mời các đồng chí dự họp giao ban lúc 8 giờ ngày 6/3/2025."),
    ("an agenda", "TRƯỜNG TIỂU HỌC HOA MƠ\nCHƯƠNG TRÌNH\nHỘI NGHỊ VIÊN CHỨC NĂM HỌC 2024 - 2025\nThời gian: 7 giờ 30 ngày 30/9/2024\n1. Ổn định tổ chức\n2. Hiệu trưởng báo cáo tổng kết"),
    ("a plan", _HEAD + "KẾ HOẠCH\nTổ chức hội nghị đối thoại với thanh niên\nThời gian: 8 giờ ngày 26/3/2025. Chủ trì: Chủ tịch UBND xã."),
    ("who is where in a week", "Lịch công tác tuần của Thường trực Huyện ủy\nThứ Hai: họp giao ban. Thứ Ba: dự Hội nghị sơ kết của Ban CHQS huyện."),
    ("a notice that a meeting is called", _HEAD + "THÔNG BÁO\nVề việc tổ chức họp dân thôn 3\nUBND xã tổ chức họp dân thôn 3 lúc 19 giờ ngày 6/3/2025."),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "text"), AHEAD, ids=[reason for reason, _ in AHEAD])
def test_what_is_still_to_come_is_refused(by_rules: Extractor, reason: str, text: str) -> None:
    record = by_rules.extract(text)
    assert [warning.code for warning in record.warnings] == ["not_yet_held"], reason
    told = {
        key
        for key, value in record.model_dump(exclude={"schema_version", "id", "source", "extractor"}).items()
        if value
    }
    assert told <= {"title", "number", "published", "warnings"}


# News keeps its words for a meeting, though it begins like a paper.
HELD = [
    "Lịch sử Đảng bộ huyện được hội thảo góp ý\nSáng 5/3/2024, Huyện ủy tổ chức hội thảo góp ý bản thảo lịch sử Đảng bộ.",
    "Kế hoạch phát triển du lịch được bàn tại hội nghị\nSáng 5/3/2024, UBND huyện tổ chức hội nghị bàn phát triển du lịch.",
    "Chương trình làm việc của HĐND tỉnh\nSáng 5/3/2024, HĐND tỉnh Cao Sơn khai mạc kỳ họp thứ 10.",
    _HEAD
    + "THÔNG BÁO\nKết luận của Chủ tịch UBND xã tại cuộc họp giao ban\nNgày 1/3/2025, Chủ tịch UBND xã chủ trì họp giao ban.",
]


@pytest.mark.parametrize("text", HELD)
def test_what_took_place_is_not_refused(by_rules: Extractor, text: str) -> None:
    assert "not_yet_held" not in [warning.code for warning in by_rules.extract(text).warnings]


_CELL = """ĐẢNG ỦY XÃ HÒA BÌNH
CHI BỘ TRƯỜNG THCS HÒA BÌNH
Số 07-BB/CB
ĐẢNG CỘNG SẢN VIỆT NAM
Hòa Bình, ngày 05 tháng 3 năm 2024

BIÊN BẢN
Sinh hoạt chi bộ tháng 3 năm 2024

Thời gian: Bắt đầu hồi 14 giờ 00 phút, ngày 05 tháng 3 năm 2024
I- Thành phần
- Tổng số đảng viên: 18 đồng chí; có mặt: 17; vắng mặt: 01 (lý do: ốm).
- Đại biểu cấp trên: đ/c Bùi Văn Tám, Phó Bí thư Đảng ủy xã.
- Chủ trì: đ/c Nguyễn Thị Hằng - Bí thư chi bộ
- Thư ký: đ/c Lê Văn Dũng
II- Ý kiến đảng viên:
- Đ/c Phạm Thị Lụa: nhà vệ sinh học sinh xuống cấp.
- Đ/c Bùi Văn Tám: ghi nhận kết quả của chi bộ; đề nghị chi bộ quan tâm phát triển đảng viên mới.
III- Kết luận của chủ trì:
- Sửa nhà vệ sinh trong tháng 3.
"""


def test_the_minutes_of_a_party_cell(by_rules: Extractor) -> None:
    record = by_rules.extract(_CELL)
    assert [(chair.name, chair.post) for chair in record.chairs] == [("Nguyễn Thị Hằng", "Bí thư chi bộ")]
    assert record.secretary is not None
    assert record.secretary.name == "Lê Văn Dũng"
    assert [body.name for body in record.attendee_bodies] == ["Đảng ủy xã"]
    assert [issue.text for issue in record.issues_raised] == [
        "nhà vệ sinh học sinh xuống cấp",
        "chi bộ quan tâm phát triển đảng viên mới",
    ]
    assert [(one.text, one.speaker) for one in record.conclusions] == [
        ("Sửa nhà vệ sinh trong tháng 3", "Nguyễn Thị Hằng")
    ]


BULLETS = [
    ("- Tổ 3", "tổ 3"),
    ("a) Tổ 3", "tổ 3"),
    ("a)Tổ 3", "tổ 3"),
    ("đ. Tổ 3", "tổ 3"),
    ("1.2. Tổ 3", "tổ 3"),
    ("IV - Tổ 3", "tổ 3"),
    ("đ/c Tám", "đ/c tám"),
    ("Đ.c Tám", "đ.c tám"),
]


@pytest.mark.parametrize(("line", "words"), BULLETS)
def test_where_the_words_of_a_line_begin(line: str, words: str) -> None:
    lower = SourceText.of(line).lower
    assert lower[behind_bullet(lower, 0, len(lower)) :] == words


def test_the_day_below_the_title_of_minutes_is_the_meetings(by_rules: Extractor) -> None:
    record = by_rules.extract(
        "BỆNH VIỆN ĐA KHOA TỈNH\n\nBIÊN BẢN GIAO BAN\nNgày 18 tháng 9 năm 2024\n\nChủ tọa: BS. Trần Đình Phong, Giám đốc\n"
        "Kết luận của Giám đốc:\n1. Khoa Dược mua thuốc, báo cáo trước 16h00 ngày 20/9/2024.\nKết thúc giao ban lúc 8h15.\n"
    )
    assert record.event_date is not None
    assert str(record.event_date.start) == "2024-09-18"
    assert record.published is None
    assert [one.text for one in record.conclusions] == ["Khoa Dược mua thuốc, báo cáo trước 16h00 ngày 20/9/2024"]


@pytest.mark.parametrize(
    ("lines", "holder"),
    [
        ("**Đơn vị:** \n", None),  # found by the fuzz: a label with nothing behind it named a body without a name
        ("**Đơn vị:**\n**Đơn vị tổ chức:** Sở Tài chính tỉnh An Bình\n", "Sở Tài chính tỉnh An Bình"),
    ],
)
def test_an_empty_label_names_nobody(by_rules: Extractor, lines: str, holder: str | None) -> None:
    record = by_rules.extract(f"# Biên bản họp\n{lines}")
    assert [organizer.name for organizer in record.organizers] == ([holder] if holder else [])
