"""The site below another path than the one it was built for, as when a repository's name is its folder."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.calculator import Calculator
from tests.browser.visits import Visits
from tests.support import order_charge


@pytest.mark.parametrize(
    "name", ["", "it/guides/westcon-avaya-ipo/", "calculators/order-charge/", "orders/", "offline/"]
)
def test_a_page_loads_all_that_it_needs_below_another_path(visits: Visits, elsewhere: str, name: str) -> None:
    """That each link of every page leads somewhere there is proved on the files."""
    page = visits.open(elsewhere + name)
    page.wait_for_load_state("networkidle")
    assert page.url == elsewhere + name
    assert page.locator("h1").count() == 1


def test_a_reader_goes_from_home_to_a_guide_in_two_clicks_at_most(visits: Visits, elsewhere: str) -> None:
    page = visits.open(elsewhere)
    page.get_by_role("main").get_by_role("link", name="Westcon").first.click()
    expect(page).to_have_url(f"{elsewhere}guides/westcon-avaya-ipo/")
    expect(page.get_by_role("main").get_by_role("checkbox").first).to_be_attached()


def test_search_finds_a_page_below_another_path(visits: Visits, elsewhere: str) -> None:
    page = visits.open(f"{elsewhere}guides/cisco-webex/")
    page.keyboard.press("s")
    page.keyboard.type("pro-rata")
    page.locator(".md-search-result__link", has_text="Pro-rata first month").first.click()
    page.wait_for_url(f"{elsewhere}calculators/pro-rata/**")


def test_a_calculator_answers_below_another_path(visits: Visits, elsewhere: str) -> None:
    calculator = Calculator(visits.open(f"{elsewhere}calculators/order-charge/"), "order_charge")
    calculator.order("499.99")
    calculator.is_answered()
    expect(calculator.said).to_contain_text(order_charge("499.99")["headline"])


def test_an_address_that_does_not_exist_leads_home(visits: Visits, home: str) -> None:
    visits.expect("status of 404")
    page = visits.open(f"{home}there/is/no/such/page/")
    expect(page.get_by_role("heading", name="This page does not exist")).to_be_visible()
    page.get_by_role("link", name="Go to the home page").click()
    expect(page).to_have_url(home)
