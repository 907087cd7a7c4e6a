"""The languages as a reader meets them: search, the switch, the offer, the address, the numbers."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from calc.money import Money
from calc.numbers import read_number
from calc.words import words
from guide_site.core.languages import OTHERS
from tests.browser.calculator import START_MS
from tests.browser.finished import PAGES, SITE, tree
from tests.browser.readers import FOLDERS, LOCALES, SEARCHES
from tests.browser.visits import Visits
from tests.site.english import reader
from tests.support import answer_to, cases


@pytest.mark.parametrize(("folder", "word", "about"), SEARCHES)
def test_a_search_finds_pages_of_its_own_language_only_and_the_right_one_first(
    visits: Visits, home: str, folder: str, word: str, about: str
) -> None:
    page = visits.open(f"{home}{folder}/")
    page.keyboard.press("s")
    page.keyboard.type(word)
    found = page.locator(".md-search-result__item > .md-search-result__link")
    expect(found.first).to_be_visible()
    links = [str(link.evaluate("link => link.href")) for link in found.all()]

    assert all(link.startswith(f"{home}{folder}/") for link in links)
    assert links[0].startswith(f"{home}{folder}/{about}")


def test_an_english_search_finds_no_page_of_another_language(visits: Visits, home: str) -> None:
    page = visits.open(home)
    page.keyboard.press("s")
    page.keyboard.type("dongle")
    found = page.locator(".md-search-result__item > .md-search-result__link")
    expect(found.first).to_be_visible()
    links = [str(link.evaluate("link => link.href")) for link in found.all()]

    assert not [link for link in links if link.removeprefix(home)[:3] in LOCALES]


def _switch(page: Page, language: str) -> None:
    page.locator(f"a.md-select__link[hreflang={language}]").evaluate("link => link.click()")


def test_the_switch_stays_on_the_page_and_keeps_what_the_address_says(visits: Visits, home: str) -> None:
    asked = "?channel=web_shop&order_value=420&currency=EUR#how-it-is-worked-out"
    page = visits.open(f"{home}calculators/order-charge/{asked}")
    for folder, locale in [("sv/", "sv"), ("no/", "nb"), ("it/", "it"), ("es/", "es"), ("", "en")]:
        _switch(page, locale)
        page.wait_for_url(f"{home}{folder}calculators/order-charge/{asked}")
        assert page.locator("html").get_attribute("lang") == locale


@pytest.mark.parametrize("folder", FOLDERS)
def test_without_scripts_the_switch_leads_to_the_same_page(folder: str) -> None:
    name = f"{folder}guides/cisco-webex/"
    links = tree(name).xpath("//a[contains(@class, 'md-select__link')]")
    led = {link.get("hreflang"): urljoin(SITE.address + name, link.get("href")) for link in links}
    assert led == {locale: f"{SITE.address}{into}guides/cisco-webex/" for into, locale in LOCALES.items()}
    assert all(SITE.file(address.removeprefix(SITE.address)).is_file() for address in led.values())


def test_a_reader_of_another_language_is_offered_it_and_not_sent_there(visits: Visits, home: str) -> None:
    page = visits.open(f"{home}guides/incotel-esd/", locale="sv-SE")

    offer = page.locator(".language-offer")
    expect(offer).to_contain_text("Den här sidan finns på svenska.")
    assert page.url == f"{home}guides/incotel-esd/"

    offer.get_by_role("link").click()
    page.wait_for_url(f"{home}sv/guides/incotel-esd/")
    expect(page.locator(".language-offer")).to_have_count(0)


def test_an_offer_that_was_declined_does_not_come_back(visits: Visits, home: str) -> None:
    page = visits.open(home, locale="nn-NO")
    page.locator(".language-offer").get_by_role("button", name="Bli her").click()
    expect(page.locator(".language-offer")).to_have_count(0)

    page.goto(f"{home}guides/cisco-webex/")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".language-offer")).to_have_count(0)


def test_a_chosen_language_is_remembered(visits: Visits, home: str) -> None:
    page = visits.open(home)
    _switch(page, "it")
    page.wait_for_url(f"{home}it/")

    page.goto(home)

    expect(page.locator(".language-offer")).to_contain_text("Questa pagina è disponibile in italiano.")


def test_an_address_that_does_not_exist_is_answered_in_each_language(visits: Visits, home: str) -> None:
    visits.expect("404")
    page = visits.open(f"{home}sv/nothing-here/")
    for sentence in (
        "Sidan finns inte",
        "Siden finnes ikke",
        "Questa pagina non esiste",
        "Esta página no existe",
    ):
        expect(page.get_by_role("heading", name=sentence)).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_names_its_other_languages_or_stands_alone(name: str) -> None:
    page = tree(name)
    named = {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@hreflang]")}
    if name == "404.html" or name.startswith("project/"):
        assert named == {}
        return
    assert set(named) == {*LOCALES.values(), "x-default"}
    assert named["x-default"] == named["en"]
    assert named[page.get("lang")] == f"{SITE.address}{name}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_cases_are_answered_when_typed_in_the_manner_of_the_language(
    visits: Visits, home: str, folder: str
) -> None:
    """Every order charge that has a total: its numbers are written, typed and read as the language does."""
    said = words(LOCALES[folder])
    page = visits.open(f"{home}{folder}calculators/order-charge/")
    element = page.locator("partner-calculator[name=order_charge]")

    def amount(typed: str) -> str:
        return said.value(Money(read_number(typed).value, None))

    for case in cases({"order_charge"}):
        expected = answer_to(case.request).get("total")
        if expected is None:
            continue
        asked = case.inputs
        element.locator(f"input[name=channel][value={asked['channel']}]").check()
        element.locator(f"input[name=currency][value={asked['currency']}]").check()
        if asked["units_of_currency_per_eur"] is not None:
            rate = amount(asked["units_of_currency_per_eur"])
            element.locator("input[name=units_of_currency_per_eur]").fill(rate)
        element.locator("input[name=dongle_swaps]").fill(str(asked["dongle_swaps"]))
        element.locator("input[name=order_value]").fill(amount(asked["order_value"]))

        total = said.value(Money(Decimal(expected), asked["currency"]))
        headline = element.locator(".calculator-headline")
        expect(headline, case.name).to_contain_text(total, timeout=START_MS)
        expect(element.locator(".calculator-answer")).to_have_attribute("data-state", "current")


@pytest.mark.parametrize("name", [name for name in PAGES if name.split("/")[0] in OTHERS])
def test_nothing_in_a_page_is_left_in_english(name: str) -> None:
    """Only names, words of portals and quotes are; each is marked as such, or listed by the reader."""
    page = tree(name)
    assert list(reader(page.get("lang")).page(page)) == []
