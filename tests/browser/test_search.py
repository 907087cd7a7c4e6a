"""Searching: a common word leads to the page that is about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Visits

# Whether one of the first three pages that are found, as they are now, has this address.
_LEADS_TO = """
(name) => [...document.querySelectorAll(".md-search-result__item > .md-search-result__link")]
  .slice(0, 3).some(({ href }) => href.includes(name))
"""


def _search(page: Page, words: str) -> None:
    page.keyboard.press("s")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")


@pytest.mark.parametrize(
    ("words", "page_name"),
    [
        ("minimum order charge", "calculators/order-charge/"),
        ("dispatch", "calculators/dispatch/"),
        ("pro-rata", "calculators/pro-rata/"),
        ("webex", "guides/cisco-webex/"),
        ("dongle", "guides/westcon-avaya-ipo/"),
        ("volume licences", "guides/intcomex-volume/"),
        ("glossary", "reference/glossary/"),
    ],
)
def test_a_common_word_leads_to_its_page(visits: Visits, home: str, words: str, page_name: str) -> None:
    page = visits.open(home)
    _search(page, words)
    page.wait_for_function(_LEADS_TO, arg=page_name)


def test_a_word_that_stands_nowhere_finds_nothing(visits: Visits, home: str) -> None:
    page = visits.open(home)
    page.keyboard.press("s")
    page.keyboard.type("xylophone")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")


def test_a_result_of_the_search_opens_with_the_words_marked(visits: Visits, home: str) -> None:
    page = visits.open(home)
    _search(page, "dongle")
    # The section in which the word stands.
    page.locator(".md-search-result__link[href*='?h=dongle']").first.click()
    page.wait_for_url("**/?h=dongle*")
    expect(page.locator("mark", has_text="ongle").first).to_be_attached()
