"""The spaCy pipeline: our tokenizer on `Language("vi")` and one component a field."""

from __future__ import annotations

from typing import Literal

import spacy
from spacy.language import Language

from extractor.fields.component import findings_of
from extractor.language import tokenizer

__all__ = ["FIELDS", "Profile", "findings_of", "load"]

Profile = Literal["default", "rules"]

# In the order in which they run; each name is an entry point under `spacy_factories`.
FIELDS: tuple[str, ...] = ()


def load(profile: Profile = "default") -> Language:
    """A pipeline with every field of the record; costs about a second once, milliseconds a report."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "meeting_tokenizer.v1"}}})
    for name in FIELDS:
        nlp.add_pipe(name)
    return nlp
