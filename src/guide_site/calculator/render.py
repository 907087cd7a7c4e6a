"""A calculator as HTML: its questions as a form, and its worked example, already answered.

What stands here is complete without scripts. `calculator.mjs` brings it to life: it clones the `<template>`s,
fills whatever carries `data-text`, and takes every word that it says from the HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from calc import api, cli, describe
from calc.fields import Inputs
from calc.language import msgid
from calc.words import Words, words
from guide_site.calculator.answer import Answer
from guide_site.calculator.draft import DraftAnswer
from guide_site.calculator.form import Form
from guide_site.core.day import build_day
from guide_site.core.html import h

_POLICIES = "../../reference/policies/"


def render(name: str, locale: str, policies_url: str | None = _POLICIES) -> Element:
    """The calculator `name` in a language. `policies_url` leads from the page to the list of all figures.

    Without it the calculator stands alone: figures lead nowhere, and the page's address is not to be copied.
    Raises KeyError where there is no such calculator.
    """
    calculator = api.CALCULATORS[name]
    inputs: type[Inputs] = calculator.inputs
    said = words(locale)
    questions = describe.questions(inputs)
    example = describe.worked_example(inputs)
    example |= describe.language_inputs(inputs, locale)
    answer = api.evaluate({"calculator": name, "inputs": example, "locale": locale}, today=build_day())
    if "error" in answer:
        raise ValueError(f"the worked example of {name} is refused: {answer['message']}")
    drawn = DraftAnswer if "draft" in answer else Answer
    element = _element(
        name,
        said,
        {},
        _without_scripts(
            msgid("This form needs scripts to answer. The worked example below shows how it does."),
            name,
            said,
        ),
        Form(name, calculator.title, questions, example, said, rows=answer["rows"]).draw(),
        drawn(name, policies_url, said).draw(answer),
    )
    # Markdown puts a paragraph around HTML that does not start with an element that it knows.
    return h("section", {"class": "calculator", "data-search-exclude": True}, element)


def order_form(name: str, locale: str, policies_url: str | None = _POLICIES) -> Element:
    """The order form `name`, empty, to be filled in.

    What is typed into it stays out of the page's address. Raises KeyError where there is no such form.
    """
    calculator = api.CALCULATORS[name]
    inputs: type[Inputs] = calculator.inputs
    said = words(locale)
    questions = describe.questions(inputs)
    empty = {question.name: question.default for question in questions}
    empty |= {"draft_language": empty["draft_language"] or locale}
    element = _element(
        name,
        said,
        {"data-private": True},
        _without_scripts(
            msgid("This form needs scripts to check what you fill in, and to write the text."), name, said
        ),
        Form(name, calculator.title, questions, empty, said, msgid("Check the form")).draw(),
        DraftAnswer(name, policies_url, said).draw_empty(),
    )
    return h("section", {"class": "calculator order-form", "data-search-exclude": True}, element)


def _element(name: str, said: Words, attributes: Mapping[str, bool], *parts: Element) -> Element:
    return h(
        "partner-calculator",
        {"id": f"{name}-calculator", "name": name, "locale": said.locale, **attributes},
        *parts,
        h(
            "template",
            {"data-pattern": "reading"},
            h("button", {"type": "button", "class": "md-button", "data-do": "read-as"}, "…"),
        ),
    )


def _without_scripts(why: str, name: str, said: Words) -> Element:
    return h(
        "noscript",
        None,
        h(
            "div",
            {"class": "calculator-without-scripts"},
            h("p", None, said.text(why)),
            h("p", None, said.text("The same question on the command line:")),
            h("pre", None, h("code", None, cli.example_command(name))),
        ),
    )
