"""What number does a typed text mean?"""

from __future__ import annotations

from calc.calculator import Calculator
from calc.fields import Inputs, NumberLocale, TypedNumber, ask, ask_number_locale
from calc.language import msgid
from calc.message import message
from calc.money import Plain
from calc.policy import Rules
from calc.result import Account, Result, Row


class ParseNumber(Inputs):
    """A text as a person typed it."""

    text: TypedNumber = ask("Number", "A number as people write it, grouped or not.", example="1.234,50")
    locale: NumberLocale = ask_number_locale()


class ParseNumberResult(Result):
    """The exact number, with the decimals that were typed."""

    value: Plain


def parse_number(typed: ParseNumber, _: Rules) -> ParseNumberResult:
    """Read the number by the rules of `calc.numbers.read_number`."""
    return ParseNumberResult(value=typed.text.value)


def account(_: ParseNumber, result: ParseNumberResult, __: Rules) -> Account:
    """The number as it was read."""
    return Account(
        headline=message("Read as {value}.", value=result.value),
        rows=(Row(message("Number"), result.value),),
        steps=(),
        notices=(),
    )


CALCULATOR = Calculator(msgid("Number as typed"), ParseNumber, parse_number, account)
