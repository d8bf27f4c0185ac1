"""Files that are hostile by what or where they are, or by their names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.hostile.documents import RECORD, REPORT


class Situation(NamedTuple):
    """A name in a folder that an attacker fills: what is hostile about it, how it comes there, what comes of it."""

    name: str
    why: str
    make: Callable[[Path], object]
    outcome: str


def report(path: Path) -> object:
    """A good report."""
    return path.write_text(REPORT, encoding="utf-8")


def _folder(path: Path) -> None:
    path.mkdir()
    report(path / "inner.txt")


def _unreadable(path: Path) -> None:
    report(path)
    path.chmod(0)


def _socket(path: Path) -> None:
    # Names of sockets may not be as long as paths.
    with TemporaryDirectory() as near, socket(AF_UNIX) as made:
        made.bind(f"{near}/a")
        Path(near, "a").rename(path)


def _linked_folder(path: Path) -> None:
    path.symlink_to("/etc", target_is_directory=True)


# A process of root reads what it may not.
_NOT_ROOT = sys.platform != "win32" and os.geteuid() != 0
SITUATIONS = [
    Situation("fifo.txt", "a pipe into which nobody writes", os.mkfifo, "no regular file"),
    Situation("zero.txt", "a device without end", lambda path: path.symlink_to("/dev/zero"), "no regular file"),
    Situation("tty.txt", "a device that waits for a key", lambda path: path.symlink_to("/dev/tty"), "no regular file|cannot be opened|does not exist"),
    Situation("dangling.txt", "a link to nothing", lambda path: path.symlink_to("nowhere"), "does not exist"),
    Situation("loop.txt", "a link to itself", lambda path: path.symlink_to(path), "cannot be opened|does not exist"),
    Situation("elsewhere", "a link to a folder outside, which is not followed", _linked_folder, "never read"),
    Situation("memory.txt", "the memory of a process", lambda path: path.symlink_to("/proc/self/mem"), "cannot be opened|no regular file"),
    Situation("unreadable.txt", "a file that may not be read", _unreadable, "cannot be opened" if _NOT_ROOT else RECORD),
    Situation("con.txt", "a name that is a device on Windows", report, RECORD),
    Situation("aux.txt.txt", "the same with more behind it", report, RECORD),
    Situation("a..%2f..%2fetc%2fpasswd.txt", "a path in another spelling", report, RECORD),
    Situation("C:\\..\\up.txt", "a path of Windows that climbs", report, RECORD),
    Situation("~root.txt", "a home", report, RECORD),
    Situation("$(touch owned).txt", "a command for a shell", report, RECORD),
    Situation("--out.txt", "an option", report, RECORD),
    Situation("a\x1b[2Jb.txt", "a sequence that clears a terminal", report, RECORD),
    Situation("a\nb.txt", "a line's end", report, RECORD),
    Situation("=1+1.txt", "a formula", report, RECORD),
    Situation(f"{'n' * 251}.txt", "as long as a name may be: that of its record would be longer", report, "cannot be written"),
    Situation(f"{'n' * 249}x.html", "so long that its record's name is as long as may be", report, RECORD),
    Situation("status.ndjson.txt", "what the run calls its own", report, RECORD),
    Situation("manifest.txt", "the same", report, RECORD),
    Situation("folder.txt", "its record would be called as the folder behind it", report, RECORD),
    Situation("folder.json", "a folder that is called as a record", _folder, "never read"),
    Situation("folder.JSON/inner.txt", "the same in capitals", lambda path: _folder(path.parent), RECORD),
    Situation("...txt", "hidden: nothing but dots before the suffix", report, "never read"),
    Situation("dots.....txt", "dots at the end of its name", report, RECORD),
    Situation(" .txt", "nothing but a blank before the suffix", report, RECORD),
    Situation("e\u0302.txt", "a letter and its mark", report, RECORD),
    Situation("\u00ea.txt", "the same letter in one, which some systems take for the same name", report, RECORD),
    Situation("\u202etxt.exe.txt", "a name that runs backwards", report, RECORD),
    Situation("socket.txt", "a socket", _socket, "no regular file"),
    Situation(os.fsdecode(b"a\xff\xfe.txt"), "bytes that are no UTF-8", report, RECORD),
    Situation(os.fsdecode(b"a\xff\xfd.txt"), "others that look the same in a record", report, RECORD),
]  # fmt: skip
