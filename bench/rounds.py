"""The rounds of a run: every contender in each, in an order that changes from round to round."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from playwright.sync_api import Playwright

from bench.contenders import Contender
from bench.hosting import Line, hosted
from bench.visits import newcomer, type_values

_SEED = 5
# On a slow line the bytes make the time, and it hardly varies.
_SLOW_ROUNDS = 3
_CHANGES = 210


LINES = {"near": None, "far": Line(rate=10_000_000 / 8, delay=0.04)}
"""No limit, and 10 Mbit/s with 40 ms for each request."""


def measure(
    playwright: Playwright, among: Sequence[Contender], rounds: int, changes: int = _CHANGES
) -> dict[str, Any]:
    """Every visit and every change that was typed. `changes` is for each contender, over all rounds."""
    visits: list[dict[str, Any]] = []
    typing: dict[str, list[dict[str, float]]] = {contender.name: [] for contender in among}
    for turn in range(rounds):
        order = random.Random(_SEED + turn).sample(among, len(among))  # noqa: S311  # no secret
        for contender in order:
            seen, typed = _twice(playwright, contender, "near", math.ceil(changes / rounds))
            if turn < _SLOW_ROUNDS:
                seen += _twice(playwright, contender, "far", 0)[0]
            typing[contender.name] += typed
            visits += [{"contender": contender.name, **visit} for visit in seen]
            times = ", ".join(f"{visit['line']} {visit['visit']} {visit['ms']:.0f} ms" for visit in seen)
            print(f"round {turn + 1} of {rounds}, {contender.title}: {times}", flush=True)
    return {
        "rounds": rounds,
        "contenders": {contender.name: contender.title for contender in among},
        "visits": visits,
        "typing": typing,
    }


def _twice(
    playwright: Playwright, contender: Contender, line: str, changes: int
) -> tuple[list[dict[str, Any]], list[dict[str, float]]]:
    """Visits of somebody new: the first, in which so many values are typed, and another in a new process."""
    with (
        hosted(contender.folder, contender.prefix, contender.withheld) as host,
        newcomer(playwright) as reader,
    ):
        host.line = LINES[line]
        with reader.visit(host, contender.page) as (page, first):
            typed = type_values(page, changes)
        with reader.visit(host, contender.page) as (_, again):
            pass
    visits = [
        {"line": line, "visit": name, **asdict(visit)} for name, visit in (("first", first), ("again", again))
    ]
    return visits, [asdict(change) for change in typed]
