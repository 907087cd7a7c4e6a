"""What the calculators answer before the snapshot is taken, so that all that they need is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calc import api, describe
from calc.describe import Question
from calc.language import LOCALES

CASES = Path(__file__).parents[1] / "tests" / "cases"
_WRONG: tuple[Any, ...] = ("?", "", "-1.234", 10**9, None, [{}], {"?": "?"})


def requests() -> list[dict[str, Any]]:
    """Every calculator in every language: worked cases, each choice, and each field left out or spoiled."""
    asked = [(name, inputs) for name, it in api.CALCULATORS.items() for inputs in _inputs(it.inputs)]
    cases = [case for path in sorted(CASES.glob("*.json")) for case in json.loads(path.read_text("utf-8"))]
    asked += ((case["calculator"], case["inputs"]) for case in cases)
    return [
        {"calculator": name, "inputs": inputs, "locale": locale}
        for name, inputs in asked
        for locale in LOCALES
    ]


def _inputs(model: Any) -> Iterator[dict[str, Any]]:
    example = describe.worked_example(model)
    asked = describe.questions(model)
    yield from (example, _all_answered(asked), {}, {"?": "?"})
    for question in asked:
        yield {name: value for name, value in example.items() if name != question.name}
        yield from (example | {question.name: value} for value in (*question.choices, True, *_WRONG))
        for part in (*question.lines, *question.group):
            for value in (part.example, *part.choices, *_WRONG):
                whole = _all_answered(question.lines or question.group) | {part.name: value}
                yield example | {question.name: [whole] if question.lines else whole}


def _all_answered(questions: tuple[Question, ...]) -> dict[str, Any]:
    return {
        question.name: _all_answered(question.group) if question.group else question.example
        for question in questions
    }
