"""Where a purchase of ESD licences stands after what has happened to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, figures, refusal, rows, said

CREATED = {"create_customer": "01"}
ASSIGNED = {"assign": 2, "customer": "01"}


def state(*events: object, licences: object = 6) -> dict[str, Any]:
    return ask("esd_state", licences=licences, events=list(events))


def codes(answer: dict[str, Any]) -> list[str]:
    return [notice["code"] for notice in answer["notices"]]


def test_an_answer_is_complete() -> None:
    answer = state("approve", CREATED, ASSIGNED)
    assert figures(answer) == {
        "warnings": ["check_address_first"],
        "purchase_state": "Done",
        "available": "4 de 6",
        "licence_states": {"Done": 4, "Asignada": 2},
        "mail_sent_to": ["01"],
        "bought": 6,
        "approved": 6,
        "assigned": 2,
        "left": 4,
    }
    assert answer["headline"] == "The purchase is in the state “Done”. Available: 4 of 6."
    assert rows(answer) == {
        "State of the purchase": "Done",
        "Available, as the portal writes it": "4 de 6",
        "Licences bought": "6",
        "“Done”: approved, can be assigned": "4",
        "“Asignada”: belongs to a customer": "2",
        "Assigned to customer 01": "2",
        "Activation e-mail sent to": "01",
    }


def test_each_event_is_a_step_with_what_is_available_after_it() -> None:
    again = {"assign": 1, "customer": "01"}
    assert said(state("approve", CREATED, ASSIGNED, again, {"resend": "01"})) == [
        "The order is placed. Its licences are in the state “Pending”; available: 0 of 6.",
        "Incotel approves the order. Its licences are in the state “Done”; available: 6 of 6.",
        "Customer 01 is created.",
        (
            "2 licences are assigned to customer 01 and are in the state “Asignada”. "
            "The activation e-mail is sent at once. Available: 4 of 6."
        ),
        (
            "1 licence is assigned to customer 01 and is in the state “Asignada”. "
            "The activation e-mail is sent at once. Available: 3 of 6."
        ),
        ("The activation e-mail is sent to customer 01 again. The licences stay in the state “Asignada”."),
    ]


def test_an_order_that_was_only_placed_waits_for_a_time_that_is_not_stated() -> None:
    answer = state()
    assert rows(answer) == {
        "State of the purchase": "Pending",
        "Available, as the portal writes it": "0 de 6",
        "Licences bought": "6",
        "“Pending”: Incotel is reviewing the order, nothing can be assigned": "6",
        "Time until the order is approved": "not stated",
    }
    assert ask("esd_state", licences=6) == answer


def test_none_available_says_which_of_its_two_meanings_it_has() -> None:
    pending, assigned = state(), state("approve", CREATED, {"assign": 6, "customer": "01"})
    assert pending["available"] == assigned["available"] == "0 de 6"
    assert codes(pending) == ["none_available_pending"]
    assert codes(assigned) == ["none_available_all_assigned"]
    for answer in (pending, assigned):
        assert answer["notices"][0]["rules"] == ["incotel.availability.two_meanings"]


def test_sending_the_e_mail_again_changes_nothing() -> None:
    before = figures(state("approve", CREATED, ASSIGNED))
    assert figures(state("approve", CREATED, ASSIGNED, {"resend": "01"}, {"resend": "01"})) == before


def test_who_gets_the_e_mail_is_named_once_in_the_order_of_the_first() -> None:
    to = [{"assign": 1, "customer": customer} for customer in ("02", "01", "02")]
    answer = state("approve", CREATED, {"create_customer": "02"}, *to)
    assert answer["mail_sent_to"] == ["02", "01"]
    assert rows(answer)["Assigned to customer 02"] == "2"


def test_a_customer_may_be_created_before_the_approval_but_the_guide_does_not_say_so() -> None:
    assert codes(state(CREATED)) == ["customer_before_approval", "none_available_pending"]
    answer = state(CREATED, "approve", ASSIGNED)
    assert answer["available"] == "4 de 6"
    assert "customer_before_approval" in codes(answer)


@pytest.mark.parametrize(
    ("short", "normal"),
    [
        ("approve", {"event": "approve", "quantity": None, "customer": None}),
        ({"create_customer": "02"}, {"event": "create_customer", "customer": " 02 "}),
        (ASSIGNED, {"event": "assign", "quantity": "2", "customer": "01"}),
        ({"resend": "01"}, {"event": "resend", "customer": "01"}),
    ],
)
def test_an_event_may_be_written_in_short(short: object, normal: dict[str, Any]) -> None:
    before = [] if short == "approve" else ["approve", CREATED, ASSIGNED]
    assert state(*before, short) == state(*before, normal)
    assert "error" not in state(*before, short)


def test_what_does_not_belong_to_an_event_is_not_read() -> None:
    filled = {"event": "approve", "quantity": "many", "customer": ["?"]}
    assert state(filled) == state("approve")
    assert state("approve", {"event": "create_customer", "quantity": 0, "customer": "01"}) == state(
        "approve", CREATED
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([ASSIGNED], ("not_approved", "events.0.event")),
        ([CREATED, {"resend": "01"}], ("not_approved", "events.1.event")),
        (["approve", "approve"], ("already_approved", "events.1.event")),
        (["approve", {"create_customer": None}], ("customer_required", "events.1.customer")),
        (["approve", {"create_customer": "  "}], ("customer_required", "events.1.customer")),
        (["approve", {"assign": 1, "customer": ""}], ("customer_required", "events.1.customer")),
        (["approve", {"assign": 1}], ("customer_required", "events.1.customer")),
        (["approve", ASSIGNED], ("unknown_customer", "events.1.customer")),
        (["approve", {"resend": "01"}], ("unknown_customer", "events.1.customer")),
        (["approve", CREATED, {"resend": "01"}], ("nothing_assigned", "events.2.customer")),
        ([CREATED, "approve", {"create_customer": " 01"}], ("duplicate_customer_code", "events.2.customer")),
        (["approve", CREATED, {"assign": None, "customer": "01"}], ("required", "events.2.quantity")),
        (["approve", CREATED, {"assign": 0, "customer": "01"}], ("invalid_quantity", "events.2.quantity")),
        (["approve", CREATED, {"assign": 7, "customer": "01"}],
            ("not_enough_available", "events.2.quantity")),
        (["approve", CREATED, ASSIGNED, {"assign": 5, "customer": "01"}],
            ("not_enough_available", "events.3.quantity")),
        (["cancel"], ("unsupported_event", "events.0.event")),
        ([{"event": ["approve"]}], ("unsupported_event", "events.0.event")),
        ([{"event": ""}], ("required", "events.0.event")),
        ([{}], ("required", "events.0.event")),
        ([None], ("wrong_type", "events.0")),
        ([{"assign": 1, "resend": "01"}], ("unknown_field", "events.0.resend")),
        (["approve", {"create_customer": "x" * 81}], ("text_too_long", "events.1.customer")),
        (["approve", {"create_customer": 1}], ("wrong_type", "events.1.customer")),
        (["approve"] * 101, ("too_many_lines", "events")),
    ],
)  # fmt: skip
def test_what_the_portal_would_not_allow_is_refused_where_it_stands(
    events: list[object], expected: tuple[str, str]
) -> None:
    assert refusal(state(*events)) == expected


def test_a_refusal_says_how_many_are_available_then() -> None:
    answer = state("approve", CREATED, ASSIGNED, {"assign": 5, "customer": "01"})
    assert answer["message"] == ("Licences assigned: Available at this point: 4. Assign no more than that.")


@pytest.mark.parametrize("licences", [0, -1, "six", 1.5])
def test_at_least_one_licence_is_bought(licences: object) -> None:
    assert refusal(state(licences=licences)) == ("invalid_quantity", "licences")
