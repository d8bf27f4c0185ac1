"""Every sample report by the rules alone: each field exactly as its hand-made gold says, but for the known errors."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor import Extractor, MeetingReport
from tests.places import SAMPLES, SCHEMA, samples
from tests.quality.catalogue import EXACT, exactly, gold_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


# What is known to go wrong, by cause; see the head of the file. Whoever mends one has to take its line out.
KNOWN = tomllib.loads((Path(__file__).parent / "cases" / "known_errors.toml").read_text(encoding="utf-8"))


def _case(sample: Path, field: str) -> Any:
    cause = KNOWN.get(sample.stem, {}).get(field)
    marks = [pytest.mark.xfail(strict=True, reason=cause)] if cause else []
    return pytest.param(sample, field, id=f"{sample.stem}-{field}", marks=marks)


@cache
def _record(extractor: Extractor, sample: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(extractor.extract_file(sample).model_dump_json())
    return record


@pytest.mark.parametrize(("sample", "field"), [_case(sample, field) for sample in samples() for field in EXACT])
def test_field_is_exact(by_rules: Extractor, sample: Path, field: str) -> None:
    record, gold = _record(by_rules, sample), gold_of(sample)
    assert exactly(field, record) == exactly(field, gold)


def test_known_errors_name_samples_and_causes() -> None:
    causes = {"boundary", "missed cue", "false find", "wrong role", "coordination", "wrong meeting"}
    for stem, fields in KNOWN.items():
        assert SAMPLES / "reports" / f"{stem}.txt" in samples()
        assert set(fields) <= set(EXACT)
        assert set(fields.values()) <= causes


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

    check(gold_of(sample))
