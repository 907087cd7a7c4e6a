"""The questions of a guide as a panel: answered once for an order, they tell the page what applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element

from calc.flow import Flow, Option, Question, Stop
from calc.message import message
from calc.policy import Certainty, Contact
from calc.words import Words
from guide_site.core.html import Child, h
from guide_site.core.page import Page
from guide_site.figures.facts import fact_button
from guide_site.figures.marks import mark


def panel(branches: Flow, page: Page) -> Element:
    """All questions of a guide. What the scripts show later stands in it from the start, hidden."""
    told = message("Your answers need scripts. Without scripts, all the steps are shown.")
    return h(
        "partner-flow",
        {"guide": branches.guide, "data-search-exclude": "true"},
        h("noscript", {}, h("p", {}, page.words.say(told))),
        *(_question(question, page) for question in branches.questions),
    )


def question_id(question: Question) -> str:
    """Where a question can be answered."""
    return f"question-{question.id}"


def stop_box(stop: Stop, page: Page, **attributes: str) -> Element:
    """The end of the way in words: what to do instead, whom to ask, and how to reach them."""
    words = page.words
    # `calc.flow` has made sure of the kind.
    contact = cast("Contact", page.ruling(stop.contact).dated.value)
    return h(
        "div",
        {"class": "flow-stop", **attributes},
        h(
            "p",
            {},
            h("strong", {"class": "callout-kind"}, words.say(message("Stop:"))),
            " ",
            words.text(stop.text),
        ),
        h(
            "p",
            {"class": "flow-contact"},
            words.say(message("Whom to ask:")),
            " ",
            fact_button(page, stop.contact, part="role"),
            *(part for way in contact.tokens() for part in (", ", h("span", {"class": "address"}, way))),
        ),
    )


def _question(question: Question, page: Page) -> Element:
    words, place = page.words, question_id(question)
    help_id = f"{place}-help"
    attributes = {"id": place, "data-question": question.id}
    if question.help:
        attributes["aria-describedby"] = help_id
    stops = [
        stop_box(option.stop, page, **{"data-stop": f"{question.id}={option.id}", "hidden": "hidden"})
        for option in question.options
        if option.stop
    ]
    return h(
        "fieldset",
        attributes,
        h("legend", {}, words.text(question.text)),
        h("p", {"class": "flow-help", "id": help_id}, words.text(question.help)) if question.help else None,
        h(
            "div",
            {"class": "flow-options"},
            *(part for option in question.options for part in _option(option, question, words)),
            _radio(question, "", words.say(message("Not answered yet"))),
        ),
        h("div", {"class": "flow-stops", "aria-live": "polite"}, *stops) if stops else None,
        _evidence(question, page),
    )


def _option(option: Option, question: Question, words: Words) -> Iterator[Element]:
    note_id = f"{question_id(question)}-{option.id}-note"
    described = {"aria-describedby": note_id} if option.note else {}
    yield _radio(question, option.id, words.text(option.text), **described)
    if option.note:
        yield h("p", {"class": "flow-note", "id": note_id}, words.text(option.note))


def _radio(question: Question, value: str, text: str, **described: str) -> Element:
    radio = h("input", {"type": "radio", "name": question.id, "value": value, **described})
    return h("label", {} if value else {"class": "flow-no-answer"}, radio, text)


def _evidence(question: Question, page: Page) -> Element:
    """The facts that a question rests on, each a link to the source's own words."""
    words = page.words
    links: list[Child] = []
    for rule in question.rules:
        ruling = page.ruling(rule)
        stated = ruling.dated.certainty is Certainty.STATED
        label = words.text(ruling.fact.label)
        said = (label,) if stated else (label, " [", mark(ruling.dated.certainty, words), "]")
        links.append(h("li", {}, h("a", {"href": page.figure_link(rule)}, *said)))
    return h(
        "details",
        {"class": "flow-rules"},
        h("summary", {}, words.say(message("As the source has it"))),
        h("ul", {}, *links),
    )
