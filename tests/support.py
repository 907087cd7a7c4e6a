"""What the tests share: the worked examples, and short ways to ask the calculators."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calc.api import CALCULATORS, evaluate

TESTS = Path(__file__).parent
CASE_FILES = sorted((TESTS / "cases").glob("*.json"))
SOURCES = TESTS / "sources"


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
        """The keys of `expected` as the answer has them, and its error if it should have none."""
        part = {key: answer.get(key) for key in self.expected}
        return part if "error" not in answer else {"error": answer["error"], **part}


def cases(calculators: Collection[str] = frozenset(CALCULATORS)) -> list[Case]:
    """The worked examples of these calculators, in the order of their files."""
    found = [Case(**case) for path in CASE_FILES for case in json.loads(path.read_text(encoding="utf-8"))]
    return [case for case in found if case.calculator in calculators]


def case_id(case: Case) -> str:
    """How a test report names a case."""
    return f"{case.calculator}: {case.name}"


def ask(calculator: str, /, *, locale: str = "en", **inputs: Any) -> dict[str, Any]:
    """The answer of one calculator."""
    return evaluate({"calculator": calculator, "inputs": inputs, "locale": locale})


def figures(calculator: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer without its words; the refusal as it is, where it is one."""
    result = CALCULATORS[calculator].run.__annotations__.get("return")
    raise NotImplementedError(result, answer)


def refusal(answer: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The code and the field of a refusal."""
    return answer.get("error"), answer.get("field")
