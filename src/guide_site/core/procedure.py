"""A guide's procedure as its page tells it: steps, phases, what is asked, and when each of it applies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from calc.flow import Settled, When


@dataclass(frozen=True)
class Tick:
    """The box that a person ticks when a step is done, with the words of its label."""

    id: str
    words: Element


@dataclass(frozen=True)
class Step:
    """A numbered step.

    `version` is the fingerprint of its wording, `words` are those of its title, and `phase` is the id of its
    section. It applies while all of `when` hold. `questions` and `fields` are the names of what it asks.
    A step without a tick is done when these are answered. `by` names the deadlines of its by-when line.
    """

    id: str
    number: str
    words: Element
    version: str
    phase: str
    tick: Tick | None = None
    questions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    reason: str | None = None
    after: str | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question: under what it is asked, its answers in words, and those that stop the order."""

    when: tuple[When, ...]
    options: Mapping[str, str]
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Procedure:
    """Steps in the order of the page, the words of its sections, and all that is asked.

    `fields` holds the condition of each field that has one. `asks` names the calculators whose answers the
    page shows, each with its inputs.
    """

    title: str
    phases: Mapping[str, Element]
    steps: tuple[Step, ...]
    questions: Mapping[str, Asked]
    fields: Mapping[str, When]
    moments: Mapping[str, str]
    settles: tuple[Settled, ...]
    asks: Mapping[str, tuple[str, ...]]
