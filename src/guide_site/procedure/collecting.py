"""Collects the procedure of a page once its boxes, its questions and the ids of its parts are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import override
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from calc.flow import Flow, Restriction, When
from calc.words import Words
from guide_site.core.page import Page, in_hand
from guide_site.core.procedure import Conditional, Procedure, Step
from guide_site.procedure import data
from guide_site.procedure.flow_panel import question_id
from guide_site.procedure.wording import plain, text


class Procedures(Treeprocessor):
    """Collects what the page tells, and writes it into the page for its scripts."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        if not (page.labels or page.flow):
            return
        if page.flow:
            _check_names(root, page, page.flow)
        page.procedure = _Collecting(root, page).procedure()
        script = SubElement(root, "script", {"type": "application/json", "id": "procedure"})
        script.text = AtomicString(data.as_json(data.for_guide(page.procedure)))


def _check_names(root: Element, page: Page, branches: Flow) -> None:
    ids = {part.get("id") for part in root.iter()}
    conditions = (name for condition in branches.conditions for name in condition.applies)
    for name in (*conditions, *(question.at for question in branches.questions)):
        if name not in ids:
            raise page.problem(f"the flow names {name}, and no part of the page has that id")


class _Collecting:
    """Walks through a page, and keeps under which answers each of its parts applies."""

    def __init__(self, root: Element, page: Page) -> None:
        self._root = root
        self._page = page
        self._numbers = {
            item.get("id"): number
            for steps in root.findall("ol[@class='steps']")
            for number, item in enumerate(steps, int(steps.get("start", "1")))
        }
        self._own = _conditions(page.flow, page.words) if page.flow else {}
        self._conditional: dict[str, Conditional] = {}

    def procedure(self) -> Procedure:
        phases: dict[str, Element] = {}
        steps: list[Step] = []
        phase = ""
        for part in self._root:
            if part.tag == "h2":
                phase = part.get("id", "")
                phases[phase] = plain(part)
            steps += self._steps((part,), phase)
        heading = self._root.find("h1")
        title = "" if heading is None else text(plain(heading))
        return Procedure(title, phases, tuple(steps), self._questions(), self._conditional)

    def _steps(self, parts: Iterable[Element], phase: str, around: tuple[When, ...] = ()) -> Iterator[Step]:
        for part in parts:
            name = part.get("id", "")
            when = self._when(name, around)
            within = tuple(self._steps(part, phase, when))
            if name in self._page.labels:
                words = plain(self._page.labels[name])
                version = self._page.versions.get(name, "")
                yield Step(name, version, words, phase, when, self._numbers.get(name), within)
            else:
                yield from within

    def _when(self, name: str, around: tuple[When, ...]) -> tuple[When, ...]:
        """What a part hangs on: its own condition, then those of all that it stands in."""
        own = self._own.get(name)
        if own is None:
            return around
        self._conditional[name] = replace(own, when=(*own.when, *around))
        return self._conditional[name].when

    def _questions(self) -> dict[str, tuple[When, ...]]:
        questions = self._page.flow.questions if self._page.flow else ()
        places = {question.id: self._conditional.get(question_id(question)) for question in questions}
        return {name: place.when if place else () for name, place in places.items()}


def _conditions(branches: Flow, words: Words) -> dict[str, Conditional]:
    """The condition of each part that has one, by its id on the page."""
    restrictions: dict[str, Restriction] = {
        **{name: condition for condition in branches.conditions for name in condition.applies},
        **{question_id(question): question.only_if for question in branches.questions if question.only_if},
    }
    return {
        name: Conditional((branches.full(restriction),), words.text(restriction.reason))
        for name, restriction in restrictions.items()
    }
