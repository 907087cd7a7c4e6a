"""A made-up run of the benchmark, in which every goal is reached."""

from __future__ import annotations

from typing import Any

_CONTENDERS = {
    "snapshot": 100,
    "ordinary": 200,
    "plain": 1_000,
    "plain-trimmed": 1_000,
}


def results() -> dict[str, Any]:
    """As `python -m bench` writes it down."""
    return {
        "contenders": {name: f"The contender {name}" for name in _CONTENDERS},
        "visits": [
            {
                "contender": name,
                "line": line,
                "visit": visit,
                "ms": ms,
                "bytes": 1_000 * ms,
                "requests": 40,
                "memory": 200_000_000,
                "long_tasks": 0,
                "blocked_ms": 0,
            }
            for name, ms in _CONTENDERS.items()
            for line in ("near", "far")
            for visit in ("first", "again")
        ],
        "typing": {name: [{"work": 4.0, "whole": 154.0}] * 10 for name in _CONTENDERS},
        "reader": {"bytes": 275_000, "requests": 43, "runtime_files": 0},
        "starts": [[], [61.0], []],
        "orders": {"alone": [60.0, 55.0], "held": [70.0, 58.0]},
        "lighthouse": {
            page: {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
            for page in ("home", "guide", "calculator")
        },
        "machine": {"Date": "2026-11-22"},
        "builds": {1: {"pages": 91, "seconds": 8.2}},
        "commands": {"starts": [0.5, 0.7], "rows": 100, "batch": {"seconds": 2.0, "memory": 5_000_000}},
    }
