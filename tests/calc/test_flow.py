"""The branches of the guides: how flow files are refused, and that the shipped ones fit their pages."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pydantic import ValidationError

from calc import describe, flow
from calc.api import CALCULATORS
from calc.flow import Condition, Flow, Option, Question, Restriction
from calc.policy import GUIDES
from guide_site.core.page import take
from guide_site.languages import catalogues

ROOT = Path(__file__).parents[2]
FLOWS = {guide: flow.load(guide) for guide in GUIDES.values()}

Changed = dict[str, Any]
REASON = "It is a small order."


def option(name: str, **more: Any) -> Changed:
    return {"id": name, "text": name.title(), **more}


def question(name: str, *options: Changed, **more: Any) -> Changed:
    return {
        "id": name,
        "at": "order",
        "text": "Is it?",
        "options": list(options) or [option("true"), option("false")],
        "rules": ["incotel.order.amount"],
        **more,
    }


def when(**answers: list[str]) -> Changed:
    return {"when": answers, "reason": REASON}


def condition(*page_ids: str, **answers: list[str]) -> Changed:
    return {"applies": list(page_ids), **when(**answers)}


def guide(*questions: Changed, conditions: tuple[Changed, ...] = (), **more: Any) -> Changed:
    """A flow file of Incotel's guide."""
    return {"guide": "incotel-esd", "questions": list(questions), "conditions": list(conditions), **more}


LARGE = question("large")
STOP = {"text": "Do not continue.", "contact": "incotel.contact.web_shop"}


# --- What is refused ---


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (guide(), "at least 1 item"),
        (guide(question("large", option("true"))), "at least 2 items"),
        (guide(question("large", option("true"), option("true"), option("false"))), "an option of large"),
        (guide(LARGE, LARGE), "the question large stands twice"),
        (guide(LARGE), "nothing hangs on the question large"),
        (guide(LARGE, guide="no-guide"), "there is no guide no-guide"),
        (guide(question("large", option("true"), option("false", stop=STOP), rules=[])), "at least 1 item"),
        (
            guide(question("large", option("true"), option("false", stop=STOP), rules=["incotel.no.such"])),
            "large: there is no fact incotel.no.such",
        ),
        (
            guide(question("large", option("true"), option("false", stop=STOP | {"contact": "incotel.no"}))),
            "large: incotel.no is no contact",
        ),
        (
            guide(
                question(
                    "large", option("true"), option("false", stop=STOP | {"contact": "incotel.order.amount"})
                )
            ),
            "large: incotel.order.amount is no contact",
        ),
        (guide(LARGE, conditions=(condition("pay", small=["true"]),)), "there is no question small"),
        (guide(LARGE, conditions=(condition("pay", large=["maybe"]),)), "large has no answer maybe"),
        (guide(LARGE, conditions=(condition("pay", large=[]),)), "leave out nothing, or everything"),
        (
            guide(LARGE, conditions=(condition("pay", large=["true", "false"]),)),
            "leave out nothing, or everything",
        ),
        (guide(LARGE, conditions=(condition("pay"),)), "at least 1 item"),
        (guide(LARGE, conditions=(condition(large=["true"]),)), "at least 1 item"),
        (
            guide(
                LARGE,
                conditions=(condition("pay", "wait", large=["true"]), condition("wait", large=["false"])),
            ),
            "two conditions name wait",
        ),
        (guide(question("large", only_if=when(large=["true"]))), "there is no question large to go by"),
        (
            guide(
                question("first", only_if=when(second=["true"])),
                question("second", only_if=when(first=["true"])),
            ),
            "there is no question second to go by",
        ),
        (
            guide(
                LARGE,
                question("paid", only_if=when(large=["true"])),
                conditions=(condition("pay", paid=["true"], large=["false"]),),
            ),
            "no answer to large is left",
        ),
        (guide(LARGE, answers=[]), "Extra inputs are not permitted"),
    ],
)
def test_a_flow_file_that_cannot_be_right_is_refused(changed: Changed, message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        Flow.model_validate(changed)


@pytest.mark.parametrize(
    "changed",
    [
        guide(LARGE, conditions=(condition("pay", large=["true"]),)),
        guide(question("large", option("true"), option("false", stop=STOP))),
        guide(question("large", calculators=["esd_state"])),
        guide(
            LARGE, question("paid", option("true"), option("false", stop=STOP), only_if=when(large=["true"]))
        ),
    ],
    ids=["a condition", "a stop", "a calculator", "another question"],
)
def test_one_thing_that_hangs_on_a_question_is_enough(changed: Changed) -> None:
    assert Flow.model_validate(changed).questions[0].id == "large"


def test_a_flow_file_is_toml() -> None:
    text = (ROOT / "src/calc/flows/incotel-esd.toml").read_text(encoding="utf-8")
    assert flow.parse(text) == FLOWS["incotel-esd"]


# --- What a restriction asks for ---


@st.composite
def flows(draw: st.DrawFn) -> tuple[Flow, dict[str, str]]:
    """A flow whose questions hang on earlier ones, and an answer to each question."""
    names = ["a", "b", "c", "d"]
    codes = ["one", "two", "three"]
    subset = st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)

    def restriction(earlier: list[str]) -> Restriction:
        asked = draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=2, unique=True))
        return Restriction(when={name: draw(subset) for name in asked}, reason=REASON)

    questions = tuple(
        Question(
            id=name,
            at="order",
            text="Is it?",
            options=tuple(Option(id=code, text=code) for code in codes),
            only_if=restriction(names[:place]) if place and draw(st.booleans()) else None,
            rules=("incotel.order.amount",),
        )
        for place, name in enumerate(names)
    )
    condition = Condition(applies=("pay",), **restriction(names).model_dump())
    # Not checked: a restriction that no answers meet must be answered right too.
    found = Flow.model_construct(guide="incotel-esd", questions=questions, conditions=(condition,))
    return found, {name: draw(st.sampled_from(codes)) for name in names}


@given(flows())
def test_full_asks_for_the_answers_and_for_those_under_which_the_questions_are_asked(
    drawn: tuple[Flow, dict[str, str]],
) -> None:
    """Compared with walking from question to question."""
    branches, answers = drawn
    by_id = {question.id: question for question in branches.questions}

    def applies(restriction: Restriction) -> bool:
        return all(
            answers[name] in allowed and asked(by_id[name]) for name, allowed in restriction.when.items()
        )

    def asked(question: Question) -> bool:
        return question.only_if is None or applies(question.only_if)

    for restriction in branches.restrictions():
        full = branches.full(restriction)
        assert all(answers[name] in allowed for name, allowed in full.items()) == applies(restriction)


# --- The shipped flows ---


def page(guide_id: str) -> html.HtmlElement:
    """The English page of a guide."""
    path = f"en/guides/{guide_id}.md"
    take(path, date(2026, 11, 22))
    text = (ROOT / "docs" / path).read_text(encoding="utf-8").partition("\n---\n")[2]
    extensions = ["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]
    return html.fromstring(f"<div>{markdown.markdown(text, extensions=extensions)}</div>")


PAGES = {guide_id: page(guide_id) for guide_id in FLOWS}

ANSWERABLE = (
    "h2",
    "h3",
    "li[./input or ./p/input]",
    "div[contains(concat(' ', @class), ' admonition')]",
    "div[contains(concat(' ', @class), ' admonition branch')]/ul/li",
    "div[.//partner-calculator]",
)
"""Sections, boxes to tick, callouts, the choices in a callout, forms."""


@pytest.mark.parametrize("guide_id", FLOWS)
def test_a_condition_names_parts_of_its_page_and_marks_them(guide_id: str) -> None:
    branches = FLOWS[guide_id]
    (procedure,) = PAGES[guide_id].xpath("//script[@id='procedure']/text()")
    told = json.loads(procedure)["conditional"]
    marked = {name: part for name, part in told.items() if not name.startswith("question-")}
    named = {name: condition for condition in branches.conditions for name in condition.applies}
    assert set(marked) == set(named)
    kinds = {part.get("id") for kind in ANSWERABLE for part in PAGES[guide_id].xpath(f"//{kind}")}
    assert set(named) <= kinds
    assert all(marked[name]["reason"] == condition.reason for name, condition in named.items())


@pytest.mark.parametrize("guide_id", FLOWS)
def test_a_question_is_asked_at_a_step(guide_id: str) -> None:
    steps = set(PAGES[guide_id].xpath("//ol[@class='steps']/li/@id"))
    assert {question.at for question in FLOWS[guide_id].questions} <= steps


ASKED_ELSEWHERE = [
    (question, name)
    for branches in FLOWS.values()
    for question in branches.questions
    for name in question.calculators
]


@pytest.mark.parametrize(("question", "calculator"), ASKED_ELSEWHERE)
def test_a_calculator_asks_the_same_under_the_same_name(question: Question, calculator: str) -> None:
    found = describe.find(CALCULATORS[calculator].inputs, question.id)
    assert found is not None
    codes = {"true", "false"} if found.kind == "yes_no" else set(found.choices)
    assert {option.id for option in question.options} == codes


@pytest.mark.parametrize("guide_id", FLOWS)
def test_no_figure_is_written_in_a_flow(guide_id: str) -> None:
    """Figures stand in the policy file, and are read from there."""
    text = (ROOT / "src/calc/flows" / f"{guide_id}.toml").read_text(encoding="utf-8")
    for name in (guide_id, "Office 365", "standard_2_3_day"):
        text = text.replace(name, "")
    assert not re.search(r"\d", text)


def test_the_words_of_the_flows_reach_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    known = {message.id for message in catalogues.template()}
    for branches in FLOWS.values():
        for question in branches.questions:
            assert {question.text, question.help or question.text} <= known
            for option in question.options:
                assert {option.text, option.note or option.text} <= known
                assert option.stop is None or option.stop.text in known
        assert {restriction.reason for restriction in branches.restrictions()} <= known


# --- The diagrams of the shipped flows ---


@pytest.mark.parametrize("guide_id", FLOWS)
def test_the_diagram_shows_every_step_and_every_question_once_in_the_order_of_the_page(guide_id: str) -> None:
    (diagram,) = PAGES[guide_id].xpath("//section[contains(@class, 'flow-diagram')]")
    steps = PAGES[guide_id].xpath("//ol[@class='steps']/li/@id")
    assert diagram.xpath(".//li[@class='flow-step']/a/@href") == [f"#{step}" for step in steps]
    questions = sorted(f"#question-{question.id}" for question in FLOWS[guide_id].questions)
    assert sorted(diagram.xpath(".//p[@class='flow-question']/a/@href")) == questions
    assert PAGES[guide_id].xpath("//partner-flow//fieldset/@id") == [
        f"question-{question.id}" for question in FLOWS[guide_id].questions
    ]


@pytest.mark.parametrize("guide_id", FLOWS)
def test_each_answer_stands_once_in_the_diagram_and_each_stop_says_whom_to_ask(guide_id: str) -> None:
    (diagram,) = PAGES[guide_id].xpath("//section[contains(@class, 'flow-diagram')]")
    answers = sorted(option.text for question in FLOWS[guide_id].questions for option in question.options)
    assert sorted(diagram.xpath(".//p[@class='flow-answer']/span[2]/text()")) == answers
    stops = [option for question in FLOWS[guide_id].questions for option in question.options if option.stop]
    found = [" ".join(box.text_content().split()) for box in diagram.xpath(".//div[@class='flow-stop']")]
    assert len(found) == len(stops)
    assert all(text.startswith("Stop: ") and "Whom to ask: " in text for text in found)
