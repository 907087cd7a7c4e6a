"""How long the command line takes: for one answer, and for a hundred thousand."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.contenders import QUESTION

_STARTS = 10
_ROWS = 100_000
_COMMAND = Path(sys.executable).with_name("partner-calc")


class Run(NamedTuple):
    """Seconds from start to end of a command, and the most memory that it held, in bytes."""

    seconds: float
    memory: int


def command_line() -> dict[str, Any]:
    """The seconds of each start, and what a batch took."""
    given = QUESTION["inputs"]
    options = (
        "--channel",
        given["channel"],
        "--value",
        given["order_value"],
        "--currency",
        given["currency"],
    )
    starts = [_run("order-charge", *options) for _ in range(_STARTS)]
    with TemporaryDirectory() as folder:
        orders, results = Path(folder, "orders.csv"), Path(folder, "results.csv")
        with orders.open("w", newline="", encoding="utf-8") as stream:
            table = csv.writer(stream)
            table.writerow(given)
            table.writerows([given["channel"], 1 + row % 2_000, given["currency"]] for row in range(_ROWS))
        batch = _run("batch", "order-charge", str(orders), "-o", str(results))
        with results.open(encoding="utf-8") as stream:
            answered = sum(1 for row in csv.DictReader(stream) if row["total"])
    return {"starts": [run.seconds for run in starts], "rows": answered, "batch": batch._asdict()}


def _run(*arguments: str) -> Run:
    began = time.monotonic()
    with subprocess.Popen((_COMMAND, *arguments), stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments[0])
    return Run(time.monotonic() - began, used.ru_maxrss * 1024)
