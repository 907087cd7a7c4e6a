"""What a calculator asks, read from the JSON Schema of its inputs: for forms, command line and refusals."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calc.fields import Inputs


@dataclass(frozen=True)
class Question:
    """One input.

    `kind` says what is typed: number, money, rate, percent, count, digits, date, moment, time_zone, fold,
    choice, yes_no, text, long_text, email, domain_prefix, locale (not asked: the reader's own) or lines.
    `lines` holds the questions of each line. `minimum` and `maximum` bound a number, or how many lines or
    characters there may be. `needed_by` and `screen` are ids of policy facts, as `ask` takes them.
    """

    name: str
    kind: str
    title: str
    help: str
    example: Any
    required: bool
    default: Any
    option: str
    choices: Mapping[str, str]
    only_if: Mapping[str, list[str]]
    minimum: int | None
    maximum: int | None
    lines: tuple[Question, ...]
    needed_by: str | None
    screen: str | None

    @property
    def wanted(self) -> bool:
        """Whether it is marked as required: by the calculation, or by the guide."""
        return self.required or self.needed_by is not None


@cache
def questions(model: type[Inputs]) -> tuple[Question, ...]:
    """The questions of a calculator, in the order in which its form asks them."""
    schema = model.model_json_schema()
    return _questions(schema, schema.get("$defs", {}))


def find(model: type[Inputs], path: str) -> Question | None:
    """The question at a dotted path such as "lines.0.quantity", or None where nothing is asked."""
    asked = questions(model)
    found: Question | None = None
    for part in path.split("."):
        if part.isdecimal():
            continue
        found = next((question for question in asked if question.name == part), None)
        if found is None:
            return None
        asked = found.lines
    return found


def _questions(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> tuple[Question, ...]:
    required = schema.get("required", ())
    return tuple(
        _question(name, spec, defs, required=name in required) for name, spec in schema["properties"].items()
    )


def _question(name: str, spec: Mapping[str, Any], defs: Mapping[str, Any], *, required: bool) -> Question:
    value = next((kind for kind in spec.get("anyOf", ()) if kind.get("type") != "null"), spec)
    lines: tuple[Question, ...] = ()
    example = spec["examples"][0]
    if value.get("type") == "array":
        lines = _questions(defs[value["items"]["$ref"].rpartition("/")[2]], defs)
        # The schema sorts the parts of its examples.
        example = [{part.name: line[part.name] for part in lines if part.name in line} for line in example]
    return Question(
        name=name,
        kind=spec.get("x-kind") or _kind(value),
        title=spec["title"],
        help=spec["description"],
        example=example,
        required=required,
        default=spec.get("default"),
        option=spec.get("x-option", name.replace("_", "-")),
        choices=dict(spec.get("x-choices") or ((code, code) for code in value.get("enum", ()))),
        only_if=spec.get("x-only-if", {}),
        minimum=value.get("minimum"),
        maximum=value.get("maximum") or value.get("maxItems") or value.get("maxLength"),
        lines=lines,
        needed_by=spec.get("x-needed-by"),
        screen=spec.get("x-screen"),
    )


def _kind(value: Mapping[str, Any]) -> str:
    if "x-kind" in value:
        return str(value["x-kind"])
    if "enum" in value:
        return "choice"
    return {"boolean": "yes_no", "array": "lines", "string": "text"}[value["type"]]


def worked_example(model: type[Inputs]) -> dict[str, Any]:
    """Inputs that show the calculator at work: the example of each required question, else its default."""
    return {
        question.name: question.example if question.wanted else question.default
        for question in questions(model)
    }


def typed(question: Question, value: Any) -> str:
    """A value as it is typed on a command line; a flag is its own value."""
    if question.kind == "yes_no":
        return f"--{question.option}" if value else f"--no-{question.option}"
    parts = value[0].values() if question.lines else [value]
    return shlex.join(map(str, parts))


def command_line(name: str, values: Mapping[str, Any], asked: Iterable[Question]) -> str:
    """How the calculator `name` is asked at a terminal, with `values` for what is required of everyone."""
    options = (
        typed(question, values[question.name])
        if question.kind == "yes_no"
        else f"--{question.option} {typed(question, values[question.name])}"
        for question in asked
        if question.wanted and not question.only_if
    )
    return " ".join(["partner-calc", name.replace("_", "-"), *options])


def language_inputs(model: type[Inputs], locale: str) -> dict[str, Any]:
    """The inputs that `locale` answers."""
    return {question.name: locale for question in questions(model) if question.kind == "locale"}
