"""What a refusal says: which field, why, and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from calc.refusals import Refusal, Refused
from tests.support import answer_to, ask

ORDER: dict[str, Any] = {"channel": "email", "order_value": "420", "currency": "EUR"}
DISPATCH = {"ordered_at": "2026-11-23T09:00", "service": "standard_2_3_day"}
PRO_RATA: dict[str, Any] = {
    "activation_date": "2027-01-10",
    "lines": [{"monthly_fee": "1.00", "quantity": 1}],
}
WISH = {"needed_by_date": "2026-11-27", "service": "next_day"}

NUMBER = "Write a number in digits, such as 1250.50 or 1250,50."


@pytest.mark.parametrize(
    ("calculator", "inputs", "expected"),
    [
        ("order_charge", {**ORDER, "order_value": ""}, ("required", "Order value: Fill this in.")),
        ("order_charge", {**ORDER, "order_value": "abc"}, ("invalid_number", f"Order value: {NUMBER}")),
        ("order_charge", {**ORDER, "order_value": "1e3"}, ("invalid_number", f"Order value: {NUMBER}")),
        ("order_charge", {**ORDER, "order_value": "NaN"}, ("invalid_number", f"Order value: {NUMBER}")),
        ("order_charge", {**ORDER, "order_value": "12,34,56"}, ("invalid_number", f"Order value: {NUMBER}")),
        ("order_charge", {**ORDER, "order_value": "<script>"}, ("invalid_number", f"Order value: {NUMBER}")),
        (
            "order_charge",
            {**ORDER, "order_value": "-5"},
            ("must_be_positive", "Order value: Write an amount above 0."),
        ),
        (
            "order_charge",
            {**ORDER, "order_value": "0"},
            ("must_be_positive", "Order value: Write an amount above 0."),
        ),
        (
            "order_charge",
            {**ORDER, "order_value": "1.234"},
            ("ambiguous_number", "Order value: This can mean 1,234 or 1.234. Say which."),
        ),
        (
            "order_charge",
            {**ORDER, "order_value": "9" * 1_000_000},
            ("number_too_large", "Order value: This number is too large. Check its digits."),
        ),
        (
            "order_charge",
            {**ORDER, "order_value": 420},
            (
                "wrong_type",
                "Order value: This is not the kind of value that belongs here. An example: 420.00",
            ),
        ),
        (
            "order_charge",
            {**ORDER, "order_value": "1.5050"},
            ("too_many_decimals", "Order value: Money has at most two decimals. Round it to two."),
        ),
        (
            "order_charge",
            {**ORDER, "currency": "USD"},
            (
                "unsupported_currency",
                (
                    "Currency: Choose one of these: Euro (EUR), Swedish krona (SEK), Norwegian krone (NOK), "
                    "Danish krone (DKK)"
                ),
            ),
        ),
        (
            "order_charge",
            {**ORDER, "channel": "phone"},
            (
                "unsupported_channel",
                "Order channel: Choose one of these: E-mail (email), Web shop (Compass) (web_shop)",
            ),
        ),
        (
            "order_charge",
            {**ORDER, "units_of_currency_per_eur": "0"},
            ("invalid_rate", "Exchange rate: Write an exchange rate above 0."),
        ),
        (
            "order_charge",
            {**ORDER, "dongle_swaps": "two"},
            ("invalid_quantity", "Dongle swaps: Write a whole number from 0 to 1,000,000."),
        ),
        (
            "order_charge",
            {**ORDER, "colour": "red"},
            ("unknown_field", "colour: Nothing of this name is asked. Remove it."),
        ),
        (
            "order_charge",
            {**ORDER, "number_locale": "fr"},
            (
                "unsupported_number_locale",
                "Language of the numbers: Choose one of these: en (en), sv (sv), nb (nb), it (it), es (es)",
            ),
        ),
        (
            "dispatch",
            {**DISPATCH, "ordered_at": "2026-02-30T10:00"},
            ("invalid_date", "Ordered at: Write a date that exists, in this form: 2026-11-23T09:00"),
        ),
        (
            "dispatch",
            {**DISPATCH, "ordered_at": "2026-03-29T02:30"},
            (
                "nonexistent_local_time",
                (
                    "Ordered at: The clocks go forward over this time, so it does not exist. Choose a time "
                    "before or after the gap."
                ),
            ),
        ),
        (
            "dispatch",
            {**DISPATCH, "ordered_at": "1999-12-31T10:00"},
            (
                "date_out_of_range",
                "Ordered at: Choose a year from 2000 to 2099.",
            ),
        ),
        (
            "dispatch",
            {**DISPATCH, "time_zone": "Mars/Olympus"},
            (
                "unsupported_time_zone",
                "Time zone: No such time zone. Write its name in this form: Europe/Stockholm",
            ),
        ),
        (
            "dispatch",
            {**DISPATCH, "fold": 2},
            (
                "unsupported_fold",
                (
                    "When the clocks go back: Choose one of these: The first of the two (0), "
                    "The second of the two (1)"
                ),
            ),
        ),
        (
            "latest_order",
            {**WISH, "now": "2026-11-26T15:30:01"},
            (
                "too_late",
                (
                    "Time now: It is too late. The last moment was Thursday, 26 November 2026, 15:30 "
                    "(GMT+01:00)."
                ),
            ),
        ),
        (
            "pro_rata",
            {**PRO_RATA, "lines": [{"monthly_fee": "-1", "quantity": 1}]},
            (
                "must_not_be_negative",
                "Monthly fee for one licence: Write 0 or more. Credits are not worked out here.",
            ),
        ),
        (
            "pro_rata",
            {**PRO_RATA, "lines": [{"monthly_fee": "1", "quantity": 0}]},
            ("invalid_quantity", "Licences: Write a whole number from 1 to 1,000,000."),
        ),
        (
            "pro_rata",
            {**PRO_RATA, "days_remaining_override": 32},
            (
                "days_out_of_range",
                "Days remaining, if you know them: Write a whole number of days from 0 to 31.",
            ),
        ),
        (
            "pro_rata",
            {**PRO_RATA, "days_in_period_override": 0},
            (
                "days_out_of_range",
                "Days in the period, if not the month: Write a whole number of days from 1 to 366.",
            ),
        ),
        ("pro_rata", {**PRO_RATA, "lines": []}, ("required", "Lines: Fill this in.")),
        (
            "pro_rata",
            {**PRO_RATA, "lines": [{"monthly_fee": "1", "quantity": 1}] * 101},
            ("too_many_lines", "Lines: Write at most 100 lines."),
        ),
        (
            "pro_rata",
            {**PRO_RATA, "lines": [{"label": "x" * 81, "monthly_fee": "1", "quantity": 1}]},
            ("text_too_long", "Plan or add-on: Write at most 80 characters."),
        ),
    ],
)
def test_a_refusal_names_the_field_and_says_what_to_do(
    calculator: str, inputs: dict[str, Any], expected: tuple[str, str]
) -> None:
    answer = ask(calculator, **inputs)
    assert (answer["error"], answer["message"]) == expected


def test_a_year_is_written_without_grouping() -> None:
    answer = answer_to(
        {"calculator": "dispatch", "inputs": {**DISPATCH, "ordered_at": "2100-01-01T00:00"}, "locale": "it"}
    )
    assert ("2000" in answer["message"], "2099" in answer["message"]) == (True, True)


def test_everything_that_is_wrong_is_told_in_the_order_of_the_form() -> None:
    answer = ask("order_charge", currency="USD", order_value="abc", dongle_swaps=-1, colour="red")
    assert [(error["error"], error["field"]) for error in answer["errors"]] == [
        ("required", "channel"),
        ("invalid_number", "order_value"),
        ("unsupported_currency", "currency"),
        ("invalid_quantity", "dongle_swaps"),
        ("unknown_field", "colour"),
    ]
    assert {key: answer[key] for key in ("error", "field", "message")} == answer["errors"][0]


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([{"quantity": 1}], "lines.0.monthly_fee"),
        ([{"monthly_fee": "1", "quantity": 1}, {"monthly_fee": "x", "quantity": 1}], "lines.1.monthly_fee"),
        ([{"monthly_fee": "1", "quantity": 1, "colour": "red"}], "lines.0.colour"),
        (["plan"], "lines.0"),
        ("plan", "lines"),
        ({"0": {}}, "lines"),
        (None, "lines"),
    ],
)
def test_a_field_of_a_line_is_named_by_its_path(lines: object, field: str) -> None:
    answer = ask("pro_rata", activation_date="2027-01-10", lines=lines)
    assert answer["field"] == field


@pytest.mark.parametrize(
    ("name", "shown"), [("x" * 1_000_000, "x" * 60), ("<b>", "<b>"), ("{0}", "{0}"), ("a.b", "a.b")]
)
def test_an_unknown_name_is_given_back_cut_short(name: str, shown: str) -> None:
    answer = ask("order_charge", **{**ORDER, name: 1})
    assert (answer["error"], answer["field"]) == ("unknown_field", shown)
    assert answer["message"] == f"{shown}: Nothing of this name is asked. Remove it."


def test_a_name_that_is_no_text_is_refused_without_giving_it_back() -> None:
    answer = ask("order_charge", **{**ORDER, "\ud800": 1})
    assert answer["error"] == "unknown_field"
    assert answer["message"].isascii()


def test_refusals_are_told_by_their_codes_when_raised() -> None:
    refused = Refused((Refusal("required", "channel"), Refusal("invalid_date", "now")))
    assert str(refused) == "required, invalid_date"
