"""A long list: a search, a page of rows as a table, and which page that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

import streamlit as st

from extractor.dashboard import address
from extractor.dashboard.frame import first_page
from extractor.dashboard.queries import Listed, Part
from extractor.dashboard.sheet import sheet
from extractor.dashboard.tables import table

if TYPE_CHECKING:
    from extractor.dashboard.frame import Frame
    from extractor.dashboard.queries import Row
    from extractor.dashboard.tables import Cell

_SIZE = 50
# Rows of a file that are asked for at once.
_MANY = 20_000


def draw_list(
    frame: Frame,
    caption: str,
    ask: Callable[[Part], Listed],
    columns: Sequence[tuple[str, Callable[[Row], Cell]]],
) -> None:
    """Draw the rows that `ask` finds; a column is its heading and what stands in it of a row."""
    for name in ("search", "page"):
        st.session_state.setdefault(name, address.default(name))
    left, right = st.columns((4, 1), vertical_alignment="bottom")
    search = left.text_input(frame.say("search"), key="search", type="search", placeholder="", on_change=first_page)
    first = ask(Part(search, 1, _SIZE))
    pages = max(ceil(first.total / _SIZE), 1)
    st.session_state["page"] = min(st.session_state["page"], pages)
    number = right.number_input(f"{frame.say('page')} (1–{pages:,})", 1, pages, key="page", step=1)
    listed = first if number == 1 else ask(Part(search, int(number), _SIZE))
    begins = (int(number) - 1) * _SIZE + 1
    shown = f"{begins:,}–{begins + len(listed.rows) - 1:,}" if listed.rows else "0"
    told = f"{caption}: {shown} {frame.say('of')} {listed.total:,}"
    heads = [head for head, _ in columns]
    st.html(table(told, heads, [[cell(row) for _, cell in columns] for row in listed.rows]))
    if not listed.rows:
        st.info(frame.say("nothing"))
        return

    def whole() -> bytes:
        parts = (ask(Part(search, 1 + n, _MANY)).rows for n in range(ceil(first.total / _MANY)))
        cells = ([*(cell(row) for _, cell in columns), row["report_key"]] for rows in parts for row in rows)
        return sheet([*heads, frame.labels("page", "source")], cells)

    st.download_button(
        frame.say("download_list"),
        whole,
        f"{st.session_state['view']}.csv",
        "text/csv",
        help=frame.say("download_list_help"),
        on_click="ignore",
    )
