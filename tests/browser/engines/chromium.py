"""Chromium, driven by Playwright."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from playwright.sync_api import ConsoleMessage, Error, Playwright

from tests.browser.engines.engine import KEYS, Engine, NoAnswer
from tests.browser.visits import PATIENCE_MS


class Chromium(Engine):
    """`profile` is a folder of its own, where it keeps what it remembers."""

    def __init__(self, playwright: Playwright, path: str, flags: tuple[str, ...], profile: Path) -> None:
        self._playwright = playwright
        self._path = path
        self._flags = flags
        self._profile = profile
        self._heard: list[str] = []
        self._start()

    def _start(self) -> None:
        self._browser = self._playwright.chromium.launch_persistent_context(
            self._profile, executable_path=self._path, args=list(self._flags), locale="en-GB"
        )
        self._browser.set_default_timeout(PATIENCE_MS)
        (self._page,) = self._browser.pages
        self._page.on("console", self._hear)
        self._page.on("pageerror", lambda error: self._heard.append(f"error: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    @override
    def open(self, address: str) -> None:
        self._page.goto(address)

    @override
    def run(self, function: str, *arguments: Any) -> Any:
        try:
            return self._page.evaluate(f"(given) => ({function})(...given)", list(arguments))
        except Error as error:
            raise NoAnswer(error.message) from error

    @override
    def click(self, selector: str) -> None:
        self._page.locator(selector).click()

    @override
    def keys(self, *keys: str) -> None:
        keyboard = self._page.keyboard
        for key in keys:
            (keyboard.press if key in KEYS else keyboard.type)(key)

    @override
    def complaints(self) -> list[str]:
        self.run("() => null")  # the events that came before are here by then
        heard, self._heard = self._heard, []
        return heard

    @override
    def come_back(self) -> None:
        self.close()
        self._start()

    @override
    def close(self) -> None:
        self._browser.close()
