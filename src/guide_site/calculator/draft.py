"""The answer of an order form as HTML: what to look at again, and the text that is ready to send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, override
from xml.etree.ElementTree import Element

from calc import answers
from calc.language import msgid
from calc.words import Words
from guide_site.calculator.answer import Answer, slot
from guide_site.core.html import Child, h


def envelope(draft: answers.Draft, words: Words) -> Element:
    """To whom a text goes and what it is about."""
    return h(
        "dl",
        None,
        h(
            "div",
            {"data-to": True, "hidden": draft["to"] is None},
            h("dt", None, words.text("Recipient")),
            h("dd", {"data-text": "to"}, draft["to"]),
        ),
        h(
            "div",
            None,
            h("dt", None, words.text("Subject")),
            h("dd", {"data-text": "subject", "lang": draft["language"] or None}, draft["subject"]),
        ),
    )


def body(draft: answers.Draft, kind: str) -> Element:
    """The text itself, in its own language."""
    return h("div", {"class": kind, "data-text": "body", "lang": draft["language"] or None}, draft["body"])


@dataclass(frozen=True)
class DraftAnswer(Answer):
    """An answer of an order form. It shows nothing until something is filled in."""

    NOTHING: ClassVar[answers.Answer] = {
        **Answer.NOTHING,
        "checks": [],
        "draft": {
            "to": None,
            "subject": "",
            "body": "",
            "language": "",
            "mailto": "mailto:",
            "eml": "",
            "notice": None,
        },
    }

    @override
    def _states(self) -> dict[str, str]:
        text = self.words.text
        return super()._states() | {
            "current": text("As it stands now"),
            "none": text("Nothing is filled in yet"),
        }

    @override
    def _said_by_the_script(self) -> dict[str, str]:
        text = self.words.text
        return super()._said_by_the_script() | {
            "data-unfinished": text("The text is written as you fill in the form."),
            "data-text-copied": text("Text copied."),
            "data-subject-copied": text("Subject copied."),
        }

    @override
    def _all_patterns(self) -> dict[str, Element]:
        some: answers.Check = {
            "error": "",
            "field": "",
            "message": "…",
            "missing": False,
            "reason": "…",
            "rules": [],
        }
        return super()._all_patterns() | {"check": self.check(some, {})}

    @override
    def _before_rows(self, answer: answers.Answer, numbers: Mapping[str, int]) -> Child:
        missing = [check for check in answer["checks"] if check["missing"]]
        wrong = [check for check in answer["checks"] if not check["missing"]]
        return (
            h(
                "div",
                {"class": "calculator-checks", "data-checks": name, "hidden": not found},
                h("p", None, self.words.text(title)),
                h("ul", None, *(self.check(check, numbers) for check in found)),
            )
            for name, title, found in (
                ("missing", msgid("Missing"), missing),
                ("wrong", msgid("Check again"), wrong),
            )
        )

    def check(self, check: answers.Check, numbers: Mapping[str, int]) -> Element:
        anchor = f"{self.name}-{str(check['field']).replace('.', '-')}"
        return h(
            "li",
            None,
            h("a", {"href": f"#{anchor}", "data-do": "go"}, slot("message", check["message"])),
            " ",
            slot("reason", check["reason"]),
            self.refs(check["rules"], numbers),
        )

    @override
    def _after_rows(self, answer: answers.Answer) -> Child:
        text, draft = self.words.text, answer["draft"]
        return h(
            "div",
            {"class": "calculator-draft"},
            h("p", {"class": "calculator-draft-title"}, text("Text to send or to copy")),
            envelope(draft, self.words),
            body(draft, "calculator-draft-body"),
            h("p", {"data-text": "notice", "class": "calculator-note"}, draft["notice"]),
            h(
                "div",
                {"class": "calculator-buttons"},
                h(
                    "a",
                    {"class": "md-button md-button--primary", "data-do": "mail", "href": draft["mailto"]},
                    text("Open in e-mail"),
                ),
                self._button("copy-subject", msgid("Copy subject")),
                self._button("copy-text", msgid("Copy text")),
                self._button("download", msgid("Download e-mail")),
                h("span", {"class": "calculator-copied", "role": "status"}),
            ),
            self._to_copy(draft["body"]),
        )

    def _button(self, action: str, title: str) -> Element:
        return h(
            "button",
            {"type": "button", "class": "md-button", "data-do": action},
            self.words.text(title),
        )

    @override
    def _end(self, answer: answers.Answer) -> Child:
        return None
