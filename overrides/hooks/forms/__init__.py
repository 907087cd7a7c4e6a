"""A calculator as HTML: its questions as a form, and its worked example, already answered.

What stands here is complete without scripts. `calculator.mjs` brings it to life: it clones the `<template>`s,
fills whatever carries `data-text`, and takes every word that it says from the HTML.
"""

from __future__ import annotations

from markupsafe import Markup

from calc import api, cli, describe
from calc.fields import Inputs, msgid
from calc.words import Words, words
from forms.answer import Answer
from forms.form import Form
from forms.html import h


def render(name: str, locale: str, policies_url: str = "../../reference/policies/") -> str:
    """The calculator `name` in a language. `policies_url` leads from the page to the list of all figures.

    Raises KeyError where there is no such calculator.
    """
    calculator = api.CALCULATORS[name]
    inputs: type[Inputs] = calculator.inputs
    said = words(locale)
    questions = describe.questions(inputs)
    example = describe.worked_example(inputs)
    example |= describe.language_inputs(inputs, locale)
    answer = api.evaluate({"calculator": name, "inputs": example, "locale": locale})
    form = Form(name, calculator.title, questions, example, said)
    drawn = Answer(name, policies_url, said)
    element = h(
        "partner-calculator",
        {
            "id": f"{name}-calculator",
            "name": name,
            "locale": locale,
        },
        _without_scripts(name, said),
        form.draw(),
        drawn.draw(answer),
        h(
            "template",
            {"data-pattern": "reading"},
            h("button", {"type": "button", "class": "md-button", "data-do": "read-as"}, "…"),
        ),
    )
    # Markdown puts a paragraph around HTML that does not start with an element that it knows.
    return h("div", {"class": "calculator", "data-search-exclude": True}, element)


def _without_scripts(name: str, said: Words) -> Markup:
    return h(
        "noscript",
        None,
        h(
            "div",
            {"class": "calculator-without-scripts"},
            h(
                "p",
                None,
                said.text(
                    msgid("This form needs scripts to answer. The worked example below shows how it does.")
                ),
            ),
            h("p", None, said.text(msgid("The same question on the command line:"))),
            h("pre", None, h("code", None, cli.example_command(name))),
        ),
    )
