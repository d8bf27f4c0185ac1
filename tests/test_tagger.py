"""The statistical stage: weights are checked, probabilities are those of the chain, points stand in the text."""

from __future__ import annotations

import itertools
import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Extractor, readers
from extractor.errors import ModelError, ReadError
from extractor.language.decoding import best_choices, item_numbers
from extractor.language.features import VERSION, Features, items_of
from extractor.language.segments import Segment
from extractor.language.tagger import Tagger, calibrated, shipped
from extractor.language.weights import CARD, LABELS, WEIGHTS, load
from tests.places import ROOT, samples
from tests.test_features import REPORT, features

MODELS = ROOT / "extractor" / "models"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped model, to break."""
    for name in (WEIGHTS, CARD):
        shutil.copy(MODELS / name, tmp_path)
    return tmp_path


def change(folder: Path, key: str, value: Any) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    if value is None:
        del card[key]
    else:
        card[key] = value
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")


BROKEN = [
    ("made for other features", "features_version", VERSION + 1),
    ("other labels", "labels", ["O", "B", "I"]),
    ("no version", "features_version", None),
    ("transitions of another size", "transitions", [[0.0]]),
    ("no map to confidence", "calibration", None),
    ("half a map to confidence", "calibration", {"issue": [1.0, 0.0]}),
]


@pytest.mark.parametrize(("why", "key", "value"), BROKEN, ids=[case[0] for case in BROKEN])
def test_unfit_weights_are_refused(copied: Path, why: str, key: str, value: Any) -> None:
    load(copied)
    change(copied, key, value)
    with pytest.raises(ModelError, match="extractor train"):
        load(copied)
    assert why


@pytest.mark.parametrize("name", [WEIGHTS, CARD])
@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"[]", b"a\tb\n"])
def test_missing_or_broken_files_are_refused(copied: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (copied / name).unlink()
    else:
        (copied / name).write_bytes(content)
    with pytest.raises(ModelError, match="extractor train"):
        load(copied)


def test_scores_are_the_weights_of_all_features_added_up() -> None:
    weights = load(MODELS)
    for sample in samples()[:6]:
        told = features(sample.read_bytes().decode("utf-8"))
        slow = [
            sum((count * weights.matrix[weights.rows.get(name, 0)] for name, count in item.items()), np.zeros(5))
            for item in items_of(told)
        ]
        # Twice: sums of bundles are kept from the first time.
        tagger = Tagger(weights)
        for _ in range(2):
            assert np.allclose(tagger.scores(told), slow)


def test_marginals_are_those_of_all_label_sequences() -> None:
    """Forwards and backwards gives what adding up every possible sequence gives."""
    weights = load(MODELS)
    told = features(REPORT)
    few = Features(told.segments[-5:], told.words[-5:], [0] * 5, told.sentences[-1:])
    scores = Tagger(weights).scores(few)
    total = np.zeros_like(scores)
    for path in itertools.product(range(len(LABELS)), repeat=5):
        names = [LABELS[label] for label in path]
        if any(n[0] == "J" and (b == "O" or b[1] != n[1]) for b, n in itertools.pairwise(["O", *names])):
            continue
        score = sum(scores[k, label] for k, label in enumerate(path))
        score += sum(weights.transitions[a, b] for a, b in itertools.pairwise(path))
        total[range(5), path] += math.exp(score)
    assert np.allclose(Tagger(weights).marginals(few), total / total.sum(axis=1, keepdims=True))


def test_long_reports_stay_within_what_floats_can_hold() -> None:
    told = features((REPORT + "\n") * 300)
    marginals = shipped().marginals(told)
    assert np.isfinite(marginals).all()
    assert np.allclose(marginals.sum(axis=1), 1)


def segments(*spans: tuple[int, int]) -> list[Segment]:
    return [Segment(start, end, 0, ",") for start, end in spans]


CHOICES: list[tuple[str, list[list[float]], list[tuple[str, int, int]]]] = [
    ("nothing is likely", [[1, 0, 0, 0, 0]] * 3, []),
    ("one that goes on", [[0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [1, 0, 0, 0, 0]], [("issue", 0, 1)]),
    (
        "one behind the other",
        [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0]],
        [("issue", 0, 0), ("issue", 1, 1), ("conclusion", 2, 2)],
    ),
    ("the kind that is likelier", [[0.1, 0.3, 0, 0.6, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]], [("conclusion", 0, 0)]),
    ("too unlikely to be worth it", [[0.9, 0.1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]], []),
    (
        "where the end is open, the middle of what may be",
        [[0, 1, 0, 0, 0], [0.1, 0, 0.9, 0, 0], [0.9, 0, 0.1, 0, 0]],
        [("issue", 0, 1)],
    ),
]


@pytest.mark.parametrize(("why", "marginals", "chosen"), CHOICES, ids=[case[0] for case in CHOICES])
def test_choices(why: str, marginals: list[list[float]], chosen: list[tuple[str, int, int]]) -> None:
    found = best_choices(segments((0, 30), (32, 60), (62, 90)), np.array(marginals), [False] * 3)
    assert [(one.kind, one.first, one.last) for one in found] == chosen, why
    assert all(0 < one.expected <= 1 + 1e-9 for one in found)


def test_a_long_point_is_one() -> None:
    spans = [(20 * k, 20 * k + 18) for k in range(22)]
    marginals = np.full((22, len(LABELS)), 0.005)
    marginals[:, LABELS.index("JC")] = 0.98
    marginals[0] = [0.005, 0.005, 0.005, 0.98, 0.005]
    assert [
        (one.kind, one.first, one.last) for one in best_choices(segments(*spans), marginals, [False] * len(spans))
    ] == [("conclusion", 0, 21)]


def test_no_point_goes_on_over_a_semicolon() -> None:
    parted = [Segment(0, 14, 0, "S"), Segment(16, 60, 0, ";"), Segment(62, 90, 0, ",")]
    goes_on = np.array([[0.3, 0.7, 0, 0, 0], [0.3, 0.1, 0.6, 0, 0], [0.3, 0, 0.7, 0, 0]])
    found = best_choices(parted, goes_on, [False] * 3)
    assert [(one.first, one.last) for one in found] == [(0, 0), (1, 2)]
    together = [segment._replace(cut=",") for segment in parted]
    assert [(one.first, one.last) for one in best_choices(together, goes_on, [False] * 3)] == [(0, 2)]


def test_the_items_of_a_numbered_list_are_whole() -> None:
    """No point begins within an item, nor goes on over a number: "(1) mua sách và | 40 bộ bàn ghế (2) sửa mái"."""
    listed = [
        Segment(1, 2, 0, ":"),
        Segment(4, 12, 0, "("),
        Segment(13, 15, 0, "j"),
        Segment(16, 29, 0, "j"),
        Segment(31, 32, 0, "("),
        Segment(34, 41, 0, "("),
    ]
    numbers = item_numbers(listed, [["1"], ["mua", "sách"], ["và"], ["40", "bộ", "bàn", "ghế"], ["2"], ["sửa", "mái"]])
    assert numbers == [True, False, False, False, True, False]
    marginals = np.full((6, len(LABELS)), 0.02)
    for row, label in enumerate(("O", "BC", "JC", "BC", "JC", "JC")):
        marginals[row, LABELS.index(label)] = 0.6
    marginals[3, LABELS.index("JC")] = marginals[5, LABELS.index("BC")] = 0.3
    chosen = [(one.first, one.last) for one in best_choices(listed, marginals, numbers)]
    assert chosen == [(1, 3), (5, 5)]
    free = [(one.first, one.last) for one in best_choices(listed, marginals, [False] * 6)]
    assert free == [(1, 2), (3, 3), (5, 5)]


def test_what_only_looks_like_the_number_of_an_item() -> None:
    year = [Segment(0, 9, 0, "S"), Segment(11, 15, 0, "("), Segment(17, 25, 0, "(")]
    assert item_numbers(year, [["luật", "đất"], ["2024"], ["quy", "định"]]) == [False] * 3
    unit = [Segment(0, 9, 0, "S"), Segment(11, 13, 0, "("), Segment(15, 25, 0, "(")]
    assert item_numbers(unit, [["liên", "minh"], ["eu"], ["đề", "nghị"]]) == [False] * 3


def test_calibration_keeps_order_and_bounds() -> None:
    mapped = [calibrated(share / 20, 0.6, 0.3) for share in range(21)]
    assert mapped == sorted(mapped)
    assert all(0 <= share <= 1 for share in mapped)
    assert calibrated(0.3, 1.0, 0.0) == pytest.approx(0.3)


def test_profiles_say_by_which_rule(extractor: Extractor, by_rules: Extractor) -> None:
    told = extractor.extract(REPORT)
    plain = by_rules.extract(REPORT)
    assert told.conclusions
    assert {point.rule for point in (*told.issues_raised, *told.conclusions)} == {"points.model"}
    assert {point.rule for point in (*plain.issues_raised, *plain.conclusions)} == {"points.rules"}
    assert (told.extractor.profile, plain.extractor.profile) == ("default", "rules")


PIECES = st.sampled_from(
    ["Chủ tịch UBND huyện", "yêu cầu", "các xã", "khó khăn", "; ", ". ", ": ", "\n", "- ", "và", "đề nghị", "ông Lê Văn Tám", "ĐBQH", "2024", "“", "”", "e\u0301", "\u200b", "\r\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60).map(" ".join) | st.text(min_size=1, max_size=200))
def test_the_model_gives_no_value_without_evidence(extractor: Extractor, text: str) -> None:
    try:
        report = extractor.extract(text)
    except ReadError:
        return
    plain = readers.given(text, readers.LIMIT).text
    ends = 0
    for point in sorted((*report.issues_raised, *report.conclusions), key=lambda one: one.evidence.start):
        at = point.evidence
        assert ends <= at.start < at.end, "points do not overlap"
        assert plain[at.start : at.end] == at.quote != ""
        assert 0 <= point.confidence <= 1
        ends = at.end
