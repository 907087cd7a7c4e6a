"""`python -m bench`: measure everything on this machine, and write it into the page of benchmarks.

It fails where a goal that was met before is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import chart, holding, report
from bench.builds import build_times
from bench.commands import command_line
from bench.contenders import ROOT, contenders
from bench.figures import missed
from bench.lighthouse import lighthouse
from bench.machine import machine
from bench.reading import reading
from bench.rounds import measure

_COPIES = (1, 10, 40)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds: int = parser.parse_args().rounds
    site, stage = ROOT / "site", ROOT / "build/bench"
    among = contenders(site, stage / "contenders")
    with sync_playwright() as playwright:
        results = measure(playwright, among, rounds) | {
            "reader": reading(playwright, site),
            "starts": holding.starts(playwright, site),
            "orders": holding.orders(playwright, site),
        }
    results |= {"lighthouse": lighthouse(site)}
    results |= {"machine": machine(), "commands": command_line(), "builds": {}}
    _write(results, stage)
    # They take longest, and what was measured before is not to be lost with them.
    results |= {"builds": build_times(_COPIES)}
    _write(results, stage)
    if lost := missed(results):
        sys.exit("\n".join(("Met before, and missed now:", *lost)))


def _write(results: dict[str, Any], stage: Path) -> None:
    (stage / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    report.write(results, ROOT / "docs/en/project/benchmarks.md")
    chart.write(results, ROOT / "docs/assets/benchmarks.svg")


if __name__ == "__main__":
    main()
