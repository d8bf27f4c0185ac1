"""Files with many records: what goes in comes out again, byte by byte."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractor import Extractor, MeetingReport
from extractor.errors import MissingExtraError
from extractor.writers import Format, RecordFormat, record_format
from tests.places import samples
from tests.test_records import FULL

FORMATS: tuple[Format, ...] = ("ndjson", "parquet")


def format_of(name: Format) -> RecordFormat:
    found = record_format(name)
    assert found is not None
    return found


def written(form: RecordFormat, records: list[bytes]) -> BytesIO:
    file = BytesIO()
    writer = form.Writer(file)
    for record in records:
        writer.write(record)
    writer.close()
    file.seek(0)
    return file


@pytest.fixture(scope="module")
def lines(extractor: Extractor) -> list[bytes]:
    """Records with everything in them, with nothing in them, and those of the samples."""
    empty: dict[str, Any] = {key: [] if isinstance(value, list) else None for key, value in FULL.items()}
    kept = {key: FULL[key] for key in ("schema_version", "id", "source", "extractor")}
    made = [MeetingReport.model_validate(record) for record in (FULL, {**empty, **kept})]
    made += [extractor.extract_file(sample) for sample in samples()]
    return [record.model_dump_json().encode() + b"\n" for record in made]


@pytest.mark.parametrize("name", FORMATS)
def test_records_come_back_as_they_were(name: Format, lines: list[bytes]) -> None:
    form = format_of(name)
    assert list(form.records(written(form, lines))) == lines


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_may_hold_no_record(name: Format) -> None:
    form = format_of(name)
    assert list(form.records(written(form, []))) == []


def test_many_records_are_several_row_groups(lines: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    form = format_of("parquet")
    monkeypatch.setattr(form, "_ROW_GROUP", 50_000)
    file = written(form, lines)
    assert pq.ParquetFile(file).num_row_groups > 3
    file.seek(0)
    assert list(form.records(file)) == lines


def test_parquet_has_a_column_a_field(lines: list[bytes]) -> None:
    table = pq.read_table(written(format_of("parquet"), lines))
    assert table.column_names == list(MeetingReport.model_fields)
    assert table.to_pylist() == [json.loads(line) for line in lines]


def test_an_unknown_key_is_no_record() -> None:
    with pytest.raises(ValueError, match="unexpected"):
        written(format_of("parquet"), [b'{"colour":"red"}\n'])


def test_one_file_a_record_is_no_format_of_many() -> None:
    assert record_format("json") is None


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "extractor.writers.parquet", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'meeting-minutes-extractor\[tables\]'"):
        record_format("parquet")
