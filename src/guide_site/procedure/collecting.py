"""Collects the procedure of a page once its steps, its questions and the ids of its parts are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import override
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from calc import api, describe
from calc.describe import Question
from calc.fields import Inputs
from calc.flow import Flow, Settled, When
from calc.policy import Duration
from guide_site.core.page import Page, in_hand
from guide_site.core.procedure import Asked, Procedure, Step, Tick
from guide_site.procedure import data
from guide_site.procedure.wording import plain, text

_CONDITION = re.compile(r"\s*(?P<name>[a-z][a-z0-9_]*)=(?P<answers>[\w,]+)\s*")


class Procedures(Treeprocessor):
    """Collects what the page tells, and writes it into the page for its scripts."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        if page.flow is None:
            return
        page.procedure = _Collecting(root, page, page.flow).procedure()
        script = SubElement(root, "script", {"type": "application/json", "id": "procedure"})
        script.text = AtomicString(data.as_json(data.for_guide(page.procedure)))


class _Collecting:
    """Walks through a page that has a flow, and holds each against the other."""

    def __init__(self, root: Element, page: Page, flow: Flow) -> None:
        self._root = root
        self._page = page
        self._flow = flow

    def procedure(self) -> Procedure:
        steps = tuple(self._steps())
        self._check_steps(steps)
        self._check_names()
        heading = self._root.find("h1")
        return Procedure(
            title="" if heading is None else text(plain(heading)),
            phases={part.get("id", ""): plain(part) for part in self._root.iterfind("h2")},
            steps=steps,
            questions=self._questions(),
            fields={
                name: {other: tuple(answers) for other, answers in asked.only_if.items()}
                for name, asked in self._page.fields.items()
                if asked.only_if
            },
            moments=self._flow.moments,
            settles=tuple(map(self._settled, self._flow.settles)),
            asks={name: _inputs(name) for name in self._asked_calculators()},
        )

    def _steps(self) -> Iterator[Step]:
        phase = ""
        for part in self._root:
            if part.tag == "h2":
                phase = part.get("id", "")
            elif part.tag == "ol" and part.get("class") == "steps":
                yield from (self._step(item, phase) for item in part)

    def _step(self, item: Element, phase: str) -> Step:
        page, name = self._page, item.get("id", "")
        title = item.find("h3[@class='step-title']")
        if title is None:
            text = "".join(item.itertext()).strip()[:60]
            raise page.problem(f"a step has no id: write 1. {{#some-id}} before “{text}”")
        number = "".join(title[0].itertext())
        words = plain(title)
        del words[0]
        words.text = (title[0].tail or "").lstrip()
        told = self._flow.step(name)
        return Step(
            id=name,
            number=number,
            words=words,
            version=page.versions.get(name, ""),
            phase=phase,
            tick=_tick(item),
            questions=tuple(part.get("data-question", "") for part in item.iterfind(".//*[@data-question]")),
            fields=tuple(
                name
                for part in item.iterfind(".//*[@data-fields]")
                for name in part.get("data-fields", "").split()
            ),
            by=tuple(
                name for part in item.iterfind("*[@data-by]") for name in part.get("data-by", "").split()
            ),
            when=self._flow.everything(told.when),
            reason=page.words.text(told.reason) if told.reason else None,
            after=told.after,
            was=told.was,
        )

    def _questions(self) -> dict[str, Asked]:
        text = self._page.words.text
        return {
            question.id: Asked(
                self._flow.everything(question.only_if),
                {option.id: text(option.text) for option in question.options},
                tuple(option.id for option in question.options if option.stop),
            )
            for question in self._flow.questions
        }

    def _settled(self, settled: Settled) -> Settled:
        """With the figures themselves in place of their ids."""
        ids = {fact.id for fact in self._page.policy(self._flow.guide).facts}
        gives = {
            name: _count(self._page.ruling(value).dated.value) if value in ids else value
            for name, value in settled.gives.items()
        }
        return settled.model_copy(update={"gives": gives})

    def _asked_calculators(self) -> Iterator[str]:
        shown = [part.get("data-asks", "") for part in self._root.iterfind(".//*[@data-asks]")]
        dates = (
            name.partition(".")[0]
            for part in self._root.iterfind(".//*[@data-by]")
            for name in part.get("data-by", "").split()
        )
        for name in dict.fromkeys((*shown, *dates)):
            if name not in api.CALCULATORS:
                raise self._page.problem(f"there is no calculator {name}")
            yield name

    # ---- What cannot be right

    def _check_steps(self, steps: tuple[Step, ...]) -> None:
        page = self._page
        ids = [step.id for step in steps]
        for told in self._flow.steps:
            if told.id not in ids:
                raise page.problem(f"the flow names the step {told.id}, and the page has none of that id")
            if told.after is not None and told.after not in ids[: ids.index(told.id)]:
                raise page.problem(f"{told.id} waits for {told.after}, which is no step before it")
        ticks = {step.tick.id for step in steps if step.tick}
        for name in self._flow.moments:
            if name not in ticks:
                raise page.problem(f"the flow makes {name} a moment, and no step has that box")
        for step in steps:
            if not (step.tick or step.questions or step.fields):
                raise page.problem(
                    f"nothing says when {step.id} is done: give it a box, a question or a field"
                )

    def _check_names(self) -> None:
        """Each thing is asked once, and all that conditions go by is asked."""
        page = self._page
        asked = [part.get("data-question", "") for part in self._root.iterfind(".//*[@data-question]")]
        asked += page.fields
        for name, several in groupby(sorted(asked)):
            if len(list(several)) > 1:
                raise page.problem(f"{name} is asked twice")
        if missing := {question.id for question in self._flow.questions} - set(asked):
            raise page.problem(f"the flow asks {', '.join(sorted(missing))}, and the page does not")
        for name, answers in self._conditions():
            self._check_condition(name, answers, asked)

    def _check_condition(self, name: str, answers: tuple[str, ...], asked: list[str]) -> None:
        if name not in asked:
            raise self._page.problem(f"something hangs on {name}, which the page does not ask")
        question = self._flow.question(name)
        known = {option.id for option in question.options} if question else _choices(self._page.fields[name])
        if known and (unknown := set(answers) - known):
            raise self._page.problem(f"{name} has no answer {', '.join(sorted(unknown))}")

    def _conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        whens = (
            *(question.only_if for question in self._flow.questions),
            *(step.when for step in self._flow.steps),
            *(settled.when for settled in self._flow.settles),
            *(self._written(part) for part in self._root.iterfind(".//*[@data-when]")),
        )
        for when in whens:
            yield from when.items()

    def _written(self, part: Element) -> When:
        written = part.get("data-when", "")
        found = [_CONDITION.fullmatch(each) for each in written.split(";")]
        if not all(found):
            raise self._page.problem(
                f"this is no condition: {written}. Write name=answer,answer; other=answer"
            )
        return {each["name"]: tuple(each["answers"].split(",")) for each in found if each}


def _tick(item: Element) -> Tick | None:
    label = item.find(".//p[@class='tick']/label")
    if label is None:
        return None
    return Tick(label.get("for", "").removeprefix("tick-"), plain(label))


def _count(value: object) -> str:
    return str(value.count if isinstance(value, Duration) else value)


def _inputs(calculator: str) -> tuple[str, ...]:
    inputs: type[Inputs] = api.CALCULATORS[calculator].inputs
    return tuple(question.name for question in describe.questions(inputs))


def _choices(field: Question) -> set[str]:
    return {"true", "false"} if field.kind == "yes_no" else set(field.choices)
