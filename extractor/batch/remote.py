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

    Raises `MissingExtraError` without fsspec or the driver, `UnreadableFileError` for what its driver does not open.
    """
    if "::" in url:
        # fsspec would take what stands behind for another URL, and a key of an object store may be called so.
        raise UnreadableFileError(url, "holds another URL", "unpack what it leads to, or rename it")
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and slow to load

        system, path = url_to_fs(url)
    except ImportError as error:
        raise MissingExtraError("URLs", "ray", str(error)) from error
    except Exception as error:  # each driver has errors of its own
        raise UnreadableFileError(url, f"cannot be opened ({_told(error)})", _ADVICE) from error
    return system, str(path)


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__


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
    except Exception as error:  # as above
        raise UnreadableFileError(url, f"cannot be read ({_told(error)})", _ADVICE) from error


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
    except Exception:  # noqa: BLE001 - as above; reading it will tell
        yield url, root.rpartition("/")[2]


def _entries(system: AbstractFileSystem, folder: str, skipped: str | None) -> Iterator[dict[str, Any]]:
    for found in system.ls(folder, detail=True):
        name = found["name"].rstrip("/")
        if name in (folder, skipped) or name.rpartition("/")[2].startswith("."):
            continue
        yield {**found, "name": name}
