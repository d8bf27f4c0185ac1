"""The spaCy pipeline: our tokenizer on `Language("vi")` and one component a field."""

from __future__ import annotations

from typing import Literal

import spacy
from spacy.language import Language

from extractor.fields import (
    attendees,
    byline,
    chairs,
    conclusion_speaker,
    conclusions,
    event_date,
    event_name,
    genre,
    issues,
    location,
    meeting_type,
    organizers,
    published,
    slogan,
    title,
)
from extractor.fields.component import doc_of, findings_of
from extractor.language import tokenizer

__all__ = ["FIELDS", "Profile", "doc_of", "findings_of", "load"]

Profile = Literal["default", "rules"]

# In the order in which they run. Each is an entry point under `spacy_factories`; importing the module registers it.
FIELDS = {
    "meeting_genre": genre.component,
    "meeting_title": title.component,
    "meeting_published": published.component,
    "meeting_event_date": event_date.component,
    "meeting_event_name": event_name.component,
    "meeting_type": meeting_type.component,
    "meeting_location": location.component,
    "meeting_organizers": organizers.component,
    "meeting_chairs": chairs.component,
    "meeting_attendees": attendees.component,
    "meeting_issues": issues.component,
    "meeting_conclusions": conclusions.component,
    "meeting_conclusion_speaker": conclusion_speaker.component,
    "meeting_slogan": slogan.component,
    "meeting_byline": byline.component,
}


def load(profile: Profile = "default") -> Language:
    """A pipeline with every field of the record; costs about a second once, milliseconds a report."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    for name in FIELDS:
        nlp.add_pipe(name)
    return nlp
