"""What an order in Cisco Commerce Workspace, and the wizard that follows, must be told."""

from __future__ import annotations

from typing import Literal

from calc.fields import Inputs
from calc.language import Locale, msgid
from calc.message import message
from calc.order_forms.form import Gaps, Head, OrderForm, shown
from calc.order_forms.kinds import Date, Email, Text, ask_draft_language, blank
from calc.policy import Rules
from calc.result import Notice

START_DATE = "cisco.field.requested_start_date"
CONTACT = "cisco.field.provisioning_contact"
ADMINISTRATOR = "cisco.customer.administrator"
ONE_ORGANISATION = "cisco.customer.one_organisation"
ANOTHER_PERSON = "cisco.set_up.another_person"
NO_ACCESS = "cisco.set_up.no_access"
MAIL = "cisco.mail.on_start_date"

WhoSetsUp = Literal["partner", "another_person", "customer"]


class Order(Inputs):
    """An order for a customer, and who provisions it."""

    customer_name: Text | None = blank(
        "Customer",
        "The company that gets Webex. It stands in the subject.",
        example="Exempel AB",
    )
    requested_start_date: Date | None = blank(
        "Requested start date",
        "The day on which the provisioning e-mail is sent.",
        example="2026-12-01",
        needed_by=START_DATE,
        screen=START_DATE,
    )
    provisioning_contact_email: Email | None = blank(
        "E-mail address of the provisioning contact",
        "Whoever gives the provisioning information. An alias may be used.",
        example="provisioning@example.com",
        option="contact-email",
        needed_by=CONTACT,
        screen=CONTACT,
    )
    who_sets_up: WhoSetsUp | None = blank(
        "Who sets up the services",
        "The wizard asks for it.",
        example="partner",
        choices={
            "partner": msgid("The partner who orders"),
            "another_person": msgid("Another person at the partner"),
            "customer": msgid("The customer"),
        },
    )
    set_up_email: Email | None = blank(
        "E-mail address of the person who sets up",
        "That person completes the provisioning.",
        example="colleague@example.com",
        only_if={"who_sets_up": ["another_person"]},
        needed_by=ANOTHER_PERSON,
    )
    customer_administrator_email: Email | None = blank(
        "E-mail address of the customer administrator",
        "The wizard asks for it.",
        example="admin@example.com",
        option="administrator-email",
        only_if={"who_sets_up": ["partner", "another_person"]},
        needed_by=ADMINISTRATOR,
    )
    draft_language: Locale | None = ask_draft_language(None)


def _head(order: Order) -> Head:
    return Head(
        message("Webex order for {customer}", customer=shown(order.customer_name)),
        message("This is what the order in Cisco Commerce Workspace and the wizard ask for."),
    )


def _notices(order: Order, gaps: Gaps, _: Rules) -> dict[str, Notice]:
    found = {}
    if order.who_sets_up in ("partner", "another_person"):
        found["one_organisation"] = Notice(
            message(
                "A user can belong to only one Webex organisation at a time. Check that the administrator "
                "belongs to no other."
            ),
            (ONE_ORGANISATION,),
        )
    if any(gaps):
        found["incomplete"] = Notice(
            message(
                "You can use this as it stands. But the provisioning e-mail goes to the provisioning contact "
                "on the requested start date: with a wrong address or date it goes to the wrong "
                "person or on the wrong day."
            ),
            (MAIL,),
        )
    if order.who_sets_up == "customer":
        found["no_access"] = Notice(
            message("If the customer sets up, you get no access to manage the customer organisation."),
            (NO_ACCESS,),
        )
    return found


ORDER = OrderForm(
    title=msgid("Order data for Cisco Webex"),
    inputs=Order,
    head=_head,
    notices=_notices,
)
