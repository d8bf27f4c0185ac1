"""A fast tokenizer for Vietnamese: syllables and punctuation.

spaCy's own `vi` tokenizer needs pyvi, whose word segmentation costs more than a
whole report may. This one leaves words as syllables, and never loses a character.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import spacy
from spacy.tokenizer import Tokenizer

if TYPE_CHECKING:
    from spacy.language import Language

_MARK = r"[^\w\s\u0300-\u036f]"
_PREFIX = re.compile(rf"^{_MARK}")
_SUFFIX = re.compile(rf"{_MARK}$")
# Between letters every mark parts ("Sáng/chiều"); between digits none does ("28/12/2016", "12,5").
_INFIX = re.compile(rf"(?<!\d){_MARK}|{_MARK}(?!\d)")


def _make(nlp: Language) -> Tokenizer:
    return Tokenizer(
        nlp.vocab, prefix_search=_PREFIX.search, suffix_search=_SUFFIX.search, infix_finditer=_INFIX.finditer
    )


NAME = "meeting_tokenizer.v1"


def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory that spaCy's config knows by `NAME`."""
    return _make


spacy.registry.tokenizers(NAME, func=create_tokenizer)
