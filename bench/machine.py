"""What the figures were measured on, and with which versions."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.visits import chromium

_MODULES = Path(__file__).parents[1] / "node_modules"


def machine() -> dict[str, str]:
    """The day, the machine, and the versions of what takes part."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "Date": f"{datetime.now(UTC):%Y-%m-%d}",
        "Processor": f"{_processor()}, {cores} cores",
        "Memory": f"{memory / 2**30:.0f} GiB",
        "System": f"Linux {platform.release()}",
        "Chromium": _said(chromium(), "--version"),
        "Pyodide": _npm("pyodide"),
        "PyScript": _npm("@pyscript/core"),
        "Python": platform.python_version(),
        "Node": _said("node", "--version"),
        "MkDocs": version("mkdocs"),
    }


def _processor() -> str:
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^model name\s*: (.+)$", said, re.MULTILINE)
    return found[1] if found else platform.machine()


def _said(*command: str) -> str:
    """The version number in what a program says of itself."""
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d[\d.]+", said)
    return found[0] if found else said.strip()


def _npm(package: str) -> str:
    about = json.loads((_MODULES / package / "package.json").read_text(encoding="utf-8"))
    return str(about["version"])
