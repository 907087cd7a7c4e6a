"""The page that is being rendered: where it stands, whose language it speaks, which facts it has used."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from calc import policy
from calc.describe import Question
from calc.flow import Flow
from calc.policy import Policy, Ruling
from calc.words import Words, words
from guide_site.core.languages import language_of
from guide_site.core.procedure import Procedure


class PageProblem(ValueError):
    """A page cannot be rendered as it is written. The message names the page; the build ends with it."""


def figure_id(rule_id: str) -> str:
    """The anchor of a fact in a list of figures."""
    return f"figure-{rule_id.replace('.', '-')}"


@dataclass
class Page:
    """One page in hand.

    `path` is its Markdown file below the documentation folder, language first; `versions` holds the
    fingerprint of each step (see `versions`). A guide's page has a `flow`; `fields` are those of the forms
    that it asks, by name. `procedure` is collected of all that. `popovers` counts those of its facts.
    """

    path: str
    day: date
    versions: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, Ruling] = field(default_factory=dict)
    lists_figures: bool = False
    popovers: int = 0
    flow: Flow | None = None
    fields: dict[str, Question] = field(default_factory=dict)
    asks_language: bool = False
    procedure: Procedure | None = None

    @property
    def language(self) -> str:
        """The language folder that the page lies in."""
        return self.path.partition("/")[0]

    @property
    def words(self) -> Words:
        """The words of the page's language."""
        return words(language_of(self.language).locale)

    def problem(self, message: str) -> PageProblem:
        """The error to raise when this page cannot be rendered."""
        return PageProblem(f"{self.path}: {message}")

    def ruling(self, rule_id: str) -> Ruling:
        """The fact as it stands on the day of the build; the page then lists it among its figures."""
        try:
            ruling = policy.find(rule_id, self.day)
        except KeyError:
            raise self.problem(f"there is no fact {rule_id}") from None
        self.used[rule_id] = ruling
        return ruling

    def policy(self, guide_id: str) -> Policy:
        """The policy of a guide."""
        if guide_id not in policy.GUIDES.values():
            raise self.problem(f"there is no guide {guide_id}; there are {', '.join(policy.GUIDES.values())}")
        return policy.load(guide_id)

    def figure_link(self, rule_id: str) -> str:
        """Where a fact's quote stands: on this page if it lists its figures, else on a guide's second page.

        What is said outside its own guide leads to the page of policies.
        """
        if self.lists_figures:
            return f"#{figure_id(rule_id)}"
        guide = policy.GUIDES[rule_id.partition(".")[0]]
        in_guide = self.path == f"{self.language}/guides/{guide}.md"
        target = f"guides/{guide}/sources.md" if in_guide else "reference/policies.md"
        return f"{self.link_to(target)}#{figure_id(rule_id)}"

    def guide_link(self, guide_id: str) -> str:
        """The way to a guide's page."""
        return self.link_to(f"guides/{guide_id}.md")

    def link_to(self, target: str) -> str:
        """The way to a page of the same language, named by its path below the language's folder."""
        return posixpath.relpath(f"{self.language}/{target}", posixpath.dirname(self.path))


_in_hand: ContextVar[Page] = ContextVar("page_in_hand")


def take(path: str, day: date, versions: Mapping[str, str] | None = None) -> Page:
    """Take up a page. What the extension renders next belongs to it."""
    page = Page(path, day, versions or {})
    _in_hand.set(page)
    return page


def in_hand() -> Page:
    """The page that was last taken up."""
    return _in_hand.get()
