"""The worked examples, asked in a page and answered by the Python that runs beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from calc.api import evaluate
from tests.browser.starts import WITHHELD, way, withhold_snapshot
from tests.browser.visits import Visits
from tests.support import Case, case_id, cases

type Door = Callable[[object], dict[str, Any]]

ORDER = {"channel": "email", "order_value": "420.00", "currency": "EUR"}
DISPATCH = {"ordered_at": "2026-11-23T09:00", "service": "standard_2_3_day", "sbr": "not_needed"}


@pytest.fixture(scope="module", params=["snapshot", "ordinary"])
def door(shared_visits: Visits, home: str, request: pytest.FixtureRequest) -> Iterator[Door]:
    """The door of one page, with one Python behind it, started in each way."""
    page = shared_visits.blank(home)
    if request.param == "ordinary":
        shared_visits.expect(WITHHELD)
        withhold_snapshot(page)
    page.goto(f"{home}calculators/order-charge/")

    def ask(request: object) -> dict[str, Any]:
        answer: dict[str, Any] = page.evaluate("request => globalThis.partnerCalc.evaluate(request)", request)
        return answer

    yield ask
    assert way(page) == request.param


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_a_page_says_the_same_as_the_python_of_this_machine_in_the_same_words(door: Door, case: Case) -> None:
    """What a case expects on the day for which it was worked out is tested without a page."""
    assert door(case.request) == evaluate(case.request)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("abc", "invalid_number"),
        ("-5", "must_be_positive"),
        ("0", "must_be_positive"),
        ("1e3", "invalid_number"),
        ("NaN", "invalid_number"),
        ("1.234", "ambiguous_number"),
        ("12,34,56", "invalid_number"),
        ("9" * 1_000_000, "number_too_large"),
        ("<script>alert(1)</script>", "invalid_number"),
        (420, "wrong_type"),
        (["420"], "wrong_type"),
        (True, "wrong_type"),
    ],
    ids=lambda given: str(given)[:30] or "empty",
)
def test_a_bad_order_value_is_refused_through_the_door_of_a_page(
    door: Door, typed: object, code: str
) -> None:
    answer = door({"calculator": "order_charge", "inputs": {**ORDER, "order_value": typed}, "locale": "en"})
    assert (answer["error"], answer["field"]) == (code, "order_value")
    assert answer["message"].startswith("Order value: ")
    assert len(answer["message"]) < 200


@pytest.mark.parametrize(
    ("calculator", "inputs", "code", "field"),
    [
        ("order_charge", {**ORDER, "currency": "USD"}, "unsupported_currency", "currency"),
        ("order_charge", {**ORDER, "channel": "phone"}, "unsupported_channel", "channel"),
        ("order_charge", {**ORDER, "colour": "red"}, "unknown_field", "colour"),
        ("dispatch", {**DISPATCH, "ordered_at": "2026-02-30T10:00"}, "invalid_date", "ordered_at"),
        ("dispatch", {**DISPATCH, "ordered_at": "2026-03-29T02:30"}, "nonexistent_local_time", "ordered_at"),
        ("dispatch", {**DISPATCH, "time_zone": "Mars/Olympus"}, "unsupported_time_zone", "time_zone"),
        ("horoscope", {}, "unsupported_calculator", "calculator"),
    ],
)
def test_what_no_calculator_knows_is_refused_through_the_door_of_a_page(
    door: Door, calculator: str, inputs: dict[str, Any], code: str, field: str
) -> None:
    answer = door({"calculator": calculator, "inputs": inputs, "locale": "en"})
    assert (answer["error"], answer["field"]) == (code, field)
    assert answer["message"]


@pytest.mark.parametrize("request_", ['{"calculator": "order_ch', 420, None, [], {}, {"inputs": []}], ids=str)
def test_what_is_no_request_is_refused_through_the_door_of_a_page(door: Door, request_: object) -> None:
    answer = door(request_)
    assert (answer["error"], answer["field"]) == ("invalid_request", None)
