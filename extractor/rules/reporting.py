"""The weights by which a text's evidence tells whether it reports a meeting (`reporting.toml`)."""

from __future__ import annotations

from functools import cache

from extractor.rules import Entry, read


class Weight(Entry):
    """What one unit of the evidence `id` adds to the score; `example` has more of it than `counterexample`."""

    weight: float


@cache
def weights() -> dict[str, float]:
    """The weights by the name of the evidence; a score above 0 means that no meeting is reported."""
    return {entry.id: entry.weight for entry in read("reporting", Weight)}
