"""The mottos of meetings and of the work ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.dashboard.lists import draw_list

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame


def draw(frame: Frame) -> None:
    """Draw the list of mottos."""
    draw_list(
        frame,
        frame.say("slogans"),
        lambda part: frame.queries.slogans(frame.filters, part),
        (
            (frame.say("slogan"), lambda row: frame.words(row, "slogan")),
            (frame.say("given_by"), lambda row: row["slogan_by"]),
            (frame.say("day"), lambda row: frame.day(row["event_start"])),
            (frame.say("meeting"), frame.meeting),
            (frame.say("trust"), lambda row: float(row["confidence"])),
        ),
    )
