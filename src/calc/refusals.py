"""Why an input is refused and what to do, by code."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from calc import describe
from calc.answers import Ambiguous, Problem
from calc.fields import Inputs
from calc.language import msgid
from calc.message import Message, Value
from calc.words import Words

_CODES = {
    "required": msgid("Fill this in."),
    "unanswered": msgid("Answer this."),
    "wrong_type": msgid("This is not the kind of value that belongs here. An example: {example}"),
    "invalid_number": msgid("Write a number in digits, such as 1250.50 or 1250,50."),
    "ambiguous_number": msgid("This can mean {first} or {second}. Say which."),
    "number_too_large": msgid("This number is too large. Check its digits."),
    "too_many_decimals": msgid("Money has at most two decimals. Round it to two."),
    "must_be_positive": msgid("Write an amount above 0."),
    "must_not_be_negative": msgid("Write 0 or more. Credits are not worked out here."),
    "invalid_rate": msgid("Write an exchange rate above 0."),
    "invalid_quantity": msgid("Write a whole number from {minimum} to {maximum}."),
    "discount_out_of_range": msgid("Write a percentage from 0 to 100."),
    "net_and_discount_conflict": msgid(
        "The net price and the discount contradict each other. Give only one of them."
    ),
    "special_deal_percent_required": msgid("Write the percentage of the special deal."),
    "special_deal_skus_required": msgid("Write the SKUs that the special deal applies to."),
    "special_deal_sku_not_in_quote": msgid("No line has the SKU “{sku}”. Write it as it stands in its line."),
    "not_approved": msgid("The order is not approved yet at this point. Approve it in an earlier line."),
    "already_approved": msgid("The order is approved in an earlier line. Remove this one."),
    "customer_required": msgid("Write the customer’s code."),
    "unknown_customer": msgid("No earlier line creates this customer. Create the customer first."),
    "duplicate_customer_code": msgid("An earlier line creates a customer with this code. Choose another."),
    "not_enough_available": msgid("Available at this point: {left}. Assign no more than that."),
    "nothing_assigned": msgid("This customer has no licences at this point. Assign some first."),
    "days_out_of_range": msgid("Write a whole number of days from {minimum} to {maximum}."),
    "invalid_date": msgid("Write a date that exists, in this form: {example}"),
    "date_out_of_range": msgid("Choose a year from {first} to {last}."),
    "nonexistent_local_time": msgid(
        "The clocks go forward over this time, so it does not exist. Choose a time before or after the gap."
    ),
    "start_date_before_order": msgid("The order is dated {ordered}. It cannot start before that day."),
    "dates_out_of_order": msgid("The dates contradict each other. This day cannot lie before {first}."),
    "term_not_offered": msgid("This programme has no such term. Its terms in years: {terms}."),
    "program_retired": msgid("Microsoft has closed this programme. Its last day was {last}."),
    "invalid_moment": msgid(
        "Write a day, such as {day}, or a time with its distance from UTC, such as {moment}."
    ),
    "uid_twice": msgid("Two entries have this identifier. Give each one its own."),
    "currency_mismatch": msgid(
        "The amount is typed in {typed}, but the currency is {chosen}. Make them agree."
    ),
    "too_late": msgid("It is too late. The last moment was {last}."),
    "too_many_lines": msgid("Write at most {maximum} lines."),
    "text_too_long": msgid("Write at most {maximum} characters."),
    "unknown_field": msgid("Nothing of this name is asked. Remove it."),
    "uncovered_date": msgid("The rules for this day are not known. Choose another day."),
    "invalid_request": msgid("Send one JSON object with “calculator”, “inputs” and “locale”."),
    "unsupported_time_zone": msgid("No such time zone. Write its name in this form: {example}"),
    "invalid_email": msgid("Write one e-mail address in this form: {example}"),
    "invalid_digits": msgid("Write digits only, in this form: {example}"),
    "invalid_domain_prefix": msgid("Write letters and digits only, in this form: {example}"),
    "invalid_percentage": msgid("Write a percentage from 0 to 100, such as {example}."),
    "same_dongle": msgid("This is the number of the old dongle. Write the number of the new one."),
    "no_service": msgid("Answer at least one of the three questions with yes."),
    "no_order_number": msgid("Give the SO number or the PO number, so that the order can be found."),
    "no_product": msgid("Give the MPN of the product, or its description."),
    "no_relationship": msgid(
        "Create the relationship first, with the invitation link that your distributor sends you today."
    ),
    "not_confirmed": msgid("Check the end customer’s data, and authorise its use."),
    "more_than_available": msgid("Assign at most the licences that are available: {available}."),
}

_UNSUPPORTED = msgid("Choose one of these: {choices}")

_OF_PYDANTIC = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "too_short": "required",
    "too_long": "too_many_lines",
    "string_too_long": "text_too_long",
}

_LONGEST_NAME = 60


@dataclasses.dataclass(frozen=True)
class Refusal(Exception):
    """One input that is refused. `field` is a path such as "lines.0.quantity"; None means the request."""

    code: str
    field: str | None
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    readings: tuple[str, ...] = ()


class Refused(Exception):
    """Everything that is wrong with the inputs, in the order in which they are asked."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


def from_pydantic(error: ValidationError) -> tuple[Refusal, ...]:
    """What pydantic found, one refusal a field."""
    found: dict[str, Refusal] = {}
    for detail in error.errors(include_url=False):
        refusal = _refusal(detail)
        found.setdefault(str(refusal.field), refusal)
    # A list whose items are refused also counts as too short: the items say it better.
    return tuple(
        refusal for path, refusal in found.items() if not any(other.startswith(f"{path}.") for other in found)
    )


def _refusal(detail: Mapping[str, Any]) -> Refusal:
    kind, given = detail["type"], detail["input"]
    path = ".".join(str(part)[:_LONGEST_NAME] for part in detail["loc"]).encode(errors="replace").decode()
    context = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, str | int)}
    if kind == "literal_error":
        empty = given is None or (isinstance(given, str) and not given.strip())
        code = "required" if empty else f"unsupported_{path.rpartition('.')[2]}"
    elif kind in _CODES or kind.startswith("unsupported_"):
        code = kind
    else:
        code = _OF_PYDANTIC.get(kind, "wrong_type")
    return Refusal(code, path, context, tuple(detail.get("ctx", {}).get("readings", ())))


def told(refusal: Refusal, words: Words, model: type[Inputs] | None) -> Problem:
    """The refusal as part of an answer: which field, why, and what to do, in the reader's language."""
    question = describe.find(model, refusal.field) if model and refusal.field else None
    if model is not None and refusal.field is not None and question is None:
        refusal = dataclasses.replace(refusal, code="unknown_field")
    return worded(refusal, words, question)


def worded(refusal: Refusal, words: Words, question: describe.Question | None) -> Problem:
    """The same, of a question that is already found."""
    code = refusal.code
    values: dict[str, Value] = dict(refusal.values)
    ambiguous: Ambiguous = {}
    if refusal.readings:
        readings = [words.value(Decimal(reading)) for reading in refusal.readings]
        values |= {"first": readings[0], "second": readings[1]}
        ambiguous["readings"] = [
            {"input": reading, "text": text} for reading, text in zip(refusal.readings, readings, strict=True)
        ]
    if question is not None:
        limits = {"minimum": question.minimum, "maximum": question.maximum}
        choices = ", ".join(f"{words.text(label)} ({code})" for code, label in question.choices.items())
        values = {"example": str(question.example), "choices": choices} | _known(limits) | values
    why = words.say(Message(_CODES.get(code, _UNSUPPORTED), values))
    name = words.text(question.title) if question else refusal.field
    return {
        "error": code,
        "field": refusal.field,
        **ambiguous,
        "message": f"{name}: {why}" if name else why,
    }


def _known(limits: Mapping[str, int | None]) -> dict[str, Value]:
    return {name: limit for name, limit in limits.items() if limit is not None}
