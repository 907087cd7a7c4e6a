"""What a run of the benchmark comes to."""

from __future__ import annotations

from bench.figures import FIRST, NEXT, Goal, Spread, spread, typed, visited


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


def test_a_goal_is_reached_at_its_limit_or_only_under_it() -> None:
    assert Goal("ratio", 0.2, 0.2).met
    assert not Goal("ratio", 0.21, 0.2).met
    assert Goal("typing", 7.9, 8, "ms", under=True).met
    assert not Goal("typing", 8.0, 8, "ms", under=True).met
