"""What is raised, about what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import charts
from extractor.dashboard.filters import NONE
from extractor.dashboard.lists import draw_list

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame
    from extractor.dashboard.queries import Row


def draw(frame: Frame) -> None:
    """Draw the topics, the topics over time, and the list of issues."""
    topics = frame.queries.topics(frame.filters)
    if topics:
        st.subheader(frame.say("issues_by_topic"))
        rows = [(charts.topic(row["topic"], frame.labels), row["issues"]) for row in topics]
        frame.chart(charts.bars(rows, frame.say("topic"), frame.say("issues")), "issues_by_topic")
        st.caption(frame.say("several_topics"))
        span = charts.span_of([row["month"] for row in frame.queries.timeline(frame.filters)])
        times = frame.queries.topics_over_time(frame.filters, span)
        if times:
            st.subheader(frame.say("topics_over_time"))
            order = [row["topic"] for row in topics]
            frame.chart(charts.topics_over_time(times, order, span, frame.labels), "topics_over_time")
    st.subheader(frame.say("issues"))

    def told(row: Row) -> str:
        return ", ".join(charts.topic(code, frame.labels) for code in row["topics"] if code != NONE)

    draw_list(
        frame,
        frame.say("issues"),
        lambda part: frame.queries.issues(frame.filters, part),
        (
            (frame.say("said"), lambda row: frame.words(row, "issues_raised")),
            (frame.say("topic"), told),
            (frame.say("day"), lambda row: frame.day(row["event_start"])),
            (frame.say("meeting"), frame.meeting),
            (frame.say("trust"), lambda row: float(row["confidence"])),
        ),
    )
