"""How orders move through the guides: what flow files are refused, and that ours fit their pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calc import describe, flow, policy
from calc.api import CALCULATORS
from calc.flow import Flow, Option, Question, When
from calc.policy import GUIDES
from guide_site.core.page import in_hand, take
from guide_site.core.procedure import Procedure
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
        "text": "Is it?",
        "options": list(options) or [option("true"), option("false")],
        **more,
    }


def step(name: str, **more: Any) -> Changed:
    return {"id": name, **more}


def guide(*questions: Changed, steps: tuple[Changed, ...] = (), **more: Any) -> Changed:
    """A flow file of Incotel's guide."""
    return {"guide": "incotel-esd", "questions": list(questions), "steps": list(steps), **more}


LARGE = question("large")
STOP = {"text": "Do not continue.", "contact": "incotel.contact.web_shop"}


def stopping(contact: str) -> Changed:
    return guide(question("large", option("true"), option("false", stop=STOP | {"contact": contact})))


# --- What is refused ---


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (guide(question("large", option("true"))), "at least 2 items"),
        (guide(question("large", option("true"), option("true"), option("false"))), "an option of large"),
        (guide(LARGE, LARGE), "the question large stands twice"),
        (guide(LARGE, guide="no-guide"), "there is no guide no-guide"),
        (stopping("incotel.no"), "large: incotel.no is no contact"),
        (stopping("incotel.order.amount"), "large: incotel.order.amount is no contact"),
        (guide(question("large", only_if={"large": ["true"]})), "not asked above it"),
        (
            guide(
                question("first", only_if={"second": ["true"]}),
                question("second", only_if={"first": ["true"]}),
            ),
            "first goes by second",
        ),
        (guide(LARGE, steps=(step("pay", when={"large": ["maybe"]}, reason=REASON),)), "has no answer maybe"),
        (guide(LARGE, steps=(step("pay", when={"large": []}, reason=REASON),)), "leave out nothing"),
        (
            guide(LARGE, steps=(step("pay", when={"large": ["true", "false"]}, reason=REASON),)),
            "leave out nothing, or everything",
        ),
        (guide(LARGE, steps=(step("pay", when={"large": ["true"]}),)), "`when` and `reason` go together"),
        (guide(LARGE, steps=(step("pay", reason=REASON),)), "`when` and `reason` go together"),
        (guide(steps=(step("pay"), step("pay"))), "pay stands twice among the steps"),
        (guide(steps=(step("pay", was=["order"]), step("wait", was=["order"]))), "order stands twice"),
        (guide(LARGE, settles=[{"when": {"large": ["true"]}, "gives": {}}]), "at least 1 item"),
        (guide(LARGE, settles=[{"when": {"large": ["no"]}, "gives": {"size": "l"}}]), "has no answer no"),
        (guide(LARGE, answers=[]), "Extra inputs are not permitted"),
    ],
)
def test_a_flow_file_that_cannot_be_right_is_refused(changed: Changed, message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        Flow.model_validate(changed)


def test_a_flow_may_go_by_what_a_form_asks() -> None:
    found = Flow.model_validate(guide(steps=(step("pay", when={"next_day": ["true"]}, reason=REASON),)))
    assert found.step("pay").when == {"next_day": ("true",)}


def test_a_step_that_the_flow_does_not_name_has_nothing_to_say() -> None:
    assert Flow.model_validate(guide(LARGE)).step("pay") == flow.Step(id="pay")


def test_a_flow_file_is_toml() -> None:
    text = (ROOT / "src/calc/flows/incotel-esd.toml").read_text(encoding="utf-8")
    assert flow.parse(text) == FLOWS["incotel-esd"]


# --- What a condition asks for ---


@st.composite
def flows(draw: st.DrawFn) -> tuple[Flow, When, dict[str, str]]:
    """A flow whose questions hang on earlier ones, a condition, and an answer to each question."""
    names = ["a", "b", "c", "d"]
    codes = ["one", "two", "three"]
    subset = st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)

    def when(earlier: list[str]) -> When:
        asked = draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=2, unique=True))
        return {name: draw(subset) for name in asked}

    questions = tuple(
        Question(
            id=name,
            text="Is it?",
            options=tuple(Option(id=code, text=code) for code in codes),
            only_if=when(names[:place]) if place and draw(st.booleans()) else {},
        )
        for place, name in enumerate(names)
    )
    found = Flow.model_construct(guide="incotel-esd", questions=questions)
    return found, when(names), {name: draw(st.sampled_from(codes)) for name in names}


@given(flows())
def test_everything_asks_for_the_answers_and_for_those_under_which_the_questions_are_asked(
    drawn: tuple[Flow, When, dict[str, str]],
) -> None:
    """Compared with walking from question to question."""
    branches, when, answers = drawn
    by_id = {question.id: question for question in branches.questions}

    def applies(condition: When) -> bool:
        return all(
            answers[name] in allowed and applies(by_id[name].only_if) for name, allowed in condition.items()
        )

    def met(condition: When) -> bool:
        return all(answers[name] in allowed for name, allowed in condition.items())

    assert all(map(met, branches.everything(when))) == applies(when)


# --- The shipped flows, and their pages ---


@cache
def procedure(guide_id: str) -> Procedure:
    """What the English page of a guide tells. A page and a flow that do not fit are refused here."""
    path = f"en/guides/{guide_id}.md"
    take(path, date(2026, 11, 22))
    text = (ROOT / "docs" / path).read_text(encoding="utf-8").partition("\n---\n")[2]
    extensions = ["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]
    markdown.markdown(text, extensions=extensions)
    found = in_hand().procedure
    assert found is not None
    return found


def asked_elsewhere() -> Iterator[tuple[str, str, str]]:
    """Each question of a guide that a calculator of its page asks too."""
    for guide_id, branches in FLOWS.items():
        for calculator, names in procedure(guide_id).asks.items():
            yield from ((guide_id, asked.id, calculator) for asked in branches.questions if asked.id in names)


@pytest.mark.parametrize(("guide_id", "name", "calculator"), list(asked_elsewhere()))
def test_a_calculator_understands_every_answer(guide_id: str, name: str, calculator: str) -> None:
    asked = FLOWS[guide_id].question(name)
    found = describe.find(CALCULATORS[calculator].inputs, name)
    assert asked is not None
    assert found is not None
    codes = {"true", "false"} if found.kind == "yes_no" else set(found.choices)
    assert not codes or {option.id for option in asked.options} <= codes


@pytest.mark.parametrize("guide_id", FLOWS)
def test_what_is_settled_is_what_a_calculator_of_the_page_asks(guide_id: str) -> None:
    found = procedure(guide_id)
    inputs = {name for names in found.asks.values() for name in names}
    assert {name for settled in found.settles for name in settled.gives} <= inputs
    assert set(found.moments.values()) <= inputs


EARLIER = json.loads((ROOT / "tests/earlier_guides.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide_id", FLOWS)
def test_every_step_of_the_earlier_page_has_gone_into_a_step(guide_id: str) -> None:
    """Readers have orders with these ticks."""
    taken = [name for step in procedure(guide_id).steps for name in step.was]
    assert sorted(taken) == sorted(EARLIER[guide_id]["steps"])


@pytest.mark.parametrize("guide_id", FLOWS)
def test_no_tick_bears_the_id_of_an_earlier_one(guide_id: str) -> None:
    """Its wording is another one, so the earlier tick would not count as this one's."""
    ticks = {step.tick.id for step in procedure(guide_id).steps if step.tick}
    assert not ticks & set(EARLIER[guide_id]["steps"])


# Questions that are asked no more, and why an answer to them is not needed.
GONE = {
    "service": "settled by the delivery services that are asked for",
    "is_administrator": "no answer to it stops the order",
    "several_customers": "each customer is an order of its own",
    "po_number_wanted": "the field may hold any detail, or none",
}


@pytest.mark.parametrize("guide_id", FLOWS)
def test_answers_that_readers_have_given_still_count(guide_id: str) -> None:
    found = procedure(guide_id)
    for name, options in EARLIER[guide_id]["questions"].items():
        if name in GONE:
            continue
        assert name in found.questions, name
        assert set(options) <= set(found.questions[name].options), name


@pytest.mark.parametrize("guide_id", FLOWS)
def test_no_figure_is_written_in_a_flow(guide_id: str) -> None:
    """Figures stand in the policy file, and are read from there."""
    text = FLOWS[guide_id].model_dump_json()
    for name in (guide_id, "Office 365", "standard_2_3_day"):
        text = text.replace(name, "")
    assert not re.search(r"\d", text)


def test_a_figure_is_settled_by_its_fact() -> None:
    (settled,) = (
        settled.gives for settled in procedure("intcomex-volume").settles if "term_years" in settled.gives
    )
    renewal = policy.find("intcomex.open_value.renewal", date(2026, 11, 22)).dated.value
    assert renewal is not None
    assert settled["term_years"] == str(renewal.count)


def test_the_words_of_the_flows_reach_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    known = {message.id for message in catalogues.template()}
    for branches in FLOWS.values():
        for asked in branches.questions:
            assert asked.text in known
            for answer in asked.options:
                assert answer.text in known
                assert answer.stop is None or answer.stop.text in known
        assert {step.reason for step in branches.steps if step.reason} <= known
