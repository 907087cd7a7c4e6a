"""The whole flow of a guide as a chart: an ordered list of boxes, which a stylesheet joins by lines.

What the lines say is said in words too, for those who do not see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import override
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from calc import flow
from calc.flow import Option
from calc.message import Message, message
from guide_site.core.html import Child, h
from guide_site.core.page import Page, in_hand
from guide_site.core.procedure import Step
from guide_site.procedure.flow_panel import question_id, stop_box
from guide_site.procedure.flow_route import Aside, Decision, Node, Phase, Way, comes_back, route
from guide_site.procedure.wording import first_sentence

# Where the answer stands in its sentence.
_GAP = "\0"


class FlowDiagrams(Treeprocessor):
    """Draws the diagram once the page's steps and the ids of its headings are known."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        for place in root.findall(".//section[@data-flow-diagram]"):
            branches = flow.load(place.attrib.pop("data-flow-diagram"))
            if page.procedure:
                place.append(_Chart(page).draw(route(page.procedure, branches)))


class _Chart:
    """Draws in the language of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = page.words

    def draw(self, phases: Iterable[Phase]) -> Element:
        return _line("flow-phases", *map(self._phase, phases), self._end())

    def _phase(self, phase: Phase) -> Element:
        title = h("p", {"class": "flow-phase-title"}, h("a", {"href": f"#{phase.id}"}, phase.words))
        return h("li", {"class": "flow-phase"}, title, _line("flow-line", *map(self._node, phase.nodes)))

    def _end(self) -> Element:
        return h("li", {"class": "flow-end"}, self._say(message("The guide ends here.")))

    def _node(self, node: Node) -> Element:
        match node:
            case Step():
                return h("li", {"class": "flow-step" if node.number else "flow-part"}, _box(node))
            case Decision():
                return h("li", {"class": "flow-decision"}, *self._decision(node))
            case Aside():
                label = h("p", {"class": "flow-label"}, self._reached_by(node))
                card = h("div", {}, label, _line("flow-line", self._node(node.node)))
                return h("li", {"class": "flow-aside"}, card)

    def _decision(self, decision: Decision) -> Iterator[Element]:
        question = decision.question
        link = h("a", {"href": f"#{question_id(question)}"}, self._words.text(question.text))
        yield h("p", {"class": "flow-question"}, link)
        on = (
            h("li", {"class": "flow-on"}, *self._answer(option), self._aloud(message("Go on.")))
            for option in decision.on
        )
        yield h("ul", {"class": "flow-ways"}, *on, *map(self._way, decision.ways))

    def _way(self, way: Way) -> Element:
        return h(
            "li",
            {"class": "flow-way flow-back" if comes_back(way) else "flow-way"},
            *(part for option in way.options for part in self._answer(option)),
            _line("flow-line", *map(self._node, way.nodes)) if way.nodes else None,
            *(stop_box(option.stop, self._page) for option in way.options if option.stop),
            h("p", {"class": "flow-end"}, self._say(message("The guide ends here."))) if way.ends else None,
            self._aloud(message("Then go on.")) if comes_back(way) else None,
        )

    def _answer(self, option: Option) -> Iterator[Element]:
        """An answer as a label on its line: what stands around it is for those who do not see the line."""
        before, _, after = self._say(message("If “{answer}”:", answer=_GAP)).partition(_GAP)
        answer = h("span", {}, self._words.text(option.text))
        yield h("p", {"class": "flow-answer"}, _aloud(before), answer, _aloud(after))
        if option.note:
            yield h("p", {"class": "flow-note"}, self._words.text(option.note))

    def _reached_by(self, aside: Aside) -> str:
        said = (
            message(
                "If you answered {answer} to “{question}”:",
                answer=self._words.one_of([self._quoted(option) for option in options]),
                question=self._words.text(question.text),
            )
            for question, options in aside.answers
        )
        return " ".join(map(self._say, said))

    def _quoted(self, option: Option) -> str:
        return self._words.quoted(self._words.text(option.text))

    def _say(self, sentence: Message) -> str:
        return self._words.say(sentence)

    def _aloud(self, sentence: Message) -> Element:
        return _aloud(self._say(sentence))


def _box(step: Step) -> Element:
    words = first_sentence(step.words)
    if step.number is None:
        return h("a", {"href": f"#{step.id}"}, words)
    number = h("span", {"class": "flow-number"}, str(step.number))
    return h("a", {"href": f"#{step.id}"}, number, " ", words)


def _line(name: str, *nodes: Child) -> Element:
    return h("ol", {"class": name}, *nodes)


def _aloud(text: str) -> Element:
    """Words that are heard and not seen."""
    return h("span", {"class": "unseen"}, text)
