"""All that a reader has chosen, as it stands in the page's address: sent to a colleague, it shows the same.

A choice has the same name in the address and as the key of its widget. What the
address says wrongly, as people edit it, counts as not said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from extractor.dashboard.filters import Filters
from extractor.show.labels import LANGUAGES

VIEWS = ("overview", "bodies", "issues", "conclusions", "slogans", "reports")
TOPS = (10, 20, 50)
_LAST_PAGE = 1_000_000

Choices = dict[str, Any]


def _word(told: Sequence[str]) -> str:
    return told[-1]


def _place(told: Sequence[str]) -> str:
    """A value by its field and its place there from 0, as `conclusions-2`."""
    if re.fullmatch(r"[a-z_]+-[0-9]{1,9}", told[-1]) is None:
        raise ValueError("no place")
    return told[-1]


def _one_of(known: Sequence[str]) -> Callable[[Sequence[str]], str]:
    return lambda told: known[known.index(told[-1])]


def _day(told: Sequence[str]) -> dt.date:
    return dt.date.fromisoformat(told[-1])


def _share(told: Sequence[str]) -> float:
    share = float(told[-1])
    if not 0 <= share <= 1:
        raise ValueError("no share")
    return round(share * 20) / 20


def _whole(told: Sequence[str]) -> int:
    return min(max(int(told[-1]), 1), _LAST_PAGE)


def _top(told: Sequence[str]) -> int:
    return TOPS[TOPS.index(int(told[-1]))]


# How each choice is read, and what it is where nothing is said.
_KINDS: Mapping[str, tuple[Callable[[Sequence[str]], Any], Any]] = MappingProxyType(
    {
        "lang": (_one_of(LANGUAGES), "vi"),
        "view": (_one_of(VIEWS), VIEWS[0]),
        "from": (_day, None),
        "to": (_day, None),
        "body": (list, []),
        "type": (list, []),
        "topic": (list, []),
        "confidence": (_share, 0.0),
        "report": (_word, ""),
        "at": (_place, ""),
        "search": (_word, ""),
        "page": (_whole, 1),
        "level": (_word, ""),
        "top": (_top, TOPS[0]),
        "act": (list, []),
        "due": (lambda told: told[-1] == "1", False),
    }
)
FILTERS = ("from", "to", "body", "type", "topic", "confidence")


def default(name: str) -> Any:
    """What a choice is where nothing is said."""
    value = _KINDS[name][1]
    return [*value] if isinstance(value, list) else value


def read(query: Mapping[str, Sequence[str]]) -> Choices:
    """Every choice that an address states, or its default."""
    choices = {}
    for name, (parse, _) in _KINDS.items():
        choices[name] = default(name)
        if told := query.get(name):
            try:
                choices[name] = parse(told)
            except (ValueError, OverflowError):
                # As if it were not said.
                continue
    return choices


def write(choices: Mapping[str, Any]) -> dict[str, list[str]]:
    """The choices that differ from what is meant anyway, as they stand in the address."""
    query = {}
    for name in _KINDS:
        value = choices.get(name, default(name))
        if value != default(name):
            query[name] = [_written(one) for one in value] if isinstance(value, list) else [_written(value)]
    return query


def link(choices: Mapping[str, Any]) -> str:
    """The same as the query of a link, with its question mark."""
    return f"?{urlencode(write(choices), doseq=True)}"


def filters(choices: Mapping[str, Any]) -> Filters:
    """The filters among the choices."""
    return Filters(
        since=choices["from"],
        until=choices["to"],
        bodies=tuple(choices["body"]),
        types=tuple(choices["type"]),
        topics=tuple(choices["topic"]),
        confidence=choices["confidence"],
    )


def _written(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, bool) else str(value)
