"""What an answer says, as JSON holds it. `runtime/page/answer.d.ts` says the same to the scripts."""

from __future__ import annotations

from typing import NotRequired, TypedDict, final


class Row(TypedDict):
    """A figure."""

    label: str
    value: str
    rules: list[str]


class Step(TypedDict):
    """One thing that was done."""

    text: str
    rules: list[str]


class Notice(TypedDict):
    """A warning."""

    code: str
    text: str
    rules: list[str]


class Deadline(TypedDict):
    """A day or a moment to keep. `at` is in ISO form, `text` in the reader's."""

    id: str
    label: str
    at: str
    text: str
    rules: list[str]


class Figure(TypedDict):
    """A rule that the answer rests on. `language` is that of the quotes."""

    id: str
    label: str
    value: str
    certainty: str
    certainty_text: str
    quotes: list[str]
    language: str
    source: str
    note: str | None


class Reading(TypedDict):
    """A meaning of an ambiguous number: what to type for it, and how it reads."""

    input: str
    text: str


class Ambiguous(TypedDict, total=False):
    """The meanings of a number that can be read in two ways."""

    readings: list[Reading]


class Problem(Ambiguous):
    """What is wrong with one field. `error` is a code; the request itself has no `field`."""

    error: str
    field: str | None
    message: str


class Check(Problem):
    """What to look at again in an order form. It stops nobody."""

    missing: bool
    reason: str
    rules: list[str]


class Draft(TypedDict):
    """A text that is ready to send. `mailto` is a link, `eml` a file, `notice` what the link leaves out."""

    to: str | None
    subject: str
    body: str
    language: str
    mailto: str
    eml: str
    notice: str | None


class Told(TypedDict):
    """An account in words. An order form has `checks` and a `draft` too."""

    headline: str
    rows: list[Row]
    steps: list[Step]
    notices: list[Notice]
    deadlines: list[Deadline]
    sources: list[Figure]
    checks: NotRequired[list[Check]]
    draft: NotRequired[Draft]


@final
class Answer(Told):
    """An account, all of it as plain `text` too. The fields of the calculator's result stand beside it."""

    warnings: list[str]
    text: str


@final
class NoAnswer(Problem):
    """Why there is none: the first thing that is wrong, and all of them."""

    errors: list[Problem]
