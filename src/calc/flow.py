"""How an order moves through a guide: what is asked, what each answer rules out, settles, or stops."""

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
"""Of each thing named, the answers of which one must be given."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stop(_Model):
    """The end of the way: what to do instead of going on, and the contact, a fact of the guide's policy."""

    text: Text
    contact: RuleId


class Option(_Model):
    """An answer. Yes and no have the ids `true` and `false`. `wait` says what must happen before going on."""

    id: Code
    text: Text
    stop: Stop | None = None
    wait: Text | None = None


class Question(_Model):
    """What a guide asks. An order remembers the answer by `id`; it is asked only while `only_if` holds."""

    id: Code
    text: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    only_if: When = {}


class Step(_Model):
    """What an order makes of a step, by its id on the page.

    It applies under `when`, and `reason` says why not. It can begin once the step `after` is done. `was` are
    the boxes of an earlier page that it has taken over: an order that has all of them has done it.
    """

    id: PageId
    after: PageId | None = None
    was: tuple[PageId, ...] = ()
    when: When = {}
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if bool(self.when) != bool(self.reason):
            raise ValueError(f"{self.id}: `when` and `reason` go together")
        return self


class Settled(_Model):
    """What the calculators are told without being asked for it, while `when` holds; empty, it always does.

    A figure is told by the id of its fact.
    """

    when: When = {}
    gives: Annotated[dict[Code, str], Field(min_length=1)]


class Flow(_Model):
    """The way of one guide. Questions stand in the order in which the guide asks them.

    `moments` are ticks that are a moment, each with the name under which calculators ask for it.
    """

    guide: str
    questions: tuple[Question, ...] = ()
    steps: tuple[Step, ...] = ()
    moments: dict[PageId, Code] = {}
    settles: tuple[Settled, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_questions()
        self._check_steps()
        self._check_contacts()
        return self

    def _check_questions(self) -> None:
        options: dict[str, set[str]] = {}
        for question in self.questions:
            if question.id in options:
                raise ValueError(f"the question {question.id} stands twice")
            ids = [option.id for option in question.options]
            options[question.id] = set(ids)
            if len(ids) > len(options[question.id]):
                raise ValueError(f"an option of {question.id} stands twice")
        place = {name: index for index, name in enumerate(options)}
        for question in self.questions:
            for name in question.only_if:
                # Asking only about what stands above leaves no way to go in circles.
                if place.get(name, -1) >= place[question.id]:
                    raise ValueError(f"{question.id} goes by {name}, which is not asked above it")
        for when in self._conditions():
            for name, answers in when.items():
                _check_answers(name, set(answers), options.get(name))

    def _conditions(self) -> tuple[When, ...]:
        return (
            *(question.only_if for question in self.questions),
            *(step.when for step in self.steps),
            *(settled.when for settled in self.settles),
        )

    def _check_steps(self) -> None:
        ids = [step.id for step in self.steps]
        taken = [name for step in self.steps for name in step.was]
        for twice in (ids, taken):
            for name in twice:
                if twice.count(name) > 1:
                    raise ValueError(f"{name} stands twice among the steps")

    def _check_contacts(self) -> None:
        if self.guide not in policy.GUIDES.values():
            raise ValueError(f"there is no guide {self.guide}")
        facts = {fact.id: fact for fact in policy.load(self.guide).facts}
        for question in self.questions:
            for option in question.options:
                if option.stop and not isinstance(facts.get(option.stop.contact), ContactFact):
                    raise ValueError(f"{question.id}: {option.stop.contact} is no contact")

    def question(self, name: str) -> Question | None:
        """The question of that id."""
        return next((question for question in self.questions if question.id == name), None)

    def step(self, name: str) -> Step:
        """What the flow says of a step: nothing, where it does not name it."""
        return next((step for step in self.steps if step.id == name), Step(id=name))

    def everything(self, when: When) -> tuple[When, ...]:
        """A condition, and those under which its questions are asked at all. All of them must be met."""
        if not when:
            return ()
        outer = (question for name in when if (question := self.question(name)))
        return (when, *(found for question in outer for found in self.everything(question.only_if)))


def _check_answers(name: str, answers: set[str], options: set[str] | None) -> None:
    if not answers or answers == options:
        raise ValueError(f"the answers to {name} leave out nothing, or everything")
    # What a form asks is no question of the flow, and is not known here.
    if options is not None and (unknown := answers - options):
        raise ValueError(f"{name} has no answer {', '.join(sorted(unknown))}")


def parse(text: str) -> Flow:
    """Read a flow file. Raises pydantic.ValidationError where it breaks a rule above."""
    return Flow.model_validate(tomllib.loads(text))


@cache
def load(guide_id: str) -> Flow:
    """The flow of one of `policy.GUIDES`, from this package."""
    return parse(files("calc").joinpath("flows", f"{guide_id}.toml").read_text(encoding="utf-8"))
