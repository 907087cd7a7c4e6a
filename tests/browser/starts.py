"""The two ways in which a page starts Python."""

from __future__ import annotations

import re

from playwright.sync_api import Page

SNAPSHOT = re.compile(r"/snapshot\.bin$")

WITHHELD = r"status of 404 .*/snapshot\.bin"
"""What the browser says on its console of a snapshot that is not there."""


def withhold_snapshot(page: Page) -> None:
    """Have the page start Python in the ordinary way."""
    page.route(SNAPSHOT, lambda route: route.fulfill(status=404, body=""))


def way(page: Page) -> str:
    """How Python was started last: "snapshot" or "ordinary"."""
    script = page.locator("script[src$='calculator.mjs']").evaluate("script => script.src")
    client = str(script).replace("calculator/calculator.mjs", "python/client.mjs")
    return str(page.evaluate("async address => (await import(address)).status.way", client))
