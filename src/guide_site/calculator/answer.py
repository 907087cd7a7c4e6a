"""An answer of a calculator as HTML, and the same parts empty, as patterns for the script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element

from calc import answers
from calc.policy import Certainty
from calc.words import Words
from guide_site.core.html import Child, around, h


@dataclass(frozen=True)
class Answer:
    """An answer of a calculator, and the same parts empty, as patterns for the script."""

    NOTHING: ClassVar[answers.Answer] = {
        "headline": "",
        "rows": [],
        "steps": [],
        "notices": [],
        "deadlines": [],
        "sources": [],
        "warnings": [],
        "text": "",
    }
    """What there is to tell before anything is filled in."""

    name: str
    policies_url: str | None
    words: Words

    def draw_empty(self) -> Element:
        """No answer yet."""
        return self._draw(self.NOTHING, "none")

    def draw(self, answer: answers.Answer) -> Element:
        """The answer to the worked example."""
        return self._draw(answer, "example")

    def _draw(self, answer: answers.Answer, state: str) -> Element:
        untold = state == "none"
        words_said = self._said_by_the_script()
        numbers = {figure["id"]: number for number, figure in enumerate(answer["sources"], 1)}
        text = self.words.text
        return h(
            "calculator-answer",
            {
                "class": "calculator-answer",
                "name": self.name,
                "data-state": state,
                "data-policies": self.policies_url,
                **words_said,
            },
            self._patterns(),
            h(
                "div",
                {"class": "calculator-bar"},
                h(
                    "p",
                    {"class": "calculator-state"},
                    *(
                        h("span", {"data-while": name, "hidden": name != state}, said)
                        for name, said in self._states().items()
                    ),
                ),
                h("p", {"class": "calculator-starting", "role": "status"}),
                h("progress", {"aria-label": text("Getting the calculator ready"), "hidden": True}),
            ),
            h(
                "div",
                {"class": "calculator-said", "aria-live": "polite", "aria-atomic": "true"},
                h("p", {"class": "calculator-headline", "hidden": untold}, answer["headline"]),
                h(
                    "ul",
                    {"class": "calculator-notices", "hidden": untold},
                    *(self.notice(notice, numbers) for notice in answer["notices"]),
                ),
                h(
                    "p",
                    {"class": "calculator-trouble", "hidden": not untold},
                    words_said["data-unfinished"] if untold else None,
                ),
            ),
            h(
                "button",
                {"type": "button", "class": "md-button", "data-do": "retry", "hidden": True},
                text("Try again"),
            ),
            h(
                "div",
                {"class": "calculator-account", "hidden": untold},
                self._before_rows(answer, numbers),
                h("dl", {"class": "calculator-rows"}, *(self.row(row, numbers) for row in answer["rows"])),
                self._after_rows(answer),
                h(
                    "div",
                    {"class": "calculator-steps", "hidden": not answer["steps"]},
                    h("p", None, text("Step by step")),
                    h("ol", None, *(self.step(step, numbers) for step in answer["steps"])),
                ),
                h(
                    "details",
                    {"class": "calculator-sources", "hidden": not answer["sources"]},
                    h("summary", None, text("In the source’s own words")),
                    h("ol", None, *(self.source(figure, numbers) for figure in answer["sources"])),
                ),
            ),
            self._end(answer),
        )

    def _states(self) -> dict[str, str]:
        text = self.words.text
        return {
            "example": text("Worked example"),
            "current": text("Your answer"),
            "pending": text("Working it out …"),
            "none": text("No answer yet"),
            "failed": text("No answer"),
        }

    def _before_rows(self, answer: answers.Answer, numbers: Mapping[str, int]) -> Child:  # noqa: ARG002  # for order forms
        return None

    def _after_rows(self, answer: answers.Answer) -> Child:  # noqa: ARG002  # for order forms
        return None

    def _end(self, answer: answers.Answer) -> Child:
        text = self.words.text
        buttons = h(
            "div",
            {"class": "calculator-buttons"},
            h(
                "button",
                {"type": "button", "class": "calculator-quiet", "data-do": "copy-link"},
                text("Copy link"),
            )
            if self.policies_url
            else None,
            h(
                "button",
                {"type": "button", "class": "calculator-quiet", "data-do": "copy-text"},
                text("Copy result as text"),
            ),
            h("span", {"class": "calculator-copied", "role": "status"}),
        )
        return buttons, self._to_copy(answer["text"])

    def _to_copy(self, text: str) -> Element:
        """Shown where the browser does not allow copying."""
        return h(
            "textarea",
            {
                "class": "calculator-plain",
                "readonly": True,
                "hidden": True,
                "rows": 8,
                "aria-label": self.words.text("Text to copy"),
            },
            text,
        )

    def _said_by_the_script(self) -> dict[str, str]:
        text = self.words.text
        return {
            "data-not-stated": self.words.certainty(Certainty.UNKNOWN),
            "data-unfinished": text("The answer comes when everything is filled in."),
            "data-starting": text("Getting the calculator ready …"),
            "data-start-failed": text(
                "The calculator could not be loaded. Check your connection, then try again."
            ),
            "data-timed-out": text("The calculator did not answer in time. Try again."),
            "data-unsupported": text(
                "This browser is too old to run the calculator. Use a newer one, or the command line."
            ),
            "data-link-copied": text("Link copied."),
            "data-text-copied": text("Result copied."),
            "data-not-copied": text("The browser did not allow copying. Copy the selected text yourself."),
        }

    def _patterns(self) -> Iterator[Element]:
        """What the script clones and fills."""
        for name, pattern in self._all_patterns().items():
            yield h("template", {"data-pattern": name}, pattern)

    def _all_patterns(self) -> dict[str, Element]:
        some = "…"
        figure: answers.Figure = {
            "id": "",
            "label": some,
            "value": some,
            "certainty": "",
            "certainty_text": some,
            "quotes": [],
            "language": "",
            "source": some,
            "note": some,
        }
        return {
            "row": self.row({"label": some, "value": some, "rules": []}, {}),
            "step": self.step({"text": some, "rules": []}, {}),
            "notice": self.notice({"code": "", "text": some, "rules": []}, {}),
            "source": self.source(figure, {}),
            "quote": self.quote(""),
            "ref": self.ref(None),
        }

    def row(self, row: answers.Row, numbers: Mapping[str, int]) -> Element:
        unknown = row["value"] == self.words.certainty(Certainty.UNKNOWN)
        return h(
            "div",
            None,
            h("dt", None, slot("label", row["label"]), self.refs(row["rules"], numbers)),
            h("dd", {"class": "calculator-unknown" if unknown else None}, slot("value", row["value"])),
        )

    def step(self, step: answers.Step, numbers: Mapping[str, int]) -> Element:
        return h("li", None, slot("text", step["text"]), self.refs(step["rules"], numbers))

    def notice(self, notice: answers.Notice, numbers: Mapping[str, int]) -> Element:
        mark = h("strong", None, self.words.text("Note:"))
        return h("li", None, mark, " ", slot("text", notice["text"]), self.refs(notice["rules"], numbers))

    def refs(self, rules: list[str], numbers: Mapping[str, int]) -> Element:
        return h("span", {"class": "calculator-refs"}, *(self.ref(numbers[rule]) for rule in rules))

    def ref(self, number: int | None) -> Element:
        """The way from a figure to the words behind it."""
        shown = h("span", {"data-number": True}, str(number or ""))
        before, number_shown, after = around(self.words.text("Source {number}"), shown)
        return h(
            "a",
            {"href": f"#{self._source_id(number)}"},
            h("span", {"class": "unseen"}, before),
            number_shown,
            h("span", {"class": "unseen"}, after) if after else None,
        )

    def source(self, figure: answers.Figure, numbers: Mapping[str, int]) -> Element:
        label = slot("label", figure["label"])
        address = f"{self.policies_url}#figure-{figure['id'].replace('.', '-')}"
        return h(
            "li",
            {"id": self._source_id(numbers.get(figure["id"]))},
            h(
                "p",
                None,
                h("a", {"href": address}, label) if self.policies_url else label,
                " ",
                h("strong", {"data-text": "value"}, figure["value"]),
                " ",
                h(
                    "span",
                    {
                        "class": "calculator-certainty",
                        "data-certainty": figure["certainty"],
                        "data-text": "certainty_text",
                    },
                    figure["certainty_text"],
                ),
            ),
            h("blockquote", {"lang": figure["language"] or None}, *map(self.quote, figure["quotes"])),
            h("p", {"data-text": "note", "class": "calculator-note"}, figure["note"]),
            h(
                "p",
                {"class": "calculator-origin"},
                self.words.text("Source:"),
                " ",
                h("cite", {"data-text": "source"}, figure["source"]),
            ),
        )

    def quote(self, quote: str) -> Element:
        return h("p", {"data-text": "quote"}, quote)

    def _source_id(self, number: int | None) -> str:
        return f"{self.name}-source-{number or 'N'}"


def slot(name: str, text: str) -> Element:
    return h("span", {"data-text": name}, text)
