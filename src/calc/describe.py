"""What a calculator asks, read from the JSON Schema of its inputs: for forms, command line and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calc.fields import Inputs


@dataclass(frozen=True)
class Question:
    """One input.

    `kind` says what is typed: number, money, rate, percent, count, digits, date, moment, time_zone, fold,
    choice, yes_no, text, texts (with commas between them), long_text, email, domain_prefix, locale (not
    asked: the reader's own), group or lines. `group` holds the questions of a group and `lines` those of each
    line; conditions in them name their neighbours. `minimum` and `maximum` bound a number, or how many lines
    or characters there may be. `needed_by`, `optional_if`, `screen`, `rare` and `totals` are those of `ask`.
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
    group: tuple[Question, ...]
    needed_by: str | None
    optional_if: Mapping[str, list[str]]
    screen: str | None
    rare: bool
    totals: tuple[str, ...]

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
    """The question at a path such as "lines.0.quantity" or "deal.percent", None where nothing is asked."""
    asked = questions(model)
    found: Question | None = None
    for part in path.split("."):
        if part.isdecimal():
            continue
        found = next((question for question in asked if question.name == part), None)
        if found is None:
            return None
        asked = found.lines or found.group
    return found


def opened(model: type[Inputs]) -> Iterator[tuple[str, Question]]:
    """Each question with its path, and in place of a group those that it holds."""
    for question in questions(model):
        if question.group:
            yield from ((f"{question.name}.{part.name}", part) for part in question.group)
        else:
            yield question.name, question


def nested(given: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Inputs as a request has them, from values by the paths of `opened`."""
    inputs: dict[str, Any] = {}
    for path, value in given:
        group, _, name = path.rpartition(".")
        place = inputs.setdefault(group, {}) if group else inputs
        place[name] = value
    return inputs


def _questions(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> tuple[Question, ...]:
    required = schema.get("required", ())
    return tuple(
        _question(name, spec, defs, required=name in required) for name, spec in schema["properties"].items()
    )


def _question(name: str, spec: Mapping[str, Any], defs: Mapping[str, Any], *, required: bool) -> Question:
    value = next((kind for kind in spec.get("anyOf", ()) if kind.get("type") != "null"), spec)
    kind = spec.get("x-kind") or _kind(value)
    lines = _questions(_referred(value["items"], defs), defs) if kind == "lines" else ()
    example = spec["examples"][0]
    if lines:
        # The schema sorts the parts of an example; people type them in the order of the questions.
        example = [{part.name: line[part.name] for part in lines if part.name in line} for line in example]
    return Question(
        name=name,
        kind=kind,
        title=spec["title"],
        help=spec["description"],
        example=example,
        required=required,
        default=spec.get("default"),
        option=spec.get("x-option", name.replace("_", "-")),
        choices=dict(spec.get("x-choices") or ((code, code) for code in value.get("enum", ()))),
        only_if=spec.get("x-only-if", {}),
        minimum=value.get("minimum", value.get("minItems")),
        maximum=value.get("maximum") or value.get("maxItems") or value.get("maxLength"),
        lines=lines,
        group=_questions(_referred(value, defs), defs) if kind == "group" else (),
        needed_by=spec.get("x-needed-by"),
        optional_if=spec.get("x-optional-if", {}),
        screen=spec.get("x-screen"),
        rare="x-rare" in spec,
        totals=tuple(spec.get("x-totals", ())),
    )


def _referred(value: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a line or a group."""
    found: Mapping[str, Any] = defs[value["$ref"].rpartition("/")[2]]
    return found


def _kind(value: Mapping[str, Any]) -> str:
    if "x-kind" in value:
        return str(value["x-kind"])
    if "$ref" in value:
        return "group"
    if "enum" in value:
        return "choice"
    return {"boolean": "yes_no", "array": "lines", "string": "text"}[value["type"]]


def worked_example(model: type[Inputs]) -> dict[str, Any]:
    """Inputs that show the calculator at work: examples of what is required and of lines, else defaults."""
    return {
        question.name: question.example if question.wanted or question.lines else question.default
        for question in questions(model)
    }


def language_inputs(model: type[Inputs], locale: str) -> dict[str, Any]:
    """The inputs that `locale` answers."""
    return {question.name: locale for question in questions(model) if question.kind == "locale"}
