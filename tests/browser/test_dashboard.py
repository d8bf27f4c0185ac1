"""The dashboard as a person meets it: a real server, a real browser, and the numbers that SQL gives."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

pytest.importorskip("streamlit", reason="the extra dashboard is not installed")

import duckdb

from extractor import Extractor, readers
from extractor.batch.outcome import Line
from extractor.dashboard.filters import Filters
from extractor.dashboard.queries import Part, Queries
from extractor.dashboard.store import build
from extractor.show.labels import Labels
from tests.browser.conftest import Watch
from tests.browser.test_page import HOSTILE
from tests.places import SAMPLES

VI = Labels("vi")
# Root's own Python may stand where nobody else may look: the server gets to read, and no other right.
_READ = "-all,+dac_read_search"
NOBODY = (
    "setpriv",
    "--reuid=nobody",
    "--regid=nogroup",
    "--clear-groups",
    f"--inh-caps={_READ}",
    f"--ambient-caps={_READ}",
    f"--bounding-set={_READ}",
)
COUNTS = ("meetings", "organizers", "attendee_bodies", "issues", "conclusions", "slogans")


@dataclass(frozen=True)
class Served:
    """Where the dashboard answers, the process behind it, and the same questions without it."""

    address: str
    process: subprocess.Popen[bytes]
    queries: Queries


def records(folder: Path, extractor: Extractor) -> None:
    """The records of the samples and of a hostile report, as `extract` leaves them behind."""
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8", newline="")
    out = folder / "out"
    out.mkdir()
    with (out / "records.ndjson").open("w") as lines, (out / "status.ndjson").open("w") as status:
        for file in [*sorted((SAMPLES / "reports").glob("*.txt")), hostile]:
            report = extractor.record(readers.read(file), file.stem, file.name)
            lines.write(report.model_dump_json() + "\n")
            status.write(str(Line(file.name, file.stem, "ok", None, [], str(file), None, file.stem, None)))


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def started(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The command itself, as an unprivileged user, with a home and a folder for temporary files of its own."""
    home = folder / "home"
    home.mkdir()
    program = Path(sys.executable).with_name("extractor")
    command = [str(program), "dashboard", str(folder / "out"), "--no-browser", "--port", str(port)]
    if os.geteuid() == 0:
        shutil.chown(home, "nobody", "nogroup")
        command = [*NOBODY, *command]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd="/")


@pytest.fixture(scope="module")
def served(extractor: Extractor) -> Iterator[Served]:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed (util-linux), and the server is not run as root")
    with tempfile.TemporaryDirectory(prefix="extractor-browser-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        records(folder, extractor)
        build(str(folder / "out"), folder / "own.duckdb", lambda _: None)
        port = free_port()
        process = started(folder, port)
        try:
            wait_for(f"http://127.0.0.1:{port}", process, folder / "log")
            own = Queries(duckdb.connect(str(folder / "own.duckdb"), read_only=True))
            yield Served(f"http://127.0.0.1:{port}/", process, own)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        assert [file.name for file in (folder / "home").glob("extractor-*")] == []


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - of ours
            if answer.status == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


def settled(page: Page) -> None:
    """Wait until the page is drawn: its last part is there, and the server has nothing under way."""
    page.locator("[data-testid=stSidebar] [data-testid=stDownloadButton]").wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(400)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    page.wait_for_timeout(200)


def opened(page: Page, served: Served, query: str = "") -> None:
    page.goto(served.address + query)
    settled(page)


def counted(page: Page) -> dict[str, int]:
    """The numbers that the overview shows."""
    return {
        name: int(page.locator(f".st-key-count-{name} [data-testid=stMetricValue]").inner_text().replace(",", ""))
        for name in COUNTS
    }


def counts(served: Served, filters: Filters) -> dict[str, int]:
    found = served.queries.counts(filters)
    return {name: found[name] for name in COUNTS}


def choose(page: Page, label: str, words: str) -> None:
    """Choose by the keyboard, as in a list that one types into."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    box.press("Enter")
    box.press("Escape")
    settled(page)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


Keep = Callable[[Page, str], None]


def test_the_first_page(page: Page, watch: Watch, served: Served, keep: Keep) -> None:
    opened(page, served)
    assert counted(page) == counts(served, Filters())
    assert page.title() == VI("dashboard", "name")
    expect(page.get_by_role("heading", name=VI("dashboard", "timeline"))).to_be_visible()
    expect(
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
    ).to_be_visible()
    keep(page, "dashboard-overview")
    assert watch.complaints == []
    assert watch.strangers == []


def test_the_numbers_stand_in_a_row_on_a_laptop(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    opened(page, served)
    boxes = [page.locator(f".st-key-count-{name}").bounding_box() for name in COUNTS]
    assert len({box["y"] for box in boxes if box}) == 1


@pytest.mark.parametrize("view", ["bodies", "issues", "conclusions", "slogans", "reports"])
def test_every_view(view: str, page: Page, watch: Watch, served: Served, keep: Keep) -> None:
    opened(page, served)
    page.get_by_role("radio", name=VI("dashboard", view), exact=True).click()
    settled(page)
    assert asked(page) == {"view": [view]}
    expect(page.locator("[data-testid=stMain] table, [data-testid=stVegaLiteChart]").first).to_be_visible()
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    keep(page, f"dashboard-{view}")
    assert watch.complaints == []
    assert watch.strangers == []


def test_filters_change_the_numbers_and_the_address(page: Page, served: Served, keep: Keep) -> None:
    opened(page, served)
    choose(page, VI("dashboard", "type"), VI("type", "tong_ket"))
    assert counted(page) == counts(served, Filters(types=("tong_ket",)))
    choose(page, VI("dashboard", "body"), "so y te")
    both = Filters(types=("tong_ket",), bodies=("so y te",))
    assert counted(page) == counts(served, both) != counts(served, Filters(types=("tong_ket",)))
    assert asked(page) == {"type": ["tong_ket"], "body": ["so y te"]}
    slider = page.get_by_role("slider")
    for _ in range(60):  # a key is lost where the page is just being drawn anew
        if float(slider.input_value()) > 0.69:
            break
        slider.press("ArrowRight")
        page.wait_for_timeout(60)
    page.wait_for_url("**/*confidence=0.7*")
    settled(page)
    sure = Filters(types=("tong_ket",), bodies=("so y te",), confidence=0.7)
    assert counted(page) == counts(served, sure)
    keep(page, "dashboard-filtered")
    # another language says the same
    page.get_by_role("radio", name="English").click()
    settled(page)
    assert counted(page) == counts(served, sure)
    assert asked(page) == {"type": ["tong_ket"], "body": ["so y te"], "confidence": ["0.7"], "lang": ["en"]}
    page.get_by_role("button", name="Clear all filters").click()
    settled(page)
    assert counted(page) == counts(served, Filters())
    assert asked(page) == {"lang": ["en"]}


def test_the_address_restores_the_filters(page: Page, served: Served) -> None:
    import datetime as dt  # noqa: PLC0415 - for two days alone

    opened(page, served, "?from=2018-01-01&to=2023-06-30&topic=funding&topic=health&confidence=0.4")
    chosen = Filters(dt.date(2018, 1, 1), dt.date(2023, 6, 30), topics=("funding", "health"), confidence=0.4)
    assert counted(page) == counts(served, chosen)
    expect(page.get_by_text(VI("topic", "funding")).first).to_be_visible()
    page.get_by_role("radio", name=VI("dashboard", "reports"), exact=True).click()
    settled(page)
    assert page.locator(".listed tbody tr").count() == counts(served, chosen)["meetings"]
    page.go_back()
    settled(page)
    assert counted(page) == counts(served, chosen)


def test_a_search_and_its_pages(page: Page, served: Served) -> None:
    opened(page, served, "?view=issues")
    box = page.get_by_role("searchbox", name=VI("dashboard", "search"))
    box.fill("kinh phi")
    box.press("Enter")
    settled(page)
    total = served.queries.issues(Filters(), Part("kinh phi")).total
    assert 0 < total < 50
    assert page.locator(".listed tbody tr").count() == total
    opened(page, served, "?view=conclusions&page=2")
    every = served.queries.conclusions(Filters(), Part(number=2))
    assert page.locator(".listed tbody tr").count() == len(every.rows)
    assert page.locator(".listed tbody tr td").nth(2).inner_text() == every.rows[0]["text"]


def test_a_click_leads_to_the_words(page: Page, watch: Watch, served: Served, keep: Keep) -> None:
    opened(page, served, "?view=reports&search=Bình+Sơn")
    link = page.locator(".listed a").first
    link.focus()
    link.press("Enter")
    settled(page)
    assert asked(page)["report"] == ["review-so-y-te-01.txt"]
    record = json.loads(served.queries.record("review-so-y-te-01.txt") or "")
    frame = page.frame_locator("iframe")
    last = len(record["conclusions"]) - 1
    frame.locator("li.f-conclusions a").nth(last).click()
    expect(frame.locator("mark.f-conclusions.on").first).to_be_visible()
    marked = "".join(frame.locator("mark.f-conclusions.on").all_text_contents())
    assert marked == record["conclusions"][last]["evidence"]["quote"]
    keep(page, "dashboard-report")
    page.get_by_role("button", name=VI("dashboard", "back")).click()
    settled(page)
    assert "report" not in asked(page)
    assert watch.complaints == []


@pytest.mark.parametrize(("view", "field"), [("issues", "issues_raised"), ("conclusions", "conclusions")])
def test_a_row_leads_to_the_words_it_tells(view: str, field: str, page: Page, watch: Watch, served: Served) -> None:
    opened(page, served, f"?view={view}")
    link = page.locator(".listed a.quiet").nth(4)
    words = link.inner_text()
    link.click()
    page.wait_for_url("**report=*")
    settled(page)
    marks = page.frame_locator("iframe").locator(f"mark.f-{field}.on")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_text_contents()) == words
    assert watch.complaints == []


@pytest.mark.parametrize("view", ["issues", "conclusions", "slogans", "reports"])
def test_a_list_can_be_had_for_spreadsheets(view: str, page: Page, served: Served) -> None:
    opened(page, served, f"?view={view}&type=tong_ket&confidence=0.5")
    with page.expect_download() as download:
        page.get_by_role("button", name=VI("dashboard", "download_list")).click()
    assert download.value.suggested_filename == f"{view}.csv"
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = {
        "issues": served.queries.issues,
        "conclusions": served.queries.conclusions,
        "slogans": served.queries.slogans,
        "reports": served.queries.meetings,
    }[view](Filters(types=("tong_ket",), confidence=0.5), Part(size=10_000))
    assert [row[VI("page", "source")] for row in rows] == [row["report_key"] for row in asked.rows]
    assert len(rows) == asked.total > 0


def test_html_in_a_report_stays_text(page: Page, watch: Watch, served: Served) -> None:
    opened(page, served, "?view=reports&report=hostile.txt")
    frame = page.frame_locator("iframe")
    assert frame.locator(".words").text_content() == HOSTILE
    for view in ("issues", "conclusions", "bodies", "slogans", "reports"):
        opened(page, served, f"?view={view}&body=so+y+te&search=%3Cscript%3Ealert(1)%3C/script%3E")
        assert page.title() == VI("dashboard", "name")
    assert page.locator("img[src=x]").count() == 0
    assert watch.complaints == []
    assert watch.strangers == []


def test_the_filtered_records_can_be_had(page: Page, served: Served) -> None:
    opened(page, served, "?type=tong_ket")
    with page.expect_download() as download:
        page.get_by_role("button", name=VI("dashboard", "download")).click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines == list(served.queries.records(Filters(types=("tong_ket",))))


def test_nothing_passes(page: Page, watch: Watch, served: Served, keep: Keep) -> None:
    opened(page, served, "?from=2100-01-01")
    assert set(counted(page).values()) == {0}
    expect(page.get_by_text(VI("dashboard", "nothing"))).to_be_visible()
    keep(page, "dashboard-empty")
    assert watch.complaints == []


def test_a_narrow_screen(page: Page, served: Served, keep: Keep) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, served, "?view=conclusions")
    keep(page, "dashboard-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# What shows where the focus is: on the element itself, or on the box around it that lights up.
FOCUS = """() => {
  const told = (e) => e.getAttribute('aria-label') || e.innerText || e.value || '';
  const lit = (e) => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; };
  const e = document.activeElement;
  return [told(e), e !== document.body && [e, e.parentElement, e.parentElement.parentElement].some(lit)];
}"""


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, served: Served) -> None:
    opened(page, served)
    seen = {}
    for _ in range(40):
        page.keyboard.press("Tab")
        told, lit = page.evaluate(FOCUS)
        seen[told] = lit
    for words in ("Tiếng Việt", "overview", "clear", "download", "as_table"):
        label = VI("dashboard", words)
        assert any(lit for told, lit in seen.items() if label in told), (label, seen)


def test_the_server_is_for_this_machine_alone(served: Served) -> None:
    port = urlsplit(served.address).port or 0
    listening = [
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{port:04X}"]
    if os.geteuid() == 0:
        assert Path(f"/proc/{served.process.pid}").stat().st_uid != 0
