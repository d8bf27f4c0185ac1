"""The statistical stage: behind it in a pipeline, issues and conclusions are told by the model, without it by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import reading_of, register
from extractor.language.tagger import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc

    from extractor.findings import Finding
    from extractor.language.reading import Reading
    from extractor.language.tagger import Tagger


def find(reading: Reading) -> Iterable[Finding]:
    """Hand the model to the reading; no finding is the model's alone."""
    reading.tagger = shipped()
    return ()


def handing(tagger: Tagger) -> Callable[[Doc], Doc]:
    """The stage with weights that are not those shipped, to measure them."""

    def hand(doc: Doc) -> Doc:
        reading_of(doc).tagger = tagger
        return doc

    return hand


component = register("meeting_roles", find)
