"""The calculators as a person uses them: typing, choosing, sharing, by keyboard, and without scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from calc.api import CALCULATORS
from calc.calculations.esd_state import EsdState
from calc.describe import worked_example
from tests import support
from tests.browser.calculator import Calculator
from tests.browser.visits import Visits
from tests.support import ORDER_FORMS, TESTS, ask, rows

_PAGES = {
    f"calculators/{page.stem}/": re.findall(
        r"^/// calculator \| (\w+)$", page.read_text("utf-8"), re.MULTILINE
    )
    for page in sorted((TESTS.parent / "docs/en/calculators").glob("*.md"))
}

_LINE = re.compile(r"^Line \d+$")


def test_typing_an_order_gives_its_answer_where_screen_readers_listen(new_order_charge: Calculator) -> None:
    order_charge = new_order_charge
    expect(order_charge.answer).to_contain_text("Worked example")
    order_charge.field("Order value").press_sequentially("9")
    order_charge.field("Order value").fill("499.99")
    order_charge.is_answered()
    expect(order_charge.answer).to_contain_text("Your answer")
    answer = support.order_charge("499.99")
    expect(order_charge.said).to_contain_text(answer["headline"])
    expect(order_charge.total).to_contain_text(rows(answer)["Total"])


def test_an_answer_shows_its_steps_and_the_words_of_its_sources(order_charge: Calculator) -> None:
    order_charge.order("499.99")
    order_charge.is_answered()
    steps = order_charge.element.locator(".calculator-steps li")
    answer = support.order_charge("499.99")
    step = answer["steps"][1]
    expect(steps.nth(1)).to_contain_text(step["text"])
    steps.nth(1).get_by_role("link").first.click()
    source = order_charge.element.locator(".calculator-sources li:target")
    expect(source).to_be_visible()
    told = next(told for told in answer["sources"] if told["id"] == step["rules"][0])
    expect(source.get_by_role("blockquote")).to_have_text(told["quotes"])
    expect(source).to_contain_text(told["certainty_text"])


def test_what_no_source_states_is_said_to_be_not_stated(order_charge: Calculator) -> None:
    order_charge.order("499.99")
    order_charge.is_answered()
    expect(order_charge.rows.filter(has_text="VAT")).to_contain_text("not stated")


def test_a_warning_is_told_in_words(order_charge: Calculator) -> None:
    order_charge.choice("Swedish krona").check()
    order_charge.order("5000")
    order_charge.is_answered()
    expect(order_charge.said).to_contain_text("Without an exchange rate the answer cannot be yes or no")


def test_the_keyboard_alone_leads_from_the_top_of_the_page_to_an_answer(new_order_charge: Calculator) -> None:
    order_charge = new_order_charge
    page = order_charge.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, order_charge.choice("E-mail"))
    page.keyboard.press("ArrowDown")
    expect(order_charge.choice("Web shop (Compass)")).to_be_checked()
    _tab_to(page, order_charge.field("Order value"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("299.99")
    _tab_to(page, order_charge.choice("Euro"))
    _tab_to(page, order_charge.button("Work it out"))
    page.keyboard.press("Enter")
    order_charge.is_answered()
    answer = support.order_charge("299.99", channel="web_shop")
    expect(order_charge.said).to_contain_text(answer["headline"])


def _tab_to(page: Page, control: Locator) -> None:
    """Go on by the keyboard until a control has the focus, at most as often as a person would."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {control}")


def test_enter_in_a_field_works_it_out(order_charge: Calculator) -> None:
    order_charge.field("Order value").fill("600")
    order_charge.page.keyboard.press("Enter")
    order_charge.is_answered()
    expect(order_charge.said).to_contain_text(support.order_charge("600")["headline"])


@pytest.mark.parametrize(("reading", "said"), [("1,234", "€1,234.00"), ("1.234", "at most two decimals")])
def test_both_readings_of_an_ambiguous_number_are_offered_and_one_is_picked(
    order_charge: Calculator, reading: str, said: str
) -> None:
    order_charge.order("1.234")
    order_charge.is_refused()
    offered = order_charge.problem("order_value").get_by_role("button")
    expect(offered).to_have_text(["1,234", "1.234"])
    expect(order_charge.field("Order value")).to_have_value("1.234")
    order_charge.button(reading).click()
    expect(order_charge.element).to_contain_text(said)


def test_an_ambiguous_exchange_rate_is_picked_as_a_decimal(order_charge: Calculator) -> None:
    order_charge.choice("Danish krone").check()
    order_charge.field("Exchange rate").fill("7.461")
    order_charge.order("3700")
    order_charge.is_refused()
    order_charge.button("7.461").click()
    order_charge.is_answered()
    answer = support.order_charge("3700", currency="DKK", units_of_currency_per_eur="7.4610")
    expect(order_charge.said).to_contain_text(answer["headline"])


def test_a_question_that_does_not_apply_is_hidden_and_not_asked(order_charge: Calculator) -> None:
    rate = order_charge.field("Exchange rate")
    expect(rate).to_be_hidden()
    order_charge.choice("Swedish krona").check()
    expect(rate).to_be_visible()
    rate.fill("11.00")
    order_charge.order("5000")
    order_charge.is_answered()
    answer = support.order_charge("5000", currency="SEK", units_of_currency_per_eur="11.00")
    expect(order_charge.said).to_contain_text(answer["headline"])
    order_charge.choice("Euro").check()
    expect(rate).to_be_hidden()
    order_charge.is_answered()
    expect(order_charge.said).to_contain_text(support.order_charge("5000")["headline"])
    order_charge.choice("Swedish krona").check()
    expect(rate).to_have_value("11.00")


def test_the_day_of_the_stock_is_asked_only_if_something_is_missing(dispatch: Calculator) -> None:
    arrival = dispatch.field("Expected in stock on")
    expect(arrival).to_be_hidden()
    dispatch.element.get_by_role("group", name="All items in stock").or_(
        dispatch.element.get_by_role("radiogroup", name="All items in stock")
    ).get_by_label("No").check()
    expect(arrival).to_be_visible()
    arrival.fill("2026-12-05")
    dispatch.is_answered()
    expect(dispatch.said).to_contain_text("7 December 2026")


def test_lines_are_added_and_removed_and_counted_anew(pro_rata: Calculator) -> None:
    pro_rata.field("Monthly fee for one licence").fill("10.00")
    pro_rata.field("Licences").fill("1")
    pro_rata.button("Add a line").click()
    second = pro_rata.element.get_by_role("group", name="Line 2")
    expect(second.get_by_label("Plan or add-on")).to_be_focused()
    second.get_by_label("Plan or add-on").fill("Add-on")
    second.get_by_label("Monthly fee for one licence").fill("31.00")
    second.get_by_label("Licences").fill("1")
    pro_rata.is_answered()
    # Two days of 31: 0.65 and 2.00.
    expect(pro_rata.total).to_contain_text("2.65")
    pro_rata.button("Remove line 1").click()
    expect(pro_rata.element.get_by_role("group", name="Line 2")).to_have_count(0)
    expect(pro_rata.field("Plan or add-on")).to_have_value("Add-on")
    expect(pro_rata.button("Remove line 1")).to_be_disabled()
    pro_rata.is_answered()
    expect(pro_rata.total).to_contain_text("2.00")


def test_a_problem_in_a_later_line_is_said_beside_that_line(pro_rata: Calculator) -> None:
    pro_rata.button("Add a line").click()
    second = pro_rata.element.get_by_role("group", name="Line 2")
    second.get_by_label("Monthly fee for one licence").fill("-1")
    second.get_by_label("Licences").fill("1")
    pro_rata.leave()
    pro_rata.is_refused()
    expect(pro_rata.problem("lines.1.monthly_fee")).to_contain_text("Write 0 or more")
    expect(pro_rata.problem("lines.0.monthly_fee")).to_be_hidden()


@pytest.mark.parametrize(("name", "lines"), [("volume-quote", 2), ("esd-state", 3)])
def test_a_page_that_was_just_opened_shows_every_line_of_its_worked_example(
    visits: Visits, home: str, name: str, lines: int
) -> None:
    page = visits.open(f"{home}calculators/{name}/")
    expect(page.get_by_role("group", name=_LINE)).to_have_count(lines)


def test_rows_pasted_from_a_spreadsheet_fill_the_lines_below_and_the_totals_follow(
    volume_quote: Calculator,
) -> None:
    copied = "SKU\tBase\tQuantity\tNet\tDiscount\nC-300\t10,50\t3\t\t\nD-400\t20.00\t4\t19,00\t\n"
    _paste(volume_quote, "lines.1.sku", copied)
    volume_quote.is_answered()
    lines = [
        {"sku": "A-100", "base_price": "100.00", "quantity": 10, "net_price": "90.00"},
        {"sku": "C-300", "base_price": "10,50", "quantity": 3},
        {"sku": "D-400", "base_price": "20.00", "quantity": 4, "net_price": "19,00"},
    ]
    told = rows(ask("volume_quote", lines=lines))
    totals = volume_quote.element.locator(".calculator-totals > div")
    expect(totals).to_contain_text(
        [told["Total before discount"], told["Overall discount"], told["Net total"]]
    )
    expect(volume_quote.element.get_by_role("status").filter(has_text="Lines filled in: 2.")).to_be_visible()


def test_more_rows_than_there_is_room_for_are_refused_and_change_nothing(volume_quote: Calculator) -> None:
    before = _filled_in(volume_quote)
    _paste(volume_quote, "lines.0.sku", "A\t1\t1\n" * 101)
    expect(volume_quote.element.locator(".calculator-pasted")).to_contain_text("no more than 100")
    assert _filled_in(volume_quote) == before


def test_lines_are_rows_of_one_line_on_a_wide_page(volume_quote: Calculator) -> None:
    volume_quote.page.set_viewport_size({"width": 1280, "height": 900})
    line = volume_quote.element.get_by_role("group", name="Line 1", exact=True)
    tops = {box["y"] for field in line.get_by_role("textbox").all() if (box := field.bounding_box())}
    whole = line.bounding_box()
    assert len(tops) == 1
    assert whole is not None
    assert whole["height"] < 60


def test_the_fields_of_a_special_deal_are_asked_only_if_there_is_one(volume_quote: Calculator) -> None:
    percent, skus = volume_quote.field("Percentage of the SD"), volume_quote.field("SKUs of the SD")
    expect(percent).to_be_hidden()
    _yes_or_no(volume_quote, "The order carries an SD", "Yes")
    expect(percent).to_be_visible()
    expect(skus).to_be_hidden()
    # What was just asked is missing, and that is not yet held against anyone.
    volume_quote.is_refused()
    expect(volume_quote.answer).to_contain_text("The answer comes when everything is filled in.")
    expect(volume_quote.problem("special_deal.percent")).to_be_hidden()
    expect(volume_quote.answer.locator(".calculator-notices")).to_be_hidden()
    volume_quote.button("Work it out").click()
    expect(volume_quote.summary.get_by_role("link")).to_contain_text("Write the percentage")
    volume_quote.summary.get_by_role("link").click()
    expect(percent).to_be_focused()
    percent.fill("15")
    volume_quote.is_answered()
    _yes_or_no(volume_quote, "The SD applies to all lines", "No")
    skus.fill("Z")
    volume_quote.leave()
    volume_quote.is_refused()
    expect(volume_quote.problem("special_deal.skus")).to_contain_text("No line has the SKU “Z”.")
    _yes_or_no(volume_quote, "The order carries an SD", "No")
    volume_quote.is_answered()
    expect(skus).to_be_hidden()
    expect(volume_quote.said).to_contain_text("2,194.93")


def test_a_link_brings_a_special_deal_back(visits: Visits, volume_quote: Calculator) -> None:
    _yes_or_no(volume_quote, "The order carries an SD", "Yes")
    volume_quote.field("Percentage of the SD").fill("15")
    _yes_or_no(volume_quote, "The SD applies to all lines", "No")
    volume_quote.field("SKUs of the SD").fill("A-100, B-200")
    volume_quote.element.get_by_role("group", name="Line 1").get_by_label("Net price").fill("")
    volume_quote.is_answered()
    expect(volume_quote.said).to_contain_text("2,144.93")
    expect(volume_quote.page).to_have_url(re.compile(r"special_deal\.skus=A-100"))
    assert parse_qs(urlsplit(volume_quote.page.url).query)["special_deal.applies"] == ["true"]
    theirs = Calculator(visits.open(volume_quote.page.url), "volume_quote")
    theirs.is_answered()
    assert theirs.said.inner_text() == volume_quote.said.inner_text()
    assert _filled_in(theirs) == _filled_in(volume_quote)


def test_a_link_may_say_no_more_than_the_special_deal(visits: Visits, home: str) -> None:
    """Nothing of the worked example is taken for what a colleague typed."""
    page = visits.open(f"{home}calculators/volume-quote/?special_deal.applies=true&special_deal.percent=15")
    theirs = Calculator(page, "volume_quote")
    theirs.is_refused()
    expect(theirs.field("Percentage of the SD")).to_have_value("15")
    expect(theirs.field("Base price")).to_have_value("")


def test_an_event_asks_for_what_belongs_to_it_in_its_own_line(esd_state: Calculator) -> None:
    esd_state.button("Add a line").click()
    fourth = esd_state.element.get_by_role("group", name="Line 4")
    expect(fourth.get_by_role("radio", name="Incotel approved the order")).to_be_focused()
    expect(fourth.get_by_label("Customer’s code")).to_be_hidden()
    fourth.get_by_label("Licences were assigned").check()
    expect(fourth.get_by_label("Licences assigned")).to_be_visible()
    fourth.get_by_label("Licences assigned").fill("5")
    fourth.get_by_label("Customer’s code").fill("01")
    esd_state.leave()
    esd_state.is_refused()
    expect(esd_state.problem("events.3.quantity")).to_contain_text("Available at this point: 4.")
    fourth.get_by_label("Licences assigned").fill("4")
    esd_state.is_answered()
    events = [*worked_example(EsdState)["events"], {"event": "assign", "quantity": 4, "customer": "01"}]
    expect(esd_state.said).to_contain_text(ask("esd_state", licences=6, events=events)["headline"])
    expect(esd_state.said).to_contain_text("all of them are assigned")
    # The other lines have kept their events.
    expect(esd_state.element.get_by_role("radio", name="Incotel approved the order").first).to_be_checked()


def test_the_last_line_goes_too_where_none_is_needed_and_a_link_says_so(
    visits: Visits, esd_state: Calculator
) -> None:
    for _ in range(3):
        esd_state.button("Remove line 1").press("Enter")
    expect(esd_state.button("Add a line")).to_be_focused()
    esd_state.is_answered()
    expect(esd_state.said).to_contain_text("the order is not approved yet")
    expect(esd_state.page).to_have_url(re.compile(r"\?licences=6$"))
    theirs = Calculator(visits.open(esd_state.page.url), "esd_state")
    theirs.is_answered()
    expect(theirs.element.get_by_role("group", name=_LINE)).to_have_count(0)
    esd_state.button("Start over").click()
    expect(esd_state.element.get_by_role("group", name=_LINE)).to_have_count(3)


def test_a_link_brings_every_event_back(visits: Visits, esd_state: Calculator) -> None:
    esd_state.element.get_by_role("group", name="Line 3").get_by_label("Licences assigned").fill("6")
    esd_state.is_answered()
    expect(esd_state.page).to_have_url(re.compile(r"events\.2\.quantity=6"))
    theirs = Calculator(visits.open(esd_state.page.url), "esd_state")
    theirs.is_answered()
    assert theirs.said.inner_text() == esd_state.said.inner_text()
    assert _filled_in(theirs) == _filled_in(esd_state)


def test_starting_over_brings_the_worked_example_back(order_charge: Calculator) -> None:
    example = order_charge.field("Order value").input_value()
    headline = order_charge.said.inner_text()
    order_charge.choice("Norwegian krone").check()
    order_charge.order("77")
    order_charge.is_answered()
    order_charge.button("Start over").click()
    expect(order_charge.answer).to_have_attribute("data-state", "example")
    expect(order_charge.field("Order value")).to_have_value(example)
    expect(order_charge.choice("Euro")).to_be_checked()
    assert order_charge.said.inner_text() == headline
    assert urlsplit(order_charge.page.url).query == ""


def test_a_link_shows_the_same_inputs_and_answer_to_a_colleague(
    visits: Visits, order_charge: Calculator
) -> None:
    order_charge.choice("Web shop (Compass)").check()
    order_charge.choice("Danish krone").check()
    order_charge.field("Exchange rate").fill("7,46")
    order_charge.field("Dongle swaps").fill("2")
    order_charge.order("2 237,99")
    order_charge.is_answered()
    expect(order_charge.page).to_have_url(re.compile(r"dongle_swaps=2"))
    theirs = Calculator(visits.open(order_charge.page.url), "order_charge")
    theirs.is_answered()
    assert theirs.said.inner_text() == order_charge.said.inner_text()
    assert theirs.rows.all_inner_texts() == order_charge.rows.all_inner_texts()
    assert _filled_in(theirs) == _filled_in(order_charge)


def test_a_link_brings_every_line_back(visits: Visits, pro_rata: Calculator) -> None:
    pro_rata.button("Add a line").click()
    second = pro_rata.element.get_by_role("group", name="Line 2")
    second.get_by_label("Monthly fee for one licence").fill("4.00")
    second.get_by_label("Licences").fill("3")
    pro_rata.is_answered()
    expect(pro_rata.page).to_have_url(re.compile(r"lines\.1\.quantity=3"))
    theirs = Calculator(visits.open(pro_rata.page.url), "pro_rata")
    theirs.is_answered()
    assert theirs.rows.all_inner_texts() == pro_rata.rows.all_inner_texts()
    assert _filled_in(theirs) == _filled_in(pro_rata)


def test_a_refused_answer_is_kept_in_the_link_too(visits: Visits, order_charge: Calculator) -> None:
    order_charge.order("1.234")
    order_charge.is_refused()
    expect(order_charge.page).to_have_url(re.compile(r"order_value=1\.234"))
    theirs = Calculator(visits.open(order_charge.page.url), "order_charge")
    theirs.is_refused()
    expect(theirs.problem("order_value")).to_contain_text("Say which.")
    expect(theirs.field("Order value")).to_have_value("1.234")


def test_calculators_on_one_page_keep_their_answers_apart(visits: Visits, dispatch: Calculator) -> None:
    latest = Calculator(dispatch.page, "latest_order")
    dispatch.field("Ordered at").fill("2026-11-24T13:59:59")
    dispatch.is_answered()
    latest.field("Needed by").fill("2026-12-24")
    latest.is_answered()
    expect(dispatch.page).to_have_url(re.compile("needed_by_date=2026-12-24"))
    theirs = visits.open(dispatch.page.url)
    for mine in (dispatch, latest):
        same = Calculator(theirs, mine.name)
        same.is_answered()
        assert same.said.inner_text() == mine.said.inner_text()


def test_the_link_and_the_result_are_copied(visits: Visits, order_charge: Calculator) -> None:
    order_charge.order("499.99")
    order_charge.is_answered()
    order_charge.button("Copy result as text").click()
    expect(order_charge.answer).to_contain_text("Result copied.")
    text = _clipboard(order_charge.page)
    answer = support.order_charge("499.99")
    assert text.startswith(answer["headline"])
    assert all(quote in text for source in answer["sources"] for quote in source["quotes"])
    order_charge.button("Copy link").click()
    expect(order_charge.answer).to_contain_text("Link copied.")
    link = _clipboard(order_charge.page)
    assert parse_qs(urlsplit(link).query)["order_value"] == ["499.99"]
    theirs = Calculator(visits.open(link), "order_charge")
    theirs.is_answered()
    expect(theirs.said).to_contain_text(answer["headline"])


def test_where_copying_is_not_allowed_the_text_is_selected_to_be_copied_by_hand(
    new_order_charge: Calculator,
) -> None:
    order_charge = new_order_charge
    page = order_charge.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    order_charge.order("499.99")
    order_charge.is_answered()
    order_charge.button("Copy result as text").click()
    expect(order_charge.answer).to_contain_text("Copy the selected text yourself.")
    assert support.order_charge("499.99")["headline"] in page.evaluate(
        "() => { const { value, selectionStart, selectionEnd } = document.activeElement;"
        " return value.slice(selectionStart, selectionEnd); }"
    )


def test_python_is_not_fetched_before_somebody_wants_an_answer(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}calculators/order-charge/")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if address.endswith((".wasm", ".zip", ".whl"))] == []
    Calculator(page, "order_charge").field("Order value").focus()
    with page.expect_response(re.compile(r"\.wasm$")):
        pass


def test_progress_is_shown_while_python_starts(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    page.route(re.compile(r"\.wasm$"), lambda _: None)
    page.goto(f"{home}calculators/order-charge/")
    calculator = Calculator(page, "order_charge")
    calculator.field("Order value").fill("77")
    expect(calculator.answer.get_by_role("progressbar")).to_be_visible()
    expect(calculator.answer.get_by_role("status").first).to_contain_text("Getting the calculator ready")


@pytest.mark.parametrize(("page_name", "names"), _PAGES.items(), ids=_PAGES)
def test_each_calculator_answers_a_change_of_its_worked_example(
    visits: Visits, home: str, page_name: str, names: list[str]
) -> None:
    page = visits.open(home + page_name)
    for name in names:
        calculator = Calculator(page, name)
        headline = calculator.said.inner_text()
        first = calculator.element.locator("input:is([type=date], [type=datetime-local], [inputmode])").first
        first.fill({"date": "2027-06-15", "datetime-local": "2027-06-15T09:30"}.get(_type(first), "42"))
        calculator.is_answered()
        expect(calculator.said).not_to_have_text(headline)


@pytest.mark.parametrize(("page_name", "names"), _PAGES.items(), ids=_PAGES)
def test_without_scripts_each_form_shows_its_answered_example_and_says_what_to_do(
    visits: Visits, home: str, page_name: str, names: list[str]
) -> None:
    page = visits.open(home + page_name, java_script_enabled=False)
    for name in names:
        calculator = Calculator(page, name)
        expect(calculator.answer).to_contain_text("Worked example")
        expect(calculator.said).to_be_visible()
        assert calculator.said.inner_text().strip()
        advice = calculator.element.locator(".calculator-without-scripts")
        expect(advice).to_be_visible()
        expect(advice).to_contain_text("This form needs scripts to answer.")
        expect(advice).to_contain_text(f"partner-calc {name.replace('_', '-')} --")
        for question in calculator.element.locator("form > .calculator-fields > [data-field]").all():
            assert question.locator("label, legend").first.inner_text().strip()
        # What only scripts can do is not offered.
        for label in ("Work it out", "Start over", "Copy link", "Copy result as text"):
            expect(calculator.button(label)).to_be_hidden()


def test_every_calculator_for_people_stands_on_a_page() -> None:
    shown = {name for names in _PAGES.values() for name in names}
    assert shown == set(CALCULATORS) - {"parse_number", "calendar_file", *ORDER_FORMS}


def _yes_or_no(calculator: Calculator, question: str, answer: str) -> None:
    calculator.element.get_by_role("radiogroup", name=question).get_by_label(answer).check()


def _filled_in(calculator: Calculator) -> list[tuple[str, str]]:
    """Names and values of the controls that hold an answer."""
    found: list[tuple[str, str]] = calculator.element.locator("form").evaluate(
        "form => [...new FormData(form).entries()]"
    )
    return found


def _paste(calculator: Calculator, name: str, copied: str) -> None:
    calculator.page.evaluate("(text) => navigator.clipboard.writeText(text)", copied)
    calculator.element.locator(f'input[name="{name}"]').focus()
    calculator.page.keyboard.press("ControlOrMeta+V")


def _clipboard(page: Page) -> str:
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


def _type(control: Locator) -> str:
    return control.get_attribute("type") or ""


def test_the_present_moment_is_taken_from_the_readers_clock(visits: Visits, home: str) -> None:
    """A partner in the Canaries asks what they can still send today."""
    # The theme's timers complain of a clock that stands still.
    visits.expect("executing a cancelled action")
    page = visits.open(f"{home}calculators/dispatch/", timezone_id="Atlantic/Canary")
    page.clock.set_fixed_time("2026-11-23T12:30:00Z")
    dispatch = Calculator(page, "dispatch")
    dispatch.element.get_by_role("button", name="Now").click()
    dispatch.is_answered()
    expect(dispatch.field("Ordered at")).to_have_value("2026-11-23T12:30")
    expect(dispatch.answer).to_contain_text("Ready at Monday, 23 November 2026, 13:30")
