"""Cost follows length: no step looks at the whole report again for each of its parts."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest

from extractor import Extractor
from tests.reports import long_report


def steps(extractor: Extractor, text: str) -> int:
    """How many lines of this package's code a report takes: what a profiler counts, whatever else the machine does."""
    counted: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if "extractor" not in frame.f_code.co_filename:
            return None
        counted[event] += 1
        return trace

    sys.settrace(trace)
    try:
        extractor.extract(text)
    finally:
        sys.settrace(None)
    return counted["line"]


@pytest.mark.parametrize("profile", ["default", "rules"])
def test_steps_grow_with_the_length(profile: str, extractor: Extractor, by_rules: Extractor) -> None:
    chosen = extractor if profile == "default" else by_rules
    long, longer = long_report(20_000), long_report(80_000)
    chosen.extract(long)
    assert steps(chosen, longer) / steps(chosen, long) < 4 * 1.3
