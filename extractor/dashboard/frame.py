"""What stands around every view: language, filters, and that the address and the widgets say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from extractor.dashboard import address
from extractor.dashboard.charts import legible, topic
from extractor.dashboard.filters import NONE, Filters
from extractor.dashboard.tables import Link
from extractor.show.labels import LANGUAGES, Labels, Language
from extractor.show.values import day

if TYPE_CHECKING:
    from extractor.dashboard.charts import Drawn
    from extractor.dashboard.queries import Queries, Row

# What is offered at a click; every other body is found by typing.
_OFFERED = 1_000
_SEEN = "address seen"
_SPOKEN = "language spoken"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a view is drawn with; `reports` is the folder of the reports, where it was given.

    `kept` are the choices that every link keeps, told beforehand: a download is made when nobody's session is at hand.
    """

    queries: Queries
    filters: Filters
    labels: Labels
    reports: Path | None
    kept: Mapping[str, Any]

    def say(self, code: str) -> str:
        """The label of a part of the dashboard."""
        return self.labels("dashboard", code)

    def link(self, **choices: object) -> str:
        """An address with the language and the filters as they are, and other choices."""
        return address.link({**self.kept, **choices})

    def chart(self, chart: Drawn, code: str) -> None:
        """Draw a chart, with its label for those who hear the page."""
        st.altair_chart(legible(chart), alt=self.say(code))

    def meeting(self, row: Row) -> Link:
        """The meeting of a row, leading to its report."""
        return Link(row["title"], self.link(view="reports", report=row["report_key"]))

    def words(self, row: Row, field: str) -> Link:
        """The words of a row's value, leading to where the report says so; `field` is the record's."""
        at = f"{field}-{row['position']}"
        return Link(row["text"], self.link(view="reports", report=row["report_key"], at=at), quiet=True)

    def day(self, value: dt.date | None) -> str:
        """A day as it is written in the language; empty where there is none."""
        return day(value, self.labels) if value else ""


def read_address() -> None:
    """Set the widgets as the address says, where it has changed otherwise than through them."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    spoken = st.session_state.get("lang")
    if st.session_state.get(_SEEN) != query:
        st.session_state.update(address.read(query))
        st.session_state[_SEEN] = query
    elif st.session_state.get(_SPOKEN) != spoken:
        # Streamlit forgets the value of a widget whose labels have changed, but not what is set anew.
        for name in ("view", *address.FILTERS):
            st.session_state[name] = st.session_state[name]
    st.session_state[_SPOKEN] = st.session_state["lang"]


def write_address() -> None:
    """State the choices in the address."""
    query = address.write(_state())
    if query != st.session_state[_SEEN]:
        st.query_params.from_dict(query)
        st.session_state[_SEEN] = query


def language() -> Labels:
    """The language that the reader has chosen, in the sidebar."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    chosen: Language | None = st.sidebar.segmented_control(
        "Ngôn ngữ / Language",
        LANGUAGES,
        required=True,
        format_func=names.__getitem__,
        key="lang",
        width="stretch",
    )
    return Labels(chosen or "vi")


def filters(queries: Queries, labels: Labels) -> Filters:
    """The filters in the sidebar."""
    bar = st.sidebar
    bar.header(labels("dashboard", "filters"))
    _period(queries, labels)
    offered = queries.names(_OFFERED)
    bar.multiselect(
        labels("dashboard", "body"),
        [*offered, *(name for name in st.session_state["body"] if name not in offered)],
        help=labels("dashboard", "body_help"),
        accept_new_options=True,
        placeholder=labels("dashboard", "any"),
        key="body",
        on_change=first_page,
    )
    _several("type", labels.codes("type"), lambda code: labels("type", code), labels)
    _several("topic", (*labels.codes("topic"), NONE), lambda code: topic(code, labels), labels)
    bar.slider(
        labels("dashboard", "confidence"),
        min_value=0.0,
        max_value=1.0,
        step=0.05,
        format="percent",
        help=labels("dashboard", "confidence_help"),
        key="confidence",
        on_change=first_page,
    )
    bar.button(labels("dashboard", "clear"), on_click=_clear, width="stretch")
    return address.filters(_state())


def kept() -> Mapping[str, Any]:
    """The language and the filters, as they are chosen."""
    return {name: st.session_state[name] for name in ("lang", *address.FILTERS)}


def _state() -> Mapping[str, Any]:
    return {str(name): value for name, value in st.session_state.items()}


def _period(queries: Queries, labels: Labels) -> None:
    first, last = queries.period()
    if first is None or last is None:
        return
    shape = "DD/MM/YYYY" if labels.language == "vi" else "YYYY-MM-DD"
    for name in ("from", "to"):
        asked = st.session_state[name]
        st.sidebar.date_input(
            labels("dashboard", name),
            value=None,
            # A day of the address may lie outside the records' own.
            min_value=min(first, asked or first),
            max_value=max(last, asked or last),
            key=name,
            format=shape,
            on_change=first_page,
        )


def _several(key: str, codes: Sequence[str], label: Callable[[str], str], labels: Labels) -> None:
    known = [code for code in st.session_state[key] if code in codes]
    if known != st.session_state[key]:
        st.session_state[key] = known
    st.sidebar.multiselect(
        labels("dashboard", key),
        codes,
        format_func=label,
        placeholder=labels("dashboard", "any"),
        key=key,
        on_change=first_page,
    )


def first_page() -> None:
    """Go back to the first page of a list, when it has become another list."""
    st.session_state["page"] = 1


def _clear() -> None:
    for name in address.FILTERS:
        st.session_state[name] = address.default(name)
    first_page()
