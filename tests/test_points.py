"""Issues, conclusions and who concluded, by the rules: a table of cases with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from extractor.language.points import material_of, points_of
from extractor.language.reading import Reading
from extractor.language.tagger import Find, Tagger
from tests.places import samples
from tests.tables import cases

if TYPE_CHECKING:
    from pathlib import Path

    from extractor import Extractor
    from extractor.language.features import Features
    from extractor.language.segments import Segment

OPENING = (
    "Hội nghị sơ kết công tác 6 tháng đầu năm 2024\n"
    "Sáng ngày 5/7/2024, UBND huyện Bình Lâm tổ chức hội nghị sơ kết công tác 6 tháng đầu năm. "
    "Ông Trần Văn Bình, Chủ tịch UBND huyện chủ trì hội nghị.\n"
)


@pytest.mark.parametrize("case", cases("points"))
def test_points(by_rules: Extractor, case: dict[str, Any]) -> None:
    record = by_rules.extract(OPENING + case["text"])
    assert [issue.text for issue in record.issues_raised] == case.get("issues", [])
    assert [conclusion.text for conclusion in record.conclusions] == case.get("conclusions", [])
    if "acts" in case:
        assert [conclusion.act for conclusion in record.conclusions] == case["acts"]
    if "speaker" in case:
        assert record.conclusion_speaker is not None
        assert record.conclusion_speaker.name == case["speaker"]
        assert {c.speaker for c in record.conclusions} == {case["speaker"]}


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.stem)
def test_no_point_ends_with_a_word_that_leads_on(extractor: Extractor, sample: Path) -> None:
    record = extractor.extract_file(sample)
    text = sample.read_text(encoding="utf-8")
    loose = (" và", " là", " của", " với", " cho", " để", " về")
    found = [issue.evidence for issue in record.issues_raised] + [point.evidence for point in record.conclusions]
    # At the end of its sentence such a word ends another one: "chưa triệt để."
    ends = [told.quote for told in found if text[told.end : told.end + 1] not in (".", ";")]
    assert [ended for ended in ends if ended.endswith(loose)] == []


SLOGANS = [
    ("quoted behind its cue", 'Hội nghị diễn ra với chủ đề "Vững bước đi lên".', "Vững bước đi lên"),
    (
        "far behind its cue, over a colon",
        'Chủ đề do Chủ tịch huyện nêu tại phiên khai mạc: "Dám nghĩ, dám làm".',
        "Dám nghĩ, dám làm",
    ),
    (
        "named behind a colon, not quoted",
        "Phương châm năm tới: Kỷ cương là sức mạnh của tập thể.",
        "Kỷ cương là sức mạnh của tập thể",
    ),
    ("before its cue", '"Rõ người, rõ việc" là phương châm của hội nghị.', "Rõ người, rõ việc"),
    (
        "a spirit that has the shape of a motto",
        'Xã làm việc trên tinh thần "Kỷ cương - Trách nhiệm".',
        "Kỷ cương - Trách nhiệm",
    ),
    ("a spirit that is a saying", 'Xã làm việc theo tinh thần "làm hết việc".', None),
    ("of a contest, not of the meeting", 'Xã phát động cuộc thi với chủ đề "Em yêu quê em".', None),
    (
        "a theme that goes on behind a semicolon",
        "Đại hội diễn ra với chủ đề: Xây dựng chi bộ vững mạnh; phát huy dân chủ; đưa xã đi lên.",
        "Xây dựng chi bộ vững mạnh; phát huy dân chủ; đưa xã đi lên",
    ),
    (
        "parts set off by dashes, and the sentence goes on",
        "Đại hội xác định phương châm: Đoàn kết – Dân chủ – Phát triển và thông qua nghị quyết.",
        "Đoàn kết – Dân chủ – Phát triển",
    ),
    (
        "a number opens the motto",
        'Ông Nam chỉ đạo với tinh thần "6 rõ: rõ người, rõ việc, rõ thời gian".',
        "6 rõ: rõ người, rõ việc, rõ thời gian",
    ),
    ("by which things were done last year", 'Năm qua, với phương châm "hướng về cơ sở", Hội đã mở 45 lớp.', None),
    ("a message that people sign", 'Hơn 1.000 người ký tên vào thông điệp "giữ rừng Bàu Sen".', None),
    ("one of several topics", 'Trong khuôn khổ chủ đề "Vận tải và bến cảng", các đại biểu bàn việc nạo vét.', None),
    ("of a paper read there", 'Ông Nam trình bày tham luận với chủ đề "Lúa và đất".', None),
]


@pytest.mark.parametrize(("why", "text", "slogan"), SLOGANS, ids=[case[0] for case in SLOGANS])
def test_slogan(by_rules: Extractor, why: str, text: str, slogan: str | None) -> None:
    found = by_rules.extract(OPENING + text).slogan
    assert (found and found.text) == slogan, why


def test_slogan_says_who_gave_it(by_rules: Extractor) -> None:
    found = by_rules.extract(OPENING + 'Chủ đề đã được Chủ tịch UBND tỉnh nêu: "Dám nghĩ, dám làm".').slogan
    assert found is not None
    assert found.attributed_to == "Chủ tịch UBND tỉnh"


def test_post_of_the_speaker_is_as_written(by_rules: Extractor) -> None:
    text = "Kết luận hội nghị, Phó Chủ tịch Lê Thị Hoa đề nghị các xã rà soát hộ nghèo."
    speaker = by_rules.extract(OPENING + text).conclusion_speaker
    assert speaker is not None
    assert (speaker.name, speaker.post) == ("Lê Thị Hoa", "Phó Chủ tịch")


class _SeesNumbers(Tagger):
    """Takes each segment of one character for a conclusion."""

    def __init__(self) -> None:
        """Without weights."""

    def finds(self, features: Features, segments: list[Segment]) -> list[Find]:
        del features
        return [Find("conclusion", k, k, 0.9) for k, segment in enumerate(segments) if segment.end - segment.start == 1]


def test_the_number_of_an_item_alone_is_no_point() -> None:
    """The model took a "4" that stood in a line of its own for a conclusion."""
    reading = Reading.of(f"{OPENING}Kết luận hội nghị, ông Trần Văn Bình yêu cầu:\n4\nsửa cầu Đồng Trước.")
    reading.tagger = _SeesNumbers()
    assert any(segment.end - segment.start == 1 for segment in material_of(reading).segments)
    assert points_of(reading) == ()
