"""The worked examples, through the one door in Python."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from calc.api import CALCULATORS, evaluate
from tests.support import CASE_FILES, Case, case_id, cases


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_the_answer_holds_what_the_case_expects(case: Case) -> None:
    assert case.part_of(evaluate(case.request)) == case.expected, case.why


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_a_file_of_cases_holds_at_least_one(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8"))


def test_the_calculators_are_those_that_have_cases() -> None:
    """Their names are a contract: orders and links hold them."""
    named = [case["calculator"] for path in CASE_FILES for case in json.loads(path.read_text("utf-8"))]
    assert set(CALCULATORS) == set(named)


def test_no_two_cases_of_a_calculator_share_a_name() -> None:
    assert [name for name, count in Counter(map(case_id, cases())).items() if count > 1] == []
