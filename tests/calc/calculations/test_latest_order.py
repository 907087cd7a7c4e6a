"""By when an order must be placed for goods to arrive on a day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, deadlines, figures, refusal, rows, said


def latest_order(needed_by_date: str, service: str = "standard_2_3_day", **more: Any) -> dict[str, Any]:
    return ask("latest_order", needed_by_date=needed_by_date, service=service, **more)


def test_an_answer_for_the_ordinary_service_is_complete() -> None:
    assert figures(latest_order("2026-11-27")) == {
        "warnings": [],
        "arrive_by": "2026-11-27",
        "order_before_safe": "2026-11-24T14:00:00+01:00",
        "order_before_best_case": "2026-11-25T14:00:00+01:00",
        "order_at_or_before": None,
    }


def test_an_answer_for_next_day_delivery_is_complete() -> None:
    assert figures(latest_order("2026-11-27", "next_day")) == {
        "warnings": ["cost_not_stated", "request_by_email"],
        "arrive_by": "2026-11-27",
        "order_before_safe": None,
        "order_before_best_case": None,
        "order_at_or_before": "2026-11-26T15:30:00+01:00",
    }


@pytest.mark.parametrize(
    ("needed", "arrive_by", "safe", "best"),
    [
        ("2026-12-02", "2026-12-02", "2026-11-27T14:00:00+01:00", "2026-11-30T14:00:00+01:00"),
        ("2026-04-07", "2026-04-07", "2026-03-31T14:00:00+02:00", "2026-04-01T14:00:00+02:00"),
        ("2027-01-07", "2027-01-07", "2026-12-30T14:00:00+01:00", "2027-01-04T14:00:00+01:00"),
        ("2000-01-03", "2000-01-03", "1999-12-28T14:00:00+01:00", "1999-12-29T14:00:00+01:00"),
        ("2099-12-31", "2099-12-30", "2099-12-23T14:00:00+01:00", "2099-12-28T14:00:00+01:00"),
        ("2004-06-01", "2004-06-01", "2004-05-26T14:00:00+02:00", "2004-05-27T14:00:00+02:00"),
        ("2005-06-07", "2005-06-07", "2005-06-01T14:00:00+02:00", "2005-06-02T14:00:00+02:00"),
    ],
)
def test_days_are_counted_back_over_closed_ones(needed: str, arrive_by: str, safe: str, best: str) -> None:
    answer = latest_order(needed)
    found = answer["arrive_by"], answer["order_before_safe"], answer["order_before_best_case"]
    assert found == (arrive_by, safe, best)


@pytest.mark.parametrize(
    ("needed", "arrive_by"),
    [
        ("2026-11-28", "2026-11-27"),  # Saturday
        ("2026-11-29", "2026-11-27"),  # Sunday
        ("2026-04-06", "2026-04-02"),  # Easter Monday
        ("2026-12-24", "2026-12-23"),  # Christmas Eve
    ],
)
def test_a_closed_day_counts_as_the_open_day_before_it(needed: str, arrive_by: str) -> None:
    answer, before = latest_order(needed), latest_order(arrive_by)
    assert answer["warnings"] == ["needed_date_is_closed"]
    assert figures(answer) == {**figures(before), "warnings": ["needed_date_is_closed"]}


def test_an_eve_is_open_if_told_so() -> None:
    answer = latest_order("2026-12-24", treat_eves_as_closed=False)
    assert (answer["arrive_by"], answer["warnings"]) == ("2026-12-24", [])


@pytest.mark.parametrize(
    ("needed", "service", "moments", "closed"),
    [
        ("2026-11-27", "standard_2_3_day", ("2026-11-22T14:00:00+01:00", "2026-11-23T14:00:00+01:00"), True),
        ("2026-11-26", "next_day", ("2026-11-23T15:30:00+01:00",), False),
        ("2026-11-25", "next_day", ("2026-11-22T15:30:00+01:00",), True),
        ("2026-12-01", "standard_2_3_day", ("2026-11-24T14:00:00+01:00", "2026-11-25T14:00:00+01:00"), False),
        ("2026-10-27", "next_day", ("2026-10-24T16:30:00+02:00",), True),
        # Only the best case waits over Ascension Day.
        ("2026-05-19", "standard_2_3_day", ("2026-05-11T14:00:00+02:00", "2026-05-13T14:00:00+02:00"), True),
    ],
)
def test_a_pending_sbr_takes_48_elapsed_hours_off(
    needed: str, service: str, moments: tuple[str, ...], *, closed: bool
) -> None:
    answer = latest_order(needed, service, sbr="pending")
    keys = ("order_before_safe", "order_before_best_case", "order_at_or_before")
    assert tuple(answer[key] for key in keys if answer[key]) == moments
    assert "sbr_48h_estimate" in answer["warnings"]
    assert ("window_contains_closed_days" in answer["warnings"]) is closed


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T13:59:59", []),
        ("2026-11-24T14:00:00", ["safe_date_missed"]),
        ("2026-11-25T13:59:59", ["safe_date_missed"]),
    ],
)
def test_past_the_safe_moment_only_the_best_case_is_left(now: str, expected: list[str]) -> None:
    assert latest_order("2026-11-27", now=now)["warnings"] == expected


@pytest.mark.parametrize(
    ("service", "now", "expected"),
    [
        ("standard_2_3_day", "2026-11-25T13:59:59", (None, None)),
        ("standard_2_3_day", "2026-11-25T14:00:00", ("too_late", "now")),
        ("standard_2_3_day", "2026-12-01T09:00:00", ("too_late", "now")),
        ("next_day", "2026-11-26T15:30:00", (None, None)),
        ("next_day", "2026-11-26T15:30:01", ("too_late", "now")),
    ],
)
def test_past_the_last_moment_it_is_too_late(
    service: str, now: str, expected: tuple[str | None, str | None]
) -> None:
    assert refusal(latest_order("2026-11-27", service, now=now)) == expected


def test_too_late_names_the_last_moment() -> None:
    assert latest_order("2026-11-27", now="2026-11-26T09:00")["message"] == (
        "Time now: It is too late. The last moment was Wednesday, 25 November 2026, 14:00 (GMT+01:00)."
    )


def test_now_is_on_the_clock_of_the_time_zone() -> None:
    in_time = latest_order("2026-11-27", "next_day", now="2026-11-26T09:30:00", time_zone="America/New_York")
    late = latest_order("2026-11-27", "next_day", now="2026-11-26T09:30:01", time_zone="America/New_York")
    assert (refusal(in_time), refusal(late)) == ((None, None), ("too_late", "now"))


def test_now_must_be_a_time_that_exists() -> None:
    answer = latest_order("2026-04-02", now="2026-03-29T02:30")
    assert refusal(answer) == ("nonexistent_local_time", "now")


def test_of_a_now_that_happens_twice_the_first_is_meant_unless_told_otherwise() -> None:
    """In Auckland 02:30 happens twice that night: at 15:30 and at 16:30 in Sweden."""
    given = {"now": "2027-04-04T02:30", "time_zone": "Pacific/Auckland", "sbr": "pending"}
    unasked, second = (latest_order("2027-04-06", "next_day", **given, **fold) for fold in ({}, {"fold": 1}))
    assert unasked["order_at_or_before"] == "2027-04-03T15:30:00+02:00"
    assert refusal(second) == ("too_late", "now")


@pytest.mark.parametrize(
    ("inputs", "steps", "headline"),
    [
        (
            {"service": "standard_2_3_day", "sbr": "pending"},
            [
                "To arrive on Friday, 27 November 2026, a working day.",
                "Count 3 working days back to be safe, 2 working days for the best case.",
                "On that day, order before 14:00.",
                "Take off 48 hours for the SBR.",
            ],
            (
                "To be safe, order before Sunday, 22 November 2026, 14:00 (GMT+01:00). "
                "In the best case, before Monday, 23 November 2026, 14:00 (GMT+01:00) is enough."
            ),
        ),
        (
            {"service": "next_day"},
            [
                "To arrive on Friday, 27 November 2026, a working day.",
                "Count 1 working day back.",
                "On that day, order at or before 15:30.",
            ],
            "Order at or before Thursday, 26 November 2026, 15:30 (GMT+01:00).",
        ),
    ],
)
def test_the_steps_say_how_the_moments_were_worked_back(
    inputs: dict[str, Any], steps: list[str], headline: str
) -> None:
    answer = latest_order("2026-11-27", **inputs)
    assert (said(answer), answer["headline"]) == (steps, headline)


def test_the_price_of_next_day_delivery_is_not_stated() -> None:
    assert rows(latest_order("2026-11-27", "next_day")) == {
        "Order at or before": "Thursday, 26 November 2026, 15:30 (GMT+01:00)",
        "Price of next-day delivery": "not stated",
    }


def test_the_deadlines_say_before_where_the_cut_off_itself_is_too_late() -> None:
    assert deadlines(latest_order("2026-11-27")) == {
        "order_by_safe": ("To be safe, order before this time", "2026-11-24T14:00:00+01:00"),
        "order_by_best_case": ("In the best case, order before this time", "2026-11-25T14:00:00+01:00"),
    }


def test_the_deadline_of_next_day_delivery_is_still_in_time() -> None:
    assert deadlines(latest_order("2026-11-27", "next_day")) == {
        "order_by": ("Order at the latest at this time", "2026-11-26T15:30:00+01:00")
    }


@pytest.mark.parametrize("service", ["standard_2_3_day", "next_day"])
def test_a_deadline_rests_on_the_sbr_only_while_that_is_pending(service: str) -> None:
    for sbr in ("available", "pending"):
        answer = latest_order("2026-11-27", service, sbr=sbr)
        assert answer["deadlines"]
        for deadline in answer["deadlines"]:
            assert ("westcon.sbr.approval" in deadline["rules"]) is (sbr == "pending")
