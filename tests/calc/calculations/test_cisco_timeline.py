"""When something happens to a Cisco order, and where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import answer_to, ask, deadlines, figures, refusal, rows, said


def timeline(as_of: str | None, offer: str = "other_collaboration", **more: Any) -> dict[str, Any]:
    return ask("cisco_timeline", requested_start_date="2026-12-01", offer=offer, as_of=as_of, **more)


def test_an_answer_is_complete() -> None:
    assert figures(timeline("2026-11-22")) == {
        "warnings": ["billing_for_all_services", "closing_time_inferred", "weekends_not_stated"],
        "state": "waiting",
        "provisioning_email_on": "2026-12-01",
        "follow_up_on": "2026-12-02",
        "order_line_may_close_on": "2026-12-31",
        "billing_starts_on": None,
    }


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-11-30", "waiting"),
        ("2026-12-01", "email_due"),
        ("2026-12-02", "follow_up"),
        ("2026-12-30", "follow_up"),
        ("2026-12-31", "may_be_closed"),
        ("2027-12-31", "may_be_closed"),
    ],
)
def test_an_order_that_nobody_starts_goes_from_state_to_state(as_of: str, state: str) -> None:
    assert timeline(as_of)["state"] == state


@pytest.mark.parametrize(("as_of", "state"), [("2026-12-07", "follow_up"), ("2026-12-08", "may_be_closed")])
def test_the_line_of_a_flex_offer_may_close_sooner(as_of: str, state: str) -> None:
    answer = timeline(as_of, "a_flex")
    assert (answer["state"], answer["order_line_may_close_on"]) == (state, "2026-12-08")
    assert "closing_time_inferred" not in answer["warnings"]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-12-02", "follow_up"),
        ("2026-12-03", "in_progress"),
        ("2026-12-30", "in_progress"),
        ("2026-12-31", "may_be_closed"),
    ],
)
def test_a_started_order_is_in_progress_until_its_line_may_close(as_of: str, state: str) -> None:
    assert timeline(as_of, provisioning_started_on="2026-12-03")["state"] == state


@pytest.mark.parametrize(
    ("started", "follow_up"),
    [("2026-12-01", None), ("2026-12-02", None), ("2026-12-03", "2026-12-02")],
)
def test_a_start_by_the_day_of_the_follow_up_needs_none(started: str, follow_up: str | None) -> None:
    assert timeline("2026-12-05", provisioning_started_on=started)["follow_up_on"] == follow_up


@pytest.mark.parametrize("as_of", ["2026-12-04", "2027-06-01"])
def test_a_provisioned_order_is_billed_for_good(as_of: str) -> None:
    answer = timeline(as_of, provisioned_on="2026-12-04")
    assert figures(answer) == {
        "warnings": ["weekends_not_stated"],
        "state": "billing",
        "provisioning_email_on": "2026-12-01",
        "follow_up_on": "2026-12-02",
        "order_line_may_close_on": None,
        "billing_starts_on": "2026-12-04",
    }


def test_provisioning_by_the_day_of_the_follow_up_was_started_by_then() -> None:
    assert timeline("2026-12-09", provisioned_on="2026-12-02")["follow_up_on"] is None


def test_what_lies_ahead_is_a_plan_that_only_billing_follows() -> None:
    plan = {"provisioning_started_on": "2026-12-01", "provisioned_on": "2026-12-02"}
    answer = timeline("2026-11-22", **plan)
    assert figures(answer) == {**figures(timeline("2026-11-22")), "billing_starts_on": "2026-12-02"}


@pytest.mark.parametrize("name", ["order_date", "provisioning_started_on", "provisioned_on"])
def test_of_what_happened_at_a_moment_the_day_counts(name: str) -> None:
    told = timeline("2026-12-03", **{name: "2026-12-01T23:59"})
    assert figures(told) == figures(timeline("2026-12-03", **{name: "2026-12-01"}))
    assert refusal(timeline("2026-12-03", **{name: "2026-12-01T25:00"})) == ("invalid_date", name)
    assert refusal(timeline("2026-12-03", **{name: "9999-12-01T10:00"})) == ("date_out_of_range", name)


def test_an_order_may_start_on_the_day_on_which_it_is_placed() -> None:
    assert refusal(timeline("2026-11-22", order_date="2026-12-01")) == (None, None)


@pytest.mark.parametrize(
    ("inputs", "refused", "why"),
    [
        (
            {"order_date": "2026-12-02"},
            ("start_date_before_order", "requested_start_date"),
            (
                "Requested start date: The order is dated Wednesday, 2 December 2026. "
                "It cannot start before that day."
            ),
        ),
        (
            {"provisioning_started_on": "2026-11-30"},
            ("dates_out_of_order", "provisioning_started_on"),
            (
                "Provisioning started on: The dates contradict each other. "
                "This day cannot lie before Tuesday, 1 December 2026."
            ),
        ),
        (
            {"provisioned_on": "2026-11-30"},
            ("dates_out_of_order", "provisioned_on"),
            (
                "Provisioned on: The dates contradict each other. "
                "This day cannot lie before Tuesday, 1 December 2026."
            ),
        ),
        (
            {"provisioning_started_on": "2026-12-03", "provisioned_on": "2026-12-02"},
            ("dates_out_of_order", "provisioned_on"),
            (
                "Provisioned on: The dates contradict each other. "
                "This day cannot lie before Thursday, 3 December 2026."
            ),
        ),
        (
            {"as_of": "2100-01-01"},
            ("date_out_of_range", "as_of"),
            "State on: Choose a year from 2000 to 2099.",
        ),
    ],
)
def test_dates_that_contradict_each_other_are_refused(
    inputs: dict[str, Any], refused: tuple[str, str], why: str
) -> None:
    answer = timeline(**{"as_of": "2026-12-09", **inputs})
    assert (*refusal(answer), answer["message"]) == (*refused, why)


def test_the_state_is_that_of_today_unless_another_day_is_named() -> None:
    request = {
        "calculator": "cisco_timeline",
        "inputs": {"requested_start_date": "2026-12-01", "offer": "a_flex"},
    }
    states = [answer_to(request, today=date(2026, 12, day))["state"] for day in (1, 2)]
    assert states == ["email_due", "follow_up"]


def test_the_deadlines_are_the_dates_that_are_still_of_use() -> None:
    assert deadlines(timeline("2026-11-22", provisioned_on="2026-12-02")) == {
        "provisioning_email": ("The provisioning e-mail goes out", "2026-12-01"),
        "follow_up": (
            "A Cisco account representative contacts you if provisioning has not started",
            "2026-12-02",
        ),
        "order_line_may_close": ("The order line may close if provisioning is not completed", "2026-12-31"),
        "billing": ("Billing starts", "2026-12-02"),
    }
    done = timeline("2026-12-02", provisioned_on="2026-12-02")
    assert list(deadlines(done)) == ["provisioning_email", "billing"]


@pytest.mark.parametrize(
    ("inputs", "headline"),
    [
        (
            {"as_of": "2026-11-22"},
            "Wait for the provisioning e-mail. It goes out on Tuesday, 1 December 2026.",
        ),
        (
            {"as_of": "2026-12-01"},
            "The provisioning e-mail goes out on Tuesday, 1 December 2026. Start provisioning from it.",
        ),
        (
            {"as_of": "2026-12-02"},
            (
                "Provisioning has not started, so a Cisco account representative contacts you. "
                "Complete it before Thursday, 31 December 2026: the order line may close then."
            ),
        ),
        (
            {"as_of": "2026-12-02", "provisioning_started_on": "2026-12-02"},
            (
                "Provisioning has started. Complete it before Thursday, 31 December 2026: "
                "the order line may close then."
            ),
        ),
        (
            {"as_of": "2027-01-01"},
            (
                "The order line may have been closed on Thursday, 31 December 2026. "
                "Look it up in Cisco Commerce Workspace."
            ),
        ),
        (
            {"as_of": "2027-01-01", "provisioned_on": "2026-12-31"},
            "Billing has started, on Thursday, 31 December 2026.",
        ),
    ],
)
def test_the_headline_says_what_the_state_asks_of_the_reader(inputs: dict[str, Any], headline: str) -> None:
    assert timeline(**inputs)["headline"] == headline


def test_what_no_longer_happens_is_said_in_words() -> None:
    done = timeline("2026-12-02", provisioned_on="2026-12-02")
    assert rows(done) == {
        "The provisioning e-mail goes out": "Tuesday, 1 December 2026",
        "A Cisco account representative contacts you": "no: provisioning started in time",
        "The order line may close": "no: provisioning is completed",
        "Billing starts": "Wednesday, 2 December 2026",
    }
    assert said(done) == [
        "The e-mail goes out on the requested start date: Tuesday, 1 December 2026.",
        "Provisioning started within 1 day of that date: nobody needs to follow up.",
        "Billing starts on the day of provisioning.",
    ]


def test_how_to_reopen_a_closed_line_is_not_stated() -> None:
    assert rows(timeline("2027-01-01"))["What to do if the order line has closed"] == "not stated"
