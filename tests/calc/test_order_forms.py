"""An order form says what is missing or wrong, and by which rule; it refuses nothing that a form can send."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import policy
from calc.api import CALCULATORS
from calc.describe import Question, questions
from calc.draft import GAP
from calc.fields import Inputs
from calc.policy import GUIDES, Phrase
from tests.support import ORDER_FORMS, SOURCES, ask, refusal, rows

every_form = pytest.mark.parametrize("name", ORDER_FORMS)


def asked(name: str) -> list[Question]:
    model: type[Inputs] = CALCULATORS[name].inputs
    return [part for question in questions(model) for part in (question, *question.lines)]


def check(answer: dict[str, Any], field: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (check for check in answer["checks"] if check["field"] == field)
    return found


def test_the_order_forms_are_those_of_the_contract() -> None:
    assert ORDER_FORMS == [
        "westcon_order",
        "westcon_licence_request",
        "westcon_dongle_swap",
        "westcon_delivery_request",
        "cisco_order",
        "computer_gross_customer",
        "intcomex_form",
        "incotel_assignment",
    ]


# ---- What a form asks


@every_form
def test_a_guide_that_requires_a_field_has_a_rule_that_says_so(name: str) -> None:
    for question in asked(name):
        if question.needed_by:
            assert policy.find(question.needed_by, date(2026, 11, 22)).dated.quotes


@every_form
def test_the_word_of_a_portal_is_a_phrase_of_its_policy(name: str) -> None:
    for question in asked(name):
        if question.screen:
            assert isinstance(policy.find(question.screen, date(2026, 11, 22)).dated.value, Phrase)


@every_form
def test_nothing_has_to_be_given(name: str) -> None:
    assert [question.name for question in asked(name) if question.required] == []
    assert refusal(ask(name)) == (None, None)


def test_the_same_thing_in_two_forms_of_a_guide_is_asked_in_the_same_words() -> None:
    for guide in GUIDES:
        seen: dict[str, tuple[str, str]] = {}
        for name in ORDER_FORMS:
            for question in asked(name) if name.startswith(guide) else ():
                if question.name != "draft_language":
                    said = (question.title, question.kind)
                    assert seen.setdefault(question.name, said) == said, question.name


# ---- What is missing


@every_form
def test_all_that_the_guide_asks_for_is_missing_from_an_empty_form(name: str) -> None:
    model: type[Inputs] = CALCULATORS[name].inputs
    answer = ask(name)
    wanted = [question for question in questions(model) if question.needed_by and not question.only_if]
    assert set(answer["missing"]) >= {question.name for question in wanted}
    assert (answer["complete"], answer["wrong"]) == (False, [])
    assert [check["field"] for check in answer["checks"]] == answer["missing"]
    for question in wanted:
        found = check(answer, question.name)
        assert found["missing"] is True
        assert found["message"].startswith(f"{question.title}: ")
        assert found["rules"] == [question.needed_by]
        assert found["reason"] == policy.find(str(question.needed_by), date(2026, 11, 22)).fact.label


@every_form
def test_a_form_with_gaps_can_be_sent_and_what_may_happen_is_said(name: str) -> None:
    answer = ask(name)
    codes = {notice["code"] for notice in answer["notices"]}
    assert codes & {"incomplete", "wrong_mpn_id"}
    assert any("as it stands" in notice["text"] for notice in answer["notices"])
    assert answer["draft"]["body"]


def test_the_headline_counts_what_is_missing_and_what_looks_wrong() -> None:
    start = {
        "requested_start_date": "2026-12-01",
        "provisioning_contact_email": "a@example.com",
        "who_sets_up": "partner",
    }
    administrator = {"customer_administrator_email": "b@example.com"}
    assert ask("cisco_order", **start)["headline"] == "1 thing is missing."
    assert ask("cisco_order")["headline"] == "2 things are missing."
    assert ask("cisco_order", **start, customer_administrator_email="b")["headline"] == (
        "1 thing needs a second look."
    )
    assert ask("cisco_order", **{**start, "requested_start_date": "soon"})["headline"] == (
        "Missing: 1. In need of a second look: 1."
    )
    assert ask("cisco_order", **start, **administrator)["headline"] == (
        "Everything that the guide asks for is there."
    )


@pytest.mark.parametrize("nothing", [[], [{}], [{"item_number": "", "quantity": " "}], [{}, {}]])
def test_a_list_of_empty_lines_is_missing_as_a_whole(nothing: list[dict[str, str]]) -> None:
    assert "items" in ask("westcon_order", items=nothing)["missing"]


def test_an_empty_line_among_others_is_passed_over() -> None:
    answer = ask("westcon_order", items=[{"item_number": "1", "quantity": "1"}, {}, {"item_number": "3"}])
    assert [field for field in answer["missing"] if field.startswith("items")] == ["items.2.quantity"]


def test_a_yes_or_no_that_is_missing_is_to_be_answered_and_a_text_filled_in() -> None:
    answer = ask("computer_gross_customer")
    assert check(answer, "tenant_exists")["message"] == "The customer has a tenant: Answer this."
    assert check(answer, "customer_name")["message"] == "Company name: Fill this in."


def test_a_product_is_named_by_its_number_or_its_description() -> None:
    def missing(**product: str) -> list[str]:
        fields: list[str] = ask("intcomex_form", products=[product])["missing"]
        return [field for field in fields if field.startswith("products")]

    assert missing(mpn="021-05429", quantity="1") == []
    assert missing(description="Office", quantity="1") == []
    assert missing(quantity="1") == ["products.0.mpn"]
    assert missing(net_price="1") == ["products.0.quantity", "products.0.mpn"]


# ---- What looks wrong


@pytest.mark.parametrize(
    ("name", "field", "good", "bad"),
    [
        (
            "westcon_licence_request",
            "licence_email",
            ["a@example.com", "Åsa.Öst@exämple.se", "a+b@mail.example.com", " a@example.com "],
            [
                "a",
                "a@b",
                "a@example.com, b@example.com",
                "a b@example.com",
                "@example.com",
                "a@.com",
                "<a@b.se>",
            ],
        ),
        (
            "cisco_order",
            "requested_start_date",
            ["2026-12-01", "2028-02-29"],
            ["1.12.2026", "2026-02-29", "tomorrow", "?", "2026-12-01T09:00"],
        ),
        (
            "computer_gross_customer",
            "mpn_id",
            ["1", "0123456"],
            ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "12 34", "-1", "\u0661"],
        ),
        (
            "computer_gross_customer",
            "domain_prefix",
            ["esempiosrl", "Esempio1"],
            ["esempiosrl.onmicrosoft.com", "esempio-srl", "esempio srl", "èsempio"],
        ),
        ("computer_gross_customer", "quantity", ["1", "1000000"], ["0", "-1", "1.5", "ten", "1000001"]),
        ("incotel_assignment", "licences_available", ["0", "6"], ["-1", "0 de 6", "six"]),
    ],
)
def test_a_field_that_looks_wrong_is_named_and_one_that_looks_right_is_not(
    name: str, field: str, good: list[str], bad: list[str]
) -> None:
    for value in good:
        assert field not in ask(name, **{field: value})["wrong"], value
    for value in bad:
        answer = ask(name, **{field: value})
        assert field in answer["wrong"], value
        assert check(answer, field)["missing"] is False
        assert answer["complete"] is False


@pytest.mark.parametrize(
    ("percent", "code"),
    [
        ("15", None),
        ("15 %", None),
        ("15,5%", None),
        ("0", None),
        ("100", None),
        ("100.01", "invalid_percentage"),
        ("-1", "invalid_percentage"),
        ("half", "invalid_number"),
        ("1.234", "ambiguous_number"),
    ],
)
def test_a_percentage_is_a_number_from_0_to_100(percent: str, code: str | None) -> None:
    answer = ask("intcomex_form", has_sd=True, sd_percent=percent)
    found = [check["error"] for check in answer["checks"] if check["field"] == "sd_percent"]
    assert found == ([code] if code else [])


def test_a_number_with_two_meanings_is_offered_in_both() -> None:
    answer = ask("intcomex_form", products=[{"mpn": "1", "quantity": "1", "net_price": "1.234"}])
    found = check(answer, "products.0.net_price")
    assert [reading["text"] for reading in found["readings"]] == ["1,234", "1.234"]
    assert found["message"] == "Net price: This can mean 1,234 or 1.234. Say which."


@pytest.mark.parametrize(
    ("price", "wrong"), [("0", False), ("90,00", False), ("-1", True), ("1.5050", True), ("free", True)]
)
def test_a_price_is_money_of_zero_or_more(price: str, *, wrong: bool) -> None:
    answer = ask("intcomex_form", products=[{"mpn": "1", "quantity": "1", "base_price": price}])
    assert ("products.0.base_price" in answer["wrong"]) is wrong


def test_a_box_that_must_be_ticked_and_is_not_looks_wrong() -> None:
    assert "customer_data_confirmed" in ask("intcomex_form")["missing"]
    assert "customer_data_confirmed" in ask("intcomex_form", customer_data_confirmed=False)["wrong"]
    agreed = ask("intcomex_form", customer_data_confirmed=True)
    assert "customer_data_confirmed" not in (*agreed["missing"], *agreed["wrong"])


def test_more_licences_than_there_are_looks_wrong_and_says_how_many_there_are() -> None:
    answer = ask("incotel_assignment", licences_to_assign="7", licences_available="6")
    assert check(answer, "licences_to_assign")["message"] == (
        "Licences to assign: Assign at most the licences that are available: 6."
    )


@pytest.mark.parametrize("typed", ["", "six", "\u0661"])
def test_licences_are_compared_only_where_both_are_numbers(typed: str) -> None:
    answer = ask("incotel_assignment", licences_to_assign="7", licences_available=typed)
    assert "licences_to_assign" not in answer["wrong"]


# ---- What applies


def test_an_opportunity_is_asked_in_the_order_of_its_screen() -> None:
    """The source prints the labels in this order: those of an SD after the customer's number."""
    text = (SOURCES / "intcomex-volume.txt").read_text(encoding="utf-8")
    screen = text[text.index("Datos reseller:") :]
    labels = [
        "Cliente*",
        "¿Orden lleva sd?",
        "Tipo de licenciamiento*",
        "N° de autorización del cliente",
        "N° de autorización situaventy",
        "Porcentaje del sd",
        "¿El sd aplica para todas líneas?",
        "Indique para qué sd",
        "¿Contrato nuevo?",
        "N° de contrato",
        "¿Bás licencias son adjointe el contrato detallado?",
        "Número de anualidad del contrato*",
        "¿es una renovación?",
        "Número de contrato que se está renovando",
        "He verificado los datos del cliente final",
    ]
    places = [screen.index(label) for label in labels]
    assert places == sorted(places)
    model: type[Inputs] = CALCULATORS["intcomex_form"].inputs
    asked_for = [question.name for question in questions(model)]
    assert asked_for[: len(labels) + 2] == [
        "customer_name",
        "has_sd",
        "licensing_type",
        "customer_authorisation_number",
        "sd_authorisation_number",
        "sd_percent",
        "sd_all_lines",
        "sd_skus",
        "is_new_contract",
        "contract_number",
        "is_addition",
        "contract_year",
        "is_renewal",
        "renewed_contract_number",
        "renewal_tool_done",
        "products",
        "customer_data_confirmed",
    ]


@pytest.mark.parametrize("answer", ["false", "skip", "true"])
def test_own_data_is_asked_for_only_where_it_is_updated(answer: str) -> None:
    hidden = "own_user" in ask("intcomex_form", update_own_data=answer)["hidden"]
    assert hidden is (answer != "true")


def test_the_fields_of_an_sd_come_and_go_with_it() -> None:
    fields = {"sd_authorisation_number", "sd_percent", "sd_all_lines"}
    without, with_sd = ask("intcomex_form", has_sd=False), ask("intcomex_form", has_sd=True)
    assert set(without["hidden"]) >= {*fields, "sd_skus"}
    assert set(with_sd["visible"]) >= fields
    assert "sd_skus" in with_sd["hidden"]
    assert "sd_skus" in ask("intcomex_form", has_sd=True, sd_all_lines=False)["missing"]
    assert "sd_skus" in ask("intcomex_form", has_sd=False, sd_all_lines=False)["hidden"]


@pytest.mark.parametrize(
    ("needed", "not_needed", "field"),
    [
        ({"is_new_contract": False}, {"is_new_contract": True}, "contract_number"),
        ({"is_renewal": True}, {"is_renewal": False}, "renewed_contract_number"),
        ({"update_own_data": "true"}, {"update_own_data": "skip"}, "own_mobile"),
    ],
)
def test_a_contract_is_asked_for_its_number_where_it_has_one(
    needed: dict[str, Any], not_needed: dict[str, Any], field: str
) -> None:
    assert field in ask("intcomex_form", **needed)["missing"]
    assert field in ask("intcomex_form", **not_needed)["hidden"]
    assert field in ask("intcomex_form")["hidden"]


@every_form
def test_every_question_is_either_visible_or_hidden(name: str) -> None:
    answer = ask(name)
    asked_for = list(CALCULATORS[name].inputs.model_fields)
    assert sorted([*answer["visible"], *answer["hidden"]]) == sorted(asked_for)


def test_what_does_not_apply_is_neither_checked_nor_sent() -> None:
    answer = ask("cisco_order", who_sets_up="partner", set_up_email="nonsense")
    assert "set_up_email" not in (*answer["missing"], *answer["wrong"])
    assert "nonsense" not in answer["draft"]["body"]


def test_a_customer_created_before_needs_no_data() -> None:
    data = {"customer_code", "customer_name", "activation_email"}
    for answer in (None, False):
        assert data <= set(ask("incotel_assignment", customer_exists=answer)["missing"])
    existing = ask("incotel_assignment", customer_exists=True)
    assert data & set(existing["missing"]) == set()
    assert data <= set(existing["visible"])


def test_a_gap_is_left_in_the_draft_only_for_what_is_needed() -> None:
    gaps = [
        ask("incotel_assignment", customer_exists=answer, draft_language="en")["draft"]["body"].count(GAP)
        for answer in (False, True)
    ]
    assert gaps[0] - gaps[1] == 3


# ---- What is warned of


@pytest.mark.parametrize(
    ("name", "inputs", "code"),
    [
        ("westcon_order", {"sbr": "pending"}, "sbr_pending"),
        ("westcon_order", {"channel": "web_shop"}, "web_shop"),
        ("westcon_delivery_request", {"part_delivery": True}, "cost_not_stated"),
        ("westcon_delivery_request", {"next_day_delivery": True}, "next_day_cut_off"),
        ("cisco_order", {"who_sets_up": "customer"}, "no_access"),
        ("computer_gross_customer", {"tenant_exists": True}, "exact_name"),
        ("computer_gross_customer", {"tenant_exists": True}, "no_relationship"),
        ("computer_gross_customer", {"domain_prefix": "a.b"}, "prefix_only"),
        ("intcomex_form", {"is_renewal": True}, "tool_first"),
        ("intcomex_form", {"update_own_data": "true"}, "administrator_only"),
        ("intcomex_form", {"licensing_type": "open business"}, "open_license_closed"),
    ],
)
def test_a_warning_comes_with_what_it_hangs_on_and_not_before(
    name: str, inputs: dict[str, Any], code: str
) -> None:
    assert code in ask(name, **inputs)["warnings"]
    assert code not in ask(name)["warnings"]


def test_a_renewal_that_has_been_through_the_tool_is_not_sent_there() -> None:
    warned = {
        done: "tool_first" in ask("intcomex_form", is_renewal=True, renewal_tool_done=done)["warnings"]
        for done in (None, False, True)
    }
    assert warned == {None: True, False: True, True: False}


def test_an_assignment_names_the_address_that_its_mail_goes_to() -> None:
    def said(**inputs: str) -> str:
        notices = ask("incotel_assignment", **inputs)["notices"]
        return next(str(notice["text"]) for notice in notices if notice["code"] == "mail_at_once")

    assert "a@example.com" in said(activation_email="a@example.com")
    assert "@" not in said()


@pytest.mark.parametrize(
    ("assigned", "available", "left"),
    [
        ("2", "6", "4 licences are left after this assignment."),
        ("5", "6", "1 licence is left after this assignment."),
        ("6", "6", "0 licences are left after this assignment."),
        ("7", "6", None),
        ("2", None, None),
        (None, "6", None),
    ],
)
def test_the_licences_that_an_assignment_leaves_are_counted(
    assigned: str | None, available: str | None, left: str | None
) -> None:
    answer = ask("incotel_assignment", licences_to_assign=assigned, licences_available=available)
    said = [notice["text"] for notice in answer["notices"] if notice["code"] == "left"]
    assert said == ([left] if left else [])


@pytest.mark.parametrize(
    ("licensing_type", "warned"),
    [
        (None, True),
        ("Open business", True),
        ("MOLP", True),
        ("Open Value", False),
        ("open value subscription", False),
    ],
)
def test_a_type_that_can_be_a_molp_is_warned_of_as_final(licensing_type: str | None, *, warned: bool) -> None:
    warnings = ask("intcomex_form", licensing_type=licensing_type)["warnings"]
    assert ("molp_final" in warnings) is warned


def test_a_swap_shows_its_fee_and_a_delivery_that_its_price_is_not_stated() -> None:
    fee = rows(ask("westcon_dongle_swap"))["Fee for a dongle swap"]
    assert fee == "€50.00, SEK\u00a0500.00, NOK\u00a0500.00 or DKK\u00a0500.00"
    assert rows(ask("westcon_delivery_request")) == {"Price of next-day or part delivery": "not stated"}


# ---- What no form can send


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"colour": "red"}, ("unknown_field", "colour")),
        ({"po_number": 4711}, ("wrong_type", "po_number")),
        ({"po_number": ["4711"]}, ("wrong_type", "po_number")),
        ({"po_number": "4" * 151}, ("text_too_long", "po_number")),
        ({"special_pricing": 1}, ("wrong_type", "special_pricing")),
        ({"special_pricing": "4" * 2_001}, ("text_too_long", "special_pricing")),
        ({"items": [{}] * 101}, ("too_many_lines", "items")),
        ({"items": [{"colour": "red"}]}, ("unknown_field", "items.0.colour")),
        ({"sbr": "perhaps"}, ("unsupported_sbr", "sbr")),
        ({"draft_language": "fr"}, ("unsupported_draft_language", "draft_language")),
        ({"po_number": "4" * 150, "special_pricing": "4" * 2_000, "items": [{}] * 100}, (None, None)),
        ({"po_number": None, "special_pricing": None, "sbr": None}, (None, None)),
    ],
)
def test_only_what_no_form_can_send_is_refused(
    inputs: dict[str, Any], expected: tuple[str | None, str | None]
) -> None:
    assert refusal(ask("westcon_order", **inputs)) == expected


def test_a_text_that_is_too_long_is_told_how_long_it_may_be() -> None:
    answer = ask("computer_gross_customer", quantity="1" * 151)
    assert answer["message"] == "Licences: Write at most 150 characters."


@given(st.sampled_from(ORDER_FORMS), st.data())
def test_a_check_names_a_field_that_applies_and_each_field_once(name: str, data: st.DataObject) -> None:
    inputs: dict[str, Any] = {}
    model: type[Inputs] = CALCULATORS[name].inputs
    for question in questions(model):
        if question.choices:
            inputs[question.name] = data.draw(st.sampled_from([*question.choices, None]))
        elif question.kind == "yes_no":
            inputs[question.name] = data.draw(st.sampled_from([True, False, None]))
        elif question.lines:
            inputs[question.name] = [
                {part.name: data.draw(st.sampled_from(["", "x", "1"])) for part in question.lines}
                for _ in range(data.draw(st.integers(0, 2)))
            ]
        else:
            inputs[question.name] = data.draw(st.sampled_from(["", "x", "1", str(question.example)]))
    answer = ask(name, **inputs)
    fields = [*answer["missing"], *answer["wrong"]]
    assert len(set(fields)) == len(fields)
    assert {field.partition(".")[0] for field in fields} <= set(answer["visible"])
    assert {check["field"]: check["missing"] for check in answer["checks"]} == {
        **dict.fromkeys(answer["missing"], True),
        **dict.fromkeys(answer["wrong"], False),
    }
    assert answer["complete"] is not bool(fields)
