"""What the tests share: their day, the worked examples, and short ways to ask the calculators.

In a test with a browser the day is that of the machine's clock, as it is in the page.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from calc.api import CALCULATORS, evaluate
from calc.policy import Dated, Policy

TESTS = Path(__file__).parent
CASE_FILES = sorted((TESTS / "cases").glob("*.json"))
SOURCES = TESTS / "sources"

TODAY = date(2026, 11, 22)
"""The day on which the examples were worked out: tests ask on it, by the rules that were known then."""

WORDS = {"headline", "rows", "steps", "notices", "deadlines", "sources", "text"}
"""What an answer says of its result."""

_WORDS_OF_FORMS = {"checks", "draft"}

# Of the fields that a form shows and hides, a case names those that its source speaks of.
_AT_LEAST = {"visible", "hidden"}


class Case(NamedTuple):
    """A worked example. `expected` is a part of the answer; `{"error": code}` is a refusal."""

    name: str
    calculator: str
    inputs: dict[str, Any]
    expected: dict[str, Any]
    why: str

    @property
    def request(self) -> dict[str, Any]:
        return {"calculator": self.calculator, "inputs": self.inputs, "locale": "en"}

    def part_of(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of `expected` as the answer has them, and its error even if none is expected."""
        return {key: self._part(key, answer[key]) for key in (*self.expected, "error") if key in answer}

    def _part(self, key: str, value: Any) -> Any:
        return [name for name in self.expected[key] if name in value] if key in _AT_LEAST else value


ORDER_FORMS = [
    name for name in CALCULATORS if "draft" in evaluate({"calculator": name, "inputs": {}, "locale": "en"})
]
"""The calculators that are forms with a draft."""


def cases(calculators: Collection[str] = frozenset(CALCULATORS)) -> list[Case]:
    """The worked examples of these calculators, in the order of their files."""
    found = [Case(**case) for path in CASE_FILES for case in json.loads(path.read_text(encoding="utf-8"))]
    return [case for case in found if case.calculator in calculators]


def case_id(case: Case) -> str:
    """How a test report names a case."""
    return f"{case.calculator}: {case.name}"


def known_on(day: date, policy: Policy) -> Policy:
    """The policy before anybody knew what starts after `day`. What starts later keeps its first value."""

    def known(values: tuple[Dated[Any], ...]) -> tuple[Dated[Any], ...]:
        started = tuple(value for value in values if value.starts == "undated" or value.starts <= day)
        return started or values[:1]

    facts = tuple(fact.model_copy(update={"values": known(fact.values)}) for fact in policy.facts)
    return Policy.model_construct(**dict(policy) | {"facts": facts})


def ask(calculator: str, /, *, locale: str = "en", **inputs: Any) -> dict[str, Any]:
    """The answer of one calculator."""
    return answer_to({"calculator": calculator, "inputs": inputs, "locale": locale})


def answer_to(request: object, *, today: date | None = None) -> dict[str, Any]:
    """The answer to a request, with the fields of its result."""
    return {**evaluate(request, today=today)}


def order_charge(order_value: str, **inputs: Any) -> dict[str, Any]:
    """The answer for an order by e-mail in euro, unless `inputs` say otherwise."""
    order = {"channel": "email", "order_value": order_value, "currency": "EUR"}
    return ask("order_charge", **order | inputs)


def figures(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer without its words."""
    return {key: value for key, value in answer.items() if key not in WORDS | _WORDS_OF_FORMS}


def refusal(answer: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The code and the field of a refusal, or two times None for an answer."""
    return answer.get("error"), answer.get("field")


def rows(answer: Mapping[str, Any]) -> dict[str, str]:
    """The values of an answer by their labels, as people read them."""
    return {row["label"]: row["value"] for row in answer["rows"]}


def said(answer: Mapping[str, Any]) -> list[str]:
    """The steps of an answer, as people read them."""
    return [step["text"] for step in answer["steps"]]


def deadlines(answer: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The deadlines of an answer by their ids: what each says, and when it is."""
    return {deadline["id"]: (deadline["label"], deadline["at"]) for deadline in answer["deadlines"]}
