"""The header of a guide: whose words it follows, how old they are, who can confirm them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from babel import Locale
from calc.message import message
from calc.policy import Policy, Source
from calc.words import Words

from guide_markdown.html import Child, h

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
    rows: list[tuple[str, list[Child]]] = [
        (words.say(message("Vendor")), [f"{guide.vendor}, {words.text(guide.place)}"]),
        (words.say(message("Product")), [guide.product]),
        (words.say(message("For")), [words.text(guide.audience)]),
        (
            words.say(message("Source")),
            [h("ul", {}, *(_source(source, words) for source in policy.sources if source.origin == "guide"))],
        ),
        (words.say(message("Age")), [words.text(guide.age)]),
        (
            words.say(message("Status")),
            [h("strong", {"class": f"status status-{guide.status}"}, status), " ", words.text(guide.status_reason)],
        ),
        (words.say(message("Who can confirm")), [words.text(guide.who_can_confirm)]),
    ]
    yield h("dl", {}, *(h("div", {}, h("dt", {}, term), h("dd", {}, *said)) for term, said in rows))


def _source(source: Source, words: Words) -> Element:
    language = Locale.parse(source.language).get_display_name(words.cldr)
    facts = [words.text(source.locator), language, words.text(source.dated)]
    return h("li", {}, h("cite", {"lang": "en"}, source.title), f" ({', '.join(fact for fact in facts if fact)})")
