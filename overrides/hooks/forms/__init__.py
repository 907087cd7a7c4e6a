"""A calculator as HTML: its questions as a form, and its worked example, already answered.

What stands here is complete without scripts. `calculator.mjs` brings it to life: it clones the `<template>`s,
fills whatever carries `data-text`, and takes every word that it says from the HTML.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from calc import api, describe
from calc.describe import Question
from calc.fields import Inputs, msgid
from calc.words import Words, words
from forms.answer import Answer
from forms.form import Form, typed
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
        _without_scripts(name, example, questions, said),
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


def _without_scripts(
    name: str, example: Mapping[str, Any], questions: Iterable[Question], said: Words
) -> Markup:
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
            h("pre", None, h("code", None, command(name, example, questions))),
        ),
    )


def command(name: str, example: Mapping[str, Any], questions: Iterable[Question]) -> str:
    """How the worked example is asked on the command line."""
    options = [
        f"--{question.option} {shlex.join(_parts(example[question.name]))}"
        for question in questions
        if question.required
    ]
    return " ".join(["partner-calc", name.replace("_", "-"), *options])


def _parts(value: Any) -> list[str]:
    """What follows an option: the value, or the parts of the first line."""
    return [str(part) for part in value[0].values()] if isinstance(value, list) else [typed(value)]
