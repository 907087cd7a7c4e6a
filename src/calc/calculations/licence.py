"""When does a licence arrive once asked for, and by when must it be asked for?"""

from __future__ import annotations

from datetime import date, datetime

from calc.calculations import warehouse as w
from calc.calculations.latest_order import ask_now
from calc.calculator import Calculator
from calc.calendar import later, working_days
from calc.fields import Fold, Inputs, Reading, Zone, ask
from calc.language import msgid
from calc.message import Value, message
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Deadline, Result, Row, Step, ordered

SHORTEST = "westcon.licence.shortest"
LONGEST = "westcon.licence.longest"
IN_ADVANCE = "westcon.licence.in_advance"
ELAPSED = "westcon.licence.elapsed"
STAFFING = "westcon.licence.staffing"
NEEDS = "westcon.licence.needs"


class LicenceWindow(Inputs):
    """The moment at which a licence is asked for."""

    requested_at: Reading = ask(
        "Requested at", "Date and time of the licence request.", example="2026-11-23T09:00"
    )
    time_zone: Zone = w.ask_zone()
    fold: Fold = w.ask_fold()

    def rule_day(self) -> date:
        return self.requested_at.date()


class LicenceWindowResult(Result):
    """The first and the last moment at which the licence should come, on the clock in Sweden."""

    earliest: datetime
    latest: datetime


def licence_window(request: LicenceWindow, rules: Rules) -> LicenceWindowResult:
    """Add the stated shortest and longest time, as elapsed time. Raises Refusal for a skipped clock time."""
    asked, ambiguous = w.moment(request.requested_at, request.time_zone, request.fold, "requested_at")
    latest = later(asked, rules.elapsed(LONGEST))
    warnings = []
    if ambiguous and not request.fold:
        warnings.append("ambiguous_local_time")
    if not working_days(eves_closed=True).all_open(asked, latest):
        warnings.append("window_contains_closed_days")
    return LicenceWindowResult(
        earliest=later(asked, rules.elapsed(SHORTEST)), latest=latest, warnings=ordered(warnings)
    )


def window_account(_: LicenceWindow, result: LicenceWindowResult, rules: Rules) -> Account:
    """How the window was worked out, in sentences."""
    return Account(
        headline=message(
            "The licence comes between {earliest} and {latest}.",
            earliest=result.earliest,
            latest=result.latest,
        ),
        rows=(
            Row(message("Earliest"), result.earliest, (SHORTEST,)),
            Row(message("Latest"), result.latest, (LONGEST,)),
            Row(message("Whether licences are made on closed days"), None, (STAFFING,)),
        ),
        steps=(
            Step(message("The request needs the SO number and the dongle number."), (NEEDS,)),
            Step(
                message(
                    "Add {shortest} for the earliest moment and {longest} for the latest, as elapsed time.",
                    **_times(rules),
                ),
                (SHORTEST, LONGEST, ELAPSED),
            ),
        ),
        notices=tuple(w.NOTICES[code] for code in result.warnings),
        deadlines=(
            Deadline(
                "licence_earliest",
                message("The licence can come from this time on"),
                result.earliest,
                (SHORTEST, ELAPSED),
            ),
            Deadline(
                "licence_latest", message("The licence should be there"), result.latest, (LONGEST, ELAPSED)
            ),
        ),
    )


def _times(rules: Rules) -> dict[str, Value]:
    return {"shortest": rules.duration(SHORTEST), "longest": rules.duration(LONGEST)}


WINDOW = Calculator(msgid("When a licence comes"), LicenceWindow, licence_window, window_account)


class LicenceLatestRequest(Inputs):
    """The moment by which a licence is needed."""

    needed_by: Reading = ask(
        "Licence needed by", "Date and time by which you need it.", example="2026-11-27T12:00"
    )
    time_zone: Zone = w.ask_zone()
    fold: Fold = w.ask_fold()
    now: Reading | None = ask_now()

    def rule_day(self) -> date:
        return self.needed_by.date()


class LicenceLatestRequestResult(Result):
    """By when to ask, on the clock in Sweden: to be safe, and in the best case."""

    request_by_safe: datetime
    request_by_best_case: datetime


def licence_latest_request(wish: LicenceLatestRequest, rules: Rules) -> LicenceLatestRequestResult:
    """Take the stated longest and shortest time off, in elapsed time.

    Raises Refusal where `now` is past the best case, or where a time is one that the clocks skip.
    """
    needed, ambiguous = w.moment(wish.needed_by, wish.time_zone, wish.fold, "needed_by")
    now = w.moment(wish.now, wish.time_zone, wish.fold, "now").at if wish.now else None
    safe, best = later(needed, -rules.elapsed(LONGEST)), later(needed, -rules.elapsed(SHORTEST))
    if now and now > best:
        raise Refusal("too_late", "now", {"last": best})
    warnings = []
    if now and now > safe:
        warnings.append("safe_date_missed")
    if ambiguous and not wish.fold:
        warnings.append("ambiguous_local_time")
    if not working_days(eves_closed=True).all_open(safe, needed):
        warnings.append("window_contains_closed_days")
    return LicenceLatestRequestResult(
        request_by_safe=safe, request_by_best_case=best, warnings=ordered(warnings)
    )


def latest_request_account(
    _: LicenceLatestRequest, result: LicenceLatestRequestResult, rules: Rules
) -> Account:
    """How the moments were worked back, in sentences."""
    return Account(
        headline=message(
            "To be safe, ask by {safe}. In the best case, by {best} is enough.",
            safe=result.request_by_safe,
            best=result.request_by_best_case,
        ),
        rows=(
            Row(message("To be safe, ask by"), result.request_by_safe, (LONGEST, IN_ADVANCE)),
            Row(message("In the best case, ask by"), result.request_by_best_case, (SHORTEST,)),
            Row(message("Whether licences are made on closed days"), None, (STAFFING,)),
        ),
        steps=(
            Step(message("The request needs the SO number and the dongle number."), (NEEDS,)),
            Step(
                message(
                    "Take off {longest} to be safe, {shortest} for the best case, as elapsed time.",
                    **_times(rules),
                ),
                (LONGEST, SHORTEST, ELAPSED),
            ),
        ),
        notices=tuple(w.NOTICES[code] for code in result.warnings),
        deadlines=(
            Deadline(
                "request_by_safe",
                message("To be safe, ask for the licence at the latest at this time"),
                result.request_by_safe,
                (LONGEST, IN_ADVANCE, ELAPSED),
            ),
            Deadline(
                "request_by_best_case",
                message("In the best case, ask for the licence at the latest at this time"),
                result.request_by_best_case,
                (SHORTEST, ELAPSED),
            ),
        ),
    )


LATEST_REQUEST = Calculator(
    msgid("Latest moment to ask for a licence"),
    LicenceLatestRequest,
    licence_latest_request,
    latest_request_account,
)
