"""What the meeting decided, and what those who lead it acknowledged, promised, requested or ordered."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from extractor.fields import event_date
from extractor.fields import published as published_field
from extractor.fields.component import register
from extractor.findings import Act, Conclusion, Deadline, EventDate, Finding, Published, Quoted
from extractor.language.concluding import concluder_of
from extractor.language.deadlines import due_entry, due_in, resolved
from extractor.language.list_owners import owner_above, owner_before_colon
from extractor.language.outcomes import tells_outcome
from extractor.language.owners import owner_in
from extractor.language.points import Material, Point, material_of, points_of
from extractor.language.predicates import is_predicate
from extractor.language.reading import once
from extractor.language.sections import sections_of
from extractor.language.tables import tables_of
from extractor.language.terms import term_entry, term_in
from extractor.text import readable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from extractor.language.deadlines import Due
    from extractor.language.reading import Reading
    from extractor.language.terms import Term

_BY_VERB: dict[str, Act] = {
    "request": "request",
    "petition": "request",
    "acknowledge": "acknowledge",
    "decide": "decide",
    "commit": "commit",
}
_SURE_OF_TASK = 0.9  # by no count: such tables are rare in the corpus, and what they list is plain
# Shares of right ones among those found in conclusions marked by hand.
_SURE_OF_OWNER, _SURE_OF_DEADLINE, _SURE_OF_YEAR = 0.95, 0.95, 0.9


def find(reading: Reading) -> Iterator[Finding]:
    """One finding a conclusion, with its act, who voiced it, who is to act and by when."""
    material = material_of(reading)
    yield from _of_tables(reading)
    for point in points_of(reading):
        if point.kind == "conclusion":
            span = (point.start, point.end)
            outcome = tells_outcome(reading, *span)
            act = "decide" if outcome else act_of(reading, material, point)
            value = Conclusion(
                act,
                None if outcome else _speaker(reading, material, point, act),
                owner_of(reading, span),
                deadline_of(reading, span),
            )
            yield reading.finding("conclusions", span, value, point.rule, point.confidence)


def owner_of(reading: Reading, span: tuple[int, int]) -> Finding | None:
    """Who is told to act, or promises, by the conclusion in a span of the folded text or above its list; None where nobody is named."""
    owner, rule = owner_in(reading, *span), "owner.clause"
    if owner is None:
        owner, rule = owner_above(reading, span[0]) or owner_before_colon(reading, span[0]), "owner.list"
    return reading.finding("owner", owner, Quoted(), rule, _SURE_OF_OWNER) if owner else None


def _of_tables(reading: Reading) -> Iterator[Finding]:
    """One finding a task that a table lists, with the cells that say who is to do it, and by when."""
    for task in tables_of(reading).tasks:
        owner = reading.finding("owner", task.owner, Quoted(), "owner.table", _SURE_OF_OWNER) if task.owner else None
        due = None
        if task.due:
            due = _deadline(reading, due_entry(reading, *task.due)) or _term(reading, task.due, term_entry)
        value = Conclusion("request", None, owner, due or deadline_of(reading, task.work))
        yield reading.finding("conclusions", task.work, value, "conclusions.table", _SURE_OF_TASK)


def deadline_of(reading: Reading, span: tuple[int, int]) -> Finding | None:
    """By when the conclusion in a span of the folded text is due; None where it does not say, or no day can be told."""
    return _deadline(reading, due_in(reading, *span)) or _term(reading, span, term_in)


def _term(
    reading: Reading, span: tuple[int, int], find_in: Callable[[Reading, int, int, dt.date], Term | None]
) -> Finding | None:
    """The deadline that counts from the meeting, as `find_in` finds it in a span."""
    held = _held(reading)
    term = find_in(reading, *span, held) if held is not None else None
    return (
        reading.finding("deadline", term.span, Deadline(term.day), "deadline.from_meeting", _SURE_OF_YEAR)
        if term
        else None
    )


def _deadline(reading: Reading, due: Due | None) -> Finding | None:
    day = resolved(due, _held(reading)) if due else None
    if due is None or day is None:
        return None
    if due.year is None:
        return reading.finding("deadline", due.span, Deadline(day), "deadline.year_inferred", _SURE_OF_YEAR)
    return reading.finding("deadline", due.span, Deadline(day), "deadline.full", _SURE_OF_DEADLINE)


@once
def _held(reading: Reading) -> dt.date | None:
    """The last day of the meeting, else the day of posting; a deadline lies behind it."""
    for found in event_date.find(reading):
        if isinstance(found, Finding) and isinstance(found.value, EventDate) and found.value.start:
            return found.value.end or found.value.start
    for found in published_field.find(reading):
        if isinstance(found.value, Published):
            return found.value.value.date()
    return None


def act_of(reading: Reading, material: Material, point: Point) -> Act:
    """What is done by saying it: by the verb that governs the point, else by its mood and its speaker."""
    frame = material.frames[point.first]
    if frame.sentences == 0 and frame.age <= 1 and frame.kind in _BY_VERB:
        urged = frame.verb == "phấn đấu" and frame.holder == "leader"
        return "request" if urged else _BY_VERB[frame.kind]
    cues = chain.from_iterable(material.cues[point.first : point.last + 1])
    kinds = (cue.kind for cue in cues if cue.role == "order" and is_predicate(reading, cue))
    first = next(kinds, "")
    if first in _BY_VERB:
        return _BY_VERB[first]
    if frame.holder == "meeting":
        return "request" if frame.sentences == 0 and frame.kind == "request" else "decide"
    if first == "imperative":
        return "request"
    told = {first, *kinds}
    return "commit" if "future" in told and "normative" not in told else "request"


def speaker_of(material: Material, point: Point) -> str | None:
    """The name of the person whose words they are; None where a body or the meeting speaks."""
    turn = material.floor.turns[material.segments[point.first].sentence]
    if turn.person < 0 or turn.holder not in ("leader", "speaker"):
        return None
    return material.floor.people[turn.person].name


def _speaker(reading: Reading, material: Material, point: Point, act: Act) -> str | None:
    """The person whose words they are; under the headings of a paper the one who concluded, but for what is decided."""
    line = reading.sentences[material.segments[point.first].sentence].line
    told = concluder_of(reading) if sections_of(reading)[line].part in ("conclusions", "assessment") else None
    if told is None:
        return speaker_of(material, point)
    return readable(reading.folded[slice(*told.name)]) if told.name and act != "decide" else None


component = register("meeting_conclusions", find)
