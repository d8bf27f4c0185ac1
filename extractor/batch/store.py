"""Where a run's files go: a folder, or a URL. A file is there whole or not at all, also after a power cut.

Everything that is not a record stands in `.extractor/`, half-written files too.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO, Literal, Protocol

from extractor.batch import remote
from extractor.errors import ExtractorError, OutputError, WriteError

OWN = ".extractor"
_HALF = ".tmp"
_MOVED = "remove it, or choose another --out"
# Not every system knows each of them.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

SUFFIXES = (".ndjson", ".parquet")
"""Of files with many records."""
PART = re.compile(rf"({re.escape(OWN)}/part-\d{{5,}}\.\d+|part-\d{{5,}})({'|'.join(map(re.escape, SUFFIXES))})\Z")
STATUS_PART = re.compile(rf"{re.escape(OWN)}/status-\d{{5,}}\.\d+\.ndjson\Z")


class Store(Protocol):
    """A folder for records. Names are relative, with `/`. All methods raise `OSError`."""

    place: str

    def open(self) -> None:
        """Make the folder, take it for this run alone, clear half-written files away."""

    def close(self) -> None:
        """Let other runs have the folder."""

    def read(self, name: str) -> bytes | None:
        """The file's bytes, None where it is not there."""

    def size(self, name: str) -> int | None:
        """The file's length in bytes, None where it is not there."""

    def stream(self, name: str) -> IO[bytes]:
        """The file, opened for reading."""

    def replace(self, name: str, data: bytes) -> None:
        """Write a file, or put it in another one's place. It outlives this process, `settle` makes it outlive power."""

    def settle(self) -> None:
        """Return when all that was written before is on the disk."""

    @contextmanager
    def half(self) -> Iterator[IO[bytes]]:
        """A file to fill on this machine; gone at the end unless `publish` took it."""

    def publish(self, half: IO[bytes], name: str) -> None:
        """Give a filled file its name, on the disk for good."""

    def move(self, name: str, to: str) -> None:
        """Give a file another name, in the place of any other file of that name."""

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""

    def names(self, folder: str) -> Iterator[str]:
        """The names of the files directly in `folder` ("" for the top), relative to the top."""


def store(place: str) -> Store:
    """The store at a path or URL. Raises `MissingExtraError` where a URL needs a package that is not there."""
    if place.startswith("file://"):
        place = remote.opened(place)[1]
    return Remote(place) if remote.is_url(place) else Local(place)


class Local:
    """A folder on this machine; one run at a time, held by a lock that dies with the process."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._folder = Path(place)
        self._own = self._folder / OWN
        self._lock: IO[bytes] | None = None
        self._numbers = count()

    def open(self) -> None:
        """See `Store`. Raises `OutputError` where another run has the folder."""
        if self._own.is_symlink():
            raise OutputError(
                self.place, f"has a link for {OWN}, whose place another folder's files would take", _MOVED
            )
        self._own.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self._own / "lock")
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - not on every system

            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                self.close()
                raise OutputError(self.place, "another run writes there now", "wait for it to end") from error
        for half in self._own.glob(f"*{_HALF}"):
            half.unlink()

    def close(self) -> None:
        """See `Store`."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self, name: str) -> bytes | None:
        """See `Store`."""
        with suppress(FileNotFoundError), _regular(self._folder / name) as file:
            return file.read()
        return None

    def size(self, name: str) -> int | None:
        """See `Store`."""
        with suppress(FileNotFoundError):
            return (self._folder / name).stat().st_size
        return None

    def stream(self, name: str) -> IO[bytes]:
        """See `Store`."""
        return _regular(self._folder / name)

    def replace(self, name: str, data: bytes) -> None:
        """See `Store`."""
        half = self._own / f"file{_HALF}"
        try:
            half.write_bytes(data)
            self._rename(half, name)
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def settle(self) -> None:
        """See `Store`."""
        if hasattr(os, "sync"):
            os.sync()

    @contextmanager
    def half(self) -> Iterator[IO[bytes]]:
        """See `Store`."""
        path = self._own / f"{next(self._numbers)}{_HALF}"
        with path.open("w+b") as file:
            try:
                yield file
            finally:
                path.unlink(missing_ok=True)

    def publish(self, half: IO[bytes], name: str) -> None:
        """See `Store`."""
        half.flush()
        os.fsync(half.fileno())
        half.close()
        self._rename(Path(half.name), name)
        _sync_folder((self._folder / name).parent)

    def _rename(self, half: Path, name: str) -> None:
        target = self._folder / name
        try:
            half.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            half.replace(target)

    def move(self, name: str, to: str) -> None:
        """See `Store`."""
        self._rename(self._folder / name, to)

    def delete(self, name: str) -> None:
        """See `Store`."""
        with suppress(FileNotFoundError, NotADirectoryError):
            (self._folder / name).unlink()

    def names(self, folder: str) -> Iterator[str]:
        """See `Store`."""
        with suppress(FileNotFoundError), os.scandir(self._folder / folder) as entries:
            yield from (f"{folder}/{entry.name}".lstrip("/") for entry in entries)


def _regular(path: Path) -> IO[bytes]:
    """The file, opened for reading. Raises `OSError`, also for pipes and devices, which may never end."""
    return _checked(os.open(path, os.O_RDONLY | _NO_WAIT), "rb")


def _locked(path: Path) -> IO[bytes]:
    """The file that holds a folder's lock; never another one that a link of its name leads to. Raises `OSError`."""
    return _checked(os.open(path, os.O_RDWR | os.O_CREAT | _NO_WAIT | _NO_LINK, 0o666), "r+b")


def _checked(descriptor: int, mode: Literal["rb", "r+b"]) -> IO[bytes]:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "what should be a file is none")
    return os.fdopen(descriptor, mode)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; where folders cannot be opened the system sees to it itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Remote:
    """A folder at a URL, by fsspec; object stores show a file when it is whole. Nothing keeps two runs apart there."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._system, self._root = remote.opened(place)
        self._root = self._root.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def open(self) -> None:
        """See `Store`."""
        self._system.invalidate_cache()
        self._system.makedirs(f"{self._root}/{OWN}", exist_ok=True)

    def close(self) -> None:
        """See `Store`."""

    def read(self, name: str) -> bytes | None:
        """See `Store`."""
        with suppress(FileNotFoundError):
            return bytes(self._system.cat_file(self._path(name)))
        return None

    def size(self, name: str) -> int | None:
        """See `Store`."""
        with suppress(FileNotFoundError):
            return int(self._system.size(self._path(name)))
        return None

    def stream(self, name: str) -> IO[bytes]:
        """See `Store`."""
        file: IO[bytes] = self._system.open(self._path(name), "rb")
        return file

    def replace(self, name: str, data: bytes) -> None:
        """See `Store`."""
        self._system.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(self._path(name), data)

    def settle(self) -> None:
        """See `Store`."""

    @contextmanager
    def half(self) -> Iterator[IO[bytes]]:
        """See `Store`."""
        with tempfile.NamedTemporaryFile(suffix=_HALF) as file:
            yield file.file

    def publish(self, half: IO[bytes], name: str) -> None:
        """See `Store`."""
        half.flush()
        self._system.put_file(str(half.name), self._path(name))

    def move(self, name: str, to: str) -> None:
        """See `Store`."""
        self._system.copy(self._path(name), self._path(to))
        self._system.rm_file(self._path(name))

    def delete(self, name: str) -> None:
        """See `Store`."""
        with suppress(FileNotFoundError):
            self._system.rm_file(self._path(name))

    def names(self, folder: str) -> Iterator[str]:
        """See `Store`."""
        self._system.invalidate_cache()
        with suppress(FileNotFoundError):
            found = self._system.ls(self._path(folder).rstrip("/"), detail=False)
            yield from (f"{folder}/{name.rstrip('/').rpartition('/')[2]}".lstrip("/") for name in found)


@contextmanager
def writing(place: str) -> Iterator[None]:
    """Whatever goes wrong with writing to `place` becomes a `WriteError`."""
    try:
        yield
    except ExtractorError:
        raise
    except Exception as error:
        # The drivers of URLs have errors of their own.
        if not isinstance(error, OSError) and not remote.is_url(place):
            raise
        reason = f"cannot be written to ({getattr(error, 'strerror', None) or error})"
        raise WriteError(place, reason, "free space, see to your rights, or choose another --out") from error
