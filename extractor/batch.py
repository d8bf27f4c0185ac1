"""Files and folders of reports: what there is to read, what became of each, where it went."""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Literal

from extractor import readers
from extractor.errors import SERIOUS, ExtractorError, WriteError

if TYPE_CHECKING:
    from extractor.api import Extractor
    from extractor.records import MeetingReport
    from extractor.writers import Writer

STATUS = "status.ndjson"

Status = Literal["ok", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Input:
    """One input: a file, or standard input where `file` is None.

    `path` is relative to the folder given and becomes `source.path`; `name` is
    where its record goes, without suffix, and differs from every other input's.
    """

    file: Path | None
    path: str
    name: str

    @property
    def id(self) -> str:
        """The record's id: the file's stem."""
        return PurePosixPath(self.path).stem

    @property
    def renamed(self) -> bool:
        """Whether another input had the name first."""
        return self.name != str(PurePosixPath(self.path).with_suffix(""))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: a record, or the reason why there is none, and the file it went to."""

    source: Input
    report: MeetingReport | None
    reason: str | None
    output: str | None = None

    @property
    def status(self) -> Status:
        """`partial` where the record does not cover what the text holds (see `errors.SERIOUS`)."""
        if self.report is None:
            return "failed"
        return "partial" if any(warning.code in SERIOUS for warning in self.report.warnings) else "ok"

    def line(self) -> str:
        """The outcome as a line of `status.ndjson`."""
        given = _legible(str(self.source.file)) if self.source.file else "-"
        told = {
            "path": self.source.path,
            "id": self.source.id,
            "status": self.status,
            "reason": self.reason,
            "warnings": [warning.code for warning in self.report.warnings] if self.report else [],
            "input": given,
            "output": self.output,
        }
        return json.dumps(told, ensure_ascii=False) + "\n"


@dataclass(slots=True)
class Tally:
    """How many inputs of a run ended how, and since when it runs."""

    ok: int = 0
    partial: int = 0
    failed: int = 0
    _since: float = 0.0

    def __post_init__(self) -> None:
        self._since = time.perf_counter()

    def count(self, outcome: Outcome) -> None:
        """Count one more outcome."""
        setattr(self, outcome.status, getattr(self, outcome.status) + 1)

    def __str__(self) -> str:
        read = self.ok + self.partial + self.failed
        rate = read / max(time.perf_counter() - self._since, 1e-9)
        partial = f" ({self.partial} partial)" if self.partial else ""
        made = self.ok + self.partial
        return f"{read} read, {made} extracted{partial}, {self.failed} failed, {rate:,.0f} reports a second"


def find(paths: Iterable[str], out: Path | None) -> list[Input]:
    """The inputs that `paths` name, folders with all that is in them, `-` for standard input, in a fixed order.

    Hidden files and folders are left out, and so is `out`, where earlier
    records stand. A second input of the same name gets `~2` behind its own.
    """
    taken: set[str] = set()
    return [
        Input(file, path, _free(str(PurePosixPath(path).with_suffix("")), taken))
        for given in paths
        for file, path in _named(given, out)
    ]


def _named(given: str, out: Path | None) -> list[tuple[Path | None, str]]:
    """The files that one path names, each with its path relative to the folder given."""
    if given == "-":
        return [(None, "stdin")]
    path = Path(given)
    return [*_files(path, out)] if path.is_dir() else [(path, _legible(path.name))]


def _files(folder: Path, out: Path | None) -> list[tuple[Path, str]]:
    """The files below `folder` and their relative paths, sorted; folders that cannot be listed among them."""
    skipped = out.resolve() if out else None
    found: list[Path] = []

    def unlisted(error: OSError) -> None:
        found.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=unlisted):
        here = Path(parent)
        folders[:] = [n for n in folders if not n.startswith(".") and (here / n).resolve() != skipped]
        found += (here / n for n in names if not n.startswith("."))
    return sorted(((f, _legible(f.relative_to(folder).as_posix())) for f in found), key=lambda pair: pair[1])


def _legible(path: str) -> str:
    """The path with bytes that are no UTF-8 replaced, so that it can stand in a record."""
    return os.fsencode(path).decode("utf-8", "replace")


def _free(name: str, taken: set[str]) -> str:
    """`name`, or the first of `name~2`, `name~3`… that no earlier input has on any file system."""
    number, free = 1, name
    while (key := unicodedata.normalize("NFC", free).casefold()) in taken:
        number += 1
        free = f"{name}~{number}"
    taken.add(key)
    return free


def attempt(extractor: Extractor, source: Input) -> Outcome:
    """Read and extract one input; whatever goes wrong with it becomes its reason."""
    try:
        if source.file is None:
            plain = readers.read_stream(sys.stdin.buffer, "-", extractor.limit)
            return Outcome(source, extractor.record(plain, source.id, None), None)
        plain = readers.read(source.file, extractor.limit)
        return Outcome(source, extractor.record(plain, source.id, source.path), None)
    except ExtractorError as error:
        return Outcome(source, None, str(error))
    except Exception as error:  # noqa: BLE001 - one broken report must not end the run of the others
        return Outcome(source, None, f"{source.path}: {type(error).__name__}: {error}")


def run(inputs: Iterable[Input], extractor: Extractor, writer: Writer, status: IO[str] | None) -> Iterator[Outcome]:
    """Extract the inputs in their order, write each record and its status line, and give each outcome.

    Raises `WriteError` where the status cannot be written; a record that cannot is a failed input.
    """
    for source in inputs:
        outcome = _written(attempt(extractor, source), writer)
        if status is not None:
            try:
                status.write(outcome.line())
            except OSError as error:
                raise WriteError(STATUS, f"cannot be written ({error.strerror})", "free space or rights") from error
        yield outcome


def _written(outcome: Outcome, writer: Writer) -> Outcome:
    if outcome.report is None:
        return outcome
    source = outcome.source
    try:
        output = writer.write(outcome.report, source.name)
    except OSError as error:
        return replace(outcome, report=None, reason=f"{source.path}: the record cannot be written ({error.strerror})")
    note = f"written as {output}: another input has the same name" if source.renamed and source.name in output else None
    return replace(outcome, output=output, reason=note)
