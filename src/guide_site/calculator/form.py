"""The questions of a calculator as controls that hold its worked example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from calc import answers, conditions, policy
from calc.describe import Question
from calc.language import msgid
from calc.message import message
from calc.money import Money
from calc.order_forms.kinds import LONGEST_NOTE
from calc.words import Words
from guide_site.core.day import build_day
from guide_site.core.html import Attribute, Child, around, h

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
    # As many as there are lines.
    "texts": {"type": "text", "maxlength": 40 * _MAX_LENGTH},
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
        case list() | tuple():
            return ", ".join(value)
        case _:
            return str(value)


def _choices(question: Question) -> Mapping[str, str]:
    """The label of each choice, by what stands for it in a link."""
    return {"true": msgid("Yes"), "false": msgid("No")} if question.kind == "yes_no" else question.choices


@dataclass(frozen=True)
class _Asked:
    """A question where it is asked: in the form, a group or a line, beside its neighbours."""

    question: Question
    neighbours: tuple[Question, ...]
    values: Mapping[str, Any]
    before: str

    @property
    def path(self) -> str:
        """Its name in a link and in refusals."""
        return self.before + self.question.name

    @property
    def value(self) -> Any:
        return self.values.get(self.question.name, self.question.default)

    @property
    def conditions(self) -> list[tuple[Question, list[str]]]:
        """The neighbours on which it hangs, in their order, each with the choices under which it matters."""
        by_name = {neighbour.name: neighbour for neighbour in self.neighbours}
        only_if = self.question.only_if
        return [(by_name[name], only_if[name]) for name in sorted(only_if, key=[*by_name].index)]

    @property
    def applies(self) -> bool:
        defaults = {neighbour.name: neighbour.default for neighbour in self.neighbours}
        return conditions.hold(self.question.only_if, {**defaults, **self.values})


def _asked(questions: tuple[Question, ...], values: Mapping[str, Any], before: str = "") -> list[_Asked]:
    return [_Asked(question, questions, values, before) for question in questions]


@dataclass(frozen=True)
class Form:
    """The questions of a calculator as controls that hold its worked example.

    `rows` are those of the answer to it. A `lean` form is part of a guide, whose steps say what it needs: it
    has labels and controls, and nothing else.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    example: Mapping[str, Any]
    words: Words
    action: str = msgid("Work it out")
    rows: Sequence[answers.Row] = ()
    lean: bool = False

    def fields(self, rows: Iterable[Iterable[Question]]) -> Iterator[Element]:
        """Some of the questions as controls, a row a line."""
        for row in rows:
            yield h("div", {"class": "fields-row"}, *map(self._field, _asked(tuple(row), self.example)))

    def draw(self) -> Element:
        asked = _asked(self.questions, self.example)
        plain = [self._field(one) for one in asked if not one.question.rare]
        rare = [self._field(one) for one in asked if one.question.rare]
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

    def _field(self, asked: _Asked) -> Element:
        """One question with its label, help and control."""
        if asked.question.kind == "locale":
            return h("input", {"type": "hidden", "name": asked.path, "value": self.words.locale})
        if asked.question.kind == "lines":
            return self._lines(asked)
        if asked.question.kind == "group":
            return self._group(asked)
        if self.lean and asked.question.kind == "yes_no":
            return self._box(asked)
        return self._choice(asked) if _choices(asked.question) else self._input(asked)

    def _fields(self, asked: Iterable[_Asked]) -> Element:
        return h("div", {"class": "calculator-fields"}, *map(self._field, asked))

    def _shown(self, kind: str, value: Any) -> str:
        """A value as it stands in a text box: amounts and percentages in the manner of the language."""
        if value is not None and kind in _AMOUNTS:
            return self.words.value(Money(Decimal(value), None))
        if value is not None and kind == "percent":
            return self.words.value(Decimal(value))
        return typed(value)

    def _input(self, asked: _Asked) -> Element:
        question, anchor = asked.question, self._id(asked.path)
        attributes: dict[str, Attribute] = {
            **_TEXT_INPUTS[question.kind],
            "id": anchor,
            "name": asked.path,
            "list": self._id("time-zones") if question.kind == "time_zone" else None,
            "aria-describedby": self._described(asked),
            "required": question.required and not self.lean,
            "spellcheck": "false",
        }
        value = self._shown(question.kind, asked.value)
        long = question.kind == "long_text"
        return h(
            "div",
            self._place(asked),
            h("label", {"for": anchor}, *self._label(question)),
            self._help(asked),
            h("textarea", attributes, value) if long else h("input", attributes | {"value": value or None}),
            self._now() if question.kind == "moment" else None,
            self._time_zones() if question.kind == "time_zone" else None,
        )

    def _now(self) -> Element:
        return h(
            "button",
            {"type": "button", "class": "calculator-quiet", "data-do": "now"},
            self._text(msgid("Now")),
        )

    def _time_zones(self) -> Element:
        options = (h("option", {"value": zone}, zone) for zone in TIME_ZONES)
        return h("datalist", {"id": self._id("time-zones")}, *options)

    def _box(self, asked: _Asked) -> Element:
        """A box to tick: it says yes, or nothing."""
        anchor = self._id(asked.path)
        box = {"type": "checkbox", "id": anchor, "name": asked.path, "value": "true", "data-kind": "yes_no"}
        return h(
            "div",
            self._place(asked),
            h("input", {**box, "aria-describedby": self._described(asked)}),
            h("label", {"for": anchor}, *self._label(asked.question)),
            self._help(asked),
        )

    def _choice(self, asked: _Asked) -> Element:
        question, anchor = asked.question, self._id(asked.path)
        options = [
            h(
                "label",
                None,
                h(
                    "input",
                    {
                        "type": "radio",
                        "name": asked.path,
                        "value": code,
                        "checked": code == typed(asked.value),
                        "required": question.required and not self.lean,
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
                **self._place(asked),
                "id": anchor,
                "role": "radiogroup",
                "aria-describedby": self._described(asked),
            },
            h("legend", None, *self._label(question)),
            self._help(asked),
            h("div", {"class": "calculator-options"}, *options),
        )

    def _lines(self, asked: _Asked) -> Element:
        question = asked.question
        drawn = [self._line(question, number, line) for number, line in enumerate(asked.value or ({},), 1)]
        table = all(part.kind in _TEXT_INPUTS and not part.only_if for part in question.lines)
        return self._several(
            asked,
            "calculator-lines",
            h(
                "calculator-lines",
                {
                    "class": "calculator-table" if table else None,
                    "name": question.name,
                    "data-least": question.minimum or 0,
                    "data-most": question.maximum,
                    **self._said_of_pasting(),
                },
                self._columns(question) if table else None,
                *drawn,
                h("template", None, self._line(question, None, {})),
                self._totals(question) if question.totals else None,
                h(
                    "button",
                    {"type": "button", "class": "md-button", "data-do": "add"},
                    self._text(msgid("Add a line")),
                ),
                h("p", {"class": "calculator-pasted", "role": "status"}),
                None
                if self.lean
                else h(
                    "p",
                    {"class": "calculator-pasting"},
                    self._text(msgid("You can paste rows from a spreadsheet.")),
                ),
            ),
        )

    def _said_of_pasting(self) -> dict[str, Attribute]:
        return {
            "data-pasted": self._text(msgid("Lines filled in: {count}.")),
            "data-left-out": self._text(
                msgid("The lines are filled in. Columns that have no place here, and were left out: {count}.")
            ),
            "data-no-room": self._text(
                msgid(
                    "Nothing was pasted, and nothing changed: {count} lines would be needed, and there can "
                    "be no more than {most}."
                )
            ),
        }

    def _columns(self, question: Question) -> Element:
        """The labels once more, above the columns of a wide page. Who listens hears each beside its field."""
        titles = (h("span", None, *self._label(part)) for part in question.lines)
        return h("div", {"class": "calculator-columns", "aria-hidden": "true"}, *titles)

    def _totals(self, question: Question) -> Element:
        """The rows of the answer that add the lines up."""
        values = {row["label"]: row["value"] for row in self.rows}
        labels = map(self._text, question.totals)
        shown = (
            h("div", None, h("dt", None, label), h("dd", None, values.get(label, "–"))) for label in labels
        )
        return h("dl", {"class": "calculator-totals"}, *shown)

    def _line(self, question: Question, number: int | None, values: Mapping[str, Any]) -> Element:
        """One line, or the pattern of one where it has no number yet."""
        index = "N" if number is None else str(number - 1)
        shown = h("span", {"data-number": True}, str(number or ""))
        remove = around(self._text(msgid("Remove line {number}")), shown)
        return h(
            "fieldset",
            {"class": "calculator-line"},
            h("legend", None, *around(self._text(msgid("Line {number}")), shown)),
            self._fields(_asked(question.lines, values, f"{question.name}.{index}.")),
            h("button", {"type": "button", "class": "calculator-quiet", "data-do": "remove"}, *remove),
        )

    def _group(self, asked: _Asked) -> Element:
        parts = _asked(asked.question.group, asked.value, f"{asked.path}.")
        return self._several(asked, "calculator-group", self._fields(parts))

    def _several(self, asked: _Asked, kind: str, inner: Element) -> Element:
        """Questions under one heading."""
        anchor = self._id(asked.path)
        return h(
            "fieldset",
            {"class": kind, "id": anchor, "data-field": asked.path, "aria-describedby": f"{anchor}-help"},
            h("legend", None, *self._label(asked.question)),
            self._help(asked),
            inner,
        )

    def _place(self, asked: _Asked) -> dict[str, Attribute]:
        question = asked.question
        return {
            "class": f"calculator-field calculator-{question.kind.replace('_', '-')}"
            + ("" if self.lean or asked.applies else " calculator-idle"),
            "data-field": asked.path,
            "data-only-if": json.dumps(dict(question.only_if)) if question.only_if else None,
        }

    def _label(self, question: Question) -> tuple[Child, ...]:
        title = self._text(question.title)
        if self.lean or not question.wanted:
            return (title,)
        return title, " ", h("span", {"class": "calculator-required"}, self._text(msgid("(required)")))

    def _described(self, asked: _Asked) -> str | None:
        """The id of the help, where there is any."""
        return f"{self._id(asked.path)}-help" if not self.lean or asked.question.screen else None

    def _help(self, asked: _Asked) -> Element | None:
        if self.lean:
            return self._screen_only(asked)
        return h(
            "p",
            {"class": "calculator-help", "id": f"{self._id(asked.path)}-help"},
            self._text(asked.question.help),
            h("span", {"class": "calculator-condition"}, " ", self._conditions(asked))
            if asked.conditions
            else None,
            self._screen(asked.question),
        )

    def _screen(self, question: Question) -> Element | None:
        """The name of the field on the portal, in the portal's language."""
        if question.screen is None:
            return None
        return h(
            "span", None, " ", self._text(msgid("On the screen:")), " ", self._screen_word(question.screen)
        )

    def _screen_only(self, asked: _Asked) -> Element | None:
        if asked.question.screen is None:
            return None
        word = self._screen_word(asked.question.screen)
        return h("p", {"class": "calculator-help", "id": f"{self._id(asked.path)}-help"}, word)

    def _screen_word(self, screen: str) -> Element:
        ruling = policy.find(screen, build_day())
        return h("span", {"lang": ruling.language}, f"«{self.words.ruling(ruling)}»")

    def _conditions(self, asked: _Asked) -> str:
        conditions = [self._condition(other, codes) for other, codes in asked.conditions]
        return self.words.say(message("Only if {conditions}.", conditions=self.words.all_of(conditions)))

    def _condition(self, other: Question, codes: list[str]) -> str:
        labels = _choices(other)
        chosen = self.words.one_of([self.words.quoted(self._text(labels[code])) for code in codes])
        return self.words.say(
            message("“{question}” is {chosen}", question=self._text(other.title), chosen=chosen)
        )

    def _summary(self) -> Element:
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
