"""How policy files are refused where they break a rule, and asked about a day."""

from __future__ import annotations

import copy
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from calc import policy
from calc.policy import Amounts, Certainty, Duration, Policy, Rules, UncoveredDate

Changed = dict[str, Any]


def value(starts: object, amount: str = "30", **more: Any) -> Changed:
    return {
        "from": starts,
        "value": {"EUR": amount},
        "quotes": [f"EUR {amount}"],
        "source": "shop.sheet",
        "certainty": "stated",
        **more,
    }


def fact(*values: Changed, **more: Any) -> Changed:
    return {"id": "shop.fee", "kind": "money", "label": "Fee", "values": list(values), **more}


def shop(*facts: Changed) -> Changed:
    """A policy file in which only the facts differ."""
    return {
        "prefix": "shop",
        "guide": {
            "id": "shop",
            "vendor": "Shop",
            "product": "Goods",
            "audience": "Buyers",
            "place": "Here",
            "age": "Undated.",
            "read_on": "2026-11-22",
            "status": "single_source",
            "status_reason": "One sheet.",
            "who_can_confirm": "The shop",
        },
        "sources": [
            {
                "id": "shop.sheet",
                "title": "Sheet",
                "language": "en",
                "transcript": "sheet.txt",
                "origin": "guide",
                "locator": "Printed sheet",
                "dated": "undated",
            }
        ],
        "facts": list(facts),
    }


def complaint(data: Changed) -> str:
    with pytest.raises(ValidationError) as caught:
        Policy.model_validate(data)
    return "\n".join(error["msg"] for error in caught.value.errors())


def test_a_sound_policy_is_read() -> None:
    read = Policy.model_validate(shop(fact(value("undated"), value(date(2020, 1, 1), "35"))))
    assert [dated.starts for dated in read.facts[0].values] == ["undated", date(2020, 1, 1)]


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ([date(2021, 1, 1), date(2020, 1, 1)], "shop.fee: 2020-01-01 stands after 2021-01-01"),
        ([date(2021, 1, 1), date(2021, 1, 1)], "shop.fee: two values start on 2021-01-01"),
        ([date(2021, 1, 1), "undated"], "shop.fee: only the first value may be undated"),
        (["undated", "undated"], "shop.fee: only the first value may be undated"),
        ([], "shop.fee: no value"),
    ],
)
def test_values_that_are_out_of_order_or_overlap_are_refused(starts: list[object], words: str) -> None:
    assert words in complaint(shop(fact(*map(value, starts))))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"quotes": []}, "at least 1 item"),
        ({"quotes": [""]}, "at least 1 character"),
        ({"value": None}, "a value is left out exactly when it is unknown"),
        ({"certainty": "unknown"}, "a value is left out exactly when it is unknown"),
        ({"certainty": "sure"}, "'stated', 'reconstructed', 'inferred' or 'unknown'"),
        ({"source": "shop.elsewhere"}, "shop.fee: no source shop.elsewhere"),
        ({"value": {"EUR": 30.0}}, "write an amount as text, so that it stays exact"),
        ({"value": {"EUR": 30}}, "write an amount as text, so that it stays exact"),
        ({"value": {"USD": "30"}}, "Extra inputs are not permitted"),
        ({"quote": "EUR 30"}, "Extra inputs are not permitted"),
    ],
)
def test_a_value_without_its_evidence_or_its_exactness_is_refused(more: Changed, words: str) -> None:
    assert words in complaint(shop(fact(value("undated", **more))))


@pytest.mark.parametrize("missing", ["from", "quotes", "source", "certainty"])
def test_a_value_that_leaves_its_evidence_out_is_refused(missing: str) -> None:
    given = value("undated")
    del given[missing]
    assert complaint(shop(fact(given))).startswith("Field required")


@pytest.mark.parametrize("amount", ["thirty", "", "NaN"])
def test_an_amount_that_is_no_number_is_refused(amount: str) -> None:
    assert complaint(shop(fact(value("undated", value={"EUR": amount}))))


def test_an_unknown_value_is_left_out_and_keeps_its_quote() -> None:
    read = Policy.model_validate(shop(fact(value("undated", value=None, certainty="unknown"))))
    assert read.facts[0].values[0].certainty is Certainty.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([fact(value("undated")), fact(value("undated"))], "shop.fee stands twice"),
        ([fact(value("undated"), id="store.fee")], "store.fee does not start with shop."),
        ([fact(value("undated"), id="shopping.fee")], "shopping.fee does not start with shop."),
        ([fact(value("undated"), id="Shop.Fee")], "String should match pattern"),
        ([fact(value("undated"), kind="price")], "does not match any of the expected tags"),
        ([], "at least 1 item"),
    ],
)
def test_facts_that_cannot_be_told_apart_are_refused(facts: list[Changed], words: str) -> None:
    assert words in complaint(shop(*facts))


def test_a_policy_without_a_source_is_refused() -> None:
    assert "at least 1 item" in complaint({**shop(fact(value("undated"))), "sources": []})


def test_a_file_is_read_from_toml() -> None:
    with pytest.raises(ValidationError, match="prefix"):
        policy.parse("[guide]")


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2020, 1, 1), "30"),
        (date(2020, 12, 31), "30"),
        (date(2021, 1, 1), "35"),
        (date(2099, 1, 1), "35"),
    ],
)
def test_a_value_holds_from_its_day_until_the_next_one_starts(day: date, amount: str) -> None:
    read = Policy.model_validate(shop(fact(value(date(2020, 1, 1)), value(date(2021, 1, 1), "35"))))
    assert read.dated("shop.fee", day).value == Amounts.model_validate({"EUR": amount})


def test_a_day_before_the_first_value_is_an_error_and_not_the_nearest_value() -> None:
    read = Policy.model_validate(shop(fact(value(date(2020, 1, 1)))))
    with pytest.raises(UncoveredDate, match=r"shop\.fee says nothing about 2019-12-31"):
        read.dated("shop.fee", date(2019, 12, 31))


def test_an_undated_first_value_holds_on_every_day_before_the_next() -> None:
    read = Policy.model_validate(shop(fact(value("undated"), value(date(2021, 1, 1), "35"))))
    assert read.dated("shop.fee", date(1, 1, 1)).value == Amounts.model_validate({"EUR": "30"})


def test_a_policy_leaves_what_it_was_read_from_as_it_was() -> None:
    data = shop(fact(value("undated")))
    before = copy.deepcopy(data)
    Policy.model_validate(data)
    assert data == before


TODAY = date(2026, 11, 22)


def test_rules_give_each_kind_of_figure() -> None:
    rules = Rules(TODAY)
    assert rules.money("westcon.minimum_order_charge.fee", "SEK") == Decimal(225)
    assert rules.time("westcon.dispatch.cut_off") == time(14)
    assert rules.duration("westcon.sbr.approval") == Duration(count=48, unit="hours")
    assert rules.elapsed("westcon.sbr.approval") == timedelta(hours=48)
    assert rules.elapsed("westcon.licence.shortest") == timedelta(minutes=20)
    assert rules.count("westcon.dispatch.transit_longest", "working_days") == 3


def test_asking_for_another_kind_of_figure_than_a_rule_holds_is_an_error() -> None:
    rules = Rules(TODAY)
    with pytest.raises(TypeError, match="holds no time"):
        rules.time("westcon.minimum_order_charge.fee")


@pytest.mark.parametrize(
    ("rule", "unit"),
    [("westcon.sbr.approval", "hours"), ("westcon.dispatch.transit_longest", "working_days")],
)
def test_a_duration_is_not_counted_in_another_unit(rule: str, unit: str) -> None:
    with pytest.raises(TypeError, match=f"is counted in {unit}"):
        Rules(TODAY).count(rule, "days")


def test_a_currency_without_an_amount_is_an_error() -> None:
    rules = Rules(TODAY)
    with pytest.raises(KeyError, match="SEK"):
        rules.money("westcon.minimum_order_charge.email", "SEK")


def test_working_days_have_no_fixed_length() -> None:
    rules = Rules(TODAY)
    with pytest.raises(ValueError, match="working_days have no fixed length"):
        rules.elapsed("westcon.dispatch.transit_shortest")


def test_a_rule_is_found_in_its_guide_with_its_source() -> None:
    found = policy.find("westcon.dispatch.cut_off", TODAY)
    assert (found.id, found.source.transcript) == ("westcon.dispatch.cut_off", "westcon-avaya-ipo.txt")


@pytest.mark.parametrize("rule_id", ["westcon.no.such.rule", "nobody.fee", ""])
def test_a_rule_that_stands_nowhere_is_an_error(rule_id: str) -> None:
    with pytest.raises(KeyError):
        policy.find(rule_id, TODAY)
