"""The statistical stage: behind it in a pipeline, issues and conclusions are told by the model, without it by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.fields.component import register
from extractor.language.tagger import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.findings import Finding
    from extractor.language.reading import Reading


def find(reading: Reading) -> Iterable[Finding]:
    """Hand the model to the reading; no finding is the model's alone."""
    reading.tagger = shipped()
    return ()


component = register("meeting_roles", find)
