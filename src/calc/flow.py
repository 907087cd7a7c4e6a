"""Where a guide branches: what it asks, what each answer leaves out, and where an answer stops the order."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from calc import policy
from calc.policy import ContactFact, RuleId, Text

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
PageId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]

type When = dict[str, tuple[str, ...]]
"""For each question named, the answers of which one must be given."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stop(_Model):
    """The end of the way: what to do instead of going on, and the contact, a fact of the guide's policy."""

    text: Text
    contact: RuleId


class Option(_Model):
    """An answer. Yes and no have the ids `true` and `false`. `note` says what follows from it."""

    id: Code
    text: Text
    note: Text | None = None
    stop: Stop | None = None


class Restriction(_Model):
    """Under which answers something applies. `reason` says why it does not, once they are other ones."""

    when: Annotated[When, Field(min_length=1)]
    reason: Text


class Condition(Restriction):
    """A restriction of parts of the page, by their ids there."""

    applies: Annotated[tuple[PageId, ...], Field(min_length=1)]


class Question(_Model):
    """What a guide asks at a step.

    An order remembers the answer by `id`. `rules` are the facts that the question rests on, `calculators`
    those that ask the same under the same name.
    """

    id: Code
    at: PageId
    text: Text
    help: Text | None = None
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    only_if: Restriction | None = None
    rules: Annotated[tuple[RuleId, ...], Field(min_length=1)]
    calculators: tuple[Code, ...] = ()


class Flow(_Model):
    """All branches of one guide. Questions stand in the order in which the guide asks them."""

    guide: str
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    conditions: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_questions()
        self._check_conditions()
        self._check_facts()
        self._check_use()
        for restriction in self.restrictions():
            for question, answers in self.full(restriction).items():
                if not answers:
                    raise ValueError(f"no answer to {question} is left: {restriction.reason}")
        return self

    def _check_questions(self) -> None:
        above: dict[str, set[str]] = {}
        for question in self.questions:
            if question.id in above:
                raise ValueError(f"the question {question.id} stands twice")
            # Asking only about what stands above leaves no way to go in circles.
            if question.only_if:
                _check_answers(question.only_if.when, above)
            options = [option.id for option in question.options]
            above[question.id] = set(options)
            if len(options) > len(above[question.id]):
                raise ValueError(f"an option of {question.id} stands twice")

    def _check_conditions(self) -> None:
        options = {question.id: {option.id for option in question.options} for question in self.questions}
        seen: set[str] = set()
        for condition in self.conditions:
            _check_answers(condition.when, options)
            for page_id in condition.applies:
                if page_id in seen:
                    raise ValueError(f"two conditions name {page_id}")
                seen.add(page_id)

    def _check_facts(self) -> None:
        if self.guide not in policy.GUIDES.values():
            raise ValueError(f"there is no guide {self.guide}")
        facts = {fact.id: fact for fact in policy.load(self.guide).facts}
        for question in self.questions:
            for rule in question.rules:
                if rule not in facts:
                    raise ValueError(f"{question.id}: there is no fact {rule}")
            for option in question.options:
                if option.stop and not isinstance(facts.get(option.stop.contact), ContactFact):
                    raise ValueError(f"{question.id}: {option.stop.contact} is no contact")

    def _check_use(self) -> None:
        asked_for = {name for restriction in self.restrictions() for name in restriction.when}
        for question in self.questions:
            stops = any(option.stop for option in question.options)
            if not (stops or question.calculators or question.id in asked_for):
                raise ValueError(f"nothing hangs on the question {question.id}")

    def restrictions(self) -> tuple[Restriction, ...]:
        """Everything that applies under some answers only."""
        return (*(question.only_if for question in self.questions if question.only_if), *self.conditions)

    def full(self, restriction: Restriction) -> When:
        """The answers that a restriction asks for, and those under which its questions are asked at all."""
        by_id = {question.id: question for question in self.questions}
        found = dict(restriction.when)
        for name in restriction.when:
            outer = by_id[name].only_if
            for question, answers in (self.full(outer) if outer else {}).items():
                found[question] = tuple(
                    answer for answer in found.get(question, answers) if answer in answers
                )
        return found


def _check_answers(when: When, options: dict[str, set[str]]) -> None:
    for question, answers in when.items():
        if question not in options:
            raise ValueError(f"there is no question {question} to go by")
        if unknown := set(answers) - options[question]:
            raise ValueError(f"{question} has no answer {', '.join(sorted(unknown))}")
        if not answers or set(answers) == options[question]:
            raise ValueError(f"the answers to {question} leave out nothing, or everything")


def parse(text: str) -> Flow:
    """Read a flow file. Raises pydantic.ValidationError where it breaks a rule above."""
    return Flow.model_validate(tomllib.loads(text))


@cache
def load(guide_id: str) -> Flow:
    """The flow of one of `policy.GUIDES`, from this package."""
    return parse(files("calc").joinpath("flows", f"{guide_id}.toml").read_text(encoding="utf-8"))
