"""The way through a guide: where its steps, questions and answers are drawn."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from calc.flow import Flow
from guide_site.core.procedure import Procedure, Step
from guide_site.procedure.flow_route import Aside, Decision, Node, Way, comes_back, route
from guide_site.procedure.wording import first_sentence, plain
from tests.calc.test_flow import LARGE, STOP, Changed, condition, guide, option, question, when


def planned(branches: Changed, *sections: tuple[str, ...]) -> list[list[Any]]:
    """What stands in each phase of a page of these steps: a name, or a question with what each way holds."""
    words = ET.Element("span")
    steps: list[Step] = []
    for place, held in enumerate(sections):
        for step in held:
            name, _, below = step.partition(">")
            parts = tuple(Step(part, "", words, str(place)) for part in below.split())
            steps.append(Step(name, "", words, str(place), number=len(steps) + 1, parts=parts))
    phases = {str(place): words for place in range(len(sections))}
    procedure = Procedure("Guide", phases, tuple(steps), {}, {})
    return [[told(node) for node in phase.nodes] for phase in route(procedure, Flow.model_validate(branches))]


def told(node: Node) -> Any:
    match node:
        case Step(id=name):
            return name
        case Decision(question=asked, on=on, ways=ways):
            held = {"".join(option.id for option in way.options): told_way(way) for way in ways}
            return asked.id, [option.id for option in on], held
        case Aside(answers=answers, node=inner):
            given = {asked.id: [option.id for option in options] for asked, options in answers}
            return given, told(inner)


def told_way(way: Way) -> list[Any]:
    end = [] if comes_back(way) else ["end" if way.ends else "stop"]
    return [*map(told, way.nodes), *end]


def test_a_step_right_after_its_question_stands_inside_the_answer() -> None:
    """The step after it is on the line again."""
    branches = guide(LARGE, conditions=(condition("pay", large=["true"]),))
    assert planned(branches, ("order", "pay", "wait")) == [
        ["order", ("large", ["false"], {"true": ["pay"]}), "wait"]
    ]


def test_a_step_that_hangs_on_a_question_asked_there_comes_after_it() -> None:
    branches = guide(question("large", at="pay"), conditions=(condition("pay", large=["true"]),))
    assert planned(branches, ("order", "pay", "wait")) == [
        ["order", ("large", ["false"], {"true": ["pay"]}), "wait"]
    ]


def test_a_step_further_down_stands_aside_with_the_answer() -> None:
    branches = guide(LARGE, conditions=(condition("pay", large=["true"]),))
    aside = ({"large": ["true"]}, "pay")
    line: Any = ("large", ["true", "false"], {})
    assert planned(branches, ("order", "wait", "pay", "end")) == [["order", line, "wait", aside, "end"]]
    assert planned(branches, ("order",), ("pay", "end")) == [["order", line], [aside, "end"]]


def test_an_answer_that_leaves_out_all_the_rest_ends_the_way() -> None:
    """The rest then needs no label: whoever comes there has given the other answer."""
    branches = guide(LARGE, conditions=(condition("pay", "wait", large=["true"]),))
    assert planned(branches, ("order",), ("pay", "wait")) == [
        ["order", ("large", ["true"], {"false": ["end"]})],
        ["pay", "wait"],
    ]


def test_an_answer_that_stops_has_a_way_before_those_that_come_back() -> None:
    asked = question("large", option("true"), option("false"), option("unknown", stop=STOP))
    branches = guide(asked, conditions=(condition("pay", large=["true"]),))
    assert planned(branches, ("order", "pay", "wait")) == [
        ["order", ("large", ["false"], {"unknown": ["stop"], "true": ["pay"]}), "wait"]
    ]
    assert list(planned(branches, ("order", "pay", "wait"))[0][1][2]) == ["unknown", "true"]


def test_a_question_under_an_answer_stands_inside_it_with_what_follows() -> None:
    branches = guide(
        LARGE,
        question("paid", at="pay", only_if=when(large=["true"])),
        conditions=(condition("pay", large=["true"]), condition("receipt", paid=["true"])),
    )
    assert planned(branches, ("order", "pay>receipt other", "wait")) == [
        ["order", ("large", ["false"], {"true": ["pay", ("paid", ["false"], {"true": ["receipt"]})]}), "wait"]
    ]


def test_answers_that_lead_to_the_same_step_share_a_way() -> None:
    asked = question("service", option("none"), option("fast"), option("part"))
    branches = guide(asked, conditions=(condition("ask", service=["fast", "part"]),))
    assert planned(branches, ("order", "ask", "wait")) == [
        ["order", ("service", ["none"], {"fastpart": ["ask"]}), "wait"]
    ]


def test_ways_that_overlap_are_not_drawn_as_one() -> None:
    asked = question("service", option("none"), option("fast"), option("part"))
    branches = guide(
        asked, conditions=(condition("ask", service=["fast", "part"]), condition("pay", service=["fast"]))
    )
    assert planned(branches, ("order", "ask", "pay", "wait")) == [
        [
            "order",
            ("service", ["none"], {"fastpart": ["ask"]}),
            ({"service": ["fast"]}, "pay"),
            "wait",
        ]
    ]


def test_a_step_under_two_answers_names_both() -> None:
    branches = guide(LARGE, question("paid"), conditions=(condition("pay", large=["true"], paid=["false"]),))
    nodes = planned(branches, ("order", "pay", "wait"))[0]
    assert nodes[-2] == ({"large": ["true"], "paid": ["false"]}, "pay")


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("One thing. Then another.", "One thing."),
        ("One thing", "One thing"),
        ("Press <b>Go. Now</b> or wait. Then on.", "Press Go."),
        (
            "Wait <a class='fact'><span>4 h</span> [<span class='certainty'>inferred</span>]</a>. On.",
            "Wait 4 h.",
        ),
        ("Go on <a class='fact'>[<span class='certainty'>inferred</span>]</a> now.", "Go on now."),
        ("<i>Go</i> on <a class='fact'>[<span class='certainty'>inferred</span>]</a>. Then on.", "Go on."),
        ("See <a href='#x'>the list</a> first. Then on.", "See the list first."),
    ],
)
def test_a_box_holds_the_first_sentence_without_links_and_marks(label: str, read: str) -> None:
    words = first_sentence(plain(ET.fromstring(f"<label>{label}</label>")))  # noqa: S314  # written here
    assert "".join(words.itertext()) == read
    assert words.find(".//a") is None
