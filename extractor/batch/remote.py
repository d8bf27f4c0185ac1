"""Inputs at URLs, by fsspec: s3://…, memory://…, whatever has a driver installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor import readers
from extractor.errors import MissingExtraError, UnreadableFileError

if TYPE_CHECKING:
    from fsspec.spec import AbstractFileSystem

_ADVICE = "check the URL and your rights"


def is_url(place: str) -> bool:
    """Whether a place is a URL and no path."""
    return "://" in place


def only_here(place: str | None) -> bool:
    """Whether no other process can read the place: standard input, and files in this process' memory."""
    return place is None or place.startswith("memory://")


def opened(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL and the path on it.

    Raises `MissingExtraError` without fsspec or the driver, `UnreadableFileError` for an unknown protocol.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and slow to load

        system, path = url_to_fs(url)
    except ImportError as error:
        raise MissingExtraError("URLs", "ray", str(error)) from error
    except ValueError as error:
        raise UnreadableFileError(url, f"cannot be opened ({error})", _ADVICE) from error
    return system, str(path)


def contents(url: str, limit: int) -> bytes:
    """The bytes at a URL, one more than may be read where there are too many.

    Raises `MissingExtraError`, and `UnreadableFileError` for all that goes wrong in between.
    """
    system, path = opened(url)
    try:
        with system.open(path, "rb") as file:
            return readers.drawn(file, limit)
    except FileNotFoundError as error:
        raise UnreadableFileError(url, "does not exist", _ADVICE) from error
    except OSError as error:
        raise UnreadableFileError(url, f"cannot be read ({error})", _ADVICE) from error


def files(url: str, out: str | None) -> Iterator[tuple[str, str]]:
    """The files at a URL, each with its path relative to the folder; hidden ones and those in `out` left out.

    What is not there or cannot be listed is given like a file, as for paths.
    """
    system, root = opened(url)
    skipped = opened(out)[1] if out and is_url(out) and type(opened(out)[0]) is type(system) else None
    root = root.rstrip("/")
    try:
        if system.isfile(root):
            yield url, root.rpartition("/")[2]
            return
        folders = [root]
        while folders:
            for found in _entries(system, folders.pop(), skipped):
                if found["type"] == "directory":
                    folders.append(found["name"])
                else:
                    yield system.unstrip_protocol(found["name"]), found["name"][len(root) :].lstrip("/")
    except OSError:
        yield url, root.rpartition("/")[2]


def _entries(system: AbstractFileSystem, folder: str, skipped: str | None) -> Iterator[dict[str, Any]]:
    for found in system.ls(folder, detail=True):
        name = found["name"].rstrip("/")
        if name in (folder, skipped) or name.rpartition("/")[2].startswith("."):
            continue
        yield {**found, "name": name}
