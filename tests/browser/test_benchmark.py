"""The benchmark measures what it says, and it can be written down; the site keeps its budget of bytes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Playwright

from bench import chart, report
from bench.budget import Size, grown, sizes
from bench.contenders import contenders
from bench.figures import goals
from bench.reading import reading
from bench.rounds import measure
from tests.browser.finished import ROOT, SITE

pytestmark = pytest.mark.browser

_PAGE = ROOT / "docs/en/project/benchmarks.md"
_CHANGES = 5


@pytest.fixture(scope="module")
def results(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A round of two, with the floor in the place of plain Pyodide, which would take too long here."""
    everybody = {one.name: one for one in contenders(SITE.folder, tmp_path_factory.mktemp("bench") / "pages")}
    among = (everybody["snapshot"], replace(everybody["javascript"], name="plain"))
    measured = measure(playwright, among, rounds=1, changes=_CHANGES)
    stand_ins = {"snapshot": "ordinary", "plain": "plain-trimmed"}
    more = [visit | {"contender": stand_ins[visit["contender"]]} for visit in measured["visits"]]
    return measured | {
        "visits": measured["visits"] + more,
        "reader": reading(playwright, SITE.folder),
        "machine": {"Date": "2026-11-22"},
        "builds": {1: {"pages": 91, "seconds": 8.2}},
        "commands": {"starts": [0.5, 0.7], "rows": 100, "batch": {"seconds": 2.0, "memory": 5_000_000}},
    }


def test_each_visit_is_timed_and_counted(results: dict[str, Any]) -> None:
    """What keeps for ten minutes is not asked for again."""
    assert len(results["visits"]) == 16
    for visit in results["visits"]:
        assert visit["ms"] > 0
        assert visit["memory"] > 10_000_000
        assert (visit["bytes"] > 0) == (visit["requests"] > 0) == (visit["visit"] == "first")


def test_the_slow_line_is_slow(results: dict[str, Any]) -> None:
    """10 Mbit/s carry 1,250,000 bytes a second."""
    for visit in results["visits"]:
        if visit["line"] == "far" and visit["contender"] == "snapshot" and visit["visit"] == "first":
            assert visit["ms"] > 0.8 * visit["bytes"] / 1250


def test_changes_are_timed_with_and_without_the_pause(results: dict[str, Any]) -> None:
    """A browser tells time to a tenth of a millisecond, and JavaScript may need less."""
    for changes in results["typing"].values():
        assert len(changes) == _CHANGES
        for change in changes:
            assert 0 <= change["work"] <= change["whole"]
    assert all(change["whole"] > 150 for change in results["typing"]["snapshot"])


def test_the_report_and_the_chart_can_be_written(results: dict[str, Any], tmp_path: Path) -> None:
    page, picture = tmp_path / "page.md", tmp_path / "picture.svg"
    shutil.copyfile(_PAGE, page)
    report.write(results, page)
    chart.write(results, picture)
    written = page.read_text(encoding="utf-8")
    assert "| Date | 2026-11-22 |" in written
    assert "**no**" in written
    for goal in goals(results):
        assert f"| {goal.title} |" in written
    # Written again, it is the same: the marks are still there.
    report.write(results, page)
    assert page.read_text(encoding="utf-8") == written
    words = {element.text for element in ET.parse(picture).iter() if element.tag.endswith("text")}  # noqa: S314  # our own file
    assert set(results["contenders"].values()) <= words


def test_a_page_without_its_marks_is_not_written(results: dict[str, Any], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Benchmarks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="measured: machine"):
        report.write(results, page)


def test_the_site_keeps_its_budget_of_bytes(playwright: Playwright) -> None:
    said = grown(sizes(playwright, SITE.folder))
    assert not said, said


def test_what_grew_is_named_with_how_much() -> None:
    said = grown([Size("scripts", 31_500, 31_000), Size("styles", 9, 9), Size("new.bin", 7, None)])
    assert "scripts: 31,500 bytes, 500 more than its limit of 31,000." in said
    assert "new.bin: 7 bytes, and no limit for it" in said
    assert "styles" not in said
    assert "bench/budget.toml" in said
    assert not grown([Size("styles", 9, 9)])
