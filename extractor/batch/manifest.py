"""What an output folder holds, and why a run that was killed at any moment can go on.

Files, `N` the number of a part and `G` how often it was made anew:

- `part-N.ndjson|parquet`: records, up to `PART_INPUTS` inputs a part. Format
  `json` has none: each record is a file of its own.
- `.extractor/status-N.G.ndjson`: the status line of each of the part's inputs, in
  the same order as its records.
- `.extractor/part-N.G.ndjson|parquet`: a part whose name is not yet its own.
- `<name>.txt`, where texts were asked for: the plain text of the input `name`.
- `manifest.json` (`.extractor/manifest` for format `json`, whose folder holds
  nothing but records under `*.json`): the configuration, the list of parts in the
  order of their records, whether the last run came to its end (`complete`), and
  whether older records are being thrown away (`discarding`).
- `status.ndjson`: all status lines, put together from the parts when a run begins to
  go on and when it ends; nothing is read from it.

The manifest alone says what counts. A part's records and status lines are written
and brought to the disk in `.extractor/`, then the manifest that names them, and
only then the records get their name, in the place of those that the part had
before. A kill before the manifest is renamed leaves files that it does not name:
the next run deletes them and extracts those inputs again. A kill after it leaves
the last renaming to the next run, and old status lines that it deletes. So
whoever reads `part-*` at any moment finds each record at most once, and whole.
With format `json` a record may be there before its status line: the next run
makes the same record again.

An input whose bytes have changed, or that failed, is extracted again in its
place: its part is written anew as a whole. A record is never in two parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import __version__
from extractor.batch.outcome import Line
from extractor.batch.store import OWN, PART, STATUS_PART, SUFFIXES, Store
from extractor.errors import OutputError

if TYPE_CHECKING:
    from extractor.findings import Profile
    from extractor.writers import Format

VERSION = 1
NAMES = ("manifest.json", f"{OWN}/manifest")
# More than any folder holds, be it files or bytes.
_LARGEST = 2**53
ADVICE = "say --fresh to make all records anew, or choose another --out"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the records of one folder have in common; `code` is a hash of this package's files.

    `with_text`: the text of each record stands beside it, as `<name>.txt`.
    """

    format: Format
    profile: Profile
    version: str
    code: str
    with_text: bool = False

    @classmethod
    def now(cls, form: Format, profile: Profile, *, with_text: bool = False) -> Configuration:
        """The configuration of a run of this package."""
        return cls(form, profile, __version__, fingerprint(), with_text)


@cache
def fingerprint() -> str:
    """The beginning of a hash over the files of this package: between two releases the version stays the same."""
    root, whole = Path(__file__).parents[1], sha256()
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            whole.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its files, how many inputs and records they tell of, and the length of the records' file in bytes."""

    number: int
    generation: int
    file: str | None
    status: str
    inputs: int
    records: int
    bytes: int

    @property
    def staged(self) -> str | None:
        """Where the records stand until they get their name."""
        return staged(self.file, self.generation) if self.file else None


@dataclass(slots=True)
class Manifest:
    """The list of parts, in the order of their records."""

    configuration: Configuration
    parts: list[Part] = field(default_factory=list)
    complete: bool = False
    discarding: bool = False

    def text(self) -> str:
        """The manifest as JSON, a part a line."""
        head = {
            "manifest": VERSION,
            "configuration": asdict(self.configuration),
            "complete": self.complete,
            "discarding": self.discarding,
            "inputs": sum(part.inputs for part in self.parts),
            "records": sum(part.records for part in self.parts),
        }
        parts = ",\n".join(f"  {json.dumps(asdict(part))}" for part in self.parts)
        return f'{json.dumps(head, indent=1)[:-2]},\n "parts": [\n{parts}\n ]\n}}\n'

    @property
    def next_number(self) -> int:
        """The number of the next part."""
        return max((part.number for part in self.parts), default=-1) + 1


def part_name(number: int) -> str:
    """What the records' file of a part is called, without its suffix."""
    return f"part-{number:05}"


def status_name(number: int, generation: int) -> str:
    """The file with the status lines of a part."""
    return f"{OWN}/status-{number:05}.{generation}.ndjson"


def staged(file: str, generation: int) -> str:
    """Where the records of a part stand until they get the name `file`."""
    stem, dot, suffix = file.rpartition(".")
    return f"{OWN}/{stem}.{generation}{dot}{suffix}"


def name_of(form: Format) -> str:
    """The name of the manifest's file."""
    return NAMES[form == "json"]


def find(store: Store) -> Manifest | None:
    """The manifest of a folder, None where it has none. Raises `OutputError` where it cannot be read, and `OSError`."""
    for name in NAMES:
        data = store.read(name)
        if data is not None:
            try:
                return _parsed(data)
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise OutputError(store.place, f"has a {name} that cannot be read ({error})", ADVICE) from error
    return None


def _parsed(data: bytes) -> Manifest:
    """The manifest that JSON holds. Raises `ValueError`, `TypeError`, `KeyError` or `RecursionError` where it is none."""
    told = json.loads(data)
    if told["manifest"] != VERSION:
        raise ValueError("of another version")
    parts = [Part(**part) for part in told["parts"]]
    if not all(map(_is_sound, parts)) or any(one.number >= other.number for one, other in pairwise(parts)):
        raise ValueError("it names parts that no run has made")
    complete, discarding = told["complete"], told["discarding"]
    if not (isinstance(complete, bool) and isinstance(discarding, bool)):
        raise TypeError("it does not say how the last run ended")
    return Manifest(Configuration(**told["configuration"]), parts, complete, discarding)


def _is_sound(part: Part) -> bool:
    """Whether a part is one that a run may have written; its files, which may be deleted, are this folder's."""
    counts = (part.number, part.generation, part.inputs, part.records, part.bytes)
    if not all(type(count) is int and 0 <= count < _LARGEST for count in counts):
        return False
    files = {None, *(f"{part_name(part.number)}{suffix}" for suffix in SUFFIXES)}
    return part.file in files and part.status == status_name(part.number, part.generation)


def check(found: Manifest, wanted: Configuration, place: str) -> None:
    """Raise `OutputError` where the records of a folder were made in another way than this run would make them."""
    old, new = asdict(found.configuration), asdict(wanted)
    differing = [key for key in new if old[key] != new[key]]
    if differing == ["code"]:
        raise OutputError(place, "holds records of a version with other rules or code", ADVICE)
    if differing:
        told = ", ".join(f"{key} {old[key]}, not {new[key]}" for key in differing if key != "code")
        raise OutputError(place, f"holds records made with {told}", ADVICE)


def lines(store: Store, part: Part) -> Iterator[Line]:
    """The status lines of a part. Raises `OutputError` where they cannot be read."""
    try:
        with store.stream(part.status) as file:
            yield from map(Line.parsed, file)
    except (OSError, ValueError, TypeError) as error:
        raise OutputError(store.place, f"has a {part.status} that cannot be read ({error})", ADVICE) from error


def clear(store: Store, manifest: Manifest) -> None:
    """Delete the parts' files that the manifest does not name: leavings of a run that was killed."""
    kept = {name for part in manifest.parts for name in (part.file, part.status)}
    for folder in ("", OWN):
        for name in store.names(folder):
            if (PART.match(name) or STATUS_PART.match(name)) and name not in kept:
                store.delete(name)


def whole(store: Store, manifest: Manifest) -> list[Part]:
    """The parts whose files are there, the records' with the length noted; others have to be made again.

    Gives the last one its name, where the run that made it did not come to that.
    """
    for part in manifest.parts:
        if part.staged and part.file and store.size(part.staged) is not None:
            store.move(part.staged, part.file)
    return [
        part
        for part in manifest.parts
        if store.size(part.status) is not None and (part.file is None or store.size(part.file) == part.bytes)
    ]
