"""What the dashboard costs with many records: the load, the first paint, each filter and each view, in a real browser.

The records are those of the samples again and again, each under a path, on a day
and of bodies of its own. A time is the least of three: from the key or the click
until the server has nothing under way and the page shows something else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from extractor import Extractor, readers
from extractor.show.labels import Labels
from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.places import samples

_FIRST_DAY = dt.date(2015, 1, 1)
_DAYS = 4_000
_BODIES = 100  # bodies that each of the samples' becomes
_TIMES = 3
_SECONDS = 60_000  # milliseconds to wait for one thing
_PROGRAM = (sys.executable, "-c", "from extractor.cli import main; main()")
_SHOWN = """() => ({
  idle: document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid=stSidebar] [data-testid=stDownloadButton]') !== null,
  drawn: [...document.querySelectorAll('[data-testid=stMetricValue], .listed, h3')].map((e) => e.innerText).join('|')
    + document.querySelectorAll('[data-testid=stVegaLiteChart] canvas, iframe').length,
})"""


def dashboard(count: int) -> None:
    """Print what a dashboard over so many records costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = records(folder / "records.ndjson", count)
        size = file.stat().st_size / count / 1000
        print(f"\n{f'dashboard over {count:,} records of {size:.1f} kB':46} {'seconds':>9} {'load of the machine':>20}")
        since = time.perf_counter()
        subprocess.run(
            [*_PROGRAM, "load", file, "--to", f"duckdb:///{folder / 'own.duckdb'}"], check=True, capture_output=True
        )
        _line("load into DuckDB", time.perf_counter() - since)
        (folder / "own.duckdb").unlink()
        since = time.perf_counter()
        with _served(file) as address:
            _line("start, until the page can be had", time.perf_counter() - since)
            _drive(address)


def records(file: Path, count: int) -> Path:
    """Write so many records, a line each."""
    extractor, chance = Extractor(), random.Random(1)
    kinds = [_template(extractor, sample) for sample in samples()]
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            day = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
            line = kinds[number % len(kinds)].replace("@number", f"{number:07}").replace("@day", day.isoformat())
            lines.write(line.replace("@body", str(chance.randrange(_BODIES))))
    return file


def _template(extractor: Extractor, sample: Path) -> str:
    """The record of a sample as a line, with places for what differs."""
    record = json.loads(extractor.record(readers.read(sample), "@number", "@number.txt").model_dump_json())
    if record["event_date"] and record["event_date"]["start"]:
        record["event_date"].update(start="@day", end=None)
    for body in (*record["organizers"], *record["attendee_bodies"]):
        body["canonical"] += " @body"
    return json.dumps(record, ensure_ascii=False) + "\n"


@contextlib.contextmanager
def _served(file: Path) -> Iterator[str]:
    """The dashboard's address, while it runs."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [*_PROGRAM, "dashboard", str(file), "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None:
                with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)


def _drive(address: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*OPTIONS])
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        _line("first paint, the first of all", _timed(page, lambda: page.goto(address)))
        _line("first paint, after that", _least(page, lambda: page.goto(address), lambda: page.goto("about:blank")))
        for name, act in _filters(page).items():
            start = address + ("?confidence=0.55" if name == "confidence" else "")
            _line(f"filter: {name}", _least(page, act, partial(_opened, page, start)))
        for view in ("bodies", "issues", "conclusions", "slogans", "reports"):
            tab = page.get_by_role("radio", name=Labels("vi")("dashboard", view), exact=True)
            _line(f"view: {view}", _least(page, tab.click, lambda: _opened(page, address)))
        every = "?view=conclusions"
        _line("search in all conclusions", _least(page, _searching(page), lambda: _opened(page, address + every)))
        link = page.locator(".listed a").first
        _line("a conclusion in its report", _least(page, link.click, lambda: _opened(page, address + every)))
        browser.close()


def _filters(page: Page) -> dict[str, Callable[[], None]]:
    """What sets each filter; to find it and to write into it is not timed, as it takes no work of the server's."""
    say = Labels("vi")

    def chosen(name: str, words: str) -> Callable[[], None]:
        def act() -> None:
            box = page.get_by_role("combobox", name=say("dashboard", name))
            box.fill(words)
            box.press("Enter")

        return act

    def surer() -> None:
        page.get_by_role("slider").press("ArrowRight")

    def since() -> None:
        page.goto(f"{page.url}?from=2019-07-01&to=2019-12-31")

    return {
        "half a year, by the address": since,
        "bodies of some words": chosen("body", "so y te"),
        "type of meeting": chosen("type", say("type", "tong_ket")),
        "topic of issues": chosen("topic", say("topic", "funding")),
        "confidence": surer,
    }


def _searching(page: Page) -> Callable[[], None]:
    def act() -> None:
        box = page.get_by_role("searchbox", name=Labels("vi")("dashboard", "search"))
        box.fill("kinh phi")
        box.press("Enter")

    return act


def _opened(page: Page, address: str) -> None:
    page.goto("about:blank")
    _timed(page, lambda: page.goto(address))
    page.wait_for_timeout(500)


def _least(page: Page, act: Callable[[], object], before: Callable[[], object]) -> float:
    def turn() -> float:
        before()
        return _timed(page, act)

    return min(turn() for _ in range(_TIMES))


def _timed(page: Page, act: Callable[[], object]) -> float:
    """Seconds until the page is drawn anew and the server idle."""
    old = page.evaluate(_SHOWN)["drawn"]
    since = time.perf_counter()
    act()
    page.wait_for_function(
        f"(old) => {{ const now = ({_SHOWN})(); return now.idle && now.drawn !== old; }}", arg=old, timeout=_SECONDS
    )
    return time.perf_counter() - since


def _line(what: str, seconds: float) -> None:
    print(f"{what:46} {seconds:9.2f} {os.getloadavg()[0]:20.1f}", flush=True)
