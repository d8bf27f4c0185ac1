"""One input's way through a run: the task, what became of it, and its line in `status.ndjson`.

Tasks and outcomes travel between processes and machines, so they are tuples of
bytes and strings, quick to pickle: a record is its JSON.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from extractor import readers
from extractor.batch import remote
from extractor.batch.inputs import Input, below, legible
from extractor.errors import SERIOUS, ExtractorError

if TYPE_CHECKING:
    from extractor.api import Extractor

Status = Literal["ok", "partial", "failed", "unchanged", "removed"]


class Task(NamedTuple):
    """An input to read and extract.

    `known` is the hash of the bytes whose record stands already, `part` the number
    of the earlier part with its status line. What no other process can read comes
    along: `data` are the input's bytes, `refused` says why there are none.
    """

    source: Input
    known: str | None = None
    part: int | None = None
    data: bytes | None = None
    refused: str | None = None

    def failed(self, reason: str, digest: str | None = None) -> Outcome:
        """The outcome without a record; `digest` is the hash of the bytes, if they could be read."""
        return Outcome(self.source, "failed", legible(reason), sha256=digest, part=self.part)

    def carrying(self, limit: int) -> Task:
        """The task with its input's bytes where no other process can read them."""
        if not remote.only_here(self.source.file):
            return self
        try:
            return self._replace(data=bytes_of(self.source, limit))
        except ExtractorError as error:
            return self._replace(refused=str(error))


class Line(NamedTuple):
    """A line of `status.ndjson`: `input` is the path as given, `output` the file with the record."""

    path: str
    id: str
    status: Status
    reason: str | None
    warnings: list[str]
    input: str
    output: str | None
    name: str
    sha256: str | None

    @classmethod
    def parsed(cls, line: bytes | str) -> Line:
        """Read a line back. Raises `ValueError` or `TypeError` where it is none."""
        try:
            told = cls(**json.loads(line))
        except RecursionError as error:
            raise ValueError("it nests without end") from error
        if not told._is_sound():
            raise ValueError("it is no line that a run has written")
        return told

    def _is_sound(self) -> bool:
        """Whether every value is of its kind, and the name one that a file of the folder may have."""
        words = (self.path, self.id, self.input, self.name)
        others = (self.reason, self.output, self.sha256)
        if not all(isinstance(one, str) for one in (*words, *(one for one in others if one is not None))):
            return False
        # Half characters, which JSON can write and no file can hold.
        "".join(words).encode()
        record = f"{self.name}.json"
        return self.status in get_args(Status) and isinstance(self.warnings, list) and below(record) == record

    def removed(self) -> Line:
        """The line of an input that is not given any more."""
        reason = "is no longer among the inputs; its record stays" if self.output else "is no longer among the inputs"
        return self._replace(status="removed", reason=f"{self.path}: {reason}")

    def __str__(self) -> str:
        return json.dumps(self._asdict(), ensure_ascii=False) + "\n"


class Outcome(NamedTuple):
    """What became of a task: a record as JSON, or the reason why there is none.

    `partial` is a record that does not cover what the text holds (see
    `errors.SERIOUS`), `unchanged` an input whose earlier record stands. `output`
    is the file that the record went to, once it is written; `part` as in the task.
    `text` is the plain text that the record's offsets refer to, where it was asked for.
    """

    source: Input
    status: Status
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    sha256: str | None = None
    record: bytes | None = None
    output: str | None = None
    part: int | None = None
    text: bytes | None = None

    def line(self) -> Line:
        """The outcome's status line."""
        source = self.source
        return Line(
            source.path,
            source.id,
            self.status,
            self.reason,
            list(self.warnings),
            source.given,
            self.output,
            source.name,
            self.sha256,
        )

    def unwritten(self, reason: str) -> Outcome:
        """The same input without a record, which could not be written."""
        told = f"{self.source.path}: the record cannot be written ({reason})"
        return self._replace(status="failed", reason=told, record=None, warnings=(), text=None)


def attempt(extractor: Extractor, task: Task, indent: int | None = None, *, with_text: bool = False) -> Outcome:
    """Read and extract one input; whatever goes wrong with it becomes its reason.

    The record is JSON with one line break at its end, indented where `indent`
    says so; the text goes along where `with_text` does.
    """
    source, digest = task.source, None
    if task.refused is not None:
        return task.failed(task.refused)
    try:
        data = bytes_of(source, extractor.limit) if task.data is None else task.data
        digest = sha256(data).hexdigest()
        if digest == task.known:
            return Outcome(source, "unchanged", sha256=digest, part=task.part)
        plain = readers.read_bytes(data, source.given, extractor.limit)
        report = extractor.record(plain, source.id, None if source.file is None else source.path)
    except MemoryError:
        raise
    except ExtractorError as error:
        return task.failed(str(error), digest)
    except Exception as error:  # noqa: BLE001 - one broken report must not end the run of the others
        return task.failed(f"{source.path}: {type(error).__name__}: {error}", digest)
    codes = tuple(warning.code for warning in report.warnings)
    status: Status = "ok" if SERIOUS.isdisjoint(codes) else "partial"
    record = report.model_dump_json(indent=indent).encode() + b"\n"
    text = plain.text.encode() if with_text else None
    return Outcome(source, status, None, codes, digest, record, part=task.part, text=text)


def bytes_of(source: Input, limit: int) -> bytes:
    """The bytes of an input, one more than may be read where it is too long.

    Raises an `ExtractorError` that names it, the reason and the way out.
    """
    if source.file is None:
        return readers.drawn(sys.stdin.buffer, limit)
    if remote.is_url(source.file):
        return remote.contents(source.file, limit)
    return readers.contents(Path(source.file), limit)


@dataclass(slots=True)
class Tally:
    """How many inputs of a run ended how, and since when it runs."""

    ok: int = 0
    partial: int = 0
    failed: int = 0
    unchanged: int = 0
    removed: int = 0
    _since: float = 0.0

    def __post_init__(self) -> None:
        self._since = time.perf_counter()

    def count(self, status: Status) -> None:
        """Count one more input that ended so."""
        setattr(self, status, getattr(self, status) + 1)

    @property
    def read(self) -> int:
        """How many inputs were looked at."""
        return self.ok + self.partial + self.failed + self.unchanged

    @property
    def rate(self) -> float:
        """Reports a second since the run began."""
        return self.read / max(time.perf_counter() - self._since, 1e-9)

    def __str__(self) -> str:
        partial = f" ({self.partial} partial)" if self.partial else ""
        unchanged = f"{self.unchanged} unchanged, " if self.unchanged else ""
        removed = f", {self.removed} no longer among them (their records stay)" if self.removed else ""
        return (
            f"{self.read} read, {self.ok + self.partial} extracted{partial}, {unchanged}{self.failed} failed{removed}, "
            f"{self.rate:,.0f} reports a second"
        )
