"""The one door: every request gets an answer, and bad input a refusal that says what to do."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from calc import policy
from calc.api import CALCULATORS, compute, evaluate_json
from calc.policy import Policy
from calc.refusals import Refused
from tests.support import answer_to, ask, refusal

ORDER = {"channel": "email", "order_value": "420", "currency": "EUR"}
REQUEST = {"calculator": "order_charge", "inputs": ORDER, "locale": "en"}
DISPATCH = {"ordered_at": "2026-11-23T09:00", "service": "standard_2_3_day"}


def test_an_answer_holds_the_result_and_its_account() -> None:
    assert list(answer_to(REQUEST)) == [
        "warnings",
        "charge_applies",
        "charge_amount",
        "charge_currency",
        "possible_charge_amount",
        "dongle_swap_cost",
        "total",
        "total_without_charge",
        "total_with_charge",
        "value_in_eur",
        "threshold_eur",
        "charged_if_rate_above",
        "saving_if_other_channel",
        "headline",
        "rows",
        "steps",
        "notices",
        "deadlines",
        "sources",
        "text",
    ]


def test_the_language_is_english_unless_told_otherwise() -> None:
    assert answer_to({"calculator": "order_charge", "inputs": ORDER}) == answer_to(REQUEST)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (None, ("invalid_request", None)),
        ([], ("invalid_request", None)),
        ("order_charge", ("invalid_request", None)),
        (42, ("invalid_request", None)),
        ({}, ("invalid_request", None)),
        ({"calculator": "order_charge"}, ("invalid_request", None)),
        ({"calculator": "order_charge", "inputs": None}, ("invalid_request", None)),
        ({"calculator": "order_charge", "inputs": [ORDER]}, ("invalid_request", None)),
        ({"calculator": "order_charge", "inputs": {1: 2}}, ("invalid_request", None)),
        ({10**5_000: 1, "inputs": {}}, ("invalid_request", None)),
        ({**REQUEST, "colour": "red"}, ("unknown_field", "colour")),
        ({**REQUEST, "x" * 100_000: 1}, ("unknown_field", "x" * 60)),
        ({"inputs": ORDER}, ("unsupported_calculator", "calculator")),
        ({**REQUEST, "calculator": "horoscope"}, ("unsupported_calculator", "calculator")),
        ({**REQUEST, "calculator": ["order_charge"]}, ("unsupported_calculator", "calculator")),
        ({**REQUEST, "calculator": "__class__"}, ("unsupported_calculator", "calculator")),
        ({**REQUEST, "locale": "fr"}, ("unsupported_locale", "locale")),
        ({**REQUEST, "locale": None}, ("unsupported_locale", "locale")),
        ({**REQUEST, "locale": ["en"]}, ("unsupported_locale", "locale")),
        ({**REQUEST, "locale": "../../en"}, ("unsupported_locale", "locale")),
    ],
    ids=lambda value: ascii(type(value)),
)
def test_a_request_that_is_none_is_refused(request_: object, expected: tuple[str, str | None]) -> None:
    answer = answer_to(request_)
    assert refusal(answer) == expected
    assert answer["errors"] == [{key: answer[key] for key in ("error", "field", "message")}]


def test_a_refused_request_says_what_to_send() -> None:
    assert answer_to(None)["message"] == "Send one JSON object with “calculator”, “inputs” and “locale”."


def test_an_unknown_calculator_or_language_is_answered_with_those_that_there_are() -> None:
    assert answer_to({**REQUEST, "calculator": "x"})["message"] == (
        f"calculator: Choose one of these: {', '.join(CALCULATORS)}"
    )
    assert (
        answer_to({**REQUEST, "locale": "x"})["message"] == "locale: Choose one of these: en, sv, nb, it, es"
    )


BAD: list[object] = [
    "",
    "abc",
    "-5",
    "0",
    "1e3",
    "NaN",
    "1.234",
    "12,34,56",
    "9" * 1_000_000,
    "<script>",
    None,
    5,
    [],
    {},
]


@pytest.mark.parametrize("bad", BAD, ids=lambda value: ascii(value)[:20])
@pytest.mark.parametrize(
    ("calculator", "inputs", "field"),
    [
        ("order_charge", ORDER, "order_value"),
        ("order_charge", ORDER, "currency"),
        ("order_charge", ORDER, "channel"),
        ("dispatch", DISPATCH, "ordered_at"),
        ("dispatch", DISPATCH, "service"),
        ("dispatch", DISPATCH, "time_zone"),
        ("latest_order", {"service": "next_day"}, "needed_by_date"),
        ("licence_window", {}, "requested_at"),
        ("licence_latest_request", {}, "needed_by"),
        ("pro_rata", {"lines": [{"monthly_fee": "1", "quantity": 1}]}, "activation_date"),
        ("pro_rata", {"activation_date": "2027-01-10"}, "lines"),
    ],
)
def test_bad_input_is_refused_at_its_field_in_words(
    calculator: str, inputs: dict[str, Any], field: str, bad: object
) -> None:
    """A refusal starts with the label of the field, ends as a sentence or a list, and stays short."""
    answer = ask(calculator, **{**inputs, field: bad})
    assert answer["field"] == field
    assert answer["error"]
    label, _, advice = answer["message"].partition(": ")
    asked = CALCULATORS[calculator].inputs.model_fields[field].title
    assert label == asked
    assert 10 < len(advice) < 200
    assert "refused" not in advice


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({**DISPATCH, "ordered_at": "2026-02-30T10:00"}, ("invalid_date", "ordered_at")),
        ({**DISPATCH, "ordered_at": "2026-03-29T02:30"}, ("nonexistent_local_time", "ordered_at")),
        ({**DISPATCH, "colour": "red"}, ("unknown_field", "colour")),
        ({**DISPATCH, "<script>": "red"}, ("unknown_field", "<script>")),
        ({"service": "standard_2_3_day"}, ("required", "ordered_at")),
    ],
)
def test_a_date_that_does_not_exist_and_an_extra_key_are_refused(
    inputs: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert refusal(ask("dispatch", **inputs)) == expected


def test_json_is_answered_as_json() -> None:
    assert json.loads(evaluate_json(json.dumps(REQUEST))) == answer_to(REQUEST)


def test_json_cut_anywhere_is_refused() -> None:
    whole = json.dumps(REQUEST)
    cut = [json.loads(evaluate_json(whole[:length])) for length in range(len(whole))]
    assert {refusal(answer) for answer in cut} == {("invalid_request", None)}


@pytest.mark.parametrize(
    "text",
    ["", "null", "{", "[" * 100_000, "9" * 5_000, '{"inputs": NaN}', "\ufeff{}", "\x00", "'", "{'a': 1}"],
    ids=lambda text: ascii(text)[:20],
)
def test_text_that_is_no_request_is_refused(text: str) -> None:
    assert refusal(json.loads(evaluate_json(text))) == ("invalid_request", None)


@pytest.mark.parametrize(
    "text",
    [
        '{"\\ud800": 1, "inputs": {}}',
        '{"calculator": "order_charge", "inputs": {"\\ud800": 1}}',
        '{"calculator": "pro_rata", "inputs": {"lines": [{"label": "\\ud800"}]}}',
        '{"calculator": "parse_number", "inputs": {"text": "\\ud800"}}',
    ],
)
def test_half_a_character_is_refused_in_text_that_can_be_written(text: str) -> None:
    answer = evaluate_json(text)
    assert answer.encode("utf-8")
    assert json.loads(answer)["error"]


@pytest.mark.parametrize("locale", ["en", "sv", "nb", "it", "es"])
def test_a_refusal_is_told_in_every_language(locale: str) -> None:
    answer = answer_to({"calculator": "order_charge", "inputs": {}, "locale": locale})
    assert [error["error"] for error in answer["errors"]] == ["required"] * 3
    assert all(error["message"] for error in answer["errors"])


def test_the_rules_are_those_of_the_day_that_the_inputs_name() -> None:
    calculator = CALCULATORS["dispatch"]
    _, _, day = compute(calculator, DISPATCH, date(2000, 1, 1))
    assert day == date(2026, 11, 23)


def test_the_rules_are_those_of_today_where_the_inputs_name_no_day() -> None:
    _, _, day = compute(CALCULATORS["order_charge"], ORDER, date(2000, 1, 1))
    assert day == date(2000, 1, 1)


def test_compute_raises_what_evaluate_tells() -> None:
    with pytest.raises(Refused) as caught:
        compute(CALCULATORS["order_charge"], {**ORDER, "order_value": "420 SEK"}, date(2026, 11, 22))
    assert [(found.code, found.field) for found in caught.value.refusals] == [
        ("currency_mismatch", "order_value")
    ]


@pytest.fixture
def fee_of_2027(monkeypatch: pytest.MonkeyPatch) -> None:
    """Westcon's policy as if its minimum order charge were EUR 30 from 2026 and EUR 31 from 2027."""
    path = files("calc").joinpath("policies", "westcon-avaya-ipo.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    fee = next(fact for fact in data["facts"] if fact["id"] == "westcon.minimum_order_charge.fee")
    value = fee["values"][0]
    fee["values"] = [
        {**value, "from": date(2026, 1, 1)},
        {**value, "from": date(2027, 1, 1), "value": {**value["value"], "EUR": "31"}},
    ]
    changed = Policy.model_validate(data)
    monkeypatch.setattr(policy, "load", lambda _: changed)


@pytest.mark.usefixtures("fee_of_2027")
@pytest.mark.parametrize(
    ("today", "charge"),
    [(date(2026, 1, 1), "30.00"), (date(2026, 12, 31), "30.00"), (date(2027, 1, 1), "31.00")],
)
def test_a_changed_rule_holds_from_its_day(today: date, charge: str) -> None:
    """The figure, and the rule that is shown as its source, are both those of the day."""
    answer = answer_to(REQUEST, today=today)
    shown = {figure["id"]: figure["value"] for figure in answer["sources"]}
    assert answer["charge_amount"] == charge
    assert shown["westcon.minimum_order_charge.fee"].startswith(f"€{charge}")


@pytest.mark.usefixtures("fee_of_2027")
def test_a_day_without_rules_is_refused() -> None:
    answer = answer_to(REQUEST, today=date(2025, 12, 31))
    assert (answer["error"], answer["message"]) == (
        "uncovered_date",
        "The rules for this day are not known. Choose another day.",
    )
