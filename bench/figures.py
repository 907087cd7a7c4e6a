"""What a run comes to: medians with their spread, ratios to plain Pyodide, and goals reached or not."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Literal, NamedTuple

Results = dict[str, Any]

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


@dataclass(frozen=True)
class Goal:
    """What was to be reached. `met` where the figure is at most, or under, its limit.

    `to_trimmed` is the same ratio to plain Pyodide whose wheels hold no more languages than this site.
    """

    title: str
    figure: float
    limit: float
    unit: str = ""
    under: bool = False
    to_trimmed: float | None = None

    @property
    def met(self) -> bool:
        return self.figure < self.limit if self.under else self.figure <= self.limit


def goals(results: Results) -> tuple[Goal, ...]:
    """The goals of the project, in its own order. Ratios are of medians, to plain Pyodide in a worker."""

    def ratio(title: str, limit: float, contender: str, kind: tuple[str, str], figure: str = "ms") -> Goal:
        def usual(name: str) -> float:
            return visited(results, name, kind, figure).median

        ours = usual(contender)
        return Goal(title, ours / usual("plain"), limit, to_trimmed=ours / usual("plain-trimmed"))

    usual, slowest = typed(results, "snapshot", "work")
    starts = [one for one in results["visits"] if one["contender"] == "snapshot"]
    return (
        ratio("Next visit, as a ratio to plain", 0.20, "snapshot", NEXT),
        ratio("First visit, as a ratio to plain", 0.20, "snapshot", FIRST),
        ratio("First visit at 10 Mbit/s, as a ratio to plain", 0.55, "snapshot", SLOW_FIRST),
        ratio("Next visit without the snapshot, as a ratio to plain", 0.40, "ordinary", NEXT),
        ratio("Bytes to the first answer, as a ratio to plain", 0.75, "snapshot", FIRST, "bytes"),
        Goal("Bytes for a reader who calculates nothing", results["reader"]["bytes"] / 1000, 350, "kB"),
        Goal("Files of Python for that reader", results["reader"]["runtime_files"], 0),
        Goal("Typing to answer, median", usual, 8, "ms", under=True),
        Goal("Typing to answer, 99 of 100", slowest, 16, "ms", under=True),
        Goal(
            "Long tasks from start to answer, median of all visits",
            median(one["long_tasks"] for one in starts),
            0,
        ),
    )
