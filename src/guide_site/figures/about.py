"""The header of a guide: whose words it follows, how old they are, who can confirm them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from babel import Locale

from calc.message import message
from calc.policy import Policy, Source
from calc.words import Words
from guide_site.core.html import Child, h
from guide_site.core.page import Page
from guide_site.figures.evidence import cited
from guide_site.figures.values import long_date

type _Row = tuple[str, list[Child]]

_STATUSES = {
    "historical": message("Historical"),
    "partly_superseded": message("Partly superseded"),
    "single_source": message("Single source"),
}


def about_source(policy: Policy, words: Words) -> Iterator[Element]:
    """What a reader must know about the source before following the guide."""
    guide = policy.guide
    status = words.say(_STATUSES[guide.status])
    yield h("p", {"class": "about-source-title"}, words.say(message("About the source")))
    rows: list[_Row] = [
        (words.say(message("Vendor")), [f"{guide.vendor}, {words.text(guide.place)}"]),
        (words.say(message("Product")), [words.text(guide.product)]),
        (words.say(message("For")), [words.text(guide.audience)]),
        (
            words.say(message("Source")),
            [h("ul", {}, *(_source(source, words) for source in _guide_sources(policy)))],
        ),
        (words.say(message("Age")), [words.text(guide.age)]),
        (words.say(message("Read on")), [long_date(guide.read_on, words)]),
        (
            words.say(message("Status")),
            [h("strong", {}, f"{status}."), " ", words.text(guide.status_reason)],
        ),
        (words.say(message("Who can confirm")), [words.text(guide.who_can_confirm)]),
    ]
    yield h("dl", {}, *(h("div", {}, h("dt", {}, term), h("dd", {}, *said)) for term, said in rows))


def sources_table(policies: Iterable[Policy], page: Page) -> Element:
    """The guides with the language, age and status of their sources."""
    words = page.words
    heads = (message("Guide"), message("Language of the source"), message("Age"), message("Status"))
    head = h("tr", {}, *(h("th", {"scope": "col"}, words.say(name)) for name in heads))
    return h(
        "table", {}, h("thead", {}, head), h("tbody", {}, *(_source_row(policy, page) for policy in policies))
    )


def _source_row(policy: Policy, page: Page) -> Element:
    guide, words = policy.guide, page.words
    languages = dict.fromkeys(_language(source, words) for source in _guide_sources(policy))
    return h(
        "tr",
        {},
        h(
            "th",
            {"scope": "row"},
            h("a", {"href": page.guide_link(guide.id)}, f"{guide.vendor}: {words.text(guide.product)}"),
        ),
        h("td", {}, ", ".join(languages)),
        h("td", {}, words.text(guide.age)),
        h("td", {}, words.say(_STATUSES[guide.status])),
    )


def _guide_sources(policy: Policy) -> list[Source]:
    return [source for source in policy.sources if source.origin == "guide"]


def _source(source: Source, words: Words) -> Element:
    where = source.locator
    place = h("a", {"href": where}, where) if where.startswith("http") else words.text(where)
    rest = f"; {_language(source, words)}; {words.text(source.dated)}"
    return h("li", {}, cited(source, words, source.title), h("br"), place, rest)


def _language(source: Source, words: Words) -> str:
    return Locale.parse(source.language).get_display_name(words.cldr) or source.language
