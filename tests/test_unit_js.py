"""The unit tests of the scripts, which run in Node: each file of them is a test here."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
UNIT_JS = ROOT / "tests" / "unit-js"
HISTORIES_PER_EXAMPLE = 5
FILES = sorted(UNIT_JS.rglob("*.test.mjs"))


@pytest.mark.parametrize("test", FILES, ids=lambda test: test.relative_to(UNIT_JS).as_posix())
def test_scripts_do_what_their_unit_tests_say(test: Path) -> None:
    run = subprocess.run(
        ["node", "--test-reporter=tap", test],
        env={**os.environ, "ORDER_HISTORIES": f"{HISTORIES_PER_EXAMPLE * settings().max_examples}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    told = run.stdout + run.stderr
    assert run.returncode == 0, told
    # A file that tests nothing, or skips something, has not passed.
    counts = {name: int(count) for name, count in re.findall(r"^# (\w+) (\d+)$", run.stdout, re.MULTILINE)}
    assert counts["tests"] == counts["pass"] > 0, told
