"""Records that an earlier run has stored, read back one by one.

What a run of `extract` leaves behind is known by its suffixes: `.json` (one
record a file), `.ndjson` or `.jsonl` (one a line), `.parquet` (one a row). A
folder holds any of them; where a manifest lists its parts, these alone count.
Memory holds one record of a JSON or NDJSON file, one batch of a Parquet file.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extractor.errors import MissingExtraError, RecordError, UnreadableFileError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from extractor.records import MeetingReport

# The record of a text at the size limit of 5 MB stays below this, escapes included.
LONGEST = 64_000_000
"""Bytes that one record may have."""

_MANIFEST = "manifest.json"
# What `extract` writes beside the records.
_NO_RECORDS = frozenset({"status.ndjson", _MANIFEST})
_ADVICE = "it was left out; extract it again"
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and where it stands; `line` counts from 1 (rows in Parquet) and is None for a file with one record."""

    report: MeetingReport
    path: str
    line: int | None


def read(place: str) -> Iterator[Stored | RecordError]:
    """The records of a file or folder in the order of their paths or parts, `-` for NDJSON on standard input.

    What is no record comes as the error that names its file and line, and the
    others go on. Raises `UnreadableFileError` where there is nothing to read, and
    `MissingExtraError` where a Parquet file needs a library that is not there.
    """
    if place == "-":
        return _lines(sys.stdin.buffer, "standard input")
    return chain.from_iterable(map(_of_file, files(Path(place))))


@contextmanager
def uncollected() -> Iterator[None]:
    """Python without its search for cycles, which records do not form: among so many objects it takes a tenth of a load's time, and more."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def files(place: Path) -> list[Path]:
    """The files that hold the records of a file or folder. Raises `UnreadableFileError` where there are none."""
    if not place.exists():
        raise UnreadableFileError(str(place), "does not exist", "give what `extract` has written")
    if not place.is_dir():
        if place.suffix not in _READERS:
            raise UnreadableFileError(str(place), "holds no records", f"give one of {', '.join(_READERS)}, or a folder")
        return [place]
    found = _parts(place) or sorted(_below(place))
    if not found:
        raise UnreadableFileError(str(place), "holds no records", "give the folder that `extract` has written to")
    return found


def _parts(folder: Path) -> list[Path]:
    """The files that a folder's manifest names, in its order; none where it has no manifest."""
    manifest = folder / _MANIFEST
    if not manifest.is_file():
        return []
    try:
        parts = json.loads(manifest.read_bytes())["parts"]
        return [_part(folder, part["file"]) for part in parts if part["file"] is not None]
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        reason = f"cannot be read ({type(error).__name__}: {error})"
        raise UnreadableFileError(str(manifest), reason, "run `extract` again with --fresh") from error


def _part(folder: Path, name: str) -> Path:
    """The part of that name. Raises `ValueError` for the name of something else, here or elsewhere."""
    part = Path(name)
    if part.name != name or part.suffix not in _READERS:
        raise ValueError(f"{name!r} is no part")
    return folder / part


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder that may hold records; hidden ones are left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if Path(name).suffix in _READERS and not name.startswith(".") and name not in _NO_RECORDS:
                yield Path(parent) / name


def _of_file(file: Path) -> Iterator[Stored | RecordError]:
    if not file.is_file():
        yield RecordError(str(file), None, "is missing, or no regular file", "run `extract` again")
        return
    try:
        yield from _READERS[file.suffix](file)
    except OSError as error:
        yield RecordError(str(file), None, f"cannot be read ({error.strerror or error})", "see to your rights")


def _whole(file: Path) -> Iterator[Stored | RecordError]:
    """The record of a JSON file."""
    if file.stat().st_size > LONGEST:
        yield RecordError(str(file), None, f"is longer than {LONGEST:,} bytes", _ADVICE)
        return
    yield _validated(file.read_bytes(), str(file), None)


def _by_line(file: Path) -> Iterator[Stored | RecordError]:
    with file.open("rb") as stream:
        yield from _lines(stream, str(file))


def _lines(stream: IO[bytes], name: str) -> Iterator[Stored | RecordError]:
    """The records of NDJSON; a line that is too long is passed over without being held."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield RecordError(name, number, f"is longer than {LONGEST:,} bytes", _ADVICE)
        elif line.strip():
            yield _validated(line.rstrip(), name, number)


def _validated(data: bytes | dict[str, Any], name: str, line: int | None) -> Stored | RecordError:
    """The record that JSON, or a row of columns nested as JSON, holds."""
    from pydantic import ValidationError  # noqa: PLC0415 - heavy, and nothing at import

    from extractor.records import MeetingReport, read_back  # noqa: PLC0415 - the same

    try:
        if isinstance(data, bytes):
            report = read_back(data.removeprefix(b"\xef\xbb\xbf"))
        else:
            report = MeetingReport.model_validate(data)
    except ValidationError as error:
        return RecordError(name, line, f"is no record: {_summary(error)}", _ADVICE)
    return Stored(report, name, line)


def _summary(error: ValidationError) -> str:
    """The first thing that is wrong, and how many more there are."""
    first, *more = error.errors(include_url=False, include_context=False, include_input=False)
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}{': ' if where else ''}{first['msg'].replace('at line 1 column', 'at column')}{f' (and {len(more)} more)' if more else ''}"


def _rows(file: Path) -> Iterator[Stored | RecordError]:
    """The records of a Parquet file, a row each; `line` of an error counts rows from 1."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtraError(str(file), "tables", str(error)) from error
    number = 0
    try:
        with pq.ParquetFile(file) as parquet:
            for batch in parquet.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield _validated(row, str(file), number)
    except pa.ArrowException as error:
        yield RecordError(str(file), number + 1, f"cannot be read ({error})", _ADVICE)


_READERS = {".json": _whole, ".ndjson": _by_line, ".jsonl": _by_line, ".parquet": _rows}
