"""What Westcon must be told: an order, a licence request, a dongle swap, a wish about the delivery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from calc.calculations.order_charge import NEXT_DAY_PRICE, PER_SWAP, PER_SWAP_INFERRED, SWAP_FEE, Channel
from calc.calculations.warehouse import (
    COSTS_EXTRA,
    NEXT_DAY_CUT_OFF,
    SBR_APPROVAL,
    SBR_ELAPSED,
    SBR_HOLDS_ORDER,
    Sbr,
)
from calc.fields import Inputs, ask
from calc.language import Locale, msgid
from calc.message import message
from calc.money import Money
from calc.order_forms.form import Gaps, Head, OrderForm, not_stated, shown
from calc.order_forms.kinds import MOST_LINES, Email, Note, Pieces, Text, ask_draft_language, blank
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Notice, Row

ORDER_ENTRY = "westcon.contact.order_entry"
ITEM_NUMBERS = "westcon.order.item_numbers"
PO_NUMBER = "westcon.order.po_number"
ORDER_END_USER = "westcon.order.end_user"
SPECIAL_PRICING = "westcon.order.special_pricing"
INCOMPLETE = "westcon.order.incomplete"
INCOMPLETE_ELSEWHERE = "westcon.order.incomplete_elsewhere"
WEB_SHOP_NEEDS = "westcon.web_shop.log_on"
LICENCE_NEEDS = "westcon.licence.needs"
ALWAYS_SENT = "westcon.licence.end_user"
LICENCE_SBR = "westcon.licence.sbr_number"
LICENCE_ADDRESS = "westcon.licence.by_email"
SWAP_NUMBERS = "westcon.dongle_swap.numbers"
SWAP_LICENCES = "westcon.dongle_swap.licences"
NEW_DONGLE = "westcon.dongle_swap.new_dongle"
RETURN = "westcon.dongle_swap.return"
RETURN_DETAILS = "westcon.dongle_swap.return_details"
DELIVERY_BY_EMAIL = "westcon.next_day.by_email"


# ---- What several forms ask


def _po_number(needed_by: str | None = None) -> Any:
    return blank("PO number", "Your own number for the order.", example="PO-4711", needed_by=needed_by)


def _so_number(needed_by: str | None = None) -> Any:
    return blank(
        "SO number",
        "Westcon’s number for the order. It stands in the order confirmation.",
        example="1234567",
        needed_by=needed_by,
    )


def _customer_name(needed_by: str) -> Any:
    return blank("End customer", "The company name.", example="Exempel AB", needed_by=needed_by)


def _customer_contact(needed_by: str) -> Any:
    return blank(
        "Contact at the end customer",
        "A telephone number or an e-mail address, and whom to ask for.",
        example="purchasing@example.com",
        needed_by=needed_by,
    )


def _customer_address(needed_by: str) -> Any:
    return blank(
        "Address", "Street and number of the end customer.", example="Storgatan 1", needed_by=needed_by
    )


def _customer_postal_code() -> Any:
    return blank(
        "Postal code", "The postal code of the end customer.", example="211 20", needed_by=ALWAYS_SENT
    )


def _customer_city() -> Any:
    return blank("City", "The city of the end customer.", example="Malmö", needed_by=ALWAYS_SENT)


def _customer_country() -> Any:
    return blank("Country", "The country of the end customer.", example="Sweden", needed_by=ALWAYS_SENT)


def _sbr() -> Any:
    return blank(
        "SBR (Special Bid Request)",
        "Choose pending if the order needs an SBR that does not exist yet.",
        example="available",
        choices={
            "not_needed": msgid("Not needed"),
            "available": msgid("Available"),
            "pending": msgid("Pending: needed, not generated yet"),
        },
    )


def _sbr_number(needed_by: str) -> Any:
    return blank(
        "SBR number",
        "The number of the SBR.",
        example="SBR-12345",
        only_if={"sbr": ["available"]},
        needed_by=needed_by,
    )


# ---- Order


class Item(Inputs):
    """An item of an order."""

    item_number: Text | None = blank(
        "Item number",
        "As the quote or the price list has it.",
        example="700504556",
        option="number",
        needed_by=ITEM_NUMBERS,
    )
    quantity: Pieces | None = blank("Quantity", "How many you order.", example="10", needed_by=ITEM_NUMBERS)


class Order(Inputs):
    """An order as it is placed with Westcon."""

    channel: Channel | None = blank(
        "Order channel",
        "How you place the order.",
        example="email",
        choices={"email": msgid("E-mail"), "web_shop": msgid("Web shop (Compass)")},
    )
    po_number: Text | None = _po_number(PO_NUMBER)
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=MOST_LINES)] = ask(
        "Items",
        "A line for each item.",
        example=[{"item_number": "700504556", "quantity": "10"}],
        default=(),
        option="item",
        needed_by=ITEM_NUMBERS,
    )
    customer_name: Text | None = _customer_name(ORDER_END_USER)
    customer_contact: Text | None = _customer_contact(ORDER_END_USER)
    customer_address: Text | None = _customer_address(ORDER_END_USER)
    customer_postal_code: Text | None = _customer_postal_code()
    customer_city: Text | None = _customer_city()
    customer_country: Text | None = _customer_country()
    special_pricing: Note | None = blank(
        "Promotion or special pricing",
        "Only if the order has one: its name, and what was agreed.",
        example="Spring promotion, 10 % on telephones",
    )
    sbr: Sbr | None = _sbr()
    sbr_number: Text | None = _sbr_number(SPECIAL_PRICING)
    draft_language: Locale | None = ask_draft_language("en")


def _order_head(order: Order) -> Head:
    subject = message("Purchase order {po_number}", po_number=shown(order.po_number))
    if order.channel == "web_shop":
        return Head(subject, message("This is what the order in the web shop must include."))
    return Head(subject, message("Hello, please process this order."), ORDER_ENTRY)


def _order_notices(order: Order, gaps: Gaps, rules: Rules) -> dict[str, Notice]:
    found = {}
    if any(gaps):
        found["incomplete"] = Notice(
            message(
                "You can send it as it stands. But an order that lacks required information can’t be "
                "processed."
            ),
            (INCOMPLETE, INCOMPLETE_ELSEWHERE),
        )
    if order.sbr == "pending":
        found["sbr_pending"] = Notice(
            message(
                "You can order before the SBR exists. Allow {time} for its approval.",
                time=rules.duration(SBR_APPROVAL),
            ),
            (SBR_APPROVAL, SBR_ELAPSED, SBR_HOLDS_ORDER),
        )
    if order.channel == "web_shop":
        found["web_shop"] = Notice(
            message("No e-mail is needed: enter this in the web shop. What else it asks for is not stated."),
            (WEB_SHOP_NEEDS,),
        )
    return found


ORDER = OrderForm(
    title=msgid("Order to Westcon"),
    inputs=Order,
    head=_order_head,
    notices=_order_notices,
    unsaid=frozenset({"channel"}),
)


# ---- Licence request


class LicenceRequest(Inputs):
    """A request for a licence, once the order has its SO number."""

    so_number: Text | None = _so_number(LICENCE_NEEDS)
    dongle_number: Text | None = blank(
        "Dongle number",
        "The number of the dongle that the licence is for.",
        example="1234567890",
        needed_by=LICENCE_NEEDS,
    )
    licence_email: Email | None = blank(
        "Send the licence to",
        "The e-mail address that is to receive the licence.",
        example="licences@example.com",
        needed_by=LICENCE_ADDRESS,
    )
    customer_name: Text | None = _customer_name(ALWAYS_SENT)
    customer_contact: Text | None = _customer_contact(ALWAYS_SENT)
    customer_address: Text | None = _customer_address(ALWAYS_SENT)
    customer_postal_code: Text | None = _customer_postal_code()
    customer_city: Text | None = _customer_city()
    customer_country: Text | None = _customer_country()
    sbr: Sbr | None = _sbr()
    sbr_number: Text | None = _sbr_number(LICENCE_SBR)
    draft_language: Locale | None = ask_draft_language("en")


def _licence_head(request: LicenceRequest) -> Head:
    return Head(
        message("Licence request for SO number {so_number}", so_number=shown(request.so_number)),
        message("Hello, please generate the licence for this order."),
        ORDER_ENTRY,
    )


LICENCE_REQUEST = OrderForm(
    title=msgid("Licence request to Westcon"),
    inputs=LicenceRequest,
    head=_licence_head,
    notices=not_stated,
)


# ---- Dongle swap


class DongleSwap(Inputs):
    """A request to move licences from one dongle to another."""

    old_dongle_number: Text | None = blank(
        "Old dongle number",
        "The number of the dongle that the licences are on now.",
        example="1234567890",
        needed_by=SWAP_NUMBERS,
    )
    new_dongle_number: Text | None = blank(
        "New dongle number",
        "The number of the dongle that the licences go to.",
        example="1234567891",
        needed_by=SWAP_NUMBERS,
    )
    licences_to_swap: Note | None = blank(
        "Licences to swap",
        "Which licences are to be moved, one on each line.",
        example="Voicemail Pro, 4 ports",
        needed_by=SWAP_LICENCES,
    )
    so_number: Text | None = _so_number()
    po_number: Text | None = _po_number()
    draft_language: Locale | None = ask_draft_language("en")


def _swap_head(swap: DongleSwap) -> Head:
    return Head(
        message(
            "Dongle swap from {old} to {new}",
            old=shown(swap.old_dongle_number),
            new=shown(swap.new_dongle_number),
        ),
        message("Hello, please swap these licences from the old dongle to the new one."),
        ORDER_ENTRY,
    )


def _swap_further(swap: DongleSwap) -> Iterator[tuple[Refusal, tuple[str, ...]]]:
    if swap.new_dongle_number and swap.new_dongle_number == swap.old_dongle_number:
        yield Refusal("same_dongle", "new_dongle_number"), (SWAP_NUMBERS,)


def _swap_notices(swap: DongleSwap, gaps: Gaps, rules: Rules) -> dict[str, Notice]:
    return not_stated(swap, gaps, rules) | {
        "new_dongle_condition_lost": Notice(
            message(
                "The sheet asks you to make sure of something about the new dongle, but the line is cut. Ask "
                "the Order Entry Team before you send this."
            ),
            (NEW_DONGLE,),
        ),
        "old_dongle_return": Notice(
            message(
                "The old dongle must be returned. Who supplies the address, and by when it must be back, is "
                "not stated."
            ),
            (RETURN, RETURN_DETAILS),
        ),
        "dongle_swap_fee_inferred": PER_SWAP_INFERRED,
    }


def _swap_rows(_: DongleSwap, rules: Rules) -> tuple[Row, ...]:
    euro, sek, nok, dkk = (
        Money(rules.money(SWAP_FEE, currency), currency) for currency in ("EUR", "SEK", "NOK", "DKK")
    )
    fee = message("{euro}, {sek}, {nok} or {dkk}", euro=euro, sek=sek, nok=nok, dkk=dkk)
    return (Row(message("Fee for a dongle swap"), fee, (SWAP_FEE, PER_SWAP)),)


DONGLE_SWAP = OrderForm(
    title=msgid("Dongle swap request to Westcon"),
    inputs=DongleSwap,
    head=_swap_head,
    further=_swap_further,
    notices=_swap_notices,
    rows=_swap_rows,
)


# ---- Delivery request


class DeliveryRequest(Inputs):
    """A wish about the delivery of an order that is placed."""

    next_day_delivery: bool | None = blank(
        "Next-day delivery", "It costs extra.", example=True, option="next-day"
    )
    part_delivery: bool | None = blank("Part delivery", "It costs extra.", example=True)
    tracking_number: bool | None = blank("Tracking number", "To follow the delivery.", example=True)
    so_number: Text | None = _so_number()
    po_number: Text | None = _po_number()
    draft_language: Locale | None = ask_draft_language("en")


def _delivery_head(request: DeliveryRequest) -> Head:
    opening = message("Hello, please arrange this for our order.")
    if request.po_number and not request.so_number:
        subject = message("Delivery of the order with PO number {po_number}", po_number=request.po_number)
    else:
        subject = message(
            "Delivery of the order with SO number {so_number}", so_number=shown(request.so_number)
        )
    return Head(subject, opening, ORDER_ENTRY)


def _delivery_further(request: DeliveryRequest) -> Iterator[tuple[Refusal, tuple[str, ...]]]:
    if not (request.next_day_delivery or request.part_delivery or request.tracking_number):
        yield Refusal("no_service", "next_day_delivery"), (DELIVERY_BY_EMAIL,)
    if not (request.so_number or request.po_number):
        yield Refusal("no_order_number", "so_number"), ()


def _delivery_notices(request: DeliveryRequest, gaps: Gaps, rules: Rules) -> dict[str, Notice]:
    found = not_stated(request, gaps, rules)
    if request.next_day_delivery or request.part_delivery:
        found["cost_not_stated"] = Notice(
            message("Next-day and part delivery cost extra. The price is not stated: ask for it first."),
            (COSTS_EXTRA, NEXT_DAY_PRICE),
        )
    if request.next_day_delivery:
        found["next_day_cut_off"] = Notice(
            message(
                "Next-day delivery is no longer possible after {time} on the clock in Malmö.",
                time=rules.time(NEXT_DAY_CUT_OFF),
            ),
            (NEXT_DAY_CUT_OFF,),
        )
    return found


def _delivery_rows(_: DeliveryRequest, __: Rules) -> tuple[Row, ...]:
    return (Row(message("Price of next-day or part delivery"), None, (NEXT_DAY_PRICE,)),)


DELIVERY_REQUEST = OrderForm(
    title=msgid("Delivery request to Westcon"),
    inputs=DeliveryRequest,
    head=_delivery_head,
    further=_delivery_further,
    notices=_delivery_notices,
    rows=_delivery_rows,
)
