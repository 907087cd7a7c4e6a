"""What a vendor says: figures, the day each starts to hold, and the words each was taken from."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from calc.language import Locale

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Currency = Literal["EUR", "SEK", "NOK", "DKK"]
Undated = Literal["undated"]
Text = Annotated[str, Field(min_length=1)]


class Certainty(StrEnum):
    """How sure the site is of a figure. Readers see this mark beside it."""

    STATED = "stated"
    RECONSTRUCTED = "reconstructed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Model):
    """One text that figures were taken from.

    `title` is its own, `remark` what must be known of it besides. `transcript` names the copy under
    `tests/sources/` in which every quote is found.
    """

    id: RuleId
    title: Text
    remark: Text | None = None
    language: Locale
    transcript: Text
    origin: Literal["guide", "public"]
    locator: Text
    dated: Text


class Guide(_Model):
    """What the header of a guide's page says about its source."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    vendor: Text
    product: Text
    audience: Text
    place: Text
    age: Text
    read_on: date
    status: Literal["historical", "partly_superseded", "single_source"]
    status_reason: Text
    who_can_confirm: Text


class Amounts(_Model):
    """The same amount of money as the vendor words it in each currency; None where it gives none."""

    EUR: Decimal | None = None
    SEK: Decimal | None = None
    NOK: Decimal | None = None
    DKK: Decimal | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _exact(cls, value: object) -> Decimal | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise ValueError("write an amount as text, so that it stays exact")  # noqa: TRY004  # pydantic's way
        try:
            return Decimal(value)
        except InvalidOperation:
            raise ValueError(f"{value!r} is no amount") from None

    def stated(self) -> dict[str, Decimal]:
        """Amounts by currency, only the currencies that the vendor names."""
        return {currency: amount for currency, amount in self if amount is not None}

    def tokens(self) -> list[str]:
        return [token for currency, amount in self.stated().items() for token in (currency, f"{amount:f}")]


Unit = Literal["minutes", "hours", "days", "working_days", "months", "years"]


class Duration(_Model):
    """A length of time. Minutes and hours are elapsed time; days, months and years count on the calendar."""

    count: Annotated[int, Field(ge=0)]
    unit: Unit

    def elapsed(self) -> timedelta:
        """The same length as elapsed time. Raises ValueError for a unit that has no fixed length."""
        if self.unit == "minutes":
            return timedelta(minutes=self.count)
        if self.unit == "hours":
            return timedelta(hours=self.count)
        raise ValueError(f"{self.unit} have no fixed length")

    def tokens(self) -> list[str]:
        return [str(self.count)]


class Contact(_Model):
    """Where to turn, by role: never a person's name or a personal address."""

    role: Text
    use_for: Text
    email: str | None = None
    phone: str | None = None
    fax: str | None = None
    web: str | None = None
    address: str | None = None

    def tokens(self) -> list[str]:
        ways = (self.email, self.phone, self.fax, self.web, self.address)
        return [way for way in ways if way is not None]


class Phrase(_Model):
    """A word of the vendor's portal, kept as printed on its screen, and what it means.

    `language` is its own where that is not the source's.
    """

    text: Text
    meaning: Text
    language: Locale | None = None

    def tokens(self) -> list[str]:
        return [self.text]

    def reads_like(self, text: str) -> bool:
        """Whether `text` says the same but for punctuation: «Cliente*» means no more than "Cliente"."""
        return _bare(self.text) == _bare(text)


class Screen(NamedTuple):
    """A word of a portal in the portal's language."""

    phrase: Phrase
    language: Locale


def _bare(word: str) -> str:
    return word.rstrip(" :*>.").casefold()


class Dated[V](_Model):
    """A value from one day on, with its evidence. It holds until the next one starts.

    `quotes` are verbatim runs of the source. `written` gives, for a part of the value that the source
    writes otherwise (a number in words, a misspelt currency), how it stands in the quote.
    """

    starts: Annotated[date | Undated, Field(alias="from")]
    value: V | None = None
    quotes: Annotated[tuple[Text, ...], Field(min_length=1)]
    source: RuleId
    certainty: Certainty
    written: dict[str, str] = {}
    note: str | None = None


class _Fact(_Model):
    id: RuleId
    label: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        starts = [dated.starts for dated in self.values]  # type: ignore[attr-defined]  # each kind types its own values
        if not starts:
            raise ValueError(f"{self.id}: no value")
        if "undated" in starts[1:]:
            raise ValueError(f"{self.id}: only the first value may be undated")
        days = [date.min if start == "undated" else start for start in starts]
        for earlier, later in pairwise(days):
            if later == earlier:
                raise ValueError(f"{self.id}: two values start on {later}")
            if later < earlier:
                raise ValueError(f"{self.id}: {later} stands after {earlier}")
        return self


class _Figure(_Fact):
    @model_validator(mode="after")
    def _value_unless_unknown(self) -> Self:
        for dated in self.values:  # type: ignore[attr-defined]  # each kind types its own values
            if (dated.value is None) != (dated.certainty is Certainty.UNKNOWN):
                raise ValueError(f"{self.id}: a value is left out exactly when it is unknown")
        return self


class MoneyFact(_Figure):
    """An amount, a fee or a threshold, by currency."""

    kind: Literal["money"]
    values: tuple[Dated[Amounts], ...]


class TimeFact(_Figure):
    """A time of day on the vendor's clock."""

    kind: Literal["time"]
    values: tuple[Dated[time], ...]


class DurationFact(_Figure):
    """A waiting time or a term."""

    kind: Literal["duration"]
    values: tuple[Dated[Duration], ...]


class CountFact(_Figure):
    """A whole number of things."""

    kind: Literal["count"]
    values: tuple[Dated[int], ...]


class DateFact(_Figure):
    """A calendar date on which something changed."""

    kind: Literal["date"]
    values: tuple[Dated[date], ...]


class PhraseFact(_Figure):
    """A button, field, menu or state word of a portal."""

    kind: Literal["phrase"]
    values: tuple[Dated[Phrase], ...]


class ContactFact(_Figure):
    """A contact point by role."""

    kind: Literal["contact"]
    values: tuple[Dated[Contact], ...]


class RuleFact(_Fact):
    """A rule in words: the label is the rule, and there is no figure."""

    kind: Literal["rule"]
    values: tuple[Dated[None], ...]


Fact = Annotated[
    MoneyFact | TimeFact | DurationFact | CountFact | DateFact | PhraseFact | ContactFact | RuleFact,
    Field(discriminator="kind"),
]


class UncoveredDate(LookupError):
    """No value of a fact holds on the day that was asked for."""


class Ruling(_Model):
    """One fact as it stands on one day."""

    fact: Fact
    dated: Dated[Any]
    source: Source

    @property
    def id(self) -> str:
        return self.fact.id

    @property
    def language(self) -> Locale:
        """The language of the value as the source words it."""
        value = self.dated.value
        return (isinstance(value, Phrase) and value.language) or self.source.language


class Rules:
    """What all guides say on one day. Asking for an id that none of them holds raises KeyError."""

    def __init__(self, day: date) -> None:
        self.day = day

    def _value[V](self, rule_id: str, kind: type[V]) -> V:
        value = _holding(rule_id).dated(rule_id, self.day).value
        if not isinstance(value, kind):
            raise TypeError(f"{rule_id} holds no {kind.__name__}")
        return value

    def money(self, rule_id: str, currency: str) -> Decimal:
        """The amount in one currency. Raises KeyError where the vendor gives none in it."""
        return self._value(rule_id, Amounts).stated()[currency]

    def time(self, rule_id: str) -> time:
        """The time of day, on the vendor's clock."""
        return self._value(rule_id, time)

    def date(self, rule_id: str) -> date:
        """The calendar date on which something changed."""
        return self._value(rule_id, date)

    def contact(self, rule_id: str) -> Contact:
        """Where to turn."""
        return self._value(rule_id, Contact)

    def screen(self, rule_id: str) -> Screen:
        """The word of a portal, with its language."""
        return Screen(self._value(rule_id, Phrase), find(rule_id, self.day).language)

    def duration(self, rule_id: str) -> Duration:
        """The duration with its unit, to be worded."""
        return self._value(rule_id, Duration)

    def phrase(self, rule_id: str) -> Phrase:
        """A word of the vendor's portal."""
        return self._value(rule_id, Phrase)

    def elapsed(self, rule_id: str) -> timedelta:
        """The duration as elapsed time."""
        return self.duration(rule_id).elapsed()

    def count(self, rule_id: str, unit: Unit) -> int:
        """How many of `unit` the duration is. Raises TypeError where it is counted in another."""
        duration = self.duration(rule_id)
        if duration.unit != unit:
            raise TypeError(f"{rule_id} is counted in {duration.unit}")
        return duration.count


class Policy(_Model):
    """All that one guide's source says, ready to be asked about a day."""

    prefix: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    guide: Guide
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        sources = {source.id for source in self.sources}
        seen: set[str] = set()
        for fact in self.facts:
            if fact.id in seen:
                raise ValueError(f"{fact.id} stands twice")
            seen.add(fact.id)
            if not fact.id.startswith(f"{self.prefix}."):
                raise ValueError(f"{fact.id} does not start with {self.prefix}.")
            for dated in fact.values:
                if dated.source not in sources:
                    raise ValueError(f"{fact.id}: no source {dated.source}")
        return self

    def _values(self, rule_id: str) -> tuple[Dated[Any], ...]:
        return self._by_id[rule_id].values

    def dated(self, rule_id: str, day: date) -> Dated[Any]:
        """The value that holds on `day`. Raises KeyError, or UncoveredDate before the first value."""
        for dated in self._values(rule_id)[::-1]:
            if dated.starts == "undated" or dated.starts <= day:
                return dated
        raise UncoveredDate(f"{rule_id} says nothing about {day}")

    def ruling(self, rule_id: str, day: date) -> Ruling:
        """The fact, the value that holds on `day`, and its source."""
        dated = self.dated(rule_id, day)
        source = next(source for source in self.sources if source.id == dated.source)
        return Ruling.model_construct(fact=self._by_id[rule_id], dated=dated, source=source)


GUIDES = {
    "westcon": "westcon-avaya-ipo",
    "cisco": "cisco-webex",
    "computer_gross": "computer-gross-office365",
    "intcomex": "intcomex-volume",
    "incotel": "incotel-esd",
}
"""The guides, by the prefix of their rule ids."""


def parse(text: str) -> Policy:
    """Read a policy file. Raises pydantic.ValidationError where it breaks a rule above."""
    return Policy.model_validate(tomllib.loads(text))


@cache
def load(guide_id: str) -> Policy:
    """The policy of one of GUIDES, from this package."""
    return parse(files("calc").joinpath("policies", f"{guide_id}.toml").read_text(encoding="utf-8"))


def find(rule_id: str, day: date) -> Ruling:
    """The ruling of any guide by its rule id. Raises KeyError."""
    return _holding(rule_id).ruling(rule_id, day)


def _holding(rule_id: str) -> Policy:
    return load(GUIDES[rule_id.partition(".")[0]])
