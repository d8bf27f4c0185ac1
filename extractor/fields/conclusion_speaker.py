"""Who concluded; where nobody is said to conclude, the leader who gives the directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Finding, Person
from extractor.language.layout import layout_of
from extractor.language.points import material_of, points_of

if TYPE_CHECKING:
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """The person who concludes by the report's words, else the leader with most directions, else a paper's one chair."""
    points = [point for point in points_of(reading) if point.kind == "conclusion"]
    if not points:
        return
    material = material_of(reading)
    floor = material.floor
    voiced: Counter[int] = Counter()
    for point in points:
        turn = floor.turns[material.segments[point.first].sentence]
        if turn.person >= 0 and turn.mode != "open":
            voiced[turn.person] += 1
    concluding = [i for i, person in enumerate(floor.people) if person.concludes]
    chairing = [i for i, person in enumerate(floor.people) if person.chairs]
    if concluding and voiced:
        chosen, rule, sure = max(concluding, key=lambda i: (voiced[i], floor.people[i].rank)), "speaker.concludes", 0.85
    elif voiced:
        chosen, rule, sure = (
            max(voiced, key=lambda i: (floor.leads(i), voiced[i], floor.people[i].rank)),
            "speaker.directs",
            0.7,
        )
    elif len(chairing) == 1 and "header" in layout_of(reading).kinds:
        chosen, rule, sure = chairing[0], "speaker.chairs", 0.6
    else:
        return
    person = floor.people[chosen]
    yield reading.finding(
        "conclusion_speaker", (person.start, person.end), Person(_post(reading, person.posts, person.start)), rule, sure
    )


def _post(reading: Reading, posts: Iterable[str], name: int) -> str | None:
    """The fullest of the posts seen beside the name, as the report writes it nearest before or behind the name."""
    post = max(posts, key=lambda post: (len(post), post), default=None)
    if post is None:
        return None
    before, behind = reading.lower.rfind(post, 0, name), reading.lower.find(post, name)
    at = before if behind < 0 or (before >= 0 and name - before <= behind - name) else behind
    return reading.folded[at : at + len(post)]


component = register("meeting_conclusion_speaker", find)
