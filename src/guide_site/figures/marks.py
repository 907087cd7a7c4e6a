"""What the marks beside figures mean."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Certainty
from calc.words import Words
from guide_site.core.html import h

MEANINGS = {
    Certainty.STATED: message("The source says so outright."),
    Certainty.RECONSTRUCTED: message(
        "The text that has come down to us is garbled; its fragments were joined."
    ),
    Certainty.INFERRED: message(
        "The source does not say so. It is the most likely reading, and the reason is given."
    ),
    Certainty.UNKNOWN: message("The source is silent. The quote is the nearest that it comes."),
}


def mark(certainty: Certainty, words: Words) -> Element:
    """How sure the site is of a figure: in a word, and by a ring unless it is stated."""
    return h("span", {"class": f"certainty mark-{certainty}"}, words.certainty(certainty))


def legend(words: Words) -> Element:
    """What is dotted, and what the rings beside it mean, in one line."""
    *first, last = (mark(certainty, words) for certainty in Certainty if certainty is not Certainty.STATED)
    return h(
        "p",
        {"class": "marks-legend"},
        h("span", {}, words.say(message("Dotted words open the source's own words."))),
        " ",
        words.say(message("No mark: {certainty}", certainty=words.certainty(Certainty.STATED))),
        "; ",
        *((ring, "; ") for ring in first),
        last,
        ".",
    )


def marks_table(words: Words) -> Element:
    """Each mark with its meaning."""
    heads = (message("Mark"), message("What it means"))
    head = h("tr", {}, *(h("th", {"scope": "col"}, words.say(name)) for name in heads))
    rows = (
        h("tr", {}, h("th", {"scope": "row"}, mark(certainty, words)), h("td", {}, words.say(meaning)))
        for certainty, meaning in MEANINGS.items()
    )
    return h("table", {}, h("thead", {}, head), h("tbody", {}, *rows))
