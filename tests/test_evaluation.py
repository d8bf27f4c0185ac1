"""Scores: worked out by hand on a made-up set, and the same as the corpus' own script's where that is there."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import GoldError
from extractor.evaluation import matching, scores
from tests.places import corpus


def said(start: int, end: int, **keys: Any) -> dict[str, Any]:
    return {**keys, "evidence": {"start": start, "end": end, "quote": "x" * (end - start)}}


GOLD: dict[str, Any] = {
    "id": "r1",
    "event_date": {"start": "2016-12-28", "end": None, "session": "morning"},
    "published": "2016-12-30",
    "title": {"text": "Hội nghị tổng kết"},
    "meeting_type": "tong_ket",
    "organizers": [said(0, 5, name="Sở Y tế")],
    "attendee_bodies": [said(10, 20, name="Văn phòng Ủy ban nhân dân tỉnh"), said(30, 40, name="các cơ quan báo, đài")],
    "issues_raised": [said(50, 60), said(70, 80)],
    "conclusions": [said(100, 200)],
    "slogan": None,
}


@pytest.mark.parametrize(
    ("field", "predicted", "counts"),
    [
        ("event_date", {"event_date": {"start": "2016-12-28", "end": None}}, (1, 1, 1)),
        # a range where one day is annotated
        ("event_date", {"event_date": {"start": "2016-12-28", "end": "2016-12-29"}}, (0, 1, 1)),
        # words without a day count as no date
        ("event_date", {"event_date": {"start": None, "end": None}}, (0, 0, 1)),
        ("session", {"event_date": {"start": None, "session": "morning"}}, (1, 1, 1)),
        # of the posting time only the day counts
        ("published", {"published": {"value": "2016-12-30T10:36:57"}}, (1, 1, 1)),
        # case, marks and composition do not
        ("title", {"title": {"text": "HỘI NGHỊ - tổng kết."}}, (1, 1, 1)),
        ("meeting_type", {"meeting_type": "so_ket"}, (0, 1, 1)),
        # 4 of 5 words is the bound: 6 of 7 is over it, 2 of 3 is under it
        ("attendee_bodies", {"attendee_bodies": [said(0, 1, name="Văn phòng Ủy ban nhân dân tỉnh A")]}, (1, 1, 2)),
        ("organizers", {"organizers": [said(0, 1, name="Sở tế")]}, (0, 1, 1)),
        # the quote counts where the name was spelled out
        ("organizers", {"organizers": [{"name": "Sở Giáo dục", "evidence": {"quote": "Sở Y tế"}}]}, (1, 1, 1)),
        # each annotated value is matched once
        ("issues_raised", {"issues_raised": [said(50, 60), said(50, 60)]}, (1, 2, 2)),
        # half of intersection over union is enough, less is not
        ("issues_raised", {"issues_raised": [said(55, 60), said(74, 79), said(76, 80)]}, (2, 3, 2)),
        ("issues_chars", {"issues_raised": [said(55, 75)]}, (10, 20, 20)),
        ("conclusions", {}, (0, 0, 1)),
        ("slogan", {"slogan": {"text": "Đoàn kết"}}, (0, 1, 0)),
    ],
)
def test_counts(field: str, predicted: dict[str, Any], counts: tuple[int, int, int]) -> None:
    assert matching.counts(field, GOLD, predicted) == counts


def test_rates_on_a_made_up_set() -> None:
    gold = {"a": GOLD, "b": {**GOLD, "id": "b", "issues_raised": []}}
    predicted = {"a": {"issues_raised": [said(50, 60), said(300, 310)]}, "b": {"issues_raised": [said(1, 2)]}}
    found = scores.score(gold, predicted).fields["issues_raised"]
    # 1 right of 3 predicted and 2 annotated
    assert (found.precision, found.recall, found.f1) == pytest.approx((1 / 3, 1 / 2, 0.4))
    assert (found.correct, found.predicted, found.gold, found.false_on_empty) == (1, 3, 2, 1)
    # in both reports nothing is annotated and nothing found: perfect
    assert scores.score(gold, predicted).fields["slogan"].f1 == 1.0


def test_misses_tell_what_was_missed_and_what_is_wrong() -> None:
    (miss,) = scores.misses("issues_raised", {"a": GOLD}, {"a": {"issues_raised": [said(50, 60), said(300, 310)]}})
    assert (
        miss.counts,
        [matching.span_of(one) for one in miss.missed],
        [matching.span_of(one) for one in miss.wrong],
    ) == (
        (1, 2, 2),
        [(70, 80)],
        [(300, 310)],
    )
    assert list(scores.misses("slogan", {"a": GOLD}, {})) == []


@pytest.mark.parametrize(
    "files",
    [
        None,
        {},
        {"a.json": "{"},
        {"a.json": "[]"},
        {"a.json": "[" * 100_000},
        # one of them would not be scored
        {"a.json": '{"id": "a"}', "b.json": '{"id": "a"}'},
    ],
)
def test_folders_that_cannot_be_scored(tmp_path: Path, files: dict[str, str] | None) -> None:
    folder = tmp_path / "gold"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content)
    with pytest.raises(GoldError):
        scores.load_gold(folder)


@pytest.mark.parametrize(
    ("field", "value"),
    [("event_date", "2016-12-28"), ("organizers", 5), ("conclusions", ["a"])],
)
def test_annotations_of_another_shape_are_named(field: str, value: Any) -> None:
    for gold, predicted in (({"a": {field: value}}, {}), ({"a": {field: GOLD.get(field)}}, {"a": {field: value}})):
        with pytest.raises(GoldError, match=rf"a: has a {field}\w* of another shape"):
            scores.score(gold, predicted)


def test_an_id_that_is_empty_is_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "", "title": "T"}', encoding="utf-8")
    assert scores.load_gold(tmp_path) == {"a": {"id": "", "title": "T"}}


def _garbled(gold: matching.Record, draw: random.Random) -> dict[str, Any]:
    """A prediction that is right, nearly right, wrong and missing by turns."""
    record: dict[str, Any] = json.loads(json.dumps(gold))
    for key, value in list(record.items()):
        if isinstance(value, list):
            for one in value:
                one["evidence"]["end"] += draw.choice((0, 0, 0, -20, 30))
                if "name" in one:
                    one["name"] += draw.choice(("", "", " tỉnh", "."))
            draw.shuffle(value)
            del value[: draw.choice((0, 0, 1))]
        elif isinstance(value, dict):
            for part in value:
                if isinstance(value[part], str):
                    value[part] += draw.choice(("", "", "", " x", "1"))
        elif key not in ("id", "genre") and draw.random() < 0.2:
            record[key] = None
    return record


def test_the_same_numbers_as_the_corpus_script(tmp_path: Path) -> None:
    root = corpus()
    if root is None:
        pytest.skip("there is no corpus here (../shared/corpus or $EXTRACTOR_CORPUS)")
    spec = importlib.util.spec_from_file_location("corpus_score", root / "score.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    draw = random.Random(1)
    gold = scores.load_gold(root / "dev" / "gold")
    for key, one in gold.items():
        if draw.random() > 0.05:
            (tmp_path / f"{key}.json").write_text(json.dumps(_garbled(one, draw)), encoding="utf-8")
    expected, reports = script.score(root / "dev" / "gold", tmp_path)
    found = scores.score(gold, scores.load(tmp_path))
    assert found.as_dict() == expected
    assert found.reports == reports
    assert all(0 < score.f1 < 1 for score in found.fields.values()), "a comparison of trivial scores shows nothing"
