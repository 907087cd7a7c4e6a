"""What Intcomex's WebStore asks about a volume-licensing opportunity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from calc.fields import Inputs, ask
from calc.language import Locale, msgid
from calc.message import message
from calc.order_forms.form import Gaps, Head, OrderForm, shown
from calc.order_forms.kinds import (
    MOST_LINES,
    Email,
    Percentage,
    Pieces,
    Price,
    Text,
    ask_draft_language,
    blank,
)
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Notice, Row

REQUIRED = "intcomex.form.required"
CUSTOMER = "intcomex.customer.field"
HAS_SD = "intcomex.sd.field"
SD_AUTHORISATION = "intcomex.sd.authorisation_number"
SD_PERCENT = "intcomex.sd.percent"
SD_ALL_LINES = "intcomex.sd.all_lines"
SD_SKUS = "intcomex.sd.skus"
SKUS_WHEN_NOT_ALL = "intcomex.sd.skus_when_not_all"
LICENSING_TYPE = "intcomex.licensing_type.field"
OPEN_BUSINESS = "intcomex.licensing_type.open_business"
CUSTOMER_AUTHORISATION = "intcomex.customer_authorisation.field"
NEW_CONTRACT = "intcomex.contract.new"
CONTRACT_NUMBER = "intcomex.contract.number"
NUMBER_WHEN_NOT_NEW = "intcomex.contract.number_when_not_new"
ADDITION = "intcomex.contract.addition"
CONTRACT_YEAR = "intcomex.contract.year"
RENEWAL = "intcomex.contract.is_renewal"
RENEWED_NUMBER = "intcomex.contract.renewed_number"
NUMBER_WHEN_RENEWAL = "intcomex.contract.renewed_number_when_renewal"
TOOL_FIRST = ("intcomex.renewal.tool_first", "intcomex.renewal.tool_first_others")
PRODUCTS = "intcomex.products.add"
CURRENCY = "intcomex.currency"
CONSENT = "intcomex.save.authorisation"
ADMINISTRATOR_ONLY = "intcomex.user.administrator_only"
MOLP = ("intcomex.molp.final", "intcomex.molp.one_entity", "intcomex.molp.no_sharing")
OPEN_LICENSE_END = "intcomex.today.open_license_end"

_WITH_SD = {"has_sd": ["true"]}


class Product(Inputs):
    """A line of the quoting table."""

    mpn: Text | None = blank(
        "MPN", "The manufacturer part number.", example="021-05429", screen="intcomex.column.mpn"
    )
    description: Text | None = blank(
        "Description",
        "The product’s name, if you do not know its MPN.",
        example="Office Standard",
        screen="intcomex.column.description",
    )
    quantity: Pieces | None = blank(
        "Quantity",
        "How many you order.",
        example="10",
        needed_by="intcomex.column.quantity",
        screen="intcomex.column.quantity",
    )
    base_price: Price | None = blank(
        "Base price", "As the portal shows it.", example="100.00", screen="intcomex.column.base_price"
    )
    net_price: Price | None = blank(
        "Net price", "What you pay for one licence.", example="90.00", screen="intcomex.column.net_price"
    )


def _own(title: str, help_text: str, screen: str, example: str) -> Any:
    return blank(
        title,
        help_text,
        example=example,
        only_if={"update_own_data": ["true"]},
        needed_by=screen,
        screen=screen,
    )


class Opportunity(Inputs):
    """An opportunity as the form in the WebStore takes it, in the order of its screen."""

    customer_name: Text | None = blank(
        "End customer",
        "As the portal’s list names it, or as you add it there.",
        example="Ejemplo S.A.",
        needed_by=CUSTOMER,
        screen=CUSTOMER,
    )
    has_sd: bool | None = blank(
        "Order with an SD",
        "An SD is a special deal with Microsoft.",
        example=False,
        option="sd",
        screen=HAS_SD,
    )
    licensing_type: Text | None = blank(
        "Type of licensing",
        "As the portal’s list names it.",
        example="Open Value",
        needed_by=LICENSING_TYPE,
        screen=LICENSING_TYPE,
    )
    customer_authorisation_number: Text | None = blank(
        "Customer’s authorisation number",
        "Not the number of the special deal.",
        example="12345678",
        option="customer-number",
        screen=CUSTOMER_AUTHORISATION,
    )
    sd_authorisation_number: Text | None = blank(
        "Authorisation number (Discovery)",
        "The number of the special deal.",
        example="D-12345",
        option="sd-number",
        only_if=_WITH_SD,
        screen=SD_AUTHORISATION,
    )
    sd_percent: Percentage | None = blank(
        "Percentage of the SD",
        "The discount that was agreed.",
        example="15",
        only_if=_WITH_SD,
        screen=SD_PERCENT,
    )
    sd_all_lines: bool | None = blank(
        "SD on all lines",
        "Whether the SD applies to every product of the order.",
        example=True,
        only_if=_WITH_SD,
        screen=SD_ALL_LINES,
    )
    sd_skus: Text | None = blank(
        "SKUs with the SD",
        "The products that the SD applies to.",
        example="021-05429",
        only_if=_WITH_SD | {"sd_all_lines": ["false"]},
        needed_by=SKUS_WHEN_NOT_ALL,
        screen=SD_SKUS,
    )
    is_new_contract: bool | None = blank(
        "New contract",
        "Whether the order starts a contract.",
        example=True,
        option="new-contract",
        screen=NEW_CONTRACT,
    )
    contract_number: Text | None = blank(
        "Contract number",
        "The number of the existing contract.",
        example="V1234567",
        only_if={"is_new_contract": ["false"]},
        needed_by=NUMBER_WHEN_NOT_NEW,
        screen=CONTRACT_NUMBER,
    )
    is_addition: bool | None = blank(
        "Addition to the contract",
        "Whether these licences are added to the contract given.",
        example=False,
        option="addition",
        screen=ADDITION,
    )
    contract_year: Text | None = blank(
        "Year of the contract",
        "Which year of the contract the order belongs to.",
        example="2do año",
        needed_by=CONTRACT_YEAR,
        screen=CONTRACT_YEAR,
    )
    is_renewal: bool | None = blank(
        "Renewal",
        "It goes through the e-agreement tool first.",
        example=False,
        option="renewal",
        screen=RENEWAL,
    )
    renewed_contract_number: Text | None = blank(
        "Number of the contract being renewed",
        "The number of the old contract.",
        example="V1234566",
        option="renewed-number",
        only_if={"is_renewal": ["true"]},
        needed_by=NUMBER_WHEN_RENEWAL,
        screen=RENEWED_NUMBER,
    )
    renewal_tool_done: bool | None = blank(
        "Through the e-agreement tool",
        "Whether the renewal has been through it.",
        example=True,
        option="tool-done",
        only_if={"is_renewal": ["true"]},
    )
    products: Annotated[tuple[Product, ...], Field(strict=False, max_length=MOST_LINES)] = ask(
        "Products",
        "A line for each product.",
        example=[
            {
                "mpn": "021-05429",
                "description": "Office Standard",
                "quantity": "10",
                "base_price": "100.00",
                "net_price": "90.00",
            }
        ],
        default=(),
        option="product",
        needed_by=PRODUCTS,
    )
    customer_data_confirmed: bool | None = blank(
        "End customer’s data checked, and its use authorised",
        "You tick a box for both before you save.",
        example=True,
        option="confirmed",
        needed_by=CONSENT,
        screen=CONSENT,
    )
    update_own_data: Literal["false", "skip", "true"] | None = blank(
        "Update your own data",
        "Only if your name or e-mail address in the portal is not right.",
        example="false",
        choices={
            "false": msgid("No, it is right"),
            "skip": msgid("No, go on without updating"),
            "true": msgid("Yes"),
        },
    )
    own_user: Text | None = _own(msgid("User"), msgid("Your user name."), "intcomex.user.user", "reseller01")
    own_name: Text | None = _own(msgid("Name"), msgid("Your name."), "intcomex.user.name", "A. Ejemplo")
    own_position: Text | None = _own(
        msgid("Position"), msgid("Your position in the company."), "intcomex.user.position", "Compras"
    )
    own_telephone: Text | None = _own(
        msgid("Telephone"), msgid("Your telephone number."), "intcomex.user.telephone", "+1 305 555 0100"
    )
    own_email: Email | None = _own(
        msgid("E-mail address"), msgid("Your e-mail address."), "intcomex.user.email", "compras@example.com"
    )
    own_mobile: Text | None = _own(
        msgid("Mobile number"), msgid("Your mobile number."), "intcomex.user.mobile", "+1 305 555 0101"
    )
    own_contact_type: Text | None = _own(
        msgid("Type of contact"),
        msgid("As the portal’s list names it."),
        "intcomex.user.contact_type",
        "Compras",
    )
    draft_language: Locale | None = ask_draft_language("es")


def _head(opportunity: Opportunity) -> Head:
    return Head(
        message("Volume licences for {customer}", customer=shown(opportunity.customer_name)),
        message("This is what the form for the opportunity asks for."),
    )


def _further(opportunity: Opportunity) -> Iterator[tuple[Refusal, tuple[str, ...]]]:
    for number, product in enumerate(opportunity.products):
        if any(value for _, value in product) and not (product.mpn or product.description):
            yield Refusal("no_product", f"products.{number}.mpn"), (PRODUCTS,)
    if opportunity.customer_data_confirmed is False:
        yield Refusal("not_confirmed", "customer_data_confirmed"), (CONSENT,)


def _may_be_molp(licensing_type: str) -> bool:
    """Whether the type is open, or another than Open Value and Open Value Subscription."""
    return not licensing_type.casefold().startswith("open value")


def _notices(opportunity: Opportunity, gaps: Gaps, rules: Rules) -> dict[str, Notice]:
    found = {}
    if _may_be_molp(opportunity.licensing_type or ""):
        found["molp_final"] = Notice(
            message(
                "A MOLP can be neither cancelled nor changed. It is for one company, and its licences cannot "
                "be shared among several."
            ),
            MOLP,
        )
    if any(gaps):
        found["incomplete"] = Notice(
            message(
                "You can use this as it stands. What the portal does when a field with an asterisk is empty "
                "is not stated."
            ),
            (REQUIRED,),
        )
    if opportunity.is_renewal and not opportunity.renewal_tool_done:
        found["tool_first"] = Notice(
            message("Take the renewal through the e-agreement tool first, and only then fill in this form."),
            TOOL_FIRST,
        )
    if opportunity.update_own_data == "true":
        found["administrator_only"] = Notice(
            message("Only an administrator can update the data."), (ADMINISTRATOR_ONLY,)
        )
    if rules.screen(OPEN_BUSINESS).phrase.reads_like(opportunity.licensing_type or ""):
        found["open_license_closed"] = Notice(
            message(
                "Commercial customers could buy through Open License until {day}. Ask what replaces it.",
                day=rules.date(OPEN_LICENSE_END),
            ),
            (OPEN_LICENSE_END,),
        )
    return found


def _rows(_: Opportunity, __: Rules) -> tuple[Row, ...]:
    return (Row(message("Currency of the prices"), None, (CURRENCY,)),)


FORM = OrderForm(
    title=msgid("Opportunity for Intcomex"),
    inputs=Opportunity,
    head=_head,
    further=_further,
    notices=_notices,
    rows=_rows,
    unsaid=frozenset({"renewal_tool_done", "update_own_data"}),
)
