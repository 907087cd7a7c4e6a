"""What a subscription costs for the rest of the month in which it starts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, figures, refusal, rows, said


def line(monthly_fee: str, quantity: object = 1, **more: Any) -> dict[str, Any]:
    return {"monthly_fee": monthly_fee, "quantity": quantity, **more}


def pro_rata(activation_date: str, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return ask("pro_rata", activation_date=activation_date, lines=list(lines), **more)


def test_an_answer_is_complete() -> None:
    answer = pro_rata("2027-01-29", line("10.00", label="Office 365 E3"), line("2.00", 2))
    assert figures(answer) == {
        "warnings": ["estimate", "new_commerce_experience"],
        "days_in_month": 31,
        "days_remaining": 2,
        "line_amounts": ["0.65", "0.26"],
        "total": "0.91",
        "total_other_rounding": "0.90",
        "total_day_not_counted": "0.91",
        "total_day_counted": "1.36",
    }
    assert rows(answer) == {
        "Office 365 E3": "0.65",
        "Line 2": "0.26",
        "Total": "0.91",
        "If the activation day is not counted": "0.91",
        "If the activation day is counted": "1.36",
        "With the other rounding": "0.90",
    }


@pytest.mark.parametrize(
    ("activation_date", "days_in_month", "not_counted", "counted"),
    [
        ("2027-01-29", 31, 2, 3),
        ("2027-01-31", 31, 0, 1),
        ("2027-01-01", 31, 30, 31),
        ("2027-04-01", 30, 29, 30),
        ("2027-02-26", 28, 2, 3),
        ("2028-02-29", 29, 0, 1),
        ("2000-02-01", 29, 28, 29),
        ("2100-02-28", 28, 0, 1),
        ("2400-02-28", 29, 1, 2),
        ("0001-12-31", 31, 0, 1),
        ("9999-12-31", 31, 0, 1),
    ],
)
def test_the_activation_day_is_left_out_unless_it_is_counted(
    activation_date: str, days_in_month: int, not_counted: int, counted: int
) -> None:
    for count, expected in ((False, not_counted), (True, counted)):
        answer = pro_rata(activation_date, line("10.00"), count_activation_day=count)
        assert (answer["days_in_month"], answer["days_remaining"]) == (days_in_month, expected)
    assert pro_rata(activation_date, line("10.00"))["days_remaining"] == not_counted


def test_2100_is_no_leap_year() -> None:
    assert refusal(pro_rata("2100-02-29", line("10.00"))) == ("invalid_date", "activation_date")


@pytest.mark.parametrize(
    ("activation_date", "count_activation_day", "total"),
    [("2027-01-31", False, "0.00"), ("2027-01-01", True, "10.00"), ("2027-01-01", False, "9.68")],
)
def test_nothing_is_due_on_an_uncounted_last_day_and_all_from_a_counted_first(
    activation_date: str, total: str, *, count_activation_day: bool
) -> None:
    answer = pro_rata(activation_date, line("10.00"), count_activation_day=count_activation_day)
    assert answer["total"] == total


@pytest.mark.parametrize(
    ("activation_date", "fee", "quantity", "days_remaining", "total"),
    [
        ("2018-01-13", "4.00", 1, 19, "2.45"),
        ("2018-02-17", "4.00", 1, 12, "1.71"),
        ("2018-01-05", "51.93", 500, 27, "22614.68"),
    ],
)
def test_the_published_samples_of_microsoft_come_out(
    activation_date: str, fee: str, quantity: int, days_remaining: int, total: str
) -> None:
    answer = pro_rata(activation_date, line(fee, quantity), count_activation_day=True)
    assert (answer["days_remaining"], answer["total"]) == (days_remaining, total)


@pytest.mark.parametrize(
    ("fee", "days", "amount"),
    [("1.15", 15, "0.58"), ("1.13", 15, "0.57"), ("0.01", 15, "0.01"), ("0.01", 14, "0.00")],
)
def test_a_half_cent_is_rounded_up(fee: str, days: int, amount: str) -> None:
    answer = pro_rata("2027-04-01", line(fee), days_remaining_override=days)
    assert answer["line_amounts"] == [amount]


def test_the_fee_is_multiplied_before_it_is_divided() -> None:
    assert pro_rata("2027-01-01", line("31.00", 3), count_activation_day=True)["total"] == "93.00"


@pytest.mark.parametrize(
    ("rounding", "total", "other"), [("per_line", "0.99", "1.00"), ("total", "1.00", "0.99")]
)
def test_lines_or_only_their_sum_are_rounded(rounding: str, total: str, other: str) -> None:
    answer = pro_rata("2027-04-28", *[line("5.00")] * 3, rounding=rounding)
    assert answer["line_amounts"] == ["0.33", "0.33", "0.33"]
    assert (answer["total"], answer["total_other_rounding"]) == (total, other)
    assert rows(answer)["With the other rounding"] == other


def test_only_the_sum_is_rounded_even_where_no_line_ends() -> None:
    """15 thirtieths of a cent are half a cent, which counts as a whole one."""
    answer = pro_rata("2027-04-29", *[line("0.01")] * 15, rounding="total")
    assert (answer["days_remaining"], answer["total"], answer["total_other_rounding"]) == (1, "0.01", "0.00")


def test_the_other_rounding_is_not_shown_where_it_agrees() -> None:
    assert "With the other rounding" not in rows(pro_rata("2027-01-29", line("10.00")))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, (None, None)),
        (31, (None, None)),
        (32, ("days_out_of_range", "days_remaining_override")),
        (-1, ("days_out_of_range", "days_remaining_override")),
        (367, ("days_out_of_range", "days_remaining_override")),
        (1.5, ("days_out_of_range", "days_remaining_override")),
    ],
)
def test_typed_days_are_from_none_to_the_whole_month(
    days: object, expected: tuple[str | None, str | None]
) -> None:
    assert refusal(pro_rata("2027-01-10", line("10.00"), days_remaining_override=days)) == expected


def test_typed_days_leave_no_question_about_the_activation_day() -> None:
    answer = pro_rata("2027-01-10", line("31.00"), days_remaining_override=1)
    assert figures(answer) == {
        "warnings": ["estimate", "new_commerce_experience"],
        "days_in_month": 31,
        "days_remaining": 1,
        "line_amounts": ["1.00"],
        "total": "1.00",
        "total_other_rounding": "1.00",
        "total_day_not_counted": None,
        "total_day_counted": None,
    }
    assert said(answer)[0] == "1 day of 31, as typed."
    assert rows(answer) == {"Line 1": "1.00", "Total": "1.00"}


def test_a_typed_period_is_the_divisor() -> None:
    answer = pro_rata("2027-01-10", line("30.00"), days_in_period_override=30)
    assert (answer["days_in_month"], answer["days_remaining"], answer["total"]) == (30, 20, "20.00")


@pytest.mark.parametrize(
    ("period", "field"), [(0, "days_in_period_override"), (367, "days_in_period_override")]
)
def test_a_typed_period_has_a_day_and_no_more_than_a_year(period: int, field: str) -> None:
    answer = pro_rata("2027-01-10", line("30.00"), days_in_period_override=period)
    assert refusal(answer) == ("days_out_of_range", field)


@pytest.mark.parametrize(("count_activation_day", "days_remaining"), [(True, 0), (False, None)])
def test_a_period_that_ends_before_the_activation_day_is_refused(
    days_remaining: int | None, *, count_activation_day: bool
) -> None:
    """The 31st is the first day after a period of 30: no day is left, or less than none."""
    answer = pro_rata(
        "2027-01-31", line("30.00"), days_in_period_override=30, count_activation_day=count_activation_day
    )
    assert answer.get("days_remaining") == days_remaining
    assert answer.get("error") == (None if count_activation_day else "days_out_of_range")
    assert answer.get("total_day_not_counted") is None


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "two", 1_000_001])
def test_a_quantity_is_a_whole_number_from_one(quantity: object) -> None:
    answer = pro_rata("2027-01-10", line("10.00"), line("10.00", quantity))
    assert refusal(answer) == ("invalid_quantity", "lines.1.quantity")


def test_large_fees_and_quantities_stay_exact() -> None:
    answer = pro_rata("2027-01-01", line("999999999999999.99", 1_000_000), count_activation_day=True)
    assert answer["total"] == "999999999999999990000.00"


@pytest.mark.parametrize(
    ("fee", "code"),
    [("-0.01", "must_not_be_negative"), ("0.0001", "too_many_decimals"), ("1,234", "ambiguous_number")],
)
def test_a_fee_that_is_no_amount_is_refused(fee: str, code: str) -> None:
    assert refusal(pro_rata("2027-01-10", line(fee))) == (code, "lines.0.monthly_fee")


def test_a_fee_may_be_nothing() -> None:
    assert pro_rata("2027-03-15", line("0", 3))["total"] == "0.00"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ("required", "lines")), (100, (None, None)), (101, ("too_many_lines", "lines"))],
)
def test_there_are_one_to_a_hundred_lines(count: int, expected: tuple[str | None, str | None]) -> None:
    assert refusal(pro_rata("2027-01-10", *[line("1.00")] * count)) == expected


@pytest.mark.parametrize(
    ("label", "expected"), [("x" * 80, (None, None)), ("x" * 81, ("text_too_long", "lines.0.label"))]
)
def test_a_label_has_at_most_80_characters(label: str, expected: tuple[str | None, str | None]) -> None:
    assert refusal(pro_rata("2027-01-10", line("1.00", label=label))) == expected


def test_a_label_is_kept_as_typed() -> None:
    assert rows(pro_rata("2027-01-10", line("31.00", label=" {0} <b> ")))["{0} <b>"] == "21.00"


@pytest.mark.parametrize(
    ("rounding", "last"),
    [
        ("per_line", "Each line is rounded to the cent, half up. Together: 1,354.84."),
        ("total", "Only the sum is rounded to the cent, half up: 1,354.84."),
    ],
)
def test_the_steps_say_how_the_amounts_came_about(rounding: str, last: str) -> None:
    answer = pro_rata("2027-01-30", line("42000.00", label="Plan"), rounding=rounding)
    assert said(answer) == [
        "From Saturday, 30 January 2027, 1 day of 31 remains.",
        "Plan: 42,000.00 × 1 × 1 ÷ 31 = 1,354.84",
        last,
    ]
    assert answer["headline"] == "Estimated usage: 1,354.84 for 1 day of 31."


def test_the_rule_of_the_activation_day_is_the_one_that_was_chosen() -> None:
    counted = pro_rata("2027-01-30", line("10.00"), count_activation_day=True)
    assert counted["steps"][0] == {
        "text": "From Saturday, 30 January 2027, 2 days of 31 remain.",
        "rules": ["computer_gross.pro_rata.activation_day_counted"],
    }
    assert pro_rata("2027-01-30", line("10.00"))["steps"][0]["rules"] == [
        "computer_gross.pro_rata.activation_day"
    ]
