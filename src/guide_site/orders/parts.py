"""What the guides and the list of orders share: a deadline, and why orders cannot be kept."""

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


def name_field(
    words: Words, field_id: str, label: str, *, name: str | None = None, action: str | None = None
) -> Element:
    """Where an order is named: in a form under `name`, or known to the script by what it does."""
    return h(
        "div",
        {"class": "order-field"},
        h("label", {"for": field_id}, words.text(label)),
        h(
            "input",
            {
                "id": field_id,
                "name": name,
                "type": "text",
                "maxlength": 120,
                "placeholder": words.text("Customer, PO number"),
                "data-do": action,
            },
        ),
    )


def progress(words: Words, *, hidden: bool = False) -> Element:
    """A bar and the same in words."""
    return h(
        "p",
        {"class": "order-progress", "hidden": hidden},
        h("progress", {"aria-label": words.text("Progress"), "value": "0"}),
        " ",
        h("span", {"data-text": "progress"}),
    )


def ahead(words: Words, step: str) -> tuple[Element, Element]:
    """The next step, in an element of the kind `step`, and the next deadline."""
    return (
        h(
            "p",
            {"class": "order-next", "hidden": True},
            words.text("Next step:"),
            " ",
            h(step, {"data-text": "next", "href": "#" if step == "a" else None}, "…"),
        ),
        h(
            "p",
            {"class": "order-due", "hidden": True},
            words.text("Next deadline:"),
            " ",
            h("span", {"data-text": "due"}),
        ),
    )


def progress_words(words: Words) -> dict[str, str]:
    """How progress is said."""
    return {"data-progress": words.text("{done} of {total} done")}


def deadline(words: Words) -> tuple[Element, Element]:
    """The patterns of a deadline, with what, when and how long from now, and of a rule that it rests on."""
    pattern = h(
        "template",
        {"data-pattern": "deadline"},
        h(
            "li",
            {"class": "deadline"},
            h("strong", {"data-text": "label"}),
            " ",
            h("time", {"data-text": "when"}),
            " ",
            h("span", {"class": "deadline-left", "data-text": "left"}),
            h("div", {"class": "deadline-reason"}, words.text("It rests on:"), h("div", None)),
        ),
    )
    rule = h("p", None, h("a", {"data-text": "reason", "href": "#"}, "…"))
    return pattern, h("template", {"data-pattern": "deadline-source"}, rule)
