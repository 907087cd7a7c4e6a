"""What calculators and order forms say about the order in hand, in the step that it belongs to."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element, SubElement

from calc import api
from calc.language import LANGUAGES, msgid
from calc.words import Words
from guide_site.calculator.draft import body, envelope
from guide_site.core.base import PageBlock
from guide_site.core.day import build_day
from guide_site.core.html import h, markup
from guide_site.core.page import Page, in_hand


class AnswerBlock(PageBlock):
    """`/// answer | calculator`: what it answers for this order, once the order knows enough."""

    NAME = "answer"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        place = SubElement(parent, "div", {"class": "answer-place", "data-asks": self.argument})
        place.append(
            h(
                "partner-answer",
                {"name": self.argument, "class": "order-answer", "role": "status", "hidden": True},
            )
        )
        return place


class TextBlock(PageBlock):
    """`/// text | form`: the text that the form writes, ready to send or to copy."""

    NAME = "text"
    ARGUMENT = True

    @override
    def on_create(self, parent: Element) -> Element:
        page = in_hand()
        if self.argument not in api.CALCULATORS:
            raise page.problem(f"there is no form {self.argument}")
        place = SubElement(parent, "div", {"class": "text-place", "data-asks": self.argument})
        place.text = self.md.htmlStash.store(markup(_text(self.argument, page)))
        return place


def _text(name: str, page: Page) -> Element:
    """The text with nothing filled in: labels and gaps. The script brings it up to date."""
    words = page.words
    text = words.text
    answer = api.evaluate({"calculator": name, "inputs": {}, "locale": words.locale}, today=build_day())
    if "error" in answer or "draft" not in answer:
        raise page.problem(f"{name} writes no text")
    draft = answer["draft"]
    for_mail = draft["to"] is not None
    return h(
        "partner-text",
        {
            "name": name,
            "class": "order-text",
            "data-text-copied": text("Text copied."),
            "data-not-copied": text("The browser did not allow copying. Copy the selected text yourself."),
        },
        *(
            h(
                "div",
                {"class": "order-checks", "data-checks": code, "hidden": True},
                h("p", None, text(title)),
                h("ul", None),
            )
            for code, title in (("missing", msgid("Missing")), ("wrong", msgid("Check again")))
        ),
        h("div", {"class": "answer-notices"}),
        h(
            "div",
            {"class": "order-buttons"},
            h(
                "a",
                {
                    "class": "md-button md-button--primary",
                    "data-do": "mail",
                    "data-to": True,
                    "href": draft["mailto"],
                    "hidden": not for_mail,
                },
                text("Open in e-mail"),
            ),
            h("button", {"type": "button", "class": "md-button", "data-do": "copy-text"}, text("Copy text")),
            h("span", {"class": "order-copied", "role": "status"}),
        ),
        h(
            "details",
            {"class": "order-preview"},
            h("summary", None, text("Read the text")),
            _language(name, page),
            envelope(draft, words),
            body(draft, "order-text-body"),
            h("p", {"data-text": "notice"}, draft["notice"]),
        ),
    )


def _language(name: str, page: Page) -> Element | None:
    """The language of the texts of a page, asked once: in the first of them."""
    if page.asks_language:
        return None
    page.asks_language = True
    words, anchor = page.words, "field-draft_language"
    default = _default_language(name, words)
    return h(
        "div",
        {"class": "order-field"},
        h("label", {"for": anchor}, words.text("Language of the text")),
        h(
            "select",
            {"id": anchor, "name": "draft_language"},
            *(
                h(
                    "option",
                    {"value": known.locale, "selected": known.locale == default},
                    words.text(known.title),
                )
                for known in LANGUAGES
            ),
        ),
    )


def _default_language(name: str, words: Words) -> str:
    chosen = api.CALCULATORS[name].inputs.model_fields["draft_language"].default
    return str(chosen or words.locale)
