"""Every entry of the registry's vocabulary finds its example and not its counterexample."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest

from extractor.language.abbreviations import Abbreviation, abbreviations, expansions
from extractor.language.body_kinds import BodyKind, body_kinds, head_at
from extractor.language.phrase_index import PhraseIndex, words_of
from extractor.language.places import place_at, today
from extractor.language.posts import before_name_at, post_at, post_entries, posts
from extractor.rules import Entry
from extractor.rules.places import Place, places
from extractor.text import SourceText

EVERY: tuple[Entry, ...] = (*body_kinds(), *abbreviations(), *places(), *post_entries())


def day_of(entry: BodyKind | Abbreviation | Place) -> date | None:
    """A day on which the entry holds; None where any does."""
    return entry.until or entry.since


def found(entry: Entry, text: str) -> bool:
    """Whether the entry is what its own lookup finds in `text`."""
    if isinstance(entry, BodyKind):
        spelled = spell(text, day_of(entry))
        head = head_at(words_of(spelled), 0, day_of(entry))
        return head is not None and head.entry is entry
    if isinstance(entry, Abbreviation):
        return any(one.entry is entry for one in expansions(text, day_of(entry)))
    if isinstance(entry, Place):
        return first_place(text, day_of(entry)) is entry
    hit = post_at(text) if entry in posts().values() else before_name_at(text)
    return hit is not None and hit[0] is entry


def first_place(text: str, on: date | None) -> Place | None:
    words = words_of(text)
    return next((found[1] for at in range(len(words)) if (found := place_at(words, at, on))), None)


def spell(text: str, on: date | None) -> str:
    for start, end, entry in reversed(expansions(text, on)):
        text = text[:start] + entry.full + text[end:]
    return text


@pytest.mark.parametrize("entry", EVERY, ids=lambda entry: f"{type(entry).__name__}-{entry.id}")
def test_every_entry_finds_its_example_and_not_its_counterexample(entry: Entry) -> None:
    assert found(entry, SourceText.of(entry.example).folded)
    assert not found(entry, SourceText.of(entry.counterexample).folded)


@pytest.mark.parametrize("entry", body_kinds(), ids=lambda entry: entry.id)
def test_every_name_of_an_entry_is_found_by_it(entry: BodyKind) -> None:
    for name in (*entry.names, *entry.variants):
        head = head_at(words_of(name), 0, day_of(entry))
        assert head is not None
        assert head.entry is entry, f"{name} is found by {head.entry.id}"
        assert head.count == len(words_of(name))


@pytest.mark.parametrize("entry", [e for e in body_kinds() if e.successor], ids=lambda entry: entry.id)
def test_a_successor_stands_today(entry: BodyKind) -> None:
    assert entry.until, "only what has ended has a successor"
    head = head_at(words_of(str(entry.successor)), 0, date(2026, 1, 1))
    assert head is not None, "the successor is in the registry"
    assert head.entry.until is None
    assert head.entry.kind == entry.kind or {head.entry.kind, entry.kind} <= SAME_WORK


# Kinds between which work has moved.
SAME_WORK = {"government", "ministry", "party", "agency", "department", "police"}


def test_a_body_has_a_kind_and_a_shadow_of_one_has_none() -> None:
    assert all((entry.kind is not None) is entry.body for entry in body_kinds())


@pytest.mark.parametrize("entry", [e for e in body_kinds() if e.variants], ids=lambda entry: entry.id)
def test_variants_stand_for_names_of_their_entry(entry: BodyKind) -> None:
    assert set(entry.variants.values()) <= set(entry.names)


def test_there_were_63_provinces_and_are_34() -> None:
    def count(on: date) -> int:
        return sum((p.since is None or p.since <= on) and (p.until is None or on <= p.until) for p in places())

    assert count(date(2016, 12, 28)) == 63
    assert count(date(2025, 6, 30)) == 63
    assert count(date(2025, 7, 1)) == 34


def test_every_place_leads_to_one_that_stands() -> None:
    assert all(today(place).until is None for place in places())
    assert all((place.until is None) is (place.successor is None) for place in places())


def test_the_vocabulary_is_written_as_it_is_matched() -> None:
    # Matching happens on folded text: a phrase in another spelling would never be found.
    phrases = [p for entry in body_kinds() for p in (*entry.names, *entry.variants)]
    phrases += [p for post in post_entries() for p in post.phrases]
    phrases += [entry.full for entry in abbreviations()]
    for phrase in phrases:
        assert phrase == unicodedata.normalize("NFC", phrase)
        assert phrase == SourceText.of(phrase).folded


def test_dates_of_validity_are_in_order() -> None:
    dated: tuple[BodyKind | Abbreviation | Place, ...] = (*body_kinds(), *abbreviations(), *places())
    for entry in dated:
        if entry.since and entry.until:
            assert entry.since + timedelta(days=1) < entry.until, entry.id


def test_a_phrase_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="without words"):
        PhraseIndex([(" - ", 1)])
