"""Tables of minutes: of tasks (what, by whom, by when) and of those present (who, with what post, of which body).

Readers write a row of a table as one line, its cells parted by bars; Markdown and people
put bars at both ends, too. What a table lists is told by the words of its heading
(`rules/table_columns.toml`) and, for those present, by the line above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.language.reading import once
from extractor.rules.table_columns import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Line
    from extractor.rules.table_columns import Column

_BAR = "|"
_BARE = " *_`"
# The line of dashes that parts heading and rows in Markdown.
_RULE = re.compile(r"[|:\- ]+")
# Fewer letters name no task.
_SHORTEST = 6
# What the line above a table of those present says.
_PRESENT = re.compile(r"(?<!\w)(?:thành phần|tham dự|tham gia|dự họp|có mặt|đại biểu|khách mời|danh sách)(?!\w)")


class Task(NamedTuple):
    """The cells of a row of tasks, as spans of the folded text; None for one that is empty or has no column."""

    work: Span
    owner: Span | None
    due: Span | None


class Attendee(NamedTuple):
    """The cells of a row of those present: the person, and the body or else the post, which may name the body."""

    person: Span
    body: Span


class Tables(NamedTuple):
    """The lines of a report's tables, whatever they list, as spans of the folded text; the tasks and people that some list."""

    lines: tuple[Span, ...]
    tasks: tuple[Task, ...]
    attendees: tuple[Attendee, ...]


@once
def tables_of(reading: Reading) -> Tables:
    """The tables of a report, all in one."""
    rows = list(_rows(reading)) if _BAR in reading.folded else []
    lines = tuple((line.start, line.end) for line, _ in rows)
    told = [row for _, row in rows]
    return Tables(
        lines,
        tuple(row for row in told if isinstance(row, Task)),
        tuple(row for row in told if isinstance(row, Attendee)),
    )


def _rows(reading: Reading) -> Iterator[tuple[Line, Task | Attendee | None]]:
    """The lines of tables, with what each tells."""
    columns: list[Column | None] = []
    present = False
    for line in reading.lines:
        bars = reading.folded.count(_BAR, line.start, line.end)
        if not bars:
            columns = []
            present = _PRESENT.search(reading.lower, line.start, line.end) is not None
            continue
        cells = _cells(reading, line)
        headed = [column_of(reading.lower[slice(*cell)]) for cell in cells]
        if ("work" in headed and ("owner" in headed or "due" in headed)) or (present and _names_people(headed)):
            columns = headed
            yield line, None
        elif columns:
            ruled = len(cells) > len(columns) or _RULE.fullmatch(reading.folded, line.start, line.end)
            row = _task(reading, cells, columns) if "work" in columns else _attendee(cells, columns)
            yield line, None if ruled else row
        elif bars > 1:
            yield line, None


def _names_people(headed: list[Column | None]) -> bool:
    return "person" in headed and ("body" in headed or "post" in headed)


def _cells(reading: Reading, line: Line) -> list[Span]:
    """The cells of a row without blanks and marks of emphasis around; an empty one has no length."""
    start, end = line.start, line.end
    if reading.folded[start] == _BAR:
        start += 1
        end -= reading.folded[end - 1] == _BAR and end > start
    found = []
    while start <= end:
        bar = reading.folded.find(_BAR, start, end)
        last = bar if bar >= 0 else end
        words = reading.folded[start:last]
        begin = start + len(words) - len(words.lstrip(_BARE))
        found.append((begin, max(begin, start + len(words.rstrip(_BARE)))))
        start = last + 1
    return found


def _named(cells: list[Span], columns: list[Column | None]) -> dict[Column, Span]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell[0] < cell[1]}


def _task(reading: Reading, cells: list[Span], columns: list[Column | None]) -> Task | None:
    """The task that a row tells; None for one without work, or with nothing else: a heading inside the table."""
    whole = len(cells) == len(columns)
    # Where cells are missing nobody can tell which, but for those up to the work.
    of = _named(cells, columns if whole else columns[: columns.index("work") + 1])
    work = of.get("work")
    if work is None or (whole and len(of) == 1):
        return None
    if sum(map(str.isalpha, reading.folded[slice(*work)])) < _SHORTEST:
        return None
    return Task(work, of.get("owner"), of.get("due"))


def _attendee(cells: list[Span], columns: list[Column | None]) -> Attendee | None:
    """The person of a row, and the body that they stand for; None where a cell is missing."""
    of = _named(cells, columns) if len(cells) == len(columns) else {}
    person, body = of.get("person"), of.get("body") or of.get("post")
    return Attendee(person, body) if person and body else None
