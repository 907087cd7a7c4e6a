"""How numbers are read as people type them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from calc.numbers import NumberRefused, Typed, decimals, read_number


def refused(text: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(NumberRefused) as caught:
        read_number(text)
    return caught.value.code, caught.value.readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("7", "7"),
        ("1234", "1234"),
        ("0123", "123"),
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1\u2009234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1\u2019234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234", "1234"),
        ("1'234", "1234"),
        ("12 345 678", "12345678"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.891", "1234567.891"),
        ("1,2", "1.2"),
        ("1.23", "1.23"),
        ("1.2345", "1.2345"),
        ("1234.567", "1234.567"),
        ("0.123", "0.123"),
        ("0,123", "0.123"),
        ("012.345", "12.345"),
        ("-5", "-5"),
        ("\u22125,5", "-5.5"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("  42\n", "42"),
        ("999999999999999.99", "999999999999999.99"),
        ("1000000000000", "1000000000000"),
        ("-123456789012345.12345678901234567", "-123456789012345.12345678901234567"),
        ("0.57500000000000000000000000000000000001", "0.57500000000000000000000000000000000001"),
    ],
)
def test_either_decimal_mark_and_any_usual_grouping_is_read(text: str, value: str) -> None:
    """The text of the value is compared, so that typed decimals are kept and none is lost."""
    number = read_number(text)
    assert (f"{number.value:f}", number.currency) == (value, None)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", ("1234", "1.2340")),
        ("1,234", ("1234", "1.2340")),
        ("12.345", ("12345", "12.3450")),
        ("123,456", ("123456", "123.4560")),
        ("1.000", ("1000", "1.0000")),
        ("-1.234", ("-1234", "-1.2340")),
        ("€ 1.234", ("1234", "1.2340")),
    ],
)
def test_one_mark_before_exactly_three_digits_is_ambiguous(text: str, readings: tuple[str, str]) -> None:
    assert refused(text) == ("ambiguous_number", readings)


@pytest.mark.parametrize("text", ["1.234", "12,345", "-1.234", "999.999"])
def test_both_readings_of_an_ambiguous_number_are_read_without_doubt(text: str) -> None:
    _, (grouped, fraction) = refused(text)
    assert read_number(grouped).value == 1000 * read_number(fraction).value


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("€ 300", "EUR"),
        ("300€", "EUR"),
        ("300 EUR", "EUR"),
        ("eur 300", "EUR"),
        ("SEK 300", "SEK"),
        ("300 nok", "NOK"),
        ("300\u00a0DKK", "DKK"),
        ("kr 300", "kr"),
        ("300 kr.", "kr"),
        ("300 KR", "kr"),
    ],
)
def test_a_currency_beside_the_number_is_told_apart_from_it(text: str, currency: str) -> None:
    assert read_number(text) == Typed(Decimal(300), currency)


@pytest.mark.parametrize(
    "text",
    [
        "abc", "1e3", "1E3", "NaN", "nan", "Infinity", "-inf", "1_000", "0x10", "<script>", "1/2", "10 %",
        "+5", "--5", "- 5", "5-", ".", ",", "-", "€", ".5", "5.", ",5", "1..2", "1.,2", "1  234", "1 2",
        "12,34,56", "1.23.456", "1.2345.678", "1234.567,89", "0.123,45", "0 123", "1,234.567,89",
        "1.234,567.89", "1,234 567", "1 234'567", "1'234 567,8", "1,234.567'8", "$ 300", "USD 300",
        "€ 300 EUR", "300 kroner", "\u0661\u0662", "\uff11", "\u00b2", "1\u00b2", "\u2167",
        "1\u00a0\u00a0234",
        "1\x00", "1\n2", "5 \u20ac 5",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refused(text) == ("invalid_number", ())


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0"])
def test_nothing_is_not_zero(text: str) -> None:
    assert refused(text) == ("required", ())


@pytest.mark.parametrize(
    "text",
    [
        "1000000000000000",
        "1.000.000.000.000.000",
        "-1000000000000000",
        "9" * 41,
        "9" * 1_000_000,
        "-" + "9" * 1_000_000,
        "€ " + "9" * 1_000_000,
        "1," * 500_000 + "1",
    ],
    ids=["1e15", "1e15 grouped", "-1e15", "41 digits", "a million", "minus a million", "€", "commas"],
)
def test_a_number_beyond_all_orders_is_too_large(text: str) -> None:
    assert refused(text) == ("number_too_large", ())


@pytest.mark.parametrize(
    "text",
    ["9" * 1_000_000 + "x" * 5, "1" + "," * 1_000_000 + "x" * 5, "1 " * 500_000 + "-" * 9, "x" * 1_000_000],
    ids=["digits", "commas", "pairs", "letters"],
)
def test_a_million_characters_are_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    assert refused(text) == ("invalid_number", ())
    assert time.perf_counter() - started < 1


def test_spaces_around_a_number_do_not_make_it_long() -> None:
    assert read_number(" " * 50 + "5").value == 5


@pytest.mark.parametrize(("text", "count"), [("5", 0), ("5.0", 1), ("5.50", 2)])
def test_decimals_are_counted_as_typed(text: str, count: int) -> None:
    assert decimals(Decimal(text)) == count
