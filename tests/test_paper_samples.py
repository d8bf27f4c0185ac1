"""Every formal paper among the samples by the rules alone: each field exactly as its hand-made gold says, without exception."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor import Extractor, MeetingReport
from extractor.errors import SERIOUS
from tests.places import PAPERS, SCHEMA
from tests.quality.catalogue import EXACT, exactly

FILES = sorted((PAPERS / "reports").glob("*.txt"))
TALLY = ("in_favour", "against", "abstained", "out_of", "percentage")


@cache
def _record(extractor: Extractor, file: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(extractor.extract_file(file).model_dump_json())
    return record


def _gold(file: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((PAPERS / "gold" / f"{file.stem}.json").read_text(encoding="utf-8"))
    return gold


def _told(field: str, record: dict[str, Any]) -> Any:
    """What has to be the same in gold and record; of the fields that version 1.1 added, all but rule and confidence."""
    value = record[field]
    if field == "number":
        return value and (value["text"], value["evidence"])
    if field == "secretary":
        return value and (value["name"], value["post"], value["evidence"])
    if field == "votes":
        return [
            (v["evidence"], v["matter"] and (v["matter"]["text"], v["matter"]["evidence"]), *(v[n] for n in TALLY))
            for v in value
        ]
    if field == "warnings":
        codes = (one if isinstance(one, str) else one["code"] for one in value)
        return [code for code in codes if code in SERIOUS]
    return exactly(field, record)


@pytest.mark.parametrize("field", [*EXACT, "number", "secretary", "votes", "warnings"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_field_is_exact(by_rules: Extractor, file: Path, field: str) -> None:
    assert _told(field, _record(by_rules, file)) == _told(field, _gold(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_record_fits_the_schema_and_reads_back(extractor: Extractor, file: Path) -> None:
    record = _record(extractor, file)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(record)
    assert json.loads(MeetingReport.model_validate_json(json.dumps(record)).model_dump_json()) == record


def test_there_are_enough_of_them_each_with_its_gold() -> None:
    assert {file.stem for file in FILES} == {gold.stem for gold in (PAPERS / "gold").glob("*.json")}
    genres = [_gold(file)["genre"] for file in FILES]
    assert len(genres) - genres.count(None) >= 14


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_gold_quotes_stand_in_the_text(file: Path) -> None:
    text = file.read_bytes().decode()

    def check(value: Any) -> None:
        for one in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            check(one)
        if isinstance(value, dict) and "quote" in value:
            assert text[value["start"] : value["end"]] == value["quote"]

    check(_gold(file))
