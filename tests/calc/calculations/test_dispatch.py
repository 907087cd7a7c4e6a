"""When an order leaves the warehouse, and when it arrives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, deadlines, figures, refusal, rows, said


def dispatch(ordered_at: str, service: str = "standard_2_3_day", **more: Any) -> dict[str, Any]:
    return ask("dispatch", ordered_at=ordered_at, service=service, **more)


def days(answer: dict[str, Any]) -> tuple[str, str, str]:
    return answer["ship_date"], answer["earliest_delivery"], answer["latest_delivery"]


def source_of(answer: dict[str, Any], rule: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (source for source in answer["sources"] if source["id"] == rule)
    return found


def test_an_answer_is_complete() -> None:
    assert figures(dispatch("2026-11-23T09:00")) == {
        "warnings": [],
        "ready_at": "2026-11-23T09:00:00+01:00",
        "ship_date": "2026-11-23",
        "earliest_delivery": "2026-11-25",
        "latest_delivery": "2026-11-26",
    }


@pytest.mark.parametrize(
    ("ordered_at", "expected"),
    [
        ("2026-11-23T00:00:00", ("2026-11-23", "2026-11-25", "2026-11-26")),
        ("2026-11-23T13:59:59", ("2026-11-23", "2026-11-25", "2026-11-26")),
        ("2026-11-23T14:00:00", ("2026-11-24", "2026-11-26", "2026-11-27")),
        ("2026-11-23T14:00:01", ("2026-11-24", "2026-11-26", "2026-11-27")),
        ("2026-11-27T13:59:59", ("2026-11-27", "2026-12-01", "2026-12-02")),
        ("2026-11-27T14:00:00", ("2026-11-30", "2026-12-02", "2026-12-03")),
    ],
)
def test_the_ordinary_service_leaves_the_same_day_strictly_before_its_cut_off(
    ordered_at: str, expected: tuple[str, str, str]
) -> None:
    assert days(dispatch(ordered_at)) == expected


@pytest.mark.parametrize(
    ("ordered_at", "expected", "confirm"),
    [
        ("2026-11-23T13:59:59", ("2026-11-23", "2026-11-24", "2026-11-24"), False),
        ("2026-11-23T14:00:00", ("2026-11-23", "2026-11-24", "2026-11-24"), True),
        ("2026-11-23T15:30:00", ("2026-11-23", "2026-11-24", "2026-11-24"), True),
        ("2026-11-23T15:30:01", ("2026-11-24", "2026-11-25", "2026-11-25"), False),
        ("2026-11-28T15:00:00", ("2026-11-30", "2026-12-01", "2026-12-01"), False),
        ("2026-11-28T15:30:01", ("2026-11-30", "2026-12-01", "2026-12-01"), False),
    ],
)
def test_next_day_delivery_leaves_the_same_day_up_to_its_cut_off(
    ordered_at: str, expected: tuple[str, str, str], *, confirm: bool
) -> None:
    """Between the two cut-offs of an open day that it still leaves is inferred, so the answer says so."""
    answer = dispatch(ordered_at, "next_day")
    assert days(answer) == expected
    asked = ["cost_not_stated", "request_by_email"]
    assert answer["warnings"] == (["between_cutoffs_confirm", *asked] if confirm else asked)


def test_the_price_of_next_day_delivery_is_not_stated() -> None:
    assert rows(dispatch("2026-11-23T09:00", "next_day")) == {
        "Leaves the warehouse": "Monday, 23 November 2026",
        "Earliest delivery": "Tuesday, 24 November 2026",
        "Latest delivery": "Tuesday, 24 November 2026",
        "Price of next-day delivery": "not stated",
    }


@pytest.mark.parametrize(
    ("ordered_at", "ship_date"),
    [
        ("2026-11-28T09:00", "2026-11-30"),  # Saturday
        ("2026-11-28T15:00", "2026-11-30"),  # the cut-off means nothing on a closed day
        ("2026-11-29T09:00", "2026-11-30"),  # Sunday
        ("2027-01-06T09:00", "2027-01-07"),  # Epiphany, a Wednesday
        ("2026-05-14T09:00", "2026-05-15"),  # Ascension; the squeeze day after it is open
        ("2026-04-02T09:00", "2026-04-02"),  # Maundy Thursday, a half-day
        ("2026-04-30T13:59", "2026-04-30"),  # Walpurgis Night, a half-day
        ("2026-04-03T09:00", "2026-04-07"),  # Good Friday to Easter Monday
        ("2003-06-06T09:00", "2003-06-06"),  # National Day, not yet a holiday
        ("2005-06-06T09:00", "2005-06-07"),  # National Day, a holiday since 2005
        ("2004-05-31T09:00", "2004-06-01"),  # Whit Monday, a holiday until 2004
        ("2005-05-16T09:00", "2005-05-16"),  # Whit Monday, no longer
        ("2000-01-01T00:00", "2000-01-03"),
        ("2099-12-31T23:59:59", "2100-01-04"),
    ],
)
def test_closed_days_are_passed_over(ordered_at: str, ship_date: str) -> None:
    assert dispatch(ordered_at)["ship_date"] == ship_date


@pytest.mark.parametrize(
    ("eve", "next_open"),
    [
        ("2026-06-19", "2026-06-22"),  # Midsummer Eve
        ("2026-12-24", "2026-12-28"),  # Christmas Eve
        ("2026-12-31", "2027-01-04"),  # New Year's Eve
    ],
)
def test_the_eves_are_closed_unless_told_otherwise(eve: str, next_open: str) -> None:
    asked = {closed: dispatch(f"{eve}T09:00", treat_eves_as_closed=closed) for closed in (True, False)}
    assert dispatch(f"{eve}T09:00") == asked[True]
    assert (asked[True]["ship_date"], asked[False]["ship_date"]) == (next_open, eve)


@pytest.mark.parametrize(
    ("ordered_at", "ready_at", "ship_date", "warnings"),
    [
        ("2026-11-23T13:59:59", "2026-11-25T13:59:59+01:00", "2026-11-25", ["sbr_48h_estimate"]),
        ("2026-11-23T14:00:00", "2026-11-25T14:00:00+01:00", "2026-11-26", ["sbr_48h_estimate"]),
        (
            "2026-11-27T09:00:00",
            "2026-11-29T09:00:00+01:00",
            "2026-11-30",
            ["sbr_48h_estimate", "window_contains_closed_days"],
        ),
        (
            "2026-03-28T12:59:59",
            "2026-03-30T13:59:59+02:00",
            "2026-03-30",
            ["sbr_48h_estimate", "window_contains_closed_days"],
        ),
        (
            "2026-03-28T13:00:00",
            "2026-03-30T14:00:00+02:00",
            "2026-03-31",
            ["sbr_48h_estimate", "window_contains_closed_days"],
        ),
        (
            "2026-10-24T15:00:00",
            "2026-10-26T14:00:00+01:00",
            "2026-10-27",
            ["sbr_48h_estimate", "window_contains_closed_days"],
        ),
    ],
)
def test_a_pending_sbr_adds_48_elapsed_hours(
    ordered_at: str, ready_at: str, ship_date: str, warnings: list[str]
) -> None:
    answer = dispatch(ordered_at, sbr="pending")
    assert (answer["ready_at"], answer["ship_date"], answer["warnings"]) == (ready_at, ship_date, warnings)


def test_an_sbr_that_is_there_costs_no_time() -> None:
    assert dispatch("2026-11-23T09:00", sbr="available") == dispatch("2026-11-23T09:00", sbr="not_needed")


def test_next_day_delivery_with_a_pending_sbr_is_judged_when_the_sbr_is_there() -> None:
    in_time = dispatch("2026-11-23T15:30:00", "next_day", sbr="pending")
    late = dispatch("2026-11-23T15:30:01", "next_day", sbr="pending")
    assert (in_time["ship_date"], late["ship_date"]) == ("2026-11-25", "2026-11-26")
    assert (
        "between_cutoffs_confirm" in in_time["warnings"],
        "between_cutoffs_confirm" in late["warnings"],
    ) == (
        True,
        False,
    )


def test_without_stock_or_its_arrival_there_is_no_date() -> None:
    answer = dispatch("2026-11-23T09:00", all_items_in_stock=False)
    assert figures(answer) == {
        "warnings": ["not_in_stock_check_eta_or_part_delivery"],
        "ready_at": "2026-11-23T09:00:00+01:00",
        "ship_date": None,
        "earliest_delivery": None,
        "latest_delivery": None,
    }
    assert set(rows(answer).values()) == {"known once the day in stock is given"}


@pytest.mark.parametrize(
    ("stock_eta", "ship_date"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-05", "2026-12-07"),  # a Saturday
        ("2026-12-24", "2026-12-28"),  # an eve
        ("2026-11-23", "2026-11-24"),  # the day of an order that is past the cut-off
        ("2026-11-02", "2026-11-24"),  # long before the order
    ],
)
def test_missing_items_leave_on_the_first_open_day_from_their_arrival(stock_eta: str, ship_date: str) -> None:
    answer = dispatch("2026-11-23T14:00", all_items_in_stock=False, stock_eta=stock_eta)
    assert (answer["ship_date"], answer["warnings"]) == (ship_date, ["stock_eta_estimate"])


def test_next_day_delivery_of_missing_items_is_not_between_cut_offs() -> None:
    answer = dispatch("2026-11-23T14:30", "next_day", all_items_in_stock=False, stock_eta="2026-11-23")
    assert answer["warnings"] == ["cost_not_stated", "request_by_email", "stock_eta_estimate"]


def test_an_arrival_in_stock_is_not_looked_at_when_all_is_in_stock() -> None:
    assert dispatch("2026-11-23T09:00", stock_eta="2026-12-01") == dispatch("2026-11-23T09:00")


@pytest.mark.parametrize(
    ("ordered_at", "zone", "ready_at", "ship_date"),
    [
        ("2026-11-23T07:59:59", "America/New_York", "2026-11-23T13:59:59+01:00", "2026-11-23"),
        ("2026-11-23T08:00:00", "America/New_York", "2026-11-23T14:00:00+01:00", "2026-11-24"),
        ("2026-11-23T12:59:59", "UTC", "2026-11-23T13:59:59+01:00", "2026-11-23"),
        ("2026-07-01T12:00:00", "UTC", "2026-07-01T14:00:00+02:00", "2026-07-02"),
        ("2026-11-23T01:00:00", "Asia/Tokyo", "2026-11-22T17:00:00+01:00", "2026-11-23"),
        ("2026-03-29T02:30:00", "UTC", "2026-03-29T04:30:00+02:00", "2026-03-30"),
        ("2000-01-01T00:00:00", "Pacific/Kiritimati", "1999-12-31T11:00:00+01:00", "2000-01-03"),
        ("2099-12-31T23:59:59", "Pacific/Niue", "2100-01-01T11:59:59+01:00", "2100-01-04"),
    ],
)
def test_a_clock_elsewhere_is_turned_to_the_clock_in_sweden_first(
    ordered_at: str, zone: str, ready_at: str, ship_date: str
) -> None:
    answer = dispatch(ordered_at, time_zone=zone)
    assert (answer["ready_at"], answer["ship_date"]) == (ready_at, ship_date)


def test_the_time_zone_is_that_of_the_warehouse_unless_told_otherwise() -> None:
    assert dispatch("2026-11-23T09:00") == dispatch("2026-11-23T09:00", time_zone="Europe/Stockholm")


@pytest.mark.parametrize(
    ("ordered_at", "zone", "exists"),
    [
        ("2026-03-29T01:59:59", "Europe/Stockholm", True),
        ("2026-03-29T02:00:00", "Europe/Stockholm", False),
        ("2026-03-29T02:59:59", "Europe/Stockholm", False),
        ("2026-03-29T03:00:00", "Europe/Stockholm", True),
        ("2026-03-08T02:30:00", "America/New_York", False),
        ("2026-03-08T02:30:00", "Europe/Stockholm", True),
    ],
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_that_the_clocks_skip_is_refused(
    ordered_at: str, zone: str, fold: int, *, exists: bool
) -> None:
    answer = dispatch(ordered_at, time_zone=zone, fold=fold)
    assert refusal(answer) == ((None, None) if exists else ("nonexistent_local_time", "ordered_at"))


@pytest.mark.parametrize(
    ("ordered_at", "first", "second", "twice"),
    [
        ("2026-10-25T01:59:59", "2026-10-25T01:59:59+02:00", "2026-10-25T01:59:59+02:00", False),
        ("2026-10-25T02:00:00", "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00", True),
        ("2026-10-25T02:59:59", "2026-10-25T02:59:59+02:00", "2026-10-25T02:59:59+01:00", True),
        ("2026-10-25T03:00:00", "2026-10-25T03:00:00+01:00", "2026-10-25T03:00:00+01:00", False),
    ],
)
def test_of_a_time_that_happens_twice_the_first_is_meant_unless_told_otherwise(
    ordered_at: str, first: str, second: str, *, twice: bool
) -> None:
    unasked, later = dispatch(ordered_at), dispatch(ordered_at, fold=1)
    assert (unasked["ready_at"], later["ready_at"]) == (first, second)
    assert unasked["warnings"] == (["ambiguous_local_time"] if twice else [])
    assert later["warnings"] == []


@pytest.mark.parametrize(
    ("inputs", "steps"),
    [
        (
            {"ordered_at": "2026-11-23T09:00", "service": "standard_2_3_day"},
            [
                "Ready at Monday, 23 November 2026, 09:00 (GMT+01:00).",
                "A working day, before 14:00: it leaves the same day.",
                "Delivery takes 2 to 3 working days after that.",
            ],
        ),
        (
            {"ordered_at": "2026-11-23T14:00:01", "service": "standard_2_3_day"},
            [
                "Ready at Monday, 23 November 2026, 14:00:01 (GMT+01:00).",
                "Past the cut-off at 14:00, or a closed day: it leaves on Tuesday, 24 November 2026.",
                "Delivery takes 2 to 3 working days after that.",
            ],
        ),
        (
            {"ordered_at": "2026-11-23T15:30", "service": "next_day", "sbr": "pending"},
            [
                "48 hours for the SBR: ready at Wednesday, 25 November 2026, 15:30 (GMT+01:00).",
                "A working day, not past 15:30: it leaves the same day.",
                "Delivery takes 1 working day after that.",
            ],
        ),
        (
            {"ordered_at": "2026-11-23T09:00", "service": "next_day", "all_items_in_stock": False},
            [
                "Ready at Monday, 23 November 2026, 09:00 (GMT+01:00).",
                "Same-day dispatch needs all items in stock. Without an arrival date there is no date.",
            ],
        ),
        (
            {
                "ordered_at": "2026-11-23T09:00",
                "service": "standard_2_3_day",
                "all_items_in_stock": False,
                "stock_eta": "2026-12-05",
            },
            [
                "Ready at Monday, 23 November 2026, 09:00 (GMT+01:00).",
                (
                    "Items are still to arrive. The first working day on which it can leave: "
                    "Monday, 7 December 2026."
                ),
                "Delivery takes 2 to 3 working days after that.",
            ],
        ),
    ],
)
def test_the_steps_say_how_the_dates_came_about(inputs: dict[str, Any], steps: list[str]) -> None:
    assert said(ask("dispatch", **inputs)) == steps


@pytest.mark.parametrize(
    ("inputs", "headline"),
    [
        (
            {"service": "standard_2_3_day"},
            (
                "Leaves on Monday, 23 November 2026. Delivery between Wednesday, 25 November 2026 and "
                "Thursday, 26 November 2026."
            ),
        ),
        (
            {"service": "next_day"},
            "Leaves on Monday, 23 November 2026. Delivery on Tuesday, 24 November 2026.",
        ),
        (
            {"service": "next_day", "all_items_in_stock": False},
            "No ship date: not all items are in stock, and their arrival is not known.",
        ),
    ],
)
def test_the_headline_gives_the_days(inputs: dict[str, Any], headline: str) -> None:
    assert dispatch("2026-11-23T09:00", **inputs)["headline"] == headline


def test_the_deadlines_of_an_ordinary_order() -> None:
    """The cut-off is passed at its own first second, so the order must be placed before it."""
    assert deadlines(dispatch("2026-11-23T09:00")) == {
        "order_by": ("Order before this time to keep the ship date", "2026-11-23T14:00:00+01:00"),
        "ship_date": ("Leaves the warehouse", "2026-11-23"),
        "earliest_delivery": ("Earliest delivery", "2026-11-25"),
        "latest_delivery": ("Latest delivery", "2026-11-26"),
    }


def test_the_deadlines_of_next_day_delivery() -> None:
    """The cut-off's first second is still in time."""
    assert deadlines(dispatch("2026-11-23T15:31", "next_day")) == {
        "order_by": (
            "Order at the latest at this time to keep the ship date",
            "2026-11-24T15:30:00+01:00",
        ),
        "ship_date": ("Leaves the warehouse", "2026-11-24"),
        "delivery": ("Delivery", "2026-11-25"),
    }


def test_a_pending_sbr_ends_before_the_ship_date_and_moves_the_time_to_order_by_as_much() -> None:
    """From Friday noon 48 hours pass over the night in which the clocks go forward."""
    answer = dispatch("2026-03-27T12:00", sbr="pending")
    found = deadlines(answer)
    assert found["sbr_ends"] == ("The time allowed for the SBR ends", "2026-03-29T13:00:00+02:00")
    assert found["order_by"][1] == "2026-03-28T13:00:00+01:00"
    assert found["ship_date"][1] == "2026-03-30"
    rules = {deadline["id"]: deadline["rules"] for deadline in answer["deadlines"]}
    assert rules["sbr_ends"] == ["westcon.sbr.approval", "westcon.sbr.elapsed"]
    held = [*rules["sbr_ends"], "westcon.sbr.holds_order"]
    assert rules["order_by"] == ["westcon.dispatch.cut_off", "westcon.clock", *held]
    assert rules["ship_date"] == ["westcon.dispatch.cut_off", "westcon.dispatch.closed_days", *held]


def test_an_order_that_waits_for_its_sbr_says_that_this_is_a_reading() -> None:
    answer = dispatch("2026-11-23T09:00", sbr="pending")
    assert "westcon.sbr.holds_order" in answer["steps"][0]["rules"]
    assert source_of(answer, "westcon.sbr.holds_order")["certainty"] == "inferred"


def test_part_delivery_rests_on_its_cost_and_on_a_reading_of_what_it_is() -> None:
    answer = dispatch("2026-11-23T09:00", all_items_in_stock=False)
    (notice,) = answer["notices"]
    assert notice["rules"][-2:] == ["westcon.next_day.costs_extra", "westcon.part_delivery.meaning"]
    assert source_of(answer, "westcon.next_day.costs_extra")["certainty"] == "stated"
    assert source_of(answer, "westcon.part_delivery.meaning")["certainty"] == "inferred"


def test_no_time_to_order_keeps_a_ship_date_that_waits_for_stock() -> None:
    answer = dispatch("2026-11-23T09:00", all_items_in_stock=False, stock_eta="2026-12-01")
    assert list(deadlines(answer)) == ["ship_date", "earliest_delivery", "latest_delivery"]
    assert answer["deadlines"][0]["rules"][0] == "westcon.dispatch.not_in_stock"


def test_without_a_ship_date_only_the_sbr_has_a_deadline() -> None:
    assert deadlines(dispatch("2026-11-23T09:00", all_items_in_stock=False)) == {}
    pending = dispatch("2026-11-23T09:00", all_items_in_stock=False, sbr="pending")
    assert list(deadlines(pending)) == ["sbr_ends"]
