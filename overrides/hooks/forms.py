"""A calculator as HTML: its questions as a form, and its worked example, already answered.

What stands here is complete without scripts. `calculator.mjs` brings it to life: it clones the `<template>`s,
fills whatever carries `data-text`, and takes every word that it says from the HTML.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from calc import api, batch, describe
from calc.describe import Question
from calc.fields import Inputs, msgid
from calc.message import message
from calc.policy import Certainty
from calc.words import Words, words

# Asked last, behind "More": most people never change them.
RARE = frozenset(
    {
        "time_zone",
        "fold",
        "now",
        "treat_eves_as_closed",
        "days_remaining_override",
        "days_in_period_override",
        "rounding",
    }
)

# Offered while a time zone is typed; any other is taken too.
TIME_ZONES = (
    "Europe/Stockholm",
    "Europe/Copenhagen",
    "Europe/Oslo",
    "Europe/Helsinki",
    "Europe/London",
    "Europe/Rome",
    "Europe/Madrid",
    "Atlantic/Canary",
    "America/New_York",
    "UTC",
)

# Far more than any input takes, so that a cut text is refused and never read as another one.
_MAX_LENGTH = 200

_TEXT_INPUTS: Mapping[str, Mapping[str, str | int]] = {
    "money": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "rate": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "number": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "count": {"type": "text", "inputmode": "numeric", "maxlength": _MAX_LENGTH},
    "text": {"type": "text", "maxlength": _MAX_LENGTH},
    "time_zone": {"type": "text", "maxlength": _MAX_LENGTH},
    "date": {"type": "date"},
    # Cut-offs are sharp to the second.
    "moment": {"type": "datetime-local", "step": 1},
}

_VOID = frozenset({"input"})

type Attribute = str | int | bool | None


def h(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: str | None) -> Markup:
    """An element. Text is escaped unless it is Markup; True makes a bare attribute; None is left out."""
    said = "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    inner = "".join(escape(child) for child in children if child is not None)
    end = "" if tag in _VOID else f"{inner}</{tag}>"
    return Markup(f"<{tag}{said}>{end}")  # noqa: S704  # every part is escaped above


def render(name: str, locale: str, policies_url: str = "../../reference/policies/") -> str:
    """The calculator `name` in a language. `policies_url` leads from the page to the list of all figures.

    Raises KeyError where there is no such calculator.
    """
    calculator = api.CALCULATORS[name]
    inputs: type[Inputs] = calculator.inputs
    said = words(locale)
    questions = describe.questions(inputs)
    example = describe.worked_example(inputs)
    example |= batch.language_inputs(inputs, locale)
    answer = api.evaluate({"calculator": name, "inputs": example, "locale": locale})
    form = _Form(name, calculator.title, questions, example, said)
    drawn = _Answer(name, policies_url, said)
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
    return [str(part) for part in value[0].values()] if isinstance(value, list) else [_typed(value)]


def _typed(value: Any) -> str:
    """A value as a person would type or choose it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _choices(question: Question) -> Mapping[str, str]:
    """The label of each choice, by what stands for it in a link."""
    return {"true": msgid("Yes"), "false": msgid("No")} if question.kind == "yes_no" else question.choices


def _around(sentence: str, number: Markup) -> tuple[str, Markup, str]:
    """A sentence with its `{number}` as an element, so that the script can count on."""
    before, _, after = sentence.partition("{number}")
    return before, number, after


@dataclass(frozen=True)
class _Form:
    """The questions of a calculator as controls that hold its worked example."""

    name: str
    title: str
    questions: tuple[Question, ...]
    example: Mapping[str, Any]
    words: Words

    def draw(self) -> Markup:
        plain = [self._top(question) for question in self.questions if question.name not in RARE]
        rare = [self._top(question) for question in self.questions if question.name in RARE]
        more = h(
            "details",
            {"class": "calculator-more"},
            h("summary", None, self._text(msgid("More"))),
            h("div", {"class": "calculator-fields"}, *rare),
        )
        return h(
            "form",
            {"novalidate": True, "autocomplete": "off", "aria-label": self._text(self.title)},
            self._summary(),
            h("div", {"class": "calculator-fields"}, *plain),
            more if rare else None,
            h(
                "div",
                {"class": "calculator-buttons"},
                h(
                    "button",
                    {"type": "submit", "class": "md-button md-button--primary"},
                    self._text(msgid("Work it out")),
                ),
                h(
                    "button",
                    {"type": "button", "class": "md-button", "data-do": "start-over"},
                    self._text(msgid("Start over")),
                ),
            ),
        )

    def _top(self, question: Question) -> Markup:
        return self.field(question, question.name, self.example)

    def field(self, question: Question, path: str, values: Mapping[str, Any]) -> Markup:
        """One question with its label, help and control. `path` is its name in a link and in refusals."""
        value = values.get(question.name, question.default)
        if question.kind == "locale":
            return h("input", {"type": "hidden", "name": path, "value": self.words.locale})
        if question.kind == "lines":
            return self._lines(question, value)
        if _choices(question):
            return self._choice(question, path, _typed(value))
        return self._input(question, path, _typed(value))

    def _input(self, question: Question, path: str, value: str) -> Markup:
        anchor = self._id(path)
        return h(
            "div",
            self._place(question, path),
            h("label", {"for": anchor}, *self._label(question)),
            self._help(question, path),
            h(
                "input",
                {
                    **_TEXT_INPUTS[question.kind],
                    "id": anchor,
                    "name": path,
                    "value": value or None,
                    "list": self._id("time-zones") if question.kind == "time_zone" else None,
                    "aria-describedby": f"{anchor}-help",
                    "required": question.required,
                    "spellcheck": "false",
                },
            ),
            self._error(path),
            self._time_zones() if question.kind == "time_zone" else None,
        )

    def _time_zones(self) -> Markup:
        options = (h("option", {"value": zone}, zone) for zone in TIME_ZONES)
        return h("datalist", {"id": self._id("time-zones")}, *options)

    def _choice(self, question: Question, path: str, value: str) -> Markup:
        options = [
            h(
                "label",
                None,
                h(
                    "input",
                    {
                        "type": "radio",
                        "name": path,
                        "value": code,
                        "checked": code == value,
                        "required": question.required,
                        "data-kind": question.kind if question.kind == "yes_no" else None,
                    },
                ),
                " ",
                self._text(label),
            )
            for code, label in _choices(question).items()
        ]
        return h(
            "fieldset",
            {
                **self._place(question, path),
                "id": self._id(path),
                "role": "radiogroup",
                "aria-describedby": f"{self._id(path)}-help",
            },
            h("legend", None, *self._label(question)),
            self._help(question, path),
            self._error(path),
            h("div", {"class": "calculator-options"}, *options),
        )

    def _lines(self, question: Question, values: Iterable[Mapping[str, Any]]) -> Markup:
        drawn = [self._line(question, number, line) for number, line in enumerate(values, 1)]
        return h(
            "fieldset",
            {
                "class": "calculator-lines",
                "id": self._id(question.name),
                "data-field": question.name,
                "aria-describedby": f"{self._id(question.name)}-help",
            },
            h("legend", None, *self._label(question)),
            self._help(question, question.name),
            self._error(question.name),
            h(
                "calculator-lines",
                {"name": question.name, "data-most": question.maximum},
                *drawn,
                h("template", None, self._line(question, None, {})),
                h(
                    "button",
                    {"type": "button", "class": "md-button", "data-do": "add"},
                    self._text(msgid("Add a line")),
                ),
            ),
        )

    def _line(self, question: Question, number: int | None, values: Mapping[str, Any]) -> Markup:
        """One line, or the pattern of one where it has no number yet."""
        index = "N" if number is None else str(number - 1)
        shown = h("span", {"data-number": True}, str(number or ""))
        fields = [self.field(part, f"{question.name}.{index}.{part.name}", values) for part in question.lines]
        remove = _around(self._text(msgid("Remove line {number}")), shown)
        return h(
            "fieldset",
            {"class": "calculator-line"},
            h("legend", None, *_around(self._text(msgid("Line {number}")), shown)),
            h("div", {"class": "calculator-fields"}, *fields),
            h("button", {"type": "button", "class": "calculator-quiet", "data-do": "remove"}, *remove),
        )

    def _place(self, question: Question, path: str) -> dict[str, Attribute]:
        applies = all(_typed(self.example[other]) in choices for other, choices in question.only_if.items())
        return {
            "class": f"calculator-field calculator-{question.kind.replace('_', '-')}"
            + ("" if applies else " calculator-idle"),
            "data-field": path,
            "data-only-if": json.dumps(dict(question.only_if)) if question.only_if else None,
        }

    def _label(self, question: Question) -> tuple[str | None, ...]:
        title = self._text(question.title)
        if not question.required:
            return (title,)
        return title, " ", h("span", {"class": "calculator-required"}, self._text(msgid("(required)")))

    def _help(self, question: Question, path: str) -> Markup:
        parts = [self._text(question.help), *map(self._condition, question.only_if.items())]
        return h("p", {"class": "calculator-help", "id": f"{self._id(path)}-help"}, " ".join(parts))

    def _condition(self, condition: tuple[str, list[str]]) -> str:
        name, codes = condition
        other = next(question for question in self.questions if question.name == name)
        labels = _choices(other)
        chosen = self.words.one_of([self._text(labels[code]) for code in codes])
        return self.words.say(
            message("Only if “{question}” is {chosen}.", question=self._text(other.title), chosen=chosen)
        )

    def _error(self, path: str) -> Markup:
        return h("div", {"class": "calculator-error", "id": f"{self._id(path)}-error", "hidden": True})

    def _summary(self) -> Markup:
        heading = self._id("problems")
        return h(
            "div",
            {
                "class": "calculator-summary",
                "role": "group",
                "aria-labelledby": heading,
                "tabindex": "-1",
                "hidden": True,
            },
            h("p", {"id": heading}, self._text(msgid("There is a problem"))),
            h("ul", None),
        )

    def _id(self, path: str) -> str:
        return f"{self.name}-{path.replace('.', '-')}"

    def _text(self, text: str) -> str:
        return self.words.text(text)


@dataclass(frozen=True)
class _Answer:
    """An answer of a calculator, and the same parts empty, as patterns for the script."""

    name: str
    policies_url: str
    words: Words

    def draw(self, answer: Mapping[str, Any]) -> Markup:
        numbers = {figure["id"]: number for number, figure in enumerate(answer["sources"], 1)}
        text = self.words.text
        return h(
            "calculator-answer",
            {
                "class": "calculator-answer",
                "name": self.name,
                "data-state": "example",
                "data-policies": self.policies_url,
                **self._said_by_the_script(),
            },
            self._patterns(),
            h(
                "div",
                {"class": "calculator-bar"},
                h(
                    "p",
                    {"class": "calculator-state"},
                    _when("example", text(msgid("Worked example"))),
                    _when("current", text(msgid("Your answer"))),
                    _when("pending", text(msgid("Working it out …"))),
                    _when("none", text(msgid("No answer yet"))),
                    _when("failed", text(msgid("No answer"))),
                ),
                h("p", {"class": "calculator-starting", "role": "status"}),
                h("progress", {"aria-label": text(msgid("Getting the calculator ready")), "hidden": True}),
            ),
            h(
                "div",
                {"class": "calculator-said", "aria-live": "polite", "aria-atomic": "true"},
                h("p", {"class": "calculator-headline"}, answer["headline"]),
                h(
                    "ul",
                    {"class": "calculator-notices"},
                    *(self.notice(notice, numbers) for notice in answer["notices"]),
                ),
                h("p", {"class": "calculator-trouble", "hidden": True}),
            ),
            h(
                "button",
                {"type": "button", "class": "md-button", "data-do": "retry", "hidden": True},
                text(msgid("Try again")),
            ),
            h(
                "div",
                {"class": "calculator-account"},
                h("dl", {"class": "calculator-rows"}, *(self.row(row, numbers) for row in answer["rows"])),
                h(
                    "div",
                    {"class": "calculator-steps", "hidden": not answer["steps"]},
                    h("p", None, text(msgid("Step by step"))),
                    h("ol", None, *(self.step(step, numbers) for step in answer["steps"])),
                ),
                h(
                    "details",
                    {"class": "calculator-sources", "hidden": not answer["sources"]},
                    h("summary", None, text(msgid("In the source’s own words"))),
                    h("ol", None, *(self.source(figure, numbers) for figure in answer["sources"])),
                ),
            ),
            h(
                "div",
                {"class": "calculator-buttons"},
                h(
                    "button",
                    {"type": "button", "class": "calculator-quiet", "data-do": "copy-link"},
                    text(msgid("Copy link")),
                ),
                h(
                    "button",
                    {"type": "button", "class": "calculator-quiet", "data-do": "copy-text"},
                    text(msgid("Copy result as text")),
                ),
                h("span", {"class": "calculator-copied", "role": "status"}),
            ),
            h(
                "textarea",
                {
                    "class": "calculator-plain",
                    "readonly": True,
                    "hidden": True,
                    "rows": 8,
                    "aria-label": text(msgid("Text to copy")),
                },
                answer["text"],
            ),
        )

    def _said_by_the_script(self) -> dict[str, str]:
        text = self.words.text
        return {
            "data-not-stated": self.words.certainty(Certainty.UNKNOWN),
            "data-unfinished": text(msgid("The answer comes when everything is filled in.")),
            "data-starting": text(msgid("Getting the calculator ready …")),
            "data-start-failed": text(
                msgid("The calculator could not be loaded. Check your connection, then try again.")
            ),
            "data-timed-out": text(msgid("The calculator did not answer in time. Try again.")),
            "data-unsupported": text(
                msgid("This browser is too old to run the calculator. Use a newer one, or the command line.")
            ),
            "data-link-copied": text(msgid("Link copied.")),
            "data-text-copied": text(msgid("Result copied.")),
            "data-not-copied": text(
                msgid("The browser did not allow copying. Copy the selected text yourself.")
            ),
        }

    def _patterns(self) -> Markup:
        """What the script clones and fills."""
        some = "…"
        part = {"label": some, "value": some, "text": some, "rules": []}
        figure: dict[str, Any] = {
            "id": "",
            "label": some,
            "value": some,
            "certainty": "",
            "certainty_text": some,
            "quotes": [],
            "language": None,
            "source": some,
            "note": some,
        }
        patterns = {
            "row": self.row(part, {}),
            "step": self.step(part, {}),
            "notice": self.notice(part, {}),
            "source": self.source(figure, {}),
            "quote": self.quote(""),
            "ref": self.ref(None),
        }
        return Markup().join(
            h("template", {"data-pattern": name}, pattern) for name, pattern in patterns.items()
        )

    def row(self, row: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
        unknown = row["value"] == self.words.certainty(Certainty.UNKNOWN)
        return h(
            "div",
            None,
            h("dt", None, _slot("label", row["label"]), self.refs(row, numbers)),
            h("dd", {"class": "calculator-unknown" if unknown else None}, _slot("value", row["value"])),
        )

    def step(self, step: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
        return h("li", None, _slot("text", step["text"]), self.refs(step, numbers))

    def notice(self, notice: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
        mark = h("strong", None, self.words.text(msgid("Note:")))
        return h("li", None, mark, " ", _slot("text", notice["text"]), self.refs(notice, numbers))

    def refs(self, part: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
        return h("span", {"class": "calculator-refs"}, *(self.ref(numbers[rule]) for rule in part["rules"]))

    def ref(self, number: int | None) -> Markup:
        """The way from a figure to the words behind it."""
        shown = h("span", {"data-number": True}, str(number or ""))
        before, number_shown, after = _around(self.words.text(msgid("Source {number}")), shown)
        return h(
            "a",
            {"href": f"#{self._source_id(number)}"},
            h("span", {"class": "calculator-unseen"}, before),
            number_shown,
            h("span", {"class": "calculator-unseen"}, after) if after else None,
        )

    def source(self, figure: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
        address = f"{self.policies_url}#figure-{figure['id'].replace('.', '-')}"
        return h(
            "li",
            {"id": self._source_id(numbers.get(figure["id"]))},
            h(
                "p",
                None,
                h("a", {"href": address}, _slot("label", figure["label"])),
                " ",
                h("strong", {"data-text": "value"}, figure["value"]),
                " ",
                h(
                    "span",
                    {
                        "class": "calculator-certainty",
                        "data-certainty": figure["certainty"],
                        "data-text": "certainty_text",
                    },
                    figure["certainty_text"],
                ),
            ),
            h("blockquote", {"lang": figure["language"]}, *map(self.quote, figure["quotes"])),
            h("p", {"data-text": "note", "class": "calculator-note"}, figure["note"]),
            h(
                "p",
                {"class": "calculator-origin"},
                self.words.text(msgid("Source:")),
                " ",
                h("cite", {"data-text": "source"}, figure["source"]),
            ),
        )

    def quote(self, quote: str) -> Markup:
        return h("p", {"data-text": "quote"}, quote)

    def _source_id(self, number: int | None) -> str:
        return f"{self.name}-source-{number or 'N'}"


def _slot(name: str, text: str) -> Markup:
    return h("span", {"data-text": name}, text)


def _when(state: str, text: str) -> Markup:
    return h("span", {"data-when": state, "hidden": state != "example"}, text)
