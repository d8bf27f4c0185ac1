"""Provinces and cities under central government (`places.toml`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from extractor.rules import Entry, read


class Place(Entry):
    """A province or a city under central government, in the days in which it stood."""

    name: str
    variants: tuple[str, ...] = ()
    title: Literal["tỉnh", "thành phố", "Thành phố"]
    since: date | None = None
    until: date | None = None
    successor: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name in its spellings, without the title."""
        return (self.name, *self.variants)

    @property
    def is_city(self) -> bool:
        """Whether it is a city and no province."""
        return self.title.lower() == "thành phố"

    @property
    def full(self) -> str:
        """The name with its title in front."""
        return f"{self.title} {self.name}"

    @property
    def short(self) -> str:
        """The name as it stands behind a body's: without a title, except where it is part of the name."""
        return self.full if self.title == "Thành phố" else self.name


@cache
def places() -> tuple[Place, ...]:
    """All entries of `rules/places.toml`."""
    return read("places", Place)
