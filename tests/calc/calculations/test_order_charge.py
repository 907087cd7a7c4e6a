"""When the minimum order charge is added, and what the order comes to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.support import ask, figures, refusal, rows, said


def order_charge(
    order_value: str, channel: str = "email", currency: str = "EUR", **more: Any
) -> dict[str, Any]:
    return ask("order_charge", channel=channel, order_value=order_value, currency=currency, **more)


@pytest.mark.parametrize(
    ("channel", "value", "charge", "total"),
    [
        ("email", "0.01", "30.00", "30.01"),
        ("email", "499.99", "30.00", "529.99"),
        ("email", "500.00", "0.00", "500.00"),
        ("email", "500.01", "0.00", "500.01"),
        ("web_shop", "0.01", "30.00", "30.01"),
        ("web_shop", "299.99", "30.00", "329.99"),
        ("web_shop", "300.00", "0.00", "300.00"),
        ("web_shop", "300.01", "0.00", "300.01"),
    ],
)
def test_the_charge_is_added_only_under_the_threshold_of_the_channel(
    channel: str, value: str, charge: str, total: str
) -> None:
    answer = order_charge(value, channel)
    assert (answer["charge_amount"], answer["total"]) == (charge, total)
    assert answer["charge_applies"] is (charge != "0.00")


def test_an_answer_in_euro_is_complete() -> None:
    assert figures(order_charge("420")) == {
        "warnings": [],
        "charge_applies": True,
        "charge_amount": "30.00",
        "charge_currency": "EUR",
        "possible_charge_amount": "30.00",
        "dongle_swap_cost": "0.00",
        "total": "450.00",
        "total_without_charge": "420.00",
        "total_with_charge": "450.00",
        "value_in_eur": "420.00",
        "threshold_eur": "500.00",
        "charged_if_rate_above": None,
        "saving_if_other_channel": "30.00",
    }


@pytest.mark.parametrize("currency", ["SEK", "NOK", "DKK"])
@pytest.mark.parametrize(
    ("channel", "value", "charge"),
    [
        ("email", "5499.99", "225.00"),
        ("email", "5500.00", "0.00"),
        ("web_shop", "3299.99", "225.00"),
        ("web_shop", "3300.00", "0.00"),
    ],
)
def test_another_currency_is_compared_in_euro_and_charged_in_its_own(
    channel: str, value: str, charge: str, currency: str
) -> None:
    answer = order_charge(value, channel, currency, units_of_currency_per_eur="11")
    assert (answer["charge_amount"], answer["charge_currency"]) == (charge, currency)


@pytest.mark.parametrize(
    ("value", "rate", "charge"),
    [
        ("3729.99", "7.46", "225.00"),  # EUR 499.9987
        ("3730.00", "7.46", "0.00"),
        ("5500.00", "11.0000000001", "225.00"),
        ("5500.00", "10.9999999999", "0.00"),
        ("500.00", "1.00000000000000000000000000000000001", "225.00"),
    ],
)
def test_the_comparison_is_not_rounded(value: str, rate: str, charge: str) -> None:
    """An order that shows as EUR 500.00 but is a fraction less pays the charge."""
    answer = order_charge(value, currency="DKK", units_of_currency_per_eur=rate)
    assert (answer["value_in_eur"], answer["charge_amount"]) == ("500.00", charge)


@pytest.mark.parametrize("rate", ["11.00024", "11.0000000000000001"])
def test_the_steps_never_call_a_value_lower_than_what_they_show_as_equal(rate: str) -> None:
    compared = said(order_charge("5500", currency="SEK", units_of_currency_per_eur=rate))[2]
    shown, _, rest = compared.removeprefix("€").partition(" ")
    assert rest == "is under €500.00, so SEK\u00a0225.00 is added."
    assert Decimal(shown) < 500


def test_the_steps_say_what_was_compared_and_added() -> None:
    answer = order_charge("5000", currency="SEK", units_of_currency_per_eur="11", dongle_swaps=2)
    assert said(answer) == [
        "The order value is SEK\u00a05,000.00.",
        "SEK\u00a05,000.00 ÷ 11 = €454.55",
        "€454.55 is under €500.00, so SEK\u00a0225.00 is added.",
        "2 dongle swaps come to SEK\u00a01,000.00.",
        "Together: SEK\u00a06,225.00.",
    ]


def test_at_the_threshold_the_steps_say_that_nothing_is_added() -> None:
    assert said(order_charge("500")) == [
        "The order value is €500.00.",
        "€500.00 is not under €500.00, so nothing is added.",
        "Together: €500.00.",
    ]


@pytest.mark.parametrize(
    ("value", "currency", "rule", "certainty"),
    [
        ("499.99", {}, "under", "stated"),
        ("500.01", {}, "under", "stated"),
        ("500", {}, "at_threshold", "inferred"),
        ("5000", {"currency": "SEK", "units_of_currency_per_eur": "10"}, "at_threshold", "inferred"),
        ("5000", {"currency": "SEK", "units_of_currency_per_eur": "9.999999"}, "under", "stated"),
    ],
)
def test_that_exactly_the_threshold_pays_nothing_is_a_reading(
    value: str, currency: dict[str, str], rule: str, certainty: str
) -> None:
    answer = order_charge(value, **currency)
    readings = {source["id"]: source["certainty"] for source in answer["sources"]}
    found = {name: readings[name] for name in readings if name.endswith((".under", ".at_threshold"))}
    assert found == {f"westcon.minimum_order_charge.{rule}": certainty}


def test_a_rate_beside_an_order_in_euro_changes_nothing() -> None:
    assert order_charge("420", units_of_currency_per_eur="11") == order_charge("420")


def test_without_a_rate_there_is_no_yes_or_no() -> None:
    answer = order_charge("5000", currency="SEK", dongle_swaps=1)
    assert figures(answer) == {
        "warnings": ["dongle_swap_fee_inferred", "exchange_rate_needed"],
        "charge_applies": None,
        "charge_amount": None,
        "charge_currency": "SEK",
        "possible_charge_amount": "225.00",
        "dongle_swap_cost": "500.00",
        "total": None,
        "total_without_charge": "5500.00",
        "total_with_charge": "5725.00",
        "value_in_eur": None,
        "threshold_eur": "500.00",
        "charged_if_rate_above": "10.00",
        "saving_if_other_channel": None,
    }
    assert answer["headline"] == (
        "The minimum order charge of SEK\u00a0225.00 applies if 1 euro costs more than SEK\u00a010.00."
    )


@pytest.mark.parametrize("channel", ["email", "web_shop"])
@pytest.mark.parametrize("value", ["0.01", "1000.01", "1000.03", "3300.00", "4999.99", "7777.77"])
def test_the_rate_named_without_one_is_the_rate_that_decides(value: str, channel: str) -> None:
    """Any rate above it brings the charge; a ten-thousandth less does not."""
    named = Decimal(order_charge(value, channel, "SEK")["charged_if_rate_above"])
    above, below = named + Decimal("1e-12"), named - Decimal("0.0001")
    assert order_charge(value, channel, "SEK", units_of_currency_per_eur=f"{above:f}")["charge_applies"]
    if below > 0:
        asked = order_charge(value, channel, "SEK", units_of_currency_per_eur=f"{below:f}")
        assert asked["charge_applies"] is False


@pytest.mark.parametrize(
    ("channel", "value", "saving"),
    [
        ("email", "299.99", None),
        ("email", "300.00", "30.00"),
        ("email", "499.99", "30.00"),
        ("email", "500.00", None),
        ("web_shop", "299.99", None),
        ("web_shop", "300.00", None),
    ],
)
def test_the_saving_is_named_where_only_the_web_shop_avoids_the_charge(
    channel: str, value: str, saving: str | None
) -> None:
    answer = order_charge(value, channel)
    assert answer["saving_if_other_channel"] == saving
    assert ("The web shop would not add the charge." in answer["headline"]) is (saving is not None)


def test_the_saving_is_in_the_currency_of_the_order() -> None:
    answer = order_charge("3300", currency="NOK", units_of_currency_per_eur="11")
    assert rows(answer)["Saved by ordering in the web shop"] == "NOK\u00a0225.00"


@pytest.mark.parametrize(
    ("currency", "cost"), [("EUR", "150.00"), ("SEK", "1500.00"), ("NOK", "1500.00"), ("DKK", "1500.00")]
)
def test_each_dongle_swap_costs_its_fee(currency: str, cost: str) -> None:
    answer = order_charge("90000", currency=currency, units_of_currency_per_eur="11", dongle_swaps=3)
    assert (answer["dongle_swap_cost"], answer["total"]) == (cost, f"{Decimal(90000) + Decimal(cost):f}")
    assert answer["warnings"] == ["dongle_swap_fee_inferred"]


def test_swaps_do_not_count_towards_the_threshold() -> None:
    answer = order_charge("480", dongle_swaps=1)
    assert (answer["charge_amount"], answer["total"]) == ("30.00", "560.00")


@pytest.mark.parametrize(
    ("channel", "value", "currency", "warnings"),
    [
        ("email", "420", "EUR", []),
        ("web_shop", "299.99", "EUR", ["web_shop_fee_inferred"]),
        ("web_shop", "300", "EUR", []),
        ("web_shop", "300", "SEK", ["exchange_rate_needed", "web_shop_fee_inferred"]),
    ],
)
def test_what_is_inferred_or_missing_is_warned_of(
    channel: str, value: str, currency: str, warnings: list[str]
) -> None:
    answer = order_charge(value, channel, currency)
    assert answer["warnings"] == warnings
    assert [notice["code"] for notice in answer["notices"]] == warnings


def test_unknown_prices_and_vat_are_not_stated_and_in_no_total() -> None:
    assert rows(order_charge("420", dongle_swaps=1)) == {
        "Order value": "€420.00",
        "Minimum order charge": "€30.00",
        "Dongle swaps": "€50.00",
        "Total": "€500.00",
        "Saved by ordering in the web shop": "€30.00",
        "Next-day or part delivery, in no total": "not stated",
        "Whether the amounts include VAT": "not stated",
    }


@pytest.mark.parametrize(
    ("value", "currency"),
    [("€ 420", "EUR"), ("420 eur", "EUR"), ("420 kr", "SEK"), ("kr. 420", "NOK"), ("420 DKK", "DKK")],
)
def test_a_currency_typed_beside_the_amount_may_repeat_the_chosen_one(value: str, currency: str) -> None:
    assert order_charge(value, currency=currency) == order_charge("420", currency=currency)


@pytest.mark.parametrize(
    ("value", "currency"), [("€ 420", "SEK"), ("420 SEK", "NOK"), ("420 kr", "EUR"), ("DKK 420", "EUR")]
)
def test_a_currency_typed_beside_the_amount_must_not_contradict_the_chosen_one(
    value: str, currency: str
) -> None:
    answer = order_charge(value, currency=currency)
    assert refusal(answer) == ("currency_mismatch", "order_value")


def test_a_contradiction_of_currencies_is_told_with_both() -> None:
    assert order_charge("420 SEK")["message"] == (
        "Order value: The amount is typed in SEK, but the currency is EUR. Make them agree."
    )


@pytest.mark.parametrize(
    ("value", "total"),
    [("1000000000000", "1000000000000.00"), ("999999999999999.99", "999999999999999.99")],
)
def test_a_huge_value_stays_exact(value: str, total: str) -> None:
    assert order_charge(value)["total"] == total


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0", "must_be_positive"),
        ("0.00", "must_be_positive"),
        ("-0.01", "must_be_positive"),
        ("0.001", "too_many_decimals"),
        ("499.9900", "too_many_decimals"),
        ("499.990", "ambiguous_number"),
        ("1000000000000000", "number_too_large"),
    ],
)
def test_a_value_that_is_no_amount_is_refused(value: str, code: str) -> None:
    assert refusal(order_charge(value)) == (code, "order_value")


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        ("0", "invalid_rate"),
        ("-11", "invalid_rate"),
        ("", "required"),
        ("abc", "invalid_number"),
        ("1.234", "ambiguous_number"),
    ],
)
def test_a_rate_that_is_none_is_refused(rate: str, code: str) -> None:
    answer = order_charge("5000", currency="SEK", units_of_currency_per_eur=rate)
    assert refusal(answer) == (code, "units_of_currency_per_eur")


@pytest.mark.parametrize("swaps", [-1, 1.5, "1.5", 1_000_001, "1e3"])
def test_swaps_are_a_whole_number_from_zero(swaps: object) -> None:
    answer = order_charge("600", dongle_swaps=swaps)
    assert refusal(answer) == ("invalid_quantity", "dongle_swaps")


@pytest.mark.parametrize(("swaps", "cost"), [(0, "0.00"), ("1", "50.00"), (1_000_000, "50000000.00")])
def test_swaps_may_be_none_or_very_many(swaps: object, cost: str) -> None:
    assert order_charge("600", dongle_swaps=swaps)["dongle_swap_cost"] == cost
