"""Fact tokens: `{{ westcon.dispatch.cut_off }}` becomes the figure, which opens the source's words for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import override
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import STX

from calc.message import message
from calc.policy import Ruling
from guide_site.core.html import Child, h
from guide_site.core.page import Page, in_hand
from guide_site.figures.evidence import popover
from guide_site.figures.values import NoSuchPart, value_element

_ID = "[a-z][a-z0-9_.]*"
SYNTAX = (
    r"(?:\[(?P<words>[^][{}]+)\])?"
    rf"\{{\{{ *(?P<fact>{_ID})(?::(?P<part>[A-Za-z_]+))?(?P<more>(?: +{_ID})*) *\}}\}}"
)
"""`[words]{{ fact:PART fact … }}`; the words, the part and the further facts may be left out."""

_MARKUP = re.compile(f"[*`<{STX}]")


class FactTokens(InlineProcessor):
    """Replaces each token. An unknown fact or part stops the build."""

    @override
    def handleMatch(  # type: ignore[override]  # the base class answers for three kinds of pattern at once
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        drawn = fact_words(in_hand(), *facts_of(m), part=m["part"], words=m["words"])
        return drawn, m.start(0), m.end(0)


def facts_of(token: re.Match[str]) -> list[str]:
    """The ids that a token names."""
    return [token["fact"], *token["more"].split()]


def fact_words(page: Page, *rule_ids: str, part: str | None = None, words: str | None = None) -> Element:
    """A fact in running text, which opens its evidence and that of the further facts behind it.

    What is seen is its value, or the words in place of it. A rule has no value: without words, how sure it is
    stands there alone.
    """
    rulings = [page.ruling(name) for name in rule_ids]
    certainty = page.words.certainty(rulings[0].dated.certainty)
    shown = _value(rulings[0], part, page) if words is None else _checked(words, rulings, page)
    if shown is None:
        return _place(rulings, page, certainty, "certainty", ("[", "]"))
    if certainty == (shown if isinstance(shown, str) else "".join(shown.itertext())):
        return _place(rulings, page, shown)
    told = page.words.say(message("(source: {certainty})", certainty=certainty))
    aloud = h("span", {"class": "unseen", "data-search-exclude": "true"}, f" {told}")
    return _place(rulings, page, (shown, aloud))


def _place(
    rulings: Sequence[Ruling],
    page: Page,
    shown: Child,
    kind: str | None = None,
    around: tuple[str, str] | None = None,
) -> Element:
    page.popovers += 1
    at, name = f"at-{page.popovers}", f"ev-{page.popovers}"
    attributes = {"class": f"fact fact-{rulings[0].dated.certainty}", "id": at, "href": f"#{name}"}
    before, after = around or (None, None)
    link = h("a", attributes, shown)
    return h("span", {"class": kind}, before, link, popover(rulings, page, name, at), after)


def _value(ruling: Ruling, part: str | None, page: Page) -> Element | None:
    try:
        return value_element(ruling, page.words, part)
    except NoSuchPart:
        raise page.problem(f"{ruling.id} has no part {part}") from None


def _checked(words: str, rulings: Sequence[Ruling], page: Page) -> str:
    """Words that stand for a fact. A number among them must be in what the facts say."""
    if _MARKUP.search(words):
        raise page.problem(f"the words of a fact hold no markup: [{words}]")
    said = {
        number
        for ruling in rulings
        for text in (
            ruling.fact.label,
            *ruling.dated.quotes,
            ruling.dated.model_dump_json(include={"value", "note"}),
        )
        for number in re.findall(r"\d+", text)
    }
    if unsaid := set(re.findall(r"\d+", words)) - said:
        raise page.problem(f"[{words}] says {', '.join(sorted(unsaid))}, and its facts do not")
    return words
