"""When does something happen to a Cisco Webex order, and where does it stand?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from calc.calculator import Calculator
from calc.fields import DayOf, Inputs, NearDay, ask, ask_as_of
from calc.language import msgid
from calc.message import Message, message
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Deadline, Notice, Result, Row, Step, ordered

MAIL = "cisco.mail.on_start_date"
FOLLOW_UP = "cisco.follow_up.after"
FOLLOW_UP_BY = "cisco.follow_up.by"
WEEKENDS = "cisco.follow_up.weekends"
CLOSES_FLEX = "cisco.line_closes.flex"
CLOSES_OTHERS = "cisco.line_closes.others"
OTHERS = "cisco.line_closes.a_wx_a_spk"
REOPEN = "cisco.line_closes.reopen"
BILLING = "cisco.billing.starts"
ALL_SERVICES = "cisco.billing.all_services"

State = Literal["waiting", "email_due", "follow_up", "may_be_closed", "in_progress", "billing"]


class CiscoTimeline(Inputs):
    """An order with its requested start date, and how far its provisioning has come."""

    requested_start_date: NearDay = ask(
        "Requested start date",
        "The start date that you gave in the order.",
        example="2027-03-01",
        option="start",
    )
    offer: Literal["a_flex", "other_collaboration"] = ask(
        "Offer",
        "How soon the order line may close depends on it.",
        example="other_collaboration",
        choices={
            "a_flex": msgid("A-Flex or A-Flex-3"),
            "other_collaboration": msgid("A-WX, A-SPK or another collaboration offer"),
        },
    )
    provisioning_started_on: DayOf | None = ask(
        "Provisioning started on",
        "The day on which somebody began in the wizard. Leave it empty until then.",
        example="2027-03-01",
        default=None,
        option="started",
    )
    provisioned_on: DayOf | None = ask(
        "Provisioned on",
        "The day on which the subscription is activated, done or planned.",
        example="2027-03-02",
        default=None,
        option="provisioned",
    )
    order_date: DayOf | None = ask(
        "Ordered on",
        "If given, the start date is checked against it.",
        example="2026-11-22",
        default=None,
        option="ordered",
    )
    as_of: NearDay | None = ask_as_of()

    def rule_day(self) -> date | None:
        return self.as_of


class CiscoTimelineResult(Result):
    """Calendar days, and the state on the day asked for.

    `follow_up_on` is None where provisioning started by then, `order_line_may_close_on` once it is completed.
    `billing_starts_on` is the day of provisioning, None where none is given.
    """

    state: State
    provisioning_email_on: date
    follow_up_on: date | None
    order_line_may_close_on: date | None
    billing_starts_on: date | None


def cisco_timeline(order: CiscoTimeline, rules: Rules) -> CiscoTimelineResult:
    """Count calendar days on from the requested start date.

    Not started, the order is `waiting` before that date, `email_due` from that date on, and `follow_up` from
    the day of the follow-up on. Started, it is `in_progress`. Either way it is `may_be_closed` from the
    first day on which the line may close, that day included. Provisioned, it is `billing`, however late.

    A start on the day of the follow-up is in time. Provisioning of which only the end is known started then
    at the latest. A start or an end after the day asked for is a plan: of the days, only billing follows it.

    Raises Refusal where the requested start date lies before the order, and where provisioning starts before
    that date or ends before it starts.
    """
    _check(order)
    first, today = order.requested_start_date, rules.day
    provisioned = _by(order.provisioned_on, today)
    started = _by(order.provisioning_started_on, today) or provisioned
    follow_up = first + timedelta(days=rules.count(FOLLOW_UP, "days"))
    closes = first + timedelta(days=rules.count(_closes(order), "days"))
    state: State
    if provisioned:
        state = "billing"
    elif today >= closes:
        state = "may_be_closed"
    elif started:
        state = "in_progress"
    elif today >= follow_up:
        state = "follow_up"
    elif today >= first:
        state = "email_due"
    else:
        state = "waiting"

    warnings = ["weekends_not_stated"]
    if not provisioned:
        warnings.append("billing_for_all_services")
        if order.offer == "other_collaboration":
            warnings.append("closing_time_inferred")
    return CiscoTimelineResult(
        state=state,
        provisioning_email_on=first,
        follow_up_on=None if started and started <= follow_up else follow_up,
        order_line_may_close_on=None if provisioned else closes,
        billing_starts_on=order.provisioned_on,
        warnings=ordered(warnings),
    )


def _check(order: CiscoTimeline) -> None:
    first = order.requested_start_date
    if order.order_date and first < order.order_date:
        raise Refusal("start_date_before_order", "requested_start_date", {"ordered": order.order_date})
    if order.provisioning_started_on and order.provisioning_started_on < first:
        raise Refusal("dates_out_of_order", "provisioning_started_on", {"first": first})
    earliest = order.provisioning_started_on or first
    if order.provisioned_on and order.provisioned_on < earliest:
        raise Refusal("dates_out_of_order", "provisioned_on", {"first": earliest})


def _by(happened: date | None, today: date) -> date | None:
    """The day of what has happened, None for what is still to come."""
    return happened if happened and happened <= today else None


def _closes(order: CiscoTimeline) -> str:
    return CLOSES_FLEX if order.offer == "a_flex" else CLOSES_OTHERS


_NOTICES = {
    "billing_for_all_services": Notice(
        message("Provisioning starts billing for all the services that you have bought."),
        (BILLING, ALL_SERVICES),
    ),
    "closing_time_inferred": Notice(
        message(
            "Cisco’s help does not name A-WX and A-SPK. That their order lines close after this time is "
            "inferred."
        ),
        (CLOSES_OTHERS, OTHERS),
    ),
    "weekends_not_stated": Notice(
        message("Whether weekends and holidays count is not stated. Every day is counted here."), (WEEKENDS,)
    ),
}


def account(order: CiscoTimeline, result: CiscoTimelineResult, rules: Rules) -> Account:
    """How the days were counted, in sentences."""
    closing = (_closes(order),)
    return Account(
        headline=_headline(result),
        rows=tuple(_rows(result, closing)),
        steps=tuple(_steps(result, rules, closing)),
        notices=tuple(_NOTICES[code] for code in result.warnings),
        deadlines=tuple(_deadlines(result, closing)),
    )


def _rows(result: CiscoTimelineResult, closing: tuple[str, ...]) -> list[Row]:
    rows = [
        Row(message("The provisioning e-mail goes out"), result.provisioning_email_on, (MAIL,)),
        Row(
            message("A Cisco account representative contacts you"),
            result.follow_up_on or message("no: provisioning started in time"),
            (FOLLOW_UP, FOLLOW_UP_BY),
        ),
        Row(
            message("The order line may close"),
            result.order_line_may_close_on or message("no: provisioning is completed"),
            closing,
        ),
        Row(
            message("Billing starts"),
            result.billing_starts_on or message("on the day on which you provision"),
            (BILLING,),
        ),
    ]
    if result.state == "may_be_closed":
        rows.append(Row(message("What to do if the order line has closed"), None, (REOPEN,)))
    return rows


def _headline(result: CiscoTimelineResult) -> Message:
    closes = result.order_line_may_close_on
    match result.state:
        case "waiting":
            return message(
                "Wait for the provisioning e-mail. It goes out on {day}.", day=result.provisioning_email_on
            )
        case "email_due":
            return message(
                "The provisioning e-mail goes out on {day}. Start provisioning from it.",
                day=result.provisioning_email_on,
            )
        case "follow_up":
            return message(
                "Provisioning has not started, so a Cisco account representative contacts you. "
                "Complete it before {day}: the order line may close then.",
                day=closes,
            )
        case "in_progress":
            return message(
                "Provisioning has started. Complete it before {day}: the order line may close then.",
                day=closes,
            )
        case "may_be_closed":
            return message(
                "The order line may have been closed on {day}. Look it up in Cisco Commerce Workspace.",
                day=closes,
            )
        case _:
            return message("Billing has started, on {day}.", day=result.billing_starts_on)


def _steps(result: CiscoTimelineResult, rules: Rules, closing: tuple[str, ...]) -> list[Step]:
    steps = [
        Step(
            message(
                "The e-mail goes out on the requested start date: {day}.", day=result.provisioning_email_on
            ),
            (MAIL,),
        )
    ]
    if result.follow_up_on:
        said = message(
            "Count {time} on from that date, to the follow-up: {day}.",
            time=rules.duration(FOLLOW_UP),
            day=result.follow_up_on,
        )
    else:
        said = message(
            "Provisioning started within {time} of that date: nobody needs to follow up.",
            time=rules.duration(FOLLOW_UP),
        )
    steps.append(Step(said, (FOLLOW_UP,)))
    if result.order_line_may_close_on:
        said = message(
            "Count {time} on from the e-mail: the order line may close on {day}.",
            time=rules.duration(*closing),
            day=result.order_line_may_close_on,
        )
        steps.append(Step(said, closing))
    steps.append(Step(message("Billing starts on the day of provisioning."), (BILLING,)))
    return steps


def _deadlines(result: CiscoTimelineResult, closing: tuple[str, ...]) -> list[Deadline]:
    deadlines = [
        Deadline(
            "provisioning_email",
            message("The provisioning e-mail goes out"),
            result.provisioning_email_on,
            (MAIL,),
        )
    ]
    if result.follow_up_on:
        label = message("A Cisco account representative contacts you if provisioning has not started")
        deadlines.append(Deadline("follow_up", label, result.follow_up_on, (FOLLOW_UP, FOLLOW_UP_BY)))
    if result.order_line_may_close_on:
        label = message("The order line may close if provisioning is not completed")
        deadlines.append(Deadline("order_line_may_close", label, result.order_line_may_close_on, closing))
    if result.billing_starts_on:
        deadlines.append(
            Deadline("billing", message("Billing starts"), result.billing_starts_on, (BILLING, ALL_SERVICES))
        )
    return deadlines


CALCULATOR = Calculator(msgid("Cisco order dates"), CiscoTimeline, cisco_timeline, account)
