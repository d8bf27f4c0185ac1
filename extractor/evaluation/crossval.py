"""Grouped cross-validation: what a model trained on some offices' reports finds in those of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def grouped_folds(groups: Sequence[Hashable], count: int) -> list[list[int]]:
    """Indices in `count` folds of about one size, all of a group in one fold; the same groups give the same folds."""
    sizes = Counter(groups)
    loads = [0] * count
    fold_of: dict[Hashable, int] = {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], str(item[0]))):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += size
    return [[at for at, group in enumerate(groups) if fold_of[group] == fold] for fold in range(count)]
