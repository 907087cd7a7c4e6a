"""Bad input typed into the forms, or carried in by a link: refused in words, kept as typed, never run."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator
from tests.browser.visits import Visits
from tests.support import order_charge

_INJECTION = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
_LONGEST = 200


@pytest.fixture(scope="module")
def used(shared_visits: Visits, home: str) -> Calculator:
    """A minimum order charge whose Python runs already, used by one test after the other."""
    calculator = Calculator(shared_visits.open(f"{home}calculators/order-charge/"), "order_charge")
    calculator.order("1")
    calculator.is_answered()
    return calculator


def _running_parts(page: Page) -> int:
    """How many elements there are that could run or load something."""
    count: int = page.evaluate(
        "() => document.querySelectorAll('script, img, iframe, object, embed, link, style').length"
    )
    return count


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Fill this in."),
        ("abc", "Write a number in digits"),
        ("-5", "Write an amount above 0."),
        ("0", "Write an amount above 0."),
        ("1e3", "Write a number in digits"),
        ("NaN", "Write a number in digits"),
        ("1.234", "Say which."),
        ("12,34,56", "Write a number in digits"),
        ("9" * 1_000_000, "too large"),
        ("12.3456", "at most two decimals"),
        ("20 SEK", "Make them agree."),
        (_INJECTION, "Write a number in digits"),
    ],
    ids=lambda given: given[:30] or "empty",
)
def test_a_bad_order_value_is_refused_beside_the_field_and_in_the_summary_and_stays_as_typed(
    used: Calculator, typed: str, said: str
) -> None:
    used.button("Start over").click()
    parts = _running_parts(used.page)
    used.order(typed)
    used.is_refused()
    expect(used.problem("order_value")).to_contain_text(said)
    used.button("Work it out").click()
    expect(used.summary).to_be_focused()
    expect(used.summary.get_by_role("link")).to_contain_text(said)
    expect(used.field("Order value")).to_have_attribute("aria-invalid", "true")
    expect(used.field("Order value")).to_have_accessible_description(re.compile(re.escape(said)))
    # A field holds as much as any number needs and then some. What was cut is refused, never read as another.
    expect(used.field("Order value")).to_have_value(typed[:_LONGEST])
    assert _running_parts(used.page) == parts


def test_a_problem_in_the_summary_leads_to_its_field(used: Calculator) -> None:
    used.button("Start over").click()
    used.order("abc")
    used.button("Work it out").click()
    used.summary.get_by_role("link").click()
    expect(used.field("Order value")).to_be_focused()


def test_problems_go_away_when_they_are_mended(used: Calculator) -> None:
    used.button("Start over").click()
    used.order("abc")
    used.button("Work it out").click()
    expect(used.summary).to_be_visible()
    used.order("499.99")
    used.is_answered()
    expect(used.summary).to_be_hidden()
    expect(used.problem("order_value")).to_be_hidden()
    expect(used.said).to_contain_text(order_charge("499.99")["headline"])


def test_nothing_is_said_against_a_field_that_is_still_being_typed_in(used: Calculator) -> None:
    used.button("Start over").click()
    used.field("Order value").press_sequentially("12.")
    used.is_refused()
    expect(used.problem("order_value")).to_be_hidden()
    used.leave()
    expect(used.problem("order_value")).to_be_visible()


def test_every_empty_question_that_must_be_answered_is_named_in_the_summary(
    visits: Visits, home: str
) -> None:
    calculator = Calculator(visits.open(f"{home}calculators/order-charge/?dongle_swaps=1"), "order_charge")
    calculator.is_refused()
    problems = calculator.summary.get_by_role("listitem")
    expect(problems).to_have_text(
        ["Order channel: Fill this in.", "Order value: Fill this in.", "Currency: Fill this in."]
    )


def test_a_time_that_the_clocks_skip_is_refused_beside_its_field(dispatch: Calculator) -> None:
    dispatch.field("Ordered at").fill("2026-03-29T02:30")
    # The parts of a field for date and time are stops of the keyboard, so one step is not enough to leave it.
    dispatch.field("Ordered at").blur()
    dispatch.is_refused()
    expect(dispatch.problem("ordered_at")).to_contain_text("it does not exist")
    expect(dispatch.field("Ordered at")).to_have_value("2026-03-29T02:30")


def test_a_date_that_does_not_exist_is_refused_and_stays_as_typed(pro_rata: Calculator) -> None:
    field = pro_rata.field("Activation date")
    field.focus()
    # Its parts are typed one after the other, in the order of the browser's own language.
    pro_rata.page.keyboard.type("02302027")
    pro_rata.page.keyboard.press("Tab")
    pro_rata.button("Work it out").click()
    pro_rata.is_refused()
    expect(pro_rata.problem("activation_date")).to_contain_text("Write a date that exists")
    expect(pro_rata.summary.get_by_role("link")).to_contain_text("Write a date that exists")
    assert field.evaluate("field => field.validity.badInput")


@pytest.mark.parametrize(("typed", "said"), [("0", "from 1"), ("1.5", "whole number"), ("-1", "from 1")])
def test_a_bad_number_of_licences_is_refused_beside_its_line(
    pro_rata: Calculator, typed: str, said: str
) -> None:
    pro_rata.field("Licences").fill(typed)
    pro_rata.leave()
    pro_rata.is_refused()
    expect(pro_rata.problem("lines.0.quantity")).to_contain_text(said)
    expect(pro_rata.field("Licences")).to_have_value(typed)


def test_a_link_with_markup_in_every_value_shows_no_markup_and_runs_nothing(
    visits: Visits, home: str
) -> None:
    names = ["channel", "order_value", "currency", "units_of_currency_per_eur", "dongle_swaps", _INJECTION]
    query = urlencode(dict.fromkeys(names, _INJECTION))
    plain = visits.open(f"{home}calculators/order-charge/")
    calculator = Calculator(visits.open(f"{home}calculators/order-charge/?{query}"), "order_charge")
    calculator.is_refused()
    assert _running_parts(calculator.page) == _running_parts(plain)
    expect(calculator.field("Order value")).to_have_value(_INJECTION)
    expect(calculator.problem("order_value")).to_contain_text("Write a number in digits")
    expect(calculator.problem("currency")).to_contain_text("Fill this in.")


def test_a_link_with_markup_in_a_text_shows_it_as_text(visits: Visits, home: str) -> None:
    query = urlencode(
        {
            "activation_date": "2027-01-29",
            "count_activation_day": "false",
            "lines.0.label": _INJECTION[:60],
            "lines.0.monthly_fee": "10.00",
            "lines.0.quantity": "1",
        }
    )
    plain = visits.open(f"{home}calculators/pro-rata/")
    calculator = Calculator(visits.open(f"{home}calculators/pro-rata/?{query}"), "pro_rata")
    calculator.is_answered()
    expect(calculator.rows.first).to_contain_text(_INJECTION[:60])
    assert _running_parts(calculator.page) == _running_parts(plain)


@pytest.mark.parametrize(
    "query",
    [
        "lines.999999999.label=x",
        "lines.__proto__.label=x&__proto__.polluted=yes&constructor.prototype.polluted=yes",
        "lines.-1.label=x&lines.0.__proto__=x&lines.1e9.quantity=1",
        "activation_date=2027-02-30&rounding=up&%E0%A4%A=%",
        urlencode({"lines.0.label": "x" * 50_000}),
    ],
)
def test_a_hostile_link_leaves_a_form_that_works(visits: Visits, home: str, query: str) -> None:
    calculator = Calculator(visits.open(f"{home}calculators/pro-rata/?{query}"), "pro_rata")
    assert calculator.page.evaluate("() => ({}).polluted") is None
    calculator.button("Start over").click()
    calculator.field("Licences").first.fill("2")
    calculator.is_answered()
    expect(calculator.rows.first).to_be_visible()
