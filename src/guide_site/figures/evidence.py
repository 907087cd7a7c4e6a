"""A figure with its evidence: the value, how sure it is, the source's own words, and which source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Protocol, runtime_checkable
from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Dated, Policy, Ruling, Source
from calc.words import Words
from guide_site.core.html import Child, h
from guide_site.core.page import Page, figure_id
from guide_site.figures.facts import certainty_mark
from guide_site.figures.values import long_date, value_element

# Their words stand in the guide itself: on paper, the list of figures does without them.
_TOLD_IN_THE_TEXT = {"rule", "phrase", "contact"}


@runtime_checkable
class _HasTokens(Protocol):
    def tokens(self) -> list[str]: ...


def histories(policy: Policy) -> Iterator[list[Ruling]]:
    """Each fact of a policy with all its values, earliest first."""
    sources = {source.id: source for source in policy.sources}
    for fact in policy.facts:
        yield [
            Ruling.model_construct(fact=fact, dated=dated, source=sources[dated.source])
            for dated in fact.values
        ]


def figure(rulings: Sequence[Ruling], page: Page) -> Element:
    """One fact, with one or more of its values."""
    fact = rulings[0].fact
    label = h("p", {"class": "figure-label"}, page.words.text(fact.label))
    evidence = (part for ruling in rulings for part in _evidence(ruling, page))
    attributes = {
        "class": "figure",
        "id": figure_id(fact.id),
        "data-fact": fact.id,
        "data-kind": fact.kind,
    }
    if fact.kind in _TOLD_IN_THE_TEXT:
        attributes["data-screen-only"] = ""
    return h("li", attributes, label, *evidence)


def _evidence(ruling: Ruling, page: Page) -> Iterator[Element]:
    words, dated, source = page.words, ruling.dated, ruling.source
    value = None if dated.value is None else value_element(ruling, words)
    mark = certainty_mark(ruling, page)
    since = None if dated.starts == "undated" else long_date(dated.starts, words)
    yield h(
        "p",
        {},
        None if value is None else h("strong", {}, value),
        None if value is None else " ",
        mark,
        since and words.say(message(", from {day}", day=since)),
    )
    yield h(
        "blockquote",
        {"lang": source.language},
        *(h("p", {}, *marked(quote, _written(dated))) for quote in dated.quotes),
    )
    if dated.note:
        yield h("p", {"class": "figure-note", "data-screen-only": ""}, words.text(dated.note))
    of_guide = {"data-screen-only": ""} if source.origin == "guide" else {}
    yield h("p", {"class": "figure-source", **of_guide}, *_named(source, words))


def _named(source: Source, words: Words) -> Iterator[Child]:
    yield words.say(message("Source: "))
    if source.origin == "guide":
        yield h("cite", {}, source.title)
        return
    yield h("cite", {}, h("a", {"href": source.locator}, source.title))
    yield " " + words.say(message("(public page, not the guide)"))


def _written(dated: Dated[object]) -> list[str]:
    """The parts of a value as they stand in the quote."""
    match dated.value:
        case _HasTokens() as value:
            tokens = value.tokens()
        case time() as clock:
            tokens = [f"{clock:%H:%M}"]
        case date() as day:
            tokens = [day.isoformat()]
        case None:
            tokens = []
        case value:
            tokens = [str(value)]
    return [dated.written.get(token, token) for token in tokens]


def marked(quote: str, tokens: Iterable[str]) -> Iterator[Child]:
    """The quote, with each token marked where it stands as a word of its own."""
    longest_first = sorted(tokens, key=len, reverse=True)
    if not longest_first:
        yield quote
        return
    pattern = rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)"
    for position, run in enumerate(re.split(pattern, quote)):
        yield h("mark", {}, run) if position % 2 else run
