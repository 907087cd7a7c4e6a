"""Which year an Open Value agreement is in, and when it ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import answer_to, ask, deadlines, figures, refusal, rows, said


def agreement(as_of: str, effective_date: str = "2024-03-15", **more: Any) -> dict[str, Any]:
    inputs = {"program": "open_value", "term_years": 3, **more}
    return ask("open_value_dates", effective_date=effective_date, as_of=as_of, **inputs)


def test_an_answer_is_complete() -> None:
    assert figures(agreement("2026-03-15")) == {
        "warnings": ["eagreements_first", "printed_end_date_wins"],
        "anniversaries": ["2025-03-15", "2026-03-15"],
        "last_day": "2027-03-14",
        "renewal_date": "2027-03-15",
        "current_year": 3,
        "days_to_renewal": 365,
    }


@pytest.mark.parametrize(
    ("as_of", "year", "days"),
    [
        ("2024-03-14", "not_started", 1096),
        ("2024-03-15", 1, 1095),
        ("2025-03-14", 1, 731),
        ("2025-03-15", 2, 730),
        ("2026-03-14", 2, 366),
        ("2027-03-14", 3, 1),
        ("2027-03-15", "expired", 0),
        ("2027-03-16", "expired", -1),
    ],
)
def test_a_year_begins_on_its_anniversary_and_the_last_ends_before_the_renewal_date(
    as_of: str, year: int | str, days: int
) -> None:
    answer = agreement(as_of)
    assert (answer["current_year"], answer["days_to_renewal"]) == (year, days)


@pytest.mark.parametrize(
    ("effective_date", "days"),
    [
        ("2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-27", "2027-02-28"]),
        ("2025-02-28", ["2026-02-28", "2027-02-28", "2028-02-27", "2028-02-28"]),
        ("2025-03-01", ["2026-03-01", "2027-03-01", "2028-02-29", "2028-03-01"]),
    ],
)
def test_29_february_becomes_28_february_in_a_year_without_one(effective_date: str, days: list[str]) -> None:
    answer = agreement("2026-01-01", effective_date)
    assert [*answer["anniversaries"], answer["last_day"], answer["renewal_date"]] == days


def test_a_subscription_of_one_year_has_no_anniversary_and_a_term_that_only_the_manual_names() -> None:
    answer = agreement("2026-01-01", program="open_value_subscription", term_years="1")
    assert answer["anniversaries"] == []
    assert answer["warnings"] == ["eagreements_first", "printed_end_date_wins", "term_in_manual_only"]
    assert list(deadlines(answer)) == ["last_day", "renewal"]


@pytest.mark.parametrize(
    ("inputs", "refused", "why"),
    [
        (
            {"term_years": 1},
            ("term_not_offered", "term_years"),
            "Term in years: This programme has no such term. Its terms in years: 3.",
        ),
        (
            {"program": "open_value_subscription", "term_years": 2},
            ("term_not_offered", "term_years"),
            "Term in years: This programme has no such term. Its terms in years: 1, 3.",
        ),
        (
            {"program": "open_license", "term_years": 2},
            ("program_retired", "program"),
            "Programme: Microsoft has closed this programme. Its last day was Friday, 31 December 2021.",
        ),
    ],
)
def test_what_is_not_offered_is_refused_with_what_the_sources_say(
    inputs: dict[str, Any], refused: tuple[str, str], why: str
) -> None:
    answer = agreement("2026-01-01", **inputs)
    assert (*refusal(answer), answer["message"]) == (*refused, why)


@pytest.mark.parametrize("years", [0, -1, "three", 3.5, True, None])
def test_a_term_that_is_no_number_of_years_is_refused_where_it_stands(years: object) -> None:
    assert refusal(agreement("2026-01-01", term_years=years))[1] == "term_years"


def test_the_year_is_that_of_today_unless_another_day_is_named() -> None:
    request = {
        "calculator": "open_value_dates",
        "inputs": {"program": "open_value", "effective_date": "2024-03-15", "term_years": 3},
    }
    years = [answer_to(request, today=date(2025, 3, day))["current_year"] for day in (14, 15)]
    assert years == [1, 2]


def test_the_deadlines_are_each_anniversary_the_last_day_and_the_renewal_date() -> None:
    answer = agreement("2026-01-01")
    assert deadlines(answer) == {
        "anniversary_1": ("Anniversary: year 2 begins", "2025-03-15"),
        "anniversary_2": ("Anniversary: year 3 begins", "2026-03-15"),
        "last_day": ("Last day of the agreement", "2027-03-14"),
        "renewal": ("Renewal date of the agreement", "2027-03-15"),
    }


@pytest.mark.parametrize(
    ("as_of", "state", "headline"),
    [
        (
            "2024-03-14",
            "not started",
            "The last day is Sunday, 14 March 2027. The renewal date is 1,096 days away.",
        ),
        (
            "2027-03-14",
            "year 3 of 3",
            "The last day is Sunday, 14 March 2027. The renewal date is 1 day away.",
        ),
        ("2027-03-15", "ended", "The agreement has ended. Its last day was Sunday, 14 March 2027."),
    ],
)
def test_the_state_of_the_agreement_is_said_in_words(as_of: str, state: str, headline: str) -> None:
    answer = agreement(as_of)
    assert answer["headline"] == headline
    assert state in rows(answer).values()


def test_the_steps_count_the_years_and_take_off_the_day() -> None:
    assert said(agreement("2026-01-01")) == [
        "Count 3 years on from Friday, 15 March 2024: the renewal date is Monday, 15 March 2027.",
        "The last day is the day before it: Sunday, 14 March 2027.",
    ]


def test_before_a_renewal_the_reader_is_sent_to_eagreements_and_to_the_printed_date() -> None:
    assert [notice["text"] for notice in agreement("2026-01-01")["notices"]] == [
        "Before a renewal, complete the process in Microsoft’s eAgreements.",
        "These days are worked out. If the contract prints another end date, that one holds.",
    ]


@pytest.mark.parametrize(
    ("program", "rules"),
    [
        (
            "open_value",
            [
                "intcomex.open_value.renewal",
                "intcomex.open_value.renewal_tool",
                "intcomex.renewal.tool_first_others",
            ],
        ),
        (
            "open_value_subscription",
            ["intcomex.open_value_subscription.terms", "intcomex.renewal.tool_first"],
        ),
    ],
)
def test_the_tool_comes_first_by_the_rule_of_the_programme(program: str, rules: list[str]) -> None:
    answer = agreement("2026-01-01", program=program)
    assert answer["deadlines"][-1]["rules"] == rules
    (notice,) = (notice for notice in answer["notices"] if notice["code"] == "eagreements_first")
    assert notice["rules"] == [*rules[1:], "intcomex.today.eagreements"]
