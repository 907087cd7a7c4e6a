"""Fact tokens: `{{ westcon.dispatch.cut_off }}` becomes the figure, linked to the words it was taken from."""

from __future__ import annotations

import re
from typing import override
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from calc.policy import Certainty, Ruling
from guide_site.core.html import h
from guide_site.core.page import Page, in_hand
from guide_site.figures.values import NoSuchPart, value_element

SYNTAX = r"\{\{ *([a-z][a-z0-9_.]*)(?::([A-Za-z_]+))? *\}\}"


class FactTokens(InlineProcessor):
    """Replaces each token. An unknown fact or part stops the build."""

    @override
    def handleMatch(  # type: ignore[override]  # the base class answers for three kinds of pattern at once
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return fact_link(in_hand(), m[1], m[2]), m.start(0), m.end(0)


def fact_link(page: Page, rule_id: str, part: str | None = None) -> Element:
    """A fact in running text: its value, how sure it is unless it is stated, and the way to its quote."""
    ruling = page.ruling(rule_id)
    try:
        value = value_element(ruling, page.words, part)
    except NoSuchPart:
        raise page.problem(f"{rule_id} has no part {part}") from None
    attributes = {"class": "fact", "href": page.figure_link(rule_id), "data-fact": rule_id}
    if value is None:
        return h("a", attributes, "[", certainty_mark(ruling, page), "]")
    if ruling.dated.certainty in {Certainty.STATED, Certainty.UNKNOWN}:
        return h("a", attributes, value)
    return h("a", attributes, value, " [", certainty_mark(ruling, page), "]")


def certainty_mark(ruling: Ruling, page: Page) -> Element:
    """How sure the site is of a figure, in a word."""
    certainty = ruling.dated.certainty
    stated = " certainty-stated" if certainty is Certainty.STATED else ""
    return h("span", {"class": f"certainty{stated}"}, page.words.certainty(certainty))
