"""When a predicted value is right: the same rules as the corpus' own `score.py`.

Annotations and records are JSON objects; in annotations a value may be a bare string.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

Record = Mapping[str, Any]
Span = tuple[int, int]
G = TypeVar("G")
P = TypeVar("P")

MISSION = ("event_date", "organizers", "attendee_bodies", "issues_raised", "conclusions", "slogan")
POINTS = ("issues_raised", "conclusions")
LISTS = (*POINTS, "organizers", "attendee_bodies", "chairs")
CHARACTERS = {"issues_chars": "issues_raised", "conclusions_chars": "conclusions"}
FIELDS = (
    *MISSION,
    *CHARACTERS,
    "session",
    "published",
    "title",
    "event_name",
    "meeting_type",
    "location",
    "chairs",
    "conclusion_speaker",
)


class Counts(NamedTuple):
    """How many values of a field are right, were predicted, are annotated."""

    right: int
    predicted: int
    annotated: int


def normal(text: str | None) -> str:
    """Words only: NFC, without case, marks of punctuation as single blanks."""
    folded = unicodedata.normalize("NFC", text or "").casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def word_overlap(one: str, other: str) -> float:
    """The share of words that two texts have in common (Jaccard)."""
    a, b = set(normal(one).split()), set(normal(other).split())
    return len(a & b) / len(a | b) if a | b else 1.0


def same_name(one: str, other: str) -> bool:
    """Equal after normalising, or with at least 0.8 of the words in common."""
    return normal(one) == normal(other) or word_overlap(one, other) >= 0.8


def span_overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    inter = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = (one[1] - one[0]) + (other[1] - other[0]) - inter
    return inter / union if union else 0.0


def pairs(gold: Sequence[G], predicted: Sequence[P], match: Callable[[G, P], float]) -> list[tuple[int, int]]:
    """Pairs of indices, each value used once, the best match first; a match of 0 is none."""
    scores = sorted(((match(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)), reverse=True)
    found: dict[int, int] = {}
    used: set[int] = set()
    for score, i, j in scores:
        if score > 0 and i not in found and j not in used:
            found[i] = j
            used.add(j)
    return list(found.items())


def words_of(value: Any) -> str | None:
    """The words of an annotated or predicted value."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("text") or value.get("value") or value.get("quote")
    return None if value is None else str(value)


def span_of(value: Record) -> Span:
    """Where a value stands in the text; (0, 0) where nothing says so."""
    at = value.get("evidence") or value
    start, end = at.get("start"), at.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def span_match(one: Record, other: Record) -> float:
    """The overlap of two values' spans, 0 where it is under a half."""
    overlap = span_overlap(span_of(one), span_of(other))
    return overlap if overlap >= 0.5 else 0.0


def _names(value: Any) -> list[str]:
    """All forms of a predicted name: as made readable and as quoted."""
    if isinstance(value, str):
        return [value]
    forms = (value.get("name"), (value.get("evidence") or {}).get("quote"), value.get("text"))
    return [form for form in forms if form]


def _name_match(name: str, forms: list[str]) -> float:
    return max((0.5 + word_overlap(name, form) if same_name(name, form) else 0.0 for form in forms), default=0.0)


def _positions(values: Iterable[Record]) -> set[int]:
    return {position for value in values for position in range(*span_of(value))}


def _date(report: Record) -> Any:
    when = report.get("event_date")
    return (when.get("start"), when.get("end")) if when and when.get("start") else None


def _session(report: Record) -> Any:
    return (report.get("event_date") or {}).get("session")


def _published(report: Record) -> str | None:
    value = report.get("published")
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("date")
    return (value or "")[:10] or None


def _one(gold: Any, predicted: Any) -> Counts:
    return Counts(int(gold is not None and gold == predicted), int(predicted is not None), int(gold is not None))


def _alike(field: str, gold: str, predicted: str) -> bool:
    if field in ("location", "event_name"):
        return word_overlap(gold, predicted) >= 0.5
    return same_name(gold, predicted) if field == "title" else normal(gold) == normal(predicted)


def _matched(field: str, gold: Record, predicted: Record) -> list[tuple[int, int]]:
    """The pairs of annotated and predicted values of a field that holds a list."""
    values, found = gold.get(field) or [], predicted.get(field) or []
    if field in POINTS:
        return pairs(values, found, span_match)
    return pairs([words_of(value) or "" for value in values], [_names(one) for one in found], _name_match)


def counts(field: str, gold: Record, predicted: Record) -> Counts:
    """What one report adds to a field's score; for `…_chars`, characters are counted."""
    value = {"event_date": _date, "session": _session, "published": _published}.get(field)
    if value is not None:
        return _one(value(gold), value(predicted))
    if field in CHARACTERS:
        key = CHARACTERS[field]
        g, p = _positions(gold.get(key) or []), _positions(predicted.get(key) or [])
        return Counts(len(g & p), len(p), len(g))
    if field in LISTS:
        right = len(_matched(field, gold, predicted))
        return Counts(right, len(predicted.get(field) or []), len(gold.get(field) or []))
    stated, told = words_of(gold.get(field)), words_of(predicted.get(field))
    return Counts(int(bool(stated and told and _alike(field, stated, told))), int(bool(told)), int(bool(stated)))


def unmatched(field: str, gold: Record, predicted: Record) -> tuple[list[Any], list[Any]]:
    """The annotated values that no predicted one matches, and the predicted ones that match none."""
    key = "event_date" if field == "session" else CHARACTERS.get(field, field)
    values, found = gold.get(key), predicted.get(key)
    if key not in LISTS:
        right = counts(field, gold, predicted).right
        return [values] * (values is not None and not right), [found] * (found is not None and not right)
    matched = _matched(key, gold, predicted)
    hit, used = {i for i, _ in matched}, {j for _, j in matched}
    missed = [value for i, value in enumerate(values or []) if i not in hit]
    return missed, [one for j, one in enumerate(found or []) if j not in used]
