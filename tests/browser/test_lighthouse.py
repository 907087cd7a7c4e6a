"""Lighthouse's judgement of a phone's view of the home page, a guide and a calculator."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.finished import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.benchmark]

_GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# A guide holds its forms, its chart and all its quotes: the theme's scripts take long to lay it out.
_PAGES = {"": {}, "guides/westcon-avaya-ipo/": {"performance": 85}, "calculators/order-charge/": {}}
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
)


def _scores(address: str, chromium_path: str, report: Path) -> dict[str, int]:
    command = [
        "node_modules/.bin/lighthouse",
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={_FLAGS}",
        f"--only-categories={','.join(_GOALS)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium_path}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    return {name: round(100 * found["categories"][name]["score"]) for name in _GOALS}


def _shortcomings(report: Path) -> list[str]:
    audits = json.loads(report.read_text(encoding="utf-8"))["audits"].values()
    return [f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] not in (None, 1)]


@pytest.mark.parametrize("name", _PAGES, ids=lambda name: name or "home")
def test_lighthouse_gives_each_kind_of_page_the_marks_that_are_the_goal(
    home: str, chromium_path: str, tmp_path: Path, note: Callable[[str], None], name: str
) -> None:
    report = tmp_path / "report.json"
    scores = _scores(home + name, chromium_path, report)
    goals = _GOALS | _PAGES[name]
    if scores["performance"] < goals["performance"]:
        # This alone is a measurement: another program may have had the processor.
        scores["performance"] = _scores(home + name, chromium_path, report)["performance"]
    note(f"Lighthouse, {name or 'home'}: {scores}")
    assert all(scores[goal] >= least for goal, least in goals.items()), (scores, _shortcomings(report))
