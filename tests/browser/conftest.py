"""One Chromium for all tests, servers of the finished site, and pages that are watched while they are used."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

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
    """The site's address below the path that it was built for, "/" unless SITE_URL says otherwise."""
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

    def open(self, address: str = "about:blank", **settings: Any) -> Page:
        """A page of its own, with nothing remembered; `settings` are those of a browser context."""
        context = self._browser.new_context(**{"locale": "en-GB", **settings})
        context.set_default_timeout(15_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self._hear(said.type, said.text, said.location.get("url", "")))
        page.on("pageerror", lambda error: self._seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self._seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._watch(request, page))
        page.goto(address)
        return page

    def expect(self, trouble: str) -> None:
        """Let pass what matches this regular expression."""
        self._expected.append(trouble)

    def end(self) -> list[str]:
        """What was seen and not expected."""
        for context in self._contexts:
            context.close()
        return [seen for seen in self._seen if not any(re.search(known, seen) for known in self._expected)]

    def _hear(self, kind: str, text: str, address: str) -> None:
        if kind in ("error", "warning"):
            self._seen.append(f"console {kind}: {text} ({address})")

    def _watch(self, request: Request, page: Page) -> None:
        address = request.url
        if address.startswith(("data:", "blob:", "about:")):
            return
        if not request.is_navigation_request() and not address.startswith(_origin(page.url)):
            self._seen.append(f"asked another host: {address}")


def _origin(address: str) -> str:
    found = re.match(r"https?://[^/]+/", address)
    return found[0] if found else "another host"


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    """Pages to use; the test fails in the end if one complained or asked another host."""
    visiting = Visits(chromium)
    yield visiting
    assert visiting.end() == []


@pytest.fixture
def order_charge(visits: Visits, home: str) -> Calculator:
    """The page of the minimum order charge, as it is opened first."""
    return Calculator(visits.open(f"{home}calculators/order-charge/"), "order_charge")
