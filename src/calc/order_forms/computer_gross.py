"""What Computer Gross's portal asks about a new customer."""

from __future__ import annotations

from collections.abc import Iterator

from calc.fields import Inputs
from calc.language import Locale, msgid
from calc.message import message
from calc.order_forms.form import Gaps, Head, OrderForm, not_stated, shown
from calc.order_forms.kinds import Digits, DomainPrefix, Pieces, Text, ask_draft_language, blank
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Notice

COMPANY_NAME = "computer_gross.portal.company_name"
EXACT_NAME = "computer_gross.existing_tenant.company_name"
DOMAIN_PREFIX = "computer_gross.portal.domain_prefix"
PREFIX_ONLY = "computer_gross.tenant.prefix_only"
RELATIONSHIP_FIRST = "computer_gross.tenant.relationship_first"
NO_RELATIONSHIP = "computer_gross.tenant.no_relationship_error"
MPN_ID = "computer_gross.portal.mpn_id"
ACTIVE_MPN_ID = "computer_gross.mpn_id.active"
WRONG_MPN_ID = "computer_gross.mpn_id.wrong"
PARTNER_ID = "computer_gross.today.partner_id"
LOCATION_ID = "computer_gross.today.partner_location_id"


class Customer(Inputs):
    """A new customer of a reseller, with or without a tenant."""

    tenant_exists: bool | None = blank(
        "The customer has a tenant",
        "Ask the customer before you order.",
        example=False,
        needed_by=RELATIONSHIP_FIRST,
    )
    relationship_created: bool | None = blank(
        "Relationship with the distributor created",
        "Without it the purchase for an existing tenant ends in an error.",
        example=True,
        option="relationship",
        only_if={"tenant_exists": ["true"]},
        needed_by=RELATIONSHIP_FIRST,
    )
    customer_name: Text | None = blank(
        "Company name",
        "The customer’s registered name.",
        example="Esempio S.r.l.",
        needed_by=COMPANY_NAME,
        screen=COMPANY_NAME,
    )
    domain_prefix: DomainPrefix | None = blank(
        "Name of the tenant",
        "Of the existing tenant, or of the one to create: only the part before the first point.",
        example="esempiosrl",
        needed_by=DOMAIN_PREFIX,
        screen=DOMAIN_PREFIX,
    )
    mpn_id: Digits | None = blank(
        "MPN ID or PartnerID",
        "Your own company’s id at Microsoft. It must be active.",
        example="1234567",
        needed_by=ACTIVE_MPN_ID,
        screen=MPN_ID,
    )
    product: Text | None = blank("Product", "The plan that you order.", example="Office 365 E3")
    quantity: Pieces | None = blank("Licences", "How many licences you buy.", example="25")
    draft_language: Locale | None = ask_draft_language("it")


def _head(customer: Customer) -> Head:
    return Head(
        message("New Office 365 customer: {customer}", customer=shown(customer.customer_name)),
        message("This is what the portal asks about the new customer."),
    )


def _further(customer: Customer) -> Iterator[tuple[Refusal, tuple[str, ...]]]:
    if customer.tenant_exists and customer.relationship_created is False:
        yield Refusal("no_relationship", "relationship_created"), (RELATIONSHIP_FIRST,)


def _notices(customer: Customer, gaps: Gaps, _: Rules) -> dict[str, Notice]:
    amiss = {*gaps.missing, *gaps.wrong}
    found = {
        "partner_id": Notice(
            message("The MPN ID is called PartnerID today. For orders, use the one of your location."),
            (PARTNER_ID, LOCATION_ID),
        )
    }
    if customer.tenant_exists:
        found["exact_name"] = Notice(
            message(
                "Enter the exact registered company name, as the Office 365 portal shows it at the top right."
            ),
            (EXACT_NAME,),
        )
    if "relationship_created" in amiss:
        found["no_relationship"] = Notice(
            message(
                "You can use this as it stands. But without the relationship the purchase cannot be "
                "completed, and the portal shows an error."
            ),
            (NO_RELATIONSHIP,),
        )
    if "mpn_id" in amiss:
        found["wrong_mpn_id"] = Notice(
            message(
                "You can use this as it stands. But with a wrong MPN ID the subscription is not activated."
            ),
            (WRONG_MPN_ID,),
        )
    if "domain_prefix" in gaps.wrong:
        found["prefix_only"] = Notice(
            message("Only the part of the tenant’s name before the first point goes into this field."),
            (PREFIX_ONLY,),
        )
    if amiss - {"relationship_created", "mpn_id"}:
        found |= not_stated(customer, gaps, _)
    return found


CUSTOMER = OrderForm(
    title=msgid("Customer data for Computer Gross"),
    inputs=Customer,
    head=_head,
    further=_further,
    notices=_notices,
)
