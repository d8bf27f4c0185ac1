"""How words on pages become lines of text, on pages laid out by hand."""

from __future__ import annotations

import pytest

from extractor.readers.page_text import text_of
from extractor.readers.words import Grid, Page
from tests.documents.sheets import HEIGHT, LEFT, RIGHT, WIDTH, Put, centred, page

A = "Sáng ngày 3/5 Sở Y tế tổ chức hội nghị tổng kết công tác năm cũ và bàn"
B = "việc năm mới với sự tham dự của các huyện trong tỉnh nhà."
C = "Các đại biểu thảo luận về thuốc, giường bệnh và nhân lực của ngành ta"


def body(y: float = 300.0) -> list[Put]:
    """Two paragraphs, each with its first line indented."""
    lines = [
        Put(A, LEFT + 28, y, to=RIGHT),
        Put(B, LEFT, y + 17),
        Put(C, LEFT + 28, y + 34, to=RIGHT),
        Put(B, LEFT, y + 51),
    ]
    return [*lines, Put("Hết.", LEFT + 28, y + 68)]


BODY = [f"{A} {B}", f"{C} {B}", "Hết."]
LEFT_CELL, RIGHT_CELL = (LEFT, LEFT + 185), (LEFT + 190, RIGHT)


def left(text: str, y: float, size: float = 12.0) -> Put:
    return centred(text, y, size, LEFT_CELL)


def right(text: str, y: float, size: float = 12.0) -> Put:
    return centred(text, y, size, RIGHT_CELL)


@pytest.mark.parametrize(
    ("puts", "lines"),
    [
        (body(), BODY),
        # paragraphs by distance instead of indents, as on web pages
        ([Put(A, y=300, to=RIGHT), Put(B, y=317), Put(C, y=346, to=RIGHT), Put(B, y=363)], BODY[:2]),
        # the last line of a paragraph is full: only the distance tells
        ([Put(A, y=300, to=RIGHT), Put(C, y=330, to=RIGHT), Put(B, y=347)], [A, f"{C} {B}"]),
        # ragged lines: the next word would not have fitted
        ([Put(f"{A} ở các", y=300), Put(f"huyện {B}", y=317), *body(334)], [f"{A} ở các huyện {B}", *BODY]),
        # items, hanging; a dash before a year goes on a line
        ([Put("- " + A, LEFT + 18, 300, to=RIGHT), Put(B, LEFT + 36, 317), Put("- Hai;", LEFT + 18, 334), Put("1. Ba", LEFT + 18, 351)], [f"- {A} {B}", "- Hai;", "1. Ba"]),
        ([Put(A, y=300, to=RIGHT), Put("- 2020 " + B, y=317)], [f"{A} - 2020 {B}"]),
        # numbers written close to the heading
        ([Put("III.KẾT LUẬN", y=300), Put("a)Về thuốc", y=320), Put("T.Ư Đoàn", y=340)], ["III. KẾT LUẬN", "a) Về thuốc", "T.Ư Đoàn"]),
        # no blank behind a hyphen or stroke that the line was broken at
        ([Put(f"{A[:-4]} số 12/TB-", y=300, to=RIGHT), Put(f"UBND {B}", y=317)], [f"{A[:-4]} số 12/TB-UBND {B}"]),
        # a title in larger type, and one that goes on in small letters
        ([Put("HỘI NGHỊ TỔNG KẾT CỦA NGÀNH Y TẾ CÁC HUYỆN TRONG", y=100, size=20), Put("NĂM MỚI", y=124, size=20), *body()], ["HỘI NGHỊ TỔNG KẾT CỦA NGÀNH Y TẾ CÁC HUYỆN TRONG NĂM MỚI", *BODY]),
        ([centred("Kết luận của Giám đốc", 100), centred("tại hội nghị tổng kết", 117), *body()], ["Kết luận của Giám đốc tại hội nghị tổng kết", *BODY]),
        ([centred("THÔNG BÁO", 100), centred("Kết luận của Giám đốc", 117), *body()], ["THÔNG BÁO", "Kết luận của Giám đốc", *BODY]),
        # marks of footnotes go, units stay; the footnote itself stands at the end
        ([*body(), Put("Nghị quyết số", y=400), Put("1", LEFT + 85, 399, 7), Put("12 km", y=430), Put("2", LEFT + 29.5, 429, 7), Put("1 Xem Luật", y=700, size=9)], [*BODY, "Nghị quyết số", "12 km2", "1 Xem Luật"]),
        # words far apart in a line
        ([Put("Giờ: 8h", y=300), Put("Nơi: nhà văn hóa", LEFT + 200, 300), *body(350)], ["Giờ: 8h\tNơi: nhà văn hóa", *BODY]),
    ],
)  # fmt: skip
def test_paragraphs(puts: list[Put], lines: list[str]) -> None:
    assert text_of([page(*puts)]) == lines


STATE, MOTTO, DATED = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Khê, ngày 3 tháng 5 năm 2024",
)


@pytest.mark.parametrize(
    ("puts", "lines"),
    [
        # side by side on the same lines
        ([left("UBND TỈNH HÀ KHÊ", 50), right(STATE, 50), left("SỞ Y TẾ", 66), right(MOTTO, 66), left("Số: 4/TB-SYT", 90), right(DATED, 90)],
         ["UBND TỈNH HÀ KHÊ", "SỞ Y TẾ", "Số: 4/TB-SYT", STATE, MOTTO, DATED]),
        # hardly a gap before the state's name
        ([Put("TRƯỜNG THCS NẬM KHOÁNG", LEFT, 50, 12), Put(STATE, LEFT + 139, 50, 12), left("Số: 4", 66), right(MOTTO, 66)], ["TRƯỜNG THCS NẬM KHOÁNG", "Số: 4", STATE, MOTTO]),
        # names broken in a narrow cell; two bodies one above the other
        ([left("PHÒNG GIÁO DỤC, ĐÀO TẠO HUYỆN", 50), right(STATE, 50), left("THẠCH TRUNG", 66), right(MOTTO, 66), left("TRƯỜNG THCS NẬM", 82)],
         ["PHÒNG GIÁO DỤC, ĐÀO TẠO HUYỆN THẠCH TRUNG", "TRƯỜNG THCS NẬM", STATE, MOTTO]),
        # the Party's head, with lines at different heights
        ([left("ĐẢNG BỘ XÃ LIÊN TRUNG", 50), right("ĐẢNG CỘNG SẢN VIỆT NAM", 52), left("CHI BỘ THÔN ĐOÀI", 66), right(DATED, 70)], ["ĐẢNG BỘ XÃ LIÊN TRUNG", "CHI BỘ THÔN ĐOÀI", "ĐẢNG CỘNG SẢN VIỆT NAM", DATED]),
        # place and date alone on the right
        ([left("CÔNG TY HOA SỮA", 50), right(DATED, 50), left("Số: 7/BB", 66)], ["CÔNG TY HOA SỮA", "Số: 7/BB", DATED]),
    ],
)  # fmt: skip
def test_heads(puts: list[Put], lines: list[str]) -> None:
    titled = [centred("BIÊN BẢN", 130), centred("Họp giao ban tháng Năm", 147)]
    assert text_of([page(*puts, *titled, *body())]) == [*lines, "BIÊN BẢN", "Họp giao ban tháng Năm", *BODY]


def test_signatures() -> None:
    puts = [Put("Nơi nhận:", LEFT, 500), right("TL. CHỦ TỊCH", 500), Put("- Như trên;", LEFT, 515), right("CHÁNH VĂN PHÒNG", 515),
            Put("- Lưu: VT.", LEFT, 530), right("Ninh Xuân Thịnh", 600)]  # fmt: skip
    lines = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Ninh Xuân Thịnh"]
    assert text_of([page(*body(), *puts)]) == [*BODY, *lines]


def test_what_repeats_on_pages_is_dropped_and_paragraphs_go_on_over_them() -> None:
    def sheet(number: int, *puts: Put) -> Page:
        return page(Put("Tài liệu lưu hành nội bộ", LEFT, 30, 9), *puts, Put(f"Trang {number}/2", 290, HEIGHT - 40))

    first, second = sheet(1, *body(), Put(C, LEFT + 28, 700, to=RIGHT)), sheet(2, Put(B, LEFT, 80), *body())
    assert text_of([first, second]) == [*BODY, f"{C} {B}", *BODY]


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2", "2/15", "trang 2 trên 15"])
def test_page_numbers(number: str) -> None:
    assert text_of([page(*body(), Put(number, 290, HEIGHT - 40))]) == BODY
    assert text_of([page(Put(number, 290, 30), *body())]) == BODY
    # in the text it is a line like others
    assert number in text_of([page(*body(), Put(number, 290, 500))])


def test_a_page_that_a_browser_printed() -> None:
    puts = [Put("3/5/24, 9:15 Sở Y tế họp", 20, 15, 8), Put("https://soyte.example/tin?id=3 1/1", 20, HEIGHT - 20, 8)]
    assert text_of([page(*puts, *body())]) == BODY


def test_two_columns_of_text() -> None:
    half = [
        ("Hội nghị giao ban công tác", "Đại diện các huyện nêu khó"),
        ("tháng Năm diễn ra sáng nay", "khăn về thuốc và nhân lực"),
        ("tại Sở Y tế.", "của ngành."),
    ]
    puts = [
        put
        for at, (a, b) in enumerate(half)
        for put in (Put(a, LEFT, 300 + 17 * at), Put(b, LEFT + 240, 300 + 17 * at))
    ]
    assert text_of([page(*puts)]) == [" ".join(a for a, _ in half), " ".join(b for _, b in half)]


def test_a_table_stands_where_it_stood() -> None:
    cells = [
        [Put("STT", 90, 400), Put("Việc", 150, 400)],
        [Put("1", 90, 420), Put("Mua thuốc", 150, 420), Put("cho trạm", 150, 437)],
    ]
    grid = Grid(395, [[row[0].words(), [word for put in row[1:] for word in put.words()]] for row in cells])
    words = [word for put in (*body(), Put("Sau bảng.", LEFT, 500)) for word in put.words()]
    assert text_of([Page(WIDTH, HEIGHT, words, [grid])]) == [*BODY, "STT | Việc", "1 | Mua thuốc cho trạm", "Sau bảng."]


def test_no_words_no_lines() -> None:
    assert text_of([]) == []
    assert text_of([page(), page()]) == []
