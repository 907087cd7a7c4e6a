"""A calculator of a page, as a person finds and uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, Worker, expect

# Python starts in two or three seconds, and in many more on a machine that is busy.
START_MS = 60_000


@dataclass(frozen=True)
class Calculator:
    """The calculator `name` of an open page. Everything in it is found by the words that stand beside it."""

    page: Page
    name: str

    @property
    def element(self) -> Locator:
        return self.page.locator(f"partner-calculator[name={self.name}]")

    def field(self, label: str) -> Locator:
        return self.element.get_by_label(label)

    def choice(self, label: str) -> Locator:
        return self.element.get_by_role("radio", name=label, exact=True)

    def button(self, label: str) -> Locator:
        return self.element.get_by_role("button", name=label, exact=True)

    def problem(self, name: str) -> Locator:
        """What is said beside the question `name` against its answer."""
        return self.element.locator(f'[data-field="{name}"] .calculator-error')

    @property
    def summary(self) -> Locator:
        return self.element.get_by_role("group", name="There is a problem")

    @property
    def said(self) -> Locator:
        """What a screen reader is told when the answer changes."""
        return self.element.locator("[aria-live=polite]")

    @property
    def rows(self) -> Locator:
        return self.element.locator(".calculator-rows > div")

    @property
    def total(self) -> Locator:
        return self.rows.filter(has=self.page.locator("dt", has_text=re.compile("^Total")))

    @property
    def answer(self) -> Locator:
        return self.element.locator(".calculator-answer")

    @property
    def worker(self) -> Worker:
        """The worker that Python runs in. The theme's search has one too, loaded from the network."""
        (running,) = (worker for worker in self.page.workers if worker.url.startswith("blob:"))
        return running

    def anew(self) -> Self:
        """As it was when the page was opened, but for Python, which runs on."""
        self.button("Start over").click()
        expect(self.answer).to_have_attribute("data-state", self._at_first, timeout=START_MS)
        return self

    @property
    def _at_first(self) -> str:
        """An order form has no worked example."""
        return "example" if self.element.get_attribute("data-private") is None else "none"

    def is_answered(self) -> None:
        """Wait until the answer belongs to what was typed."""
        expect(self.answer).to_have_attribute("data-state", "current", timeout=START_MS)

    def is_refused(self) -> None:
        """Wait until what was typed is refused."""
        expect(self.answer).to_have_attribute("data-state", "none", timeout=START_MS)

    def leave(self) -> None:
        """Go on from the field that has the focus: now it may be judged."""
        self.page.keyboard.press("Tab")

    def order(self, value: str) -> None:
        """Type an order value and go on."""
        self.field("Order value").fill(value)
        self.leave()
