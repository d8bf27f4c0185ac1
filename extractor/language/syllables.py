"""Whether a word is a Vietnamese syllable: an onset, a rime, at most one tone.

Source of onsets and rimes: the inventory of standard Vietnamese orthography (as
in Hoàng Phê, Từ điển tiếng Việt), with the few rimes of loan words left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_RIMES = (
    r"a(?:[ciompntuy]|ch|nh|ng)?|ă(?:[cmnpt]|ng)|â(?:[cmnptuy]|ng)"
    r"|e(?:[cmnopt]|ng)?|ê(?:[cmnptu]|ch|nh|ng)?"
    r"|i(?:[cmnptua]|ch|nh)?|[iy]ê(?:[cmnptu]|ng)"
    r"|o(?:[cimnpt]|ng)?|oo(?:[cn]|ng)|ô(?:[cimnpt]|ng)?|ơ(?:[imnpt])?"
    r"|oa(?:[cimnoptyu]|ch|nh|ng)?|oă(?:[cmnt]|ng)|oe[not]?"
    r"|u(?:[aceimnpt]|ng)?|uâ(?:[nty]|ng)?|uê(?:[nu]|ch|nh)?|uơ|uô(?:[cimnt]|ng)"
    r"|uy(?:[antpu]|ch|nh)?|uyê[nt]"
    r"|ư(?:[acimntu]|ng)?|ươ(?:[cimnptu]|ng)|y(?:ch|nh|t)?"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_STOPPED = re.compile("(?:[cpt]|ch)$")
_OF_STOPS = ("\u0301", "\u0323")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and normalization, is spelled as a syllable of Vietnamese may be."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(marked)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONES.sub("", marked))
    if not _SYLLABLE.fullmatch(bare):
        return False
    return not tones or tones[0] in _OF_STOPS or not _STOPPED.search(bare)
