"""By when must an order be placed for goods to arrive on a given day?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from calc.calculations import warehouse as w
from calc.calculator import Calculator
from calc.calendar import STOCKHOLM, later, working_days
from calc.fields import Fold, Inputs, NearDay, Reading, Zone, ask
from calc.language import msgid
from calc.message import Message, message
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Deadline, Notice, Result, Row, Step, ordered


def ask_now() -> datetime | None:
    """The moment against which "too late" is judged."""
    now: datetime | None = ask(
        "Time now",
        "If given, the answer says whether it is too late.",
        example="2026-11-23T09:00",
        default=None,
        rare=True,
    )
    return now


class LatestOrder(Inputs):
    """The day on which goods are needed, and how they travel."""

    needed_by_date: NearDay = ask(
        "Needed by", "The day on which the goods must be there.", example="2026-11-27"
    )
    service: w.Service = w.ask_service()
    sbr: w.Sbr = w.ask_sbr()
    treat_eves_as_closed: bool = w.ask_eves()
    now: Reading | None = ask_now()
    time_zone: Zone = w.ask_zone()
    fold: Fold = w.ask_fold()

    def rule_day(self) -> date:
        return self.needed_by_date


class LatestOrderResult(Result):
    """Moments on the clock in Sweden, with offset.

    For the 2-3 day service, order strictly before `order_before_safe` to count on the slower delivery, or
    before `order_before_best_case` to hope for the faster. For next-day delivery, at or before
    `order_at_or_before`. The others are None. `arrive_by` is the open day that is worked back from.
    """

    arrive_by: date
    order_before_safe: datetime | None = None
    order_before_best_case: datetime | None = None
    order_at_or_before: datetime | None = None


def latest_order(wish: LatestOrder, rules: Rules) -> LatestOrderResult:
    """Work back from the day on which goods are needed.

    A closed day counts as the open day before it. A pending SBR takes its elapsed hours off. Raises Refusal
    where `now` is past the last moment, or is a time that the clocks skip.
    """
    days = working_days(eves_closed=wish.treat_eves_as_closed)
    now = w.moment(wish.now, wish.time_zone, wish.fold, "now").at if wish.now else None
    arrive = days.on_or_before(wish.needed_by_date)
    allowance = rules.elapsed(w.SBR_APPROVAL) if wish.sbr == "pending" else timedelta()

    def moment(transit: str, cut_off: str) -> datetime:
        ship = days.before(arrive, rules.count(transit, "working_days"))
        return later(datetime.combine(ship, rules.time(cut_off), STOCKHOLM), -allowance)

    warnings = []
    if arrive != wish.needed_by_date:
        warnings.append("needed_date_is_closed")
    if wish.sbr == "pending":
        warnings.append("sbr_48h_estimate")
    if wish.service == "next_day":
        warnings += ["cost_not_stated", "request_by_email"]
        last = moment(w.NEXT_DAY_TRANSIT, w.NEXT_DAY_CUT_OFF)
        if now and now > last:
            raise Refusal("too_late", "now", {"last": last})
        if allowance and not days.all_open(last, later(last, allowance)):
            warnings.append("window_contains_closed_days")
        return LatestOrderResult(arrive_by=arrive, order_at_or_before=last, warnings=ordered(warnings))

    safe, best = moment(w.LONGEST, w.CUT_OFF), moment(w.SHORTEST, w.CUT_OFF)
    if now and now >= best:
        raise Refusal("too_late", "now", {"last": best})
    if now and now >= safe:
        warnings.append("safe_date_missed")
    if allowance and not days.all_open(safe, later(best, allowance)):
        warnings.append("window_contains_closed_days")
    return LatestOrderResult(
        arrive_by=arrive, order_before_safe=safe, order_before_best_case=best, warnings=ordered(warnings)
    )


_NOTICES = w.NOTICES | {
    "needed_date_is_closed": Notice(
        message("The day on which you need it is a closed day. The working day before it is used."),
        (w.CLOSED_DAYS,),
    ),
}


def account(wish: LatestOrder, result: LatestOrderResult, rules: Rules) -> Account:
    """How the moments were worked back, in sentences."""
    next_day = wish.service == "next_day"
    transit = (w.NEXT_DAY_TRANSIT,) if next_day else (w.LONGEST, w.SHORTEST)
    cut_off = w.NEXT_DAY_CUT_OFF if next_day else w.CUT_OFF
    if next_day:
        rows = (
            Row(message("Order at or before"), result.order_at_or_before, (cut_off,)),
            Row(message("Price of next-day delivery"), None, (w.NEXT_DAY_PRICE,)),
        )
    else:
        rows = (
            Row(message("To be safe, order before"), result.order_before_safe, (cut_off, w.LONGEST)),
            Row(
                message("In the best case, order before"),
                result.order_before_best_case,
                (cut_off, w.SHORTEST),
            ),
        )
    steps = [Step(message("To arrive on {day}, a working day.", day=result.arrive_by), (w.CLOSED_DAYS,))]
    if next_day:
        said = message("Count {transit} back.", transit=rules.duration(w.NEXT_DAY_TRANSIT))
    else:
        said = message(
            "Count {longest} back to be safe, {shortest} for the best case.",
            longest=rules.duration(w.LONGEST),
            shortest=rules.duration(w.SHORTEST),
        )
    steps.append(Step(said, (*transit, w.CLOSED_DAYS)))
    if next_day:
        said = message("On that day, order at or before {cut_off}.", cut_off=rules.time(cut_off))
    else:
        said = message("On that day, order before {cut_off}.", cut_off=rules.time(cut_off))
    steps.append(Step(said, (cut_off, w.CLOCK)))
    if wish.sbr == "pending":
        said = message("Take off {allowed} for the SBR.", allowed=rules.duration(w.SBR_APPROVAL))
        steps.append(Step(said, (w.SBR_APPROVAL, w.SBR_ELAPSED, w.SBR_HOLDS_ORDER)))
    return Account(
        headline=_headline(result),
        rows=rows,
        steps=tuple(steps),
        notices=tuple(_NOTICES[code] for code in result.warnings),
        deadlines=tuple(_deadlines(wish, result)),
    )


def _deadlines(wish: LatestOrder, result: LatestOrderResult) -> list[Deadline]:
    sbr = (w.SBR_APPROVAL, w.SBR_ELAPSED, w.SBR_HOLDS_ORDER) if wish.sbr == "pending" else ()
    deadlines = []
    if result.order_at_or_before:
        label = message("Order at the latest at this time")
        rules = (w.NEXT_DAY_CUT_OFF, w.NEXT_DAY_TRANSIT, *sbr)
        deadlines.append(Deadline("order_by", label, result.order_at_or_before, rules))
    if result.order_before_safe:
        label = message("To be safe, order before this time")
        rules = (w.CUT_OFF, w.LONGEST, *sbr)
        deadlines.append(Deadline("order_by_safe", label, result.order_before_safe, rules))
    if result.order_before_best_case:
        label = message("In the best case, order before this time")
        rules = (w.CUT_OFF, w.SHORTEST, *sbr)
        deadlines.append(Deadline("order_by_best_case", label, result.order_before_best_case, rules))
    return deadlines


def _headline(result: LatestOrderResult) -> Message:
    if result.order_at_or_before is not None:
        return message("Order at or before {moment}.", moment=result.order_at_or_before)
    return message(
        "To be safe, order before {safe}. In the best case, before {best} is enough.",
        safe=result.order_before_safe,
        best=result.order_before_best_case,
    )


CALCULATOR = Calculator(msgid("Latest moment to order"), LatestOrder, latest_order, account)
