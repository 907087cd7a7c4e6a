"""Blocks drawn from the policies, the calculators and the list of terms."""

from __future__ import annotations

from abc import abstractmethod
from typing import override
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from calc.policy import GUIDES, ContactFact
from guide_site.calculator import render as forms
from guide_site.core.base import PageBlock, PlacedBlock
from guide_site.core.html import fill, h, markup
from guide_site.core.page import in_hand
from guide_site.figures.about import about_source, sources_table
from guide_site.figures.contacts import contact_table
from guide_site.figures.evidence import figures, histories
from guide_site.figures.glossary import glossary
from guide_site.figures.marks import marks_table
from guide_site.languages import sections
from guide_site.procedure.flow_diagram import diagram_place


class _Drawn(PageBlock):
    """A block without a body. It is drawn when the page's own text has been read."""

    TAG = "div"

    @override
    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, self.TAG, {"class": self.NAME})

    @override
    def on_inline_end(self, block: Element) -> None:
        self.draw(block)

    @abstractmethod
    def draw(self, place: Element) -> None:
        """Fill the place of the block."""


class AboutSource(_Drawn):
    """`/// about-source | guide`: whose words the guide follows, how old they are, who can confirm them."""

    NAME = "about-source"
    ARGUMENT = True

    @override
    def draw(self, place: Element) -> None:
        page = in_hand()
        place.set("class", f"panel {self.NAME}")
        fill(place, *about_source(page.policy(self.argument), page.words))


class Sources(_Drawn):
    """`/// sources`: all guides with the language, age and status of their sources."""

    NAME = "sources"

    @override
    def draw(self, place: Element) -> None:
        page = in_hand()
        place.append(sources_table(map(page.policy, GUIDES.values()), page))


class Marks(_Drawn):
    """`/// marks`: what the marks beside figures mean."""

    NAME = "marks"

    @override
    def draw(self, place: Element) -> None:
        place.append(marks_table(in_hand().words))


class Contacts(_Drawn):
    """`/// contacts | guide`: whom to ask for what."""

    NAME = "contacts"
    ARGUMENT = True

    @override
    def draw(self, place: Element) -> None:
        page = in_hand()
        facts = [fact for fact in page.policy(self.argument).facts if isinstance(fact, ContactFact)]
        if not facts:
            raise page.problem(f"{self.argument} has no contacts")
        place.append(contact_table(facts, page))


class Policies(_Drawn):
    """`/// policies | guide`: every fact of a guide with its evidence."""

    NAME = "policies"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        in_hand().lists_figures = True
        return super().on_create(parent)

    @override
    def draw(self, place: Element) -> None:
        page = in_hand()
        guide = page.policy(self.argument)
        # A search finds a figure on the second page of its guide, and once.
        if page.path != f"{page.language}/guides/{guide.guide.id}/sources.md":
            place.set("data-search-exclude", "true")
        fill(place, *figures(histories(guide), page))


class Figures(PageBlock):
    """`/// figures`: every fact that the page has used, with its evidence. `UsedFigures` fills it."""

    NAME = "figures"

    @override
    def on_create(self, parent: Element) -> Element:
        in_hand().lists_figures = True
        return SubElement(parent, "div", {"class": "used-figures", "data-search-exclude": "true"})


class UsedFigures(Treeprocessor):
    """Fills the list of figures once every fact of the page is known."""

    @override
    def run(self, root: Element) -> None:
        page = in_hand()
        for place in root.iterfind(".//div[@class='used-figures']"):
            if not page.used:
                raise page.problem("the page lists its figures, but uses none")
            place.extend(figures(([ruling] for ruling in page.used.values()), page))


class Calculator(PageBlock):
    """`/// calculator | name`: a form with a worked example, as `forms` draws it."""

    NAME = "calculator"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        page = in_hand()
        try:
            html = self.html(page.words.locale)
        except KeyError:
            raise page.problem(f"there is no {self.NAME} {self.argument}") from None
        place = SubElement(parent, "div")
        place.text = self.md.htmlStash.store(markup(html))
        return place

    def html(self, locale: str) -> Element:
        return forms.render(self.argument, locale)


class Calculators(_Drawn):
    """`/// calculators`: the page of each calculator, by its title, with the question that it opens with."""

    NAME = "calculators"

    @override
    def draw(self, place: Element) -> None:
        here = in_hand()
        pages = ((path, sections.read(here.language, path)) for path in sections.calculators())
        items = (
            h("li", {}, h("a", {"href": here.link_to(path)}, page.meta["title"]), " ", sections.opening(page))
            for path, page in pages
        )
        place.append(h("ul", {}, *items))


class FlowDiagram(PlacedBlock):
    """`/// flow-diagram | guide`: the guide's whole flow, drawn when all pages have been read."""

    NAME = "flow-diagram"
    ARGUMENT = True

    @override
    def html(self) -> Element:
        return diagram_place(in_hand().policy(self.argument).guide.id)


class Glossary(_Drawn):
    """`/// glossary`: the terms, with their words in the other languages."""

    NAME = "glossary"
    TAG = "dl"

    @override
    def draw(self, place: Element) -> None:
        fill(place, *glossary(in_hand().words))


BLOCKS: tuple[type[PageBlock], ...] = (
    AboutSource,
    Sources,
    Marks,
    Contacts,
    Policies,
    Figures,
    Calculator,
    Calculators,
    FlowDiagram,
    Glossary,
)
