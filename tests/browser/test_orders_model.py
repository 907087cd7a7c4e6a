"""Random histories of orders in two real tabs; Node plays far more of them (tests/unit-js/store)."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.finished import ROOT
from tests.browser.visits import Visits

_PRINT = ROOT / "tests" / "unit-js" / "store" / "print-histories.mjs"
_COUNT = 20

# `hands` is the text of what a tab does with the modules of the site.
_TAKE = """
async (assets) => {
  const modules = ["store", "order", "backup"].map((name) => import(`${assets}store/${name}.mjs`));
  globalThis.hands = (%(hands)s)(...(await Promise.all(modules)));
}
"""
_PLAY = "(histories) => (%(played)s)([globalThis.hands, globalThis.otherTab.hands], histories)"


@pytest.fixture
def told() -> dict[str, Any]:
    run = subprocess.run(["node", _PRINT, str(_COUNT)], capture_output=True, text=True, check=True)
    printed: dict[str, Any] = json.loads(run.stdout)
    return printed


@pytest.fixture
def tabs(visits: Visits, home: str, told: dict[str, Any]) -> Page:
    """Two tabs of one browser, in two languages; the first one holds the other as `otherTab`."""
    page = visits.open(f"{home}orders/")
    with page.expect_popup() as opened:
        page.evaluate("(address) => { globalThis.otherTab = open(address); }", f"{home}sv/orders/")
    other = opened.value
    other.wait_for_load_state()
    for tab in (page, other):
        tab.evaluate(_TAKE % told, f"{home}assets/")
    return page


def test_no_history_leaves_anything_but_what_the_model_says(tabs: Page, told: dict[str, Any]) -> None:
    histories = told["histories"]
    assert len(histories) == _COUNT
    found = tabs.evaluate(_PLAY % told, [history["operations"] for history in histories])
    for history, outcome in zip(histories, found, strict=True):
        assert outcome == history["expected"], history["operations"]
