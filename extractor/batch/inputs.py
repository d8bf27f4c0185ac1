"""What there is to read: files, folders, URLs, standard input, in one fixed order, each under a name of its own.

A folder may hold a million files: they are sorted and told apart in a
temporary database on disk, not in memory.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.batch import remote

STDIN = "-"
_NO_NAMES = frozenset({"", ".", ".."})


class Input(NamedTuple):
    """One input: a file or URL, or standard input where `file` is None.

    `path` is relative to the folder given and becomes `source.path`; `name` is
    where its record goes, without suffix, and differs from every other input's.
    """

    file: str | None
    path: str
    name: str

    @property
    def id(self) -> str:
        """The record's id: the file's stem."""
        return PurePosixPath(self.path).stem

    @property
    def given(self) -> str:
        """The input as the user named it, fit for a message."""
        return STDIN if self.file is None else legible(self.file)

    @property
    def renamed(self) -> bool:
        """Whether another input had the name first."""
        return self.name != str(PurePosixPath(self.path).with_suffix(""))


def named(given: str, out: str | None) -> Iterator[tuple[str | None, str]]:
    """The files that one path or URL names, each with its path relative to the folder given; unsorted.

    Hidden files and folders are left out, and so is the folder `out`, where
    earlier records stand. A folder that cannot be listed is given like a file.
    """
    if given.startswith("file://"):
        given = remote.opened(given)[1]
    if given == STDIN:
        yield None, "stdin"
    elif remote.is_url(given):
        yield from ((file, below(path)) for file, path in remote.files(given, out))
    elif (path := Path(given)).is_dir():
        prefix = len(os.path.join(path, ""))  # noqa: PTH118 - a string, to be cut off from strings
        yield from (
            (file, legible(file[prefix:] or path.resolve().name or given)) for file in _walk(str(path), _identity(out))
        )
    else:
        yield given, legible(path.name)


def _identity(out: str | None) -> tuple[int, int] | None:
    """Device and number of the folder `out`, None where it is not there."""
    with suppress(OSError):
        found = os.stat(out) if out and not remote.is_url(out) else None  # noqa: PTH116 - as scandir tells it
        return (found.st_dev, found.st_ino) if found else None
    return None


def _walk(folder: str, skipped: tuple[int, int] | None) -> Iterator[str]:
    """The files below `folder`, as the system lists them; `os.walk` would hold a whole folder's names in memory."""
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if not _is_folder(entry):
                        yield entry.path
                    elif not entry.is_symlink() and _key(entry) != skipped:
                        folders.append(entry.path)
        except OSError:
            yield here


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it can be told to be a folder; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _key(entry: os.DirEntry[str]) -> tuple[int, int]:
    found = os.stat(entry.path)  # noqa: PTH116 - `entry.stat()` lacks the numbers on Windows
    return found.st_dev, found.st_ino


def legible(path: str) -> str:
    """The path with bytes that are no UTF-8 replaced, so that it can stand in a record; `/` between folders."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return text.replace(os.sep, "/") if os.sep != "/" else text


def below(path: str) -> str:
    """The path as it may be put to a folder without leaving it: what is no name in it becomes "_".

    Object stores know no folders: their keys may be called "a/../../x".
    """
    names = path.replace("\0", "\ufffd").replace(os.sep, "/").split("/")
    return "/".join("_" if name in _NO_NAMES else name for name in names)


def free_names(name: str) -> Iterator[str]:
    """`name`, `name~2`, `name~3`…: what a record may be called when the earlier ones are taken."""
    yield name
    number = 2
    while True:
        yield f"{name}~{number}"
        number += 1


def folded(name: str) -> str:
    """What two names have in common that some file system takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def stem_of(path: str) -> str:
    """The path without its suffix."""
    return str(PurePosixPath(path).with_suffix(""))


def listed(paths: Iterable[str], out: str | None) -> Iterator[tuple[int, str, str | None]]:
    """Number of the path given, relative path and file of every input; unsorted."""
    for number, given in enumerate(paths):
        for file, path in named(given, out):
            yield number, path, file
