"""The meetings one by one: their list, and each beside the words of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import address
from extractor.dashboard.lists import draw_list
from extractor.dashboard.texts import text_of
from extractor.records import MeetingReport
from extractor.show.page import page

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame

_HEIGHT = 860


def draw(frame: Frame) -> None:
    """Draw the report that the address names, or the list of all."""
    key = st.session_state["report"]
    if key:
        _one(frame, key)
        return
    draw_list(
        frame,
        frame.say("reports"),
        lambda part: frame.queries.meetings(frame.filters, part),
        (
            (frame.say("day"), lambda row: frame.day(row["event_start"])),
            (frame.say("meeting"), frame.meeting),
            (frame.say("type"), lambda row: frame.labels("type", row["meeting_type"])),
            (frame.say("organizers"), lambda row: ", ".join(row["organizers"] or ())),
        ),
    )


def _one(frame: Frame, key: str) -> None:
    left, right = st.columns(2)
    left.button(frame.say("back"), on_click=leave)
    record = frame.queries.record(key)
    if record is None:
        st.warning(frame.say("no_record"))
        return
    report = MeetingReport.model_validate_json(record)
    right.download_button(frame.say("download_one"), record, f"{report.id}.json", "application/json", on_click="ignore")
    noted = frame.queries.noted(report.source.path) if report.source.path else None
    # Streamlit runs what it is given: `page` escapes every word and forbids all scripts but its own.
    st.iframe(
        page(report, text_of(report, noted, frame.reports), frame.labels, _at()),
        height=_HEIGHT,
        alt=frame.say("meeting"),
    )


def _at() -> tuple[str, int] | None:
    """The field of the value that the address names, and its place there."""
    field, _, position = st.session_state["at"].rpartition("-")
    return (field, int(position)) if field else None


def leave() -> None:
    """Go back to the list."""
    for name in ("report", "at"):
        st.session_state[name] = address.default(name)
