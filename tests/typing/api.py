"""What type checkers know of the package: `make check` fails where they learn something else."""

from __future__ import annotations

from datetime import date
from typing import assert_type

import calc
from calc import batch


def answers() -> None:
    reply = calc.evaluate({"calculator": "order_charge", "inputs": {}}, today=date(2026, 11, 22))
    assert_type(reply, calc.Answer | calc.NoAnswer)
    if "error" in reply:
        assert_type(reply, calc.NoAnswer)
        assert_type(reply["errors"], list[calc.Problem])
        assert_type(reply.get("readings"), list[calc.Reading] | None)
        return
    assert_type(reply, calc.Answer)
    assert_type(reply["headline"], str)
    assert_type(reply["rows"], list[calc.Row])
    assert_type(reply["steps"], list[calc.Step])
    assert_type(reply["notices"], list[calc.Notice])
    assert_type(reply["deadlines"], list[calc.Deadline])
    assert_type(reply["sources"][0], calc.Figure)
    assert_type(reply.get("checks"), list[calc.Check] | None)
    assert_type(reply.get("draft"), calc.Draft | None)


def figures() -> None:
    assert_type(calc.evaluate_json("{}"), str)
    ruling = calc.find("westcon.dispatch.cut_off", date(2026, 11, 22))
    assert_type(ruling, calc.Ruling)
    assert_type(ruling.id, str)


def tables(report: batch.Report) -> None:
    assert_type((report.rows, report.refused), tuple[int, int])
