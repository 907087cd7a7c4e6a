"""The way through a guide, planned from its procedure and its flow: phases, questions, where answers lead.

Steps that follow from one answer, right after its question, stand inside that answer. Other steps with a
condition stand in an aside that names the answer. An answer that leaves out all that comes later is an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from xml.etree.ElementTree import Element

from calc.flow import Flow, Option, Question, When
from guide_site.core.procedure import Procedure, Step


@dataclass
class Way:
    """The answers that lead to the same nodes. `ends` says that nothing is left to do after them."""

    options: list[Option]
    nodes: list[Node] = field(default_factory=list)
    ends: bool = False


@dataclass
class Decision:
    """A question. `on` are the answers that only go on along the line; the others have ways of their own."""

    question: Question
    on: list[Option] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Aside:
    """A part that applies under answers given earlier."""

    answers: tuple[tuple[Question, tuple[Option, ...]], ...]
    node: Step | Decision


type Node = Step | Decision | Aside


@dataclass(frozen=True)
class Phase:
    """A section of the page that holds steps, with the words of its heading."""

    id: str
    words: Element
    nodes: list[Node]


def route(procedure: Procedure, branches: Flow) -> list[Phase]:
    """The phases of a page, in its order."""
    plan = _Plan(branches, procedure.steps)
    return [
        Phase(phase, procedure.phases[phase], plan.nodes(held))
        for phase, held in groupby(procedure.steps, attrgetter("phase"))
    ]


class _Plan:
    """Places steps and questions, one phase after another. What hangs on a field of a form has no branch."""

    def __init__(self, branches: Flow, steps: Sequence[Step]) -> None:
        self._questions = {question.id: question for question in branches.questions}
        self._ends = {
            (name, option.id)
            for place, step in enumerate(steps, 1)
            for name in step.questions
            for option in self._questions[name].options
            if _is_end(name, option, steps[place:])
        }

    def _leads(self, when: When) -> When:
        """The answers that lead to a part, without those to questions whose every other answer is an end."""
        return {
            name: answers
            for name, answers in when.items()
            if name in self._questions
            and any(
                option.id not in answers and not option.stop and (name, option.id) not in self._ends
                for option in self._questions[name].options
            )
        }

    def nodes(self, steps: Iterable[Step]) -> list[Node]:
        """The nodes of one phase."""
        line: list[Node] = []
        asked: list[Decision] = []
        open_: list[Decision] = []
        for node, when in self._parts(steps):
            leads = self._leads(when)
            way = _way(leads, open_)
            if way is not None:
                way.nodes.append(node)
            else:
                open_.clear()
                line.append(Aside(self._answers(leads), node) if leads else node)
            if isinstance(node, Decision):
                asked.append(node)
                open_.append(node)
        for decision in asked:
            self._settle(decision)
        return line

    def _parts(self, steps: Iterable[Step]) -> Iterator[tuple[Step | Decision, When]]:
        """Each step with the questions that it asks, and the answers on which each of them hangs."""
        for step in steps:
            yield step, step.when[0] if step.when else {}
            for name in step.questions:
                yield Decision(self._questions[name]), self._questions[name].only_if

    def _settle(self, decision: Decision) -> None:
        """Place each answer that leads to no node, and put dead ends and ends before ways that come back."""
        placed = {option.id for way in decision.ways for option in way.options}
        for option in decision.question.options:
            ends = (decision.question.id, option.id) in self._ends
            if option.id in placed:
                continue
            if option.stop or option.wait or ends:
                decision.ways.append(Way([option], ends=ends))
            else:
                decision.on.append(option)
        decision.ways.sort(key=comes_back)

    def _answers(self, leads: When) -> tuple[tuple[Question, tuple[Option, ...]], ...]:
        return tuple(
            (question, tuple(option for option in question.options if option.id in answers))
            for question, answers in ((self._questions[name], answers) for name, answers in leads.items())
        )


def _is_end(question: str, option: Option, later: Iterable[Step]) -> bool:
    """Whether an answer leaves out every step that comes after its question."""
    left = [any(option.id not in when.get(question, (option.id,)) for when in step.when) for step in later]
    return bool(left) and all(left)


def comes_back(way: Way) -> bool:
    """Whether a way leads back to the line."""
    return not way.ends and not any(option.stop for option in way.options)


def _way(leads: When, open_: list[Decision]) -> Way | None:
    """The way of the last question that leads to a part, if it was asked just before."""
    if len(leads) != 1:
        return None
    ((name, answers),) = leads.items()
    while open_ and open_[-1].question.id != name:
        open_.pop()
    if not open_:
        return None
    decision = open_[-1]
    options = [option for option in decision.question.options if option.id in answers]
    for way in decision.ways:
        if way.options == options:
            return way
        if any(option in way.options for option in options):
            return None
    decision.ways.append(Way(options))
    return decision.ways[-1]
