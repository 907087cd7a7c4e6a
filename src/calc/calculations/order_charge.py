"""Does Westcon add its minimum order charge to this order, and what does the order come to?"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Literal

from calc.calculator import Calculator
from calc.fields import Count, Inputs, NumberLocale, OrderValue, Rate, ask, ask_number_locale
from calc.language import msgid
from calc.message import Message, message, plural
from calc.money import EXACT, Money, Plain, settle
from calc.policy import Currency, Rules
from calc.refusals import Refusal
from calc.result import Account, Notice, Result, Row, Step, ordered

Channel = Literal["email", "web_shop"]

THRESHOLD: dict[Channel, str] = {
    "email": "westcon.minimum_order_charge.email",
    "web_shop": "westcon.minimum_order_charge.web_shop",
}
FEE = "westcon.minimum_order_charge.fee"
WEB_SHOP_FEE = "westcon.minimum_order_charge.web_shop_fee"
UNDER = "westcon.minimum_order_charge.under"
AT_THRESHOLD = "westcon.minimum_order_charge.at_threshold"
CONVERSION = "westcon.minimum_order_charge.conversion"
SERVICES_EXCLUDED = "westcon.minimum_order_charge.services_excluded"
SWAP_FEE = "westcon.dongle_swap.fee"
PER_SWAP = "westcon.dongle_swap.per_swap"
NEXT_DAY_PRICE = "westcon.next_day.price"
VAT = "westcon.prices.vat"

_OTHER: dict[Channel, Channel] = {"email": "web_shop", "web_shop": "email"}
_ZERO = Decimal("0.00")


class OrderCharge(Inputs):
    """An order as it stands before charges."""

    channel: Channel = ask(
        "Order channel",
        "How you place the order.",
        example="email",
        choices={"email": msgid("E-mail"), "web_shop": msgid("Web shop (Compass)")},
    )
    order_value: OrderValue = ask(
        "Order value", "The goods only, before charges and services.", example="420.00", option="value"
    )
    currency: Currency = ask(
        "Currency",
        "The currency of the order.",
        example="EUR",
        choices={
            "EUR": msgid("Euro"),
            "SEK": msgid("Swedish krona"),
            "NOK": msgid("Norwegian krone"),
            "DKK": msgid("Danish krone"),
        },
    )
    units_of_currency_per_eur: Rate | None = ask(
        "Exchange rate",
        "What 1 euro costs in the currency of the order. Type the rate that you use: none is fetched.",
        example="11.20",
        default=None,
        option="rate",
        only_if={"currency": ["SEK", "NOK", "DKK"]},
    )
    dongle_swaps: Count = ask(
        "Dongle swaps", "How many dongles are swapped with this order.", example=1, default=0, option="swaps"
    )
    number_locale: NumberLocale = ask_number_locale()


class OrderChargeResult(Result):
    """The charge and the total, in the currency of the order.

    Without an exchange rate for a currency other than the euro there is no yes or no: `charge_applies`,
    `charge_amount` and `total` are None, and the charge applies if one euro costs more than
    `charged_if_rate_above` (at most six decimals, rounded up). Next-day and part delivery have no stated
    price and are in no total. `saving_if_other_channel` is the charge that the other channel would not add.
    """

    charge_applies: bool | None
    charge_amount: Plain | None
    charge_currency: Currency
    possible_charge_amount: Plain
    dongle_swap_cost: Plain
    total: Plain | None
    total_without_charge: Plain
    total_with_charge: Plain
    value_in_eur: Plain | None
    threshold_eur: Plain
    charged_if_rate_above: Plain | None
    saving_if_other_channel: Plain | None


def order_charge(order: OrderCharge, rules: Rules) -> OrderChargeResult:
    """Work out the minimum order charge.

    The charge applies where the value is strictly under the channel's threshold: exactly at it there is
    none. Another currency is compared by the exchange rate, unrounded. Services, dongle swaps among them,
    do not count towards the value. Raises Refusal where the amount is typed in another currency.
    """
    value, typed = order.order_value
    currency = order.currency
    if typed is not None and typed != currency and not (typed == "kr" and currency != "EUR"):
        raise Refusal("currency_mismatch", "order_value", {"typed": typed, "chosen": currency})

    rate = Decimal(1) if currency == "EUR" else order.units_of_currency_per_eur
    threshold = rules.money(THRESHOLD[order.channel], "EUR")
    other_threshold = rules.money(THRESHOLD[_OTHER[order.channel]], "EUR")
    fee = settle(rules.money(FEE, currency))
    swaps = settle(order.dongle_swaps * rules.money(SWAP_FEE, currency))
    without = settle(value) + swaps
    applies = None if rate is None else value < EXACT.multiply(threshold, rate)
    avoidable = applies and rate is not None and value >= EXACT.multiply(other_threshold, rate)
    charge = None if applies is None else fee if applies else _ZERO

    warnings = []
    if rate is None:
        warnings.append("exchange_rate_needed")
    if applies is not False and order.channel == "web_shop":
        warnings.append("web_shop_fee_inferred")
    if order.dongle_swaps:
        warnings.append("dongle_swap_fee_inferred")

    return OrderChargeResult(
        charge_applies=applies,
        charge_amount=charge,
        charge_currency=currency,
        possible_charge_amount=fee,
        dongle_swap_cost=swaps,
        total=None if charge is None else without + charge,
        total_without_charge=without,
        total_with_charge=without + fee,
        value_in_eur=None if rate is None else settle(EXACT.divide(value, rate)),
        threshold_eur=settle(threshold),
        charged_if_rate_above=_breaking_rate(value, threshold) if rate is None else None,
        saving_if_other_channel=fee if avoidable else None,
        warnings=ordered(warnings),
    )


def _breaking_rate(value: Decimal, threshold: Decimal) -> Decimal:
    rate = EXACT.divide(value, threshold)
    short = settle(rate)
    if short == rate:
        return short
    # Rounded up, so that "more than this" is true of every rate above it.
    return rate.quantize(Decimal("0.000001"), ROUND_CEILING, EXACT).normalize(EXACT)


PER_SWAP_INFERRED = Notice(
    message("The swap fee stands alone on the sheet. That it is charged for each swap is inferred."),
    (SWAP_FEE, PER_SWAP),
)

_NOTICES = {
    "exchange_rate_needed": Notice(
        message("Without an exchange rate the answer cannot be yes or no: the thresholds are in euro."),
        (CONVERSION,),
    ),
    "web_shop_fee_inferred": Notice(
        message("The sheet names no amount of its own for the web shop. The same charge is assumed."),
        (WEB_SHOP_FEE,),
    ),
    "dongle_swap_fee_inferred": PER_SWAP_INFERRED,
}


def account(order: OrderCharge, result: OrderChargeResult, _: Rules) -> Account:
    """How the charge was worked out, in sentences."""

    def money(amount: Decimal) -> Money:
        return Money(amount, result.charge_currency)

    rows = [Row(message("Order value"), money(order.order_value.value))]
    if result.charge_amount is None:
        rows += [
            Row(message("Possible minimum order charge"), money(result.possible_charge_amount), (FEE,)),
            Row(message("Total if it does not apply"), money(result.total_without_charge)),
            Row(message("Total if it applies"), money(result.total_with_charge)),
        ]
    else:
        rows.append(Row(message("Minimum order charge"), money(result.charge_amount), (FEE,)))
    if order.dongle_swaps:
        rows.append(Row(message("Dongle swaps"), money(result.dongle_swap_cost), (SWAP_FEE, PER_SWAP)))
    if result.total is not None:
        rows.append(Row(message("Total"), money(result.total)))
    if result.saving_if_other_channel is not None:
        saving = money(result.saving_if_other_channel)
        rows.append(Row(message("Saved by ordering in the web shop"), saving, (THRESHOLD["web_shop"],)))
    rows += [
        Row(message("Next-day or part delivery, in no total"), None, (NEXT_DAY_PRICE,)),
        Row(message("Whether the amounts include VAT"), None, (VAT,)),
    ]
    return Account(
        headline=_headline(result),
        rows=tuple(rows),
        steps=_steps(order, result),
        notices=tuple(_NOTICES[code] for code in result.warnings),
        total=result.total,
    )


def _headline(result: OrderChargeResult) -> Message:
    if result.charge_amount is None or result.total is None:
        return message(
            "The minimum order charge of {charge} applies if 1 euro costs more than {rate}.",
            charge=Money(result.possible_charge_amount, result.charge_currency),
            rate=Money(result.charged_if_rate_above or _ZERO, result.charge_currency),
        )
    total = Money(result.total, result.charge_currency)
    if not result.charge_applies:
        return message("No minimum order charge. The order comes to {total}.", total=total)
    charge = Money(result.charge_amount, result.charge_currency)
    if result.saving_if_other_channel is None:
        return message(
            "The minimum order charge of {charge} applies. The order comes to {total}.",
            charge=charge,
            total=total,
        )
    return message(
        "The minimum order charge of {charge} applies. The order comes to {total}. The web shop would not "
        "add the charge.",
        charge=charge,
        total=total,
    )


def _steps(order: OrderCharge, result: OrderChargeResult) -> tuple[Step, ...]:
    currency = result.charge_currency
    value = Money(order.order_value.value, currency)
    threshold_rule = THRESHOLD[order.channel]
    threshold = Money(result.threshold_eur, "EUR")
    steps = [
        Step(message("The order value is {value}.", value=value), (SERVICES_EXCLUDED,), value.amount),
    ]
    if result.charge_amount is None:
        steps.append(
            Step(
                message(
                    "{value} ÷ {threshold} = {rate}. If 1 euro costs more than that, the value is under the "
                    "threshold.",
                    value=value,
                    threshold=threshold,
                    rate=Money(result.charged_if_rate_above or _ZERO, currency),
                ),
                (threshold_rule, CONVERSION),
            )
        )
    else:
        compared = value
        if currency != "EUR" and order.units_of_currency_per_eur is not None:
            rate = order.units_of_currency_per_eur
            compared = Money(_telling(EXACT.divide(value.amount, rate), result.threshold_eur), "EUR")
            steps.append(
                Step(
                    message("{value} ÷ {rate} = {euro}", value=value, rate=rate, euro=compared), (CONVERSION,)
                )
            )
        if result.charge_applies:
            fee_rules = (FEE,) if order.channel == "email" else (FEE, WEB_SHOP_FEE)
            said = message(
                "{value} is under {threshold}, so {charge} is added.",
                value=compared,
                threshold=threshold,
                charge=Money(result.charge_amount, currency),
            )
            steps.append(Step(said, (threshold_rule, UNDER, *fee_rules), result.charge_amount))
        else:
            said = message(
                "{value} is not under {threshold}, so nothing is added.", value=compared, threshold=threshold
            )
            reading = AT_THRESHOLD if compared.amount == result.threshold_eur else UNDER
            steps.append(Step(said, (threshold_rule, reading), result.charge_amount))
    if order.dongle_swaps:
        said = plural(
            "{count} dongle swap comes to {cost}.",
            "{count} dongle swaps come to {cost}.",
            count=order.dongle_swaps,
            cost=Money(result.dongle_swap_cost, currency),
        )
        steps.append(Step(said, (SWAP_FEE, PER_SWAP), result.dongle_swap_cost))
    if result.total is not None:
        steps.append(Step(message("Together: {total}.", total=Money(result.total, currency))))
    return tuple(steps)


def _telling(value: Decimal, threshold: Decimal) -> Decimal:
    """Two decimals, or as many more as it takes not to seem equal to a threshold that it misses."""
    shown, places = settle(value), 2
    while shown == threshold != value and places < EXACT.prec:
        places += 1
        shown = value.quantize(Decimal(1).scaleb(-places), context=EXACT)
    return shown


CALCULATOR = Calculator(msgid("Minimum order charge"), OrderCharge, order_charge, account)
