"""What holds for every text, whatever it is made of."""

from __future__ import annotations

import json
from typing import Any

from extractor import Extractor, MeetingReport
from extractor.errors import ReadError

# In the order in which they are looked at; a finding names one of them.
NAMES = ("a record or a typed error", "grounded", "the same again", "reads back as it was")


def broken(extractor: Extractor, text: str) -> str | None:
    """What does not hold for a text, None where all does."""
    try:
        report = extractor.extract(text)
    except ReadError:
        return None
    except Exception as error:  # noqa: BLE001 - whatever escapes is the finding
        return f"{NAMES[0]}: {type(error).__name__}: {error}"
    dumped = report.model_dump_json()
    if any(text[one["start"] : one["end"]] != one["quote"] for one in evidences(json.loads(dumped))):
        return NAMES[1]
    if extractor.extract(text).model_dump_json() != dumped:
        return NAMES[2]
    if MeetingReport.model_validate_json(dumped).model_dump_json() != dumped:
        return NAMES[3]
    return None


def evidences(value: Any) -> list[dict[str, Any]]:
    """All evidence below a part of a record."""
    if isinstance(value, list):
        return [one for part in value for one in evidences(part)]
    if not isinstance(value, dict):
        return []
    own = [value["evidence"]] if isinstance(value.get("evidence"), dict) else []
    return own + [one for part in value.values() for one in evidences(part)]
