"""Who concluded; where nobody is said to conclude, the leader who gives the directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.fields.component import register
from extractor.findings import Finding, Person
from extractor.language.points import material_of, points_of
from extractor.language.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """The person who concludes by the report's words, else the one with most directions."""
    material = material_of(reading)
    floor = material.floor
    voiced: Counter[int] = Counter()
    for point in points_of(reading):
        turn = floor.turns[material.segments[point.first].sentence]
        if point.kind == "conclusion" and turn.person >= 0:
            voiced[turn.person] += 1
    concluding = [i for i, person in enumerate(floor.people) if person.concludes]
    if concluding:
        chosen, rule, sure = max(concluding, key=lambda i: (voiced[i], floor.people[i].rank)), "speaker.concludes", 0.85
    elif voiced:
        chosen, rule, sure = max(voiced, key=lambda i: (floor.leads(i), voiced[i], floor.people[i].rank)), "speaker.directs", 0.7
    else:
        return
    if not voiced:
        return
    person = floor.people[chosen]
    post = max(person.posts, key=len, default=None)
    yield reading.finding("conclusion_speaker", (person.start, person.end), Person(post), rule, sure)


component = register("meeting_conclusion_speaker", find)
