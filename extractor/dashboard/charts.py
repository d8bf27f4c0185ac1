"""The charts: labelled axes with units, colours that the colour-blind tell apart, numbers at the bars."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import altair as alt
import pyarrow as pa

from extractor.dashboard.filters import NONE

if TYPE_CHECKING:
    from extractor.dashboard.queries import Row, Span
    from extractor.show.labels import Labels

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

# Okabe & Ito, Color Universal Design (2008), without yellow, which is faint on white; grey is for all the rest.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
_REST = "#8c8c8c"
_BAR = "#0072b2"
_INK = "#1c1c1c"
_STEP = 26
_LABEL = 320
_COLUMNS = 60
_TICKS = 6
# The unit of time in Vega-Lite, and how it is written (d3-time-format).
_UNITS: Mapping[Span, tuple[str, str]] = MappingProxyType(
    {
        "month": ("utcyearmonth", "%m/%Y"),
        "quarter": ("utcyearquarter", "Q%q/%Y"),
        "year": ("utcyear", "%Y"),
    }
)


def legible(chart: Drawn) -> Drawn:
    """The chart with words as dark and as large as the page's own."""
    return (
        chart.configure_axis(
            labelColor=_INK, titleColor=_INK, labelFontSize=13, titleFontSize=13, titleFontWeight="bold"
        )
        .configure_legend(labelColor=_INK, titleColor=_INK, labelFontSize=13, titleFontSize=13)
        .configure_text(fontSize=13)
    )


def timeline(rows: list[Row], labels: Labels) -> Drawn:
    """Meetings a month, the bars in the colours of the most frequent types."""
    total: Counter[str] = Counter()
    for row in rows:
        total[row["type"]] += row["meetings"]
    most = sorted(total, key=lambda code: (-total[code], code))[: len(PALETTE)]
    rest = labels("dashboard", "other_types")
    ranks = {code: rank for rank, code in enumerate(most)}
    summed: Counter[tuple[str, int]] = Counter()
    for row in rows:
        summed[row["month"].isoformat(), ranks.get(row["type"], len(most))] += row["meetings"]
    names = [labels("type", code) for code in most] + ([rest] if len(total) > len(most) else [])
    told = [
        {"month": month, "type": names[rank], "rank": rank, "meetings": meetings}
        for (month, rank), meetings in sorted(summed.items())
    ]
    unit = labels("dashboard", "meetings")
    return (
        alt.Chart(pa.Table.from_pylist(told), height=340)
        .mark_bar(width={"band": 0.9})
        .encode(
            x=alt.X(
                "utcyearmonth(month):T", title=labels("dashboard", "month"), axis=alt.Axis(format="%m/%Y", labelAngle=0)
            ),
            y=alt.Y("meetings:Q", title=unit, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "type:N",
                title=labels("dashboard", "type"),
                scale=alt.Scale(domain=names, range=[*PALETTE[: len(most)], _REST][: len(names)]),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=200),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("utcyearmonth(month):T", title=labels("dashboard", "month"), format="%m/%Y"),
                alt.Tooltip("type:N", title=labels("dashboard", "type")),
                alt.Tooltip("meetings:Q", title=unit, format=","),
            ],
        )
    )


def bars(rows: list[tuple[str, int]], what: str, unit: str) -> Drawn:
    """A bar a row, in the order given, with its number at its end."""
    told = [{"name": name, "number": number} for name, number in rows]
    most = max((number for _, number in rows), default=1)
    base = alt.Chart(pa.Table.from_pylist(told), height=alt.Step(_STEP)).encode(
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=_LABEL, labelOverlap=False)),
        x=alt.X(
            "number:Q",
            title=unit,
            axis=alt.Axis(tickMinStep=1, tickCount=_TICKS),
            scale=alt.Scale(domain=[0, most * 1.12]),
        ),
        tooltip=[alt.Tooltip("name:N", title=what), alt.Tooltip("number:Q", title=unit, format=",")],
    )
    numbers = base.mark_text(align="left", dx=4, color=_INK).encode(text=alt.Text("number:Q", format=","))
    return alt.layer(base.mark_bar(color=_BAR), numbers)


def span_of(days: Sequence[dt.date]) -> Span:
    """Months, quarters or years, whichever keep columns wide enough to be told apart."""
    months = (max(days) - min(days)).days / 30 if days else 0
    return "month" if months <= _COLUMNS else "quarter" if months <= 3 * _COLUMNS else "year"


def topics_over_time(rows: list[Row], order: list[str], span: Span, labels: Labels) -> Drawn:
    """How many issues of each topic at each time, the darker the more; `order` is that of the topics."""
    told: list[dict[str, Any]] = [
        {"start": row["start"].isoformat(), "topic": topic(row["topic"], labels), "issues": row["issues"]}
        for row in rows
    ]
    unit, shape = _UNITS[span]
    issues, time = labels("dashboard", "issues"), labels("dashboard", span)
    return (
        alt.Chart(pa.Table.from_pylist(told), height=alt.Step(_STEP))
        .mark_rect()
        .encode(
            x=alt.X(f"{unit}(start):T", title=time, axis=alt.Axis(format=shape, labelAngle=0)),
            y=alt.Y(
                "topic:N",
                title=None,
                sort=[topic(code, labels) for code in order],
                axis=alt.Axis(labelLimit=_LABEL, labelOverlap=False),
            ),
            color=alt.Color("issues:Q", title=issues, scale=alt.Scale(scheme="viridis", reverse=True)),
            tooltip=[
                alt.Tooltip(f"{unit}(start):T", title=time, format=shape),
                alt.Tooltip("topic:N", title=labels("dashboard", "topic")),
                alt.Tooltip("issues:Q", title=issues, format=","),
            ],
        )
    )


def topic(code: str, labels: Labels) -> str:
    """The label of a topic."""
    return labels("dashboard", "no_topic") if code == NONE else labels("topic", code)
