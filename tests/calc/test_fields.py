"""What each kind of input accepts, and why it refuses the rest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, refusal

DISPATCH = {"ordered_at": "2026-11-23T09:00", "service": "standard_2_3_day", "all_items_in_stock": False}
PRO_RATA = {"activation_date": "2027-01-10", "lines": [{"monthly_fee": "1.00", "quantity": 1}]}
ORDER = {"channel": "email", "order_value": "420", "currency": "EUR"}
GIVEN: dict[str, dict[str, Any]] = {"dispatch": DISPATCH, "pro_rata": PRO_RATA, "order_charge": ORDER}


def code(calculator: str, field: str, value: object) -> str | None:
    """Why a value is refused, or None where it is not; a refusal must be of this field and of no other."""
    given: dict[str, Any] = {**GIVEN[calculator], field: value}
    error, where = refusal(ask(calculator, **given))
    assert where in (field, None)
    return error


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T09:00", None),
        ("2026-11-23 09:00", None),
        ("2026-11-23T23:59:59", None),
        (" 2026-11-23T09:00\n", None),
        ("2028-02-29T00:00", None),
        ("2000-01-01T00:00", None),
        ("2099-12-31T23:59:59", None),
        ("1999-12-31T23:59:59", "date_out_of_range"),
        ("2100-01-01T00:00", "date_out_of_range"),
        ("2027-02-29T00:00", "invalid_date"),
        ("2026-02-30T10:00", "invalid_date"),
        ("2026-11-23T24:00", "invalid_date"),
        ("2026-11-23T23:60", "invalid_date"),
        ("2026-11-23T23:59:60", "invalid_date"),
        ("2026-13-01T00:00", "invalid_date"),
        ("0000-01-01T00:00", "invalid_date"),
        ("2026-11-23", "invalid_date"),
        ("2026-11-23T09", "invalid_date"),
        ("2026-11-23T09:00Z", "invalid_date"),
        ("2026-11-23T09:00+01:00", "invalid_date"),
        ("2026-11-23T09:00:00.5", "invalid_date"),
        ("2026-11-23  09:00", "invalid_date"),
        ("20261123T0900", "invalid_date"),
        ("2026-W48-1T09:00", "invalid_date"),
        ("\u0662\u0660\u0662\u0666-11-23T09:00", "invalid_date"),
        ("tomorrow", "invalid_date"),
        ("", "required"),
        ("  ", "required"),
        (None, "required"),
        (20261123, "wrong_type"),
        (["2026-11-23T09:00"], "wrong_type"),
    ],
)
def test_a_moment_is_a_clock_reading_that_exists_in_a_year_with_known_holidays(
    moment: object, expected: str | None
) -> None:
    assert code("dispatch", "ordered_at", moment) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-01", None),
        ("2000-01-01", None),
        ("2099-12-31", None),
        (None, None),
        ("1999-12-31", "date_out_of_range"),
        ("2100-01-01", "date_out_of_range"),
        ("2026-02-29", "invalid_date"),
        ("2026-12-01T00:00", "invalid_date"),
        ("2026-12-1", "invalid_date"),
        ("20261201", "invalid_date"),
        ("1.12.2026", "invalid_date"),
        ("", "required"),
        (0, "wrong_type"),
    ],
)
def test_a_working_day_is_a_date_in_a_year_with_known_holidays(day: object, expected: str | None) -> None:
    assert code("dispatch", "stock_eta", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("0000-01-01", "invalid_date"),
        ("10000-01-01", "invalid_date"),
    ],
)
def test_a_day_that_needs_no_holidays_may_be_in_any_year(day: str, expected: str | None) -> None:
    assert code("pro_rata", "activation_date", day) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Stockholm", None),
        (" Europe/Oslo ", None),
        ("UTC", None),
        ("America/Argentina/Buenos_Aires", None),
        ("", "required"),
        (None, "required"),
        (1, "wrong_type"),
        *(
            (zone, "unsupported_time_zone")
            for zone in (
                "Mars/Olympus",
                "Europe",
                "CEST",
                "+01:00",
                "../../etc/passwd",
                "/",
                ".",
                "\0",
                "é",
                "a/b.c",
            )
        ),
        ("\ud800", "unsupported_time_zone"),
        ("a" * 100_000, "unsupported_time_zone"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_time_zone_is_a_name_of_the_database(zone: object, expected: str | None) -> None:
    assert code("dispatch", "time_zone", zone) == expected


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        (0, None),
        (1, None),
        ("0", None),
        ("1", None),
        (2, "unsupported_fold"),
        (-1, "unsupported_fold"),
        ("first", "unsupported_fold"),
        (0.0, "unsupported_fold"),
        ("", "required"),
        (None, "required"),
        (True, "wrong_type"),
    ],
)
def test_a_fold_is_the_first_or_the_second(fold: object, expected: str | None) -> None:
    assert code("dispatch", "fold", fold) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, None),
        ("0", None),
        (" 12 ", None),
        (1_000_000, None),
        (1_000_001, "invalid_quantity"),
        (10**5_000, "invalid_quantity"),
        ("9999999999999", "invalid_quantity"),
        (-1, "invalid_quantity"),
        ("-1", "invalid_quantity"),
        (1.0, "invalid_quantity"),
        (float("nan"), "invalid_quantity"),
        ("1.0", "invalid_quantity"),
        ("1e3", "invalid_quantity"),
        ("1_000", "invalid_quantity"),
        ("\u0661", "invalid_quantity"),
        ("one", "invalid_quantity"),
        ("", "required"),
        (None, "required"),
        (True, "wrong_type"),
        ([], "wrong_type"),
        ({}, "wrong_type"),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) or value < 10**9 else "huge",
)
def test_a_count_is_a_whole_number(count: object, expected: str | None) -> None:
    assert code("order_charge", "dongle_swaps", count) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, None), (False, None), ("true", "wrong_type"), (1, "wrong_type"), (None, "wrong_type")],
)
def test_yes_or_no_is_nothing_else(value: object, expected: str | None) -> None:
    assert code("dispatch", "treat_eves_as_closed", value) == expected


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("email", None),
        ("web_shop", None),
        ("phone", "unsupported_channel"),
        ("EMAIL", "unsupported_channel"),
        (" email", "unsupported_channel"),
        (1, "unsupported_channel"),
        ([], "unsupported_channel"),
        ("", "required"),
        (None, "required"),
    ],
)
def test_a_choice_is_one_of_those_offered(channel: object, expected: str | None) -> None:
    assert code("order_charge", "channel", channel) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("420", None),
        ("420.5", None),
        ("420,50", None),
        (" 420 ", None),
        ("420.505", "ambiguous_number"),
        ("420.5050", "too_many_decimals"),
        ("-420.5050", "must_be_positive"),
        (420, "wrong_type"),
        (420.5, "wrong_type"),
        (True, "wrong_type"),
        ({"EUR": "420"}, "wrong_type"),
        (None, "required"),
    ],
)
def test_money_is_text_with_at_most_two_decimals(amount: object, expected: str | None) -> None:
    """Money is never a JSON number: it would be binary before it is read."""
    assert code("order_charge", "order_value", amount) == expected
