"""The bodies present, from the statements about attendance (language/attendance.py).

Who is met, trained or consulted is present too (language/counterparts.py, language/drawn.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Body, Doubt, Finding
from extractor.language.attendance import beside, labelled, place_of, present, side_itself
from extractor.language.bodies import listed, without_gloss
from extractor.language.chairing import chairs_of
from extractor.language.coordination import holds_group
from extractor.language.counterparts import LEAD, VOTERS, met_by, told_by_name, visiting
from extractor.language.drawn import Statement, uncued
from extractor.language.layout import Layout, layout_of
from extractor.language.pieces import BODY, pieces_of
from extractor.language.repeats import Named
from extractor.language.tables import tables_of
from extractor.rules.naming import head_at, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.language.items import Item
    from extractor.language.people import Span
    from extractor.language.reading import Reading

FIELD = "attendee_bodies"
# These head a list of their own within the list: "Các thành viên: A, B".
_LABELS = frozenset(("các thành viên", "thành viên", "đại biểu", "các đại biểu"))
_HEADING = "thành phần"  # this heads lists and tables, and names nobody: "I. THÀNH PHẦN THAM DỰ"
_EARLY = 5
_ABSENT = re.compile(r" ?\((?:xin )?(?:vắng(?: mặt)?|không (?:tham )?dự)(?:,? (?:có|không) lý do)?\)")
_SHORT_FORM = re.compile(r" \(([A-ZĐ][A-ZĐ\d&.-]{1,12})\)")
_SHORT = 7  # letters; "Viettel" tells a body


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The attending bodies, in the order of the text, each once."""
    named_before = Named()
    told: set[str] = set()  # names and the short forms that gloss them: "Hội đồng Kinh doanh (USABC)"
    chairing = {reading.lower[slice(*item.post)] for item, _ in chairs_of(reading) if item.post}
    for statement in sorted(_statements(reading, layout_of(reading)), key=lambda s: (s.titled, s.span)):
        for item in _items(reading, statement):
            body = item.stands_for(reading.lower)
            if body is None:
                continue
            body = without_gloss(reading, body, keep_bodies=True)
            name = reading.lower[body[0] : body[1]]
            if _is_bare(reading.folded[slice(*body)]) or name in chairing or name == _HEADING:
                continue
            if _ABSENT.match(reading.lower, body[1]) is not None:
                continue
            if name in _LABELS and reading.lower.startswith(":", body[1]):
                continue
            short = _SHORT_FORM.match(reading.folded, body[1])
            forms = {reading.folded[slice(*body)], short[1] if short else ""} - {""}
            if named_before.again(reading.folded[slice(*body)]) or not forms.isdisjoint(told):
                continue
            told |= forms
            named = item.name or statement.person
            person = reading.folded[slice(*named)] if named else None
            yield reading.finding(FIELD, body, Body(statement.presence, person), statement.rule, statement.confidence)


def _is_bare(name: str) -> bool:
    """Whether the name is one small syllable that tells no body: "Sở", "huyện"; short forms do ("HĐQT")."""
    if " " in name or name.isupper() or len(name) >= _SHORT:
        return False
    return name[0].islower() or head_at(name, name.lower(), 0, len(name), groups=True) is not None


def _items(reading: Reading, statement: Statement) -> list[Item]:
    items = listed(reading, *statement.span)
    if not statement.first_only:
        return items
    count = 0
    while count < len(items) and (count == 0 or items[count].name is None) and _is_met(reading, items[count], count):
        count += 1
    return items[:count]


def _is_met(reading: Reading, item: Item, before: int) -> bool:
    """Whether the item is a body that may be met, those who hold a post in many, or, with none `before`, a person of a body."""
    body = item.stands_for(reading.lower)
    return body is not None and (not item.posts or before == 0 or holds_group(reading, body))


def _met_in_text(reading: Reading, layout: Layout, met: list[Statement], *, told: bool) -> list[Statement]:
    """Who is met by the meeting's name; from its title only where nothing else is told, and from the text if no shorter."""
    found = list(told_by_name(reading))
    if not found or (not met and not told):
        return found
    at = found[0].span[0]
    name = reading.lower[slice(*found[0].span)].strip()
    known = lexicon("quantifier").at(reading.lower, *found[0].span) or name[0].isdigit()
    if not (known or _names_body(reading, found[0].span)) or layout.kinds[reading.line_at(at)] != "body":
        return []
    return [] if any(reading.lower[slice(*one.span)].strip().startswith(name) for one in met) else found


def _names_body(reading: Reading, span: Span) -> bool:
    """Whether the span begins with the proper name of a body."""
    return next(pieces_of(reading, *span)).kind == BODY


def _statements(reading: Reading, layout: Layout) -> Iterator[Statement]:
    text = [s.start for s in reading.sentences if layout.kinds[s.line] == "body"]
    early = text[_EARLY - 1] if len(text) >= _EARLY else len(reading.lower)
    until = -1
    rows = [
        Statement(row.body, "present", "attendance.table", 0.85, person=row.person)
        for row in tables_of(reading).attendees
    ]
    yield from rows
    told, voters = bool(rows), False
    met: list[Statement] = []
    for cue in reading.cues_of("attendance"):
        place = place_of(reading, layout, cue, early)
        if place is None:
            continue
        if cue.kind == "counterpart":
            dated = LEAD.match(reading.lower, place.sentence.start) is not None
            if (not met or met[0].titled or dated) and (found := met_by(reading, cue, place)):
                met = [found, *(old for old in met if not old.titled)]
            continue
        found = None
        if cue.kind == "label":
            found = labelled(reading, cue, place)
        elif cue.start >= until and not place.title:
            found = present(reading, cue, place)
            until = max(until, cue.end)
        if found is not None:
            until = max(until, found.span[1], cue.end)
            told = True
            voters = voters or VOTERS in reading.lower[slice(*found.span)]
            yield from side_itself(reading, cue, found)
            yield from beside(reading, cue, place, found)
            yield found
    if not met or met[0].titled:
        in_text = _met_in_text(reading, layout, met, told=told)
        met = in_text or [one for one in met if not told or _names_body(reading, one.span)]
    # "tiếp xúc cử tri phường A. Cùng dự có 150 cử tri": the same people
    yield from (one for one in met if not (voters and reading.lower.startswith(VOTERS, one.span[0])))
    yield from visiting(reading, layout, early, met=bool(met))
    yield from uncued(reading, layout, text[: 2 * _EARLY], early)


component = register("meeting_attendees", find)
