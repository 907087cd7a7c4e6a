"""What a run of the benchmark found can be written down."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import chart, report
from bench.figures import goals
from tests.bench.results import results

_PAGE = Path(__file__).parents[2] / "docs/en/project/benchmarks.md"


def test_the_report_and_the_chart_can_be_written(tmp_path: Path) -> None:
    page, picture = tmp_path / "page.md", tmp_path / "picture.svg"
    shutil.copyfile(_PAGE, page)
    found = results()
    found["reader"]["bytes"] = 400_000
    report.write(found, page)
    chart.write(found, picture)
    written = page.read_text(encoding="utf-8")
    assert "| Date | 2026-11-22 |" in written
    assert "| at most 350 kB | 400 kB | **no** |" in written
    for goal in goals():
        assert f"| {goal.title} |" in written
    # Written again, it is the same: the marks are still there.
    report.write(found, page)
    assert page.read_text(encoding="utf-8") == written
    words = {element.text for element in ET.parse(picture).iter() if element.tag.endswith("text")}  # noqa: S314  # our own file
    assert set(found["contenders"].values()) <= words


def test_a_page_without_its_marks_is_not_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Benchmarks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="measured: machine"):
        report.write(results(), page)
