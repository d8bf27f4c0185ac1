"""Cost follows length: no step looks at the whole report again for each of its parts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from extractor import Extractor
from tests.reports import long_report

HEAD = "Họp xã\nSáng 5/3/2024, UBND xã Hòa Bình tổ chức hội nghị. Kết luận hội nghị, ông Lê Văn Tám đề nghị các xã báo cáo kết quả"
SYLLABLES = [first + last for first in "BCDGHKLMNPQRSTVX" for last in ("an", "inh", "ong", "ung")]
PEOPLE = [f"Lê {first} {last}" for first in SYLLABLES for last in SYLLABLES]
# What is repeated behind an order that is still open, by number.
WITHOUT_END: dict[str, Callable[[int], str]] = {
    "words that join": lambda _: " và cũng",
    "lists of one": lambda _: ", và",
    "people who ask": lambda number: f", {PEOPLE[number]} yêu cầu báo cáo",
    "mentions of one": lambda _: ". Lê Văn Tám nói",
    "days and places": lambda _: ", ngày 5/3 tại nhà văn hóa",
    "brackets": lambda _: " (sửa cầu",
    "items of a list": lambda _: "\n- Rà soát hộ nghèo",
}


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


@pytest.mark.parametrize("piece", WITHOUT_END.values(), ids=WITHOUT_END)
def test_steps_grow_with_what_stands_behind_an_order(piece: Callable[[int], str], by_rules: Extractor) -> None:
    some, more = (HEAD + "".join(map(piece, range(count))) for count in (300, 1200))
    by_rules.extract(some)
    assert steps(by_rules, more) / steps(by_rules, some) < 4 * 1.3
