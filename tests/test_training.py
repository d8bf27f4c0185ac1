"""Training on a tiny corpus that is made here: the same twice, in folds that part no office, refused where broken."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from extractor.errors import GoldError
from extractor.evaluation.calibration import Judged, calibrations, fit_logistic, measure
from extractor.evaluation.crossval import grouped_folds
from extractor.evaluation.matching import FIELDS
from extractor.language.features import VERSION
from extractor.language.tagger import Tagger, calibrated
from extractor.language.weights import CARD, WEIGHTS, in_memory
from extractor.training.corpus import Example, annotated, silver
from extractor.training.fit import fit, labels_of, prepare
from extractor.training.train import train
from tests.test_features import features

pytest.importorskip("pycrfsuite")

ISSUE, ORDER = "đường về thôn còn lầy lội, khó đi", "yêu cầu các xã rà soát hồ sơ trước ngày 30/8"
HEAD = "Hội nghị giao ban\nSáng ngày 5/7/2024, UBND huyện Bình Lâm tổ chức hội nghị giao ban. "


def report(number: int) -> tuple[str, dict[str, object]]:
    text = f"{HEAD}Xã số {number} phản ánh {ISSUE}. Kết luận hội nghị, ông Trần Văn Bình, Chủ tịch UBND huyện {ORDER}."

    def points(*quotes: str) -> list[dict[str, object]]:
        return [
            {"text": q, "evidence": {"start": text.index(q), "end": text.index(q) + len(q), "quote": q}} for q in quotes
        ]

    return text, {"issues_raised": points(ISSUE), "conclusions": points(ORDER)}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve reports of six offices in dev and check, and one unlabelled text with its silver annotation."""
    root = tmp_path_factory.mktemp("corpus")
    for number in range(12):
        folder = root / ("dev" if number < 8 else "check")
        (folder / "reports").mkdir(parents=True, exist_ok=True)
        (folder / "gold").mkdir(exist_ok=True)
        text, gold = report(number)
        (folder / "reports" / f"r{number:02}.txt").write_text(text, encoding="utf-8")
        (folder / "gold" / f"r{number:02}.json").write_text(
            json.dumps({"id": f"r{number:02}", **gold}), encoding="utf-8"
        )
        (folder / "sources.json").write_text(json.dumps({f"r{n:02}": f"office {n // 2}" for n in range(12)}))
    (root / "unlabelled").mkdir()
    text, _ = report(99)
    (root / "unlabelled" / "u1.txt").write_text(text, encoding="utf-8")
    line = {"id": "u1", "sha256": sha256(text.encode()).hexdigest(), "meeting": True, "issues": [], "conclusions": []}
    lines = [line, {**line, "id": "gone", "meeting": False}]
    (root / "silver.ndjson").write_text("".join(json.dumps(one) + "\n" for one in lines))
    return root


@pytest.fixture(scope="module")
def trained(corpus: Path) -> Path:
    train(corpus, corpus / "silver.ndjson", corpus / "one")
    return corpus / "one"


def test_two_runs_give_the_same_bytes(corpus: Path, trained: Path) -> None:
    train(corpus, corpus / "silver.ndjson", corpus / "two")
    for name in (WEIGHTS, CARD):
        assert (trained / name).read_bytes() == (corpus / "two" / name).read_bytes()


def test_the_card_says_what_there_is_to_know(trained: Path) -> None:
    card = json.loads((trained / CARD).read_text(encoding="utf-8"))
    assert card["features_version"] == VERSION
    assert card["data"]["annotated"] == 12
    assert card["data"]["silver"] == 1
    assert len(card["data"]["hash"]) == 64
    assert card["cross_validation"]["offices"] == 6
    for key in ("made", "use", "not_for", "retrain", "measured", "settings", "calibration_error"):
        assert card[key]
    for scores in ("with_silver", "without_silver"):
        found = card["cross_validation"][scores]
        assert set(found) == {"dev", "check", "all"}
        for fields in found.values():
            assert set(fields) == {*FIELDS, "mission"}
            assert fields["issues_raised"]["low"] <= fields["issues_raised"]["f1"] <= fields["issues_raised"]["high"]


def test_whole_records_are_cross_validated(trained: Path) -> None:
    # Every field of the default profile's records is scored; these reports state a day, and are annotated without.
    fields = json.loads((trained / CARD).read_text(encoding="utf-8"))["cross_validation"]["with_silver"]["all"]
    assert fields["event_date"]["f1"] == 0
    assert fields["slogan"]["f1"] == 1


def test_what_was_trained_finds_what_it_was_shown(corpus: Path) -> None:
    text, _ = report(50)
    prepared = prepare(text)
    # Often, because few examples do not get far against the regularisation.
    fitted = fit(annotated(corpus) * 20)
    found = Tagger(in_memory(fitted.weights, fitted.transitions)).finds(features(text), prepared.segments)
    quotes = [(one.kind, text[prepared.segments[one.first].start : prepared.segments[one.last].end]) for one in found]
    assert quotes == [("issue", ISSUE), ("conclusion", ORDER)]


def test_labels_follow_the_annotation() -> None:
    text = report(1)[0]
    at = text.index(ORDER)
    example = Example("r", "o", text, (), ((at, at + len(ORDER)),))
    prepared = prepare(text)
    labels = labels_of(example, prepared)
    marked = [text[s.start : s.end] for s, label in zip(prepared.segments, labels, strict=True) if label != "O"]
    assert marked[0].startswith("yêu cầu")
    assert [label for label in labels if label != "O"] == ["BC", *["JC"] * (len(marked) - 1)]


def test_no_fold_parts_an_office() -> None:
    groups = [f"office {n % 7}" for n in range(40)]
    folds = grouped_folds(groups, 5)
    assert sorted(at for fold in folds for at in fold) == list(range(40))
    for group in set(groups):
        assert sum(any(groups[at] == group for at in fold) for fold in folds) == 1
    assert max(map(len, folds)) - min(map(len, folds)) <= 6
    assert folds == grouped_folds(groups, 5)


def test_a_changed_text_is_refused(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "unlabelled").mkdir()
    (tmp_path / "unlabelled" / "u1.txt").write_text("something else")
    with pytest.raises(GoldError, match="is not the text that was annotated"):
        silver(corpus / "silver.ndjson", tmp_path)


def test_a_missing_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        annotated(tmp_path)


def test_calibration_measures_and_mends() -> None:
    # Says 0.9, is right in half of the cases.
    too_sure = [Judged(0.9, right=bool(n % 2)) for n in range(400)] + [
        Judged(0.2, right=n % 10 == 0) for n in range(400)
    ]
    assert measure(too_sure).error == pytest.approx((0.4 + 0.1) / 2)
    slope, offset = fit_logistic(too_sure)
    mended = measure([Judged(calibrated(p, slope, offset), right) for p, right in too_sure])
    assert mended.error < 0.01
    assert mended.right == measure(too_sure).right


def test_calibration_of_records() -> None:
    gold = {"a": {"title": "Một", "organizers": ["Sở Y tế", "Sở Nội vụ"], "issues_raised": []}}
    found = {
        "a": {
            "title": {"text": "Hai", "confidence": 0.8},
            "organizers": [{"name": "Sở Y tế", "confidence": 0.7}, {"name": "Bộ Y tế tỉnh", "confidence": 0.5}],
            "slogan": None,
        }
    }
    told = calibrations(gold, found)
    assert set(told) == {"title", "organizers"}
    assert (told["title"].finds, told["title"].right) == (1, 0.0)
    assert told["title"].error == pytest.approx(0.8)
    assert told["organizers"].right == 0.5
    assert told["organizers"].error == pytest.approx((0.3 + 0.5) / 2)
