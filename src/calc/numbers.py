"""Numbers as people in five languages type them, read exactly or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

LONGEST = 40
"""Characters beyond which a text is refused unread."""

LARGEST = Decimal(10) ** 15
"""Numbers from here on are refused: no order is this large, and display would lose digits."""

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_APOSTROPHES = {ord("\u2019"): "'"}
_MINUS = {ord("\u2212"): "-"}
_SAME = _SPACES | _APOSTROPHES | _MINUS

_SIGNS = {"€": "EUR", "eur": "EUR", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kr": "kr", "kr.": "kr"}
_SIGN = r"€|EUR|SEK|NOK|DKK|kr\.?"
_MARKED = re.compile(rf"(?:({_SIGN})\s*)?(-?[0-9][0-9 .,']*?)(?:\s*({_SIGN}))?", re.ASCII | re.IGNORECASE)
_LONG = re.compile(r"[^0-9]{0,4}[0-9][0-9 .,']*[^0-9]{0,4}")
_BODY = re.compile(r"[0-9]+(?:[ .,'][0-9]+)*")


class Typed(NamedTuple):
    """A number that was read, and the currency typed beside it ("kr" stands for any krone or krona)."""

    value: Decimal
    currency: str | None


class NumberRefused(ValueError):
    """A text that is not read as a number. `readings` holds both meanings of an ambiguous one."""

    def __init__(self, code: str, readings: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.readings = readings


def read_number(text: str) -> Typed:
    """Read a number with either decimal mark and any usual grouping.

    Two kinds of separator: the last is the decimal mark. One kind, repeated: groups of three. A single
    point or comma with one to three digits before it and exactly three after ("1.234") means a
    thousand in one country and a fraction in another: refused as ambiguous, with both readings.
    Exponents, other scripts' digits and anything else raise NumberRefused.
    """
    text = text.strip()
    if not text:
        raise NumberRefused("required")
    if len(text) > LONGEST:
        raise NumberRefused("number_too_large" if _LONG.fullmatch(text) else "invalid_number")
    marked = _MARKED.fullmatch(text.translate(_SAME))
    if marked is None or (marked[1] and marked[3]):
        raise NumberRefused("invalid_number")
    sign = marked[1] or marked[3]
    minus, body = ("-", marked[2][1:]) if marked[2].startswith("-") else ("", marked[2])
    try:
        value = Decimal(_plain(body))
    except NumberRefused as refused:
        raise NumberRefused(refused.code, tuple(minus + reading for reading in refused.readings)) from None
    if value >= LARGEST:
        raise NumberRefused("number_too_large")
    if minus and value:
        value = value.copy_negate()
    return Typed(value, _SIGNS[sign.lower()] if sign else None)


def _plain(body: str) -> str:
    """The digits with at most one point, as Decimal reads them."""
    if body.isdecimal():
        return body
    if not _BODY.fullmatch(body):
        raise NumberRefused("invalid_number")
    marks = [character for character in body if not character.isdecimal()]
    last = marks[-1]
    kinds = set(marks)
    if len(kinds) == 1:
        if len(marks) > 1 or last in " '":
            return _ungrouped(body, last)
        whole, _, rest = body.partition(last)
        if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0"):
            raise NumberRefused("ambiguous_number", (whole + rest, f"{whole}.{rest}0"))
        return f"{whole}.{rest}"
    if len(kinds) > 2 or marks.count(last) > 1 or last in " '":
        raise NumberRefused("invalid_number")
    whole, _, rest = body.rpartition(last)
    return f"{_ungrouped(whole, marks[0])}.{rest}"


def _ungrouped(whole: str, mark: str) -> str:
    first, *groups = whole.split(mark)
    if not 1 <= len(first) <= 3 or first.startswith("0") or any(len(group) != 3 for group in groups):
        raise NumberRefused("invalid_number")
    return first + "".join(groups)


def decimals(value: Decimal) -> int:
    """How many decimals were typed, zeros included."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
