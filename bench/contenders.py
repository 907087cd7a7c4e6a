"""Who is measured: this site with both of its starts, and other ways to answer the same question."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from calc import calendar, policy
from calc.api import evaluate
from calc.calculations import order_charge
from runtime.trim import kept, without_imports_of

ROOT = Path(__file__).parents[1]
PAGES = Path(__file__).parent / "pages"

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"

QUESTION: dict[str, Any] = {
    "calculator": "order_charge",
    "inputs": {"channel": "email", "order_value": "420", "currency": "EUR"},
    "locale": "en",
}
TOTAL = str({**evaluate(QUESTION)}["total"])
"""The right answer."""


@dataclass(frozen=True)
class Contender:
    """One way to answer. `page` is an address below `prefix`; files named in `withheld` are not found."""

    name: str
    title: str
    folder: Path
    page: str
    prefix: str = "/"
    withheld: frozenset[str] = frozenset()


def contenders(site: Path, stage: Path) -> tuple[Contender, ...]:
    """All of them, the site's two starts first. What the others need is laid out in the folder `stage`."""
    others = _lay_out(stage)
    return (*starts(site), *(Contender(name, title, stage, f"{name}/") for name, title in others.items()))


def starts(site: Path) -> tuple[Contender, Contender]:
    """The site as it is, and as it is where the snapshot cannot be had."""
    needed = json.loads((ROOT / "build/runtime/manifest.json").read_text(encoding="utf-8"))["starts"]
    alone = frozenset(needed["snapshot"]) - frozenset(needed["ordinary"])
    page, prefix = "calculators/order-charge/", prefix_of(site)
    return (
        Contender("snapshot", "This site", site, page, prefix),
        Contender("ordinary", "This site without its snapshot", site, page, prefix, alone),
    )


def prefix_of(site: Path) -> str:
    """The path that the site was built for: "/" unless SITE_URL said otherwise."""
    listed = ET.parse(site / "sitemap.xml").iter(_LOCATION)  # noqa: S314  # our own file
    return urlsplit(min((str(place.text) for place in listed), key=len)).path


def _lay_out(stage: Path) -> dict[str, str]:
    """Write the pages of the other contenders. Their titles, by the names of their folders."""
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(PAGES, stage / "pages")
    shutil.copytree(
        ROOT / "node_modules/pyodide", stage / "pyodide", ignore=lambda _, names: _but_for_stock(names)
    )
    shutil.copytree(
        ROOT / "node_modules/@pyscript/core/dist",
        stage / "pyscript-core",
        ignore=shutil.ignore_patterns("*.map"),
    )
    whole, trimmed = _wheels(stage)
    page = Template((PAGES / "page.html").read_text(encoding="utf-8"))
    titles = {}

    def write(name: str, title: str, *parts: str) -> None:
        folder = stage / name
        folder.mkdir()
        text = page.substitute(title=escape(title), parts="\n    ".join(parts))
        (folder / "index.html").write_text(text, encoding="utf-8")
        titles[name] = title

    write("plain", "Plain Pyodide in a worker", *_links(whole), _module("in-worker.mjs"))
    write("plain-trimmed", "The same with trimmed wheels", *_links(trimmed), _module("in-worker.mjs"))
    write("plain-main", "Plain Pyodide on the main thread", *_links(whole), _module("main-thread.mjs"))
    write("pyscript", "PyScript in a worker", _pyscript(whole), _module("pyscript.mjs"))
    write("javascript", "JavaScript written by hand", _rules(), _module("javascript.mjs"))
    return titles


def _but_for_stock(names: list[str]) -> set[str]:
    stock = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"}
    return set(names) - stock


def _wheels(stage: Path) -> tuple[list[str], list[str]]:
    """Addresses of the ordinary wheels, and of the same with the data of the site's languages only."""
    folder = stage / "wheels"
    shutil.copytree(ROOT / "build/wheels", folder, ignore=lambda _, names: {"browser.txt"} & set(names))
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)),
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    whole = sorted(folder.glob("*.whl"))
    trimmed = [_trimmed(wheel, stage / "trimmed") for wheel in whole]
    return _addresses(stage, whole), _addresses(stage, trimmed)


def _addresses(stage: Path, files: Iterable[Path]) -> list[str]:
    return [f"../{path.relative_to(stage).as_posix()}" for path in files]


def _trimmed(wheel: Path, folder: Path) -> Path:
    """A wheel without other languages and countries; one that has none is left as it is."""
    package = wheel.name.partition("-")[0]
    if package not in ("babel", "holidays"):
        return wheel
    folder.mkdir(exist_ok=True)
    target = folder / wheel.name
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as smaller:
        dropped = {name for name in source.namelist() if not kept(package, name)}
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("/__init__.py"):
                content = without_imports_of(dropped, content.decode()).encode()
            if name not in dropped:
                smaller.writestr(name, content)
    return target


def _module(name: str) -> str:
    return f'<script type="module" src="../pages/{name}"></script>'


def _links(wheels: Iterable[str]) -> list[str]:
    return [f'<link rel="wheel" href="{wheel}">' for wheel in wheels]


def _pyscript(wheels: Iterable[str]) -> str:
    """Settings and worker. The wheels come as files: the installer would ask PyPI for what they require."""
    settings = {
        "interpreter": "../pyodide/pyodide.mjs",
        "files": dict.fromkeys(wheels, "./*"),
        # Without this it waits for headers that GitHub Pages does not send.
        "sync_main_only": True,
    }
    return (
        f'<py-config type="json" hidden>{json.dumps(settings)}</py-config>'
        '<script type="py" worker src="../pages/pyscript.py"></script>'
    )


def _rules() -> str:
    """What the JavaScript needs to know, as the policy has it today."""
    today = policy.Rules(calendar.today())
    rules = {
        "threshold": {
            channel: float(today.money(rule, "EUR")) for channel, rule in order_charge.THRESHOLD.items()
        },
        "fee": float(today.money(order_charge.FEE, "EUR")),
    }
    return f'<script type="application/json" id="rules">{json.dumps(rules)}</script>'
