"""What a report costs that nobody has read before, as each one in a folder is.

Whoever reads the same texts again finds their words in caches: spaCy's tokenizer then looks most of them up, which is
twice as fast as to read them. Here every contender first reads other texts, then the reports once, in a process that
has not seen them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

import spacy

from extractor import Extractor, readers

T = TypeVar("T")

BARE = "spaCy's bare tokenizer, unread texts"


def unread(others: list[Path], files: list[Path], passes: int) -> None:
    """Print a line a contender: the median of so many processes that read the `others`, then `files`."""
    runs: list[dict[str, float]] = []
    for _ in range(passes):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            runs.append(process.submit(read_once, others, files).result())
    seconds = {name: median(run[name] for run in runs) for name in runs[0]}
    for name, spent in seconds.items():
        cost = f"{1000 * spent / len(files):9.3f} {len(files) / spent:10,.0f} {spent / seconds[BARE]:8.1f}"
        print(f"{name:46} {cost}")


def read_once(others: list[Path], files: list[Path]) -> dict[str, float]:
    """The seconds that each contender takes for the files, which it reads once, after the others."""
    before, then = ([file.read_bytes() for file in some] for some in (others, files))
    texts = ([_text(data) for data in some] for some in (before, then))
    return {
        BARE: _seconds(spacy.blank("xx").tokenizer, *texts),
        "a whole report by rules, unread texts": _seconds(_whole(Extractor(profile="rules")), before, then),
        "a whole report with the model, unread texts": _seconds(_whole(Extractor()), before, then),
    }


def _seconds(read: Callable[[T], object], before: list[T], then: list[T]) -> float:
    for one in before:
        read(one)
    since = time.perf_counter()
    for one in then:
        read(one)
    return time.perf_counter() - since


def _text(data: bytes) -> str:
    return readers.read_bytes(data, "report").text


def _whole(extractor: Extractor) -> Callable[[bytes], str]:
    """From bytes to JSON."""
    return lambda data: extractor.record(readers.read_bytes(data, "report"), "id", None).model_dump_json()
