"""What every calculation gives back, and how it is told: figures, steps and warnings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from calc.describe import Question
from calc.draft import Draft
from calc.message import Message, Value
from calc.refusals import Refusal

_MISSING = {"required", "unanswered", "no_service", "no_order_number", "no_product"}


def kept() -> Any:
    """A field of a result that its account needs again, and that no answer shows."""
    return Field(exclude=True, repr=False)


class Result(BaseModel):
    """Base of all results: its fields are the keys of the answer. `warnings` are codes, in order."""

    model_config = ConfigDict(frozen=True)

    warnings: tuple[str, ...] = ()


class Step(NamedTuple):
    """One thing that was done. `rules` are ids of policy facts; `amount` is what it adds to the total."""

    said: Message
    rules: tuple[str, ...] = ()
    amount: Decimal | None = None


class Row(NamedTuple):
    """One figure of the answer. A value of None is shown as "not stated"."""

    label: Message
    value: Value
    rules: tuple[str, ...] = ()


class Notice(NamedTuple):
    """A warning in words, with the rules that it hangs on."""

    said: Message
    rules: tuple[str, ...] = ()


class Deadline(NamedTuple):
    """A day or a moment to keep in mind. `id` names it within the answer; a datetime carries its offset."""

    id: str
    label: Message
    at: datetime | date
    rules: tuple[str, ...] = ()


class Check(NamedTuple):
    """Something in a form to look at again, and the rules that ask for it. It stops nobody.

    `refusal` says what, of which field, and `question` asks that field.
    """

    refusal: Refusal
    question: Question | None
    rules: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether nothing is there yet, rather than something that looks wrong."""
        return self.refusal.code in _MISSING


class Account(BaseModel):
    """How an answer is told: the main sentence, the figures, the steps, and a notice for each warning.

    `deadlines` are what a list or a calendar keeps. `total` is what the amounts of the steps must come to,
    None where there is no one total. An order form has `checks` and a `draft` too.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    headline: Message
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]
    deadlines: tuple[Deadline, ...] = ()
    total: Decimal | None = None
    checks: tuple[Check, ...] = ()
    draft: Draft | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        parts = [step.amount for step in self.steps if step.amount is not None]
        if self.total is not None and sum(parts) != self.total:
            raise ValueError("the steps do not add up to the total")
        return self


def ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Warning codes, each once, in alphabetical order."""
    return tuple(sorted(set(codes)))
