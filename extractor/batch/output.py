"""Outcomes to parts of an output folder, as `manifest` has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import IO, TYPE_CHECKING

from extractor.batch import manifest as manifests
from extractor.batch.manifest import Configuration, Manifest, Part
from extractor.batch.outcome import Line, Outcome
from extractor.batch.store import OWN, STATUS_PART, Store, writing
from extractor.errors import OutputError
from extractor.writers import RecordFormat, RecordWriter, record_format

if TYPE_CHECKING:
    from typing_extensions import Self

STATUS = "status.ndjson"

# A part ends with the first of these: what a kill may cost at most, and what a file may hold.
PART_INPUTS = 1000
PART_BYTES = 64 << 20


def text_name(name: str) -> str:
    """The file with the text of the input `name`."""
    return f"{name}.txt"


class Output:
    """An output folder that is open for a run; a context manager.

    `fresh` throws away what earlier runs left. Raises `OutputError` where their
    records were made in another way, `WriteError` where nothing can be written.
    """

    def __init__(self, store: Store, configuration: Configuration, *, fresh: bool = False) -> None:
        self.store = store
        self._format: RecordFormat | None = record_format(configuration.format)
        self._file_name = manifests.name_of(configuration.format)
        self._fresh = fresh
        self.manifest = Manifest(configuration)
        self._new: _Building | None = None
        self._again: dict[str, Outcome] = {}
        self._again_part: int | None = None
        self.broken_off = False

    def __enter__(self) -> Self:
        with writing(self.store.place):
            self.store.open()
            try:
                self._take_over()
            except BaseException:
                self.store.close()
                raise
        return self

    def _take_over(self) -> None:
        found = manifests.find(self.store) if not self._fresh else None
        if self._fresh or (found and found.discarding):
            self._discard()
        elif found is not None:
            manifests.check(found, self.manifest.configuration, self.store.place)
            self.manifest.parts = manifests.whole(self.store, found)
            self.broken_off = not found.complete
        self._commit()
        manifests.clear(self.store, self.manifest)

    def _discard(self) -> None:
        """Delete what earlier runs left, as far as it is known to be theirs; a kill meanwhile changes nothing in that."""
        with_text = self._has_texts()
        self.manifest.discarding = True
        self._commit()
        for name in self.store.names(OWN):
            if STATUS_PART.match(name):
                self._discard_records(name, with_text=with_text)
        manifests.clear(self.store, self.manifest)
        for other in manifests.NAMES:
            if other != self._file_name:
                self.store.delete(other)
        self.manifest.discarding = False

    def _has_texts(self) -> bool:
        """Whether earlier runs wrote texts here."""
        with suppress(OutputError):
            found = manifests.find(self.store)
            return found is not None and found.configuration.with_text
        return False

    def _discard_records(self, status: str, *, with_text: bool) -> None:
        with self.store.stream(status) as file:
            for text in file:
                with suppress(ValueError, TypeError):
                    line = Line.parsed(text)
                    if line.output == f"{line.name}.json":
                        self.store.delete(line.output)
                    if with_text:
                        self.store.delete(text_name(line.name))

    def __exit__(self, *_: object) -> None:
        if self._new is not None:
            self._new.drop()
        self.store.close()

    def lines(self) -> Iterator[tuple[int, Iterator[Line]]]:
        """The status lines of each part, with its number. Raises `OutputError`, and `WriteError`."""
        for part in self.manifest.parts:
            yield part.number, manifests.lines(self.store, part)

    def add(self, outcome: Outcome) -> Outcome:
        """Take an outcome; gives it with the file of its record, or as failed where that cannot be written.

        Raises `WriteError` where the status cannot be written.
        """
        with writing(self.store.place):
            if outcome.part != self._again_part:
                self.commit()
                self._again_part = outcome.part
            if self.manifest.configuration.with_text and outcome.status != "unchanged":
                outcome = self._put_text(outcome)
            if self._format is None and outcome.status != "unchanged":
                outcome = self._put(outcome)
            if outcome.part is not None:
                if outcome.status != "unchanged":
                    self._again[outcome.source.name] = outcome
                return outcome
            if self._new is None:
                self._new = self._begun()
            outcome = self._new.add(outcome)
            if self._new.inputs >= PART_INPUTS or self._new.bytes >= PART_BYTES:
                self.commit()
        return outcome

    def _put_text(self, outcome: Outcome) -> Outcome:
        """Write the text beside the record; where there is none, delete that of an earlier run."""
        name = text_name(outcome.source.name)
        if outcome.text is None:
            with suppress(IsADirectoryError, PermissionError):
                self.store.delete(name)
            return outcome
        try:
            self.store.replace(name, outcome.text)
        except OSError as error:
            return outcome.unwritten(f"nor its text: {error.strerror}")
        return outcome._replace(text=None)

    def _put(self, outcome: Outcome) -> Outcome:
        """Write the record as a file of its own; where there is none, delete that of an earlier run."""
        name = f"{outcome.source.name}.json"
        if outcome.record is None:
            with suppress(IsADirectoryError, PermissionError):
                self.store.delete(name)
            return outcome
        try:
            self.store.replace(name, outcome.record)
        except OSError as error:
            return outcome.unwritten(str(error.strerror))
        note = f"written as {name}: the name is another input's" if outcome.source.renamed else None
        return outcome._replace(output=name, reason=note)

    def commit(self) -> Part | None:
        """Make what was taken so far count; gives the part that is new. Raises `OSError`, and `OutputError`."""
        if self._new is not None:
            building, self._new = self._new, None
            return self._put_in_place(building, len(self.manifest.parts))
        again, self._again = self._again, {}
        for place, old in enumerate(self.manifest.parts):
            if again and old.number == self._again_part:
                return self._replaced(place, old, again)
        return None

    def _replaced(self, place: int, old: Part, again: dict[str, Outcome]) -> Part | None:
        """Write an earlier part anew, with the new outcomes in their places, where they say anything new."""
        told = (line for line in manifests.lines(self.store, old) if line.name in again)
        if all(again[line.name].line()._replace(output=line.output) == line for line in told):
            return None
        with ExitStack() as stack:
            building = _Building(self.store, self._format, old.number, old.generation + 1)
            stack.callback(building.drop)
            for line, record in self._kept(old, stack):
                if line.name in again:
                    building.add(again[line.name])
                else:
                    building.keep(line, record)
            return self._put_in_place(building, place)

    def _put_in_place(self, building: _Building, place: int) -> Part:
        """Publish a part in the place given or, where it goes on with the last one, in its place."""
        if self._format is None or self.manifest.configuration.with_text:
            self.store.settle()
        part, parts = building.publish(), self.manifest.parts
        old = next((one for one in parts if one.number == part.number), None)
        parts[parts.index(old) if old else place : place + 1] = [part]
        self._commit()
        if part.staged and part.file:
            self.store.move(part.staged, part.file)
        if old is not None:
            self.store.delete(old.status)
        return part

    def _begun(self) -> _Building:
        """A part for new outcomes: one more, or the last one anew where there is room in it."""
        last = self.manifest.parts[-1] if self.manifest.parts else None
        if last is None or last.inputs >= PART_INPUTS or last.bytes >= PART_BYTES:
            return _Building(self.store, self._format, self.manifest.next_number)
        building = _Building(self.store, self._format, last.number, last.generation + 1)
        with ExitStack() as stack:
            for line, record in self._kept(last, stack):
                building.keep(line, record)
        return building

    def _kept(self, part: Part, stack: ExitStack) -> Iterator[tuple[Line, bytes]]:
        """The status lines of a part, with their records where these are in its file."""
        records = self._records(part, stack)
        for line in manifests.lines(self.store, part):
            record = next(records, None) if line.status != "failed" else b""
            if record is None:
                raise OutputError(self.store.place, f"lacks records in {part.file}", manifests.ADVICE)
            yield line, record

    def _records(self, part: Part, stack: ExitStack) -> Iterator[bytes]:
        if self._format is None or part.file is None:
            return iter(lambda: b"", None)  # without end
        return self._format.records(stack.enter_context(self.store.stream(part.file)))

    def _commit(self) -> None:
        with self.store.half() as half:
            half.write(self.manifest.text().encode())
            self.store.publish(half, self._file_name)

    def finish(self, is_input: Callable[[str], bool], *, complete: bool) -> None:
        """Commit what is left and put `status.ndjson` together; `complete` where no input was left out.

        Lines whose name no input has any more are `removed`. Raises `WriteError`, `OutputError`.
        """
        with writing(self.store.place):
            self.commit()
            with self.store.half() as half:
                for _, lines in self.lines():
                    for line in lines:
                        half.write(str(line if is_input(line.name) else line.removed()).encode())
                self.store.publish(half, STATUS)
            self.manifest.complete = complete
            self._commit()


class _Building:
    """A part that is being written."""

    def __init__(self, store: Store, form: RecordFormat | None, number: int, generation: int = 0) -> None:
        self._store, self._number, self._generation = store, number, generation
        self._status_name = manifests.status_name(number, generation)
        self._file_name = f"{manifests.part_name(number)}{form.suffix}" if form else None
        self.inputs = self.records = self.bytes = 0
        with ExitStack() as stack:
            self._status: IO[bytes] = stack.enter_context(store.half())
            self._file: IO[bytes] | None = stack.enter_context(store.half()) if form else None
            self._writer: RecordWriter | None = form.Writer(self._file) if form and self._file else None
            if self._writer:
                stack.callback(self._writer.close)
            self._stack = stack.pop_all()

    def add(self, outcome: Outcome) -> Outcome:
        """Take an outcome; gives it with the file of its record."""
        if outcome.record is not None and self._file_name:
            outcome = outcome._replace(output=self._file_name)
        self.keep(outcome.line(), outcome.record or b"")
        return outcome

    def keep(self, line: Line, record: bytes) -> None:
        """Take a status line with its record, if it has one."""
        if line.status != "failed":
            if self._writer is not None:
                self._writer.write(record)
                line = line._replace(output=self._file_name)
            self.records += 1
            self.bytes += len(record)
        self._status.write(str(line).encode())
        self.inputs += 1

    def publish(self) -> Part:
        """Have the part's files on the disk, the records where they wait for their name."""
        with self._stack:
            length = 0
            if self._writer is not None and self._file is not None and self._file_name is not None:
                self._writer.close()
                length = self._file.seek(0, 2)
                self._store.publish(self._file, manifests.staged(self._file_name, self._generation))
            self._store.publish(self._status, self._status_name)
        return Part(
            self._number, self._generation, self._file_name, self._status_name, self.inputs, self.records, length
        )

    def drop(self) -> None:
        """Throw away what was not published."""
        with suppress(OSError):
            self._stack.close()
