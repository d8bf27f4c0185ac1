"""The charts: labelled axes with units, colours that the colour-blind tell apart, numbers at the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from extractor.dashboard.filters import NONE

if TYPE_CHECKING:
    from extractor.dashboard.queries import Row
    from extractor.show.labels import Labels

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

# Okabe & Ito, Color Universal Design (2008), without yellow, which is faint on white; grey is for all the rest.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
_REST = "#8c8c8c"
_BAR = "#0072b2"
_INK = "#1c1c1c"
_STEP = 26
_LABEL = 320


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
    total: dict[str, int] = {}
    for row in rows:
        total[row["type"]] = total.get(row["type"], 0) + row["meetings"]
    most = sorted(total, key=lambda code: (-total[code], code))[: len(PALETTE)]
    rest = labels("dashboard", "other_types")
    told = [
        {
            "month": row["month"].isoformat(),
            "type": labels("type", row["type"]) if row["type"] in most else rest,
            "rank": most.index(row["type"]) if row["type"] in most else len(most),
            "meetings": row["meetings"],
        }
        for row in rows
    ]
    names = [labels("type", code) for code in most] + ([rest] if len(total) > len(most) else [])
    meetings = labels("dashboard", "meetings")
    return (
        alt.Chart(alt.Data(values=told), height=340)
        .mark_bar()
        .encode(
            x=alt.X(
                "yearmonth(month):T", title=labels("dashboard", "month"), axis=alt.Axis(format="%m/%Y", labelAngle=0)
            ),
            y=alt.Y("sum(meetings):Q", title=meetings, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "type:N",
                title=labels("dashboard", "type"),
                scale=alt.Scale(domain=names, range=[*PALETTE[: len(most)], _REST][: len(names)]),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=200),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("yearmonth(month):T", title=labels("dashboard", "month"), format="%m/%Y"),
                alt.Tooltip("type:N", title=labels("dashboard", "type")),
                alt.Tooltip("sum(meetings):Q", title=meetings),
            ],
        )
    )


def bars(rows: list[tuple[str, int]], what: str, unit: str) -> Drawn:
    """A bar a row, in the order given, with its number at its end."""
    told = [{"name": name, "number": number} for name, number in rows]
    most = max((number for _, number in rows), default=1)
    base = alt.Chart(alt.Data(values=told), height=alt.Step(_STEP)).encode(
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=_LABEL, labelOverlap=False)),
        x=alt.X("number:Q", title=unit, axis=alt.Axis(tickMinStep=1), scale=alt.Scale(domain=[0, most * 1.12])),
        tooltip=[alt.Tooltip("name:N", title=what), alt.Tooltip("number:Q", title=unit, format=",")],
    )
    numbers = base.mark_text(align="left", dx=4, color=_INK).encode(text=alt.Text("number:Q", format=","))
    return alt.layer(base.mark_bar(color=_BAR), numbers)


def topics_by_month(rows: list[Row], order: list[str], labels: Labels) -> Drawn:
    """How many issues of each topic each month, the darker the more; `order` is that of the topics."""
    told: list[dict[str, Any]] = [
        {"month": row["month"].isoformat(), "topic": topic(row["topic"], labels), "issues": row["issues"]}
        for row in rows
    ]
    issues = labels("dashboard", "issues")
    return (
        alt.Chart(alt.Data(values=told), height=alt.Step(_STEP))
        .mark_rect()
        .encode(
            x=alt.X(
                "yearmonth(month):T", title=labels("dashboard", "month"), axis=alt.Axis(format="%m/%Y", labelAngle=0)
            ),
            y=alt.Y(
                "topic:N",
                title=None,
                sort=[topic(code, labels) for code in order],
                axis=alt.Axis(labelLimit=_LABEL, labelOverlap=False),
            ),
            color=alt.Color("sum(issues):Q", title=issues, scale=alt.Scale(scheme="viridis", reverse=True)),
            tooltip=[
                alt.Tooltip("yearmonth(month):T", title=labels("dashboard", "month"), format="%m/%Y"),
                alt.Tooltip("topic:N", title=labels("dashboard", "topic")),
                alt.Tooltip("sum(issues):Q", title=issues),
            ],
        )
    )


def topic(code: str, labels: Labels) -> str:
    """The label of a topic."""
    return labels("dashboard", "no_topic") if code == NONE else labels("topic", code)
