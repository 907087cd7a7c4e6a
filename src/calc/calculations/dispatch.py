"""When does an order leave Westcon's warehouse, and when does it arrive?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from calc.calculations import warehouse as w
from calc.calculator import Calculator
from calc.calendar import STOCKHOLM, WorkingDays, later, working_days
from calc.fields import Fold, Inputs, NearDay, Reading, Zone, ask
from calc.language import msgid
from calc.message import Message, Value, message
from calc.policy import Rules
from calc.result import Account, Deadline, Notice, Result, Row, Step, ordered


class Dispatch(Inputs):
    """An order at the moment it is placed."""

    ordered_at: Reading = ask(
        "Ordered at", "Date and time at which the order is placed.", example="2026-11-23T09:00"
    )
    time_zone: Zone = w.ask_zone()
    fold: Fold = w.ask_fold()
    service: w.Service = w.ask_service()
    all_items_in_stock: bool = ask(
        "All items in stock",
        "Every item of the order is in stock.",
        example=True,
        default=True,
        option="in-stock",
    )
    stock_eta: NearDay | None = ask(
        "Expected in stock on",
        "The day on which the last item arrives, if you know it.",
        example="2026-12-01",
        default=None,
        only_if={"all_items_in_stock": ["false"]},
    )
    sbr: w.Sbr = w.ask_sbr()
    treat_eves_as_closed: bool = w.ask_eves()

    def rule_day(self) -> date:
        return self.ordered_at.date()


class DispatchResult(Result):
    """Days at the warehouse in Sweden; None while items are missing and no arrival is known.

    `ready_at` is when the order can be handled: its own time, or the end of the time allowed for the SBR.
    """

    ready_at: datetime
    ship_date: date | None
    earliest_delivery: date | None
    latest_delivery: date | None


def dispatch(order: Dispatch, rules: Rules) -> DispatchResult:
    """Work out ship and delivery dates.

    The 2-3 day service leaves the same day if ordered on an open day strictly before the cut-off; next-day
    delivery up to its own cut-off, that minute's first second included. Otherwise the next open day.
    Transit counts open days after dispatch. Missing items ship on the first open day on or after their
    arrival, and never before the order itself could. Raises Refusal for a time that the clocks skip.
    """
    days = working_days(eves_closed=order.treat_eves_as_closed)
    ordered_at, ambiguous = w.moment(order.ordered_at, order.time_zone, order.fold, "ordered_at")
    ready = ordered_at
    warnings = []
    if ambiguous and not order.fold:
        warnings.append("ambiguous_local_time")
    if order.sbr == "pending":
        ready = later(ordered_at, rules.elapsed(w.SBR_APPROVAL))
        warnings.append("sbr_48h_estimate")
        if not days.all_open(ordered_at, ready):
            warnings.append("window_contains_closed_days")
    if order.service == "next_day":
        warnings += ["cost_not_stated", "request_by_email"]

    ship: date | None = _ship_date(ready, order, rules, days)
    if not order.all_items_in_stock:
        if order.stock_eta is None:
            warnings.append("not_in_stock_check_eta_or_part_delivery")
            ship = None
        else:
            warnings.append("stock_eta_estimate")
            ship = max(_ship_date(ready, order, rules, days), days.on_or_after(order.stock_eta))
    if (
        order.service == "next_day"
        and ship == ready.date()
        and order.all_items_in_stock
        and ready.time() >= rules.time(w.CUT_OFF)
    ):
        warnings.append("between_cutoffs_confirm")

    shortest, longest = _transit(order, rules)
    return DispatchResult(
        ready_at=ready,
        ship_date=ship,
        earliest_delivery=days.after(ship, shortest) if ship else None,
        latest_delivery=days.after(ship, longest) if ship else None,
        warnings=ordered(warnings),
    )


def _ship_date(ready: datetime, order: Dispatch, rules: Rules, days: WorkingDays) -> date:
    """The day on which an order in stock leaves, once it can be handled."""
    if order.service == "next_day":
        in_time = ready.time() <= rules.time(w.NEXT_DAY_CUT_OFF)
    else:
        in_time = ready.time() < rules.time(w.CUT_OFF)
    today = ready.date()
    if in_time:
        return days.on_or_after(today)
    return days.after(today, 1)


def _transit(order: Dispatch, rules: Rules) -> tuple[int, int]:
    if order.service == "next_day":
        return rules.count(w.NEXT_DAY_TRANSIT, "working_days"), rules.count(
            w.NEXT_DAY_TRANSIT, "working_days"
        )
    return rules.count(w.SHORTEST, "working_days"), rules.count(w.LONGEST, "working_days")


_NOTICES = w.NOTICES | {
    "between_cutoffs_confirm": Notice(
        message(
            "After the ordinary cut-off, not past the one for next-day delivery. That it still leaves that "
            "day is inferred: confirm with the Order Entry Team."
        ),
        (w.BETWEEN_CUT_OFFS, w.CUT_OFF, w.NEXT_DAY_CUT_OFF),
    ),
    "not_in_stock_check_eta_or_part_delivery": Notice(
        message(
            "Not all items are in stock. Look up their expected arrival on the web shop. Part delivery can "
            "be ordered, at a cost."
        ),
        (w.ALL_IN_STOCK, w.NOT_IN_STOCK, w.COSTS_EXTRA, w.PART_DELIVERY),
    ),
    "stock_eta_estimate": Notice(
        message("The ship date rests on the expected arrival in stock: an estimate."), (w.NOT_IN_STOCK,)
    ),
}

_NOT_YET = message("known once the day in stock is given")


def account(order: Dispatch, result: DispatchResult, rules: Rules) -> Account:
    """How the dates were worked out, in sentences."""
    next_day = order.service == "next_day"
    transit = (w.NEXT_DAY_TRANSIT,) if next_day else (w.SHORTEST, w.LONGEST)
    rows = [
        Row(message("Leaves the warehouse"), result.ship_date or _NOT_YET, (w.CUT_OFF,)),
        Row(message("Earliest delivery"), result.earliest_delivery or _NOT_YET, transit[:1]),
        Row(message("Latest delivery"), result.latest_delivery or _NOT_YET, transit[-1:]),
    ]
    if next_day:
        rows.append(Row(message("Price of next-day delivery"), None, (w.NEXT_DAY_PRICE,)))
    return Account(
        headline=_headline(result),
        rows=tuple(rows),
        steps=tuple(_steps(order, result, rules)),
        notices=tuple(_NOTICES[code] for code in result.warnings),
        deadlines=tuple(_deadlines(order, result, rules)),
    )


def _deadlines(order: Dispatch, result: DispatchResult, rules: Rules) -> list[Deadline]:
    sbr_pending = order.sbr == "pending"
    held = (w.SBR_APPROVAL, w.SBR_ELAPSED, w.SBR_HOLDS_ORDER) if sbr_pending else ()
    deadlines = []
    if sbr_pending:
        label = message("The time allowed for the SBR ends")
        deadlines.append(Deadline("sbr_ends", label, result.ready_at, (w.SBR_APPROVAL, w.SBR_ELAPSED)))
    if result.ship_date is None or result.earliest_delivery is None or result.latest_delivery is None:
        return deadlines

    next_day = order.service == "next_day"
    cut_off = w.NEXT_DAY_CUT_OFF if next_day else w.CUT_OFF
    if order.all_items_in_stock:
        closes = datetime.combine(result.ship_date, rules.time(cut_off), STOCKHOLM)
        allowance = rules.elapsed(w.SBR_APPROVAL) if sbr_pending else timedelta()
        if next_day:
            label = message("Order at the latest at this time to keep the ship date")
        else:
            label = message("Order before this time to keep the ship date")
        deadlines.append(Deadline("order_by", label, later(closes, -allowance), (cut_off, w.CLOCK, *held)))
    leaves_by = cut_off if order.all_items_in_stock else w.NOT_IN_STOCK
    label = message("Leaves the warehouse")
    deadlines.append(Deadline("ship_date", label, result.ship_date, (leaves_by, w.CLOSED_DAYS, *held)))
    if next_day:
        label = message("Delivery")
        return [*deadlines, Deadline("delivery", label, result.latest_delivery, (w.NEXT_DAY_TRANSIT,))]
    return [
        *deadlines,
        Deadline("earliest_delivery", message("Earliest delivery"), result.earliest_delivery, (w.SHORTEST,)),
        Deadline("latest_delivery", message("Latest delivery"), result.latest_delivery, (w.LONGEST,)),
    ]


def _headline(result: DispatchResult) -> Message:
    if result.ship_date is None:
        return message("No ship date: not all items are in stock, and their arrival is not known.")
    if result.earliest_delivery == result.latest_delivery:
        return message(
            "Leaves on {ship}. Delivery on {delivery}.",
            ship=result.ship_date,
            delivery=result.latest_delivery,
        )
    return message(
        "Leaves on {ship}. Delivery between {earliest} and {latest}.",
        ship=result.ship_date,
        earliest=result.earliest_delivery,
        latest=result.latest_delivery,
    )


def _steps(order: Dispatch, result: DispatchResult, rules: Rules) -> list[Step]:
    steps = []
    if order.sbr == "pending":
        said = message(
            "{allowed} for the SBR: ready at {moment}.",
            allowed=rules.duration(w.SBR_APPROVAL),
            moment=result.ready_at,
        )
        steps.append(Step(said, (w.SBR_APPROVAL, w.SBR_ELAPSED, w.SBR_HOLDS_ORDER, w.CLOCK)))
    else:
        steps.append(Step(message("Ready at {moment}.", moment=result.ready_at), (w.CLOCK,)))
    if result.ship_date is None:
        said = message(
            "Same-day dispatch needs all items in stock. Without an arrival date there is no date."
        )
        return [*steps, Step(said, (w.ALL_IN_STOCK, w.NOT_IN_STOCK))]

    next_day = order.service == "next_day"
    cut_off = w.NEXT_DAY_CUT_OFF if next_day else w.CUT_OFF
    figures: dict[str, Value] = {"cut_off": rules.time(cut_off), "day": result.ship_date}
    if not order.all_items_in_stock:
        said = message(
            "Items are still to arrive. The first working day on which it can leave: {day}.", **figures
        )
        steps.append(Step(said, (w.NOT_IN_STOCK, w.CLOSED_DAYS)))
    elif result.ship_date != result.ready_at.date():
        said = message("Past the cut-off at {cut_off}, or a closed day: it leaves on {day}.", **figures)
        steps.append(Step(said, (cut_off, w.AFTER_CUT_OFF, w.CLOSED_DAYS)))
    elif next_day:
        said = message("A working day, not past {cut_off}: it leaves the same day.", **figures)
        steps.append(Step(said, (cut_off, w.ALL_IN_STOCK)))
    else:
        said = message("A working day, before {cut_off}: it leaves the same day.", **figures)
        steps.append(Step(said, (cut_off, w.ALL_IN_STOCK)))

    if next_day:
        said = message("Delivery takes {transit} after that.", transit=rules.duration(w.NEXT_DAY_TRANSIT))
        return [*steps, Step(said, (w.NEXT_DAY_TRANSIT, w.CLOSED_DAYS))]
    said = message(
        "Delivery takes {shortest:count} to {longest} after that.",
        shortest=rules.duration(w.SHORTEST),
        longest=rules.duration(w.LONGEST),
    )
    return [*steps, Step(said, (w.SHORTEST, w.LONGEST, w.CLOSED_DAYS))]


CALCULATOR = Calculator(msgid("Dispatch and delivery"), Dispatch, dispatch, account)
