"""A headless Chromium, pages that note what they fetch and complain about, and a place for screenshots."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright  # noqa: E402 - after the line that may skip

CHROMIUM = shutil.which("chromium")
# The machine of CI reaches nothing but its registries, and root may not use Chromium's sandbox.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = ("127.0.0.1", "localhost")


@dataclass
class Watch:
    """What a page said on its console, and the hosts other than this machine that it asked."""

    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE:
            self.strangers.append(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian's package chromium)")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=[*OPTIONS])
        yield running
        running.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A page on a desktop's screen."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    watch.follow(opened)
    yield opened
    context.close()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a screenshot under the name given in the folder of CI's artefacts, build/screenshots by default."""
    folder = Path(os.environ.get("CI_ARTIFACTS") or request.config.rootpath / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)

    def shot(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return shot
