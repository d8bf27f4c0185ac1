"""The server behind the page: on this machine alone, and silent towards all others."""

from __future__ import annotations

import socket
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from runpy import run_module
from types import MappingProxyType

from extractor.errors import MissingExtraError, WriteError

HOST = "127.0.0.1"
_NEEDED = ("streamlit", "duckdb", "altair", "pyarrow")
_PAGE = ("charts", "frame", "queries", "views.overview", "views.reports")
_OPTIONS = MappingProxyType(
    {
        "server.address": (HOST,),
        # Whoever reaches it under another name does so by rebinding a name of theirs.
        "server.allowedHosts": (HOST, "localhost"),
        "server.fileWatcherType": ("none",),
        "server.showEmailPrompt": ("false",),
        "browser.gatherUsageStats": ("false",),
        "client.toolbarMode": ("minimal",),
        # Streamlit's own CSV does not guard spreadsheets against formulas.
        "client.disableDataExport": ("true",),
        "client.showErrorDetails": ("none",),
        "global.developmentMode": ("false",),
        "theme.base": ("light",),
        "theme.primaryColor": ("#0b5cad",),
    }
)


def check_installed() -> None:
    """Raise `MissingExtraError` where what the dashboard needs is not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        # For older ones the extra brings no Streamlit.
        needed = "" if sys.version_info >= (3, 11) else "; Python 3.11 or newer is needed"
        reason = f"{', '.join(missing)} not installed{needed}"
        raise MissingExtraError("the dashboard", "dashboard", reason)


def free(port: int) -> None:
    """Raise `WriteError` where something else listens on a port of this machine."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            raise WriteError(f"port {port}", f"cannot be used ({error.strerror})", "choose another --port") from error


def serve(database: Path, reports: Path | None, port: int, *, browser: bool) -> None:
    """Serve the page over the tables until interrupted, as `python -m streamlit run` does."""
    # What the page needs takes a second or two to import, which the first who looks at it need not wait for.
    for name in _PAGE:
        import_module(f"{__package__}.{name}")
    options = {**_OPTIONS, "server.port": (str(port),), "server.headless": ("false" if browser else "true",)}
    told = [f"--{name}={value}" for name, values in options.items() for value in values]
    app = Path(__file__).with_name("app.py")
    sys.argv = ["streamlit", "run", str(app), *told, "--", str(database), *([str(reports)] if reports else [])]
    run_module("streamlit", run_name="__main__", alter_sys=True)
