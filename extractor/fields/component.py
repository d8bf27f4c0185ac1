"""How a field becomes a spaCy component.

A field is a pure function from a `Reading` to findings and doubts; the component
puts them on the Doc, so that `nlp.add_pipe("meeting_issues")` works in any
pipeline whose tokenizer keeps the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extractor.findings import Doubt, Finding
from extractor.language.reading import Reading

READING, FINDINGS, DOUBTS = "meeting_reading", "meeting_findings", "meeting_doubts"

Find = Callable[[Reading], Iterable[Finding | Doubt]]


def untokenized(nlp: Language, text: str, posted: dt.date | None = None) -> Doc:
    """A Doc for `nlp` to work on that carries the reading of `text` and no tokens.

    The fields read the reading; tokens are a view for those who work with spaCy, and
    would fill its vocabulary with every word of a million reports: 2 GB after a
    hundred thousand. `posted` is the day (or moment) of posting by the document's metadata.
    """
    doc = Doc(nlp.vocab)
    reading = doc.user_data[READING] = Reading.of(text)
    reading.posted = posted
    return doc


def reading_of(doc: Doc) -> Reading:
    """The reading of the Doc's text, made on first use."""
    reading: Reading | None = doc.user_data.get(READING)
    if reading is None:
        reading = doc.user_data[READING] = Reading.of(doc.text)
    return reading


def findings_of(doc: Doc) -> tuple[list[Finding], list[Doubt]]:
    """What the fields have put on the Doc so far."""
    return doc.user_data.setdefault(FINDINGS, []), doc.user_data.setdefault(DOUBTS, [])


def register(name: str, find: Find) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """Register `find` as the spaCy component factory `name`, and return the factory."""

    def annotate(doc: Doc) -> Doc:
        findings, doubts = findings_of(doc)
        for found in find(reading_of(doc)):
            if isinstance(found, Doubt):
                doubts.append(found)
            else:
                findings.append(found)
        return doc

    def factory(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy calls it with both
        return annotate

    Language.factory(name, func=factory)
    return factory
