"""Writes the figures of a run into the page of benchmarks, between its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from bench.builds import PATIENCE_S
from bench.figures import (
    FIRST,
    NEXT,
    SLOW_FIRST,
    SLOW_NEXT,
    Figure,
    Goal,
    Results,
    Spread,
    figures,
    goals,
    typed,
    visited,
)

# A wide table scrolls, and a link in it lets the keyboard reach it.
_WHO = "[Contender](#contenders)"
_VISITS = (FIRST, NEXT, SLOW_FIRST, SLOW_NEXT)


def write(results: Results, page: Path) -> None:
    """Replace what stands between each pair of marks. Raises ValueError where a pair is missing."""
    text = page.read_text(encoding="utf-8")
    for name, lines in (
        ("machine", _machine(results)),
        ("goals", _goals(results)),
        ("time", _time(results)),
        ("cost", _cost(results)),
        ("reading", _reading(results)),
        ("builds", _builds(results)),
        ("commands", _commands(results)),
    ):
        mark, end = f"<!-- measured: {name} -->", "<!-- end -->"
        pattern = re.compile(f"({re.escape(mark)}).*?({end})", re.DOTALL)
        filled = "\n\n".join(("", *lines, ""))
        text, found = pattern.subn(lambda pair, filled=filled: f"{pair[1]}{filled}{pair[2]}", text)  # type: ignore[misc]  # mypy does not follow the default of a lambda
        if found != 1:
            raise ValueError(f"{page}: {mark} and {end} stand there {found} times")
    page.write_text(text, encoding="utf-8")


def _machine(results: Results) -> Iterable[str]:
    yield _table(("What", "Which"), results["machine"].items())


def _goals(results: Results) -> Iterable[str]:
    found = figures(results)
    yield _table(
        ("Goal", "Bound", "Measured", "Reached", "To [trimmed plain](#contenders)"),
        (_goal(goal, found[goal.figure]) for goal in goals()),
        right=(1, 2, 4),
    )


def _goal(goal: Goal, figure: Figure) -> tuple[str, ...]:
    word, limit = goal.bound
    places = 2 if 0 < limit < 1 else 1 if goal.unit in ("ms", "s") else 0
    bound, measured = (f"{number:,.{places}f} {goal.unit}".strip() for number in (limit, figure.value))
    return (
        goal.title,
        f"{word} {bound}",
        measured,
        "yes" if goal.reached(figure.value) else "**no**",
        "" if figure.to_trimmed is None else f"{figure.to_trimmed:.2f}",
    )


def _time(results: Results) -> Iterable[str]:
    yield _table(
        (f"{_WHO}, ms", "First visit", "Next visit", "First, 10 Mbit/s", "Next, 10 Mbit/s"),
        (
            (title, *(_spread(visited(results, name, kind, "ms")) for kind in _VISITS))
            for name, title in results["contenders"].items()
        ),
        right=(1, 2, 3, 4),
    )


def _cost(results: Results) -> Iterable[str]:
    heads = (
        _WHO,
        "kB",
        "Requests",
        "Memory, MB",
        "Long tasks",
        "Blocked, ms",
        "Change, ms",
        "99 of 100, ms",
    )

    def row(name: str, title: str) -> tuple[str, ...]:
        def first(figure: str) -> float:
            return visited(results, name, FIRST, figure).median

        return (
            title,
            f"{first('bytes') / 1000:,.0f}",
            f"{first('requests'):.0f}",
            f"{first('memory') / 1e6:.0f}",
            f"{first('long_tasks'):.0f}",
            f"{first('blocked_ms'):,.0f}",
            *(f"{ms:.1f}" for ms in typed(results, name, "work")),
        )

    yield _table(
        heads, (row(*contender) for contender in results["contenders"].items()), right=range(1, len(heads))
    )
    usual, slowest = typed(results, "snapshot", "whole")
    yield (
        f"With the pause that this site makes after a key, a change takes {usual:.0f} ms, "
        f"and 99 of 100 stay under {slowest:.0f} ms."
    )


def _reading(results: Results) -> Iterable[str]:
    read = results["reader"]
    yield (
        f"A guide comes in {read['requests']} requests and {read['bytes'] / 1000:,.0f} kB, "
        f"with {read['runtime_files'] or 'no'} files of Python among them."
    )


def _builds(results: Results) -> Iterable[str]:
    yield _table(
        ("Pages of each", "Pages in all", "Seconds"),
        (
            (str(copies), f"{built['pages']:,}", _seconds(built["seconds"]))
            for copies, built in results["builds"].items()
        ),
        right=(0, 1, 2),
    )


def _seconds(seconds: float | None) -> str:
    return f"stopped after {PATIENCE_S}" if seconds is None else f"{seconds:.0f}"


def _commands(results: Results) -> Iterable[str]:
    told = results["commands"]
    starts, batch = told["starts"], told["batch"]
    yield (
        f"One answer takes {median(starts) * 1000:,.0f} ms "
        f"({min(starts) * 1000:,.0f}–{max(starts) * 1000:,.0f}), start and end included."
    )
    yield (
        f"A batch of {told['rows']:,} rows takes {batch['seconds']:.1f} s, "
        f"{told['rows'] / batch['seconds']:,.0f} rows a second, and {batch['memory'] / 1e6:.0f} MB of memory."
    )


def _spread(found: Spread) -> str:
    return f"{found.median:,.0f} ({found.least:,.0f}–{found.most:,.0f})"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], right: Iterable[int] = ()) -> str:
    """A table in Markdown; the columns in `right` stand to the right."""
    heads, to_the_right = tuple(heads), set(right)
    rule = ["---:" if column in to_the_right else "---" for column in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
