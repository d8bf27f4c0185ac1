"""The page itself, as Streamlit runs it: `streamlit run app.py -- DATABASE [REPORTS]`."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import duckdb
import streamlit as st

from extractor.dashboard import frame
from extractor.dashboard.address import VIEWS
from extractor.dashboard.queries import Queries
from extractor.dashboard.views import bodies, conclusions, issues, overview, reports, slogans
from extractor.show.labels import Labels

_DRAW = {
    "overview": overview.draw,
    "bodies": bodies.draw,
    "issues": issues.draw,
    "conclusions": conclusions.draw,
    "slogans": slogans.draw,
    "reports": reports.draw,
}


def main(database: str, reports_folder: str | None) -> None:
    """Draw the page as the address and the widgets say."""
    frame.read_address()
    st.set_page_config(page_title=Labels(st.session_state["lang"])("dashboard", "name"), layout="wide")
    st.html(Path(__file__).with_name("app.css"))
    labels = frame.language()
    queries = _queries(database)
    chosen = frame.filters(queries, labels)
    around = frame.Frame(queries, chosen, labels, Path(reports_folder) if reports_folder else None, frame.kept())
    st.title(labels("dashboard", "name"))
    view = st.segmented_control(
        labels("dashboard", "view"),
        VIEWS,
        required=True,
        format_func=lambda code: labels("dashboard", code),
        key="view",
        label_visibility="collapsed",
        on_change=_turn,
    )
    _DRAW[view or VIEWS[0]](around)
    _download(around)
    frame.write_address()


@st.cache_resource
def _queries(database: str) -> Queries:
    return Queries(duckdb.connect(database, read_only=True))


def _turn() -> None:
    reports.leave()
    frame.first_page()


def _download(around: frame.Frame) -> None:
    def lines() -> bytes:
        # Gives its bytes away without a copy; they may be a gigabyte.
        whole = BytesIO()
        whole.writelines(f"{record}\n".encode() for record in around.queries.records(around.filters))
        return whole.getvalue()

    st.sidebar.download_button(
        around.say("download"),
        lines,
        "records.ndjson",
        "application/x-ndjson",
        help=around.say("download_help"),
        on_click="ignore",
        width="stretch",
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
