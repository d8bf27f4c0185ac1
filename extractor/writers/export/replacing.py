"""Files that take the place of older ones when all of them are written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(folder: Path, *names: str) -> Iterator[list[Path]]:
    """Paths to write the named files to; they get their names when the block ends well, else they go. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = [folder / f".extractor-{os.getpid()}-{name}" for name in names]
    try:
        yield halves
        for half, name in zip(halves, names, strict=True):
            half.replace(folder / name)
    finally:
        for half in halves:
            half.unlink(missing_ok=True)
