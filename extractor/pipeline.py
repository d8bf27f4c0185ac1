"""The spaCy pipeline: our tokenizer on `Language("vi")` and one component a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import spacy

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
    number,
    organizers,
    published,
    roles,
    secretary,
    slogan,
    title,
    votes,
)
from extractor.fields.component import findings_of, untokenized
from extractor.findings import Profile
from extractor.language import tagger, tokenizer

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["FIELDS", "Profile", "findings_of", "load", "untokenized"]

# In the order in which they run. Each is an entry point under `spacy_factories`; importing the module registers it.
FIELDS = {
    "meeting_roles": roles.component,
    "meeting_genre": genre.component,
    "meeting_number": number.component,
    "meeting_title": title.component,
    "meeting_published": published.component,
    "meeting_event_date": event_date.component,
    "meeting_event_name": event_name.component,
    "meeting_type": meeting_type.component,
    "meeting_location": location.component,
    "meeting_organizers": organizers.component,
    "meeting_chairs": chairs.component,
    "meeting_secretary": secretary.component,
    "meeting_attendees": attendees.component,
    "meeting_issues": issues.component,
    "meeting_conclusions": conclusions.component,
    "meeting_votes": votes.component,
    "meeting_conclusion_speaker": conclusion_speaker.component,
    "meeting_slogan": slogan.component,
    "meeting_byline": byline.component,
}


def load(profile: Profile = "default") -> Language:
    """A pipeline with every field of the record; costs about a second once, milliseconds a report.

    The profile "rules" leaves the statistical stage out. Raises `ModelError` where that stage has no fit weights,
    `ValueError` for a profile that there is not.
    """
    if profile not in get_args(Profile):
        raise ValueError(f"there is no profile {profile!r}; say one of {', '.join(get_args(Profile))}")
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    if profile == "default":
        tagger.shipped()  # read the weights now, not with the first report
    for name in FIELDS:
        if profile == "default" or name != "meeting_roles":
            nlp.add_pipe(name)
    return nlp
