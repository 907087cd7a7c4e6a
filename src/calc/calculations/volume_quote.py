"""What does a volume licence quote come to, line by line, with its discounts and its special deal?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import reduce
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from calc.calculator import Calculator
from calc.fields import (
    LONGEST_NAME,
    Fee,
    Inputs,
    Name,
    NumberLocale,
    Part,
    Percent,
    Quantity,
    Texts,
    ask,
    ask_number_locale,
)
from calc.language import msgid
from calc.message import Message, Value, message
from calc.money import EXACT, Money, Plain, settle
from calc.numbers import decimals
from calc.policy import Rules
from calc.refusals import Refusal, Refused
from calc.result import Account, Notice, Result, Row, Step, ordered

FORMULAS = "intcomex.column.formulas"
DISCOUNT = "intcomex.quote.discount"
NET_FROM_DISCOUNT = "intcomex.quote.net_from_discount"
NO_DISCOUNT = "intcomex.quote.no_discount"
EDITABLE = "intcomex.products.editable"
EXTENDED = "intcomex.quote.extended"
TOTALS = "intcomex.quote.totals"
DEAL_BASE = "intcomex.sd.base"
DEAL_LINES = "intcomex.sd.all_lines"
DEAL_IDLE = "intcomex.sd.hides_fields"
CURRENCY = "intcomex.currency"

MOST_LINES = 100

BEFORE_DISCOUNT = msgid("Total before discount")
NET_TOTAL = msgid("Net total")
OVERALL_DISCOUNT = msgid("Overall discount")

_HUNDRED = Decimal(100)


class Line(Part):
    """A product. Without a net price and a discount it costs its base price, or what a special deal leaves.

    Both may be given where they agree: where the one follows from the other, to the cent or to two decimals
    of the percentage. The net price counts then.
    """

    sku: Name = ask(
        "SKU or part number",
        "As it stands in the quote. A special deal is matched to its lines by it.",
        example="A-100",
        default="",
    )
    base_price: Fee = ask("Base price", "The price of one licence before any discount.", example="100.00")
    quantity: Quantity = ask("Quantity", "How many licences you quote.", example=10)
    net_price: Fee | None = ask(
        "Net price",
        "The price of one licence after the discount. Leave it empty if you type a discount.",
        example="90.00",
        default=None,
    )
    discount_percent: Percent | None = ask(
        "Discount in per cent",
        "From 0 to 100. Leave it empty if you type a net price.",
        example="7.5",
        default=None,
        option="discount",
    )


class SpecialDeal(Part):
    """The special deal (SD) of the order. Without one, the other fields are not read."""

    applies: bool = ask(
        "The order carries an SD",
        "An SD is a special deal: a discount that was agreed for this order.",
        example=True,
        default=False,
        option="special-deal",
    )
    percent: Percent | None = ask(
        "Percentage of the SD",
        "From 0 to 100. Taken off the base price of lines without a net price or discount.",
        example="15",
        default=None,
        option="special-deal-percent",
        only_if={"applies": ["true"]},
    )
    all_lines: bool = ask(
        "The SD applies to all lines",
        "If not, name the SKUs that it applies to.",
        example=False,
        default=True,
        option="special-deal-all-lines",
        only_if={"applies": ["true"]},
    )
    skus: Texts = ask(
        "SKUs of the SD",
        "As they stand in the lines, with commas between them.",
        example=["A-100"],
        default=(),
        option="special-deal-skus",
        only_if={"applies": ["true"], "all_lines": ["false"]},
    )


class VolumeQuote(Inputs):
    """The lines of a quote, and the special deal that it may carry."""

    lines: Annotated[tuple[Line, ...], Field(strict=False, min_length=1, max_length=MOST_LINES)] = ask(
        "Lines",
        "One line for each product.",
        example=[
            {
                "sku": "A-100",
                "base_price": "100.00",
                "quantity": 10,
                "net_price": "90.00",
                "discount_percent": None,
            },
            {
                "sku": "B-200",
                "base_price": "199.99",
                "quantity": 7,
                "net_price": None,
                "discount_percent": "7.5",
            },
        ],
        option="line",
        totals=(BEFORE_DISCOUNT, OVERALL_DISCOUNT, NET_TOTAL),
    )
    special_deal: SpecialDeal = ask(
        "Special deal (SD)",
        "The fields of the order form that belong to an SD.",
        example={"applies": True, "percent": "15", "all_lines": False, "skus": ["A-100"]},
        default=SpecialDeal(),
    )
    number_locale: NumberLocale = ask_number_locale()


class QuotedLine(BaseModel):
    """The columns of one line. The discount is worked out anew from the net price; None for base price 0."""

    model_config = ConfigDict(frozen=True)

    net_price: Plain
    discount_percent: Plain | None
    extended_price: Plain
    net_extended_price: Plain


class VolumeQuoteResult(Result):
    """The lines and their sums, in the currency of the prices. The overall discount is that of the sums."""

    lines: tuple[QuotedLine, ...]
    extended_total: Plain
    net_extended_total: Plain
    overall_discount_percent: Plain | None


def volume_quote(quote: VolumeQuote, _: Rules) -> VolumeQuoteResult:
    """Work out the columns of each line, and their sums.

    A net price that is typed counts as it is. One that follows from a percentage is rounded half up to the
    cent before it is multiplied. A special deal is taken off the base price of the lines that it covers,
    except those with a net price or a discount of their own. Raises Refused where the net price and the
    discount of a line contradict each other, and where the special deal lacks its percentage or its lines.
    """
    if refusals := (*_contradictions(quote.lines), *_gaps(quote)):
        raise Refused(refusals)
    lines = tuple(_columns(line, quote.special_deal) for line in quote.lines)
    extended = reduce(EXACT.add, (line.extended_price for line in lines))
    net = reduce(EXACT.add, (line.net_extended_price for line in lines))
    concerns = [code for code, concern in _CONCERNS.items() if _lines_of(concern, quote)]
    return VolumeQuoteResult(
        lines=lines,
        extended_total=extended,
        net_extended_total=net,
        overall_discount_percent=_discount(extended, net),
        warnings=ordered(["formulas_inferred", *concerns]),
    )


def _contradictions(lines: tuple[Line, ...]) -> Iterator[Refusal]:
    for index, line in enumerate(lines):
        if line.net_price is None or line.discount_percent is None:
            continue
        follows = _less(line.base_price, line.discount_percent) == line.net_price
        if not follows and _discount(line.base_price, line.net_price) != settle(line.discount_percent):
            yield Refusal("net_and_discount_conflict", f"lines.{index}.discount_percent")


def _gaps(quote: VolumeQuote) -> Iterator[Refusal]:
    deal = quote.special_deal
    if deal.applies and deal.percent is None:
        yield Refusal("special_deal_percent_required", "special_deal.percent")
    if deal.applies and not deal.all_lines:
        quoted = {line.sku for line in quote.lines}
        unknown = [sku for sku in deal.skus if sku not in quoted]
        if not deal.skus:
            yield Refusal("special_deal_skus_required", "special_deal.skus")
        elif unknown:
            yield Refusal(
                "special_deal_sku_not_in_quote", "special_deal.skus", {"sku": unknown[0][:LONGEST_NAME]}
            )


class _Pricing(NamedTuple):
    """The net price of one licence. `percent` was taken off for it; None where no percentage was given."""

    net: Decimal
    percent: Decimal | None = None
    by_deal: bool = False


def _pricing(line: Line, deal: SpecialDeal) -> _Pricing:
    if line.net_price is not None:
        return _Pricing(settle(line.net_price))
    if line.discount_percent is not None:
        return _Pricing(_less(line.base_price, line.discount_percent), line.discount_percent)
    if deal.percent is not None and _covers(deal, line):
        return _Pricing(_less(line.base_price, deal.percent), deal.percent, by_deal=True)
    return _Pricing(settle(line.base_price))


def _covers(deal: SpecialDeal, line: Line) -> bool:
    return deal.applies and (deal.all_lines or line.sku in deal.skus)


def _less(base: Decimal, percent: Decimal) -> Decimal:
    rest = EXACT.multiply(base, EXACT.subtract(_HUNDRED, percent))
    return settle(EXACT.divide(rest, _HUNDRED))


def _discount(base: Decimal, net: Decimal) -> Decimal | None:
    if not base:
        return None
    off = EXACT.multiply(EXACT.subtract(base, net), _HUNDRED)
    # Adding 0 takes the sign from a discount that is rounded to nothing.
    return EXACT.add(settle(EXACT.divide(off, base)), Decimal(0))


def _columns(line: Line, deal: SpecialDeal) -> QuotedLine:
    net, quantity = _pricing(line, deal).net, Decimal(line.quantity)
    return QuotedLine(
        net_price=net,
        discount_percent=_discount(line.base_price, net),
        extended_price=settle(EXACT.multiply(line.base_price, quantity)),
        net_extended_price=EXACT.multiply(net, quantity),
    )


def _above_base(line: Line, deal: SpecialDeal) -> bool:
    return _pricing(line, deal).net > line.base_price


def _discount_moved(line: Line, deal: SpecialDeal) -> bool:
    net, percent, _ = _pricing(line, deal)
    found = _discount(line.base_price, net)
    return percent is not None and found is not None and found != settle(percent)


def _deal_passed_over(line: Line, deal: SpecialDeal) -> bool:
    return _covers(deal, line) and not _pricing(line, deal).by_deal


class _Concern(NamedTuple):
    """What a reader should know of the lines for which it holds."""

    holds: Callable[[Line, SpecialDeal], bool]
    said: str
    rules: tuple[str, ...]


_CONCERNS = {
    "discount_moved_by_rounding": _Concern(
        _discount_moved,
        msgid(
            "The net price is rounded to the cent, so the discount comes out a little different from the "
            "percentage that was given. Lines: {lines}."
        ),
        (NET_FROM_DISCOUNT,),
    ),
    "net_above_base": _Concern(
        _above_base,
        msgid("The net price is higher than the base price. Check it. Lines: {lines}."),
        (DISCOUNT,),
    ),
    "special_deal_passed_over": _Concern(
        _deal_passed_over,
        msgid(
            "A line’s own net price or discount comes before the special deal. The special deal is not "
            "applied to these lines: {lines}."
        ),
        (DEAL_BASE,),
    ),
}

_FORMULAS_INFERRED = Notice(
    message(
        "The manual names the columns and gives no formula. This is what the names usually mean: where the "
        "portal shows other figures, those count."
    ),
    (FORMULAS,),
)


def _lines_of(concern: _Concern, quote: VolumeQuote) -> list[str]:
    """The numbers of the lines for which it holds."""
    return [
        str(number) for number, line in enumerate(quote.lines, 1) if concern.holds(line, quote.special_deal)
    ]


def account(quote: VolumeQuote, result: VolumeQuoteResult, _: Rules) -> Account:
    """How the columns and sums were worked out, in sentences."""
    steps = [
        step
        for number, (line, columns) in enumerate(zip(quote.lines, result.lines, strict=True), 1)
        for step in _steps(_name(line, number), line, columns, quote.special_deal)
    ]
    if not quote.special_deal.applies:
        steps.insert(0, Step(message("The order carries no special deal."), (DEAL_IDLE,)))
    return Account(
        headline=message(
            "The quote comes to {net}. Before discount: {extended}. Overall discount: {discount}.",
            net=_amount(result.net_extended_total),
            extended=_amount(result.extended_total),
            discount=_percent(result.overall_discount_percent),
        ),
        rows=tuple(_rows(quote, result)),
        steps=(*steps, *_sums(result)),
        notices=tuple(_notice(code, quote) for code in result.warnings),
        total=result.net_extended_total,
    )


def _notice(code: str, quote: VolumeQuote) -> Notice:
    if code == "formulas_inferred":
        return _FORMULAS_INFERRED
    concern = _CONCERNS[code]
    return Notice(Message(concern.said, {"lines": ", ".join(_lines_of(concern, quote))}), concern.rules)


def _rows(quote: VolumeQuote, result: VolumeQuoteResult) -> Iterator[Row]:
    for number, (line, columns) in enumerate(zip(quote.lines, result.lines, strict=True), 1):
        said = message(
            "{quantity} × {net} = {amount}, discount {discount}",
            quantity=line.quantity,
            net=_amount(columns.net_price),
            amount=_amount(columns.net_extended_price),
            discount=_percent(columns.discount_percent),
        )
        yield Row(_name(line, number), said, (EXTENDED,))
    yield Row(Message(BEFORE_DISCOUNT, {}), _amount(result.extended_total), (TOTALS,))
    yield Row(Message(NET_TOTAL, {}), _amount(result.net_extended_total), (TOTALS,))
    yield Row(Message(OVERALL_DISCOUNT, {}), _percent(result.overall_discount_percent), (TOTALS,))
    yield Row(message("Currency"), None, (CURRENCY,))


def _steps(name: Message, line: Line, columns: QuotedLine, deal: SpecialDeal) -> Iterator[Step]:
    yield _net_step(name, line, columns, deal)
    said = message(
        "{line}: {base} × {quantity} = {extended} before discount, and {net} × {quantity} = {amount} net.",
        line=name,
        base=_amount(line.base_price),
        quantity=line.quantity,
        extended=_amount(columns.extended_price),
        net=_amount(columns.net_price),
        amount=_amount(columns.net_extended_price),
    )
    yield Step(said, (EXTENDED,), columns.net_extended_price)


def _net_step(name: Message, line: Line, columns: QuotedLine, deal: SpecialDeal) -> Step:
    """Where the net price comes from."""
    net, percent, by_deal = _pricing(line, deal)
    values: dict[str, Value] = {
        "line": name,
        "base": _amount(line.base_price),
        "net": _amount(net),
        "discount": _percent(columns.discount_percent),
    }
    if percent is not None:
        values["percent"] = _percent(percent)
    if by_deal:
        said = message(
            "{line}: the special deal takes {percent} off {base}. To the cent, that leaves {net}.", **values
        )
        return Step(said, (DEAL_BASE, DEAL_LINES))
    if percent is not None:
        said = message("{line}: {percent} off {base} leaves {net}, rounded to the cent.", **values)
        return Step(said, (NET_FROM_DISCOUNT,))
    if line.net_price is not None:
        said = (
            message("{line}: the net price is {net}, as typed.", **values)
            if columns.discount_percent is None
            else message(
                "{line}: the net price is {net}, as typed. Against {base} that is a discount of {discount}.",
                **values,
            )
        )
        return Step(said, (EDITABLE, DISCOUNT))
    said = message("{line}: no discount is given, so the net price is the base price, {net}.", **values)
    return Step(said, (NO_DISCOUNT,))


def _sums(result: VolumeQuoteResult) -> Iterator[Step]:
    values: dict[str, Value] = {
        "extended": _amount(result.extended_total),
        "net": _amount(result.net_extended_total),
        "discount": _percent(result.overall_discount_percent),
    }
    yield Step(message("Together: {extended} before discount, {net} net.", **values), (TOTALS,))
    if result.overall_discount_percent is None:
        yield Step(
            message("Nothing is charged before discount, so there is no discount in per cent."), (TOTALS,)
        )
    else:
        said = message("The overall discount is worked out from these two totals: {discount}.", **values)
        yield Step(said, (TOTALS,))


def _amount(amount: Decimal) -> Money:
    return Money(amount, None)


def _percent(percent: Decimal | None) -> Value:
    """A percentage with two decimals or more; a dash where there is none to speak of."""
    if percent is None:
        return "–"
    shown = percent if decimals(percent) > 2 else Money(percent, None)
    return message("{number}%", number=shown)


def _name(line: Line, number: int) -> Message:
    if line.sku:
        return message("{label}", label=line.sku)
    return message("Line {number}", number=number)


CALCULATOR = Calculator(msgid("Volume licence quote"), VolumeQuote, volume_quote, account)
