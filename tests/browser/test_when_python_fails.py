"""What a person sees when Python does not start, dies, or does not answer: never silence, and a way on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests import support
from tests.browser.calculator import START_MS, Calculator
from tests.browser.visits import Visits

_WASM = re.compile(r"\.wasm$")
# The browser says on the console that an answer was an error, and the worker that it cannot go on.
_ANSWERED_404 = r"status of 404|\.wasm: 404"
_MINUTE_MS = 60_000
# In a task of its own, so that it is the worker that fails and not whoever asks it to.
_BREAK = "() => { setTimeout(() => { throw new Error('the worker breaks'); }); }"


def _not_found(route: Route) -> None:
    route.fulfill(status=404, body="")


def _never(_: Route) -> None:
    """Leave the request without an answer."""


def _opened(page: Page, home: str) -> Calculator:
    page.goto(f"{home}calculators/order-charge/")
    return Calculator(page, "order_charge")


def _failed(calculator: Calculator) -> None:
    expect(calculator.answer).to_have_attribute("data-state", "failed", timeout=START_MS)


def test_python_that_cannot_be_loaded_is_told_and_trying_again_works(visits: Visits, home: str) -> None:
    visits.expect(_ANSWERED_404)
    page = visits.blank(home)
    page.route(_WASM, _not_found)
    calculator = _opened(page, home)
    calculator.order("499.99")
    _failed(calculator)
    expect(calculator.said).to_contain_text("The calculator could not be loaded. Check your connection")
    expect(calculator.field("Order value")).to_have_value("499.99")
    page.unroute(_WASM)
    calculator.button("Try again").click()
    calculator.is_answered()
    expect(calculator.said).to_contain_text(support.order_charge("499.99")["headline"])
    expect(calculator.button("Try again")).to_be_hidden()


def test_a_start_that_fails_once_is_tried_once_more_unasked(visits: Visits, home: str) -> None:
    visits.expect(_ANSWERED_404)
    page = visits.blank(home)
    page.route(_WASM, _not_found, times=1)
    calculator = _opened(page, home)
    calculator.order("499.99")
    calculator.is_answered()
    expect(calculator.said).to_contain_text(support.order_charge("499.99")["headline"])


def test_a_worker_that_dies_is_started_anew_and_answers(new_order_charge: Calculator) -> None:
    order_charge = new_order_charge
    page = order_charge.page
    order_charge.order("499.99")
    order_charge.is_answered()
    first = order_charge.worker
    with page.expect_worker() as second:
        first.evaluate(_BREAK)
    order_charge.order("600")
    order_charge.is_answered()
    expect(order_charge.said).to_contain_text(support.order_charge("600")["headline"])
    assert order_charge.worker == second.value


def test_a_worker_that_keeps_dying_is_given_up_with_a_message(new_order_charge: Calculator) -> None:
    order_charge = new_order_charge
    page = order_charge.page
    order_charge.order("499.99")
    order_charge.is_answered()
    page.route(_WASM, _never)
    with page.expect_worker() as second, page.expect_request(_WASM):
        order_charge.worker.evaluate(_BREAK)
    order_charge.field("Order value").fill("600")
    expect(order_charge.answer).to_have_attribute("data-state", "pending")
    # The question leaves after the pause for typing; before, there is nothing to give up.
    page.wait_for_timeout(1_000)
    second.value.evaluate(_BREAK)
    _failed(order_charge)
    expect(order_charge.button("Try again")).to_be_visible()
    expect(order_charge.field("Order value")).to_have_value("600")


def test_a_start_that_takes_for_ever_is_given_up_with_a_message(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    page.clock.install()
    page.route(_WASM, _never)
    calculator = _opened(page, home)
    with page.expect_worker():
        calculator.field("Order value").focus()
    calculator.order("499.99")
    with page.expect_worker():
        _let_time_pass(page)
    expect(calculator.answer).to_have_attribute("data-state", "pending")
    _let_time_pass(page)
    _failed(calculator)
    expect(calculator.said).to_contain_text("The calculator did not answer in time. Try again.")
    page.unroute(_WASM)
    calculator.button("Try again").click()
    calculator.is_answered()
    expect(calculator.said).to_contain_text(support.order_charge("499.99")["headline"])


def test_a_worker_that_falls_silent_is_replaced_and_the_question_is_answered(
    visits: Visits, home: str
) -> None:
    page = visits.blank(home)
    page.clock.install()
    calculator = _opened(page, home)
    calculator.order("499.99")
    calculator.is_answered()
    calculator.worker.evaluate("() => { self.onmessage = () => {}; }")
    calculator.order("600")
    expect(calculator.answer).to_have_attribute("data-state", "pending")
    with page.expect_worker():
        _let_time_pass(page)
    calculator.is_answered()
    expect(calculator.said).to_contain_text(support.order_charge("600")["headline"])


def test_a_browser_without_workers_is_told_so(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    page.add_init_script("delete globalThis.Worker;")
    visits.expect("Worker is not defined")  # the theme's search needs one too
    calculator = _opened(page, home)
    calculator.order("499.99")
    _failed(calculator)
    expect(calculator.said).to_contain_text("This browser is too old to run the calculator.")
    expect(calculator.said.get_by_text("€")).to_be_hidden()


def _let_time_pass(page: Page) -> None:
    """More than any patience of the page. What is under way gets the chance to be said first."""
    page.wait_for_timeout(500)
    page.clock.fast_forward(_MINUTE_MS)
