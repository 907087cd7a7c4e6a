"""The way through a guide: where its steps, questions and answers are drawn."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from markdown.util import AMP_SUBSTITUTE, ETX, STX

from calc.flow import Flow, When
from guide_site.core.html import markup
from guide_site.core.page import Page
from guide_site.core.procedure import Procedure, Step
from guide_site.procedure.flow_diagram import diagram_place, with_diagram
from guide_site.procedure.flow_route import Aside, Decision, Node, Way, comes_back, route
from guide_site.procedure.wording import finished, plain

type Changed = dict[str, Any]

STOP = {"text": "Ask first.", "contact": "westcon.contact.order_entry"}


def option(name: str, **more: Any) -> Changed:
    return {"id": name, "text": name, **more}


def question(name: str, *options: Changed, **more: Any) -> Changed:
    return {"id": name, "text": name, "options": options or (option("true"), option("false")), **more}


LARGE = question("large")


def page_of(
    questions: list[Changed], *sections: tuple[str, ...], **conditions: dict[str, list[str]]
) -> tuple[Procedure, Flow]:
    """A page of these steps, each written with the questions that it asks: `order>large paid`.

    `conditions` are those of steps.
    """
    steps = [{"id": name, "when": when, "reason": "Not in this order."} for name, when in conditions.items()]
    branches = Flow.model_validate({"guide": "westcon-avaya-ipo", "questions": questions, "steps": steps})
    names = [step.partition(">") for section in sections for step in section]
    places = [str(place) for place, section in enumerate(sections) for _ in section]
    held = [
        Step(
            name,
            str(number),
            told_by(name),
            "",
            place,
            questions=tuple(asked.split()),
            when=_when(name, branches),
        )
        for number, ((name, _, asked), place) in enumerate(zip(names, places, strict=True), 1)
    ]
    phases = {place: told_by(f"Phase {place}") for place in dict.fromkeys(places)}
    return Procedure("Guide", phases, tuple(held), {}, {}, {}, (), {}), branches


def told_by(text: str) -> ET.Element:
    words = ET.Element("span")
    words.text = text
    return words


def planned(
    questions: list[Changed], *sections: tuple[str, ...], **conditions: dict[str, list[str]]
) -> list[list[Any]]:
    """What stands in each phase of a page: a step's name, or a question with what each way holds."""
    return [
        [told(node) for node in phase.nodes] for phase in route(*page_of(questions, *sections, **conditions))
    ]


def _when(step: str, branches: Flow) -> tuple[When, ...]:
    return branches.everything(branches.step(step).when)


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
    assert planned([LARGE], ("order>large", "pay", "wait"), pay={"large": ["true"]}) == [
        ["order", ("large", ["false"], {"true": ["pay"]}), "wait"]
    ]


def test_a_step_further_down_stands_aside_with_the_answer() -> None:
    aside = ({"large": ["true"]}, "pay")
    line: Any = ("large", ["true", "false"], {})
    assert planned([LARGE], ("order>large", "wait", "pay", "end"), pay={"large": ["true"]}) == [
        ["order", line, "wait", aside, "end"]
    ]
    assert planned([LARGE], ("order>large",), ("pay", "end"), pay={"large": ["true"]}) == [
        ["order", line],
        [aside, "end"],
    ]


def test_an_answer_that_leaves_out_all_the_rest_ends_the_way() -> None:
    """The rest then needs no label: whoever comes there has given the other answer."""
    large = {"large": ["true"]}
    assert planned([LARGE], ("order>large",), ("pay", "wait"), pay=large, wait=large) == [
        ["order", ("large", ["true"], {"false": ["end"]})],
        ["pay", "wait"],
    ]


def test_an_answer_that_stops_has_a_way_before_those_that_come_back() -> None:
    asked = question("large", option("true"), option("false"), option("unknown", stop=STOP))
    nodes = planned([asked], ("order>large", "pay", "wait"), pay={"large": ["true"]})
    assert nodes == [["order", ("large", ["false"], {"unknown": ["stop"], "true": ["pay"]}), "wait"]]
    assert list(nodes[0][1][2]) == ["unknown", "true"]


def test_an_answer_that_waits_has_a_way_that_comes_back() -> None:
    asked = question("large", option("true"), option("false", wait="Wait for it."))
    procedure, branches = page_of([asked], ("order>large", "pay"))
    assert planned([asked], ("order>large", "pay")) == [["order", ("large", ["true"], {"false": []}), "pay"]]
    html = with_diagram(
        f"<section>{markup(diagram_place(branches.guide))}</section>",
        procedure,
        branches,
        "../",
        Page("en/guides/x/sources.md", date(2026, 11, 27)),
    )
    read = re.sub(r"<[^>]+>", "", re.sub("(?=</(?:p|li|div)>)", " ", html))
    assert "If “true”: Go on. If “false”: Wait for it. Then go on. 2 pay" in " ".join(read.split())


def test_a_question_under_an_answer_stands_inside_it_with_what_follows() -> None:
    paid = question("paid", only_if={"large": ["true"]})
    steps = ("order>large", "pay>paid", "receipt", "wait")
    conditions = {"pay": {"large": ["true"]}, "receipt": {"paid": ["true"]}}
    inner = ("paid", ["false"], {"true": ["receipt"]})
    assert planned([LARGE, paid], steps, **conditions) == [
        ["order", ("large", ["false"], {"true": ["pay", inner]}), "wait"]
    ]


def test_answers_that_lead_to_the_same_step_share_a_way() -> None:
    asked = question("service", option("none"), option("fast"), option("part"))
    assert planned([asked], ("order>service", "ask", "wait"), ask={"service": ["fast", "part"]}) == [
        ["order", ("service", ["none"], {"fastpart": ["ask"]}), "wait"]
    ]


def test_ways_that_overlap_are_not_drawn_as_one() -> None:
    asked = question("service", option("none"), option("fast"), option("part"))
    conditions = {"ask": {"service": ["fast", "part"]}, "pay": {"service": ["fast"]}}
    assert planned([asked], ("order>service", "ask", "pay", "wait"), **conditions) == [
        ["order", ("service", ["none"], {"fastpart": ["ask"]}), ({"service": ["fast"]}, "pay"), "wait"]
    ]


def test_a_step_under_two_answers_names_both() -> None:
    both = {"large": ["true"], "paid": ["false"]}
    nodes = planned([LARGE, question("paid")], ("order>large paid", "pay", "wait"), pay=both)[0]
    assert nodes[-2] == (both, "pay")


def test_a_step_that_hangs_on_a_field_of_a_form_stands_on_the_line() -> None:
    assert planned([LARGE], ("order>large", "pay"), pay={"urgent": ["true"]}) == [
        ["order", ("large", ["true", "false"], {}), "pay"]
    ]


def test_the_diagram_reads_as_a_list_in_words() -> None:
    asked = [
        question("large", option("true"), option("false"), option("unknown", stop=STOP)),
        question("paid", only_if={"large": ["true"]}),
    ]
    procedure, branches = page_of(
        asked,
        ("order>large", "pay>paid", "wait"),
        ("keep",),
        pay={"large": ["true"]},
        keep={"paid": ["true"]},
    )
    place = f"<section>{markup(diagram_place(branches.guide))}</section>"
    html = with_diagram(place, procedure, branches, "../", Page("en/guides/x/sources.md", date(2026, 11, 27)))
    read = re.sub(r"<[^>]+>", "", re.sub("(?=</(?:p|li|div)>)", " ", html))
    assert " ".join(read.split()) == (
        "Phase 0 1 order large"
        " If “false”: Go on."
        " If “unknown”: Stop: Ask first. Whom to ask: Order Entry Team, order@westcon.se, +46 40 650 82 00"
        " If “true”: 2 pay paid If “true”: Go on. If “false”: Go on. Then go on."
        " 3 wait"
        " Phase 1 If you answered “true” to “paid”: 4 keep The guide ends here."
    )
    assert re.findall('href="([^"]+)"', html) == [
        "../#0",
        "../#order",
        "../#question-large",
        "../#pay",
        "../#question-paid",
        "../#wait",
        "../#1",
        "../#keep",
    ]


def test_a_box_holds_the_words_of_a_title_without_links() -> None:
    title = ET.fromstring("<h3>Note the <a href='#x'>SO <i lang='it'>numero</i></a> first</h3>")  # noqa: S314  # written here
    assert ET.tostring(plain(title)) == b'<span>Note the <span>SO <i lang="it">numero</i></span> first</span>'


def test_words_leave_markdown_without_what_it_keeps_escaped() -> None:
    words = ET.Element("span")
    words.text = f"A {AMP_SUBSTITUTE} B{STX}42{ETX}"
    assert "".join(finished(words).itertext()) == "A & B*"
