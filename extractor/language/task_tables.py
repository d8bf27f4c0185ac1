"""Tables of tasks in minutes: a row says what is to be done, by whom and by when.

Readers write a row of a table as one line, its cells parted by bars; Markdown and people
put bars at both ends, too. The heading of such a table is told by the words of its cells
(`rules/task_tables.toml`); the rows below it, as many bars wide, are tasks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.rules.task_tables import column_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.people import Span
    from extractor.language.reading import Reading
    from extractor.language.sentences import Line
    from extractor.rules.task_tables import Column

_BAR = "|"
_BARE = " *_`"
# The line of dashes that parts heading and rows in Markdown.
_RULE = re.compile(r"[|:\- ]+")
# Fewer letters name no task.
_SHORTEST = 6


class Task(NamedTuple):
    """The cells of a row, as spans of the folded text; None for one that is empty or has no column."""

    work: Span
    owner: Span | None
    due: Span | None


class TaskTables(NamedTuple):
    """The lines of a report's tables, whatever they list, as spans of the folded text; and the tasks that some list."""

    lines: tuple[Span, ...]
    tasks: tuple[Task, ...]


@lru_cache(maxsize=1)
def task_tables_of(reading: Reading) -> TaskTables:
    """The tables of a report, all in one."""
    rows = list(_rows(reading)) if _BAR in reading.folded else []
    return TaskTables(tuple((line.start, line.end) for line, _ in rows), tuple(task for _, task in rows if task))


def _rows(reading: Reading) -> Iterator[tuple[Line, Task | None]]:
    """The lines of tables, with the task of each that tells one."""
    columns: list[Column | None] = []
    for line in reading.lines:
        bars = reading.folded.count(_BAR, line.start, line.end)
        if not bars:
            columns = []
            continue
        cells = _cells(reading, line)
        headed = [column_of(reading.lower[slice(*cell)]) for cell in cells]
        if "work" in headed and ("owner" in headed or "due" in headed):
            columns = headed
            yield line, None
        elif columns:
            ruled = len(cells) > len(columns) or _RULE.fullmatch(reading.folded, line.start, line.end)
            yield line, None if ruled else _task(reading, cells, columns)
        elif bars > 1:
            yield line, None


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


def _task(reading: Reading, cells: list[Span], columns: list[Column | None]) -> Task | None:
    """The task that a row tells; None for one without work, or with nothing else: a heading inside the table."""
    whole = len(cells) == len(columns)
    # Where cells are missing nobody can tell which, but for those up to the work.
    told = columns if whole else columns[: columns.index("work") + 1]
    of = {column: cell for column, cell in zip(told, cells, strict=False) if column and cell[0] < cell[1]}
    work = of.get("work")
    if work is None or (whole and len(of) == 1):
        return None
    if sum(map(str.isalpha, reading.folded[slice(*work)])) < _SHORTEST:
        return None
    return Task(work, of.get("owner"), of.get("due"))
