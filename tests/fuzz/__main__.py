"""`python -m tests.fuzz [--inputs N] [--seed S]`: N generated texts over all invariants, and every pattern on hostile strings.

Prints each finding with the seed that makes its text again; exit status 1 where there is one. A million
inputs take some twenty minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from random import Random
from typing import NamedTuple

from extractor import Extractor
from extractor.findings import Profile
from tests.fuzz import patterns, texts
from tests.fuzz.invariants import broken
from tests.places import dev_reports, samples

_CHUNK = 500
# Every so many inputs one goes through the profile that costs more.
_DEFAULT_EVERY = 4


class Finding(NamedTuple):
    """An input that something does not hold for, by the seed of its chance."""

    seed: str
    what: str
    text: str


def main() -> int:
    """Run, print, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    slow = {name: what for name, one in patterns.patterns().items() if (what := patterns.slow(one))}
    for name, what in slow.items():
        print(f"slow pattern {name}: {what}")
    chunks = range(0, chosen.inputs, _CHUNK)
    count = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for findings in pool.map(
            _chunk, [(chosen.seed, start, min(start + _CHUNK, chosen.inputs)) for start in chunks]
        ):
            for one in findings:
                count += 1
                print(f"{one.seed}: {one.what}\n  {one.text!r}", flush=True)
    print(f"{chosen.inputs:,} inputs, {count} findings; {len(patterns.patterns())} patterns, {len(slow)} slow")
    return 1 if count or slow else 0


def _chunk(job: tuple[int, int, int]) -> list[Finding]:
    seed, start, end = job
    found = []
    for at in range(start, end):
        name = f"{seed}.{at}"
        text = made(name)
        profile: Profile = "rules" if at % _DEFAULT_EVERY else "default"
        if what := broken(_extractor(profile), text):
            found.append(Finding(name, what, text[:300]))
    return found


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
