"""Who concluded; where nobody is said to conclude, the leader who gives the directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.findings import Finding, Person
from extractor.language.chairing import chairs_of
from extractor.language.concluding import concluder_of
from extractor.language.further import further_from
from extractor.language.layout import layout_of
from extractor.language.naming import names_of
from extractor.language.points import material_of, points_of
from extractor.language.post_rows import posts_of

if TYPE_CHECKING:
    from extractor.language.floor import Floor
    from extractor.language.items import Item
    from extractor.language.material import Material
    from extractor.language.mentions import Person as Mentioned
    from extractor.language.people import Span
    from extractor.language.points import Point
    from extractor.language.reading import Reading

# "Kết luận của chủ tọa: …", "Chủ trì cuộc họp kết luận …": the words tell no name, the report names one who chaired.
_OF_CHAIR = re.compile(r"(?:kết luận|chỉ đạo)(?: cuộc họp| hội nghị| phiên họp)? của (?:đồng chí |đ/c |người )?$")
_CHAIR_SAYS = re.compile(
    r"(?: (?:cuộc họp|hội nghị|phiên họp|buổi họp|đại hội))?(?: đã)? (?:phát biểu )?(?:kết luận|chỉ đạo|yêu cầu|đề nghị|giao)(?!\w)"
)
_CHAIRS = frozenset(("chủ tọa", "chủ trì"))
_OF_REACH = 60  # code points of the words before "chủ tọa"
_SURELY = 3  # how surely somebody must be said to conclude where no conclusion is quoted
_ORDERS = 2  # that tell an opening speech from one that directs
_DIRECTING = 6  # rank from which a speaker at a seminar directs: deputy ministers and their like
_LEADING = 4  # rank from which a guest's directions count: deputies of a department up


def find(reading: Reading) -> Iterator[Finding]:
    """The person who concludes by the report's words, else the one chair who does so unnamed, else the leader with most directions, else a paper's one chair."""
    further = further_from(reading)
    points = [point for point in points_of(reading) if point.kind == "conclusion" and point.start < further]
    told = concluder_of(reading)
    if told is not None:
        if told.name and points:
            yield _introduced(reading, told.name, told.post, "speaker.heading", 0.9)
        return
    material = material_of(reading)
    floor = material.floor
    voiced = _voiced(material, points, panel=_is_panel(reading, floor))
    concluding = [i for i, person in enumerate(floor.people) if person.concludes]
    if _is_press(reading):
        voiced = Counter({i: count for i, count in voiced.items() if i in concluding or _is_chair(reading, floor, i)})
    chairing = [i for i, person in enumerate(floor.people) if person.chairs]
    surely = [i for i in concluding if floor.people[i].closing >= _SURELY and floor.people[i].start < further]
    if surely or (concluding and voiced):
        chosen, rule, sure = (
            max(concluding, key=lambda i: (floor.people[i].closing, voiced[i], floor.people[i].rank)),
            "speaker.concludes",
            0.9,
        )
    elif points and (chair := _chair_says(reading)) is not None and chair.name is not None:
        yield _introduced(reading, chair.name, chair.post, "speaker.unnamed_chair", 0.8)
        return
    elif voiced:
        chosen, rule, sure = (
            max(voiced, key=lambda i: (floor.leads(i), voiced[i], floor.people[i].rank)),
            "speaker.directs",
            0.75,
        )
    elif points and len(chairing) == 1 and "header" in layout_of(reading).kinds:
        chosen, rule, sure = chairing[0], "speaker.chairs", 0.6
    else:
        return
    person = floor.people[chosen]
    yield reading.finding("conclusion_speaker", (person.start, person.end), Person(_post(reading, person)), rule, sure)


def _introduced(reading: Reading, name: Span, post: Span | None, rule: str, sure: float) -> Finding:
    """The speaker whose name and posts stand where the person is introduced."""
    told = reading.folded[slice(*post)] if post else None
    return reading.finding("conclusion_speaker", name, Person(told), rule, sure)


def _chair_says(reading: Reading) -> Item | None:
    """The one chair, where the report says that "the chair" concluded or ordered."""
    chairs = chairs_of(reading)
    if len(chairs) != 1:
        return None
    lower = reading.lower
    said = any(
        _CHAIR_SAYS.match(lower, cue.end) or _OF_CHAIR.search(lower, max(0, cue.start - _OF_REACH), cue.start)
        for cue in reading.cues_of("post")
        if lower[cue.start : cue.end] in _CHAIRS
    )
    return chairs[0][0] if said else None


def _is_panel(reading: Reading, floor: Floor) -> bool:
    """Whether it is a seminar that nobody is said to chair or conclude, where experts speak in turn."""
    names = names_of(reading)
    told = bool(chairs_of(reading)) or any(person.concludes for person in floor.people)
    return bool(names) and names[0].kind == "hoi_thao" and not told


def _is_press(reading: Reading) -> bool:
    """Whether it is a press conference, at which those who do not chair only answer."""
    names = names_of(reading)
    return bool(names) and names[0].kind == "hop_bao"


def _is_chair(reading: Reading, floor: Floor, person: int) -> bool:
    """Whether the report says that the person chaired."""
    name = floor.people[person].name.lower()
    return any(item.name and reading.lower[slice(*item.name)] == name for item, _ in chairs_of(reading))


def _voiced(material: Material, points: Iterable[Point], *, panel: bool) -> Counter[int]:
    """How many conclusions each person who may direct gives, but for those of an opening speech.

    Whoever opened the meeting goes on with the opening speech until somebody else has spoken; several orders after that
    tell that they also direct.
    """
    floor = material.floor
    voiced: Counter[int] = Counter()
    orders: Counter[int] = Counter()
    opened = {turn.person for turn in floor.turns if turn.mode == "open"}
    spoken = {index: _first_after(floor, index) for index in opened if index >= 0}
    for point in points:
        turn = floor.turns[material.segments[point.first].sentence]
        if turn.person >= 0 and turn.mode != "open":
            voiced[turn.person] += 1
            again = material.segments[point.first].sentence > spoken.get(turn.person, -1)
            orders[turn.person] += again and material.frames[point.first].kind == "request"
    opening = {i for i in opened if i >= 0 and not floor.people[i].concludes and orders[i] < _ORDERS}
    for index, person in enumerate(floor.people):
        # Where a leader only opened, guests and speakers do not stand in.
        guest = not floor.leads(index) and (person.rank < _LEADING or any(map(floor.leads, opening)))
        if index in opening or guest or (panel and person.rank < _DIRECTING):
            del voiced[index]
    return voiced


def _first_after(floor: Floor, opener: int) -> int:
    """The first sentence in which somebody else speaks after `opener` opened the meeting; beyond all where nobody does."""
    opened = next(at for at, turn in enumerate(floor.turns) if turn.mode == "open" and turn.person == opener)
    others = (at for at, turn in enumerate(floor.turns) if at > opened and turn.person >= 0 and turn.person != opener)
    return next(others, len(floor.turns))


def _post(reading: Reading, person: Mentioned) -> str | None:
    """The posts of the person as written out beside the name, else the longest word for one that was seen near it."""
    name = reading.folded[person.start : person.end]
    row = posts_of(reading, name)
    if row is not None:
        return reading.folded[slice(*row)]
    post = max(person.posts, key=lambda post: (len(post), post), default=None)
    if post is None:
        return None
    before, behind = reading.lower.rfind(post, 0, person.start), reading.lower.find(post, person.start)
    at = before if behind < 0 or (before >= 0 and person.start - before <= behind - person.start) else behind
    return reading.folded[at : at + len(post)]


component = register("meeting_conclusion_speaker", find)
