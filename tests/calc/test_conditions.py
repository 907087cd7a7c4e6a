"""When what stands under conditions applies: the same cases as the scripts have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calc import conditions
from tests.support import TESTS

CASES = json.loads((TESTS / "conditions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_conditions_hold_where_each_question_has_one_of_its_answers(case: dict[str, Any]) -> None:
    assert conditions.hold(case["conditions"], case["given"]) == case["holds"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_holds_is_possible(case: dict[str, Any]) -> None:
    assert case["possible"] or not case["holds"]
