"""Parts that several rooms draw."""

from __future__ import annotations

from markupsafe import Markup

from calc.words import Words
from guide_site.core.markup import h


def button(words: Words, text: str, action: str, *, hidden: bool = False) -> Markup:
    """A button; the script knows it by what it does."""
    return h(
        "button",
        {"type": "button", "class": "md-button", "data-do": action, "hidden": hidden},
        words.text(text),
    )
