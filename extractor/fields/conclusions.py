"""What the meeting decided, and what those who lead it acknowledged, promised, requested or ordered."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.fields.component import register
from extractor.findings import Act, Conclusion, Finding
from extractor.language.points import Material, Point, material_of, points_of
from extractor.language.reading import Reading

_BY_VERB: dict[str, Act] = {"request": "request", "petition": "request", "acknowledge": "acknowledge", "decide": "decide", "commit": "commit"}


def find(reading: Reading) -> Iterator[Finding]:
    """One finding a conclusion, with its act and who voiced it."""
    material = material_of(reading)
    for point in points_of(reading):
        if point.kind == "conclusion":
            value = Conclusion(act_of(material, point), speaker_of(material, point))
            yield reading.finding("conclusions", (point.start, point.end), value, "points.rules", point.confidence)


def act_of(material: Material, point: Point) -> Act:
    """What is done by saying it: by the verb that governs the point, else by its mood and its speaker."""
    frame = material.frames[point.first]
    kinds = [cue.kind for row in material.cues[point.first : point.last + 1] for cue in row if cue.role == "order"]
    if frame.sentences == 0 and frame.age <= 1 and frame.kind in _BY_VERB:
        return _BY_VERB[frame.kind]
    if kinds and kinds[0] in _BY_VERB:
        return _BY_VERB[kinds[0]]
    if frame.holder == "meeting":
        return "decide"
    if "future" in kinds and "normative" not in kinds and "imperative" not in kinds[:1]:
        return "commit"
    return "request"


def speaker_of(material: Material, point: Point) -> str | None:
    """The name of the person whose words they are; None where a body or the meeting speaks."""
    turn = material.floor.turns[material.segments[point.first].sentence]
    if turn.person < 0 or turn.holder not in ("leader", "speaker"):
        return None
    return material.floor.people[turn.person].name


component = register("meeting_conclusions", find)
