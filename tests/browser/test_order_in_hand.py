"""The element that holds the order of a guide's page: what a change costs, and when it hears of none."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from calc.language import LOCALES
from tests.browser.calculator import START_MS
from tests.browser.order_pages import IS_KEPT, Guide
from tests.browser.visits import Visits

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
# Each drawing of the bar lists its orders anew, and each of the dates theirs where they have changed.
_COUNT_DRAWINGS = """
() => {
  globalThis.drawings = { options: 0, dates: 0 };
  const count = (name, selector) => new MutationObserver((records) => {
    globalThis.drawings[name] += records.filter(({ addedNodes }) => addedNodes.length > 0).length;
  }).observe(document.querySelector(selector), { childList: true });
  count("options", "partner-order select");
  count("dates", "partner-deadlines dl");
  globalThis.asked.length = 0;
}
"""
_SETTLED_MS = 1500


def _settled(page: Page) -> None:
    """Longer than the page waits for the next key and Python for its answer."""
    page.wait_for_timeout(_SETTLED_MS)


@pytest.fixture
def guide(visits: Visits, home: str) -> Guide:
    """The Westcon guide on the morning of a working day, in a browser that counts what is asked of Python."""
    page = visits.blank(home, timezone_id="Europe/Stockholm")
    page.clock.set_fixed_time("2026-11-23T08:00:00Z")
    page.add_init_script(f"({_COUNT_QUESTIONS})()")
    return Guide.open(page, home, "westcon-avaya-ipo")


def _ordered(guide: Guide) -> None:
    """Ordered now, with all in stock: it is known when that arrives."""
    guide.tick("order-sent")
    guide.answer("all_items_in_stock", "true")
    expect(guide.dates).to_have_count(3, timeout=START_MS)
    expect(guide.dates.first).to_contain_text("Mon 23 Nov")


def test_a_changed_date_is_drawn_once_and_told_once_in_each_language(guide: Guide) -> None:
    _ordered(guide)
    guide.unfold("send-order")
    guide.page.get_by_role("button", name="Change: I have ordered").click()
    _settled(guide.page)

    guide.page.evaluate(_COUNT_DRAWINGS)
    guide.field("ordered_at").fill("2026-11-24T09:00")
    expect(guide.dates.first).to_contain_text("Tue 24 Nov")
    _settled(guide.page)
    questions = guide.page.evaluate("() => globalThis.asked")
    asked = Counter((question["calculator"], question["locale"]) for question in questions)
    assert asked == {("dispatch", locale): 1 for locale in LOCALES}
    # The dates are known later than the change: they alone are drawn for it.
    assert guide.page.evaluate("() => globalThis.drawings") == {"options": 1, "dates": 1}


def test_what_is_in_sight_alone_is_worked_out(guide: Guide) -> None:
    """Nothing is loaded for somebody who reads; what nobody sees is not asked."""
    guide.page.mouse.wheel(0, 1_000)
    _settled(guide.page)
    assert guide.page.evaluate("() => globalThis.asked") == []
    guide.answer("channel", "email")
    guide.field("order_value").fill("420")
    expect(guide.answered("order_charge")).to_contain_text("30.00", timeout=START_MS)
    asked = {question["calculator"] for question in guide.page.evaluate("() => globalThis.asked")}
    assert "westcon_dongle_swap" not in asked


def test_one_press_on_a_tick_says_the_moment_once(guide: Guide) -> None:
    guide.tick("order-sent")
    _settled(guide.page)
    expect(guide.field("ordered_at")).to_have_value("2026-11-23T09:00")
    expect(guide.box("order-sent")).to_be_checked()


def test_an_element_that_was_taken_out_hears_nothing_until_it_is_back(guide: Guide) -> None:
    guide.page.evaluate(_TAKE_OUT)
    guide.tick("order-sent")
    guide.page.evaluate("() => globalThis.putBack()")
    expect(guide.box("order-sent")).not_to_be_checked()
    guide.answer("channel", "email")
    expect(guide.next).to_have_attribute("href", "#send-order")
    guide.page.wait_for_function(IS_KEPT, arg=["data:channel", "email"])
    guide.reload()
    expect(guide.box("order-sent")).not_to_be_checked()
    expect(guide.option("channel", "email")).to_be_checked()


_TAKE_OUT = """
() => {
  const element = document.querySelector("partner-order");
  const place = element.parentNode;
  element.remove();
  globalThis.putBack = () => place.append(element);
}
"""
