"""What other programs find in the package."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder
from pydantic import TypeAdapter

import calc
from calc import answers
from tests.support import TESTS, Case, answer_to, case_id, cases

_REPLIES: TypeAdapter[answers.Answer | answers.NoAnswer] = TypeAdapter(answers.Answer | answers.NoAnswer)


def test_every_public_name_leads_to_something_that_says_what_it_is() -> None:
    assert [name for name in calc.__all__ if not getattr(calc, name).__doc__] == []


def test_the_wheel_says_that_it_is_typed_and_speaks_every_language(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(TESTS.parent)).build(directory=str(tmp_path), versions=["standard"])
    names = ZipFile(wheel).namelist()
    assert "calc/py.typed" in names
    catalogues = [
        f"calc/locales/{locale}/LC_MESSAGES/messages.mo" for locale in calc.LOCALES if locale != "en"
    ]
    assert set(catalogues) <= set(names)


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_an_answer_is_what_its_type_says(case: Case) -> None:
    """Read by its type, an answer loses nothing but the fields of its own calculator's result."""
    answer = answer_to(case.request)
    kind = answers.NoAnswer if "error" in answer else answers.Answer
    told = {name: value for name, value in answer.items() if name in kind.__annotations__}
    assert _REPLIES.validate_python(answer, strict=True) == told
