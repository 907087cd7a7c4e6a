"""What does a subscription cost for the rest of the month in which it starts?"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from calc.calculator import Calculator
from calc.fields import (
    MOST_DAYS,
    Day,
    Days,
    Fee,
    Inputs,
    NumberLocale,
    Period,
    Quantity,
    ask,
    ask_number_locale,
)
from calc.language import msgid
from calc.message import Message, message, plural
from calc.money import EXACT, Money, Plain, settle
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Notice, Result, Row, Step, ordered

FORMULA = "computer_gross.pro_rata.formula"
QUANTITY = "computer_gross.pro_rata.quantity"
NOT_COUNTED = "computer_gross.pro_rata.activation_day"
COUNTED = "computer_gross.pro_rata.activation_day_counted"
ROUNDING = "computer_gross.pro_rata.rounding"

MOST_LINES = 100
LONGEST_LABEL = 80


class Line(Inputs):
    """A plan or an add-on."""

    label: Annotated[str, Field(max_length=LONGEST_LABEL)] = ask(
        "Plan or add-on", "A name to tell the lines apart.", example="Office 365 E3", default=""
    )
    monthly_fee: Fee = ask(
        "Monthly fee for one licence",
        "The recurring fee that the portal shows. 0 is allowed.",
        example="10.00",
        option="fee",
    )
    quantity: Quantity = ask("Licences", "How many licences you buy.", example=25)


class ProRata(Inputs):
    """A subscription with its add-ons, and the day on which it starts."""

    activation_date: Day = ask(
        "Activation date", "The day on which the subscription starts.", example="2027-01-29"
    )
    count_activation_day: bool = ask(
        "Count the activation day",
        "The guide’s example fits both ways. Microsoft’s published samples count it.",
        example=False,
        default=False,
        option="count-day",
    )
    days_remaining_override: Days | None = ask(
        "Days remaining, if you know them",
        "Left empty, they are worked out from the date.",
        example=2,
        default=None,
        option="days-remaining",
        rare=True,
    )
    days_in_period_override: Period | None = ask(
        "Days in the period, if not the month",
        "Left empty, the days of the month are used.",
        example=30,
        default=None,
        option="days-in-period",
        rare=True,
    )
    rounding: Literal["per_line", "total"] = ask(
        "Rounding",
        "How the portal rounds is not stated.",
        example="per_line",
        default="per_line",
        choices={"per_line": msgid("Each line to the cent"), "total": msgid("Only the total")},
        rare=True,
    )
    number_locale: NumberLocale = ask_number_locale()
    lines: Annotated[tuple[Line, ...], Field(strict=False, min_length=1, max_length=MOST_LINES)] = ask(
        "Lines",
        "The plan, and a line for each add-on.",
        example=[{"label": "Office 365 E3", "monthly_fee": "10.00", "quantity": 25}],
        option="line",
    )

    def rule_day(self) -> date:
        return self.activation_date


class ProRataResult(Result):
    """Amounts in the currency of the fees, as printed in the portal; VAT is not stated.

    `days_in_month` is the divisor: the typed period, or the days of the month. `total` follows the chosen
    rounding and `total_other_rounding` the other one. The last two give the total under each reading of the
    activation day; they are None where the days are typed.
    """

    days_in_month: int
    days_remaining: int
    line_amounts: tuple[Plain, ...]
    total: Plain
    total_other_rounding: Plain
    total_day_not_counted: Plain | None
    total_day_counted: Plain | None


def pro_rata(order: ProRata, _: Rules) -> ProRataResult:
    """Work out fee x quantity x days remaining / days of the month, divided last.

    A line is rounded half up once; the total is the sum of the rounded lines, or the rounded sum of the
    exact ones. Raises Refusal where the days remaining are more than the days of the month.
    """
    first = order.activation_date
    days = order.days_in_period_override or monthrange(first.year, first.month)[1]
    not_counted = days - first.day
    typed = order.days_remaining_override
    remaining = not_counted + order.count_activation_day if typed is None else typed
    if not 0 <= remaining <= days:
        field, least = (
            ("days_in_period_override", first.day) if typed is None else ("days_remaining_override", 0)
        )
        most = MOST_DAYS if typed is None else days
        raise Refusal("days_out_of_range", field, {"minimum": least, "maximum": most})

    def total(rounding: str, days_left: int) -> Decimal | None:
        if typed is not None or not 0 <= days_left <= days:
            return None
        return _total(order.lines, rounding, days_left, days)

    other = "total" if order.rounding == "per_line" else "per_line"
    return ProRataResult(
        days_in_month=days,
        days_remaining=remaining,
        line_amounts=tuple(_amount_of(line, remaining, days) for line in order.lines),
        total=_total(order.lines, order.rounding, remaining, days),
        total_other_rounding=_total(order.lines, other, remaining, days),
        total_day_not_counted=total(order.rounding, not_counted),
        total_day_counted=total(order.rounding, not_counted + 1),
        warnings=ordered(_NOTICES),
    )


def _fees(line: Line, remaining: int) -> Decimal:
    """What is divided by the days: exact, so that the quotient is rounded once."""
    return EXACT.multiply(line.monthly_fee, Decimal(line.quantity * remaining))


def _amount_of(line: Line, remaining: int, days: int) -> Decimal:
    return settle(EXACT.divide(_fees(line, remaining), Decimal(days)))


def _total(lines: tuple[Line, ...], rounding: str, remaining: int, days: int) -> Decimal:
    if rounding == "per_line":
        return reduce(EXACT.add, (_amount_of(line, remaining, days) for line in lines))
    fees = reduce(EXACT.add, (_fees(line, remaining) for line in lines))
    return settle(EXACT.divide(fees, Decimal(days)))


_NOTICES = {
    "estimate": Notice(
        message("An estimate. How the portal rounds is not stated: its amount may differ by a cent a line."),
        (ROUNDING,),
    ),
    "new_commerce_experience": Notice(
        message(
            "This is the calendar-month rule of the guide. Under Microsoft’s new commerce experience a "
            "subscription usually starts a full cycle on its own date, and no partial month is charged."
        ),
        (FORMULA,),
    ),
}


def account(order: ProRata, result: ProRataResult, _: Rules) -> Account:
    """How the amounts were worked out, in sentences."""
    day_rule = COUNTED if order.count_activation_day else NOT_COUNTED
    steps = [_days_step(order, result, day_rule)]
    by_line = order.rounding == "per_line"
    for number, (line, amount) in enumerate(zip(order.lines, result.line_amounts, strict=True), 1):
        said = message(
            "{line}: {fee} × {quantity} × {remaining} ÷ {days} = {amount}",
            line=_name(line, number),
            fee=_amount(line.monthly_fee),
            quantity=line.quantity,
            remaining=result.days_remaining,
            days=result.days_in_month,
            amount=_amount(amount),
        )
        steps.append(Step(said, (FORMULA, QUANTITY), amount if by_line else None))
    if by_line:
        said = message(
            "Each line is rounded to the cent, half up. Together: {total}.", total=_amount(result.total)
        )
    else:
        said = message("Only the sum is rounded to the cent, half up: {total}.", total=_amount(result.total))
    steps.append(Step(said, (ROUNDING,), None if by_line else result.total))
    return Account(
        headline=plural(
            "Estimated usage: {total} for {count} day of {days}.",
            "Estimated usage: {total} for {count} days of {days}.",
            count=result.days_remaining,
            total=_amount(result.total),
            days=result.days_in_month,
        ),
        rows=tuple(_rows(order, result)),
        steps=tuple(steps),
        notices=tuple(_NOTICES[code] for code in result.warnings),
        total=result.total,
    )


def _rows(order: ProRata, result: ProRataResult) -> list[Row]:
    rows = [
        Row(_name(line, number), _amount(amount), (FORMULA,))
        for number, (line, amount) in enumerate(zip(order.lines, result.line_amounts, strict=True), 1)
    ]
    rows.append(Row(message("Total"), _amount(result.total)))
    if result.total_day_not_counted is not None:
        rows.append(
            Row(
                message("If the activation day is not counted"),
                _amount(result.total_day_not_counted),
                (NOT_COUNTED,),
            )
        )
    if result.total_day_counted is not None:
        rows.append(
            Row(message("If the activation day is counted"), _amount(result.total_day_counted), (COUNTED,))
        )
    if result.total_other_rounding != result.total:
        rows.append(
            Row(message("With the other rounding"), _amount(result.total_other_rounding), (ROUNDING,))
        )
    return rows


def _amount(amount: Decimal) -> Money:
    return Money(amount, None)


def _name(line: Line, number: int) -> Message:
    if line.label.strip():
        return message("{label}", label=line.label.strip())
    return message("Line {number}", number=number)


def _days_step(order: ProRata, result: ProRataResult, day_rule: str) -> Step:
    if order.days_remaining_override is not None:
        return Step(
            plural(
                "{count} day of {days}, as typed.",
                "{count} days of {days}, as typed.",
                count=result.days_remaining,
                days=result.days_in_month,
            )
        )
    return Step(
        plural(
            "From {start}, {count} day of {days} remains.",
            "From {start}, {count} days of {days} remain.",
            count=result.days_remaining,
            start=order.activation_date,
            days=result.days_in_month,
        ),
        (day_rule,),
    )


CALCULATOR = Calculator(msgid("Pro-rata for the first month"), ProRata, pro_rata, account)
