"""Exact money, rounded half up at the end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from calc.money import EXACT, Plain, settle


@pytest.mark.parametrize(
    ("amount", "settled"),
    [
        ("0.575", "0.58"),
        ("0.5749999999999999999999999999999999999999", "0.57"),
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("1.005", "1.01"),
        ("-0.005", "-0.01"),
        ("30", "30.00"),
        ("999999999999999999999999999999.995", "1000000000000000000000000000000.00"),
    ],
)
def test_a_half_cent_is_rounded_away_from_zero(amount: str, settled: str) -> None:
    assert str(settle(Decimal(amount))) == settled


def test_products_and_quotients_keep_sixty_digits() -> None:
    assert str(EXACT.divide(Decimal(1), Decimal(3))) == "0." + "3" * 60


@pytest.mark.parametrize(
    ("amount", "text"), [("1E+12", "1000000000000"), ("0.00", "0.00"), ("1E-7", "0.0000001")]
)
def test_money_leaves_as_text_without_exponent(amount: str, text: str) -> None:
    assert TypeAdapter(Plain).dump_python(Decimal(amount), mode="json") == text
