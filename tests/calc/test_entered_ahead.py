"""A value that is entered ahead: until its day every answer stays as it is, and then the new one counts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import ValidationError

import calc
from calc import policy
from calc.api import CALCULATORS
from calc.fields import Inputs
from calc.policy import Amounts, Contact, Dated, Duration, Phrase, Policy
from calc.refusals import Refusal
from tests.support import TESTS, TODAY, Case, answer_to, case_id, cases, known_on

# It asks for other figures what other tests have asked for.
pytestmark = pytest.mark.no_cover

PACKAGE = Path(calc.__file__).parent
NEXT_DAY = timedelta(days=1)

load = policy.load


class Change(NamedTuple):
    """A value as somebody writes it into a policy, and what an answer shows from its day on."""

    rule_id: str
    value: str
    calculator: str
    inputs: dict[str, Any]
    shown: Callable[[dict[str, Any]], object]
    expected: object


SUNDAY, MONDAY = TODAY, TODAY + NEXT_DAY
ORDER = {"channel": "email", "order_value": "420", "currency": "EUR"}

CHANGES = [
    Change(
        "westcon.minimum_order_charge.fee",
        'value = { EUR = "35", SEK = "260", NOK = "260", DKK = "260" }',
        "order_charge",
        ORDER,
        lambda answer: answer["charge_amount"],
        "35.00",
    ),
    Change(
        "westcon.minimum_order_charge.email",
        'value = { EUR = "400" }',
        "order_charge",
        ORDER,
        lambda answer: (answer["charge_applies"], answer["total"]),
        (False, "420.00"),
    ),
    Change(
        "westcon.dispatch.cut_off",
        "value = 12:00:00",
        "dispatch",
        {"ordered_at": "{day}T13:00", "service": "standard_2_3_day"},
        lambda answer: answer["ship_date"],
        "2026-11-24",
    ),
    Change(
        "cisco.line_closes.others",
        'value = { count = 20, unit = "days" }',
        "cisco_timeline",
        {"requested_start_date": "2026-12-01", "offer": "other_collaboration"},
        lambda answer: answer["order_line_may_close_on"],
        "2026-12-21",
    ),
    Change(
        "intcomex.today.open_license_end",
        "value = 2022-06-30",
        "open_value_dates",
        {"program": "open_license", "effective_date": "2021-03-15", "term_years": 2},
        lambda answer: "30 June 2022" in answer["message"],
        expected=True,
    ),
    Change(
        "incotel.state.done",
        'value = { text = "Hecho", meaning = "Done" }',
        "esd_state",
        {"licences": 6, "events": ["approve"]},
        lambda answer: "“Hecho”" in answer["text"],
        expected=True,
    ),
    Change(
        "westcon.contact.order_entry",
        'value = { role = "Order entry", use_for = "Orders", email = "orders@example.com" }',
        "westcon_order",
        {"po_number": "4711"},
        lambda answer: answer["draft"]["to"],
        "orders@example.com",
    ),
    Change(
        "westcon.minimum_order_charge.services_excluded",
        "",
        "order_charge",
        ORDER,
        lambda answer: "(stated): “As announced.”" in answer["text"],
        expected=True,
    ),
]


def entered(text: str, change: Change, day: date) -> str:
    """A policy file in which the change is the last word on its fact from `day` on."""
    before, start, rest = text.partition(f'id = "{change.rule_id}"\n')
    fact, end, after = rest.partition("\n[[facts]]\n")
    source = next(line for line in fact.splitlines() if line.startswith("source = "))
    head, *values = fact.split("[[facts.values]]\n")
    values = [f"{value.rstrip()}\n" for value in values if _starts_before(day, value)]
    values.append(
        f'from = {day}\n{change.value}\nquotes = ["As announced."]\n{source}\ncertainty = "stated"\n'
    )
    return before + start + "[[facts.values]]\n".join([head, *values]) + end + after


def _starts_before(day: date, value: str) -> bool:
    starts = value.partition("\n")[0].removeprefix("from = ")
    return starts == '"undated"' or date.fromisoformat(starts) < day


def policy_file(folder: Path, rule_id: str) -> Path:
    return folder / "policies" / f"{policy.GUIDES[rule_id.partition('.')[0]]}.toml"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.rule_id)
def test_the_answer_changes_on_the_day_and_not_before(
    monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    text = policy_file(PACKAGE, change.rule_id).read_text(encoding="utf-8")
    changed = policy.parse(entered(text, change, MONDAY))

    def answer(day: date) -> dict[str, Any]:
        inputs = {
            name: given.replace("{day}", f"{day}") if isinstance(given, str) else given
            for name, given in change.inputs.items()
        }
        return answer_to({"calculator": change.calculator, "inputs": inputs, "locale": "en"}, today=day)

    unchanged = [answer(day) for day in (SUNDAY, MONDAY)]
    monkeypatch.setattr(policy, "load", lambda _: changed)
    assert answer(SUNDAY) == unchanged[0]
    assert change.shown(unchanged[1]) != change.expected
    assert change.shown(answer(MONDAY)) == change.expected


def other(value: Any) -> Any:
    """Another value of the same kind; a rule in words has none."""
    match value:
        case None:
            return None
        case int():
            return value + 1
        case date():
            return value + timedelta(days=30)
        case time():
            return (datetime.combine(TODAY, value) + timedelta(minutes=15)).time()
        case Amounts():
            update: dict[str, Any] = {name: amount + 5 for name, amount in value.stated().items()}
        case Duration():
            update = {"count": value.count + 1}
        case Phrase():
            update = {"text": f"{value.text} II"}
        case Contact():
            update = {"email": "new@example.com", "phone": "+46 40 000 00 00"}
        case _:
            raise TypeError(value)
    return value.model_copy(update=update)


@cache
def all_changed(guide: str, day: date) -> Policy:
    """The policy with another value for each of its facts from `day` on, quoted from an announcement."""

    def changed(values: tuple[Dated[Any], ...]) -> tuple[Dated[Any], ...]:
        update = {"starts": day, "value": other(values[-1].value), "quotes": (f"Announced for {day}.",)}
        return (*values, values[-1].model_copy(update=update))

    read = known_on(TODAY, load(guide))
    facts = tuple(fact.model_copy(update={"values": changed(fact.values)}) for fact in read.facts)
    return Policy.model_construct(**dict(read) | {"facts": facts})


def day_of(case: Case) -> date:
    """The day whose rules answer the case."""
    try:
        inputs: Inputs = CALCULATORS[case.calculator].inputs.model_validate(case.inputs)
    except (Refusal, ValidationError):
        return TODAY
    return inputs.rule_day() or TODAY


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_no_example_changes_by_what_holds_from_the_day_after(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    day, answer = day_of(case), answer_to(case.request)
    monkeypatch.setattr(policy, "load", lambda guide: all_changed(guide, day + NEXT_DAY))
    assert answer_to(case.request) == answer


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_every_example_is_answered_by_what_holds_from_its_day(
    monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    day, answer = day_of(case), answer_to(case.request)
    monkeypatch.setattr(policy, "load", lambda guide: all_changed(guide, day))
    changed = answer_to(case.request)
    # Other terms may be a reason to refuse, or no longer one; a refusal has no sources.
    if case.calculator != "open_value_dates":
        assert changed.keys() == answer.keys()
    quotes = {quote for source in changed.get("sources", ()) for quote in source["quotes"]}
    assert quotes <= {f"Announced for {day}."}


CALCULATOR_TESTS = [
    "cases_python",
    "order_charge",
    "dispatch",
    "latest_order",
    "licence",
    "cisco_timeline",
    "open_value_dates",
    "esd_state",
]


def run_tests(copy: Path, *names: str) -> subprocess.CompletedProcess[str]:
    """Run tests of the copied package."""
    files = [next(copy.rglob(f"test_{name}.py")) for name in names]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *files],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


def enter_all(copy: Path, day: date) -> None:
    """Enter every change into the copied package."""
    for change in CHANGES:
        path = policy_file(copy / "src" / "calc", change.rule_id)
        path.write_text(entered(path.read_text(encoding="utf-8"), change, day), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its tests, to be changed."""
    unwanted = shutil.ignore_patterns("browser", "unit-js", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "src" / "calc", ignore=unwanted)
    shutil.copytree(TESTS, tmp_path / "tests", ignore=unwanted)
    shutil.copy(TESTS.parent / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_tests_of_the_calculators_stay_green_on_both_sides_of_the_day(copy: Path) -> None:
    """Each change is entered twice: for a day that the machine's clock has passed, and for tomorrow."""
    enter_all(copy, TODAY + NEXT_DAY)
    enter_all(copy, datetime.now().astimezone().date() + NEXT_DAY)
    ended = run_tests(copy, *CALCULATOR_TESTS)
    assert ended.returncode == 0, ended.stdout


def test_the_tests_of_the_calculators_turn_red_where_a_value_is_changed_for_their_day(copy: Path) -> None:
    enter_all(copy, TODAY)
    ended = run_tests(copy, "order_charge")
    assert ended.returncode == 1
    assert "35.00" in ended.stdout
