"""Conditions: the answers under which something applies, by the question that they answer.

They are read in two ways. In a form they must hold: a field that hangs on an open question is not asked yet.
In a guide they must be possible: a step that hangs on an open question is still shown, since it may apply.
Python fills in forms only, so `conditions.mjs` alone knows the second way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

type Conditions = Mapping[str, Collection[str]]
"""Of each question, the answers of which one must be given. Yes and no are written `true` and `false`."""


def hold(conditions: Conditions, given: Mapping[str, object]) -> bool:
    """Whether each question has one of its answers. One that is not answered has none."""
    return all(_written(given.get(question)) in answers for question, answers in conditions.items())


def _written(answer: object) -> object:
    return str(answer).lower() if isinstance(answer, bool) else answer
