"""The element that holds the order of a guide's page: what a change costs, and when it hears of none."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from calc.language import LOCALES
from tests.browser.calculator import Calculator
from tests.browser.order_pages import Guide
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

_COUNT_QUESTIONS = """
() => {
  globalThis.asked = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message?.request) globalThis.asked.push(JSON.parse(message.request));
    return post.call(this, message, ...more);
  };
}
"""
# Each drawing writes the progress of the order anew.
_COUNT_DRAWINGS = """
() => {
  globalThis.drawings = { bar: 0, deadlines: 0 };
  const count = (name, selector) => new MutationObserver((records) => {
    globalThis.drawings[name] += records.filter(({ addedNodes }) => addedNodes.length > 0).length;
  }).observe(document.querySelector(selector), { childList: true });
  count("bar", "partner-order [data-text=progress]");
  count("deadlines", "partner-deadlines ol");
  globalThis.asked.length = 0;
}
"""
_SETTLED_MS = 1500


def _settled(page: Page) -> None:
    """Longer than a form waits for the next key and Python for its answer."""
    page.wait_for_timeout(_SETTLED_MS)


def test_a_typed_date_is_drawn_once_and_told_once_in_each_language(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    page.add_init_script(f"({_COUNT_QUESTIONS})()")
    Guide.open(page, home, "westcon-avaya-ipo")
    dispatch = Calculator(page, "dispatch")
    dispatch.field("Ordered at").fill("2026-11-23T09:00")
    dispatch.choice("2-3 day service").check()
    dispatch.is_answered()
    expect(page.locator(".deadlines > li")).to_have_count(4)
    _settled(page)

    page.evaluate(_COUNT_DRAWINGS)
    dispatch.field("Ordered at").fill("2026-11-24T09:00")
    expect(page.locator(".deadlines > li").first).to_contain_text("24 November")
    _settled(page)
    questions = page.evaluate("() => globalThis.asked")
    asked = Counter((question["calculator"], question["locale"]) for question in questions)
    assert asked == {("dispatch", locale): 1 for locale in LOCALES}
    # The deadlines are known later than the date: their list alone is drawn once more.
    assert page.evaluate("() => globalThis.drawings") == {"bar": 1, "deadlines": 2}


def test_one_press_of_now_fills_a_form_of_a_guide(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    Guide.open(page, home, "westcon-avaya-ipo")
    dispatch = Calculator(page, "dispatch")
    field = dispatch.field("Ordered at")
    expect(field).to_have_value("")
    dispatch.element.locator("[data-do=now]").first.click()
    _settled(page)
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"))


def test_an_element_that_was_taken_out_hears_nothing_until_it_is_back(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, "westcon-avaya-ipo")
    guide.page.evaluate(_TAKE_OUT)
    guide.boxes.nth(0).check()
    guide.page.evaluate("() => globalThis.putBack()")
    expect(guide.boxes.nth(0)).not_to_be_checked()
    guide.boxes.nth(1).check()
    expect(guide.progress).to_contain_text("1 of")
    guide.reload()
    expect(guide.boxes.nth(0)).not_to_be_checked()
    expect(guide.boxes.nth(1)).to_be_checked()


_TAKE_OUT = """
() => {
  const element = document.querySelector("partner-order");
  const place = element.parentNode;
  element.remove();
  globalThis.putBack = () => place.append(element);
}
"""
