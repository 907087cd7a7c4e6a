"""What a calculator asks, as forms, command line and refusals see it."""

from __future__ import annotations

from typing import Any

import pytest

from calc.api import CALCULATORS
from calc.calculations.dispatch import Dispatch
from calc.calculations.order_charge import OrderCharge
from calc.calculations.pro_rata import Line, ProRata
from calc.calculations.volume_quote import VolumeQuote
from calc.describe import Question, find, nested, opened, questions, worked_example
from calc.fields import Inputs
from tests.support import ask

KINDS = {
    "number", "money", "rate", "percent", "count", "digits", "date", "moment", "time_zone", "fold", "choice",
    "yes_no", "text", "texts", "long_text", "email", "domain_prefix", "lines", "group", "locale",
}  # fmt: skip


def inputs_of(calculator: str) -> type[Inputs]:
    model: type[Inputs] = CALCULATORS[calculator].inputs
    return model


def every_question() -> list[tuple[str, Question]]:
    asked = [(name, question) for name in CALCULATORS for question in questions(inputs_of(name))]
    return asked + [(name, part) for name, question in asked for part in (*question.lines, *question.group)]


def test_a_question_is_complete() -> None:
    assert find(OrderCharge, "units_of_currency_per_eur") == Question(
        name="units_of_currency_per_eur",
        kind="rate",
        title="Exchange rate",
        help="What 1 euro costs in the currency of the order. Type the rate that you use: none is fetched.",
        example="11.20",
        required=False,
        default=None,
        option="rate",
        choices={},
        only_if={"currency": ["SEK", "NOK", "DKK"]},
        minimum=None,
        maximum=None,
        lines=(),
        group=(),
        needed_by=None,
        optional_if={},
        screen=None,
        rare=False,
        totals=(),
    )


@pytest.mark.parametrize(
    ("path", "kind", "limits"),
    [
        ("order_value", "money", (None, None)),
        ("dongle_swaps", "count", (0, 1_000_000)),
        ("channel", "choice", (None, None)),
        ("number_locale", "locale", (None, None)),
    ],
)
def test_kinds_and_limits_of_an_order_charge(
    path: str, kind: str, limits: tuple[int | None, int | None]
) -> None:
    question = find(OrderCharge, path)
    assert question is not None
    assert (question.kind, (question.minimum, question.maximum)) == (kind, limits)


@pytest.mark.parametrize(
    ("path", "kind", "limits"),
    [
        ("activation_date", "date", (None, None)),
        ("count_activation_day", "yes_no", (None, None)),
        ("days_remaining_override", "count", (0, 366)),
        ("days_in_period_override", "count", (1, 366)),
        ("lines", "lines", (1, 100)),
        ("lines.0", "lines", (1, 100)),
        ("lines.0.label", "text", (None, 80)),
        ("lines.12.quantity", "count", (1, 1_000_000)),
        ("lines.0.monthly_fee", "money", (None, None)),
    ],
)
def test_kinds_and_limits_of_pro_rata_and_of_its_lines(
    path: str, kind: str, limits: tuple[int | None, int | None]
) -> None:
    question = find(ProRata, path)
    assert question is not None
    assert (question.kind, (question.minimum, question.maximum)) == (kind, limits)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("special_deal", "group"),
        ("special_deal.applies", "yes_no"),
        ("special_deal.percent", "percent"),
        ("special_deal.skus", "texts"),
        ("lines.3.discount_percent", "percent"),
    ],
)
def test_kinds_of_a_group_and_its_parts(path: str, kind: str) -> None:
    question = find(VolumeQuote, path)
    assert question is not None
    assert question.kind == kind


def test_a_group_is_opened_into_its_parts_and_put_together_again() -> None:
    assert [path for path, _ in opened(VolumeQuote)] == [
        "lines",
        "special_deal.applies",
        "special_deal.percent",
        "special_deal.all_lines",
        "special_deal.skus",
        "number_locale",
    ]
    assert nested([("a", 1), ("deal.b", 2), ("deal.c", 3)]) == {"a": 1, "deal": {"b": 2, "c": 3}}


@pytest.mark.parametrize("path", ["colour", "lines.0.colour", "order_value.colour", "", "0", "lines.channel"])
def test_nothing_is_found_where_nothing_is_asked(path: str) -> None:
    assert (find(OrderCharge, path), find(ProRata, path)) == (None, None)
    assert find(VolumeQuote, "special_deal.colour") is None


def test_the_questions_of_a_line_are_those_of_its_model() -> None:
    lines = find(ProRata, "lines")
    assert lines is not None
    assert lines.lines == questions(Line)


def test_questions_stand_in_the_order_of_the_form() -> None:
    assert [question.name for question in questions(Dispatch)] == list(Dispatch.model_fields)


def test_every_question_can_be_put_to_a_person() -> None:
    for name, question in every_question():
        assert question.kind in KINDS, (name, question.name)
        assert question.title, (name, question.name)
        assert question.help.endswith("."), (name, question.name)
        assert question.example is not None, (name, question.name)
        assert bool(question.choices) is (question.kind in {"choice", "fold", "locale"}), (
            name,
            question.name,
        )


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_options_of_a_calculator_are_told_apart(calculator: str) -> None:
    options = [question.option for _, question in opened(inputs_of(calculator))]
    assert sorted(set(options)) == sorted(options)


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_a_condition_names_a_question_and_its_choices(calculator: str) -> None:
    whole = questions(inputs_of(calculator))
    for neighbours in (whole, *(question.lines or question.group for question in whole)):
        asked = {question.name: question for question in neighbours}
        for question in neighbours:
            for name, choices in question.only_if.items():
                offered = asked[name].choices or {"true": "", "false": ""}
                assert set(choices) <= set(offered)


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_worked_example_of_a_calculator_is_answered(calculator: str) -> None:
    answer = ask(calculator, **worked_example(inputs_of(calculator)))
    assert "error" not in answer
    assert answer["headline"]


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_example_of_each_question_is_accepted(calculator: str) -> None:
    model = inputs_of(calculator)
    for question in questions(model):
        given: dict[str, Any] = {**worked_example(model), question.name: question.example}
        assert "error" not in ask(calculator, **given), question.name


def test_a_worked_example_leaves_what_need_not_be_given_at_its_default() -> None:
    assert worked_example(OrderCharge) == {
        "channel": "email",
        "order_value": "420.00",
        "currency": "EUR",
        "units_of_currency_per_eur": None,
        "dongle_swaps": 0,
        "number_locale": "en",
    }
