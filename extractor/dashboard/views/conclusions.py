"""Who promised what to whom by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import address, charts
from extractor.dashboard.frame import first_page
from extractor.dashboard.lists import draw_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.dashboard.frame import Frame


def draw(frame: Frame) -> None:
    """Draw the conclusions by act, and their list."""
    for name in ("act", "due"):
        st.session_state.setdefault(name, address.default(name))
    known = frame.labels.codes("act")
    rows = sorted(frame.queries.acts(frame.filters), key=lambda row: known.index(row["act"]))
    if rows:
        st.subheader(frame.say("acts"))
        bars = [(frame.labels("act", row["act"]), row["conclusions"]) for row in rows]
        frame.chart(charts.bars(bars, frame.say("act"), frame.say("conclusions")), "acts")
        owners, deadlines = (sum(row[name] for row in rows) for name in ("owners", "deadlines"))
        st.caption(f"{owners:,} {frame.say('owners')} · {deadlines:,} {frame.say('deadlines')}")
    st.subheader(frame.say("conclusions"))
    acts, due = _asked(frame, known)
    draw_list(
        frame,
        frame.say("conclusions"),
        lambda part: frame.queries.conclusions(frame.filters, part, tuple(acts), due=due),
        (
            (frame.say("speaker"), lambda row: row["speaker"]),
            (frame.say("act"), lambda row: frame.labels("act", row["act"])),
            (frame.say("said"), lambda row: frame.words(row, "conclusions")),
            (frame.say("owner"), lambda row: row["owner"]),
            (frame.say("deadline"), lambda row: frame.day(row["deadline"])),
            (frame.say("day"), lambda row: frame.day(row["event_start"])),
            (frame.say("meeting"), frame.meeting),
            (frame.say("trust"), lambda row: float(row["confidence"])),
        ),
    )


def _asked(frame: Frame, known: Sequence[str]) -> tuple[list[str], bool]:
    """Draw what the list is narrowed by: acts, of those `known`, and whether only what is due counts."""
    asked = [act for act in st.session_state["act"] if act in known]
    if asked != st.session_state["act"]:
        st.session_state["act"] = asked
    left, right = st.columns(2, vertical_alignment="bottom")
    acts = left.segmented_control(
        frame.say("act"),
        known,
        selection_mode="multi",
        format_func=lambda code: frame.labels("act", code),
        key="act",
        on_change=first_page,
    )
    due = right.toggle(frame.say("due"), key="due", on_change=first_page)
    return acts, due
