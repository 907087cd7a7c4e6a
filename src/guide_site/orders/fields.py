"""Fields of an order form or a calculator, in the step of a guide that needs them."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from calc import api, describe
from calc.describe import Question
from guide_site.calculator.form import Form
from guide_site.core.base import PageBlock
from guide_site.core.html import h, markup
from guide_site.core.page import Page, in_hand


class Fields(PageBlock):
    """`/// fields | form: legend` with the names of fields: a line of names is a row on the page."""

    NAME = "fields"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "fields-place"})

    @override
    def on_end(self, block: Element) -> None:
        page = in_hand()
        form, _, legend = (part.strip() for part in self.argument.partition(":"))
        written = "\n".join(block.itertext()).splitlines()
        rows = [[_asked(form, name, page) for name in line.split()] for line in written if line.strip()]
        del block[:]
        block.set("data-fields", " ".join(question.name for row in rows for question in row))
        drawn = Form("field", "", (), {}, page.words, lean=True).fields(rows)
        place = (
            h("fieldset", {"class": "fields"}, h("legend", None, legend), *drawn)
            if legend
            else h("div", {"class": "fields"}, *drawn)
        )
        block.text = self.md.htmlStash.store(markup(place))


def _asked(form: str, name: str, page: Page) -> Question:
    if form not in api.CALCULATORS:
        raise page.problem(f"there is no form {form}")
    question = describe.find(api.CALCULATORS[form].inputs, name)
    if question is None:
        raise page.problem(f"{form} asks no {name}")
    if name in page.fields:
        raise page.problem(f"{name} is asked twice")
    page.fields[name] = question
    return question
