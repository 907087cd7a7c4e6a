"""What a reader's browser holds from an earlier version of the site opens in this one.

Names in the storage are written out here: they may never change.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.browser.finished import ROOT, SITE
from tests.browser.order_pages import Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

WESTCON = "westcon-avaya-ipo"
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
    page = visits.open(home)
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    # Of the two steps that are ticked, one has kept its words.
    guide = html.parse(SITE.folder / "guides" / WESTCON / "index.html")
    (procedure,) = guide.xpath("//script[@id='procedure']/text()")
    versions = {step["id"]: step["version"] for step in json.loads(procedure)["steps"]}
    order["words"]["tick:have-po-number"]["value"] = versions["have-po-number"]
    order["words"]["tick:check-sbr"]["value"] = "00000000"
    other_words = {
        "created": {"value": 1, "at": 1},
        "name": {"value": "Changed last", "at": 1_900_000_000_000},
    }
    other = order | {"id": order["id"][::-1], "words": other_words}
    page.evaluate(_STORE, [SITE.prefix, WESTCON, [order, other], order["id"]])
    return page


def test_a_guide_shows_the_order_in_hand_as_it_was_left(reader: Page, home: str) -> None:
    guide = Guide.open(reader, home, WESTCON)
    expect(guide.name).to_have_value("Åkeri & Söner")
    expect(guide.box("have-po-number")).to_be_checked()
    expect(guide.box("check-sbr")).not_to_be_checked()
    expect(reader.locator("li#check-sbr > .step-changed")).to_be_visible()
    expect(guide.progress).to_contain_text("1 of")
    expect(reader.locator("[data-question=sbr] input[value=not_needed]")).to_be_checked()
    form = reader.locator("#westcon_order-calculator")
    expect(form.locator("[name=po_number]")).to_have_value("4711")
    expect(form.locator("[name='items.0.item_number']")).to_have_value("700512396")
    expect(form.locator("[name='items.0.quantity']")).to_have_value("2")
    dispatch = reader.locator("#dispatch-calculator")
    expect(dispatch.locator("[name=ordered_at]")).to_have_value("2026-11-23T10:00")
    expect(dispatch.locator("[name=service][value=next_day]")).to_be_checked()
    expect(reader.locator("partner-deadlines li")).to_have_count(2)
    expect(guide.choice.locator("option")).to_have_count(3)


def test_the_page_of_all_orders_lists_them(reader: Page, home: str) -> None:
    orders = MyOrders.open(reader, home)
    expect(orders.names).to_have_text(["Changed last", "Åkeri & Söner"])
    expect(orders.card("Åkeri & Söner")).to_contain_text("1 of")
    expect(orders.trouble).to_have_count(0)
    expect(reader.locator(".order-damaged")).to_have_count(0)


def test_the_language_that_was_chosen_is_offered(reader: Page, home: str) -> None:
    reader.goto(f"{home}orders/")
    expect(reader.locator("article > :first-child[lang=sv] a")).to_be_visible()
