"""What a reader must not do, watched while it reads.

A document gives text or a typed error, within its time; nothing is fetched, started or written for it; and what is
called damage by a reader's guard is a library's error, no mistake in code of ours.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from extractor import readers
from extractor.errors import BrokenDocumentError, ReadError
from extractor.readers import guard, office, pdf
from extractor.readers.plain import Content, PlainText

SECONDS = 20
"""How much of a processor's time a document may take here, where fuzzers slow the readers down."""

_NEVER = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "subprocess.Popen", "os.system",
    "os.exec", "os.posix_spawn", "os.remove", "os.rename", "pickle.find_class",
)  # fmt: skip
_PACKAGE = str(Path(readers.__file__).parents[1])


class Hole(BaseException):
    """Something that may not happen; no library takes it for an error of its own."""


def read(name: str, data: bytes) -> PlainText | None:
    """What the package reads in a document, None for a typed error; raises `Hole` for anything else."""
    seen = _watched()
    signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    seen[:] = ["watching"]
    try:
        return readers.read_bytes(data, name)
    except ReadError:
        return None
    except Exception as error:
        raise Hole(f"an error without type: {_told(error)}") from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        done = seen[1:]
        seen.clear()
        if done:
            raise Hole(f"does {done[0]}")


def _late(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Hole(f"takes longer than {SECONDS} s")


@cache
def _watched() -> list[str]:
    """Has the readers work in this process, without LibreOffice and tesseract; the list of what they do (see `read`)."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if seen and (event in _NEVER or writes):
            seen.append(f"{event} {arguments!r:.200}")

    sys.addaudithook(hook)
    vars(guard)["read"] = _inside
    vars(office)["_docx"] = lambda *_: None
    vars(shutil)["which"] = lambda *_, **__: "soffice"
    vars(pdf)["can_recognise"] = lambda: False
    return seen


def _inside(module: str, data: bytes, name: str, limit: int, _seconds: int = 0) -> Content:
    """As `guard.read`, in this process."""
    try:
        content: Content = import_module(f"extractor.readers.{module}").read(data, name, limit)
    except (ReadError, ModuleNotFoundError):
        raise
    except Exception as error:
        if _is_ours(error):
            raise Hole(f"a mistake of ours: {_told(error)}") from error
        raise BrokenDocumentError(name, f"is damaged ({type(error).__name__})", "-") from error
    answer = guard._told(content)  # noqa: SLF001 - what goes through the pipe
    return guard._content(json.loads(json.dumps(answer)), name)  # noqa: SLF001 - the same


def _is_ours(error: Exception) -> bool:
    """Whether Python raised the error in this package's code: libraries have errors of their own."""
    frames = traceback.extract_tb(error.__traceback__)
    builtin = type(error).__module__ == "builtins" and not isinstance(error, OSError | RecursionError | MemoryError)
    return builtin and not isinstance(error, SyntaxError) and frames[-1].filename.startswith(_PACKAGE)


def _told(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"
