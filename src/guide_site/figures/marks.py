"""What the marks beside figures mean."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Certainty
from calc.words import Words
from guide_site.core.html import h

_MEANINGS = {
    Certainty.STATED: message("The source says so outright."),
    Certainty.RECONSTRUCTED: message(
        "The text that has come down to us is garbled; its fragments were joined."
    ),
    Certainty.INFERRED: message(
        "The source does not say so. It is the most likely reading, and the reason is given."
    ),
    Certainty.UNKNOWN: message("The source is silent. The quote is the nearest that it comes."),
}


def marks_table(words: Words) -> Element:
    """Each mark with its meaning."""
    heads = (message("Mark"), message("What it means"))
    head = h("tr", {}, *(h("th", {"scope": "col"}, words.say(name)) for name in heads))
    rows = (
        h("tr", {}, h("th", {"scope": "row"}, words.certainty(mark)), h("td", {}, words.say(meaning)))
        for mark, meaning in _MEANINGS.items()
    )
    return h("table", {}, h("thead", {}, head), h("tbody", {}, *rows))
