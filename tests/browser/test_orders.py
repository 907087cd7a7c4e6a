"""A guide with an order in hand: what is remembered, across reloads, languages, tabs and several orders."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.finished import SITE
from tests.browser.order_pages import OLD_TICK, Guide, MyOrders
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

WESTCON = "westcon-avaya-ipo"
GUIDES = sorted(page.split("/")[1] for page in SITE.pages if page.startswith("guides/"))


@pytest.fixture
def westcon(visits: Visits, home: str) -> Guide:
    return Guide.open(visits.blank(home), home, WESTCON)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_step_of_a_guide_is_remembered(visits: Visits, home: str, guide: str) -> None:
    page = Guide.open(visits.blank(home), home, guide)
    count = page.boxes.count()
    assert count > 15
    for number in range(count):
        page.boxes.nth(number).check()
    expect(page.progress).to_have_text(f"{count} of {count} done")
    expect(page.next).to_have_text("All steps are done.")
    page.reload()
    for number in range(count):
        expect(page.boxes.nth(number)).to_be_checked()


def test_a_tick_survives_a_switch_of_the_language(westcon: Guide, home: str) -> None:
    westcon.box("check-sbr").check()
    westcon.name.fill("Åkeri & Söner, PO 4711")
    expect(westcon.progress).to_contain_text("1 of")
    for folder in ("sv", "no", "it", "es"):
        page = westcon.page
        page.get_by_role("button", name=_LANGUAGE_BUTTON[folder]).hover()
        page.locator(f".md-select__link[hreflang={'nb' if folder == 'no' else folder}]").click()
        page.wait_for_url(f"{home}{folder}/guides/{WESTCON}/**")
        westcon.is_ready()
        expect(westcon.box("check-sbr")).to_be_checked()
        expect(westcon.name).to_have_value("Åkeri & Söner, PO 4711")


# How the button is named on the page that one comes from.
_LANGUAGE_BUTTON = {
    "sv": "Select language",
    "no": "Välj språk",
    "it": "Velg språk",
    "es": "Seleziona la lingua",
}


def test_progress_is_shown_for_each_phase_and_the_next_step_leads_on(westcon: Guide) -> None:
    expect(westcon.page.locator(".phase-progress:visible")).to_have_count(0)
    westcon.box("check-sbr").check()
    westcon.box("choose-channel").check()
    phase = westcon.page.locator("h2#place-order + .phase-progress")
    expect(phase).to_have_text("2 of 4 done")
    for step in ("have-item-numbers", "have-po-number"):
        westcon.box(step).check()
    expect(westcon.next).to_have_attribute("href", "#have-end-user")
    westcon.box("choose-channel").uncheck()
    expect(phase).to_have_text("1 of 4 done")


def test_a_step_that_has_changed_since_says_so_and_asks_again(westcon: Guide) -> None:
    box = westcon.box("check-sbr")
    box.check()
    expect(westcon.progress).to_contain_text("1 of")
    westcon.page.evaluate(OLD_TICK, "tick:check-sbr")
    westcon.reload()
    expect(box).not_to_be_checked()
    note = westcon.page.locator("li#check-sbr > .step-changed")
    expect(note).to_contain_text("has changed since you ticked it")
    expect(box).to_have_accessible_description(note.inner_text())
    expect(westcon.progress).to_contain_text("0 of")
    box.check()
    expect(note).to_have_count(0)
    expect(westcon.progress).to_contain_text("1 of")


def test_two_tabs_at_once_lose_no_tick(westcon: Guide, home: str) -> None:
    westcon.name.fill("Shared")
    expect(westcon.choice.locator("option")).to_have_text(["a new order", "Shared"])
    other = Guide.open(westcon.page.context.new_page(), home, WESTCON)
    expect(other.name).to_have_value("Shared")
    count = westcon.boxes.count()
    for number in range(0, count - 1, 2):
        westcon.boxes.nth(number).check()
        other.boxes.nth(number + 1).check()
    expected = f"{count - count % 2} of {count} done"
    for guide in (westcon, other):
        expect(guide.progress).to_have_text(expected)
    westcon.reload()
    expect(westcon.progress).to_have_text(expected)


def test_several_orders_are_kept_apart(westcon: Guide, home: str) -> None:
    westcon.name.fill("First")
    westcon.box("check-sbr").check()
    westcon.page.get_by_role("button", name="Start another order").click()
    expect(westcon.name).to_have_value("")
    expect(westcon.box("check-sbr")).not_to_be_checked()
    westcon.name.fill("Second")
    westcon.box("choose-channel").check()
    westcon.choice.select_option(label="First")
    expect(westcon.name).to_have_value("First")
    expect(westcon.box("check-sbr")).to_be_checked()
    expect(westcon.box("choose-channel")).not_to_be_checked()

    orders = MyOrders.open(westcon.page, home)
    expect(orders.names).to_have_text(["Second", "First"])
    orders.names.last.click()
    westcon.is_ready()
    expect(westcon.name).to_have_value("First")
    assert "order=" not in westcon.page.url


def test_orders_are_renamed_duplicated_archived_deleted_and_brought_back(my_orders: MyOrders) -> None:
    my_orders.start(WESTCON, "One")
    my_orders.start("incotel-esd", "Two")
    my_orders.action("One", "Duplicate")
    expect(my_orders.names).to_have_text(["Copy of One", "Two", "One"])
    my_orders.action("Two", "Archive")
    expect(my_orders.said).to_have_text("Archived: Two.")
    expect(my_orders.page.locator(".orders-archive > summary")).to_have_text("Archived orders (1)")
    my_orders.undo.click()
    expect(my_orders.page.locator(".orders-archive")).to_be_hidden()
    my_orders.action("One", "Delete")
    expect(my_orders.said).to_have_text("Deleted: One.")
    expect(my_orders.undo).to_be_focused()
    expect(my_orders.names.filter(has_text="One")).to_have_count(1)
    my_orders.undo.press("Enter")
    expect(my_orders.names.filter(has_text="One")).to_have_count(2)
    card = my_orders.card("Two")
    if not card.get_by_label("Name of the order").is_visible():
        card.locator("summary").click()
    card.get_by_label("Name of the order").fill("Renamed")
    card.get_by_label("Name of the order").press("Tab")
    expect(my_orders.names.filter(has_text="Renamed")).to_have_count(1)
    my_orders.reload()
    assert sorted(my_orders.names.all_inner_texts()) == ["Copy of One", "One", "Renamed"]
