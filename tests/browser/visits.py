"""Pages that are watched while they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page

# For a machine that has more to do than these tests.
PATIENCE_MS = 30_000


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
        context.set_default_timeout(PATIENCE_MS)
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
    assert not seen, "\n".join(seen)
