"""What people read, in Vietnamese or English: the labels of codes and of the parts of a page (`labels.toml`)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from extractor.errors import RuleError
from extractor.language.topics import topics

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Label(BaseModel):
    """One meaning in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vi: str
    en: str


@cache
def tables() -> dict[str, dict[str, Label]]:
    """Every table of `labels.toml`, and the topics of the taxonomy. Raises `RuleError` where the file is broken."""
    toml = (files(__package__) / "labels.toml").read_text(encoding="utf-8")
    try:
        known = TypeAdapter(dict[str, dict[str, Label]]).validate_python(tomllib.loads(toml))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RuleError("../show/labels.toml", None, str(error)) from error
    return {**known, "topic": {topic.id: Label(vi=topic.vi, en=topic.en) for topic in topics()}}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels in one language."""

    language: Language

    def __call__(self, table: str, code: str) -> str:
        """The label of a code; a code that has none, as other vocabularies may bring, stands for itself."""
        label = tables()[table].get(code)
        return code if label is None else str(getattr(label, self.language))

    def codes(self, table: str) -> tuple[str, ...]:
        """The codes of a table, in the file's order."""
        return tuple(tables()[table])
