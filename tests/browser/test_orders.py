"""A guide with an order in hand: what is remembered, across reloads, languages, tabs and several orders."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.finished import GUIDES
from tests.browser.order_pages import IS_KEPT, OLD_TICK, Guide, MyOrders
from tests.browser.visits import Visits

WESTCON = "westcon-avaya-ipo"

# Answers, types and ticks whatever the page lets one, from its top to its end. What is said opens what comes
# after.
_WORK_THROUGH = """
async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (const [index, step] of document.querySelectorAll("li.step").entries()) {
    for (const question of step.querySelectorAll("[data-question]")) {
      question.querySelector("input").click();
      await drawn();
    }
    for (const field of step.querySelectorAll(":is(input[type=text], textarea):enabled")) {
      field.value = `4711-${index}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    await drawn();
    step.querySelector("input[id^=tick-]:not(:checked)")?.click();
    await drawn();
  }
}
"""
_HELD = """
() => [...document.querySelectorAll("article .step :is(input, textarea, select)")]
  .filter((control) => control.name)
  .map(({ name, type, value, checked }) => [name, type === "radio" || type === "checkbox" ? checked : value])
"""


@pytest.fixture
def westcon(visits: Visits, home: str) -> Guide:
    return Guide.open(visits.blank(home), home, WESTCON)


@pytest.mark.parametrize("guide", GUIDES)
def test_all_that_is_ticked_answered_and_typed_in_a_guide_is_remembered(
    visits: Visits, home: str, guide: str
) -> None:
    page = Guide.open(visits.blank(home), home, guide)
    page.page.evaluate(_WORK_THROUGH)
    expect(page.next).to_have_text("All steps are done.")
    expect(page.next).not_to_have_attribute("href", "#")
    states = page.steps.evaluate_all("(steps) => steps.map(({ dataset }) => dataset.state)")
    assert set(states) <= {"done", "idle"}
    held = page.page.evaluate(_HELD)
    assert [value for _, value in held if str(value).startswith("4711-")]
    last = page.boxes.last.get_attribute("id")
    assert last
    page.page.wait_for_function(IS_KEPT, arg=[last.replace("tick-", "tick:")])
    page.reload()
    expect(page.next).to_have_text("All steps are done.")
    assert page.page.evaluate(_HELD) == held
    for box in page.boxes.all():
        expect(box).to_be_checked()


def test_a_tick_survives_a_switch_of_the_language(westcon: Guide, home: str) -> None:
    westcon.tick("order-sent")
    westcon.give_name("Åkeri & Söner, PO 4711")
    westcon.page.wait_for_function(IS_KEPT, arg=["name", "Åkeri & Söner, PO 4711"])
    for folder in ("sv", "no", "it", "es"):
        page = westcon.page
        page.get_by_role("button", name=_LANGUAGE_BUTTON[folder]).hover()
        page.locator(f".md-select__link[hreflang={'nb' if folder == 'no' else folder}]").click()
        page.wait_for_url(f"{home}{folder}/guides/{WESTCON}/**")
        westcon.is_ready()
        expect(westcon.box("order-sent")).to_be_checked()
        expect(westcon.name).to_have_value("Åkeri & Söner, PO 4711")


# How the button is named on the page that one comes from.
_LANGUAGE_BUTTON = {
    "sv": "Select language",
    "no": "Välj språk",
    "it": "Velg språk",
    "es": "Seleziona la lingua",
}


def test_the_next_step_leads_on_and_what_is_done_folds_to_what_was_answered(westcon: Guide) -> None:
    expect(westcon.next).to_have_attribute("href", "#choose-channel")
    expect(westcon.step("choose-channel")).to_have_attribute("data-state", "now")
    westcon.answer("channel", "email")
    expect(westcon.next).to_have_attribute("href", "#send-order")
    # It stays open until something is said elsewhere.
    expect(westcon.step("choose-channel").locator(".step-body")).to_be_visible()
    westcon.tick("order-sent")
    folded = westcon.step("choose-channel").locator(".step-line")
    expect(folded).to_contain_text("By e-mail")
    expect(westcon.step("choose-channel").locator(".step-body")).to_be_hidden()
    expect(westcon.next).to_have_attribute("href", "#keep-so-number")
    folded.get_by_role("button").click()
    expect(westcon.step("choose-channel").locator(".step-body")).to_be_visible()
    westcon.step("choose-channel").get_by_role("button", name="Clear the answer").click()
    expect(westcon.next).to_have_attribute("href", "#choose-channel")
    expect(westcon.option("channel", "email")).not_to_be_checked()


def test_what_waits_says_for_what_and_what_does_not_apply_says_why(westcon: Guide) -> None:
    waiting, swap = westcon.step("request-licence"), westcon.step("request-swap")
    expect(waiting.locator(".step-line")).to_contain_text("First: 3 Note the SO number")
    expect(waiting.locator(".step-body")).to_be_hidden()
    westcon.field("so_number").fill("SO-1")
    expect(waiting.locator(".step-body")).to_be_visible()
    expect(swap).to_have_attribute("data-state", "maybe")
    westcon.answer("dongle_swap", "false")
    expect(swap.locator(".step-line")).to_contain_text("No dongle is swapped in this order.")
    expect(swap.locator(".step-body")).to_be_hidden()
    swap.get_by_role("button").click()
    expect(swap.locator(".step-body")).to_be_visible()


def test_a_step_that_has_changed_since_says_so_and_asks_again(westcon: Guide) -> None:
    westcon.answer("channel", "email")
    box = westcon.box("order-sent")
    box.check()
    expect(westcon.next).to_have_attribute("href", "#keep-so-number")
    westcon.page.wait_for_function(IS_KEPT, arg=["tick:order-sent"])
    westcon.page.evaluate(OLD_TICK, "tick:order-sent")
    westcon.reload()
    expect(box).not_to_be_checked()
    note = westcon.page.locator("li#send-order .step-changed")
    expect(note).to_contain_text("has changed since you ticked it")
    expect(box).to_have_accessible_description(note.inner_text())
    expect(westcon.next).to_have_attribute("href", "#send-order")
    box.check()
    expect(note).to_have_count(0)
    expect(westcon.next).to_have_attribute("href", "#keep-so-number")


def test_a_tick_is_a_moment_that_can_be_changed_and_goes_with_it(westcon: Guide) -> None:
    westcon.tick("order-sent")
    time = westcon.page.locator(".tick:has(#tick-order-sent) time")
    expect(time).to_be_visible()
    westcon.page.get_by_role("button", name="Change: I have ordered").click()
    westcon.field("ordered_at").fill("2026-11-23T09:00")
    expect(time).to_have_attribute("datetime", "2026-11-23T09:00")
    westcon.box("order-sent").uncheck()
    expect(time).to_be_hidden()
    # What a person said stays.
    expect(westcon.field("ordered_at")).to_have_value("2026-11-23T09:00")


def test_two_tabs_at_once_lose_no_tick(westcon: Guide, home: str) -> None:
    westcon.give_name("Shared")
    expect(westcon.choice.locator("option")).to_have_text(["a new order", "Shared"])
    westcon.page.wait_for_function(IS_KEPT, arg=["name", "Shared"])
    other = Guide.open(westcon.page.context.new_page(), home, WESTCON)
    expect(other.name).to_have_value("Shared")
    # In turn, each without waiting for the other.
    pairs = (
        ("channel", "all_items_in_stock"),
        ("sbr", "extra_delivery_service"),
        ("licence_channel", "dongle_swap"),
    )
    for guide in (westcon, other):
        guide.page.evaluate(
            "() => document.querySelectorAll('.step').forEach((step) => step.classList.add('open'))"
        )
    for mine, its in pairs:
        westcon.page.locator(f"[data-question={mine}] input").first.dispatch_event("click")
        other.page.locator(f"[data-question={its}] input").first.dispatch_event("click")
    westcon.box("order-sent").dispatch_event("click")
    other.box("licence-received").dispatch_event("click")
    for guide in (westcon, other):
        for question in (name for pair in pairs for name in pair):
            expect(guide.page.locator(f"[data-question={question}] input").first).to_be_checked()
        for tick in ("order-sent", "licence-received"):
            expect(guide.box(tick)).to_be_checked()
    westcon.reload()
    for tick in ("order-sent", "licence-received"):
        expect(westcon.box(tick)).to_be_checked()


def test_several_orders_are_kept_apart(westcon: Guide, home: str) -> None:
    westcon.give_name("First")
    westcon.unfold("receive-licence")
    westcon.tick("licence-received")
    westcon.open_menu()
    westcon.page.get_by_role("button", name="Start another order").click()
    expect(westcon.name).to_have_value("")
    expect(westcon.box("licence-received")).not_to_be_checked()
    westcon.give_name("Second")
    westcon.answer("channel", "email")
    westcon.switch("First")
    expect(westcon.name).to_have_value("First")
    expect(westcon.box("licence-received")).to_be_checked()
    expect(westcon.option("channel", "email")).not_to_be_checked()

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
    name = my_orders.unfold("Two").get_by_label("Name of the order")
    name.fill("Renamed")
    name.press("Tab")
    expect(my_orders.names.filter(has_text="Renamed")).to_have_count(1)
    my_orders.reload()
    assert sorted(my_orders.names.all_inner_texts()) == ["Copy of One", "One", "Renamed"]
