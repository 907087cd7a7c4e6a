"""The whole flow of a guide as a chart: an ordered list of boxes, which a stylesheet joins by lines.

What the lines say is said in words too, for those who do not see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from calc.flow import Flow, Option
from calc.message import Message, message
from guide_site.core.finished import replace_once
from guide_site.core.html import Child, h, markup
from guide_site.core.page import Page
from guide_site.core.procedure import Procedure, Step
from guide_site.procedure.flow_route import Aside, Decision, Node, Phase, Way, comes_back, route
from guide_site.procedure.question import question_id, stop_box
from guide_site.procedure.wording import finished

# Where the answer stands in its sentence.
_GAP = "\0"


def diagram_place(guide: str) -> Element:
    """Where the diagram of a guide comes to stand: on another page, which may be read before the guide."""
    return h("div", {"data-flow-diagram": guide})


def with_diagram(html: str, procedure: Procedure, branches: Flow, address: str, page: Page) -> str:
    """The page with the diagram of a guide, whose page is at `address`."""
    chart = _Chart(address, page).draw(route(procedure, branches))
    return replace_once(html, markup(diagram_place(branches.guide)), markup(chart))


class _Chart:
    """Draws in the language of a page."""

    def __init__(self, address: str, page: Page) -> None:
        self._address = address
        self._page = page
        self._words = page.words

    def draw(self, phases: Iterable[Phase]) -> Element:
        return _line("flow-phases", *map(self._phase, phases), self._end())

    def _phase(self, phase: Phase) -> Element:
        title = h("p", {"class": "flow-phase-title"}, self._link(phase.id, finished(phase.words)))
        return h("li", {"class": "flow-phase"}, title, _line("flow-line", *map(self._node, phase.nodes)))

    def _end(self) -> Element:
        return h("li", {"class": "flow-end"}, self._say(message("The guide ends here.")))

    def _node(self, node: Node) -> Element:
        match node:
            case Step():
                number = h("span", {"class": "flow-number"}, node.number)
                box = self._link(node.id, number, " ", finished(node.words))
                return h("li", {"class": "flow-step"}, box)
            case Decision():
                return h("li", {"class": "flow-decision"}, *self._decision(node))
            case Aside():
                label = h("p", {"class": "flow-label"}, self._reached_by(node))
                card = h("div", {}, label, _line("flow-line", self._node(node.node)))
                return h("li", {"class": "flow-aside"}, card)

    def _decision(self, decision: Decision) -> Iterator[Element]:
        question = decision.question
        link = self._link(question_id(question.id), self._words.text(question.text))
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
            *(h("p", {}, self._words.text(option.wait)) for option in way.options if option.wait),
            *(stop_box(option.stop, self._page) for option in way.options if option.stop),
            h("p", {"class": "flow-end"}, self._say(message("The guide ends here."))) if way.ends else None,
            self._aloud(message("Then go on.")) if comes_back(way) else None,
        )

    def _answer(self, option: Option) -> Iterator[Element]:
        """An answer as a label on its line: what stands around it is for those who do not see the line."""
        before, _, after = self._say(message("If “{answer}”:", answer=_GAP)).partition(_GAP)
        answer = h("span", {}, self._words.text(option.text))
        yield h("p", {"class": "flow-answer"}, _aloud(before), answer, _aloud(after))

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

    def _link(self, anchor: str, *words: Child) -> Element:
        return h("a", {"href": f"{self._address}#{anchor}"}, *words)

    def _quoted(self, option: Option) -> str:
        return self._words.quoted(self._words.text(option.text))

    def _say(self, sentence: Message) -> str:
        return self._words.say(sentence)

    def _aloud(self, sentence: Message) -> Element:
        return _aloud(self._say(sentence))


def _line(name: str, *nodes: Child) -> Element:
    return h("ol", {"class": name}, *nodes)


def _aloud(text: str) -> Element:
    """Words that are heard and not seen."""
    return h("span", {"class": "unseen"}, text)
