"""The one door: a request in, an answer out, for the command line, the pages and the browser alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from pydantic import ValidationError

from calc import calendar
from calc.answers import Answer, NoAnswer
from calc.calculations import (
    calendar_file,
    cisco_timeline,
    dispatch,
    esd_state,
    latest_order,
    licence,
    open_value_dates,
    order_charge,
    parse_number,
    pro_rata,
    volume_quote,
)
from calc.calculator import Calculator
from calc.explain import explain
from calc.fields import Inputs
from calc.language import LOCALES
from calc.order_forms import cisco, computer_gross, incotel, intcomex, westcon
from calc.policy import Rules, UncoveredDate
from calc.refusals import Refusal, Refused, from_pydantic, told
from calc.result import Result
from calc.words import words

CALCULATORS: dict[str, Calculator[Any, Any]] = {
    "order_charge": order_charge.CALCULATOR,
    "dispatch": dispatch.CALCULATOR,
    "latest_order": latest_order.CALCULATOR,
    "licence_window": licence.WINDOW,
    "licence_latest_request": licence.LATEST_REQUEST,
    "pro_rata": pro_rata.CALCULATOR,
    "parse_number": parse_number.CALCULATOR,
    "cisco_timeline": cisco_timeline.CALCULATOR,
    "open_value_dates": open_value_dates.CALCULATOR,
    "calendar_file": calendar_file.CALCULATOR,
    "volume_quote": volume_quote.CALCULATOR,
    "esd_state": esd_state.CALCULATOR,
    "westcon_order": westcon.ORDER.calculator,
    "westcon_licence_request": westcon.LICENCE_REQUEST.calculator,
    "westcon_dongle_swap": westcon.DONGLE_SWAP.calculator,
    "westcon_delivery_request": westcon.DELIVERY_REQUEST.calculator,
    "cisco_order": cisco.ORDER.calculator,
    "computer_gross_customer": computer_gross.CUSTOMER.calculator,
    "intcomex_form": intcomex.FORM.calculator,
    "incotel_assignment": incotel.ASSIGNMENT.calculator,
}
"""Every calculator, by its name in a request."""


_LONGEST_WHOLE = 20


def evaluate(request: object, *, today: date | None = None) -> Answer | NoAnswer:
    """Answer a request: `{"calculator": name, "inputs": {...}, "locale": "en"}`.

    The answer holds the result's fields as JSON has them (money as text, dates in ISO form) and its account
    in words: `headline`, `rows`, `steps`, `notices`, `deadlines`, `sources`, `text`. Bad input gives `error`,
    `field` and `message` for the first thing that is wrong and `errors` for all of them; nothing is raised.
    Rules are those of the day that the inputs name, or of `today` (default: the day on this machine's clock).
    """
    try:
        name, given, locale = _opened(request)
    except Refusal as refusal:
        return _refused((refusal,), "en", None)
    calculator = CALCULATORS[name]
    try:
        inputs, result, day = compute(calculator, given, today or calendar.today())
    except Refused as refused:
        return _refused(refused.refusals, locale, calculator.inputs)
    account = calculator.account(inputs, result, Rules(day))
    return explain(account, result, words(locale), day)


def compute(
    calculator: Calculator[Any, Any], given: Mapping[str, Any], today: date
) -> tuple[Inputs, Result, date]:
    """The inputs as read, the result, and the day whose rules were used. Raises Refused."""
    try:
        inputs: Inputs = calculator.inputs.model_validate(given)
        day = inputs.rule_day() or today
        return inputs, calculator.run(inputs, Rules(day)), day
    except ValidationError as error:
        raise Refused(from_pydantic(error)) from None
    except Refusal as refusal:
        raise Refused((refusal,)) from None
    except UncoveredDate:
        raise Refused((Refusal("uncovered_date", None),)) from None


def evaluate_json(text: str) -> str:
    """`evaluate` for a request written as JSON, answered as JSON. Nothing is raised."""
    try:
        request = read_json(text)
    except ValueError:
        return json.dumps(_refused((Refusal("invalid_request", None),), "en", None))
    return json.dumps(evaluate(request))


def read_json(text: str) -> object:
    """JSON as it is defined: NaN is none. Raises ValueError for anything else.

    A whole number that no input is as long as is read as a float: in no time, and refused where it stands.
    """
    try:
        return json.loads(text, parse_int=_whole, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _opened(request: object) -> tuple[str, Mapping[str, Any], str]:
    """The parts of a request. Raises Refusal."""
    if not isinstance(request, dict) or not isinstance(request.get("inputs"), dict):
        raise Refusal("invalid_request", None)
    if not all(isinstance(key, str) for key in request | request["inputs"]):
        raise Refusal("invalid_request", None)
    for key in request:
        if key not in ("calculator", "inputs", "locale"):
            raise Refusal("unknown_field", key[:60])
    name, locale = request.get("calculator"), request.get("locale", "en")
    if not isinstance(name, str) or name not in CALCULATORS:
        raise Refusal("unsupported_calculator", "calculator", {"choices": ", ".join(CALCULATORS)})
    if locale not in LOCALES:
        raise Refusal("unsupported_locale", "locale", {"choices": ", ".join(LOCALES)})
    return name, request["inputs"], locale


def _refused(refusals: tuple[Refusal, ...], locale: str, model: type[Inputs] | None) -> NoAnswer:
    problems = [told(refusal, words(locale), model) for refusal in refusals]
    return {**problems[0], "errors": problems}
