"""Parts that several rooms draw."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.words import Words
from guide_site.core.html import h


def button(words: Words, text: str, action: str, *, hidden: bool = False) -> Element:
    """A button; the script knows it by what it does."""
    return h(
        "button",
        {"type": "button", "class": "md-button", "data-do": action, "hidden": hidden},
        words.text(text),
    )
