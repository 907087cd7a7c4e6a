"""What can be asked of a person: each kind of input, how it is read, and why it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from calc import conditions
from calc.conditions import Conditions
from calc.language import Locale
from calc.numbers import NumberRefused, Typed, decimals, read_number

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years for which working days are known. A year outside them is a slip of the keyboard."""

FIRST_CALENDAR_YEAR, LAST_CALENDAR_YEAR = 1900, 2199
"""Years that an answer can name, counting on from the years above."""

LARGEST_COUNT = 1_000_000
MOST_DAYS = 366
LONGEST_NAME = 80

_BETWEEN_TEXTS = re.compile(r"[,;\n]")
_WHOLE = re.compile(r"-?[0-9]{1,12}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2})?", re.ASCII)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_DAY_OR_INSTANT = {"day": "2026-12-01", "moment": "2026-11-24T14:00:00+01:00"}


class Inputs(BaseModel):
    """Base of all inputs: read strictly, no key beyond those named."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", validate_default=True)

    def rule_day(self) -> date | None:
        """The day whose rules apply, or None for the day on which the question is asked."""
        return None


class Part(Inputs):
    """A line or a group of inputs. One that its neighbours make idle is not read, whatever it holds."""

    @model_validator(mode="before")
    @classmethod
    def _only_what_applies(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        answers = {name: field.default for name, field in cls.model_fields.items()} | dict(given)
        return {
            name: value for name, value in given.items() if conditions.hold(cls._conditions(name), answers)
        }

    @classmethod
    def _conditions(cls, name: str) -> Conditions:
        extra: Any = cls.model_fields[name].json_schema_extra if name in cls.model_fields else {}
        return extra.get("x-only-if", {})  # type: ignore[no-any-return]  # as `ask` has written it


def refuse(code: str, **values: Any) -> PydanticCustomError:
    """An error that pydantic hands on with its code; words are found by `calc.refusals`."""
    return PydanticCustomError(code, "refused", values)


def _text(value: object) -> str:
    if value is None:
        raise refuse("required")
    if not isinstance(value, str):
        raise refuse("wrong_type")
    if not value.strip():
        raise refuse("required")
    return value.strip()


def _number(value: object) -> Typed:
    """Read a number, turning a refusal of `read_number` into one of a field."""
    try:
        return read_number(_text(value))
    except NumberRefused as refused:
        raise refuse(refused.code, readings=refused.readings) from None


def _two_decimals(value: Decimal) -> Decimal:
    if decimals(value) > 2:
        raise refuse("too_many_decimals")
    return value


def _money(value: object) -> Typed:
    typed = _number(value)
    if typed.value <= 0:
        raise refuse("must_be_positive")
    _two_decimals(typed.value)
    return typed


def _fee(value: object) -> Decimal:
    typed = _number(value).value
    if typed < 0:
        raise refuse("must_not_be_negative")
    return _two_decimals(typed)


def _rate(value: object) -> Decimal:
    typed = _number(value).value
    if typed <= 0:
        raise refuse("invalid_rate")
    return typed


def _percent(value: object) -> Decimal:
    text = _text(value)
    typed = _number(text.removesuffix("%"))
    if typed.currency:
        raise refuse("invalid_number")
    if not 0 <= typed.value <= 100:
        raise refuse("discount_out_of_range")
    return typed.value


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = _BETWEEN_TEXTS.split(value)
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise refuse("wrong_type")
    return tuple(text.strip() for text in value if text.strip())


def whole(value: object, code: str) -> int:
    """A whole number, as a number or as text. Refused with `code` where it is anything else."""
    if value is None:
        raise refuse("required")
    if isinstance(value, str):
        text = _text(value)
        if not _WHOLE.fullmatch(text):
            raise refuse(code)
        return int(text)
    if isinstance(value, bool) or not isinstance(value, int):
        raise refuse(code if isinstance(value, float) else "wrong_type")
    return value


def _count(value: object) -> int:
    count = whole(value, "invalid_quantity")
    if not 0 <= count <= LARGEST_COUNT:
        raise refuse("invalid_quantity")
    return count


def _quantity(value: object) -> int:
    if (count := _count(value)) == 0:
        raise refuse("invalid_quantity")
    return count


def _days(value: object) -> int:
    if not 0 <= (days := whole(value, "days_out_of_range")) <= MOST_DAYS:
        raise refuse("days_out_of_range")
    return days


def _period(value: object) -> int:
    if (days := _days(value)) == 0:
        raise refuse("days_out_of_range")
    return days


def _day(value: object) -> date:
    text = _text(value)
    if not _DATE.fullmatch(text):
        raise refuse("invalid_date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse("invalid_date") from None


def _near_day(value: object) -> date:
    day = _day(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refuse("date_out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return day


def _reading(value: object) -> datetime:
    text = _text(value)
    if not _MOMENT.fullmatch(text):
        raise refuse("invalid_date")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise refuse("invalid_date") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise refuse("date_out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return moment


def _day_of(value: object) -> date:
    text = _text(value)
    return _reading(text).date() if _MOMENT.fullmatch(text) else _near_day(text)


def _day_or_instant(value: object) -> date | datetime:
    text = _text(value)
    try:
        if _DATE.fullmatch(text):
            at = date.fromisoformat(text)
        elif _INSTANT.fullmatch(text):
            at = datetime.fromisoformat(text)
        else:
            raise refuse("invalid_moment", **_DAY_OR_INSTANT)
    except ValueError:
        raise refuse("invalid_moment", **_DAY_OR_INSTANT) from None
    if not FIRST_CALENDAR_YEAR <= at.year <= LAST_CALENDAR_YEAR:
        raise refuse("date_out_of_range", first=str(FIRST_CALENDAR_YEAR), last=str(LAST_CALENDAR_YEAR))
    return at


def _zone(value: object) -> ZoneInfo:
    name = _text(value)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse("unsupported_time_zone") from None


def _fold(value: object) -> int:
    if (fold := whole(value, "unsupported_fold")) not in (0, 1):
        raise refuse("unsupported_fold")
    return fold


def _kind(kind: str, **schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "x-kind": kind, **schema})


TypedNumber = Annotated[Typed, PlainValidator(_number), _kind("number")]
"""Any number, below zero too."""

OrderValue = Annotated[Typed, PlainValidator(_money), _kind("money")]
"""Money above zero with at most two decimals, and the currency typed beside it, if any."""

Fee = Annotated[Decimal, PlainValidator(_fee), _kind("money")]
"""Money of zero or more with at most two decimals."""

Rate = Annotated[Decimal, PlainValidator(_rate), _kind("rate")]
"""Units of a currency for one euro: above zero."""

Percent = Annotated[Decimal, PlainValidator(_percent), _kind("percent")]
"""A share of 0 to 100 in a hundred. A per cent sign may stand behind it."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]
"""A short text of the reader's own, without the spaces around it."""

Texts = Annotated[tuple[str, ...], BeforeValidator(_texts), _kind("texts")]
"""Short texts: a list, or one text with commas, semicolons or line ends between them."""

Count = Annotated[int, PlainValidator(_count), _kind("count", minimum=0, maximum=LARGEST_COUNT)]
Quantity = Annotated[int, PlainValidator(_quantity), _kind("count", minimum=1, maximum=LARGEST_COUNT)]
Days = Annotated[int, PlainValidator(_days), _kind("count", minimum=0, maximum=MOST_DAYS)]
Period = Annotated[int, PlainValidator(_period), _kind("count", minimum=1, maximum=MOST_DAYS)]

Day = Annotated[date, PlainValidator(_day), _kind("date")]
"""A day of the Gregorian calendar, written YYYY-MM-DD."""

NearDay = Annotated[date, PlainValidator(_near_day), _kind("date")]
"""A day in a year for which working days are known, from which days and years can be counted on."""

DayOf = Annotated[date, PlainValidator(_day_of), _kind("date")]
"""A near day on which something happened, or a clock reading of when it did."""

Reading = Annotated[datetime, PlainValidator(_reading), _kind("moment")]
"""A clock reading without offset, written YYYY-MM-DDTHH:MM, seconds optional."""

DayOrInstant = Annotated[date | datetime, PlainValidator(_day_or_instant), _kind("text")]
"""A day written YYYY-MM-DD, or an instant written YYYY-MM-DDTHH:MM with its distance from UTC or Z."""

Zone = Annotated[ZoneInfo, PlainValidator(_zone), _kind("time_zone")]
"""A name of the IANA time zone database, such as Europe/Stockholm."""

Fold = Annotated[int, PlainValidator(_fold), _kind("fold")]
"""0 for the first, 1 for the second of two equal clock readings."""

NumberLocale = Annotated[Locale, Field(json_schema_extra={"x-kind": "locale"})]


def ask(  # noqa: PLR0913  # one argument for each thing that a field says of itself
    title: str,
    help_text: str,
    *,
    example: Any,
    default: Any = ...,
    option: str | None = None,
    choices: dict[str, str] | None = None,
    only_if: Conditions | None = None,
    needed_by: str | None = None,
    optional_if: Conditions | None = None,
    screen: str | None = None,
    rare: bool = False,
    totals: tuple[str, ...] = (),
) -> Any:
    """A field: its label, what to type and an example; forms, command line and refusals read them here.

    `option` is the short name on the command line, `choices` the label of each choice, and `only_if` the
    choices of other fields under which the field matters. `needed_by` is the policy fact by which a guide
    asks for it, but under the choices of `optional_if`, and `screen` the one that holds the field's name on a
    portal. What is `rare` stands behind “More” in a form. `totals` are the labels of the answer's rows that
    add up the lines asked for.
    """
    extra: dict[str, Any] = {
        "x-option": option,
        "x-choices": list(choices.items()) if choices else None,
        "x-only-if": only_if,
        "x-needed-by": needed_by,
        "x-optional-if": optional_if,
        "x-screen": screen,
        "x-rare": rare or None,
        "x-totals": list(totals) or None,
    }
    return Field(
        default,
        title=title,
        description=help_text,
        examples=[example],
        json_schema_extra={key: value for key, value in extra.items() if value is not None},
    )


def ask_number_locale() -> Any:
    """The reader's language, which forms and commands send unasked."""
    return ask(
        "Language of the numbers",
        "Numbers are read alike in all five languages, so this changes no answer.",
        example="en",
        default="en",
    )


def ask_as_of() -> Any:
    """The day for which the state of something is asked."""
    return ask(
        "State on",
        "The day for which you ask. Left empty, it is today.",
        example="2026-11-22",
        default=None,
        rare=True,
    )
