"""What a run of the benchmark comes to."""

from __future__ import annotations

from typing import Any

import pytest

from bench.figures import FIRST, NEXT, Goal, Spread, figures, goals, missed, spread, typed, visited
from tests.bench.results import results


def _visit(contender: str, ms: float, visit: str = "first") -> dict[str, object]:
    return {"contender": contender, "line": "near", "visit": visit, "ms": ms}


def test_a_figure_is_told_by_its_median_its_least_and_its_most() -> None:
    assert spread([3.0, 1.0, 10.0, 2.0]) == Spread(2.5, 1.0, 10.0)


def test_only_the_visits_of_one_kind_and_one_contender_count() -> None:
    visits = [_visit("plain", 3.0), _visit("plain", 5.0), _visit("plain", 1.0, "again"), _visit("other", 9.0)]
    assert visited({"visits": visits}, "plain", FIRST, "ms") == Spread(4.0, 3.0, 5.0)
    assert visited({"visits": visits}, "plain", NEXT, "ms") == Spread(1.0, 1.0, 1.0)


def test_of_many_changes_the_median_and_the_slow_end_are_told() -> None:
    changes = [{"work": float(ms), "whole": ms + 150.0} for ms in range(1, 202)]
    assert typed({"typing": {"snapshot": changes}}, "snapshot", "work") == (101.0, 199.0)
    assert typed({"typing": {"snapshot": changes}}, "snapshot", "whole") == (251.0, 349.0)


@pytest.mark.parametrize(
    ("bound", "reached", "missed"),
    [({"at_most": 0.2}, 0.2, 0.21), ({"under": 8}, 7.9, 8.0), ({"at_least": 95}, 95, 94)],
)
def test_a_goal_is_reached_within_its_bound(bound: dict[str, Any], reached: float, missed: float) -> None:
    goal = Goal(title="a goal", figure="any", met=True, **bound)
    assert goal.reached(reached)
    assert not goal.reached(missed)


def test_each_goal_holds_a_figure_of_the_run_to_one_bound() -> None:
    found = figures(results())
    assert goals()
    for goal in goals():
        assert goal.reached(found[goal.figure].value), goal.bound


def test_a_goal_that_was_met_and_is_missed_is_named_and_one_that_was_not_met_is_not() -> None:
    found = results()
    assert missed(found) == []
    found["typing"]["snapshot"] = [{"work": 16.5, "whole": 170.0}] * 10
    assert missed(found) == ["Typing to answer, median: 16.50, under 8 ms"]


@pytest.mark.parametrize("kind", ["performance", "accessibility"])
def test_a_mark_that_falls_is_named(kind: str) -> None:
    found = results()
    found["lighthouse"]["calculator"][kind] = 80
    (said,) = missed(found)
    assert said.startswith("Lighthouse")
    assert kind in said
