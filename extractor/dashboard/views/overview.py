"""How many there are of everything, and when the meetings were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import charts
from extractor.dashboard.tables import table

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame
    from extractor.dashboard.queries import Row

# Pixels: six beside each other in a window of 1280, two on a telephone.
_WIDTH = 135
_COUNTS = ("meetings", "organizers", "attendee_bodies", "issues", "conclusions", "slogans")


def draw(frame: Frame) -> None:
    """Draw the counts, the timeline and the types."""
    counts = frame.queries.counts(frame.filters)
    notes = {
        "meetings": f"{counts['dated']:,} {frame.say('dated')}",
        "conclusions": f"{counts['deadlines']:,} {frame.say('deadlines')}",
    }
    with st.container(key="counts", horizontal=True):
        for name in _COUNTS:
            with st.container(key=f"count-{name}", width=_WIDTH):
                st.metric(frame.say(name), f"{counts[name]:,}")
                if name in notes:
                    st.caption(notes[name])
    if not counts["meetings"]:
        st.info(frame.say("nothing"))
        return
    _timeline(frame, counts)
    _types(frame)
    if counts["left_out"]:
        st.caption(f"{counts['left_out']:,} {frame.say('left_out')}")


def _timeline(frame: Frame, counts: Row) -> None:
    st.subheader(frame.say("timeline"))
    rows = frame.queries.timeline(frame.filters)
    if rows:
        frame.chart(charts.timeline(rows, frame.labels), "timeline")
        if st.toggle(frame.say("as_table"), key="timeline_table"):
            heads = [frame.say("month"), frame.say("type"), frame.say("meetings")]
            cells = [[f"{row['month']:%m/%Y}", frame.labels("type", row["type"]), row["meetings"]] for row in rows]
            st.html(table(frame.say("timeline"), heads, cells))
    if undated := counts["meetings"] - counts["dated"]:
        st.caption(f"{undated:,} {frame.say('undated')}")


def _types(frame: Frame) -> None:
    st.subheader(frame.say("types"))
    rows = [(frame.labels("type", row["type"]), row["meetings"]) for row in frame.queries.types(frame.filters)]
    frame.chart(charts.bars(rows, frame.say("type"), frame.say("meetings")), "types")
