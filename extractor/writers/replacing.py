"""Files that take the place of older ones when all of them are written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(*files: Path) -> Iterator[list[Path]]:
    """Paths to write the files to; they get their names when the block ends well, else they go. Raises `OSError`.

    Folders are made where they are missing. Links and devices (`/dev/stdout`) are written through.
    """
    halves: dict[Path, Path] = {}
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_symlink() and (file.is_file() or not file.exists()):
            halves[file] = file.with_name(f".extractor-{os.getpid()}-{file.name}")
    try:
        yield [halves.get(file, file) for file in files]
        for file, half in halves.items():
            half.replace(file)
    finally:
        for half in halves.values():
            half.unlink(missing_ok=True)
