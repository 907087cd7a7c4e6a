"""What the dispatch calculations share: the questions about an order's way, and the rules behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from calc.calendar import Instant, NonexistentTime, instant
from calc.fields import ask
from calc.language import msgid
from calc.message import message
from calc.refusals import Refusal
from calc.result import Notice

Service = Literal["standard_2_3_day", "next_day"]
Sbr = Literal["not_needed", "available", "pending"]

CUT_OFF = "westcon.dispatch.cut_off"
ALL_IN_STOCK = "westcon.dispatch.all_in_stock"
AFTER_CUT_OFF = "westcon.dispatch.after_cut_off"
NOT_IN_STOCK = "westcon.dispatch.not_in_stock"
SHORTEST = "westcon.dispatch.transit_shortest"
LONGEST = "westcon.dispatch.transit_longest"
CLOSED_DAYS = "westcon.dispatch.closed_days"
CLOCK = "westcon.clock"
NEXT_DAY_CUT_OFF = "westcon.next_day.cut_off"
NEXT_DAY_TRANSIT = "westcon.next_day.transit"
NEXT_DAY_BY_EMAIL = "westcon.next_day.by_email"
NEXT_DAY_PRICE = "westcon.next_day.price"
COSTS_EXTRA = "westcon.next_day.costs_extra"
PART_DELIVERY = "westcon.part_delivery.meaning"
BETWEEN_CUT_OFFS = "westcon.next_day.between_cut_offs"
SBR_APPROVAL = "westcon.sbr.approval"
SBR_ELAPSED = "westcon.sbr.elapsed"
SBR_HOLDS_ORDER = "westcon.sbr.holds_order"


def ask_service() -> Any:
    """Which delivery service is meant."""
    return ask(
        "Delivery service",
        "Next-day delivery costs extra and is asked for by e-mail.",
        example="standard_2_3_day",
        choices={"standard_2_3_day": msgid("2-3 day service"), "next_day": msgid("Next-day delivery")},
    )


def ask_sbr() -> Any:
    """Whether a Special Bid Request still has to be approved."""
    return ask(
        "SBR (Special Bid Request)",
        "Choose pending if the order needs an SBR that does not exist yet.",
        example="not_needed",
        default="not_needed",
        choices={
            "not_needed": msgid("Not needed"),
            "available": msgid("Available"),
            "pending": msgid("Pending: needed, not generated yet"),
        },
    )


def ask_eves() -> Any:
    """Whether the three eves count as closed."""
    return ask(
        "Closed on Midsummer Eve, Christmas Eve and New Year’s Eve",
        "These eves are not public holidays, but most Swedish workplaces are closed.",
        example=True,
        default=True,
        option="eves-closed",
        rare=True,
    )


def ask_zone() -> Any:
    """The zone of the clock readings that are typed."""
    return ask(
        "Time zone",
        "Where your clock is. Answers are on the clock in Sweden.",
        example="Europe/Stockholm",
        default="Europe/Stockholm",
        rare=True,
    )


def ask_fold() -> Any:
    """Which of two equal readings is meant when the clocks go back."""
    return ask(
        "When the clocks go back",
        "Matters only for a time that happens twice that night.",
        example=0,
        default=0,
        choices={"0": msgid("The first of the two"), "1": msgid("The second of the two")},
        rare=True,
    )


def moment(reading: datetime, zone: ZoneInfo, fold: int, field: str) -> Instant:
    """The instant of a clock reading. Raises Refusal where the clocks skip it."""
    try:
        return instant(reading, zone, fold)
    except NonexistentTime:
        raise Refusal("nonexistent_local_time", field) from None


NOTICES = {
    "ambiguous_local_time": Notice(
        message("This time happens twice: the clocks go back that night. The first one is meant.")
    ),
    "cost_not_stated": Notice(
        message("Next-day delivery costs extra. The price is not stated."), (COSTS_EXTRA, NEXT_DAY_PRICE)
    ),
    "request_by_email": Notice(message("Ask for next-day delivery by e-mail."), (NEXT_DAY_BY_EMAIL,)),
    "safe_date_missed": Notice(
        message("The safe moment has passed. It arrives in time only in the best case.")
    ),
    "sbr_48h_estimate": Notice(
        message("The time for the SBR is an estimate, counted as elapsed hours."),
        (SBR_APPROVAL, SBR_ELAPSED, SBR_HOLDS_ORDER),
    ),
    "window_contains_closed_days": Notice(
        message("A closed day lies inside this time. It may take longer: working hours may be meant."),
        (CLOSED_DAYS,),
    ),
}
