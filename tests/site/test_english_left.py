"""The reader that looks for English sees it wherever a page may hold it, and sees no more."""

from __future__ import annotations

import pytest
from lxml import html

from tests.site.english import reader


def _found(body: str, locale: str = "sv") -> list[str]:
    return list(reader(locale).page(html.fromstring(f'<html lang="{locale}"><body>{body}</body></html>')))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Ordern skickas <b>the same day</b>.</p>", "the same day"),
        ("<p>Ordern<br>is sent.</p>", "is sent."),
        ('<a title="Link to this section" href="#x">¶</a>', "Link to this section"),
        ('<nav aria-label="Footer"></nav>', "Footer"),
        ('<input placeholder="Type to search">', "Type to search"),
        ('<img alt="A step of the guide">', "A step of the guide"),
        ('<input type="submit" value="Send the order">', "Send the order"),
        ('<meta content="Where it comes from">', "Where it comes from"),
        ('<partner-bar data-undone="This was undone"></partner-bar>', "This was undone"),
        ('<script type="application/json">{"a": [{"b": "Wait for it"}]}</script>', None),
        ('<script type="application/json">{"a": [{"b": "What to do"}]}</script>', "What to do"),
        ("<p>återförsäljare (LatAm also reseller)</p>", "återförsäljare (LatAm also reseller)"),
        ("<button>Close</button>", "Close"),
        ("<button>Try again</button>", "Try again"),
    ],
)
def test_english_is_seen_in_text_attributes_and_data(body: str, found: str | None) -> None:
    assert _found(body) == ([found] if found else [])


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ordern skickas samma dag.</p>",
        '<span lang="en">Apply to all lines</span>',
        '<cite translate="no">How to order</cite> <q lang="en">will be charged</q>',
        "<blockquote><p>An order is placed</p></blockquote>",
        "<p>Knappen «Set Up Your Service» heter så i dag, under ”Rehost and Move”.</p>",
        "<p>Källa: Partner Center billing scenarios for one-time and select recurring purchases</p>",
        "<p>Order Entry Team, order@westcon.se, https://example.com/how-to</p>",
        "<pre>partner-calc esd-state --what is</pre>",
        '<div data-do="undo" data-when="has_sd=true; is_renewal=true" data-state="stated"></div>',
    ],
)
def test_what_is_marked_quoted_or_named_is_not_taken_for_english(body: str) -> None:
    assert _found(body) == []


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("nb", "Den første av de to kan være riktig."),
        ("sv", "Be om licensen; it-administratören är med."),
        ("it", "Il link è nel file, in ordine."),
        ("es", "No se indica a qué hora sale el pedido, ni si hay stock."),
    ],
)
def test_sentences_of_each_language_are_not_taken_for_english(locale: str, sentence: str) -> None:
    assert _found(f"<p>{sentence}</p>", locale) == []
