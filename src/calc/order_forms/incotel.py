"""What Incotel's web shop asks about an ESD order, and about the customer whom its licences go to."""

from __future__ import annotations

from collections.abc import Iterator

from calc.fields import Inputs
from calc.language import Locale, msgid
from calc.message import Message, message, plural
from calc.order_forms.form import Gaps, Head, OrderForm, not_stated, shown
from calc.order_forms.kinds import Email, Pieces, PiecesLeft, Text, ask_draft_language, blank
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Notice

CONFIRM_EMAIL = "incotel.portal.confirm_email"
CONFIRMATION = "incotel.order.confirmation"
DESCRIPTION = "incotel.portal.description"
CODE = "incotel.portal.code"
OWN_CODE = "incotel.customer.code"
NAME = "incotel.portal.name"
REGISTERED_NAME = "incotel.customer.registered_name"
MAIL = "incotel.portal.mail"
ACTIVATION_ADDRESS = "incotel.customer.activation_address"
QUANTITY = "incotel.portal.quantity_to_assign"
ONE_CUSTOMER = "incotel.assign.one_customer"
ONE_EACH = "incotel.assign.one_each"
AVAILABLE = "incotel.availability.after_assignment"
AT_ONCE = "incotel.assign.mail_at_once"
UNDO = "incotel.assign.undo"

_EXISTS = {"customer_exists": ["true"]}


class Assignment(Inputs):
    """An order's data, and the assignment of its licences to one customer."""

    confirmation_email: Email | None = blank(
        "Confirmation to",
        "The e-mail address that is to receive the confirmation of the purchase.",
        example="orders@example.com",
        needed_by=CONFIRMATION,
        screen=CONFIRM_EMAIL,
    )
    po_number: Text | None = blank(
        "Internal order number",
        "Your own number or any other detail, if you want it on the order.",
        example="OC-4711",
        screen=DESCRIPTION,
    )
    customer_exists: bool | None = blank(
        "Customer created before",
        "Whether you have created the customer on Incotel’s site already.",
        example=False,
    )
    customer_code: Text | None = blank(
        "Customer code",
        "A code of your own. Give each customer a different one.",
        example="01",
        needed_by=OWN_CODE,
        optional_if=_EXISTS,
        screen=CODE,
    )
    customer_name: Text | None = blank(
        "Company name",
        "The customer’s registered name.",
        example="Ejemplo S.A.",
        needed_by=REGISTERED_NAME,
        optional_if=_EXISTS,
        screen=NAME,
    )
    activation_email: Email | None = blank(
        "Activation e-mail to",
        "The customer’s e-mail address. Check it letter by letter.",
        example="admin@example.com",
        needed_by=ACTIVATION_ADDRESS,
        optional_if=_EXISTS,
        screen=MAIL,
    )
    licences_to_assign: Pieces | None = blank(
        "Licences to assign",
        "How many this one customer gets.",
        example="2",
        option="assign",
        needed_by=ONE_CUSTOMER,
        screen=QUANTITY,
    )
    licences_available: PiecesLeft | None = blank(
        "Licences available",
        "How many the screen shows as available, if you want that compared.",
        example="6",
        option="available",
    )
    draft_language: Locale | None = ask_draft_language("es")


def _head(assignment: Assignment) -> Head:
    return Head(
        message("ESD licences for {customer}", customer=shown(assignment.customer_name)),
        message("This is what the web shop asks about the order and the customer."),
    )


def _further(assignment: Assignment) -> Iterator[tuple[Refusal, tuple[str, ...]]]:
    left = _left(assignment)
    if left is not None and left < 0:
        yield (
            Refusal(
                "more_than_available",
                "licences_to_assign",
                {"available": _count(assignment.licences_available)},
            ),
            (AVAILABLE,),
        )


def _left(assignment: Assignment) -> int | None:
    """How many licences the assignment leaves available, below zero for too many; None where not known."""
    assigned = _count(assignment.licences_to_assign)
    available = _count(assignment.licences_available)
    return None if assigned is None or available is None else available - assigned


def _count(typed: str | None) -> int | None:
    """The number, or None where none is typed."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() else None


def _notices(assignment: Assignment, gaps: Gaps, rules: Rules) -> dict[str, Notice]:
    found = not_stated(assignment, gaps, rules) | {
        "mail_at_once": Notice(_mail_at_once(assignment.activation_email), (AT_ONCE, UNDO)),
        "one_each": Notice(message("Make one assignment for each customer."), (ONE_EACH,)),
    }
    left = _left(assignment)
    if left is not None and left >= 0:
        said = plural(
            "{count} licence is left after this assignment.",
            "{count} licences are left after this assignment.",
            count=left,
        )
        found["left"] = Notice(said, (AVAILABLE,))
    return found


def _mail_at_once(address: str | None) -> Message:
    if address:
        return message(
            "Assigning sends the activation e-mail to {address} at once. Check the address first: whether "
            "this can be undone is not stated.",
            address=address,
        )
    return message(
        "Assigning sends the activation e-mail at once. Check the address first: whether this can be "
        "undone is not stated."
    )


ASSIGNMENT = OrderForm(
    title=msgid("Order and assignment data for Incotel"),
    inputs=Assignment,
    head=_head,
    further=_further,
    notices=_notices,
    unsaid=frozenset({"customer_exists", "licences_available"}),
)
