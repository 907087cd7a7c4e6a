"""What the guides and the list of orders share: why orders cannot be kept."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.language import msgid
from calc.words import Words
from guide_site.core.html import h

_TROUBLES = {
    "full": msgid(
        "This browser has no room left. Your last changes are on this page only. Save your orders to a file, "
        "then make room."
    ),
    "blocked": msgid(
        "This browser keeps nothing for this site. Your changes last until you close the page. Save your "
        "orders to a file to keep them."
    ),
    "newer": msgid(
        "A newer version of this site has been here and has your orders. Reload this page to get it. Nothing "
        "is lost."
    ),
    "failed": msgid(
        "The browser could not read or keep your orders. Reload this page. If that does not help, save them "
        "to a file."
    ),
    "damaged": msgid("This order is stored, but it cannot be read. Nothing was changed. See “My orders”."),
    "gone": msgid("This order was deleted. What you see is on this page only."),
}


def troubles(words: Words, *codes: str) -> Element:
    """A sentence for each reason why orders are not kept; the script shows the one that holds."""
    return h(
        "div",
        {"class": "order-troubles", "role": "alert"},
        *(h("p", {"data-trouble": code, "hidden": True}, words.text(_TROUBLES[code])) for code in codes),
    )
