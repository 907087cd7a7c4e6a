"""Exact money: decimals end to end, rounded half up once, where an amount is settled."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Annotated, NamedTuple

from pydantic import PlainSerializer

# Wide enough that no product or quotient of accepted inputs is rounded before the money boundary.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

_CENT = Decimal("0.01")

Plain = Annotated[Decimal, PlainSerializer(lambda value: f"{value:f}", return_type=str)]
"""A decimal that leaves as text in full, never with an exponent."""


class Money(NamedTuple):
    """An amount in one currency; None where the source names no currency."""

    amount: Decimal
    currency: str | None


def settle(amount: Decimal) -> Decimal:
    """Round to two decimals, half up: 0.575 becomes 0.58."""
    return amount.quantize(_CENT, context=EXACT)
