"""The order forms as a person uses them: filling in, checking, copying, sending; nothing is ever blocked."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from calc import calendar
from calc.policy import Rules
from guide_site.calculator import render as forms
from guide_site.core.html import markup
from tests.browser.axe import violations
from tests.browser.calculator import Calculator
from tests.browser.finished import SITE
from tests.browser.visits import Visits
from tests.support import ORDER_FORMS, ask

pytestmark = pytest.mark.browser

# Any page that loads the scripts. The form takes the place of its calculator, wherever guides put theirs.
_PAGE = "calculators/order-charge/"
_CALCULATOR = re.compile(r'<section class="calculator".*</partner-calculator></section>', re.DOTALL)

type Open = Callable[[str], Calculator]


@pytest.fixture(scope="module")
def opened(shared_visits: Visits, home: str) -> Open:
    """A page that holds one order form, as if just opened, but Python may run."""

    @cache
    def open_form(name: str) -> Calculator:
        page = shared_visits.blank(home + _PAGE)
        html = SITE.file(_PAGE).read_text(encoding="utf-8")
        with_form = _CALCULATOR.sub(lambda _: markup(forms.order_form(name, "en")), html)

        def answer(route: Route) -> None:
            route.fulfill(body=with_form, content_type="text/html; charset=utf-8")

        page.route(re.compile(f"{re.escape(home + _PAGE)}(\\?.*)?$"), answer)
        page.goto(home + _PAGE)
        return Calculator(page, name)

    return lambda name: open_form(name).anew()


@pytest.fixture
def order(opened: Open) -> Calculator:
    return opened("westcon_order")


def body(form: Calculator) -> Locator:
    return form.element.locator(".calculator-draft-body")


def checks(form: Calculator, kind: str) -> Locator:
    return form.element.locator(f".calculator-checks[data-checks={kind}] a[data-do=go]")


def clipboard(page: Page) -> str:
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize("name", ORDER_FORMS)
def test_a_form_says_nothing_until_something_is_filled_in(opened: Open, name: str) -> None:
    form = opened(name)
    expect(form.answer).to_have_attribute("data-state", "none")
    expect(form.answer).to_contain_text("The text is written as you fill in the form.")
    expect(body(form)).to_be_hidden()
    form.element.locator("form input[type=text]:visible").first.fill("Åkesson & Söner")
    form.is_answered()
    expect(form.answer).to_contain_text("As it stands now")
    expect(body(form)).to_contain_text("Åkesson & Söner")


def test_what_is_missing_is_listed_at_once_and_said_beside_the_fields_when_asked(order: Calculator) -> None:
    order.field("PO number").fill("PO-4711")
    order.is_answered()
    expect(checks(order, "missing")).to_have_count(7)
    expect(order.problem("customer_name")).to_be_hidden()
    order.button("Check the form").click()
    expect(order.problem("customer_name")).to_have_text("End customer: Fill this in.")
    expect(order.summary).to_be_hidden()
    order.field("End customer").first.fill("Åkesson")
    expect(checks(order, "missing")).to_have_count(6)


def test_what_looks_wrong_is_said_once_the_field_is_left_and_blocks_nothing(order: Calculator) -> None:
    order.field("Quantity").fill("ten")
    order.is_answered()
    expect(order.problem("items.0.quantity")).to_be_hidden()
    order.leave()
    expect(order.problem("items.0.quantity")).to_contain_text("Write a whole number")
    expect(checks(order, "wrong")).to_have_count(1)
    expect(body(order)).to_contain_text("Quantity: ten")
    expect(order.button("Copy text")).to_be_enabled()
    expect(order.answer).to_contain_text("You can send it as it stands.")


def test_a_check_leads_to_its_field_by_keyboard(order: Calculator) -> None:
    order.field("PO number").fill("PO-4711")
    order.is_answered()
    checks(order, "missing").filter(has_text="Address").focus()
    order.page.keyboard.press("Enter")
    expect(order.field("Address").first).to_be_focused()


def test_a_field_that_does_not_apply_steps_back(order: Calculator) -> None:
    expect(order.field("SBR number")).to_be_hidden()
    order.choice("Available").check()
    order.field("SBR number").fill("SBR-1")
    expect(body(order)).to_contain_text("SBR number: SBR-1")
    order.choice("Not needed").check()
    expect(order.field("SBR number")).to_be_hidden()
    expect(body(order)).not_to_contain_text("SBR-1")


def test_the_text_is_copied_opened_and_downloaded_with_the_same_words(order: Calculator) -> None:
    order.field("PO number").fill("PO & Söner? #1 😀")
    order.field("Promotion or special pricing").fill("Frühling\n10 %")
    order.leave()
    order.is_answered()
    expect(body(order)).to_contain_text("Frühling\n10 %")
    shown = body(order).evaluate("element => element.textContent")

    order.button("Copy text").click()
    expect(order.answer.get_by_text("Text copied.")).to_be_visible()
    assert clipboard(order.page).replace("\r\n", "\n") == shown
    order.button("Copy subject").click()
    expect(order.answer.get_by_text("Subject copied.")).to_be_visible()
    assert clipboard(order.page) == "Purchase order PO & Söner? #1 😀"

    recipient = ask("westcon_order", po_number="1")["draft"]["to"]
    href = order.element.get_by_role("link", name="Open in e-mail").get_attribute("href") or ""
    assert href.startswith(f"mailto:{recipient}?subject=")
    assert unquote(href.partition("&body=")[2]).replace("\r\n", "\n") == shown

    with order.page.expect_download() as download:
        order.button("Download e-mail").click()
    assert download.value.suggested_filename == "westcon_order.eml"
    mail = message_from_bytes(Path(download.value.path()).read_bytes(), policy=default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", recipient)
    assert mail["Subject"] == "Purchase order PO & Söner? #1 😀"
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == shown


def test_what_is_typed_never_reaches_the_address_and_the_address_fills_nothing_in(order: Calculator) -> None:
    order.field("PO number").fill("PO-4711")
    order.is_answered()
    order.page.wait_for_timeout(600)
    assert "PO-4711" not in order.page.url
    order.page.goto(f"{order.page.url}?po_number=PO-9")
    expect(order.field("PO number")).to_have_value("")
    expect(order.answer).to_have_attribute("data-state", "none")


def test_starting_over_leaves_nothing_behind(order: Calculator) -> None:
    order.field("PO number").fill("PO-4711")
    order.field("Promotion or special pricing").fill("Spring")
    order.is_answered()
    order.button("Check the form").click()
    order.button("Start over").click()
    expect(order.answer).to_have_attribute("data-state", "none")
    expect(order.field("Promotion or special pricing")).to_have_value("")
    expect(order.problem("customer_name")).to_be_hidden()
    expect(body(order)).to_be_hidden()


def test_the_language_of_the_text_is_chosen_for_whoever_reads_it(opened: Open) -> None:
    word = Rules(calendar.today()).phrase("computer_gross.portal.company_name")
    form = opened("computer_gross_customer")
    form.field("Company name").fill("Esempio")
    form.is_answered()
    expect(body(form)).to_have_attribute("lang", "it")
    expect(body(form)).to_contain_text(f"«{word.text}»: Esempio")
    form.choice("English").check()
    expect(body(form)).to_have_attribute("lang", "en")
    expect(body(form)).to_contain_text(f"«{word.text}» ({word.meaning}): Esempio")


def test_a_text_too_long_for_a_link_says_so_and_can_still_be_copied(order: Calculator) -> None:
    order.field("Promotion or special pricing").fill("ü" * 1_500)
    order.leave()
    order.is_answered()
    expect(order.element.locator(".calculator-draft")).to_contain_text("too long for an e-mail link")
    href = order.element.get_by_role("link", name="Open in e-mail").get_attribute("href") or ""
    assert "&body=" not in href
    order.button("Copy text").click()
    expect(order.answer.get_by_text("Text copied.")).to_be_visible()
    assert "ü" * 1_500 in clipboard(order.page)


def test_a_form_that_is_too_long_is_refused_in_words(order: Calculator) -> None:
    order.field("PO number").fill("4" * 160)
    order.leave()
    expect(order.problem("po_number")).to_contain_text("Write at most 150 characters.")
    expect(body(order)).to_be_hidden()
    order.field("PO number").fill("4711")
    order.is_answered()
    expect(body(order)).to_contain_text("PO number: 4711")


@pytest.mark.parametrize("name", ORDER_FORMS)
def test_axe_finds_nothing_in_a_form_with_checks(opened: Open, name: str) -> None:
    """Empty, it is judged where it stands: in the one file of all calculators."""
    form = opened(name)
    form.element.locator("form input[type=text]:visible").first.fill("x")
    form.is_answered()
    form.button("Check the form").click()
    form.element.locator(".calculator-sources summary").click()
    assert violations(form.page) == []
    narrow = form.page.evaluate("() => document.documentElement.scrollWidth")
    assert narrow <= 360
