"""Which year is an Open Value agreement in, and when does it end?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from calc.calculator import Calculator
from calc.fields import Inputs, NearDay, Quantity, ask, ask_as_of
from calc.language import msgid
from calc.message import Message, message, plural
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Deadline, Notice, Result, Row, Step, ordered

TERM = "intcomex.open_value.renewal"
SHORT_TERM = "intcomex.open_value_subscription.short_term"
LONG_TERM = "intcomex.open_value_subscription.long_term"
TERMS = "intcomex.open_value_subscription.terms"
END = "intcomex.open_value.end"
TOOL_ASSURANCE = "intcomex.open_value.renewal_tool"
TOOL_FIRST = "intcomex.renewal.tool_first"
TOOL_FIRST_OTHERS = "intcomex.renewal.tool_first_others"
TOOL = "intcomex.today.eagreements"
CONTRACT_YEAR = "intcomex.today.contract_year"
CLOSED = "intcomex.today.open_license_end"
TERM_TODAY = "intcomex.today.open_value_subscription_term"


class OpenValueDates(Inputs):
    """A volume licensing agreement: its programme, its first day and its length."""

    program: Literal["open_value", "open_value_subscription", "open_license"] = ask(
        "Programme",
        "The agreement’s programme, as printed in the contract.",
        example="open_value",
        choices={
            "open_value": msgid("Open Value"),
            "open_value_subscription": msgid("Open Value Subscription"),
            "open_license": msgid("Open License (Open Business, MOLP)"),
        },
    )
    effective_date: NearDay = ask("Effective date", "The first day of the agreement.", example="2026-03-15")
    term_years: Quantity = ask(
        "Term in years", "The length of the agreement in whole years.", example=3, option="years"
    )
    as_of: NearDay | None = ask_as_of()

    def rule_day(self) -> date | None:
        return self.as_of


class OpenValueDatesResult(Result):
    """Calendar days. `anniversaries` are the first days of the second year and of those after it.

    `current_year` is the year of the agreement on the day asked for: from 1 on, "not_started" before the
    effective date, "expired" from the renewal date on. `days_to_renewal` is below zero after that.
    """

    anniversaries: tuple[date, ...]
    last_day: date
    renewal_date: date
    current_year: int | Literal["not_started", "expired"]
    days_to_renewal: int


def open_value_dates(agreement: OpenValueDates, rules: Rules) -> OpenValueDatesResult:
    """Count years on from the effective date.

    Each anniversary is counted from that date itself: after 29 February, it is 28 February in a year without
    one. The last day is the one before the renewal date. Raises Refusal for a programme that is closed, and
    for a term that the programme does not have.
    """
    if agreement.program == "open_license":
        raise Refusal("program_retired", "program", {"last": rules.date(CLOSED)})
    terms = {rules.count(rule, "years") for rule in _term_rules(agreement)}
    if agreement.term_years not in terms:
        raise Refusal("term_not_offered", "term_years", {"terms": ", ".join(map(str, sorted(terms)))})
    first, today = agreement.effective_date, rules.day
    starts = [_years_after(first, years) for years in range(agreement.term_years + 1)]
    renewal = starts[-1]
    year = sum(start <= today for start in starts)
    warnings = ["eagreements_first", "printed_end_date_wins"]
    if agreement.term_years != rules.count(TERM_TODAY, "years"):
        warnings.append("term_in_manual_only")
    return OpenValueDatesResult(
        anniversaries=tuple(starts[1:-1]),
        last_day=renewal - timedelta(days=1),
        renewal_date=renewal,
        current_year="not_started" if year == 0 else "expired" if today >= renewal else year,
        days_to_renewal=(renewal - today).days,
        warnings=ordered(warnings),
    )


def _term_rules(agreement: OpenValueDates) -> tuple[str, ...]:
    return (TERM,) if agreement.program == "open_value" else (SHORT_TERM, LONG_TERM)


def _tool_rules(agreement: OpenValueDates) -> tuple[str, ...]:
    """Why a renewal of this programme goes through the tool first."""
    if agreement.program == "open_value":
        return TOOL_ASSURANCE, TOOL_FIRST_OTHERS
    return (TOOL_FIRST,)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


_NOTICES = {
    "printed_end_date_wins": Notice(
        message("These days are worked out. If the contract prints another end date, that one holds."), (END,)
    ),
    "term_in_manual_only": Notice(
        message("Only the manual names this term. Check that it is still offered."), (TERMS, TERM_TODAY)
    ),
}


def account(agreement: OpenValueDates, result: OpenValueDatesResult, rules: Rules) -> Account:
    """How the days were counted, in sentences."""
    term = (TERM,) if agreement.program == "open_value" else (TERMS,)
    tool_first = _tool_rules(agreement)
    notices = _NOTICES | {
        "eagreements_first": Notice(
            message("Before a renewal, complete the process in Microsoft’s eAgreements."),
            (*tool_first, TOOL),
        )
    }
    rows = [
        *(
            Row(message("Anniversary: year {year} begins", year=year), day, (CONTRACT_YEAR,))
            for year, day in _anniversaries(result)
        ),
        Row(message("Last day"), result.last_day, (END,)),
        Row(message("Renewal date"), result.renewal_date, (*term, *tool_first)),
        Row(message("State on {day}", day=rules.day), _state(agreement, result), ()),
    ]
    return Account(
        headline=_headline(result),
        rows=tuple(rows),
        steps=(
            Step(
                plural(
                    "Count {count} year on from {first}: the renewal date is {renewal}.",
                    "Count {count} years on from {first}: the renewal date is {renewal}.",
                    count=agreement.term_years,
                    first=agreement.effective_date,
                    renewal=result.renewal_date,
                ),
                term,
            ),
            Step(message("The last day is the day before it: {day}.", day=result.last_day), (END,)),
        ),
        notices=tuple(notices[code] for code in result.warnings),
        deadlines=(
            *(
                Deadline(
                    f"anniversary_{year - 1}",
                    message("Anniversary: year {year} begins", year=year),
                    day,
                    (CONTRACT_YEAR,),
                )
                for year, day in _anniversaries(result)
            ),
            Deadline("last_day", message("Last day of the agreement"), result.last_day, (END,)),
            Deadline(
                "renewal", message("Renewal date of the agreement"), result.renewal_date, (*term, *tool_first)
            ),
        ),
    )


def _anniversaries(result: OpenValueDatesResult) -> list[tuple[int, date]]:
    """The first day of each year of the agreement after the first year, with the year's number."""
    return list(enumerate(result.anniversaries, 2))


def _state(agreement: OpenValueDates, result: OpenValueDatesResult) -> Message:
    match result.current_year:
        case "not_started":
            return message("not started")
        case "expired":
            return message("ended")
        case year:
            return message("year {year} of {years}", year=year, years=agreement.term_years)


def _headline(result: OpenValueDatesResult) -> Message:
    if result.current_year == "expired":
        return message("The agreement has ended. Its last day was {day}.", day=result.last_day)
    return plural(
        "The last day is {day}. The renewal date is {count} day away.",
        "The last day is {day}. The renewal date is {count} days away.",
        count=result.days_to_renewal,
        day=result.last_day,
    )


CALCULATOR = Calculator(msgid("Open Value dates"), OpenValueDates, open_value_dates, account)
