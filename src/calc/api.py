"""The one door: a request in, an answer out, for the command line, the pages and the browser alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from pydantic import ValidationError

from calc import policy
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
from calc.explain import explain
from calc.fields import Inputs
from calc.language import LOCALES, msgid
from calc.order_forms import cisco, computer_gross, incotel, intcomex, westcon
from calc.order_forms.form import Checked, OrderForm
from calc.policy import Rules, UncoveredDate
from calc.refusals import Refusal, Refused, from_pydantic, told
from calc.result import Account, Result
from calc.words import words


@dataclass(frozen=True)
class Calculator[I: Inputs, R: Result]:
    """A calculation: its name for people, its inputs, what it does on a day, and how it is told."""

    title: str
    inputs: type[I]
    run: Callable[[I, date], R]
    account: Callable[[I, R, date], Account]


def _guided[I: Inputs, R: Result](
    guide: str,
    title: str,
    inputs: type[I],
    run: Callable[[I, Rules], R],
    account: Callable[[I, R, Rules], Account],
) -> Calculator[I, R]:
    def rules(day: date) -> Rules:
        return policy.load(guide).at(day)

    return Calculator(
        title,
        inputs,
        lambda given, day: run(given, rules(day)),
        lambda given, result, day: account(given, result, rules(day)),
    )


def _westcon[I: Inputs, R: Result](
    title: str, inputs: type[I], run: Callable[[I, Rules], R], account: Callable[[I, R, Rules], Account]
) -> Calculator[I, R]:
    return _guided("westcon-avaya-ipo", title, inputs, run, account)


def _order_form[I: Inputs](form: OrderForm[I]) -> Calculator[I, Checked]:
    return _guided(form.guide, form.title, form.inputs, form.check, form.account)


def _ruleless[I: Inputs, R: Result](
    title: str, inputs: type[I], run: Callable[[I], R], account: Callable[[I, R], Account]
) -> Calculator[I, R]:
    return Calculator(
        title, inputs, lambda given, _: run(given), lambda given, result, _: account(given, result)
    )


CALCULATORS: dict[str, Calculator[Any, Any]] = {
    "order_charge": _westcon(
        msgid("Minimum order charge"),
        order_charge.OrderCharge,
        order_charge.order_charge,
        order_charge.account,
    ),
    "dispatch": _westcon(
        msgid("Dispatch and delivery"), dispatch.Dispatch, dispatch.dispatch, dispatch.account
    ),
    "latest_order": _westcon(
        msgid("Latest moment to order"),
        latest_order.LatestOrder,
        latest_order.latest_order,
        latest_order.account,
    ),
    "licence_window": _westcon(
        msgid("When a licence comes"),
        licence.LicenceWindow,
        licence.licence_window,
        licence.window_account,
    ),
    "licence_latest_request": _westcon(
        msgid("Latest moment to ask for a licence"),
        licence.LicenceLatestRequest,
        licence.licence_latest_request,
        licence.latest_request_account,
    ),
    "pro_rata": _ruleless(
        msgid("Pro-rata for the first month"),
        pro_rata.ProRata,
        pro_rata.pro_rata,
        pro_rata.account,
    ),
    "parse_number": _ruleless(
        msgid("Number as typed"),
        parse_number.ParseNumber,
        parse_number.parse_number,
        parse_number.account,
    ),
    "cisco_timeline": _guided(
        "cisco-webex",
        msgid("Cisco order dates"),
        cisco_timeline.CiscoTimeline,
        cisco_timeline.cisco_timeline,
        cisco_timeline.account,
    ),
    "open_value_dates": _guided(
        "intcomex-volume",
        msgid("Open Value dates"),
        open_value_dates.OpenValueDates,
        open_value_dates.open_value_dates,
        open_value_dates.account,
    ),
    "calendar_file": Calculator(
        msgid("Calendar file"),
        calendar_file.CalendarFile,
        calendar_file.calendar_file,
        calendar_file.account,
    ),
    "volume_quote": _ruleless(
        msgid("Volume licence quote"),
        volume_quote.VolumeQuote,
        volume_quote.volume_quote,
        volume_quote.account,
    ),
    "esd_state": _guided(
        "incotel-esd",
        msgid("ESD licence states"),
        esd_state.EsdState,
        esd_state.esd_state,
        esd_state.account,
    ),
    "westcon_order": _order_form(westcon.ORDER),
    "westcon_licence_request": _order_form(westcon.LICENCE_REQUEST),
    "westcon_dongle_swap": _order_form(westcon.DONGLE_SWAP),
    "westcon_delivery_request": _order_form(westcon.DELIVERY_REQUEST),
    "cisco_order": _order_form(cisco.ORDER),
    "computer_gross_customer": _order_form(computer_gross.CUSTOMER),
    "intcomex_form": _order_form(intcomex.FORM),
    "incotel_assignment": _order_form(incotel.ASSIGNMENT),
}
"""Every calculator, by its name in a request."""


_LONGEST_WHOLE = 20


def evaluate(request: object, *, today: date | None = None) -> dict[str, Any]:
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
        inputs, result, day = compute(calculator, given, today or date.today())  # noqa: DTZ011  # the reader's own day
    except Refused as refused:
        return _refused(refused.refusals, locale, calculator.inputs)
    account = calculator.account(inputs, result, day)
    return result.model_dump(mode="json") | explain(account, result.warnings, words(locale), day)


def compute(
    calculator: Calculator[Any, Any], given: Mapping[str, Any], today: date
) -> tuple[Inputs, Result, date]:
    """The inputs as read, the result, and the day whose rules were used. Raises Refused."""
    try:
        inputs: Inputs = calculator.inputs.model_validate(given)
        day = inputs.rule_day() or today
        return inputs, calculator.run(inputs, day), day
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


def _refused(refusals: tuple[Refusal, ...], locale: str, model: type[Inputs] | None) -> dict[str, Any]:
    errors = [told(refusal, words(locale), model) for refusal in refusals]
    return {**errors[0], "errors": errors}
