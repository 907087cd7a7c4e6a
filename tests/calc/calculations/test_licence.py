"""When a licence comes once asked for, and by when to ask for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, deadlines, figures, refusal, rows, said


def window(requested_at: str, **more: Any) -> dict[str, Any]:
    return ask("licence_window", requested_at=requested_at, **more)


def latest_request(needed_by: str, **more: Any) -> dict[str, Any]:
    return ask("licence_latest_request", needed_by=needed_by, **more)


@pytest.mark.parametrize(
    ("requested_at", "earliest", "latest", "warnings"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:20:00+01:00", "2026-11-24T09:00:00+01:00", []),
        ("2026-11-26T23:59:59", "2026-11-27T00:19:59+01:00", "2026-11-27T23:59:59+01:00", []),
        (
            "2026-11-27T00:00:00",
            "2026-11-27T00:20:00+01:00",
            "2026-11-28T00:00:00+01:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-03-28T12:00",
            "2026-03-28T12:20:00+01:00",
            "2026-03-29T13:00:00+02:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-10-24T12:00",
            "2026-10-24T12:20:00+02:00",
            "2026-10-25T11:00:00+01:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-03-29T01:50",
            "2026-03-29T03:10:00+02:00",
            "2026-03-30T02:50:00+02:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-12-23T12:00",
            "2026-12-23T12:20:00+01:00",
            "2026-12-24T12:00:00+01:00",
            ["window_contains_closed_days"],
        ),
        (
            "2099-12-31T12:00",
            "2099-12-31T12:20:00+01:00",
            "2100-01-01T12:00:00+01:00",
            ["window_contains_closed_days"],
        ),
        ("2000-01-03T00:00", "2000-01-03T00:20:00+01:00", "2000-01-04T00:00:00+01:00", []),
    ],
)
def test_a_licence_comes_within_20_minutes_to_24_hours_that_pass(
    requested_at: str, earliest: str, latest: str, warnings: list[str]
) -> None:
    assert figures(window(requested_at)) == {"warnings": warnings, "earliest": earliest, "latest": latest}


@pytest.mark.parametrize(
    ("fold", "earliest", "warnings"),
    [
        (0, "2026-10-25T02:10:00+01:00", ["ambiguous_local_time", "window_contains_closed_days"]),
        (1, "2026-10-25T03:10:00+01:00", ["window_contains_closed_days"]),
    ],
)
def test_a_request_at_a_time_that_happens_twice_is_the_first_unless_told_otherwise(
    fold: int, earliest: str, warnings: list[str]
) -> None:
    answer = window("2026-10-25T02:50", fold=fold)
    assert (answer["earliest"], answer["warnings"]) == (earliest, warnings)


def test_a_request_on_a_clock_elsewhere_is_turned_to_the_clock_in_sweden() -> None:
    assert window("2026-11-23T03:00", time_zone="America/New_York") == window("2026-11-23T09:00")


def test_a_request_at_a_skipped_time_is_refused() -> None:
    assert refusal(window("2026-03-29T02:00:00")) == ("nonexistent_local_time", "requested_at")


def test_staffing_on_closed_days_is_not_stated() -> None:
    answer = window("2026-11-23T09:00")
    assert rows(answer)["Whether licences are made on closed days"] == "not stated"


def test_the_steps_name_what_the_request_needs_and_what_is_added() -> None:
    answer = window("2026-11-23T09:00")
    assert said(answer) == [
        "The request needs the SO number and the dongle number.",
        "Add 20 minutes for the earliest moment and 24 hours for the latest, as elapsed time.",
    ]
    assert answer["headline"] == (
        "The licence comes between Monday, 23 November 2026, 09:20 (GMT+01:00) and "
        "Tuesday, 24 November 2026, 09:00 (GMT+01:00)."
    )


@pytest.mark.parametrize(
    ("needed_by", "safe", "best", "warnings"),
    [
        ("2026-11-27T12:00", "2026-11-26T12:00:00+01:00", "2026-11-27T11:40:00+01:00", []),
        (
            "2026-11-30T00:10",
            "2026-11-29T00:10:00+01:00",
            "2026-11-29T23:50:00+01:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-03-29T13:00",
            "2026-03-28T12:00:00+01:00",
            "2026-03-29T12:40:00+02:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-10-25T11:00",
            "2026-10-24T12:00:00+02:00",
            "2026-10-25T10:40:00+01:00",
            ["window_contains_closed_days"],
        ),
        (
            "2026-10-25T02:10",
            "2026-10-24T02:10:00+02:00",
            "2026-10-25T01:50:00+02:00",
            ["ambiguous_local_time", "window_contains_closed_days"],
        ),
    ],
)
def test_the_request_is_24_hours_before_to_be_safe_and_20_minutes_at_best(
    needed_by: str, safe: str, best: str, warnings: list[str]
) -> None:
    assert figures(latest_request(needed_by)) == {
        "warnings": warnings,
        "request_by_safe": safe,
        "request_by_best_case": best,
    }


def test_a_licence_needed_at_the_second_of_two_equal_times_can_be_asked_for_later() -> None:
    answer = latest_request("2026-10-25T02:10", fold=1)
    assert answer["request_by_best_case"] == "2026-10-25T02:50:00+02:00"
    assert answer["warnings"] == ["window_contains_closed_days"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-26T12:00:00", []),
        ("2026-11-26T12:00:01", ["safe_date_missed"]),
        ("2026-11-27T11:40:00", ["safe_date_missed"]),
    ],
)
def test_past_the_safe_moment_only_the_best_case_is_left(now: str, expected: list[str]) -> None:
    assert latest_request("2026-11-27T12:00", now=now)["warnings"] == expected


def test_past_the_best_case_it_is_too_late() -> None:
    answer = latest_request("2026-11-27T12:00", now="2026-11-27T11:40:01")
    assert refusal(answer) == ("too_late", "now")
    assert answer["message"] == (
        "Time now: It is too late. The last moment was Friday, 27 November 2026, 11:40 (GMT+01:00)."
    )


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"needed_by": "2026-03-29T02:30"}, "needed_by"),
        ({"needed_by": "2026-03-29T03:30", "now": "2026-03-29T02:30"}, "now"),
    ],
)
def test_a_skipped_time_is_refused_where_it_stands(inputs: dict[str, Any], field: str) -> None:
    assert refusal(latest_request(**inputs)) == ("nonexistent_local_time", field)


def test_the_steps_name_what_is_taken_off() -> None:
    answer = latest_request("2026-11-27T12:00")
    assert said(answer) == [
        "The request needs the SO number and the dongle number.",
        "Take off 24 hours to be safe, 20 minutes for the best case, as elapsed time.",
    ]
    assert answer["headline"] == (
        "To be safe, ask by Thursday, 26 November 2026, 12:00 (GMT+01:00). In the best case, by "
        "Friday, 27 November 2026, 11:40 (GMT+01:00) is enough."
    )


def test_the_deadlines_of_a_licence_are_the_ends_of_its_window() -> None:
    assert deadlines(window("2026-03-28T12:00")) == {
        "licence_earliest": ("The licence can come from this time on", "2026-03-28T12:20:00+01:00"),
        "licence_latest": ("The licence should be there", "2026-03-29T13:00:00+02:00"),
    }


def test_the_deadlines_of_a_request_are_still_in_time() -> None:
    assert deadlines(latest_request("2026-10-25T11:00")) == {
        "request_by_safe": (
            "To be safe, ask for the licence at the latest at this time",
            "2026-10-24T12:00:00+02:00",
        ),
        "request_by_best_case": (
            "In the best case, ask for the licence at the latest at this time",
            "2026-10-25T10:40:00+01:00",
        ),
    }
