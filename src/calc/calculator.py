"""A calculator: what the command line, the pages and the browser know of a calculation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from calc.fields import Inputs
from calc.policy import Rules
from calc.result import Account, Result


@dataclass(frozen=True)
class Calculator[I: Inputs, R: Result]:
    """A calculation: its name for people, its inputs, what it does by the rules of a day, and its account."""

    title: str
    inputs: type[I]
    run: Callable[[I, Rules], R]
    account: Callable[[I, R, Rules], Account]
