"""Topics of issues: which subjects of the taxonomy (`rules/topics.toml`) the words of a span name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extractor.rules import read
from extractor.rules.phrases import PhraseEntry, PhraseMatcher

if TYPE_CHECKING:
    from extractor.language.reading import Reading


class Topic(PhraseEntry):
    """A subject that issues are counted by; `vi` and `en` are its labels for people."""

    vi: str
    en: str


@cache
def topics() -> tuple[Topic, ...]:
    """The taxonomy, in the file's order."""
    return read("topics", Topic)


@cache
def _matcher() -> PhraseMatcher[str]:
    return PhraseMatcher((topic, topic.id) for topic in topics())


def topics_in(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The ids of the topics that a span of the folded text names, each once, in the order in which they are named."""
    return tuple(dict.fromkeys(topic for _, _, topic in _matcher().matches(reading.lower, start, end)))
