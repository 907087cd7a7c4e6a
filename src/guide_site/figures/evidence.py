"""A figure with its evidence: the value, how sure it is, the source's own words, and which source.

It stands in a list of figures, and in a popover at the words that show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Protocol, runtime_checkable
from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Contact, Dated, Policy, Ruling, Source
from calc.words import Words
from guide_site.core.html import Child, h
from guide_site.core.page import Page, figure_id
from guide_site.figures.marks import MEANINGS, mark
from guide_site.figures.values import long_date, value_element, ways


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


def figures(facts: Iterable[Sequence[Ruling]], page: Page) -> Iterator[Element]:
    """A list of facts, each with some of its values. Titles of the guides' own sources stand once, above."""
    listed = list(facts)
    own = {ruling.source.id: ruling.source for held in listed for ruling in held}
    for source in own.values():
        if source.origin == "guide":
            yield h("p", {"class": "figure-source"}, *_named(source, page.words, source.title))
    yield h("ul", {"class": "figures"}, *(figure(held, page) for held in listed))


def figure(rulings: Sequence[Ruling], page: Page) -> Element:
    """One fact, with one or more of its values."""
    fact = rulings[0].fact
    label = h("p", {"class": "figure-label"}, page.words.text(fact.label))
    told = (part for ruling in rulings for part in _evidence(ruling, page))
    attributes = {
        "class": "figure",
        "id": figure_id(fact.id),
        "data-fact": fact.id,
        "data-kind": fact.kind,
    }
    return h("li", attributes, label, *told)


def _evidence(ruling: Ruling, page: Page) -> Iterator[Element]:
    words, dated, source = page.words, ruling.dated, ruling.source
    value = None if dated.value is None else value_element(ruling, words)
    since = None if dated.starts == "undated" else long_date(dated.starts, words)
    yield h(
        "p",
        {},
        None if value is None else (h("strong", {}, value), " "),
        mark(dated.certainty, words),
        since and words.say(message(", from {day}", day=since)),
    )
    yield h(
        "blockquote",
        {"lang": source.language},
        *(h("p", {}, *marked(quote, _written(dated))) for quote in dated.quotes),
    )
    if dated.note:
        yield h("p", {"class": "figure-note"}, words.text(dated.note))
    if source.origin == "public":
        yield h(
            "p",
            {"class": "figure-source"},
            *_named(source, words, h("a", {"href": source.locator}, source.title)),
        )


def popover(rulings: Sequence[Ruling], page: Page, name: str, at: str) -> Element:
    """The evidence of one or more facts, to be opened at the words that show the first of them.

    `name` is its id, `at` that of the words: a link to them closes it, with scripts or without.

    It may stand in a sentence, so it holds nothing that a sentence cannot. An element of its own kind, since
    the search leaves out what stands up to the first end of an element of the same kind. Each place has its
    own: one that stood in a step that is folded could not be opened from another.
    """
    words = page.words
    return h(
        "partner-evidence",
        {
            "id": name,
            "popover": "auto",
            "role": "group",
            "aria-label": words.say(message("The source's words")),
            "data-search-exclude": "true",
        },
        *(h("span", {}, *_told(ruling, page)) for ruling in rulings),
        h(
            "span",
            {},
            h("a", {"href": f"#{at}"}, words.say(message("Close"))),
            " ",
            h("a", {"href": page.figure_link(rulings[0].id)}, words.say(message("Source"))),
        ),
    )


def _told(ruling: Ruling, page: Page) -> Iterator[Child]:
    words, dated, source = page.words, ruling.dated, ruling.source
    yield h("b", {}, words.text(ruling.fact.label))
    if isinstance(dated.value, Contact):
        yield (h("span", {}, part) for part in (words.text(dated.value.use_for), *ways(dated.value, words)))
    elif dated.value is not None:
        yield h("strong", {}, value_element(ruling, words))
    how_sure = words.certainty(dated.certainty)
    meaning = words.say(MEANINGS[dated.certainty])
    yield h("span", {"class": f"mark-{dated.certainty}"}, f"{how_sure[:1].upper()}{how_sure[1:]}. {meaning}")
    yield (h("q", {"lang": source.language}, quote) for quote in dated.quotes)
    if dated.note:
        yield h("small", {}, words.text(dated.note))
    if source.origin == "public":
        yield h("small", {}, *_named(source, words, source.title))


def _named(source: Source, words: Words, title: Child) -> Iterator[Child]:
    yield words.say(message("Source: "))
    yield cited(source, words, title)
    if source.origin == "public":
        yield " " + words.say(message("(public page, not the guide)"))


def cited(source: Source, words: Words, title: Child) -> Sequence[Child]:
    """The title of a source, with what is to be said of it."""
    return h("cite", {"translate": "no"}, title), source.remark and f" ({words.text(source.remark)})"


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
