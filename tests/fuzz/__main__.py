"""`python -m tests.fuzz [--inputs N] [--seconds S] [--seed S] [--start N]`: generated texts and documents over all invariants.

Prints each finding with the seed that makes its text again; exit status 1 where there is one. A million
inputs take some fifteen minutes of both of two cores; `--start` goes on where an earlier run ended.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from random import Random
from typing import NamedTuple

from extractor import Extractor
from extractor.findings import Profile
from tests import usage
from tests.fuzz import documents, holes, texts
from tests.fuzz.invariants import broken
from tests.places import dev_reports, samples

_CHUNK = 250
# Every so many inputs one goes through the profile that costs more.
_DEFAULT_EVERY = 5
# Every so many one is a document instead.
_DOCUMENT_EVERY = 25
_TOLD_EVERY = 10_000


class Finding(NamedTuple):
    """An input that something does not hold for, by the seed of its chance."""

    seed: str
    what: str
    text: str


def main() -> int:
    """Run, print, and give the exit status."""
    parser = usage.parser(__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end after so much time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    chosen = parser.parse_args()
    done = count = 0
    for inputs, findings in _chunks(chosen.seed, range(chosen.start, chosen.start + chosen.inputs), chosen.seconds):
        for one in findings:
            print(f"{one.seed}: {one.what}\n  {one.text!r}", flush=True)
        if (done + inputs) // _TOLD_EVERY > done // _TOLD_EVERY:
            print(f"{done + inputs:,} inputs, {count + len(findings)} findings", flush=True)
        done, count = done + inputs, count + len(findings)
    print(f"{done:,} inputs from {chosen.start:,} with seed {chosen.seed}, {count} findings")
    return 1 if count or not done else 0


def _chunks(seed: int, numbers: range, seconds: float) -> Iterator[tuple[int, list[Finding]]]:
    """How many inputs were tried, and what was found, chunk by chunk."""
    until = time.monotonic() + seconds
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        # A few rounds at a time, so that the end comes soon when time is over.
        for start in range(0, len(numbers), _CHUNK * workers * 4):
            if time.monotonic() > until:
                return
            batch = numbers[start : start + _CHUNK * workers * 4]
            jobs = [batch[at : at + _CHUNK] for at in range(0, len(batch), _CHUNK)]
            for job, findings in zip(jobs, pool.map(_chunk, [seed] * len(jobs), jobs), strict=True):
                yield len(job), findings


def _chunk(seed: int, numbers: range) -> list[Finding]:
    found = []
    for number in numbers:
        name = f"{seed}.{number}"
        tried = _document(name) if number % _DOCUMENT_EVERY == _DOCUMENT_EVERY - 1 else _text(name, number)
        found += [tried] if tried else []
    return found


def _text(seed: str, number: int) -> Finding | None:
    text = made(seed)
    profile: Profile = "rules" if number % _DEFAULT_EVERY else "default"
    what = broken(_extractor(profile), text)
    return Finding(seed, what, text[:300]) if what else None


def _document(seed: str) -> Finding | None:
    name, data = documents.made(Random(seed))
    try:
        plain = holes.read(name, data)
    except holes.Hole as hole:
        return Finding(seed, f"{name}: {hole}", repr(data[:100]))
    what = broken(_extractor("rules"), plain.text) if plain else None
    return Finding(seed, f"{name}: {what}", plain.text[:300]) if plain and what else None


def made(seed: str) -> str:
    """The text that a seed stands for."""
    random = Random(seed)
    return random.choice(_makers())(random)


@cache
def _makers() -> tuple[Callable[[Random], str], ...]:
    reports = tuple(file.read_bytes().decode() for file in (*samples(), *dev_reports()))
    mutate = texts.mutated(reports)
    return texts.chances, texts.shuffled, texts.nested, texts.repeated, mutate, mutate, mutate


@cache
def _extractor(profile: Profile) -> Extractor:
    return Extractor(profile)


if __name__ == "__main__":
    sys.exit(main())
