"""Which bodies hold meetings and which attend them, by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import address, charts
from extractor.dashboard.tables import Link, table

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame
    from extractor.dashboard.queries import Role

_ROLES: tuple[Role, ...] = ("organizers", "attendee_bodies")


def draw(frame: Frame) -> None:
    """Draw the bodies of each role with the most meetings, and how many there are of each level."""
    for name in ("level", "top"):
        st.session_state.setdefault(name, address.default(name))
    codes = ("", *frame.labels.codes("level"))
    if st.session_state["level"] not in codes:
        st.session_state["level"] = ""
    left, right = st.columns((3, 1))
    level = left.segmented_control(
        frame.say("level"),
        codes,
        required=True,
        format_func=lambda code: frame.labels("level", code) if code else frame.say("any"),
        key="level",
    )
    top = right.segmented_control(frame.say("top"), address.TOPS, required=True, key="top")
    for role in _ROLES:
        _bodies(frame, role, level or "", top or address.TOPS[0])
    st.subheader(frame.say("by_level"))
    ranks = {level: rank for rank, level in enumerate(codes)}
    rows = [
        [frame.say(row["role"]), frame.labels("level", row["level"]), row["bodies"], row["meetings"]]
        for row in sorted(
            frame.queries.levels(frame.filters),
            key=lambda row: (_ROLES.index(row["role"]), ranks.get(row["level"], len(ranks)), row["level"]),
        )
    ]
    heads = [frame.say(name) for name in ("role", "level", "number_of_bodies", "meetings")]
    st.html(table(frame.say("several_levels"), heads, rows))


def _bodies(frame: Frame, role: Role, level: str, top: int) -> None:
    st.subheader(frame.say(role))
    rows = frame.queries.bodies(frame.filters, role, level, top)
    if not rows:
        st.info(frame.say("nothing"))
        return
    chart = charts.bars([(row["name"], row["meetings"]) for row in rows], frame.say(role), frame.say("meetings"))
    frame.chart(chart, role)
    with st.expander(frame.say("as_table")):
        st.caption(frame.say("bodies_hint"))
        cells = [
            [
                Link(row["name"], frame.link(view="reports", body=[row["name"]])),
                frame.labels("level", row["level"]),
                row["meetings"],
            ]
            for row in rows
        ]
        st.html(table(frame.say(role), [frame.say(role), frame.say("level"), frame.say("meetings")], cells))
