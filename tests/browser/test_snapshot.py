"""The snapshot holds all that an answer may need, and stops what it does not hold."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from calc import api, describe
from calc.describe import Question
from calc.fields import Inputs
from calc.language import LOCALES
from tests.browser.finished import ROOT, SITE
from tests.support import cases

# It runs in Node, as fast as it can; the browser's tests ask the same Python through a page.

type Ask = Callable[..., list[Any]]

_REQUESTS = 2_000
_BAD: dict[str, tuple[Any, ...]] = {
    "money": ("0", "0.01", "1.234,56", "12'000", "1 000 000", "9" * 25, "1,5", "EUR 12", "-4", "１２"),
    "date": ("2026-02-29", "1999-12-31", "2031-01-01", "9999-12-31", "0001-01-01"),
    "moment": ("2026-03-29T02:30", "2026-10-25T02:30", "2026-12-24", "2026-11-22T10:00+01:00"),
    "time_zone": ("Europe/Rome", "America/New_York", "Asia/Kolkata", "Mars/Olympus", "", "Etc/GMT+5"),
    "yes_no": (True, False, "yes", 0),
    "count": (0, 1, "7", -1, 1.5, 10**30),
    "email": ("a@b.se", "x", "å@ä.se"),
}
_ODD: tuple[Any, ...] = ("", "x", "å" * 200, "\n", "1", None, True, 3.7, [], "2026-12-01", "12,5", "1.234")


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask a restored Python, in one process for all that is asked at once."""
    folder = tmp_path_factory.mktemp("runtime")
    (published,) = (SITE.folder / "assets" / "runtime").iterdir()
    for path in published.iterdir():
        (folder / path.name).symlink_to(path)
    bundle = gzip.decompress((published / "snapshot.bin").read_bytes())
    at = 4 + int.from_bytes(bundle[:4], "little")
    for name, length in json.loads(bundle[4:at]).items():
        (folder / name).write_bytes(bundle[at : at + length])
        at += length
    manifest = json.loads((ROOT / "build" / "runtime" / "manifest.json").read_text(encoding="utf-8"))
    (folder / "runtime.json").write_text(json.dumps({"core": manifest["core"], "stamp": published.name}))

    def restored(*questions: object, **environment: str) -> list[Any]:
        run = subprocess.run(
            ["node", ROOT / "tests" / "browser" / "restored.mjs", folder],
            input=json.dumps(questions),
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr[-2_000:]
        answers: list[Any] = json.loads(run.stdout)
        return answers

    return restored


def test_every_case_and_thousands_of_other_requests_are_answered_as_by_the_python_of_this_machine(
    ask: Ask,
) -> None:
    chosen = random.Random(20261122)  # noqa: S311  # the same ones in every run
    requests = [case.request | {"locale": locale} for case in cases() for locale in LOCALES]
    requests += (_request(chosen) for _ in range(_REQUESTS))
    answers = ask(*requests)
    assert [answer for answer in answers if isinstance(answer, dict)] == []
    different = [
        request
        for request, answer in zip(requests, answers, strict=True)
        if json.loads(answer) != json.loads(json.dumps(api.evaluate(request)))
    ]
    assert different == []


@pytest.mark.parametrize(
    "python",
    [
        "import mailbox",
        "from xml.dom import minidom",
        "open('/lib/python314.zip')",
        "import pydantic; pydantic.create_model('Late', field=(int, 1))",
    ],
)
def test_what_the_snapshot_lacks_stops_it_so_that_the_page_starts_python_anew(ask: Ask, python: str) -> None:
    (answer,) = ask(python)
    assert "settling.Late" in answer["failure"]


def test_nothing_in_python_mistakes_what_is_missing_for_an_answer(ask: Ask) -> None:
    (answer,) = ask("try:\n  import mailbox\nexcept Exception:\n  pass")
    assert "settling.Late" in answer["failure"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_restored_python_reads_the_readers_own_clock(ask: Ask, zone: str) -> None:
    """The snapshot was made elsewhere, at another time."""
    hours = {"Pacific/Kiritimati": 14, "Pacific/Pago_Pago": -11}[zone]
    before = datetime.now(UTC)
    (now, today) = ask("__import__('time').time()", "__import__('datetime').date.today()", TZ=zone)
    moment = datetime.fromtimestamp(float(now), UTC)
    assert before <= moment <= datetime.now(UTC)
    assert today == (moment + timedelta(hours=hours)).date().isoformat()


def test_the_snapshot_belongs_to_the_runtime_of_this_site() -> None:
    manifest = json.loads((ROOT / "build" / "runtime" / "manifest.json").read_text(encoding="utf-8"))
    assert [path.name for path in Path(SITE.folder, "assets", "runtime").iterdir()] == [manifest["folder"]]


def _request(chosen: random.Random) -> dict[str, Any]:
    name = chosen.choice(list(api.CALCULATORS))
    model: type[Inputs] = api.CALCULATORS[name].inputs
    asked = describe.questions(model)
    return {"calculator": name, "inputs": _given(asked, chosen), "locale": chosen.choice(LOCALES)}


def _given(asked: tuple[Question, ...], chosen: random.Random) -> dict[str, Any]:
    return {question.name: _value(question, chosen) for question in asked if chosen.random() < 0.9}


def _value(question: Question, chosen: random.Random) -> Any:
    if question.lines:
        return [_given(question.lines, chosen) for _ in range(chosen.randint(0, 3))]
    if question.group:
        return _given(question.group, chosen)
    good = (question.example, *question.choices)
    return chosen.choice(good if chosen.random() < 0.6 else _BAD.get(question.kind, _ODD))
