"""A guide's procedure as its page tells it: steps, phases, and the answers under which parts apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from calc.flow import When


@dataclass(frozen=True)
class Step:
    """A box to tick.

    `version` is the fingerprint of its wording, `words` are those of its label, and `phase` is the id of its
    section. It applies while all of `when` hold: its own conditions and those of all that it stands in. Only
    steps of the main list have a number; `parts` are the boxes within.
    """

    id: str
    version: str
    words: Element
    phase: str
    when: tuple[When, ...] = ()
    number: int | None = None
    parts: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Conditional:
    """A part of the page that applies while all of `when` hold, and the reason why it does not otherwise."""

    when: tuple[When, ...]
    reason: str


@dataclass(frozen=True)
class Procedure:
    """Steps in the order of the page, the words of its sections, and the parts that do not always apply."""

    title: str
    phases: dict[str, Element]
    steps: tuple[Step, ...]
    questions: dict[str, tuple[When, ...]]
    conditional: dict[str, Conditional]


def every(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, each followed by its parts."""
    for step in steps:
        yield step
        yield from every(step.parts)
