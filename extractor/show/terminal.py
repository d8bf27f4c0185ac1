"""A record beside its text, in the terminal: each field in its colour, in both."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.records import Evidence

if TYPE_CHECKING:
    from pydantic import BaseModel

    from extractor.records import MeetingReport

NARROW = 60
"""Columns of a terminal in fewer of which two columns of words would be too narrow to read."""

# Long values first: what stands inside them is painted over them.
_COLOURS = {
    "issues_raised": "yellow",
    "conclusions": "green",
    "votes": "bold yellow",
    "number": "bright_black",
    "title": "bold",
    "event_name": "blue",
    "published": "bright_black",
    "event_date": "bold magenta",
    "location": "bright_cyan",
    "organizers": "bold cyan",
    "chairs": "bright_magenta",
    "secretary": "magenta",
    "attendee_bodies": "cyan",
    "conclusion_speaker": "bold green",
    "slogan": "bold red",
    "byline": "bright_black",
}
_HIDDEN = {ord("\r"): " ", **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}, 0x7F: "␡"}


def visible(text: str) -> str:
    """`text` with every character that could steer a terminal replaced by one that is seen; same length."""
    return "".join(
        "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\t\n" else c
        for c in text.translate(_HIDDEN)
    )


def side_by_side(report: MeetingReport, text: str, width: int) -> RenderableType:
    """The text with its evidence in colour on the left, the record on the right; below it in fewer than `NARROW` columns."""
    words, record = _highlighted(report, text), Group(*_rows(report))
    table = Table(expand=True, show_lines=width < NARROW, padding=(0, 1))
    if width < NARROW:
        table.add_column("text, record", overflow="fold")
        table.add_row(words)
        table.add_row(record)
    else:
        table.add_column("text", ratio=3, overflow="fold")
        table.add_column("record", ratio=2, overflow="fold")
        table.add_row(words, record)
    return table


def _highlighted(report: MeetingReport, text: str) -> Text:
    page = Text(visible(text))
    for field, colour in _COLOURS.items():
        for value in _values(report, field):
            evidence = getattr(value, "evidence", None)
            if isinstance(evidence, Evidence):
                page.stylize(colour, evidence.start, evidence.end)
    return page


def _values(report: MeetingReport, field: str) -> tuple[BaseModel, ...]:
    value = getattr(report, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _rows(report: MeetingReport) -> Iterator[Text]:
    for field in type(report).model_fields:
        if field in _COLOURS:
            values = [_told(value) for value in _values(report, field)]
        elif field in ("genre", "meeting_type"):
            values = [code] if (code := getattr(report, field)) else []
        else:
            continue
        yield Text(f"{field}: " + ("-" if not values else ""), style=_COLOURS.get(field, ""))
        for told in values:
            yield Text(f"  {visible(told)}")
    for warning in report.warnings:
        yield Text(f"! {warning.code}: {visible(warning.message)}", style="red")


def _told(value: BaseModel) -> str:
    """A value's own keys in one line, then where it stands and how sure it is."""
    told = value.model_dump(mode="json")
    evidence, confidence = told.pop("evidence"), told.pop("confidence")
    del told["rule"]
    if told.get("canonical") == told.get("name"):
        told.pop("canonical", None)
    words = [words for name, part in told.items() if (words := _part(name, part))]
    at = f"{evidence['start']}-{evidence['end']}, " if evidence else ""
    return f"{' · '.join(words)} [{at}{confidence:.2f}]"


def _part(name: str, part: Any) -> str:
    """What a key of a value holds; numbers with the key, which nothing else tells apart."""
    match part:
        case None:
            return ""
        case dict():
            return str(part.get("name") or part.get("value") or part.get("text"))
        case list():
            return ", ".join(part)
        case int() | float():
            return f"{name} {part:g}" if isinstance(part, float) else f"{name} {part}"
    return str(part)
