"""What kind of meeting it was, told by its name, else by the headline and the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Code
from extractor.language.layout import layout_of
from extractor.language.naming import is_another_sitting, names_of, of_several
from extractor.language.reporting import doubts_of
from extractor.rules.meeting_types import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.findings import Doubt, Finding
    from extractor.language.reading import Reading
    from extractor.rules.cues import Cue

_LEAD = 600
_FIRST = 300  # characters in which a lead says what was held; behind them it tells what was ordered there
_EARLY = 1400
_TYPED = frozenset({"hop_bao", "lam_viec", "hoi_thao", "tiep_xuc", "tap_huan", "giao_ban", "ky_hop"})
_NOUNS = _TYPED | {"ky_hop", "dai_hoi", "le"}  # kinds that the noun of a name tells where its other words tell none
_NAMED, _FAINT = 6.0, 3.0
_ACTS = ("làm việc", "hội đàm", "đối thoại với")
_SITS, _SITTING = "organizer.sits", "ky_hop"
_MEETS = ("họp", "hội nghị", "gặp mặt")


def find(reading: Reading) -> Iterator[Finding | Doubt]:
    """The type, grounded in the words that tell it; "hop" where they only tell that people met. Also whether there was a meeting."""
    yield from doubts_of(reading)
    names = names_of(reading)
    named = bool(names) and names[0].score >= _NAMED
    spans = [(names[0].start, names[0].end, 0.93 if named else 0.6)] if names else []
    if not names or names[0].score < _FAINT:
        spans = [*_bare(reading), *spans]
    spans += [(start, end, 0.55) for start, end in _elsewhere(reading, named=named)]
    for start, end, confidence in spans:
        rule = type_of(reading.lower[start:end])
        if rule:
            yield reading.finding("meeting_type", (start, end), Code(rule.type), rule.id, confidence)
            return
    if named and names[0].kind in _NOUNS:
        yield reading.finding("meeting_type", (names[0].start, names[0].end), Code(names[0].kind), "type.noun", 0.7)
        return
    for start, end, _ in spans:
        if names or any(word in reading.lower[start:end] for word in _MEETS):
            yield reading.finding("meeting_type", (start, end), Code("hop"), "type.other", 0.7)
            return
    if cue := _first_noun(reading):
        yield reading.finding("meeting_type", (cue.start, cue.end), Code(_kind(cue)), "type.noun", 0.5)


def _first_noun(reading: Reading) -> Cue | None:
    """The first words for one meeting, or for a council that sits, in a text that names no meeting; else the first that say that people met."""
    layout = layout_of(reading)
    sitting = [cue for cue in reading.cues_of("organizer") if cue.rule == _SITS]
    nouns = [cue for cue in reading.cues_of("meeting") if cue.kind != "deed" and not of_several(reading, cue.start)]
    met = [cue for cue in reading.cues_of("organizer") if cue.kind == "meet"]
    shown = [cue for cue in (*sitting, *nouns) if not layout.in_caption(cue.start)]
    return min(shown or met, key=lambda cue: cue.start, default=None)


def _kind(cue: Cue) -> str:
    return "ky_hop" if cue.rule == _SITS else cue.kind if cue.kind in _NOUNS else "hop"


def _bare(reading: Reading) -> list[tuple[int, int, float]]:
    """The first noun of the text that tells a type by itself ("tại buổi họp báo"), where no meeting is named."""
    layout = layout_of(reading)
    body = next((ln.start for ln, kind in zip(reading.lines, layout.kinds, strict=True) if kind == "body"), 0)
    nouns = (
        cue
        for cue in reading.cues_of("meeting")
        if cue.kind in _TYPED and not layout.in_caption(cue.start) and not of_several(reading, cue.start)
        if cue.kind != _SITTING or not is_another_sitting(reading.lower, cue.start, cue.end)
    )
    noun = next(((cue.start, cue.end, 0.6) for cue in nouns if body <= cue.start < body + _EARLY), None)
    acts = (cue for cue in reading.cues_of("organizer") if body <= cue.start < body + _LEAD)
    found = (cue for cue in acts if any(act in reading.lower[cue.start : cue.end] for act in _ACTS))
    act = next(((cue.start, cue.end, 0.6) for cue in found), None)
    return [min(noun, act)] if noun and act else [span for span in (noun, act) if span]


def _elsewhere(reading: Reading, *, named: bool) -> list[tuple[int, int]]:
    """The headline and, where no good name stands, the lead: beside a name the lead tells of other things."""
    kinds = layout_of(reading).kinds
    spans = [(ln.start, ln.end) for ln, kind in zip(reading.lines, kinds, strict=True) if kind == "title"]
    if named:
        spans = [span for span in spans if reading.cues_in(*span, "meeting")]
    lead = next((ln for ln, kind in zip(reading.lines, kinds, strict=True) if kind == "body"), None)
    return spans if named or not lead else [*spans, (lead.start, min(lead.end, lead.start + _FIRST))]


component = register("meeting_type", find)
