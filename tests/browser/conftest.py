"""One Chromium for all tests, servers of the finished site, and pages that are watched while they are used."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Playwright, sync_playwright

from browser.calculator import Calculator
from browser.finished import SITE, served

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
_PATIENCE_MS = 15_000


@pytest.fixture(scope="session", autouse=True)
def _site_is_there() -> None:
    if not (SITE.folder / "sitemap.xml").is_file():
        pytest.fail(f"There is no finished site in {SITE.folder}. Build it first: make site", pytrace=False)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    for name in _BROWSERS:
        if path := shutil.which(name):
            return path
    pytest.fail("No Chromium was found. Install it first: make browsers", pytrace=False)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path, args=list(_FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    """The site's address, below the path that it was built for: "/" unless SITE_URL says otherwise."""
    with served(SITE.folder, SITE.prefix) as address:
        yield address


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """The address of the same files below another path."""
    with served(SITE.folder, "/repo/" if SITE.prefix == "/" else "/") as address:
        yield address


class Visits:
    """Opens pages, and notes what no page of the site may do: complain on the console or ask another host."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._expected: list[str] = []
        self._seen: list[str] = []

    def open(self, address: str, **settings: Any) -> Page:
        """A page of its own, with nothing remembered; `settings` are those of a browser context."""
        page = self.blank(address, **settings)
        page.goto(address)
        return page

    def blank(self, address: str, **settings: Any) -> Page:
        """The same before it goes to the address."""
        context = self._browser.new_context(**{"locale": "en-GB", **settings})
        context.set_default_timeout(_PATIENCE_MS)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._seen.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        own = re.compile(f"(data:|blob:|{re.escape(_origin(address))})")
        page.on("request", lambda request: self._watch(request.url, own))
        return page

    def expect(self, trouble: str) -> None:
        """Let pass what matches this regular expression."""
        self._expected.append(trouble)

    def end(self) -> list[str]:
        """Close everything. What was seen and not expected."""
        for context in self._contexts:
            context.close()
        return [seen for seen in self._seen if not any(re.search(known, seen) for known in self._expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._seen.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _dismiss(self, dialog: Dialog) -> None:
        self._seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _watch(self, address: str, own: re.Pattern[str]) -> None:
        if not own.match(address):
            self._seen.append(f"asked another host: {address}")


def _origin(address: str) -> str:
    found = re.match(r"https?://[^/]+/", address)
    assert found, address
    return found[0]


@contextmanager
def watched(chromium: Browser) -> Iterator[Visits]:
    """Pages to use; it ends in an error if one complained or asked another host."""
    visits = Visits(chromium)
    try:
        yield visits
    finally:
        seen = visits.end()
    assert seen == []


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    """Pages for one test; it fails in the end if one complained or asked another host."""
    with watched(chromium) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def shared_visits(chromium: Browser) -> Iterator[Visits]:
    """Pages for the tests of a module; the last of them fails if one complained or asked another host."""
    with watched(chromium) as visiting:
        yield visiting


@pytest.fixture
def order_charge(visits: Visits, home: str) -> Calculator:
    """The minimum order charge on a page that was just opened."""
    return Calculator(visits.open(f"{home}calculators/order-charge/"), "order_charge")


@pytest.fixture
def pro_rata(visits: Visits, home: str) -> Calculator:
    """The pro-rata calculator on a page that was just opened."""
    return Calculator(visits.open(f"{home}calculators/pro-rata/"), "pro_rata")


@pytest.fixture
def dispatch(visits: Visits, home: str) -> Calculator:
    """The dispatch calculator on a page that was just opened."""
    return Calculator(visits.open(f"{home}calculators/dispatch/"), "dispatch")
