"""Votes: how many were for, against or abstained, and what it was about, as far as the report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Quoted, Vote
from extractor.language.voting import FAVOUR, is_formality, matter_of, votes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Finding
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """One finding a vote, in the order of the text; that the minutes themselves were approved is none."""
    for tally in votes_of(reading):
        if is_formality(reading, tally):
            continue
        about = matter_of(reading, tally)
        value = Vote(
            tally.counts.get(FAVOUR),
            tally.counts.get("against"),
            tally.counts.get("abstain"),
            tally.out_of,
            tally.percentage,
            reading.finding("matter", about, Quoted(), "vote.matter", 0.85) if about else None,
        )
        yield reading.finding("votes", (tally.start, tally.end), value, "vote.tally", 0.85)


component = register("meeting_votes", find)
