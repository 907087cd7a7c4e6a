"""What the answers of an order form should look like. They are taken as they stand, and judged afterwards."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from pydantic import PlainValidator, TypeAdapter, ValidationError, WithJsonSchema

from calc.describe import Question
from calc.fields import LARGEST_COUNT, Count, Day, Fee, Quantity, ask, refuse
from calc.language import LANGUAGES, Locale
from calc.numbers import NumberRefused, read_number
from calc.refusals import Refusal, from_pydantic

LONGEST_LINE = 150
LONGEST_NOTE = 2_000
MOST_LINES = 100

_ADDRESS = re.compile(r"""[^\s@,;:<>()"]+@[^\s@,;:<>()".]+(\.[^\s@,;:<>()".]+)+""")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9]+", re.ASCII)


def _sendable(value: object, longest: int) -> str:
    """The text in characters that a message can hold: no control character, no half of a character."""
    if not isinstance(value, str):
        raise refuse("wrong_type")
    if len(value) > longest:
        raise refuse("text_too_long", maximum=longest)
    whole = value.encode(errors="replace").decode()
    return "".join(" " if _is_control(character) else character for character in whole)


def _is_control(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) == "Cc"


def _line(value: object) -> str:
    return " ".join(_sendable(value, LONGEST_LINE).split())


def _note(value: object) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
    return "\n".join(line.strip() for line in _sendable(text, LONGEST_NOTE).strip().split("\n"))


def _as_typed(kind: str, **schema: Any) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(_line), WithJsonSchema(
        {"type": "string", "x-kind": kind, "maxLength": LONGEST_LINE, **schema}
    )


Text = Annotated[str, *_as_typed("text")]
"""Any text on one line."""

Note = Annotated[
    str,
    PlainValidator(_note),
    WithJsonSchema({"type": "string", "x-kind": "long_text", "maxLength": LONGEST_NOTE}),
]
"""Any text on several lines."""

Email = Annotated[str, *_as_typed("email")]
Date = Annotated[str, *_as_typed("date")]
Pieces = Annotated[str, *_as_typed("count", minimum=1, maximum=LARGEST_COUNT)]
PiecesLeft = Annotated[str, *_as_typed("count", minimum=0, maximum=LARGEST_COUNT)]
Price = Annotated[str, *_as_typed("money")]
Percentage = Annotated[str, *_as_typed("percent")]

Digits = Annotated[str, *_as_typed("digits")]
"""A number that is a name: nothing is worked out with it."""

DomainPrefix = Annotated[str, *_as_typed("domain_prefix")]
"""What stands before the first point of a tenant's name."""


def blank(title: str, help_text: str, *, example: Any, **more: Any) -> Any:
    """A field that may stay blank, made by `calc.fields.ask`."""
    return ask(title, help_text, example=example, default=None, **more)


def ask_draft_language(default: Locale | None) -> Any:
    """Which language the draft is written in; None stands for the reader's own."""
    return ask(
        "Language of the text",
        "The language of whoever reads it. Everything else stays in yours.",
        example=default or "en",
        default=default,
        choices={known.locale: known.title for known in LANGUAGES},
    )


def _matching(pattern: re.Pattern[str], code: str) -> Any:
    def read(value: str) -> str:
        if not pattern.fullmatch(value):
            raise refuse(code)
        return value

    return Annotated[str, PlainValidator(read)]


def _percentage(value: str) -> Decimal:
    try:
        number = read_number(value.removesuffix("%")).value
    except NumberRefused as refused:
        raise refuse(refused.code, readings=refused.readings) from None
    if not 0 <= number <= 100:
        raise refuse("invalid_percentage")
    return number


_READ = {
    "email": _matching(_ADDRESS, "invalid_email"),
    "date": Day,
    "count": Quantity,
    "money": Fee,
    "percent": Annotated[Decimal, PlainValidator(_percentage)],
    "digits": _matching(_DIGITS, "invalid_digits"),
    "domain_prefix": _matching(_PREFIX, "invalid_domain_prefix"),
}


@cache
def _reader(kind: str, least: int | None) -> TypeAdapter[Any]:
    return TypeAdapter(Count if least == 0 else _READ[kind])


def wrong(question: Question, text: str, field: str) -> Refusal | None:
    """Why a text is not what the question asks for, or None where it is. `field` is its path."""
    if question.kind not in _READ:
        return None
    try:
        _reader(question.kind, question.minimum).validate_python(text)
    except ValidationError as error:
        (found,) = from_pydantic(error)
        return Refusal(found.code, field, found.values, found.readings)
    return None
