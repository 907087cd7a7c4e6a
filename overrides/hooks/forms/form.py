"""The questions of a calculator as controls that hold its worked example."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from calc import policy
from calc.describe import Question
from calc.fields import msgid
from calc.message import message
from calc.money import Money
from calc.order_forms.kinds import LONGEST_NOTE
from calc.words import Words
from forms.html import Attribute, around, h

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

_AMOUNTS = frozenset({"money", "rate"})

_TEXT_INPUTS: Mapping[str, Mapping[str, str | int]] = {
    "money": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "rate": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "number": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "percent": {"type": "text", "inputmode": "decimal", "maxlength": _MAX_LENGTH},
    "count": {"type": "text", "inputmode": "numeric", "maxlength": _MAX_LENGTH},
    "digits": {"type": "text", "inputmode": "numeric", "maxlength": _MAX_LENGTH},
    "email": {"type": "text", "inputmode": "email", "autocapitalize": "none", "maxlength": _MAX_LENGTH},
    "domain_prefix": {"type": "text", "autocapitalize": "none", "maxlength": _MAX_LENGTH},
    "text": {"type": "text", "maxlength": _MAX_LENGTH},
    "time_zone": {"type": "text", "maxlength": _MAX_LENGTH},
    "date": {"type": "date"},
    # Cut-offs are sharp to the second.
    "moment": {"type": "datetime-local", "step": 1},
    "long_text": {"rows": 3, "maxlength": 2 * LONGEST_NOTE},
}


def typed(value: Any) -> str:
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


@dataclass(frozen=True)
class Form:
    """The questions of a calculator as controls that hold its worked example."""

    name: str
    title: str
    questions: tuple[Question, ...]
    example: Mapping[str, Any]
    words: Words
    action: str = msgid("Work it out")

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
                    self._text(self.action),
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
            return self._choice(question, path, typed(value))
        return self._input(question, path, self._shown(question, value))

    def _shown(self, question: Question, value: Any) -> str:
        """A value as it stands in a text box: amounts in the manner of the language."""
        if question.kind in _AMOUNTS and value is not None:
            return self.words.value(Money(Decimal(value), None))
        return typed(value)

    def _input(self, question: Question, path: str, value: str) -> Markup:
        anchor = self._id(path)
        attributes: dict[str, Attribute] = {
            **_TEXT_INPUTS[question.kind],
            "id": anchor,
            "name": path,
            "list": self._id("time-zones") if question.kind == "time_zone" else None,
            "aria-describedby": f"{anchor}-help",
            "required": question.required,
            "spellcheck": "false",
        }
        long = question.kind == "long_text"
        return h(
            "div",
            self._place(question, path),
            h("label", {"for": anchor}, *self._label(question)),
            self._help(question, path),
            h("textarea", attributes, value) if long else h("input", attributes | {"value": value or None}),
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

    def _lines(self, question: Question, values: Sequence[Mapping[str, Any]]) -> Markup:
        drawn = [self._line(question, number, line) for number, line in enumerate(values or ({},), 1)]
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
        remove = around(self._text(msgid("Remove line {number}")), shown)
        return h(
            "fieldset",
            {"class": "calculator-line"},
            h("legend", None, *around(self._text(msgid("Line {number}")), shown)),
            h("div", {"class": "calculator-fields"}, *fields),
            h("button", {"type": "button", "class": "calculator-quiet", "data-do": "remove"}, *remove),
        )

    def _place(self, question: Question, path: str) -> dict[str, Attribute]:
        applies = all(typed(self.example[other]) in choices for other, choices in question.only_if.items())
        return {
            "class": f"calculator-field calculator-{question.kind.replace('_', '-')}"
            + ("" if applies else " calculator-idle"),
            "data-field": path,
            "data-only-if": json.dumps(dict(question.only_if)) if question.only_if else None,
        }

    def _label(self, question: Question) -> tuple[str | None, ...]:
        title = self._text(question.title)
        if not question.wanted:
            return (title,)
        return title, " ", h("span", {"class": "calculator-required"}, self._text(msgid("(required)")))

    def _help(self, question: Question, path: str) -> Markup:
        parts = [self._text(question.help), *map(self._condition, question.only_if.items())]
        anchor = f"{self._id(path)}-help"
        return h("p", {"class": "calculator-help", "id": anchor}, " ".join(parts), self._screen(question))

    def _screen(self, question: Question) -> Markup | None:
        """The name of the field on the portal, in the portal's language."""
        if question.screen is None:
            return None
        ruling = policy.find(question.screen, datetime.now(UTC).date())
        word = h("span", {"lang": ruling.source.language}, f"«{self.words.ruling(ruling)}»")
        return h("span", None, " ", self._text(msgid("On the screen:")), " ", word)

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
