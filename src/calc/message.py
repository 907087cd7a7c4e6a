"""Sentences that a calculation leaves for later: worded in the reader's language by `calc.words`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from calc.money import Money
from calc.policy import Duration

type Value = (
    str | int | Decimal | Money | date | datetime | time | Duration | Message | tuple[Message, ...] | None
)
"""What can fill a gap in a sentence. Each kind is written in the reader's manner; text stays as it is, and
None is "not stated"."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with `{named}` gaps, and what fills them.

    `other` is the plural form, chosen by the value of the gap `count`.
    """

    msgid: str
    values: Mapping[str, Value] = field(default_factory=dict)
    other: str | None = None


def message(msgid: str, /, **values: Value) -> Message:
    """A sentence. Babel finds the text of this call when it extracts the catalogue."""
    return Message(msgid, values)


def quoted(text: str) -> Message:
    """Words of somebody else, in the language's quotation marks."""
    return message("“{text}”", text=text)


def plural(one: str, other: str, /, *, count: int, **values: Value) -> Message:
    """A sentence whose form hangs on `count`."""
    return Message(one, {"count": count, **values}, other)
