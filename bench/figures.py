"""What a run comes to: medians with their spread, ratios to plain Pyodide, and goals reached or not."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Literal, NamedTuple

Results = dict[str, Any]

_GOALS = Path(__file__).with_name("goals.toml")

# Kinds of visit: over which line, and whether it is somebody's first.
FIRST, NEXT = ("near", "first"), ("near", "again")
SLOW_FIRST, SLOW_NEXT = ("far", "first"), ("far", "again")


class Spread(NamedTuple):
    """The median, and the least and most of what was measured."""

    median: float
    least: float
    most: float


def spread(values: list[float]) -> Spread:
    """Of at least one value."""
    return Spread(median(values), min(values), max(values))


def visited(results: Results, contender: str, kind: tuple[str, str], figure: str) -> Spread:
    """A figure of one kind of visit, over the rounds."""
    return spread(
        [
            one[figure]
            for one in results["visits"]
            if one["contender"] == contender and (one["line"], one["visit"]) == kind
        ]
    )


def typed(results: Results, contender: str, part: Literal["work", "whole"]) -> tuple[float, float]:
    """Milliseconds from a change to its answer: the median, and what 99 of 100 stay under."""
    values = [change[part] for change in results["typing"][contender]]
    return median(values), quantiles(values, n=100, method="inclusive")[98]


class Figure(NamedTuple):
    """A figure that a goal may hold.

    `to_trimmed` is the same ratio to plain Pyodide whose wheels hold no more languages than this site.
    """

    value: float
    to_trimmed: float | None = None


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is to be reached. One of its three bounds is set; `met` is whether it was when last measured."""

    title: str
    figure: str
    met: bool
    unit: str = ""
    at_most: float | None = None
    under: float | None = None
    at_least: float | None = None

    @property
    def bound(self) -> tuple[str, float]:
        """The bound in words, and its figure."""
        words = {"at most": self.at_most, "under": self.under, "at least": self.at_least}
        ((word, limit),) = ((word, limit) for word, limit in words.items() if limit is not None)
        return word, limit

    def reached(self, value: float) -> bool:
        word, limit = self.bound
        if word == "at least":
            return value >= limit
        return value < limit if word == "under" else value <= limit


def goals() -> tuple[Goal, ...]:
    """The goals of the project, in its own order."""
    return tuple(Goal(**stated) for stated in tomllib.loads(_GOALS.read_text(encoding="utf-8"))["goal"])


def missed(results: Results) -> list[str]:
    """The goals that were met and are not any more, each with its figure."""
    found = figures(results)
    return [
        f"{goal.title}: {found[goal.figure].value:,.2f}, {' '.join(map(str, goal.bound))} {goal.unit}".strip()
        for goal in goals()
        if goal.met and not goal.reached(found[goal.figure].value)
    ]


def figures(results: Results) -> dict[str, Figure]:
    """What goals speak of, by its name in them. Ratios are of medians, to plain Pyodide in a worker."""

    def ratio(contender: str, kind: tuple[str, str], figure: str = "ms") -> Figure:
        def usual(name: str) -> float:
            return visited(results, name, kind, figure).median

        ours = usual(contender)
        return Figure(ours / usual("plain"), ours / usual("plain-trimmed"))

    usual, slow = typed(results, "snapshot", "work")
    visits = [one for one in results["visits"] if one["contender"] == "snapshot"]
    orders, marks = results["orders"], results["lighthouse"]
    return {
        "next visit": ratio("snapshot", NEXT),
        "first visit": ratio("snapshot", FIRST),
        "first visit on a slow line": ratio("snapshot", SLOW_FIRST),
        "next visit without the snapshot": ratio("ordinary", NEXT),
        "bytes": ratio("snapshot", FIRST, "bytes"),
        "bytes to read": Figure(results["reader"]["bytes"] / 1000),
        "Python to read": Figure(results["reader"]["runtime_files"]),
        "typing, median": Figure(usual),
        "typing, 99 of 100": Figure(slow),
        "typing, slowest": Figure(max(change["work"] for change in results["typing"]["snapshot"])),
        "long tasks of a visit": Figure(median(one["long_tasks"] for one in visits)),
        "long tasks of a start": Figure(min(map(len, results["starts"]))),
        "200 orders": Figure(min(orders["held"]) - min(orders["alone"])),
        "batch": Figure(results["commands"]["batch"]["seconds"]),
        **{f"performance of {page}": Figure(found["performance"]) for page, found in marks.items()},
        "other marks": Figure(
            min(mark for found in marks.values() for name, mark in found.items() if name != "performance")
        ),
    }
