"""What the statistical stage sees: features of sentences and segments, of odd texts too."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.language.feature_names import spelled
from extractor.language.features import Features, features_of, items_of, weight_of_words
from extractor.language.labelling import rule_labels
from extractor.language.material import material_of
from extractor.language.reading import Reading
from tests.places import samples

REPORT = (
    "Hội nghị sơ kết công tác 6 tháng đầu năm 2024\n"
    "Sáng ngày 5/7/2024, UBND huyện Bình Lâm tổ chức hội nghị sơ kết công tác. "
    "Kết luận hội nghị, ông Trần Văn Bình, Chủ tịch UBND huyện yêu cầu các xã rà soát hồ sơ; đề nghị Phòng Nội vụ báo cáo."
)


def features(text: str) -> Features:
    reading = Reading.of(text)
    material = material_of(reading)
    return features_of(reading, material, rule_labels(reading, material))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_lists_are_of_one_length_and_every_bundle_can_be_spelled(sample: Path) -> None:
    text = sample.read_bytes().decode("utf-8")
    told = features(text)
    count = len(material_of(Reading.of(text)).segments)
    assert len(told.segments) == len(told.words) == len(told.owner) == count
    assert told.owner == sorted(told.owner)
    assert set(told.owner) == set(range(len(told.sentences)))
    # One number of bundles a segment and a sentence is what lets sums be taken at once.
    assert len({len(bundles) for bundles in told.segments}) == len({len(bundles) for bundles in told.sentences}) == 1
    for bundles in (*told.segments, *told.sentences):
        assert all(isinstance(feature, str) for bundle in bundles for feature in spelled(bundle))
    assert all(row and all(row) for row in told.words)


def test_the_same_text_gives_the_same_features_in_the_same_order() -> None:
    one, other = (items_of(features(REPORT)) for _ in range(2))
    assert [list(item.items()) for item in one] == [list(item.items()) for item in other]


PARTS = [
    ("a word of the segment", "w=rà"),
    ("a word of the sentence that stands in another segment", "s=bình,"),
    ("who holds the floor: one who leads", "f=leader.request"),
    ("what the rules say", "rh=BC.leader"),
    ("a verb of ordering opens the segment", "o=leader.req"),
]


@pytest.mark.parametrize(("why", "feature"), PARTS, ids=[feature for _, feature in PARTS])
def test_an_order_of_the_leader(why: str, feature: str) -> None:
    reading = Reading.of(REPORT)
    at = next(
        k for k, s in enumerate(material_of(reading).segments) if reading.lower.startswith("yêu cầu các xã", s.start)
    )
    item = items_of(features(REPORT))[at]
    assert feature.rstrip(",") in {name.rstrip(",") for name in item}, why


def test_words_of_a_sentence_weigh_less_the_more_segments_share_them() -> None:
    assert weight_of_words(1) == 1
    assert weight_of_words(4) == 0.5
    told = features(REPORT)
    shares = {told.owner.count(owner) for owner in told.owner}
    weights = {value for item in items_of(told) for name, value in item.items() if name == "s=nghị"}
    assert weights
    assert weights <= {round(n * weight_of_words(share), 9) for share in shares for n in range(1, 9)}


@pytest.mark.parametrize("text", [".", "a", "\n\n-\n", "...;;;", "﻿x", "1." * 50], ids=repr)
def test_hardly_any_text(text: str) -> None:
    told = features(text)
    assert len(items_of(told)) == len(told.segments)
