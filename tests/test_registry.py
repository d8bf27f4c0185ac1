"""What the registry says of a body on the day of a meeting, and what it spells out."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.language import registry
from extractor.language.registry import Facts, describe, expand, head_length

Y2007 = date(2007, 5, 10)
Y2016 = date(2016, 12, 28)
SPRING_2025 = date(2025, 4, 15)
Y2026 = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("name", "on", "canonical"),
    [
        # The abbreviation that the brief names.
        ("UBND tỉnh", Y2016, "Ủy ban nhân dân tỉnh"),
        # Commas, "&" and dashes inside one name, with and without blanks, are one abbreviation.
        ("Sở VH,TT&DL", Y2016, "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH, TT và DL", Y2016, "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH-TT-DL", Y2016, "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTTDL", Y2016, "Sở Văn hóa, Thể thao và Du lịch"),
        # Letterheads and headlines in capitals: as in small letters, but for short forms of firms.
        ("SỞ Y TẾ TỈNH AN PHÚ", Y2016, "Sở Y tế tỉnh An Phú"),
        ("UBND TỈNH AN PHÚ", Y2016, "Ủy ban nhân dân tỉnh An Phú"),
        ("VNPT AN PHÚ", Y2016, "VNPT An Phú"),
        # The same letters mean different things by body and by year.
        ("P. VHTT huyện", Y2016, "Phòng Văn hóa và Thông tin huyện"),
        ("Sở VHTT Hà Nội", Y2016, "Sở Văn hóa và Thể thao Hà Nội"),
        ("Sở VHTT Hà Tây", Y2007, "Sở Văn hóa - Thông tin Hà Tây"),
        ("Trung tâm VHTT huyện", Y2016, "Trung tâm VHTT huyện"),
        ("BCH Quân sự xã", Y2016, "Ban Chỉ huy Quân sự xã"),
        ("BCH Quân sự tỉnh", Y2016, "Bộ Chỉ huy Quân sự tỉnh"),
        ("BCH Công đoàn", Y2016, "Ban Chấp hành Công đoàn"),
        ("TT Y tế huyện", Y2016, "Trung tâm Y tế huyện"),
        ("UBND TT. Đu", Y2016, "Ủy ban nhân dân thị trấn Đu"),
        ("Sở TT&TT", Y2016, "Sở Thông tin và Truyền thông"),
        ("Đài TT-TH huyện", Y2016, "Đài Truyền thanh - Truyền hình huyện"),
        ("Đài PTTH tỉnh", Y2016, "Đài Phát thanh và Truyền hình tỉnh"),
        ("Trường PTTH Chu Văn An", Y2016, "Trường Phổ thông trung học Chu Văn An"),
        # Half a resolved cluster reads worse than none.
        ("TT. CNTT-TT&HL", Y2016, "Trung tâm CNTT-TT&HL"),
        # Two abbreviations in a row; the blank behind the full stop comes back.
        ("UBND TP.Hà Nội", Y2016, "Ủy ban nhân dân thành phố Hà Nội"),
        ("TAND TP.HCM", Y2016, "Tòa án nhân dân Thành phố Hồ Chí Minh"),
        ("HĐND-UBND xã", Y2016, "Hội đồng nhân dân - Ủy ban nhân dân xã"),
        ("Ủy ban T.Ư MTTQ Việt Nam", Y2016, "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        # Old placement of the tone mark, decomposed letters, other cases, capitals.
        ("Uỷ ban nhân dân Tỉnh", Y2016, "Ủy ban nhân dân tỉnh"),
        ("U\u0309y ban nhân dân tỉnh", Y2016, "Ủy ban nhân dân tỉnh"),
        ("sở tài nguyên và môi trường", Y2016, "Sở Tài nguyên và Môi trường"),
        ("ubnd tỉnh", Y2016, "Ủy ban nhân dân tỉnh"),
        ("SỞ Y TẾ TỈNH BẮC KẠN", Y2016, "Sở Y tế tỉnh Bắc Kạn"),
        # Other punctuation than the official one.
        ("Sở Lao động, Thương binh & Xã hội", Y2016, "Sở Lao động - Thương binh và Xã hội"),
        # A body inside a body's name.
        ("Văn phòng ủy ban nhân dân tỉnh", Y2016, "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Ban Pháp chế - HĐND tỉnh", Y2016, "Ban Pháp chế Hội đồng nhân dân tỉnh"),
        # Another wording of the same body.
        ("Thường vụ Thành ủy Hà Nội", Y2016, "Ban Thường vụ Thành ủy Hà Nội"),
        # A gloss repeats the name in short.
        ("Liên minh Hợp tác xã (HTX) tỉnh", Y2016, "Liên minh Hợp tác xã tỉnh"),
        # Another spelling of a province.
        ("Công an tỉnh Đắc Lắc", Y2016, "Công an tỉnh Đắk Lắk"),
        ("UBND tỉnh Bà Rịa-Vũng Tàu", Y2016, "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        # Unknown names stay; a description is no name and keeps its case.
        ("Mật hoa Sông Xanh", Y2016, "Mật hoa Sông Xanh"),
        ("doanh nghiệp bưu chính, viễn thông", Y2016, "doanh nghiệp bưu chính, viễn thông"),
        ("các Sở, ban ngành liên quan", Y2016, "các Sở, ban ngành liên quan"),
        # An organisation that merely begins with letters that are a known abbreviation elsewhere.
        ("FPT Telecom", Y2016, "FPT Telecom"),
    ],
)
def test_the_canonical_name_is_spelled_out(name: str, on: date, canonical: str) -> None:
    assert describe(name, on).canonical == canonical


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Bộ Y tế", "ministry", "central"),
        ("Sở Y tế", "department", "province"),
        ("Phòng Giáo dục và Đào tạo", "department", "district"),
        ("UBND tỉnh", "government", "province"),
        ("UBND xã Yên Mỹ", "government", "commune"),
        ("HĐND huyện", "council", "district"),
        ("Quốc hội", "council", "central"),
        # "Thành phố": a central city, a city inside a province, or nobody knows.
        ("UBND thành phố Hải Phòng", "government", "province"),
        ("UBND thành phố Thái Nguyên", "government", "district"),
        ("UBND thành phố", "government", None),
        ("Thành ủy Hà Nội", "party", "province"),
        ("Thành ủy Thái Nguyên", "party", "district"),
        ("đoàn công tác của Thành ủy TPHCM", "group", "province"),
        # A bare province right behind the head; inside the name of a firm it tells nothing.
        ("Công an Sóc Trăng", "police", "province"),
        ("Đảng ủy Than Quảng Ninh", "party", None),
        # The front: the smaller unit counts, not "Việt Nam".
        ("Ủy ban MTTQ Việt Nam tỉnh", "front", "province"),
        ("Hội Nông dân Việt Nam", "mass_organisation", "central"),
        ("LĐLĐ huyện Yên Mỹ", "mass_organisation", "district"),
        # The body behind the head tells where the head does not.
        ("Phòng Nghiệp vụ Sở Y tế", "department", "province"),
        ("Phòng phòng chống ma túy, Bộ Công an", "department", "central"),
        ("Đảng ủy Công ty", "party", "unit"),
        # "xã" and "thôn" inside other words are no units.
        ("Bảo hiểm xã hội tỉnh", "agency", "province"),
        ("Liên minh Hợp tác xã", "association", None),
        ("Văn phòng Điều phối nông thôn mới tỉnh", "department", "province"),
        # Schools, hospitals and firms are units wherever they stand.
        ("Trường THCS xã Yên Mỹ", "school", "unit"),
        ("Trường Đại học Vinh", "university", "unit"),
        ("Bệnh viện Đa khoa tỉnh", "hospital", "unit"),
        ("Công ty TNHH MTV An Khang", "firm", "unit"),
        ("TAND tỉnh", "court", "province"),
        ("VKSND tối cao", "procuracy", "central"),
        ("Bộ CHQS tỉnh", "armed_forces", "province"),
        ("Công an xã", "police", "commune"),
        ("Ban Trị sự GHPGVN tỉnh", "religious", "province"),
        ("Tổ dân phố số 7", "residents", "commune"),
        ("Đại sứ quán Hàn Quốc tại Việt Nam", "foreign", "central"),
        ("Báo Bắc Kạn", "press", "province"),
        ("Hợp tác xã Yến Dương", "cooperative", "unit"),
        # Groups: of one kind of body, or of many.
        ("các huyện, thị xã", "government", "district"),
        ("hơn 40 doanh nghiệp trong nước", "firm", "unit"),
        ("các sở, ban, ngành", "group", None),
        ("các đơn vị trực thuộc", "group", None),
        # Of many whom no entry knows; "đại diện" alone counts nobody.
        ("các học giả nước ngoài", "group", None),
        ("29 quốc gia", "group", None),
        ("Đại diện thương mại Hoa Kỳ", None, None),
        ("kế toán các hợp tác xã", "group", "unit"),
        ("Thuế khu vực IX", "agency", "province"),
        ("VQG Sông Lam", "institute", "unit"),
        ("Nhà tạm giữ Công an phường Sông Lam", "police", "commune"),
        # Behind a comma stands where a body lies, which does not raise it.
        ("UBND huyện Gia Lâm, thành phố Hà Nội", "government", "district"),
        ("Đảng ủy xã Tân Lập, tỉnh Hà Nam", "party", "commune"),
        ("Trường Mầm non Hoa Gạo, xã Đông Lĩnh", "school", "unit"),
        # What begins like a body and is none.
        ("Báo cáo viên", None, None),
        ("Hội nghị", None, None),
        ("Đại hội đại biểu", None, None),
        # Unknown.
        ("Sông Xanh", None, None),
        ("", None, None),
    ],
)
def test_kind_and_level(name: str, kind: str | None, level: str | None) -> None:
    facts = describe(name, Y2016)
    assert (facts.kind, facts.level) == (kind, level)


@pytest.mark.parametrize(
    ("name", "on", "successor"),
    [
        # Ministries and departments of the reform of March 2025.
        ("Sở TT&TT", Y2016, "Sở Khoa học và Công nghệ"),
        ("Sở Kế hoạch và Đầu tư", Y2016, "Sở Tài chính"),
        ("Sở NN&PTNT", Y2016, "Sở Nông nghiệp và Môi trường"),
        ("Bộ Tài nguyên và Môi trường", Y2016, "Bộ Nông nghiệp và Môi trường"),
        ("Bộ GTVT", Y2016, "Bộ Xây dựng"),
        ("Tổng cục Hải quan", Y2016, "Cục Hải quan"),
        ("Ban Tuyên giáo Tỉnh ủy", Y2016, "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Đảng ủy Khối các cơ quan tỉnh", Y2016, "Đảng ủy các cơ quan Đảng tỉnh"),
        # The place goes along, to the province of today.
        ("Sở TT&TT tỉnh Bắc Kạn", Y2016, "Sở Khoa học và Công nghệ tỉnh Thái Nguyên"),
        ("Sở Kế hoạch và Đầu tư Bình Dương", Y2016, "Sở Tài chính Thành phố Hồ Chí Minh"),
        # A body that every province has goes with its province, also where its kind stands.
        ("UBND tỉnh Bắc Kạn", Y2016, "Ủy ban nhân dân tỉnh Thái Nguyên"),
        ("UBND tỉnh Hải Dương", Y2016, "Ủy ban nhân dân thành phố Hải Phòng"),
        ("Tỉnh ủy Hải Dương", Y2016, "Thành ủy Hải Phòng"),
        ("Công an Sóc Trăng", Y2016, "Công an Cần Thơ"),
        ("Tỉnh ủy Thừa Thiên Huế", Y2016, "Thành ủy Huế"),
        # What stands today under its name has none; nor has one that nobody took over from.
        ("UBND tỉnh", Y2016, None),
        ("UBND tỉnh Thái Nguyên", Y2016, None),
        ("Sở Y tế", Y2016, None),
        ("UBND huyện Na Rì", Y2016, None),
        ("Công an huyện Na Rì", Y2016, None),
        # A firm or school that bears a province's name did not end with it.
        ("Công ty Điện lực Bắc Kạn", Y2016, None),
        # Same words, two bodies: a province's office until February 2025, then the central one.
        ("Cục Thuế tỉnh Bắc Kạn", Y2016, "Thuế tỉnh Thái Nguyên"),
        ("Cục Thuế thành phố Hà Nội", Y2016, "Thuế thành phố Hà Nội"),
        ("Cục Thuế Bắc Kạn", Y2016, "Thuế tỉnh Thái Nguyên"),
        ("Cục Thuế", SPRING_2025, None),
        ("Cục Hải quan", Y2026, None),
        ("Cục Hải quan Quảng Ninh", Y2016, "Chi cục Hải quan khu vực"),
        # Several reforms on: the body of today, not the next one.
        ("Bộ Thủy sản", Y2007, "Bộ Nông nghiệp và Môi trường"),
        ("Tổng cục Thủy sản", Y2016, "Cục Thủy sản và Kiểm ngư"),
        # The day of the meeting does not matter to what became of a body.
        ("Sở TT&TT", SPRING_2025, "Sở Khoa học và Công nghệ"),
        ("Sở TT&TT", None, "Sở Khoa học và Công nghệ"),
        # A group of bodies has no successor of its own.
        ("các Sở Thông tin và Truyền thông", Y2016, None),
    ],
)
def test_successor(name: str, on: date | None, successor: str | None) -> None:
    assert describe(name, on).successor == successor


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        # The last day of a name and the first of the next: what is written stays either way.
        ("Sở Thông tin và Truyền thông", date(2025, 2, 28), date(2025, 3, 1)),
        ("Ủy ban nhân dân tỉnh Bắc Kạn", date(2025, 6, 30), date(2025, 7, 1)),
        ("Sở Nông nghiệp và Môi trường", date(2016, 1, 1), date(2026, 1, 1)),
        ("Tổng cục Hải quan", date(1995, 1, 1), date(2026, 1, 1)),
    ],
)
def test_nothing_is_rewritten(name: str, before: date, after: date) -> None:
    assert describe(name, before).canonical == describe(name, after).canonical == name


def test_a_date_decides_between_two_bodies_of_one_name() -> None:
    assert describe("Cục Thuế", date(2025, 2, 28)).level == "province"
    assert describe("Cục Thuế", date(2025, 3, 1)).level == "central"
    office = "Phòng Kinh tế, Hạ tầng và Đô thị"  # of urban districts, then of wards
    assert describe(office, date(2025, 6, 30)).level == "district"
    assert describe(office, date(2025, 7, 1)).level == "commune"
    assert describe("UBND thành phố Huế", date(2024, 12, 31)).level == "district"
    assert describe("UBND thành phố Huế", date(2025, 1, 1)).level == "province"


def test_describing_a_canonical_name_again_changes_nothing() -> None:
    for name in ("Sở VH,TT&DL tỉnh Bắc Kạn", "CATP Hà Nội", "UBND TP.HCM", "BTV Huyện ủy", "Trường ĐHSP Hà Nội"):
        once = describe(name, Y2016)
        assert describe(once.canonical, Y2016) == once


def test_equal_questions_are_answered_once() -> None:
    # Two days of one period share an answer, so that a folder of reports hits the cache.
    assert describe("Sở Y tế", date(2016, 1, 1)) is describe("Sở Y tế", date(2016, 12, 31))
    assert isinstance(describe("Sở Y tế", None), Facts)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        # The numbers of documents are no bodies.
        ("Quyết định số 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("Chỉ thị 12-CT/TW", "Chỉ thị 12-CT/TW"),
        # Words in capitals are no abbreviations, nor are names in capitals.
        ("HỘI NGHỊ TỔNG KẾT", "HỘI NGHỊ TỔNG KẾT"),
        ("Công ty CA Hoàng Long", "Công ty CA Hoàng Long"),
        # Single letters only beside what makes them sure.
        ("ông H. Nguyễn", "ông H. Nguyễn"),
        ("UBND Q. 1", "Ủy ban nhân dân quận 1"),
        ("UBND P.5", "Ủy ban nhân dân phường 5"),
        # "thành phố" and "Tư pháp".
        ("Sở TP tỉnh", "Sở Tư pháp tỉnh"),
        ("Sở Y tế TP Hà Nội", "Sở Y tế thành phố Hà Nội"),
        # No abbreviation: the very same string.
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_expand(text: str, spelled: str) -> None:
    assert expand(text) == spelled


@pytest.mark.parametrize(
    ("text", "head"),
    [
        # The comma inside the name belongs to it, the one behind it does not.
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH,TT&DL, Sở Y tế", "Sở VH,TT&DL"),
        ("Phòng Văn hóa và Thông tin và Phòng Nội vụ", "Phòng Văn hóa và Thông tin"),
        ("UBND tỉnh Bắc Kạn", "UBND"),
        ("các sở", ""),
        ("Hội nghị tổng kết", ""),
        ("Nguyễn Văn An", ""),
        ("", ""),
    ],
)
def test_head_length(text: str, head: str) -> None:
    assert text[: head_length(text, Y2016)] == head


@pytest.mark.parametrize(
    ("text", "phrase", "body"),
    [
        ("Bí thư Tỉnh ủy", "Bí thư", "Tỉnh ủy"),
        ("Giám đốc Sở Y tế", "Giám đốc", "Sở Y tế"),
        ("Bộ trưởng Bộ Y tế", "Bộ trưởng", "Bộ Y tế"),
        ("Thủ tướng Chính phủ", "Thủ tướng", "Chính phủ"),
        ("Viện trưởng VKSND tỉnh", "Viện trưởng", "VKSND tỉnh"),
        # The noun of the body stands in the post.
        ("Chánh Văn phòng UBND tỉnh", "Chánh Văn phòng", "Văn phòng UBND tỉnh"),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy", "Trưởng Ban", "Ban Tuyên giáo Tỉnh ủy"),
        ("Phó Trưởng phòng Nội vụ", "Phó Trưởng phòng", "phòng Nội vụ"),
        ("Trưởng thôn Nà Pài", "Trưởng thôn", "thôn Nà Pài"),
        # What stands before a post does not change what it tells.
        ("nguyên Phó Chủ tịch UBND tỉnh", "nguyên Phó Chủ tịch", "UBND tỉnh"),
        ("Quyền Giám đốc - Công ty An Khang", "Quyền Giám đốc", "Công ty An Khang"),
        # A bare post names no body.
        ("Chủ tịch", "Chủ tịch", ""),
    ],
)
def test_a_post_tells_where_the_body_begins(text: str, phrase: str, body: str) -> None:
    match = registry.post_at(text)
    assert match is not None
    assert text[: match.end] == phrase
    assert text[match.body :] == body


def test_a_rank_in_the_party_is_no_main_post() -> None:
    ranks = [phrase for phrase, post in registry.posts().items() if post.rank]
    assert {"tỉnh ủy viên", "ủy viên trung ương đảng", "ủy viên ban thường vụ"} <= set(ranks)
    assert "bí thư" not in ranks


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("ông Nguyễn Văn An", "ông"),
        ("đồng chí: Nguyễn Văn An", "đồng chí"),
        ("PGS.TS. Nguyễn Văn An", "PGS.TS"),
        ("Thiếu tướng, PGS.TS Nguyễn Văn An", "Thiếu tướng, PGS.TS"),
        # No name follows.
        ("bà con nông dân", ""),
        ("Nguyễn Văn An", ""),
    ],
)
def test_what_stands_before_a_name(text: str, before: str) -> None:
    match = registry.before_name_at(text)
    assert text[: match[1] if match else 0] == before


def test_the_phrases_for_the_finder_are_lower_case_and_longest_first() -> None:
    for phrases in (registry.head_phrases(), registry.group_phrases(), tuple(registry.honorifics())):
        assert all(phrase == phrase.lower() for phrase in phrases)
        assert [len(p) for p in phrases] == sorted(map(len, phrases), reverse=True)
    assert {"ubnd", "ủy ban nhân dân", "sở", "mttq", "công ty"} <= set(registry.head_phrases())
    assert "hội nghị" not in registry.head_phrases()
    assert "sở, ban, ngành" in registry.group_phrases()
