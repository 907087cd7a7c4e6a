"""Lighthouse's judgement of a phone's view of the home page, a guide and a calculator."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.contenders import ROOT, prefix_of
from bench.hosting import hosted
from bench.visits import chromium

_PAGES = {"home": "", "guide": "guides/westcon-avaya-ipo/", "calculator": "calculators/order-charge/"}
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
)


def lighthouse(site: Path) -> dict[str, dict[str, int]]:
    """Marks out of 100 for each page, by category."""
    with hosted(site, prefix_of(site)) as host:
        return {name: _marks(host.address + page) for name, page in _PAGES.items()}


def _marks(address: str) -> dict[str, int]:
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = (
            "node_modules/.bin/lighthouse",
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={_FLAGS}",
            f"--only-categories={','.join(_CATEGORIES)}",
        )
        subprocess.run(command, cwd=ROOT, env=os.environ | {"CHROME_PATH": chromium()}, check=True)
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in _CATEGORIES}
