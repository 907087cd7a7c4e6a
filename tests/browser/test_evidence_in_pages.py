"""Dotted words open the source's own words: by pointer and keyboard, in the sentence, and without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import Visits

_GUIDE = "guides/westcon-avaya-ipo/"


@dataclass(frozen=True)
class Fact:
    """The first dotted words of a guide's steps, and what they open."""

    page: Page

    @property
    def words(self) -> Locator:
        return self.page.locator(".steps a.fact").first

    @property
    def evidence(self) -> Locator:
        return self.page.locator(f"{self.words.get_attribute('href')}")

    def close(self) -> None:
        self.evidence.get_by_role("link", name="Close").click()


def test_a_press_opens_and_the_next_one_closes(visits: Visits, home: str) -> None:
    fact = Fact(visits.open(home + _GUIDE))
    for _ in range(2):
        fact.words.click()
        expect(fact.evidence).to_be_visible()
        fact.words.click()
        expect(fact.evidence).to_be_hidden()
    assert fact.page.url == home + _GUIDE


def test_the_keyboard_opens_goes_on_into_it_and_comes_back(visits: Visits, home: str) -> None:
    fact = Fact(visits.open(home + _GUIDE))
    fact.words.focus()
    fact.page.keyboard.press("Enter")
    expect(fact.evidence).to_be_visible()
    fact.page.keyboard.press("Tab")
    expect(fact.evidence.get_by_role("link", name="Close")).to_be_focused()
    fact.page.keyboard.press("Enter")
    expect(fact.evidence).to_be_hidden()
    expect(fact.words).to_be_focused()
    fact.page.keyboard.press("Enter")
    fact.page.keyboard.press("Escape")
    expect(fact.evidence).to_be_hidden()


def test_without_scripts_it_opens_too_and_closes_at_its_words(visits: Visits, home: str) -> None:
    fact = Fact(visits.open(home + _GUIDE, java_script_enabled=False))
    expect(fact.evidence).to_be_hidden()
    fact.words.click()
    expect(fact.evidence).to_be_in_viewport()
    fact.close()
    expect(fact.evidence).to_be_hidden()
    expect(fact.words).to_be_in_viewport()


def test_dotted_words_flow_with_their_sentence(visits: Visits, home: str) -> None:
    """On a phone some of them begin on one line and end on the next."""
    page = visits.open(home + _GUIDE, viewport={"width": 390, "height": 844})
    lines = "(links) => links.map((link) => new Set([...link.getClientRects()].map(({ top }) => top)).size)"
    assert max(page.locator("article a.fact").evaluate_all(lines)) > 1
