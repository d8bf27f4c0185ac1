"""Every sample report: each field that the project is for, exactly as its hand-made gold says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor import Extractor, MeetingReport
from extractor.evaluation.matching import MISSION, normal, span_of, words_of
from tests.places import SAMPLES, SCHEMA, samples


@cache
def _record(extractor: Extractor, sample: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(extractor.extract_file(sample).model_dump_json())
    return record


def _gold(sample: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SAMPLES / "gold" / f"{sample.stem}.json").read_text(encoding="utf-8"))
    return gold


def _exactly(field: str, record: dict[str, Any]) -> Any:
    """What has to be the same in gold and record: days, words, or where the words stand."""
    value = record[field]
    if field == "event_date":
        return value and (value["start"], value["end"], value["session"])
    if field == "slogan":
        return value and normal(words_of(value))
    if field in ("organizers", "attendee_bodies"):
        return sorted(normal(words_of(body)) for body in value)
    return [(*span_of(point), (point["evidence"])["quote"]) for point in value]


@pytest.mark.parametrize("field", MISSION)
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_field_is_exact(extractor: Extractor, sample: Path, field: str) -> None:
    assert _exactly(field, _record(extractor, sample)) == _exactly(field, _gold(sample))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_record_fits_the_schema_and_reads_back(extractor: Extractor, sample: Path) -> None:
    record = _record(extractor, sample)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(record)
    again = MeetingReport.model_validate_json(json.dumps(record))
    assert json.loads(again.model_dump_json()) == record


def test_there_are_enough_of_them_each_with_its_gold() -> None:
    assert len(samples()) >= 30
    assert {sample.stem for sample in samples()} == {gold.stem for gold in (SAMPLES / "gold").glob("*.json")}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_gold_quotes_stand_in_the_text(sample: Path) -> None:
    text = sample.read_bytes().decode()

    def check(value: Any) -> None:
        if isinstance(value, list):
            for one in value:
                check(one)
        elif isinstance(value, dict):
            if "quote" in value:
                assert text[value["start"] : value["end"]] == value["quote"]
            for one in value.values():
                check(one)

    check(_gold(sample))
