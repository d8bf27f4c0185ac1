"""Documents are taken apart in a process of its own, which may take only so much time and memory.

Libraries that read PDF and office documents can be driven into loops, into
gigabytes or into a crash by a few bytes. What happens to the helper process
happens to one document: the caller gets a typed error and a new helper. The
helper starts with the first document, serves the following ones, and ends with
its caller.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from extractor import errors
from extractor.errors import BrokenDocumentError, ReadError, UnreadableFileError
from extractor.findings import Doubt
from extractor.readers.plain import Content

SECONDS = 25
"""How much of a processor's time the reading of one document may take."""

PATIENCE = 4
"""How many times as long it may take by the clock, on a machine that is busy with other things or waits for disks."""

MEMORY = 1 << 30
"""How many bytes the helper may ask the system for, its own code and libraries included (not on Windows)."""

# What libraries keep from document to document is given back with the process.
_DOCUMENTS = 200

# What a process returns that the clock of its own time has ended (not on Windows).
_SPENT = -getattr(signal, "SIGPROF", 0) or None
_TOO_MUCH = f"takes more than {MEMORY >> 20} MB of memory to read"
_DAMAGED = "open it where it was made and save it anew"
# The folder in which the caller stands may hold modules that are no modules of ours.
_START = "import sys; sys.path[:] = sys.argv[1:]; from extractor.readers.guard import serve; serve()"


def read(module: str, data: bytes, name: str, limit: int, seconds: int = SECONDS) -> Content:
    """What `read(data, name, limit)` of the module `extractor.readers.<module>` gives, read in the helper process.

    Raises what that raises: a `ReadError`, or `ModuleNotFoundError` where a
    library is missing; `BrokenDocumentError` for a document that takes more
    than `seconds` or `MEMORY`, or at which the library fails.
    """
    return _helper.read(module, data, name, limit, seconds)


class _Helper:
    """The helper process of this process; started when it is needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = self._read = 0

    def read(self, module: str, data: bytes, name: str, limit: int, seconds: int) -> Content:
        asked = {"module": module, "name": name, "limit": limit, "length": len(data), "seconds": seconds}
        with self._lock:
            process = self._running(name)
            timer = threading.Timer(PATIENCE * seconds, process.kill)
            begun = time.monotonic()
            timer.start()
            try:
                line = _exchange(process, json.dumps(asked).encode() + b"\n", data)
            except BaseException:
                self.close()  # else its answer would be taken for that to the next request
                raise
            finally:
                timer.cancel()
            if not line:
                late = process.wait() == _SPENT or time.monotonic() - begun >= PATIENCE * seconds
                self.close()
                reason = f"takes longer than {seconds} seconds" if late else "makes the library that reads it fail"
                raise BrokenDocumentError(name, reason, _DAMAGED)
            return _content(json.loads(line), name)

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        self._read += 1
        if self._owner != os.getpid() or self._read > _DOCUMENTS:
            self.close()
        if self._process is None:
            try:
                self._process = _started()
            except OSError as error:
                reason = f"needs a process of its own to be read, which cannot be started ({error.strerror})"
                raise UnreadableFileError(name, reason, "free memory or processes") from error
            atexit.register(self.close)
            self._owner, self._read = os.getpid(), 1
        return self._process

    def close(self) -> None:
        """End the helper; in a fork only let go of it, for it is the parent's."""
        process, self._process = self._process, None
        if process is None:
            return
        atexit.unregister(self.close)
        if self._owner == os.getpid():
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            _shut(pipe)


_helper = _Helper()


def _started() -> subprocess.Popen[bytes]:
    paths = [path for path in sys.path if path not in ("", ".")]
    return subprocess.Popen(  # noqa: S603 - this very interpreter, with paths it already imports from
        [sys.executable, "-c", _START, *paths, str(Path(errors.__file__).parents[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _shut(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except BrokenPipeError:
        return  # what was left to write was for a process that is gone


def _exchange(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> bytes:
    """The helper's answer, empty where it died."""
    if process.stdin is None or process.stdout is None:
        raise TypeError("the helper was started without pipes")
    try:
        process.stdin.write(head)
        process.stdin.write(data)
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    line = process.stdout.readline()
    return line if line.endswith(b"\n") else b""


def _content(answer: dict[str, Any], name: str) -> Content:
    if "missing" in answer:
        raise ModuleNotFoundError(f"No module named {answer['missing']!r}", name=answer["missing"])
    if "error" in answer:
        kind: type[ReadError] = getattr(errors, answer["error"])
        raise kind(name, answer["reason"], answer["advice"])
    told = answer["content"]
    posted = told["published"]
    if posted is not None:
        told["published"] = datetime.fromisoformat(posted) if "T" in posted else date.fromisoformat(posted)
    told["doubts"] = tuple(Doubt(**doubt) for doubt in told["doubts"])
    return Content(**told)


def serve() -> None:
    """Be the helper: answer one request after the other until the caller closes the pipe."""
    _limit_memory()
    # A library that prints must not print into an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        data = sys.stdin.buffer.read(asked["length"])
        _limit_time(asked["seconds"])
        answer = _answer(asked, data)
        _limit_time(0)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _limit_time(seconds: int) -> None:
    """End this process when it has computed for so long (not on Windows); 0: do not."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        content = import_module(f"extractor.readers.{asked['module']}").read(data, asked["name"], asked["limit"])
    except ReadError as error:
        return {"error": type(error).__name__, "reason": error.reason, "advice": error.advice}
    except ModuleNotFoundError as error:
        return {"missing": error.name}
    except MemoryError:
        return _broken(_TOO_MUCH)
    except Exception as error:  # noqa: BLE001 - what libraries raise for damaged documents is without number
        if any(isinstance(one, MemoryError) for one in (error.__cause__, error.__context__, *error.args)):
            return _broken(_TOO_MUCH)
        return _broken(f"is damaged ({type(error).__name__}: {str(error)[:200]})")
    return _told(content)


def _told(content: Content) -> dict[str, Any]:
    told = asdict(content)
    told["published"] = content.published.isoformat() if content.published else None
    return {"content": told}


def _broken(reason: str) -> dict[str, Any]:
    return {"error": BrokenDocumentError.__name__, "reason": reason, "advice": _DAMAGED}
