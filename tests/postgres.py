"""A PostgreSQL of our own: made in a temporary folder, reached through a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian's package keeps the server's programs out of the PATH, and makes this user for it.
_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"


def programs() -> Path | None:
    """The folder with the server's programs, those of the newest version; None where there are none."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(_DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders and (folders[-1] / "initdb").exists() else None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """The URL of a database of a server that runs as an unprivileged user and listens to no port."""
    root = os.geteuid() == 0
    # a socket's path may have a hundred bytes, fewer than pytest's folders
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if root:
        shutil.chown(folder, _USER, _USER)

    def run(*command: str | Path) -> None:
        prefix = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups", "--"] if root else []
        done = subprocess.run([*prefix, *command], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")

    data = folder / "data"
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        run(binaries / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        run(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", settings, "-w", "start")
        try:
            yield f"postgresql+psycopg://tests@/postgres?host={folder}"
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
