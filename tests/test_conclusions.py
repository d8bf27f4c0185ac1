"""Conclusions with act, speaker, owner and deadline, by the rules: a table of cases with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tables import cases
from tests.test_points import OPENING

if TYPE_CHECKING:
    from extractor import Extractor


@pytest.mark.parametrize("case", cases("conclusions"))
def test_conclusions(by_rules: Extractor, case: dict[str, Any]) -> None:
    record = by_rules.extract(case.get("whole") or OPENING + case["text"])
    found = record.conclusions
    assert [conclusion.text for conclusion in found] == case.get("conclusions", [])
    if "issues" in case:
        assert [issue.text for issue in record.issues_raised] == case["issues"]
    if "acts" in case:
        assert [conclusion.act for conclusion in found] == case["acts"]
    if "owners" in case:
        assert [conclusion.owner.name if conclusion.owner else "" for conclusion in found] == case["owners"]
    if "deadlines" in case:
        told = [str(conclusion.deadline.value) if conclusion.deadline else "" for conclusion in found]
        assert told == case["deadlines"]
    if "speakers" in case:
        assert [conclusion.speaker or "" for conclusion in found] == case["speakers"]
    if "speaker" in case:
        assert (record.conclusion_speaker.name if record.conclusion_speaker else "") == case["speaker"]
