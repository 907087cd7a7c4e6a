"""Where does a purchase of ESD licences stand, and how many can still be assigned?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, SkipValidation, model_validator

from calc.calculator import Calculator
from calc.fields import Inputs, Name, Part, Quantity, ask
from calc.language import msgid
from calc.message import Message, message, plural
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Notice, Result, Row, Step, kept, ordered

PENDING = "incotel.state.pending"
DONE = "incotel.state.done"
ASSIGNED = "incotel.state.assigned"
REVIEW = "incotel.approval.review"
WAIT = "incotel.approval.wait"
NOT_BEFORE = "incotel.approval.no_assignment_before"
APPROVED = "incotel.approval.approved"
AVAILABILITY = "incotel.availability.after_assignment"
TWO_MEANINGS = "incotel.availability.two_meanings"
CUSTOMER_FIRST = "incotel.customer.first"
CUSTOMER_BEFORE_APPROVAL = "incotel.customer.before_approval"
CODE_UNIQUE = "incotel.customer.code_unique"
MAIL_AT_ONCE = "incotel.assign.mail_at_once"
RESEND = "incotel.assign.resend_keeps_state"
UNDO = "incotel.assign.undo"

MOST_EVENTS = 100

_SHORT = {"create_customer": "customer", "assign": "quantity", "resend": "customer"}
"""Events that may be written as a key of their own, and what stands behind that key."""


class Event(Part):
    """One thing that happened to the purchase.

    Its normal shape is `{"event": "assign", "quantity": 2, "customer": "01"}`, without the parts that do not
    belong to the event. These are read too: `"approve"`, `{"create_customer": "01"}`,
    `{"assign": 2, "customer": "01"}` and `{"resend": "01"}`.
    """

    event: Literal["approve", "create_customer", "assign", "resend"] = ask(
        "What happened",
        "Choose one.",
        example="assign",
        choices={
            "approve": msgid("Incotel approved the order"),
            "create_customer": msgid("A customer was created"),
            "assign": msgid("Licences were assigned"),
            "resend": msgid("The activation e-mail was sent again"),
        },
    )
    quantity: Quantity | None = ask(
        "Licences assigned",
        "How many licences this one customer got.",
        example=2,
        default=None,
        only_if={"event": ["assign"]},
    )
    customer: Name | None = ask(
        "Customer’s code",
        "The code of your own under which the customer was created.",
        example="01",
        default=None,
        only_if={"event": ["create_customer", "assign", "resend"]},
    )

    @model_validator(mode="before")
    @classmethod
    def _normal(cls, given: object) -> object:
        if isinstance(given, str):
            return {"event": given}
        if not isinstance(given, Mapping) or "event" in given:
            return given
        for name, part in _SHORT.items():
            if name in given:
                return {key: value for key, value in given.items() if key != name} | {
                    "event": name,
                    part: given[name],
                }
        return given


class EsdState(Inputs):
    """A purchase of ESD licences, and what has happened since it was placed."""

    licences: Quantity = ask("Licences bought", "How many licences you ordered.", example=6)
    events: Annotated[tuple[Event, ...], Field(strict=False, max_length=MOST_EVENTS)] = ask(
        "What has happened since",
        "One line for each event, in the order in which they happened. Without a line, the order has "
        "only been placed.",
        example=[
            {"event": "approve", "quantity": None, "customer": None},
            {"event": "create_customer", "quantity": None, "customer": "01"},
            {"event": "assign", "quantity": 2, "customer": "01"},
        ],
        default=(),
        option="event",
    )


class _Purchase(NamedTuple):
    """A purchase after some of its events: its customers, with the licences that each has got."""

    bought: int
    is_approved: bool
    customers: Mapping[str, int]
    mailed: tuple[str, ...]

    @property
    def approved(self) -> int:
        return self.bought if self.is_approved else 0

    @property
    def assigned(self) -> int:
        return sum(self.customers.values())

    @property
    def left(self) -> int:
        return self.approved - self.assigned

    @property
    def available(self) -> str:
        """As the portal writes it."""
        return f"{self.left} de {self.bought}"


class EsdStateResult(Result):
    """The states in the portal's own words. `available` is written as the portal writes it, "4 de 6".

    `approved` counts the licences of an approved order, assigned or not; `left` those that can be assigned
    now. `mail_sent_to` names each customer once, in the order of the first activation e-mail.
    """

    purchase_state: str
    available: str
    licence_states: dict[str, int]
    mail_sent_to: tuple[str, ...]
    bought: int
    approved: int
    assigned: int
    left: int
    history: SkipValidation[tuple[_Purchase, ...]] = kept()


def esd_state(purchase: EsdState, rules: Rules) -> EsdStateResult:
    """Follow the events in their order. Raises Refusal for the first that the portal would not allow."""
    history = _history(purchase)
    now = history[-1]
    pending, done, assigned = _states(rules)
    counts = {pending: now.bought - now.approved, done: now.left, assigned: now.assigned}
    return EsdStateResult(
        purchase_state=done if now.is_approved else pending,
        available=now.available,
        licence_states={state: count for state, count in counts.items() if count},
        mail_sent_to=now.mailed,
        bought=now.bought,
        approved=now.approved,
        assigned=now.assigned,
        left=now.left,
        history=history,
        warnings=ordered(_warnings(history)),
    )


def _states(rules: Rules) -> tuple[str, str, str]:
    """The portal's words for pending, approved and assigned."""
    return rules.phrase(PENDING).text, rules.phrase(DONE).text, rules.phrase(ASSIGNED).text


def _history(purchase: EsdState) -> tuple[_Purchase, ...]:
    """The purchase as it was placed, and as it was after each event."""
    placed = _Purchase(purchase.licences, is_approved=False, customers={}, mailed=())
    return tuple(accumulate(enumerate(purchase.events), _after, initial=placed))


def _after(purchase: _Purchase, numbered: tuple[int, Event]) -> _Purchase:
    index, event = numbered
    if wrong := _wrong(purchase, event):
        code, part = wrong
        raise Refusal(code, f"events.{index}.{part}", {"left": purchase.left})
    customer, quantity = event.customer or "", event.quantity or 0
    match event.event:
        case "approve":
            return purchase._replace(is_approved=True)
        case "resend":
            return purchase
        case _:
            count = purchase.customers.get(customer, 0) + quantity
            mailed = (*purchase.mailed, customer) if quantity else purchase.mailed
            return purchase._replace(
                customers={**purchase.customers, customer: count}, mailed=tuple(dict.fromkeys(mailed))
            )


def _wrong(purchase: _Purchase, event: Event) -> tuple[str, str] | None:
    """Why an event cannot have happened, and which part of it says so."""
    known = purchase.customers
    name, customer = event.event, event.customer or ""
    if name == "approve":
        return ("already_approved", "event") if purchase.is_approved else None
    checks = (
        (name != "create_customer" and not purchase.is_approved, "not_approved", "event"),
        (not customer, "customer_required", "customer"),
        (name == "create_customer" and customer in known, "duplicate_customer_code", "customer"),
        (name != "create_customer" and customer not in known, "unknown_customer", "customer"),
        (name == "resend" and not known.get(customer), "nothing_assigned", "customer"),
        (name == "assign" and event.quantity is None, "required", "quantity"),
        (name == "assign" and (event.quantity or 0) > purchase.left, "not_enough_available", "quantity"),
    )
    return next(((code, part) for holds, code, part in checks if holds), None)


def _warnings(history: tuple[_Purchase, ...]) -> Iterator[str]:
    now = history[-1]
    if any(state.customers and not state.is_approved for state in history):
        yield "customer_before_approval"
    if not now.is_approved:
        yield "none_available_pending"
    elif not now.left:
        yield "none_available_all_assigned"
    else:
        yield "check_address_first"


_NOTICES = {
    "check_address_first": Notice(
        message(
            "Assigning sends the activation e-mail at once, and whether that can be undone is not stated. "
            "Check the customer’s e-mail address first."
        ),
        (MAIL_AT_ONCE, UNDO),
    ),
    "customer_before_approval": Notice(
        message(
            "A customer was created before the approval. In the guide, customers are created after "
            "it; whether this works earlier is not stated."
        ),
        (CUSTOMER_BEFORE_APPROVAL,),
    ),
    "none_available_all_assigned": Notice(
        message("No licence is available because all of them are assigned. The order itself is approved."),
        (TWO_MEANINGS,),
    ),
    "none_available_pending": Notice(
        message("No licence is available because the order is not approved yet. None is assigned."),
        (TWO_MEANINGS,),
    ),
}


def account(purchase: EsdState, result: EsdStateResult, rules: Rules) -> Account:
    """Where the purchase stands, and how it came there, in sentences."""
    return Account(
        headline=message(
            "The purchase is in the state “{state}”. Available: {available}.",
            state=result.purchase_state,
            available=_available(result.history[-1]),
        ),
        rows=tuple(_rows(result, rules)),
        steps=tuple(_steps(purchase, result, rules)),
        notices=tuple(_NOTICES[code] for code in result.warnings),
    )


def _available(purchase: _Purchase) -> Message:
    """In a sentence, in the reader's words and not the portal's."""
    return message("{left} of {bought}", left=purchase.left, bought=purchase.bought)


def _rows(result: EsdStateResult, rules: Rules) -> Iterator[Row]:
    now = result.history[-1]
    pending, done, assigned = _states(rules)
    yield Row(
        message("State of the purchase"), result.purchase_state, (DONE if now.is_approved else PENDING,)
    )
    yield Row(message("Available, as the portal writes it"), result.available, (AVAILABILITY,))
    yield Row(message("Licences bought"), now.bought)
    if not now.is_approved:
        said = message("“{state}”: Incotel is reviewing the order, nothing can be assigned", state=pending)
        yield Row(said, now.bought, (PENDING, REVIEW, NOT_BEFORE))
        yield Row(message("Time until the order is approved"), None, (WAIT,))
        return
    yield Row(message("“{state}”: approved, can be assigned", state=done), now.left, (DONE,))
    said = message("“{state}”: belongs to a customer", state=assigned)
    yield Row(said, now.assigned, (ASSIGNED,))
    for customer, count in now.customers.items():
        yield Row(message("Assigned to customer {customer}", customer=customer), count)
    if now.mailed:
        yield Row(message("Activation e-mail sent to"), ", ".join(now.mailed), (MAIL_AT_ONCE,))


def _steps(purchase: EsdState, result: EsdStateResult, rules: Rules) -> Iterator[Step]:
    placed, *later = result.history
    pending, done, assigned = _states(rules)
    said = message(
        "The order is placed. Its licences are in the state “{state}”; available: {available}.",
        state=pending,
        available=_available(placed),
    )
    yield Step(said, (PENDING, REVIEW))
    for event, after in zip(purchase.events, later, strict=True):
        customer, available = event.customer, _available(after)
        match event.event:
            case "approve":
                said = message(
                    "Incotel approves the order. Its licences are in the state “{state}”; "
                    "available: {available}.",
                    state=done,
                    available=available,
                )
                yield Step(said, (DONE, APPROVED))
            case "create_customer":
                said = message("Customer {customer} is created.", customer=customer)
                yield Step(said, (CUSTOMER_FIRST, CODE_UNIQUE))
            case "assign":
                said = plural(
                    "{count} licence is assigned to customer {customer} and is in the state “{state}”. The "
                    "activation e-mail is sent at once. Available: {available}.",
                    "{count} licences are assigned to customer {customer} and are in the state “{state}”. "
                    "The activation e-mail is sent at once. Available: {available}.",
                    count=event.quantity or 0,
                    customer=customer,
                    state=assigned,
                    available=available,
                )
                yield Step(said, (ASSIGNED, MAIL_AT_ONCE, AVAILABILITY))
            case _:
                said = message(
                    "The activation e-mail is sent to customer {customer} again. The licences stay in the "
                    "state “{state}”.",
                    customer=customer,
                    state=assigned,
                )
                yield Step(said, (RESEND,))


CALCULATOR = Calculator(msgid("ESD licence states"), EsdState, esd_state, account)
