"""What a reader's browser holds from an earlier version of the site opens in this one.

Names in the storage are written out here: they may never change.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.finished import ROOT, SITE
from tests.browser.order_pages import IS_KEPT, Guide, MyOrders
from tests.browser.visits import Visits

WESTCON = "westcon-avaya-ipo"
# What the guides had to tick and to answer before each step was one form with its own question.
EARLIER: dict[str, Any] = json.loads((ROOT / "tests" / "earlier_guides.json").read_text(encoding="utf-8"))
# A page that asks for no orders.
_WITHOUT_ORDERS = "reference/glossary/"
_ORDER = ROOT / "tests" / "unit-js" / "store" / "stored-order.json"

_STORE = """
async ([path, guide, orders, inHand]) => {
  const opening = indexedDB.open(`partner-guides ${path}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("orders", { keyPath: "id" });
  await new Promise((resolve) => { opening.onsuccess = resolve; });
  const transaction = opening.result.transaction("orders", "readwrite");
  for (const order of orders) transaction.objectStore("orders").add(order);
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  opening.result.close();
  localStorage.setItem(`partner-guides.order ${path} ${guide}`, inHand);
  localStorage.setItem("partner-guides.language", "sv");
}
"""


@pytest.fixture
def order() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_ORDER.read_text(encoding="utf-8"))
    return told


@pytest.fixture
def reader(visits: Visits, home: str, order: dict[str, Any]) -> Page:
    """A page of the site in a browser that holds two orders, the one that was changed first in hand."""
    page = visits.open(f"{home}{_WITHOUT_ORDERS}")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    other_words = {
        "created": {"value": 1, "at": 1},
        "name": {"value": "Changed last", "at": 1_900_000_000_000},
    }
    other = order | {"id": order["id"][::-1], "words": other_words}
    page.evaluate(_STORE, [SITE.prefix, WESTCON, [order, other], order["id"]])
    return page


def test_a_guide_shows_the_order_in_hand_as_it_was_left(
    reader: Page, home: str, order: dict[str, Any]
) -> None:
    guide = Guide.open(reader, home, WESTCON)
    expect(guide.name).to_have_value("Åkeri & Söner")
    # Of the two steps that this one was, one is done.
    expect(guide.box("order-sent")).not_to_be_checked()
    expect(guide.step("send-order")).not_to_have_attribute("data-state", "done")
    expect(guide.option("sbr", "not_needed")).to_be_checked()
    expect(guide.field("po_number")).to_have_value("4711")
    expect(guide.field("items.0.item_number")).to_have_value("700512396")
    expect(guide.field("items.0.quantity")).to_have_value("2")
    expect(guide.field("ordered_at")).to_have_value("2026-11-23T10:00")
    expect(guide.dates).to_have_count(2)
    expect(guide.choice.locator("option")).to_have_count(3)
    # What is said now is added to what was said then.
    guide.answer("channel", "email")
    guide.tick("order-sent")
    reader.wait_for_function(IS_KEPT, arg=["data:channel", "email"])
    guide.reload()
    expect(guide.box("order-sent")).to_be_checked()
    expect(guide.field("ordered_at")).to_have_value("2026-11-23T10:00")
    expect(guide.field("po_number")).to_have_value("4711")


@pytest.mark.parametrize("name", EARLIER)
def test_steps_that_were_ticked_are_done_and_answers_stand_where_they_are_asked_now(
    visits: Visits, home: str, order: dict[str, Any], name: str
) -> None:
    """An order that ticked all that its guide had, each tick for a text of its own."""
    earlier = EARLIER[name]
    ticks = {f"tick:{step}": {"value": "0badcafe", "at": 5} for step in earlier["steps"]}
    answers = {
        f"data:{question}": {"value": options[0], "at": 5}
        for question, options in earlier["questions"].items()
    }
    words = {"created": {"value": 1, "at": 1}, **ticks, **answers}
    page = visits.open(f"{home}{_WITHOUT_ORDERS}")
    page.evaluate(_STORE, [SITE.prefix, name, [order | {"guide": name, "words": words}], order["id"]])
    guide = Guide.open(page, home, name)
    steps = json.loads(guide.page.locator("#procedure").text_content() or "")["steps"]
    was_ticked = [step for step in steps if step["was"]]
    assert was_ticked
    for step in was_ticked:
        expect(guide.step(step["id"])).to_have_attribute("data-state", "done")
        if step["tick"]:
            expect(guide.box(step["tick"])).to_be_checked()
    asked = [question for question in earlier["questions"] if page.locator(f"#question-{question}").count()]
    assert asked
    for question in asked:
        option = guide.option(question, earlier["questions"][question][0])
        expect(option).to_be_checked()


def test_the_page_of_all_orders_lists_them(reader: Page, home: str) -> None:
    orders = MyOrders.open(reader, home)
    assert sorted(orders.names.all_inner_texts()) == ["Changed last", "Åkeri & Söner"]
    expect(orders.line("Åkeri & Söner")).to_contain_text("1 Choose how to order")
    expect(orders.trouble).to_have_count(0)
    expect(reader.locator(".order-damaged")).to_have_count(0)


def test_the_language_that_was_chosen_is_offered(reader: Page, home: str) -> None:
    reader.goto(f"{home}orders/")
    expect(reader.locator("article > :first-child[lang=sv] a")).to_be_visible()
